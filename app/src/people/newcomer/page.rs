//! The form that adds someone.

use domain::people::{Duty, Lang};
use leptos::prelude::*;

use super::api::{self, AddNewcomer, Place};
use crate::{
    context,
    page::PageResult,
    people::{directory::PEOPLE, duty::text::duty_name},
    round::call::choices,
    text::t,
    ui::{Action, Field, Form, Icon, Kind, Page, Select, Submit, Tick, html},
};

/// Adds someone to the round. The address can say what they are.
pub async fn newcomer_page() -> PageResult {
    let Place { round, organisations } = api::read_place().await?;
    let (text, person, duty) = (&t().newcomer, &t().directory, &t().duty);
    let duties = Duty::ALL.iter().filter(|duty| duty.is_given_by_hand());
    let duties = duties.map(|duty| (duty.name().to_owned(), duty_name(*duty).to_owned())).collect();
    let languages = [(Lang::Sv, "Svenska"), (Lang::En, "English")];
    let languages = languages.map(|(lang, name)| (lang.name().to_owned(), name.to_owned())).to_vec();
    let labels = [
        ("newcomer[name]", person.name),
        ("newcomer[email]", duty.email),
        ("newcomer[duty]", text.duty),
        ("newcomer[organisation]", duty.organisation),
        ("newcomer[new_organisation]", text.new_organisation),
        ("newcomer[title]", person.job),
        ("newcomer[phone]", person.phone),
        ("newcomer[lang]", person.language),
    ];
    let labels = labels.map(|(name, label)| (name.to_owned(), label.to_owned())).to_vec();
    let options = choices(organisations);
    Ok(html! {
        <Page title=text.title eyebrow=(person.round_of)(round) lede=text.lede>
            <Form action={Action::new::<AddNewcomer>()} labels>
                <Field name="newcomer[name]" label=person.name/>
                <Field name="newcomer[email]" label=duty.email kind=Kind::Email/>
                <Select name="newcomer[duty]" label=text.duty none=duty.choose options=duties value=context::query("roll").unwrap_or_default()/>
                <Select name="newcomer[organisation]" label=duty.organisation none=duty.choose options value=context::query("org").unwrap_or_default()/>
                <Field name="newcomer[new_organisation]" label=text.new_organisation hint=text.new_organisation_hint.to_owned()/>
                <Field name="newcomer[title]" label=person.job hint=text.may_be_empty.to_owned()/>
                <Field name="newcomer[phone]" label=person.phone hint=text.may_be_empty.to_owned() inputmode="tel"/>
                <Select name="newcomer[lang]" label=person.language options=languages value=Lang::Sv.name()/>
                <Tick name="newcomer[invite]" label=text.invite checked=true/>
                <p class="field__hint">{text.invite_hint}</p>
                <div class="button-row">
                    <Submit label=text.add/>
                    <a href=PEOPLE class="button button--quiet">{duty.cancel}</a>
                </div>
            </Form>
            <p class="section__more"><a href=PEOPLE><Icon name="arrow-left"/>{person.back}</a></p>
        </Page>
    })
}
