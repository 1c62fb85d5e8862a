//! A round's life: where it stands, when it can be closed, and what it takes once it is.
//! Where a round stands is seen by its dates and by what has been done in it; only that it
//! was closed, and that it was put into the archive, somebody has to say.

use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

use super::{Round, call::Phase};
use crate::{
    named,
    pair::status::{PairStatus, State as PairState},
    people::{Duty, Localised, PersonId, Role},
    time::today,
};

/// How long after a round was closed its people are thanked, in which it can be opened
/// again.
pub const THANKS_AFTER: SignedDuration = SignedDuration::from_hours(24);
/// After how many years a closed round is in the archive by itself.
const YEARS_TO_ARCHIVE: i32 = 1;

named! {
    /// Where a round stands, in the order of its life.
    pub enum State {
        /// It is prepared.
        Planned = "planned",
        /// People apply.
        CallOpen = "call_open",
        /// Who takes part is being decided.
        Selecting = "selecting",
        /// There are pairs, and it has not begun.
        Matched = "matched",
        /// It runs.
        Running = "running",
        /// Its days have been, or its time is over: it can be closed.
        Closing = "closing",
        /// It is closed: it can be read.
        Closed = "closed",
        /// It is closed, and out of the way.
        Archived = "archived",
    }
}

/// Why a round is not closed, opened again or written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Refusal {
    /// It is closed, and read-only.
    #[error("the round is closed")]
    Closed,
    /// It has not begun.
    #[error("the round has not begun")]
    NotBegun,
    /// Days are still to come.
    #[error("days are still to come")]
    DaysAhead,
    /// Its people have been thanked.
    #[error("its people have been thanked")]
    Thanked,
    /// Its people have not been thanked yet.
    #[error("its people have not been thanked yet")]
    NotThanked,
}

/// That a round is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// Since when.
    pub at: Timestamp,
    /// The name of whoever closed it.
    pub by: String,
    /// When its people were thanked.
    pub thanked_at: Option<Timestamp>,
    /// When somebody put it into the archive.
    pub archived_at: Option<Timestamp>,
}

impl Closing {
    /// When its people are thanked.
    pub fn thanks_at(&self) -> Timestamp {
        self.at + THANKS_AFTER
    }

    /// Whether it is in the archive on a day.
    ///
    /// ```
    /// use domain::round::closing::Closing;
    /// use jiff::civil::date;
    /// let closing = Closing { at: "2027-05-10T08:00Z".parse()?, by: "Eva".into(), thanked_at: None, archived_at: None };
    /// assert!(!closing.is_archived(date(2028, 5, 9)) && closing.is_archived(date(2028, 5, 10)));
    /// # Ok::<(), jiff::Error>(())
    /// ```
    pub fn is_archived(&self, on: Date) -> bool {
        self.archived_at.is_some() || on >= self.archived_on()
    }

    /// The day on which it is in the archive by itself.
    pub fn archived_on(&self) -> Date {
        today(self.at).saturating_add(YEARS_TO_ARCHIVE.years())
    }

    /// Whether it can be opened again: nothing was sent.
    ///
    /// # Errors
    /// [`Refusal::Thanked`].
    pub const fn may_reopen(&self) -> Result<(), Refusal> {
        if self.thanked_at.is_some() { Err(Refusal::Thanked) } else { Ok(()) }
    }

    /// Whether it can be put into the archive: all that was to be sent has been.
    ///
    /// # Errors
    /// [`Refusal::NotThanked`].
    pub const fn may_archive(&self) -> Result<(), Refusal> {
        if self.thanked_at.is_some() { Ok(()) } else { Err(Refusal::NotThanked) }
    }
}

/// What tells where a round stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Life {
    /// The round.
    pub round: Round,
    /// Where its call stands, if it has one.
    pub call: Option<Phase>,
    /// How many pairs it has or had.
    pub pairs: u32,
    /// How many days are published.
    pub days: u32,
    /// How many of them are not over.
    pub days_ahead: u32,
    /// That it is closed.
    pub closing: Option<Closing>,
}

impl Life {
    /// Where the round stands on a day.
    ///
    /// ```
    /// use domain::round::{Round, RoundId, call::Phase, closing::{Life, State}};
    /// use jiff::civil::date;
    /// let round = Round { id: RoundId(1), number: 15, starts_on: date(2026, 2, 1), ends_on: date(2027, 4, 30), max_pairs: 25 };
    /// let new = Life { round, call: None, pairs: 0, days: 0, days_ahead: 0, closing: None };
    /// assert_eq!(new.state(date(2025, 8, 1)), State::Planned);
    /// let applied_for = Life { call: Some(Phase::Open), ..new };
    /// assert_eq!(applied_for.state(date(2025, 9, 1)), State::CallOpen);
    /// let selecting = Life { call: Some(Phase::Closed), ..applied_for };
    /// assert_eq!(selecting.state(date(2025, 12, 1)), State::Selecting);
    /// let matched = Life { pairs: 25, days: 4, days_ahead: 4, ..selecting };
    /// assert_eq!([date(2026, 1, 31), date(2026, 2, 1)].map(|on| matched.state(on)), [State::Matched, State::Running]);
    /// // Once the last day has been, and at the latest when the round's time is over.
    /// assert_eq!(matched.state(date(2027, 5, 1)), State::Closing);
    /// assert_eq!(Life { days_ahead: 0, ..matched }.state(date(2027, 4, 10)), State::Closing);
    /// ```
    pub fn state(&self, on: Date) -> State {
        if let Some(closing) = &self.closing {
            return if closing.is_archived(on) { State::Archived } else { State::Closed };
        }
        let begun = self.round.starts_on <= on;
        if on > self.round.ends_on || (begun && self.days > 0 && self.days_ahead == 0) {
            return State::Closing;
        }
        match (self.pairs, self.call) {
            (0, Some(Phase::Open)) => State::CallOpen,
            (0, Some(Phase::Closed)) => State::Selecting,
            (0, _) if !begun => State::Planned,
            _ if !begun => State::Matched,
            _ => State::Running,
        }
    }

    /// Whether it can be closed on a day. What else is open is told, and holds up nothing.
    ///
    /// # Errors
    /// [`Refusal`], why not.
    pub fn may_close(&self, on: Date) -> Result<(), Refusal> {
        if self.closing.is_some() {
            Err(Refusal::Closed)
        } else if on < self.round.starts_on {
            Err(Refusal::NotBegun)
        } else if self.days_ahead > 0 {
            Err(Refusal::DaysAhead)
        } else {
            Ok(())
        }
    }

    /// Whether its people can print their certificates: it is closed or can be.
    pub fn has_certificates(&self, on: Date) -> bool {
        matches!(self.state(on), State::Closing | State::Closed | State::Archived)
    }
}

/// What a write is about, as far as a closed round may refuse it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Concern {
    /// The network, or one's own person: no round.
    Network,
    /// The round.
    Round,
    /// What the caller's pair has for itself.
    Pair,
}

impl Concern {
    /// What giving someone a duty concerns. Whoever looks after the round can be named
    /// when it is closed too.
    pub const fn of_duty(duty: Duty) -> Self {
        if matches!(duty, Duty::Organiser) { Self::Network } else { Self::Round }
    }
}

/// Whether a closed round takes a write. It is read-only but for the pairs that go on:
/// what such a pair writes stays its own for as long as it meets. `pair` is the caller's.
///
/// ```
/// use domain::{pair::status::{PairStatus, State}, round::closing::{Concern, Refusal, closed_takes}};
/// use jiff::civil::date;
/// let pair = PairStatus { decided: State::Active, since: date(2026, 3, 6), paused_until: None,
///     round_ends: date(2027, 4, 30), extended_to: Some(date(2027, 9, 1)) };
/// assert_eq!(closed_takes(Concern::Network, None, date(2027, 5, 1)), Ok(()));
/// assert_eq!(closed_takes(Concern::Round, Some(&pair), date(2027, 5, 1)), Err(Refusal::Closed));
/// assert_eq!(closed_takes(Concern::Pair, Some(&pair), date(2027, 9, 1)), Ok(()));
/// assert_eq!(closed_takes(Concern::Pair, Some(&pair), date(2027, 9, 2)), Err(Refusal::Closed));
/// assert_eq!(closed_takes(Concern::Pair, None, date(2027, 5, 1)), Err(Refusal::Closed));
/// ```
///
/// # Errors
/// [`Refusal::Closed`].
pub fn closed_takes(concern: Concern, pair: Option<&PairStatus>, on: Date) -> Result<(), Refusal> {
    let goes_on = || pair.is_some_and(|pair| goes_on(pair, on));
    match concern {
        Concern::Network => Ok(()),
        Concern::Pair if goes_on() => Ok(()),
        Concern::Round | Concern::Pair => Err(Refusal::Closed),
    }
}

/// Whether a pair goes on, be it after a pause.
pub fn goes_on(pair: &PairStatus, on: Date) -> bool {
    matches!(pair.state(on), PairState::Active | PairState::Paused)
}

/// A pair that goes on after its round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoesOn {
    /// The adept, and their name.
    pub adept: (PersonId, String),
    /// The mentor, and their name.
    pub mentor: (PersonId, String),
    /// Its last day.
    pub until: Date,
}

/// A day, as far as it is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenDay {
    /// Its name in addresses.
    pub slug: String,
    /// Its title.
    pub title: Localised,
    /// When it is, or until when it can be evaluated.
    pub at: Timestamp,
}

/// What is open in a round.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Open {
    /// Pairs that go on, in the order of their adepts' names.
    pub pairs: Vec<GoesOn>,
    /// Published days that are not over.
    pub days: Vec<OpenDay>,
    /// Days that can still be evaluated, each until when.
    pub evaluations: Vec<OpenDay>,
    /// How many have asked to be contacted, and are still waiting.
    pub help_requests: u32,
    /// How many days are drafts.
    pub drafts: u32,
}

impl Open {
    /// Whether nothing is.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Someone who takes part in a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// As what.
    pub role: Role,
    /// Where they work.
    pub organisation: String,
}

/// An adept of an earlier round who would be a mentor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Who, as the adept they were.
    pub adept: Participant,
    /// The number of the round that they were in.
    pub round: u32,
    /// Whether they have a part in the caller's round, or have applied.
    pub is_here: bool,
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::round::RoundId;

    fn life() -> Life {
        let (starts_on, ends_on) = (date(2026, 2, 1), date(2027, 4, 30));
        let round = Round { id: RoundId(1), number: 15, starts_on, ends_on, max_pairs: 25 };
        Life { round, call: Some(Phase::Closed), pairs: 2, days: 4, days_ahead: 0, closing: None }
    }

    fn closing() -> Closing {
        let at = "2027-05-10T08:00Z".parse().unwrap();
        Closing { at, by: "Eva".to_owned(), thanked_at: None, archived_at: None }
    }

    #[test]
    fn a_round_is_closed_once_it_has_begun_and_its_days_have_been() {
        let on = date(2027, 5, 1);
        assert_eq!(life().may_close(on), Ok(()));
        assert_eq!(life().may_close(date(2026, 1, 31)), Err(Refusal::NotBegun));
        assert_eq!(Life { days_ahead: 1, ..life() }.may_close(on), Err(Refusal::DaysAhead));
        let closed = Life { closing: Some(closing()), ..life() };
        assert_eq!((closed.may_close(on), closed.state(on)), (Err(Refusal::Closed), State::Closed));
    }

    #[test]
    fn each_step_can_be_taken_back_until_something_was_sent() {
        let before = closing();
        assert_eq!((before.may_reopen(), before.may_archive()), (Ok(()), Err(Refusal::NotThanked)));
        let after = Closing { thanked_at: Some(before.thanks_at()), ..before };
        assert_eq!((after.may_reopen(), after.may_archive()), (Err(Refusal::Thanked), Ok(())));
        let archived = Closing { archived_at: Some(after.thanks_at()), ..after };
        assert_eq!(Life { closing: Some(archived), ..life() }.state(date(2027, 5, 12)), State::Archived);
    }

    proptest! {
        /// A round that can be closed has certificates to print; time alone leads only onwards.
        #[test]
        fn time_leads_onwards(
            pairs in 0u32..3, days in 0u32..3, ahead in 0u32..3, call in 0usize..4, from in 0i32..900, later in 0i32..900,
        ) {
            let call = Phase::ALL.get(call).copied();
            let life = Life { call, pairs, days, days_ahead: ahead.min(days), ..life() };
            let on = date(2025, 6, 1).saturating_add(from.days());
            let then = on.saturating_add(later.days());
            let place = |on| State::ALL.iter().position(|state| *state == life.state(on));
            prop_assert!(place(on) <= place(then) || life.call == Some(Phase::Open) || life.call == Some(Phase::Closed));
            let closed = Life { closing: Some(closing()), ..life.clone() };
            prop_assert!(closed.has_certificates(on));
            if life.state(on) == State::Closing && life.days_ahead == 0 {
                prop_assert_eq!(life.may_close(on), Ok(()));
            }
        }
    }
}
