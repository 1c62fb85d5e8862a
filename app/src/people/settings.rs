//! Settings: appearance, signed-in browsers.

use domain::{
    pair::EarlierPair,
    people::{Session, Settings},
    time::local,
};
use leptos::prelude::*;

use super::{
    address,
    api::{EndSession, SignOutEverywhere, read_settings},
    calendar,
};
use crate::{
    context,
    mail::{inbox, preference},
    page::PageResult,
    text::{date, lang, t},
    ui::{Action, Form, Page, Submit, html, told},
};

/// What one may choose for oneself.
pub async fn settings_page() -> PageResult {
    let Settings { sessions, earlier_pairs } = read_settings().await?;
    Ok(html! {
        <Page title=t().people.settings_title>
            {told("utloggad", t().people.session_ended)}
            <div class="settings">
                <Appearance/>
                <Address/>
                <Emails/>
                <Calendar/>
                <EarlierPairs pairs=earlier_pairs/>
                <Sessions sessions/>
            </div>
        </Page>
    })
}

/// Light, dark, or as the system has it: a cookie, so that no page flashes.
#[component]
fn Appearance() -> impl IntoView {
    let text = &t().people;
    let theme = context::theme().unwrap_or("system");
    let choices: Vec<_> = [("system", text.theme_system), ("light", text.theme_light), ("dark", text.theme_dark)]
        .into_iter()
        .map(|(name, label)| {
            let pressed = if theme == name { "true" } else { "false" };
            html! { <button class="button button--quiet" type="submit" name="theme" value=name aria-pressed=pressed>{label}</button> }
        })
        .collect();
    html! {
        <section class="section">
            <h2>{text.theme_title}</h2>
            <form class="theme-choice button-row" method="post" action="/utseende" data-native>{choices}</form>
        </section>
    }
}

/// The way to one's addresses.
#[component]
fn Address() -> impl IntoView {
    let text = &t().address;
    html! {
        <section class="section">
            <h2>{text.title}</h2>
            <p>{text.settings_lede}</p>
            <p class="button-row"><a class="button" href=address::PAGE>{text.settings_link}</a></p>
        </section>
    }
}

/// The way to what one is reminded of, and to what has been sent.
#[component]
fn Emails() -> impl IntoView {
    let text = &t().emails;
    html! {
        <section class="section">
            <h2>{text.title}</h2>
            <p>{text.settings_lede}</p>
            <p class="button-row">
                <a class="button" href=preference::PAGE>{text.settings_link}</a>
                <a class="button button--quiet" href=inbox::PAGE>{t().inbox.title}</a>
            </p>
        </section>
    }
}

/// The way to the addresses of one's calendar.
#[component]
fn Calendar() -> impl IntoView {
    let text = &t().calendar;
    html! {
        <section class="section">
            <h2>{text.title}</h2>
            <p>{text.settings_lede}</p>
            <p class="button-row"><a class="button" href=calendar::PAGE>{text.settings_link}</a></p>
        </section>
    }
}

/// What one wrote with earlier partners, for as long as it is kept.
#[component]
fn EarlierPairs(pairs: Vec<EarlierPair>) -> impl IntoView {
    if pairs.is_empty() {
        return None;
    }
    let text = &t().people;
    let pairs: Vec<_> = pairs
        .into_iter()
        .map(|EarlierPair { id, partner, since, kept_until }| {
            let (since, until) = (date::without_weekday(lang(), since), date::without_weekday(lang(), kept_until));
            html! {
                <li>
                    <p>{(text.earlier_pair)(&partner, &since)}</p>
                    <p class="muted">{(text.earlier_kept)(&until)}</p>
                    <p class="button-row">
                        <a class="button button--quiet" href=format!("/par/logg.html?par={id}")>{t().pair.export_print}</a>
                        <a class="button button--quiet" href=format!("/par/logg.json?par={id}")>{t().pair.export_data}</a>
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
fn Sessions(sessions: Vec<Session>) -> impl IntoView {
    let text = &t().people;
    let everywhere = Action::new::<SignOutEverywhere>();
    let rows: Vec<_> = sessions.into_iter().map(session_row).collect();
    html! {
        <section class="section">
            <h2>{text.sessions_title}</h2>
            <p>{text.sessions_lede}</p>
            <ul class="sessions">{rows}</ul>
            <Form action=everywhere native=true>
                <p class="muted">{text.sign_out_everywhere_lede}</p>
                <Submit label=text.sign_out_everywhere danger=true/>
            </Form>
        </section>
    }
}

fn session_row(session: Session) -> AnyView {
    let end = Action::new::<EndSession>();
    let text = &t().people;
    let client = if session.client.is_empty() { text.session_unknown.to_owned() } else { session.client };
    let seen = date::full(lang(), local(session.seen).date());
    html! {
        <li id=format!("session-{}", session.id)>
            <p>{client}</p>
            <p class="muted">{(text.session_seen)(&seen)}{session.current.then(|| html! { " " <span class="tag">{text.session_current}</span> })}</p>
            {(!session.current).then(|| html! {
                <Form action=end id=format!("logga-ut-{}", session.id)>
                    <input type="hidden" name="id" value=session.id.to_string()/>
                    <button class="button button--quiet" type="submit">{text.session_end}</button>
                </Form>
            })}
        </li>
    }
}
