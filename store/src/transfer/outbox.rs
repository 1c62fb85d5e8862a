//! What waits in the outbox, as `ior doctor` tells it without opening the store.

use jiff::Timestamp;

use super::{Archive, Part, Result, Value, all_rows, fit::Cells};
use crate::{mail::outbox::Backlog, row};

/// The same as [`crate::Outbox::backlog`].
///
/// # Errors
/// The database's.
pub async fn backlog(archive: &dyn Archive, now: Timestamp) -> Result<Backlog> {
    let mut data = archive.read(Part::Data).await?;
    let (table, rows) = all_rows(data.as_mut(), "outbox").await?;
    data.finish().await?;
    let rows = rows.iter().map(|row| Cells { table: &table, row }).filter(|row| has(*row, "sealed"));
    let (given_up, waiting): (Vec<_>, Vec<_>) = rows.partition(|row| has(*row, "given_up_at"));
    let is_late = |row: &&Cells<'_>| row.integer("due_at") <= now.as_millisecond() || row.integer("attempts") > 0;
    let due_since = waiting.iter().filter(is_late).map(|row| row.integer("since")).min();
    Ok(Backlog {
        waiting: u32::try_from(waiting.len()).unwrap_or(u32::MAX),
        due_since: due_since.and_then(|at| row::timestamp("outbox", at).ok()),
        given_up: u32::try_from(given_up.len()).unwrap_or(u32::MAX),
    })
}

fn has(row: Cells<'_>, column: &str) -> bool {
    row.value(column).is_some_and(|value| *value != Value::Null)
}
