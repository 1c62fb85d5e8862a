//! A round's life: where it stands, closing it, and what its people are asked after it.

pub mod api;
mod close;
mod page;
pub mod text;
mod wish;

use leptos::prelude::*;

pub use close::close_page;
pub use page::life_page;
pub(crate) use wish::{WishForm, Wishes};

use crate::{
    context::{self, AllRounds},
    round::focus::is_of_a_round,
    text::t,
    ui::{Icon, html},
};

/// Where a round stands.
pub(crate) const LIFE: &str = "/organisera/omgang";
/// Where it is closed.
pub(crate) const CLOSE: &str = "/organisera/avslut";

/// On every page of a closed round: that nothing there can be changed, but by a pair that
/// goes on.
#[component]
pub(crate) fn ClosedNotice() -> impl IntoView {
    let AllRounds(reader) = context::from_request::<AllRounds>()?;
    let caller = context::caller().ok()?;
    let standing = reader.rounds.iter().find(|standing| standing.round.id == caller.round)?;
    let is_told = standing.closed && standing.is_theirs() && is_of_a_round(&context::path());
    is_told.then(|| {
        let text = &t().closing;
        let words = if standing.goes_on() { text.closed_notice_goes_on } else { text.closed_notice };
        let words = words(standing.round.number);
        html! { <p class="notice notice--info not-printed"><Icon name="lock"/><span>{words}</span></p> }
    })
}
