//! Whether a pair goes on: its status, and how it is kept.

use async_trait::async_trait;
use domain::{
    live::Change,
    pair::{
        PairId,
        status::{PairStatus, State, StatusChange},
    },
    people::Caller,
    time,
};
use jiff::{Timestamp, civil::Date};
use store::{Error, Pairs, Result, Statuses, mail::outbox::Email, row};

use crate::{Engine, Tx, queries::mail::budget::Trigger};

#[async_trait]
impl Statuses for Engine {
    async fn change_status(
        &self,
        caller: &Caller,
        change: StatusChange,
        until: Option<Date>,
        now: Timestamp,
    ) -> Result<()> {
        let pair = self.pair(caller).await?.ok_or(Error::NotFound)?;
        let mut tx = self.begin_of_pair(caller, now).await?;
        // The row is locked by this, so that of two changes at once the later sees the earlier.
        let before = lock_status(&mut tx, pair.id).await?;
        let after = before.after(change, until, time::today(now)).ok_or(Error::NotFound)?;
        if before.decided == State::Ended && is_taken(&mut tx, pair.id).await? {
            return Err(Error::NotFound);
        }
        write_status(&mut tx, pair.id, &after).await?;
        let message = Email::PairStatusChanged { partner: caller.name.clone(), change, until };
        let trigger = Trigger::by(caller.person, pair.id.0);
        self.enqueue(&mut tx, pair.partner.person, &message, trigger, now).await?;
        tx.announce(Change::PairStatus { round: caller.round, pair: pair.id });
        tx.commit().await
    }
}

/// The columns of a pair and its round that its status is in.
pub(crate) struct StatusColumns {
    pub state: String,
    pub state_since: String,
    pub paused_until: Option<String>,
    pub ends_on: String,
    pub extended_to: Option<String>,
}

/// The columns of a row, of any query that reads all of them.
macro_rules! status_columns {
    ($row:ident) => {
        $crate::queries::pair::status::StatusColumns {
            state: $row.state,
            state_since: $row.state_since,
            paused_until: $row.paused_until,
            ends_on: $row.ends_on,
            extended_to: $row.extended_to,
        }
    };
}
pub(crate) use status_columns;

impl StatusColumns {
    pub(crate) fn status(&self) -> Result<PairStatus> {
        let date = |text: &Option<String>| text.as_ref().map(|text| row::date("pairs", text)).transpose();
        Ok(PairStatus {
            decided: row::named("pairs", &self.state, State::from_name)?,
            since: row::date("pairs", &self.state_since)?,
            paused_until: date(&self.paused_until)?,
            round_ends: row::date("rounds", &self.ends_on)?,
            extended_to: date(&self.extended_to)?,
        })
    }
}

/// Whether the mentor of a pair that has ended is in another one there by now, and the
/// working group does not let them have several.
async fn is_taken(tx: &mut Tx, pair: PairId) -> Result<bool> {
    let taken = sqlx::query_scalar!(
        r#"
        SELECT EXISTS (
            SELECT 1 FROM pairs t JOIN pairs x ON x.round_id = t.round_id AND x.mentor_id = t.mentor_id AND x.id <> t.id
            WHERE t.id = $1 AND x.state <> 'ended' AND NOT EXISTS (
                SELECT 1 FROM several_adepts s WHERE s.round_id = t.round_id AND s.person_id = t.mentor_id
            )
        ) AS "taken!: bool"
        "#,
        pair.0
    );
    Ok(taken.fetch_one(&mut **tx).await?)
}

/// A pair's status, its row locked until the transaction ends.
pub(crate) async fn lock_status(tx: &mut Tx, pair: PairId) -> Result<PairStatus> {
    sqlx::query!("UPDATE pairs SET state = state WHERE id = $1", pair.0).execute(&mut **tx).await?;
    let columns = sqlx::query_as!(
        StatusColumns,
        r#"
        SELECT t.state, t.state_since, t.paused_until, t.extended_to, r.ends_on
        FROM pairs t JOIN rounds r ON r.id = t.round_id WHERE t.id = $1
        "#,
        pair.0
    );
    columns.fetch_one(&mut **tx).await?.status()
}

/// A pair that goes on after all meets the row of a new pair of the adept's, if there is
/// one: then it is too late.
pub(crate) async fn write_status(tx: &mut Tx, pair: PairId, status: &PairStatus) -> Result<()> {
    let written = sqlx::query!(
        "UPDATE pairs SET state = $2, state_since = $3, paused_until = $4, extended_to = $5 WHERE id = $1",
        pair.0,
        status.decided.name(),
        status.since.to_string(),
        status.paused_until.map(|day| day.to_string()),
        status.extended_to.map(|day| day.to_string())
    );
    match written.execute(&mut **tx).await.map_err(Error::from) {
        Err(Error::Conflict) => Err(Error::NotFound),
        written => written.map(|_| ()),
    }
}
