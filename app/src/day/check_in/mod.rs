//! At the door: checking in, guests and other visitors, name badges.

pub mod api;
mod badges;
mod door;
mod figure;
mod guests;
mod qr;
pub mod text;
mod visitors;

pub use self::badges::badges_page;
pub(crate) use self::door::Segments;
pub use self::door::door_page;
pub(crate) use self::figure::at_the_door;
pub use self::guests::{edit_guest_page, guests_page};
