//! One of a pair asks to be contacted.

use domain::{
    pair::help_request::{HelpRequests, OwnHelpRequest},
    time::today,
};
use jiff::Timestamp;
use leptos::prelude::*;

use super::api::{self, Contact, SendHelpRequest, WithdrawHelpRequest};
use crate::{
    context,
    page::PageResult,
    pair::Pointer,
    text::{date, lang, t},
    ui::{Action, Form, Icon, Page, Receipt, Submit, TextArea, html},
};

const PAGE: &str = "/par/kontakt";

/// What other pages say of it.
pub(crate) fn pointer(help_requests: &HelpRequests, partner: &str) -> Pointer {
    let text = &t().help_request;
    let partners = help_requests.partners.map(|at| (text.partners)(partner, &on(at)));
    match &help_requests.own {
        Some(own) => Pointer::to(PAGE, [partners.unwrap_or_default(), said(own)].join(" ").trim(), text.point_sent),
        None => Pointer::to(PAGE, partners.unwrap_or_default(), text.point),
    }
}

fn on(at: Timestamp) -> String {
    date::without_weekday(lang(), today(at))
}

/// What became of it so far.
fn said(sent: &OwnHelpRequest) -> String {
    let text = &t().help_request;
    let seen = sent.seen_by.as_ref().map_or(text.not_seen.to_owned(), |name| (text.seen)(name));
    format!("{} {seen}", (text.sent)(&on(sent.at)))
}

/// Asks, changes what one asked, or takes it back.
pub async fn help_request_page() -> PageResult {
    let Contact { pair, help_requests } = api::read_help_requests().await?;
    let text = &t().help_request;
    let partner = pair.partner.first_name().to_owned();
    let saved = context::query("sparad").is_some();
    let status = help_requests.own.as_ref().map(|own| {
        let said = said(own);
        if saved {
            return html! { <Receipt>{said}</Receipt> };
        }
        html! { <p class="notice" role="status"><Icon name="check"/><span>{said}</span></p> }
    });
    let taken_back = (context::query("tillbaka").is_some() && status.is_none()).then_some(text.taken_back);
    let partners = help_requests.partners.map(|at| {
        html! { <p class="notice"><Icon name="info"/><span>{(text.partners)(&partner, &on(at))}</span></p> }
    });
    let asked = help_requests.own.is_some();
    Ok(html! {
        <Page title=text.title lede=(text.lede)(&partner)>
            {partners}
            {status}
            {taken_back.map(|words| html! { <Receipt>{words}</Receipt> })}
            <AskForm own=help_requests.own partner/>
            {asked.then(|| html! { <TakeBack/> })}
            <p class="section__more"><a href="/par"><Icon name="arrow-left"/>{text.to_pair}</a></p>
        </Page>
    })
}

#[component]
fn TakeBack() -> impl IntoView {
    let action = Action::new::<WithdrawHelpRequest>();
    html! { <Form action><button type="submit" class="button">{t().help_request.take_back}</button></Form> }
}

#[component]
fn AskForm(#[prop(optional_no_strip)] own: Option<OwnHelpRequest>, partner: String) -> impl IntoView {
    let text = &t().help_request;
    let action = Action::new::<SendHelpRequest>();
    let button = if own.is_some() { text.change } else { text.send };
    let (word, shared) = own.map(|own| (own.word, own.shared)).unwrap_or_default();
    let shared = if action.is_refilled() { action.typed("shared").is_some() } else { shared };
    html! {
        <Form action labels=vec![("word".to_owned(), text.word.to_owned())]>
            <TextArea name="word" label=text.word hint=text.comment_hint value=word rows=3/>
            <div class="field field--tick">
                <input type="checkbox" id="shared" name="shared" value="1" checked=shared/>
                <label for="shared">{(text.share)(&partner)}</label>
            </div>
            <div class="button-row"><Submit label=button/></div>
        </Form>
    }
}
