//! Which applications wait, for whom and since when: what organisers see while people
//! apply, and whom they can remind by a press.

use std::fmt::Write;

use jiff::{SignedDuration, Timestamp};

use super::{ApplicationId, Part, Party, State};
use crate::{
    named,
    people::{Organisation, OrganisationId, PersonId},
};

/// For how long after a reminder nobody is reminded of the same by a press.
pub const REST: SignedDuration = SignedDuration::from_hours(24);

named! {
    /// Where applications stand, as organisers tell them apart.
    pub enum Stage {
        /// Someone was nominated and has not begun.
        NotBegun = "ej-borjat",
        /// The applicant writes, or has a question to answer.
        Applicant = "sokande",
        /// The manager is asked.
        Manager = "chef",
        /// The contact person is to say something.
        ContactPerson = "kontaktperson",
        /// They are before the working group.
        WorkingGroup = "arbetsgrupp",
        /// Nobody's turn any more.
        Settled = "klara",
    }
}

/// Someone whom an application waits for, and how to reach them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitedFor {
    /// Their name.
    pub name: String,
    /// Where to write.
    pub email: String,
    /// Where to call; empty if that is not known.
    pub phone: String,
}

/// An application, and whom it waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Its number.
    pub id: ApplicationId,
    /// Who applies.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Where they work.
    pub organisation: Organisation,
    /// As what, if they have said so.
    pub part: Option<Part>,
    /// Where it stands.
    pub state: State,
    /// Since when.
    pub since: Timestamp,
    /// Whether someone nominated them and they have not begun.
    pub not_begun: bool,
    /// Whom it waits for; empty where that is a group, or nobody.
    pub people: Vec<WaitedFor>,
    /// When they were last reminded of it, since it waits for them.
    pub reminded: Option<Timestamp>,
}

impl Waiting {
    /// Where it stands.
    pub const fn stage(&self) -> Stage {
        match self.state.waits_for() {
            Some(Party::Applicant) if self.not_begun => Stage::NotBegun,
            Some(Party::Applicant) => Stage::Applicant,
            Some(Party::Manager) => Stage::Manager,
            Some(Party::ContactPerson) => Stage::ContactPerson,
            Some(Party::WorkingGroup) => Stage::WorkingGroup,
            None => Stage::Settled,
        }
    }

    /// Whether an organiser can remind those it waits for.
    pub fn can_be_pressed(&self, open: bool, now: Timestamp) -> bool {
        can_remind(self.state, open) && has_rested(self.reminded, now)
    }
}

/// Whether there is someone to remind of an application. A draft cannot be sent any more
/// once the call is closed, and the working group reminds itself.
///
/// ```
/// use domain::application::{State, waiting::can_remind};
/// assert!(can_remind(State::Draft, true) && !can_remind(State::Draft, false));
/// assert!(can_remind(State::Sent, false) && !can_remind(State::Endorsed, true));
/// ```
pub const fn can_remind(state: State, call_is_open: bool) -> bool {
    match state.waits_for() {
        Some(Party::Applicant) => call_is_open || !matches!(state, State::Draft),
        Some(Party::Manager | Party::ContactPerson) => true,
        Some(Party::WorkingGroup) | None => false,
    }
}

/// Whether enough time has passed since the last reminder.
///
/// ```
/// use domain::application::waiting::{REST, has_rested};
/// let now: jiff::Timestamp = "2026-11-22T12:00Z".parse()?;
/// assert!(has_rested(None, now) && has_rested(Some(now - REST), now));
/// assert!(!has_rested(Some(now), now));
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn has_rested(reminded: Option<Timestamp>, now: Timestamp) -> bool {
    reminded.is_none_or(|reminded| now.duration_since(reminded) >= REST)
}

/// All applications of a round, with whom they wait for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WaitingPage {
    /// The applications; those that have waited longest first.
    pub applications: Vec<Waiting>,
    /// Whether one can apply.
    pub open: bool,
    /// When the call closes, if there is one.
    pub closes: Option<Timestamp>,
}

impl WaitingPage {
    /// The organisations that they come from, by name.
    pub fn organisations(&self) -> Vec<Organisation> {
        let mut organisations = Vec::<Organisation>::new();
        for application in &self.applications {
            if !organisations.contains(&application.organisation) {
                organisations.push(application.organisation.clone());
            }
        }
        organisations
    }
}

/// Which of them a page shows: in its address, so that a view can be sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Those that stand there only.
    pub stage: Option<Stage>,
    /// One organisation's only.
    pub organisation: Option<OrganisationId>,
}

impl Shown {
    /// Reads it from an address's query. What it asks for and does not exist is left out.
    ///
    /// ```
    /// use domain::{application::waiting::{Shown, Stage}, people::OrganisationId};
    /// let shown = Shown::from_query("?vantar=chef&org=7&x=y");
    /// assert_eq!((shown.stage, shown.organisation), (Some(Stage::Manager), Some(OrganisationId(7))));
    /// assert_eq!(shown.query(), "?vantar=chef&org=7");
    /// assert_eq!(Shown::from_query("?vantar=ingen&org=x").query(), "");
    /// ```
    pub fn from_query(query: &str) -> Self {
        let mut shown = Self::default();
        for (name, value) in form_urlencoded::parse(query.trim_start_matches('?').as_bytes()) {
            match &*name {
                "vantar" => shown.stage = Stage::from_name(&value),
                "org" => shown.organisation = value.parse().ok().map(OrganisationId),
                _ => {}
            }
        }
        shown
    }

    /// What it adds to an address; nothing if it shows all.
    pub fn query(self) -> String {
        let mut query = String::new();
        let mut add = |name: &str, value: String| {
            let begins = if query.is_empty() { '?' } else { '&' };
            // Writing to a string does not fail.
            let _ = write!(query, "{begins}{name}={value}");
        };
        if let Some(stage) = self.stage {
            add("vantar", stage.name().to_owned());
        }
        if let Some(organisation) = self.organisation {
            add("org", organisation.to_string());
        }
        query
    }

    /// Whether it counts an application, wherever that stands.
    pub fn counts(self, application: &Waiting) -> bool {
        self.organisation.is_none_or(|organisation| organisation == application.organisation.id)
    }

    /// Whether it lists an application.
    pub fn lists(self, application: &Waiting) -> bool {
        self.counts(application) && self.stage.is_none_or(|stage| stage == application.stage())
    }
}
