//! TODO.

pub(crate) mod outbox;
