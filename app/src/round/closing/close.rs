//! Asks before a round is closed: what is open, each with the way to where it is done, and
//! what happens then.

use domain::{
    round::closing::{GoesOn, Open, OpenDay},
    time::{local, today},
};
use leptos::prelude::*;
use store::round::closing::LifePage;

use super::{
    LIFE,
    api::{CloseRound, read_life},
    text::refused,
};
use crate::{
    context,
    page::PageResult,
    people::directory::address_of,
    text::{date, lang, t},
    ui::{Action, Form, Icon, Page, Submit, Written, html},
};

/// The page that closes a round.
pub async fn close_page() -> PageResult {
    let LifePage { life, open, .. } = read_life().await?;
    let text = &t().closing;
    let (_, now) = context::store_now();
    let closes = match life.may_close(today(now)) {
        Ok(()) => html! { <Close/> }.into_any(),
        Err(_) if life.closing.is_some() => {
            html! { <p class="notice notice--info"><Icon name="lock"/><span>{text.already}</span></p> }.into_any()
        }
        Err(why) => {
            html! { <p class="notice notice--warn"><Icon name="warning"/><span>{refused(why)}</span></p> }.into_any()
        }
    };
    let follows = [text.then_read, text.then_pairs, text.then_thanks, text.then_back, text.then_retention];
    Ok(html! {
        <Page title=(text.close_title)(life.round.number) eyebrow=(text.title)(life.round.number) lede=text.close_lede>
            <StillOpen open/>
            <section class="section">
                <h2>{text.then}</h2>
                <ul>{follows.map(|words| html! { <li>{words}</li> }).collect_view()}</ul>
                {closes}
            </section>
            <p class="section__more"><a href=LIFE><Icon name="arrow-left"/>{(text.title)(life.round.number)}</a></p>
        </Page>
    })
}

#[component]
fn Close() -> impl IntoView {
    let text = &t().closing;
    html! {
        <Form action={Action::new::<CloseRound>()}>
            <div class="button-row">
                <Submit label=text.close_do danger=true/>
                <a href=LIFE class="button button--quiet">{text.cancel}</a>
            </div>
        </Form>
    }
}

#[component]
fn StillOpen(open: Open) -> impl IntoView {
    let text = &t().closing;
    let none = open.is_empty();
    let Open { pairs, days, evaluations, help_requests, drafts } = open;
    let day = |to: &'static str, until: bool| {
        move |OpenDay { slug, title, at }: OpenDay| {
            let when =
                if until { (text.open_until)(&date::moment(lang(), at)) } else { date::full(lang(), local(at).date()) };
            let href = format!("/organisera/dagar/{slug}{to}");
            html! { <li><a href=href><Written text=title.get(lang())/></a>", "<span class="muted">{when}</span></li> }
        }
    };
    let days: Vec<_> = days.into_iter().map(day("", false)).collect();
    let evaluations: Vec<_> = evaluations.into_iter().map(day("/efter", true)).collect();
    let help = (help_requests > 0).then(|| {
        html! { <h3>{(text.open_help)(help_requests)}</h3><p><a href="/organisera">{text.to_help}</a></p> }
    });
    let drafts = (drafts > 0).then(|| {
        html! { <h3>{(text.open_drafts)(drafts)}</h3><p>{text.open_drafts_hint}" "<a href="/organisera">{text.to_days}</a></p> }
    });
    let heading = (text.open_pairs)(pairs.len());
    let pairs: Vec<_> = pairs.into_iter().map(pair).collect();
    html! {
        <section class="section">
            <h2>{text.still_open}</h2>
            {none.then(|| html! { <p class="empty">{text.nothing_open}</p> })}
            {list(text.open_days.to_owned(), text.open_days_hint, days)}
            {help}
            {list(text.open_evaluations.to_owned(), text.open_evaluations_hint, evaluations)}
            {drafts}
            {list(heading, text.open_pairs_hint, pairs)}
        </section>
    }
}

fn pair(GoesOn { adept, mentor, until }: GoesOn) -> AnyView {
    let text = &t().closing;
    let when = (text.open_until)(&date::without_weekday(lang(), until));
    let names = (text.pair_of)(&adept.1, &mentor.1);
    html! { <li><a href=address_of(adept.0)><Written text=names/></a>", "<span class="muted">{when}</span></li> }
}

/// What is open of one kind, if something is.
fn list<V: IntoView + 'static>(heading: String, hint: &'static str, items: Vec<V>) -> Option<impl IntoView> {
    (!items.is_empty()).then(|| html! { <h3>{heading}</h3><p>{hint}</p><ul class="plain-list">{items}</ul> })
}
