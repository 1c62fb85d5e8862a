//! What is to come for someone who has several rounds or pairs, in one list by time; and
//! how each thing is named there.

use domain::{
    dashboard::{Coming, Dashboard, Item},
    time::local,
};
use leptos::prelude::*;

use crate::{
    round::focus::Named,
    text::{date, lang, t},
    ui::{Written, html},
};

/// Of what the reader has several, so that it is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Several {
    rounds: bool,
    pairs: bool,
}

impl Several {
    /// By the dashboards of all rounds and pairs that concern them.
    pub fn of(all: &[Dashboard]) -> Self {
        let pairs = all.iter().filter(|one| one.room.is_some()).count();
        Self { rounds: all.iter().any(|one| one.round != all[0].round), pairs: pairs > 1 }
    }

    /// Whether there are several pairs.
    pub const fn pairs(self) -> bool {
        self.pairs
    }

    /// Whether there is more than one thing at all.
    pub const fn any(self) -> bool {
        self.rounds || self.pairs
    }
}

/// Where something leads.
pub(super) fn leads_to<T>(item: &Item<T>, several: Several, path: &str) -> String {
    let round = several.rounds.then_some(item.round);
    let pair = item.pair.as_ref().filter(|_| several.pairs).map(|(pair, _)| *pair);
    Named { round, pair }.address(path)
}

/// What something is about, where there are several: with whom, and in which round.
pub(super) fn about<T>(item: &Item<T>, several: Several) -> Option<AnyView> {
    let partner = item.pair.as_ref().filter(|_| several.pairs).map(|(_, name)| name.clone());
    let round = several.rounds.then(|| (t().focus.round)(item.round));
    let words: Vec<_> = partner.into_iter().chain(round).collect();
    let words = words.join(", ");
    (!words.is_empty()).then(|| html! { " "<span class="muted">"("<Written text=words/>")"</span> })
}

/// The list.
#[component]
pub(super) fn ComingList(coming: Vec<Item<Coming>>, several: Several) -> impl IntoView {
    let text = &t().dashboard;
    let none = coming.is_empty();
    let items: Vec<_> = coming.into_iter().map(|item| entry(item, several)).collect();
    html! {
        <section class="section">
            <h2>{text.coming}</h2>
            {none.then(|| html! { <p class="muted">{text.coming_none}</p> })}
            <ol class="timeline">{items}</ol>
        </section>
    }
}

fn entry(item: Item<Coming>, several: Several) -> AnyView {
    let (path, label, starts, hour) = match &item.what {
        Coming::Meeting(at) => {
            let partner = item.pair.as_ref().map(|(_, name)| name.as_str()).unwrap_or_default();
            ("/par/traffar/nasta".to_owned(), (t().dashboard.coming_meeting)(partner), *at, true)
        }
        Coming::Day(day) => {
            let title = day.title.get(lang()).to_owned();
            (format!("/dagar/{}", day.slug), title, local(day.starts()), false)
        }
    };
    let when = date::without_weekday(lang(), starts.date());
    let hour = hour.then(|| format!(" {}", date::time(lang(), starts.time())));
    let href = leads_to(&item, several, &path);
    html! {
        <li class="timeline__item">
            <time datetime=date::iso(starts.date())>{when}{hour}</time>
            <a href=href><Written text=label/></a>
            {about(&item, several)}
        </li>
    }
}
