//! The quiet inbox.

use domain::mail::inbox::{Fate, OwnEmail};
use leptos::prelude::*;

use super::text as words;
use crate::{
    context,
    mail::text::reason,
    page::PageResult,
    text::{date, lang, t},
    ui::{Icon, Page, Written, html},
};

/// What was sent, why, when, and whether it arrived; the latest first.
pub async fn inbox_page() -> PageResult {
    let caller = context::caller()?;
    let emails = context::state().store.own_emails(&caller).await?;
    let text = &t().inbox;
    let none = emails.is_empty();
    let rows: Vec<_> = emails.into_iter().map(row).collect();
    Ok(html! {
        <Page title=text.title lede=text.lede>
            {none.then(|| html! { <p class="empty">{text.none}</p> })}
            {(!none).then(|| html! {
                <table class="table table--stack">
                    <thead><tr><th scope="col">{text.what}</th><th scope="col">{text.when}</th><th scope="col">{text.fate}</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            })}
            <p class="muted">{text.kept}</p>
            <p class="section__more"><a href="/installningar/mejl"><Icon name="arrow-left"/>{t().emails.title}</a></p>
        </Page>
    })
}

fn row(email: OwnEmail) -> AnyView {
    let text = &t().inbox;
    let OwnEmail { cause, day, written, sent, fate, reason: why } = email;
    let day = day.map(|day| html! { <br/><span class="muted"><Written text=day.get(lang()).to_owned()/></span> });
    let fate = match (fate, why) {
        (Fate::Sent, _) => text.sent.to_owned(),
        (Fate::Waiting, _) => text.waiting.to_owned(),
        (Fate::Dropped, _) => text.dropped.to_owned(),
        (Fate::Failed, None) => text.failed.to_owned(),
        (Fate::Failed, Some(why)) => format!("{} {}", text.failed, reason(why)),
    };
    html! {
        <tr>
            <th scope="row">{words::cause(cause)}{day}</th>
            <td data-label=text.when>{date::moment(lang(), sent.unwrap_or(written))}</td>
            <td data-label=text.fate>{fate}</td>
        </tr>
    }
}
