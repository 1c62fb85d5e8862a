//! A held meeting as its two read it.

use domain::meeting::{Meeting, log::LogPage};
use leptos::prelude::*;

use super::actions::{LoggedActions, TickFault};
use crate::pair::{api, seen::OrganisersView, text};
use crate::{
    context,
    page::PageResult,
    text::{date, lang, t},
    ui::{Icon, Page, Prose, Receipt, html},
};

/// One meeting's log.
pub async fn meeting_page() -> PageResult {
    let LogPage { meeting, goals, seen } = api::read_meeting(context::param("id")).await?;
    let text = &t().pair;
    let saved = context::query("sparad").map(|_| text.saved);
    let done = saved.or_else(|| context::query("tillbaka").map(|_| text.restored));
    let goal = goals.into_iter().find_map(|(id, what)| (Some(id) == meeting.goal).then_some(what));
    Ok(html! {
        <Page title=(text.meeting_on)(&date::full(lang(), meeting.facts.date))>
            {done.map(|done| html! { <Receipt>{done}</Receipt> })}
            <TickFault/>
            <Details goal meeting/>
            <OrganisersView seen/>
        </Page>
    })
}

#[component]
fn Details(meeting: Meeting, #[prop(optional_no_strip)] goal: Option<String>) -> impl IntoView {
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
            <LoggedActions meeting=id version=meeting.version actions=meeting.actions/>
        </section>
        <section class="section private-note">
            <h2><Icon name="lock"/>{text.reflection}</h2>
            <p class="muted">{text.reflection_hint}</p>
            <Prose text=meeting.reflection empty=text.no_reflection/>
        </section>
        <p class="muted">
            {(text.logged_by)(&meeting.logged_by, &date::moment(lang(), meeting.saved_at))}". "
            <a href=format!("/par/traffar/{id}/historik")>{text.history}</a>
        </p>
        <p class="button-row">
            <a href=format!("/par/traffar/{id}/andra") class="button button--primary">{text.change}</a>
            <a href="/par" class="button button--quiet">{text.back}</a>
            <a href=format!("/par/traffar/{id}/ta-bort") class="button button--quiet">{text.delete}</a>
        </p>
    }
}
