//! Emails to whoever an application has waited for, each written once.

use domain::{
    application::{ApplicationId, Party, State, nudge},
    pair::rhythm,
    round::{RoundId, call::Phase},
    time,
};
use jiff::Timestamp;
use store::{Calls, Result, mail::outbox::Email, row};

use crate::{
    Engine, Tx,
    queries::{engine, mail::budget::Trigger},
};

/// An application that waits.
struct Waiting {
    id: ApplicationId,
    state: State,
    since: Timestamp,
    told: u32,
}

impl Engine {
    /// Reminds whoever an application has waited for, at hours when people work.
    pub(crate) async fn nudge_waiting(&self, now: Timestamp) -> Result<()> {
        if !rhythm::at_work(time::local(now)) {
            return Ok(());
        }
        let Some(round) = engine::current_round(self.reader()).await? else { return Ok(()) };
        let Some((call, _)) = self.call().await? else { return Ok(()) };
        // A draft cannot be sent any more once the call is closed.
        let open = call.phase(now) == Phase::Open;
        let waiting = self.waiting(round, now).await?;
        for waiting in waiting.into_iter().filter(|waiting| open || waiting.state != State::Draft) {
            if let Some(nth) = nudge::due(waiting.since, waiting.told, now) {
                self.remind(&waiting, nth, call.closes, now).await?;
            }
        }
        Ok(())
    }

    async fn waiting(&self, round: RoundId, now: Timestamp) -> Result<Vec<Waiting>> {
        let rows = sqlx::query!(
            r#"
            SELECT a.id, a.state, a.since,
                (SELECT COUNT(*) FROM application_nudges n WHERE n.application_id = a.id AND n.since = a.since)
                    AS "told!: i64"
            FROM applications a
            WHERE a.round_id = $1 AND a.state IN ('draft', 'returned', 'sent', 'supported', 'unsupported')
                AND a.since <= $2
            "#,
            round.0,
            (now - nudge::PATIENCE).as_millisecond()
        )
        .fetch_all(self.reader())
        .await?;
        let waiting = rows.into_iter().map(|row| {
            Ok(Waiting {
                id: ApplicationId(row.id),
                state: row::named("applications", &row.state, State::from_name)?,
                since: row::timestamp("applications", row.since)?,
                told: row::count("application_nudges", row.told)?,
            })
        });
        waiting.collect()
    }

    async fn remind(&self, waiting: &Waiting, nth: u32, closes: Timestamp, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_write().await?;
        let Some(locked) = self.lock_application(&mut tx, waiting.id).await? else { return Ok(()) };
        // Meanwhile someone may have answered, or another server reminded them.
        if locked.state != waiting.state || !note(&mut tx, waiting, nth, now).await? {
            return Ok(());
        }
        match locked.state.waits_for() {
            Some(Party::Applicant) => {
                let message = Email::ApplicationWaits { closes, question: locked.state == State::Returned };
                self.enqueue(&mut tx, locked.person, &message, Trigger::own(waiting.id.0), now).await?;
            }
            Some(Party::Manager) => {
                if let Some(manager) = locked.form.as_ref().and_then(|form| form.manager.as_ref()) {
                    self.send_link(&mut tx, waiting.id, manager, None, now).await?;
                }
            }
            Some(Party::ContactPerson) => self.tell_contacts(&mut tx, waiting.id, true, None, now).await?,
            Some(Party::WorkingGroup) | None => {}
        }
        tx.commit().await
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
