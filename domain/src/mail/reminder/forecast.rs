//! What goes out in the weeks to come, as organisers see it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Timestamp, ToSpan, civil::Date};

use super::{Ledger, Reminder, Topic, next_opening};
use crate::{day::DayId, figures, people::PersonId, round::RoundId, time::today};

/// How many weeks ahead.
pub const WEEKS: i64 = 6;

/// What goes out in a round.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forecast {
    /// What is about common days, earliest first.
    pub coming: Vec<Coming>,
    /// What is between the two of a pair, or what people think: a figure for each topic,
    /// for all weeks together.
    pub discreet: Vec<Discreet>,
}

/// What goes out at one moment about a common day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coming {
    /// On which day it goes out.
    pub on: Date,
    /// When it is due: the occasion's name, with its topic and day.
    pub due: Timestamp,
    /// What it is about.
    pub topic: Topic,
    /// Which common day.
    pub day: DayId,
    /// To how many people, as things stand.
    pub people: u32,
    /// Whether an organiser has skipped it.
    pub skipped: bool,
}

/// What goes out of a topic that organisers know no more of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Discreet {
    /// Which.
    pub topic: Topic,
    /// To how many people, in steps of five; `None` for fewer than five.
    pub people: Option<u32>,
}

/// What goes out in a round in the [`WEEKS`] from `now` on.
pub fn coming(plan: &[Reminder], ledger: &Ledger, round: RoundId, now: Timestamp) -> Forecast {
    let last = today(now) + WEEKS.weeks();
    let lies_ahead = |reminder: &&Reminder| {
        let sent = ledger.sent.get(&reminder.thread());
        reminder.round == round && sent.is_none_or(|sent| *sent < reminder.due)
    };
    let mut open = BTreeMap::<(Date, Timestamp, Topic, i64), u32>::new();
    let mut discreet = BTreeMap::<Topic, BTreeSet<PersonId>>::new();
    for reminder in plan.iter().filter(lies_ahead) {
        // What is due by night or on a Sunday goes out when that is over, if it is worth it then.
        let at = next_opening(reminder.due.max(now));
        if at >= reminder.until || today(at) > last {
            continue;
        }
        if reminder.topic.is_open() {
            *open.entry((today(at), reminder.due, reminder.topic, reminder.about)).or_default() += 1;
        } else {
            discreet.entry(reminder.topic).or_default().insert(reminder.person);
        }
    }
    let coming = open.into_iter().map(|((on, due, topic, about), people)| {
        let skipped = ledger.skipped.contains(&(topic, about, due));
        Coming { on, due, topic, day: DayId(about), people, skipped }
    });
    let discreet = discreet.into_iter().map(|(topic, people)| Discreet { topic, people: in_steps(people.len()) });
    Forecast { coming: coming.collect(), discreet: discreet.collect() }
}

/// So many, in steps of five: nobody can tell who is among them.
fn in_steps(people: usize) -> Option<u32> {
    u32::try_from(figures::in_steps(people)).ok().filter(|shown| *shown > 0)
}
