//! Where a pair stands, and what can be decided: first to choose, then to
//! read what follows from it, then to press.

use domain::{
    pair::{
        Pair,
        status::{PairStatus, State, StatusChange},
    },
    time::today,
};
use jiff::civil::Date;
use leptos::prelude::*;

use super::api::{self, ChangeStatus};
use crate::{
    context,
    day::api::AsOf,
    error::AppError,
    page::PageResult,
    pair::Pointer,
    text::{date, lang, t},
    ui::{Action, Field, Form, Icon, Kind, Page, Submit, html},
};

const PAGE: &str = "/par/lage";

/// What other pages say of the course.
pub(crate) fn pointer(course: &PairStatus, today: Date) -> Pointer {
    let text = &t().course;
    let label = if course.turns(today).first() == Some(&StatusChange::Resume) { text.point_resume } else { text.point };
    Pointer::to(PAGE, said(course, today), label)
}

/// Where the pair stands, as a sentence.
fn said(course: &PairStatus, today: Date) -> String {
    let text = &t().course;
    let on = |day| date::without_weekday(lang(), day);
    match (course.state(today), course.paused_until) {
        (State::Active, _) => (text.active)(&on(course.ends())),
        (State::Paused, Some(until)) => (text.paused_until)(&on(until)),
        (State::Paused, None) => (text.paused)(&on(course.since)),
        (State::Ended, _) => (text.ended)(&on(course.since)),
        (State::Completed, _) => (text.completed)(&on(course.ends())),
    }
}

/// Where the pair stands, and the choices there are.
pub async fn status_page() -> PageResult {
    let AsOf { now, value: Pair { course, .. } } = api::read_status().await?;
    let text = &t().course;
    let saved = context::query("sparad").is_some();
    let turns = course.turns(today(now));
    let none = turns.is_empty();
    let kept = (text.kept)(&date::without_weekday(lang(), course.kept_until()));
    let choices: Vec<_> = turns
        .into_iter()
        .map(|turn| {
            let [title, _, help, _] = text.of(turn);
            html! { <li><a href=format!("{PAGE}/{}", turn.name())>{title}</a><p class="muted">{help}</p></li> }
        })
        .collect();
    Ok(html! {
        <Page title=text.title lede=text.lede>
            {saved.then(|| html! { <p class="notice notice--ok" role="status"><Icon name="check"/>{text.saved}</p> })}
            <section class="section">
                <h2>{text.now}</h2>
                <p class="course__state">{said(&course, today(now))}</p>
                <p class="muted">{kept}</p>
            </section>
            <section class="section">
                <h2>{text.choices}</h2>
                {none.then(|| html! { <p class="muted">{text.none}</p> })}
                <ul class="turns">{choices}</ul>
            </section>
            <p class="section__more"><a href="/par"><Icon name="arrow-left"/>{text.to_pair}</a></p>
        </Page>
    })
}

/// Asks before something is decided.
pub async fn change_status_page() -> PageResult {
    let AsOf { now, value: Pair { course, partner, .. } } = api::read_status().await?;
    let turn = StatusChange::from_name(&context::param("turn"));
    let turn = turn.filter(|turn| course.turns(today(now)).contains(turn)).ok_or(AppError::NotFound)?;
    let text = &t().course;
    let action = Action::new::<ChangeStatus>();
    let [title, button, help, until] = text.of(turn);
    Ok(html! {
        <Page title lede=help>
            <Form action labels=vec![("until".to_owned(), until.to_owned())]>
                <input type="hidden" name="turn" value=turn.name()/>
                {turn.takes_date().then(|| html! { <Field name="until" label=until kind=Kind::Date/> })}
                <p>{(text.tell_partner)(partner.first_name())}" "{text.organiser}</p>
                <div class="button-row">
                    <Submit label=button danger=turn == StatusChange::End/>
                    <a href=PAGE class="button button--quiet">{text.back}</a>
                </div>
            </Form>
        </Page>
    })
}
