//! What a pair agrees on.

pub mod api;
mod form;
mod goals;
mod page;
mod pointer;
pub mod text;

pub use form::agreement_form_page;
pub use page::agreement_page;
pub(crate) use pointer::pointer;
