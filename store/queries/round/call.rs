//! The call for applications.

use async_trait::async_trait;
use domain::{
    application::{Call, Part, State},
    day::Contact,
    live::Change,
    people::{Caller, Localised, Role},
    round::{
        RoundId,
        call::{CallSettings, Phase, Refusal, Taken, phase},
        focus,
    },
};
use jiff::Timestamp;
use store::{Calls, Error, Result, row};

use crate::{Engine, Tx, queries::engine::Connection};

#[async_trait]
impl Calls for Engine {
    async fn call(&self, now: Timestamp) -> Result<Option<(u32, Call, Taken)>> {
        let mut db = self.reader().acquire().await?;
        let Some((round, number)) = applied_for(&mut db, now).await? else { return Ok(None) };
        Ok(read(&mut db, round).await?.map(|(call, taken)| (number, call, taken)))
    }

    async fn round_call(&self, caller: &Caller) -> Result<Option<Call>> {
        let mut db = self.reader().acquire().await?;
        Ok(read(&mut db, caller.round).await?.map(|(call, _)| call))
    }

    async fn call_settings(&self, caller: &Caller) -> Result<Option<CallSettings>> {
        if !caller.runs_the_programme() {
            return Ok(None);
        }
        Ok(Some(settings(&mut *self.begin_read().await?, caller).await?))
    }

    async fn save_call(&self, caller: &Caller, known: Option<&Call>, call: &Call) -> Result<()> {
        if !caller.runs_the_programme() {
            return Err(Error::NotFound);
        }
        let mut tx = self.begin_of_round(caller).await?;
        // There may be no row yet to lock.
        crate::take_advisory_lock(&mut tx).await?;
        if read(&mut tx, caller.round).await?.map(|(call, _)| call).as_ref() != known {
            return Err(Error::Conflict);
        }
        write(&mut tx, caller.round, call).await?;
        tx.announce(Change::Draft { round: caller.round });
        tx.commit().await
    }
}

/// The round that one can apply for, and its number.
pub(crate) async fn applied_for(db: &mut Connection, now: Timestamp) -> Result<Option<(RoundId, u32)>> {
    let rows = sqlx::query!("SELECT r.id, r.number, c.opens, c.closes FROM calls c JOIN rounds r ON r.id = c.round_id")
        .fetch_all(db)
        .await?;
    let calls = rows.into_iter().map(|row| {
        let (opens, closes) = (row::timestamp("calls", row.opens)?, row::timestamp("calls", row.closes)?);
        Ok((row::count("rounds", row.number)?, RoundId(row.id), phase(opens, closes, now)))
    });
    let calls = calls.collect::<Result<Vec<_>>>()?;
    let number = focus::applied_for(calls.iter().map(|(number, _, phase)| (*number, *phase)));
    Ok(calls.into_iter().find(|(of, ..)| Some(*of) == number).map(|(number, round, _)| (round, number)))
}

/// A round's call, and how many applications it counts.
pub(crate) async fn read(db: &mut Connection, round: RoundId) -> Result<Option<(Call, Taken)>> {
    let row = sqlx::query!(
        r#"
        SELECT opens, closes, who_sv, who_en, contact_name, contact_email, contact_phone, most_adepts, most_mentors
        FROM calls WHERE round_id = $1
        "#,
        round.0
    )
    .fetch_optional(&mut *db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let most = |most: Option<i64>| most.map(|most| row::count("calls", most)).transpose();
    let call = Call {
        opens: row::timestamp("calls", row.opens)?,
        closes: row::timestamp("calls", row.closes)?,
        who: Localised { sv: row.who_sv, en: row.who_en },
        contact: Contact { name: row.contact_name, email: row.contact_email, phone: row.contact_phone },
        most_adepts: most(row.most_adepts)?,
        most_mentors: most(row.most_mentors)?,
    };
    Ok(Some((call, taken(db, round).await?)))
}

/// A round's call, and where its applications stand but one's own.
async fn settings(db: &mut Connection, caller: &Caller) -> Result<CallSettings> {
    let rows = sqlx::query!(
        r#"
        SELECT state, COUNT(*) AS "n!: i64" FROM applications WHERE round_id = $1 AND person_id <> $2 GROUP BY state
        "#,
        caller.round.0,
        caller.person.0
    )
    .fetch_all(&mut *db)
    .await?;
    let states = rows.into_iter().map(|row| {
        let state = row::named("applications", &row.state, State::from_name)?;
        Ok((state, row::count("applications", row.n)?))
    });
    let mut states = states.collect::<Result<Vec<_>>>()?;
    states.sort_by_key(|(state, _)| State::ALL.iter().position(|one| one == state));
    Ok(CallSettings { call: read(db, caller.round).await?, states })
}

/// How many applications a round's call counts.
async fn taken(db: &mut Connection, round: RoundId) -> Result<Taken> {
    let rows = sqlx::query!(
        r#"
        SELECT a.state, a.part, COUNT(*) AS "n!: i64" FROM applications a
        WHERE a.round_id = $1 AND a.part IS NOT NULL GROUP BY a.state, a.part
        "#,
        round.0
    )
    .fetch_all(db)
    .await?;
    let mut taken = Taken::default();
    for row in rows {
        let state = row::named("applications", &row.state, State::from_name)?;
        let part = row::named("applications", &row.part.unwrap_or_default(), Part::from_name)?;
        if state.counts() {
            let n = row::count("applications", row.n)?;
            taken.adepts += if part.takes(Role::Adept) { n } else { 0 };
            taken.mentors += if part.takes(Role::Mentor) { n } else { 0 };
        }
    }
    Ok(taken)
}

/// A round's call while it is open, and there is room for one more.
///
/// # Errors
/// [`Error::Refused`] while it is not, or where there is none.
pub(crate) async fn open_call(db: &mut Connection, round: RoundId, part: Part, now: Timestamp) -> Result<Call> {
    match read(db, round).await? {
        Some((call, taken)) if call.phase(now) == Phase::Open => {
            if call.takes(part, taken) {
                Ok(call)
            } else {
                Err(Refusal::Full.into())
            }
        }
        _ => Err(Refusal::Closed.into()),
    }
}

/// Writes a round's call, in place of the one that was there.
pub(crate) async fn write(tx: &mut Tx, round: RoundId, call: &Call) -> Result<()> {
    sqlx::query!(
        r#"
        INSERT INTO calls (round_id, opens, closes, who_sv, who_en, contact_name, contact_email, contact_phone,
            most_adepts, most_mentors)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT (round_id) DO UPDATE SET opens = excluded.opens, closes = excluded.closes, who_sv = excluded.who_sv,
            who_en = excluded.who_en, contact_name = excluded.contact_name, contact_email = excluded.contact_email,
            contact_phone = excluded.contact_phone, most_adepts = excluded.most_adepts,
            most_mentors = excluded.most_mentors
        "#,
        round.0,
        call.opens.as_millisecond(),
        call.closes.as_millisecond(),
        call.who.sv,
        call.who.en,
        call.contact.name,
        call.contact.email,
        call.contact.phone,
        call.most_adepts.map(i64::from),
        call.most_mentors.map(i64::from)
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
