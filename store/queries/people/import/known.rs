//! What is known before an import.

use std::collections::HashMap;

use domain::{
    pair::status::State,
    people::{
        Caller, Duty, Organisation, OrganisationId, PersonId,
        import::{Column, Known, KnownPair, KnownPart, KnownPerson, Row},
    },
    round::RoundId,
    time,
};
use jiff::Timestamp;
use store::{Result, row};

use crate::{
    Engine,
    queries::{engine::Connection, matching::candidates},
};

impl Engine {
    /// Reads it, for an import of some rows.
    pub(super) async fn known(
        &self,
        db: &mut Connection,
        caller: &Caller,
        (rows, accepted): (&[Row], &[String]),
        now: Timestamp,
    ) -> Result<Known> {
        let rounds = sqlx::query_scalar!("SELECT number FROM rounds").fetch_all(&mut *db).await?;
        let (people, addresses) = people(db).await?;
        let mut known = Known {
            today: time::today(now),
            rounds: rounds.into_iter().map(|number| row::count("rounds", number)).collect::<Result<_>>()?,
            organisations: organisations(db).await?,
            accepted: accepted.to_vec(),
            ties: candidates::ties(db).await?,
            people,
            parts: parts(db).await?,
            pairs: pairs(db).await?,
            ..current(db, caller.round).await?
        };
        // Opening every application takes its time.
        if rows.iter().any(|row| is_of(row, known.current)) {
            let field = self.field(db, caller).await?;
            let avoided = field.profiles.iter().flat_map(|profile| {
                let candidate = &profile.candidate;
                candidate.avoids.iter().map(move |other| (candidate.person, *other))
            });
            let address = |person: PersonId| addresses.get(&person).cloned();
            known.conflicts = avoided.filter_map(|(one, other)| Some((address(one)?, address(other)?))).collect();
        }
        Ok(known)
    }
}

/// Whether a row may be about the round that is open.
fn is_of(row: &Row, current: u32) -> bool {
    let round = row.cell(Column::Round);
    round.is_empty() || round.contains(&current.to_string())
}

/// The round that is open: its number, its days and its room.
async fn current(db: &mut Connection, round: RoundId) -> Result<Known> {
    let row = sqlx::query!(
        r#"
        SELECT r.number, r.starts_on, r.ends_on, r.max_pairs, (
            SELECT COUNT(*) FROM pairs t WHERE t.round_id = r.id AND t.state <> 'ended'
        ) AS "pairs!: i64"
        FROM rounds r WHERE r.id = $1
        "#,
        round.0
    )
    .fetch_one(db)
    .await?;
    let (most, pairs) = (row::count("rounds", row.max_pairs)?, row::count("pairs", row.pairs)?);
    Ok(Known {
        current: row::count("rounds", row.number)?,
        days: (row::date("rounds", &row.starts_on)?, row::date("rounds", &row.ends_on)?),
        room: most.saturating_sub(pairs),
        ..Known::default()
    })
}

async fn organisations(db: &mut Connection) -> Result<Vec<Organisation>> {
    let rows = sqlx::query!(r#"SELECT id AS "id!", name FROM organisations"#).fetch_all(db).await?;
    Ok(rows.into_iter().map(|row| Organisation { id: OrganisationId(row.id), name: row.name }).collect())
}

async fn people(db: &mut Connection) -> Result<(Vec<KnownPerson>, HashMap<PersonId, String>)> {
    let rows = sqlx::query!(
        r#"
        SELECT p.id AS "id!", p.email, p.name, p.deactivated_at, o.name AS organisation
        FROM persons p JOIN organisations o ON o.id = p.organisation_id
        "#
    )
    .fetch_all(db)
    .await?;
    let (mut people, mut addresses) = (Vec::with_capacity(rows.len()), HashMap::new());
    for row in rows {
        addresses.insert(PersonId(row.id), row.email.clone());
        let active = row.deactivated_at.is_none();
        people.push(KnownPerson { email: row.email, name: row.name, organisation: row.organisation, active });
    }
    Ok((people, addresses))
}

async fn parts(db: &mut Connection) -> Result<Vec<KnownPart>> {
    let rows = sqlx::query!(
        r#"
        SELECT r.number, p.email, u.duty
        FROM duties u JOIN rounds r ON r.id = u.round_id JOIN persons p ON p.id = u.person_id
        "#
    )
    .fetch_all(db)
    .await?;
    let duty = |name: &str| row::named("duties", name, Duty::from_name);
    let part = |round, email, name: &str| -> Result<KnownPart> {
        Ok(KnownPart { round: row::count("rounds", round)?, email, duty: duty(name)? })
    };
    rows.into_iter().map(|row| part(row.number, row.email, &row.duty)).collect()
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
