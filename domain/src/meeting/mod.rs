//! A pair's meetings and their log.
//!
//! A log has three planes: the *facts* (date, length, form), which count for
//! the rhythm; what the two *share* (notes, actions); and what each keeps to
//! *themselves* (the reflection). A log without any text is a good log.

pub mod log;
pub mod preparation;
pub mod proposal;

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
};
use serde::{Deserialize, Serialize};

use self::proposal::{No, Open, Plan};
use crate::{
    id,
    input::{Checks, FieldError, Problem, Text, choice, clean_line, clean_text, date, number, optional, time},
    merge::{Row, merge_fields, same},
    named,
    pair::agreement::GoalId,
    people::Role,
    problems,
};

id! {
    /// A meeting of a pair.
    MeetingId,
}

named! {
    /// How two people met.
    pub enum Form {
        /// In the same room.
        InPerson = "in_person",
        /// On a screen.
        Digital = "digital",
        /// One visited the other's organisation.
        StudyVisit = "study_visit",
    }
}

/// Shared notes or a private reflection: some ten pages at most.
pub type Notes = Text<20_000>;
/// An agreed action: a line or two.
pub type What = Text<500>;

/// The shortest and longest meetings that are logged, in minutes.
pub const MINUTES: std::ops::RangeInclusive<u32> = 5..=600;
/// The most actions in one log.
pub const MAX_ACTIONS: usize = 20;

/// The facts of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// The day they met.
    #[serde(with = "crate::time::wire")]
    pub date: Date,
    /// For how long, in minutes.
    pub minutes: u32,
    /// How.
    pub form: Form,
}

/// An agreed action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// What is to be done.
    pub what: What,
    /// Who does it.
    pub who: Role,
    /// By when, if they said so.
    pub due: Option<Date>,
    /// Whether it is done.
    pub done: bool,
}

/// A held meeting, checked and ready to be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Log {
    /// The facts.
    pub facts: Facts,
    /// What the two share.
    pub notes: Notes,
    /// What they agreed to do.
    pub actions: Vec<Action>,
    /// Which of their goals it was about, if one.
    pub goal: Option<GoalId>,
    /// What the writer keeps to themselves.
    pub reflection: Notes,
    /// When they meet next, if they settled it: kept as an agreed meeting.
    pub next: Option<DateTime>,
    /// That it is another meeting than the one which the partner logged for the same day.
    pub again: bool,
}

/// A log as the form sends it: every field as typed, so that a wrong one can
/// be explained and given back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LogForm {
    /// `2026-11-20`.
    pub date: String,
    /// `90`.
    pub minutes: String,
    /// A [`Form`]'s name.
    pub form: String,
    /// Shared notes.
    pub notes: String,
    /// Agreed actions; those without text are left out.
    pub actions: Vec<ActionForm>,
    /// The number of a goal, or nothing.
    pub goal: String,
    /// Private reflection.
    pub reflection: String,
    /// The next meeting's date, or nothing.
    pub next_date: String,
    /// The next meeting's time, or nothing.
    pub next_time: String,
    /// Anything, if it is another meeting than the partner's of that day.
    pub again: String,
}

/// An action as the form sends it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ActionForm {
    /// What is to be done.
    pub what: String,
    /// A [`Role`]'s name.
    pub who: String,
    /// A date, or nothing.
    pub due: String,
    /// Anything, if done; a box that is not ticked sends nothing.
    pub done: String,
}

merge_fields!(LogForm: date, minutes, form, notes, actions, goal, reflection, next_date, next_time, again);
merge_fields!(ActionForm: what, who, due, done);

impl Row for ActionForm {
    fn is_blank(&self) -> bool {
        self.what.trim().is_empty()
    }

    fn says_the_same(&self, other: &Self) -> bool {
        let rest = |action: &Self| [action.who.clone(), action.due.clone(), action.done.clone()];
        same(&self.what, &other.what) && rest(self) == rest(other)
    }

    fn marks(&self) -> Vec<&str> {
        vec![&self.what]
    }

    fn title(&self) -> (&'static str, &str) {
        ("what", &self.what)
    }
}

/// The form as it shows what is saved.
impl From<&Meeting> for LogForm {
    fn from(meeting: &Meeting) -> Self {
        let Facts { date, minutes, form } = meeting.facts;
        Self {
            date: date.to_string(),
            minutes: minutes.to_string(),
            form: form.name().to_owned(),
            notes: meeting.notes.clone(),
            actions: meeting.actions.iter().map(ActionForm::from).collect(),
            goal: meeting.goal.map(|goal| goal.to_string()).unwrap_or_default(),
            reflection: meeting.reflection.clone(),
            ..Self::default()
        }
    }
}

impl From<&AgreedAction> for ActionForm {
    fn from(action: &AgreedAction) -> Self {
        Self {
            what: action.what.clone(),
            who: action.who.name().to_owned(),
            due: action.due.map(|due| due.to_string()).unwrap_or_default(),
            done: if action.done { "1".to_owned() } else { String::new() },
        }
    }
}

/// The days that a log may speak of.
#[derive(Clone, Copy, Debug)]
pub struct Calendar {
    /// Today, in Sweden.
    pub today: Date,
    /// The round's first day.
    pub round_starts: Date,
}

impl LogForm {
    /// Checks the whole form.
    ///
    /// ```
    /// use domain::meeting::{Calendar, LogForm};
    /// use jiff::civil::date;
    /// let calendar = Calendar { today: date(2026, 11, 22), round_starts: date(2026, 1, 1) };
    /// let form = |date: &str| LogForm { date: date.into(), minutes: "60".into(), form: "digital".into(), ..LogForm::default() };
    /// assert!(form("2026-11-22").parse(calendar).is_ok());
    /// assert_eq!(form("2026-11-23").parse(calendar).unwrap_err()[0].field, "date");
    /// ```
    ///
    /// # Errors
    /// Every field that is wrong, in the form's order.
    pub fn parse(&self, calendar: Calendar) -> Result<Log, Vec<FieldError>> {
        let mut checks = Checks::default();
        let date = checks.field("date", held_on(&self.date, calendar));
        let minutes = checks.field("minutes", number(&self.minutes, MINUTES));
        let form = checks.field("form", choice(&self.form, Form::from_name));
        let notes = checks.field("notes", Notes::parse(&self.notes));
        let actions = self.parse_actions(&mut checks);
        let goal = checks.field("goal", optional(&self.goal, goal));
        let reflection = checks.field("reflection", Notes::parse(&self.reflection));
        let next = self.parse_next(&mut checks, calendar.today);
        let log = (|| {
            Some(Log {
                facts: Facts { date: date?, minutes: minutes?, form: form? },
                notes: notes?,
                actions,
                goal: goal?,
                reflection: reflection?,
                next,
                again: !self.again.is_empty(),
            })
        })();
        checks.finish(log)
    }

    /// What was typed, together with what someone else has saved meanwhile: their
    /// notes below one's own, and those of their actions that one has not got.
    ///
    /// ```
    /// use domain::{meeting::*, people::Role};
    /// let action = |what: &str| AgreedAction { what: what.into(), who: Role::Adept, due: None, done: false };
    /// let mine = LogForm { notes: "Mitt.".into(), ..LogForm::default() };
    /// let both = mine.with("Deras.", &[action("Ring")]).with("Mitt.", &[action("Ring")]);
    /// assert_eq!((both.notes.as_str(), both.actions.len()), ("Mitt.\n\nDeras.", 1));
    /// ```
    #[must_use]
    pub fn with(mut self, notes: &str, actions: &[AgreedAction]) -> Self {
        if !self.notes.contains(notes) {
            let own = std::mem::take(&mut self.notes);
            self.notes =
                [own.trim_end(), notes].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n");
        }
        self.actions.retain(|action| !clean_line(&action.what).is_empty());
        for theirs in actions {
            if self.actions.iter().all(|mine| clean_text(&mine.what) != theirs.what) {
                self.actions.push(theirs.into());
            }
        }
        self
    }

    fn parse_actions(&self, checks: &mut Checks) -> Vec<Action> {
        if self.actions.len() > MAX_ACTIONS {
            let max = u32::try_from(MAX_ACTIONS).unwrap_or(u32::MAX);
            checks.field::<()>("actions", Err(Problem::NotBetween { min: 0, max }));
            return Vec::new();
        }
        let parse = |(n, action): (usize, &ActionForm)| {
            let field = |name: &str| format!("actions[{n}][{name}]");
            let what = checks.field(field("what"), What::parse(&action.what))?;
            if what.is_empty() {
                return None;
            }
            let who = checks.field(field("who"), choice(&action.who, Role::from_name));
            let due = checks.field(field("due"), optional(&action.due, date));
            Some(Action { what, who: who?, due: due?, done: !action.done.is_empty() })
        };
        self.actions.iter().enumerate().filter_map(parse).collect()
    }

    fn parse_next(&self, checks: &mut Checks, today: Date) -> Option<DateTime> {
        let date = checks.field("next_date", optional(&self.next_date, |typed| coming(typed, today)))?;
        let time = checks.field("next_time", optional(&self.next_time, time))?;
        match (date, time) {
            (Some(date), Some(time)) => Some(date.to_datetime(time)),
            (Some(_), None) => checks.field("next_time", Err(Problem::Missing)),
            (None, Some(_)) => checks.field("next_date", Err(Problem::Missing)),
            (None, None) => None,
        }
    }
}

fn goal(typed: &str) -> Result<GoalId, Problem> {
    typed.parse().map(GoalId).map_err(|_| Problem::NotAChoice)
}

problems! {
    /// What can be wrong with a log.
    pub enum LogProblem {
        /// The meeting was held before the round began.
        BeforeTheRound = "before_the_round",
    }
}

fn held_on(typed: &str, calendar: Calendar) -> Result<Date, Problem> {
    match date(typed)? {
        date if date > calendar.today => Err(Problem::InTheFuture),
        date if date < calendar.round_starts => Err(LogProblem::BeforeTheRound.into()),
        date => Ok(date),
    }
}

/// A date from today on.
pub(crate) fn coming(typed: &str, today: Date) -> Result<Date, Problem> {
    match date(typed)? {
        date if date < today => Err(Problem::InThePast),
        date => Ok(date),
    }
}

/// A meeting in the pair's list: facts only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// Its number.
    pub id: MeetingId,
    /// When, how long, how.
    pub facts: Facts,
    /// Whether anything was written down for both to read.
    pub has_notes: bool,
    /// Agreed actions that are not done yet.
    pub open_actions: u32,
}

/// An agreed meeting that has not been logged yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreed {
    /// Its number.
    pub id: MeetingId,
    /// Rises with every change of it, as calendars count.
    pub sequence: u32,
    /// When, in Swedish wall time.
    #[serde(with = "crate::time::wire")]
    pub at: DateTime,
    /// For how long, how and where.
    pub plan: Plan,
}

impl Agreed {
    /// Whether just this is agreed on already.
    pub fn is(&self, at: DateTime, plan: &Plan) -> bool {
        self.at == at && self.plan == *plan
    }
}

/// All of a pair's meetings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meetings {
    /// The next one, or one that waits to be logged.
    pub next: Option<Agreed>,
    /// Proposed times that wait for an answer.
    pub open: Option<Open>,
    /// The latest no, if nothing has come after it.
    pub no: Option<No>,
    /// Those held, latest first.
    pub held: Vec<Held>,
}

/// A held meeting as one of the two sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// Its number.
    pub id: MeetingId,
    /// Rises by one at every save; a save says which version it changes.
    pub version: i64,
    /// When, how long, how.
    pub facts: Facts,
    /// What the two share.
    pub notes: String,
    /// What they agreed to do.
    pub actions: Vec<AgreedAction>,
    /// Which of their goals it was about.
    pub goal: Option<GoalId>,
    /// The reader's own reflection, never the partner's.
    pub reflection: String,
    /// Who wrote it down.
    pub logged_by: String,
    /// When it was last saved.
    #[serde(with = "crate::time::wire")]
    pub saved_at: Timestamp,
}

/// An agreed action, as read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreedAction {
    /// What is to be done.
    pub what: String,
    /// Who does it.
    pub who: Role,
    /// By when.
    #[serde(with = "crate::time::wire::option")]
    pub due: Option<Date>,
    /// Whether it is done.
    pub done: bool,
}
