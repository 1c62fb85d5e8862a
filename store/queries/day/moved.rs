//! A part of a published day gets other hours: what becomes of its answers. Each
//! is given to an occasion, which is hours that are near to each other. When the
//! occasion changes, the answers to the last one are kept aside, and those that
//! were given to this one stand again.

use domain::day::{AfterMove, Hours, SegmentId};
use jiff::Timestamp;
use store::Result;

use super::{tally, trend};
use crate::Tx;

/// Moves a segment's answers with it `from` its last hours `to` others. `keep` is
/// whether those that are given now are to stand for these hours, if none have been
/// given to them before.
pub(crate) async fn move_answers(
    tx: &mut Tx,
    segment: SegmentId,
    [from, to]: [Hours; 2],
    keep: bool,
    now: Timestamp,
) -> Result<AfterMove> {
    let last = occasion_of(tx, segment).await?;
    note_hours(tx, segment, from, last).await?;
    let (after, occasion) = match known_occasion(tx, segment, to).await? {
        Some(known) if known != last => (AfterMove::Back, known),
        None if !keep => (AfterMove::AskedAgain, new_occasion(tx, segment).await?),
        Some(_) | None => (AfterMove::Kept, last),
    };
    if occasion != last {
        put_aside(tx, segment, last, now).await?;
        bring_back(tx, segment, occasion, now).await?;
    }
    note_hours(tx, segment, to, occasion).await?;
    sqlx::query!(
        "UPDATE segments SET occasion = $2, moved_at = $3, was_starts = $4, was_ends = $5 WHERE id = $1",
        segment.0,
        occasion,
        now.as_millisecond(),
        from.starts.as_millisecond(),
        from.ends.as_millisecond()
    )
    .execute(&mut **tx)
    .await?;
    Ok(after)
}

async fn occasion_of(tx: &mut Tx, segment: SegmentId) -> Result<i64> {
    let occasion = sqlx::query_scalar!("SELECT occasion FROM segments WHERE id = $1", segment.0);
    Ok(occasion.fetch_one(&mut **tx).await?)
}

async fn known_occasion(tx: &mut Tx, segment: SegmentId, hours: Hours) -> Result<Option<i64>> {
    let occasion = sqlx::query_scalar!(
        "SELECT occasion FROM occasions WHERE segment_id = $1 AND starts = $2 AND ends = $3",
        segment.0,
        hours.starts.as_millisecond(),
        hours.ends.as_millisecond()
    );
    Ok(occasion.fetch_optional(&mut **tx).await?)
}

/// One that no answer has been given to. The segment's last one is noted by now.
async fn new_occasion(tx: &mut Tx, segment: SegmentId) -> Result<i64> {
    let occasion = sqlx::query_scalar!(
        r#"SELECT COALESCE(MAX(occasion), 0) + 1 AS "next!: i64" FROM occasions WHERE segment_id = $1"#,
        segment.0
    );
    Ok(occasion.fetch_one(&mut **tx).await?)
}

async fn note_hours(tx: &mut Tx, segment: SegmentId, hours: Hours, occasion: i64) -> Result<()> {
    sqlx::query!(
        r#"
        INSERT INTO occasions (segment_id, starts, ends, occasion) VALUES ($1, $2, $3, $4)
        ON CONFLICT (segment_id, starts, ends) DO UPDATE SET occasion = excluded.occasion
        "#,
        segment.0,
        hours.starts.as_millisecond(),
        hours.ends.as_millisecond(),
        occasion
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Keeps the answers to an occasion aside: nobody has answered any more, and nobody waits.
async fn put_aside(tx: &mut Tx, segment: SegmentId, occasion: i64, now: Timestamp) -> Result<()> {
    sqlx::query!(
        r#"
        INSERT INTO former_replies (segment_id, person_id, occasion, answer, answered_at, word, number)
        SELECT r.segment_id, r.person_id, $2, r.answer, r.answered_at, r.word, q.number
        FROM replies r LEFT JOIN queue q ON q.segment_id = r.segment_id AND q.person_id = r.person_id
        WHERE r.segment_id = $1
        "#,
        segment.0,
        occasion
    )
    .execute(&mut **tx)
    .await?;
    trend::start_again(tx, segment, now).await?;
    tally::clear(tx, segment).await?;
    sqlx::query!("DELETE FROM queue WHERE segment_id = $1", segment.0).execute(&mut **tx).await?;
    sqlx::query!("DELETE FROM replies WHERE segment_id = $1", segment.0).execute(&mut **tx).await?;
    Ok(())
}

/// Puts the answers to an occasion into force again; nobody has answered yet. A
/// seat that was held for someone is not held any more.
async fn bring_back(tx: &mut Tx, segment: SegmentId, occasion: i64, now: Timestamp) -> Result<()> {
    sqlx::query!(
        r#"
        INSERT INTO replies (segment_id, person_id, answer, answered_at, word)
        SELECT segment_id, person_id, answer, answered_at, word
        FROM former_replies WHERE segment_id = $1 AND occasion = $2
        "#,
        segment.0,
        occasion
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        r#"
        INSERT INTO queue (segment_id, person_id, number)
        SELECT segment_id, person_id, number
        FROM former_replies WHERE segment_id = $1 AND occasion = $2 AND number IS NOT NULL
        "#,
        segment.0,
        occasion
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!("DELETE FROM former_replies WHERE segment_id = $1 AND occasion = $2", segment.0, occasion)
        .execute(&mut **tx)
        .await?;
    tally::count_all(tx, segment).await?;
    trend::come_back(tx, segment, now).await
}
