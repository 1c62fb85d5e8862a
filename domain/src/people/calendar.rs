//! One's own calendar: the secret addresses at which other programs fetch it, and what
//! it shows. It holds when, where and with whom, and nothing that anyone has written.

use jiff::{SignedDuration, Timestamp};

use super::{Caller, Duty, Lang};
use crate::{
    day::{Answer, Audience, Day, Segment, SegmentAnswers, Standing, State},
    id,
    input::Text,
    meeting::Agreed,
    time::instant,
};

id! {
    /// One of the addresses at which someone's calendar is fetched.
    FeedId,
}

/// What someone calls the program that fetches their calendar; may be empty.
pub type FeedName = Text<60>;

/// How many addresses someone can have at once.
pub const MAX_FEEDS: usize = 10;

/// For how long what was cancelled stays in the calendar, counted from when it would
/// have ended: programs that fetch it seldom have to see it once.
pub const CANCELLED_FOR: SignedDuration = SignedDuration::from_hours(30 * 24);

/// How often a program is told to fetch the calendar anew.
pub const REFRESH_HOURS: u32 = 4;

/// An address at which someone's calendar is fetched, as they see it. The address itself
/// is shown once, and only a hash of it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// Its number.
    pub id: FeedId,
    /// What they call it; may be empty.
    pub name: String,
    /// When it was made.
    pub made: Timestamp,
    /// When it was fetched last, to the hour; `None` if never.
    pub fetched: Option<Timestamp>,
}

/// What a calendar says of whether something takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// They have not said that they come, or wait for a seat.
    Tentative,
    /// It takes place, and they come.
    Confirmed,
    /// It does not take place.
    Cancelled,
}

/// A part of a day in someone's calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedPart {
    /// Which.
    pub segment: Segment,
    /// Whether it takes place for them.
    pub certainty: Certainty,
}

/// A day in someone's calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedDay {
    /// The day.
    pub day: Day,
    /// Those of its parts that are in the calendar, in order.
    pub parts: Vec<PlannedPart>,
}

impl PlannedDay {
    /// What of a day is in someone's calendar, by what they have answered; `None` if
    /// nothing is.
    pub fn of(day: Day, answers: &[SegmentAnswers], caller: &Caller, now: Timestamp) -> Option<Self> {
        let part = |of: &SegmentAnswers| {
            let certainty = certainty(caller, of.segment.audience, day.state_of(&of.segment), of.mine)?;
            let is_over = certainty == Certainty::Cancelled && now > of.segment.ends + CANCELLED_FOR;
            (!is_over).then_some(PlannedPart { segment: of.segment, certainty })
        };
        let parts: Vec<_> = answers.iter().filter_map(part).collect();
        (!parts.is_empty()).then_some(Self { day, parts })
    }
}

/// A meeting in someone's calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedMeeting {
    /// The meeting, as it is or was agreed.
    pub agreed: Agreed,
    /// The partner's name.
    pub partner: String,
    /// Whether it was cancelled.
    pub cancelled: bool,
}

impl PlannedMeeting {
    /// Whether it is in the calendar: one that was cancelled is for a while.
    pub fn is_shown(&self, now: Timestamp) -> bool {
        !self.cancelled || now <= instant(self.agreed.at) + CANCELLED_FOR
    }
}

/// Someone's calendar, over all rounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnCalendar {
    /// Their language.
    pub lang: Lang,
    /// Common days, in order.
    pub days: Vec<PlannedDay>,
    /// Meetings with their mentor or adept, in order.
    pub meetings: Vec<PlannedMeeting>,
}

/// Whether a part of a day is in someone's calendar, and how sure it is. Who takes part
/// has what they are invited to until they say no; who looks after the round has all that
/// takes place; who only applies or waits in reserve attends nothing.
fn certainty(caller: &Caller, audience: Audience, state: State, standing: Standing) -> Option<Certainty> {
    let looks_after = |duty: &Duty| matches!(duty, Duty::Organiser | Duty::WorkingGroup | Duty::ContactPerson);
    let takes_part = caller.role().is_some();
    let attends = takes_part || caller.duties.iter().any(looks_after);
    if !attends || !caller.plans_for(audience) || state == State::Draft {
        return None;
    }
    Some(match (state, standing.answer()) {
        (_, Some(Answer::No)) => return None,
        (State::Cancelled, _) => Certainty::Cancelled,
        (_, Some(Answer::Yes)) if standing == Standing::Yes => Certainty::Confirmed,
        _ if takes_part => Certainty::Tentative,
        _ => Certainty::Confirmed,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        people::{OrganisationId, PersonId, SessionId},
        round::RoundId,
    };

    fn caller(duties: &[Duty]) -> Caller {
        Caller {
            person: PersonId(1),
            name: String::new(),
            organisation: OrganisationId(1),
            round: RoundId(1),
            duties: duties.to_vec(),
            pair: None,
            session: SessionId(0),
        }
    }

    #[test]
    fn what_one_may_attend_is_in_the_calendar() {
        use Audience::{Everyone, Mentors};
        use Certainty::{Cancelled, Confirmed, Tentative};
        use Standing::{Maybe, No, Offered, Unanswered, Waiting, Yes};
        for (duty, audience, state, standing, expected) in [
            (Duty::Adept, Everyone, State::Published, Yes, Some(Confirmed)),
            (Duty::Adept, Everyone, State::Published, Unanswered, Some(Tentative)),
            (Duty::Adept, Everyone, State::Published, Maybe, Some(Tentative)),
            (Duty::Adept, Everyone, State::Published, Waiting, Some(Tentative)),
            (Duty::Adept, Everyone, State::Published, Offered, Some(Tentative)),
            (Duty::Adept, Everyone, State::Published, No, None),
            (Duty::Adept, Everyone, State::Cancelled, Yes, Some(Cancelled)),
            (Duty::Adept, Everyone, State::Cancelled, No, None),
            (Duty::Adept, Everyone, State::Draft, Unanswered, None),
            (Duty::Adept, Mentors, State::Published, Unanswered, None),
            (Duty::Mentor, Mentors, State::Published, Unanswered, Some(Tentative)),
            (Duty::Organiser, Mentors, State::Published, Unanswered, Some(Confirmed)),
            (Duty::Organiser, Everyone, State::Draft, Unanswered, None),
            (Duty::ContactPerson, Everyone, State::Cancelled, Unanswered, Some(Cancelled)),
            (Duty::WorkingGroup, Mentors, State::Published, Unanswered, None),
            (Duty::Applicant, Everyone, State::Published, Unanswered, None),
            (Duty::Reserve, Everyone, State::Published, Unanswered, None),
        ] {
            let found = certainty(&caller(&[duty]), audience, state, standing);
            assert_eq!(found, expected, "{duty:?} {audience:?} {state:?} {standing:?}");
        }
        let both = caller(&[Duty::Adept, Duty::Organiser]);
        assert_eq!(certainty(&both, Mentors, State::Published, Unanswered), None, "an adept first");
    }
}
