//! Who becomes whose mentor.
//!
//! A [`Pool`] is everyone who has been selected and has no pair yet. Between an
//! adept and a mentor there is either a [`Rule`] that forbids the pair, or a
//! [`Score`]: what speaks for it, weighed as the working group has said. A
//! [`MatchDraft`] proposes pairs. The best one has as many as there can be, and of all
//! such drafts the highest total; the group may lock pairs, forbid them and move
//! people by hand, and asks of any pair [`WhyNot`].

#[cfg(feature = "solver")]
mod assign;
mod by_hand;
mod draft;
#[cfg(feature = "solver")]
mod open_draft;
#[cfg(feature = "solver")]
mod propose;
mod reasons;
mod rules;
mod score;
#[cfg(feature = "solver")]
mod steps;
mod view;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    application::{Area, Level, MeetingForm, Theme, Travel},
    people::{Lang, OrganisationId, PersonId},
};

#[cfg(feature = "solver")]
pub use assign::{Assignment, Points};
pub use by_hand::{ByHand, ByHandProblem, Side};
pub use draft::{Match, MatchDraft, NoStep, Refused, SavedDraft, Step};
pub use reasons::{Alternative, Infeasible, Unpaired, Why, WhyNot};
pub use rules::{Rule, Ties};
pub use score::{Criterion, Reason, Score, WEIGHT, Weights};
pub use view::{DraftId, DraftLine, LiftReason, Lifted, MAX_NAME, MatchingView, NewDraft, OpenDraft, Profile};

/// Someone who can be matched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// Who.
    pub person: PersonId,
    /// Where they work.
    pub organisation: OrganisationId,
    /// The field they work in.
    pub area: Area,
    /// How high they lead.
    pub level: Level,
    /// For how many whole years they have been a manager of managers.
    pub years: u32,
    /// What they want to develop as an adept, or can give as a mentor.
    pub themes: Vec<Theme>,
    /// The fields that the other would rather come from; none for any.
    pub areas: Vec<Area>,
    /// The languages that they can talk in.
    pub languages: Vec<Lang>,
    /// How they would like to meet.
    pub form: MeetingForm,
    /// How far they will travel.
    pub travel: Travel,
    /// How many others they can be in a pair with: an adept with one.
    pub capacity: u32,
    /// Whether they have been an adept in an earlier round.
    pub was_adept: bool,
    /// Whom they must not be paired with, by their own declaration.
    pub avoids: Vec<PersonId>,
    /// Whom they have been in a pair with before, and are not to be again.
    pub former: Vec<PersonId>,
}

/// For how many more adepts a mentor has room who has offered to take so many: for one at
/// a time, unless the working group allows several.
///
/// ```
/// use domain::matching::room;
/// assert_eq!([room(2, false, 0), room(2, false, 1)], [1, 0]);
/// assert_eq!([room(2, true, 0), room(2, true, 1), room(2, true, 3)], [2, 1, 0]);
/// ```
pub const fn room(offered: u32, several: bool, pairs: u32) -> u32 {
    let most = if several { offered } else { 1 };
    most.saturating_sub(pairs)
}

/// Everyone who can be matched, and what the working group has decided for all
/// drafts alike.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pool {
    adepts: Vec<Candidate>,
    mentors: Vec<Candidate>,
    ties: Ties,
    weights: Weights,
    most: usize,
}

impl Pool {
    /// Of these people, in the order of their numbers: the same people make the
    /// same pool. There is room for `most` pairs.
    pub fn new(
        mut adepts: Vec<Candidate>,
        mut mentors: Vec<Candidate>,
        ties: Ties,
        weights: Weights,
        most: usize,
    ) -> Self {
        adepts.sort_by_key(|adept| adept.person);
        mentors.sort_by_key(|mentor| mentor.person);
        Self { adepts, mentors, ties, weights, most }
    }

    /// The adepts, in the order of their numbers.
    pub fn adepts(&self) -> &[Candidate] {
        &self.adepts
    }

    /// The mentors, in the order of their numbers.
    pub fn mentors(&self) -> &[Candidate] {
        &self.mentors
    }

    /// How many pairs there is room for.
    pub const fn most(&self) -> usize {
        self.most
    }

    /// What forbids a pair in every draft; nothing, if nothing does.
    pub fn rule(&self, adept: &Candidate, mentor: &Candidate) -> Option<Rule> {
        Rule::between(adept, mentor, &self.ties)
    }

    /// What a pair is worth, with its reasons.
    pub fn score(&self, adept: &Candidate, mentor: &Candidate) -> Score {
        self.weights.score(adept, mentor)
    }

    /// What a draft's pairs are worth together. Whoever is no longer there is worth nothing.
    pub fn total(&self, draft: &MatchDraft) -> u64 {
        let pairs = draft.pairs.iter().filter_map(|pair| self.both(pair.adept, pair.mentor));
        pairs.map(|(adept, mentor)| u64::from(self.weights.points(adept, mentor))).sum()
    }

    /// Those whom someone does not see who does not judge these: them, and in a
    /// draft whoever is in a pair with one of them.
    pub fn hidden(&self, draft: &MatchDraft, unseen: &BTreeSet<PersonId>) -> BTreeSet<PersonId> {
        let mut hidden = unseen.clone();
        for pair in &draft.pairs {
            if hidden.contains(&pair.adept) || hidden.contains(&pair.mentor) {
                hidden.extend([pair.adept, pair.mentor]);
            }
        }
        hidden
    }

    /// An adept and a mentor, by their numbers.
    pub fn both(&self, adept: PersonId, mentor: PersonId) -> Option<(&Candidate, &Candidate)> {
        Some((find(&self.adepts, adept)?, find(&self.mentors, mentor)?))
    }
}

/// Someone among people in the order of their numbers.
fn find(people: &[Candidate], person: PersonId) -> Option<&Candidate> {
    people.binary_search_by_key(&person, |candidate| candidate.person).ok().map(|place| &people[place])
}
