//! Meetings and their logs. A text that is empty has no row; one that is not
//! reaches its row sealed.

use async_trait::async_trait;
use domain::{
    live::Change,
    meeting::{AgreedAction, Facts, Form, Held, Log, Meeting, MeetingId, Meetings as List},
    pair::PairId,
    people::{Caller, PersonId, Role},
    proposal::Plan,
};
use jiff::Timestamp;
use store::{
    Error, Meetings, Result,
    once::FormKey,
    row,
    vault::{PairKey, Place},
};

use crate::{
    Engine, Tx,
    engine::Connection,
    fault,
    once::{self, Claim},
    planning,
    proposal::agree,
};

#[async_trait]
impl Meetings for Engine {
    async fn meetings(&self, caller: &Caller) -> Result<List> {
        let Some(pair) = caller.pair else { return Ok(List::default()) };
        let key = self.known_pair_key(pair).await?;
        let mut db = self.reader().acquire().await.map_err(fault)?;
        Ok(List {
            next: planning::agreed(&mut db, pair, key.as_ref()).await?,
            open: planning::open(&mut db, pair, key.as_ref()).await?,
            no: planning::no(&mut db, pair, key.as_ref()).await?,
            held: held(&mut db, pair).await?,
        })
    }

    async fn meeting(&self, caller: &Caller, id: MeetingId) -> Result<Option<Meeting>> {
        let Some(pair) = caller.pair else { return Ok(None) };
        // The version is read first: if the mate saves in between, what is read
        // bears the old version, and cannot be saved over the mate's.
        let row = sqlx::query!(
            r#"
            SELECT m.version, m.date, m.minutes AS "minutes!", m.form AS "form!", m.saved_at, p.name AS logged_by
            FROM meetings m JOIN persons p ON p.id = m.logged_by
            WHERE m.id = $1 AND m.pair_id = $2 AND m.state = 'held'
            "#,
            id.0,
            pair.0
        )
        .fetch_optional(self.reader())
        .await
        .map_err(fault)?;
        let Some(row) = row else { return Ok(None) };
        let texts = Texts { engine: self, key: self.known_pair_key(pair).await?, meeting: id };
        Ok(Some(Meeting {
            id,
            version: row.version,
            facts: facts(&row.date, row.minutes, &row.form)?,
            notes: texts.notes().await?,
            actions: texts.actions().await?,
            reflection: texts.reflection(caller.person).await?,
            logged_by: row.logged_by,
            saved_at: row::timestamp("meetings", row.saved_at)?,
        }))
    }

    async fn log_meeting(
        &self,
        caller: &Caller,
        form: Option<&FormKey>,
        log: &Log,
        now: Timestamp,
    ) -> Result<MeetingId> {
        let pair = caller.pair.ok_or(Error::NotFound)?;
        let key = self.pair_key(pair).await?;
        let mut tx = self.begin_write().await?;
        if let Claim::Done(id) = once::claim(&mut tx, caller.person, form, now).await? {
            return Ok(MeetingId(id));
        }
        let id = insert_held(&mut tx, &key, caller.person, log, now).await?;
        if log.next.is_some() {
            self.tell_next(&mut tx, &key, caller.person, now).await?;
        }
        once::settle(&mut tx, caller.person, form, id.0).await?;
        self.commit(tx, Change::Meetings { round: caller.round, pair }).await?;
        Ok(id)
    }

    async fn edit_meeting(
        &self,
        caller: &Caller,
        id: MeetingId,
        version: i64,
        log: &Log,
        now: Timestamp,
    ) -> Result<()> {
        let pair = caller.pair.ok_or(Error::NotFound)?;
        let key = self.pair_key(pair).await?;
        let mut tx = self.begin_write().await?;
        // This one statement decides between two who save at once.
        let saved = sqlx::query!(
            r#"
            UPDATE meetings
            SET date = $4, minutes = $5, form = $6, saved_by = $7, saved_at = $8, version = version + 1
            WHERE id = $1 AND pair_id = $2 AND state = 'held' AND version = $3
            "#,
            id.0,
            pair.0,
            version,
            log.facts.date.to_string(),
            i64::from(log.facts.minutes),
            log.facts.form.name(),
            caller.person.0,
            now.as_millisecond()
        )
        .execute(&mut *tx)
        .await
        .map_err(fault)?;
        if saved.rows_affected() == 0 {
            return Err(if is_held(&mut tx, pair, id).await? { Error::Conflict } else { Error::NotFound });
        }
        delete_texts(&mut tx, id, caller.person).await?;
        insert_texts(&mut tx, &key, id, caller.person, log).await?;
        settle_agreed(&mut tx, &key, caller.person, log, now).await?;
        if log.next.is_some() {
            self.tell_next(&mut tx, &key, caller.person, now).await?;
        }
        self.commit(tx, Change::Meetings { round: caller.round, pair }).await
    }
}

async fn held(db: &mut Connection, pair: PairId) -> Result<Vec<Held>> {
    let rows = sqlx::query!(
        r#"
        SELECT m.id, m.date, m.minutes AS "minutes!", m.form AS "form!",
            EXISTS (SELECT 1 FROM notes n WHERE n.meeting_id = m.id) AS "has_notes!: bool",
            (SELECT COUNT(*) FROM actions a WHERE a.meeting_id = m.id AND NOT a.done) AS "open_actions!: i64"
        FROM meetings m
        WHERE m.pair_id = $1 AND m.state = 'held'
        ORDER BY m.date DESC, m.id DESC
        "#,
        pair.0
    )
    .fetch_all(db)
    .await
    .map_err(fault)?;
    let held = rows.into_iter().map(|row| {
        Ok(Held {
            id: MeetingId(row.id),
            facts: facts(&row.date, row.minutes, &row.form)?,
            has_notes: row.has_notes,
            open_actions: row::count("actions", row.open_actions)?,
        })
    });
    held.collect()
}

fn facts(date: &str, minutes: i64, form: &str) -> Result<Facts> {
    Ok(Facts {
        date: row::date("meetings", date)?,
        minutes: row::count("meetings", minutes)?,
        form: row::named("meetings", form, Form::from_name)?,
    })
}

/// Reads what was written about one meeting.
struct Texts<'a> {
    engine: &'a Engine,
    /// `None` if the pair has none, or it was deleted.
    key: Option<PairKey>,
    meeting: MeetingId,
}

impl Texts<'_> {
    fn open(&self, place: Place, sealed: &[u8]) -> Result<String> {
        self.key.as_ref().ok_or(Error::Sealed)?.open(place, sealed)
    }

    async fn notes(&self) -> Result<String> {
        let sealed = sqlx::query_scalar!("SELECT sealed FROM notes WHERE meeting_id = $1", self.meeting.0)
            .fetch_optional(self.engine.reader())
            .await
            .map_err(fault)?;
        sealed.map_or(Ok(String::new()), |sealed| self.open(Place::Notes(self.meeting), &sealed))
    }

    async fn reflection(&self, of: PersonId) -> Result<String> {
        let sealed = sqlx::query_scalar!(
            "SELECT sealed FROM reflections WHERE meeting_id = $1 AND person_id = $2",
            self.meeting.0,
            of.0
        )
        .fetch_optional(self.engine.reader())
        .await
        .map_err(fault)?;
        sealed.map_or(Ok(String::new()), |sealed| self.open(Place::Reflection(self.meeting, of), &sealed))
    }

    async fn actions(&self) -> Result<Vec<AgreedAction>> {
        let rows = sqlx::query!(
            r#"
            SELECT position, who, due, done AS "done!: bool", sealed
            FROM actions WHERE meeting_id = $1 ORDER BY position
            "#,
            self.meeting.0
        )
        .fetch_all(self.engine.reader())
        .await
        .map_err(fault)?;
        let actions = rows.into_iter().map(|row| {
            Ok(AgreedAction {
                what: self.open(Place::Action(self.meeting, row.position), &row.sealed)?,
                who: row::named("actions", &row.who, Role::from_name)?,
                due: row.due.map(|due| row::date("actions", &due)).transpose()?,
                done: row.done,
            })
        });
        actions.collect()
    }
}

/// Writes a held meeting, and what it means for the agreed one.
pub(crate) async fn insert_held(
    tx: &mut Tx,
    key: &PairKey,
    author: PersonId,
    log: &Log,
    at: Timestamp,
) -> Result<MeetingId> {
    let id = sqlx::query_scalar!(
        r#"
        INSERT INTO meetings (pair_id, state, date, minutes, form, logged_by, saved_by, saved_at, version)
        VALUES ($1, 'held', $2, $3, $4, $5, $5, $6, 1) RETURNING id AS "id!"
        "#,
        key.pair().0,
        log.facts.date.to_string(),
        i64::from(log.facts.minutes),
        log.facts.form.name(),
        author.0,
        at.as_millisecond()
    )
    .fetch_one(&mut **tx)
    .await
    .map_err(fault)?;
    insert_texts(tx, key, MeetingId(id), author, log).await?;
    settle_agreed(tx, key, author, log, at).await?;
    Ok(MeetingId(id))
}

/// An agreed meeting of the log's day or an earlier one is thereby held; what
/// the log says about the next one takes its place.
async fn settle_agreed(tx: &mut Tx, key: &PairKey, author: PersonId, log: &Log, at: Timestamp) -> Result<()> {
    sqlx::query!(
        "DELETE FROM meetings WHERE pair_id = $1 AND state = 'agreed' AND date <= $2",
        key.pair().0,
        log.facts.date.to_string()
    )
    .execute(&mut **tx)
    .await
    .map_err(fault)?;
    if let Some(next) = log.next {
        agree(tx, key, author, next, &Plan::like(log.facts), at).await?;
    }
    Ok(())
}

async fn is_held(tx: &mut Tx, pair: PairId, id: MeetingId) -> Result<bool> {
    let found =
        sqlx::query_scalar!("SELECT id FROM meetings WHERE id = $1 AND pair_id = $2 AND state = 'held'", id.0, pair.0)
            .fetch_optional(&mut **tx)
            .await
            .map_err(fault)?;
    Ok(found.is_some())
}

/// Deletes all that the author may replace: what is shared, and their own reflection.
async fn delete_texts(tx: &mut Tx, meeting: MeetingId, author: PersonId) -> Result<()> {
    let deleted = async {
        sqlx::query!("DELETE FROM notes WHERE meeting_id = $1", meeting.0).execute(&mut **tx).await?;
        sqlx::query!("DELETE FROM actions WHERE meeting_id = $1", meeting.0).execute(&mut **tx).await?;
        sqlx::query!("DELETE FROM reflections WHERE meeting_id = $1 AND person_id = $2", meeting.0, author.0)
            .execute(&mut **tx)
            .await
    };
    deleted.await.map(|_| ()).map_err(fault)
}

async fn insert_texts(tx: &mut Tx, key: &PairKey, meeting: MeetingId, author: PersonId, log: &Log) -> Result<()> {
    if !log.notes.is_empty() {
        let sealed = key.seal(Place::Notes(meeting), log.notes.as_str())?;
        sqlx::query!("INSERT INTO notes (meeting_id, sealed) VALUES ($1, $2)", meeting.0, sealed)
            .execute(&mut **tx)
            .await
            .map_err(fault)?;
    }
    if !log.reflection.is_empty() {
        let sealed = key.seal(Place::Reflection(meeting, author), log.reflection.as_str())?;
        sqlx::query!(
            "INSERT INTO reflections (meeting_id, person_id, sealed) VALUES ($1, $2, $3)",
            meeting.0,
            author.0,
            sealed
        )
        .execute(&mut **tx)
        .await
        .map_err(fault)?;
    }
    insert_actions(tx, key, meeting, log).await
}

async fn insert_actions(tx: &mut Tx, key: &PairKey, meeting: MeetingId, log: &Log) -> Result<()> {
    for (position, action) in (0_i64..).zip(&log.actions) {
        let sealed = key.seal(Place::Action(meeting, position), action.what.as_str())?;
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
        .await
        .map_err(fault)?;
    }
    Ok(())
}
