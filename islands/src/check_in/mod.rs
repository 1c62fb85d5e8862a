//! The door: how many are here, a search, a reader of badges, and one large
//! button for everyone who is invited or expected.
#![expect(missing_docs, reason = "#[island] makes an undocumented struct of every island")]

mod presses;
mod scan;
mod search;
mod words;

use domain::{
    day::{
        SegmentId, Standing,
        check_in::{Attendee, Press},
    },
    people::Lang,
};
use leptos::{
    ev::{MouseEvent, SubmitEvent},
    html::{Input, P},
    prelude::*,
};
use serde::{Deserialize, Serialize};

pub use self::{
    presses::{CHECK_IN, CHECK_IN_VISITOR, UNDO_CHECK_IN, UNDO_VISITOR},
    words::Words,
};
use self::{
    presses::{Presence, Presses, fields, path},
    scan::Scanner,
    search::{folded, is_named},
};
use crate::{
    PAGE_FIELD, READER_FIELD, browser, icon,
    markup::html,
    words::{Shared, standing},
};

/// How many of those found are shown: more than a screen holds, and few
/// enough for every keystroke.
const SHOWN: usize = 100;

/// The door of a segment, as the server knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Door {
    /// The reader's language.
    pub lang: Lang,
    /// The page's address.
    pub page: String,
    /// Who stands at the door, by their number.
    pub reader: String,
    /// The segment.
    pub segment: SegmentId,
    /// Who is invited or expected.
    pub expected: Vec<Expected>,
    /// How many are here whom nobody expected.
    pub visitors: usize,
    /// The name that the page was opened with, if it was searched for.
    pub search: String,
    /// The code of the badge that the page was opened with.
    pub badge: Option<String>,
    /// When it was read, in milliseconds: so that every reading is told.
    pub read: i64,
    /// Why what was just posted was not taken.
    pub failed: Option<String>,
}

/// Someone who is invited or expected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expected {
    /// Who.
    #[serde(with = "attendee")]
    pub who: Attendee,
    /// Their name.
    pub name: String,
    /// In what part they come, and from where.
    pub from: String,
    /// Where they stand; a guest has not been asked.
    pub standing: Option<Standing>,
    /// The code on their badge.
    pub badge: String,
    /// When they were checked in and by whom, in words, if they are here.
    pub here: Option<String>,
}

/// An attendee on the wire is text.
mod attendee {
    use domain::day::check_in::Attendee;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(who: &Attendee, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(who)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Attendee, D::Error> {
        String::deserialize(from)?.parse().map_err(|_| D::Error::custom("not an attendee"))
    }
}

/// What the page keeps while it is open, however often it is told the door.
#[derive(Clone, Copy)]
struct Desk {
    door: RwSignal<Door>,
    words: &'static Words,
    lang: Lang,
    segment: SegmentId,
    presses: Presses,
    search: RwSignal<String>,
    /// The code of the badge that was read last.
    badge: RwSignal<Option<String>>,
}

impl Desk {
    /// Whether someone is here, as far as one can tell.
    fn presence(self, expected: &Expected) -> Presence {
        self.presses.presence(self.segment, expected.who, expected.here.is_some())
    }

    /// The page has been rendered again.
    fn told(self, door: Door) {
        let known =
            |who: Attendee| door.expected.iter().find(|expected| expected.who == who).map(|it| it.here.is_some());
        self.presses.read_back(self.segment, known);
        self.door.set(door);
    }
}

/// The props of [`CheckIn`], as it is told them.
#[derive(Deserialize)]
struct Told {
    door: Door,
}

/// Checks people in.
#[island]
pub fn CheckIn(
    /// The door.
    door: Door,
) -> impl IntoView {
    let desk = Desk {
        words: Words::of(door.lang),
        lang: door.lang,
        segment: door.segment,
        presses: Presses::of(&door.reader),
        search: RwSignal::new(door.search.clone()),
        badge: RwSignal::new(door.badge.clone()),
        door: RwSignal::new(door),
    };
    let count = NodeRef::<P>::new();
    Effect::new(move || {
        if let Some(count) = count.get() {
            browser::told(&count, move |Told { door }| desk.told(door));
        }
    });
    html! {
        <p class="door-count" role="status" node_ref=count>{move || figures(desk)}</p>
        <div role="status">{move || waiting(desk)}</div>
        <div role="alert">{move || failure(desk)}</div>
        {search_form(desk)}
        <Scanner words=desk.words scanned=desk.badge/>
        <div role="status">{move || scanned(desk)}</div>
        <section>
            <h2 class="visually-hidden">{desk.words.guests}</h2>
            {move || arrivals(desk)}
        </section>
    }
}

/// How many are here.
fn figures(desk: Desk) -> AnyView {
    let words = desk.words;
    desk.door.with(|door| {
        let here = door.expected.iter().filter(|expected| desk.presence(expected).here).count();
        let visitors = (door.visitors > 0).then(|| (words.and_visitors)(door.visitors));
        html! { <strong>{here.to_string()}</strong>{(words.of_invited)(door.expected.len())}{visitors} }
    })
}

/// How many wait for a connection.
fn waiting(desk: Desk) -> Option<AnyView> {
    let waiting = Some(desk.presses.waiting()).filter(|n| *n > 0).map(desk.words.waiting);
    waiting.map(|words| html! { <p class="notice notice--warn">{icon::drawn(icon::path("clock"))}{words}</p> })
}

/// What went wrong.
fn failure(desk: Desk) -> Option<AnyView> {
    let words = desk.presses.failure(desk.lang).or_else(|| desk.door.with(|door| door.failed.clone()));
    words.map(|words| html! { <p class="notice notice--error">{icon::drawn(icon::path("warning"))}{words}</p> })
}

/// Finds people as one types; without JavaScript, by a button.
fn search_form(desk: Desk) -> AnyView {
    let input = NodeRef::<Input>::new();
    let hydrated = RwSignal::new(false);
    Effect::new(move || {
        if let Some(input) = input.get() {
            hydrated.set(true);
            // Typed before the island woke.
            desk.search.set(input.value());
        }
    });
    html! {
        <form method="get" class="filters" role="search" on:submit=|event: SubmitEvent| event.prevent_default()>
            <input type="hidden" name="pass" value=desk.segment.to_string()/>
            <div class="field">
                <label for="sok">{desk.words.search}</label>
                <input type="search" id="sok" name="sok" autocomplete="off" value=desk.search.get_untracked()
                    node_ref=input on:input=move |event| desk.search.set(event_target_value(&event))/>
            </div>
            <button class="button" type="submit" hidden=move || hydrated.get()>{desk.words.find}</button>
        </form>
    }
}

/// Whom the badge belongs to that was read last.
fn scanned(desk: Desk) -> Option<AnyView> {
    let code = desk.badge.get()?;
    Some(desk.door.with(|door| match door.expected.iter().find(|expected| expected.badge == code) {
        Some(expected) => html! {
            <section class="scanned">
                <h2 class="visually-hidden">{desk.words.scanned}</h2>
                <ul class="arrivals">{row(expected, door, desk)}</ul>
            </section>
        },
        None => {
            html! { <p class="notice notice--warn">{icon::drawn(icon::path("warning"))}{desk.words.unknown_badge}</p> }
        }
    }))
}

/// Everyone expected whose name is searched for.
fn arrivals(desk: Desk) -> AnyView {
    let wanted = desk.search.with(|search| folded(search));
    desk.door.with(|door| {
        let found: Vec<_> = door.expected.iter().filter(|expected| is_named(&expected.name, &wanted)).collect();
        let more = found.len().saturating_sub(SHOWN);
        let rows: Vec<_> = found.iter().take(SHOWN).map(|expected| row(expected, door, desk)).collect();
        html! {
            <ul class="arrivals">{rows}</ul>
            {found.is_empty().then(|| html! { <p class="empty">{desk.words.nobody}</p> })}
            {(more > 0).then(|| html! { <p class="muted">{(desk.words.more)(more)}</p> })}
        }
    })
}

/// The second tap of two falls on the button that takes the first one back, and
/// is not meant.
fn once(event: MouseEvent) {
    if event.detail() > 1 {
        event.prevent_default();
    }
}

/// Someone expected: who they are, what they answered, whether they are here,
/// and the button that changes it.
fn row(expected: &Expected, door: &Door, desk: Desk) -> AnyView {
    let presence = desk.presence(expected);
    let press = Press { segment: desk.segment, who: expected.who, here: !presence.here };
    let (class, label) =
        if presence.here { ("button", desk.words.undo) } else { ("button button--primary", desk.words.check_in) };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        desk.presses.press(press);
    };
    let fields: Vec<_> =
        fields(press).into_iter().map(|(name, value)| html! { <input type="hidden" name=name value=value/> }).collect();
    let answer = expected.standing.map(|answer| {
        let class = ["status status--", answer.name()].concat();
        html! { <span class=class>{icon::drawn(icon::path(icon::of_standing(answer)))}{standing(desk.lang, answer)}</span> }
    });
    html! {
        <li class="arrival" class:arrival--here=presence.here>
            <div class="arrival__who">
                <p class="arrival__name">{expected.name.clone()}</p>
                <p class="muted">{expected.from.clone()}</p>
                <p class="arrival__state">{answer}{state(expected.here.as_deref(), presence, desk)}</p>
            </div>
            <form method="post" action=path(press) class="arrival__form" on:submit=submit>
                <input type="hidden" name=PAGE_FIELD value=door.page.clone()/>
                <input type="hidden" name=READER_FIELD value=door.reader.clone()/>
                {fields}
                <button type="submit" class=class on:click=once>{label}<span class="visually-hidden">": "{expected.name.clone()}</span></button>
            </form>
        </li>
    }
}

/// Whether someone is here, in words; nothing if they are not.
fn state(known: Option<&str>, presence: Presence, desk: Desk) -> Option<AnyView> {
    let (class, icon, words) = match (presence, known) {
        (Presence { waits: true, .. }, _) if desk.presses.waiting() > 0 => {
            ("status status--maybe", "clock", desk.words.waits)
        }
        (Presence { waits: true, .. }, _) => ("status", "clock", Shared::of(desk.lang).saving),
        (Presence { here: true, .. }, known) => ("status status--yes", "door", known.unwrap_or(desk.words.checked_in)),
        (Presence { here: false, .. }, _) => return None,
    };
    Some(html! { <span class=class>{icon::drawn(icon::path(icon))}{words.to_owned()}</span> })
}
