//! Signing in, signing out, settings.

pub mod api;
pub mod cookies;
mod settings;
mod sign_in;
pub mod text;

pub use settings::settings_page;
pub use sign_in::{code_page, link_page, sign_in_page};
