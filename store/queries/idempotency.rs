//! Forms that have been carried out.

use domain::people::PersonId;
use jiff::Timestamp;
use store::{
    Result,
    idempotency::{IdempotencyKey, MEMORY},
};

use crate::Tx;

/// What became of a form's key.
pub(crate) enum Reservation {
    /// It is this transaction's now.
    New,
    /// The form has been carried out, and made this.
    Done(i64),
}

/// Takes a form's key, first thing in the transaction that carries it out.
/// Whoever takes the same one waits here until that transaction has ended. A
/// form without a key is always new.
pub(crate) async fn reserve(
    tx: &mut Tx,
    person: PersonId,
    key: Option<&IdempotencyKey>,
    now: Timestamp,
) -> Result<Reservation> {
    let Some(key) = key else { return Ok(Reservation::New) };
    forget(tx, now - MEMORY).await?;
    let taken = sqlx::query!(
        "INSERT INTO form_keys (person_id, key, used_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        person.0,
        key.as_bytes(),
        now.as_millisecond()
    )
    .execute(&mut **tx)
    .await?;
    if taken.rows_affected() > 0 {
        return Ok(Reservation::New);
    }
    let made = sqlx::query_scalar!(
        r#"SELECT made AS "made!" FROM form_keys WHERE person_id = $1 AND key = $2"#,
        person.0,
        key.as_bytes()
    );
    Ok(Reservation::Done(made.fetch_one(&mut **tx).await?))
}

/// Notes what the form made, last thing in its transaction.
pub(crate) async fn complete(tx: &mut Tx, person: PersonId, key: Option<&IdempotencyKey>, made: i64) -> Result<()> {
    let Some(key) = key else { return Ok(()) };
    sqlx::query!("UPDATE form_keys SET made = $3 WHERE person_id = $1 AND key = $2", person.0, key.as_bytes(), made)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

async fn forget(tx: &mut Tx, before: Timestamp) -> Result<()> {
    sqlx::query!("DELETE FROM form_keys WHERE used_at < $1", before.as_millisecond()).execute(&mut **tx).await?;
    Ok(())
}
