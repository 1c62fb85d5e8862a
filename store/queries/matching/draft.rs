//! Drafts of who becomes whose mentor, as they are kept: a row for every two that
//! there is something to say about.

use std::collections::BTreeMap;

use async_trait::async_trait;
use domain::{
    live::Change,
    matching::{Alternative, DraftId, Match, MatchDraft, NewDraft, Pool, Refused, SavedDraft, Step},
    people::{Caller, PersonId},
    round::RoundId,
};
use jiff::Timestamp;
use store::{Error, MatchDrafts, Result, idempotency::IdempotencyKey, matching::DraftChange, row};

use super::candidates::Field;
use crate::{
    Engine, Tx,
    queries::{
        engine::{Connection, run_blocking},
        unit_of_work::{Begun, Concern},
    },
};

/// A draft's row, and what it holds.
pub(crate) struct Row {
    pub id: DraftId,
    pub name: String,
    pub reserves: bool,
    pub changed_by: String,
    pub changed_at: Timestamp,
    pub kept: SavedDraft,
}

#[async_trait]
impl MatchDrafts for Engine {
    async fn alternatives(&self, caller: &Caller, draft: DraftId, adept: PersonId) -> Result<Option<Vec<Alternative>>> {
        if !caller.matches() {
            return Ok(None);
        }
        let mut db = self.reader().acquire().await?;
        let field = self.field(&mut db, caller).await?;
        let Some(row) = read_one(&mut db, caller.round, draft).await? else { return Ok(None) };
        let pool = field.pool(row.reserves);
        let draft = pool.of_these(row.kept.draft);
        let hidden = pool.hidden(&draft, &field.unseen);
        let known = pool.adepts().iter().any(|one| one.person == adept);
        if !known || hidden.contains(&adept) {
            return Ok(None);
        }
        let mut alternatives = run_blocking(move || pool.alternatives(&draft, adept)).await?;
        alternatives.retain(|alternative| !hidden.contains(&alternative.mentor));
        Ok(Some(alternatives))
    }

    async fn new_match_draft(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        new: &NewDraft,
        now: Timestamp,
    ) -> Result<DraftId> {
        let (field, like) = self.read_draft(caller, new.like).await?;
        let pool = field.pool(new.reserves);
        let draft = match like {
            Some(like) => pool.of_these(like.kept.draft),
            None => run_blocking(move || pool.propose(&MatchDraft::default())).await??,
        };
        let mut tx = match self.begin(Concern::Round, caller, form, now).await? {
            Begun::Done(made) => return Ok(DraftId(made)),
            Begun::New(tx) => *tx,
        };
        let id = insert(&mut tx, caller, new, &draft, now).await?;
        tx.made(id.0);
        tx.announce(Change::Matching { round: caller.round });
        tx.commit().await?;
        Ok(id)
    }

    async fn change_match_draft(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        change: DraftChange,
        now: Timestamp,
    ) -> Result<()> {
        let (field, row) = self.read_draft(caller, Some(change.draft)).await?;
        let row = row.ok_or(Error::NotFound)?;
        let pool = field.pool(row.reserves);
        let hidden = pool.hidden(&row.kept.draft, &field.unseen);
        if change.step.about().is_some_and(|(adept, mentor)| hidden.contains(&adept) || hidden.contains(&mentor)) {
            return Err(Error::NotFound);
        }
        // Finding the best takes its time, so it is done before others have to wait
        // for the database. The same version always gives the same.
        let current = row.kept.version == change.version;
        let after = if current { Some(after(&pool, &row, change.step).await?) } else { None };
        let mut tx = match self.begin(Concern::Round, caller, form, now).await? {
            Begun::Done(_) => return Ok(()),
            Begun::New(tx) => *tx,
        };
        save(&mut tx, caller, &row, &after.ok_or(Error::Conflict)?, now).await?;
        tx.announce(Change::Matching { round: caller.round });
        tx.commit().await
    }

    async fn delete_match_draft(&self, caller: &Caller, draft: DraftId) -> Result<()> {
        let (_, row) = self.read_draft(caller, Some(draft)).await?;
        let mut tx = self.begin_of_round(caller).await?;
        if row.is_none() || !delete(&mut tx, caller.round, draft).await? {
            return Err(Error::NotFound);
        }
        tx.announce(Change::Matching { round: caller.round });
        tx.commit().await
    }
}

impl Engine {
    /// A draft, if one is wanted, and those who can be matched: for those who match.
    async fn read_draft(&self, caller: &Caller, wanted: Option<DraftId>) -> Result<(Field, Option<Row>)> {
        if !caller.matches() {
            return Err(Error::NotFound);
        }
        let mut db = self.reader().acquire().await?;
        let field = self.field(&mut db, caller).await?;
        let row = match wanted {
            Some(wanted) => Some(read_one(&mut db, caller.round, wanted).await?.ok_or(Error::NotFound)?),
            None => None,
        };
        Ok((field, row))
    }
}

/// The step's outcome.
async fn after(pool: &Pool, row: &Row, step: Step) -> Result<MatchDraft> {
    let (pool, mut kept) = (pool.clone(), row.kept.clone());
    kept.draft = pool.of_these(kept.draft);
    kept.before = pool.of_these(kept.before);
    run_blocking(move || kept.after(step, &pool)).await?.map_err(|refused| match refused {
        Refused::Missing => Error::NotFound,
        Refused::Infeasible(why) => why.into(),
    })
}

/// Every draft of a round that is not published, the oldest first.
pub(crate) async fn drafts(db: &mut Connection, round: RoundId) -> Result<Vec<Row>> {
    read(db, round, None).await
}

/// One of them.
pub(crate) async fn read_one(db: &mut Connection, round: RoundId, id: DraftId) -> Result<Option<Row>> {
    Ok(read(db, round, Some(id)).await?.pop())
}

async fn read(db: &mut Connection, round: RoundId, only: Option<DraftId>) -> Result<Vec<Row>> {
    let rows = sqlx::query!(
        r#"
        SELECT d.id, d.name, d.reserves AS "reserves!: bool", d.version, d.changed_at, p.name AS changed_by,
            l.adept_id AS "adept?", l.mentor_id AS "mentor?", l.link, l.was
        FROM match_drafts d JOIN persons p ON p.id = d.changed_by LEFT JOIN match_links l ON l.draft_id = d.id
        WHERE d.round_id = $1 AND d.published_at IS NULL AND (CAST($2 AS BIGINT) IS NULL OR d.id = $2)
        ORDER BY d.id, l.adept_id, l.mentor_id
        "#,
        round.0,
        only.map(|draft| draft.0)
    )
    .fetch_all(&mut *db)
    .await?;
    let mut drafts = Vec::<Row>::new();
    for row in rows {
        let id = DraftId(row.id);
        if drafts.last().is_none_or(|draft| draft.id != id) {
            drafts.push(Row {
                id,
                name: row.name,
                reserves: row.reserves,
                changed_by: row.changed_by,
                changed_at: row::timestamp("match_drafts", row.changed_at)?,
                kept: SavedDraft { version: row::count("match_drafts", row.version)?, ..SavedDraft::default() },
            });
        }
        let Some((draft, (adept, mentor))) = drafts.last_mut().zip(row.adept.zip(row.mentor)) else { continue };
        let two = (PersonId(adept), PersonId(mentor));
        note(&mut draft.kept.draft, two, row.link.as_deref());
        note(&mut draft.kept.before, two, row.was.as_deref());
    }
    Ok(drafts)
}

fn note(draft: &mut MatchDraft, (adept, mentor): (PersonId, PersonId), link: Option<&str>) {
    match link {
        Some("forbidden") => draft.forbidden.push((adept, mentor)),
        Some(link) => draft.pairs.push(Match { adept, mentor, locked: link == "locked" }),
        None => {}
    }
}

/// A draft as rows: what each two are.
fn rows(draft: &MatchDraft) -> BTreeMap<(PersonId, PersonId), &'static str> {
    let pairs =
        draft.pairs.iter().map(|pair| ((pair.adept, pair.mentor), if pair.locked { "locked" } else { "paired" }));
    pairs.chain(draft.forbidden.iter().map(|two| (*two, "forbidden"))).collect()
}

/// Writes a new draft.
async fn insert(tx: &mut Tx, caller: &Caller, new: &NewDraft, draft: &MatchDraft, now: Timestamp) -> Result<DraftId> {
    let id = sqlx::query_scalar!(
        r#"
        INSERT INTO match_drafts (round_id, name, reserves, version, changed_by, changed_at)
        VALUES ($1, $2, $3, 1, $4, $5) RETURNING id AS "id!"
        "#,
        caller.round.0,
        new.name.as_str(),
        new.reserves,
        caller.person.0,
        now.as_millisecond()
    )
    .fetch_one(&mut **tx)
    .await?;
    for (two, link) in rows(draft) {
        write(tx, DraftId(id), two, Some(link)).await?;
    }
    // Before it there was nothing to go back to.
    remember(tx, DraftId(id)).await?;
    Ok(DraftId(id))
}

/// Makes a draft the next version, unless another has been faster.
async fn save(tx: &mut Tx, caller: &Caller, row: &Row, draft: &MatchDraft, now: Timestamp) -> Result<()> {
    let saved = sqlx::query!(
        r#"
        UPDATE match_drafts SET version = version + 1, changed_by = $3, changed_at = $4
        WHERE id = $1 AND version = $2 AND published_at IS NULL
        "#,
        row.id.0,
        i64::from(row.kept.version),
        caller.person.0,
        now.as_millisecond()
    )
    .execute(&mut **tx)
    .await?;
    if saved.rows_affected() == 0 {
        return Err(Error::Conflict);
    }
    remember(tx, row.id).await?;
    let (before, after) = (rows(&row.kept.draft), rows(draft));
    for two in before.keys().filter(|two| !after.contains_key(two)) {
        write(tx, row.id, *two, None).await?;
    }
    for (two, link) in after.iter().filter(|(two, link)| before.get(two) != Some(link)) {
        write(tx, row.id, *two, Some(link)).await?;
    }
    sqlx::query!("DELETE FROM match_links WHERE draft_id = $1 AND link IS NULL AND was IS NULL", row.id.0)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

async fn remember(tx: &mut Tx, draft: DraftId) -> Result<()> {
    sqlx::query!("UPDATE match_links SET was = link WHERE draft_id = $1", draft.0).execute(&mut **tx).await?;
    Ok(())
}

async fn write(tx: &mut Tx, draft: DraftId, (adept, mentor): (PersonId, PersonId), link: Option<&str>) -> Result<()> {
    sqlx::query!(
        r#"
        INSERT INTO match_links (draft_id, adept_id, mentor_id, link) VALUES ($1, $2, $3, $4)
        ON CONFLICT (draft_id, adept_id, mentor_id) DO UPDATE SET link = excluded.link
        "#,
        draft.0,
        adept.0,
        mentor.0,
        link
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Deletes a draft that is not published; whether it was there.
async fn delete(tx: &mut Tx, round: RoundId, draft: DraftId) -> Result<bool> {
    sqlx::query!(
        r#"
        DELETE FROM match_links WHERE draft_id IN
            (SELECT id FROM match_drafts WHERE id = $1 AND round_id = $2 AND published_at IS NULL)
        "#,
        draft.0,
        round.0
    )
    .execute(&mut **tx)
    .await?;
    let deleted = sqlx::query!(
        "DELETE FROM match_drafts WHERE id = $1 AND round_id = $2 AND published_at IS NULL",
        draft.0,
        round.0
    )
    .execute(&mut **tx)
    .await?;
    Ok(deleted.rows_affected() > 0)
}

/// Closes a draft whose pairs are the round's now, if it is as its reader saw it.
pub(crate) async fn close(tx: &mut Tx, row: &Row, version: u32, now: Timestamp) -> Result<()> {
    let closed = sqlx::query!(
        "UPDATE match_drafts SET published_at = $3 WHERE id = $1 AND version = $2 AND published_at IS NULL",
        row.id.0,
        i64::from(version),
        now.as_millisecond()
    )
    .execute(&mut **tx)
    .await?;
    if closed.rows_affected() == 0 { Err(Error::Conflict) } else { Ok(()) }
}
