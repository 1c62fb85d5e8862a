//! Planning common days: drafts, publishing, changes, moves, cancelling.

use async_trait::async_trait;
use domain::{
    day::{Comment, Consequences, Day, DayId, Plan, PlannedItem, PlannedPart, Refusal, SegmentId, State, slug},
    input::{FieldError, Problem},
    live::Change,
    people::{Caller, PersonId},
    round::RoundId,
    time::local,
};
use jiff::Timestamp;
use store::{Error, Planning, Result, day::editor::PlannedDay, idempotency::IdempotencyKey, order, row};

use super::{notice, seats::Seats, tally, trend};
use crate::{
    Engine, Tx,
    queries::{
        day,
        idempotency::{self, Reservation},
    },
};

#[async_trait]
impl Planning for Engine {
    async fn organisers(&self, caller: &Caller) -> Result<Vec<(PersonId, String)>> {
        if !caller.runs_the_programme() {
            return Err(Error::NotFound);
        }
        let rows = sqlx::query!(
            "SELECT p.id, p.name FROM duties u JOIN persons p ON p.id = u.person_id WHERE u.round_id = $1 AND u.duty = 'organiser'",
            caller.round.0
        )
        .fetch_all(self.reader())
        .await?;
        let mut organisers: Vec<_> = rows.into_iter().map(|row| (PersonId(row.id), row.name)).collect();
        organisers.sort_by_cached_key(|(_, name)| order::swedish(name));
        Ok(organisers)
    }

    async fn planned_day(&self, caller: &Caller, slug: &str) -> Result<Option<PlannedDay>> {
        Ok(self.find(caller, slug).await?.map(|(_, planned)| planned))
    }

    async fn new_day(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        plan: &Plan,
        now: Timestamp,
    ) -> Result<String> {
        if !caller.runs_the_programme() {
            return Err(Error::NotFound);
        }
        in_the_future(plan, &plan.parts, now)?;
        let mut tx = self.begin_write().await?;
        if let Reservation::Done(day) = idempotency::reserve(&mut tx, caller.person, form, now).await? {
            return slug_of(&mut tx, DayId(day)).await;
        }
        let slug = free_slug(&mut tx, caller.round, plan, None).await?;
        let day = insert_draft(&mut tx, caller.round, &slug).await?;
        save_day(&mut tx, day, caller.round, &slug, 1, plan).await?;
        for part in &plan.parts {
            insert_part(&mut tx, day, part).await?;
        }
        idempotency::complete(&mut tx, caller.person, form, day.0).await?;
        self.commit(tx, Change::Draft { round: caller.round }).await?;
        Ok(slug)
    }

    async fn edit_day(
        &self,
        caller: &Caller,
        slug: &str,
        version: u32,
        plan: &Plan,
        tell: bool,
        now: Timestamp,
    ) -> Result<String> {
        let (day, was) = self.find(caller, slug).await?.ok_or(Error::NotFound)?;
        if was.version != version {
            return Err(Error::Conflict);
        }
        let consequences = plan.consequences(&was.plan);
        may_become(&was, plan, &consequences, tell, now)?;
        let mut tx = self.begin_write().await?;
        let slug = match was.state {
            State::Draft => free_slug(&mut tx, caller.round, plan, Some(day)).await?,
            State::Published | State::Cancelled => slug.to_owned(),
        };
        save_day(&mut tx, day, caller.round, &slug, version, plan).await?;
        let mut changes = self.save_parts(&mut tx, day, &was, plan, &consequences, now).await?;
        match was.state {
            State::Draft => changes.push(Change::Draft { round: caller.round }),
            State::Published | State::Cancelled => {
                if consequences.are_told() || plan.title != was.plan.title {
                    raise_sequence(&mut tx, day).await?;
                }
                let people = notice::people(&mut tx, caller.round, day).await?;
                self.tell_consequences(&mut tx, &people, &slug, plan, &consequences, now).await?;
                changes.extend(changes_of(caller.round, was.plan.parts.iter().chain(&plan.parts)));
            }
        }
        self.commit_all(tx, changes).await?;
        Ok(slug)
    }

    async fn publish_day(&self, caller: &Caller, slug: &str, now: Timestamp) -> Result<u32> {
        let (day, PlannedDay { plan, .. }) = self.find(caller, slug).await?.ok_or(Error::NotFound)?;
        takes_place(&plan, now)?;
        let mut tx = self.begin_write().await?;
        if !become_state(&mut tx, day, State::Draft, State::Published).await? {
            return Ok(0);
        }
        let people = notice::people(&mut tx, caller.round, day).await?;
        let invited = self.invite(&mut tx, &people, slug, &plan, &plan.parts, now).await?;
        self.commit_all(tx, changes_of(caller.round, &plan.parts)).await?;
        Ok(invited)
    }

    async fn cancel_day(&self, caller: &Caller, slug: &str, word: &Comment, now: Timestamp) -> Result<u32> {
        let (day, PlannedDay { plan, .. }) = self.find(caller, slug).await?.ok_or(Error::NotFound)?;
        takes_place(&plan, now)?;
        let mut tx = self.begin_write().await?;
        if !become_state(&mut tx, day, State::Published, State::Cancelled).await? {
            return Ok(0);
        }
        say_goodbye(&mut tx, day, word).await?;
        raise_sequence(&mut tx, day).await?;
        let people = notice::people(&mut tx, caller.round, day).await?;
        let told = self.tell_cancelled(&mut tx, &people, slug, &plan, &plan.parts, Some(word), now).await?;
        self.commit_all(tx, changes_of(caller.round, &plan.parts)).await?;
        Ok(told)
    }

    async fn delete_draft(&self, caller: &Caller, slug: &str) -> Result<()> {
        let (day, planned) = self.find(caller, slug).await?.ok_or(Error::NotFound)?;
        if planned.state != State::Draft {
            return Err(Error::NotFound);
        }
        let mut tx = self.begin_write().await?;
        for part in planned.plan.parts.iter().filter_map(|part| part.id) {
            delete_part(&mut tx, part).await?;
        }
        delete_day(&mut tx, day).await?;
        self.commit(tx, Change::Draft { round: caller.round }).await
    }
}

impl Engine {
    /// A day of an organiser's round as it stands. Its version is read first: if
    /// someone saves in between, it is an old one.
    async fn find(&self, caller: &Caller, slug: &str) -> Result<Option<(DayId, PlannedDay)>> {
        if !caller.runs_the_programme() {
            return Ok(None);
        }
        let row = sqlx::query!(
            "SELECT version, responsible_id FROM days WHERE round_id = $1 AND slug = $2",
            caller.round.0,
            slug
        )
        .fetch_optional(self.reader())
        .await?;
        let day = self.days_of(caller.round, Some(slug)).await?.pop();
        let Some((row, day)) = row.zip(day) else { return Ok(None) };
        let mut db = self.reader().acquire().await?;
        let mut agenda = day::agenda(&mut db, caller.round, Some(slug)).await?;
        let planned = day.segments.iter().filter(|segment| !segment.cancelled).map(|segment| PlannedPart {
            id: Some(segment.id),
            audience: segment.audience,
            starts: segment.starts,
            ends: segment.ends,
            capacity: segment.capacity,
            agenda: agenda.remove(&segment.id).unwrap_or_default(),
        });
        let parts: Vec<_> = planned.collect();
        let planned = PlannedDay {
            state: day.state,
            version: row::count("days", row.version)?,
            plan: plan_of(&day, parts, row.responsible_id.map(PersonId)),
        };
        Ok(Some((day.id, planned)))
    }

    /// Writes what a day's parts are to be. What changed for whom, without their doing.
    async fn save_parts(
        &self,
        tx: &mut Tx,
        day: DayId,
        was: &PlannedDay,
        plan: &Plan,
        consequences: &Consequences,
        now: Timestamp,
    ) -> Result<Vec<Change>> {
        let mut changes = Vec::new();
        for part in &plan.parts {
            let Some(id) = part.id else {
                insert_part(tx, day, part).await?;
                continue;
            };
            let mut seats = Seats::take(tx, id).await?;
            update_part(tx, id, part).await?;
            if was.state == State::Published && consequences.moves(part) {
                ask_again(tx, id, now).await?;
            } else {
                seats.seating.capacity = part.capacity;
                seats.pass_on(now);
                changes.extend(self.save_seats(tx, &seats, now).await?);
            }
        }
        for part in consequences.cancelled.iter().filter_map(|part| part.id) {
            match was.state {
                State::Draft => delete_part(tx, part).await?,
                State::Published | State::Cancelled => cancel_part(tx, part).await?,
            }
        }
        Ok(changes)
    }
}

fn plan_of(day: &Day, parts: Vec<PlannedPart>, responsible: Option<PersonId>) -> Plan {
    Plan {
        kind: day.kind,
        title: day.title.clone(),
        summary: day.summary.clone(),
        venue: day.venue.clone(),
        address: day.address.clone(),
        map_url: day.map_url.clone(),
        directions: day.directions.clone(),
        reply_by: day.reply_by,
        late_yes: day.late_yes,
        contact: day.contact.clone(),
        responsible,
        parts,
        removed: Vec::new(),
    }
}

/// Whether a day may become what is planned.
fn may_become(was: &PlannedDay, plan: &Plan, new: &Consequences, tell: bool, now: Timestamp) -> Result<()> {
    if was.state == State::Cancelled {
        return Err(Refusal::Cancelled.into());
    }
    if plan.parts.iter().any(|part| part.id.is_some() && was.plan.part(part.id).is_none()) {
        return Err(Error::NotFound);
    }
    let moved: Vec<_> = new.moved.iter().map(|(_, part)| part.clone()).chain(new.added.iter().cloned()).collect();
    in_the_future(plan, &moved, now)?;
    if was.state == State::Draft {
        return Ok(());
    }
    // A part that has been stays where it was.
    if new.moved.iter().any(|(from, _)| from.ends <= now) {
        return Err(wrong("date", Problem::InThePast));
    }
    // Whom a part is for is settled once they know of it.
    let other_audience = |part: &PlannedPart| was.plan.part(part.id).is_some_and(|old| old.audience != part.audience);
    if plan.parts.iter().any(other_audience) {
        return Err(wrong("parts", Problem::NotAChoice));
    }
    if new.are_told() && !tell {
        return Err(wrong("tell", Problem::SendsMail));
    }
    Ok(())
}

/// Whoever is asked to come at another time than before must have time to answer.
fn in_the_future(plan: &Plan, parts: &[PlannedPart], now: Timestamp) -> Result<()> {
    if parts.iter().any(|part| part.starts < now) {
        Err(wrong("date", Problem::InThePast))
    } else if !parts.is_empty() && plan.reply_by < now {
        Err(wrong("reply_by", Problem::InThePast))
    } else {
        Ok(())
    }
}

fn takes_place(plan: &Plan, now: Timestamp) -> Result<()> {
    if plan.parts.iter().all(|part| part.ends <= now) { Err(Refusal::Over.into()) } else { Ok(()) }
}

fn wrong(field: &str, problem: Problem) -> Error {
    Error::Invalid(vec![FieldError { field: field.to_owned(), problem }])
}

/// Those who may know of parts may know that they changed.
fn changes_of<'a>(round: RoundId, parts: impl IntoIterator<Item = &'a PlannedPart>) -> Vec<Change> {
    let mut audiences: Vec<_> = parts.into_iter().map(|part| part.audience).collect();
    audiences.sort();
    audiences.dedup();
    audiences.into_iter().map(|audience| Change::Day { round, audience }).collect()
}

/// A name in addresses that no other day of the round has.
async fn free_slug(tx: &mut Tx, round: RoundId, plan: &Plan, own: Option<DayId>) -> Result<String> {
    let taken = sqlx::query_scalar!(
        "SELECT slug FROM days WHERE round_id = $1 AND id <> $2",
        round.0,
        own.map_or(0, |day| day.0)
    )
    .fetch_all(&mut **tx)
    .await?;
    let year = plan.parts.first().map(|part| local(part.starts).year()).unwrap_or_default();
    let first = slug(&plan.title.sv, year);
    let numbered = (2..).map(|n: u32| format!("{first}-{n}"));
    let mut names = std::iter::once(first.clone()).chain(numbered);
    Ok(names.find(|name| !taken.contains(name)).unwrap_or_default())
}

async fn slug_of(tx: &mut Tx, day: DayId) -> Result<String> {
    sqlx::query_scalar!("SELECT slug FROM days WHERE id = $1", day.0).fetch_one(&mut **tx).await.map_err(Error::from)
}

async fn insert_draft(tx: &mut Tx, round: RoundId, slug: &str) -> Result<DayId> {
    let id = sqlx::query_scalar!(
        r#"
        INSERT INTO days (round_id, slug, kind, title_sv, title_en, summary_sv, summary_en, venue, address, reply_by, state)
        VALUES ($1, $2, 'exchange', '', '', '', '', '', '', 0, 'draft') RETURNING id AS "id!"
        "#,
        round.0,
        slug
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok(DayId(id))
}

/// Writes all of a day but its parts, if `version` is still the last one.
async fn save_day(tx: &mut Tx, day: DayId, round: RoundId, slug: &str, version: u32, plan: &Plan) -> Result<()> {
    if let Some(person) = plan.responsible {
        is_organiser(tx, round, person).await?;
    }
    let saved = sqlx::query!(
        r#"
        UPDATE days SET slug = $3, kind = $4, title_sv = $5, title_en = $6, summary_sv = $7, summary_en = $8,
            venue = $9, address = $10, map_url = $11, directions_sv = $12, directions_en = $13, reply_by = $14,
            late_yes = $15, contact_name = $16, contact_email = $17, contact_phone = $18, responsible_id = $19,
            version = version + 1
        WHERE id = $1 AND version = $2
        "#,
        day.0,
        i64::from(version),
        slug,
        plan.kind.name(),
        plan.title.sv,
        plan.title.en,
        plan.summary.sv,
        plan.summary.en,
        plan.venue,
        plan.address,
        plan.map_url,
        plan.directions.sv,
        plan.directions.en,
        plan.reply_by.as_millisecond(),
        plan.late_yes,
        plan.contact.name,
        plan.contact.email,
        plan.contact.phone,
        plan.responsible.map(|person| person.0)
    )
    .execute(&mut **tx)
    .await?;
    if saved.rows_affected() == 0 { Err(Error::Conflict) } else { Ok(()) }
}

async fn is_organiser(tx: &mut Tx, round: RoundId, person: PersonId) -> Result<()> {
    let found = sqlx::query_scalar!(
        "SELECT person_id FROM duties WHERE round_id = $1 AND person_id = $2 AND duty = 'organiser'",
        round.0,
        person.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    found.map(|_| ()).ok_or_else(|| wrong("responsible", Problem::NotAChoice))
}

/// Whether a day was in one state, and is in another now.
async fn become_state(tx: &mut Tx, day: DayId, from: State, to: State) -> Result<bool> {
    let changed = sqlx::query!(
        "UPDATE days SET state = $3, version = version + 1 WHERE id = $1 AND state = $2",
        day.0,
        from.name(),
        to.name()
    )
    .execute(&mut **tx)
    .await?;
    Ok(changed.rows_affected() > 0)
}

async fn say_goodbye(tx: &mut Tx, day: DayId, word: &Comment) -> Result<()> {
    sqlx::query!("UPDATE days SET farewell = $2 WHERE id = $1", day.0, word.as_str()).execute(&mut **tx).await?;
    Ok(())
}

async fn raise_sequence(tx: &mut Tx, day: DayId) -> Result<()> {
    sqlx::query!("UPDATE days SET sequence = sequence + 1 WHERE id = $1", day.0).execute(&mut **tx).await?;
    Ok(())
}

async fn insert_part(tx: &mut Tx, day: DayId, part: &PlannedPart) -> Result<()> {
    let id = sqlx::query_scalar!(
        r#"
        INSERT INTO segments (day_id, audience, starts, ends, capacity) VALUES ($1, $2, $3, $4, $5)
        RETURNING id AS "id!"
        "#,
        day.0,
        part.audience.name(),
        part.starts.as_millisecond(),
        part.ends.as_millisecond(),
        part.capacity.map(i64::from)
    )
    .fetch_one(&mut **tx)
    .await?;
    save_agenda(tx, SegmentId(id), &part.agenda).await
}

async fn update_part(tx: &mut Tx, id: SegmentId, part: &PlannedPart) -> Result<()> {
    sqlx::query!(
        "UPDATE segments SET audience = $2, starts = $3, ends = $4, capacity = $5 WHERE id = $1",
        id.0,
        part.audience.name(),
        part.starts.as_millisecond(),
        part.ends.as_millisecond(),
        part.capacity.map(i64::from)
    )
    .execute(&mut **tx)
    .await?;
    save_agenda(tx, id, &part.agenda).await
}

/// Writes the agenda of a segment, in place of what was on it.
pub(crate) async fn save_agenda(tx: &mut Tx, segment: SegmentId, agenda: &[PlannedItem]) -> Result<()> {
    sqlx::query!("DELETE FROM agenda WHERE segment_id = $1", segment.0).execute(&mut **tx).await?;
    for (position, item) in (0i64..).zip(agenda) {
        sqlx::query!(
            "INSERT INTO agenda (segment_id, position, at, title_sv, title_en, speaker) VALUES ($1, $2, $3, $4, $5, $6)",
            segment.0,
            position,
            item.at.to_string(),
            item.title.sv,
            item.title.en,
            item.speaker
        )
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// A segment is at another time: nobody has answered to that, and nobody waits.
async fn ask_again(tx: &mut Tx, segment: SegmentId, now: Timestamp) -> Result<()> {
    trend::start_again(tx, segment, now).await?;
    tally::clear(tx, segment).await?;
    sqlx::query!("DELETE FROM queue WHERE segment_id = $1", segment.0).execute(&mut **tx).await?;
    sqlx::query!("DELETE FROM replies WHERE segment_id = $1", segment.0).execute(&mut **tx).await?;
    sqlx::query!("UPDATE segments SET moved_at = $2 WHERE id = $1", segment.0, now.as_millisecond())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

async fn cancel_part(tx: &mut Tx, segment: SegmentId) -> Result<()> {
    sqlx::query!("UPDATE segments SET cancelled = TRUE WHERE id = $1", segment.0).execute(&mut **tx).await?;
    Ok(())
}

/// Deletes a part of a draft: nobody has answered to it, but guests may be
/// expected and tables planned.
async fn delete_part(tx: &mut Tx, segment: SegmentId) -> Result<()> {
    sqlx::query!("DELETE FROM table_seats WHERE segment_id = $1", segment.0).execute(&mut **tx).await?;
    sqlx::query!("DELETE FROM table_plans WHERE segment_id = $1", segment.0).execute(&mut **tx).await?;
    sqlx::query!("DELETE FROM agenda WHERE segment_id = $1", segment.0).execute(&mut **tx).await?;
    sqlx::query!("DELETE FROM visitors WHERE segment_id = $1", segment.0).execute(&mut **tx).await?;
    sqlx::query!("DELETE FROM segments WHERE id = $1", segment.0).execute(&mut **tx).await?;
    Ok(())
}

/// Deletes a draft whose parts are gone, with its materials; unless
/// it has been published meanwhile.
async fn delete_day(tx: &mut Tx, day: DayId) -> Result<()> {
    sqlx::query!("DELETE FROM materials WHERE day_id = $1", day.0).execute(&mut **tx).await?;
    let deleted = sqlx::query!("DELETE FROM days WHERE id = $1 AND state = 'draft'", day.0).execute(&mut **tx).await?;
    if deleted.rows_affected() == 0 { Err(Error::Conflict) } else { Ok(()) }
}
