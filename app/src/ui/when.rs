//! Dates and hours in markup that machines read too.

use super::html;
use domain::{day::Day, time::local};
use jiff::Timestamp;
use leptos::prelude::*;

use crate::text::{date, lang};

/// A moment: "16 oktober 2026 kl. 09.00".
#[component]
pub fn When(
    /// The moment.
    at: Timestamp,
) -> impl IntoView {
    html! { <time datetime=date::iso_time(local(at))>{date::moment(lang(), at)}</time> }
}

/// A day's date and hours: "fredag 16 oktober 2026, 09.00–15.00".
#[component]
pub fn DayWhen(
    /// The day, with the segments that the reader may see.
    day: Day,
) -> impl IntoView {
    let starts = day.starts();
    html! {
        <time datetime=date::iso_time(local(starts))>{date::full(lang(), local(starts).date())}</time>
        ", "
        {date::hours(lang(), starts, day.ends())}
    }
}
