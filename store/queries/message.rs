//! The outbox.

use async_trait::async_trait;
use domain::{
    people::{Lang, PersonId},
    round::RoundId,
};
use jiff::Timestamp;
use store::{
    Outbox, Result,
    message::{Backlog, LEASE, Letter, Parcel, Recipient},
    row,
};

use crate::{Engine, Tx, fault, next_due, people};

#[async_trait]
impl Outbox for Engine {
    async fn due_letters(&self, limit: u32, now: Timestamp) -> Result<Vec<Parcel>> {
        let rows = sqlx::query_as!(
            Waiting,
            r#"
            SELECT o.id, o.person_id, o.sealed AS "sealed!", o.attempts, o.created_at,
                p.email AS "email?", p.name AS "name?", p.lang AS "lang?"
            FROM outbox o LEFT JOIN persons p ON p.id = o.person_id
            WHERE o.sealed IS NOT NULL AND o.due_at <= $1
            ORDER BY o.due_at, o.id LIMIT $2
            "#,
            now.as_millisecond(),
            i64::from(limit)
        )
        .fetch_all(self.reader())
        .await
        .map_err(fault)?;
        rows.into_iter().filter_map(|row| self.parcel(row).transpose()).collect()
    }

    async fn backlog(&self, now: Timestamp) -> Result<Backlog> {
        let row = sqlx::query!(
            r#"
            SELECT COUNT(*) AS "waiting!", MIN(CASE WHEN due_at <= $1 THEN due_at END) AS "due_since?: i64"
            FROM outbox WHERE sealed IS NOT NULL
            "#,
            now.as_millisecond()
        )
        .fetch_one(self.reader())
        .await
        .map_err(fault)?;
        let due_since = row.due_since.map(|at| row::timestamp("outbox", at)).transpose()?;
        Ok(Backlog { waiting: row::count("outbox", row.waiting)?, due_since })
    }

    async fn take_letter(&self, now: Timestamp) -> Result<Option<Parcel>> {
        // Looking costs no one anything; taking is a write.
        if self.backlog(now).await?.due_since.is_none() {
            return Ok(None);
        }
        // One letter that does not open must not keep the others waiting.
        while let Some(row) = self.take_waiting(now).await? {
            if let Some(parcel) = self.parcel(row)? {
                return Ok(Some(parcel));
            }
        }
        Ok(None)
    }

    async fn letter_sent(&self, id: i64, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_write().await?;
        sqlx::query!("UPDATE outbox SET sent_at = $2, sealed = NULL WHERE id = $1", id, now.as_millisecond())
            .execute(&mut *tx)
            .await
            .map_err(fault)?;
        tx.commit().await.map_err(fault)
    }

    async fn letter_failed(&self, id: i64, why: &str, again: Option<Timestamp>) -> Result<()> {
        let mut tx = self.begin_write().await?;
        sqlx::query!("UPDATE outbox SET attempts = attempts + 1, last_error = $2 WHERE id = $1", id, why)
            .execute(&mut *tx)
            .await
            .map_err(fault)?;
        match again {
            Some(again) => {
                sqlx::query!("UPDATE outbox SET due_at = $2 WHERE id = $1", id, again.as_millisecond())
                    .execute(&mut *tx)
                    .await
            }
            None => {
                sqlx::query!("UPDATE outbox SET failed = TRUE, sealed = NULL WHERE id = $1", id).execute(&mut *tx).await
            }
        }
        .map_err(fault)?;
        tx.commit().await.map_err(fault)
    }
}

/// A row of the outbox with the reader's, if they are in the programme.
struct Waiting {
    id: i64,
    person_id: Option<i64>,
    sealed: Vec<u8>,
    attempts: i64,
    created_at: i64,
    email: Option<String>,
    name: Option<String>,
    lang: Option<String>,
}

impl Engine {
    async fn take_waiting(&self, now: Timestamp) -> Result<Option<Waiting>> {
        let mut tx = self.begin_write().await?;
        let Some(id) = next_due(&mut tx, now.as_millisecond()).await? else { return Ok(None) };
        let until = (now + LEASE).as_millisecond();
        sqlx::query!("UPDATE outbox SET due_at = $2 WHERE id = $1", id, until)
            .execute(&mut *tx)
            .await
            .map_err(fault)?;
        let row = sqlx::query_as!(
            Waiting,
            r#"
            SELECT o.id, o.person_id, o.sealed AS "sealed!", o.attempts, o.created_at,
                p.email AS "email?", p.name AS "name?", p.lang AS "lang?"
            FROM outbox o LEFT JOIN persons p ON p.id = o.person_id
            WHERE o.id = $1
            "#,
            id
        )
        .fetch_one(&mut *tx)
        .await
        .map_err(fault)?;
        tx.commit().await.map_err(fault)?;
        Ok(Some(row))
    }

    /// Opens a letter; `None`, and a line in the log, if it does not open.
    fn parcel(&self, row: Waiting) -> Result<Option<Parcel>> {
        let opened = match (row.person_id, row.email, row.name, row.lang) {
            (Some(person), Some(email), Some(name), Some(lang)) => {
                let lang = row::named("persons", &lang, Lang::from_name)?;
                let letter = self.vault.open_letter(PersonId(person), &row.sealed);
                letter.map(|letter| (Recipient { email, name, lang }, letter))
            }
            _ => self.vault.open_addressed(&row.sealed),
        };
        let Ok((to, letter)) = opened else {
            tracing::error!(letter = row.id, "a letter in the outbox does not open");
            return Ok(None);
        };
        Ok(Some(Parcel {
            id: row.id,
            to: to.email,
            name: to.name,
            lang: to.lang,
            letter,
            attempts: row::count("outbox", row.attempts)?,
            written: row::timestamp("outbox", row.created_at)?,
        }))
    }

    /// Puts a letter into the outbox to someone who is not in the programme.
    pub(crate) async fn post_to(&self, tx: &mut Tx, to: &Recipient, letter: &Letter, now: Timestamp) -> Result<()> {
        let sealed = self.vault.seal_addressed(to, letter)?;
        sqlx::query!(
            "INSERT INTO outbox (sealed, created_at, due_at) VALUES ($1, $2, $2)",
            sealed,
            now.as_millisecond()
        )
        .execute(&mut **tx)
        .await
        .map_err(fault)?;
        tx.note_letter();
        Ok(())
    }

    /// Puts a letter into the outbox to everyone who runs a round.
    pub(crate) async fn post_to_organisers(
        &self,
        tx: &mut Tx,
        round: RoundId,
        letter: &Letter,
        now: Timestamp,
    ) -> Result<()> {
        for organiser in people::organisers(tx, round).await? {
            self.post(tx, Some(organiser), letter, now).await?;
        }
        Ok(())
    }

    /// Puts a letter into the outbox, in the transaction that causes it. For
    /// no one, the same work is done, and there is nothing to send.
    pub(crate) async fn post(&self, tx: &mut Tx, to: Option<PersonId>, letter: &Letter, now: Timestamp) -> Result<()> {
        let sealed = Some(self.vault.seal_letter(to, letter)?).filter(|_| to.is_some());
        let now = now.as_millisecond();
        let sent = if to.is_some() { None } else { Some(now) };
        sqlx::query!(
            "INSERT INTO outbox (person_id, sealed, created_at, due_at, sent_at) VALUES ($1, $2, $3, $3, $4)",
            to.map(|person| person.0),
            sealed,
            now,
            sent
        )
        .execute(&mut **tx)
        .await
        .map_err(fault)?;
        if to.is_some() {
            tx.note_letter();
        }
        Ok(())
    }
}
