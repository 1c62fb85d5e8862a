//! Seats of segments, and the queue for them. The rules are in [`domain::day::seats`].

use std::collections::HashMap;

use async_trait::async_trait;
use domain::{
    day::{
        Audience, DayId, SegmentId, State, Terms,
        seats::{Moved, Queued, Seating, Turn},
    },
    live::Change,
    pair::PairId,
    people::{Caller, Localised, OrganisationId, PersonId},
    round::RoundId,
};
use jiff::Timestamp;
use store::{Error, Result, mail::outbox::Email, row};

#[cfg(not(feature = "unlocked"))]
use crate::lock_segment;
use crate::{
    Engine, Tx,
    queries::{engine::Connection, mail::budget::Trigger, round::closing::refuse_closed_round},
};

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
    pub ends: Timestamp,
    starts: Timestamp,
    slug: String,
    title: Localised,
}

#[async_trait]
impl store::Seats for Engine {
    async fn set_capacity(
        &self,
        caller: &Caller,
        segment: SegmentId,
        capacity: Option<u32>,
        now: Timestamp,
    ) -> Result<()> {
        let (mut tx, mut seats) = self.begin_seating(segment).await?;
        let (round, audience) = (seats.segment.round, seats.segment.audience);
        if round != caller.round || !caller.runs_the_programme() {
            return Err(Error::NotFound);
        }
        refuse_closed_round(&mut tx, round).await?;
        sqlx::query!("UPDATE segments SET capacity = $2 WHERE id = $1", segment.0, capacity.map(i64::from))
            .execute(&mut *tx)
            .await?;
        seats.set_capacity(capacity, now);
        let mut changes = self.save_seats(&mut tx, &seats, now).await?;
        changes.push(if seats.is_draft() { Change::Draft { round } } else { Change::Day { round, audience } });
        tx.announce_all(changes);
        tx.commit().await
    }

    async fn pass_on_seats(&self, now: Timestamp) -> Result<()> {
        let lapsed = sqlx::query_scalar!(
            r#"
            SELECT DISTINCT q.segment_id AS "id!"
            FROM queue q JOIN segments s ON s.id = q.segment_id JOIN days d ON d.id = s.day_id
            WHERE q.offered_until <= $1 AND d.state = 'published' AND NOT s.cancelled
            "#,
            now.as_millisecond()
        )
        .fetch_all(self.reader())
        .await?;
        for segment in lapsed {
            let (mut tx, mut seats) = self.begin_seating(SegmentId(segment)).await?;
            seats.pass_on(now);
            let changes = self.save_seats(&mut tx, &seats, now).await?;
            tx.announce_all(changes);
            tx.commit().await?;
        }
        Ok(())
    }
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

    /// Writes what has become of a segment's seats, and an email to everyone who
    /// is offered one or has one now. What changed for whom, without their doing.
    pub(crate) async fn save_seats(&self, tx: &mut Tx, seats: &Seats, now: Timestamp) -> Result<Vec<Change>> {
        for (person, message) in seats.emails(now) {
            self.enqueue(tx, person, &message, Trigger::own(seats.segment.id.0), now).await?;
        }
        seats.write(tx).await
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
            SELECT s.capacity, s.audience, s.starts, s.ends, s.cancelled AS "cancelled!: bool", d.id AS day,
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
    /// offer lapse stands at the end, and again when they say yes anew.
    fn has_left(&self, before: &Queued) -> bool {
        let now = self.seating.turn(before.person);
        now.is_none_or(|now| before.turn != Turn::Waits && now != before.turn)
    }

    /// Sets the number of seats. Those that are added are given to whoever waits,
    /// unless it does not take place.
    pub(crate) fn set_capacity(&mut self, capacity: Option<u32>, now: Timestamp) {
        if self.segment.state == State::Published {
            self.moved.extend(self.seating.set_capacity(capacity));
            self.pass_on(now);
        } else {
            self.seating.capacity = capacity;
        }
    }

    /// Writes what has become of the seats. What changed for whom, without their doing.
    pub(crate) async fn write(&self, tx: &mut Tx) -> Result<Vec<Change>> {
        let segment = self.segment.id;
        for gone in self.before.iter().filter(|before| self.has_left(before)) {
            leave_queue(tx, segment, gone.person).await?;
        }
        for queued in self.seating.queue.iter().filter(|queued| !self.before.contains(queued)) {
            join_queue(tx, segment, queued).await?;
        }
        let mut changes = Vec::new();
        for moved in &self.moved {
            let (Moved::Offered(person, _) | Moved::Lapsed(person) | Moved::Seated(person)) = moved;
            changes.push(self.change(tx, *person).await?);
        }
        Ok(changes)
    }

    /// Who has to be told what of their seat. Nobody is told of what is over.
    pub(crate) fn emails(&self, now: Timestamp) -> Vec<(PersonId, Email)> {
        let told = |moved: &Moved| match moved {
            Moved::Offered(person, until) => Some((*person, self.offer(*until))),
            Moved::Seated(person) if now < self.segment.ends => Some((*person, self.given())),
            Moved::Seated(_) | Moved::Lapsed(_) => None,
        };
        self.moved.iter().filter_map(told).collect()
    }

    /// Takes back what has lapsed and offers what is free; nothing of what does
    /// not take place.
    pub(crate) fn pass_on(&mut self, now: Timestamp) {
        if self.segment.state == State::Published {
            self.moved.extend(self.seating.pass_on(now, self.segment.starts));
        }
    }

    /// What decides which answers are taken of someone at `now`.
    pub(crate) fn terms(&self, person: PersonId, now: Timestamp) -> Terms {
        let Segment { state, reply_by, ends, late_yes, starts, .. } = self.segment;
        let room = self.seating.has_room(now, starts);
        let offered = self.seating.offer_to(person, now).is_some();
        Terms { state, reply_by, ends, late_yes, room, offered }
    }

    /// Whether the segment is one that only organisers know of.
    pub(crate) fn is_draft(&self) -> bool {
        self.segment.state == State::Draft
    }

    /// What tells someone of the seat that is held for them, if one is.
    pub(crate) fn offer_to(&self, person: PersonId, now: Timestamp) -> Option<Email> {
        self.seating.offer_to(person, now).map(|until| self.offer(until))
    }

    fn offer(&self, until: Timestamp) -> Email {
        let Segment { slug, title, starts, ends, .. } = &self.segment;
        Email::SeatOffered { slug: slug.clone(), title: title.clone(), starts: *starts, ends: *ends, until }
    }

    fn given(&self) -> Email {
        let Segment { slug, title, starts, ends, .. } = &self.segment;
        Email::SeatGiven { slug: slug.clone(), title: title.clone(), starts: *starts, ends: *ends }
    }

    /// That someone stands elsewhere with the segment than before.
    pub(crate) async fn change(&self, tx: &mut Tx, person: PersonId) -> Result<Change> {
        let rows = sqlx::query!(
            r#"
            SELECT p.organisation_id, c.id AS "pair?"
            FROM persons p
            LEFT JOIN pairs c ON c.round_id = $2 AND (c.adept_id = p.id OR c.mentor_id = p.id) AND c.state <> 'ended'
            WHERE p.id = $1
            "#,
            person.0,
            self.segment.round.0
        )
        .fetch_all(&mut **tx)
        .await?;
        let organisation = OrganisationId(rows.first().ok_or(Error::NotFound)?.organisation_id);
        let pairs = rows.iter().filter_map(|row| row.pair.map(PairId)).collect();
        let Segment { round, day, audience, .. } = self.segment;
        Ok(Change::Reply { round, day, audience, person, organisation, pairs })
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
        SELECT q.segment_id, q.person_id, q.offered_until, q.lapsed AS "lapsed!: bool"
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
        let waits = queued(row.person_id, row.offered_until, row.lapsed)?;
        queues.entry(SegmentId(row.segment_id)).or_default().push(waits);
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

fn queued(person: i64, offered_until: Option<i64>, lapsed: bool) -> Result<Queued> {
    let turn = match offered_until {
        Some(until) => Turn::Offered(row::timestamp("queue", until)?),
        None if lapsed => Turn::Lapsed,
        None => Turn::Waits,
    };
    Ok(Queued { person: PersonId(person), turn })
}

async fn read_queue(db: &mut Connection, segment: SegmentId) -> Result<Vec<Queued>> {
    let rows = sqlx::query!(
        r#"
        SELECT person_id, offered_until, lapsed AS "lapsed!: bool" FROM queue WHERE segment_id = $1 ORDER BY number
        "#,
        segment.0
    )
    .fetch_all(db)
    .await?;
    rows.into_iter().map(|row| queued(row.person_id, row.offered_until, row.lapsed)).collect()
}

/// Puts someone at the end of the queue, or notes the offer to whoever is in it.
async fn join_queue(tx: &mut Tx, segment: SegmentId, queued: &Queued) -> Result<()> {
    sqlx::query!(
        r#"
        INSERT INTO queue (segment_id, person_id, number, offered_until, lapsed)
        VALUES ($1, $2, (SELECT COALESCE(MAX(number), 0) + 1 FROM queue WHERE segment_id = $1), $3, $4)
        ON CONFLICT (segment_id, person_id)
        DO UPDATE SET offered_until = excluded.offered_until, lapsed = excluded.lapsed
        "#,
        segment.0,
        queued.person.0,
        queued.offered_until().map(Timestamp::as_millisecond),
        queued.turn == Turn::Lapsed
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
