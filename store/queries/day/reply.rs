//! Answers to segments: given, given for others, and reminded of.

use async_trait::async_trait;
use domain::{
    day::{
        self, Answer, AnswerCard, AnswerId, Audience, Comment, Day, GivenAnswer, Missing, Refusal, SegmentId,
        board::Filter,
    },
    live::Change,
    people::{Caller, PersonId, Role},
};
use jiff::Timestamp;
use store::{
    Boards, Error, Replies, Result, day::reply::REMINDER_PAUSE, idempotency::IdempotencyKey, mail::outbox::Email, row,
};

use super::{
    answers::{given, own_history, remember},
    needs::forget_unless_coming,
    seats::{self, Seats},
};
use crate::{
    Engine, Tx,
    queries::{
        mail::{budget::Trigger, preference::wants},
        round::closing::refuse_closed_round,
        unit_of_work::{Begun, Concern},
    },
};

#[async_trait]
impl Replies for Engine {
    async fn answer(&self, caller: &Caller, segment: SegmentId, answer: Answer, now: Timestamp) -> Result<()> {
        let (mut tx, seats) = self.begin_own_seating(caller, segment).await?;
        day::decide(answer, now, &seats.terms(caller.person, now))?;
        let changes = self.give(&mut tx, seats, caller.person, Some(answer), caller.person, now).await?;
        tx.announce_all(changes);
        tx.commit().await
    }

    async fn undo_answer(&self, caller: &Caller, segment: SegmentId, answer: AnswerId, now: Timestamp) -> Result<()> {
        let (mut tx, seats) = self.begin_own_seating(caller, segment).await?;
        let history = own_history(&mut tx, segment, caller.person).await?;
        let standing = own_answer(&mut tx, segment, caller.person).await?;
        let undo = day::undo(&history, now);
        let undo = undo.filter(|undo| undo.entry == answer && standing.is_some()).ok_or(Refusal::NoUndo)?;
        day::decide_undo(undo.to, now, &seats.terms(caller.person, now))?;
        let changes = self.give(&mut tx, seats, caller.person, undo.to, caller.person, now).await?;
        tx.announce_all(changes);
        tx.commit().await
    }

    async fn answer_for(
        &self,
        caller: &Caller,
        segment: SegmentId,
        person: PersonId,
        answer: Answer,
        now: Timestamp,
    ) -> Result<()> {
        let (mut tx, seats) = self.begin_seating(segment).await?;
        refuse_closed_round(&mut tx, caller.round).await?;
        let ours = seats.segment.round == caller.round && caller.runs_the_programme();
        if !ours || seats.is_draft() || !is_invited(&mut tx, &seats, person).await? {
            return Err(Error::NotFound);
        }
        // The deadline does not bind; that the segment takes place does.
        day::decide(Answer::No, now, &seats.terms(person, now))?;
        let changes = self.give(&mut tx, seats, person, Some(answer), caller.person, now).await?;
        tx.announce_all(changes);
        tx.commit().await
    }

    async fn save_comment(&self, caller: &Caller, segment: SegmentId, comment: &Comment) -> Result<()> {
        let sealed = match comment.as_str() {
            "" => None,
            comment => Some(self.vault.seal_reply_comment(segment, caller.person, comment)?),
        };
        let (mut tx, seats) = self.begin_seating(segment).await?;
        refuse_closed_round(&mut tx, caller.round).await?;
        let said = sqlx::query!(
            "UPDATE replies SET word = $3 WHERE segment_id = $1 AND person_id = $2",
            segment.0,
            caller.person.0,
            sealed
        )
        .execute(&mut *tx)
        .await?;
        if said.rows_affected() == 0 || seats.segment.round != caller.round {
            return Err(Error::NotFound);
        }
        let change = seats.change(&mut tx, caller.person).await?;
        tx.announce(change);
        tx.commit().await
    }

    async fn own_comment(&self, caller: &Caller, segment: SegmentId) -> Result<String> {
        self.word(segment, caller.person).await
    }

    async fn answer_card(
        &self,
        caller: &Caller,
        segment: SegmentId,
        person: PersonId,
        now: Timestamp,
    ) -> Result<Option<AnswerCard>> {
        if !caller.runs_the_programme() {
            return Ok(None);
        }
        let Some((day, guest)) = self.guest(caller, segment, person, now).await? else { return Ok(None) };
        let (word, history) = (self.word(segment, person).await?, self.history(segment, person).await?);
        Ok(Some(AnswerCard { day, guest, word, history }))
    }

    async fn remind(&self, caller: &Caller, slug: &str, form: Option<&IdempotencyKey>, now: Timestamp) -> Result<u32> {
        if !caller.runs_the_programme() {
            return Err(Error::NotFound);
        }
        let board = self.board(caller, slug, &Filter::default(), now).await?.ok_or(Error::NotFound)?;
        let mut tx = match self.begin(Concern::Round, caller, form, now).await? {
            Begun::Done(reminded) => return row::count("form_keys", reminded),
            Begun::New(tx) => *tx,
        };
        let mut reminded = 0;
        for (person, missing) in day::to_be_reminded(&board, now) {
            let message = reminder(&board.day, missing, now);
            if wants(&mut tx, person, &message).await? && note_reminder(&mut tx, board.day.id.0, person, now).await? {
                let trigger = Trigger::by(caller.person, board.day.id.0);
                self.enqueue(&mut tx, person, &message, trigger, now).await?;
                reminded += 1;
            }
        }
        tx.made(i64::from(reminded));
        tx.commit().await?;
        Ok(reminded)
    }
}

impl Engine {
    /// Begins a write with the seats of a segment that the caller is invited to.
    async fn begin_own_seating(&self, caller: &Caller, segment: SegmentId) -> Result<(Tx, Seats)> {
        let (mut tx, seats) = self.begin_seating(segment).await?;
        refuse_closed_round(&mut tx, caller.round).await?;
        let invited = seats.segment.round == caller.round && caller.invited_to(seats.segment.audience);
        if invited && !seats.is_draft() { Ok((tx, seats)) } else { Err(Error::NotFound) }
    }

    /// Puts an answer into force, whoever gives it, or takes it back with
    /// `None`: seats, history, and what changes for whom.
    pub(crate) async fn give(
        &self,
        tx: &mut Tx,
        mut seats: Seats,
        person: PersonId,
        answer: Option<Answer>,
        by: PersonId,
        now: Timestamp,
    ) -> Result<Vec<Change>> {
        let mut changes = self.put_answer(tx, &mut seats, (person, answer), by, now).await?;
        forget_unless_coming(tx, seats.segment.day, person).await?;
        changes.push(seats.change(tx, person).await?);
        Ok(changes)
    }

    /// The same, but for what they need at the day, and for what changes for themselves.
    pub(crate) async fn put_answer(
        &self,
        tx: &mut Tx,
        seats: &mut Seats,
        (person, answer): (PersonId, Option<Answer>),
        by: PersonId,
        now: Timestamp,
    ) -> Result<Vec<Change>> {
        let segment = seats.segment.id;
        let before = own_answer(tx, segment, person).await?;
        let seated = before == Some(Answer::Yes) && !seats.queues(person);
        seats.pass_on(now);
        match answer {
            Some(Answer::Yes) if seated => {}
            Some(Answer::Yes) => drop(seats.seating.say_yes(person)),
            Some(Answer::Maybe | Answer::No) | None => seats.seating.give_up(person, seated),
        }
        seats.pass_on(now);

        if let Some(answer) = answer {
            save_answer(tx, segment, person, answer, now).await?;
        }
        remember(tx, segment, person, [answer, before], by, now).await?;
        let changes = self.save_seats(tx, seats, now).await?;
        if answer.is_none() {
            seats::forget_reply(tx, segment, person).await?;
        }
        Ok(changes)
    }

    async fn word(&self, segment: SegmentId, person: PersonId) -> Result<String> {
        let sealed = sqlx::query_scalar!(
            "SELECT word FROM replies WHERE segment_id = $1 AND person_id = $2",
            segment.0,
            person.0
        )
        .fetch_optional(self.reader())
        .await?;
        match sealed.flatten() {
            Some(sealed) => Ok(self.vault.open_reply_comment(segment, person, &sealed).shown()),
            None => Ok(String::new()),
        }
    }

    async fn history(&self, segment: SegmentId, person: PersonId) -> Result<Vec<GivenAnswer>> {
        let rows = sqlx::query!(
            r#"
            SELECT a.answer, a.given_at, a.given_by, p.name, a.occasion <> s.occasion AS "former!: bool"
            FROM answers a JOIN persons p ON p.id = a.given_by JOIN segments s ON s.id = a.segment_id
            WHERE a.segment_id = $1 AND a.person_id = $2 ORDER BY a.id DESC
            "#,
            segment.0,
            person.0
        )
        .fetch_all(self.reader())
        .await?;
        let given = rows.into_iter().map(|row| {
            Ok(GivenAnswer {
                answer: given(&row.answer)?,
                at: row::timestamp("answers", row.given_at)?,
                by: (row.given_by != person.0).then_some(row.name),
                former: row.former,
            })
        });
        given.collect()
    }
}

/// Whether someone takes part in the round, in a way that invites them.
async fn is_invited(tx: &mut Tx, seats: &Seats, person: PersonId) -> Result<bool> {
    let duties = sqlx::query_scalar!(
        "SELECT duty FROM duties WHERE round_id = $1 AND person_id = $2 AND duty IN ('adept', 'mentor')",
        seats.segment.round.0,
        person.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let invites = |audience: Audience, duty: &String| Role::from_name(duty).is_some_and(|role| audience.invites(role));
    Ok(duties.iter().any(|duty| invites(seats.segment.audience, duty)))
}

async fn own_answer(tx: &mut Tx, segment: SegmentId, person: PersonId) -> Result<Option<Answer>> {
    let answer =
        sqlx::query_scalar!("SELECT answer FROM replies WHERE segment_id = $1 AND person_id = $2", segment.0, person.0)
            .fetch_optional(&mut **tx)
            .await?;
    answer.map(|answer| row::named("replies", &answer, Answer::from_name)).transpose()
}

async fn save_answer(tx: &mut Tx, segment: SegmentId, person: PersonId, answer: Answer, now: Timestamp) -> Result<()> {
    sqlx::query!(
        r#"
        INSERT INTO replies (segment_id, person_id, answer, answered_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (segment_id, person_id)
        DO UPDATE SET answer = excluded.answer, answered_at = excluded.answered_at, word = NULL
        "#,
        segment.0,
        person.0,
        answer.name(),
        now.as_millisecond()
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What someone is told who has not answered.
fn reminder(day: &Day, missing: Missing, now: Timestamp) -> Email {
    let (slug, title, starts) = (day.slug.clone(), day.title.clone(), missing.starts);
    if now <= day.reply_by {
        return Email::Reminder { slug, title, starts, reply_by: day.reply_by };
    }
    Email::LateReminder { slug, title, starts, may_come: missing.may_come, contact: day.contact.clone() }
}

/// Whether someone may be reminded now; if so, it is noted.
async fn note_reminder(tx: &mut Tx, day: i64, person: PersonId, now: Timestamp) -> Result<bool> {
    let noted = sqlx::query!(
        r#"
        INSERT INTO reminders (day_id, person_id, reminded_at) VALUES ($1, $2, $3)
        ON CONFLICT (day_id, person_id) DO UPDATE SET reminded_at = excluded.reminded_at
        WHERE reminders.reminded_at <= $4
        "#,
        day,
        person.0,
        now.as_millisecond(),
        (now - REMINDER_PAUSE).as_millisecond()
    )
    .execute(&mut **tx)
    .await?;
    Ok(noted.rows_affected() > 0)
}
