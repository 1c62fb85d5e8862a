//! What those who match see.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Candidate, Infeasible, Match, Score, Unpaired, Weights};
use crate::{
    id,
    input::Text,
    people::{Organisation, PersonId},
};

id! {
    /// A draft.
    DraftId,
}

/// The longest name of a draft.
pub const MAX_NAME: u32 = 60;

/// A draft to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDraft {
    /// What it is called.
    pub name: Text<MAX_NAME>,
    /// Whether those in reserve can be matched too.
    pub reserves: bool,
    /// The draft whose pairs it begins with; without one it begins with the best there are.
    pub like: Option<DraftId>,
}

/// The match board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatchingView {
    /// Everyone who can be matched, by name.
    pub people: Vec<Profile>,
    /// The names of those who cannot be matched, because something in their
    /// application does not open.
    pub left_out: Vec<String>,
    /// Whether there is someone of whom the reader does not judge, and whom they do not see.
    pub recused: bool,
    /// How many pairs there is still room for.
    pub places: u32,
    /// How many pairs there are already.
    pub pairs: u32,
    /// What each criterion weighs.
    pub weights: Weights,
    /// Every tie between organisations, by name.
    pub ties: Vec<(Organisation, Organisation)>,
    /// Former pairs that may be a pair again, by the adept's name.
    pub lifted: Vec<Lifted>,
    /// All organisations, by name.
    pub organisations: Vec<Organisation>,
    /// Every draft that has not been published, the oldest first.
    pub drafts: Vec<DraftLine>,
    /// The draft that is open.
    pub open: Option<OpenDraft>,
}

/// Someone who can be matched, as the group reads about them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// What the matching goes by.
    pub candidate: Candidate,
    /// Their name.
    pub name: String,
    /// Their title at work.
    pub title: String,
    /// Where they work.
    pub organisation: String,
    /// Whether they are a mentor.
    pub mentor: bool,
    /// Whether they are in reserve.
    pub reserve: bool,
    /// How many adepts they have offered to take.
    pub offered: u32,
    /// Whether the working group lets them have that many at a time.
    pub several: bool,
}

/// Why two may be a pair again who have been one before.
pub type LiftReason = Text<300>;

/// Two who have been a pair before, and may be one again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lifted {
    /// The adept.
    pub adept: PersonId,
    /// The mentor.
    pub mentor: PersonId,
    /// Why.
    pub reason: String,
    /// The name of whoever in the working group has said so.
    pub by: String,
    /// When.
    #[serde(with = "crate::time::wire")]
    pub at: Timestamp,
}

/// A draft among others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftLine {
    /// Its number.
    pub id: DraftId,
    /// What it is called.
    pub name: String,
    /// Whether those in reserve can be matched too.
    pub reserves: bool,
    /// Who changed it last.
    pub changed_by: String,
    /// And when.
    #[serde(with = "crate::time::wire")]
    pub changed_at: Timestamp,
    /// Its pairs.
    pub pairs: Vec<Match>,
    /// What they are worth together.
    pub total: u64,
    /// What the one of them is worth that is worth the least.
    pub least: u32,
}

/// The draft that is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenDraft {
    /// Its number.
    pub id: DraftId,
    /// Rises with every change.
    pub version: u32,
    /// Whether there is a last change to be undone.
    pub undoable: bool,
    /// Whether those in reserve can be matched too.
    pub reserves: bool,
    /// Whether the reader sees all of it, and so may publish it.
    pub whole: bool,
    /// Its pairs, by the adept's number, and what each is worth.
    pub pairs: Vec<(Match, Score)>,
    /// What they are worth together.
    pub total: u64,
    /// How many pairs and points it has fewer than the best draft there is; or
    /// why there is none.
    pub short_of: Result<(u32, i64), Infeasible>,
    /// Those without a pair.
    pub unpaired: Vec<Unpaired>,
    /// Adepts and mentors that it keeps apart.
    pub forbidden: Vec<(PersonId, PersonId)>,
}

impl MatchingView {
    /// Someone who can be matched.
    pub fn person(&self, person: PersonId) -> Option<&Profile> {
        self.people.iter().find(|profile| profile.candidate.person == person)
    }

    /// The open draft's line among the others.
    pub fn line(&self) -> Option<&DraftLine> {
        let open = self.open.as_ref()?;
        self.drafts.iter().find(|draft| draft.id == open.id)
    }
}
