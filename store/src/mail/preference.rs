//! Which emails someone wants.

use std::collections::BTreeSet;

use async_trait::async_trait;
use domain::{mail::preference::Kind, people::Caller};
use jiff::Timestamp;

use super::{
    outbox::{About, Email},
    reminder::Note,
};
use crate::Result;

impl Email {
    /// The kinds of which it is: someone who has chosen all of them away does not get
    /// it. None, if nobody can do without it.
    pub fn kinds(&self) -> BTreeSet<Kind> {
        let kind = match self {
            Self::Digest(emails) => return emails.iter().flat_map(Self::kinds).collect(),
            Self::Reminder { .. } | Self::LateReminder { .. } => Kind::Answers,
            Self::Note(Note::DayBefore { .. }) => Kind::DayBefore,
            Self::Note(Note::Evaluation { .. }) | Self::Thanks { .. } | Self::Missed { .. } => Kind::AfterDay,
            Self::Meeting(invitation) if matches!(invitation.about, About::Tomorrow | About::Soon) => Kind::Meetings,
            Self::Note(Note::ToLog { .. }) => Kind::Logs,
            Self::Slipped { .. } => Kind::Rhythm,
            Self::Note(Note::Pulse) => Kind::Pulse,
            Self::ApplicationWaits { .. } | Self::ToEndorse { again: true, .. } => Kind::Applications,
            _ => return BTreeSet::new(),
        };
        BTreeSet::from([kind])
    }
}

/// What people have chosen.
#[async_trait]
pub trait Preferences: Send + Sync {
    /// The kinds that the caller has chosen away.
    async fn unwanted_emails(&self, caller: &Caller) -> Result<BTreeSet<Kind>>;

    /// Chooses these kinds away for the caller, and no others.
    async fn choose_emails(&self, caller: &Caller, away: &BTreeSet<Kind>, now: Timestamp) -> Result<()>;

    /// The kinds that an email's token lets its holder choose away, without signing in.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for a token that no email had.
    async fn unsubscription(&self, token: &str) -> Result<BTreeSet<Kind>>;

    /// Chooses them away for whoever the email went to.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for a token that no email had.
    async fn unsubscribe(&self, token: &str, now: Timestamp) -> Result<()>;
}
