//! What the pages of a pair's log show: a log, and the forms in which one is
//! written. One snapshot for each, and few queries.

use domain::{
    meeting::{
        Facts, Meeting, MeetingId,
        log::{LogPage, NewLogPage, guess},
    },
    pair::{PairId, first_name},
    people::{Caller, PersonId},
    time,
};
use jiff::Timestamp;
use store::{Result, row, vault::SealContext};

use super::text;
use crate::{
    Engine,
    queries::{
        engine::Connection,
        pair::{agreement, health},
    },
};

/// What is known of a meeting before its log is written.
struct Before {
    partner: String,
    agreed_date: Option<String>,
    agreed_minutes: Option<i64>,
    agreed_form: Option<String>,
    date: Option<String>,
    minutes: Option<i64>,
    form: Option<String>,
}

/// A log with all that its reader has written about it.
struct Written {
    version: i64,
    date: String,
    minutes: i64,
    form: String,
    goal_id: Option<i64>,
    logged_by: String,
    saved_at: i64,
    notes: Option<Vec<u8>>,
    reflection: Option<Vec<u8>>,
}

impl Engine {
    pub(crate) async fn read_new_log(&self, caller: &Caller, now: Timestamp) -> Result<Option<NewLogPage>> {
        let Some(pair) = caller.pair else { return Ok(None) };
        let mut tx = self.begin_read().await?;
        let Some(before) = before(&mut tx, pair, caller.person).await? else { return Ok(None) };
        let key = self.reading_key(pair).await?;
        let agreements = agreement::open(agreement::rows(&mut tx, pair).await?, key.as_ref())?;
        let last = facts(before.date.as_deref(), before.minutes, before.form.as_deref())?;
        let agreed = facts(before.agreed_date.as_deref(), before.agreed_minutes, before.agreed_form.as_deref())?;
        Ok(Some(NewLogPage {
            partner: first_name(&before.partner).to_owned(),
            guess: guess(agreed, last, time::today(now)),
            first: last.is_none(),
            goals: agreements.goals(),
        }))
    }

    pub(crate) async fn read_log(&self, caller: &Caller, id: MeetingId, now: Timestamp) -> Result<Option<LogPage>> {
        let Some(pair) = caller.pair else { return Ok(None) };
        let mut tx = self.begin_read().await?;
        let Some(written) = written(&mut tx, pair, id, caller.person).await? else { return Ok(None) };
        let key = self.reading_key(pair).await?;
        let agreements = agreement::open(agreement::rows(&mut tx, pair).await?, key.as_ref())?;
        let text = |place, sealed: Option<Vec<u8>>| text::shown(key.as_ref(), place, sealed.as_deref());
        let meeting = Meeting {
            id,
            version: written.version,
            facts: text::facts(&written.date, written.minutes, &written.form)?,
            notes: text(SealContext::Notes(id), written.notes),
            actions: text::actions(&mut tx, key.as_ref(), id).await?,
            goal: written.goal_id.map(domain::pair::agreement::GoalId),
            reflection: text(SealContext::Reflection(id, caller.person), written.reflection),
            logged_by: written.logged_by,
            saved_at: row::timestamp("meetings", written.saved_at)?,
        };
        Ok(Some(LogPage {
            meeting,
            goals: agreements.goals(),
            seen: health(&mut tx, caller, Some(pair), now).await?.pop(),
        }))
    }
}

async fn before(db: &mut Connection, pair: PairId, writer: PersonId) -> Result<Option<Before>> {
    sqlx::query_as!(
        Before,
        r#"
        SELECT p.name AS partner, n.date AS "agreed_date?", l.minutes AS "agreed_minutes?", l.form AS "agreed_form?",
            m.date AS "date?", m.minutes AS "minutes?", m.form AS "form?"
        FROM pairs t
        JOIN persons p ON p.id = CASE t.adept_id WHEN $2 THEN t.mentor_id ELSE t.adept_id END
        LEFT JOIN meetings n ON n.pair_id = t.id AND n.state = 'agreed'
        LEFT JOIN plans l ON l.meeting_id = n.id
        LEFT JOIN meetings m ON m.id = (
            SELECT x.id FROM meetings x WHERE x.pair_id = t.id AND x.state = 'held' AND x.deleted_at IS NULL
            ORDER BY x.date DESC, x.id DESC LIMIT 1
        )
        WHERE t.id = $1
        "#,
        pair.0,
        writer.0
    )
    .fetch_optional(db)
    .await
    .map_err(store::Error::from)
}

async fn written(db: &mut Connection, pair: PairId, id: MeetingId, reader: PersonId) -> Result<Option<Written>> {
    sqlx::query_as!(
        Written,
        r#"
        SELECT m.version, m.date, m.minutes AS "minutes!", m.form AS "form!", m.goal_id, p.name AS logged_by, m.saved_at,
            n.sealed AS "notes?", r.sealed AS "reflection?"
        FROM meetings m JOIN persons p ON p.id = m.logged_by
        LEFT JOIN notes n ON n.meeting_id = m.id
        LEFT JOIN reflections r ON r.meeting_id = m.id AND r.person_id = $3
        WHERE m.id = $1 AND m.pair_id = $2 AND m.state = 'held' AND m.deleted_at IS NULL
        "#,
        id.0,
        pair.0,
        reader.0
    )
    .fetch_optional(db)
    .await
    .map_err(store::Error::from)
}

/// Facts from the columns of a meeting that may not be there.
fn facts(date: Option<&str>, minutes: Option<i64>, form: Option<&str>) -> Result<Option<Facts>> {
    let (Some(date), Some(minutes), Some(form)) = (date, minutes, form) else { return Ok(None) };
    text::facts(date, minutes, form).map(Some)
}
