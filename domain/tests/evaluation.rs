//! Whatever people answer, nothing that is shown of an evaluation, and nothing
//! that one can work out from it, is about fewer than five of them.

use domain::{
    day::evaluation::{Answer, FEWEST, Findings, SCALE, Spreads, findings},
    people::Role,
};
use proptest::{collection::vec, prelude::*};

fn answer() -> impl Strategy<Value = Answer> {
    let role = prop_oneof![
        6 => Just(Some(Role::Adept)),
        6 => Just(Some(Role::Mentor)),
        1 => Just(None),
    ];
    (role, [SCALE, SCALE, SCALE])
}

/// Every set of figures that is shown.
fn shown(findings: &Findings) -> Vec<Spreads> {
    findings.everyone.into_iter().chain(findings.by_role.into_iter().flatten()).collect()
}

/// How many people stand alone in each figure that can be made of what is shown,
/// by adding some of it and taking away other: those whose answers are counted
/// once, where all others' are gone.
fn laid_bare(answers: &[Answer], found: &Findings) -> Vec<usize> {
    const GROUPS: [Option<Role>; 3] = [Some(Role::Adept), Some(Role::Mentor), None];
    let sizes = GROUPS.map(|group| answers.iter().filter(|(role, _)| *role == group).count());
    let signs = |is_shown: bool| if is_shown { -1..=1 } else { 0..=0 };
    let mut alone = Vec::new();
    for of_all in signs(found.everyone.is_some()) {
        for of_adepts in signs(found.by_role.is_some()) {
            for of_mentors in signs(found.by_role.is_some()) {
                let times = [of_all + of_adepts, of_all + of_mentors, of_all];
                let counted = |(time, size): (&i32, &usize)| if *time == 1 { *size } else { 0 };
                if times.iter().zip(sizes).all(|(time, size)| size == 0 || [0, 1].contains(time)) {
                    alone.push(times.iter().zip(&sizes).map(counted).sum());
                }
            }
        }
    }
    alone
}

proptest! {
    #[test]
    fn nothing_shown_is_about_fewer_than_five(answers in vec(answer(), 0..40)) {
        let found = findings(&answers);
        for spreads in shown(&found) {
            for spread in spreads {
                prop_assert!(spread.answers() >= FEWEST);
            }
        }
        prop_assert_eq!(found.answers as usize, answers.len());
        prop_assert_eq!(found.everyone.is_some(), answers.len() >= FEWEST as usize);
    }

    #[test]
    fn no_subtraction_leaves_fewer_than_five(answers in vec(answer(), 0..40)) {
        for people in laid_bare(&answers, &findings(&answers)) {
            prop_assert!(people == 0 || people >= FEWEST as usize, "{people} people");
        }
    }

    #[test]
    fn what_is_shown_is_what_was_answered(answers in vec(answer(), 5..40)) {
        let found = findings(&answers);
        let count = |role: Option<Role>, question: usize, rating: u32| {
            let gives = |(of, ratings): &&Answer| (role.is_none() || *of == role) && ratings[question] == rating;
            u32::try_from(answers.iter().filter(gives).count()).unwrap_or_default()
        };
        let roles = [Some(Role::Adept), Some(Role::Mentor)];
        let groups = found.everyone.iter().map(|spreads| (None, spreads));
        for (role, spreads) in groups.chain(roles.into_iter().zip(found.by_role.iter().flatten())) {
            for (question, spread) in spreads.iter().enumerate() {
                for (rating, people) in SCALE.zip(spread.0) {
                    prop_assert_eq!(people, count(role, question, rating));
                }
            }
        }
    }
}
