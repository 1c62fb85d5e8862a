//! What is due when, as things stand.

use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date};

use super::{
    Attending, HeldSeat, Known, KnownPair, MissingAnswer, OpenEvaluation, Reminder, Topic, brought_forward,
    forecast::WEEKS, morning, put_off,
};
use crate::{
    day::seats::OFFER,
    pair::{pulse, rhythm, status::State},
    people::PersonId,
    round::RoundId,
    time::{instant, today},
};

/// How many days before the deadline someone is reminded who has not answered.
const BEFORE_DEADLINE: [i64; 3] = [14, 7, 2];
/// How many days after a move whoever had answered is asked to confirm.
const AFTER_MOVE: i64 = 3;
/// How soon after they were asked, by whatever email, nobody is asked again.
const PAUSE: SignedDuration = SignedDuration::from_hours(48);
/// How many days after a meeting that is not logged, and how long that is worth a word.
const AFTER_MEETING: [i64; 2] = [1, 8];
const LOG_DAYS: i64 = 22;
/// How many days after the pulse's question, and how long that is worth a word.
const AFTER_QUESTION: [i64; 2] = [0, 14];
const PULSE_DAYS: i64 = 28;
/// How many days before an evaluation closes.
const BEFORE_CLOSING: i64 = 2;
/// How long someone has had the offer of a seat before they are reminded of it.
const OFFERED_FOR: SignedDuration = SignedDuration::from_hours(12);

/// Every reminder from now on, as things stand at `now`, with those of the past whose
/// reason still holds; those that depend on the passing of time up to [`WEEKS`] ahead.
/// In order.
pub fn plan(known: &Known, now: Timestamp) -> Vec<Reminder> {
    let missing = known.missing.iter().flat_map(MissingAnswer::reminders);
    let coming = known.coming.iter().filter_map(Attending::reminder);
    let held = known.held.iter().filter_map(HeldSeat::reminder);
    let evaluations = known.evaluations.iter().filter_map(OpenEvaluation::reminder);
    let pairs = known.pairs.iter().flat_map(|pair| pair.reminders(today(now)));
    let wanted = |reminder: &Reminder| {
        reminder.until > now && reminder.topic.kind().is_none_or(|kind| !known.away.contains(&(reminder.person, kind)))
    };
    let all = missing.chain(coming).chain(held).chain(evaluations).chain(pairs);
    let mut all: Vec<_> = all.filter(wanted).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Whom it is for, and what it is about.
#[derive(Clone, Copy)]
struct To {
    person: PersonId,
    topic: Topic,
    about: i64,
    round: RoundId,
}

impl To {
    /// One after the other: each holds until the next is due, and the last until `end`.
    fn steps(self, mut due: Vec<Timestamp>, end: Timestamp) -> Vec<Reminder> {
        due.sort_unstable();
        due.dedup();
        let ends = due.iter().skip(1).copied().chain([end]);
        let steps = due.iter().zip(ends).filter_map(|(due, until)| self.one(*due, None, until.min(end)));
        steps.collect()
    }

    fn one(self, due: Timestamp, since: Option<Timestamp>, until: Timestamp) -> Option<Reminder> {
        let Self { person, topic, about, round } = self;
        let is_wanted = due < until && since.is_none_or(|since| due >= since);
        is_wanted.then_some(Reminder { person, topic, about, round, due, until })
    }
}

impl MissingAnswer {
    fn reminders(&self) -> Vec<Reminder> {
        let to = To { person: self.person, topic: Topic::Reply, about: self.day.0, round: self.round };
        let deadline = today(self.reply_by);
        let before = BEFORE_DEADLINE.iter().map(|days| morning(brought_forward(deadline - days.days())));
        let confirm = self.moved.map(|moved| morning(put_off(today(moved) + AFTER_MOVE.days())));
        let late = morning(put_off(deadline + 1.day()));
        let since = self.asked.map(|asked| asked + PAUSE);
        let due = before.chain(confirm.filter(|confirm| *confirm < self.reply_by)).chain([late]);
        let mut due: Vec<_> = due.filter(|due| since.is_none_or(|since| *due >= since)).collect();
        due.sort_unstable();
        // What a holiday has brought close to the one before would not be sent after it.
        due.dedup_by(|due, before| *due < *before + PAUSE);
        to.steps(due, self.starts)
    }
}

impl Attending {
    /// Whoever says on the eve that they come knows where and when.
    fn reminder(&self) -> Option<Reminder> {
        let to = To { person: self.person, topic: Topic::DayBefore, about: self.day.0, round: self.round };
        to.one(morning(brought_forward(today(self.starts) - 1.day())), Some(self.answered), self.starts)
    }
}

impl HeldSeat {
    /// In the last morning, unless they have only just heard of it.
    fn reminder(&self) -> Option<Reminder> {
        let to = To { person: self.person, topic: Topic::Seat, about: self.segment, round: self.round };
        let offered = self.until - OFFER;
        to.one(morning(brought_forward(today(self.until - OFFERED_FOR))), Some(offered + OFFERED_FOR), self.until)
    }
}

impl OpenEvaluation {
    fn reminder(&self) -> Option<Reminder> {
        let to = To { person: self.person, topic: Topic::Evaluation, about: self.day.0, round: self.round };
        let due = morning(brought_forward(today(self.closes) - BEFORE_CLOSING.days()));
        to.one(due, Some(self.opens + OFFERED_FOR), self.closes)
    }
}

impl KnownPair {
    fn reminders(&self, today: Date) -> Vec<Reminder> {
        let last = today + WEEKS.weeks();
        let horizon: Vec<_> = today.series(1.day()).take_while(|day| *day <= last).collect();
        let both = self.two.iter().zip(self.answered);
        let mut all = Vec::new();
        for (person, answered) in both {
            let to = |topic, about| To { person: *person, topic, about, round: self.round };
            all.extend(self.tomorrow(to(Topic::Tomorrow, self.pair.0)));
            all.extend(self.to_log(to(Topic::ToLog, self.pair.0)));
            all.extend(self.slipped(to(Topic::Slipped, self.pair.0), &horizon));
            all.extend(self.pulse(to(Topic::Pulse, self.round.0), answered, &horizon));
        }
        all
    }

    /// Unless they settled it that day.
    fn tomorrow(&self, to: To) -> Option<Reminder> {
        let (at, saved) = self.agreed.filter(|(at, _)| self.goes_on(at.date()))?;
        let the_day_after = morning(today(saved) + 1.day());
        to.one(morning(brought_forward(at.date() - 1.day())), Some(the_day_after), instant(at))
    }

    fn to_log(&self, to: To) -> Vec<Reminder> {
        let Some((at, _)) = self.agreed.filter(|(at, _)| self.goes_on(at.date())) else { return Vec::new() };
        let due = AFTER_MEETING.iter().map(|days| morning(put_off(at.date() + days.days()))).collect();
        to.steps(due, morning(at.date() + LOG_DAYS.days()))
    }

    /// Once for each rhythm in which nothing happened.
    fn slipped(&self, to: To, horizon: &[Date]) -> Vec<Reminder> {
        let slip = |day: &Date| {
            let slip = rhythm::slip(&self.status, self.every_weeks, self.held, self.ahead, *day)?;
            Some((*day, slip))
        };
        let mut slips: Vec<_> = horizon.iter().filter_map(slip).collect();
        slips.dedup_by_key(|(_, slip)| *slip);
        let rhythm = i64::from(self.every_weeks).weeks();
        let one = |(day, slip): &(Date, Date)| {
            // Until something that lies ahead is over, it does not count as slipped.
            let from = if horizon.first() == Some(day) { *slip } else { *day };
            to.one(morning(put_off(from)), None, morning(*slip + rhythm))
        };
        slips.iter().filter_map(one).collect()
    }

    fn pulse(&self, to: To, answered: Option<Date>, horizon: &[Date]) -> Vec<Reminder> {
        let waits = |day: &Date| {
            let asked = pulse::asked(self.round_starts, *day)?;
            let waits = pulse::waits(self.round_starts, self.since, &self.status, answered, *day);
            waits.then_some(asked)
        };
        let mut asked: Vec<_> = horizon.iter().filter_map(waits).collect();
        asked.dedup();
        let of_one = |asked: Date| {
            let due = AFTER_QUESTION.iter().map(|days| morning(put_off(asked + days.days()))).collect();
            to.steps(due, morning(asked + PULSE_DAYS.days()))
        };
        asked.into_iter().flat_map(of_one).collect()
    }

    fn goes_on(&self, day: Date) -> bool {
        matches!(self.status.state(day), State::Active | State::Paused)
    }
}
