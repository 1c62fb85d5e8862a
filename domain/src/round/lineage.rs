//! Who was an adept and became a mentor, over the rounds: a list, and a picture in which
//! each of them is a line from round to round.

use std::collections::{BTreeMap, BTreeSet};

use crate::people::{PersonId, Role};

/// That someone took part in a round: as what, and with whom.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Part {
    /// The round's number.
    pub round: u32,
    /// Who.
    pub person: PersonId,
    /// As what.
    pub role: Role,
    /// With whom, if they were in a pair; of several, each has a part of its own.
    pub partner: Option<PersonId>,
}

/// Someone who was an adept and became a mentor in the same or a later round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// How many steps they are from the first of their line: 0 for those whose mentor
    /// is nobody in the list.
    pub depth: u32,
    /// What they were, round by round.
    pub stops: Vec<Stop>,
}

/// What someone was in a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// The round's number.
    pub round: u32,
    /// As what.
    pub role: Role,
    /// With whom.
    pub partners: Vec<(PersonId, String)>,
}

/// What someone was, round by round, as they see it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnLine {
    /// Each stop, and whether there is a certificate of it.
    pub stops: Vec<(Stop, bool)>,
    /// What they have answered to being a mentor later, if they are asked in the round that
    /// the page is about.
    pub wish: Option<Option<bool>>,
}

/// That one of the lines is another's mentor in a round: where both stand in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tie {
    /// The round's number.
    pub round: u32,
    /// The mentor's line.
    pub mentor: usize,
    /// The adept's line.
    pub adept: usize,
}

/// The family tree of the programme.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lineage {
    /// The rounds in which someone in the list was something, the earliest first.
    pub rounds: Vec<u32>,
    /// Those who were adepts and became mentors: each after their own mentor.
    pub lines: Vec<Line>,
    /// Who among them was whose mentor.
    pub ties: Vec<Tie>,
}

/// Someone's own stops, round by round.
pub fn stops(person: PersonId, parts: &[Part], names: &BTreeMap<PersonId, String>) -> Vec<Stop> {
    let own: BTreeSet<&Part> = parts.iter().filter(|part| part.person == person).collect();
    let mut stops: Vec<Stop> = Vec::new();
    for part in own {
        let partner = part.partner.and_then(|partner| Some((partner, names.get(&partner)?.clone())));
        match stops.last_mut().filter(|stop| (stop.round, stop.role) == (part.round, part.role)) {
            Some(stop) => stop.partners.extend(partner),
            None => stops.push(Stop { round: part.round, role: part.role, partners: partner.into_iter().collect() }),
        }
    }
    stops
}

/// The lines, from all parts that anyone had. Those without a mentor among the lines come
/// in the order of their first round; below each come those whose mentor they were.
///
/// ```
/// use std::collections::BTreeMap;
/// use domain::{people::{PersonId, Role}, round::lineage::{Part, lineage}};
/// let part = |round, person, role, partner| Part { round, person: PersonId(person), role, partner: Some(PersonId(partner)) };
/// let pair = |round, adept, mentor| [part(round, adept, Role::Adept, mentor), part(round, mentor, Role::Mentor, adept)];
/// // 1 was the mentor of 2 in 13, 2 that of 3 in 14, and 3 that of 4 in 15.
/// let parts = [pair(13, 2, 1), pair(14, 3, 2), pair(15, 4, 3)].concat();
/// let names = BTreeMap::from([1, 2, 3, 4].map(|n| (PersonId(n), format!("P{n}"))));
/// let tree = lineage(&parts, &names);
/// assert_eq!(tree.lines.iter().map(|line| (line.name.as_str(), line.depth)).collect::<Vec<_>>(), [("P2", 0), ("P3", 1)]);
/// assert_eq!(tree.rounds, [13, 14, 15]);
/// assert_eq!((tree.ties.len(), tree.ties[0].mentor, tree.ties[0].adept), (1, 0, 1));
/// ```
pub fn lineage(parts: &[Part], names: &BTreeMap<PersonId, String>) -> Lineage {
    let people: BTreeSet<_> = parts.iter().map(|part| part.person).filter(|one| became_mentor(*one, parts)).collect();
    let mentor_of = |adept: PersonId| {
        let as_adept = parts.iter().filter(|part| part.person == adept && part.role == Role::Adept);
        as_adept.filter_map(|part| part.partner).find(|mentor| people.contains(mentor))
    };
    let first_round = |person: PersonId| {
        let rounds = parts.iter().filter(|part| part.person == person).map(|part| part.round);
        (rounds.min(), names.get(&person).cloned(), person)
    };
    let mut children: BTreeMap<Option<PersonId>, Vec<PersonId>> = BTreeMap::new();
    for person in &people {
        children.entry(mentor_of(*person)).or_default().push(*person);
    }
    for ones in children.values_mut() {
        ones.sort_by_cached_key(|person| first_round(*person));
    }
    let mut order: Vec<(PersonId, u32)> = Vec::new();
    let roots = children.get(&None).cloned().unwrap_or_default();
    let mut seen = BTreeSet::new();
    // Those who are each other's mentors, in a ring, are nobody's roots: they come last.
    for root in roots.into_iter().chain(people.iter().copied()) {
        let mut stack = vec![(root, 0)];
        while let Some((person, depth)) = stack.pop() {
            if seen.insert(person) {
                order.push((person, depth));
                let below = children.get(&Some(person)).into_iter().flatten().rev();
                stack.extend(below.map(|child| (*child, depth + 1)));
            }
        }
    }
    let place: BTreeMap<_, _> = order.iter().enumerate().map(|(n, (person, _))| (*person, n)).collect();
    let line = |(person, depth): &(PersonId, u32)| Line {
        person: *person,
        name: names.get(person).cloned().unwrap_or_default(),
        depth: *depth,
        stops: stops(*person, parts, names),
    };
    let lines: Vec<_> = order.iter().map(line).collect();
    let tie = |part: &Part| {
        let (adept, mentor) = (place.get(&part.person)?, place.get(&part.partner?)?);
        (part.role == Role::Adept).then_some(Tie { round: part.round, mentor: *mentor, adept: *adept })
    };
    let rounds: BTreeSet<_> = lines.iter().flat_map(|line| line.stops.iter().map(|stop| stop.round)).collect();
    Lineage { rounds: rounds.into_iter().collect(), lines, ties: parts.iter().filter_map(tie).collect() }
}

/// Whether someone was an adept, and a mentor in that round or a later one.
fn became_mentor(person: PersonId, parts: &[Part]) -> bool {
    let rounds =
        |role| parts.iter().filter(move |part| part.person == person && part.role == role).map(|part| part.round);
    match (rounds(Role::Adept).min(), rounds(Role::Mentor).max()) {
        (Some(adept), Some(mentor)) => adept <= mentor,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pair(round: u32, adept: i64, mentor: i64) -> [Part; 2] {
        let part =
            |person, role, partner| Part { round, person: PersonId(person), role, partner: Some(PersonId(partner)) };
        [part(adept, Role::Adept, mentor), part(mentor, Role::Mentor, adept)]
    }

    fn names() -> BTreeMap<PersonId, String> {
        (0..9).map(|n| (PersonId(n), format!("P{n}"))).collect()
    }

    #[test]
    fn a_mentor_of_two_has_one_stop_with_both() {
        let parts = [pair(15, 2, 1), pair(15, 3, 1)].concat();
        let stops = stops(PersonId(1), &parts, &names());
        assert_eq!(stops.len(), 1);
        assert_eq!(stops[0].partners, [(PersonId(2), "P2".to_owned()), (PersonId(3), "P3".to_owned())]);
        assert!(lineage(&parts, &names()).lines.is_empty(), "nobody has become a mentor");
    }

    #[test]
    fn who_was_a_mentor_first_is_not_in_the_list() {
        let parts = [pair(14, 2, 1), pair(15, 1, 3)].concat();
        assert!(lineage(&parts, &names()).lines.is_empty());
    }

    proptest! {
        /// Whoever became a mentor is in the list once, below their mentor if that one is,
        /// and ends are found even where people are each other's mentors in a ring.
        #[test]
        fn everyone_is_there_once(pairs in prop::collection::vec((10u32..16, 0i64..9, 0i64..9), 0..20)) {
            let parts: Vec<_> = pairs.iter().filter(|(_, a, m)| a != m).flat_map(|(r, a, m)| pair(*r, *a, *m)).collect();
            let tree = lineage(&parts, &names());
            let people: BTreeSet<_> = tree.lines.iter().map(|line| line.person).collect();
            prop_assert_eq!(people.len(), tree.lines.len());
            for n in 0..9 {
                prop_assert_eq!(people.contains(&PersonId(n)), became_mentor(PersonId(n), &parts));
            }
            for (n, line) in tree.lines.iter().enumerate() {
                prop_assert!(line.depth == 0 || n > 0 && tree.lines[n - 1].depth + 1 >= line.depth);
                prop_assert!(line.stops.windows(2).all(|stops| stops[0].round <= stops[1].round));
            }
            for tie in &tree.ties {
                prop_assert!(tie.mentor < tree.lines.len() && tie.adept < tree.lines.len());
            }
        }
    }
}
