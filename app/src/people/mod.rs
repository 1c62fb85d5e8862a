//! People: signing in and out, settings, everyone in the network and what they have to do,
//! organisations, earlier rounds.

pub mod address;
pub mod api;
pub mod calendar;
pub mod cookies;
pub mod directory;
pub mod draft;
pub mod duplicate;
pub mod duty;
mod employer;
mod home;
pub mod import;
pub mod newcomer;
pub mod organisation;
mod settings;
mod sign_in;
pub mod text;

pub use employer::{employer_page, employers_page};
pub use home::home_page;
pub use settings::settings_page;
pub use sign_in::{code_page, link_page, sign_in_page};
