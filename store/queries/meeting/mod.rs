//! Meetings and their logs. What is written about them is in [`self::text`].

pub(crate) mod held;
pub(crate) mod log;
pub(crate) mod log_page;
pub(crate) mod plan;
pub(crate) mod proposal;
pub(crate) mod text;

use async_trait::async_trait;
use domain::{
    live::Change,
    meeting::{Log, Meeting, MeetingId, Meetings as List, proposal::Plan},
    pair::{PairId, agreement::GoalId},
    people::{Caller, PersonId},
};
use jiff::{Timestamp, civil::Date};
use store::{Error, Meetings, Result, idempotency::IdempotencyKey, vault::PairKey};

use self::proposal::agree;
use super::unit_of_work::{Begun, Concern};
use crate::{Engine, Tx, take_advisory_lock};

#[async_trait]
impl Meetings for Engine {
    async fn meetings(&self, caller: &Caller) -> Result<List> {
        let Some(pair) = caller.pair else { return Ok(List::default()) };
        let mut tx = self.begin_read().await?;
        let held = held::read(&mut tx, pair, Timestamp::MAX).await?.list;
        let key = self.reading_key(pair).await?;
        Ok(plan::read(&mut tx, pair, key.as_ref()).await?.with(held))
    }

    async fn meeting(&self, caller: &Caller, id: MeetingId) -> Result<Option<Meeting>> {
        let Some(pair) = caller.pair else { return Ok(None) };
        let key = self.reading_key(pair).await?;
        let mut db = self.reader().acquire().await?;
        // The version is read first: if the partner saves in between, what is read
        // bears the old version, and cannot be saved over the partner's.
        let Some(saved) = text::saved(&mut db, pair, id).await? else { return Ok(None) };
        Ok(Some(Meeting {
            id,
            version: saved.version,
            facts: saved.facts,
            notes: text::notes(&mut db, key.as_ref(), id).await?,
            actions: text::actions(&mut db, key.as_ref(), id).await?,
            goal: saved.goal,
            reflection: text::reflection(&mut db, key.as_ref(), id, caller.person).await?,
            logged_by: saved.logged_by,
            saved_at: saved.saved_at,
        }))
    }

    async fn log_meeting(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        log: &Log,
        now: Timestamp,
    ) -> Result<MeetingId> {
        let pair = caller.pair.ok_or(Error::NotFound)?;
        let key = self.pair_key(pair).await?;
        let mut tx = match self.begin(Concern::Pair, caller, form, now).await? {
            Begun::Done(id) => return Ok(MeetingId(id)),
            Begun::New(tx) => *tx,
        };
        if !log.again {
            if let Some(saved) = saved_by_this_form(&mut tx, pair).await? {
                return Err(Error::SavedAlready(saved));
            }
            if let Some(twin) = logged_by_the_partner(&mut tx, pair, caller.person, log.facts.date).await? {
                return Err(Error::LoggedAlready(twin));
            }
        }
        own_goal(&mut tx, pair, log.goal).await?;
        let id = insert_held(&mut tx, &key, caller.person, log, now).await?;
        if log.next.is_some() {
            self.tell_next(&mut tx, &key, caller.person, now).await?;
        }
        tx.made(id.0);
        tx.announce(Change::Meetings { round: caller.round, pair });
        tx.commit().await?;
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
        let mut tx = self.begin_of_pair(caller, now).await?;
        own_goal(&mut tx, pair, log.goal).await?;
        let before = text::saved(&mut tx, pair, id).await?.ok_or(Error::NotFound)?;
        // This one statement decides between two who save at once.
        let saved = sqlx::query!(
            r#"
            UPDATE meetings
            SET date = $4, minutes = $5, form = $6, goal_id = $9, saved_by = $7, saved_at = $8,
                version = version + 1
            WHERE id = $1 AND pair_id = $2 AND state = 'held' AND deleted_at IS NULL AND version = $3
            "#,
            id.0,
            pair.0,
            version,
            log.facts.date.to_string(),
            i64::from(log.facts.minutes),
            log.facts.form.name(),
            caller.person.0,
            now.as_millisecond(),
            log.goal.map(|goal| goal.0)
        )
        .execute(&mut *tx)
        .await?;
        if before.version != version || saved.rows_affected() == 0 {
            return Err(Error::Conflict);
        }
        text::keep_version(&mut tx, &key, id, before).await?;
        text::replace(&mut tx, &key, id, caller.person, log).await?;
        settle_agreed(&mut tx, &key, caller.person, log, now).await?;
        if log.next.is_some() {
            self.tell_next(&mut tx, &key, caller.person, now).await?;
        }
        tx.announce(Change::Meetings { round: caller.round, pair });
        tx.commit().await
    }
}

/// Whether a goal is the pair's own.
async fn own_goal(tx: &mut Tx, pair: PairId, goal: Option<GoalId>) -> Result<()> {
    let Some(goal) = goal else { return Ok(()) };
    let own = sqlx::query_scalar!("SELECT id FROM goals WHERE id = $1 AND pair_id = $2", goal.0, pair.0);
    own.fetch_optional(&mut **tx).await?.map(|_| ()).ok_or(Error::NotFound)
}

/// The meeting that this form has made, with other words than it has now; none, if
/// its log was deleted.
async fn saved_by_this_form(tx: &mut Tx, pair: PairId) -> Result<Option<MeetingId>> {
    let Some(made) = tx.made_before().await? else { return Ok(None) };
    let stands = sqlx::query_scalar!(
        r#"
        SELECT id AS "id!" FROM meetings
        WHERE id = $1 AND pair_id = $2 AND state = 'held' AND deleted_at IS NULL
        "#,
        made,
        pair.0
    );
    Ok(stands.fetch_optional(&mut **tx).await?.map(MeetingId))
}

/// The meeting that the partner has logged for a day. Whoever logs one of the same
/// pair at the same moment waits here.
async fn logged_by_the_partner(tx: &mut Tx, pair: PairId, by: PersonId, date: Date) -> Result<Option<MeetingId>> {
    take_advisory_lock(tx).await?;
    let twin = sqlx::query_scalar!(
        r#"
        SELECT id AS "id!" FROM meetings
        WHERE pair_id = $1 AND date = $2 AND logged_by <> $3 AND state = 'held' AND deleted_at IS NULL
        ORDER BY id LIMIT 1
        "#,
        pair.0,
        date.to_string(),
        by.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(twin.map(MeetingId))
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
        INSERT INTO meetings (pair_id, state, date, minutes, form, goal_id, logged_by, saved_by, saved_at, version)
        VALUES ($1, 'held', $2, $3, $4, $7, $5, $5, $6, 1) RETURNING id AS "id!"
        "#,
        key.pair().0,
        log.facts.date.to_string(),
        i64::from(log.facts.minutes),
        log.facts.form.name(),
        author.0,
        at.as_millisecond(),
        log.goal.map(|goal| goal.0)
    )
    .fetch_one(&mut **tx)
    .await?;
    text::insert(tx, key, MeetingId(id), author, log).await?;
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
    .await?;
    if let Some(next) = log.next {
        agree(tx, key, author, next, &Plan::like(log.facts), at).await?;
    }
    Ok(())
}
