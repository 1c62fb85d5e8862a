//! Email: what waits to be sent, and what did not arrive.

pub mod budget;
pub mod delivery;
pub mod outbox;
mod parts;

use self::{delivery::Deliveries, outbox::Outbox};

/// All that is kept of emails.
pub trait MailStore: Outbox + Deliveries {}

impl<T: Outbox + Deliveries> MailStore for T {}
