//! What a pair agrees on. The pages are plain: no code goes with them to the
//! browser.

pub mod api;
#[cfg(feature = "ssr")]
mod form;
#[cfg(feature = "ssr")]
mod goals;
#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
mod pointer;
#[cfg(feature = "ssr")]
pub mod text;

#[cfg(feature = "ssr")]
pub use form::AgreementFormPage;
#[cfg(feature = "ssr")]
pub use page::AgreementPage;
#[cfg(feature = "ssr")]
pub(crate) use pointer::{pointer, to_do};
