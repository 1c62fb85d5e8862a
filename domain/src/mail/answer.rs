//! Answers from an email: its buttons lead to a page on which one press answers, without
//! signing in. What a button carries says who may answer, to what and until when, and
//! lets nobody do anything else.

use jiff::{Timestamp, civil::DateTime};

use crate::{
    day::{Answer, DayId, DayView, SegmentId},
    meeting::proposal::ProposalId,
    people::PersonId,
};

/// What an email asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// Whether they come to a day: to all of it that they are invited to.
    Day(DayId),
    /// Whether they come to a part of a day.
    Part(SegmentId),
    /// Which of the partner's times suits them.
    Proposal(ProposalId),
}

/// What a button of an email carries: sealed, so that nobody can make or change one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// Who may answer.
    pub person: PersonId,
    /// To what.
    pub question: Question,
    /// Until when.
    pub until: Timestamp,
    /// Stands for the address that the email went to: once it is theirs no more, whoever
    /// reads there answers nothing.
    pub address: String,
}

impl Ticket {
    /// As text, to be sealed.
    ///
    /// ```
    /// use domain::{day::DayId, mail::answer::{Question, Ticket}, people::PersonId};
    /// let until = "2026-12-04T08:00Z".parse().unwrap();
    /// let ticket = Ticket { person: PersonId(7), question: Question::Day(DayId(3)), until, address: "0a1b".into() };
    /// assert_eq!(ticket.to_text(), "7 day 3 1796371200 0a1b");
    /// assert_eq!(Ticket::from_text(&ticket.to_text()), Some(ticket));
    /// for other in ["", "7 day 3 1796371200", "7 night 3 1796371200 0a1b", "7 day 3 1796371200 0a1b 1", "x day 3 1 a"] {
    ///     assert_eq!(Ticket::from_text(other), None, "{other}");
    /// }
    /// ```
    pub fn to_text(&self) -> String {
        let (kind, id) = match self.question {
            Question::Day(id) => ("day", id.0),
            Question::Part(id) => ("part", id.0),
            Question::Proposal(id) => ("proposal", id.0),
        };
        format!("{} {kind} {id} {} {}", self.person, self.until.as_second(), self.address)
    }

    /// What such a text says.
    pub fn from_text(text: &str) -> Option<Self> {
        let parts: Vec<_> = text.split(' ').collect();
        let [person, kind, id, until, address] = parts[..] else { return None };
        let id: i64 = id.parse().ok()?;
        let question = match kind {
            "day" => Question::Day(DayId(id)),
            "part" => Question::Part(SegmentId(id)),
            "proposal" => Question::Proposal(ProposalId(id)),
            _ => return None,
        };
        let until = Timestamp::from_second(until.parse().ok()?).ok()?;
        Some(Self { person: PersonId(person.parse().ok()?), question, until, address: address.to_owned() })
    }
}

/// An answer to what an email asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailAnswer {
    /// To a part of a day, or to all that the email asks about.
    Day(Option<SegmentId>, Answer),
    /// Yes to one of the partner's times, by its place among them.
    Accept(usize),
    /// No to all of them.
    Decline,
}

/// What an email asks, as it stands now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Whom.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// About what.
    pub about: About,
}

/// What it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// A day, with those of its parts that the email asks about.
    Day(Box<DayView>),
    /// Times that the partner proposes.
    Times {
        /// The partner's name.
        partner: String,
        /// When they could meet.
        times: Vec<DateTime>,
    },
    /// Times that wait for an answer no more: one was chosen, all were declined, or others
    /// were proposed.
    Answered,
}
