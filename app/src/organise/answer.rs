//! One person's answer to one part of a day: what they said, how it came about,
//! and answering for them.

use domain::{
    day::{Answer, AnswerCard, GivenAnswer, Standing},
    live::Topic,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::api::{AnswerFor, ReadAnswer};
use crate::{
    day::{reply_button, standing_icon, status_class, text as day_text},
    live::Live,
    text::{date, errors, lang, t},
    ui::{Action, Form, Icon, Load, Page, Reading, When, html},
};

/// Someone's answer.
#[component]
pub fn AnswerPage() -> impl IntoView {
    let action = Action::new::<AnswerFor>();
    let params = use_params_map();
    let ask = move || {
        let get = |name: &str| params.read().get(name).unwrap_or_default();
        ReadAnswer { segment: get("segment"), person: get("person") }
    };
    let card = Reading::new(ask, move || action.version() + Live::version(Topic::Days));
    html! { <Load read=card view=move |card| html! { <Card card action/> }/> }
}

#[component]
fn Card(card: AnswerCard, action: Action) -> impl IntoView {
    let text = &t().organise;
    let AnswerCard { day, guest, word, history } = card;
    let Some(segment) = day.segments.first().copied() else { return ().into_any() };
    let part = format!("{}, {}", date::hours(segment.starts, segment.ends), day_text::audience(segment.audience));
    let board = format!("/organisera/dagar/{}?pass={}", day.slug, segment.id);
    let failed = move || action.error().map(|error| errors::of_action(&error));
    let standing = guest.standing;
    let buttons =
        [Answer::Yes, Answer::Maybe, Answer::No].map(|answer| reply_button(answer, move || standing.answer(), true));
    html! {
        <Page title=guest.name.clone() eyebrow=day.title.get(lang()) lede=part>
            <p>
                <span class=status_class(guest.standing)><Icon name=standing_icon(guest.standing)/>{day_text::standing(guest.standing)}</span>
            </p>
            {(!word.is_empty()).then(|| html! {
                <section class="section">
                    <h2>{text.word}</h2>
                    <blockquote class="prose">{word}</blockquote>
                </section>
            })}
            <section class="section">
                <h2>{(text.answer_for)(&guest.name)}</h2>
                <p>{text.answer_for_lede}</p>
                <Form action class="reply" quiet=true>
                    <input type="hidden" name="segment" value=segment.id.to_string()/>
                    <input type="hidden" name="person" value=guest.person.to_string()/>
                    <fieldset class="reply__choices"><legend class="visually-hidden">{(text.answer_for)(&guest.name)}</legend>{buttons}</fieldset>
                    <p class="reply__status" class:reply__status--failed=move || failed().is_some() role="status">{failed}</p>
                </Form>
            </section>
            <section class="section">
                <h2>{text.history}</h2>
                <History history/>
            </section>
            <p class="section__more"><a href=board><Icon name="arrow-left"/>{text.to_board}</a></p>
        </Page>
    }
}

/// Every answer that was given, latest first.
#[component]
fn History(history: Vec<GivenAnswer>) -> impl IntoView {
    let text = &t().organise;
    if history.is_empty() {
        return html! { <p class="muted">{day_text::standing(Standing::Unanswered)}</p> };
    }
    let given = |given: GivenAnswer| {
        let by = given.by.map(|name| (text.given_by)(&name));
        html! { <li><When at=given.at/>": "{given.answer.map_or(text.taken_back, day_text::answer)}{by}</li> }
    };
    html! { <ul>{history.into_iter().map(given).collect_view()}</ul> }
}
