//! The form of the network's settings.

use domain::round::start::NetworkForm;
use leptos::prelude::*;

use super::{
    START,
    api::{self, SaveNetwork},
};
use crate::{
    page::PageResult,
    people::draft::{DraftForm, Drafts},
    text::t,
    ui::{Action, Field, Icon, Kind, Page, ReadAs, Submit, base, html},
};

/// What the network is called, who holds it together, whom to ask, who is responsible.
pub async fn network_settings_page() -> PageResult {
    let page = api::read_start().await?;
    let drafts = Drafts::read().await?;
    let action = drafts.go_on(Action::new::<SaveNetwork>());
    let saved = NetworkForm::of(page.network.as_ref(), page.contact.as_ref());
    let text = &t().start;
    let labels = [
        ("name", text.network_name),
        ("host", text.host),
        ("contact", text.contact),
        ("controller_sv", text.controller_sv),
        ("controller_en", text.controller_en),
    ]
    .map(|(name, label)| (format!("network[{name}]"), label.to_owned()))
    .to_vec();
    Ok(html! {
        <Page title=text.network eyebrow=text.title lede=text.network_lede>
            <DraftForm action drafts labels=labels.clone()>
                <ReadAs read=base(&saved) labels/>
                <Field name="network[name]" label=text.network_name value=saved.name/>
                <Field name="network[host]" label=text.host hint=text.host_hint value=saved.host/>
                <Field name="network[contact]" label=text.contact hint=text.contact_hint kind=Kind::Email value=saved.contact/>
                <Field name="network[controller_sv]" label=text.controller_sv hint=text.controller_hint value=saved.controller_sv/>
                <Field name="network[controller_en]" label=text.controller_en value=saved.controller_en/>
                <div class="button-row"><Submit label=t().common.save/></div>
            </DraftForm>
            <p class="section__more"><a href=START><Icon name="arrow-left"/>{text.back}</a></p>
        </Page>
    })
}
