//! TODO.

pub mod outbox;
