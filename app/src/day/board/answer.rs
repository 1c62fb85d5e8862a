//! One person's answer to one part of a day: what they said, how it came about,
//! and answering for them.

use domain::{
    day::{Answer, AnswerCard, GivenAnswer, Guest, Segment, SegmentId, Standing},
    people::PersonId,
    time::local,
};
use leptos::prelude::*;

use super::{api::AnswerFor, page::call};
use crate::{
    context,
    day::{standing_icon, status_class, text as day_text},
    error::AppError,
    page::PageResult,
    people::directory::address_of as person_address,
    text::{date, errors, lang, t},
    ui::{Action, Form, Icon, Page, Prose, When, html},
};

/// Someone's answer.
pub async fn answer_page() -> PageResult {
    let segment = SegmentId(context::parsed_param("segment")?);
    let person = PersonId(context::parsed_param("person")?);
    let caller = context::caller()?;
    let (store, now) = context::store_now();
    let card = store.answer_card(&caller, segment, person, now).await?.ok_or(AppError::NotFound)?;
    let AnswerCard { day, guest, word, history } = card;
    let segment = day.segments.first().copied().ok_or(AppError::NotFound)?;
    let text = &t().organise;
    let part =
        format!("{}, {}", date::hours(lang(), segment.starts, segment.ends), day_text::audience(segment.audience));
    let board = format!("/organisera/dagar/{}?pass={}", day.slug, segment.id);
    let reply_by = date::full(lang(), local(day.reply_by).date());
    Ok(html! {
        <Page title=guest.name.clone() eyebrow=day.title.get(lang()) lede=part>
            <p>
                <span class=status_class(guest.standing)><Icon name=standing_icon(guest.standing)/>{day_text::standing_or_former(guest.standing, guest.former)}</span>
                {call(&guest.phone)}
            </p>
            {(!word.is_empty()).then(|| html! {
                <section class="section">
                    <h2>{text.word}</h2>
                    <blockquote><Prose text=word/></blockquote>
                </section>
            })}
            <OnBehalf segment guest reply_by/>
            <section class="section">
                <h2>{text.history}</h2>
                <History history/>
            </section>
            <p class="section__more"><a href=person_address(person)>{text.to_person}<Icon name="arrow-right"/></a></p>
            <p class="section__more"><a href=board><Icon name="arrow-left"/>{text.to_board}</a></p>
        </Page>
    })
}

/// Answering for them.
#[component]
fn OnBehalf(segment: Segment, guest: Guest, reply_by: String) -> impl IntoView {
    let text = &t().organise;
    let action = Action::new::<AnswerFor>();
    let failed = action.error().map(|error| errors::of_action(&error));
    let is_failed = failed.is_some();
    let shown = guest.standing.answer();
    let buttons = [Answer::Yes, Answer::Maybe, Answer::No].map(|answer| choice(answer, shown));
    html! {
        <section class="section">
            <h2>{(text.answer_for)(&guest.name)}</h2>
            <p>{(text.answer_for_lede)(&reply_by)}</p>
            <Form action class="reply" quiet=true>
                <input type="hidden" name="segment" value=segment.id.to_string()/>
                <input type="hidden" name="person" value=guest.person.to_string()/>
                <fieldset class="reply__choices"><legend class="visually-hidden">{(text.answer_for)(&guest.name)}</legend>{buttons}</fieldset>
                <p class="reply__status" class:reply__status--failed=is_failed role="status">{failed}</p>
            </Form>
        </section>
    }
}

/// A button that answers at once; the one whose answer is `shown` is pressed.
fn choice(answer: Answer, shown: Option<Answer>) -> AnyView {
    let pressed = if shown == Some(answer) { "true" } else { "false" };
    let class = format!("reply__choice reply__choice--{}", answer.name());
    html! {
        <button class=class type="submit" name="answer" value=answer.name() aria-pressed=pressed>
            <Icon name=standing_icon(Some(answer).into())/>
            <span>{day_text::answer(answer)}</span>
        </button>
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
        let former = (given.former && given.answer.is_some()).then_some(text.former_hours);
        html! { <li><When at=given.at/>": "{given.answer.map_or(text.taken_back, day_text::answer)}{former}{by}</li> }
    };
    html! { <ul>{history.into_iter().map(given).collect_view()}</ul> }
}
