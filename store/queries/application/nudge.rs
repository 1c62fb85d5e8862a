//! Emails to whoever an application has waited for, each written once.

use domain::{
    application::{ApplicationId, Party, State, nudge},
    pair::rhythm,
    people::PersonId,
    round::call::{Phase, phase},
    time,
};
use jiff::Timestamp;
use store::{Result, mail::outbox::Email, row};

use super::Locked;
use crate::{Engine, Tx, queries::mail::budget::Trigger};

/// An application that waits.
struct Waiting {
    id: ApplicationId,
    state: State,
    since: Timestamp,
    told: u32,
    /// Where its round's call stands, and when that closes.
    call: Phase,
    closes: Timestamp,
}

impl Engine {
    /// Reminds whoever an application has waited for, at hours when people work.
    pub(crate) async fn nudge_waiting(&self, now: Timestamp) -> Result<()> {
        if !rhythm::at_work(time::local(now)) {
            return Ok(());
        }
        for waiting in self.waiting(now).await? {
            // A draft cannot be sent any more once the call is closed.
            let open = waiting.call == Phase::Open || waiting.state != State::Draft;
            if let Some(nth) = nudge::due(waiting.since, waiting.told, now).filter(|_| open) {
                self.remind(&waiting, nth, now).await?;
            }
        }
        Ok(())
    }

    /// What waits in a round that is not over, in whichever.
    async fn waiting(&self, now: Timestamp) -> Result<Vec<Waiting>> {
        let rows = sqlx::query!(
            r#"
            SELECT a.id, a.state, a.since, c.opens, c.closes,
                (SELECT COUNT(*) FROM application_nudges n WHERE n.application_id = a.id AND n.since = a.since)
                    AS "told!: i64"
            FROM applications a JOIN calls c ON c.round_id = a.round_id JOIN rounds r ON r.id = a.round_id
            WHERE r.ends_on >= $1 AND a.state IN ('draft', 'returned', 'sent', 'supported', 'unsupported')
                AND a.since <= $2
            "#,
            time::today(now).to_string(),
            (now - nudge::PATIENCE).as_millisecond()
        )
        .fetch_all(self.reader())
        .await?;
        let waiting = rows.into_iter().map(|row| {
            let closes = row::timestamp("calls", row.closes)?;
            Ok(Waiting {
                call: phase(row::timestamp("calls", row.opens)?, closes, now),
                closes,
                id: ApplicationId(row.id),
                state: row::named("applications", &row.state, State::from_name)?,
                since: row::timestamp("applications", row.since)?,
                told: row::count("application_nudges", row.told)?,
            })
        });
        waiting.collect()
    }

    async fn remind(&self, waiting: &Waiting, nth: u32, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_write().await?;
        let Some(locked) = self.lock_application(&mut tx, waiting.id).await? else { return Ok(()) };
        // Meanwhile someone may have answered, or another server reminded them.
        if locked.state != waiting.state || !note(&mut tx, waiting, nth, now).await? {
            return Ok(());
        }
        self.write_reminder_of(&mut tx, &locked, waiting.closes, None, now).await?;
        tx.commit().await
    }

    /// Writes to whoever an application waits for, because someone pressed for it or of
    /// the product's own accord. `false`, if they have had such an email lately.
    pub(crate) async fn write_reminder_of(
        &self,
        tx: &mut Tx,
        locked: &Locked,
        closes: Timestamp,
        by: Option<PersonId>,
        now: Timestamp,
    ) -> Result<bool> {
        match locked.state.waits_for() {
            Some(Party::Applicant) => {
                let message = Email::ApplicationWaits { closes, question: locked.state == State::Returned };
                self.enqueue(tx, locked.person, &message, Trigger { by, about: locked.id.0 }, now).await?;
            }
            Some(Party::Manager) => {
                if let Some(manager) = locked.form.as_ref().and_then(|form| form.manager.as_ref()) {
                    return self.send_link(tx, locked.id, manager, by, now).await;
                }
            }
            Some(Party::ContactPerson) => self.tell_contacts(tx, locked.id, true, by, now).await?,
            Some(Party::WorkingGroup) | None => {}
        }
        Ok(true)
    }
}

/// Notes a reminder in the ledger; `false` if it is there already.
async fn note(tx: &mut Tx, waiting: &Waiting, nth: u32, now: Timestamp) -> Result<bool> {
    let noted = sqlx::query!(
        r#"
        INSERT INTO application_nudges (application_id, since, nth, sent_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT DO NOTHING
        "#,
        waiting.id.0,
        waiting.since.as_millisecond(),
        i64::from(nth),
        now.as_millisecond()
    )
    .execute(&mut **tx)
    .await?;
    Ok(noted.rows_affected() > 0)
}
