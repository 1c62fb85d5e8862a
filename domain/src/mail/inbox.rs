//! What the product has sent to someone, as they read it themselves: what for, when, and
//! whether it arrived. Never what it said, which may have let someone sign in.

use jiff::Timestamp;

use super::{budget::Cause, delivery::Reason};
use crate::{named, people::Localised};

/// How many emails the page shows, the latest.
pub const SHOWN: u32 = 100;

named! {
    /// What has become of an email, as far as one knows here.
    pub enum Fate {
        /// It has not been handed over yet.
        Waiting = "waiting",
        /// The mail server has taken it.
        Sent = "sent",
        /// It did not arrive.
        Failed = "failed",
        /// Its time was over before it could be sent.
        Dropped = "dropped",
    }
}

impl Fate {
    /// By what the outbox knows.
    ///
    /// ```
    /// use domain::mail::inbox::Fate;
    /// assert_eq!(Fate::of(false, false, false), Fate::Waiting);
    /// assert_eq!(Fate::of(true, false, false), Fate::Sent);
    /// assert_eq!(Fate::of(false, true, true), Fate::Failed, "given up, and then taken off the list");
    /// assert_eq!(Fate::of(false, false, true), Fate::Dropped);
    /// ```
    pub const fn of(sent: bool, given_up: bool, emptied: bool) -> Self {
        match (sent, given_up, emptied) {
            (true, _, _) => Self::Sent,
            (false, true, _) => Self::Failed,
            (false, false, true) => Self::Dropped,
            (false, false, false) => Self::Waiting,
        }
    }
}

/// An email to someone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnEmail {
    /// What it was for; `None` for one from before that was noted.
    pub cause: Option<Cause>,
    /// The common day that it was about, if it was about one.
    pub day: Option<Localised>,
    /// When it was written.
    pub written: Timestamp,
    /// When it was handed over, if it was.
    pub sent: Option<Timestamp>,
    /// What has become of it.
    pub fate: Fate,
    /// Why it did not arrive, if that is known.
    pub reason: Option<Reason>,
}
