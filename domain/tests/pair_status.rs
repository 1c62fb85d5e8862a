//! A pair's status and the pulse, whatever people decide and answer.
use domain::{
    figures::STEP,
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
        let (mut status, mut today) = (begun(), STARTS);
        for (days, change, until) in wishes {
            today += days.days();
            let (change, until) = (StatusChange::ALL[change], until.map(|days| today + days.days()));
            let offered = status.changes(today).contains(&change);
            let typed = until.map(|day| day.to_string()).unwrap_or_default();
            let until = status.parse_until(change, &typed, today);
            let after = status.after(change, until.clone().unwrap_or_default(), today);
            prop_assert!(offered || after.is_none(), "only what is offered");
            if let (Ok(_), Some(after)) = (until, after) {
                status = after;
            }
            prop_assert!(status.kept_until() >= ENDS + 1.year());
            prop_assert!(status.counts_from(today) <= today);
            let over = today > status.ends();
            prop_assert_eq!(status.state(today) == State::Completed, over && status.decided != State::Ended);
            // Whatever was decided can be taken back while there is time.
            prop_assert!(over || !status.changes(today).is_empty());
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
            prop_assert!(figure.spread.is_none_or(|spread| spread.answers() >= STEP && spread.answers() % STEP == 0));
        }
        if let Some(open) = asked(STARTS, today) {
            let one_more = [answers.as_slice(), &[(open, late)]].concat();
            prop_assert_eq!(figures(STARTS, &one_more, today), shown, "who answers now is not seen by comparing");
        }
    }
}
