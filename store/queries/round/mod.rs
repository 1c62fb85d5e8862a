//! Rounds and the network's organisations.

pub(crate) mod call;
pub(crate) mod certificate;
pub(crate) mod closing;
pub(crate) mod focus;
pub(crate) mod lineage;
pub(crate) mod next;
pub(crate) mod overview;
pub(crate) mod public_page;
pub(crate) mod report;
pub(crate) mod retention;
pub(crate) mod start;
pub(crate) mod today;

use std::collections::HashMap;

use async_trait::async_trait;
use domain::{
    day::{
        DayId, SegmentId,
        tables::{Plan, Seat},
    },
    live::Change,
    pair::{PairId, status::State},
    people::{Caller, EmailAddress, Organisation, PersonId},
    round::{Round, RoundId},
};
use jiff::Timestamp;
use store::{
    Error, Result, Rounds,
    round::{NewArrangements, NewDay, NewMeetUp, NewNeeds, NewPair, NewReply, NewRound, NewTables},
};

use super::{
    day::{answers, meet_up, part, tables, visitor},
    meeting::{self, proposal},
    pair::agreement,
    people::{self, organisation},
};
use crate::{Engine, Tx};

/// The segments of a round being loaded, by the day's slug, in the day's order.
type Segments = HashMap<String, Vec<SegmentId>>;

#[async_trait]
impl Rounds for Engine {
    async fn rounds(&self) -> Result<Vec<Round>> {
        focus::all(&mut *self.reader().acquire().await?).await
    }

    async fn round(&self, caller: &Caller) -> Result<Round> {
        let rounds = self.rounds().await?;
        rounds.into_iter().find(|round| round.id == caller.round).ok_or(Error::NotFound)
    }

    async fn organisations(&self) -> Result<Vec<Organisation>> {
        organisation::all(&mut *self.begin_read().await?).await
    }

    async fn load_round(&self, round: &NewRound, now: Timestamp) -> Result<bool> {
        let mut tx = self.begin_write().await?;
        let Some(id) = insert_round(&mut tx, round).await? else { return Ok(false) };
        for name in &round.organisations {
            organisation::add_by_name(&mut tx, name).await?;
        }
        for person in &round.people {
            let person_id = people::insert_person(&mut tx, person).await?;
            people::duty::begin(&mut tx, id, person_id, person.duty, round.starts_on).await?;
        }
        if let Some(call) = &round.call {
            call::write(&mut tx, id, call).await?;
        }
        for application in &round.applications {
            self.load_application(&mut tx, id, application).await?;
        }
        self.load_decisions(&mut tx, id).await?;
        let mut segments = Segments::new();
        for day in &round.days {
            let (day_id, parts) = insert_day(&mut tx, id, day).await?;
            if let Some(past) = &day.past {
                self.insert_past(&mut tx, day_id, &parts, past).await?;
            }
            segments.insert(day.slug.clone(), parts);
        }
        for reply in &round.replies {
            insert_reply(&mut tx, &segments, reply).await?;
        }
        for plan in &round.tables {
            insert_tables(&mut tx, &segments, plan).await?;
        }
        self.insert_arrangements(&mut tx, &segments, &round.arrangements, now).await?;
        for pair in &round.pairs {
            self.insert_pair(&mut tx, id, pair, now).await?;
        }
        for pulse in &round.pulses {
            let person = known_person(&mut tx, &pulse.person).await?;
            self.write_pulse(&mut tx, (id, person, pulse.asked), &pulse.answer, pulse.at).await?;
        }
        tx.announce(Change::Resync);
        tx.commit().await?;
        Ok(true)
    }
}

impl Engine {
    /// Guests, needs, and when pairs could meet.
    async fn insert_arrangements(
        &self,
        tx: &mut Tx,
        segments: &Segments,
        arrangements: &NewArrangements,
        now: Timestamp,
    ) -> Result<()> {
        for guest in &arrangements.guests {
            let segment = known_segment(segments, &guest.day, guest.segment)?;
            visitor::insert_visitor(tx, segment, &guest.visitor).await?;
        }
        for NewNeeds { person, day, needs } in &arrangements.needs {
            let (day, person) = (known_day(tx, segments, day).await?, known_person(tx, person).await?);
            let responsible = sqlx::query_scalar!("SELECT responsible_id FROM days WHERE id = $1", day.0);
            let reader = responsible.fetch_one(&mut **tx).await?.map(PersonId);
            self.insert_needs(tx, (day, person), needs, reader, now).await?;
        }
        for NewMeetUp { person, day, slot } in &arrangements.meet_ups {
            let (day, person) = (known_day(tx, segments, day).await?, known_person(tx, person).await?);
            meet_up::insert_meet_up(tx, day, person, *slot, now).await?;
        }
        Ok(())
    }

    /// A pair and all its meetings, their texts sealed like any others.
    async fn insert_pair(&self, tx: &mut Tx, round: RoundId, pair: &NewPair, now: Timestamp) -> Result<()> {
        let adept = known_person(tx, &pair.adept).await?;
        let mentor = known_person(tx, &pair.mentor).await?;
        let state = if pair.paused.is_some() { State::Paused } else { State::Active };
        let id = sqlx::query_scalar!(
            r#"
            INSERT INTO pairs (round_id, adept_id, mentor_id, every_weeks, since, state, state_since)
            VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id AS "id!"
            "#,
            round.0,
            adept.0,
            mentor.0,
            i64::from(pair.every_weeks),
            pair.since.to_string(),
            state.name(),
            pair.paused.unwrap_or(pair.since).to_string()
        )
        .fetch_one(&mut **tx)
        .await?;
        let key = self.pair_key(PairId(id)).await?;
        for (log, author, at) in &pair.meetings {
            let author = known_person(tx, author).await?;
            meeting::insert_held(tx, &key, author, log, *at).await?;
        }
        if let Some(agreement) = &pair.agreement {
            agreement::insert_agreed(tx, &key, agreement).await?;
        }
        if let Some((next, plan)) = &pair.next {
            proposal::agree(tx, &key, adept, *next, plan, now).await?;
        }
        if let Some((by, open)) = &pair.open {
            proposal::insert_proposal(tx, &key, *by, open).await?;
        }
        Ok(())
    }
}

/// `None` if there is a round of that number already.
async fn insert_round(tx: &mut Tx, round: &NewRound) -> Result<Option<RoundId>> {
    let id = sqlx::query_scalar!(
        r#"
        INSERT INTO rounds (number, starts_on, ends_on, max_pairs) VALUES ($1, $2, $3, $4)
        ON CONFLICT (number) DO NOTHING RETURNING id AS "id!"
        "#,
        i64::from(round.number),
        round.starts_on.to_string(),
        round.ends_on.to_string(),
        i64::from(round.max_pairs)
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(id.map(RoundId))
}

async fn insert_day(tx: &mut Tx, round: RoundId, day: &NewDay) -> Result<(DayId, Vec<SegmentId>)> {
    let details = &day.details;
    let responsible = match &details.responsible {
        Some(organiser) => Some(known_person(tx, organiser).await?),
        None => None,
    };
    let id = sqlx::query_scalar!(
        r#"
        INSERT INTO days (round_id, slug, kind, title_sv, title_en, summary_sv, summary_en, venue, address, reply_by,
            map_url, directions_sv, directions_en, contact_name, contact_email, contact_phone, responsible_id, late_yes)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) RETURNING id AS "id!"
        "#,
        round.0,
        day.slug,
        day.kind.name(),
        day.title.sv,
        day.title.en,
        day.summary.sv,
        day.summary.en,
        day.venue,
        day.address,
        day.reply_by.as_millisecond(),
        details.map_url,
        details.directions[0],
        details.directions[1],
        details.contact.name,
        details.contact.email,
        details.contact.phone,
        responsible.map(|person| person.0),
        details.late_yes
    )
    .fetch_one(&mut **tx)
    .await?;
    let mut segments = Vec::with_capacity(day.segments.len());
    for (n, (audience, starts, ends)) in day.segments.iter().enumerate() {
        let segment = sqlx::query_scalar!(
            r#"INSERT INTO segments (day_id, audience, starts, ends) VALUES ($1, $2, $3, $4) RETURNING id AS "id!""#,
            id,
            audience.name(),
            starts.as_millisecond(),
            ends.as_millisecond()
        )
        .fetch_one(&mut **tx)
        .await?;
        let agenda: Vec<_> = details.agenda.iter().filter(|(of, _)| *of == n).map(|(_, item)| item.clone()).collect();
        part::save_agenda(tx, SegmentId(segment), &agenda).await?;
        segments.push(SegmentId(segment));
    }
    Ok((DayId(id), segments))
}

async fn insert_reply(tx: &mut Tx, segments: &Segments, reply: &NewReply) -> Result<()> {
    let person = known_person(tx, &reply.person).await?;
    let segment = known_segment(segments, &reply.day, reply.segment)?;
    sqlx::query!(
        "INSERT INTO replies (segment_id, person_id, answer, answered_at) VALUES ($1, $2, $3, $4)",
        segment.0,
        person.0,
        reply.answer.name(),
        reply.at.as_millisecond()
    )
    .execute(&mut **tx)
    .await?;
    answers::remember(tx, segment, person, [Some(reply.answer), None], person, reply.at).await
}

async fn insert_tables(tx: &mut Tx, segments: &Segments, new: &NewTables) -> Result<()> {
    let segment = known_segment(segments, &new.day, new.segment)?;
    let mut plan = Plan { tables: new.tables, rounds: new.rounds, seats: Vec::new() };
    for (round, table, person) in &new.seats {
        let person = known_person(tx, person).await?;
        plan.seats.push(Seat { round: *round, table: *table, person: person.into(), locked: false });
    }
    tables::insert_plan(tx, segment, &plan).await
}

/// A segment that the round being loaded names.
fn known_segment(segments: &Segments, day: &str, n: usize) -> Result<SegmentId> {
    let segment = segments.get(day).and_then(|day| day.get(n)).copied();
    segment.ok_or_else(|| Error::bad_row("segments", format_args!("no such segment of {day}")))
}

/// A day that the round being loaded names.
async fn known_day(tx: &mut Tx, segments: &Segments, day: &str) -> Result<DayId> {
    let segment = known_segment(segments, day, 0)?;
    let day = sqlx::query_scalar!("SELECT day_id FROM segments WHERE id = $1", segment.0);
    Ok(DayId(day.fetch_one(&mut **tx).await?))
}

/// Someone whom the round being loaded names.
pub(crate) async fn known_person(tx: &mut Tx, email: &EmailAddress) -> Result<PersonId> {
    let person = people::person_by_email(tx, email).await?;
    person.ok_or_else(|| Error::bad_row("persons", "the round names someone who is not in it"))
}
