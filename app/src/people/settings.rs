//! Settings: appearance, signed-in browsers.

use domain::{people::Session, time::local};
use leptos::prelude::*;

use super::api::{EndSession, ReadSettings, Settings, SignOutEverywhere};
use crate::{
    text::{date, lang, t},
    ui::{Action, Form, Load, Page, Reading, Submit, html},
};

/// What one may choose for oneself.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let end = Action::new::<EndSession>();
    let settings = Reading::new(|| ReadSettings {}, move || end.version());
    html! {
        <Load read=settings view=move |Settings { theme, sessions }| html! {
            <Page title=t().people.settings_title>
                <div class="settings">
                    <Appearance theme/>
                    <Sessions sessions end/>
                </div>
            </Page>
        }/>
    }
}

/// Light, dark, or as the system has it: a cookie, so that no page flashes.
#[component]
fn Appearance(#[prop(optional_no_strip)] theme: Option<String>) -> impl IntoView {
    let text = &t().people;
    let choices: Vec<_> = [("system", text.theme_system), ("light", text.theme_light), ("dark", text.theme_dark)]
        .into_iter()
        .map(|(name, label)| {
            let pressed = if theme.as_deref().unwrap_or("system") == name { "true" } else { "false" };
            html! { <button class="button button--quiet" type="submit" name="theme" value=name aria-pressed=pressed>{label}</button> }
        })
        .collect();
    html! {
        <section class="section">
            <h2>{text.theme_title}</h2>
            <form class="theme-choice button-row" method="post" action="/utseende">{choices}</form>
        </section>
    }
}

#[component]
fn Sessions(sessions: Vec<Session>, end: Action) -> impl IntoView {
    let text = &t().people;
    let everywhere = Action::new::<SignOutEverywhere>();
    let rows: Vec<_> = sessions.into_iter().map(|session| session_row(session, end)).collect();
    html! {
        <section class="section">
            <h2>{text.sessions_title}</h2>
            <p>{text.sessions_lede}</p>
            <ul class="sessions">{rows}</ul>
            <Form action=everywhere reload=true>
                <p class="muted">{text.sign_out_everywhere_lede}</p>
                <Submit label=text.sign_out_everywhere danger=true/>
            </Form>
        </section>
    }
}

fn session_row(session: Session, end: Action) -> impl IntoView {
    let text = &t().people;
    let client = if session.client.is_empty() { text.session_unknown.to_owned() } else { session.client };
    let seen = date::full(lang(), local(session.seen).date());
    html! {
        <li>
            <p>{client}</p>
            <p class="muted">{(text.session_seen)(&seen)}{session.current.then(|| html! { " " <span class="tag">{text.session_current}</span> })}</p>
            {(!session.current).then(|| html! {
                <Form action=end>
                    <input type="hidden" name="id" value=session.id.to_string()/>
                    <button class="button button--quiet" type="submit">{text.session_end}</button>
                </Form>
            })}
        </li>
    }
}
