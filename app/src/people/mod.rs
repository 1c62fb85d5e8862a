//! Signing in, signing out, settings. These pages are plain: no code goes with
//! them to the browser.

pub mod api;
mod settings;
#[cfg(feature = "ssr")]
mod sign_in;
pub mod text;

#[cfg(feature = "ssr")]
pub mod cookies;

pub use settings::SettingsPage;
#[cfg(feature = "ssr")]
pub use sign_in::{CodePage, LinkPage, SignInPage};
