//! The outbox. A letter is written in the transaction that causes it, sealed
//! with the installation's key because it may carry a sign-in link, and
//! emptied once it is sent.

use async_trait::async_trait;
use domain::{
    course::Turn,
    people::{Lang, Localised},
};
use jiff::{SignedDuration, Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::Result;

/// What a letter says. `server::mail` puts it into words.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Letter {
    /// Lets someone sign in.
    SignIn {
        /// For the link.
        link: String,
        /// Six digits.
        code: String,
    },
    /// Tells someone that they are in the programme, and where to sign in.
    Invitation,
    /// Asks someone to answer to a day.
    Reminder {
        /// The day's name in addresses.
        slug: String,
        /// Its title.
        title: Localised,
        /// When it begins, as far as they are invited.
        starts: Timestamp,
        /// The last moment to answer freely.
        reply_by: Timestamp,
    },
    /// Offers someone in the queue a seat in a part of a day.
    SeatOffered {
        /// The day's name in addresses.
        slug: String,
        /// Its title.
        title: Localised,
        /// When the part begins.
        starts: Timestamp,
        /// When it ends.
        ends: Timestamp,
        /// Until when the seat is held.
        until: Timestamp,
    },
    /// Thanks someone who was at a day.
    Thanks {
        /// The day's name in addresses.
        slug: String,
        /// Its title.
        title: Localised,
        /// Whether there are files for them.
        materials: bool,
        /// Until when they can evaluate it, if they still can.
        evaluate_until: Option<Timestamp>,
    },
    /// Tells someone who was not at a day that they were missed.
    Missed {
        /// The day's name in addresses.
        slug: String,
        /// Its title.
        title: Localised,
        /// Whether there are files for them.
        materials: bool,
    },
    /// Tells someone that the mate has written an agreement which they have to sign.
    ToSign {
        /// The mate's name.
        mate: String,
    },
    /// Tells someone what the mate has decided about the pair's course.
    Course {
        /// The mate's name.
        mate: String,
        /// What.
        turn: Turn,
        /// Until when, if they said so.
        until: Option<Date>,
    },
    /// Tells an organiser that someone asks to be contacted; not who.
    Call,
}

/// A letter on its way.
pub struct Parcel {
    /// The outbox row.
    pub id: i64,
    /// To which address.
    pub to: String,
    /// To whom.
    pub name: String,
    /// In which language.
    pub lang: Lang,
    /// What it says.
    pub letter: Letter,
    /// How often it has been tried before.
    pub attempts: u32,
    /// When it was written.
    pub written: Timestamp,
}

/// How long a letter that was taken is out of the others' reach. Whoever took
/// it and died in between leaves it to be taken again after that: longer than
/// any mail server takes to answer.
pub const LEASE: SignedDuration = SignedDuration::from_mins(10);

/// What waits in the outbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backlog {
    /// How many letters are neither sent nor given up.
    pub waiting: u32,
    /// Since when the oldest of them should have been sent; `None` if none is due.
    pub due_since: Option<Timestamp>,
}

impl Backlog {
    /// How late the oldest letter is; nothing, if none is due.
    pub fn late(&self, now: Timestamp) -> SignedDuration {
        self.due_since.map_or(SignedDuration::ZERO, |since| now.duration_since(since))
    }
}

/// The outbox.
#[async_trait]
pub trait Outbox: Send + Sync {
    /// Letters to be sent now, oldest first. A look only.
    async fn due_letters(&self, limit: u32, now: Timestamp) -> Result<Vec<Parcel>>;

    /// How much waits to be sent.
    async fn backlog(&self, now: Timestamp) -> Result<Backlog>;

    /// Takes the letter that has been due the longest, for [`LEASE`]. Of many
    /// workers, on however many machines, one gets it.
    async fn take_letter(&self, now: Timestamp) -> Result<Option<Parcel>>;

    /// Notes that a letter was handed over, and empties it.
    async fn letter_sent(&self, id: i64, now: Timestamp) -> Result<()>;

    /// Notes why a letter was not taken, and when to try again; never, if `None`:
    /// then it is emptied too.
    async fn letter_failed(&self, id: i64, why: &str, again: Option<Timestamp>) -> Result<()>;
}
