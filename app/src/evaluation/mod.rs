//! What people thought of a day. The form is plain: no code goes with it to
//! the browser.

pub mod api;
#[cfg(feature = "ssr")]
mod form;
#[cfg(feature = "organise")]
mod results;
#[cfg(feature = "organise")]
pub mod text;

#[cfg(feature = "ssr")]
pub use form::EvaluationPage;
#[cfg(feature = "organise")]
pub use results::ResultsPage;
