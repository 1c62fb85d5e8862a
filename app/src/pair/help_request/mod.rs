//! Asking to be contacted by an organiser.

pub mod api;
mod open;
mod page;
pub mod text;

pub use self::page::help_request_page;
pub(crate) use self::{
    open::{HelpRequestMore, MarkForm},
    page::pointer,
};
