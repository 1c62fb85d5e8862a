//! Email: what waits to be sent, what did not arrive, and what organisers write to many.

pub mod announcement;
pub mod budget;
pub mod delivery;
pub mod outbox;
mod parts;

use self::{announcement::Announcements, delivery::Deliveries, outbox::Outbox};

/// All that is kept of emails.
pub trait MailStore: Outbox + Deliveries + Announcements {}

impl<T: Outbox + Deliveries + Announcements> MailStore for T {}
