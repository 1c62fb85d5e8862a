//! The history of answers, and what is counted with it.

use domain::{
    day::{Answer, AnswerId, Entry, SegmentId},
    people::PersonId,
};
use jiff::Timestamp;
use store::{Result, row};

use super::{tally, trend};
use crate::Tx;

/// What the history calls an answer that was taken back.
const TAKEN_BACK: &str = "none";

/// What someone has answered to a segment, oldest first.
pub(crate) async fn own_history(tx: &mut Tx, segment: SegmentId, person: PersonId) -> Result<Vec<Entry>> {
    let rows = sqlx::query!(
        r#"
        SELECT a.id, a.answer, a.given_by, a.given_at, a.occasion = s.occasion AS "current!: bool"
        FROM answers a JOIN segments s ON s.id = a.segment_id
        WHERE a.segment_id = $1 AND a.person_id = $2 ORDER BY a.id
        "#,
        segment.0,
        person.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let entries = rows.into_iter().map(|row| {
        Ok(Entry {
            id: AnswerId(row.id),
            answer: given(&row.answer)?,
            at: row::timestamp("answers", row.given_at)?,
            own: row.given_by == person.0,
            current: row.current,
        })
    });
    entries.collect()
}

/// An answer in the history; `None` for one that was taken back.
pub(crate) fn given(name: &str) -> Result<Option<Answer>> {
    if name == TAKEN_BACK { Ok(None) } else { row::named("answers", name, Answer::from_name).map(Some) }
}

/// Adds to the history, and to all that is counted. `replaced` is what they had
/// answered before.
pub(crate) async fn remember(
    tx: &mut Tx,
    segment: SegmentId,
    person: PersonId,
    [answer, replaced]: [Option<Answer>; 2],
    by: PersonId,
    now: Timestamp,
) -> Result<()> {
    trend::follow(tx, segment, answer, replaced, now).await?;
    tally::follow(tx, segment, person, answer, replaced).await?;
    sqlx::query!(
        r#"
        INSERT INTO answers (segment_id, person_id, answer, given_by, given_at, occasion)
        SELECT s.id, $2, $3, $4, $5, s.occasion FROM segments s WHERE s.id = $1
        "#,
        segment.0,
        person.0,
        answer.map_or(TAKEN_BACK, Answer::name),
        by.0,
        now.as_millisecond()
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
