//! Duties begin and end, and someone leaves: the organisers' pages for it.

pub mod api;
mod appoint;
mod end;
mod leave;
mod list;
pub mod text;

pub use appoint::appoint_page;
pub use end::end_duty_page;
pub use leave::leave_page;
pub(crate) use list::DutiesOf;

/// Where someone who is known by their address is given a duty.
pub(crate) const APPOINT: &str = "/organisera/personer/uppdrag";
