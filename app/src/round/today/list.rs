//! The organisers' list of what needs someone.

use domain::{
    round::today::{Entry, Kind, Next, Today},
    time::local,
};
use jiff::Timestamp;
use leptos::prelude::*;

use super::{
    api::{PutOff, TodayView},
    item::{self, task},
};
use crate::{
    day::board::reminded,
    error::AppError,
    text::{date, errors, lang, t},
    ui::{Action, Form, Task, Tasks, html, told},
};

/// How many of a kind are shown before the others are folded, so that many of one kind
/// hide nothing of another.
const FIRST: usize = 3;

/// What needs someone, what is put off, and what comes next where there is nothing.
#[component]
pub(crate) fn TodayList(
    view: TodayView,
    /// What the reader has begun to write.
    drafts: Vec<Task>,
) -> impl IntoView {
    let text = &t().today;
    let Today { entries, put_off, next } = view.today.clone();
    let none = entries.is_empty() && drafts.is_empty();
    let kinds = entries.chunk_by(|one, other| one.key.kind == other.key.kind);
    let kinds: Vec<_> = kinds.map(|entries| of_a_kind(entries, &view)).collect();
    html! {
        {told("hjalpt", t().help_request.helped)}
        {told("senare", text.put_off_done)}
        {told("kontaktad", text.in_touch_done)}
        {told("framme", text.brought_back)}
        {told("skickat", text.sent_again)}
        {reminded()}
        <section class="section" id="att-gora">
            <h2>{text.title}</h2>
            {refused()}
            {none.then(|| html! { <div class="empty"><p>{text.none}</p>{next.map(comes)}</div> })}
            {(!drafts.is_empty()).then(|| html! { <Tasks tasks=drafts/> })}
            {kinds}
            <PutOffs put_off view/>
        </section>
    }
}

/// What needs someone for the same reason. Whoever asks for help is always shown.
fn of_a_kind(entries: &[Entry], view: &TodayView) -> AnyView {
    let mut tasks: Vec<_> = entries.iter().cloned().map(|entry| task(entry, view)).collect();
    let asks = entries.iter().any(|entry| entry.key.kind == Kind::HelpRequest);
    let more = if asks { Vec::new() } else { tasks.split_off(tasks.len().min(FIRST)) };
    let many = more.len();
    html! {
        <Tasks tasks/>
        {(many > 0).then(|| html! {
            <details class="breakdown"><summary>{(t().today.more)(many)}</summary><Tasks tasks=more/></details>
        })}
    }
    .into_any()
}

/// Why what was pressed was not done: of many forms, the list says it once.
fn refused() -> Option<AnyView> {
    let error = item::errors()?;
    let words = match error {
        AppError::NotFound => t().mail.gone,
        error => errors::of_action(&error),
    };
    Some(html! { <p class="notice notice--error" role="alert">{words}</p> })
}

/// What comes next.
fn comes(next: Next) -> AnyView {
    let text = &t().today;
    let when = date::full(lang(), local(next.at).date());
    let say = if next.deadline { text.next_deadline } else { text.next_day };
    html! { <p dir="auto">{say(next.day.title.get(lang()), &when)}</p> }
}

/// What is put off, and the way to bring it back.
#[component]
fn PutOffs(put_off: Vec<(Entry, Timestamp)>, view: TodayView) -> impl IntoView {
    let text = &t().today;
    let many = put_off.len();
    let items: Vec<_> = put_off
        .into_iter()
        .map(|(entry, until)| {
            let (key, round) = (entry.key, view.named(entry.key.round));
            let until = (text.put_off_until)(&date::short(lang(), local(until).date()));
            let words = item::what(&entry);
            html! {
                <li class="task">
                    <div class="task__what">{words}" "<span class="muted">{until}</span></div>
                    <div class="task__actions">
                        <Form action={Action::new::<PutOff>()} id=format!("framme-{}", item::id(&key)) quiet=true class="button-row" round>
                            <input type="hidden" name="kind" value=key.kind.name()/>
                            <input type="hidden" name="about" value=key.about.to_string()/>
                            <button type="submit" class="button button--quiet">{text.bring_back}</button>
                        </Form>
                    </div>
                </li>
            }
        })
        .collect();
    (many > 0).then(|| {
        html! {
            <details class="breakdown" id="uppskjutet">
                <summary>{(text.put_off)(many)}</summary>
                <ul class="todo">{items}</ul>
            </details>
        }
    })
}
