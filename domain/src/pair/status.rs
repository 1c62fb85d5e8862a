//! A pair's status: it goes on, pauses, ends before the round does, or goes on
//! beyond it. Either of the two decides, and nobody asks why.

use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{
    input::{Problem, date},
    named, problems,
};

named! {
    /// Where a pair stands.
    pub enum State {
        /// It goes on.
        Active = "active",
        /// It rests.
        Paused = "paused",
        /// It ended before its time.
        Ended = "ended",
        /// Its time is over.
        Completed = "completed",
    }
}

named! {
    /// What one of the two can decide about its status.
    pub enum StatusChange {
        /// To rest for a while.
        Pause = "pause",
        /// To go on: after a pause, or after all.
        Resume = "resume",
        /// To go on beyond the round's last day.
        Extend = "extend",
        /// To end with the round after all.
        Shorten = "shorten",
        /// To end now.
        End = "end",
    }
}

impl StatusChange {
    /// Whether it says until when.
    pub const fn takes_date(self) -> bool {
        matches!(self, Self::Pause | Self::Extend)
    }
}

/// A pair's status, as the two have decided it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PairStatus {
    /// What was decided last. Never [`State::Completed`]: that comes by itself.
    pub decided: State,
    /// Since when it has been so.
    #[serde(with = "crate::time::wire")]
    pub since: Date,
    /// The day on which a pause is over by itself.
    #[serde(with = "crate::time::wire::option")]
    pub paused_until: Option<Date>,
    /// The round's last day.
    #[serde(with = "crate::time::wire")]
    pub round_ends: Date,
    /// The pair's own last day, if it goes on beyond the round.
    #[serde(with = "crate::time::wire::option")]
    pub extended_to: Option<Date>,
}

impl PairStatus {
    /// The pair's last day.
    pub fn ends(&self) -> Date {
        self.extended_to.map_or(self.round_ends, |own| own.max(self.round_ends))
    }

    /// The last day on which the two can read what they have written: a year
    /// after their last day, however early they ended.
    ///
    /// ```
    /// # use domain::pair::status::{PairStatus, State};
    /// # use jiff::civil::date;
    /// # let status = PairStatus { decided: State::Ended, since: date(2026, 5, 1), paused_until: None,
    /// #     round_ends: date(2027, 4, 9), extended_to: None };
    /// assert_eq!(status.kept_until(), date(2028, 4, 9));
    /// ```
    pub fn kept_until(&self) -> Date {
        self.ends().saturating_add(1.year())
    }

    /// Where the pair stands on a day.
    ///
    /// ```
    /// use domain::pair::status::{PairStatus, State};
    /// use jiff::civil::date;
    /// let status = PairStatus { decided: State::Paused, since: date(2026, 5, 1), paused_until: Some(date(2026, 8, 15)),
    ///     round_ends: date(2027, 4, 9), extended_to: None };
    /// assert_eq!(status.state(date(2026, 8, 14)), State::Paused);
    /// assert_eq!(status.state(date(2026, 8, 15)), State::Active);
    /// assert_eq!(status.state(date(2027, 4, 10)), State::Completed);
    /// ```
    pub fn state(&self, today: Date) -> State {
        match self.decided {
            State::Ended => State::Ended,
            _ if today > self.ends() => State::Completed,
            State::Paused if self.paused_until.is_some_and(|day| day <= today) => State::Active,
            decided => decided,
        }
    }

    /// The first day from which silence counts: a pause is nobody's fault.
    pub fn counts_from(&self, today: Date) -> Date {
        self.paused_until.filter(|day| *day <= today).unwrap_or(self.since)
    }

    /// What can be decided on a day, the most likely first.
    ///
    /// ```
    /// # use domain::pair::status::{PairStatus, State, StatusChange};
    /// # use jiff::civil::date;
    /// # let status = PairStatus { decided: State::Active, since: date(2026, 3, 6), paused_until: None,
    /// #     round_ends: date(2027, 4, 9), extended_to: None };
    /// assert_eq!(status.changes(date(2026, 6, 1)), [StatusChange::Pause, StatusChange::Extend, StatusChange::End]);
    /// let ended = status.after(StatusChange::End, None, date(2026, 6, 1)).unwrap();
    /// assert_eq!(ended.changes(date(2026, 6, 2)), [StatusChange::Resume]);
    /// assert!(ended.changes(date(2027, 4, 10)).is_empty(), "its time is over");
    /// ```
    pub fn changes(&self, today: Date) -> Vec<StatusChange> {
        let longer = if self.extended_to.is_some() { StatusChange::Shorten } else { StatusChange::Extend };
        match self.state(today) {
            State::Active => vec![StatusChange::Pause, longer, StatusChange::End],
            State::Paused => vec![StatusChange::Resume, longer, StatusChange::End],
            State::Ended if today <= self.ends() => vec![StatusChange::Resume],
            State::Ended => Vec::new(),
            State::Completed => vec![StatusChange::Extend],
        }
    }

    /// Checks the day that a change takes: a pause may have one, which lies
    /// ahead; an extension goes beyond the last day, by two years at most
    /// ("programme description": pairs meet for one to two years).
    ///
    /// # Errors
    /// [`Problem`], of the day.
    pub fn parse_until(&self, change: StatusChange, typed: &str, today: Date) -> Result<Option<Date>, Problem> {
        match change {
            StatusChange::Pause if typed.trim().is_empty() => Ok(None),
            StatusChange::Pause => after(date(typed)?, today).map(Some),
            StatusChange::Extend => match after(date(typed)?, self.ends().max(today))? {
                day if day > self.round_ends.saturating_add(2.years()) => Err(UntilProblem::TooFarAhead.into()),
                day => Ok(Some(day)),
            },
            StatusChange::Resume | StatusChange::Shorten | StatusChange::End => Ok(None),
        }
    }

    /// The status after a change; `None` if it cannot be taken on that day.
    pub fn after(self, change: StatusChange, until: Option<Date>, today: Date) -> Option<Self> {
        if !self.changes(today).contains(&change) {
            return None;
        }
        let decided = |decided| Self { decided, since: today, paused_until: None, ..self };
        Some(match change {
            StatusChange::Pause => Self { paused_until: until, ..decided(State::Paused) },
            StatusChange::Resume => decided(State::Active),
            StatusChange::End => decided(State::Ended),
            StatusChange::Extend => Self { extended_to: Some(until?), ..self },
            StatusChange::Shorten => Self { extended_to: None, ..self },
        })
    }
}

problems! {
    /// What can be wrong with the day until which a pair goes on.
    pub enum UntilProblem {
        /// It is later than anyone can plan for.
        TooFarAhead = "too_far_ahead",
    }
}

/// A day that must come after another.
fn after(day: Date, earlier: Date) -> Result<Date, Problem> {
    if day > earlier { Ok(day) } else { Err(Problem::InThePast) }
}
