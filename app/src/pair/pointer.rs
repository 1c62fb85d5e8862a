//! What the pair's page points to.

use domain::{
    pair::{PairPage, Room, status::State},
    time::today,
};
use leptos::prelude::*;

use super::{agreement, help_request, status};
use crate::{meeting::preparation, ui::html};

/// A sentence, and where to go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pointer {
    /// What there is to say; empty if the link says it.
    pub text: String,
    /// Where the link leads.
    pub path: String,
    /// The link's words.
    pub label: String,
}

impl Pointer {
    /// Points somewhere.
    pub(crate) fn to(path: &str, text: impl Into<String>, label: &str) -> Self {
        Self { text: text.into(), path: path.to_owned(), label: label.to_owned() }
    }
}

/// Pointers, one below the other.
#[component]
pub fn Pointers(pointers: Vec<Pointer>) -> impl IntoView {
    let items: Vec<_> = pointers
        .into_iter()
        .map(|pointer| html! { <li>{pointer.text}" "<a href=pointer.path>{pointer.label}</a></li> })
        .collect();
    html! { <ul class="pointers">{items}</ul> }
}

/// Where a pair stands: what is agreed, its course, and who has asked for an
/// organiser.
pub(super) fn standing(page: &PairPage) -> Vec<Pointer> {
    let Room { now, pair, .. } = &page.room;
    let partner = pair.partner.first_name();
    let meets = pair.course.decided != State::Ended;
    let of_the_pair = [
        agreement::pointer(page.agreement, partner),
        status::pointer(&pair.course, today(*now)),
        help_request::pointer(&page.help_requests, partner),
    ];
    meets.then(preparation::pointer).into_iter().chain(of_the_pair).collect()
}
