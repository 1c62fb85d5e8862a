//! Announcements: what organisers write to many at once. One is written, scheduled and
//! sent; whom it goes to is decided when it is sent, by what holds then.

mod audience;
mod letter;

use jiff::{SignedDuration, Timestamp, civil::DateTime, tz::AmbiguousOffset};
use serde::{Deserialize, Serialize};

pub use self::{
    audience::{AtPart, Audience, AudienceForm, Candidate, DayAnswer, GROUPS, Occasion, PairIs, Selection},
    letter::{BODY, Dates, Letter, NextDay, Placeholder, SUBJECT, Setting, Unknown, Values},
};
use crate::{
    day::{Day, material::MaterialId},
    id,
    input::{Checks, FieldError, Problem, date, time, within},
    merge::merge_fields,
    named,
    people::{Localised, Organisation, PersonId},
    problems,
    time::{local, stockholm},
};

/// How many announcements of one round may go out on one calendar day.
pub const MOST_A_DAY: u32 = 4;
/// How far ahead one can be scheduled.
pub const FURTHEST: SignedDuration = SignedDuration::from_hours(366 * 24);

id! {
    /// An announcement.
    AnnouncementId,
}

named! {
    /// How far an announcement has come.
    pub enum State {
        /// It is written, and can be changed.
        Draft = "draft",
        /// It goes out at its time, unless that is taken back.
        Scheduled = "scheduled",
        /// It has gone out.
        Sent = "sent",
    }
}

named! {
    /// What has been done with an announcement.
    pub enum Step {
        /// It was written, or changed.
        Written = "written",
        /// Its time was set.
        Scheduled = "scheduled",
        /// That was taken back.
        Cancelled = "cancelled",
        /// It went out.
        Sent = "sent",
    }
}

named! {
    /// What became of what one person was to get.
    pub enum Outcome {
        /// It waits to be handed over.
        Waiting = "waiting",
        /// The mail server has taken it.
        Delivered = "delivered",
        /// It was given up.
        GivenUp = "given_up",
        /// Their address refused an earlier email for good: nothing was sent.
        DeadAddress = "dead_address",
        /// They are deactivated: nothing was sent.
        Deactivated = "deactivated",
    }
}

impl Outcome {
    /// What became of an email: it was handed over, given up or dropped, or neither.
    ///
    /// ```
    /// use domain::mail::announcement::Outcome;
    /// assert_eq!(Outcome::of(true, false), Outcome::Delivered);
    /// assert_eq!(Outcome::of(false, true), Outcome::GivenUp);
    /// assert_eq!(Outcome::of(false, false), Outcome::Waiting);
    /// ```
    pub const fn of(sent: bool, given_up: bool) -> Self {
        if sent {
            Self::Delivered
        } else if given_up {
            Self::GivenUp
        } else {
            Self::Waiting
        }
    }
}

problems! {
    /// What can be wrong with when an announcement goes out.
    pub enum TimeProblem {
        /// A time that the clocks skip when summer begins.
        Skipped = "announcement_skipped",
        /// A time that has been.
        Passed = "announcement_passed",
        /// A time more than a year ahead.
        TooFar = "announcement_too_far",
        /// A day on which as many go out as may.
        TooMany = "announcement_too_many",
    }
}

/// An announcement as its form sends it: every field as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AnnouncementForm {
    /// Whom it goes to.
    pub to: AudienceForm,
    /// Its subject, in Swedish.
    pub subject_sv: String,
    /// Its text, in Swedish.
    pub body_sv: String,
    /// Its subject, in English.
    pub subject_en: String,
    /// Its text, in English.
    pub body_en: String,
}

/// What an organiser has written, and whom it goes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAnnouncement {
    /// Whom.
    pub audience: Audience,
    /// What.
    pub letter: Letter,
}

merge_fields!(AnnouncementForm: to, subject_sv, body_sv, subject_en, body_en);
merge_fields!(AudienceForm: duties, organisations, occasion, answers, pairs);

impl AnnouncementForm {
    /// Checks the whole form. One language is enough, but that one is whole.
    ///
    /// ```
    /// use domain::mail::announcement::{AnnouncementForm, AudienceForm};
    /// let to = AudienceForm { duties: [("adept".to_owned(), "1".to_owned())].into(), ..AudienceForm::default() };
    /// let form = AnnouncementForm { to, subject_sv: "Hej".into(), body_sv: "Kom!".into(), ..AnnouncementForm::default() };
    /// assert!(form.parse().is_ok());
    /// let half = AnnouncementForm { subject_en: "Hello".into(), body_sv: "{namnet}".into(), ..form };
    /// let fields: Vec<_> = half.parse().unwrap_err().into_iter().map(|error| error.field).collect();
    /// assert_eq!(fields, ["body_sv", "body_en"]);
    /// ```
    ///
    /// # Errors
    /// Every field that is wrong, in the form's order.
    pub fn parse(&self) -> Result<NewAnnouncement, Vec<FieldError>> {
        let (audience, mut errors) = match self.to.parse() {
            Ok(audience) => (Some(audience), Vec::new()),
            Err(errors) => (None, within("to", errors)),
        };
        let letter = self.letter().map_err(|wrong| errors.extend(wrong)).ok();
        match audience.zip(letter) {
            Some((audience, letter)) => Ok(NewAnnouncement { audience, letter }),
            None => Err(errors),
        }
    }

    fn letter(&self) -> Result<Letter, Vec<FieldError>> {
        let is_empty = |text: &String| text.trim().is_empty();
        let has_en = !(is_empty(&self.subject_en) && is_empty(&self.body_en));
        let has_sv = !(has_en && is_empty(&self.subject_sv) && is_empty(&self.body_sv));
        let mut checks = Checks::default();
        let mut read = |field, typed: &str, is_written: bool, parse: fn(&str) -> Result<String, Problem>| {
            if is_written { checks.field(field, parse(typed)) } else { Some(String::new()) }
        };
        let subject_sv = read("subject_sv", &self.subject_sv, has_sv, letter::subject);
        let body_sv = read("body_sv", &self.body_sv, has_sv, letter::body);
        let subject_en = read("subject_en", &self.subject_en, has_en, letter::subject);
        let body_en = read("body_en", &self.body_en, has_en, letter::body);
        let whole = (|| {
            Some(Letter {
                subject: Localised { sv: subject_sv?, en: subject_en? },
                body: Localised { sv: body_sv?, en: body_en? },
            })
        })();
        checks.finish(whole)
    }
}

impl From<&NewAnnouncement> for AnnouncementForm {
    fn from(written: &NewAnnouncement) -> Self {
        let Letter { subject, body } = written.letter.clone();
        Self {
            to: AudienceForm::from(&written.audience),
            subject_sv: subject.sv,
            body_sv: body.sv,
            subject_en: subject.en,
            body_en: body.en,
        }
    }
}

/// When an announcement goes out, as its form sends it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WhenForm {
    /// `now` or `later`.
    pub when: String,
    /// The date, if later.
    pub date: String,
    /// The time of day, if later.
    pub time: String,
}

impl WhenForm {
    /// The moment that is meant, in Europe/Stockholm. Of an hour that autumn repeats, it
    /// is the first; one that spring skips is none.
    ///
    /// ```
    /// use domain::mail::announcement::{TimeProblem, WhenForm};
    /// let now: jiff::Timestamp = "2026-10-01T10:00Z".parse().unwrap();
    /// let at = |date: &str, time: &str| {
    ///     let form = WhenForm { when: "later".into(), date: date.into(), time: time.into() };
    ///     form.parse(now).map(|at| at.to_string()).map_err(|errors| errors[0].problem.clone())
    /// };
    /// assert_eq!(WhenForm { when: "now".into(), ..WhenForm::default() }.parse(now), Ok(now));
    /// assert_eq!(at("2026-10-16", "08.30"), Ok("2026-10-16T06:30:00Z".into()));
    /// assert_eq!(at("2026-10-25", "02.30"), Ok("2026-10-25T00:30:00Z".into()));
    /// assert_eq!(at("2027-03-28", "02.30"), Err(TimeProblem::Skipped.into()));
    /// assert_eq!(at("2026-10-01", "11.59"), Err(TimeProblem::Passed.into()));
    /// assert_eq!(at("2028-01-01", "08.00"), Err(TimeProblem::TooFar.into()));
    /// ```
    ///
    /// # Errors
    /// What is wrong with `when`, `date` or `time`.
    pub fn parse(&self, now: Timestamp) -> Result<Timestamp, Vec<FieldError>> {
        let mut checks = Checks::default();
        let at = match self.when.as_str() {
            "now" => Some(now),
            "later" => {
                let date = checks.field("date", date(&self.date));
                let time = checks.field("time", time(&self.time));
                let wall = date.zip(time).map(|(date, time)| date.to_datetime(time));
                wall.and_then(|wall| {
                    let (field, moment) = moment(wall, now);
                    checks.field(field, moment)
                })
            }
            _ => checks.field("when", Err(Problem::NotAChoice)),
        };
        checks.finish(at)
    }
}

/// The moment of a wall-clock time, and which field is wrong if there is none.
fn moment(wall: DateTime, now: Timestamp) -> (&'static str, Result<Timestamp, Problem>) {
    let ambiguous = stockholm().to_ambiguous_timestamp(wall);
    if matches!(ambiguous.offset(), AmbiguousOffset::Gap { .. }) {
        return ("time", Err(TimeProblem::Skipped.into()));
    }
    match ambiguous.earlier() {
        Ok(at) if at < now && local(at).date() < local(now).date() => ("date", Err(Problem::InThePast)),
        Ok(at) if at < now => ("time", Err(TimeProblem::Passed.into())),
        Ok(at) if at.duration_since(now) > FURTHEST => ("date", Err(TimeProblem::TooFar.into())),
        Ok(at) => ("time", Ok(at)),
        Err(_) => ("date", Err(Problem::NotADate)),
    }
}

/// A letter as one person gets it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posted {
    /// What it says.
    pub letter: Letter,
    /// What its placeholders stand for.
    pub values: Values,
    /// Where answers go, if somewhere else than to the sender.
    pub reply_to: Option<String>,
    /// Whether an organiser sends it to themselves, to see it.
    pub test: bool,
}

/// An announcement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// Its number.
    pub id: AnnouncementId,
    /// How far it has come.
    pub state: State,
    /// How often it has been written.
    pub version: u32,
    /// When it goes out, or was to; `None` for a draft.
    pub due: Option<Timestamp>,
    /// What it says, and to whom.
    pub written: NewAnnouncement,
}

/// How many of an announcement's receivers have got it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// For how many it waits to be handed over.
    pub waiting: u32,
    /// How many have it.
    pub delivered: u32,
    /// To how many it was given up, or not sent at all.
    pub missed: u32,
}

impl Figures {
    /// The figures of some receivers.
    pub fn of(outcomes: impl IntoIterator<Item = Outcome>) -> Self {
        let mut figures = Self::default();
        for outcome in outcomes {
            *match outcome {
                Outcome::Waiting => &mut figures.waiting,
                Outcome::Delivered => &mut figures.delivered,
                Outcome::GivenUp | Outcome::DeadAddress | Outcome::Deactivated => &mut figures.missed,
            } += 1;
        }
        figures
    }
}

/// An announcement in the list of all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnnouncementLine {
    /// The announcement.
    pub announcement: Announcement,
    /// When it was last written, scheduled or sent.
    pub at: Timestamp,
    /// Who did that.
    pub by: String,
    /// How its receivers fare, once it is sent.
    pub figures: Figures,
}

/// Something that was done with an announcement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepTaken {
    /// What.
    pub step: Step,
    /// When.
    pub at: Timestamp,
    /// By whom; for [`Step::Sent`], who had set the time.
    pub by: String,
}

/// Someone to whom an announcement went, or was to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receiver {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Where they work.
    pub organisation: String,
    /// Their address.
    pub email: String,
    /// What became of it.
    pub outcome: Outcome,
}

/// An announcement's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnnouncementPage {
    /// The announcement.
    pub announcement: Announcement,
    /// Who would get it now, until it is sent.
    pub selection: Selection,
    /// Who got it, once it is sent.
    pub receivers: Vec<Receiver>,
    /// What was done with it, the first thing first.
    pub steps: Vec<StepTaken>,
    /// What to choose from, which names what was chosen.
    pub choices: Choices,
}

/// A file of a day that a text can link to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkedFile {
    /// The day's name in addresses.
    pub slug: String,
    /// The file.
    pub file: MaterialId,
    /// What it is called.
    pub name: String,
}

/// What an announcement can choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choices {
    /// The network's organisations.
    pub organisations: Vec<Organisation>,
    /// The round's days, without drafts.
    pub days: Vec<Day>,
    /// Their files.
    pub files: Vec<LinkedFile>,
    /// What placeholders stand for.
    pub setting: Setting,
    /// Where answers go; `None` for back to the sender.
    pub reply_to: Option<String>,
}

/// A form in which an announcement is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnnouncementEdit {
    /// What was written before, if it is not new.
    pub saved: Option<Announcement>,
    /// What to choose from.
    pub choices: Choices,
}

impl Values {
    /// What placeholders stand for in what someone gets.
    pub fn of(one: &Candidate, setting: &Setting) -> Self {
        Self { name: one.name.clone(), organisation: one.organisation_name.clone(), setting: setting.clone() }
    }
}
