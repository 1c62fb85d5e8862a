//! The matching against an independent solver, and what its answers promise.
#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use std::{collections::BTreeSet, time::Instant};

use domain::{
    application::{Area, Level, MeetingForm, Theme, Travel},
    matching::{
        Candidate, Infeasible, Match, MatchDraft, Points, Pool, Refused, Rule, SavedDraft, Step, Ties, Weights, Why,
        WhyNot,
    },
    people::{Lang, OrganisationId, PersonId},
};
use lapjv::{Matrix, lapjv};
use proptest::{
    collection::vec,
    prelude::*,
    sample::{select, subsequence},
    strategy::ValueTree,
    test_runner::TestRunner,
};

/// An instance in numbers: how many rows and columns, and what each two are worth.
#[derive(Clone, Debug)]
struct Instance {
    rows: usize,
    columns: usize,
    points: Points,
}

prop_compose! {
    /// Of so many people at most: from all who may be paired to hardly any, with
    /// points from all the same to all different.
    fn instance(most: usize)
        (people in 2..=most, forbidden in select(vec![0_u32, 10, 40, 80, 97]), spread in select(vec![1_u32, 5, 100, 1_000]))
        (rows in 1..people, people in Just(people), cells in vec((0..100_u32, 0..spread), people * people / 4 + 1), forbidden in Just(forbidden))
        -> Instance {
        let columns = people - rows;
        let points = Points::new(rows, columns, |row, column| {
            let (chance, points) = cells[row * columns + column];
            (chance >= forbidden).then_some(points)
        });
        Instance { rows, columns, points }
    }
}

/// How many pairs there can be, and the most points with so many: by the algorithm
/// of Jonker and Volgenant, of the crate `lapjv`, which wants a full square. A cell
/// that may not be costs nothing, one that may be more than all points together.
fn optimum(instance: &Instance) -> (usize, u64) {
    let Instance { rows, columns, points } = instance;
    let side = *rows.max(columns);
    let at = |row, column| (row < *rows && column < *columns).then(|| points.at(row, column)).flatten();
    let costs = Matrix::from_shape_fn((side, side), |(row, column)| {
        at(row, column).map_or(0.0, |points| -1e6 - f64::from(points))
    });
    let (assigned, _) = lapjv(&costs).unwrap();
    let pairs = assigned.into_iter().enumerate().filter_map(|(row, column)| at(row, column));
    pairs.fold((0, 0), |(pairs, total), points| (pairs + 1, total + u64::from(points)))
}

/// The most points with exactly so many pairs, by trying everything.
fn best_of(instance: &Instance, row: usize, free: &mut [bool], pairs: usize) -> Option<u64> {
    if pairs == 0 {
        return Some(0);
    }
    if row == instance.rows {
        return None;
    }
    let mut best = best_of(instance, row + 1, free, pairs);
    for column in 0..instance.columns {
        if let Some(points) = instance.points.at(row, column).filter(|_| free[column]) {
            free[column] = false;
            let with = best_of(instance, row + 1, free, pairs - 1).map(|rest| rest + u64::from(points));
            free[column] = true;
            best = best.max(with);
        }
    }
    best
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    #[test]
    fn the_total_is_that_of_an_independent_solver(instance in instance(60)) {
        let assignment = instance.points.assign(usize::MAX);
        let columns: BTreeSet<_> = assignment.iter().flatten().collect();
        let pairs = assignment.iter().flatten().count();
        prop_assert_eq!(columns.len(), pairs, "nobody twice");
        prop_assert_eq!((pairs, instance.points.total(&assignment)), optimum(&instance));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn with_fewer_places_it_is_the_best_of_so_many(instance in instance(9)) {
        let all = instance.points.assign(usize::MAX).iter().flatten().count();
        for most in 0..=all {
            let assignment = instance.points.assign(most);
            prop_assert_eq!(assignment.iter().flatten().count(), most);
            let best = best_of(&instance, 0, &mut vec![true; instance.columns], most);
            prop_assert_eq!(Some(instance.points.total(&assignment)), best);
        }
    }

    #[test]
    fn whoever_gets_nobody_shares_too_few(instance in instance(40)) {
        let assignment = instance.points.assign(usize::MAX);
        for (row, _) in assignment.iter().enumerate().filter(|(_, column)| column.is_none()) {
            let (rows, columns) = instance.points.shortage(&assignment, row).unwrap();
            prop_assert!(rows.contains(&row) && rows.len() > columns.len());
            for row in rows {
                let theirs = (0..instance.columns).filter(|column| instance.points.at(row, *column).is_some());
                prop_assert!(theirs.into_iter().all(|column| columns.contains(&column)));
            }
        }
    }
}

prop_compose! {
    fn candidate(number: i64)(
        organisation in 0..14_i64,
        area in select(Area::ALL),
        level in select(Level::ALL),
        years in 0..20_u32,
        themes in subsequence(Theme::ALL, 1..=4),
        areas in subsequence(Area::ALL, 0..=3),
        languages in subsequence(Lang::ALL, 1..=2),
        form in select(MeetingForm::ALL),
        travel in select(Travel::ALL),
        capacity in select(vec![1_u32, 1, 1, 2]),
        was_adept in any::<bool>(),
        (avoids, former) in (vec((1..60_i64).prop_map(PersonId), 0..2), vec((1..60_i64).prop_map(PersonId), 0..2)),
    ) -> Candidate {
        let (person, organisation) = (PersonId(number), OrganisationId(organisation));
        Candidate {
            person, organisation, area, level, years, themes, areas, languages, form, travel, capacity, was_adept, avoids, former,
        }
    }
}

/// The numbers of adepts begin here, so that nobody is both.
const ADEPTS: i64 = 100;

/// People, of whom mentors have the numbers below [`ADEPTS`].
fn people(most: i64) -> impl Strategy<Value = (Vec<Candidate>, Vec<Candidate>)> {
    (1..=most, 1..=most).prop_flat_map(|(adepts, mentors)| {
        let adept = |n| candidate(ADEPTS + n).prop_map(|adept| Candidate { capacity: 1, ..adept });
        ((0..adepts).map(adept).collect::<Vec<_>>(), (1..=mentors).map(candidate).collect::<Vec<_>>())
    })
}

fn pool() -> impl Strategy<Value = Pool> {
    let ties = vec((0..14_i64, 0..14_i64), 0..6);
    (people(20), ties, 1..25_usize).prop_map(|((adepts, mentors), ties, most)| {
        let ties = ties.into_iter().map(|(one, other)| (OrganisationId(one), OrganisationId(other)));
        Pool::new(adepts, mentors, Ties::new(ties), Weights::default(), most)
    })
}

/// Whether a draft is one that could be published.
fn holds(pool: &Pool, draft: &MatchDraft) -> bool {
    let adepts: BTreeSet<_> = draft.pairs.iter().map(|pair| pair.adept).collect();
    let room = |mentor: &Candidate| {
        draft.pairs.iter().filter(|pair| pair.mentor == mentor.person).count() <= mentor.capacity as usize
    };
    let allowed = |pair: &Match| {
        let both = pool.both(pair.adept, pair.mentor);
        both.is_some_and(|(adept, mentor)| pool.rule(adept, mentor).is_none())
            && !draft.forbids(pair.adept, pair.mentor)
    };
    adepts.len() == draft.pairs.len()
        && draft.pairs.len() <= pool.most()
        && pool.mentors().iter().all(room)
        && draft.pairs.iter().all(allowed)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn the_same_people_get_the_same_proposal((adepts, mentors) in people(20)) {
        let pool = |adepts, mentors| Pool::new(adepts, mentors, Ties::default(), Weights::default(), 25);
        let draft = pool(adepts.clone(), mentors.clone()).propose(&MatchDraft::default()).unwrap();
        let turned = pool(adepts.into_iter().rev().collect(), mentors.into_iter().rev().collect());
        prop_assert!(holds(&turned, &draft));
        prop_assert_eq!(turned.propose(&MatchDraft::default()).unwrap(), draft);
    }

    #[test]
    fn whatever_is_done_no_rule_is_broken(pool in pool(), steps in vec((0..5_u8, 0..20_i64, 1..21_i64), 0..40)) {
        let mut kept = SavedDraft { draft: pool.propose(&MatchDraft::default()).unwrap(), ..SavedDraft::default() };
        for (kind, adept, mentor) in steps {
            let (adept, mentor) = (PersonId(ADEPTS + adept), PersonId(mentor));
            let step = match kind {
                0 => Step::Pair(adept, mentor),
                1 => Step::Part(adept, mentor),
                2 => Step::Lock(adept, kept.draft.mentor_of(adept).unwrap_or(mentor)),
                3 => Step::Forbid(adept, mentor),
                _ => Step::Propose,
            };
            if let Ok(after) = kept.after(step, &pool) {
                let locked = |draft: &MatchDraft| draft.pairs.iter().filter(|pair| pair.locked).count();
                prop_assert!(kind == 2 || kind == 1 || kind == 3 || locked(&after) == locked(&kept.draft));
                kept.draft = after;
            }
            prop_assert!(holds(&pool, &kept.draft), "{:?}", step);
        }
        let best = pool.propose(&kept.draft).unwrap();
        let (pairs, total) = (best.pairs.len(), pool.total(&best));
        prop_assert!((kept.draft.pairs.len(), pool.total(&kept.draft)) <= (pairs, total));
    }

    #[test]
    fn why_not_names_the_rule_or_the_cost(pool in pool(), ask in (0..20_usize, 0..20_usize)) {
        let draft = pool.propose(&MatchDraft::default()).unwrap();
        let (adept, mentor) = (&pool.adepts()[ask.0 % pool.adepts().len()], &pool.mentors()[ask.1 % pool.mentors().len()]);
        match pool.why_not(&draft, adept.person, mentor.person) {
            WhyNot::There => prop_assert!(draft.has(adept.person, mentor.person)),
            WhyNot::Rule(rule) => prop_assert_eq!(pool.rule(adept, mentor), Some(rule)),
            WhyNot::NoPlace => prop_assert!(false, "nothing is locked"),
            WhyNot::Costs { pairs, points } => {
                let step = |draft: &MatchDraft, step| SavedDraft { draft: draft.clone(), ..SavedDraft::default() }.after(step, &pool).unwrap();
                let paired = step(&MatchDraft::default(), Step::Pair(adept.person, mentor.person));
                let with = pool.propose(&step(&paired, Step::Lock(adept.person, mentor.person))).unwrap();
                prop_assert_eq!(with.pairs.len() + pairs as usize, draft.pairs.len());
                prop_assert_eq!(i64::try_from(pool.total(&with)).unwrap() + points, i64::try_from(pool.total(&draft)).unwrap());
                prop_assert!(pairs > 0 || points >= 0);
            }
        }
    }

    #[test]
    fn whoever_has_no_pair_is_told_why(pool in pool()) {
        let draft = pool.propose(&MatchDraft::default()).unwrap();
        for unpaired in pool.unpaired(&draft) {
            match unpaired.why {
                Why::Open => prop_assert!(false, "the proposal would have taken them"),
                Why::NoPlace => prop_assert_eq!(draft.pairs.len(), pool.most()),
                Why::Nobody => prop_assert!(false, "there is always someone"),
                Why::Rules(rules) => {
                    let others = if unpaired.person.0 < ADEPTS { pool.adepts() } else { pool.mentors() };
                    prop_assert_eq!(rules.iter().map(|(_, people)| *people as usize).sum::<usize>(), others.len());
                }
                Why::Shortage { people, among } => prop_assert!(people.contains(&unpaired.person) && !among.is_empty()),
            }
        }
    }
}

/// Someone who could be with anyone.
fn anyone(number: i64, organisation: i64) -> Candidate {
    Candidate {
        person: PersonId(number),
        organisation: OrganisationId(organisation),
        area: Area::School,
        level: Level::Division,
        years: 5,
        themes: vec![Theme::Change],
        areas: Vec::new(),
        languages: vec![Lang::Sv],
        form: MeetingForm::Either,
        travel: Travel::Region,
        capacity: 1,
        was_adept: false,
        avoids: Vec::new(),
        former: Vec::new(),
    }
}

#[test]
fn a_locked_pair_that_can_no_longer_be_names_its_rule() {
    let (adept, mentor) = (anyone(ADEPTS, 1), anyone(1, 2));
    let locked = Match { adept: adept.person, mentor: mentor.person, locked: true };
    let draft = MatchDraft { pairs: vec![locked], forbidden: Vec::new() };
    let told = |adept: &Candidate, mentor: &Candidate, ties: Ties, most| {
        let pool = Pool::new(vec![adept.clone()], vec![mentor.clone()], ties, Weights::default(), most);
        pool.propose(&draft).err()
    };
    let rule = |rule| Some(Infeasible::Pair { adept: adept.person, mentor: mentor.person, rule });
    let tie = Ties::new([(OrganisationId(2), OrganisationId(1))]);
    assert_eq!(told(&adept, &mentor, Ties::default(), 1), None);
    assert_eq!(told(&adept, &mentor, Ties::default(), 0), Some(Infeasible::Places { most: 0 }));
    assert_eq!(told(&adept, &mentor, tie, 1), rule(Rule::Tie));
    let moved = Candidate { organisation: OrganisationId(1), ..mentor.clone() };
    assert_eq!(told(&adept, &moved, Ties::default(), 1), rule(Rule::SameOrganisation));
    let declared = Candidate { avoids: vec![adept.person], ..mentor.clone() };
    assert_eq!(told(&adept, &declared, Ties::default(), 1), rule(Rule::Conflict));
    // Whichever of the two was the mentor then.
    for (adept, mentor) in [
        (Candidate { former: vec![mentor.person], ..adept.clone() }, mentor.clone()),
        (adept.clone(), Candidate { former: vec![adept.person], ..mentor.clone() }),
    ] {
        assert_eq!(told(&adept, &mentor, Ties::default(), 1), rule(Rule::FormerPair));
    }
    let english = Candidate { languages: vec![Lang::En], ..mentor.clone() };
    assert_eq!(told(&adept, &english, Ties::default(), 1), rule(Rule::Language));
}

#[test]
fn by_hand_two_change_places() {
    let (adepts, mentors) = (vec![anyone(ADEPTS, 1), anyone(ADEPTS + 1, 2)], vec![anyone(1, 3), anyone(2, 4)]);
    let pool = Pool::new(adepts, mentors, Ties::default(), Weights::default(), 25);
    let mut kept = SavedDraft { draft: pool.propose(&MatchDraft::default()).unwrap(), ..SavedDraft::default() };
    let (one, other) = (kept.draft.pairs[0], kept.draft.pairs[1]);
    kept.draft = kept.after(Step::Pair(one.adept, other.mentor), &pool).unwrap();
    assert!(kept.draft.has(one.adept, other.mentor) && kept.draft.has(other.adept, one.mentor));

    kept.draft = kept.after(Step::Lock(one.adept, other.mentor), &pool).unwrap();
    let refused = kept.after(Step::Pair(other.adept, other.mentor), &pool).unwrap_err();
    let pair = Infeasible::Pair { adept: other.adept, mentor: other.mentor, rule: Rule::Locked };
    assert_eq!(refused, Refused::Infeasible(pair));
}

/// Prints how long the best draft takes (`make bench-matching`).
#[test]
#[ignore = "prints figures; run in a release build"]
fn bench() {
    let mut runner = TestRunner::deterministic();
    println!("adepts mentors  pairs   total        ms   times as long");
    let mut before = None;
    for size in [25, 50, 100, 200, 500, 1_000_i64] {
        let mut some = |first: i64| -> Vec<_> {
            let draw = |n| candidate(first + n).new_tree(&mut runner).unwrap().current();
            (0..size).map(draw).map(|one| Candidate { capacity: 1, ..one }).collect()
        };
        let (adepts, mentors) = (some(10_000), some(1));
        let room = usize::try_from(size).unwrap();
        let pool = Pool::new(adepts, mentors, Ties::default(), Weights::default(), room);
        let begun = Instant::now();
        let draft = pool.propose(&MatchDraft::default()).unwrap();
        let took = begun.elapsed().as_secs_f64() * 1_000.0;
        let growth = before.map_or(String::new(), |before: f64| format!("{:.1}", took / before));
        println!("{size:6} {size:7} {:6} {:7} {took:9.2} {growth:>15}", draft.pairs.len(), pool.total(&draft));
        match size {
            25 => assert!(took < 10.0, "25 by 25 below 10 ms"),
            1_000 => assert!(took < 5_000.0, "1,000 by 1,000 below 5 s"),
            _ => {}
        }
        before = Some(took);
    }
}
