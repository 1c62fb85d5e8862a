//! Reminders that go by themselves, and what they say.

use async_trait::async_trait;
use domain::{
    day::{Answer, DayId, Hours},
    mail::reminder::{Forecast, Occasion},
    people::{Caller, Localised},
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::parts::DayName;
use crate::Result;

/// What a reminder says that is no older email said once more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Note {
    /// A common day is near.
    DayBefore {
        /// Which.
        day: DayName,
        /// When, as far as they come.
        hours: Vec<Hours>,
        /// Where.
        place: String,
        /// Whom of their own pairs they may meet there, each with their answer, if they
        /// have answered.
        partners: Vec<(String, Option<Answer>)>,
    },
    /// The two have met, as far as anyone knows, and have not logged it.
    ToLog {
        /// The partner's name.
        partner: String,
        /// When they were to meet.
        met: Date,
    },
    /// The pulse's question can be answered.
    Pulse,
    /// A day can still be evaluated.
    Evaluation {
        /// Which.
        day: DayName,
        /// Until when.
        until: Timestamp,
    },
}

/// What goes out in a round, and the days that it is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ForecastPage {
    /// What goes out.
    pub forecast: Forecast,
    /// The days, with their names in addresses and their titles.
    pub days: Vec<(DayId, String, Localised)>,
}

/// Reminders.
#[async_trait]
pub trait Reminders: Send + Sync {
    /// Sends every reminder that is due by [`domain::mail::reminder::plan`]: to each person
    /// one email. To be done now and then, by any server: each is sent once. How many
    /// people got one.
    async fn send_reminders(&self, now: Timestamp) -> Result<u32>;

    /// Notes what is due by now as sent, and sends nothing: for a round that is loaded in
    /// its midst, in which it has been.
    async fn settle_reminders(&self, now: Timestamp) -> Result<()>;

    /// What goes out in the caller's round in the weeks to come, for organisers; `None`
    /// for anyone else.
    async fn coming_reminders(&self, caller: &Caller, now: Timestamp) -> Result<Option<ForecastPage>>;

    /// Skips what would go out about a common day at some moment, or lets it go out after
    /// all.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for anyone but the round's organisers, and for what does
    /// not go out.
    async fn skip_reminder(&self, caller: &Caller, occasion: Occasion, skip: bool, now: Timestamp) -> Result<()>;
}
