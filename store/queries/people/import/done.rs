//! What imports have brought, seen and taken away again.

use domain::{
    live::Change,
    pair::PairId,
    people::{
        Caller, Duty, OrganisationId, PersonId, Refusal,
        import::{ImportId, ImportLine, ImportPage, Imported},
    },
    round::RoundId,
};
use jiff::Timestamp;
use sqlx::error::DatabaseError;
use store::{Error, Result, row};

use crate::{
    Tx,
    queries::{day::tally, engine::Connection},
};

/// Something that an import has brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Brought {
    Round(RoundId),
    Organisation(OrganisationId),
    Person(PersonId),
    Duty(RoundId, PersonId, Duty),
    Pair(PairId),
}

impl Brought {
    /// Its columns.
    const fn columns(self) -> (&'static str, i64, Option<i64>, Option<&'static str>) {
        match self {
            Self::Round(id) => ("round", id.0, None, None),
            Self::Organisation(id) => ("organisation", id.0, None, None),
            Self::Person(id) => ("person", id.0, None, None),
            Self::Duty(round, person, duty) => ("duty", person.0, Some(round.0), Some(duty.name())),
            Self::Pair(id) => ("pair", id.0, None, None),
        }
    }

    fn of_row(what: &str, target: i64, round: Option<i64>, duty: Option<&str>) -> Result<Self> {
        Ok(match (what, round, duty) {
            ("round", ..) => Self::Round(RoundId(target)),
            ("organisation", ..) => Self::Organisation(OrganisationId(target)),
            ("person", ..) => Self::Person(PersonId(target)),
            ("duty", Some(round), Some(duty)) => {
                Self::Duty(RoundId(round), PersonId(target), row::named("imported", duty, Duty::from_name)?)
            }
            ("pair", ..) => Self::Pair(PairId(target)),
            _ => return Err(Error::bad_row("imported", what)),
        })
    }
}

/// Notes an import and what it has brought.
pub(super) async fn note(tx: &mut Tx, caller: &Caller, file: &str, brought: &[Brought], now: Timestamp) -> Result<()> {
    let id = sqlx::query_scalar!(
        r#"INSERT INTO imports (file, by_id, at) VALUES ($1, $2, $3) RETURNING id AS "id!""#,
        file,
        caller.person.0,
        now.as_millisecond()
    );
    let id = id.fetch_one(&mut **tx).await?;
    for (position, one) in (0_i64..).zip(brought) {
        let (what, target, round, duty) = one.columns();
        sqlx::query!(
            r#"
            INSERT INTO imported (import_id, position, what, target_id, round_id, duty)
            VALUES ($1, $2, $3, $4, $5, $6)
            "#,
            id,
            position,
            what,
            target,
            round,
            duty
        )
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// All imports, the latest first; or the one.
pub(super) async fn lines(db: &mut Connection, only: Option<ImportId>) -> Result<Vec<ImportLine>> {
    let rows = sqlx::query!(
        r#"
        SELECT i.id AS "id!", i.file, i.at, i.undone_at, p.name AS by_name, u.name AS "undone_by?",
            (SELECT COUNT(*) FROM imported b WHERE b.import_id = i.id AND b.what = 'round') AS "rounds!: i64",
            (SELECT COUNT(*) FROM imported b WHERE b.import_id = i.id AND b.what = 'organisation')
                AS "organisations!: i64",
            (SELECT COUNT(*) FROM imported b WHERE b.import_id = i.id AND b.what = 'person') AS "people!: i64",
            (SELECT COUNT(*) FROM imported b WHERE b.import_id = i.id AND b.what = 'duty') AS "duties!: i64",
            (SELECT COUNT(*) FROM imported b WHERE b.import_id = i.id AND b.what = 'pair') AS "pairs!: i64"
        FROM imports i JOIN persons p ON p.id = i.by_id LEFT JOIN persons u ON u.id = i.undone_by_id
        WHERE CAST($1 AS BIGINT) IS NULL OR i.id = $1
        ORDER BY i.id DESC
        "#,
        only.map(|id| id.0)
    )
    .fetch_all(db)
    .await?;
    let lines = rows.into_iter().map(|row| {
        let undone_at = row.undone_at.map(|at| row::timestamp("imports", at)).transpose()?;
        Ok(ImportLine {
            id: ImportId(row.id),
            file: row.file,
            by: row.by_name,
            at: row::timestamp("imports", row.at)?,
            brought: Imported {
                rounds: row::count("imported", row.rounds)?,
                organisations: row::count("imported", row.organisations)?,
                people: row::count("imported", row.people)?,
                duties: row::count("imported", row.duties)?,
                pairs: row::count("imported", row.pairs)?,
            },
            undone: row.undone_by.zip(undone_at),
        })
    });
    lines.collect()
}

/// One of them, with whom it is about.
pub(super) async fn page(db: &mut Connection, import: ImportId) -> Result<Option<ImportPage>> {
    let Some(line) = lines(db, Some(import)).await?.pop() else { return Ok(None) };
    let parts = sqlx::query!(
        r#"
        SELECT r.number, b.duty AS "duty!", p.id AS "person!", p.name
        FROM imported b JOIN rounds r ON r.id = b.round_id JOIN persons p ON p.id = b.target_id
        WHERE b.import_id = $1 AND b.what = 'duty' ORDER BY r.number DESC, p.sort_name, p.id
        "#,
        import.0
    );
    let parts = parts.fetch_all(&mut *db).await?.into_iter().map(|row| {
        let duty = row::named("imported", &row.duty, Duty::from_name)?;
        Ok((row::count("rounds", row.number)?, duty, PersonId(row.person), row.name))
    });
    let parts = parts.collect::<Result<_>>()?;
    let pairs = sqlx::query!(
        r#"
        SELECT a.name AS adept, m.name AS mentor
        FROM imported b JOIN pairs t ON t.id = b.target_id
        JOIN persons a ON a.id = t.adept_id JOIN persons m ON m.id = t.mentor_id
        WHERE b.import_id = $1 AND b.what = 'pair' ORDER BY a.sort_name, t.id
        "#,
        import.0
    );
    let pairs = pairs.fetch_all(db).await?.into_iter().map(|row| (row.adept, row.mentor)).collect();
    Ok(Some(ImportPage { import: line, parts, pairs }))
}

/// Takes away what an import has brought. What it rests on goes last.
pub(super) async fn undo(tx: &mut Tx, caller: &Caller, import: ImportId, now: Timestamp) -> Result<()> {
    let made = sqlx::query!(
        r#"
        UPDATE imports SET undone_by_id = $2, undone_at = $3 WHERE id = $1 AND undone_at IS NULL
        RETURNING by_id AS "by_id!", at AS "at!"
        "#,
        import.0,
        caller.person.0,
        now.as_millisecond()
    );
    let made = made.fetch_optional(&mut **tx).await?.ok_or(Error::NotFound)?;
    let rows = sqlx::query!(
        r#"
        SELECT what AS "what!", target_id AS "target_id!", round_id AS "round_id?", duty AS "duty?"
        FROM imported WHERE import_id = $1 ORDER BY position DESC
        "#,
        import.0
    );
    for row in rows.fetch_all(&mut **tx).await? {
        let one = Brought::of_row(&row.what, row.target_id, row.round_id, row.duty.as_deref())?;
        match one {
            Brought::Pair(pair) => take_pair(tx, pair, (made.by_id, made.at)).await?,
            Brought::Duty(round, person, duty) => {
                take_duty(tx, (round, person, duty), (made.by_id, made.at)).await?;
                tx.announce(Change::Duty { round, person });
            }
            Brought::Person(person) => take_person(tx, person).await?,
            Brought::Organisation(id) => {
                let taken = sqlx::query!("DELETE FROM organisations WHERE id = $1", id.0);
                in_use(taken.execute(&mut **tx).await.map(|taken| taken.rows_affected()))?;
            }
            Brought::Round(id) => {
                let taken = sqlx::query!("DELETE FROM rounds WHERE id = $1", id.0);
                in_use(taken.execute(&mut **tx).await.map(|taken| taken.rows_affected()))?;
            }
        }
    }
    tx.announce(Change::Resync);
    Ok(())
}

/// One row is gone; what others refer to, or what has gone otherwise, is in use.
fn in_use(taken: Result<u64, sqlx::Error>) -> Result<()> {
    match taken {
        Ok(1) => Ok(()),
        Ok(_) => Err(Refusal::ImportInUse.into()),
        Err(error) if error.as_database_error().is_some_and(DatabaseError::is_foreign_key_violation) => {
            Err(Refusal::ImportInUse.into())
        }
        Err(error) => Err(error.into()),
    }
}

/// A pair that has changed its course since, or has written anything, stays.
async fn take_pair(tx: &mut Tx, pair: PairId, caused: (i64, i64)) -> Result<()> {
    let two = sqlx::query!("SELECT adept_id, mentor_id FROM pairs WHERE id = $1", pair.0);
    if let Some(two) = two.fetch_optional(&mut **tx).await? {
        for person in [two.adept_id, two.mentor_id] {
            forget_waiting(tx, PersonId(person), caused).await?;
        }
    }
    let taken = sqlx::query!(
        "DELETE FROM pairs WHERE id = $1 AND state <> 'paused' AND extended_to IS NULL AND (state = 'ended' OR state_since = since)",
        pair.0
    );
    in_use(taken.execute(&mut **tx).await.map(|taken| taken.rows_affected()))
}

/// Whoever has answered to a day takes part by more than the import.
async fn take_duty(tx: &mut Tx, (round, person, duty): (RoundId, PersonId, Duty), caused: (i64, i64)) -> Result<()> {
    forget_waiting(tx, person, caused).await?;
    if let Some(role) = duty.role() {
        tally::count_with_role(tx, round, person, role, -1).await?;
    }
    let taken = sqlx::query!(
        r#"
        DELETE FROM duties WHERE round_id = $1 AND person_id = $2 AND duty = $3 AND NOT EXISTS (
            SELECT 1 FROM pairs t WHERE t.round_id = $1 AND (t.adept_id = $2 OR t.mentor_id = $2)
                AND $3 IN ('adept', 'mentor')
        )
        "#,
        round.0,
        person.0,
        duty.name()
    );
    in_use(taken.execute(&mut **tx).await.map(|taken| taken.rows_affected()))
}

/// Emails to someone that an import has caused and that wait are not sent.
async fn forget_waiting(tx: &mut Tx, person: PersonId, (by, at): (i64, i64)) -> Result<()> {
    sqlx::query!(
        "DELETE FROM outbox WHERE person_id = $1 AND sender_id = $2 AND created_at = $3 AND sealed IS NOT NULL",
        person.0,
        by,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Someone who has done nothing but sign in is forgotten.
async fn take_person(tx: &mut Tx, person: PersonId) -> Result<()> {
    sqlx::query!("DELETE FROM outbox WHERE person_id = $1", person.0).execute(&mut **tx).await?;
    sqlx::query!("DELETE FROM sign_ins WHERE person_id = $1", person.0).execute(&mut **tx).await?;
    sqlx::query!("DELETE FROM sessions WHERE person_id = $1", person.0).execute(&mut **tx).await?;
    sqlx::query!("DELETE FROM devices WHERE person_id = $1", person.0).execute(&mut **tx).await?;
    let taken = sqlx::query!("DELETE FROM persons WHERE id = $1", person.0);
    in_use(taken.execute(&mut **tx).await.map(|taken| taken.rows_affected()))
}
