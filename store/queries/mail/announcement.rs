//! Announcements: what organisers write to many at once, and who got it.

mod audience;
mod sending;

use std::collections::HashMap;

use async_trait::async_trait;
use domain::{
    day::{self, material::MaterialId},
    input::FieldError,
    live::Change,
    mail::announcement::{
        Announcement, AnnouncementEdit, AnnouncementId, AnnouncementLine, AnnouncementPage, Audience, Choices, Figures,
        Letter, LinkedFile, MOST_A_DAY, NewAnnouncement, Outcome, Receiver, Selection, State, Step, StepTaken,
        TimeProblem,
    },
    people::{Caller, Localised, PersonId},
    time::{instant, local},
};
use jiff::{Timestamp, ToSpan, civil::Time};
use store::{Announcements, Error, Result, idempotency::IdempotencyKey, row};

use self::audience::setting;
use crate::{
    Engine, Tx,
    queries::{
        day::invited,
        engine::Connection,
        people::organisation,
        round::public_page::read_contacts,
        unit_of_work::{Begun, Concern},
    },
};

#[async_trait]
impl Announcements for Engine {
    async fn announcements(&self, caller: &Caller) -> Result<Option<Vec<AnnouncementLine>>> {
        if !caller.runs_the_programme() {
            return Ok(None);
        }
        let mut tx = self.begin_read().await?;
        let announcements = kept(&mut tx, caller, None).await?;
        let (mut steps, mut receivers) = (steps(&mut tx, caller, None).await?, receivers(&mut tx, caller, None).await?);
        let line = |announcement: Announcement| {
            let last = steps.remove(&announcement.id).unwrap_or_default().pop()?;
            let receivers = receivers.remove(&announcement.id).unwrap_or_default();
            let figures = Figures::of(receivers.iter().map(|receiver| receiver.outcome));
            Some(AnnouncementLine { announcement, at: last.at, by: last.by, figures })
        };
        let mut lines: Vec<_> = announcements.into_iter().filter_map(line).collect();
        lines.sort_by_key(|line| std::cmp::Reverse((line.at, line.announcement.id)));
        Ok(Some(lines))
    }

    async fn announcement(
        &self,
        caller: &Caller,
        id: AnnouncementId,
        now: Timestamp,
    ) -> Result<Option<AnnouncementPage>> {
        let mut tx = self.begin_read().await?;
        let Some(announcement) = one(&mut tx, caller, id).await? else { return Ok(None) };
        let selection = match announcement.state {
            State::Sent => Selection::default(),
            _ => self.select(&mut tx, caller.round, &announcement.written.audience, now).await?,
        };
        let steps = steps(&mut tx, caller, Some(id)).await?.remove(&id).unwrap_or_default();
        let receivers = receivers(&mut tx, caller, Some(id)).await?.remove(&id).unwrap_or_default();
        let choices = choices(&mut tx, caller, now).await?;
        Ok(Some(AnnouncementPage { announcement, selection, receivers, steps, choices }))
    }

    async fn announcement_edit(
        &self,
        caller: &Caller,
        id: Option<AnnouncementId>,
        now: Timestamp,
    ) -> Result<Option<AnnouncementEdit>> {
        if !caller.runs_the_programme() {
            return Ok(None);
        }
        let mut tx = self.begin_read().await?;
        let saved = match id {
            Some(id) => one(&mut tx, caller, id).await?.filter(|found| found.state == State::Draft),
            None => None,
        };
        if id.is_some() && saved.is_none() {
            return Ok(None);
        }
        Ok(Some(AnnouncementEdit { saved, choices: choices(&mut tx, caller, now).await? }))
    }

    async fn count_audience(&self, caller: &Caller, audience: &Audience, now: Timestamp) -> Result<Option<Selection>> {
        if !caller.runs_the_programme() {
            return Ok(None);
        }
        let mut tx = self.begin_read().await?;
        self.select(&mut tx, caller.round, audience, now).await.map(Some)
    }

    async fn save_announcement(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        saved: Option<(AnnouncementId, u32)>,
        written: &NewAnnouncement,
        now: Timestamp,
    ) -> Result<AnnouncementId> {
        if !caller.runs_the_programme() {
            return Err(Error::NotFound);
        }
        let mut tx = match self.begin(Concern::Round, caller, form, now).await? {
            Begun::Done(id) => return Ok(AnnouncementId(id)),
            Begun::New(tx) => *tx,
        };
        let id = match saved {
            Some((id, version)) => rewrite(&mut tx, caller, id, version, written).await?,
            None => insert(&mut tx, caller, written).await?,
        };
        tx.made(id.0);
        done(tx, caller, id, Step::Written, now).await?;
        Ok(id)
    }

    async fn schedule_announcement(
        &self,
        caller: &Caller,
        id: AnnouncementId,
        version: u32,
        at: Timestamp,
        now: Timestamp,
    ) -> Result<()> {
        let mut tx = self.begin_write().await?;
        let draft = one(&mut tx, caller, id).await?.ok_or(Error::NotFound)?;
        if draft.version != version {
            return Err(Error::Conflict);
        }
        let (from, to) = day_of(at);
        let others = sqlx::query_scalar!(
            r#"
            SELECT COUNT(*) AS "n!: i64" FROM announcements
            WHERE round_id = $1 AND due_at >= $2 AND due_at < $3
            "#,
            caller.round.0,
            from.as_millisecond(),
            to.as_millisecond()
        );
        if others.fetch_one(&mut *tx).await? >= i64::from(MOST_A_DAY) {
            let error = FieldError { field: "date".to_owned(), problem: TimeProblem::TooMany.into() };
            return Err(Error::Invalid(vec![error]));
        }
        let scheduled = sqlx::query!(
            r#"
            UPDATE announcements SET state = 'scheduled', due_at = $3
            WHERE id = $1 AND version = $2 AND state = 'draft'
            "#,
            id.0,
            i64::from(version),
            at.as_millisecond()
        );
        if scheduled.execute(&mut *tx).await?.rows_affected() == 0 {
            return Err(Error::Conflict);
        }
        done(tx, caller, id, Step::Scheduled, now).await
    }

    async fn cancel_announcement(&self, caller: &Caller, id: AnnouncementId, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_write().await?;
        one(&mut tx, caller, id).await?.ok_or(Error::NotFound)?;
        let cancelled = sqlx::query!(
            "UPDATE announcements SET state = 'draft', due_at = NULL WHERE id = $1 AND state = 'scheduled'",
            id.0
        );
        if cancelled.execute(&mut *tx).await?.rows_affected() == 0 {
            return Err(Error::Conflict);
        }
        done(tx, caller, id, Step::Cancelled, now).await
    }

    async fn delete_announcement(&self, caller: &Caller, id: AnnouncementId) -> Result<()> {
        let mut tx = self.begin_write().await?;
        one(&mut tx, caller, id).await?.ok_or(Error::NotFound)?;
        let steps = steps(&mut tx, caller, Some(id)).await?.remove(&id).unwrap_or_default();
        if steps.iter().any(|taken| taken.step != Step::Written) {
            return Err(Error::Conflict);
        }
        sqlx::query!("DELETE FROM announcement_steps WHERE announcement_id = $1", id.0).execute(&mut *tx).await?;
        let deleted = sqlx::query!("DELETE FROM announcements WHERE id = $1 AND state = 'draft'", id.0);
        if deleted.execute(&mut *tx).await?.rows_affected() == 0 {
            return Err(Error::Conflict);
        }
        tx.announce(Change::Announcement { round: caller.round });
        tx.commit().await
    }

    async fn test_announcement(&self, caller: &Caller, id: AnnouncementId, now: Timestamp) -> Result<()> {
        self.send_test(caller, id, now).await
    }

    async fn retry_announcement(
        &self,
        caller: &Caller,
        id: AnnouncementId,
        person: PersonId,
        now: Timestamp,
    ) -> Result<()> {
        self.send_once_more(caller, id, person, now).await
    }

    async fn send_announcements(&self, now: Timestamp) -> Result<u32> {
        self.send_due(now).await
    }
}

/// When the calendar day of a moment begins and ends.
fn day_of(at: Timestamp) -> (Timestamp, Timestamp) {
    let day = local(at).date();
    let midnight = |day: jiff::civil::Date| instant(day.to_datetime(Time::midnight()));
    (midnight(day), midnight(day.saturating_add(1.day())))
}

/// Notes what was done, and ends the operation with it.
async fn done(mut tx: Tx, caller: &Caller, id: AnnouncementId, step: Step, now: Timestamp) -> Result<()> {
    note(&mut tx, id, step, caller.person, now).await?;
    tx.announce(Change::Announcement { round: caller.round });
    tx.commit().await
}

async fn note(tx: &mut Tx, id: AnnouncementId, step: Step, by: PersonId, now: Timestamp) -> Result<()> {
    sqlx::query!(
        "INSERT INTO announcement_steps (announcement_id, step, at, by_id) VALUES ($1, $2, $3, $4)",
        id.0,
        step.name(),
        now.as_millisecond(),
        by.0
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

fn audience_text(audience: &Audience) -> Result<String> {
    serde_json::to_string(audience).map_err(|error| Error::bad_row("announcements", error))
}

async fn insert(tx: &mut Tx, caller: &Caller, written: &NewAnnouncement) -> Result<AnnouncementId> {
    let Letter { subject, body } = &written.letter;
    let id = sqlx::query_scalar!(
        r#"
        INSERT INTO announcements (round_id, state, subject_sv, subject_en, body_sv, body_en, audience, version)
        VALUES ($1, 'draft', $2, $3, $4, $5, $6, 1) RETURNING id AS "id!"
        "#,
        caller.round.0,
        subject.sv,
        subject.en,
        body.sv,
        body.en,
        audience_text(&written.audience)?
    );
    Ok(AnnouncementId(id.fetch_one(&mut **tx).await?))
}

async fn rewrite(
    tx: &mut Tx,
    caller: &Caller,
    id: AnnouncementId,
    version: u32,
    written: &NewAnnouncement,
) -> Result<AnnouncementId> {
    one(tx, caller, id).await?.ok_or(Error::NotFound)?;
    let Letter { subject, body } = &written.letter;
    let rewritten = sqlx::query!(
        r#"
        UPDATE announcements SET subject_sv = $3, subject_en = $4, body_sv = $5, body_en = $6, audience = $7,
            version = version + 1
        WHERE id = $1 AND version = $2 AND state = 'draft'
        "#,
        id.0,
        i64::from(version),
        subject.sv,
        subject.en,
        body.sv,
        body.en,
        audience_text(&written.audience)?
    );
    if rewritten.execute(&mut **tx).await?.rows_affected() == 0 { Err(Error::Conflict) } else { Ok(id) }
}

/// An announcement, if it is the caller's to know.
async fn one(db: &mut Connection, caller: &Caller, id: AnnouncementId) -> Result<Option<Announcement>> {
    if !caller.runs_the_programme() {
        return Ok(None);
    }
    Ok(kept(db, caller, Some(id)).await?.pop())
}

/// The announcements of the caller's round, or the one.
async fn kept(db: &mut Connection, caller: &Caller, id: Option<AnnouncementId>) -> Result<Vec<Announcement>> {
    let rows = sqlx::query_as!(
        Kept,
        r#"
        SELECT id AS "id!", state, subject_sv, subject_en, body_sv, body_en, audience, version, due_at
        FROM announcements WHERE round_id = $1 AND (CAST($2 AS BIGINT) IS NULL OR id = $2) ORDER BY id
        "#,
        caller.round.0,
        id.map(|id| id.0)
    );
    rows.fetch_all(db).await?.into_iter().map(Kept::announcement).collect()
}

/// A row.
struct Kept {
    id: i64,
    state: String,
    subject_sv: String,
    subject_en: String,
    body_sv: String,
    body_en: String,
    audience: String,
    version: i64,
    due_at: Option<i64>,
}

impl Kept {
    fn announcement(self) -> Result<Announcement> {
        let letter = Letter {
            subject: Localised { sv: self.subject_sv, en: self.subject_en },
            body: Localised { sv: self.body_sv, en: self.body_en },
        };
        let audience = serde_json::from_str(&self.audience).map_err(|error| Error::bad_row("announcements", error))?;
        Ok(Announcement {
            id: AnnouncementId(self.id),
            state: row::named("announcements", &self.state, State::from_name)?,
            version: row::count("announcements", self.version)?,
            due: self.due_at.map(|at| row::timestamp("announcements", at)).transpose()?,
            written: NewAnnouncement { audience, letter },
        })
    }
}

/// Something of each of several announcements.
type OfEach<T> = HashMap<AnnouncementId, Vec<T>>;

/// What was done with the round's announcements, or the one, the first thing first.
async fn steps(db: &mut Connection, caller: &Caller, id: Option<AnnouncementId>) -> Result<OfEach<StepTaken>> {
    let rows = sqlx::query!(
        r#"
        SELECT x.announcement_id, x.step, x.at, p.name
        FROM announcement_steps x JOIN announcements a ON a.id = x.announcement_id JOIN persons p ON p.id = x.by_id
        WHERE a.round_id = $1 AND (CAST($2 AS BIGINT) IS NULL OR a.id = $2) ORDER BY x.id
        "#,
        caller.round.0,
        id.map(|id| id.0)
    )
    .fetch_all(db)
    .await?;
    let mut steps = OfEach::new();
    for row in rows {
        steps.entry(AnnouncementId(row.announcement_id)).or_default().push(StepTaken {
            step: row::named("announcement_steps", &row.step, Step::from_name)?,
            at: row::timestamp("announcement_steps", row.at)?,
            by: row.name,
        });
    }
    Ok(steps)
}

/// Who got the round's announcements, or the one, and who did not, by name.
async fn receivers(db: &mut Connection, caller: &Caller, id: Option<AnnouncementId>) -> Result<OfEach<Receiver>> {
    let rows = sqlx::query!(
        r#"
        SELECT x.announcement_id, p.id AS "id!", p.name, p.email, o.name AS organisation, x.skipped,
            m.id AS "email_id?", m.sent_at AS "sent_at?",
            (m.given_up_at IS NOT NULL OR m.sealed IS NULL) AS "given_up!: bool"
        FROM announcement_receivers x JOIN announcements a ON a.id = x.announcement_id
        JOIN persons p ON p.id = x.person_id JOIN organisations o ON o.id = p.organisation_id
        LEFT JOIN outbox m ON m.id = x.outbox_id
        WHERE a.round_id = $1 AND (CAST($2 AS BIGINT) IS NULL OR a.id = $2) ORDER BY p.sort_name, p.id
        "#,
        caller.round.0,
        id.map(|id| id.0)
    )
    .fetch_all(db)
    .await?;
    let mut receivers = OfEach::new();
    for row in rows {
        let outcome = match (row.skipped, row.email_id) {
            (Some(skipped), _) => row::named("announcement_receivers", &skipped, Outcome::from_name)?,
            (None, None) => Outcome::Deactivated,
            (None, Some(_)) => Outcome::of(row.sent_at.is_some(), row.given_up),
        };
        let person = PersonId(row.id);
        let receiver = Receiver { person, name: row.name, organisation: row.organisation, email: row.email, outcome };
        receivers.entry(AnnouncementId(row.announcement_id)).or_default().push(receiver);
    }
    Ok(receivers)
}

/// What an announcement can choose from.
async fn choices(db: &mut Connection, caller: &Caller, now: Timestamp) -> Result<Choices> {
    let days = invited::days(db, caller, None).await?.into_iter().map(|attended| attended.day);
    Ok(Choices {
        organisations: organisation::all(db).await?,
        days: days.filter(|day| day.state != day::State::Draft).collect(),
        files: files(db, caller).await?,
        setting: setting(db, caller.round, now).await?,
        reply_to: read_contacts(db).await?.questions.map(|address| address.as_str().to_owned()),
    })
}

/// The files of the round's days.
async fn files(db: &mut Connection, caller: &Caller) -> Result<Vec<LinkedFile>> {
    let rows = sqlx::query!(
        r#"
        SELECT m.id AS "id!", m.name, d.slug FROM materials m JOIN days d ON d.id = m.day_id
        WHERE d.round_id = $1 AND d.state <> 'draft' ORDER BY m.id DESC
        "#,
        caller.round.0
    )
    .fetch_all(db)
    .await?;
    let file = |id, slug, name| LinkedFile { slug, file: MaterialId(id), name };
    Ok(rows.into_iter().map(|row| file(row.id, row.slug, row.name)).collect())
}
