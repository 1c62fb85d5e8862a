//! At the door: checking in, visitors, name badges.

pub mod api;
mod badges;
mod door;
mod figure;
mod presses;
#[cfg(feature = "ssr")]
mod qr;
mod scan;
pub mod text;
mod visitors;

pub use badges::BadgesPage;
pub(crate) use badges::PrintButton;
pub use door::DoorPage;
pub(crate) use door::Segments;
pub(crate) use figure::at_the_door;
