//! A held meeting as its two read it.

use domain::{
    live::Topic,
    meeting::{Meeting, MeetingId},
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::{
    actions::{LoggedActions, TickFault},
    api::{self, Begun, TickAction},
    seen::OrganisersView,
    text,
};
use crate::{
    live::Live,
    text::{date, lang, t},
    ui::{Action, Icon, Load, Page, Reading, html},
};

/// The meeting that the address names. The server knows whether there is one.
pub(super) fn meeting_id() -> String {
    use_params_map().read().get("id").unwrap_or_default()
}

/// One meeting's log.
#[component]
pub fn MeetingPage() -> impl IntoView {
    let tick = Action::new::<TickAction>();
    let saved = move || use_query_map().read().get("sparad").is_some();
    let log =
        Reading::new(|| api::ReadMeeting { id: meeting_id() }, move || Live::version(Topic::Pair) + tick.version());
    html! {
        <Load read=log view=move |api::LogPage { meeting, goals, seen, begun }| {
            let text = &t().pair;
            html! {
                <Page title=(text.meeting_on)(&date::full(lang(), meeting.facts.date))>
                    {saved().then(|| html! {
                        <p class="notice notice--ok" role="status"><Icon name="check"/>{text.saved}</p>
                        <Saved meeting=meeting.id begun/>
                    })}
                    <TickFault tick/>
                    <Details goal=goals.into_iter().find_map(|(id, what)| (Some(id) == meeting.goal).then_some(what)) meeting tick/>
                    <OrganisersView seen/>
                </Page>
            }
        }/>
    }
}

/// Forgets, in this browser, what had been typed and is saved now.
#[component]
fn Saved(
    /// The meeting.
    meeting: MeetingId,
    /// The reader.
    begun: Begun,
) -> impl IntoView {
    html! { <log-draft data-writer=begun.writer.to_string() data-done=meeting.to_string()></log-draft> }
}

#[component]
fn Details(meeting: Meeting, #[prop(optional_no_strip)] goal: Option<String>, tick: Action) -> impl IntoView {
    let text = &t().pair;
    let (id, facts) = (meeting.id, meeting.facts);
    html! {
        <p class="meeting__facts">
            <Icon name=text::form_icon(facts.form)/>
            {text::form(facts.form)}", "{(t().date.minutes)(facts.minutes)}
        </p>
        {goal.map(|goal| html! { <p>{(text.about_goal)(&goal)}</p> })}
        <section class="section shared-note">
            <h2><Icon name="people"/>{text.notes}</h2>
            <Prose text=meeting.notes empty=text.no_notes/>
        </section>
        <section class="section">
            <h2><Icon name="list"/>{text.actions}</h2>
            <LoggedActions meeting=id version=meeting.version actions=meeting.actions tick/>
        </section>
        <section class="section private-note">
            <h2><Icon name="lock"/>{text.reflection}</h2>
            <p class="muted">{text.reflection_hint}</p>
            <Prose text=meeting.reflection empty=text.no_reflection/>
        </section>
        <p class="muted">
            {(text.logged_by)(&meeting.logged_by, &date::moment(lang(), meeting.saved_at))}". "
            <a rel="external" href=format!("/par/traffar/{id}/historik")>{text.history}</a>
        </p>
        <p class="button-row">
            <a href=format!("/par/traffar/{id}/andra") class="button button--primary">{text.change}</a>
            <a href="/par" class="button button--quiet">{text.back}</a>
            <a rel="external" href=format!("/par/traffar/{id}/ta-bort") class="button button--quiet">{text.delete}</a>
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
