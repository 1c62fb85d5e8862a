//! A day's programme: what happens when, and who speaks.

use domain::{
    day::{AgendaItem, Day, Segment},
    time::local,
};
use leptos::prelude::*;

use super::text;
use crate::{
    text::{date, lang, t},
    ui::{Written, html},
};

/// The agenda of those parts that the reader may see; nothing, if there is none yet.
#[component]
pub(super) fn Programme(day: Day) -> impl IntoView {
    if day.agenda.is_empty() {
        return ().into_any();
    }
    let several = day.segments.len() > 1;
    let parts: Vec<_> = day
        .segments
        .iter()
        .map(|segment| {
            let items = day.agenda.iter().filter(|item| item.segment == segment.id).cloned().collect();
            html! { <Part segment=*segment items several/> }
        })
        .collect();
    html! {
        <section class="section programme">
            <h2>{t().day.programme}</h2>
            {parts}
        </section>
    }
}

#[component]
fn Part(segment: Segment, items: Vec<AgendaItem>, several: bool) -> impl IntoView {
    let head = several.then(|| {
        let cancelled = segment.cancelled.then(|| html! { " " <span class="tag tag--warn">{t().day.cancelled}</span> });
        html! {
            <h3 class="programme__part">
                {date::hours(lang(), segment.starts, segment.ends)}" "
                <span class="segment__for">{text::audience(segment.audience)}</span>
                {cancelled}
            </h3>
        }
    });
    let items: Vec<_> = items.into_iter().map(|item| line(item).into_any()).collect();
    html! { {head} <ol class="agenda">{items}</ol> }
}

fn line(item: AgendaItem) -> impl IntoView {
    let at = local(item.at);
    let speaker =
        (!item.speaker.is_empty()).then(|| html! { <span class="agenda__speaker"><Written text=item.speaker/></span> });
    html! {
        <li class="agenda__item">
            <time class="agenda__time" datetime=date::iso_time(at)>{date::time(lang(), at.time())}</time>
            <span class="agenda__what">
                <span class="agenda__title"><Written text=item.title.get(lang())/></span>
                {speaker}
            </span>
        </li>
    }
}
