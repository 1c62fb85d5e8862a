//! Planning common days: drafts, publishing, changes, moves, cancelling.

use std::collections::BTreeMap;

use async_trait::async_trait;
use domain::{
    day::{
        AfterMove, Comment, Consent, Consequences, Day, DayId, Hours, Plan, PlannedPart, Refusal, SegmentId, State,
        slug,
    },
    input::{FieldError, Problem},
    live::Change,
    people::{Caller, PersonId},
    round::RoundId,
    time::local,
};
use jiff::Timestamp;
use store::{
    Error, Planning, Result, day::editor::PlannedDay, idempotency::IdempotencyKey, mail::outbox::DayName, order, row,
};

use super::{
    evaluation,
    moved::move_answers,
    notice::{self, Emails, Notice},
    part::{cancel_part, delete_part, insert_part, update_part},
    seats::Seats,
};
use crate::{
    Engine, Tx,
    queries::{
        day,
        engine::Connection,
        unit_of_work::{Begun, Concern},
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
        in_the_future(&plan.parts, now)?;
        leaves_time(plan, true, now)?;
        let mut tx = match self.begin(Concern::Round, caller, form, now).await? {
            Begun::Done(day) => return slug_of(&mut *self.reader().acquire().await?, DayId(day)).await,
            Begun::New(tx) => *tx,
        };
        let (day, slug) = make_draft(&mut tx, caller.round, plan).await?;
        tx.made(day.0);
        tx.announce(Change::Draft { round: caller.round });
        tx.commit().await?;
        Ok(slug)
    }

    async fn edit_day(
        &self,
        caller: &Caller,
        slug: &str,
        version: u32,
        plan: &Plan,
        consent: Consent,
        now: Timestamp,
    ) -> Result<String> {
        let (day, was) = self.find(caller, slug).await?.ok_or(Error::NotFound)?;
        if was.version != version {
            return Err(Error::Conflict);
        }
        let consequences = plan.consequences(&was.plan);
        may_become(&was, plan, &consequences, consent, now)?;
        let mut tx = self.begin_of_round(caller).await?;
        evaluation::settle(&mut tx, day, now).await?;
        let slug = match was.state {
            State::Draft => free_slug(&mut tx, caller.round, plan, Some(day)).await?,
            State::Published | State::Cancelled => slug.to_owned(),
        };
        save_day(&mut tx, day, caller.round, &slug, version, plan).await?;
        if was.state != State::Draft {
            let name = DayName { slug: slug.clone(), title: plan.title.clone() };
            let responsible = [was.plan.responsible, plan.responsible];
            self.change_responsible(&mut tx, caller, (day, name), responsible, now).await?;
        }
        let Saved { mut emails, moved, mut changes } =
            save_parts(&mut tx, day, &was, plan, &consequences, consent, now).await?;
        match was.state {
            State::Draft => changes.push(Change::Draft { round: caller.round }),
            State::Published | State::Cancelled => {
                if consequences.are_told() || plan.title != was.plan.title {
                    raise_sequence(&mut tx, day).await?;
                }
                let people = notice::people(&mut tx, caller.round, day).await?;
                let notice = Notice { day, slug: &slug, plan, by: caller.person };
                let silently = emails.is_empty() && consequences.is_the_place_alone();
                emails.extend(notice.consequences(&mut tx, &people, &consequences, &moved).await?);
                let tells = consent.mailing.tells(notice::addressed(&emails), silently);
                if tells.map_err(|problem| wrong("tell", problem))? {
                    self.tell(&mut tx, &notice, &emails, now).await?;
                }
                self.tell_helpers(&mut tx, caller, (&notice, &was.plan), now).await?;
                changes.extend(changes_of(caller.round, was.plan.parts.iter().chain(&plan.parts)));
            }
        }
        tx.announce_all(changes);
        tx.commit().await?;
        Ok(slug)
    }

    async fn publish_day(&self, caller: &Caller, slug: &str, now: Timestamp) -> Result<u32> {
        let (day, PlannedDay { plan, .. }) = self.find(caller, slug).await?.ok_or(Error::NotFound)?;
        takes_place(&plan, now)?;
        plan.has_place()?;
        let mut tx = self.begin_of_round(caller).await?;
        if !become_state(&mut tx, day, State::Draft, State::Published).await? {
            return Ok(0);
        }
        let people = notice::people(&mut tx, caller.round, day).await?;
        let notice = Notice { day, slug, plan: &plan, by: caller.person };
        let invitations = notice.invitations(&mut tx, &people, &plan.parts).await?;
        let invited = self.tell(&mut tx, &notice, &invitations, now).await?;
        tx.announce_all(changes_of(caller.round, &plan.parts));
        tx.commit().await?;
        Ok(invited)
    }

    async fn cancel_day(&self, caller: &Caller, slug: &str, word: &Comment, now: Timestamp) -> Result<u32> {
        let (day, PlannedDay { plan, .. }) = self.find(caller, slug).await?.ok_or(Error::NotFound)?;
        takes_place(&plan, now)?;
        let mut tx = self.begin_of_round(caller).await?;
        if !become_state(&mut tx, day, State::Published, State::Cancelled).await? {
            return Ok(0);
        }
        save_cancellation(&mut tx, day, word, now).await?;
        raise_sequence(&mut tx, day).await?;
        let people = notice::people(&mut tx, caller.round, day).await?;
        let notice = Notice { day, slug, plan: &plan, by: caller.person };
        let cancellations = notice.cancellations(&mut tx, &people, &plan.parts, Some(word)).await?;
        let told = self.tell(&mut tx, &notice, &cancellations, now).await?;
        self.release_helpers(&mut tx, caller, &notice, now).await?;
        tx.announce_all(changes_of(caller.round, &plan.parts));
        tx.commit().await?;
        Ok(told)
    }

    async fn delete_draft(&self, caller: &Caller, slug: &str) -> Result<()> {
        let (day, planned) = self.find(caller, slug).await?.ok_or(Error::NotFound)?;
        if planned.state != State::Draft {
            return Err(Error::NotFound);
        }
        let mut tx = self.begin_of_round(caller).await?;
        for part in planned.plan.parts.iter().filter_map(|part| part.id) {
            delete_part(&mut tx, part).await?;
        }
        delete_day(&mut tx, day).await?;
        tx.announce(Change::Draft { round: caller.round });
        tx.commit().await
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
}

/// What comes of writing a day's parts.
#[derive(Default)]
struct Saved {
    /// To those who have seats now, or are offered some.
    emails: Emails,
    /// What becomes of the answers to each part that is moved.
    moved: BTreeMap<SegmentId, AfterMove>,
    /// What changed for whom, without their doing.
    changes: Vec<Change>,
}

/// Writes what a day's parts are to be.
async fn save_parts(
    tx: &mut Tx,
    day: DayId,
    was: &PlannedDay,
    plan: &Plan,
    consequences: &Consequences,
    consent: Consent,
    now: Timestamp,
) -> Result<Saved> {
    let mut saved = Saved::default();
    for part in &plan.parts {
        let Some(id) = part.id else {
            insert_part(tx, day, part).await?;
            continue;
        };
        let mut seats = Seats::take(tx, id).await?;
        update_part(tx, id, part).await?;
        if let Some(from) = consequences.moves(part).filter(|_| was.state == State::Published) {
            let (to, capacity) = (part.hours(), seats.seating.capacity);
            let after = move_answers(tx, id, [from, to], consent.keeps(from, to), now).await?;
            saved.moved.insert(id, after);
            // Others may have answered to these hours, and wait.
            seats = Seats::take(tx, id).await?;
            seats.seating.capacity = capacity;
        }
        seats.set_capacity(part.capacity, now);
        saved.emails.extend(seats.emails(now));
        saved.changes.extend(seats.write(tx).await?);
    }
    for part in consequences.cancelled.iter().filter_map(|part| part.id) {
        match was.state {
            State::Draft => delete_part(tx, part).await?,
            State::Published | State::Cancelled => cancel_part(tx, part).await?,
        }
    }
    Ok(saved)
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
fn may_become(was: &PlannedDay, plan: &Plan, new: &Consequences, consent: Consent, now: Timestamp) -> Result<()> {
    if was.state == State::Cancelled {
        return Err(Refusal::Cancelled.into());
    }
    if plan.parts.iter().any(|part| part.id.is_some() && was.plan.part(part.id).is_none()) {
        return Err(Error::NotFound);
    }
    let kept = |(from, part): &(Hours, PlannedPart)| was.state != State::Draft && consent.keeps(*from, part.hours());
    let asks_again = !new.moved.iter().all(kept) || !new.added.is_empty();
    in_the_future(new.moved.iter().map(|(_, part)| part).chain(&new.added), now)?;
    leaves_time(plan, asks_again, now)?;
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
    // What has been cannot be cancelled.
    if new.cancelled.iter().any(|part| part.ends <= now) {
        return Err(Refusal::Over.into());
    }
    Ok(())
}

/// Parts that are new, or at another time than before, are to come.
fn in_the_future<'a>(parts: impl IntoIterator<Item = &'a PlannedPart>, now: Timestamp) -> Result<()> {
    let passed = parts.into_iter().any(|part| part.starts < now);
    if passed { Err(wrong("date", Problem::InThePast)) } else { Ok(()) }
}

/// Whoever is asked whether they come must have time to answer.
fn leaves_time(plan: &Plan, asks: bool, now: Timestamp) -> Result<()> {
    if asks && plan.reply_by < now { Err(wrong("reply_by", Problem::InThePast)) } else { Ok(()) }
}

fn takes_place(plan: &Plan, now: Timestamp) -> Result<()> {
    if plan.parts.iter().all(|part| part.ends <= now) { Err(Refusal::DayOver.into()) } else { Ok(()) }
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

/// Makes a draft with its parts; its name in addresses.
pub(crate) async fn make_draft(tx: &mut Tx, round: RoundId, plan: &Plan) -> Result<(DayId, String)> {
    let slug = free_slug(tx, round, plan, None).await?;
    let day = insert_draft(tx, round, &slug).await?;
    save_day(tx, day, round, &slug, 1, plan).await?;
    for part in &plan.parts {
        insert_part(tx, day, part).await?;
    }
    Ok((day, slug))
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

async fn slug_of(db: &mut Connection, day: DayId) -> Result<String> {
    sqlx::query_scalar!("SELECT slug FROM days WHERE id = $1", day.0).fetch_one(db).await.map_err(Error::from)
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

async fn save_cancellation(tx: &mut Tx, day: DayId, word: &Comment, now: Timestamp) -> Result<()> {
    sqlx::query!(
        "UPDATE days SET farewell = $2, cancelled_at = $3 WHERE id = $1",
        day.0,
        word.as_str(),
        now.as_millisecond()
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn raise_sequence(tx: &mut Tx, day: DayId) -> Result<()> {
    sqlx::query!("UPDATE days SET sequence = sequence + 1 WHERE id = $1", day.0).execute(&mut **tx).await?;
    Ok(())
}

/// Deletes a draft whose parts are gone, with its materials; unless
/// it has been published meanwhile.
async fn delete_day(tx: &mut Tx, day: DayId) -> Result<()> {
    sqlx::query!("DELETE FROM materials WHERE day_id = $1", day.0).execute(&mut **tx).await?;
    let deleted = sqlx::query!("DELETE FROM days WHERE id = $1 AND state = 'draft'", day.0).execute(&mut **tx).await?;
    if deleted.rows_affected() == 0 { Err(Error::Conflict) } else { Ok(()) }
}
