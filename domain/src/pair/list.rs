//! Someone's pairs, as the list of them shows each.

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
};

use super::{
    PairId, rhythm,
    status::{PairStatus, State},
};
use crate::{
    dashboard::{Planned, ToDo, about_meetings},
    people::Role,
    time::{local, today},
};

/// What is known of one of someone's pairs, without a word of what the two wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The pair.
    pub id: PairId,
    /// The number of its round.
    pub round: u32,
    /// One's own part in it.
    pub role: Role,
    /// The partner's name.
    pub partner: String,
    /// Where the partner works.
    pub organisation: String,
    /// How many weeks the two mean to have between meetings.
    pub every_weeks: u32,
    /// Whether it goes on.
    pub status: PairStatus,
    /// The agreed meeting.
    pub next: Option<DateTime>,
    /// Who has proposed times, and the latest of those.
    pub proposed: Option<(Role, Date)>,
    /// When the two met last.
    pub last: Option<Date>,
    /// Whether the latest agreement lacks one's signature.
    pub unsigned: bool,
}

/// One of someone's pairs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedPair {
    /// The pair.
    pub id: PairId,
    /// The number of its round.
    pub round: u32,
    /// One's own part in it.
    pub role: Role,
    /// The partner's name.
    pub partner: String,
    /// Where the partner works.
    pub organisation: String,
    /// Where it stands.
    pub state: State,
    /// The next meeting, if one is agreed and to come.
    pub next: Option<DateTime>,
    /// What waits for one there.
    pub waits: Vec<ToDo>,
}

impl ListedPair {
    /// By what is known of it at `now`.
    ///
    /// ```
    /// use domain::{dashboard::ToDo, pair::{PairId, list::*, status::*}, people::Role};
    /// use jiff::civil::date;
    /// # let status = PairStatus { decided: State::Active, since: date(2026, 3, 1), paused_until: None, round_ends: date(2027, 4, 30), extended_to: None };
    /// # let known = Known { id: PairId(7), round: 15, role: Role::Mentor, partner: String::new(), organisation: String::new(),
    /// #     every_weeks: 4, status, next: None, proposed: None, last: None, unsigned: false };
    /// let now = "2026-11-22T12:00Z".parse().unwrap();
    /// let waits = |known| ListedPair::of(known, now).waits;
    /// assert_eq!(waits(known.clone()), [ToDo::MeetFirst]);
    /// let by = |role| Known { proposed: Some((role, date(2026, 12, 1))), ..known.clone() };
    /// assert_eq!(waits(by(Role::Adept)), [ToDo::AnswerProposal]);
    /// assert_eq!(waits(by(Role::Mentor)), []);
    /// let passed = Known { next: Some(date(2026, 11, 20).at(10, 0, 0, 0)), ..known.clone() };
    /// assert_eq!((waits(passed.clone()), ListedPair::of(passed, now).next), (vec![ToDo::LogMeeting], None));
    /// // Of a pair that has ended nothing waits.
    /// let ended = PairStatus { decided: State::Ended, ..known.status.clone() };
    /// assert_eq!(waits(Known { unsigned: true, status: ended, ..known }), []);
    /// ```
    pub fn of(known: Known, now: Timestamp) -> Self {
        let waits = if known.status.decided == State::Ended { Vec::new() } else { known.waits(now) };
        let Known { id, round, role, partner, organisation, status, next, .. } = known;
        let next = next.filter(|at| *at >= local(now) && status.decided != State::Ended);
        Self { id, round, role, partner, organisation, state: status.state(today(now)), next, waits }
    }
}

impl Known {
    fn waits(&self, now: Timestamp) -> Vec<ToDo> {
        let ahead = self.next.map(DateTime::date).max(self.proposed.map(|(_, date)| date));
        let slip = rhythm::slip(&self.status, self.every_weeks, self.last, ahead, today(now));
        let planned = Planned::of(self.next, self.proposed.is_some(), now);
        let proposed = self.proposed.is_some_and(|(by, _)| by != self.role);
        let meetings = about_meetings(planned, self.last.is_some(), slip.is_some());
        let proposed = proposed.then_some(ToDo::AnswerProposal);
        proposed.into_iter().chain(meetings).chain(self.unsigned.then_some(ToDo::SignAgreement)).collect()
    }
}
