//! Answers from emails: what their buttons carry, and what becomes of a press.

use async_trait::async_trait;
use domain::{
    day::{Answer, DayId, DayView, SegmentId},
    mail::answer::{About, Asked, MailAnswer, Question, Ticket},
    meeting::proposal::{Comment, Open, ProposalId},
    pair::PairId,
    people::{Caller, PersonId},
    round::RoundId,
    time,
};
use jiff::{SignedDuration, Timestamp};
use store::{Error, MailAnswers, Proposals, Replies, Result, mail::outbox::Email, secret::hex};

use crate::{
    Engine, Tx,
    queries::{day::own::OwnDays, engine::Connection, meeting::plan, people::acting::Acting},
};

/// How long after a day has begun its buttons lead somewhere: what can be answered by
/// then its page says.
const AFTER_START: SignedDuration = SignedDuration::from_hours(24);
/// How many bytes of a fingerprint stand for an address.
const MARK: usize = 8;

#[async_trait]
impl MailAnswers for Engine {
    async fn asked_by_mail(&self, ticket: &str, now: Timestamp) -> Result<Asked> {
        let mut tx = self.begin_read().await?;
        let (ticket, acting) = self.holder(&mut tx, ticket, now).await?;
        let about = match ticket.question {
            Question::Day(_) | Question::Part(_) => {
                About::Day(Box::new(day_asked(&mut tx, &acting, ticket.question, now).await?.1))
            }
            Question::Proposal(id) => times_asked(&mut tx, &acting, id).await?,
        };
        Ok(Asked { person: acting.person, name: acting.name, about })
    }

    async fn answer_by_mail(&self, ticket: &str, answer: MailAnswer, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_read().await?;
        let (ticket, acting) = self.holder(&mut tx, ticket, now).await?;
        match (ticket.question, answer) {
            (Question::Day(_) | Question::Part(_), MailAnswer::Day(part, answer)) => {
                let (caller, view) = day_asked(&mut tx, &acting, ticket.question, now).await?;
                drop(tx);
                for part in parts_answered(&view, part, answer)? {
                    self.answer(&caller, part, answer, now).await?;
                }
                Ok(())
            }
            (Question::Proposal(id), MailAnswer::Accept(nth)) => {
                let caller = one_of_its_pair(&mut tx, &acting, id).await?.ok_or(Error::Gone)?;
                drop(tx);
                self.accept(&caller, None, id, nth, now).await
            }
            (Question::Proposal(id), MailAnswer::Decline) => {
                let caller = one_of_its_pair(&mut tx, &acting, id).await?.ok_or(Error::Gone)?;
                drop(tx);
                self.decline(&caller, None, id, &Comment::default(), now).await
            }
            _ => Err(Error::NotFound),
        }
    }
}

impl Engine {
    /// What the buttons of an email to someone carry, if it asks something; `about` is the
    /// row that it was enqueued for.
    pub(crate) fn ticket_of(
        &self,
        person: PersonId,
        address: &str,
        message: &Email,
        about: i64,
    ) -> Result<Option<String>> {
        let Some((question, until)) = question(message, about) else { return Ok(None) };
        let ticket = Ticket { person, question, until, address: self.mark(address) };
        self.vault.seal_ticket(&ticket).map(Some)
    }

    /// Whoever may answer by a ticket.
    ///
    /// # Errors
    /// [`Error::NotFound`] for one that is none, or no longer good.
    async fn holder(&self, tx: &mut Tx, ticket: &str, now: Timestamp) -> Result<(Ticket, Acting)> {
        let ticket = self.vault.open_ticket(ticket).filter(|ticket| now < ticket.until).ok_or(Error::NotFound)?;
        let acting = Acting::read(tx, ticket.person, time::today(now)).await?.ok_or(Error::NotFound)?;
        let is_theirs = acting.addresses.iter().any(|address| self.mark(address) == ticket.address);
        if is_theirs { Ok((ticket, acting)) } else { Err(Error::NotFound) }
    }

    /// Stands for an address.
    fn mark(&self, address: &str) -> String {
        hex(&self.vault.fingerprint(&format!("ticket {address}"))[..MARK])
    }
}

/// What an email asks, and until when its buttons are good.
fn question(message: &Email, about: i64) -> Option<(Question, Timestamp)> {
    let day = Question::Day(DayId(about));
    match message {
        Email::DayInvitation { hours, .. } => Some((day, hours.iter().map(|hours| hours.ends).max()?)),
        Email::DayMoved { hours, .. } => Some((day, hours.iter().map(|(_, hours)| hours.ends).max()?)),
        Email::Reminder { starts, .. } | Email::LateReminder { starts, .. } => Some((day, *starts + AFTER_START)),
        Email::SeatOffered { ends, .. } => Some((Question::Part(SegmentId(about)), *ends)),
        Email::Proposed { times, id, .. } => {
            let last = times.iter().max()?;
            Some((Question::Proposal((*id)?), time::instant(*last)))
        }
        _ => None,
    }
}

/// Those of a day's parts that an answer is given to: the one that is meant, or all that
/// take the answer and do not have it yet. If none takes it, the first says why.
fn parts_answered(view: &DayView, part: Option<SegmentId>, answer: Answer) -> Result<Vec<SegmentId>> {
    let asked = view.answers.iter();
    if let Some(part) = part {
        let found = asked.map(|of| of.segment.id).find(|id| *id == part);
        return Ok(vec![found.ok_or(Error::NotFound)?]);
    }
    let taking = asked.clone().filter(|of| of.choices.allow(answer));
    let open: Vec<_> = taking.clone().filter(|of| of.mine.answer() != Some(answer)).map(|of| of.segment.id).collect();
    if taking.count() > 0 {
        return Ok(open);
    }
    Ok(asked.take(1).map(|of| of.segment.id).collect())
}

/// The day that someone is asked about, with those of its parts that are meant and that
/// they are invited to; and they, as who asks in its round.
///
/// # Errors
/// [`Error::NotFound`], if it concerns them no longer.
async fn day_asked(tx: &mut Tx, acting: &Acting, question: Question, now: Timestamp) -> Result<(Caller, DayView)> {
    let (round, slug) = day_of(tx, question).await?.ok_or(Error::NotFound)?;
    let caller = acting.in_round(round).ok_or(Error::NotFound)?;
    let view = OwnDays::read(tx, &caller, Some(&slug)).await?.views(&caller, now).pop();
    let mut view = view.ok_or(Error::NotFound)?;
    let is_asked = |id| !matches!(question, Question::Part(part) if part != id);
    view.answers.retain(|of| caller.invited_to(of.segment.audience) && is_asked(of.segment.id));
    if view.answers.is_empty() { Err(Error::NotFound) } else { Ok((caller, view)) }
}

/// The round and the name of the day that a question is about.
async fn day_of(db: &mut Connection, question: Question) -> Result<Option<(RoundId, String)>> {
    let (day, part) = match question {
        Question::Day(id) => (id.0, 0),
        Question::Part(id) => (0, id.0),
        Question::Proposal(_) => return Ok(None),
    };
    let row = sqlx::query!(
        r#"
        SELECT d.round_id AS "round!: i64", d.slug AS "slug!: String" FROM days d
        WHERE d.id = $1 OR d.id = (SELECT s.day_id FROM segments s WHERE s.id = $2)
        "#,
        day,
        part
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| (RoundId(row.round), row.slug)))
}

/// The times that someone is asked to choose among, if they wait for an answer still.
async fn times_asked(tx: &mut Tx, acting: &Acting, id: ProposalId) -> Result<About> {
    let Some(caller) = one_of_its_pair(tx, acting, id).await? else { return Ok(About::Answered) };
    let pair = caller.pair.ok_or(Error::NotFound)?;
    let two = plan::two(tx, pair).await?;
    let own = two.role_of(caller.person);
    let partner = two.of(own.counterpart()).attendee.name.clone();
    // Where they would meet was in the email, and is for those who sign in.
    let open = plan::read(tx, pair, None).await?.open;
    match open.filter(|open| open.id == id && open.by != own) {
        Some(Open { times, .. }) => Ok(About::Times { partner, times }),
        None => Ok(About::Answered),
    }
}

/// Someone, as one of the pair in which a proposal was made; `None`, if there is no such
/// proposal any more.
///
/// # Errors
/// [`Error::NotFound`] for another pair's.
async fn one_of_its_pair(db: &mut Connection, acting: &Acting, id: ProposalId) -> Result<Option<Caller>> {
    let pair = sqlx::query_scalar!(r#"SELECT pair_id AS "pair!" FROM proposals WHERE id = $1"#, id.0);
    let Some(pair) = pair.fetch_optional(db).await? else { return Ok(None) };
    acting.in_pair(PairId(pair)).map(Some).ok_or(Error::NotFound)
}
