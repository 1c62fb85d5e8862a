//! Who sits where, whoever comes and whatever is locked.
#![expect(clippy::unwrap_used, reason = "what goes wrong in a test's own tools fails the test")]

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    time::Instant,
};

use domain::{
    day::{
        check_in::{Attendee, VisitorId},
        tables::{Contacts, Gathering, Plan, Refused, SavedPlan, Score, Seat, Seatable, Step, To},
    },
    people::{OrganisationId, PersonId},
};
use proptest::{collection::vec, prelude::*};

/// Who comes to a day, to how many tables and rounds.
#[derive(Clone, Debug)]
struct Day {
    people: Vec<Seatable>,
    met: Contacts,
    tables: u32,
    rounds: u32,
}

impl Day {
    fn gathering(&self) -> Gathering {
        Gathering::new(self.people.clone(), self.met.clone())
    }

    fn drawn(&self) -> Plan {
        self.redrawn(Plan::default())
    }

    fn redrawn(&self, plan: Plan) -> Plan {
        let kept = SavedPlan { plan, ..SavedPlan::default() };
        kept.after(Step::Draw { tables: self.tables, rounds: self.rounds }, &self.gathering()).unwrap()
    }

    fn score(&self, plan: &Plan) -> Score {
        Score::of(plan, &self.gathering())
    }
}

/// Stands for an organisation where someone comes from outside the network.
const OUTSIDE: i64 = -1;

fn someone(number: i64) -> Attendee {
    PersonId(number).into()
}

/// The first with the second, the third with the fourth, and so on; each with
/// the organisation of that number.
fn people(organisations: &[i64]) -> Vec<Seatable> {
    let seatable = |(n, organisation): (i64, &i64)| {
        if *organisation == OUTSIDE {
            return Seatable { person: VisitorId(n).into(), organisation: None, partner: None, comes: true };
        }
        let partner = Some(n ^ 1).filter(|partner| usize::try_from(*partner).unwrap() < organisations.len());
        let organisation = Some(OrganisationId(*organisation));
        Seatable { person: someone(n), organisation, partner: partner.map(someone), comes: true }
    };
    (0..).zip(organisations).map(seatable).collect()
}

prop_compose! {
    fn day()(organisations in vec(OUTSIDE..9_i64, 4..40), met in vec((0..40_i64, 0..40_i64), 0..60), tables in 1..9_u32, rounds in 1..4_u32) -> Day {
        let people = people(&organisations);
        let mut contacts = Contacts::default();
        for (one, other) in met.into_iter().filter(|(one, other)| one != other) {
            contacts.add(&[someone(one), someone(other)]);
        }
        let most = u32::try_from(people.len() / 2).unwrap();
        Day { people, met: contacts, tables: tables.min(most), rounds }
    }
}

/// Who sits at each table of each round.
fn tables(plan: &Plan) -> BTreeMap<(u32, u32), Vec<Attendee>> {
    let mut tables = BTreeMap::<_, Vec<_>>::new();
    for seat in &plan.seats {
        tables.entry((seat.round, seat.table)).or_default().push(seat.person);
    }
    tables
}

/// New contacts, repeated ones and broken wishes, counted as plainly as can be.
fn recount(day: &Day, plan: &Plan) -> (usize, usize, usize) {
    let by_id = |person: &Attendee| day.people.iter().find(|one| one.person == *person).unwrap();
    let (mut met, mut broken, mut together) = (BTreeSet::new(), 0, 0);
    for people in tables(plan).values() {
        for one in people {
            for other in people.iter().filter(|other| *other > one) {
                let (a, b) = (by_id(one), by_id(other));
                let colleagues = a.organisation.is_some() && a.organisation == b.organisation;
                if colleagues || a.partner == Some(b.person) {
                    broken += 1;
                } else {
                    together += 1;
                    if !day.met.have_met(*one, *other) {
                        met.insert((*one, *other));
                    }
                }
            }
        }
    }
    (met.len(), together - met.len(), broken)
}

fn counts(score: &Score) -> (usize, usize, usize) {
    (score.new as usize, score.repeats as usize, score.broken.len())
}

/// How many people each one is to avoid.
fn most_avoided(people: &[Seatable]) -> usize {
    let avoided = |one: &Seatable| {
        people.iter().filter(|other| other.person != one.person && one.avoids(other).is_some()).count()
    };
    people.iter().map(avoided).max().unwrap_or_default()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn everyone_sits_once_a_round_at_tables_of_one_size(day in day()) {
        let plan = day.drawn();
        let tables = tables(&plan);
        prop_assert_eq!(tables.len(), (day.tables * day.rounds) as usize);
        for round in 1..=day.rounds {
            let people: Vec<_> = plan.seats.iter().filter(|seat| seat.round == round).map(|seat| seat.person).collect();
            prop_assert_eq!(people.len(), day.people.len());
            prop_assert_eq!(people.iter().collect::<HashSet<_>>().len(), people.len());
            let sizes: Vec<_> = tables.iter().filter(|((r, _), _)| *r == round).map(|(_, people)| people.len()).collect();
            prop_assert!(sizes.iter().max().unwrap() - sizes.iter().min().unwrap() <= 1, "{:?}", sizes);
        }
    }

    #[test]
    fn the_score_is_what_one_counts(day in day()) {
        let plan = day.drawn();
        let score = day.score(&plan);
        prop_assert_eq!(counts(&score), recount(&day, &plan));
        prop_assert!(score.new <= score.bound, "{} of {}", score.new, score.bound);
    }

    #[test]
    fn the_same_people_get_the_same_plan(day in day()) {
        let plan = day.drawn();
        let mut turned = day.clone();
        turned.people.reverse();
        prop_assert_eq!(&turned.drawn(), &plan);
        prop_assert_eq!(&day.redrawn(plan.clone()), &plan);
    }

    /// More tables than anyone has people to avoid: by the theorem of Hajnal and
    /// Szemerédi there is a plan that keeps every wish at tables of one size.
    #[test]
    fn wishes_that_can_be_kept_are_kept(mut day in day()) {
        let enough = u32::try_from(most_avoided(&day.people) + 1).unwrap();
        prop_assume!(enough as usize <= day.people.len() / 2);
        day.tables = day.tables.max(enough);
        prop_assert_eq!(day.score(&day.drawn()).broken.len(), 0);
    }

    #[test]
    fn colleagues_who_cannot_be_kept_apart_are_spread(mut day in day()) {
        for one in &mut day.people {
            one.partner = None;
        }
        let organisations = day.people.iter().filter_map(|one| one.organisation);
        let sizes = organisations.fold(BTreeMap::<_, u32>::new(), |mut sizes, organisation| {
            *sizes.entry(organisation).or_default() += 1;
            sizes
        });
        let score = day.score(&day.drawn());
        let crowded: Vec<_> = sizes.into_iter().filter(|(_, people)| *people > day.tables).collect();
        prop_assert_eq!(&score.crowded, &crowded);
        prop_assert_eq!(score.broken.is_empty(), crowded.is_empty());
    }

    #[test]
    fn locked_seats_stay(day in day(), locked in vec((0..40_i64, 1..4_u32, 1..9_u32), 0..12)) {
        let mut plan = day.drawn();
        for (person, round, table) in locked {
            let place = |seat: &&mut Seat| seat.person == someone(person) && seat.round == round;
            if let Some(seat) = plan.seats.iter_mut().find(place) {
                (seat.table, seat.locked) = (table.min(day.tables), true);
            }
        }
        let locked: BTreeSet<_> = plan.seats.iter().filter(|seat| seat.locked).copied().collect();
        let redrawn = day.redrawn(plan);
        prop_assert_eq!(redrawn.seats.iter().filter(|seat| seat.locked).copied().collect::<BTreeSet<_>>(), locked);
        prop_assert_eq!(redrawn.seats.len(), day.people.len() * day.rounds as usize);
        let score = day.score(&redrawn);
        prop_assert_eq!(counts(&score), recount(&day, &redrawn));
        prop_assert!(score.new <= score.bound);
    }

    #[test]
    fn a_plan_changed_by_hand_is_counted_as_well(day in day(), moves in vec((0..40_i64, 1..4_u32, 1..9_u32), 0..30)) {
        let mut kept = SavedPlan { plan: day.drawn(), ..SavedPlan::default() };
        for (person, round, table) in moves {
            let step = Step::Move { round, person: someone(person), to: To::Table(table) };
            if let Ok(plan) = kept.after(step, &day.gathering()) {
                kept.plan = plan;
            }
        }
        let score = day.score(&kept.plan);
        prop_assert_eq!(counts(&score), recount(&day, &kept.plan));
        prop_assert!(score.new <= score.bound);
    }
}

#[test]
fn small_plans_are_as_good_as_any() {
    for (organisations, tables, rounds) in [
        (&[0, 1, 0, 2, 1, 2][..], 2, 2),
        (&[0, 1, 0, 2, 1, 2][..], 3, 2),
        (&[0, 1, 0, 2, 0, 3][..], 2, 2),
        (&[0, 1, 2, 3, 4, 5, 6][..], 2, 2),
        (&[0, 1, 2, 0, 1, 2, 3, 3][..], 2, 2),
        (&[0, 1, 2, 0, 1, 2, 3, 3][..], 4, 2),
        (&[0, 0, 0, 1][..], 2, 3),
    ] {
        let day = Day { people: people(organisations), met: Contacts::default(), tables, rounds };
        let score = day.score(&day.drawn());
        let (broken, new) = best(&day);
        assert_eq!((score.broken.len(), score.new as usize), (broken, new), "{organisations:?} at {tables}");
    }
}

/// The fewest broken wishes, and with those the most new contacts, of all plans there are.
fn best(day: &Day) -> (usize, usize) {
    let mut one_round = Vec::new();
    all_rounds(day, &mut Vec::new(), &mut one_round);
    let mut plans = vec![Vec::new()];
    for round in 1..=day.rounds {
        let with = |seats: &Vec<Seat>, more: &Vec<Seat>| {
            let more = more.iter().map(|seat| Seat { round, ..*seat });
            seats.iter().copied().chain(more).collect()
        };
        plans = plans.iter().flat_map(|seats| one_round.iter().map(move |more| with(seats, more))).collect();
    }
    let worth = plans.into_iter().map(|seats| {
        let (new, _, broken) = recount(day, &Plan { tables: day.tables, rounds: day.rounds, seats });
        (broken, usize::MAX - new)
    });
    let (broken, missing) = worth.min().unwrap();
    (broken, usize::MAX - missing)
}

/// Every way to seat everyone evenly, tables without names.
fn all_rounds(day: &Day, seats: &mut Vec<Seat>, found: &mut Vec<Vec<Seat>>) {
    let (all, tables) = (day.people.len(), day.tables as usize);
    let sizes: Vec<_> = (1..=day.tables).map(|table| seats.iter().filter(|seat| seat.table == table).count()).collect();
    if seats.len() == all {
        if sizes.iter().max().unwrap() - sizes.iter().min().unwrap() <= 1 {
            found.push(seats.clone());
        }
        return;
    }
    let opened = sizes.iter().filter(|size| **size > 0).count();
    for (table, size) in sizes.clone().into_iter().enumerate().take(tables.min(opened + 1)) {
        if size < all.div_ceil(tables) {
            let person = day.people[seats.len()].person;
            seats.push(Seat { round: 1, table: u32::try_from(table + 1).unwrap(), person, locked: false });
            all_rounds(day, seats, found);
            seats.pop();
        }
    }
}

#[test]
fn who_comes_late_sits_where_it_costs_least() {
    let mut people = people(&[0, 1, 2, 3, 4, 5, 0]);
    people[6].comes = false;
    let mut day = Day { people, met: Contacts::default(), tables: 2, rounds: 2 };
    let kept = SavedPlan { plan: day.drawn(), ..SavedPlan::default() };
    let late = someone(6);
    assert_eq!(kept.after(Step::Place(Some(late)), &day.gathering()), Err(Refused::Missing), "not before the yes");
    day.people[6].comes = true;
    let plan = kept.after(Step::Place(None), &day.gathering()).unwrap();
    assert!(day.score(&plan).broken.is_empty(), "both tables had three people, one of them a colleague");
    let without = SavedPlan { plan, ..SavedPlan::default() }.after(Step::TakeOut(late), &day.gathering()).unwrap();
    assert_eq!(without, kept.plan);
}

#[test]
fn too_many_tables_leave_people_alone() {
    let day = Day { people: people(&[0, 1, 2, 3, 4]), met: Contacts::default(), tables: 2, rounds: 1 };
    let draw = |tables| SavedPlan::default().after(Step::Draw { tables, rounds: 1 }, &day.gathering());
    assert!(draw(2).is_ok());
    assert_eq!(draw(3), Err(Refused::TooManyTables { most: 2 }));
    assert_eq!(draw(0), Err(Refused::TooManyTables { most: 2 }));
}

/// Prints what plans are worth and how long they take (`make bench-tables`).
#[test]
#[ignore = "prints figures; run in a release build"]
fn bench() {
    println!("people tables rounds  day   new  most  repeats  broken      ms");
    let mut times = Vec::new();
    for (all, tables, rounds) in [(50, 8, 3), (500, 80, 3), (500, 8, 3)] {
        let organisations: Vec<_> = (0..all).map(|n| n % (all * 14 / 50)).collect();
        let mut day = Day { people: people(&organisations), met: Contacts::default(), tables, rounds };
        for number in 1..=4 {
            let begun = Instant::now();
            let plan = day.drawn();
            let took = begun.elapsed().as_secs_f64() * 1000.0;
            let Score { new, bound, repeats, broken, .. } = day.score(&plan);
            println!(
                "{all:6} {tables:6} {rounds:6} {number:4} {new:5} {bound:5} {repeats:8} {:7} {took:7.1}",
                broken.len()
            );
            for table in self::tables(&plan).values() {
                day.met.add(table);
            }
            times.push(took);
        }
    }
    println!("a fourth day of 500 people takes {:.1} times as long as one of 50", times[7] / times[3]);
}
