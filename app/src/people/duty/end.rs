//! Ends a duty, or gives it to someone else: says what follows, then asks.

use domain::people::{Duty, PersonId};
use leptos::prelude::*;

use super::{api::EndDuty, text::duty_name};
use crate::{
    context,
    error::AppError,
    page::PageResult,
    people::directory::{address_of, api::read_person},
    text::t,
    ui::{Action, Field, Form, Icon, Kind, Page, Submit, TextArea, html},
};

/// Asks before a duty ends.
pub async fn end_duty_page() -> PageResult {
    let person = PersonId(context::parsed_param("id")?);
    let duty = Duty::from_name(&context::param("duty")).filter(|duty| duty.is_appointed());
    let duty = duty.ok_or(AppError::NotFound)?;
    let page = read_person(person).await?;
    if !page.duties.iter().any(|held| held.ours && held.duty == duty) {
        return Err(AppError::NotFound);
    }
    let text = &t().duty;
    let follows = match duty {
        Duty::ContactPerson => text.end_contact,
        Duty::WorkingGroup => text.end_group,
        _ => text.end_organiser,
    };
    let labels = [("reason", text.reason), ("email", text.email), ("name", text.name)]
        .map(|(name, label)| (name.to_owned(), label.to_owned()));
    let organisation = page.organisation.id.to_string();
    Ok(html! {
        <Page title=(text.end_title)(duty_name(duty)) eyebrow=page.details.name lede=text.end_lede>
            <p>{follows}</p>
            <Form action={Action::new::<EndDuty>()} labels=labels.to_vec()>
                <input type="hidden" name="person" value=person.to_string()/>
                <input type="hidden" name="duty" value=duty.name()/>
                <input type="hidden" name="organisation" value=organisation/>
                <fieldset class="choices field">
                    <legend>{text.successor}</legend>
                    <p class="field__hint">{text.successor_lede}</p>
                    <Field name="email" label=text.email kind=Kind::Email/>
                    <Field name="name" label=text.name/>
                </fieldset>
                <TextArea name="reason" label=text.reason hint=text.reason_hint rows=2/>
                <div class="button-row">
                    <Submit label=text.end_do danger=true/>
                    <a href=address_of(person) class="button button--quiet">{text.cancel}</a>
                </div>
            </Form>
            <p class="section__more"><a href=address_of(person)><Icon name="arrow-left"/>{t().directory.back}</a></p>
        </Page>
    })
}
