//! At the door: checking in, guests and other visitors, name badges.

pub mod api;
mod badges;
mod door;
mod figure;
mod guests;
mod presses;
#[cfg(feature = "ssr")]
mod qr;
mod scan;
pub mod text;
mod visitors;

pub use badges::BadgesPage;
pub use door::DoorPage;
pub(crate) use door::Segments;
pub(crate) use figure::at_the_door;
pub use guests::{EditGuestPage, GuestsPage};
