//! How answers came in.

use domain::{
    day::{
        Answer, SegmentId,
        trend::{Step, Trend, add_up},
    },
    people::Caller,
};
use jiff::Timestamp;
use store::{Result, row};

use super::tally;
use crate::{Tx, queries::engine::Connection};

/// An hour, in the milliseconds of a column. Sweden's days begin on full hours.
const HOUR: i64 = 3_600_000;

/// How the answers to each part of a day came in. An answer that replaces
/// another takes that one away; so does moving the part, for all that were
/// given before.
pub(crate) async fn trends(db: &mut Connection, caller: &Caller, slug: &str) -> Result<Vec<Trend>> {
    let rows = sqlx::query!(
        r#"
        SELECT t.segment_id, t.hour, t.answer, t.change
        FROM days d JOIN segments s ON s.day_id = d.id JOIN trend t ON t.segment_id = s.id
        WHERE d.round_id = $1 AND d.slug = $2 AND t.change <> 0 ORDER BY 1, 2
        "#,
        caller.round.0,
        slug
    )
    .fetch_all(db)
    .await?;
    let mut trends = Vec::<(SegmentId, Vec<Step>)>::new();
    for row in rows {
        let segment = SegmentId(row.segment_id);
        let step = Step {
            at: row::timestamp("trend", row.hour * HOUR)?,
            answer: row::named("trend", &row.answer, Answer::from_name)?,
            change: row.change,
        };
        match trends.last_mut() {
            Some((same, steps)) if *same == segment => steps.push(step),
            _ => trends.push((segment, vec![step])),
        }
    }
    Ok(trends.into_iter().map(|(segment, steps)| Trend { segment, points: add_up(steps) }).collect())
}

/// Someone answers, or takes their answer back: one answer comes, another goes.
pub(crate) async fn follow(
    tx: &mut Tx,
    segment: SegmentId,
    came: Option<Answer>,
    went: Option<Answer>,
    now: Timestamp,
) -> Result<()> {
    for (answer, change) in [(came, 1), (went, -1)] {
        if let Some(answer) = answer {
            step(tx, segment, answer, change, now).await?;
        }
    }
    Ok(())
}

async fn step(tx: &mut Tx, segment: SegmentId, answer: Answer, change: i64, now: Timestamp) -> Result<()> {
    sqlx::query!(
        r#"
        INSERT INTO trend (segment_id, hour, answer, change) VALUES ($1, $2, $3, $4)
        ON CONFLICT (segment_id, hour, answer) DO UPDATE SET change = trend.change + excluded.change
        "#,
        segment.0,
        now.as_millisecond() / HOUR,
        answer.name(),
        change
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A segment is moved: all the answers that there are go. To be called before
/// they are forgotten.
pub(crate) async fn start_again(tx: &mut Tx, segment: SegmentId, now: Timestamp) -> Result<()> {
    for (answer, given) in tally::of(tx, segment).await? {
        step(tx, segment, answer, -given, now).await?;
    }
    Ok(())
}

/// Answers that had gone stand again. To be called once they are counted.
pub(crate) async fn come_back(tx: &mut Tx, segment: SegmentId, now: Timestamp) -> Result<()> {
    for (answer, given) in tally::of(tx, segment).await? {
        step(tx, segment, answer, given, now).await?;
    }
    Ok(())
}
