//! An attacker who has the steering group's report takes the days of a round from its
//! organisations, in every way, so as to learn of fewer than five people.

#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    day::DayId,
    figures::{STEP, Split},
    people::{Localised, OrganisationId, PersonId, organisation::OrganisationKind},
    round::{
        Round, RoundId,
        report::{CAME, Day, Facts, MISSED, Organisations, Origin, Reply, Report, RoundFacts, TAKE_PART},
    },
};
use jiff::{Timestamp, civil::date};
use proptest::{collection::vec, prelude::*};

const DAYS: usize = 3;
const ROUND: RoundId = RoundId(1);

fn now() -> Timestamp {
    "2026-11-22T12:00Z".parse().unwrap()
}

/// Each person's organisation, and whether they came to each day.
type People = Vec<(i64, [bool; DAYS])>;

fn people() -> impl Strategy<Value = People> {
    let likely = prop_oneof![Just(0.1), Just(0.5), Just(0.9)];
    let came = likely.prop_flat_map(|likely| prop::array::uniform3(prop::bool::weighted(likely)));
    vec((0i64..4, came), 0..50)
}

fn facts(people: &People) -> Facts {
    let kinds = [OrganisationKind::State, OrganisationKind::State, OrganisationKind::Region, OrganisationKind::Other];
    let round = Round { id: ROUND, number: 15, starts_on: date(2026, 2, 1), ends_on: date(2027, 4, 9), max_pairs: 25 };
    let mut facts = Facts {
        rounds: vec![RoundFacts { round, pulse: Vec::new(), aims: Vec::new() }],
        organisations: (0..).zip(kinds).map(|(id, kind)| (OrganisationId(id), (format!("O{id}"), kind))).collect(),
        ..Facts::default()
    };
    for (day, on) in (0..).zip([date(2026, 3, 6), date(2026, 5, 22), date(2026, 10, 16)]) {
        let title = Localised { sv: format!("D{day}"), en: format!("D{day}") };
        facts.days.push(Day { id: DayId(day), round: ROUND, title, on, evaluation: None });
    }
    for (person, (organisation, came)) in (0..).map(PersonId).zip(people) {
        facts.participants.insert((ROUND, person), OrganisationId(*organisation));
        let replies = (0..).zip(came).map(|(day, came)| ((DayId(day), person), Reply { answer: None, came: *came }));
        facts.replies.extend(replies);
    }
    facts
}

proptest! {
    #[test]
    fn days_and_organisations_tell_of_five_or_more(people in people()) {
        let report = Report::of(&facts(&people), now());
        let Some(Organisations { table, .. }) = &report.organisations else {
            prop_assert!(people.len() < STEP as usize);
            return Ok(());
        };
        let days = &report.rounds[0].days;
        let told: Vec<_> = (0..DAYS).filter(|day| matches!(days[*day].came, Some(Split::Both { .. }))).collect();
        let row_of = |organisation: i64| {
            let asked = table.counted_in.iter().find(|(origin, _)| matches!(origin, Origin::One(id, _) if id.0 == organisation));
            table.rows.iter().position(|row| Some(row) == asked.map(|(_, into)| into)).unwrap()
        };
        let lines = table.rows.len() + told.len();
        for part in [CAME, MISSED] {
            // Who stands behind each organisation at each of the days.
            let mut behind = BTreeMap::<(usize, usize), BTreeSet<usize>>::new();
            for (person, (organisation, came)) in people.iter().enumerate() {
                for day in told.iter().filter(|day| came[**day] == (part == CAME)) {
                    behind.entry((row_of(*organisation), *day)).or_default().insert(person);
                }
            }
            for (row, total) in table.row_totals.iter().enumerate() {
                let visits: usize = behind.iter().filter(|((own, _), _)| *own == row).map(|(_, who)| who.len()).sum();
                prop_assert_eq!(total[part] as usize, visits, "no day but those that are told of counts");
            }
            for n in 0..3_usize.pow(u32::try_from(lines).unwrap()) {
                let sign = |line: usize| i32::try_from(n / 3_usize.pow(u32::try_from(line).unwrap()) % 3).unwrap() - 1;
                let times = |row: usize, at: usize| sign(row) + sign(table.rows.len() + at);
                let grid = || (0..table.rows.len()).flat_map(|row| (0..told.len()).map(move |at| (row, at)));
                if grid().any(|(row, at)| !(0..=1).contains(&times(row, at))) {
                    continue;
                }
                let cells = grid().filter(|(row, at)| times(*row, *at) == 1);
                let who: BTreeSet<_> = cells.filter_map(|(row, at)| behind.get(&(row, told[at]))).flatten().collect();
                prop_assert!(who.is_empty() || who.len() >= STEP as usize, "{who:?} follow");
            }
        }
        for total in &table.row_totals {
            prop_assert!(total[TAKE_PART] >= STEP);
        }
    }

    /// A day of which one side is small is told of by its side only, and is in no total.
    #[test]
    fn a_day_that_few_missed_is_in_no_total(missed in 1usize..5, others in 10usize..30) {
        let people: People = (0..missed + others).map(|n| (0, [n >= missed, true, false])).collect();
        let report = Report::of(&facts(&people), now());
        let all = u32::try_from(people.len()).unwrap();
        let days = &report.rounds[0].days;
        prop_assert_eq!(days[0].came, Some(Split::AlmostAll(all)));
        prop_assert_eq!(days[1].came, Some(Split::Both { yes: all, no: 0 }));
        let total = report.organisations.unwrap().table.total;
        prop_assert_eq!((total[CAME], total[MISSED]), (all, 0));
    }
}
