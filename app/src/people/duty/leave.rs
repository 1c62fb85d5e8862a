//! Someone who takes part leaves: what follows stands there before it is done.

use domain::{
    people::{
        PersonId,
        duty::{ComingAnswer, Leaving, StepIn},
    },
    time::local,
};
use leptos::prelude::*;

use super::api::{self, Leave};
use crate::{
    context,
    day::text as day_text,
    page::PageResult,
    people::directory::address_of,
    text::{date, lang, t},
    ui::{Action, Form, Page, Select, Submit, TextArea, Tick, Written, html},
};

/// Asks before someone is taken out of the round.
pub async fn leave_page() -> PageResult {
    let person = PersonId(context::parsed_param("id")?);
    let Leaving { name, partners, answers, reserves, .. } = api::read_leaving(person).await?;
    let text = &t().duty;
    let partners: Vec<_> = partners.into_iter().map(|(_, name)| name).collect();
    let labels = [("sure", text.sure), ("reason", text.reason), ("reserve", text.step_in)]
        .map(|(name, label)| (name.to_owned(), label.to_owned()));
    let back = address_of(person);
    Ok(html! {
        <Page title=(text.leave_title)(&name) eyebrow=t().directory.title lede=text.leave_lede>
            <Follows partners=partners.clone() answers/>
            <Form action={Action::new::<Leave>()} labels=labels.to_vec()>
                <input type="hidden" name="person" value=person.to_string()/>
                {steps_in(partners, reserves)}
                <TextArea name="reason" label=text.reason hint=text.reason_hint rows=2/>
                <Tick name="sure" label=text.sure/>
                <div class="button-row">
                    <Submit label=text.leave_do danger=true/>
                    <a href=back class="button button--quiet">{text.cancel}</a>
                </div>
            </Form>
        </Page>
    })
}

/// What happens, point by point.
#[component]
fn Follows(partners: Vec<String>, answers: Vec<ComingAnswer>) -> impl IntoView {
    let text = &t().duty;
    let alone = partners.is_empty().then(|| html! { <li>{text.leave_no_pair}</li> });
    let pair = |partner: &String| {
        html! {
            <li>{(text.leave_pair)(partner)}</li>
            <li>{(text.leave_told)(partner)}</li>
        }
    };
    let pairs = partners.iter().map(pair).collect_view();
    let count = answers.len();
    let answers: Vec<_> = answers.into_iter().map(answer).collect();
    let answers = if count == 0 {
        html! { <li>{text.leave_no_answers}</li> }
    } else {
        html! { <li>{(text.leave_answers)(count)}<ul>{answers}</ul></li> }
    };
    html! { <ul class="section">{alone}{pairs}{answers}<li>{text.leave_reminders}</li></ul> }
}

fn answer(coming: ComingAnswer) -> AnyView {
    let ComingAnswer { title, hours, answer } = coming;
    let when = date::full(lang(), local(hours.starts).date());
    html! { <li><Written text=title.get(lang())/>", "{when}": "{day_text::answer(answer)}</li> }
}

/// Who becomes the new pair of whoever is left. Of several the working group matches each
/// anew.
fn steps_in(partners: Vec<String>, reserves: Vec<StepIn>) -> Option<AnyView> {
    let several = partners.len() > 1;
    let partner = partners.into_iter().next()?;
    Some(if several {
        html! { <p class="muted">{t().duty.step_in_several}</p> }
    } else {
        html! { <StepsIn partner reserves/> }.into_any()
    })
}

/// Who becomes the new pair of whoever is left.
#[component]
fn StepsIn(partner: String, reserves: Vec<StepIn>) -> impl IntoView {
    let text = &t().duty;
    if reserves.is_empty() {
        return html! { <p class="muted">{text.step_in_none}</p> };
    }
    let choice = |one: StepIn| (one.person.to_string(), format!("{}, {}", one.name, one.organisation));
    let options = reserves.into_iter().map(choice).collect();
    html! {
        <Select name="reserve" label=text.step_in none=text.step_in_nobody options/>
        <p class="field__hint">{(text.step_in_lede)(&partner)}</p>
    }
}
