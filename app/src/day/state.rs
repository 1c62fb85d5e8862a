//! How far a day has come, where that is not what one expects of it.

use domain::{
    day::{Day, Hours, State},
    time::local,
};
use jiff::Timestamp;
use leptos::prelude::*;

use crate::{
    text::{date, lang, t},
    ui::{Icon, Prose, html},
};

/// A word for a draft, and for a day that was cancelled or moved; nothing for any other.
#[component]
pub(crate) fn StateTags(
    /// The day, with the segments that the reader may see.
    day: Day,
) -> impl IntoView {
    let text = &t().day;
    let word = match day.state {
        State::Draft => Some(text.draft),
        State::Cancelled => Some(text.cancelled),
        State::Published => day.moved().then_some(text.moved),
    };
    word.map(|word| html! { <span class="tag tag--warn">{word}</span> })
}

/// The same in a sentence, above all else on the day's own page.
#[component]
pub(super) fn StateNotice(day: Day) -> impl IntoView {
    let text = &t().day;
    let moved_at = day.segments.iter().filter_map(|segment| segment.moved_at).max();
    let sentence = match (day.state, moved_at) {
        (State::Draft, _) => text.draft_notice.to_owned(),
        (State::Cancelled, _) => text.cancelled_notice.to_owned(),
        (State::Published, Some(at)) => moved(&day, at),
        (State::Published, None) => return None,
    };
    let cancellation = (!day.cancellation.is_empty()).then(|| html! { <Prose text=day.cancellation/> });
    Some(html! {
        <div class="notice notice--warn"><Icon name="warning"/><div><p>{sentence}</p>{cancellation}</div></div>
    })
}

/// That a day was moved at that moment, and from when.
fn moved(day: &Day, at: Timestamp) -> String {
    let text = &t().day;
    let one = |hours: &Hours| {
        format!("{}, {}", date::full(lang(), local(hours.starts).date()), date::hours(lang(), hours.starts, hours.ends))
    };
    let was = day.was().iter().map(one).collect::<Vec<_>>().join("; ");
    let notice = (text.moved_notice)(&date::moment(lang(), at));
    if was.is_empty() { notice } else { format!("{notice} {}", (text.moved_from)(&was)) }
}
