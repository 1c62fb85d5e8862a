//! One of a pair asks to be contacted.

use domain::{
    signal::{Sent, Signals},
    time::today,
};
use jiff::Timestamp;
use leptos::prelude::*;

use super::api::{self, Contact, SendSignal, TakeBackSignal};
use crate::{
    context,
    page::PageResult,
    pair::Pointer,
    text::{date, lang, t},
    ui::{Action, Form, Icon, Page, Submit, TextArea, html},
};

const PAGE: &str = "/par/kontakt";

/// What other pages say of it.
pub(crate) fn pointer(signals: &Signals, mate: &str) -> Pointer {
    let text = &t().signal;
    let mates = signals.mates.map(|at| (text.mates)(mate, &on(at)));
    match &signals.own {
        Some(own) => Pointer::to(PAGE, [mates.unwrap_or_default(), said(own)].join(" ").trim(), text.point_sent),
        None => Pointer::to(PAGE, mates.unwrap_or_default(), text.point),
    }
}

fn on(at: Timestamp) -> String {
    date::without_weekday(lang(), today(at))
}

/// What became of it so far.
fn said(sent: &Sent) -> String {
    let text = &t().signal;
    let seen = sent.seen_by.as_ref().map_or(text.not_seen.to_owned(), |name| (text.seen)(name));
    format!("{} {seen}", (text.sent)(&on(sent.at)))
}

/// Asks, changes what one asked, or takes it back.
pub async fn signal_page() -> PageResult {
    let Contact { pair, signals } = api::read_signals().await?;
    let text = &t().signal;
    let mate = pair.mate.first_name().to_owned();
    let saved = context::query("sparad").is_some();
    let status = signals.own.as_ref().map(|own| {
        let class = if saved { "notice notice--ok" } else { "notice" };
        html! { <p class=class role="status"><Icon name="check"/><span>{said(own)}</span></p> }
    });
    let mates = signals.mates.map(|at| {
        html! { <p class="notice"><Icon name="info"/><span>{(text.mates)(&mate, &on(at))}</span></p> }
    });
    let asked = signals.own.is_some();
    Ok(html! {
        <Page title=text.title lede=(text.lede)(&mate)>
            {mates}
            {status}
            <AskForm own=signals.own mate/>
            {asked.then(|| html! { <TakeBack/> })}
            <p class="section__more"><a href="/par"><Icon name="arrow-left"/>{text.to_pair}</a></p>
        </Page>
    })
}

#[component]
fn TakeBack() -> impl IntoView {
    let action = Action::new::<TakeBackSignal>();
    html! { <Form action><button type="submit" class="button">{t().signal.take_back}</button></Form> }
}

#[component]
fn AskForm(#[prop(optional_no_strip)] own: Option<Sent>, mate: String) -> impl IntoView {
    let text = &t().signal;
    let action = Action::new::<SendSignal>();
    let button = if own.is_some() { text.change } else { text.send };
    let (word, shared) = own.map(|own| (own.word, own.shared)).unwrap_or_default();
    let shared = if action.echoed() { action.typed("shared").is_some() } else { shared };
    html! {
        <Form action labels=vec![("word".to_owned(), text.word.to_owned())]>
            <TextArea name="word" label=text.word hint=text.word_hint value=word rows=3/>
            <div class="field field--tick">
                <input type="checkbox" id="shared" name="shared" value="1" checked=shared/>
                <label for="shared">{(text.share)(&mate)}</label>
            </div>
            <div class="button-row"><Submit label=button/></div>
        </Form>
    }
}
