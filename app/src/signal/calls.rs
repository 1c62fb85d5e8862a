//! Those who ask to be contacted, for organisers.

use domain::{signal::Call, time::today};
use leptos::prelude::*;

use crate::{
    pair::text as pair_text,
    text::{date, lang, t},
    ui::{Action, Form, html},
};

/// Everyone who asks, the earliest first; nothing if nobody does.
#[component]
pub fn Calls(
    /// Who asks.
    calls: Vec<Call>,
    /// Marks one of them.
    action: Action,
) -> impl IntoView {
    let text = &t().signal;
    if calls.is_empty() {
        return ().into_any();
    }
    let items: Vec<_> = calls.into_iter().map(|call| html! { <CallItem call action/> }).collect();
    html! {
        <section class="section calls">
            <h2>{text.calls}</h2>
            <p>{text.calls_lede}</p>
            <ul>{items}</ul>
        </section>
    }
}

#[component]
fn CallItem(call: Call, action: Action) -> impl IntoView {
    let text = &t().signal;
    let phone = call.phone.clone();
    let word = if call.word.is_empty() { text.no_word.to_owned() } else { call.word };
    let knows = if call.shared { text.mate_knows } else { text.mate_does_not };
    let seen = call.seen_by.clone().map(|name| (text.seen_by)(&name));
    html! {
        <li class="call" id=format!("samtal-{}", call.id)>
            <p>
                <strong>{call.name}</strong>
                <span class="muted">" ("{pair_text::role(call.role)}", "{call.organisation}"), "{date::short(lang(), today(call.at))}</span>
            </p>
            <p class="call__word">{word}</p>
            <p>
                <a href=format!("mailto:{}", call.email)>{call.email.clone()}</a>
                {(!phone.is_empty()).then(|| html! { ", " <a href=format!("tel:{}", phone.replace([' ', '-'], ""))>{phone.clone()}</a> })}
            </p>
            <p class="muted">{knows}" "{seen}</p>
            <Form action id=format!("klar-{}", call.id) quiet=true class="button-row">
                <input type="hidden" name="id" value=call.id.to_string()/>
                {call.seen_by.is_none().then(|| html! { <button type="submit" class="button">{text.mark_seen}</button> })}
                <button type="submit" name="done" value="1" class="button">{text.mark_done}</button>
            </Form>
        </li>
    }
}
