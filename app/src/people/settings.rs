//! Settings: appearance, signed-in browsers.

use domain::{pair::EarlierPair, people::Session, time::local};
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
        <Load read=settings view=move |Settings { theme, sessions, earlier_pairs }| html! {
            <Page title=t().people.settings_title>
                <div class="settings">
                    <Appearance theme/>
                    <EarlierPairs pairs=earlier_pairs/>
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

/// What one wrote with earlier mates, for as long as it is kept.
#[component]
fn EarlierPairs(pairs: Vec<EarlierPair>) -> impl IntoView {
    if pairs.is_empty() {
        return None;
    }
    let text = &t().people;
    let pairs: Vec<_> = pairs
        .into_iter()
        .map(|EarlierPair { id, mate, since, kept_until }| {
            let (since, until) = (date::without_weekday(lang(), since), date::without_weekday(lang(), kept_until));
            html! {
                <li>
                    <p>{(text.earlier_pair)(&mate, &since)}</p>
                    <p class="muted">{(text.earlier_kept)(&until)}</p>
                    <p class="button-row">
                        <a rel="external" class="button button--quiet" href=format!("/par/logg.html?par={id}")>{t().pair.export_print}</a>
                        <a rel="external" class="button button--quiet" href=format!("/par/logg.json?par={id}")>{t().pair.export_data}</a>
                    </p>
                </li>
            }
        })
        .collect();
    Some(html! {
        <section class="section">
            <h2>{text.earlier_title}</h2>
            <ul class="sessions">{pairs}</ul>
        </section>
    })
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
