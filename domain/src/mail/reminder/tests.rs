//! Clocks that jump, days that move, people who change their minds, servers that start
//! again: each reminder once, and none after its reason is gone.

use std::collections::BTreeSet;

use jiff::{SignedDuration, civil::date};
use proptest::prelude::*;

use super::*;
use crate::{
    day::Answer,
    pair::status::State,
    time::{instant, today},
};

const ROUND: RoundId = RoundId(15);
const DAY: DayId = DayId(1);
const PEOPLE: usize = 3;

/// Two days before a deadline are Christmas, and the last morning before it is the one
/// after that of the week before the deadline.
const CHRISTMAS: i64 = 270;

/// What happens at some hour.
#[derive(Clone, Debug)]
enum Event {
    /// Someone answers, or takes their answer back.
    Answers(usize, Option<Answer>),
    /// The day and its deadline are moved by so many days; whoever had answered is asked again.
    Moves(i64),
    /// The clock jumps by so many hours.
    Jumps(i64),
    /// An organiser asks everyone who has not answered.
    Asks,
}

fn event() -> impl Strategy<Value = Event> {
    let answer = prop_oneof![Just(None), Just(Some(Answer::Yes)), Just(Some(Answer::No)), Just(Some(Answer::Maybe))];
    prop_oneof![
        4 => (0..PEOPLE, answer).prop_map(|(who, answer)| Event::Answers(who, answer)),
        2 => (-9i64..30).prop_map(Event::Moves),
        2 => (-300i64..600).prop_map(Event::Jumps),
        1 => Just(Event::Asks),
    ]
}

/// A common day, and what three people have said to it.
struct World {
    now: Timestamp,
    starts: Timestamp,
    reply_by: Timestamp,
    answers: [Option<Answer>; PEOPLE],
    answered: [Timestamp; PEOPLE],
    moved: [Option<Timestamp>; PEOPLE],
    asked: [Option<Timestamp>; PEOPLE],
    /// All that is left when a server starts again.
    ledger: Ledger,
}

impl World {
    fn new(begins: Timestamp) -> Self {
        let first = today(begins);
        Self {
            now: begins,
            starts: instant((first + 40.days()).at(9, 0, 0, 0)),
            reply_by: instant((first + 33.days()).at(17, 0, 0, 0)),
            answers: [None; PEOPLE],
            answered: [begins; PEOPLE],
            moved: [None; PEOPLE],
            asked: [None; PEOPLE],
            ledger: Ledger::default(),
        }
    }

    fn happens(&mut self, event: &Event) {
        match event {
            Event::Answers(who, answer) => {
                self.answers[*who] = *answer;
                self.answered[*who] = self.now;
            }
            Event::Moves(days) => {
                let moved = |at: Timestamp| instant(local(at) + days.days());
                (self.starts, self.reply_by) = (moved(self.starts), moved(self.reply_by));
                for who in 0..PEOPLE {
                    self.moved[who] = self.answers[who].take().map(|_| self.now).or(self.moved[who]);
                    self.asked[who] = Some(self.now);
                }
            }
            Event::Jumps(hours) => self.now += SignedDuration::from_hours(*hours),
            Event::Asks => {
                for who in 0..PEOPLE {
                    self.asked[who] = self.asked[who].filter(|_| self.answers[who].is_some()).or(Some(self.now));
                }
            }
        }
    }

    fn known(&self) -> Known {
        let people = || (0..PEOPLE).map(|who| (who, PersonId(i64::try_from(who).unwrap())));
        let ahead = self.starts > self.now;
        let missing = people().filter(|(who, _)| ahead && self.answers[*who].is_none()).map(|(who, person)| {
            let (moved, asked) = (self.moved[who], self.asked[who]);
            MissingAnswer { person, day: DAY, round: ROUND, reply_by: self.reply_by, starts: self.starts, moved, asked }
        });
        let coming = people().filter(|(who, _)| ahead && self.answers[*who] == Some(Answer::Yes));
        let coming = coming.map(|(who, person)| Attending {
            person,
            day: DAY,
            round: ROUND,
            starts: self.starts,
            answered: self.answered[who],
        });
        Known { missing: missing.collect(), coming: coming.collect(), ..Known::default() }
    }

    /// What goes out now.
    fn send(&mut self) -> Vec<Reminder> {
        let due = due(&plan(&self.known(), self.now), &self.ledger, self.now);
        let sent: Vec<_> = due.into_values().flatten().collect();
        self.ledger.note(&sent, self.now);
        for reminder in sent.iter().filter(|reminder| reminder.topic == Topic::Reply) {
            self.asked[usize::try_from(reminder.person.0).unwrap()] = Some(self.now);
        }
        sent
    }

    fn answer_of(&self, person: PersonId) -> Option<Answer> {
        self.answers[usize::try_from(person.0).unwrap()]
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever happens: each reminder once, none that comes before what was sent, none
    /// whose reason is gone, none by night or on a Sunday, and one email at a time.
    #[test]
    fn each_is_sent_once_and_for_a_reason(
        begins in 0i64..365,
        minute in 0i64..60,
        mut events in prop::collection::vec((0usize..1500, event()), 0..14),
    ) {
        let begins = instant((date(2026, 3, 1) + begins.days()).at(3, 0, 0, 0)) + SignedDuration::from_mins(minute);
        let mut world = World::new(begins);
        let mut seen = BTreeSet::new();
        let mut latest = std::collections::BTreeMap::<Thread, Timestamp>::new();
        events.sort_by_key(|(at, _)| *at);
        let mut events = events.into_iter().peekable();
        for hour in 0..1500 {
            while let Some((_, event)) = events.next_if(|(at, _)| *at <= hour) {
                world.happens(&event);
            }
            let sent = world.send();
            let threads: BTreeSet<_> = sent.iter().map(Reminder::thread).collect();
            prop_assert_eq!(threads.len(), sent.len(), "the newest only");
            prop_assert!(sent.is_empty() || !is_quiet(world.now));
            for reminder in sent {
                prop_assert!(seen.insert((reminder.thread(), reminder.due)), "twice: {:?}", reminder);
                let earlier = latest.insert(reminder.thread(), reminder.due);
                prop_assert!(earlier.is_none_or(|earlier| earlier < reminder.due), "backwards: {:?}", reminder);
                prop_assert!(world.now >= reminder.due && world.now < world.starts);
                let answer = world.answer_of(reminder.person);
                prop_assert_eq!(answer, (reminder.topic != Topic::Reply).then_some(Answer::Yes));
                let again = due(&plan(&world.known(), world.now), &world.ledger, world.now);
                prop_assert!(again.is_empty(), "two servers, or one that starts again");
            }
            world.now += SignedDuration::from_hours(1);
        }
    }

    /// With a clock that only goes on, everyone gets one email a day at most, and each
    /// reminder that stays due goes out on its day.
    #[test]
    fn nothing_is_left_out(begins in prop_oneof![0i64..365, Just(CHRISTMAS)], yes in 0i64..32) {
        let first = date(2026, 3, 1) + begins.days();
        let mut world = World::new(instant(first.at(3, 0, 0, 0)));
        world.answers = [None, Some(Answer::No), None];
        let planned: Vec<_> = plan(&world.known(), world.now).into_iter().filter(|one| one.due > world.now).collect();
        let mut sent = Vec::new();
        let mut days = BTreeSet::new();
        for hour in 0..1000 {
            if hour == 24 * yes {
                world.happens(&Event::Answers(2, Some(Answer::Yes)));
            }
            for reminder in world.send() {
                prop_assert!(days.insert((reminder.person, today(world.now))));
                prop_assert_eq!(today(reminder.due), today(world.now));
                sent.push(reminder);
            }
            world.now += SignedDuration::from_hours(1);
        }
        let of = |all: &[Reminder], who| all.iter().filter(|one| one.person == PersonId(who)).copied().collect::<Vec<_>>();
        prop_assert_eq!(of(&sent, 0), of(&planned, 0));
        let many = if begins == CHRISTMAS { 3 } else { 4 };
        prop_assert_eq!(of(&sent, 0).len(), many, "two weeks, one week, two days, and after the deadline");
        prop_assert_eq!(of(&sent, 1), []);
        let eve = of(&sent, 2).into_iter().filter(|one| one.topic == Topic::DayBefore).count();
        prop_assert_eq!(eve, 1);
    }

    /// Also in the nights in which the clocks change.
    #[test]
    fn everything_is_due_in_the_morning_and_in_order(days in 0i64..800, hour in 0i8..24, moved in 0i64..30) {
        let starts = instant((date(2026, 3, 1) + days.days()).at(hour, 30, 0, 0));
        let reply_by = starts - SignedDuration::from_hours(24 * 7);
        let person = PersonId(0);
        let moved = reply_by - SignedDuration::from_hours(24 * moved);
        let missing = MissingAnswer { person, day: DAY, round: ROUND, reply_by, starts, moved: Some(moved), asked: None };
        let attending = Attending { person, day: DAY, round: ROUND, starts, answered: moved };
        let known = Known { missing: vec![missing], coming: vec![attending], ..Known::default() };
        let plan = plan(&known, moved - SignedDuration::from_hours(24 * 60));
        for reminder in &plan {
            prop_assert_eq!(local(reminder.due).time(), jiff::civil::time(MORNING, 0, 0, 0));
            prop_assert!(!is_quiet(reminder.due));
            prop_assert!(reminder.due < reminder.until && reminder.until <= starts);
        }
        let replies: Vec<_> = plan.iter().filter(|one| one.topic == Topic::Reply).collect();
        prop_assert!(replies.windows(2).all(|two| two[0].until == two[1].due));
    }
}

fn pair(agreed: Option<(DateTime, Timestamp)>) -> KnownPair {
    let status = PairStatus {
        decided: State::Active,
        since: date(2026, 3, 6),
        paused_until: None,
        round_ends: date(2027, 4, 9),
        extended_to: None,
    };
    KnownPair {
        pair: PairId(7),
        round: ROUND,
        round_starts: date(2026, 1, 1),
        two: [PersonId(1), PersonId(2)],
        since: date(2026, 3, 6),
        status,
        every_weeks: 4,
        held: Some(date(2026, 11, 20)),
        ahead: agreed.map(|(at, _)| at.date()),
        agreed,
        answered: [Some(date(2026, 11, 1)), None],
    }
}

fn at(day: Date, hour: i8) -> Timestamp {
    instant(day.at(hour, 0, 0, 0))
}

/// What someone gets day by day, at noon: the topics of each email.
fn by_day(known: &Known, person: PersonId, from: Date, days: i64) -> Vec<(Date, Vec<Topic>)> {
    let mut ledger = Ledger::default();
    let mut got = Vec::new();
    for day in (0..days).map(|n| from + n.days()) {
        let now = at(day, 12);
        let sent = due(&plan(known, now), &ledger, now);
        for (to, sent) in &sent {
            ledger.note(sent, now);
            if *to == person {
                got.push((day, sent.iter().map(|one| one.topic).collect()));
            }
        }
    }
    got
}

#[test]
fn a_pair_hears_of_its_meeting_and_of_what_comes_after() {
    // On a Monday: the eve is a Sunday, so they hear of it on Saturday.
    let meets = date(2026, 12, 7);
    let known =
        Known { pairs: vec![pair(Some((meets.at(10, 0, 0, 0), at(date(2026, 11, 25), 9))))], ..Known::default() };
    let got = by_day(&known, PersonId(1), date(2026, 11, 26), 24);
    let one = |day, topic| (date(2026, 12, day), vec![topic]);
    assert_eq!(got, [one(5, Topic::Tomorrow), one(8, Topic::ToLog), one(15, Topic::ToLog)]);
}

#[test]
fn what_falls_on_a_day_is_one_email() {
    let attending = Attending {
        person: PersonId(1),
        day: DAY,
        round: ROUND,
        starts: at(date(2026, 12, 11), 9),
        answered: at(date(2026, 11, 1), 9),
    };
    let meets = date(2026, 12, 11).at(15, 0, 0, 0);
    let pairs = vec![pair(Some((meets, at(date(2026, 11, 25), 9))))];
    let known = Known { coming: vec![attending], pairs, ..Known::default() };
    let got = by_day(&known, PersonId(1), date(2026, 12, 1), 11);
    assert_eq!(got, [(date(2026, 12, 10), vec![Topic::DayBefore, Topic::Tomorrow])]);
}

#[test]
fn a_slipped_rhythm_waits_for_a_working_day_and_comes_again() {
    let known = Known { pairs: vec![pair(None)], ..Known::default() };
    let slipped = |(day, topics): (Date, Vec<Topic>)| topics.contains(&Topic::Slipped).then_some(day);
    let got: Vec<_> = by_day(&known, PersonId(1), date(2026, 12, 1), 60).into_iter().filter_map(slipped).collect();
    assert_eq!(got, [date(2026, 12, 21), date(2027, 1, 18)], "two Mondays after Saturdays");
}

#[test]
fn a_meeting_that_lies_ahead_keeps_the_rhythm() {
    let meets = date(2027, 1, 28).at(9, 0, 0, 0);
    let known = Known { pairs: vec![pair(Some((meets, at(date(2026, 11, 25), 9))))], ..Known::default() };
    let got = by_day(&known, PersonId(1), date(2026, 12, 1), 58);
    assert!(got.iter().all(|(_, topics)| !topics.contains(&Topic::Slipped)), "{got:?}");
}

#[test]
fn the_pulse_is_asked_of_whoever_has_not_answered() {
    let known = Known { pairs: vec![pair(None)], ..Known::default() };
    let pulse = |(day, topics): (Date, Vec<Topic>)| topics.contains(&Topic::Pulse).then_some(day);
    let got =
        |who| by_day(&known, PersonId(who), date(2026, 11, 1), 30).into_iter().filter_map(pulse).collect::<Vec<_>>();
    assert_eq!(got(1), []);
    assert_eq!(got(2), [date(2026, 11, 2), date(2026, 11, 16)]);
}

#[test]
fn a_kind_that_is_chosen_away_is_not_sent() {
    let known = Known { pairs: vec![pair(None)], away: [(PersonId(1), Kind::Rhythm)].into(), ..Known::default() };
    assert!(by_day(&known, PersonId(1), date(2026, 12, 1), 30).is_empty());
    assert!(!by_day(&known, PersonId(2), date(2026, 12, 1), 30).is_empty());
}

#[test]
fn an_organiser_sees_days_and_figures_and_can_skip() {
    let world = World::new(at(date(2026, 3, 2), 3));
    let meets = date(2026, 3, 20).at(10, 0, 0, 0);
    let known = Known { pairs: vec![pair(Some((meets, world.now)))], ..world.known() };
    let (mut ledger, mut plan) = (Ledger::default(), plan(&known, world.now));
    let forecast = coming(&plan, &ledger, ROUND, world.now);
    assert_eq!(forecast.coming.iter().map(|one| one.people).collect::<Vec<_>>(), [3, 3, 3, 3]);
    assert!(forecast.discreet.iter().all(|one| one.people.is_none()), "two people of one pair");
    assert_eq!(coming(&plan, &ledger, RoundId(16), world.now), Forecast::default());

    ledger.skipped.insert(plan.iter().find(|one| one.topic == Topic::Reply).unwrap().occasion());
    let skipped = coming(&plan, &ledger, ROUND, world.now).coming;
    assert_eq!(skipped.iter().map(|one| one.skipped).collect::<Vec<_>>(), [true, false, false, false]);
    plan.retain(|one| one.topic == Topic::Reply);
    assert!(due(&plan, &ledger, plan[0].due).is_empty());
}
