//! What has been sent to someone, by what the outbox keeps of it: not what it said.

use async_trait::async_trait;
use domain::{
    mail::{
        budget::Cause,
        delivery::Reason,
        inbox::{Fate, OwnEmail, SHOWN},
    },
    people::{Caller, Localised},
};
use store::{Inbox, Result, row};

use crate::Engine;

#[async_trait]
impl Inbox for Engine {
    async fn own_emails(&self, caller: &Caller) -> Result<Vec<OwnEmail>> {
        let rows = sqlx::query!(
            r#"
            SELECT o.cause, o.created_at, o.sent_at, o.given_up_at, o.sealed IS NULL AS "emptied!: bool", o.reason,
                d.title_sv AS "title_sv?", d.title_en AS "title_en?"
            FROM outbox o LEFT JOIN days d ON d.id = o.about AND o.cause IN
                ('reminder', 'day_before', 'evaluation', 'thanks', 'missed', 'day_invitation', 'day_moved',
                 'day_venue_changed', 'day_cancelled')
            WHERE o.person_id = $1 ORDER BY o.created_at DESC, o.id DESC LIMIT $2
            "#,
            caller.person.0,
            i64::from(SHOWN)
        )
        .fetch_all(self.reader())
        .await?;
        let emails = rows.into_iter().map(|row| {
            Ok(OwnEmail {
                cause: row.cause.as_deref().and_then(Cause::from_name),
                day: row.title_sv.zip(row.title_en).map(|(sv, en)| Localised { sv, en }),
                written: row::timestamp("outbox", row.created_at)?,
                sent: row.sent_at.map(|at| row::timestamp("outbox", at)).transpose()?,
                fate: Fate::of(row.sent_at.is_some(), row.given_up_at.is_some(), row.emptied),
                reason: row.reason.map(|reason| row::named("outbox", &reason, Reason::from_name)).transpose()?,
            })
        });
        emails.collect()
    }
}
