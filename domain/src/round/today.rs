//! What needs an organiser today, over all rounds that they run: which items there are, in
//! which order, and when each is gone. Something is shown as long as its reason is there,
//! once, and not while it is put off.

mod facts;

use std::collections::HashSet;

use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date};

pub use self::facts::{ApplicationsFact, DayFact, Facts, PairFact, Queue, Reachable};
use super::{
    RoundId,
    call::Phase,
    start::{Progress, Step},
};
use crate::{
    application::{Party, State as Application, nudge::PATIENCE},
    dashboard::DayName,
    day::State as DayState,
    named,
    pair::{health::Band, help_request::OpenHelpRequest, status::State},
    time,
};

/// From how long before its deadline a day's missing answers are told.
pub const BEFORE_DEADLINE: SignedDuration = SignedDuration::from_hours(14 * 24);
/// For how long whoever was reminded of a day is left in peace.
const REST: SignedDuration = SignedDuration::from_hours(3 * 24);
/// How many days before a day it is told that it comes.
const BEFORE_DAY: i64 = 3;
/// For how long after a day it is told that nobody has been thanked.
const AFTER_DAY: SignedDuration = SignedDuration::from_hours(14 * 24);
/// For how many days it is told that a pair has ended.
const AFTER_END: i32 = 30;
/// How many days two have to meet for the first time.
const TO_START: i32 = 28;
/// From how long before it closes a call is told to lack applications that have begun.
const BEFORE_CLOSING: SignedDuration = SignedDuration::from_hours(7 * 24);

named! {
    /// What can need someone, in the order in which it is told.
    pub enum Kind {
        /// Someone asks to be contacted.
        HelpRequest = "help",
        /// A pair has ended before its time.
        PairEnded = "ended",
        /// A pair has never met.
        PairNotStarted = "not_started",
        /// A pair has not met for long.
        PairSilent = "silent",
        /// Some have not answered to a day.
        Unanswered = "unanswered",
        /// Some wait for a seat.
        Queue = "queue",
        /// Applications have waited for someone.
        Applications = "applications",
        /// Emails did not arrive.
        Undelivered = "undelivered",
        /// Organisations are without a contact person.
        Vacant = "vacant",
        /// A day comes, or has been.
        Day = "day",
        /// The programme does not live yet.
        SetUp = "set_up",
    }
}

named! {
    /// For how long something is put off.
    pub enum Delay {
        /// Until tomorrow.
        Tomorrow = "tomorrow",
        /// For a week.
        Week = "week",
        /// For four weeks, and for all who run the round: someone has been in touch.
        InTouch = "in_touch",
    }
}

impl Delay {
    /// Until when: midnight, so that it is there in the morning.
    ///
    /// ```
    /// use domain::round::today::Delay;
    /// let now: jiff::Timestamp = "2026-11-22T12:00Z".parse()?;
    /// assert_eq!(Delay::Tomorrow.until(now).to_string(), "2026-11-22T23:00:00Z");
    /// assert_eq!(Delay::Week.until(now).to_string(), "2026-11-28T23:00:00Z");
    /// # Ok::<(), jiff::Error>(())
    /// ```
    pub fn until(self, now: Timestamp) -> Timestamp {
        let days = match self {
            Self::Tomorrow => 1,
            Self::Week => 7,
            Self::InTouch => 28,
        };
        time::instant(time::today(now).saturating_add(days.days()).at(0, 0, 0, 0))
    }

    /// Whether it holds for all who run the round.
    pub const fn is_for_all(self) -> bool {
        matches!(self, Self::InTouch)
    }
}

/// What tells an item from every other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// What it is.
    pub kind: Kind,
    /// Of which round.
    pub round: RoundId,
    /// About what: the number of a help request, a pair, a day, a segment; of a party to
    /// applications or of a step its place among them. 0 where there is only one.
    pub about: i64,
}

/// Why a pair needs someone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trouble {
    /// It ended before its time.
    Ended,
    /// The two have never met.
    NotStarted,
    /// They have not met for long.
    Silent,
}

/// How near a day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nearness {
    /// It is on, or is today.
    Today,
    /// It comes in so many days.
    In(i64),
    /// It has been, and nobody has been thanked.
    Over,
}

/// Something that needs an organiser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// Someone asks to be contacted.
    HelpRequest(OpenHelpRequest),
    /// A pair does not go as it was meant to.
    Pair {
        /// The adept and the mentor.
        people: [Reachable; 2],
        /// Why.
        trouble: Trouble,
    },
    /// Some have not answered to a day.
    Unanswered {
        /// The day.
        day: DayName,
        /// The last moment to answer freely.
        reply_by: Timestamp,
        /// Who.
        people: Vec<Reachable>,
    },
    /// Some wait for a seat.
    Queue {
        /// The day.
        day: DayName,
        /// Where, and how many.
        queue: Queue,
    },
    /// Applications have waited for someone.
    Applications {
        /// For whom.
        party: Party,
        /// How many.
        count: u32,
        /// Since when the first has waited.
        since: Timestamp,
    },
    /// So many emails did not arrive.
    Undelivered(u32),
    /// So many organisations are without a contact person.
    Vacant(u32),
    /// A day comes, or has been.
    Day {
        /// Which.
        day: DayName,
        /// When it begins.
        starts: Timestamp,
        /// How near it is.
        nearness: Nearness,
    },
    /// A step is left until the programme lives.
    SetUp(Step),
}

named! {
    /// How soon something needs someone.
    pub enum Urgency {
        /// Today.
        Now = "now",
        /// This week.
        Soon = "soon",
        /// When there is time.
        Later = "later",
    }
}

/// An item with what tells it from others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What tells it from others.
    pub key: Key,
    /// How soon it needs someone.
    pub urgency: Urgency,
    /// What it is.
    pub what: Item,
}

/// What comes next in the rounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// The day.
    pub day: DayName,
    /// Of which round.
    pub round: RoundId,
    /// When that is.
    pub at: Timestamp,
    /// Whether it is the last moment to answer, and not the day itself.
    pub deadline: bool,
}

/// An organiser's first page begins with this.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Today {
    /// What needs someone, in the order in which it is told.
    pub entries: Vec<Entry>,
    /// What is put off, and until when.
    pub put_off: Vec<(Entry, Timestamp)>,
    /// What comes next.
    pub next: Option<Next>,
}

impl Today {
    /// What there is at `now`, of what was read.
    pub fn of(facts: &Facts, now: Timestamp) -> Self {
        let mut today = Self { next: next(facts, now), ..Self::default() };
        let (mut all, mut seen) = (all(facts, now), HashSet::new());
        all.sort_by_key(Entry::place);
        for entry in all.into_iter().filter(|entry| seen.insert(entry.key)) {
            let until = facts.put_off.iter().filter(|(key, until)| *key == entry.key && *until > now);
            match until.map(|(_, until)| *until).max() {
                Some(until) => today.put_off.push((entry, until)),
                None => today.entries.push(entry),
            }
        }
        today
    }
}

impl Entry {
    fn new(kind: Kind, round: RoundId, about: i64, urgency: Urgency, what: Item) -> Self {
        Self { key: Key { kind, round, about }, urgency, what }
    }

    /// The order in which entries are told: that of their kinds. A day that is today
    /// comes right after those who ask for help.
    fn place(&self) -> (Kind, Urgency, Key) {
        let kind = match self.what {
            Item::Day { nearness: Nearness::Today, .. } => Kind::HelpRequest,
            _ => self.key.kind,
        };
        (kind, self.urgency, self.key)
    }

    /// Whether someone can say that they have been in touch, and so have done what can be done.
    pub const fn takes_contact(&self) -> bool {
        matches!(self.what, Item::Pair { .. })
    }
}

fn all(facts: &Facts, now: Timestamp) -> Vec<Entry> {
    let mut all = Vec::new();
    all.extend(facts.help_requests.iter().map(|(round, _, request)| {
        Entry::new(Kind::HelpRequest, *round, request.id.0, Urgency::Now, Item::HelpRequest(request.clone()))
    }));
    // Whoever asks is called anyway: the pair is told of once.
    let asks: HashSet<_> = facts.help_requests.iter().map(|(_, pair, _)| *pair).collect();
    let quiet = facts.pairs.iter().filter(|(_, pair)| !asks.contains(&pair.id));
    all.extend(quiet.filter_map(|(round, pair)| about_pair(*round, pair, now)));
    all.extend(facts.days.iter().flat_map(|(round, day)| about_day(*round, day, now)));
    all.extend(about_applications(&facts.applications, now));
    if let Some((round, count @ 1..)) = facts.undelivered {
        all.push(Entry::new(Kind::Undelivered, round, 0, Urgency::Soon, Item::Undelivered(count)));
    }
    if let Some((round, progress)) = &facts.progress {
        all.extend(about_progress(*round, progress));
    }
    all
}

/// What a pair needs, if it needs something.
fn about_pair(round: RoundId, pair: &PairFact, now: Timestamp) -> Option<Entry> {
    let today = time::today(now);
    let is_within = |days: i32, since: Date| today < since.saturating_add(days.days());
    let (kind, trouble) = match (pair.status.state(today), pair.band) {
        (State::Ended, _) if is_within(AFTER_END, pair.status.since) => (Kind::PairEnded, Trouble::Ended),
        (State::Active, Band::NotStarted) if !is_within(TO_START, pair.since.max(pair.status.counts_from(today))) => {
            (Kind::PairNotStarted, Trouble::NotStarted)
        }
        (State::Active, Band::Silent) => (Kind::PairSilent, Trouble::Silent),
        _ => return None,
    };
    let what = Item::Pair { people: pair.people.clone(), trouble };
    Some(Entry::new(kind, round, pair.id.0, Urgency::Soon, what))
}

/// What a day needs: answers, seats, someone at the door, thanks.
fn about_day(round: RoundId, day: &DayFact, now: Timestamp) -> Vec<Entry> {
    if day.state != DayState::Published {
        return Vec::new();
    }
    let mut entries = Vec::new();
    let is_open = |(_, reminded): &(Reachable, Option<Timestamp>)| {
        reminded.is_none_or(|reminded| now.duration_since(reminded) >= REST)
    };
    if DayFact::lacks_answers(day.reply_by, day.starts, now) && day.unanswered.iter().any(is_open) {
        let urgency = if day.reply_by.duration_since(now) <= SignedDuration::from_hours(24) {
            Urgency::Now
        } else {
            Urgency::Soon
        };
        let people = day.unanswered.iter().map(|(person, _)| person.clone()).collect();
        let what = Item::Unanswered { day: day.name.clone(), reply_by: day.reply_by, people };
        entries.push(Entry::new(Kind::Unanswered, round, day.id, urgency, what));
    }
    let waiting = day.queues.iter().filter(|queue| queue.waiting > 0 && now < day.starts);
    entries.extend(waiting.map(|queue| {
        let what = Item::Queue { day: day.name.clone(), queue: *queue };
        Entry::new(Kind::Queue, round, queue.segment.0, Urgency::Soon, what)
    }));
    if let Some(nearness) = nearness(day, now) {
        let urgency = if nearness == Nearness::Today { Urgency::Now } else { Urgency::Soon };
        let what = Item::Day { day: day.name.clone(), starts: day.starts, nearness };
        entries.push(Entry::new(Kind::Day, round, day.id, urgency, what));
    }
    entries
}

/// How near a day is, if it is told.
fn nearness(day: &DayFact, now: Timestamp) -> Option<Nearness> {
    if day.ends <= now {
        return (!day.thanked && now.duration_since(day.ends) < AFTER_DAY).then_some(Nearness::Over);
    }
    let days = i64::from(time::today(now).until(time::today(day.starts)).map_or(i32::MAX, |span| span.get_days()));
    match days {
        ..=0 => Some(Nearness::Today),
        1..=BEFORE_DAY => Some(Nearness::In(days)),
        _ => None,
    }
}

/// For whom applications have waited, those of one round for the same party together.
fn about_applications(facts: &[(RoundId, ApplicationsFact)], now: Timestamp) -> Vec<Entry> {
    let mut entries = Vec::<Entry>::new();
    for (round, fact) in facts.iter().filter(|(_, fact)| fact.count > 0 && is_overdue(fact, now)) {
        let Some(party) = fact.state.waits_for() else { continue };
        let about = (0..).zip(Party::ALL).find_map(|(n, each)| (*each == party).then_some(n)).unwrap_or_default();
        let key = Key { kind: Kind::Applications, round: *round, about };
        let known = entries.iter_mut().find(|entry| entry.key == key).map(|entry| &mut entry.what);
        if let Some(Item::Applications { count, since, .. }) = known {
            *count += fact.count;
            *since = fact.since.min(*since);
        } else {
            let what = Item::Applications { party, count: fact.count, since: fact.since };
            entries.push(Entry::new(key.kind, *round, about, Urgency::Later, what));
        }
    }
    entries
}

/// Whether applications wait for longer than they should. A draft cannot be sent any more
/// once the call is closed; the working group begins only then.
fn is_overdue(fact: &ApplicationsFact, now: Timestamp) -> bool {
    let (phase, closes) = fact.call;
    let long = now.duration_since(fact.since) >= PATIENCE;
    match fact.state {
        Application::Draft => phase == Phase::Open && (long || closes.duration_since(now) <= BEFORE_CLOSING),
        Application::Endorsed => phase == Phase::Closed,
        _ => long,
    }
}

/// What is left until the programme lives. That organisations are without a contact
/// person is told by itself, and not again as a step.
fn about_progress(round: RoundId, progress: &Progress) -> Vec<Entry> {
    let mut entries = Vec::new();
    if progress.without_contact > 0 && progress.is_done(Step::Organisations) {
        let what = Item::Vacant(progress.without_contact);
        entries.push(Entry::new(Kind::Vacant, round, 0, Urgency::Later, what));
    }
    let is_told = |step: &Step| *step == Step::Colleagues && progress.working_group > 0 && !entries.is_empty();
    let missing: Vec<_> = (0..)
        .zip(Step::ALL)
        .filter(|(_, step)| !progress.is_done(**step) && !is_told(step))
        .map(|(n, step)| Entry::new(Kind::SetUp, round, n, Urgency::Later, Item::SetUp(*step)))
        .collect();
    entries.extend(missing);
    entries
}

/// The next deadline or day.
fn next(facts: &Facts, now: Timestamp) -> Option<Next> {
    let days = facts.days.iter().filter(|(_, day)| day.state == DayState::Published);
    let dates = days.flat_map(|(round, day)| {
        [(day.reply_by, true), (day.starts, false)].map(|(at, deadline)| Next {
            day: day.name.clone(),
            round: *round,
            at,
            deadline,
        })
    });
    dates.filter(|next| next.at > now).min_by_key(|next| next.at)
}
