//! Someone's dashboard: what comes next, what waits for them, how their pair is.

use std::cmp::Reverse;

use jiff::{Timestamp, civil::DateTime};

use crate::{
    application::State as Application,
    day::{Day, DayView, Hours, State},
    pair::{Happening, News, PairId, Room, status},
    people::{Localised, draft::FormAddress},
    time::local,
};

/// All that the dashboard shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dashboard {
    /// When it was read.
    pub now: Timestamp,
    /// The round's number.
    pub round: u32,
    /// The next day that the reader may know of.
    pub next: Option<DayView>,
    /// Days that they may have meant to come to, and that do not take place.
    pub cancelled: Vec<Day>,
    /// What waits for them, in the order in which they are told.
    pub to_do: Vec<ToDo>,
    /// Their pair's room.
    pub room: Option<Room>,
    /// All the round's days that they may know of.
    pub timeline: Vec<Day>,
    /// What happened lately, the latest first.
    pub news: Vec<News>,
}

/// Something that waits for someone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ToDo {
    /// To take the seat that is held for them.
    TakeSeat(SeatOffer),
    /// The partner has proposed times.
    AnswerProposal,
    /// To say whether one comes to a day.
    Reply(DayName),
    /// The agreed meeting has been, and is not logged.
    LogMeeting,
    /// The two have never met, and have planned nothing.
    MeetFirst,
    /// The rhythm has slipped, and nothing is planned.
    MeetAgain,
    /// To say what one thinks of a day.
    Evaluate(DayName),
    /// To sign what the partner has written.
    SignAgreement,
    /// To say how it goes.
    AnswerPulse,
    /// To go on with what one has begun to write in a form.
    GoOn(FormAddress),
    /// One's own application is not decided.
    OwnApplication,
    /// Applications wait for one as contact person.
    Endorse,
}

impl ToDo {
    /// Whether it is about a pair, and not about a round or the person.
    pub fn is_of_a_pair(&self) -> bool {
        match self {
            Self::AnswerProposal | Self::LogMeeting | Self::MeetFirst | Self::MeetAgain | Self::SignAgreement => true,
            Self::GoOn(form) => form.is_of_a_pair(),
            _ => false,
        }
    }
}

/// Something that concerns someone who has several rounds or pairs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item<T> {
    /// The number of its round.
    pub round: u32,
    /// The pair that it is about, with the partner's name.
    pub pair: Option<(PairId, String)>,
    /// What.
    pub what: T,
}

/// Something that has its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Coming {
    /// A pair's agreed meeting.
    Meeting(DateTime),
    /// A common day.
    Day(Box<Day>),
}

impl Coming {
    fn at(&self) -> DateTime {
        match self {
            Self::Meeting(at) => *at,
            Self::Day(day) => local(day.starts()),
        }
    }
}

/// A seat that is held for someone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatOffer {
    /// At which day.
    pub day: DayName,
    /// When the part of the day is that it is for.
    pub hours: Hours,
    /// Until when it is held.
    pub until: Timestamp,
}

impl SeatOffer {
    /// The one at a day, if there is one.
    fn at(view: &DayView) -> Option<Self> {
        let (segment, until) = view.offer()?;
        Some(Self { day: (&view.day).into(), hours: segment.hours(), until })
    }
}

/// A day, as one is pointed to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayName {
    /// Its name in addresses.
    pub slug: String,
    /// Its title.
    pub title: Localised,
}

impl From<&Day> for DayName {
    fn from(day: &Day) -> Self {
        Self { slug: day.slug.clone(), title: day.title.clone() }
    }
}

/// What may wait for someone besides what their days and their room tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Days that they were at and have not evaluated.
    pub evaluations: Vec<DayName>,
    /// Whether the pair's agreement waits for their signature.
    pub signature: bool,
    /// Whether the question how it goes waits for them.
    pub pulse: bool,
    /// The forms in which they have begun to write, the latest first.
    pub drafts: Vec<FormAddress>,
    /// Where their own application stands, if they have one.
    pub application: Option<Application>,
    /// Whether applications wait for them as contact person.
    pub endorsements: bool,
}

impl Dashboard {
    /// Puts together what was read of someone at `now`; their days come in order.
    pub fn of(
        round: u32,
        days: Vec<DayView>,
        room: Option<Room>,
        waiting: Waiting,
        news: Vec<News>,
        now: Timestamp,
    ) -> Self {
        Self {
            now,
            round,
            next: days.iter().find(|view| view.day.is_to_come(now)).cloned(),
            cancelled: days
                .iter()
                .filter(|view| is_missed(&view.day, now))
                .map(|view| view.day.clone().brief())
                .collect(),
            to_do: to_do(&days, room.as_ref(), waiting, now),
            room,
            timeline: days.into_iter().map(|view| view.day.brief()).collect(),
            news,
        }
    }
}

impl Dashboard {
    /// What waits for someone in all their rounds and pairs, of each of which there is a
    /// dashboard. What is a round's own is told once, however many pairs they have there.
    pub fn waiting_in(all: &[Self]) -> Vec<Item<ToDo>> {
        let mut waiting: Vec<Item<ToDo>> = Vec::new();
        for (n, one) in all.iter().enumerate() {
            for what in &one.to_do {
                let pair = one.pair().filter(|_| what.is_of_a_pair());
                let known = pair.is_none() && one.is_told_before(&all[..n], what);
                if !known {
                    waiting.push(Item { round: one.round, pair, what: what.clone() });
                }
            }
        }
        waiting
    }

    /// All meetings and days to come, in one list by time.
    pub fn coming_in(all: &[Self]) -> Vec<Item<Coming>> {
        let mut coming = Vec::new();
        for (n, one) in all.iter().enumerate() {
            let next = one.room.as_ref().filter(|room| room.pair.status.decided != status::State::Ended);
            let next = next.and_then(|room| room.meetings.next.as_ref()).map(|next| next.at);
            let next = next.filter(|at| *at >= local(one.now));
            coming.extend(next.map(|at| Item { round: one.round, pair: one.pair(), what: Coming::Meeting(at) }));
            if Self::begins_its_round(all, n) {
                let days = one.timeline.iter().filter(|day| day.is_to_come(one.now));
                coming.extend(days.map(|day| Item {
                    round: one.round,
                    pair: None,
                    what: Coming::Day(Box::new(day.clone())),
                }));
            }
        }
        coming.sort_by_key(|item| item.what.at());
        coming
    }

    /// What happened lately in all of them, the latest first. A cancelled day is told once.
    pub fn news_in(all: &[Self]) -> Vec<Item<News>> {
        let mut news = Vec::new();
        for (n, one) in all.iter().enumerate() {
            let first = Self::begins_its_round(all, n);
            let own = one.news.iter().filter(|news| first || !matches!(news.what, Happening::Cancelled { .. }));
            news.extend(own.map(|what| Item { round: one.round, pair: one.pair(), what: what.clone() }));
        }
        news.sort_by_key(|item| Reverse(item.what.at));
        news
    }

    /// Whether one of them is the first of its round: what is the round's is told there.
    fn begins_its_round(all: &[Self], n: usize) -> bool {
        all[..n].iter().all(|other| other.round != all[n].round)
    }

    fn pair(&self) -> Option<(PairId, String)> {
        self.room.as_ref().map(|room| (room.pair.id, room.pair.partner.first_name().to_owned()))
    }

    /// Whether what is no pair's has been told in another pair of the round; a draft that is
    /// no pair's, in another round.
    fn is_told_before(&self, others: &[Self], what: &ToDo) -> bool {
        let same = |other: &&Self| other.round == self.round || matches!(what, ToDo::GoOn(_));
        others.iter().filter(same).any(|other| other.to_do.contains(what))
    }
}

/// Whether a day would be to come, but is cancelled.
fn is_missed(day: &Day, now: Timestamp) -> bool {
    day.state == State::Cancelled && day.ends() > now
}

/// What waits for someone: first what others wait for.
fn to_do(days: &[DayView], room: Option<&Room>, waiting: Waiting, now: Timestamp) -> Vec<ToDo> {
    let room = room.filter(|room| room.pair.status.decided != status::State::Ended);
    let proposed = room.is_some_and(|room| room.meetings.open.as_ref().is_some_and(|open| open.by != room.pair.role));
    let to_come = || days.iter().filter(|view| view.day.is_to_come(now));
    let unanswered = to_come().filter(|view| view.offer().is_none() && view.awaits_reply());
    let own = waiting.application.is_some_and(concerns_the_applicant);
    let mut to_do: Vec<_> = to_come().filter_map(SeatOffer::at).map(ToDo::TakeSeat).collect();
    to_do.extend(proposed.then_some(ToDo::AnswerProposal));
    to_do.extend(unanswered.map(|view| ToDo::Reply((&view.day).into())));
    to_do.extend(room.and_then(|room| in_room(room, now)));
    to_do.extend(waiting.drafts.into_iter().map(ToDo::GoOn));
    to_do.extend(waiting.evaluations.into_iter().map(ToDo::Evaluate));
    to_do.extend(waiting.signature.then_some(ToDo::SignAgreement));
    to_do.extend(waiting.pulse.then_some(ToDo::AnswerPulse));
    to_do.extend(own.then_some(ToDo::OwnApplication));
    to_do.extend(waiting.endorsements.then_some(ToDo::Endorse));
    to_do
}

/// How far a pair's next meeting has come.
#[derive(Clone, Copy)]
pub(crate) enum Planned {
    /// Nothing is agreed or proposed.
    Nothing,
    /// Times are proposed, or one is agreed.
    Ahead,
    /// The agreed time has passed.
    Passed,
}

impl Planned {
    /// With the time that is agreed, and whether others are proposed.
    pub(crate) fn of(agreed: Option<DateTime>, proposed: bool, now: Timestamp) -> Self {
        match agreed {
            Some(at) if at < local(now) => Self::Passed,
            None if !proposed => Self::Nothing,
            _ => Self::Ahead,
        }
    }
}

/// What there is to do about a pair's own meetings: what is planned, whether the two have
/// met, and whether their rhythm has slipped.
pub(crate) const fn about_meetings(planned: Planned, met: bool, slipped: bool) -> Option<ToDo> {
    match (planned, met) {
        (Planned::Passed, _) => Some(ToDo::LogMeeting),
        (Planned::Nothing, false) => Some(ToDo::MeetFirst),
        (Planned::Nothing, true) if slipped => Some(ToDo::MeetAgain),
        _ => None,
    }
}

fn in_room(room: &Room, now: Timestamp) -> Option<ToDo> {
    let meetings = &room.meetings;
    let agreed = meetings.next.as_ref().map(|next| next.at);
    about_meetings(Planned::of(agreed, meetings.open.is_some(), now), !meetings.held.is_empty(), room.slipped)
}

/// Whether an application still is something to whoever wrote it: it is not
/// decided, or can be taken up again.
fn concerns_the_applicant(state: Application) -> bool {
    state.waits_for().is_some() || state == Application::Withdrawn
}
