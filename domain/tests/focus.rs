//! Which round is meant, for whoever is whatever in any number of rounds.

use domain::{
    day::DayId,
    live::Change,
    pair::PairId,
    people::{Duty, Localised, OrganisationId, PersonId, SessionId},
    round::{
        Round, RoundId,
        call::Phase,
        focus::{HelpedDoor, OwnPair, SignedIn, Standing, Topic, main_round, shown_rounds},
    },
};
use jiff::{
    ToSpan,
    civil::{Date, date},
};
use proptest::{collection::vec, option, prelude::*, sample::select, sample::subsequence};

const TODAY: Date = date(2026, 11, 22);

/// What someone is in a round of some length that begins in some month.
fn standing() -> impl Strategy<Value = Standing> {
    let pair =
        (1i64..9, any::<bool>()).prop_map(|(id, goes_on)| OwnPair { id: PairId(id), partner: String::new(), goes_on });
    let pairs = vec(pair, 0..3);
    (-30i64..30, 1i64..20, option::of(select(Phase::ALL)), subsequence(Duty::ALL, 0..4), pairs).prop_map(
        |(from, months, call, duties, pairs)| {
            let starts_on = TODAY.saturating_add(from.months());
            let ends_on = starts_on.saturating_add(months.months());
            let round = Round { id: RoundId(0), number: 0, starts_on, ends_on, max_pairs: 25 };
            Standing { round, call, duties, pairs, closed: false, archived: false }
        },
    )
}

fn numbered(mut rounds: Vec<Standing>) -> SignedIn {
    rounds.sort_by_key(|standing| std::cmp::Reverse(standing.round.starts_on));
    for (n, standing) in (1u32..).zip(rounds.iter_mut().rev()) {
        standing.round.id = RoundId(n.into());
        standing.round.number = n;
    }
    SignedIn {
        person: PersonId(1),
        name: String::new(),
        organisation: OrganisationId(1),
        session: SessionId(1),
        rounds,
        doors: Vec::new(),
    }
}

fn signed_in() -> impl Strategy<Value = SignedIn> {
    vec(standing(), 1..6).prop_map(numbered)
}

fn topic() -> impl Strategy<Value = Topic> {
    use Topic::{Anything, Applying, Contact, Endorsing, Organising, Pair, Selecting};
    select(vec![Anything, Pair, Applying, Endorsing, Contact, Selecting, Organising])
}

fn takes_part(standing: &Standing) -> bool {
    standing.duties.iter().any(|duty| *duty != Duty::Applicant)
}

/// A round of a greater number that is to come, in which they are nothing.
fn with_a_new_one(who: &SignedIn, call: Option<Phase>) -> SignedIn {
    let starts_on = TODAY.saturating_add(3.months());
    let number = who.rounds[0].round.number + 1;
    let id = RoundId(number.into());
    let round = Round { id, number, starts_on, ends_on: starts_on.saturating_add(14.months()), max_pairs: 25 };
    let new = Standing { round, call, duties: Vec::new(), pairs: Vec::new(), closed: false, archived: false };
    SignedIn { rounds: std::iter::once(new).chain(who.rounds.clone()).collect(), ..who.clone() }
}

proptest! {
    /// A new round takes nobody away from what is theirs, whatever its number; only who
    /// means to apply is led to it while there is a call.
    #[test]
    fn a_new_round_takes_nobody_away(who in signed_in(), topic in topic(), call in option::of(select(Phase::ALL))) {
        prop_assume!(who.rounds.iter().any(Standing::is_theirs));
        let after = with_a_new_one(&who, call);
        let (was, is) = (who.meant(topic, TODAY).unwrap(), after.meant(topic, TODAY).unwrap());
        if topic == Topic::Applying && call == Some(Phase::Open) {
            prop_assert_eq!(is.call, Some(Phase::Open));
        } else {
            prop_assert_eq!(was, is);
        }
        // The control: the greatest number would take everyone away.
        prop_assert!(!after.rounds[0].is_theirs());
    }

    /// Where there is something to do now, that is meant, and not what is to come or was.
    #[test]
    fn what_is_to_be_done_now_is_meant(who in signed_in()) {
        let now = |one: &Standing| {
            (one.goes_on() && one.round.starts_on <= TODAY) || (takes_part(one) && one.round.runs(TODAY))
        };
        let meant = who.meant(Topic::Anything, TODAY).unwrap();
        prop_assert_eq!(now(meant), who.rounds.iter().any(now));
        prop_assert_eq!(meant.is_theirs(), who.rounds.iter().any(Standing::is_theirs));
        let greater = who.rounds.iter().filter(|one| now(one) && one.round.number > meant.round.number).count();
        prop_assert!(!now(meant) || greater == 0, "of several the greatest number");
    }

    /// Whoever is in a pair that goes on finds one at the pair's page; an organiser a round
    /// that they organise.
    #[test]
    fn a_topic_is_found_where_it_is(who in signed_in()) {
        let found = |topic| who.meant(topic, TODAY).unwrap();
        prop_assert_eq!(found(Topic::Pair).goes_on(), who.rounds.iter().any(Standing::goes_on));
        for (topic, duty) in [(Topic::Organising, Duty::Organiser), (Topic::Contact, Duty::ContactPerson), (Topic::Endorsing, Duty::ContactPerson)] {
            let has = |one: &Standing| one.duties.contains(&duty);
            prop_assert_eq!(has(found(topic)), who.rounds.iter().any(has));
        }
    }

    /// A caller is what they are in that round, and nothing of another.
    #[test]
    fn a_caller_is_of_one_round(who in signed_in(), topic in topic()) {
        for standing in who.in_order(topic, TODAY) {
            let caller = who.caller(standing);
            prop_assert_eq!((caller.round, caller.duties, caller.pair), (standing.round.id, standing.duties.clone(), standing.pair()));
            prop_assert_eq!(who.named(standing.round.number, topic), Some(standing));
        }
        let theirs = who.rounds.iter().any(Standing::is_theirs);
        for standing in who.rounds.iter().filter(|one| theirs && !one.is_theirs()) {
            prop_assert_eq!(who.named(standing.round.number, Topic::Organising), None);
        }
    }

    /// Whoever asks in a pair is in that one and in no other, and in its round; nobody asks
    /// in a pair that is not theirs.
    #[test]
    fn a_caller_is_in_one_pair(who in signed_in(), pair in 1i64..9) {
        for standing in &who.rounds {
            let caller = who.caller_in(standing, Some(PairId(pair)));
            prop_assert_eq!(caller.shares(PairId(pair)), standing.has_pair(PairId(pair)));
        }
        let shares = who.callers().any(|caller| caller.shares(PairId(pair)));
        prop_assert_eq!(shares, who.of_pair(PairId(pair)).is_some());
        prop_assert_eq!(who.pairs().len(), who.rounds.iter().map(|one| one.pairs.len()).sum::<usize>());
    }

    /// Whoever helps at a door is led there and let through, in its round alone; wherever no
    /// door is meant, all is as if they did not help.
    #[test]
    fn a_helper_is_led_to_the_door(who in signed_in(), topic in topic(), at in 0usize..6) {
        let round = who.rounds[at % who.rounds.len()].round.clone();
        let title = Localised { sv: String::new(), en: String::new() };
        let door = HelpedDoor { round: round.id, day: DayId(7), slug: "april".to_owned(), title };
        let helper = SignedIn { doors: vec![door], ..who.clone() };
        prop_assert_eq!(helper.meant(topic, TODAY), who.meant(topic, TODAY));
        prop_assert_eq!(helper.in_order(topic, TODAY), who.in_order(topic, TODAY));
        for one in &who.rounds {
            let number = one.round.number;
            prop_assert_eq!(helper.named(number, topic), who.named(number, topic));
            let opens = number == round.number || who.named(number, Topic::Door).is_some();
            prop_assert_eq!(helper.named(number, Topic::Door).is_some(), opens);
        }
        prop_assert!(helper.in_order(Topic::Door, TODAY).iter().any(|one| one.round == round));
        let led = helper.meant(Topic::Door, TODAY).unwrap();
        prop_assert!(led.round == round || led.duties.contains(&Duty::Organiser));
        let came = |round, day| Change::Attendance { round, day: DayId(day) };
        prop_assert!(helper.may_know(&came(round.id, 7)));
        prop_assert_eq!(helper.may_know(&came(round.id, 8)), who.may_know(&came(round.id, 8)));
    }

    /// Strangers are told of what runs, if anything does.
    #[test]
    fn strangers_are_told_of_what_runs(who in signed_in()) {
        let rounds: Vec<_> = who.rounds.into_iter().map(|standing| standing.round).collect();
        let runs = rounds.iter().any(|round| round.runs(TODAY));
        let main = main_round(&rounds, TODAY).unwrap();
        prop_assert!(main.runs(TODAY) == runs && shown_rounds(&rounds, TODAY).contains(&main));
        prop_assert!(shown_rounds(&rounds, TODAY).iter().all(|round| round.runs(TODAY) == runs));
    }
}
