//! What the demo promises, on several days of the round.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    day::{self, Answer, Audience, State, Terms},
    meeting::{ActionForm, Calendar, Form, Log, LogForm},
    pair::{
        health::{Band, band},
        rhythm,
    },
    people::Lang,
};
use jiff::{
    ToSpan,
    civil::{DateTime, Weekday},
};
use store::round::{NewDay, NewPair, NewReply, NewVote};

use super::*;

const NOWS: [&str; 6] = [
    "2026-01-15T10:00Z",
    "2026-02-20T10:00Z",
    "2026-05-22T09:00Z",
    "2026-11-22T10:00Z",
    "2027-04-06T22:30Z",
    "2027-06-01T10:00Z",
];
const USUAL: &str = "2026-11-22T10:00Z";

fn at(now: &str) -> NewRound {
    round(now.parse().unwrap())
}

fn each_now(check: impl Fn(Timestamp, NewRound)) {
    for now in NOWS {
        check(now.parse().unwrap(), at(now));
    }
}

fn duties(round: &NewRound) -> BTreeMap<&str, Duty> {
    round.people.iter().map(|person| (person.email.as_str(), person.duty)).collect()
}

fn logs(round: &NewRound) -> impl Iterator<Item = (&NewPair, &Log)> {
    round.pairs.iter().flat_map(|pair| pair.meetings.iter().map(move |(log, ..)| (pair, log)))
}

fn day<'a>(round: &'a NewRound, reply: &NewReply) -> &'a NewDay {
    round.days.iter().find(|day| day.slug == reply.day).unwrap()
}

fn bands(round: &NewRound, now: Timestamp) -> Vec<Band> {
    let latest = |pair: &NewPair| pair.meetings.iter().map(|(log, ..)| log.facts.date).max();
    round.pairs.iter().map(|pair| band(pair.every_weeks, latest(pair), time::today(now))).collect()
}

/// How many have answered to the first segment of each day.
fn answered(round: &NewRound) -> Vec<usize> {
    let to = |day: &NewDay| round.replies.iter().filter(|r| r.day == day.slug && r.segment == 0).count();
    round.days.iter().map(to).collect()
}

#[test]
fn has_everyone_by_the_known_addresses() {
    each_now(|now, round| {
        assert_eq!((round.number, round.max_pairs, round.organisations.len()), (15, 25, 14));
        let groups =
            [("adept", 22), ("mentor", 22), ("reserv", 3), ("kontakt", 14), ("arbetsgrupp", 3), ("organisator", 2)];
        let expected =
            groups.iter().flat_map(|(word, count)| (1..=*count).map(move |n| format!("{word}{n}@example.org")));
        let known = round.people.iter().map(|person| person.email.as_str().to_owned());
        assert_eq!(known.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
        for (n, pair) in (1..).zip(&round.pairs) {
            assert_eq!((pair.adept.clone(), pair.mentor.clone()), (address("adept", n), address("mentor", n)));
        }
        assert_eq!(round.pairs.len(), if time::today(now) < MATCHED_ON { 0 } else { 22 });
    });
}

/// On the way in there are applications in every state; then all are decided,
/// and until the pairs are told nobody takes part in one.
#[test]
fn applications_come_before_pairs() {
    let states = |now: &str| -> BTreeSet<_> {
        at(now).applications.iter().map(|application| application.state.name()).collect()
    };
    assert!(at("2025-09-15T10:00Z").applications.is_empty());
    assert_eq!(states("2025-10-20T10:00Z"), ["draft", "endorsed", "sent", "supported"].into());
    assert_eq!(states("2025-12-10T10:00Z"), ["endorsed"].into());
    assert_eq!(states("2026-01-15T10:00Z"), ["reserve", "selected"].into());
    let january = at("2026-01-15T10:00Z");
    assert_eq!(january.applications.len(), 47);
    let own = |vote: &NewVote, n| vote.by == address("arbetsgrupp", n);
    let votes = |now, n| at(now).applications.iter().flat_map(|one| &one.votes).filter(|vote| own(vote, n)).count();
    assert_eq!((votes("2025-11-30T10:00Z", 2), votes("2025-12-10T10:00Z", 1)), (0, 0));
    assert!((1..47).contains(&votes("2025-12-10T10:00Z", 2)), "some are read, and some are not");
    assert!(
        january.applications.iter().all(|one| one.votes.len() >= 2),
        "all are read but by their own organisation's"
    );
    assert!(january.people.iter().all(|person| person.duty.role().is_none()));
}

#[test]
fn contact_persons_stand_in_the_order_of_their_organisations() {
    let round = at(USUAL);
    let contacts = round.people.iter().filter(|person| person.duty == Duty::ContactPerson);
    assert_eq!(
        contacts.map(|person| &person.organisation).collect::<Vec<_>>(),
        round.organisations.iter().collect::<Vec<_>>()
    );
}

#[test]
fn every_organisation_takes_part_and_no_pair_is_within_one() {
    let round = at(USUAL);
    let organisation = |email: &EmailAddress| &round.people.iter().find(|p| p.email == *email).unwrap().organisation;
    let mut takes_part = BTreeSet::new();
    for pair in &round.pairs {
        assert_ne!(organisation(&pair.adept), organisation(&pair.mentor), "{}", pair.adept.as_str());
        takes_part.extend([organisation(&pair.adept), organisation(&pair.mentor)]);
    }
    assert_eq!(takes_part, round.organisations.iter().collect());
}

#[test]
fn people_are_invented() {
    let round = at(USUAL);
    let names: BTreeSet<_> = round.people.iter().map(|person| &person.name).collect();
    assert_eq!(names.len(), round.people.len(), "no two of a name");
    for person in &round.people {
        let (_, surname) = person.name.split_once(' ').unwrap();
        assert!(people::SURNAMES.contains(&surname), "{surname}");
    }
    let phones: Vec<_> =
        round.people.iter().map(|person| person.phone.as_str()).filter(|phone| !phone.is_empty()).collect();
    assert_eq!(phones.iter().collect::<BTreeSet<_>>().len(), phones.len(), "no number twice");
    for phone in phones {
        let reserved = ("070-174 06 05"..="070-174 06 99").contains(&phone)
            || ("031-390 06 00"..="031-390 06 49").contains(&phone);
        assert!(reserved && phone.len() == 13, "{phone}");
    }
    assert_eq!(round.people.iter().filter(|person| person.lang == Lang::En).count(), 3);
}

#[test]
fn days_are_the_programmes_own() {
    let round = at(USUAL);
    let days: Vec<_> =
        round.days.iter().map(|day| (day.slug.as_str(), time::local(day.reply_by).to_string())).collect();
    let expected = [
        ("uppstart-2026", "2026-02-27T23:59:00"),
        ("erfarenhetsutbyte-2026", "2026-05-15T23:59:00"),
        ("inspirationsdag-2026", "2026-10-09T23:59:00"),
        ("avslutning-2027", "2027-04-02T23:59:00"),
    ];
    assert_eq!(days, expected.map(|(slug, by)| (slug, by.to_owned())));
    let hours = |day: &NewDay| {
        let hours = day.segments.iter().map(|(audience, from, to)| {
            format!("{} {} {}", audience.name(), time::local(*from), time::local(*to).time())
        });
        hours.collect::<Vec<_>>().join(", ")
    };
    assert_eq!(
        round.days.iter().map(hours).collect::<Vec<_>>(),
        [
            "everyone 2026-03-06T09:00:00 13:00:00, mentors 2026-03-06T13:00:00 15:30:00",
            "everyone 2026-05-22T09:00:00 13:00:00",
            "everyone 2026-10-16T09:00:00 15:00:00",
            "everyone 2027-04-09T09:00:00 13:00:00",
        ]
    );
}

#[test]
fn the_same_day_gives_the_same_data() {
    let debug = |now: &str| format!("{:?}", at(now));
    assert_eq!(debug("2026-11-21T23:00Z"), debug("2026-11-22T22:59Z"), "one Swedish day");
    assert_ne!(debug("2026-11-22T22:59Z"), debug("2026-12-22T22:59Z"));
}

/// But for the next meeting, and the days by which actions are to be done.
#[test]
fn nothing_is_later_than_now() {
    each_now(|now, round| {
        let today = time::today(now);
        assert!(round.replies.iter().all(|reply| reply.at < now));
        for pair in &round.pairs {
            assert!(pair.since <= today);
            assert!(pair.meetings.iter().all(|(log, _, at)| *at < now && log.facts.date < today));
            assert!(pair.next.as_ref().is_none_or(|(next, _)| next.date() > today));
        }
    });
}

#[test]
fn answers_are_those_that_the_rules_take() {
    each_now(|_, round| {
        let duties = duties(&round);
        let mut seen = BTreeSet::new();
        for reply in &round.replies {
            let day = day(&round, reply);
            let (audience, _, ends) = day.segments[reply.segment];
            let role = duties[reply.person.as_str()].role().expect("only participants are invited");
            assert!(audience.invites(role));
            let (state, reply_by) = (State::Published, day.reply_by);
            let terms = Terms { state, reply_by, ends, late_yes: false, room: true, offered: false };
            assert_eq!(day::decide(reply.answer, reply.at, &terms), Ok(()), "{reply:?}");
            assert!(seen.insert((reply.person.as_str(), &reply.day, reply.segment)), "one answer each");
        }
    });
}

#[test]
fn past_days_are_answered_and_coming_ones_less() {
    assert_eq!(answered(&at("2026-01-15T10:00Z")), [0, 0, 0, 0]);
    let usual = at(USUAL);
    let [first, second, third, next] = answered(&usual).try_into().unwrap();
    assert!([first, second, third].iter().all(|n| *n >= 40), "{first} {second} {third}");
    assert!((24..=29).contains(&next), "{next} of 44");
    let share =
        |answer: Answer| usual.replies.iter().filter(|r| r.day == "inspirationsdag-2026" && r.answer == answer).count();
    assert!(share(Answer::Yes) > 30 && (1..=8).contains(&share(Answer::No)) && (1..=4).contains(&share(Answer::Maybe)));
    let late = usual.replies.iter().filter(|reply| reply.at > day(&usual, reply).reply_by).count();
    assert!((1..=9).contains(&late), "{late} late");
    let spring = answered(&at("2026-04-10T10:00Z"));
    assert!(spring[1] > spring[2] && spring[2] > 0 && spring[2] < 10, "{spring:?}");
    let nearer = answered(&at("2027-03-20T10:00Z"))[3];
    assert!(nearer > next, "more the nearer");
}

#[test]
fn mentors_only_answers_come_from_mentors() {
    let round = at(USUAL);
    let duties = duties(&round);
    let own = round.replies.iter().filter(|reply| day(&round, reply).segments[reply.segment].0 == Audience::Mentors);
    let from: Vec<_> = own.map(|reply| duties[reply.person.as_str()]).collect();
    assert!(from.len() >= 20 && from.iter().all(|duty| *duty == Duty::Mentor));
}

#[test]
fn rhythms_are_mixed() {
    let now: Timestamp = USUAL.parse().unwrap();
    let bands = bands(&round(now), now);
    let count = |band: Band| bands.iter().filter(|b| **b == band).count();
    assert_eq!((count(Band::Silent), count(Band::NotStarted)), (2, 1));
    assert!((2..=5).contains(&count(Band::Slowing)), "{bands:?}");
    assert_eq!(bands[0], Band::Regular);
}

#[test]
fn nobody_meets_when_nobody_works() {
    // Written out here, so that the calendar is checked by something other than itself.
    #[rustfmt::skip]
    let free = [
        "2026-04-03", "2026-04-06", "2026-05-01", "2026-05-14", "2026-06-19", "2026-12-24", "2026-12-25", "2026-12-31",
        "2027-01-01", "2027-01-06", "2027-03-26", "2027-03-29", "2027-05-06", "2028-04-14", "2028-04-17", "2028-05-25",
    ]
    .map(|date| date.parse::<Date>().unwrap());
    assert!(free.iter().all(|date| !rhythm::is_working_day(*date)));
    assert!(rhythm::is_working_day(date(2026, 4, 2)) && rhythm::is_working_day(date(2027, 5, 7)));
    let mut now: Timestamp = "2026-02-01T10:00Z".parse().unwrap();
    while now < "2028-06-01T10:00Z".parse().unwrap() {
        let round = round(now);
        let agreed = round.pairs.iter().filter_map(|pair| pair.next.as_ref().map(|(next, _)| *next));
        let proposed =
            round.pairs.iter().filter_map(|pair| pair.open.as_ref()).flat_map(|(_, open)| open.times.clone());
        let next = agreed.chain(proposed);
        for date in logs(&round).map(|(_, log)| log.facts.date).chain(next.clone().map(DateTime::date)) {
            assert!(!matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday), "{date}");
            assert!(date.month() != 7 && !free.contains(&date), "{date}");
        }
        assert!(next.clone().all(|next| (8..=16).contains(&next.hour())), "office hours");
        now += 24.hours() * 17;
    }
}

#[test]
fn every_log_could_have_been_typed() {
    let now: Timestamp = "2027-06-01T10:00Z".parse().unwrap();
    let round = round(now);
    assert!(logs(&round).count() > 200);
    for (_, log) in logs(&round) {
        let calendar = Calendar { today: time::today(now), round_starts: round.starts_on };
        assert_eq!(typed(log).parse(calendar).as_ref(), Ok(log));
        assert!(log.next.is_none(), "the pair's own `next` says it");
    }
}

fn typed(log: &Log) -> LogForm {
    let action = |action: &domain::meeting::Action| ActionForm {
        what: action.what.as_str().to_owned(),
        who: action.who.name().to_owned(),
        due: action.due.map(|due| due.to_string()).unwrap_or_default(),
        done: if action.done { "on".into() } else { String::new() },
    };
    LogForm {
        date: log.facts.date.to_string(),
        minutes: log.facts.minutes.to_string(),
        form: log.facts.form.name().to_owned(),
        notes: log.notes.as_str().to_owned(),
        actions: log.actions.iter().map(action).collect(),
        reflection: log.reflection.as_str().to_owned(),
        ..LogForm::default()
    }
}

#[test]
fn logs_are_as_different_as_people() {
    let round = at(USUAL);
    let count = |what: fn(&Log) -> bool| logs(&round).filter(|(_, log)| what(log)).count();
    let all = count(|_| true);
    let silent = count(|log| log.notes.is_empty() && log.actions.is_empty() && log.reflection.is_empty());
    assert!(silent > all / 10 && silent < all / 2, "{silent} of {all} have no text");
    for form in [Form::InPerson, Form::Digital, Form::StudyVisit] {
        assert!(logs(&round).any(|(_, log)| log.facts.form == form));
    }
    for (_, log) in logs(&round).filter(|(_, log)| !log.notes.is_empty()) {
        let marks = [notes::MARK_SV, notes::MARK_EN];
        assert!(marks.iter().any(|mark| log.notes.as_str().ends_with(mark)), "every note says that it is made up");
    }
    let english = count(|log| log.notes.as_str().ends_with(notes::MARK_EN));
    assert!((3..20).contains(&english), "{english}");
    assert!(round.pairs.iter().flat_map(|pair| &pair.meetings).all(|(_, by, _)| !by.as_str().is_empty()));
}

#[test]
fn a_log_is_written_by_one_of_the_two_after_the_meeting() {
    for pair in at(USUAL).pairs {
        for (log, by, at) in pair.meetings {
            assert!(by == pair.adept || by == pair.mentor);
            assert!(time::today(at) >= log.facts.date);
        }
    }
}

#[test]
fn the_first_pair_is_rich() {
    let round = at(USUAL);
    let pair = &round.pairs[0];
    let logs: Vec<_> = pair.meetings.iter().map(|(log, ..)| log).collect();
    assert!(logs.len() >= 6 && logs.iter().all(|log| !log.notes.is_empty()));
    let forms: BTreeSet<_> = logs.iter().map(|log| log.facts.form).collect();
    assert_eq!(forms.len(), 3);
    let (done, open): (Vec<_>, Vec<_>) = logs.iter().flat_map(|log| &log.actions).partition(|action| action.done);
    assert!(done.len() >= 4 && !open.is_empty());
    let writers: BTreeSet<_> = pair.meetings.iter().map(|(_, by, _)| by.as_str()).collect();
    assert_eq!(writers.len(), 2, "both write");
    let next = pair.next.as_ref().expect("a next meeting").0.date();
    let days = date(2026, 11, 22).until(next).unwrap().get_days();
    assert!((7..=14).contains(&days), "{days} days ahead");
}

#[test]
fn the_first_adept_has_something_to_answer() {
    let round = at(USUAL);
    let reply = |who: &str| round.replies.iter().find(|r| r.person.as_str() == who && r.day == "avslutning-2027");
    assert!(reply("adept1@example.org").is_none());
    assert_eq!(reply("mentor1@example.org").unwrap().answer, Answer::Yes);
}

#[test]
fn a_day_has_an_aftermath_once_it_is_over() {
    each_now(|now, round| {
        for day in &round.days {
            let over = time::today(day.segments[0].1) < time::today(now);
            assert_eq!(day.past.is_some(), over, "{} on {now}", day.slug);
            let Some(past) = &day.past else { continue };
            let said_yes = |person: &EmailAddress| {
                round.replies.iter().any(|r| r.day == day.slug && r.person == *person && r.answer != Answer::No)
            };
            assert!(past.check_ins.len() > 20 && past.check_ins.iter().all(|one| said_yes(&one.person)));
            let came = |person: &EmailAddress| past.check_ins.iter().any(|one| one.person == *person);
            assert!(past.evaluations.iter().all(|(person, _)| came(person)));
            assert!(past.materials.iter().all(|(file, at)| *at < now && file.kind.fits(&file.content)));
            assert!(past.thanked_at.is_none_or(|at| at < now));
        }
    });
    let usual = at(USUAL);
    let past: Vec<_> = usual.days.iter().filter_map(|day| day.past.as_ref()).collect();
    assert_eq!(past.len(), 3);
    for past in past {
        assert!(past.evaluations.len() > 15 && !past.materials.is_empty() && past.thanked_at.is_some());
    }
}
