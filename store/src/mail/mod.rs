//! Email: what waits to be sent, what did not arrive, what goes by itself, who wants which,
//! and what organisers write to many.

//! Email: what waits to be sent, what did not arrive, what goes by itself, who wants which,
//! what organisers write to many, and what is answered from them.

pub mod announcement;
pub mod answer;
pub mod budget;
pub mod delivery;
pub mod inbox;
pub mod outbox;
mod parts;
pub mod preference;
pub mod reminder;

use self::{
    announcement::Announcements, answer::MailAnswers, delivery::Deliveries, inbox::Inbox, outbox::Outbox,
    preference::Preferences, reminder::Reminders,
};

/// All that is kept of emails.
pub trait MailStore: Outbox + Deliveries + Announcements + MailAnswers + Reminders + Preferences + Inbox {}

impl<T: Outbox + Deliveries + Announcements + MailAnswers + Reminders + Preferences + Inbox> MailStore for T {}
