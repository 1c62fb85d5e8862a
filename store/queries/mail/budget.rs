//! Counting emails before they are written. What may be written is decided in
//! [`domain::mail::budget`].

use domain::{
    mail::budget::{Cause, DAY, Earlier, MOST_TYPED, OverBudget, Verdict, decide},
    people::PersonId,
};
use jiff::Timestamp;
use store::{Result, row};

use crate::Tx;

/// What brings an email about: who, and about which row of theirs.
#[derive(Clone, Copy)]
pub(crate) struct Trigger {
    /// Nobody, if the product sends it of its own accord.
    pub by: Option<PersonId>,
    /// The number of an application, a pair, a day, a person.
    pub about: i64,
}

impl Trigger {
    /// Someone's doing.
    pub(crate) const fn by(person: PersonId, about: i64) -> Self {
        Self { by: Some(person), about }
    }

    /// The product's own doing.
    pub(crate) const fn own(about: i64) -> Self {
        Self { by: None, about }
    }
}

/// An email, as it is counted.
pub(crate) struct Counted {
    pub cause: Cause,
    pub trigger: Trigger,
    /// To whom, if they are known here.
    pub to: Option<PersonId>,
    /// Stands for the mailbox that it goes to.
    pub recipient: Vec<u8>,
    /// Stands for what it says.
    pub says: Vec<u8>,
}

impl Counted {
    /// When it may be sent. What waited until later is forgotten: this one is news.
    ///
    /// # Errors
    /// [`store::Error::OverBudget`].
    pub(crate) async fn verdict(&self, tx: &mut Tx, now: Timestamp) -> Result<Verdict> {
        if !self.cause.is_budgeted() {
            return Ok(Verdict::At(now));
        }
        self.forget_waiting(tx, now).await?;
        let verdict = decide(self.cause, &self.earlier(tx, now).await?, &self.says, now)?;
        if self.cause.is_to_typed_address() {
            self.count_recipients(tx, now).await?;
        }
        Ok(verdict)
    }

    fn sender(&self) -> i64 {
        self.trigger.by.map_or(0, |person| person.0)
    }

    async fn forget_waiting(&self, tx: &mut Tx, now: Timestamp) -> Result<()> {
        sqlx::query!(
            r#"
            DELETE FROM outbox WHERE recipient = $1 AND cause = $2 AND about = $3 AND COALESCE(sender_id, 0) = $4
                AND since > $5 AND sealed IS NOT NULL AND given_up_at IS NULL
            "#,
            self.recipient,
            self.cause.name(),
            self.trigger.about,
            self.sender(),
            now.as_millisecond()
        )
        .execute(&mut **tx)
        .await?;
        Ok(())
    }

    /// What has been written within a day. What did not arrive does not count.
    async fn earlier(&self, tx: &mut Tx, now: Timestamp) -> Result<Vec<Earlier>> {
        let rows = sqlx::query!(
            r#"
            SELECT o.id AS "id!", o.since, o.says FROM outbox o
            WHERE o.recipient = $1 AND o.cause = $2 AND o.about = $3 AND ($4 OR COALESCE(o.sender_id, 0) = $5)
                AND o.since > $6 AND o.given_up_at IS NULL AND NOT o.failed
            ORDER BY o.id
            "#,
            self.recipient,
            self.cause.name(),
            self.trigger.about,
            self.cause.is_counted_for_all(),
            self.sender(),
            (now - DAY).as_millisecond()
        )
        .fetch_all(&mut **tx)
        .await?;
        let answered = if rows.is_empty() { None } else { self.answered(tx, now).await? };
        let earlier = rows.into_iter().map(|row| {
            let answered = answered.is_some_and(|answer| answer > row.id);
            Ok(Earlier { at: row::timestamp("outbox", row.since)?, says: row.says.unwrap_or_default(), answered })
        });
        earlier.collect()
    }

    /// The latest email the other way.
    async fn answered(&self, tx: &mut Tx, now: Timestamp) -> Result<Option<i64>> {
        let (Some(by), Some(to)) = (self.trigger.by, self.to) else { return Ok(None) };
        let latest = sqlx::query_scalar!(
            r#"
            SELECT MAX(o.id) AS "id?: i64" FROM outbox o WHERE o.sender_id = $1 AND o.person_id = $2 AND o.since > $3
            "#,
            to.0,
            by.0,
            (now - DAY).as_millisecond()
        );
        Ok(latest.fetch_one(&mut **tx).await?)
    }

    async fn count_recipients(&self, tx: &mut Tx, now: Timestamp) -> Result<()> {
        let Some(by) = self.trigger.by else { return Ok(()) };
        let others = sqlx::query_scalar!(
            r#"
            SELECT COUNT(DISTINCT o.recipient) AS "n!: i64" FROM outbox o
            WHERE o.sender_id = $1 AND o.cause = $2 AND o.since > $3 AND o.recipient <> $4
            "#,
            by.0,
            self.cause.name(),
            (now - DAY).as_millisecond(),
            self.recipient
        );
        let others = usize::try_from(others.fetch_one(&mut **tx).await?).unwrap_or(usize::MAX);
        if others >= MOST_TYPED { Err(OverBudget::Recipients.into()) } else { Ok(()) }
    }
}
