//! Emails that keep a pair's rhythm, each written once: whoever notes it
//! first in the ledger writes it.

use domain::{
    pair::{
        PairId,
        rhythm::{self, Nudge},
    },
    people::Role,
    time,
};
use jiff::{Timestamp, civil::Date};
use store::{
    Result,
    mail::outbox::{About, Email},
    row,
};

use super::status::StatusColumns;
use crate::{
    Engine, Tx,
    queries::{mail::budget::Trigger, meeting::plan},
};

impl Engine {
    /// Writes to every pair whose rhythm has slipped since it was last told.
    pub(crate) async fn nudge_slipped(&self, now: Timestamp) -> Result<()> {
        if !rhythm::at_work(time::local(now)) {
            return Ok(());
        }
        let today = time::today(now);
        let rows = sqlx::query!(
            r#"
            SELECT t.id, t.every_weeks, t.state, t.state_since, t.paused_until, t.extended_to, r.ends_on,
                (SELECT MAX(x.date) FROM meetings x WHERE x.pair_id = t.id AND x.state = 'held'
                    AND x.deleted_at IS NULL) AS "held?: String",
                (SELECT MAX(x.date) FROM meetings x WHERE x.pair_id = t.id AND x.state = 'agreed') AS "agreed?: String",
                (SELECT MAX(x.date) FROM proposed_times x JOIN proposals p ON p.id = x.proposal_id
                    WHERE p.pair_id = t.id) AS "proposed?: String",
                (SELECT MAX(n.about) FROM nudges n WHERE n.pair_id = t.id AND n.kind = 'slipped') AS "told?: String"
            FROM pairs t JOIN rounds r ON r.id = t.round_id
            WHERE t.state <> 'ended' AND COALESCE(t.extended_to, r.ends_on) >= $1
            "#,
            today.to_string()
        )
        .fetch_all(self.reader())
        .await?;
        for row in rows {
            let date = |text: Option<String>| text.map(|text| row::date("meetings", &text)).transpose();
            let status = StatusColumns {
                state: row.state,
                state_since: row.state_since,
                paused_until: row.paused_until,
                ends_on: row.ends_on,
                extended_to: row.extended_to,
            }
            .status()?;
            let last = date(row.held)?;
            let ahead = date(row.agreed)?.max(date(row.proposed)?);
            let slip = rhythm::slip(&status, row::count("pairs", row.every_weeks)?, last, ahead, today);
            if let Some(about) = slip.filter(|slip| row.told.as_deref() < Some(slip.to_string().as_str())) {
                self.write_slipped(PairId(row.id), about, now).await?;
            }
        }
        Ok(())
    }

    async fn write_slipped(&self, pair: PairId, about: Date, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_write().await?;
        if !note(&mut tx, pair, Nudge::Slipped, about, now).await? {
            return Ok(());
        }
        let two = plan::two(&mut tx, pair).await?;
        for role in Role::ALL {
            let partner = two.of(role.counterpart()).attendee.name.clone();
            let to = two.of(*role).person;
            self.enqueue(&mut tx, to, &Email::Slipped { partner }, Trigger::own(pair.0), now).await?;
        }
        tx.commit().await
    }

    /// Reminds those who meet tomorrow, unless they settled it today.
    pub(crate) async fn remind_of_tomorrow(&self, now: Timestamp) -> Result<()> {
        let Some(tomorrow) = rhythm::reminds_of(time::local(now)) else { return Ok(()) };
        let today = time::instant(time::today(now).to_datetime(jiff::civil::Time::midnight()));
        let pairs = sqlx::query_scalar!(
            r#"
            SELECT m.pair_id FROM meetings m
            WHERE m.state = 'agreed' AND m.date = $1 AND m.saved_at < $2
                AND NOT EXISTS (SELECT 1 FROM nudges n
                    WHERE n.pair_id = m.pair_id AND n.kind = 'tomorrow' AND n.about = m.date)
            "#,
            tomorrow.to_string(),
            today.as_millisecond()
        )
        .fetch_all(self.reader())
        .await?;
        for pair in pairs {
            self.write_reminder(PairId(pair), tomorrow, now).await?;
        }
        Ok(())
    }

    async fn write_reminder(&self, pair: PairId, about: Date, now: Timestamp) -> Result<()> {
        let key = self.known_pair_key(pair).await?;
        let mut tx = self.begin_write().await?;
        let agreed = plan::read(&mut tx, pair, key.as_ref()).await?.next;
        let Some(agreed) = agreed.filter(|agreed| agreed.at.date() == about) else { return Ok(()) };
        if !note(&mut tx, pair, Nudge::Tomorrow, about, now).await? {
            return Ok(());
        }
        let two = plan::two(&mut tx, pair).await?;
        let invitation = two.invitation(About::Tomorrow, agreed, Role::Adept, "");
        self.invite_both(&mut tx, &two, &invitation, key.as_ref(), Trigger::own(pair.0), now).await?;
        tx.commit().await
    }
}

/// Notes an email in the ledger; `false` if it is there already.
async fn note(tx: &mut Tx, pair: PairId, nudge: Nudge, about: Date, now: Timestamp) -> Result<bool> {
    let noted = sqlx::query!(
        "INSERT INTO nudges (pair_id, kind, about, sent_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        pair.0,
        nudge.name(),
        about.to_string(),
        now.as_millisecond()
    )
    .execute(&mut **tx)
    .await?;
    Ok(noted.rows_affected() > 0)
}
