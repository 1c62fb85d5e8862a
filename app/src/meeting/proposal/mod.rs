//! Proposing times for a meeting, agreeing on one, moving and cancelling it.
//! What waits for an answer is on the pair's page and on the dashboard; what
//! needs a form is on pages of its own.

pub mod api;
mod card;
mod decline_page;
mod next_page;
mod propose_page;
pub mod text;

pub(crate) use self::card::moment;
pub use self::card::next_meeting;
pub use self::decline_page::decline_page;
pub use self::next_page::next_page;
pub use self::propose_page::propose_page;
