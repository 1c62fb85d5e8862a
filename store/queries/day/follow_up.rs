//! Once a day is over: who came, and thank-you emails.

use async_trait::async_trait;
use domain::{
    day::{
        Audience, Board, DayId, Guest, SegmentId,
        board::Filter,
        evaluation,
        follow_up::{self, CheckIns, FollowUpView},
    },
    live::Change,
    people::{Caller, PersonId},
};
use jiff::Timestamp;
use store::{
    Error, FollowUps, Result,
    mail::outbox::Email,
    round::{NewCheckIn, PastDay},
    row,
};

use super::{
    board::{board_of, read_board},
    invited::{self, Attended},
    material,
};
use crate::{
    Engine, Tx,
    queries::{engine::Connection, mail::budget::Trigger, round::known_person},
};

#[async_trait]
impl FollowUps for Engine {
    async fn came(&self, caller: &Caller, slug: &str) -> Result<CheckIns> {
        if !caller.runs_the_programme() {
            return Ok(CheckIns::new());
        }
        came(&mut *self.begin_read().await?, caller, slug).await
    }

    async fn follow_up(&self, caller: &Caller, slug: &str, now: Timestamp) -> Result<Option<FollowUpView>> {
        if !caller.runs_the_programme() {
            return Ok(None);
        }
        let mut tx = self.begin_read().await?;
        let Some(Attended { day, presence, .. }) = invited::days(&mut tx, caller, Some(slug)).await?.pop() else {
            return Ok(None);
        };
        let board = board_of(&mut tx, caller, day, &Filter::default(), now).await?;
        let check_ins = came(&mut tx, caller, slug).await?;
        let left = sqlx::query!(
            r#"
            SELECT d.thanked_at,
                (SELECT COUNT(*) FROM evaluations e WHERE e.day_id = d.id) AS "evaluations!: i64",
                (SELECT COUNT(*) FROM materials m WHERE m.day_id = d.id) AS "files!: i64"
            FROM days d WHERE d.id = $1
            "#,
            board.day.id.0
        )
        .fetch_one(&mut *tx)
        .await?;
        let sent_at = left.thanked_at.map(|at| row::timestamp("days", at)).transpose()?;
        let closes = super::evaluation::closes(&mut tx, &board.day).await?;
        Ok(Some(FollowUpView {
            parts: follow_up::turnout(&board, &check_ins, &presence),
            thanks: follow_up::thanks(&board, &check_ins, sent_at, now),
            evaluations: (now >= closes).then(|| row::count("evaluations", left.evaluations)).transpose()?,
            files: row::count("materials", left.files)?,
            day: board.day,
        }))
    }

    async fn send_thanks(&self, caller: &Caller, slug: &str, now: Timestamp) -> Result<()> {
        let (board, people) = self.after(caller, slug, now).await?.ok_or(Error::NotFound)?;
        let mut tx = self.begin_of_round(caller).await?;
        // This one statement decides between two who send at once.
        let first = sqlx::query!(
            "UPDATE days SET thanked_at = $2 WHERE id = $1 AND state = 'published' AND thanked_at IS NULL",
            board.day.id.0,
            now.as_millisecond()
        )
        .execute(&mut *tx)
        .await?;
        if first.rows_affected() == 0 {
            return Ok(());
        }
        let audiences = audiences_of_files(&mut tx, board.day.id).await?;
        for (guest, was_there) in people {
            let message = message(&board, &guest, was_there, &audiences, now);
            let trigger = Trigger::by(caller.person, board.day.id.0);
            self.enqueue(&mut tx, guest.person, &message, trigger, now).await?;
        }
        tx.announce(Change::Attendance { round: caller.round, day: board.day.id });
        tx.commit().await
    }
}

/// When whom was checked in at a day.
async fn came(db: &mut Connection, caller: &Caller, slug: &str) -> Result<CheckIns> {
    let rows = sqlx::query!(
        r#"
        SELECT a.segment_id, a.person_id, a.at
        FROM attendance a JOIN segments s ON s.id = a.segment_id JOIN days d ON d.id = s.day_id
        WHERE d.round_id = $1 AND d.slug = $2
        "#,
        caller.round.0,
        slug
    )
    .fetch_all(db)
    .await?;
    let check_in =
        |segment, person, at| Ok(((SegmentId(segment), PersonId(person)), row::timestamp("attendance", at)?));
    rows.into_iter().map(|row| check_in(row.segment_id, row.person_id, row.at)).collect()
}

impl Engine {
    /// A day that is over, and everyone who was invited, each with whether they
    /// were there.
    async fn after(&self, caller: &Caller, slug: &str, now: Timestamp) -> Result<Option<(Board, Vec<(Guest, bool)>)>> {
        if !caller.runs_the_programme() {
            return Ok(None);
        }
        let mut tx = self.begin_read().await?;
        let board = read_board(&mut tx, caller, slug, &Filter::default(), now).await?;
        let Some(board) = board.filter(|board| board.day.ends() <= now) else { return Ok(None) };
        let people = follow_up::everyone(&board, &came(&mut tx, caller, slug).await?);
        Ok(Some((board, people)))
    }

    /// What has become of a day of a round that is being loaded.
    pub(crate) async fn insert_past(
        &self,
        tx: &mut Tx,
        day: DayId,
        segments: &[SegmentId],
        past: &PastDay,
    ) -> Result<()> {
        let organiser = known_person(tx, &past.organiser).await?;
        for check_in in &past.check_ins {
            insert_check_in(tx, segments, check_in, organiser).await?;
        }
        for (file, at) in &past.materials {
            material::insert_material(tx, day, organiser, file, *at).await?;
        }
        for (person, evaluation) in &past.evaluations {
            let person = known_person(tx, person).await?;
            self.save_evaluation(tx, day, person, evaluation).await?;
        }
        let thanked_at = past.thanked_at.map(Timestamp::as_millisecond);
        sqlx::query!("UPDATE days SET thanked_at = $2 WHERE id = $1", day.0, thanked_at).execute(&mut **tx).await?;
        Ok(())
    }
}

async fn audiences_of_files(tx: &mut Tx, day: DayId) -> Result<Vec<Audience>> {
    let names = sqlx::query_scalar!("SELECT DISTINCT audience FROM materials WHERE day_id = $1", day.0)
        .fetch_all(&mut **tx)
        .await?;
    names.iter().map(|name| row::named("materials", name, Audience::from_name)).collect()
}

fn message(board: &Board, guest: &Guest, was_there: bool, files: &[Audience], now: Timestamp) -> Email {
    let (slug, title) = (board.day.slug.clone(), board.day.title.clone());
    let materials = files.iter().any(|audience| audience.invites(guest.role));
    if !was_there {
        return Email::Missed { slug, title, materials };
    }
    let own = board.day.segments.iter().filter(|segment| segment.audience.invites(guest.role));
    let closes = own.map(|segment| segment.ends).max().map(evaluation::closes);
    Email::Thanks { slug, title, materials, evaluate_until: closes.filter(|closes| now < *closes) }
}

async fn insert_check_in(tx: &mut Tx, segments: &[SegmentId], new: &NewCheckIn, by: PersonId) -> Result<()> {
    let person = known_person(tx, &new.person).await?;
    let segment = segments.get(new.segment).ok_or_else(|| Error::bad_row("attendance", "no such segment"))?;
    sqlx::query!(
        "INSERT INTO attendance (segment_id, person_id, at, by) VALUES ($1, $2, $3, $4)",
        segment.0,
        person.0,
        new.at.as_millisecond(),
        by.0
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
