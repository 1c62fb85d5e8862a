//! People: signing in and out, settings, employers, earlier rounds.

pub mod api;
pub mod cookies;
mod employer;
pub mod import;
mod settings;
mod sign_in;
pub mod text;

pub use employer::{employer_page, employers_page};
pub use settings::settings_page;
pub use sign_in::{code_page, link_page, sign_in_page};
