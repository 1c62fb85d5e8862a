//! Gives a duty to whoever has an address.

use domain::people::Duty;
use leptos::prelude::*;

use super::{
    api::{self, Appoint},
    text::duty_name,
};
use crate::{
    context,
    page::PageResult,
    people::directory::PEOPLE,
    round::call::choices,
    text::t,
    ui::{Action, Field, Form, Icon, Kind, Page, Select, Submit, html},
};

/// Gives someone a duty, also someone new. The address can say which and where.
pub async fn appoint_page() -> PageResult {
    let organisations = choices(api::read_organisations().await?);
    let text = &t().duty;
    let duties = Duty::ALL.iter().filter(|duty| duty.is_appointed());
    let duties = duties.map(|duty| (duty.name().to_owned(), duty_name(*duty).to_owned())).collect();
    let (duty, organisation) = (context::query("roll").unwrap_or_default(), context::query("org").unwrap_or_default());
    let labels = [("duty", text.duty), ("email", text.email), ("name", text.name), ("organisation", text.organisation)]
        .map(|(name, label)| (name.to_owned(), label.to_owned()));
    Ok(html! {
        <Page title=text.appoint_title eyebrow=t().directory.title lede=text.appoint_lede>
            <Form action={Action::new::<Appoint>()} labels=labels.to_vec()>
                <Select name="duty" label=text.duty none=text.choose options=duties value=duty/>
                <Field name="email" label=text.email kind=Kind::Email/>
                <Field name="name" label=text.name/>
                <Select name="organisation" label=text.organisation none=text.choose options=organisations value=organisation/>
                <p class="field__hint">{text.organisation_hint}</p>
                <div class="button-row">
                    <Submit label=text.appoint/>
                    <a href=PEOPLE class="button button--quiet">{text.cancel}</a>
                </div>
            </Form>
            <p class="section__more"><a href=PEOPLE><Icon name="arrow-left"/>{t().directory.back}</a></p>
        </Page>
    })
}
