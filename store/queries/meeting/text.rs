//! What was written about a meeting: sealed, and bound to its place. A text that
//! is empty has no row.

use domain::{
    meeting::{
        AgreedAction, Facts, Form, Log, MeetingId,
        log::{Shared, Version, form_of},
    },
    pair::{PairId, agreement::GoalId},
    people::{PersonId, Role},
};
use jiff::Timestamp;
use store::{
    Error, Result, row,
    vault::{PairKey, SealContext},
};

use crate::{
    Tx,
    queries::{engine::Connection, people::draft::delete_drafts_of},
};

/// A held meeting's row.
#[expect(clippy::struct_field_names, reason = "who saved it, and when, as the columns are called")]
pub(crate) struct Saved {
    /// Which version it is.
    pub version: i64,
    pub facts: Facts,
    pub goal: Option<GoalId>,
    /// The name of whoever wrote it down.
    pub logged_by: String,
    /// Who saved it last, and when.
    pub saved_by: PersonId,
    pub saved_at: Timestamp,
}

/// Reads a held meeting's row, if it is this pair's.
pub(crate) async fn saved(db: &mut Connection, pair: PairId, id: MeetingId) -> Result<Option<Saved>> {
    let row = sqlx::query!(
        r#"
        SELECT m.version, m.date, m.minutes AS "minutes!", m.form AS "form!", m.goal_id, m.saved_by, m.saved_at,
            p.name AS logged_by
        FROM meetings m JOIN persons p ON p.id = m.logged_by
        WHERE m.id = $1 AND m.pair_id = $2 AND m.state = 'held' AND m.deleted_at IS NULL
        "#,
        id.0,
        pair.0
    )
    .fetch_optional(db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Saved {
        version: row.version,
        facts: facts(&row.date, row.minutes, &row.form)?,
        goal: row.goal_id.map(GoalId),
        logged_by: row.logged_by,
        saved_by: PersonId(row.saved_by),
        saved_at: row::timestamp("meetings", row.saved_at)?,
    }))
}

pub(crate) fn facts(date: &str, minutes: i64, form: &str) -> Result<Facts> {
    Ok(Facts {
        date: row::date("meetings", date)?,
        minutes: row::count("meetings", minutes)?,
        form: row::named("meetings", form, Form::from_name)?,
    })
}

/// A text as it is shown: nothing, if none was written.
pub(crate) fn shown(key: Option<&PairKey>, place: SealContext, sealed: Option<&[u8]>) -> String {
    sealed.map(|sealed| PairKey::open_shown(key, place, sealed).shown()).unwrap_or_default()
}

pub(crate) async fn notes(db: &mut Connection, key: Option<&PairKey>, meeting: MeetingId) -> Result<String> {
    let sealed =
        sqlx::query_scalar!("SELECT sealed FROM notes WHERE meeting_id = $1", meeting.0).fetch_optional(db).await?;
    Ok(shown(key, SealContext::Notes(meeting), sealed.as_deref()))
}

pub(crate) async fn reflection(
    db: &mut Connection,
    key: Option<&PairKey>,
    meeting: MeetingId,
    of: PersonId,
) -> Result<String> {
    let sealed =
        sqlx::query_scalar!("SELECT sealed FROM reflections WHERE meeting_id = $1 AND person_id = $2", meeting.0, of.0)
            .fetch_optional(db)
            .await?;
    Ok(shown(key, SealContext::Reflection(meeting, of), sealed.as_deref()))
}

pub(crate) async fn actions(
    db: &mut Connection,
    key: Option<&PairKey>,
    meeting: MeetingId,
) -> Result<Vec<AgreedAction>> {
    let rows = sqlx::query!(
        r#"
        SELECT position, who, due, done AS "done!: bool", sealed
        FROM actions WHERE meeting_id = $1 ORDER BY position
        "#,
        meeting.0
    )
    .fetch_all(db)
    .await?;
    let actions = rows.into_iter().map(|row| {
        Ok(AgreedAction {
            what: shown(key, SealContext::Action(meeting, row.position), Some(&row.sealed)),
            who: row::named("actions", &row.who, Role::from_name)?,
            due: row.due.map(|due| row::date("actions", &due)).transpose()?,
            done: row.done,
        })
    });
    actions.collect()
}

/// Keeps what the two share as it is before a save. In the save's transaction:
/// what is read here is what the save replaces, or the save finds another
/// version and is undone.
pub(crate) async fn keep_version(tx: &mut Tx, key: &PairKey, meeting: MeetingId, saved: Saved) -> Result<()> {
    let shared = Shared {
        facts: saved.facts,
        notes: notes(tx, Some(key), meeting).await?,
        actions: actions(tx, Some(key), meeting).await?,
        goal: saved.goal,
    };
    let text = serde_json::to_string(&shared).map_err(|error| Error::bad_row("meetings", error))?;
    let sealed = key.seal(SealContext::Version(meeting, saved.version), &text)?;
    sqlx::query!(
        "INSERT INTO versions (meeting_id, version, saved_by, saved_at, sealed) VALUES ($1, $2, $3, $4, $5)",
        meeting.0,
        saved.version,
        saved.saved_by.0,
        saved.saved_at.as_millisecond(),
        sealed
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The versions that were replaced, the latest first.
pub(crate) async fn versions(db: &mut Connection, key: Option<&PairKey>, meeting: MeetingId) -> Result<Vec<Version>> {
    let rows = sqlx::query!(
        r#"
        SELECT v.version, v.saved_at, v.sealed, p.name
        FROM versions v JOIN persons p ON p.id = v.saved_by
        WHERE v.meeting_id = $1 ORDER BY v.version DESC
        "#,
        meeting.0
    )
    .fetch_all(db)
    .await?;
    let versions = rows.into_iter().map(|row| {
        let text = PairKey::open_shown(key, SealContext::Version(meeting, row.version), &row.sealed).or_lost();
        let shared = text.map(|text| serde_json::from_str(&text).map_err(|error| Error::bad_row("versions", error)));
        Ok(Version {
            number: row.version,
            shared: shared.map_or_else(|lost| Ok(Err(lost)), |shared| shared.map(Ok))?,
            saved_by: row.name,
            saved_at: row::timestamp("versions", row.saved_at)?,
        })
    });
    versions.collect()
}

/// Writes what the author may replace: what is shared, and their own reflection.
pub(crate) async fn replace(tx: &mut Tx, key: &PairKey, meeting: MeetingId, author: PersonId, log: &Log) -> Result<()> {
    let deleted = async {
        sqlx::query!("DELETE FROM notes WHERE meeting_id = $1", meeting.0).execute(&mut **tx).await?;
        sqlx::query!("DELETE FROM actions WHERE meeting_id = $1", meeting.0).execute(&mut **tx).await?;
        sqlx::query!("DELETE FROM reflections WHERE meeting_id = $1 AND person_id = $2", meeting.0, author.0)
            .execute(&mut **tx)
            .await
    };
    deleted.await?;
    insert(tx, key, meeting, author, log).await
}

/// Writes the texts of a new log.
pub(crate) async fn insert(tx: &mut Tx, key: &PairKey, meeting: MeetingId, author: PersonId, log: &Log) -> Result<()> {
    if !log.notes.is_empty() {
        let sealed = key.seal(SealContext::Notes(meeting), log.notes.as_str())?;
        sqlx::query!("INSERT INTO notes (meeting_id, sealed) VALUES ($1, $2)", meeting.0, sealed)
            .execute(&mut **tx)
            .await?;
    }
    if !log.reflection.is_empty() {
        let sealed = key.seal(SealContext::Reflection(meeting, author), log.reflection.as_str())?;
        sqlx::query!(
            "INSERT INTO reflections (meeting_id, person_id, sealed) VALUES ($1, $2, $3)",
            meeting.0,
            author.0,
            sealed
        )
        .execute(&mut **tx)
        .await?;
    }
    insert_actions(tx, key, meeting, log).await
}

async fn insert_actions(tx: &mut Tx, key: &PairKey, meeting: MeetingId, log: &Log) -> Result<()> {
    for (position, action) in (0_i64..).zip(&log.actions) {
        let sealed = key.seal(SealContext::Action(meeting, position), action.what.as_str())?;
        sqlx::query!(
            "INSERT INTO actions (meeting_id, position, who, due, done, sealed) VALUES ($1, $2, $3, $4, $5, $6)",
            meeting.0,
            position,
            action.who.name(),
            action.due.map(|due| due.to_string()),
            action.done,
            sealed
        )
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// Erases all that was written about a meeting, by either of the two.
pub(crate) async fn erase(tx: &mut Tx, meeting: MeetingId) -> Result<()> {
    let erased = async {
        sqlx::query!("DELETE FROM notes WHERE meeting_id = $1", meeting.0).execute(&mut **tx).await?;
        sqlx::query!("DELETE FROM actions WHERE meeting_id = $1", meeting.0).execute(&mut **tx).await?;
        sqlx::query!("DELETE FROM reflections WHERE meeting_id = $1", meeting.0).execute(&mut **tx).await?;
        sqlx::query!("DELETE FROM versions WHERE meeting_id = $1", meeting.0).execute(&mut **tx).await
    };
    erased.await?;
    delete_drafts_of(tx, &form_of(Some(meeting))).await
}
