//! Sending email: from an outbox row to someone's inbox.
//!
//! A [`store::mail::outbox::Email`] says *what*; `text` and [`render`] put it into
//! words, [`message`] into a mail, [`transport`] hands it over, and [`worker`] does so
//! for every email that is due, and retries until it is taken or given up.
//! [`folder`] is the demo's mailbox: a folder of `.eml` files.
//!
//! What never leaves here in a log line: an address, a name, a link, a code.

pub mod folder;
pub mod message;
mod names;
mod prose;
pub mod render;
mod smtp;
mod text;
pub mod transport;
pub mod worker;

pub use self::{transport::Transport, worker::run};
