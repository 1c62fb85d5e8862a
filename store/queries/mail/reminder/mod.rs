//! Reminders that go by themselves: whoever notes one first in the ledger sends it.

mod known;
mod words;

use async_trait::async_trait;
use domain::{
    day::DayId,
    mail::reminder::{self, Forecast, Occasion, Reminder, Topic, is_quiet},
    people::{Caller, Localised, PersonId},
    round::RoundId,
};
use jiff::Timestamp;
use store::{
    Error, Reminders, Result,
    mail::{outbox::Email, reminder::ForecastPage},
    vault::PairKey,
};

use self::words::Keys;
use super::budget::Trigger;
use crate::{Engine, Tx, queries::engine::Connection};

#[async_trait]
impl Reminders for Engine {
    async fn send_reminders(&self, now: Timestamp) -> Result<u32> {
        self.drop_answered(now).await?;
        if is_quiet(now) {
            return Ok(0);
        }
        // Looking costs no one anything; sending is a write.
        let mut db = self.begin_read().await?;
        let due = due(&mut db, now).await?;
        drop(db);
        let mut reminded = 0;
        for (person, reminders) in due {
            let keys = self.keys_of(&reminders).await?;
            reminded += u32::from(self.remind_person(person, &keys, now).await?);
        }
        Ok(reminded)
    }

    async fn settle_reminders(&self, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_write().await?;
        let plan = reminder::plan(&known::read(&mut tx, now).await?, now);
        for reminder in plan.iter().filter(|reminder| reminder.due <= now) {
            if note(&mut tx, reminder, reminder.due).await? {
                note_as_sent(&mut tx, reminder).await?;
            }
        }
        tx.commit().await
    }

    async fn coming_reminders(&self, caller: &Caller, now: Timestamp) -> Result<Option<ForecastPage>> {
        if !caller.runs_the_programme() {
            return Ok(None);
        }
        let mut db = self.begin_read().await?;
        let forecast = forecast(&mut db, caller.round, now).await?;
        let rows = sqlx::query!("SELECT id, slug, title_sv, title_en FROM days WHERE round_id = $1", caller.round.0)
            .fetch_all(&mut *db)
            .await?;
        let days = rows.into_iter().map(|row| {
            let title = Localised { sv: row.title_sv, en: row.title_en };
            (DayId(row.id), row.slug, title)
        });
        Ok(Some(ForecastPage { forecast, days: days.collect() }))
    }

    async fn skip_reminder(&self, caller: &Caller, occasion: Occasion, skip: bool, now: Timestamp) -> Result<()> {
        if !caller.runs_the_programme() {
            return Err(Error::NotFound);
        }
        let mut tx = self.begin_write().await?;
        let (topic, day, due) = occasion;
        let forecast = forecast(&mut tx, caller.round, now).await?;
        if !forecast.coming.iter().any(|one| (one.topic, one.day.0, one.due) == occasion) {
            return Err(Error::NotFound);
        }
        if skip {
            sqlx::query!(
                r#"
                INSERT INTO skipped_reminders (topic, day_id, due_at, skipped_by, skipped_at)
                VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING
                "#,
                topic.name(),
                day,
                due.as_millisecond(),
                caller.person.0,
                now.as_millisecond()
            )
            .execute(&mut *tx)
            .await?;
        } else {
            sqlx::query!(
                "DELETE FROM skipped_reminders WHERE topic = $1 AND day_id = $2 AND due_at = $3",
                topic.name(),
                day,
                due.as_millisecond()
            )
            .execute(&mut *tx)
            .await?;
        }
        tx.commit().await
    }
}

/// What is to be sent now, by person.
async fn due(db: &mut Connection, now: Timestamp) -> Result<Vec<(PersonId, Vec<Reminder>)>> {
    let plan = reminder::plan(&known::read(db, now).await?, now);
    Ok(reminder::due(&plan, &known::ledger(db).await?, now).into_iter().collect())
}

async fn forecast(db: &mut Connection, round: RoundId, now: Timestamp) -> Result<Forecast> {
    let plan = reminder::plan(&known::read(db, now).await?, now);
    Ok(reminder::coming(&plan, &known::ledger(db).await?, round, now))
}

impl Engine {
    /// Drops what still waits to be sent, while no mail server takes it, and asks for answers
    /// that have been given meanwhile.
    async fn drop_answered(&self, now: Timestamp) -> Result<()> {
        let answered = sqlx::query_scalar!(
            r#"
            SELECT o.id AS "id!: i64" FROM outbox o
            WHERE o.cause = 'reminder' AND o.sealed IS NOT NULL AND o.given_up_at IS NULL AND NOT EXISTS (
                SELECT 1 FROM segments s JOIN days d ON d.id = s.day_id AND d.state = 'published'
                JOIN duties u ON u.round_id = d.round_id AND u.person_id = o.person_id
                    AND (u.duty = 'mentor' OR (u.duty = 'adept' AND s.audience = 'everyone'))
                LEFT JOIN replies r ON r.segment_id = s.id AND r.person_id = o.person_id
                WHERE s.day_id = o.about AND NOT s.cancelled AND s.starts > $1 AND r.person_id IS NULL)
            "#,
            now.as_millisecond()
        );
        let answered = answered.fetch_all(self.reader()).await?;
        if answered.is_empty() {
            return Ok(());
        }
        let mut tx = self.begin_write().await?;
        for email in answered {
            sqlx::query!("UPDATE outbox SET failed = TRUE, sealed = NULL WHERE id = $1 AND sealed IS NOT NULL", email)
                .execute(&mut *tx)
                .await?;
        }
        tx.commit().await
    }

    /// Sends someone what is due by now; whether that is anything. It is read once more
    /// where nothing changes any longer: meanwhile they may have answered, or another
    /// server reminded them.
    async fn remind_person(&self, person: PersonId, keys: &Keys, now: Timestamp) -> Result<bool> {
        let mut tx = self.begin_write().await?;
        let due = due(&mut tx, now).await?.into_iter().find(|(to, _)| *to == person);
        let mut emails = Vec::new();
        for reminder in due.map(|(_, reminders)| reminders).unwrap_or_default() {
            if !note(&mut tx, &reminder, now).await? {
                continue;
            }
            let Some(email) = self.words_of(&mut tx, &reminder, keys, now).await? else { continue };
            if reminder.topic == Topic::Reply {
                note_asked(&mut tx, &reminder, now).await?;
            }
            let key = keys.get(&reminder.about).filter(|_| reminder.topic == Topic::Tomorrow);
            emails.push((email, key, reminder.about));
        }
        let is_any = !emails.is_empty();
        self.enqueue_reminders(&mut tx, person, emails, now).await?;
        tx.commit().await?;
        Ok(is_any)
    }

    /// One email as it is; several as one, with the words of one pair among them. Those of
    /// another are sealed with another key, and go by themselves.
    async fn enqueue_reminders(
        &self,
        tx: &mut Tx,
        person: PersonId,
        mut emails: Vec<(Email, Option<&PairKey>, i64)>,
        now: Timestamp,
    ) -> Result<()> {
        let key = emails.iter().find_map(|(_, key, _)| *key);
        let is_other = |(_, other, _): &(Email, Option<&PairKey>, i64)| {
            other.is_some_and(|other| key.is_none_or(|key| key.pair() != other.pair()))
        };
        let others: Vec<_> = emails.extract_if(.., |email| is_other(email)).collect();
        let about = emails.first().map_or(0, |(_, _, about)| *about);
        let mut together: Vec<_> = emails.into_iter().map(|(email, ..)| email).collect();
        let (email, about) = match together.len() {
            0 => return Ok(()),
            1 => (together.remove(0), about),
            _ => (Email::Digest(together), 0),
        };
        self.enqueue_words(tx, person, &email, key, Trigger::own(about), now).await?;
        for (email, key, about) in others {
            self.enqueue_words(tx, person, &email, key, Trigger::own(about), now).await?;
        }
        Ok(())
    }
}

/// Notes a reminder in the ledger; `false` if it is there already, or one that was due
/// later.
async fn note(tx: &mut Tx, reminder: &Reminder, now: Timestamp) -> Result<bool> {
    let noted = sqlx::query!(
        r#"
        INSERT INTO reminded (person_id, topic, about, due_at, sent_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (person_id, topic, about) DO UPDATE SET due_at = excluded.due_at, sent_at = excluded.sent_at
        WHERE reminded.due_at < excluded.due_at
        "#,
        reminder.person.0,
        reminder.topic.name(),
        reminder.about,
        reminder.due.as_millisecond(),
        now.as_millisecond()
    )
    .execute(&mut **tx)
    .await?;
    Ok(noted.rows_affected() > 0)
}

/// Notes that someone has been asked about a day, beside what organisers ask by hand.
async fn note_asked(tx: &mut Tx, reminder: &Reminder, now: Timestamp) -> Result<()> {
    sqlx::query!(
        r#"
        INSERT INTO reminders (day_id, person_id, reminded_at) VALUES ($1, $2, $3)
        ON CONFLICT (day_id, person_id) DO UPDATE SET reminded_at = excluded.reminded_at
        "#,
        reminder.about,
        reminder.person.0,
        now.as_millisecond()
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Writes an email of which nothing is left but that it was sent.
async fn note_as_sent(tx: &mut Tx, reminder: &Reminder) -> Result<()> {
    sqlx::query!(
        r#"
        INSERT INTO outbox (person_id, cause, about, created_at, since, due_at, sent_at)
        VALUES ($1, $2, $3, $4, $4, $4, $4)
        "#,
        reminder.person.0,
        reminder.topic.cause().name(),
        reminder.about,
        reminder.due.as_millisecond()
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
