//! At the door: checking in, guests and other visitors, name badges.

pub mod api;
mod badges;
mod door;
mod figure;
mod guests;
mod qr;
pub mod text;
mod visitors;

pub use badges::badges_page;
pub(crate) use door::Segments;
pub use door::door_page;
pub(crate) use figure::at_the_door;
pub use guests::{edit_guest_page, guests_page};
