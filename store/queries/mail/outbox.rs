//! The outbox.

use async_trait::async_trait;
use domain::{
    people::{Lang, PersonId},
    round::RoundId,
};
use jiff::Timestamp;
use store::{
    Outbox, Result,
    mail::outbox::{Backlog, Email, LEASE, Parcel, Recipient},
    row,
};

use crate::{Engine, Tx, next_due, queries::people};

#[async_trait]
impl Outbox for Engine {
    async fn due_emails(&self, limit: u32, now: Timestamp) -> Result<Vec<Parcel>> {
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
        .await?;
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
        .await?;
        let due_since = row.due_since.map(|at| row::timestamp("outbox", at)).transpose()?;
        Ok(Backlog { waiting: row::count("outbox", row.waiting)?, due_since })
    }

    async fn take_email(&self, now: Timestamp) -> Result<Option<Parcel>> {
        // Looking costs no one anything; taking is a write.
        if self.backlog(now).await?.due_since.is_none() {
            return Ok(None);
        }
        // One email that does not open must not keep the others waiting.
        while let Some(row) = self.take_waiting(now).await? {
            if let Some(parcel) = self.parcel(row)? {
                return Ok(Some(parcel));
            }
        }
        Ok(None)
    }

    async fn email_sent(&self, id: i64, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_write().await?;
        sqlx::query!("UPDATE outbox SET sent_at = $2, sealed = NULL WHERE id = $1", id, now.as_millisecond())
            .execute(&mut *tx)
            .await?;
        tx.commit().await
    }

    async fn email_failed(&self, id: i64, why: &str, again: Option<Timestamp>) -> Result<()> {
        let mut tx = self.begin_write().await?;
        sqlx::query!("UPDATE outbox SET attempts = attempts + 1, last_error = $2 WHERE id = $1", id, why)
            .execute(&mut *tx)
            .await?;
        match again {
            Some(again) => {
                sqlx::query!("UPDATE outbox SET due_at = $2 WHERE id = $1", id, again.as_millisecond())
                    .execute(&mut *tx)
                    .await
            }
            None => {
                sqlx::query!("UPDATE outbox SET failed = TRUE, sealed = NULL WHERE id = $1", id).execute(&mut *tx).await
            }
        }?;
        tx.commit().await
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
        sqlx::query!("UPDATE outbox SET due_at = $2 WHERE id = $1", id, until).execute(&mut *tx).await?;
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
        .await?;
        tx.commit().await?;
        Ok(Some(row))
    }

    /// Opens an email; `None`, and a line in the log, if it does not open.
    fn parcel(&self, row: Waiting) -> Result<Option<Parcel>> {
        let opened = match (row.person_id, row.email, row.name, row.lang) {
            (Some(person), Some(email), Some(name), Some(lang)) => {
                let lang = row::named("persons", &lang, Lang::from_name)?;
                let message = self.vault.open_email(PersonId(person), &row.sealed);
                message.map(|message| (Recipient { email, name, lang }, message))
            }
            _ => self.vault.open_addressed(&row.sealed),
        };
        let Ok((to, message)) = opened else {
            tracing::error!(message = row.id, "a letter in the outbox does not open");
            return Ok(None);
        };
        Ok(Some(Parcel {
            id: row.id,
            to: to.email,
            name: to.name,
            lang: to.lang,
            message,
            attempts: row::count("outbox", row.attempts)?,
            written: row::timestamp("outbox", row.created_at)?,
        }))
    }

    /// Puts an email into the outbox to someone who is not in the programme.
    pub(crate) async fn enqueue_to(&self, tx: &mut Tx, to: &Recipient, message: &Email, now: Timestamp) -> Result<()> {
        let sealed = self.vault.seal_addressed(to, message)?;
        sqlx::query!(
            "INSERT INTO outbox (sealed, created_at, due_at) VALUES ($1, $2, $2)",
            sealed,
            now.as_millisecond()
        )
        .execute(&mut **tx)
        .await?;
        tx.note_email();
        Ok(())
    }

    /// Puts an email into the outbox to everyone who runs a round.
    pub(crate) async fn email_organisers(
        &self,
        tx: &mut Tx,
        round: RoundId,
        message: &Email,
        now: Timestamp,
    ) -> Result<()> {
        for organiser in people::organisers(tx, round).await? {
            self.enqueue(tx, Some(organiser), message, now).await?;
        }
        Ok(())
    }

    /// Puts an email into the outbox, in the transaction that causes it. For
    /// no one, the same work is done, and there is nothing to send.
    pub(crate) async fn enqueue(
        &self,
        tx: &mut Tx,
        to: Option<PersonId>,
        message: &Email,
        now: Timestamp,
    ) -> Result<()> {
        let sealed = Some(self.vault.seal_email(to, message)?).filter(|_| to.is_some());
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
        .await?;
        if to.is_some() {
            tx.note_email();
        }
        Ok(())
    }
}
