//! What is pressed at the door, on its way to the server. A press shows at
//! once and is sent in turn; while there is no connection it waits, in the
//! browser's storage too, so that not even a closed page loses it.

use std::time::Duration;

use domain::{
    day::{
        SegmentId,
        check_in::{Attendee, Entry, Press, Queue, WalkIn},
    },
    people::Lang,
};
use leptos::{prelude::*, reactive::spawn_local};
use wasm_bindgen::JsValue;
use web_sys::js_sys::{Reflect, encode_uri_component};

use crate::{
    KEY_FIELD, READER_FIELD,
    browser::{Failure, post},
    words::Shared,
};

/// The server function that checks someone of the round in.
pub const CHECK_IN: &str = "/api/attendance/check-in";
/// The server function that takes that back.
pub const UNDO_CHECK_IN: &str = "/api/attendance/undo";
/// The server function that checks in someone from outside the round.
pub const CHECK_IN_VISITOR: &str = "/api/attendance/check-in-visitor";
/// The server function that takes that back.
pub const UNDO_VISITOR: &str = "/api/attendance/undo-visitor";

/// The server function that lets someone in whom nobody knew of.
pub const ADD_VISITOR: &str = "/api/attendance/add-visitor";

/// Where the browser keeps what waits, for each reader by themselves.
const KEPT: &str = "ior-incheckning:";
/// How often it is tried to send what waits.
const PAUSE: Duration = Duration::from_secs(5);

/// What is pressed at the door.
#[derive(Clone, Copy)]
pub(super) struct CheckInQueue {
    queue: RwSignal<Queue>,
    /// What the server has taken, until the page tells of it.
    taken: RwSignal<Vec<Taken>>,
    /// A walk-in whom the server has refused: what was typed is not lost.
    returned: RwSignal<Option<WalkIn>>,
    failure: RwSignal<Option<Failure>>,
    /// Who presses, by their number.
    reader: StoredValue<String>,
}

/// Something that the server has taken.
#[derive(Clone, PartialEq, Eq)]
struct Taken {
    entry: Entry,
    /// Whether the page has been rendered since, perhaps from what was read before.
    read: bool,
}

impl Taken {
    /// Whether the page of a segment tells of it, by whether it knows someone to be
    /// here and by the names of those who have been let in.
    fn is_told(&self, segment: SegmentId, known: impl Fn(Attendee) -> Option<bool>, let_in: &[String]) -> bool {
        let is_told = match &self.entry {
            Entry::Press(press) => known(press.who) == Some(press.here),
            Entry::WalkIn(walk_in) => let_in.contains(&walk_in.name),
        };
        is_told || self.entry.segment() != segment
    }
}

/// Whether someone is here, as far as one can tell.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Presence {
    /// Whether they are.
    pub here: bool,
    /// Whether that waits to be sent.
    pub waits: bool,
}

impl CheckInQueue {
    /// Begins with what an earlier page has left, and tries to send it.
    pub(super) fn of(reader: &str) -> Self {
        let check_ins = Self {
            queue: RwSignal::default(),
            taken: RwSignal::default(),
            returned: RwSignal::new(None),
            failure: RwSignal::new(None),
            reader: StoredValue::new(reader.to_owned()),
        };
        Effect::new(move || {
            check_ins.queue.set(check_ins.kept());
            check_ins.send();
            let online = window_event_listener_untyped("online", move |_| check_ins.send());
            let again = set_interval_with_handle(move || check_ins.send(), PAUSE);
            on_cleanup(move || {
                online.remove();
                if let Ok(again) = again {
                    again.clear();
                }
            });
        });
        check_ins
    }

    /// A button was pressed.
    pub(super) fn press(self, press: Press) {
        self.queue.update(|queue| queue.press(press));
        self.keep();
        self.send();
    }

    /// Someone was entered whom nobody knew of.
    pub(super) fn let_in(self, walk_in: WalkIn) {
        self.queue.update(|queue| queue.let_in(walk_in));
        self.keep();
        self.send();
    }

    /// They are not to be let in after all; too late, if they are on their way.
    pub(super) fn take_back(self, key: &str) {
        self.queue.update(|queue| queue.take_back(key));
        self.keep();
    }

    /// The last one whom the server has refused.
    pub(super) fn returned(self) -> Option<WalkIn> {
        self.returned.get()
    }

    /// Those whom nobody knew of and of whom the page does not tell yet, each with
    /// whether they wait to be sent.
    pub(super) fn walk_ins(self, segment: SegmentId) -> Vec<(WalkIn, bool)> {
        let taken = self.taken.with(|taken| {
            let entries = taken.iter().filter_map(|taken| match &taken.entry {
                Entry::WalkIn(walk_in) if walk_in.segment == segment => Some((walk_in.clone(), false)),
                _ => None,
            });
            entries.collect::<Vec<_>>()
        });
        let waiting = self.queue.with(|queue| queue.walk_ins(segment).cloned().collect::<Vec<_>>());
        taken.into_iter().chain(waiting.into_iter().map(|walk_in| (walk_in, true))).collect()
    }

    /// Whether someone is here; `known` is what the server said last.
    pub(super) fn presence(self, segment: SegmentId, who: Attendee, known: bool) -> Presence {
        let wanted = self.queue.with(|queue| queue.wanted(segment, who));
        let here = wanted.or_else(|| self.taken(segment, who)).unwrap_or(known);
        Presence { here, waits: wanted.is_some() && here != known }
    }

    fn taken(self, segment: SegmentId, who: Attendee) -> Option<bool> {
        self.taken.with(|taken| {
            taken.iter().rev().find_map(|taken| match taken.entry {
                Entry::Press(press) if press.segment == segment && press.who == who => Some(press.here),
                _ => None,
            })
        })
    }

    /// How many wait for a connection; none while there is one.
    pub(super) fn waiting(self) -> usize {
        let lost = self.failure.with(|failure| failure.as_ref().is_some_and(passes));
        if lost { self.queue.with(Queue::len) } else { 0 }
    }

    /// What the server did not take, or why it cannot be asked, in words; until
    /// something has been sent again.
    pub(super) fn failure(self, lang: Lang) -> Option<String> {
        let failure = self.failure.get()?;
        let unknown = || (!passes(&failure)).then(|| Shared::of(lang).offline.to_owned());
        failure.words.clone().or_else(unknown)
    }

    /// The page has been rendered again, and knows this of people and of who was let
    /// in: what it tells of what was taken need not be remembered. What it reads
    /// differently may have been read just before; the second time it is the truth.
    pub(super) fn read_back(self, segment: SegmentId, known: impl Fn(Attendee) -> Option<bool>, let_in: &[String]) {
        self.taken.update(|all| {
            all.retain(|taken| !taken.read && !taken.is_told(segment, &known, let_in));
            for taken in all {
                taken.read = true;
            }
        });
    }

    /// Sends what is first in turn, if nothing is on its way.
    fn send(self) {
        let Some(Some(entry)) = self.queue.try_update(Queue::take_up) else { return };
        let (path, fields) = posted(&entry);
        let reader = (READER_FIELD, self.reader.get_value());
        let encoded = |(name, value): (&str, String)| [name, "=", &String::from(encode_uri_component(&value))].concat();
        let fields = fields.into_iter().chain([reader]).map(encoded).collect::<Vec<_>>().join("&");
        spawn_local(async move { self.answered(post(path, fields).await.err()) });
    }

    fn answered(self, failure: Option<Failure>) {
        self.failure.set(failure.clone());
        if failure.as_ref().is_some_and(passes) {
            self.queue.update(Queue::put_back);
            return;
        }
        match (self.queue.try_update(Queue::settle).flatten(), failure) {
            (Some(entry), None) => self.taken.update(|all| all.push(Taken { entry, read: false })),
            (Some(Entry::WalkIn(walk_in)), Some(_)) => self.returned.set(Some(walk_in)),
            _ => {}
        }
        self.keep();
        self.send();
    }

    fn keep(self) {
        let text = self.queue.with_untracked(ToString::to_string);
        if let Ok(storage) = storage() {
            let _ = Reflect::set(&storage, &self.key(), &text.into());
        }
    }

    fn kept(self) -> Queue {
        let text = storage().and_then(|storage| Reflect::get(&storage, &self.key())).ok();
        text.and_then(|text| text.as_string()?.parse().ok()).unwrap_or_default()
    }

    fn key(self) -> JsValue {
        [KEPT, &self.reader.get_value()].concat().into()
    }
}

/// The server function that an entry goes to, and its fields. They are the same
/// however often it is sent, so that a walk-in becomes one visitor.
fn posted(entry: &Entry) -> (&'static str, Vec<(&'static str, String)>) {
    match entry {
        Entry::Press(press) => (path(*press), fields(*press).into()),
        Entry::WalkIn(WalkIn { segment, key, name, organisation }) => {
            let fields = [
                ("segment", segment.to_string()),
                ("name", name.clone()),
                ("organisation", organisation.clone()),
                (KEY_FIELD, key.clone()),
            ];
            (ADD_VISITOR, fields.into())
        }
    }
}

/// The server function that a press goes to.
pub(super) fn path(press: Press) -> &'static str {
    match (press.who, press.here) {
        (Attendee::Person(_), true) => CHECK_IN,
        (Attendee::Person(_), false) => UNDO_CHECK_IN,
        (Attendee::Visitor(_), true) => CHECK_IN_VISITOR,
        (Attendee::Visitor(_), false) => UNDO_VISITOR,
    }
}

/// Its fields.
pub(super) fn fields(press: Press) -> [(&'static str, String); 2] {
    let who = match press.who {
        Attendee::Person(person) => ("person", person.to_string()),
        Attendee::Visitor(visitor) => ("visitor", visitor.to_string()),
    };
    [("segment", press.segment.to_string()), who]
}

/// Whether it helps to send the same again later: there was no answer, the
/// server cannot just now, one has to sign in first, or someone else is signed in.
fn passes(failure: &Failure) -> bool {
    matches!(failure.status, 0 | 401 | 403 | 502..=504)
}

/// The browser's storage; some browsers refuse it.
fn storage() -> Result<JsValue, JsValue> {
    Reflect::get(&window(), &"localStorage".into())
}

#[cfg(test)]
mod tests {
    use domain::people::PersonId;

    use super::*;

    const SEGMENT: SegmentId = SegmentId(1);
    const SOMEONE: Attendee = Attendee::Person(PersonId(7));

    fn with_taken() -> CheckInQueue {
        having_taken(Entry::Press(Press { segment: SEGMENT, who: SOMEONE, here: true }))
    }

    fn having_taken(entry: Entry) -> CheckInQueue {
        CheckInQueue {
            queue: RwSignal::default(),
            taken: RwSignal::new(vec![Taken { entry, read: false }]),
            returned: RwSignal::new(None),
            failure: RwSignal::new(None),
            reader: StoredValue::new("1".to_owned()),
        }
    }

    #[test]
    fn what_was_taken_holds_until_it_is_read() {
        Owner::new().with(|| {
            let check_ins = with_taken();
            let here = || check_ins.presence(SEGMENT, SOMEONE, false);
            assert!(here() == Presence { here: true, waits: false });
            // Read just before.
            check_ins.read_back(SEGMENT, |_| Some(false), &[]);
            assert!(here().here);
            // Read afterwards: another has taken it back.
            check_ins.read_back(SEGMENT, |_| Some(false), &[]);
            assert!(!here().here);

            let check_ins = with_taken();
            check_ins.read_back(SEGMENT, |_| Some(true), &[]);
            assert!(check_ins.taken.with(Vec::is_empty));
        });
    }

    #[test]
    fn a_walk_in_is_shown_until_the_page_names_them() {
        Owner::new().with(|| {
            let named = |name: &str| WalkIn {
                segment: SEGMENT,
                key: name.to_lowercase(),
                name: name.to_owned(),
                organisation: String::new(),
            };
            let check_ins = having_taken(Entry::WalkIn(named("Gerda")));
            check_ins.queue.update(|queue| queue.let_in(named("Åke")));
            let shown = || check_ins.walk_ins(SEGMENT);
            assert!(shown() == [(named("Gerda"), false), (named("Åke"), true)]);
            assert!(check_ins.walk_ins(SegmentId(2)).is_empty());
            // Read just before.
            check_ins.read_back(SEGMENT, |_| None, &[]);
            assert!(shown().len() == 2);
            check_ins.read_back(SEGMENT, |_| None, &["Gerda".to_owned()]);
            assert!(shown() == [(named("Åke"), true)]);
        });
    }

    #[test]
    fn what_waits_comes_before_what_was_taken() {
        Owner::new().with(|| {
            let check_ins = with_taken();
            check_ins.queue.update(|queue| queue.press(Press { segment: SEGMENT, who: SOMEONE, here: false }));
            assert!(check_ins.presence(SEGMENT, SOMEONE, true) == Presence { here: false, waits: true });
        });
    }
}
