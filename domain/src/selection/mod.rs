//! Selection: the working group reads what has been endorsed, votes, and
//! decides; then the decisions are put on record, and told.
//!
//! Until they are told nobody else sees any of it. Nobody in the group sees
//! applications of the own organisation, nor those on which they have declared
//! a conflict of interest: neither in lists nor in the record.

mod filter;

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use self::filter::{Filter, Found};
use crate::{
    application::{Application, ApplicationId, Dossier, Part, Rule},
    input::{self, Checks, FieldError, Problem, Text},
    named,
    people::{Organisation, OrganisationId, PersonId, Role},
};

named! {
    /// What a member of the group thinks of an application.
    pub enum Vote {
        /// For it.
        Yes = "yes",
        /// Not sure.
        Maybe = "maybe",
        /// Against it.
        No = "no",
    }
}

named! {
    /// What the group decides.
    pub enum Outcome {
        /// They are to be matched.
        Selected = "selected",
        /// They wait for a place, in turn.
        Reserve = "reserve",
        /// Not this round.
        Declined = "declined",
    }
}

/// A note to a vote, or the grounds of a decision: may be empty.
pub type Note = Text<2000>;

/// What a member thinks, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ballot {
    /// For it or against it.
    pub vote: Vote,
    /// Why; may be empty.
    pub note: Note,
}

impl Ballot {
    /// Checks what was typed.
    ///
    /// # Errors
    /// What is wrong with `vote` and `note`.
    pub fn parse(vote: &str, note: &str) -> Result<Self, Vec<FieldError>> {
        let mut checks = Checks::default();
        let vote = checks.field("vote", input::choice(vote, Vote::from_name));
        let note = checks.field("note", Note::parse(note));
        checks.finish(vote.zip(note).map(|(vote, note)| Self { vote, note }))
    }
}

/// A decision on an application, as it is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// What is decided.
    pub outcome: Outcome,
    /// For which role; nothing for what is declined.
    pub role: Option<Role>,
    /// On what grounds; may be empty.
    pub grounds: Note,
    /// Why rules that are not met are set aside; may be empty, if all are met.
    pub aside: Note,
}

impl Verdict {
    /// Checks what was typed about an application as `part`. The role has to be
    /// said only by those who can choose.
    ///
    /// ```
    /// use domain::{application::Part, people::Role, selection::{Outcome, Verdict}};
    /// let parse = |outcome, role, part| Verdict::parse(outcome, role, "", "", part);
    /// assert_eq!(parse("selected", "", Part::Mentor).unwrap().role, Some(Role::Mentor));
    /// assert_eq!(parse("selected", "", Part::Either).unwrap_err()[0].field, "role");
    /// assert_eq!(parse("reserve", "adept", Part::Mentor).unwrap_err()[0].field, "role");
    /// assert_eq!(parse("declined", "adept", Part::Adept).unwrap().role, None);
    /// ```
    ///
    /// # Errors
    /// What is wrong with `outcome`, `role`, `grounds` and `aside`.
    pub fn parse(outcome: &str, role: &str, grounds: &str, aside: &str, part: Part) -> Result<Self, Vec<FieldError>> {
        let mut checks = Checks::default();
        let outcome = checks.field("outcome", input::choice(outcome, Outcome::from_name));
        let role = match (outcome, part.roles()) {
            (None | Some(Outcome::Declined), _) => Some(None),
            (_, [only]) if role.is_empty() => Some(Some(*only)),
            _ => {
                checks.field("role", input::choice(role, Role::from_name).and_then(|role| within(part, role))).map(Some)
            }
        };
        let grounds = checks.field("grounds", Note::parse(grounds));
        let aside = checks.field("aside", Note::parse(aside));
        let all = outcome.zip(role).zip(grounds.zip(aside));
        checks.finish(all.map(|((outcome, role), (grounds, aside))| Self { outcome, role, grounds, aside }))
    }

    /// The rules that this verdict sets aside, of those that stand in its way.
    ///
    /// # Errors
    /// Whoever chooses someone in spite of a rule says why, in `aside`.
    pub fn sets_aside(&self, dossier: &Dossier) -> Result<Vec<(Role, Rule)>, Vec<FieldError>> {
        let Some(role) = self.role else { return Ok(Vec::new()) };
        let rules: Vec<_> = dossier.obstacles(role).into_iter().map(|rule| (role, rule)).collect();
        if !rules.is_empty() && self.aside.is_empty() {
            return Err(vec![FieldError { field: "aside".to_owned(), problem: Problem::Missing }]);
        }
        Ok(rules)
    }
}

fn within(part: Part, role: Role) -> Result<Role, Problem> {
    if part.takes(role) { Ok(role) } else { Err(Problem::NotAChoice) }
}

/// A decision as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// What is decided.
    pub outcome: Outcome,
    /// For which role; nothing for what is declined.
    pub role: Option<Role>,
    /// Which in turn, of those in reserve for that role, from 1.
    pub place: Option<u32>,
    /// On what grounds; may be empty.
    pub grounds: String,
    /// Who noted it.
    pub by: String,
    /// When.
    #[serde(with = "crate::time::wire")]
    pub at: Timestamp,
}

/// Numbers those in reserve anew, by role and in turn, for someone who does not see all
/// of them. A gap would tell who waits there: colleagues, those in whom one has a
/// conflict of interest, oneself.
///
/// ```
/// use domain::{people::Role, selection::{Decision, Outcome, in_turn}};
/// let waits = |role, place| Decision { outcome: Outcome::Reserve, role: Some(role), place: Some(place),
///     grounds: String::new(), by: String::new(), at: "2026-01-01T00:00Z".parse().unwrap() };
/// let mut seen = [waits(Role::Adept, 4), waits(Role::Mentor, 3), waits(Role::Adept, 1)];
/// in_turn(&mut seen);
/// assert_eq!(seen.map(|decision| decision.place), [Some(2), Some(1), Some(1)]);
/// ```
pub fn in_turn<'a>(decisions: impl IntoIterator<Item = &'a mut Decision>) {
    let mut waiting: Vec<_> = decisions.into_iter().filter(|decision| decision.place.is_some()).collect();
    waiting.sort_by_key(|decision| (decision.role, decision.place));
    for of_role in waiting.chunk_by_mut(|one, next| one.role == next.role) {
        for (place, decision) in (1..).zip(of_role) {
            decision.place = Some(place);
        }
    }
}

/// How many think what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// For it.
    pub yes: u32,
    /// Not sure.
    pub maybe: u32,
    /// Against it.
    pub no: u32,
}

impl Count {
    /// Counts votes.
    pub fn of(votes: impl IntoIterator<Item = Vote>) -> Self {
        let mut count = Self::default();
        for vote in votes {
            match vote {
                Vote::Yes => count.yes += 1,
                Vote::Maybe => count.maybe += 1,
                Vote::No => count.no += 1,
            }
        }
        count
    }
}

/// What someone in the group thinks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinion {
    /// Their name.
    pub by: String,
    /// For it or against it.
    pub vote: Vote,
    /// Why; may be empty.
    pub note: String,
}

/// What is shown of what the group thinks: one's own vote, and everyone's to
/// those who have voted, so that nobody votes after another.
///
/// ```
/// use domain::{people::PersonId, selection::{Opinion, Vote, opinions}};
/// let opinion = |by: &str| Opinion { by: by.into(), vote: Vote::Yes, note: String::new() };
/// let all = vec![(PersonId(1), opinion("Greta")), (PersonId(2), opinion("Per"))];
/// assert_eq!(opinions(PersonId(1), all.clone()).1.unwrap().len(), 2);
/// assert_eq!(opinions(PersonId(3), all), (None, None));
/// ```
pub fn opinions(reader: PersonId, all: Vec<(PersonId, Opinion)>) -> (Option<Opinion>, Option<Vec<Opinion>>) {
    let own = all.iter().find(|(by, _)| *by == reader).map(|(_, opinion)| opinion.clone());
    let everyones = own.is_some().then(|| all.into_iter().map(|(_, opinion)| opinion).collect());
    (own, everyones)
}

/// An application in the group's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// The application.
    pub application: Application,
    /// The rules that stand in the way in every role that they would take.
    pub obstacles: Vec<Rule>,
    /// What the reader thinks, if they have voted.
    pub own: Option<Vote>,
    /// What all think, for a reader who has voted.
    pub votes: Option<Count>,
    /// What is decided, if anything is.
    pub decision: Option<Decision>,
}

/// An application as the group reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// The application and all that belongs to it.
    pub dossier: Dossier,
    /// What the reader thinks, if they have voted.
    pub own: Option<Opinion>,
    /// What all think, for a reader who has voted.
    pub opinions: Option<Vec<Opinion>>,
    /// What is decided, if anything is.
    pub decision: Option<Decision>,
    /// Who has declared a conflict of interest, for organisers.
    pub recusals: Vec<Recusal>,
    /// How far the selection has come.
    pub stage: Stage,
}

/// Someone has declared a conflict of interest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recusal {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Why.
    pub reason: String,
}

/// How far the selection has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stage {
    /// When the decisions were put on record: nothing changes after that.
    #[serde(with = "crate::time::wire::option")]
    pub recorded: Option<Timestamp>,
    /// When they were told.
    #[serde(with = "crate::time::wire::option")]
    pub told: Option<Timestamp>,
}

impl Stage {
    /// Whether votes and decisions can still change.
    pub const fn is_open(self) -> bool {
        self.recorded.is_none()
    }
}

/// The group's work as one of them sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Selection {
    /// Everything that is before the group and that the reader may see, by name.
    pub candidates: Vec<Candidate>,
    /// How far it has come.
    pub stage: Stage,
    /// The most pairs that the round takes.
    pub max_pairs: u32,
    /// The network's organisations, by name.
    pub organisations: Vec<Organisation>,
}

impl Selection {
    /// Those with this outcome in this role, those in reserve in turn.
    pub fn with(&self, outcome: Outcome, role: Option<Role>) -> Vec<&Candidate> {
        let decided = self.candidates.iter().filter_map(|candidate| Some((candidate.decision.as_ref()?, candidate)));
        let mut found: Vec<_> =
            decided.filter(|(decision, _)| decision.outcome == outcome && decision.role == role).collect();
        found.sort_by_key(|(decision, _)| decision.place);
        found.into_iter().map(|(_, candidate)| candidate).collect()
    }

    /// Those on whom nothing is decided.
    pub fn undecided(&self) -> impl Iterator<Item = &Candidate> {
        self.candidates.iter().filter(|candidate| candidate.decision.is_none())
    }
}

/// What was decided on one application, on record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The application.
    pub application: ApplicationId,
    /// The applicant's name.
    pub name: String,
    /// Their organisation.
    pub organisation: Organisation,
    /// As what they applied.
    pub part: Part,
    /// What was decided.
    pub decision: Decision,
    /// How the votes fell.
    pub votes: Count,
    /// Rules that were set aside, and why.
    pub aside: Vec<(Rule, String)>,
    /// Those who took no part, by number and name: they had declared a conflict
    /// of interest.
    pub recused: BTreeMap<PersonId, String>,
}

/// The decision record. Once it is there, nothing in it changes, whatever
/// becomes of the applications.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The round's number.
    pub round: u32,
    /// When it was made.
    #[serde(with = "crate::time::wire")]
    pub at: Timestamp,
    /// Who made it.
    pub by: String,
    /// Those in the group who voted.
    pub members: Vec<String>,
    /// The decisions: selected, reserve in turn, declined; by name.
    pub entries: Vec<Entry>,
}

impl Record {
    /// The entries that someone from an organisation may see, as a member of the
    /// group; `everything` for organisers. Nobody sees what they took no part in, and
    /// nobody their `own` application.
    pub fn keep_for(
        &mut self,
        reader: PersonId,
        own: Option<ApplicationId>,
        organisation: OrganisationId,
        everything: bool,
    ) {
        self.entries.retain(|entry| {
            !entry.recused.contains_key(&reader)
                && own != Some(entry.application)
                && (everything || entry.organisation.id != organisation)
        });
        in_turn(self.entries.iter_mut().map(|entry| &mut entry.decision));
    }
}
