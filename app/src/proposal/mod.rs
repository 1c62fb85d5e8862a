//! Proposing times for a meeting, agreeing on one, moving and cancelling it.
//! What waits for an answer is on the pair's page and on the dashboard; what
//! needs a form is on plain pages of its own.

pub mod api;
mod card;
#[cfg(feature = "ssr")]
mod decline_page;
#[cfg(feature = "ssr")]
mod next_page;
#[cfg(feature = "ssr")]
mod propose_page;
pub mod text;

#[cfg(feature = "ssr")]
pub(crate) use self::{decline_page::DeclinePage, next_page::NextPage, propose_page::ProposePage};
pub use card::next_meeting;
