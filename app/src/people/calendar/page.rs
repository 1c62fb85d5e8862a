//! One's own calendar: the addresses at which it is fetched, made and taken back.

use domain::people::calendar::{Feed, FeedId, MAX_FEEDS};
use leptos::prelude::*;
use store::secret::Secret;

use super::api::{Feeds, MakeFeed, RevokeFeed, read_feeds};
use crate::{
    context,
    document::Head,
    page::PageResult,
    text::{date, lang, t},
    ui::{Action, Field, Form, Icon, Page, Submit, Written, html, told},
};

/// The addresses of the reader's calendar.
pub async fn calendar_page() -> PageResult {
    let Feeds { feeds, new } = read_feeds().await?;
    let text = &t().calendar;
    // The secret stands here for a few minutes: the page is not renewed by itself.
    Head::still();
    let is_new = new.as_ref().map(|(id, _)| *id);
    let none = feeds.is_empty();
    let full = feeds.len() >= MAX_FEEDS;
    let rows: Vec<_> = feeds.into_iter().map(|feed| row(feed, is_new)).collect();
    Ok(html! {
        <Page title=text.title lede=text.lede>
            {told("ny", if new.is_some() { text.made } else { text.made_unseen })}
            {told("borta", text.revoked)}
            {new.map(|(_, token)| html! { <NewAddress token/> })}
            <section class="section">
                <h2>{text.yours}</h2>
                {none.then(|| html! { <p class="empty">{text.none}</p> })}
                {(!none).then(|| html! { <ul class="sessions">{rows}</ul> })}
            </section>
            {if full { html! { <p class="muted">{text.full}</p> } } else { html! { <Make/> } }}
            <p class="section__more"><a href="/installningar"><Icon name="arrow-left"/>{text.back}</a></p>
        </Page>
    })
}

/// Makes an address.
#[component]
fn Make() -> impl IntoView {
    let text = &t().calendar;
    let labels = vec![("name".to_owned(), text.name.to_owned())];
    html! {
        <section class="section">
            <h2>{text.make}</h2>
            <p>{text.make_lede}</p>
            <Form action={Action::new::<MakeFeed>()} labels>
                <Field name="name" label=text.name hint=text.name_hint/>
                <div class="button-row"><Submit label=text.make_do/></div>
            </Form>
        </section>
    }
}

/// What a new address is, and how it comes into the usual programs. It is not shown again.
#[component]
fn NewAddress(token: Secret) -> impl IntoView {
    let text = &t().calendar;
    let address =
        format!("{}/kalender/{}.ics", context::state().settings.public_url.trim_end_matches('/'), token.reveal());
    let apple = in_another_scheme(&address);
    let encode = |value: &str| form_urlencoded::byte_serialize(value.as_bytes()).collect::<String>();
    let google = format!("https://calendar.google.com/calendar/r?cid={}", encode(&apple));
    let (whole, name) = (encode(&address), encode(t().common.programme));
    let outlook = format!("https://outlook.office.com/calendar/0/addfromweb?url={whole}&name={name}");
    let ways = [
        (apple, text.apple, text.apple_how),
        (google, text.google, text.google_how),
        (outlook, text.outlook, text.outlook_how),
    ];
    let ways: Vec<_> = ways
        .into_iter()
        .map(|(href, label, how)| {
            html! {
                <div>
                    <dt><a class="button button--quiet" href=href rel="noreferrer">{label}</a></dt>
                    <dd>{how}</dd>
                </div>
            }
        })
        .collect();
    html! {
        <section class="section">
            <h2>{text.new}</h2>
            <p>{text.new_lede}</p>
            <p class="secret-address"><code>{address}</code></p>
            <dl class="facts">{ways}</dl>
            <p>{text.other}</p>
        </section>
    }
}

/// The same address in the scheme by which programs of calendars are opened.
fn in_another_scheme(address: &str) -> String {
    address.split_once("://").map_or_else(|| address.to_owned(), |(_, rest)| format!("webcal://{rest}"))
}

fn row(feed: Feed, new: Option<FeedId>) -> AnyView {
    let text = &t().calendar;
    let Feed { id, name, made, fetched } = feed;
    let name = if name.is_empty() { text.unnamed.to_owned() } else { name };
    let made = (text.made_at)(&date::moment(lang(), made));
    let fetched = fetched.map_or(text.never_fetched.to_owned(), |at| (text.fetched_at)(&date::moment(lang(), at)));
    let is_new = (new == Some(id)).then(|| html! { " "<span class="tag">{text.is_new}</span> });
    let label = format!("{}: {name}", text.revoke);
    html! {
        <li id=format!("kalender-{id}")>
            <p><Written text=name/>{is_new}</p>
            <p class="muted">{made}" "{fetched}</p>
            <Form action={Action::new::<RevokeFeed>()} id=format!("ta-bort-{id}")>
                <input type="hidden" name="id" value=id.to_string()/>
                <button class="button button--quiet" type="submit" aria-label=label>{text.revoke}</button>
            </Form>
        </li>
    }
}
