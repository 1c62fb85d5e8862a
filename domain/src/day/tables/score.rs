//! What a plan is worth: new contacts, against the most that there could be.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::{Contacts, Gathering, Plan, Seatable, count, in_order, pairs};
use crate::{day::check_in::Attendee, named, people::OrganisationId};

named! {
    /// What keeps two people apart.
    pub enum Wish {
        /// They are mentor and adept of each other.
        NotThePartner = "mate",
        /// They are of the same organisation.
        NotAColleague = "colleague",
    }
}

/// Two people who sit together against a wish.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Broken {
    /// In which round.
    pub round: u32,
    /// At which table.
    pub table: u32,
    /// Who.
    pub people: (Attendee, Attendee),
    /// Against what.
    pub wish: Wish,
}

impl Broken {
    /// The other one, if this is about someone.
    pub fn other(&self, person: impl Into<Attendee>) -> Option<Attendee> {
        let person = person.into();
        match self.people {
            (one, other) if one == person => Some(other),
            (other, one) if one == person => Some(other),
            _ => None,
        }
    }
}

/// What a plan is worth.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// How many pairs of people meet who have not met before.
    pub new: u32,
    /// More than this no plan of so many tables and rounds can have.
    pub bound: u32,
    /// How often people sit with someone whom they have met already.
    pub repeats: u32,
    /// Every broken wish.
    pub broken: Vec<Broken>,
    /// The organisations with more people than there are tables, and how many
    /// people: some of them cannot but sit together.
    pub crowded: Vec<(OrganisationId, u32)>,
}

impl Score {
    /// Counts a plan from scratch.
    pub fn of(plan: &Plan, gathering: &Gathering) -> Self {
        let mut score = Self { bound: bound(plan, gathering), crowded: crowded(plan, gathering), ..Self::default() };
        let mut met = Contacts::default();
        for (round, table, people) in tables(plan, gathering) {
            for (one, other) in pairs(&people) {
                let people = in_order(one.person, other.person);
                if let Some(wish) = one.avoids(other) {
                    score.broken.push(Broken { round, table, people, wish });
                } else if gathering.met.have_met(people.0, people.1) || !met.0.insert(people) {
                    score.repeats += 1;
                } else {
                    score.new += 1;
                }
            }
        }
        score
    }
}

/// Each table of each round, and who sits there.
fn tables<'a>(plan: &Plan, gathering: &'a Gathering) -> Vec<(u32, u32, Vec<&'a Seatable>)> {
    let mut tables = BTreeMap::<_, Vec<_>>::new();
    for seat in &plan.seats {
        tables.entry((seat.round, seat.table)).or_default().extend(gathering.get(seat.person));
    }
    tables.into_iter().map(|((round, table), people)| (round, table, people)).collect()
}

/// Everyone who has a seat, once.
fn seated<'a>(plan: &Plan, gathering: &'a Gathering) -> Vec<&'a Seatable> {
    let mut seen = HashSet::new();
    let people = plan.seats.iter().map(|seat| seat.person).filter(|person| seen.insert(*person));
    people.filter_map(|person| gathering.get(person)).collect()
}

fn by_organisation(people: &[&Seatable]) -> BTreeMap<OrganisationId, u32> {
    let mut sizes = BTreeMap::new();
    for organisation in people.iter().filter_map(|one| one.organisation) {
        *sizes.entry(organisation).or_default() += 1;
    }
    sizes
}

fn crowded(plan: &Plan, gathering: &Gathering) -> Vec<(OrganisationId, u32)> {
    let sizes = by_organisation(&seated(plan, gathering));
    sizes.into_iter().filter(|(_, people)| *people > plan.tables).collect()
}

/// The least of three limits, each of which every plan keeps: how many pairs of
/// people sit together at all, less those of colleagues who must; how many pairs
/// there are who could meet; and how many people each one could meet.
///
/// A plan that was made uneven by hand has larger tables, and a higher limit.
fn bound(plan: &Plan, gathering: &Gathering) -> u32 {
    let people = seated(plan, gathering);
    let unmet = unmet(&people, &gathering.met);
    let (mut together, mut neighbours) = (0, 0);
    for round in 1..=plan.rounds {
        let sizes: Vec<_> = (1..=plan.tables).map(|table| count(plan.at(round, table))).collect();
        let even = even(sizes.iter().sum(), plan.tables);
        together += pairs_of(&sizes).max(pairs_of(&even));
        neighbours += sizes.iter().chain(&even).max().map_or(0, |most| most.saturating_sub(1));
    }
    let could_meet: u32 = unmet.iter().sum();
    let of_each: u32 = unmet.iter().map(|unmet| unmet.min(&neighbours)).sum();
    together.saturating_sub(forced(plan, gathering)).min(could_meet / 2).min(of_each / 2)
}

/// How many pairs of colleagues cannot but sit together, over all rounds.
pub(super) fn forced(plan: &Plan, gathering: &Gathering) -> u32 {
    let sizes = by_organisation(&seated(plan, gathering)).into_values();
    plan.rounds * sizes.map(|people| pairs_of(&even(people, plan.tables))).sum::<u32>()
}

/// How many of the others each one has not met and is not to avoid.
fn unmet(people: &[&Seatable], met: &Contacts) -> Vec<u32> {
    let sizes = by_organisation(people);
    let everyone = count(people.iter());
    let places: HashMap<_, _> = people.iter().enumerate().map(|(n, one)| (one.person, n)).collect();
    // Whoever comes from outside is nobody's colleague but their own.
    let colleagues = |one: &&Seatable| one.organisation.map_or(1, |organisation| sizes[&organisation]);
    let mut unmet: Vec<_> = people.iter().map(|one| everyone - colleagues(one)).collect();
    let partners = people.iter().filter_map(|one| Some(in_order(one.person, one.partner?)));
    let kept_apart = |(one, other): &(usize, usize)| !people[*one].is_colleague_of(people[*other]);
    let known: HashSet<_> = partners.chain(met.iter()).collect();
    let known = known.into_iter().filter_map(|(one, other)| Some((*places.get(&one)?, *places.get(&other)?)));
    for (one, other) in known.filter(kept_apart) {
        unmet[one] -= 1;
        unmet[other] -= 1;
    }
    unmet
}

/// So many people at so many tables, as evenly as can be.
fn even(people: u32, tables: u32) -> Vec<u32> {
    (0..tables).map(|table| people / tables + u32::from(table < people % tables)).collect()
}

/// How many pairs of people sit together at tables of these sizes.
fn pairs_of(sizes: &[u32]) -> u32 {
    sizes.iter().map(|size| size * size.saturating_sub(1) / 2).sum()
}
