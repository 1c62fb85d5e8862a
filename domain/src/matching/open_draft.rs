//! A draft as it is shown.

use std::collections::BTreeSet;

use super::{DraftId, Infeasible, MatchDraft, OpenDraft, Pool, SavedDraft};
use crate::people::PersonId;

impl Pool {
    /// What a draft shows to someone who does not see everyone.
    pub fn open_draft(&self, id: DraftId, kept: &SavedDraft, reserves: bool, hidden: &BTreeSet<PersonId>) -> OpenDraft {
        let draft = &kept.draft;
        let seen = |adept: &PersonId, mentor: &PersonId| !hidden.contains(adept) && !hidden.contains(mentor);
        let scored = draft.pairs.iter().filter(|pair| seen(&pair.adept, &pair.mentor)).filter_map(|pair| {
            let (adept, mentor) = self.both(pair.adept, pair.mentor)?;
            Some((*pair, self.score(adept, mentor)))
        });
        let pairs: Vec<_> = scored.collect();
        let unpaired = self.unpaired(draft).into_iter().filter(|unpaired| !hidden.contains(&unpaired.person));
        let forbidden = draft.forbidden.iter().filter(|(adept, mentor)| seen(adept, mentor));
        OpenDraft {
            id,
            version: kept.version,
            undoable: kept.draft != kept.before,
            reserves,
            whole: pairs.len() == draft.pairs.len(),
            total: pairs.iter().map(|(_, score)| u64::from(score.total())).sum(),
            pairs,
            short_of: self.short_of(draft),
            unpaired: unpaired.map(|unpaired| unpaired.without(hidden)).collect(),
            forbidden: forbidden.copied().collect(),
        }
    }

    /// A draft without those who are not there to be matched.
    #[must_use]
    pub fn of_these(&self, mut draft: MatchDraft) -> MatchDraft {
        draft.pairs.retain(|pair| self.both(pair.adept, pair.mentor).is_some());
        draft.forbidden.retain(|(adept, mentor)| self.both(*adept, *mentor).is_some());
        draft
    }

    /// What forbids one of a draft's pairs, or all of them together: then they
    /// cannot become the round's.
    ///
    /// # Errors
    /// [`Infeasible`].
    pub fn check(&self, draft: &MatchDraft) -> Result<(), Infeasible> {
        let mut locked = draft.clone();
        for pair in &mut locked.pairs {
            pair.locked = true;
        }
        self.propose(&locked).map(|_| ())
    }

    /// How many pairs and points a draft has fewer than the best one.
    fn short_of(&self, draft: &MatchDraft) -> Result<(u32, i64), Infeasible> {
        let best = self.propose(draft)?;
        let pairs = best.pairs.len().saturating_sub(draft.pairs.len());
        let points = |draft| i64::try_from(self.total(draft)).unwrap_or(i64::MAX);
        Ok((u32::try_from(pairs).unwrap_or(u32::MAX), points(&best) - points(draft)))
    }
}
