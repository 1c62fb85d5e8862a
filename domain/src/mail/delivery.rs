//! What becomes of an email on its way: whose fault a failure is, when it is tried
//! again, and when it is given up.
//!
//! What the recipient's own server refuses for good is given up at once. Whatever
//! else goes wrong (no connection, no answer, no authentication, not now) is for
//! us to mend, and is tried again for five days.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{EmailId, budget::Cause};
use crate::{named, people::PersonId};

/// For how long an email is tried again.
pub const PATIENCE: SignedDuration = SignedDuration::from_hours(5 * 24);
/// The longest pause between two tries.
pub const LONGEST_WAIT: SignedDuration = SignedDuration::from_mins(30);
/// An email that has waited longer to leave does not do so by itself.
pub const LATE: SignedDuration = SignedDuration::from_mins(10);
/// For how long the content of what was given up is kept, so that it can be sent again.
pub const KEPT: SignedDuration = SignedDuration::from_hours(90 * 24);

named! {
    /// A step of a delivery (RFC 5321), in their order.
    pub enum Step {
        /// Connecting, the server's greeting and ours.
        Connect = "connect",
        /// Agreeing on TLS.
        Tls = "tls",
        /// Showing who we are.
        Authenticate = "authenticate",
        /// Naming the sender.
        Sender = "sender",
        /// Naming the recipient.
        Recipient = "recipient",
        /// Asking to send the email.
        Data = "data",
        /// Sending it.
        Content = "content",
    }
}

/// What a mail server answered: its code, and the enhanced one where it has it
/// (RFC 3463), such as 550 and 5.1.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Three digits.
    pub code: u16,
    /// Three numbers.
    pub enhanced: Option<[u16; 3]>,
}

named! {
    /// Why an email was given up.
    pub enum Reason {
        /// The recipient's mailbox cannot be reached, and will not be.
        Refused = "refused",
        /// It could not be handed over in five days.
        Unreachable = "unreachable",
    }
}

/// What is done with an email that was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// It is tried again then.
    Again(Timestamp),
    /// It is kept and shown to those who can do something about it.
    GiveUp(Reason),
    /// It is dropped: what it says no longer holds.
    Drop,
}

/// Whether the recipient is why an email was not taken at a step, and will be so
/// tomorrow: there is no such mailbox, or it takes nothing. `None` for a server
/// that did not answer.
///
/// A code alone says that at the recipient only: at other steps it speaks of us, or
/// of what the email says. An enhanced code says it at the content too; those about
/// security and policy (5.7) speak of us.
///
/// ```
/// use domain::mail::delivery::{Reply, Step, is_recipients};
/// let reply = |code, enhanced| Some(Reply { code, enhanced });
/// assert!(is_recipients(Step::Recipient, reply(550, Some([5, 1, 1]))));
/// assert!(is_recipients(Step::Recipient, reply(550, None)));
/// assert!(is_recipients(Step::Content, reply(550, Some([5, 2, 1]))));
/// assert!(!is_recipients(Step::Recipient, reply(450, Some([4, 2, 1]))), "not now");
/// assert!(!is_recipients(Step::Recipient, reply(554, Some([5, 7, 1]))), "relaying denied: to us");
/// assert!(!is_recipients(Step::Recipient, reply(553, Some([5, 1, 8]))), "of the sender");
/// assert!(!is_recipients(Step::Authenticate, reply(535, Some([5, 7, 8]))));
/// assert!(!is_recipients(Step::Sender, reply(550, Some([5, 1, 0]))), "the sender is ours");
/// assert!(!is_recipients(Step::Recipient, None), "no answer");
/// ```
pub const fn is_recipients(step: Step, reply: Option<Reply>) -> bool {
    let Some(Reply { code, enhanced }) = reply else { return false };
    let permanent = code >= 500;
    match (step, enhanced) {
        (Step::Connect | Step::Tls | Step::Authenticate | Step::Sender, _) => false,
        (_, Some([5, 1, detail])) => permanent && !matches!(detail, 7 | 8),
        (_, Some([5, 2, _])) => permanent,
        (Step::Recipient, None) => matches!(code, 550 | 551 | 553 | 556),
        _ => false,
    }
}

/// What is done with an email after its `tries`-th try has failed; `refused` says
/// whether its recipient is why. `since` is when it was to be sent first,
/// `good_until` when what it says is over: an email that lets someone sign in is
/// asked for anew, not sent again.
///
/// ```
/// use domain::mail::delivery::{Next, PATIENCE, Reason, next};
/// use jiff::{SignedDuration, Timestamp};
/// let since: Timestamp = "2026-11-22T12:00Z".parse().unwrap();
/// let minutes = SignedDuration::from_mins;
/// assert_eq!(next(1, false, since, None, since), Next::Again(since + minutes(1)));
/// assert_eq!(next(2, false, since, None, since), Next::Again(since + minutes(2)));
/// assert_eq!(next(99, false, since, None, since), Next::Again(since + minutes(30)));
/// assert_eq!(next(1, true, since, None, since), Next::GiveUp(Reason::Refused));
/// assert_eq!(next(1, true, since, Some(since + minutes(15)), since), Next::Drop);
/// assert_eq!(next(9, false, since, None, since + PATIENCE), Next::GiveUp(Reason::Unreachable));
/// assert_eq!(next(4, false, since, Some(since + minutes(15)), since + minutes(7)), Next::Drop);
/// ```
pub fn next(tries: u32, refused: bool, since: Timestamp, good_until: Option<Timestamp>, now: Timestamp) -> Next {
    if refused {
        return if good_until.is_some() { Next::Drop } else { Next::GiveUp(Reason::Refused) };
    }
    let (again, last) = (now + wait(tries), since + PATIENCE);
    if good_until.is_some_and(|until| again >= until) {
        Next::Drop
    } else if now >= last {
        Next::GiveUp(Reason::Unreachable)
    } else {
        // The last try is when the time is up, not before it.
        Next::Again(again.min(last))
    }
}

/// One minute after the first try, twice as long after each other, half an hour at most.
fn wait(tries: u32) -> SignedDuration {
    let minutes = 2_i64.saturating_pow(tries.saturating_sub(1));
    SignedDuration::from_mins(minutes.min(LONGEST_WAIT.as_mins()))
}

/// An email that was given up, as organisers see it: to whom and what for, not what
/// it says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenUp {
    /// Its number.
    pub id: EmailId,
    /// To whom.
    pub name: String,
    /// To which address.
    pub address: String,
    /// What for; `None` for one from before that was kept.
    pub cause: Option<Cause>,
    /// When.
    #[serde(with = "crate::time::wire")]
    pub at: Timestamp,
    /// Why.
    pub reason: Reason,
}

/// How emails fare, for organisers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryOverview {
    /// Those that were given up, the latest first.
    pub given_up: Vec<GivenUp>,
    /// How many wait to be sent.
    pub waiting: u32,
    /// Since when the oldest of them should have been; `None` if none is due.
    #[serde(with = "crate::time::wire::option")]
    pub late_since: Option<Timestamp>,
}

impl DeliveryOverview {
    /// Since when mail does not leave; `None` if it does.
    pub fn late_since(&self, now: Timestamp) -> Option<Timestamp> {
        self.late_since.filter(|since| now.duration_since(*since) > LATE)
    }
}

/// An email that did not reach someone, as whoever brought it about sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undelivered {
    /// What for.
    pub cause: Cause,
    /// To whom, if they are known here.
    pub person: Option<PersonId>,
    /// Their name.
    pub name: String,
    /// The address that did not take it.
    pub address: String,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn start() -> Timestamp {
        "2026-11-22T12:00Z".parse().unwrap()
    }

    /// When an email is tried that nobody takes.
    fn tries(good_until: Option<Timestamp>) -> Vec<Timestamp> {
        let (mut tries, mut now) = (vec![start()], start());
        while let Next::Again(at) = next(u32::try_from(tries.len()).unwrap(), false, start(), good_until, now) {
            tries.push(at);
            now = at;
        }
        tries
    }

    #[test]
    fn five_days_are_tried_to_their_end() {
        let tries = tries(None);
        let waits: Vec<_> = tries.windows(2).map(|pair| pair[1].duration_since(pair[0]).as_mins()).collect();
        assert_eq!(&waits[..7], [1, 2, 4, 8, 16, 30, 30]);
        assert_eq!(tries.last(), Some(&(start() + PATIENCE)));
        assert!((240..250).contains(&tries.len()), "{}", tries.len());
    }

    #[test]
    fn what_signs_in_is_tried_for_as_long_as_it_is_good() {
        let until = start() + SignedDuration::from_mins(15);
        let minutes: Vec<_> = tries(Some(until)).iter().map(|at| at.duration_since(start()).as_mins()).collect();
        assert_eq!(minutes, [0, 1, 3, 7]);
    }

    proptest! {
        /// Nothing of ours gives an email up within five days, and nothing keeps it longer.
        #[test]
        fn only_the_recipient_ends_it_early(tries in 1_u32.., minutes in 0_i64..20_000, code in 200_u16..600) {
            let now = start() + SignedDuration::from_mins(minutes);
            let reply = Some(Reply { code, enhanced: None });
            for step in Step::ALL {
                let refused = is_recipients(*step, reply);
                let next = next(tries, refused, start(), None, now);
                match next {
                    Next::Again(at) => prop_assert!(now < at && at <= start() + PATIENCE),
                    Next::GiveUp(Reason::Refused) => prop_assert!(*step == Step::Recipient && code >= 500),
                    Next::GiveUp(Reason::Unreachable) => prop_assert!(now >= start() + PATIENCE),
                    Next::Drop => prop_assert!(false, "nothing is over"),
                }
            }
        }
    }
}
