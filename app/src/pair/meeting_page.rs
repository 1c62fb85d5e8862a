//! A held meeting as its two read it.

use domain::{
    live::Topic,
    meeting::{AgreedAction, Meeting},
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::{api, text};
use crate::{
    live::Live,
    text::{date, lang, t},
    ui::{Icon, Load, Page, Reading, html},
};

/// The meeting that the address names. The server knows whether there is one.
pub(super) fn meeting_id() -> String {
    use_params_map().read().get("id").unwrap_or_default()
}

/// One meeting's log.
#[component]
pub fn MeetingPage() -> impl IntoView {
    let saved = move || use_query_map().read().get("sparad").is_some();
    let meeting = Reading::new(|| api::ReadMeeting { id: meeting_id() }, || Live::version(Topic::Pair));
    html! {
        <Load read=meeting view=move |meeting| {
            let text = &t().pair;
            html! {
                <Page title=(text.meeting_on)(&date::full(lang(), meeting.facts.date))>
                    {saved().then(|| html! { <p class="notice notice--ok" role="status"><Icon name="check"/>{text.saved}</p> })}
                    <Details meeting/>
                </Page>
            }
        }/>
    }
}

#[component]
fn Details(meeting: Meeting) -> impl IntoView {
    let text = &t().pair;
    let facts = meeting.facts;
    html! {
        <p class="meeting__facts">
            <Icon name=text::form_icon(facts.form)/>
            {text::form(facts.form)}", "{(t().date.minutes)(facts.minutes)}
        </p>
        <section class="section shared-note">
            <h2><Icon name="people"/>{text.notes}</h2>
            <Prose text=meeting.notes empty=text.no_notes/>
        </section>
        <section class="section">
            <h2><Icon name="list"/>{text.actions}</h2>
            <Actions actions=meeting.actions/>
        </section>
        <section class="section private-note">
            <h2><Icon name="lock"/>{text.reflection}</h2>
            <p class="muted">{text.reflection_hint}</p>
            <Prose text=meeting.reflection empty=text.no_reflection/>
        </section>
        <p class="muted">{(text.logged_by)(&meeting.logged_by, &date::moment(lang(), meeting.saved_at))}</p>
        <p class="button-row">
            <a href=format!("/par/traffar/{}/andra", meeting.id) class="button button--primary">{text.change}</a>
            <a href="/par" class="button button--quiet">{text.back}</a>
        </p>
    }
}

/// Text as it was written, paragraph by paragraph.
#[component]
pub(crate) fn Prose(#[prop(into)] text: String, empty: &'static str) -> impl IntoView {
    if text.is_empty() {
        return html! { <p class="muted">{empty}</p> };
    }
    let paragraphs: Vec<_> = text.split("\n\n").map(|paragraph| html! { <p>{paragraph.to_owned()}</p> }).collect();
    html! { <div class="prose">{paragraphs}</div> }
}

/// What was agreed, and whether it is done.
#[component]
pub(crate) fn Actions(actions: Vec<AgreedAction>) -> impl IntoView {
    let text = &t().pair;
    if actions.is_empty() {
        return html! { <p class="muted">{text.no_actions}</p> };
    }
    let items: Vec<_> = actions
        .into_iter()
        .map(|action| {
            let due = action.due.map(|due| format!(", {}", (text.due)(&date::short(lang(), due))));
            let state = if action.done { text.done } else { text.not_done };
            html! {
                <li class="action" class:action--done=action.done>
                    <Icon name=if action.done { "check" } else { "clock" }/>
                    <span>
                        {action.what}
                        <span class="muted">" ("{text::role(action.who)}{due}", "{state}")"</span>
                    </span>
                </li>
            }
        })
        .collect();
    html! { <ul class="actions">{items}</ul> }
}
