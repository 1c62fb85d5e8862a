//! The few parts of pages that answer at once, in the browser.
//!
//! The server renders them with the rest of the page, as plain forms; in the
//! browser they are hydrated, post in the background, and follow the page: whenever it
//! has been rendered again, they are told their new props (`browser::told`).
//! What they are told is newer than what they think, and holds.
//!
//! Everything in here is downloaded: plain data comes in, words come from
//! [`words`] and not from the whole catalogue, and nothing knows how to write a date.
//!
//! To add one: a file with an `#[island]` whose props are few and flat; the address
//! of its server function as a constant, which a test in `app` compares; its bundle
//! named by the page that shows it (`Head::islands`). `make size` weighs it.
//!
//! An island becomes a function of the WASM with a hash in its name, so the
//! server and the WASM have to come from the same source.

mod browser;
#[cfg(feature = "tools")]
pub mod check_in;
pub mod icon;
mod markup;
#[cfg(feature = "participants")]
pub mod reply;
pub mod words;

/// The field in which a form names its page, for when it has to be sent back.
pub const PAGE_FIELD: &str = "sida";
/// The field in which a form says for whom it was rendered: their number, or
/// nothing. It does nothing for anyone else.
pub const READER_FIELD: &str = "lasare";
/// The field in which a form has what no other form of the same person has, so that
/// it makes one row however often it arrives.
pub const KEY_FIELD: &str = "nyckel";
