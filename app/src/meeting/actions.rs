//! Agreed actions, and ticking them off where they stand.

use domain::meeting::{AgreedAction, Meeting, MeetingId, log::OpenAction};
use leptos::prelude::*;

use crate::pair::{
    api::{TickAction, tick_id},
    text,
};
use crate::{
    text::{date, errors, lang, t, unsealed},
    ui::{Action, Form, Icon, Receipt, Written, html},
};

/// The id of the list that has buttons: there is one on a page.
const LIST: &str = "atgarder";

/// What was agreed, and whether it is done.
#[component]
pub(crate) fn Actions(actions: Vec<AgreedAction>) -> impl IntoView {
    let items: Vec<_> = actions.into_iter().map(|action| item(&action, state(&action), None)).collect();
    html! { <ul class="actions">{items}</ul> }
}

/// The actions of one log, each with a button.
#[component]
pub(crate) fn LoggedActions(
    /// The meeting.
    meeting: MeetingId,
    /// The log's version.
    version: i64,
    /// The actions, in their order.
    actions: Vec<AgreedAction>,
) -> impl IntoView {
    if actions.is_empty() {
        return html! { <p class="muted">{t().pair.no_actions}</p> };
    }
    let items: Vec<_> = (0..)
        .zip(&actions)
        .map(|(n, action)| item(action, state(action), Some(button((meeting, version, n), action))))
        .collect();
    html! { <ul class="actions" id=LIST>{items}</ul> }
}

/// What is still to be done, from all logs.
#[component]
pub(crate) fn ToDo(
    /// The actions, those that are due first.
    open: Vec<OpenAction>,
) -> impl IntoView {
    let text = &t().pair;
    if open.is_empty() {
        return html! { <p class="empty" id=LIST>{text.to_do_empty}</p> };
    }
    let items: Vec<_> = open
        .into_iter()
        .map(|open| {
            let from = (text.from_meeting)(&date::short(lang(), open.date));
            let link = html! { <a href=format!("/par/traffar/{}", open.meeting)>{from}</a> };
            let tick = button((open.meeting, open.version, open.position), &open.action);
            item(&open.action, link, Some(tick))
        })
        .collect();
    html! { <ul class="actions" id=LIST>{items}</ul> }
}

fn state(action: &AgreedAction) -> AnyView {
    let text = &t().pair;
    if action.done { text.done } else { text.not_done }.into_any()
}

/// What was agreed, what else is to be said about it, and what can be done.
fn item(action: &AgreedAction, more: AnyView, button: Option<AnyView>) -> AnyView {
    let text = &t().pair;
    let AgreedAction { what, who, due, done } = action.clone();
    let due = due.map(|due| format!(", {}", (text.due)(&date::short(lang(), due))));
    html! {
        <li class="action" class:action--done=done>
            <Icon name=if done { "check" } else { "clock" }/>
            <span>
                <Written text=what links=true/>
                <span class="muted">" ("{text::role(who)}{due}", "{more}")"</span>
            </span>
            {button}
        </li>
    }
}

/// Ticks an action off, or takes that back: the one at a place in a version of a log.
fn button((meeting, version, position): (MeetingId, i64, i64), action: &AgreedAction) -> AnyView {
    let (tick, done) = (Action::new::<TickAction>(), action.done);
    let press = if done { t().pair.untick } else { t().pair.tick };
    let label = format!("{press}: {}", unsealed(&*action.what));
    html! {
        <Form action=tick id=tick_id(meeting, position) lands=LIST class="action__tick" quiet=true>
            <input type="hidden" name="id" value=meeting.to_string()/>
            <input type="hidden" name="version" value=version.to_string()/>
            <input type="hidden" name="position" value=position.to_string()/>
            <input type="hidden" name="done" value=(!done).to_string()/>
            <button type="submit" class="button button--quiet" aria-label=label>{press}</button>
        </Form>
    }
}

/// What was just ticked off has left the list of what is to do: it is told, and one
/// press brings it back.
pub(crate) fn ticked((meeting, position): (Meeting, usize)) -> Option<AnyView> {
    let action = meeting.actions.get(position).filter(|action| action.done)?;
    let (text, what) = (&t().pair, unsealed(&*action.what));
    let label = format!("{}: {what}", text.untick);
    Some(html! {
        <Receipt>{(text.ticked)(&what)}</Receipt>
        <Form action={Action::new::<TickAction>()} class="button-row" quiet=true>
            <input type="hidden" name="id" value=meeting.id.to_string()/>
            <input type="hidden" name="version" value=meeting.version.to_string()/>
            <input type="hidden" name="position" value=position.to_string()/>
            <input type="hidden" name="done" value="false"/>
            <button type="submit" class="button button--quiet" aria-label=label>{text.untick}</button>
        </Form>
    })
}

/// Why a tick was not taken: the log was changed in between, and stands there as it is now.
#[component]
pub(crate) fn TickFault() -> impl IntoView {
    Action::new::<TickAction>().error().map(|error| {
        html! {
            <p class="notice notice--warn" role="alert"><Icon name="warning"/>{errors::of_action(&error)}</p>
        }
    })
}
