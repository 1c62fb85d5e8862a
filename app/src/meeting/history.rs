//! What a log said before, and deleting it: pages that are rarely opened.

use domain::meeting::log::{LogPage, Version};
use leptos::prelude::*;

use crate::pair::{
    api::{self, DeleteMeeting},
    text,
};
use crate::{
    context,
    page::PageResult,
    text::{date, lang, t, unsealed},
    ui::{Action, Form, Icon, Page, Prose, Submit, Written, html},
};

/// Every version of what the two share of a meeting, the latest first.
pub async fn history_page() -> PageResult {
    let versions = api::read_history(context::param("id")).await?;
    let text = &t().pair;
    let latest = versions.first().map(|version| version.number);
    let items: Vec<_> = versions.into_iter().map(|version| item(version.number, latest, version)).collect();
    Ok(html! {
        <Page title=text.history lede=text.history_lede>
            <ol class="versions" reversed>{items}</ol>
            <BackToLog/>
        </Page>
    })
}

fn item(number: i64, latest: Option<i64>, version: Version) -> AnyView {
    let text = &t().pair;
    let says = if Some(number) == latest { text.version_current } else { text.version_by };
    let title = says(&version.saved_by, &date::moment(lang(), version.saved_at));
    let shared = match version.shared {
        Ok(shared) => shared,
        Err(lost) => {
            let why = unsealed(lost.mark());
            return html! { <li id=format!("version-{number}") class="version"><h2>{title}</h2><p class="muted">{why}</p></li> };
        }
    };
    let actions: Vec<_> = shared
        .actions
        .into_iter()
        .map(|action| {
            let state = if action.done { text.done } else { text.not_done };
            html! { <li><Written text=action.what links=true/><span class="muted">" ("{text::role(action.who)}", "{state}")"</span></li> }
        })
        .collect();
    html! {
        <li id=format!("version-{number}") class="version">
            <h2>{title}</h2>
            <p class="meeting__facts">
                <Icon name=text::form_icon(shared.facts.form)/>
                {date::full(lang(), shared.facts.date)}", "{(t().date.minutes)(shared.facts.minutes)}", "{text::form(shared.facts.form)}
            </p>
            <div class="shared-note"><Prose text=shared.notes empty=text.no_notes/></div>
            <ul>{actions}</ul>
        </li>
    }
}

/// Asks before a log is deleted.
pub async fn delete_log_page() -> PageResult {
    let LogPage { meeting, .. } = api::read_meeting(context::param("id")).await?;
    let text = &t().pair;
    let delete = Action::new::<DeleteMeeting>();
    let day = date::full(lang(), meeting.facts.date);
    Ok(html! {
        <Page title=text.delete_title lede=(text.delete_what)(&day)>
            <p>{text.delete_then}</p>
            <Form action=delete>
                <input type="hidden" name="id" value=meeting.id.to_string()/>
                <div class="button-row">
                    <Submit label=text.delete danger=true/>
                    <a href=format!("/par/traffar/{}", meeting.id) class="button button--quiet">{t().common.cancel}</a>
                </div>
            </Form>
        </Page>
    })
}

#[component]
fn BackToLog() -> impl IntoView {
    html! {
        <p class="section__more"><a href=format!("/par/traffar/{}", context::param("id"))><Icon name="arrow-left"/>{t().pair.to_log}</a></p>
    }
}
