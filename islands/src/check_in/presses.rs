//! What is pressed at the door, on its way to the server. A press shows at
//! once and is sent in turn; while there is no connection it waits, in the
//! browser's storage too, so that not even a closed page loses it.

use std::time::Duration;

use domain::{
    day::{
        SegmentId,
        check_in::{Attendee, Press, Queue},
    },
    people::Lang,
};
use leptos::{prelude::*, reactive::spawn_local};
use wasm_bindgen::JsValue;
use web_sys::js_sys::Reflect;

use crate::{
    READER_FIELD,
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

/// Where the browser keeps what waits, for each reader by themselves.
const KEPT: &str = "ior-incheckning:";
/// How often it is tried to send what waits.
const PAUSE: Duration = Duration::from_secs(5);

/// What is pressed at the door.
#[derive(Clone, Copy)]
pub(super) struct Presses {
    queue: RwSignal<Queue>,
    /// What the server has taken, until the page tells of it.
    taken: RwSignal<Vec<Taken>>,
    failure: RwSignal<Option<Failure>>,
    /// Who presses, by their number.
    reader: StoredValue<String>,
}

/// A press that the server has taken.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Taken {
    press: Press,
    /// Whether the page has been rendered since, perhaps from what was read before.
    read: bool,
}

/// Whether someone is here, as far as one can tell.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Presence {
    /// Whether they are.
    pub here: bool,
    /// Whether that waits to be sent.
    pub waits: bool,
}

impl Presses {
    /// Begins with what an earlier page has left, and tries to send it.
    pub(super) fn of(reader: &str) -> Self {
        let presses = Self {
            queue: RwSignal::default(),
            taken: RwSignal::default(),
            failure: RwSignal::new(None),
            reader: StoredValue::new(reader.to_owned()),
        };
        Effect::new(move || {
            presses.queue.set(presses.kept());
            presses.send();
            let online = window_event_listener_untyped("online", move |_| presses.send());
            let again = set_interval_with_handle(move || presses.send(), PAUSE);
            on_cleanup(move || {
                online.remove();
                if let Ok(again) = again {
                    again.clear();
                }
            });
        });
        presses
    }

    /// A button was pressed.
    pub(super) fn press(self, press: Press) {
        self.queue.update(|queue| queue.press(press));
        self.keep();
        self.send();
    }

    /// Whether someone is here; `known` is what the server said last.
    pub(super) fn presence(self, segment: SegmentId, who: Attendee, known: bool) -> Presence {
        let wanted = self.queue.with(|queue| queue.wanted(segment, who));
        let here = wanted.or_else(|| self.taken(segment, who)).unwrap_or(known);
        Presence { here, waits: wanted.is_some() && here != known }
    }

    fn taken(self, segment: SegmentId, who: Attendee) -> Option<bool> {
        let about = |taken: &&Taken| taken.press.segment == segment && taken.press.who == who;
        self.taken.with(|taken| taken.iter().rfind(about).map(|taken| taken.press.here))
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

    /// The page has been rendered again, and knows this of people: what it tells
    /// of what was taken need not be remembered. What it reads differently may
    /// have been read just before; the second time it is the truth.
    pub(super) fn read_back(self, segment: SegmentId, known: impl Fn(Attendee) -> Option<bool>) {
        let told = |taken: &Taken| taken.press.segment != segment || known(taken.press.who) == Some(taken.press.here);
        self.taken.update(|all| {
            all.retain(|taken| !taken.read && !told(taken));
            for taken in all {
                taken.read = true;
            }
        });
    }

    /// Sends what is first in turn, if nothing is on its way.
    fn send(self) {
        let Some(Some(press)) = self.queue.try_update(Queue::take_up) else { return };
        let reader = (READER_FIELD, self.reader.get_value());
        let fields = fields(press).into_iter().chain([reader]);
        let fields = fields.map(|(name, value)| [name, "=", &value].concat()).collect::<Vec<_>>().join("&");
        spawn_local(async move { self.answered(post(path(press), fields).await.err()) });
    }

    fn answered(self, failure: Option<Failure>) {
        self.failure.set(failure.clone());
        if failure.as_ref().is_some_and(passes) {
            self.queue.update(Queue::put_back);
            return;
        }
        let settled = self.queue.try_update(Queue::settle).flatten();
        let taken = settled.filter(|_| failure.is_none()).map(|press| Taken { press, read: false });
        self.taken.update(|all| all.extend(taken));
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

    fn with_taken() -> Presses {
        let press = Press { segment: SEGMENT, who: SOMEONE, here: true };
        Presses {
            queue: RwSignal::default(),
            taken: RwSignal::new(vec![Taken { press, read: false }]),
            failure: RwSignal::new(None),
            reader: StoredValue::new("1".to_owned()),
        }
    }

    #[test]
    fn what_was_taken_holds_until_it_is_read() {
        Owner::new().with(|| {
            let presses = with_taken();
            let here = || presses.presence(SEGMENT, SOMEONE, false);
            assert!(here() == Presence { here: true, waits: false });
            // Read just before.
            presses.read_back(SEGMENT, |_| Some(false));
            assert!(here().here);
            // Read afterwards: another has taken it back.
            presses.read_back(SEGMENT, |_| Some(false));
            assert!(!here().here);

            let presses = with_taken();
            presses.read_back(SEGMENT, |_| Some(true));
            assert!(presses.taken.with(Vec::is_empty));
        });
    }

    #[test]
    fn what_waits_comes_before_what_was_taken() {
        Owner::new().with(|| {
            let presses = with_taken();
            presses.queue.update(|queue| queue.press(Press { segment: SEGMENT, who: SOMEONE, here: false }));
            assert!(presses.presence(SEGMENT, SOMEONE, true) == Presence { here: false, waits: true });
        });
    }
}
