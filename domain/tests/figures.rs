//! An attacker who reads every figure at every moment, of all and of each role,
//! and who decides at the door who counts as having been there, learns nothing
//! about fewer than five people. The controls are the rules that were before.

use std::collections::BTreeMap;

use domain::{
    day::evaluation::{Answer, Findings, Part, Roll, SCALE, Spreads, findings, window},
    figures::{STEP, in_steps, shown},
    people::Role,
};
use jiff::{SignedDuration, Timestamp};
use proptest::{collection::vec, prelude::*};

/// How often each person's answer is counted in a sum of figures.
type People = BTreeMap<usize, i32>;

fn answer() -> impl Strategy<Value = Answer> {
    let role = prop_oneof![
        6 => Just(Some(Role::Adept)),
        6 => Just(Some(Role::Mentor)),
        1 => Just(None),
    ];
    (role, [SCALE, SCALE, SCALE])
}

/// The people whom each figure that is shown is made of: of all, of adepts, of
/// mentors.
fn people(answers: &[Answer], found: &Findings) -> Vec<Vec<usize>> {
    let of = |role: Option<Role>| answers.iter().enumerate().filter(move |(_, (of, _))| *of == role).map(|(n, _)| n);
    let group = |role| {
        let all: Vec<_> = of(role).collect();
        all[..in_steps(all.len())].to_vec()
    };
    let groups = [Some(Role::Adept), Some(Role::Mentor), None].map(group);
    match (found.everyone, found.by_role) {
        (None, _) => Vec::new(),
        (Some(_), None) => vec![(0..in_steps(answers.len())).collect()],
        (Some(_), Some(_)) => vec![groups.concat(), groups[0].clone(), groups[1].clone()],
    }
}

/// The figures in the order of [`people`].
fn figures(found: &Findings) -> Vec<Spreads> {
    found.everyone.into_iter().chain(found.by_role.into_iter().flatten()).collect()
}

/// Everyone who is left when figures are added and taken from each other, with
/// how often.
fn combined(figures: &[Vec<usize>], signs: &[i32]) -> People {
    let mut left = People::new();
    for (figure, sign) in figures.iter().zip(signs) {
        for person in figure {
            *left.entry(*person).or_default() += sign;
        }
    }
    left.retain(|_, times| *times != 0);
    left
}

fn anyone(came: &[bool]) -> bool {
    came.iter().any(|came| *came)
}

fn at(minutes: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minutes)
}

proptest! {
    #[test]
    fn no_figure_and_no_difference_is_about_fewer_than_five(answers in vec(answer(), 0..40)) {
        let found = findings(&answers);
        let people = people(&answers, &found);
        for (people, spreads) in people.iter().zip(figures(&found)) {
            prop_assert_eq!(people.len(), spreads[0].answers() as usize, "the test knows of whom it is made");
        }
        for n in 0..3_usize.pow(3) {
            let signs = [n % 3, n / 3 % 3, n / 9].map(|sign| i32::try_from(sign).unwrap_or_default() - 1);
            let left = combined(&people, &signs).len();
            prop_assert!(left == 0 || left >= STEP as usize, "{left} people by {signs:?}");
        }
    }

    /// Control: with every answer in its figure, four mentors are the difference.
    #[test]
    fn without_the_rule_a_small_group_is_laid_bare(adepts in 6usize..20, mentors in 1usize..5) {
        let of = |role, n| std::iter::repeat_n((Some(role), [3; 3]), n);
        let answers: Vec<Answer> = of(Role::Adept, adepts).chain(of(Role::Mentor, mentors)).collect();
        let everyone: Vec<_> = (0..answers.len()).collect();
        let left = combined(&[everyone, (0..adepts).collect()], &[1, -1]).len();
        prop_assert!(left < STEP as usize);
        prop_assert_eq!(findings(&answers).by_role, None, "the rule does not show them");
    }

    /// However often someone looks while answers come in, there is one thing to
    /// see: what is shown in the end.
    #[test]
    fn readings_over_time_do_not_differ(answers in vec(1u32..=5, 0..40), closes in 0usize..60) {
        let readings = (0..60).map(|now| {
            let given = now.min(answers.len()).min(closes);
            shown(now >= closes, &answers[..given]).map(<[u32]>::to_vec)
        });
        let mut readings: Vec<_> = readings.flatten().collect();
        readings.dedup();
        prop_assert!(readings.len() <= 1, "{readings:?}");

        // Control: a figure that follows the answers tells each of them.
        let mut live: Vec<_> = (0..=answers.len()).map(|given| answers[..given].to_vec()).collect();
        live.dedup();
        prop_assert_eq!(live.len(), answers.len() + 1);
    }

    /// Once it has opened, check-ins that are made or taken back let nobody in and
    /// keep nobody out.
    #[test]
    fn the_door_changes_nothing_once_it_is_open(
        at_opening in vec(any::<bool>(), 1..20),
        afterwards in vec(any::<bool>(), 20),
    ) {
        let part = |came| Part { ends: at(60), said_yes: true, came };
        let may = |roll: Roll, came, anyone_came| roll.window(&[part(came)], anyone_came).is_some();
        let rolls = at_opening.iter().map(|came| Roll {
            settled: at(60),
            listed: window(&[part(*came)], anyone(&at_opening)),
        });
        let there = &afterwards[..at_opening.len()];
        for ((roll, before), after) in rolls.zip(&at_opening).zip(there) {
            let allowed = may(Roll::default(), *before, anyone(&at_opening));
            prop_assert_eq!(may(roll, *after, anyone(there)), allowed);
        }
    }
}

/// Control: without a roll, everyone but one can be sent away.
#[test]
fn without_a_roll_one_person_can_be_left() {
    let part = |came| Part { ends: at(60), said_yes: true, came };
    let left = [true, false, false].map(|came| Roll::default().window(&[part(came)], true).is_some());
    assert_eq!(left, [true, false, false]);
}
