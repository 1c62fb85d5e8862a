//! The best draft there is, and what anything else would cost.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Alternative, Assignment, Candidate, Infeasible, Match, MatchDraft, Points, Pool, Rule, Unpaired, Why, WhyNot, find,
};
use crate::people::PersonId;

/// Of how many people on a side it takes a moment to find the best draft.
const MANY: usize = 100;

/// For how many mentors of an adept the cost is worked out, each by a draft of
/// its own: those that are worth the most.
const fn costs(people: usize) -> usize {
    if people > MANY { 5 } else { 30 }
}

/// Those whom locked pairs leave, as rows and columns. A mentor is as many columns
/// as they have room for.
struct Rest<'a> {
    adepts: Vec<&'a Candidate>,
    places: Vec<&'a Candidate>,
    points: Points,
    most: usize,
}

impl Pool {
    /// The best draft that keeps the locked pairs and has none that is forbidden:
    /// as many pairs as can be, and of such drafts the highest total.
    ///
    /// # Errors
    /// [`Infeasible`], naming the locked pair and the rule that it breaks.
    pub fn propose(&self, draft: &MatchDraft) -> Result<MatchDraft, Infeasible> {
        let rest = self.rest(draft)?;
        let assignment = rest.points.assign(rest.most);
        let locked = draft.pairs.iter().filter(|pair| pair.locked).copied();
        let found = rest.pairs(&assignment).map(|(adept, mentor)| Match { adept, mentor, locked: false });
        Ok(MatchDraft { pairs: locked.chain(found).collect(), forbidden: draft.forbidden.clone() }.sorted())
    }

    /// Why a pair is not in a draft. What it would cost is the difference between
    /// the best draft and the best one with this pair.
    ///
    /// ```
    /// # use domain::{application::{Area, Level, MeetingForm, Theme, Travel}, matching::*, people::*};
    /// # let someone = |n, themes| Candidate {
    /// #     person: PersonId(n), organisation: OrganisationId(n % 4), area: Area::School, level: Level::Department, years: 3,
    /// #     themes, areas: vec![], languages: vec![Lang::Sv], form: MeetingForm::Either, travel: Travel::Region,
    /// #     capacity: 1, was_adept: false, avoids: vec![], former: vec![],
    /// # };
    /// use Theme::{Change, Crisis};
    /// let adepts = vec![someone(1, vec![Change]), someone(2, vec![Crisis])];
    /// let mentors = vec![someone(7, vec![Change]), someone(6, vec![Crisis]), someone(5, vec![Change])];
    /// let pool = Pool::new(adepts, mentors, Ties::default(), Weights::default(), 25);
    /// let draft = pool.propose(&MatchDraft::default())?;
    /// // Adept 2 and mentor 6 are from the same organisation, as are 1 and 5.
    /// assert_eq!(pool.why_not(&draft, PersonId(1), PersonId(5)), WhyNot::Rule(Rule::SameOrganisation));
    /// assert_eq!(pool.why_not(&draft, PersonId(1), PersonId(7)), WhyNot::There);
    /// // Instead of a mentor who gives change there would be one who does not.
    /// assert_eq!(pool.why_not(&draft, PersonId(1), PersonId(6)), WhyNot::Costs { pairs: 0, points: 50 });
    /// # Ok::<(), Infeasible>(())
    /// ```
    pub fn why_not(&self, draft: &MatchDraft, adept: PersonId, mentor: PersonId) -> WhyNot {
        match self.propose(draft) {
            Ok(best) => self.compared(draft, &best, adept, mentor),
            Err(infeasible) => infeasible.into(),
        }
    }

    /// Every mentor whom an adept could have had, best first, those whom a rule
    /// keeps away last.
    pub fn alternatives(&self, draft: &MatchDraft, adept: PersonId) -> Vec<Alternative> {
        let (Some(adept), Ok(best)) = (find(&self.adepts, adept), self.propose(draft)) else { return Vec::new() };
        let mut all: Vec<_> = self.mentors.iter().map(|mentor| (mentor, self.score(adept, mentor))).collect();
        all.sort_by_key(|(mentor, score)| (self.forbids(draft, adept, mentor).is_some(), u32::MAX - score.total()));
        let why = |n, mentor: &Candidate| {
            (n < costs(self.adepts.len()))
                .then(|| self.compared(draft, &best, adept.person, mentor.person))
                .or_else(|| self.forbids(draft, adept, mentor).map(WhyNot::Rule))
        };
        let all = all.into_iter().enumerate();
        all.map(|(n, (mentor, score))| Alternative { mentor: mentor.person, score, why: why(n, mentor) }).collect()
    }

    /// Everyone without a pair in a draft, adepts first, and why.
    pub fn unpaired(&self, draft: &MatchDraft) -> Vec<Unpaired> {
        let everyone = MatchDraft { pairs: Vec::new(), forbidden: draft.forbidden.clone() };
        let Ok(Rest { adepts, places, points, .. }) = self.rest(&everyone) else { return Vec::new() };
        let (mentors, chosen) = assignments(&adepts, &places, draft);
        let turned = points.turned();
        let adepts_side = Side { people: &adepts, others: &places, points: &points, assignment: &mentors };
        let mentors_side = Side { people: &places, others: &adepts, points: &turned, assignment: &chosen };
        let mut unpaired = adepts_side.unpaired(draft, self.most, |adept, mentor| self.forbids(draft, adept, mentor));
        unpaired.extend(mentors_side.unpaired(draft, self.most, |mentor, adept| self.forbids(draft, adept, mentor)));
        unpaired
    }

    fn compared(&self, draft: &MatchDraft, best: &MatchDraft, adept: PersonId, mentor: PersonId) -> WhyNot {
        if draft.has(adept, mentor) {
            return WhyNot::There;
        }
        let Some((one, other)) = self.both(adept, mentor) else { return WhyNot::NoPlace };
        if let Some(rule) = self.forbids(draft, one, other) {
            return WhyNot::Rule(rule);
        }
        let with = draft.with_locked(adept, mentor);
        match self.propose(&with) {
            Ok(with) => {
                let pairs = best.pairs.len().saturating_sub(with.pairs.len());
                let points = i64::try_from(self.total(best)).unwrap_or(i64::MAX)
                    - i64::try_from(self.total(&with)).unwrap_or(i64::MAX);
                WhyNot::Costs { pairs: u32::try_from(pairs).unwrap_or(u32::MAX), points }
            }
            Err(infeasible) => infeasible.into(),
        }
    }

    /// What forbids a pair in this draft.
    pub(super) fn forbids(&self, draft: &MatchDraft, adept: &Candidate, mentor: &Candidate) -> Option<Rule> {
        self.rule(adept, mentor).or_else(|| draft.forbids(adept.person, mentor.person).then_some(Rule::Forbidden))
    }

    /// What is left beside a draft's locked pairs.
    fn rest(&self, draft: &MatchDraft) -> Result<Rest<'_>, Infeasible> {
        let locked: Vec<_> = draft.pairs.iter().filter(|pair| pair.locked).collect();
        let most = self.most.checked_sub(locked.len());
        let most = most.ok_or(Infeasible::Places { most: u32::try_from(self.most).unwrap_or(u32::MAX) })?;
        let mut taken = BTreeMap::<PersonId, u32>::new();
        for pair in locked {
            let refused = |rule| Infeasible::Pair { adept: pair.adept, mentor: pair.mentor, rule };
            // Whoever has gone has room for nobody.
            let (adept, mentor) = self.both(pair.adept, pair.mentor).ok_or(refused(Rule::Locked))?;
            self.forbids(draft, adept, mentor).map_or(Ok(()), |rule| Err(refused(rule)))?;
            for one in [adept, mentor] {
                let taken = taken.entry(one.person).or_default();
                *taken += 1;
                if *taken > one.capacity {
                    return Err(refused(Rule::Locked));
                }
            }
        }
        let room = |one: &Candidate| one.capacity.saturating_sub(taken.get(&one.person).copied().unwrap_or_default());
        let adepts: Vec<_> = self.adepts.iter().filter(|adept| room(adept) > 0).collect();
        let places: Vec<_> = self.mentors.iter().flat_map(|mentor| (0..room(mentor)).map(move |_| mentor)).collect();
        let forbidden: BTreeSet<_> = draft.forbidden.iter().copied().collect();
        let points = Points::new(adepts.len(), places.len(), |row, column| {
            let (adept, mentor) = (adepts[row], places[column]);
            let allowed = self.rule(adept, mentor).is_none() && !forbidden.contains(&(adept.person, mentor.person));
            allowed.then(|| self.weights.points(adept, mentor))
        });
        Ok(Rest { adepts, places, points, most })
    }
}

impl Rest<'_> {
    fn pairs(&self, assignment: &Assignment) -> impl Iterator<Item = (PersonId, PersonId)> {
        let taken = assignment.iter().enumerate().filter_map(|(row, column)| Some((row, (*column)?)));
        taken.map(|(row, column)| (self.adepts[row].person, self.places[column].person))
    }
}

/// A draft's pairs as an assignment, and the same from the mentors' side.
fn assignments(adepts: &[&Candidate], places: &[&Candidate], draft: &MatchDraft) -> (Assignment, Assignment) {
    let mut chosen = vec![None; places.len()];
    let mut place = |(row, adept): (usize, &&Candidate)| {
        let mentor = draft.mentor_of(adept.person)?;
        let column = (0..places.len()).find(|column| places[*column].person == mentor && chosen[*column].is_none())?;
        chosen[column] = Some(row);
        Some(column)
    };
    let mentors = adepts.iter().enumerate().map(&mut place).collect();
    (mentors, chosen)
}

/// The adepts, or the mentors' places, in a draft.
struct Side<'a> {
    people: &'a [&'a Candidate],
    others: &'a [&'a Candidate],
    points: &'a Points,
    assignment: &'a Assignment,
}

impl Side<'_> {
    /// Those without a pair, and why.
    fn unpaired(
        &self,
        draft: &MatchDraft,
        most: usize,
        forbids: impl Fn(&Candidate, &Candidate) -> Option<Rule>,
    ) -> Vec<Unpaired> {
        let paired = |person| draft.pairs.iter().any(|pair| pair.adept == person || pair.mentor == person);
        let alone = self.people.iter().enumerate().filter(|(_, one)| !paired(one.person));
        let full = draft.pairs.len() >= most;
        let mut unpaired: Vec<_> = alone
            .map(|(n, one)| {
                let shortage = self.points.shortage(self.assignment, n);
                let shortage =
                    shortage.map(|(people, others)| (names(self.people, people), names(self.others, others)));
                Unpaired { person: one.person, why: why(shortage, self.rules(one, &forbids), full) }
            })
            .collect();
        unpaired.dedup_by_key(|unpaired| unpaired.person);
        unpaired
    }

    /// How many each rule keeps away from someone.
    fn rules(&self, one: &Candidate, forbids: impl Fn(&Candidate, &Candidate) -> Option<Rule>) -> Vec<(Rule, u32)> {
        let mut rules = BTreeMap::new();
        let mut others = self.others.to_vec();
        others.dedup_by_key(|other| other.person);
        for rule in others.into_iter().filter_map(|other| forbids(one, other)) {
            *rules.entry(rule).or_default() += 1;
        }
        rules.into_iter().collect()
    }
}

/// Who stands at these places, each once.
fn names(all: &[&Candidate], places: Vec<usize>) -> Vec<PersonId> {
    let mut names: Vec<_> = places.into_iter().map(|place| all[place].person).collect();
    names.dedup();
    names
}

fn why(short: Option<(Vec<PersonId>, Vec<PersonId>)>, rules: Vec<(Rule, u32)>, full: bool) -> Why {
    match short {
        None if full => Why::NoPlace,
        None => Why::Open,
        Some((people, among)) if !among.is_empty() => Why::Shortage { people, among },
        Some(_) if rules.is_empty() => Why::Nobody,
        Some(_) => Why::Rules(rules),
    }
}

impl From<Infeasible> for WhyNot {
    fn from(infeasible: Infeasible) -> Self {
        match infeasible {
            Infeasible::Pair { rule, .. } => Self::Rule(rule),
            Infeasible::Places { .. } => Self::NoPlace,
        }
    }
}
