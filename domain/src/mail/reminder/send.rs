//! What is sent now.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Timestamp, civil::Date};

use super::{Occasion, Reminder, Thread, is_quiet};
use crate::{people::PersonId, time::today};

/// What has been sent, and what organisers have skipped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// When the latest reminder of each thread was due.
    pub sent: BTreeMap<Thread, Timestamp>,
    /// On which day each person last got one.
    pub written: BTreeMap<PersonId, Date>,
    /// What does not go out.
    pub skipped: BTreeSet<Occasion>,
}

impl Ledger {
    /// Notes that these have been sent.
    pub fn note(&mut self, sent: &[Reminder], now: Timestamp) {
        for reminder in sent {
            self.sent.insert(reminder.thread(), reminder.due);
            self.written.insert(reminder.person, today(now));
        }
    }

    /// A clock that goes back makes nothing due that comes before what was sent, and one
    /// that jumps ahead leaves the newest.
    fn lets(&self, reminder: &Reminder, now: Timestamp) -> bool {
        self.sent.get(&reminder.thread()).is_none_or(|sent| *sent < reminder.due)
            && !self.skipped.contains(&reminder.occasion())
            && self.written.get(&reminder.person) != Some(&today(now))
    }
}

/// What is to be sent at `now`: to each person one email, with these in it.
pub fn due(plan: &[Reminder], ledger: &Ledger, now: Timestamp) -> BTreeMap<PersonId, Vec<Reminder>> {
    let mut due = BTreeMap::<PersonId, Vec<Reminder>>::new();
    if is_quiet(now) {
        return due;
    }
    let current = plan.iter().filter(|reminder| (reminder.due..reminder.until).contains(&now));
    for reminder in current.filter(|reminder| ledger.lets(reminder, now)) {
        due.entry(reminder.person).or_default().push(*reminder);
    }
    due
}
