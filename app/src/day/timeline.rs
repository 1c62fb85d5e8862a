//! A round's days on a line, those that have been and those to come.

use domain::{day::Day, time::local};
use jiff::Timestamp;
use leptos::prelude::*;

use super::StateTags;
use crate::{
    text::{date, lang, t},
    ui::{Written, html},
};

/// The round's days, in order.
#[component]
pub fn Timeline(
    /// The days.
    days: Vec<Day>,
    /// What time it is.
    now: Timestamp,
    /// Where a day's page stands.
    page: &'static str,
) -> impl IntoView {
    let next = days.iter().find(|day| day.is_to_come(now)).map(|day| day.id);
    let items: Vec<_> = days
        .into_iter()
        .map(|day| {
            let starts = local(day.starts()).date();
            let (past, is_next) = (day.ends() <= now, Some(day.id) == next);
            html! {
                <li class="timeline__item" class:timeline__item--past=past class:timeline__item--now=is_next>
                    <time datetime=date::iso(starts)>{date::without_weekday(lang(), starts)}</time>
                    <a href=format!("{page}/{}", day.slug)><Written text=day.title.get(lang())/></a>
                    <StateTags day/>
                    {past.then(|| html! { <span class="visually-hidden">{t().day.past}</span> })}
                    {is_next.then(|| html! { <span class="tag">{t().day.next}</span> })}
                </li>
            }
        })
        .collect();
    html! { <ol class="timeline">{items}</ol> }
}
