//! What a step makes of a draft.

use super::{Infeasible, Match, MatchDraft, Pool, Refused, Rule, SavedDraft, Step};
use crate::people::PersonId;

impl SavedDraft {
    /// The draft after a step.
    ///
    /// # Errors
    /// [`Refused`].
    pub fn after(&self, step: Step, pool: &Pool) -> Result<MatchDraft, Refused> {
        let mut draft = self.draft.clone();
        match step {
            Step::Propose => return pool.propose(&draft).map_err(Refused::Infeasible),
            Step::Pair(adept, mentor) => draft.pair(adept, mentor, pool)?,
            Step::Part(adept, mentor) => {
                draft.matched(adept, mentor)?;
                draft.pairs.retain(|pair| pair.adept != adept);
            }
            Step::Lock(adept, mentor) => {
                let pair = draft.matched(adept, mentor)?;
                pair.locked = !pair.locked;
            }
            Step::Forbid(adept, mentor) => draft.forbid(adept, mentor, pool)?,
            Step::Clear => draft.pairs.retain(|pair| pair.locked),
            Step::Undo => return Ok(self.before.clone()),
        }
        Ok(draft.sorted())
    }
}

impl MatchDraft {
    /// The same, with these two as a locked pair and neither's other pair that is
    /// not locked.
    #[must_use]
    pub(super) fn with_locked(&self, adept: PersonId, mentor: PersonId) -> Self {
        let mut draft = self.clone();
        draft.pairs.retain(|pair| pair.locked);
        draft.pairs.push(Match { adept, mentor, locked: true });
        draft
    }

    /// In the order of the adepts' numbers.
    pub(super) fn sorted(mut self) -> Self {
        self.pairs.sort_unstable();
        self.forbidden.sort_unstable();
        self
    }

    fn matched(&mut self, adept: PersonId, mentor: PersonId) -> Result<&mut Match, Refused> {
        self.pairs.iter_mut().find(|pair| pair.adept == adept && pair.mentor == mentor).ok_or(Refused::Missing)
    }

    fn forbid(&mut self, adept: PersonId, mentor: PersonId, pool: &Pool) -> Result<(), Refused> {
        pool.both(adept, mentor).ok_or(Refused::Missing)?;
        if self.forbids(adept, mentor) {
            self.forbidden.retain(|pair| *pair != (adept, mentor));
        } else {
            self.forbidden.push((adept, mentor));
            self.pairs.retain(|pair| !(pair.adept == adept && pair.mentor == mentor));
        }
        Ok(())
    }

    /// By hand. What is locked is unlocked first, or stays.
    fn pair(&mut self, adept: PersonId, mentor: PersonId, pool: &Pool) -> Result<(), Refused> {
        let (one, other) = pool.both(adept, mentor).ok_or(Refused::Missing)?;
        let refused = |rule| Refused::Infeasible(Infeasible::Pair { adept, mentor, rule });
        if let Some(rule) = pool.forbids(self, one, other) {
            return Err(refused(rule));
        }
        if self.has(adept, mentor) {
            return Ok(());
        }
        let before = self.pairs.iter().find(|pair| pair.adept == adept).copied();
        if before.is_some_and(|pair| pair.locked) {
            return Err(refused(Rule::Locked));
        }
        let there: Vec<_> = self.pairs.iter().filter(|pair| pair.mentor == mentor).copied().collect();
        let full = there.len() >= other.capacity as usize;
        let leaves = there.iter().rev().find(|pair| !pair.locked).filter(|_| full);
        if full && leaves.is_none() {
            return Err(refused(Rule::Locked));
        }
        self.pairs.retain(|pair| pair.adept != adept && leaves.is_none_or(|leaves| pair.adept != leaves.adept));
        if self.pairs.len() >= pool.most() {
            return Err(Refused::Infeasible(Infeasible::Places {
                most: u32::try_from(pool.most()).unwrap_or(u32::MAX),
            }));
        }
        self.pairs.push(Match { adept, mentor, locked: false });
        if let (Some(leaves), Some(before)) = (leaves, before)
            && let Some((one, other)) = pool.both(leaves.adept, before.mentor)
            && pool.forbids(self, one, other).is_none()
        {
            self.pairs.push(Match { adept: leaves.adept, mentor: before.mentor, locked: false });
        }
        Ok(())
    }
}
