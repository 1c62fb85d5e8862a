//! A pair's course and the pulse, whatever people decide and answer.
use domain::{
    day::evaluation::FEWEST,
    pair::{
        pulse::{asked, figures},
        status::{PairStatus, State, StatusChange},
    },
};
use jiff::{
    ToSpan,
    civil::{Date, date},
};
use proptest::{collection::vec, option, prelude::*};

const STARTS: Date = date(2026, 3, 6);
const ENDS: Date = date(2027, 4, 9);

fn begun() -> PairStatus {
    PairStatus { decided: State::Active, since: STARTS, paused_until: None, round_ends: ENDS, extended_to: None }
}

/// After so many days someone wants this, until so many days later.
fn wish() -> impl Strategy<Value = (i64, usize, Option<i64>)> {
    (0i64..90, 0..StatusChange::ALL.len(), option::of(1i64..400))
}

proptest! {
    #[test]
    fn a_course_is_always_somewhere_and_what_was_written_is_kept(wishes in vec(wish(), 0..12)) {
        let (mut course, mut today) = (begun(), STARTS);
        for (days, turn, until) in wishes {
            today += days.days();
            let (turn, until) = (StatusChange::ALL[turn], until.map(|days| today + days.days()));
            let offered = course.turns(today).contains(&turn);
            let typed = until.map(|day| day.to_string()).unwrap_or_default();
            let until = course.parse_until(turn, &typed, today);
            let after = course.after(turn, until.clone().unwrap_or_default(), today);
            prop_assert!(offered || after.is_none(), "only what is offered");
            if let (Ok(_), Some(after)) = (until, after) {
                course = after;
            }
            prop_assert!(course.kept_until() >= ENDS + 1.year());
            prop_assert!(course.counts_from(today) <= today);
            let over = today > course.ends();
            prop_assert_eq!(course.state(today) == State::Completed, over && course.decided != State::Ended);
            // Whatever was decided can be taken back while there is time.
            prop_assert!(over || !course.turns(today).is_empty());
        }
    }

    #[test]
    fn no_figure_is_about_a_few_or_changes_any_more(
        answers in vec((0i64..8, 1u32..=5), 0..60),
        late in 1u32..=5,
        days in 0i64..400,
    ) {
        let today = STARTS + days.days();
        let question = |n: i64| date(2026, 5, 1) + (2 * n).months();
        let answers: Vec<_> = answers.into_iter().map(|(n, score)| (question(n), score)).collect();
        let shown = figures(STARTS, &answers, today);
        for figure in &shown {
            prop_assert!(figure.spread.is_none_or(|spread| spread.answers() >= FEWEST));
        }
        if let Some(open) = asked(STARTS, today) {
            let one_more = [answers.as_slice(), &[(open, late)]].concat();
            prop_assert_eq!(figures(STARTS, &one_more, today), shown, "who answers now is not seen by comparing");
        }
    }
}
