//! What is shown of an evaluation, whatever people answer. That nobody is laid
//! bare by it is in `figures.rs`.

use domain::{
    day::evaluation::{Answer, SCALE, findings},
    figures::STEP,
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

proptest! {
    #[test]
    fn everyone_is_shown_from_five_answers_up(answers in vec(answer(), 0..40)) {
        let found = findings(&answers);
        prop_assert_eq!(found.everyone.is_some(), answers.len() >= STEP as usize);
        prop_assert_eq!(found.answers() % STEP, 0);
        // Of each group at most four are left out.
        prop_assert!(found.answers() as usize + 3 * (STEP as usize - 1) >= answers.len());
    }

    #[test]
    fn what_is_shown_was_answered(answers in vec(answer(), 5..40)) {
        let found = findings(&answers);
        let count = |role: Option<Role>, question: usize, rating: u32| {
            let gives = |(of, ratings): &&Answer| (role.is_none() || *of == role) && ratings[question] == rating;
            u32::try_from(answers.iter().filter(gives).count()).unwrap_or_default()
        };
        let roles = [Some(Role::Adept), Some(Role::Mentor)];
        let groups = found.everyone.iter().map(|spreads| (None, spreads));
        for (role, spreads) in groups.chain(roles.into_iter().zip(found.by_role.iter().flatten())) {
            for (question, spread) in spreads.iter().enumerate() {
                prop_assert_eq!(spread.answers(), spreads[0].answers());
                for (rating, people) in SCALE.zip(spread.0) {
                    prop_assert!(people <= count(role, question, rating));
                }
            }
        }
    }
}
