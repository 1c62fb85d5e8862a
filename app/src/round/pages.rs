//! The round's common days, for everyone.

use leptos::prelude::*;

use crate::{
    day::api::{AsOf, read_public_days},
    document::Head,
    page::PageResult,
    text::{lang, t},
    ui::{DateItem, Page, html},
};

/// The round's dates.
pub async fn dates_page() -> PageResult {
    let AsOf { now, value: days } = read_public_days().await?;
    let text = &t().programme;
    let none = days.is_empty();
    Head::description(text.dates_lede);
    let next = days.iter().find(|day| day.is_to_come(now)).map(|day| day.id);
    let items: Vec<_> = days
        .into_iter()
        .map(|day| {
            let (past, is_next) = (day.ends() <= now, Some(day.id) == next);
            let summary = day.summary.get(lang()).to_owned();
            html! { <DateItem day past is_next><p dir="auto">{summary}</p></DateItem> }
        })
        .collect();
    Ok(html! {
        <Page title=text.dates_title lede=text.dates_lede>
            {none.then(|| html! { <p class="empty">{text.no_days}</p> })}
            <ol class="dates">{items}</ol>
            <p class="section__more"><a href="/datum.ics">{t().day.to_calendar}</a></p>
        </Page>
    })
}
