//! Drafts of who becomes whose mentor, as they are kept: a row for every two that
//! there is something to say about.

use std::collections::BTreeMap;

use domain::{
    matching::{Draft, DraftId, Kept, Match, NewDraft},
    people::{Caller, PersonId},
    round::RoundId,
};
use jiff::Timestamp;
use store::{Error, Result, row};

use crate::{Tx, queries::engine::Connection};

/// A draft's row, and what it holds.
pub(crate) struct Row {
    pub id: DraftId,
    pub name: String,
    pub reserves: bool,
    pub changed_by: String,
    pub changed_at: Timestamp,
    pub kept: Kept,
}

/// Every draft of a round that is not published, the oldest first.
pub(crate) async fn drafts(db: &mut Connection, round: RoundId) -> Result<Vec<Row>> {
    read(db, round, None).await
}

/// One of them.
pub(crate) async fn draft(db: &mut Connection, round: RoundId, id: DraftId) -> Result<Option<Row>> {
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
                kept: Kept { version: row::count("match_drafts", row.version)?, ..Kept::default() },
            });
        }
        let Some((draft, (adept, mentor))) = drafts.last_mut().zip(row.adept.zip(row.mentor)) else { continue };
        let two = (PersonId(adept), PersonId(mentor));
        note(&mut draft.kept.draft, two, row.link.as_deref());
        note(&mut draft.kept.before, two, row.was.as_deref());
    }
    Ok(drafts)
}

fn note(draft: &mut Draft, (adept, mentor): (PersonId, PersonId), link: Option<&str>) {
    match link {
        Some("forbidden") => draft.forbidden.push((adept, mentor)),
        Some(link) => draft.pairs.push(Match { adept, mentor, locked: link == "locked" }),
        None => {}
    }
}

/// A draft as rows: what each two are.
fn rows(draft: &Draft) -> BTreeMap<(PersonId, PersonId), &'static str> {
    let pairs =
        draft.pairs.iter().map(|pair| ((pair.adept, pair.mentor), if pair.locked { "locked" } else { "paired" }));
    pairs.chain(draft.forbidden.iter().map(|two| (*two, "forbidden"))).collect()
}

/// Writes a new draft.
pub(crate) async fn insert(
    tx: &mut Tx,
    caller: &Caller,
    new: &NewDraft,
    draft: &Draft,
    now: Timestamp,
) -> Result<DraftId> {
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
pub(crate) async fn save(tx: &mut Tx, caller: &Caller, row: &Row, draft: &Draft, now: Timestamp) -> Result<()> {
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
pub(crate) async fn delete(tx: &mut Tx, round: RoundId, draft: DraftId) -> Result<bool> {
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
