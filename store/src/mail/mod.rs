//! Emails on their way.

pub mod outbox;
