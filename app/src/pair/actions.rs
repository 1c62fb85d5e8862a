//! Agreed actions, and ticking them off where they stand.

use domain::{
    log::OpenAction,
    meeting::{AgreedAction, MeetingId},
};
use leptos::prelude::*;

use super::text;
use crate::{
    text::{date, lang, t},
    ui::{Action, Form, Icon, html},
};

/// The actions of one log.
#[component]
pub(super) fn Actions(
    /// The meeting.
    meeting: MeetingId,
    /// The log's version.
    version: i64,
    /// The actions, in their order.
    actions: Vec<AgreedAction>,
    /// Ticks them.
    tick: Action,
) -> impl IntoView {
    if actions.is_empty() {
        return html! { <p class="muted">{t().pair.no_actions}</p> };
    }
    let text = &t().pair;
    let state = |done| if done { text.done } else { text.not_done };
    let items: Vec<_> = (0..)
        .zip(actions)
        .map(|(n, action)| {
            let state = state(action.done).into_any();
            item((meeting, version, n), action, state, tick)
        })
        .collect();
    html! { <ul class="actions">{items}</ul> }
}

/// What is still to be done, from all logs.
#[component]
pub(super) fn ToDo(
    /// The actions, those that are due first.
    open: Vec<OpenAction>,
    /// Ticks them.
    tick: Action,
) -> impl IntoView {
    let text = &t().pair;
    if open.is_empty() {
        return html! { <p class="empty">{text.to_do_empty}</p> };
    }
    let items: Vec<_> = open
        .into_iter()
        .map(|open| {
            let from = (text.from_meeting)(&date::short(lang(), open.date));
            let link = html! { <a href=format!("/par/traffar/{}", open.meeting)>{from}</a> };
            item((open.meeting, open.version, open.position), open.action, link, tick)
        })
        .collect();
    html! { <ul class="actions">{items}</ul> }
}

/// What was agreed, what else is to be said about it, and a button to tick it off.
fn item(at: (MeetingId, i64, i64), action: AgreedAction, more: AnyView, tick: Action) -> AnyView {
    let text = &t().pair;
    let (meeting, version, position) = at;
    let due = action.due.map(|due| format!(", {}", (text.due)(&date::short(lang(), due))));
    let (icon, press) = if action.done { ("check", text.untick) } else { ("clock", text.tick) };
    let label = format!("{press}: {}", action.what);
    html! {
        <li class="action" class:action--done=action.done>
            <Icon name=icon/>
            <span>
                {action.what}
                <span class="muted">" ("{text::role(action.who)}{due}", "{more}")"</span>
            </span>
            <Form action=tick class="action__tick" quiet=true>
                <input type="hidden" name="id" value=meeting.to_string()/>
                <input type="hidden" name="version" value=version.to_string()/>
                <input type="hidden" name="position" value=position.to_string()/>
                <input type="hidden" name="done" value=(!action.done).to_string()/>
                <button type="submit" class="button button--quiet" aria-label=label>{press}</button>
            </Form>
        </li>
    }
}

/// Why a tick was not taken: the log was changed in between, and stands there as it is now.
#[component]
pub(super) fn TickFault(
    /// Ticks.
    tick: Action,
) -> impl IntoView {
    move || {
        tick.error().map(|error| html! {
            <p class="notice notice--warn" role="alert"><Icon name="warning"/>{crate::text::errors::of_action(&error)}</p>
        })
    }
}
