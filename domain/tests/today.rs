//! What needs an organiser today: nothing twice, nothing after its reason is gone.

use std::collections::HashSet;

use domain::{
    application::State as Application,
    dashboard::DayName,
    day::{SegmentId, State as DayState},
    pair::{
        PairId,
        health::Band,
        help_request::{HelpRequestId, OpenHelpRequest},
        status::{PairStatus, State},
    },
    people::{Localised, PersonId, Role},
    round::{
        RoundId,
        call::Phase,
        start::Progress,
        today::{ApplicationsFact, DayFact, Delay, Facts, Item, Key, Kind, PairFact, Queue, Reachable, Today},
    },
    time,
};
use jiff::{SignedDuration, Timestamp, ToSpan};
use proptest::{collection::vec, option, prelude::*, sample::select};

fn now() -> Timestamp {
    "2026-11-22T12:00Z".parse().unwrap_or_default()
}

/// A moment within some weeks of now.
fn moment() -> impl Strategy<Value = Timestamp> {
    (-1_500i64..1_500).prop_map(|hours| now() + SignedDuration::from_hours(hours))
}

fn round() -> impl Strategy<Value = RoundId> {
    (1i64..3).prop_map(RoundId)
}

fn someone(number: i64) -> Reachable {
    let text = || number.to_string();
    Reachable { person: PersonId(number), name: text(), organisation: text(), email: text(), phone: text() }
}

fn request() -> impl Strategy<Value = (RoundId, PairId, OpenHelpRequest)> {
    (round(), 1i64..4, 1i64..20, moment()).prop_map(|(round, pair, id, at)| {
        let request = OpenHelpRequest {
            id: HelpRequestId(id),
            name: String::new(),
            role: Role::Adept,
            organisation: String::new(),
            email: String::new(),
            phone: String::new(),
            at,
            word: String::new(),
            shared: false,
            seen_by: None,
        };
        (round, PairId(pair), request)
    })
}

fn pair() -> impl Strategy<Value = (RoundId, PairFact)> {
    let state = select(vec![State::Active, State::Paused, State::Ended]);
    (round(), 1i64..9, moment(), moment(), state, select(Band::ALL)).prop_map(
        |(round, id, since, changed, decided, band)| {
            let status = PairStatus {
                decided,
                since: time::today(changed),
                paused_until: None,
                round_ends: time::today(now()).saturating_add(90.days()),
                extended_to: None,
            };
            let people = [someone(id), someone(-id)];
            (round, PairFact { id: PairId(id), people, since: time::today(since), status, band })
        },
    )
}

fn day() -> impl Strategy<Value = (RoundId, DayFact)> {
    let unanswered = vec((1i64..50, option::of(moment())), 0..4);
    let queues = vec((1i64..9, 0u32..3), 0..3);
    (round(), 1i64..9, moment(), moment(), any::<bool>(), unanswered, queues, select(DayState::ALL)).prop_map(
        |(round, id, reply_by, starts, thanked, unanswered, queues, state)| {
            let queue = |(segment, waiting)| Queue { segment: SegmentId(segment), waiting, seats: 10 };
            let fact = DayFact {
                id,
                name: DayName { slug: id.to_string(), title: Localised { sv: String::new(), en: String::new() } },
                state,
                reply_by,
                starts,
                ends: starts + SignedDuration::from_hours(6),
                thanked,
                unanswered: unanswered.into_iter().map(|(id, at)| (someone(id), at)).collect(),
                queues: queues.into_iter().map(queue).collect(),
            };
            (round, fact)
        },
    )
}

fn applications() -> impl Strategy<Value = (RoundId, ApplicationsFact)> {
    (round(), select(Application::ALL), 0u32..4, moment(), select(Phase::ALL), moment()).prop_map(
        |(round, state, count, since, phase, closes)| {
            (round, ApplicationsFact { state, count, since, call: (phase, closes) })
        },
    )
}

fn progress() -> impl Strategy<Value = Progress> {
    (any::<bool>(), 0u32..3, 0u32..3, 0u32..2, 0u32..2, any::<bool>()).prop_map(
        |(network, organisations, without_contact, published, working_group, privacy)| Progress {
            network,
            organisations,
            without_contact: without_contact.min(organisations),
            published,
            working_group,
            privacy,
            ..Progress::default()
        },
    )
}

fn facts() -> impl Strategy<Value = Facts> {
    let many = (vec(request(), 0..4), vec(pair(), 0..6), vec(day(), 0..4), vec(applications(), 0..5));
    (many, option::of((round(), 0u32..3)), option::of((round(), progress()))).prop_map(
        |((help_requests, pairs, days, applications), undelivered, progress)| Facts {
            help_requests,
            pairs,
            days,
            applications,
            undelivered,
            progress,
            put_off: Vec::new(),
        },
    )
}

fn keys(today: &Today) -> Vec<Key> {
    today.entries.iter().map(|entry| entry.key).collect()
}

proptest! {
    /// Each item is there once, in the order of the kinds; but for a day that is today,
    /// which comes right after those who ask for help.
    #[test]
    fn nothing_is_told_twice(facts in facts()) {
        let today = Today::of(&facts, now());
        let keys = keys(&today);
        prop_assert_eq!(keys.iter().collect::<HashSet<_>>().len(), keys.len());
        let is_today = |item: &Item| matches!(item, Item::Day { nearness: domain::round::today::Nearness::Today, .. });
        let kinds: Vec<_> =
            today.entries.iter().filter(|entry| !is_today(&entry.what)).map(|entry| entry.key.kind).collect();
        prop_assert!(kinds.is_sorted(), "{:?}", kinds);
        let asks: HashSet<_> = facts.help_requests.iter().map(|(_, pair, _)| pair.0).collect();
        let of_pairs = [Kind::PairEnded, Kind::PairNotStarted, Kind::PairSilent];
        let told = keys.iter().filter(|key| of_pairs.contains(&key.kind)).any(|key| asks.contains(&key.about));
        prop_assert!(!told, "a pair that asks is told of once");
    }

    /// Without its reason an item is gone, and nothing else is told instead; but for a pair
    /// whose request for help is gone.
    #[test]
    fn nothing_is_told_after_its_reason_is_gone(facts in facts()) {
        for key in keys(&Today::of(&facts, now())) {
            let mut without = facts.clone();
            match key.kind {
                Kind::HelpRequest => without.help_requests.retain(|(round, _, request)| (*round, request.id.0) != (key.round, key.about)),
                Kind::PairEnded | Kind::PairNotStarted | Kind::PairSilent => {
                    without.pairs.retain(|(round, pair)| (*round, pair.id.0) != (key.round, key.about));
                }
                Kind::Unanswered => for (_, day) in without.days.iter_mut().filter(|(round, day)| (*round, day.id) == (key.round, key.about)) {
                    day.unanswered.clear();
                },
                Kind::Queue => for (_, day) in without.days.iter_mut().filter(|(round, _)| *round == key.round) {
                    day.queues.retain(|queue| queue.segment.0 != key.about);
                },
                Kind::Day => without.days.retain(|(round, day)| (*round, day.id) != (key.round, key.about)),
                Kind::Applications => without.applications.retain(|(round, _)| *round != key.round),
                Kind::Undelivered => without.undelivered = None,
                Kind::Vacant | Kind::SetUp => without.progress = None,
            }
            let left = keys(&Today::of(&without, now()));
            prop_assert!(!left.contains(&key), "{:?}", key);
        }
    }

    /// What is put off is kept apart until then, and nothing else is.
    #[test]
    fn what_is_put_off_comes_back_by_itself(mut facts in facts(), at in 0usize..20, hours in 1i64..100) {
        let all = keys(&Today::of(&facts, now()));
        prop_assume!(!all.is_empty());
        let key = all[at % all.len()];
        let until = now() + SignedDuration::from_hours(hours);
        facts.put_off = vec![(key, until)];
        let today = Today::of(&facts, now());
        prop_assert_eq!(today.put_off.iter().map(|(entry, until)| (entry.key, *until)).collect::<Vec<_>>(), [(key, until)]);
        prop_assert_eq!(keys(&today).len() + 1, all.len());
        facts.put_off = vec![(key, now())];
        prop_assert_eq!(keys(&Today::of(&facts, now())), all);
    }

    /// Whoever is left in peace is back in the morning, at local midnight, in winter and in summer.
    #[test]
    fn a_delay_ends_at_midnight(hours in 0i64..20_000) {
        let now = now() + SignedDuration::from_hours(hours);
        for delay in Delay::ALL {
            let until = time::local(delay.until(now));
            prop_assert_eq!((until.hour(), until.minute()), (0, 0));
            prop_assert!(until > time::local(now));
        }
    }
}
