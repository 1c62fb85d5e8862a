//! Who answers what to which day, and when.
//!
//! A day's answers come slowly at first from those who plan far ahead, then,
//! once the day before it is over, from most people: many soon, some only when
//! the time runs out, a few never.

use domain::{day::Answer, people::Role, time};
use jiff::{
    Timestamp, ToSpan,
    civil::{Date, Time},
};
use store::round::{NewDay, NewReply};

use super::{Horizon, MATCHED_ON, address, days::DATES, dice::Dice, people::PAIRS};

/// An answer, and the day it is given.
type Given = (Answer, Date);

/// A participant.
#[derive(Clone, Copy)]
struct Who {
    role: Role,
    /// The number of their pair, from 1.
    pair: usize,
}

/// Every answer that stands today.
pub(super) fn all(days: &[NewDay], horizon: Horizon) -> Vec<NewReply> {
    let participants = (1..=PAIRS.len()).flat_map(|pair| Role::ALL.iter().map(move |role| Who { role: *role, pair }));
    participants.flat_map(|who| (0..).zip(days).flat_map(move |(n, day)| replies(who, n, day, horizon))).collect()
}

/// One person's answers to the segments of the `n`th day.
fn replies(who: Who, n: usize, day: &NewDay, horizon: Horizon) -> Vec<NewReply> {
    let mut dice = dice("tid på dagen", who, n);
    let moments = story(who, n).into_iter().map(|(answer, date)| (answer, moment(&mut dice, date)));
    let Some((answer, at)) = moments.filter(|(_, at)| horizon.past(*at)).last() else { return Vec::new() };
    let invited = (0..).zip(&day.segments).filter(|(_, (audience, ..))| audience.invites(who.role));
    let reply = |segment: usize| NewReply {
        person: address(who.role.name(), who.pair),
        day: day.slug.clone(),
        segment,
        answer: if segment > 0 && leaves_early(who, n) { Answer::No } else { answer },
        at,
    };
    invited.map(|(segment, _)| reply(segment)).collect()
}

/// All that someone will ever answer to the `n`th day, in order.
fn story(who: Who, n: usize) -> Vec<Given> {
    let opens = if n == 0 { MATCHED_ON } else { DATES[n - 1] };
    let reply_by = DATES[n] - 7.days();
    match who {
        // The first pair's adept waits, so that the demo has something to answer.
        Who { pair: 1, role: Role::Adept } => vec![(Answer::Yes, reply_by - 1.day())],
        Who { pair: 1, role: Role::Mentor } => vec![(Answer::Yes, opens + 3.days())],
        _ => drawn(&mut dice("svar", who, n), opens, reply_by),
    }
}

fn drawn(dice: &mut Dice, opens: Date, reply_by: Date) -> Vec<Given> {
    let Some(first) = first_date(dice, opens, reply_by) else { return Vec::new() };
    let answer = match dice.below(100) {
        0..80 => Answer::Yes,
        80..91 => Answer::Maybe,
        _ => Answer::No,
    };
    let mut given = vec![(answer, first)];
    match answer {
        Answer::Maybe if dice.chance(75) => given.push(second_thought(dice, first, reply_by)),
        // Ill, or something came between: a late no.
        Answer::Yes if dice.chance(6) => given.push((Answer::No, reply_by + (1 + dice.below(6)).days())),
        _ => {}
    }
    given
}

/// When someone first answers, if ever.
fn first_date(dice: &mut Dice, opens: Date, reply_by: Date) -> Option<Date> {
    match dice.below(100) {
        0..4 => None,
        4..16 if opens > MATCHED_ON => Some(MATCHED_ON + (1 + dice.below(days_between(MATCHED_ON, opens))).days()),
        _ => {
            // The cube makes early dates likelier.
            let x = dice.below(1000);
            let span = days_between(opens, reply_by);
            Some(opens + (1 + span * x * x * x / 1_000_000_000).days())
        }
    }
}

/// What a maybe becomes.
fn second_thought(dice: &mut Dice, first: Date, reply_by: Date) -> Given {
    let answer = if dice.chance(70) { Answer::Yes } else { Answer::No };
    (answer, first + dice.below(days_between(first, reply_by) + 1).days())
}

/// Whether a mentor skips what comes after the part for everyone.
fn leaves_early(who: Who, n: usize) -> bool {
    dice("går tidigare", who, n).chance(15)
}

/// Some time between seven in the morning and nine in the evening.
fn moment(dice: &mut Dice, date: Date) -> Timestamp {
    let minutes = 7 * 60 + dice.below(14 * 60);
    time::instant(date.to_datetime(Time::midnight()) + minutes.minutes())
}

fn days_between(from: Date, to: Date) -> i64 {
    from.duration_until(to).as_hours() / 24
}

fn dice(matter: &str, who: Who, day: usize) -> Dice {
    Dice::of(&format!("{matter} {}", who.role.name()), [who.pair, day])
}
