//! Earlier rounds, from a spreadsheet.

use async_trait::async_trait;
use domain::{
    pair::status::State,
    people::{
        Caller, Duty, Lang, OrganisationId, Role,
        import::{Fault, Known, KnownPair, Part, Plan, PlannedPair, PlannedRound, Row, check},
    },
    round::RoundId,
};
use jiff::Timestamp;
use store::{Error, Imports, Result, idempotency::IdempotencyKey, people::NewPerson, row};

use crate::{
    Engine, Tx,
    queries::{
        engine::Connection,
        matching::EVERY_WEEKS,
        people,
        round::known_person,
        unit_of_work::{Begun, Concern},
    },
};

#[async_trait]
impl Imports for Engine {
    async fn plan_import(&self, caller: &Caller, rows: &[Row]) -> Result<Result<Plan, Vec<Fault>>> {
        if !caller.runs_the_programme() {
            return Err(Error::NotFound);
        }
        let mut db = self.reader().acquire().await?;
        Ok(check(rows, &known(&mut db, caller.round).await?))
    }

    async fn import(&self, caller: &Caller, key: Option<&IdempotencyKey>, rows: &[Row], now: Timestamp) -> Result<u32> {
        if !caller.runs_the_programme() {
            return Err(Error::NotFound);
        }
        let mut tx = match self.begin(Concern::Network, caller, key, now).await? {
            Begun::Done(parts) => return row::count("form_keys", parts),
            Begun::New(tx) => *tx,
        };
        // What one imports is known when the next one is checked.
        crate::take_advisory_lock(&mut tx).await?;
        let Ok(plan) = check(rows, &known(&mut tx, caller.round).await?) else { return Err(Error::Conflict) };
        for round in &plan.rounds {
            insert_round(&mut tx, caller.round, round).await?;
        }
        for part in latest_first(&plan.parts) {
            insert_part(&mut tx, part).await?;
        }
        for pair in plan.pairs.iter().filter(|pair| !pair.is_there) {
            insert_pair(&mut tx, pair).await?;
        }
        let parts = u32::try_from(plan.parts.len()).unwrap_or(u32::MAX);
        tx.made(parts.into());
        tx.commit().await?;
        Ok(parts)
    }
}

/// Someone in several rounds becomes known as they were in the latest.
fn latest_first(parts: &[Part]) -> Vec<&Part> {
    let mut parts: Vec<_> = parts.iter().collect();
    parts.sort_by_key(|part| (std::cmp::Reverse(part.round), part.line));
    parts
}

async fn known(db: &mut Connection, current: RoundId) -> Result<Known> {
    let current = sqlx::query_scalar!("SELECT number FROM rounds WHERE id = $1", current.0);
    let current = row::count("rounds", current.fetch_one(&mut *db).await?)?;
    let rounds = sqlx::query_scalar!("SELECT number FROM rounds").fetch_all(&mut *db).await?;
    let organisations = sqlx::query!("SELECT id, name FROM organisations").fetch_all(&mut *db).await?;
    let people = sqlx::query_scalar!("SELECT email FROM persons").fetch_all(&mut *db).await?;
    Ok(Known {
        current,
        rounds: rounds.into_iter().map(|number| row::count("rounds", number)).collect::<Result<_>>()?,
        organisations: organisations.into_iter().map(|row| (OrganisationId(row.id), row.name)).collect(),
        people,
        roles: roles(db).await?,
        pairs: pairs(db).await?,
    })
}

async fn roles(db: &mut Connection) -> Result<Vec<(u32, String, Role)>> {
    let rows = sqlx::query!(
        r#"
        SELECT r.number, p.email, u.duty
        FROM duties u JOIN rounds r ON r.id = u.round_id JOIN persons p ON p.id = u.person_id
        WHERE u.duty IN ('adept', 'mentor')
        "#
    )
    .fetch_all(db)
    .await?;
    let role = |name: &str| row::named("duties", name, Role::from_name);
    rows.into_iter().map(|row| Ok((row::count("rounds", row.number)?, row.email, role(&row.duty)?))).collect()
}

async fn pairs(db: &mut Connection) -> Result<Vec<KnownPair>> {
    let rows = sqlx::query!(
        r#"
        SELECT r.number, a.email AS adept, m.email AS mentor, t.since, t.state, t.state_since
        FROM pairs t JOIN rounds r ON r.id = t.round_id
            JOIN persons a ON a.id = t.adept_id JOIN persons m ON m.id = t.mentor_id
        "#
    )
    .fetch_all(db)
    .await?;
    let pairs = rows.into_iter().map(|row| {
        let state_since = row::date("pairs", &row.state_since)?;
        Ok(KnownPair {
            round: row::count("rounds", row.number)?,
            adept: row.adept,
            mentor: row.mentor,
            since: row::date("pairs", &row.since)?,
            until: (row.state == State::Ended.name()).then_some(state_since),
        })
    });
    pairs.collect()
}

/// A round that is not known yet takes as many pairs as the current one.
async fn insert_round(tx: &mut Tx, current: RoundId, round: &PlannedRound) -> Result<()> {
    sqlx::query!(
        r#"
        INSERT INTO rounds (number, starts_on, ends_on, max_pairs)
        SELECT $2, $3, $4, max_pairs FROM rounds WHERE id = $1
        ON CONFLICT (number) DO NOTHING
        "#,
        current.0,
        i64::from(round.number),
        round.starts_on.to_string(),
        round.ends_on.to_string()
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn insert_part(tx: &mut Tx, part: &Part) -> Result<()> {
    let duty = if part.role == Role::Adept { Duty::Adept } else { Duty::Mentor };
    let person = NewPerson {
        email: part.email.clone(),
        name: part.name.clone(),
        title: part.title.clone(),
        phone: String::new(),
        organisation: part.organisation_name.clone(),
        lang: Lang::Sv,
        duty,
    };
    let (round, person) = (round_of(tx, part.round).await?, people::insert_person(tx, &person).await?);
    let starts_on = sqlx::query_scalar!("SELECT starts_on FROM rounds WHERE id = $1", round.0);
    let starts_on = row::date("rounds", &starts_on.fetch_one(&mut **tx).await?)?;
    people::duty::begin(tx, round, person, duty, starts_on).await?;
    Ok(())
}

/// A pair of an earlier round is over. It has written nothing here, and so has no key.
async fn insert_pair(tx: &mut Tx, pair: &PlannedPair) -> Result<()> {
    let (adept, mentor) = (known_person(tx, &pair.adept).await?, known_person(tx, &pair.mentor).await?);
    let round = round_of(tx, pair.round).await?;
    sqlx::query!(
        r#"
        INSERT INTO pairs (round_id, adept_id, mentor_id, every_weeks, since, state, state_since)
        VALUES ($1, $2, $3, $4, $5, 'ended', $6)
        "#,
        round.0,
        adept.0,
        mentor.0,
        EVERY_WEEKS,
        pair.since.to_string(),
        pair.until.to_string()
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn round_of(tx: &mut Tx, number: u32) -> Result<RoundId> {
    let id = sqlx::query_scalar!("SELECT id FROM rounds WHERE number = $1", i64::from(number));
    Ok(RoundId(id.fetch_one(&mut **tx).await?))
}
