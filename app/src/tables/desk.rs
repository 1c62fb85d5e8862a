//! What the planner keeps while it is open, however often it reads the plan:
//! what is under way, whose panel is open, who is being dragged.

use domain::{people::PersonId, tables::Step};
use leptos::prelude::*;

use super::api::{ChangeTables, DrawTables};
use crate::ui::{Action, drop_step, focus};

/// A seat, by its round and whose it is.
pub(super) type Place = (u32, PersonId);

/// The planner's desk.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    /// Seats everyone.
    pub draw: Action,
    /// Takes any other step.
    pub change: Action,
    /// The seat whose panel is open.
    open: RwSignal<Option<Place>>,
    /// The seat that is to have the focus when the plan has been read.
    next: StoredValue<Option<Place>>,
    /// The seat that is being dragged.
    dragged: RwSignal<Option<Place>>,
    /// Whether the browser's copy of the page is at work.
    awake: RwSignal<bool>,
}

impl Desk {
    /// Begins, with the panel open that the address asks for.
    pub(super) fn new(asked: Option<&str>) -> Self {
        let desk = Self {
            draw: Action::new::<DrawTables>(),
            change: Action::new::<ChangeTables>(),
            open: RwSignal::new(asked.and_then(place)),
            next: StoredValue::new(None),
            dragged: RwSignal::new(None),
            awake: RwSignal::new(false),
        };
        Effect::new(move || desk.awake.set(true));
        Effect::new(move || desk.put_away());
        desk
    }

    /// Rises with whatever was done here.
    pub(super) fn version(self) -> u32 {
        self.draw.version() + self.change.version()
    }

    /// Whether dragging works.
    pub(super) fn awake(self) -> bool {
        self.awake.get()
    }

    /// Whether a seat's panel is open.
    pub(super) fn is_open(self, at: Place) -> bool {
        self.open.get() == Some(at)
    }

    /// Opens a seat's panel, and goes there.
    pub(super) fn open(self, at: Place) {
        self.open.set(Some(at));
        focus(panel_id(at));
    }

    /// Closes the panel, and goes back to where it was opened.
    pub(super) fn close(self) {
        if let Some(at) = self.open.get_untracked() {
            self.open.set(None);
            focus(move_id(at));
        }
    }

    /// Whoever the panel was for has been moved: it is closed, and once the plan
    /// has been read the focus follows them.
    fn put_away(self) {
        let moved = || self.change.posted("step").is_some_and(|step| step.starts_with("move"));
        if self.change.done() && moved() && self.open.get_untracked().is_some() {
            self.next.set_value(self.open.get_untracked());
            self.open.set(None);
        }
    }

    /// The plan has been read.
    pub(super) fn read(self) {
        if let Some(at) = self.next.get_value() {
            self.next.set_value(None);
            focus(move_id(at));
        }
    }

    /// Someone is being dragged.
    pub(super) fn lift(self, at: Place) {
        self.dragged.set(Some(at));
    }

    /// Whether what is being dragged can be dropped in a round.
    pub(super) fn takes(self, round: u32) -> bool {
        self.dragged.get().is_some_and(|(of, _)| of == round)
    }

    /// Whether this seat is the one being dragged.
    pub(super) fn lifts(self, at: Place) -> bool {
        self.dragged.get() == Some(at)
    }

    /// Nobody is being dragged any more.
    pub(super) fn put_down(self) {
        self.dragged.set(None);
    }

    /// Whoever is being dragged is dropped: the step goes the way that every
    /// form's does.
    pub(super) fn drop(self, to: domain::tables::To) {
        if let Some((round, person)) = self.dragged.get_untracked() {
            self.put_down();
            drop_step(Step::Move { round, person, to });
        }
    }
}

/// Reads a seat from an address, such as `2-17`.
fn place(text: &str) -> Option<Place> {
    let (round, person) = text.split_once('-')?;
    Some((round.parse().ok()?, PersonId(person.parse().ok()?)))
}

/// A seat in an address.
pub(super) fn place_name((round, person): Place) -> String {
    format!("{round}-{person}")
}

/// The id of what opens a seat's panel.
pub(super) fn move_id(at: Place) -> String {
    format!("flytta-{}", place_name(at))
}

/// The id of the panel's choice.
pub(super) fn panel_id(at: Place) -> String {
    format!("till-{}", place_name(at))
}

/// What every form says: the part of the day, and which version one sees.
#[component]
pub(super) fn Version(segment: domain::day::SegmentId, version: u32) -> impl IntoView {
    crate::ui::html! {
        <input type="hidden" name="segment" value=segment.to_string()/>
        <input type="hidden" name="version" value=version.to_string()/>
    }
}
