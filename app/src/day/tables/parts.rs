//! What the planner's parts share.

use domain::day::{
    SegmentId,
    check_in::{Attendee, Part},
    tables::{Sitter, TablesView},
};
use leptos::prelude::*;

use crate::{day::check_in::text::kind, ui::html};

/// What every form says: the part of the day, and which version one sees.
#[component]
pub(super) fn Version(segment: SegmentId, version: u32) -> impl IntoView {
    html! {
        <input type="hidden" name="segment" value=segment.to_string()/>
        <input type="hidden" name="version" value=version.to_string()/>
    }
}

/// Someone of whom the plan speaks.
pub(super) fn person(view: &TablesView, person: Attendee) -> Option<&Sitter> {
    view.people.iter().find(|sitter| sitter.person == person)
}

/// Where someone comes from; of a visitor, as what they come too.
pub(super) fn from(sitter: &Sitter) -> String {
    let part = match sitter.part {
        Part::Round(_) => "",
        Part::Visitor(part) => kind(part),
    };
    let parts = [part, sitter.organisation_name.as_str()].into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(", ")
}
