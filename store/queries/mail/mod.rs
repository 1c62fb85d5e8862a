//! Emails on their way.

pub(crate) mod outbox;
