//! What a pair agrees on.

pub mod api;
mod form;
mod goals;
mod page;
mod pointer;
pub mod text;

pub use self::form::agreement_form_page;
pub use self::page::agreement_page;
pub(crate) use self::pointer::pointer;
