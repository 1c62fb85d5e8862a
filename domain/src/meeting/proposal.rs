//! Proposing times for a meeting, agreeing on one, moving and cancelling it.
//!
//! One of the two proposes up to five times; the other takes one with one
//! click, proposes others, or says no. What is agreed is the pair's next
//! meeting, of which there is one at most. Everything that calendars have to
//! hear of raises its sequence.

use std::collections::BTreeSet;

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
};
use serde::{Deserialize, Serialize};

use super::{Agreed, Facts, Form, MINUTES, Meetings, coming};
use crate::{
    id,
    input::{Checks, FieldError, Problem, Text, choice, https_link, number, time},
    named,
    people::Role,
    problems,
    time::{instant, local, today},
};

id! {
    /// A proposal. A new one has a new number, also if it says the same.
    ProposalId,
}

/// Where to meet, in a line.
pub type Place = Text<200>;
/// A word that goes with a no.
pub type Comment = Text<500>;

/// The most times in one proposal.
pub const MAX_TIMES: usize = 5;

/// What is settled about a meeting besides its time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// For how long, in minutes.
    pub minutes: u32,
    /// How they meet.
    pub form: Form,
    /// At a study visit: whose organisation is visited.
    pub host: Option<Role>,
    /// Where: the place, or for a digital meeting its link. May be empty.
    pub place: String,
}

impl Plan {
    /// A meeting like this one, without a place. A visit is not paid twice in
    /// a row, and takes longer than other meetings.
    pub fn like(facts: Facts) -> Self {
        let Facts { minutes, form, .. } = facts;
        match form {
            Form::StudyVisit => Self::default(),
            Form::InPerson | Form::Digital => Self { minutes, form, ..Self::default() },
        }
    }

    /// The link of a digital meeting.
    pub fn link(&self) -> Option<&str> {
        (self.form == Form::Digital && !self.place.is_empty()).then_some(self.place.as_str())
    }
}

impl Default for Plan {
    /// An hour in the same room.
    fn default() -> Self {
        Self { minutes: 60, form: Form::InPerson, host: None, place: String::new() }
    }
}

/// When a meeting ends on the wall clock, also where the clock changes meanwhile.
///
/// ```
/// use domain::meeting::proposal::ends;
/// let night = jiff::civil::date(2026, 3, 29).at(1, 30, 0, 0);
/// assert_eq!(ends(night, 60).to_string(), "2026-03-29T03:30:00");
/// ```
pub fn ends(starts: DateTime, minutes: u32) -> DateTime {
    local(instant(starts) + jiff::SignedDuration::from_mins(minutes.into()))
}

/// A proposal, checked and ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// When they could meet: one time at least, all of them to come, no two the same.
    pub times: Vec<DateTime>,
    /// What is proposed besides.
    pub plan: Plan,
}

/// A proposal as the form sends it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProposalForm {
    /// The times; rows that are empty are left out.
    pub times: Vec<TimeForm>,
    /// `60`.
    pub minutes: String,
    /// A [`Form`]'s name.
    pub form: String,
    /// At a study visit: the [`Role`]'s name whose organisation is visited.
    pub host: String,
    /// Where, unless the meeting is digital.
    pub place: String,
    /// The link, if it is.
    pub link: String,
}

/// A proposed time as the form sends it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TimeForm {
    /// `2026-11-20`.
    pub date: String,
    /// `09:30`.
    pub time: String,
}

impl TimeForm {
    fn is_empty(&self) -> bool {
        self.date.trim().is_empty() && self.time.trim().is_empty()
    }
}

impl ProposalForm {
    /// Checks the whole form at the moment `now`.
    ///
    /// ```
    /// use domain::meeting::proposal::{ProposalForm, TimeForm};
    /// let now = "2026-11-22T12:00Z".parse().unwrap();
    /// let form = |date: &str, time: &str| ProposalForm {
    ///     times: vec![TimeForm { date: date.into(), time: time.into() }],
    ///     minutes: "60".into(),
    ///     form: "in_person".into(),
    ///     ..ProposalForm::default()
    /// };
    /// let wrong = |form: ProposalForm| form.parse(now).unwrap_err()[0].field.clone();
    /// assert!(form("2026-12-04", "09.30").parse(now).is_ok());
    /// assert_eq!(wrong(form("2026-11-21", "09.30")), "times[0][date]");
    /// assert_eq!(wrong(form("2026-11-22", "12.59")), "times[0][time]"); // in Sweden it is 13.00
    /// assert_eq!(wrong(form("", "")), "times[0][date]");
    /// let mut twice = form("2026-12-04", "09.30");
    /// twice.times.push(twice.times[0].clone());
    /// assert_eq!(wrong(twice), "times[1][time]");
    /// ```
    ///
    /// # Errors
    /// Every field that is wrong, in the form's order.
    pub fn parse(&self, now: Timestamp) -> Result<Proposal, Vec<FieldError>> {
        let mut checks = Checks::default();
        let times = self.parse_times(&mut checks, now);
        let minutes = checks.field("minutes", number(&self.minutes, MINUTES));
        let form = checks.field("form", choice(&self.form, Form::from_name));
        let host = match form {
            Some(Form::StudyVisit) => checks.field("host", choice(&self.host, Role::from_name)).map(Some),
            _ => Some(None),
        };
        let place = form.and_then(|form| self.parse_place(&mut checks, form));
        let proposal = (|| {
            let plan = Plan { minutes: minutes?, form: form?, host: host?, place: place? };
            Some(Proposal { times, plan })
        })();
        checks.finish(proposal)
    }

    /// The same for a time that the two have already agreed on.
    ///
    /// # Errors
    /// Every field that is wrong, and a second time.
    pub fn parse_one(&self, now: Timestamp) -> Result<(DateTime, Plan), Vec<FieldError>> {
        let Proposal { times, plan } = self.parse(now)?;
        let mut checks = Checks::default();
        let one = if let [at] = times.as_slice() {
            Some(*at)
        } else {
            let typed = self.times.iter().enumerate().filter(|(_, row)| !row.is_empty());
            let second = typed.map(|(n, _)| n).nth(1).unwrap_or_default();
            checks.field(format!("times[{second}][date]"), Err(TimeProblem::OnlyOne.into()))
        };
        checks.finish(one.map(|at| (at, plan)))
    }

    fn parse_times(&self, checks: &mut Checks, now: Timestamp) -> Vec<DateTime> {
        if self.times.len() > MAX_TIMES {
            let max = u32::try_from(MAX_TIMES).unwrap_or(u32::MAX);
            checks.field::<()>("times", Err(Problem::NotBetween { min: 1, max }));
            return Vec::new();
        }
        let mut times = Vec::new();
        for (n, row) in self.times.iter().enumerate().filter(|(_, row)| !row.is_empty()) {
            let date = checks.field(format!("times[{n}][date]"), coming(&row.date, today(now)));
            let time = checks.field(format!("times[{n}][time]"), time(&row.time));
            let Some((date, time)) = date.zip(time) else { continue };
            // An hour that spring skips becomes the one that clocks then show.
            let at = local(instant(date.to_datetime(time)));
            let at = match at {
                at if instant(at) <= now => Err(TimeProblem::Passed.into()),
                at if times.contains(&at) => Err(Problem::Twice),
                at => Ok(at),
            };
            times.extend(checks.field(format!("times[{n}][time]"), at));
        }
        if self.times.iter().all(TimeForm::is_empty) {
            checks.field::<()>("times[0][date]", Err(Problem::Missing));
        }
        times
    }

    fn parse_place(&self, checks: &mut Checks, form: Form) -> Option<String> {
        match form {
            Form::Digital => checks.field("link", https_link(&self.link)),
            Form::InPerson | Form::StudyVisit => {
                checks.field("place", Place::parse_line(&self.place)).map(|place| place.as_str().to_owned())
            }
        }
    }
}

problems! {
    /// What can be wrong with proposed times.
    pub enum TimeProblem {
        /// It has passed, where something is planned.
        Passed = "time_passed",
        /// It is a second one, where there can be one only.
        OnlyOne = "only_one_time",
    }
}

/// What the form begins with in which someone proposes times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposalDraft {
    /// The times that are filled in already.
    pub times: Vec<DateTime>,
    /// What is filled in besides.
    pub plan: Plan,
}

impl ProposalDraft {
    /// What one of a pair begins with: what waits for an answer if it is their
    /// own, else how the two met last, at the time that their rhythm suggests.
    ///
    /// ```
    /// use domain::{meeting::{Facts, Form, Held, MeetingId, Meetings, proposal::{ProposalDraft, Open, Plan, ProposalId}}, people::Role};
    /// use jiff::civil::date;
    /// let facts = Facts { date: date(2026, 11, 20), minutes: 45, form: Form::Digital };
    /// let held = Held { id: MeetingId(1), facts, has_notes: false, open_actions: 0 };
    /// let mut meetings = Meetings { held: vec![held], ..Meetings::default() };
    /// let suggested = Some(date(2026, 12, 18).at(9, 0, 0, 0));
    /// let draft = ProposalDraft::of(&meetings, Role::Adept, suggested);
    /// assert_eq!((draft.times.as_slice(), draft.plan.minutes), ([date(2026, 12, 18).at(9, 0, 0, 0)].as_slice(), 45));
    /// let times = vec![date(2026, 12, 4).at(13, 0, 0, 0)];
    /// meetings.open = Some(Open { id: ProposalId(1), by: Role::Adept, times: times.clone(), plan: Plan::default() });
    /// assert_eq!(ProposalDraft::of(&meetings, Role::Adept, None), ProposalDraft { times, plan: Plan::default() });
    /// assert!(ProposalDraft::of(&meetings, Role::Mentor, None).times.is_empty(), "the adept's times are not the mentor's");
    /// ```
    pub fn of(meetings: &Meetings, role: Role, suggested: Option<DateTime>) -> Self {
        let own = meetings.open.as_ref().filter(|open| open.by == role);
        let waiting = meetings.open.as_ref().map(|open| open.plan.clone());
        let settled = meetings.next.as_ref().map(|next| next.plan.clone());
        let last = meetings.held.first().map(|held| Plan::like(held.facts));
        Self {
            times: own.map_or_else(|| suggested.into_iter().collect(), |own| own.times.clone()),
            plan: waiting.or(settled).or(last).unwrap_or_default(),
        }
    }
}

/// A proposal that waits for an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Open {
    /// Its number.
    pub id: ProposalId,
    /// Who made it.
    pub by: Role,
    /// When they could meet.
    #[serde(with = "crate::time::wire::list")]
    pub times: Vec<DateTime>,
    /// What is proposed besides.
    pub plan: Plan,
}

impl Open {
    /// Whether one of the two has said just this with it: sent once more, it is
    /// the same proposal.
    ///
    /// ```
    /// use domain::{meeting::proposal::{Open, Plan, Proposal, ProposalId}, people::Role};
    /// use jiff::civil::date;
    /// let [friday, monday] = [date(2026, 12, 4).at(9, 0, 0, 0), date(2026, 12, 7).at(9, 0, 0, 0)];
    /// let open = Open { id: ProposalId(1), by: Role::Adept, times: vec![friday, monday], plan: Plan::default() };
    /// let again = Proposal { times: vec![monday, friday], plan: Plan::default() };
    /// assert!(open.says(Role::Adept, &again));
    /// assert!(!open.says(Role::Mentor, &again));
    /// assert!(!open.says(Role::Adept, &Proposal { times: vec![friday], ..again.clone() }));
    /// assert!(!open.says(Role::Adept, &Proposal { plan: Plan { minutes: 90, ..Plan::default() }, ..again }));
    /// ```
    pub fn says(&self, by: Role, proposal: &Proposal) -> bool {
        let set = |times: &[DateTime]| times.iter().copied().collect::<BTreeSet<_>>();
        self.by == by && self.plan == proposal.plan && set(&self.times) == set(&proposal.times)
    }
}

/// When the meeting is that an accepted proposal would move: the one that the
/// two have agreed on, if it is to come.
pub fn moved_by_a_proposal(agreed: Option<&Agreed>, now: Timestamp) -> Option<DateTime> {
    agreed.map(|agreed| agreed.at).filter(|at| instant(*at) > now)
}

named! {
    /// What someone said no to.
    pub enum Refused {
        /// All proposed times.
        Proposal = "proposal",
        /// The agreed meeting.
        Meeting = "meeting",
    }
}

/// The latest no, as long as nothing new has been proposed or agreed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct No {
    /// To what.
    pub to: Refused,
    /// Who said it.
    pub by: Role,
    /// A word with it; may be empty.
    pub word: String,
}

/// There is nothing of this kind to be answered: it was withdrawn or replaced,
/// its time has passed, or it is one's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no longer there")]
pub struct Gone;

/// What the two have agreed on, as calendars count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settled {
    /// When.
    pub at: DateTime,
    /// Rises with every change of the same meeting.
    pub sequence: u32,
}

/// Where the two stand: what is agreed, and what waits for an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Planning {
    /// The next meeting.
    pub settled: Option<Settled>,
    /// The proposal that waits.
    pub open: Option<Open>,
}

impl Planning {
    /// One of the two proposes. What waited, by either, is thereby withdrawn.
    pub fn propose(&mut self, open: Open) {
        self.open = Some(open);
    }

    /// Someone takes one of the times that the other has proposed.
    ///
    /// # Errors
    /// [`Gone`].
    pub fn accept(&mut self, by: Role, id: ProposalId, nth: usize, now: Timestamp) -> Result<Settled, Gone> {
        let open = self.of(by.counterpart(), id)?;
        let at = *open.times.get(nth).filter(|at| instant(**at) > now).ok_or(Gone)?;
        Ok(self.settle(at))
    }

    /// Someone says no to all that the other has proposed.
    ///
    /// # Errors
    /// [`Gone`].
    pub fn decline(&mut self, by: Role, id: ProposalId) -> Result<(), Gone> {
        self.of(by.counterpart(), id)?;
        self.open = None;
        Ok(())
    }

    /// Someone takes back what they have proposed.
    ///
    /// # Errors
    /// [`Gone`].
    pub fn withdraw(&mut self, by: Role, id: ProposalId) -> Result<(), Gone> {
        self.of(by, id)?;
        self.open = None;
        Ok(())
    }

    /// The two have agreed on a time: the meeting that they had is moved there.
    pub fn settle(&mut self, at: DateTime) -> Settled {
        let sequence = self.settled.map_or(0, |settled| settled.sequence + 1);
        let settled = Settled { at, sequence };
        *self = Self { settled: Some(settled), open: None };
        settled
    }

    /// Someone cancels the meeting, as they have read it. Calendars have to
    /// hear of that too.
    ///
    /// # Errors
    /// [`Gone`].
    pub fn cancel(&mut self, sequence: u32) -> Result<Settled, Gone> {
        let settled = self.settled.filter(|settled| settled.sequence == sequence).ok_or(Gone)?;
        self.settled = None;
        Ok(Settled { sequence: settled.sequence + 1, ..settled })
    }

    fn of(&self, by: Role, id: ProposalId) -> Result<&Open, Gone> {
        self.open.as_ref().filter(|open| open.by == by && open.id == id).ok_or(Gone)
    }
}

/// The dates that a pair has in its calendar, agreed or proposed.
pub fn latest_ahead(agreed: Option<&Agreed>, open: Option<&Open>) -> Option<Date> {
    let proposed = open.into_iter().flat_map(|open| &open.times);
    proposed.copied().chain(agreed.map(|agreed| agreed.at)).map(DateTime::date).max()
}
