//! What is pressed at the door, on its way to the server. A press shows at
//! once and is sent in turn; while there is no connection it waits, in the
//! browser's storage too, so that not even a closed page loses it.

use std::time::Duration;

use domain::{
    attendance::{Attendee, Press, Queue},
    day::SegmentId,
};
use leptos::{prelude::*, reactive::spawn_local, server_fn::ServerFn};
use wasm_bindgen::JsValue;
use web_sys::js_sys::Reflect;

use super::api::{CheckIn, CheckInVisitor, UndoCheckIn, UndoVisitor};
use crate::{error::AppError, ui::post};

/// Where the browser keeps what waits.
const KEPT: &str = "ior-incheckning";
/// How often it is tried to send what waits.
const PAUSE: Duration = Duration::from_secs(5);

/// What is pressed at the door.
#[derive(Clone, Copy)]
pub(super) struct Presses {
    queue: RwSignal<Queue>,
    /// What has arrived, until the door has been read again.
    arrived: RwSignal<Vec<Press>>,
    error: RwSignal<Option<AppError>>,
    version: RwSignal<u32>,
}

/// Whether someone is here, as far as one can tell.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Presence {
    /// Whether they are.
    pub here: bool,
    /// Whether the server has not confirmed it.
    pub pending: bool,
}

impl Presses {
    /// Begins with what an earlier page has left, and tries to send it.
    pub(super) fn new() -> Self {
        let presses = Self {
            queue: RwSignal::default(),
            arrived: RwSignal::default(),
            error: RwSignal::new(None),
            version: RwSignal::new(0),
        };
        Effect::new(move || {
            presses.queue.set(kept());
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
        let here = self.queue.with(|queue| queue.wanted(segment, who));
        let here = here.or_else(|| self.just_arrived(segment, who)).unwrap_or(known);
        Presence { here, pending: here != known }
    }

    fn just_arrived(self, segment: SegmentId, who: Attendee) -> Option<bool> {
        let about = |press: &&Press| press.segment == segment && press.who == who;
        self.arrived.with(|arrived| arrived.iter().rfind(about).map(|press| press.here))
    }

    /// How many wait for a connection; none while there is one.
    pub(super) fn waiting(self) -> usize {
        let lost = self.error.with(|error| error.as_ref().is_some_and(passes));
        if lost { self.queue.with(Queue::len) } else { 0 }
    }

    /// What the server did not take, or why it cannot be asked; until something
    /// has been sent again.
    pub(super) fn error(self) -> Option<AppError> {
        self.error.get().filter(|error| *error != AppError::Offline)
    }

    /// Rises whenever something has been sent: a reason to read the door again.
    pub(super) fn version(self) -> u32 {
        self.version.get()
    }

    /// The door has been read again: it tells what has arrived.
    pub(super) fn read_back(self) {
        self.arrived.update_untracked(Vec::clear);
    }

    /// Sends what is first in turn, if nothing is on its way.
    fn send(self) {
        let Some(Some(press)) = self.queue.try_update(Queue::take_up) else { return };
        let fields = fields(press).map(|(name, value)| format!("{name}={value}")).join("&");
        spawn_local(async move { self.answered(post(path(press), fields).await.err()) });
    }

    fn answered(self, error: Option<AppError>) {
        // Whoever has left the page has what waits in the browser's storage.
        if self.error.try_set(error.clone()).is_some() {
            return;
        }
        if error.as_ref().is_some_and(passes) {
            self.queue.update(Queue::put_back);
            return;
        }
        let settled = self.queue.try_update(Queue::settle).flatten();
        self.arrived.update(|arrived| arrived.extend(settled.filter(|_| error.is_none())));
        self.keep();
        self.version.update(|n| *n += 1);
        self.send();
    }

    fn keep(self) {
        let text = self.queue.with_untracked(ToString::to_string);
        if let Ok(storage) = storage() {
            let _ = Reflect::set(&storage, &KEPT.into(), &text.into());
        }
    }
}

/// The server function that a press goes to.
pub(super) fn path(press: Press) -> &'static str {
    match (press.who, press.here) {
        (Attendee::Person(_), true) => CheckIn::PATH,
        (Attendee::Person(_), false) => UndoCheckIn::PATH,
        (Attendee::Visitor(_), true) => CheckInVisitor::PATH,
        (Attendee::Visitor(_), false) => UndoVisitor::PATH,
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

/// Whether it helps to send the same again later.
fn passes(error: &AppError) -> bool {
    matches!(error, AppError::Offline | AppError::Busy | AppError::Unavailable | AppError::SignIn)
}

fn kept() -> Queue {
    let text =
        storage().and_then(|storage| Reflect::get(&storage, &KEPT.into())).ok().and_then(|text| text.as_string());
    text.and_then(|text| text.parse().ok()).unwrap_or_default()
}

/// The browser's storage; some browsers refuse it.
fn storage() -> Result<JsValue, JsValue> {
    Reflect::get(&window(), &"localStorage".into())
}
