//! Answers to segments: given, given for others, and reminded of.

use async_trait::async_trait;
use domain::{
    day::{
        self, Answer, AnswerCard, AnswerId, Audience, Comment, Entry, GivenAnswer, Refusal, SegmentId, Terms,
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
    needs::forget_unless_coming,
    seats::{self, Seats},
    tally, trend,
};
use crate::{
    Engine, Tx,
    queries::idempotency::{self, Reservation},
};

/// What the history calls an answer that was taken back.
const TAKEN_BACK: &str = "none";

#[async_trait]
impl Replies for Engine {
    async fn answer(&self, caller: &Caller, segment: SegmentId, answer: Answer, now: Timestamp) -> Result<()> {
        let (mut tx, seats) = self.begin_own_seating(caller, segment).await?;
        // An offer may come after the deadline, and can be taken up.
        let offered = seats.seating.offer_to(caller.person, now).is_some();
        let terms = seats.terms(now);
        let terms =
            if offered && answer == Answer::Yes { Terms { late_yes: true, room: true, ..terms } } else { terms };
        day::decide(answer, now, &terms)?;
        let changes = self.give(&mut tx, seats, caller.person, Some(answer), caller.person, now).await?;
        self.commit_all(tx, changes).await
    }

    async fn undo_answer(&self, caller: &Caller, segment: SegmentId, answer: AnswerId, now: Timestamp) -> Result<()> {
        let (mut tx, seats) = self.begin_own_seating(caller, segment).await?;
        let history = own_history(&mut tx, segment, caller.person).await?;
        let standing = own_answer(&mut tx, segment, caller.person).await?;
        let undo = day::undo(&history, seats.segment.moved_at, now);
        let undo = undo.filter(|undo| undo.entry == answer && standing.is_some()).ok_or(Refusal::NoUndo)?;
        day::decide_undo(undo.to, now, &seats.terms(now))?;
        let changes = self.give(&mut tx, seats, caller.person, undo.to, caller.person, now).await?;
        self.commit_all(tx, changes).await
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
        let ours = seats.segment.round == caller.round && caller.runs_the_programme();
        if !ours || seats.is_draft() || !is_invited(&mut tx, &seats, person).await? {
            return Err(Error::NotFound);
        }
        // The deadline does not bind; that the segment takes place does.
        day::decide(Answer::No, now, &seats.terms(now))?;
        let changes = self.give(&mut tx, seats, person, Some(answer), caller.person, now).await?;
        self.commit_all(tx, changes).await
    }

    async fn say(&self, caller: &Caller, segment: SegmentId, word: &Comment) -> Result<()> {
        let sealed = match word.as_str() {
            "" => None,
            word => Some(self.vault.seal_reply_comment(segment, caller.person, word)?),
        };
        let (mut tx, seats) = self.begin_seating(segment).await?;
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
        self.commit(tx, change).await
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
        let mut tx = self.begin_write().await?;
        if let Reservation::Done(reminded) = idempotency::reserve(&mut tx, caller.person, form, now).await? {
            return row::count("form_keys", reminded);
        }
        let mut reminded = 0;
        for (person, starts) in day::to_be_reminded(&board, now) {
            if note_reminder(&mut tx, board.day.id.0, person, now).await? {
                let message = Email::Reminder {
                    slug: board.day.slug.clone(),
                    title: board.day.title.clone(),
                    starts,
                    reply_by: board.day.reply_by,
                };
                self.enqueue(&mut tx, Some(person), &message, now).await?;
                reminded += 1;
            }
        }
        idempotency::complete(&mut tx, caller.person, form, i64::from(reminded)).await?;
        tx.commit().await?;
        Ok(reminded)
    }
}

impl Engine {
    /// Begins a write with the seats of a segment that the caller is invited to.
    async fn begin_own_seating(&self, caller: &Caller, segment: SegmentId) -> Result<(Tx, Seats)> {
        let (tx, seats) = self.begin_seating(segment).await?;
        let invited = seats.segment.round == caller.round && caller.invited_to(seats.segment.audience);
        if invited && !seats.is_draft() { Ok((tx, seats)) } else { Err(Error::NotFound) }
    }

    /// Puts an answer into force, whoever gives it, or takes it back with
    /// `None`: seats, history, and what changes for whom.
    async fn give(
        &self,
        tx: &mut Tx,
        mut seats: Seats,
        person: PersonId,
        answer: Option<Answer>,
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
        seats.has_answered(person);
        seats.pass_on(now);

        if let Some(answer) = answer {
            save_answer(tx, segment, person, answer, now).await?;
        }
        remember(tx, segment, person, answer, by, now).await?;
        let mut changes = self.save_seats(tx, &seats, now).await?;
        if answer.is_none() {
            seats::forget_reply(tx, segment, person).await?;
        }
        forget_unless_coming(tx, seats.segment.day, person).await?;
        changes.push(seats.change(tx, person).await?);
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
            Some(sealed) => self.vault.open_reply_comment(segment, person, &sealed),
            None => Ok(String::new()),
        }
    }

    async fn history(&self, segment: SegmentId, person: PersonId) -> Result<Vec<GivenAnswer>> {
        let rows = sqlx::query!(
            r#"
            SELECT a.answer, a.given_at, a.given_by, p.name
            FROM answers a JOIN persons p ON p.id = a.given_by
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

/// What someone has answered to a segment, oldest first.
async fn own_history(tx: &mut Tx, segment: SegmentId, person: PersonId) -> Result<Vec<Entry>> {
    let rows = sqlx::query!(
        "SELECT id, answer, given_by, given_at FROM answers WHERE segment_id = $1 AND person_id = $2 ORDER BY id",
        segment.0,
        person.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let entries = rows.into_iter().map(|row| {
        Ok(Entry {
            id: AnswerId(row.id),
            answer: given(&row.answer)?,
            at: row::timestamp("answers", row.given_at)?,
            own: row.given_by == person.0,
        })
    });
    entries.collect()
}

/// An answer in the history; `None` for one that was taken back.
pub(crate) fn given(name: &str) -> Result<Option<Answer>> {
    if name == TAKEN_BACK { Ok(None) } else { row::named("answers", name, Answer::from_name).map(Some) }
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

/// What someone answered last, since the segment was last moved; `None` if they
/// took it back.
async fn latest_answer(tx: &mut Tx, segment: SegmentId, person: PersonId) -> Result<Option<Answer>> {
    let latest = sqlx::query_scalar!(
        r#"
        SELECT a.answer FROM answers a JOIN segments s ON s.id = a.segment_id
        WHERE a.segment_id = $1 AND a.person_id = $2 AND (s.moved_at IS NULL OR a.given_at > s.moved_at)
        ORDER BY a.id DESC LIMIT 1
        "#,
        segment.0,
        person.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    latest.map_or(Ok(None), |answer| given(&answer))
}

/// Adds to the history, and to all that is counted.
pub(crate) async fn remember(
    tx: &mut Tx,
    segment: SegmentId,
    person: PersonId,
    answer: Option<Answer>,
    by: PersonId,
    now: Timestamp,
) -> Result<()> {
    let replaced = latest_answer(tx, segment, person).await?;
    trend::follow(tx, segment, answer, replaced, now).await?;
    tally::follow(tx, segment, person, answer, replaced).await?;
    sqlx::query!(
        "INSERT INTO answers (segment_id, person_id, answer, given_by, given_at) VALUES ($1, $2, $3, $4, $5)",
        segment.0,
        person.0,
        answer.map_or(TAKEN_BACK, Answer::name),
        by.0,
        now.as_millisecond()
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
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
