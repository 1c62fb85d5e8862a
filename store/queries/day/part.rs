//! The rows of a day's parts, as they are planned.

use domain::day::{DayId, PlannedItem, PlannedPart, SegmentId};
use store::Result;

use crate::Tx;

/// Inserts a part of a day.
pub(super) async fn insert_part(tx: &mut Tx, day: DayId, part: &PlannedPart) -> Result<()> {
    let id = sqlx::query_scalar!(
        r#"
        INSERT INTO segments (day_id, audience, starts, ends, capacity) VALUES ($1, $2, $3, $4, $5)
        RETURNING id AS "id!"
        "#,
        day.0,
        part.audience.name(),
        part.starts.as_millisecond(),
        part.ends.as_millisecond(),
        part.capacity.map(i64::from)
    )
    .fetch_one(&mut **tx)
    .await?;
    save_agenda(tx, SegmentId(id), &part.agenda).await
}

/// Writes what a part is to be.
pub(super) async fn update_part(tx: &mut Tx, id: SegmentId, part: &PlannedPart) -> Result<()> {
    sqlx::query!(
        "UPDATE segments SET audience = $2, starts = $3, ends = $4, capacity = $5 WHERE id = $1",
        id.0,
        part.audience.name(),
        part.starts.as_millisecond(),
        part.ends.as_millisecond(),
        part.capacity.map(i64::from)
    )
    .execute(&mut **tx)
    .await?;
    save_agenda(tx, id, &part.agenda).await
}

/// Writes the agenda of a segment, in place of what was on it.
pub(crate) async fn save_agenda(tx: &mut Tx, segment: SegmentId, agenda: &[PlannedItem]) -> Result<()> {
    sqlx::query!("DELETE FROM agenda WHERE segment_id = $1", segment.0).execute(&mut **tx).await?;
    for (position, item) in (0i64..).zip(agenda) {
        sqlx::query!(
            "INSERT INTO agenda (segment_id, position, at, title_sv, title_en, speaker) VALUES ($1, $2, $3, $4, $5, $6)",
            segment.0,
            position,
            item.at.to_string(),
            item.title.sv,
            item.title.en,
            item.speaker
        )
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// Cancels a part of a published day, though the day takes place.
pub(super) async fn cancel_part(tx: &mut Tx, segment: SegmentId) -> Result<()> {
    sqlx::query!("UPDATE segments SET cancelled = TRUE WHERE id = $1", segment.0).execute(&mut **tx).await?;
    Ok(())
}

/// Deletes a part of a draft: nobody has answered to it, but guests may be
/// expected and tables planned.
pub(super) async fn delete_part(tx: &mut Tx, segment: SegmentId) -> Result<()> {
    sqlx::query!("DELETE FROM visitor_seats WHERE segment_id = $1", segment.0).execute(&mut **tx).await?;
    sqlx::query!("DELETE FROM table_seats WHERE segment_id = $1", segment.0).execute(&mut **tx).await?;
    sqlx::query!("DELETE FROM table_plans WHERE segment_id = $1", segment.0).execute(&mut **tx).await?;
    sqlx::query!("DELETE FROM agenda WHERE segment_id = $1", segment.0).execute(&mut **tx).await?;
    sqlx::query!(
        "DELETE FROM visitor_needs WHERE visitor_id IN (SELECT v.id FROM visitors v WHERE v.segment_id = $1)",
        segment.0
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!("DELETE FROM visitors WHERE segment_id = $1", segment.0).execute(&mut **tx).await?;
    sqlx::query!("DELETE FROM segments WHERE id = $1", segment.0).execute(&mut **tx).await?;
    Ok(())
}
