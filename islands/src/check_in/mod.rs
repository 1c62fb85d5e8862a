//! The door: how many are here, a search, a reader of badges, and one large
//! button for everyone who is invited or expected.
#![expect(missing_docs, reason = "#[island] makes an undocumented struct of every island")]

mod queue;
mod scan;
mod search;
mod walk_in;
mod words;

use domain::{
    day::{
        SegmentId, Standing,
        check_in::{Attendee, Press},
    },
    input::tel_link,
    people::Lang,
};
use leptos::{
    ev::{MouseEvent, SubmitEvent},
    html::{Input, P},
    prelude::*,
};
use serde::{Deserialize, Serialize};

pub use self::{
    queue::{ADD_VISITOR, CHECK_IN, CHECK_IN_VISITOR, UNDO_CHECK_IN, UNDO_VISITOR},
    walk_in::RejectedWalkIn,
    words::Words,
};
use self::{
    queue::{CheckInQueue, Presence, fields, path},
    scan::Scanner,
    search::{folded, has_words},
    walk_in::walk_ins,
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
    /// The address of the segment's door.
    pub page: String,
    /// Who stands at the door, by their number.
    pub reader: String,
    /// The segment.
    pub segment: SegmentId,
    /// Who is invited or expected.
    pub expected: Vec<Expected>,
    /// The names of those who are here and whom nobody expected.
    pub let_in: Vec<String>,
    /// The name that the page was opened with, if it was searched for.
    pub search: String,
    /// The code of the badge that the page was opened with.
    pub badge: Option<String>,
    /// Who has just been checked in, without JavaScript: an [`Attendee`].
    pub done: Option<String>,
    /// Tells the form for walk-ins from every other form.
    pub key: String,
    /// The form for walk-ins, if it was not right.
    pub rejected: Option<RejectedWalkIn>,
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
    /// Their name as it is searched for: [`domain::input::fold`].
    pub folded: String,
    /// In what part they come, and from where.
    pub from: String,
    /// Their telephone number; may be empty.
    pub phone: String,
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
    check_ins: CheckInQueue,
    search: RwSignal<String>,
    input: NodeRef<Input>,
    /// Who was checked in last.
    done: RwSignal<Option<Attendee>>,
    /// The code of the badge that was read last.
    badge: RwSignal<Option<String>>,
}

impl Desk {
    /// Whether someone is here, as far as one can tell.
    fn presence(self, expected: &Expected) -> Presence {
        self.check_ins.presence(self.segment, expected.who, expected.here.is_some())
    }

    /// A button was pressed. Whoever was looked for is found: the next name can be
    /// typed at once.
    fn press(self, press: Press) {
        self.check_ins.press(press);
        self.done.set(press.here.then_some(press.who));
        if press.here {
            self.search.set(String::new());
        }
        if let Some(input) = self.input.get_untracked() {
            input.set_value(&self.search.get_untracked());
            let _ = input.focus();
        }
    }

    /// The page has been rendered again. A form that was not right is the reader's,
    /// until it is.
    fn told(self, mut door: Door) {
        let known =
            |who: Attendee| door.expected.iter().find(|expected| expected.who == who).map(|it| it.here.is_some());
        self.check_ins.read_back(self.segment, known, &door.let_in);
        let rejected = self.door.with_untracked(|door| door.rejected.clone());
        door.rejected = door.rejected.or(rejected);
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
        check_ins: CheckInQueue::of(&door.reader),
        search: RwSignal::new(door.search.clone()),
        input: NodeRef::new(),
        done: RwSignal::new(door.done.as_deref().and_then(|who| who.parse().ok())),
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
        <div class="door-done" role="status">{move || done(desk)}</div>
        {search_form(desk)}
        <Scanner words=desk.words scanned=desk.badge/>
        <div role="status">{move || scanned(desk)}</div>
        <section>
            <h2 class="visually-hidden">{desk.words.guests}</h2>
            {move || arrivals(desk)}
        </section>
        {walk_ins(desk)}
    }
}

/// How many are here.
fn figures(desk: Desk) -> AnyView {
    let words = desk.words;
    desk.door.with(|door| {
        let here = door.expected.iter().filter(|expected| desk.presence(expected).here).count();
        let visitors = door.let_in.len() + desk.check_ins.walk_ins(desk.segment).len();
        let visitors = (visitors > 0).then(|| (words.and_visitors)(visitors));
        html! { <strong>{here.to_string()}</strong>{(words.of_invited)(door.expected.len())}{visitors} }
    })
}

/// How many wait for a connection.
fn waiting(desk: Desk) -> Option<AnyView> {
    let waiting = Some(desk.check_ins.waiting()).filter(|n| *n > 0).map(desk.words.waiting);
    waiting.map(|words| html! { <p class="notice notice--warn">{icon::drawn(icon::path("clock"))}{words}</p> })
}

/// What went wrong.
fn failure(desk: Desk) -> Option<AnyView> {
    let words = desk.check_ins.failure(desk.lang).or_else(|| desk.door.with(|door| door.failed.clone()));
    words.map(|words| html! { <p class="notice notice--error">{icon::drawn(icon::path("warning"))}{words}</p> })
}

/// Who was checked in last, and the way to take it back: their row may be far away.
fn done(desk: Desk) -> Option<AnyView> {
    let who = desk.done.get()?;
    desk.door.with(|door| {
        let expected = door.expected.iter().find(|expected| expected.who == who)?;
        desk.presence(expected).here.then(|| {
            html! {
                <p class="door-done__who">{icon::drawn(icon::path("check"))}{(desk.words.done)(&expected.name)}</p>
                {button(expected, door, desk)}
            }
        })
    })
}

/// Finds people as one types; without JavaScript, by a button.
fn search_form(desk: Desk) -> AnyView {
    let input = desk.input;
    let next = desk.done.with_untracked(Option::is_some);
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
                    autofocus=next node_ref=input on:input=move |event| desk.search.set(event_target_value(&event))/>
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
        let found: Vec<_> = door.expected.iter().filter(|expected| has_words(&expected.folded, &wanted)).collect();
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
/// the button that changes it, and their number as long as they are missing.
fn row(expected: &Expected, door: &Door, desk: Desk) -> AnyView {
    let presence = desk.presence(expected);
    let call = tel_link(&expected.phone).filter(|_| !presence.here).map(|href| {
        html! { <a class="call-link" href=href>{icon::drawn(icon::path("phone"))}{expected.phone.clone()}</a> }
    });
    let answer = expected.standing.map(|answer| {
        let class = ["status status--", answer.name()].concat();
        html! { <span class=class>{icon::drawn(icon::path(icon::of_standing(answer)))}{standing(desk.lang, answer)}</span> }
    });
    html! {
        <li class="arrival" class:arrival--here=presence.here>
            <div class="arrival__who">
                <p class="arrival__name" dir="auto">{expected.name.clone()}</p>
                <p class="muted" dir="auto">{expected.from.clone()}</p>
                <p class="arrival__state">{answer}{state(expected.here.as_deref(), presence, desk)}{call}</p>
            </div>
            {button(expected, door, desk)}
        </li>
    }
}

/// The button that checks someone in, or takes that back. Without JavaScript the
/// page that follows says who was checked in.
fn button(expected: &Expected, door: &Door, desk: Desk) -> AnyView {
    let here = desk.presence(expected).here;
    let press = Press { segment: desk.segment, who: expected.who, here: !here };
    let (class, label) =
        if here { ("button", desk.words.undo) } else { ("button button--primary", desk.words.check_in) };
    let who = expected.who.to_string();
    let page = if here { door.page.clone() } else { [door.page.as_str(), "&klar=", &who].concat() };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        desk.press(press);
    };
    let fields: Vec<_> =
        fields(press).into_iter().map(|(name, value)| html! { <input type="hidden" name=name value=value/> }).collect();
    html! {
        <form method="post" action=path(press) class="arrival__form" on:submit=submit>
            <input type="hidden" name=PAGE_FIELD value=page/>
            <input type="hidden" name=READER_FIELD value=door.reader.clone()/>
            {fields}
            <button type="submit" class=class on:click=once>{label}<span class="visually-hidden">": "{expected.name.clone()}</span></button>
        </form>
    }
}

/// Whether someone is here, in words; nothing if they are not.
fn state(known: Option<&str>, presence: Presence, desk: Desk) -> Option<AnyView> {
    let (class, icon, words) = match (presence, known) {
        (Presence { waits: true, .. }, _) if desk.check_ins.waiting() > 0 => {
            ("status status--maybe", "clock", desk.words.waits)
        }
        (Presence { waits: true, .. }, _) => ("status", "clock", Shared::of(desk.lang).saving),
        (Presence { here: true, .. }, known) => ("status status--yes", "door", known.unwrap_or(desk.words.checked_in)),
        (Presence { here: false, .. }, _) => return None,
    };
    Some(html! { <span class=class>{icon::drawn(icon::path(icon))}{words.to_owned()}</span> })
}
