//! What holds for every caller, every moment and every text.

use domain::{
    day::{Answer, Audience, DayId, Standing, State, Tally, Terms, choices, decide},
    input::{local_path, onward_path},
    live::Change,
    meeting::{ActionForm, Calendar, LogForm, MINUTES},
    pair::{
        PairId,
        health::{Band, band},
    },
    people::{Caller, Duty, OrganisationId, PersonId, SessionId},
    round::RoundId,
};
use jiff::{Timestamp, ToSpan, civil::date};
use proptest::{collection::vec, option, prelude::*, sample::select, sample::subsequence};

fn moment() -> impl Strategy<Value = Timestamp> {
    (1_767_225_600i64..1_830_297_600).prop_map(|second| Timestamp::from_second(second).unwrap_or_default())
}

/// The terms of a segment that ends after its deadline.
fn terms() -> impl Strategy<Value = Terms> {
    let flags = (any::<bool>(), any::<bool>(), any::<bool>());
    (moment(), 1i64..1_000_000, flags).prop_map(|(reply_by, later, (late_yes, room, offered))| Terms {
        state: State::Published,
        reply_by,
        ends: reply_by + later.seconds(),
        late_yes,
        room,
        offered,
    })
}

fn answer() -> impl Strategy<Value = Answer> {
    select(Answer::ALL)
}

fn caller() -> impl Strategy<Value = Caller> {
    (1i64..4, 1i64..4, 1i64..3, subsequence(Duty::ALL, 0..=Duty::ALL.len()), option::of(1i64..4)).prop_map(
        |(person, organisation, round, duties, pair)| Caller {
            person: PersonId(person),
            name: String::new(),
            organisation: OrganisationId(organisation),
            round: RoundId(round),
            duties,
            pair: pair.map(PairId),
            session: SessionId(1),
        },
    )
}

fn reply() -> impl Strategy<Value = (Change, Audience, PersonId)> {
    (1i64..3, select(Audience::ALL), 1i64..4, 1i64..4, vec(1i64..4, 0..3)).prop_map(
        |(round, audience, person, organisation, pairs)| {
            let change = Change::Reply {
                round: RoundId(round),
                day: DayId(1),
                audience,
                person: PersonId(person),
                organisation: OrganisationId(organisation),
                pairs: pairs.into_iter().map(PairId).collect(),
            };
            (change, audience, PersonId(person))
        },
    )
}

proptest! {
    #[test]
    fn a_no_is_taken_until_the_end(terms in terms(), now in moment()) {
        prop_assert_eq!(decide(Answer::No, now, &terms).is_ok(), now < terms.ends);
    }

    #[test]
    fn yes_and_maybe_are_taken_until_the_deadline(terms in terms(), now in moment()) {
        let late_yes = (terms.offered || terms.late_yes && terms.room) && now < terms.ends;
        prop_assert_eq!(decide(Answer::Maybe, now, &terms).is_ok(), now <= terms.reply_by);
        prop_assert_eq!(decide(Answer::Yes, now, &terms).is_ok(), now <= terms.reply_by || late_yes);
    }

    #[test]
    fn what_is_offered_is_what_is_taken(terms in terms(), now in moment(), answer in answer()) {
        prop_assert_eq!(choices(now, &terms).allow(answer), decide(answer, now, &terms).is_ok());
    }

    #[test]
    fn what_does_not_take_place_takes_no_answer(terms in terms(), now in moment(), answer in answer()) {
        for state in [State::Draft, State::Cancelled] {
            let terms = Terms { state, ..terms };
            prop_assert!(decide(answer, now, &terms).is_err());
        }
    }

    #[test]
    fn time_only_takes_choices_away(terms in terms(), a in moment(), b in moment()) {
        let open = |now| Answer::ALL.iter().filter(|answer| choices(now, &terms).allow(**answer)).count();
        prop_assert!(open(a.min(b)) >= open(a.max(b)));
    }

    #[test]
    fn nobody_is_lost_in_a_tally(everyone in vec(select(Standing::ALL), 0..60)) {
        let tally: Tally = everyone.iter().copied().collect();
        prop_assert_eq!(tally.invited() as usize, everyone.len());
        for standing in Standing::ALL {
            prop_assert_eq!(tally.of(*standing) as usize, everyone.iter().filter(|one| *one == standing).count());
        }
    }

    #[test]
    fn only_mentors_and_those_who_run_things_see_the_mentors_part(caller in caller()) {
        let may = [Duty::Mentor, Duty::Organiser, Duty::ContactPerson].iter().any(|duty| caller.has(*duty))
            // Someone's part in a round is the first of adept and mentor: both at once does not occur.
            && !(caller.has(Duty::Adept) && !caller.has(Duty::Organiser) && !caller.has(Duty::ContactPerson));
        prop_assert_eq!(caller.sees_segment(Audience::Mentors), may);
    }

    #[test]
    fn whoever_is_invited_sees_what_to(caller in caller(), audience in select(Audience::ALL)) {
        prop_assert!(!caller.invited_to(audience) || caller.sees_segment(audience));
    }

    #[test]
    fn no_duty_opens_another_pairs_room(caller in caller(), pair in 1i64..4) {
        prop_assert_eq!(caller.shares(PairId(pair)), caller.pair == Some(PairId(pair)));
    }

    #[test]
    fn a_contact_person_sees_the_own_organisation_only(mut caller in caller(), organisation in 1i64..4) {
        caller.duties = vec![Duty::ContactPerson];
        prop_assert_eq!(caller.sees_answers_of(OrganisationId(organisation)), caller.organisation == OrganisationId(organisation));
    }

    #[test]
    fn an_adept_hears_nothing_of_the_mentors_part(mut caller in caller(), (change, audience, person) in reply()) {
        caller.duties = vec![Duty::Adept];
        prop_assume!(audience == Audience::Mentors && person != caller.person);
        prop_assert!(!caller.may_know(&change));
    }

    #[test]
    fn nothing_is_heard_of_another_round(caller in caller(), (change, ..) in reply(), pair in 1i64..4) {
        let Change::Reply { round, .. } = change else { unreachable!() };
        prop_assume!(round != caller.round);
        prop_assert!(!caller.may_know(&change));
        let meetings = Change::Meetings { round, pair: PairId(pair) };
        prop_assert!(!caller.may_know(&meetings));
    }

    #[test]
    fn a_log_that_is_taken_keeps_its_bounds(
        day in "\\PC{0,12}|202[67]-[01][0-9]-[0-3][0-9]", minutes in "\\PC{0,5}|[0-9]{1,4}", form in "in_person|digital|\\PC{0,9}",
        notes in "\\PC{0,80}", what in "\\PC{0,40}", who in "adept|mentor|\\PC{0,8}", due in "\\PC{0,10}", time in "\\PC{0,8}|[0-2][0-9]:[0-5][0-9]",
    ) {
        let actions = vec![ActionForm { what, who, due, done: String::new() }];
        let typed = LogForm { date: day.clone(), minutes, form, notes, actions, next_date: day, next_time: time, ..LogForm::default() };
        let calendar = Calendar { today: date(2026, 11, 22), round_starts: date(2026, 2, 1) };
        match typed.parse(calendar) {
            Ok(log) => {
                prop_assert!((calendar.round_starts..=calendar.today).contains(&log.facts.date));
                prop_assert!(MINUTES.contains(&log.facts.minutes));
                prop_assert!(log.next.is_none_or(|next| next.date() >= calendar.today));
                prop_assert!(log.actions.iter().all(|action| !action.what.is_empty()));
            }
            Err(errors) => prop_assert!(!errors.is_empty()),
        }
    }

    #[test]
    fn a_path_of_ours_leads_nowhere_else(path in "\\PC{0,30}|/[/\\\\\\t]?[a-z.:@/]{0,20}") {
        if let Some(path) = local_path(&path) {
            prop_assert!(path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\t', '\n', '#']));
        }
        prop_assert!(onward_path(&path).is_none_or(|path| !path.starts_with("/logga-in")));
    }

    #[test]
    fn a_pair_that_waits_never_becomes_more_regular(weeks in 1u32..12, met in 0i32..300, a in 0i32..300, b in 0i32..300) {
        let day = |n: i32| date(2026, 1, 1) + n.days();
        let rank = |today: i32| match band(weeks, Some(day(met)), day(met + today)) {
            Band::Regular => 0,
            Band::Slowing => 1,
            Band::Silent => 2,
            Band::NotStarted => 3,
        };
        prop_assert!(rank(a.min(b)) <= rank(a.max(b)));
    }
}
