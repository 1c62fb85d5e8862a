//! Seats of segments, and the queue for them. The rules are in [`domain::day::seats`].

use std::collections::HashMap;

use domain::{
    day::{
        Audience, DayId, SegmentId, State, Terms,
        seats::{Moved, Queued, Seating},
    },
    live::Change,
    pair::PairId,
    people::{Localised, OrganisationId, PersonId},
    round::RoundId,
};
use jiff::Timestamp;
use store::{Error, Result, mail::outbox::Email, row};

use super::{needs::forget_unless_coming, reply};
#[cfg(not(feature = "unlocked"))]
use crate::lock_segment;
use crate::{Engine, Tx, queries::engine::Connection};

/// A segment's seats, in the hands of a transaction.
pub(crate) struct Seats {
    /// What they are of.
    pub segment: Segment,
    /// Who sits and who waits.
    pub seating: Seating,
    before: Vec<Queued>,
    moved: Vec<Moved>,
}

/// What is to be known of a segment when its seats change.
pub(crate) struct Segment {
    pub id: SegmentId,
    pub round: RoundId,
    pub day: DayId,
    pub audience: Audience,
    state: State,
    late_yes: bool,
    reply_by: Timestamp,
    pub moved_at: Option<Timestamp>,
    pub ends: Timestamp,
    starts: Timestamp,
    slug: String,
    title: Localised,
}

impl Engine {
    /// Begins a write with a segment's seats in hand. Nobody else changes them
    /// until it ends.
    #[cfg(not(feature = "unlocked"))]
    pub(crate) async fn begin_seating(&self, segment: SegmentId) -> Result<(Tx, Seats)> {
        let mut tx = self.begin_write().await?;
        let seats = Seats::take(&mut tx, segment).await?;
        Ok((tx, seats))
    }

    /// The same without the lock: for the control run that shows what it is for.
    #[cfg(feature = "unlocked")]
    pub(crate) async fn begin_seating(&self, segment: SegmentId) -> Result<(Tx, Seats)> {
        let seats = Seats::read(&mut *self.reader().acquire().await?, segment).await?;
        Ok((self.begin_write().await?, seats))
    }

    /// Writes what has become of a segment's seats, and an email to everyone
    /// who is offered one. What changed for whom, without their doing.
    pub(crate) async fn save_seats(&self, tx: &mut Tx, seats: &Seats, now: Timestamp) -> Result<Vec<Change>> {
        let segment = seats.segment.id;
        for gone in seats.before.iter().filter(|before| seats.has_left(before)) {
            leave_queue(tx, segment, gone.person).await?;
        }
        for queued in seats.seating.queue.iter().filter(|queued| !seats.before.contains(queued)) {
            join_queue(tx, segment, queued).await?;
        }
        let mut changes = Vec::new();
        for moved in &seats.moved {
            let person = match moved {
                Moved::Lapsed(person) => {
                    forget_reply(tx, segment, *person).await?;
                    reply::remember(tx, segment, *person, None, *person, now).await?;
                    forget_unless_coming(tx, seats.segment.day, *person).await?;
                    *person
                }
                Moved::Offered(person, until) => {
                    self.enqueue(tx, Some(*person), &seats.offer(*until), now).await?;
                    *person
                }
            };
            changes.push(seats.change(tx, person).await?);
        }
        Ok(changes)
    }
}

impl Seats {
    /// Takes a segment's seats in hand, in a write that has begun.
    pub(crate) async fn take(tx: &mut Tx, segment: SegmentId) -> Result<Self> {
        #[cfg(not(feature = "unlocked"))]
        lock_segment(tx, segment).await?;
        Self::read(tx, segment).await
    }

    async fn read(db: &mut Connection, id: SegmentId) -> Result<Self> {
        let row = sqlx::query!(
            r#"
            SELECT s.capacity, s.audience, s.starts, s.ends, s.moved_at, s.cancelled AS "cancelled!: bool", d.id AS day,
                d.round_id, d.state, d.late_yes AS "late_yes!: bool", d.reply_by, d.slug, d.title_sv, d.title_en,
                (SELECT COUNT(*) FROM replies r WHERE r.segment_id = s.id AND r.answer = 'yes') AS "yes!"
            FROM segments s JOIN days d ON d.id = s.day_id WHERE s.id = $1
            "#,
            id.0
        )
        .fetch_optional(&mut *db)
        .await?
        .ok_or(Error::NotFound)?;
        let queue = read_queue(db, id).await?;
        let segment = Segment {
            id,
            round: RoundId(row.round_id),
            day: DayId(row.day),
            audience: row::named("segments", &row.audience, Audience::from_name)?,
            state: if row.cancelled { State::Cancelled } else { row::named("days", &row.state, State::from_name)? },
            late_yes: row.late_yes,
            moved_at: row.moved_at.map(|at| row::timestamp("segments", at)).transpose()?,
            reply_by: row::timestamp("days", row.reply_by)?,
            starts: row::timestamp("segments", row.starts)?,
            ends: row::timestamp("segments", row.ends)?,
            slug: row.slug,
            title: Localised { sv: row.title_sv, en: row.title_en },
        };
        let capacity = row.capacity.map(|capacity| row::count("segments", capacity)).transpose()?;
        let seating = Seating { capacity, seated: seated(row.yes, &queue)?, queue: queue.clone() };
        Ok(Self { segment, seating, before: queue, moved: Vec::new() })
    }

    /// Whether someone is in the queue.
    pub(crate) fn queues(&self, person: PersonId) -> bool {
        self.seating.queue.iter().any(|queued| queued.person == person)
    }

    /// Whether someone's place in the queue is no longer theirs. Whoever let an
    /// offer lapse and says yes again stands at the end.
    fn has_left(&self, before: &Queued) -> bool {
        let now = self.seating.queue.iter().find(|queued| queued.person == before.person);
        now.is_none_or(|now| before.offered_until.is_some() && now.offered_until.is_none())
    }

    /// Someone has answered: whatever became of an offer to them, that stands.
    pub(crate) fn has_answered(&mut self, person: PersonId) {
        self.moved.retain(|moved| *moved != Moved::Lapsed(person));
    }

    /// Takes back what has lapsed and offers what is free; nothing of what does
    /// not take place.
    pub(crate) fn pass_on(&mut self, now: Timestamp) {
        if self.segment.state == State::Published {
            self.moved.extend(self.seating.pass_on(now, self.segment.starts));
        }
    }

    /// What decides which answers are taken at `now`.
    pub(crate) fn terms(&self, now: Timestamp) -> Terms {
        let Segment { state, reply_by, ends, late_yes, starts, .. } = self.segment;
        let mut seating = self.seating.clone();
        seating.pass_on(now, starts);
        Terms { state, reply_by, ends, late_yes, room: !seating.is_full() }
    }

    /// Whether the segment is one that only organisers know of.
    pub(crate) fn is_draft(&self) -> bool {
        self.segment.state == State::Draft
    }

    fn offer(&self, until: Timestamp) -> Email {
        let Segment { slug, title, starts, ends, .. } = &self.segment;
        Email::SeatOffered { slug: slug.clone(), title: title.clone(), starts: *starts, ends: *ends, until }
    }

    /// That someone stands elsewhere with the segment than before.
    pub(crate) async fn change(&self, tx: &mut Tx, person: PersonId) -> Result<Change> {
        let row = sqlx::query!(
            r#"
            SELECT p.organisation_id, c.id AS "pair?"
            FROM persons p
            LEFT JOIN pairs c ON c.round_id = $2 AND (c.adept_id = p.id OR c.mentor_id = p.id) AND c.state <> 'ended'
            WHERE p.id = $1
            "#,
            person.0,
            self.segment.round.0
        )
        .fetch_one(&mut **tx)
        .await?;
        let Segment { round, day, audience, .. } = self.segment;
        let (organisation, pair) = (OrganisationId(row.organisation_id), row.pair.map(PairId));
        Ok(Change::Reply { round, day, audience, person, organisation, pair })
    }
}

/// Those who wait, by segment: a round's, or those of its day of this name.
pub(crate) async fn queues(
    db: &mut Connection,
    round: RoundId,
    slug: Option<&str>,
) -> Result<HashMap<SegmentId, Vec<Queued>>> {
    let rows = sqlx::query!(
        r#"
        SELECT q.segment_id, q.person_id, q.offered_until
        FROM queue q JOIN segments s ON s.id = q.segment_id JOIN days d ON d.id = s.day_id
        WHERE d.round_id = $1 AND (CAST($2 AS TEXT) IS NULL OR d.slug = $2) ORDER BY q.segment_id, q.number
        "#,
        round.0,
        slug
    )
    .fetch_all(db)
    .await?;
    let mut queues = HashMap::<_, Vec<_>>::new();
    for row in rows {
        queues.entry(SegmentId(row.segment_id)).or_default().push(queued(row.person_id, row.offered_until)?);
    }
    Ok(queues)
}

/// The seats of a segment that has a limited number, by how many said yes.
pub(crate) fn limited(capacity: i64, yes: i64, queue: Vec<Queued>) -> Result<Seating> {
    let capacity = Some(row::count("segments", capacity)?);
    Ok(Seating { capacity, seated: seated(yes, &queue)?, queue })
}

/// Those who said yes, without those who wait.
fn seated(yes: i64, queue: &[Queued]) -> Result<u32> {
    Ok(row::count("replies", yes)?.saturating_sub(row::count("queue", i64::try_from(queue.len()).unwrap_or(i64::MAX))?))
}

fn queued(person: i64, offered_until: Option<i64>) -> Result<Queued> {
    let offered_until = offered_until.map(|until| row::timestamp("queue", until)).transpose()?;
    Ok(Queued { person: PersonId(person), offered_until })
}

async fn read_queue(db: &mut Connection, segment: SegmentId) -> Result<Vec<Queued>> {
    let rows =
        sqlx::query!("SELECT person_id, offered_until FROM queue WHERE segment_id = $1 ORDER BY number", segment.0)
            .fetch_all(db)
            .await?;
    rows.into_iter().map(|row| queued(row.person_id, row.offered_until)).collect()
}

/// Puts someone at the end of the queue, or notes the offer to whoever is in it.
async fn join_queue(tx: &mut Tx, segment: SegmentId, queued: &Queued) -> Result<()> {
    sqlx::query!(
        r#"
        INSERT INTO queue (segment_id, person_id, number, offered_until)
        VALUES ($1, $2, (SELECT COALESCE(MAX(number), 0) + 1 FROM queue WHERE segment_id = $1), $3)
        ON CONFLICT (segment_id, person_id) DO UPDATE SET offered_until = excluded.offered_until
        "#,
        segment.0,
        queued.person.0,
        queued.offered_until.map(Timestamp::as_millisecond)
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn leave_queue(tx: &mut Tx, segment: SegmentId, person: PersonId) -> Result<()> {
    sqlx::query!("DELETE FROM queue WHERE segment_id = $1 AND person_id = $2", segment.0, person.0)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Someone's answer is none any more. They have left the queue before.
pub(crate) async fn forget_reply(tx: &mut Tx, segment: SegmentId, person: PersonId) -> Result<()> {
    sqlx::query!("DELETE FROM replies WHERE segment_id = $1 AND person_id = $2", segment.0, person.0)
        .execute(&mut **tx)
        .await?;
    Ok(())
}
