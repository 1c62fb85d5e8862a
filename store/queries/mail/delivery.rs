//! Emails that were given up.

use async_trait::async_trait;
use domain::{
    mail::{
        EmailId,
        budget::Cause,
        delivery::{DeliveryOverview, GivenUp, KEPT, Reason, Undelivered},
    },
    people::{Caller, PersonId},
};
use jiff::Timestamp;
use store::{Deliveries, Error, Outbox, Result, mail::outbox::Recipient, row};

use crate::{Engine, Tx};

#[async_trait]
impl Deliveries for Engine {
    async fn deliveries(&self, caller: &Caller, now: Timestamp) -> Result<Option<DeliveryOverview>> {
        if !caller.runs_the_programme() {
            return Ok(None);
        }
        let rows = sqlx::query!(
            r#"
            SELECT o.id, o.cause, o.sealed AS "sealed!", o.given_up_at AS "given_up_at!", o.reason AS "reason!",
                p.name AS "name?", p.email AS "email?"
            FROM outbox o LEFT JOIN persons p ON p.id = o.person_id
            WHERE o.given_up_at IS NOT NULL AND o.sealed IS NOT NULL ORDER BY o.given_up_at DESC, o.id DESC
            "#
        )
        .fetch_all(self.reader())
        .await?;
        let given_up = rows.into_iter().map(|row| {
            let to = self.recipient(row.name, row.email, &row.sealed);
            Ok(GivenUp {
                id: EmailId(row.id),
                name: to.0,
                address: to.1,
                cause: row.cause.as_deref().and_then(Cause::from_name),
                at: row::timestamp("outbox", row.given_up_at)?,
                reason: row::named("outbox", &row.reason, Reason::from_name)?,
            })
        });
        let given_up = given_up.collect::<Result<_>>()?;
        let backlog = self.backlog(now).await?;
        Ok(Some(DeliveryOverview { given_up, waiting: backlog.waiting, late_since: backlog.due_since }))
    }

    async fn undelivered(&self, caller: &Caller) -> Result<Vec<Undelivered>> {
        let rows = sqlx::query!(
            r#"
            SELECT o.cause AS "cause!", o.person_id, o.sealed AS "sealed!", p.name AS "name?", p.email AS "email?"
            FROM outbox o LEFT JOIN persons p ON p.id = o.person_id
            WHERE o.given_up_at IS NOT NULL AND o.sealed IS NOT NULL AND o.cause IS NOT NULL
                AND (o.person_id IS NULL OR o.person_id <> $1) AND (o.sender_id = $1 OR (o.cause = 'manager_asked'
                    AND o.about IN (SELECT a.id FROM applications a WHERE a.person_id = $1)))
                AND NOT EXISTS (SELECT 1 FROM outbox n WHERE n.recipient = o.recipient AND n.cause = o.cause
                    AND n.about = o.about AND n.id > o.id)
            ORDER BY o.id
            "#,
            caller.person.0
        )
        .fetch_all(self.reader())
        .await?;
        let undelivered = rows.into_iter().map(|row| {
            let (name, address) = self.recipient(row.name, row.email, &row.sealed);
            let cause = row::named("outbox", &row.cause, Cause::from_name)?;
            Ok(Undelivered { cause, person: row.person_id.map(PersonId), name, address })
        });
        undelivered.collect()
    }

    async fn send_again(&self, caller: &Caller, email: Option<EmailId>, now: Timestamp) -> Result<u32> {
        if !caller.runs_the_programme() {
            return Err(Error::NotFound);
        }
        let mut tx = self.begin_write().await?;
        let sent = revive(&mut tx, email, now).await?;
        if email.is_some() && sent == 0 {
            return Err(Error::NotFound);
        }
        tx.commit().await?;
        Ok(sent)
    }

    async fn drop_given_up(&self, caller: &Caller, email: EmailId) -> Result<()> {
        if !caller.runs_the_programme() {
            return Err(Error::NotFound);
        }
        let mut tx = self.begin_write().await?;
        let dropped = sqlx::query!(
            r#"
            UPDATE outbox SET failed = TRUE, sealed = NULL
            WHERE id = $1 AND given_up_at IS NOT NULL AND sealed IS NOT NULL
            "#,
            email.0
        )
        .execute(&mut *tx)
        .await?;
        if dropped.rows_affected() == 0 {
            return Err(Error::NotFound);
        }
        tx.commit().await
    }

    async fn retry_given_up(&self, now: Timestamp) -> Result<u32> {
        let mut tx = self.begin_write().await?;
        let sent = revive(&mut tx, None, now).await?;
        tx.commit().await?;
        Ok(sent)
    }

    async fn forget_given_up(&self, now: Timestamp) -> Result<()> {
        let before = (now - KEPT).as_millisecond();
        let old = sqlx::query_scalar!(
            r#"SELECT id AS "id!: i64" FROM outbox WHERE given_up_at < $1 AND sealed IS NOT NULL LIMIT 1"#,
            before
        );
        // Looking costs no one anything; forgetting is a write.
        if old.fetch_optional(self.reader()).await?.is_none() {
            return Ok(());
        }
        let mut tx = self.begin_write().await?;
        sqlx::query!(
            "UPDATE outbox SET failed = TRUE, sealed = NULL WHERE given_up_at < $1 AND sealed IS NOT NULL",
            before
        )
        .execute(&mut *tx)
        .await?;
        tx.commit().await
    }
}

impl Engine {
    /// To whom an email goes: by its row, or by what is sealed with it.
    fn recipient(&self, name: Option<String>, email: Option<String>, sealed: &[u8]) -> (String, String) {
        name.zip(email).unwrap_or_else(|| match self.vault.open_addressed(sealed) {
            Ok((Recipient { name, email, .. }, _)) => (name, email),
            Err(_) => (String::new(), String::new()),
        })
    }
}

/// Lets what was given up be sent: one email, or all of them. It has been due since
/// it was given up, whatever the clock says of whoever asks for it. How many.
pub(super) async fn revive(tx: &mut Tx, email: Option<EmailId>, now: Timestamp) -> Result<u32> {
    let revived = sqlx::query!(
        r#"
        UPDATE outbox SET given_up_at = NULL, reason = NULL, attempts = 0, since = $2
        WHERE given_up_at IS NOT NULL AND sealed IS NOT NULL AND (id = $1 OR $1 = 0)
        "#,
        email.map_or(0, |email| email.0),
        now.as_millisecond()
    )
    .execute(&mut **tx)
    .await?;
    if revived.rows_affected() > 0 {
        tx.note_email();
    }
    Ok(u32::try_from(revived.rows_affected()).unwrap_or(u32::MAX))
}
