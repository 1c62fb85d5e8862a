//! Signing in, signing out, settings.

pub mod api;
mod settings;
mod sign_in;
pub mod text;

#[cfg(feature = "ssr")]
pub mod cookies;

pub use settings::SettingsPage;
pub use sign_in::{CodePage, LinkPage, SignInPage};
