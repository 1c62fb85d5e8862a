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
    ui::{Action, Field, Form, Icon, Kind, Page, Receipt, Submit, html},
};

const PAGE: &str = "/par/lage";

/// What other pages say of the status.
pub(crate) fn pointer(status: &PairStatus, today: Date) -> Pointer {
    let text = &t().pair_status;
    let label =
        if status.changes(today).first() == Some(&StatusChange::Resume) { text.point_resume } else { text.point };
    Pointer::to(PAGE, said(status, today), label)
}

/// Where the pair stands, as a sentence.
fn said(status: &PairStatus, today: Date) -> String {
    let text = &t().pair_status;
    let on = |day| date::without_weekday(lang(), day);
    match (status.state(today), status.paused_until) {
        (State::Active, _) => (text.active)(&on(status.ends())),
        (State::Paused, Some(until)) => (text.paused_until)(&on(until)),
        (State::Paused, None) => (text.paused)(&on(status.since)),
        (State::Ended, _) => (text.ended)(&on(status.since)),
        (State::Completed, _) => (text.completed)(&on(status.ends())),
    }
}

/// Where the pair stands, and the choices there are.
pub async fn status_page() -> PageResult {
    let AsOf { now, value: Pair { status, partner, .. } } = api::read_status().await?;
    let text = &t().pair_status;
    let saved = context::query("sparad").is_some();
    let changes = status.changes(today(now));
    let none = changes.is_empty();
    let kept = (text.kept)(&date::without_weekday(lang(), status.kept_until()));
    let choices: Vec<_> = changes
        .into_iter()
        .map(|change| {
            let [title, _, help, _] = text.of(change);
            html! { <li><a href=format!("{PAGE}/{}", change.name())>{title}</a><p class="muted">{help}</p></li> }
        })
        .collect();
    Ok(html! {
        <Page title=text.title lede=text.lede>
            {saved.then(|| html! { <Receipt>{(text.saved)(partner.first_name())}</Receipt> })}
            <section class="section">
                <h2>{text.now}</h2>
                <p class="course__state">{said(&status, today(now))}</p>
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
    let AsOf { now, value: Pair { status, partner, .. } } = api::read_status().await?;
    let change = StatusChange::from_name(&context::param("turn"));
    let change = change.filter(|change| status.changes(today(now)).contains(change)).ok_or(AppError::NotFound)?;
    let text = &t().pair_status;
    let action = Action::new::<ChangeStatus>();
    let [title, button, help, until] = text.of(change);
    Ok(html! {
        <Page title lede=help>
            <Form action labels=vec![("until".to_owned(), until.to_owned())]>
                <input type="hidden" name="turn" value=change.name()/>
                {change.takes_date().then(|| html! { <Field name="until" label=until kind=Kind::Date/> })}
                <p>{(text.tell_partner)(partner.first_name())}" "{text.organiser}</p>
                <div class="button-row">
                    <Submit label=button danger=change == StatusChange::End/>
                    <a href=PAGE class="button button--quiet">{text.back}</a>
                </div>
            </Form>
        </Page>
    })
}
