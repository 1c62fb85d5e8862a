//! Whether there is anyone to run the programme, as `ior doctor` tells it without
//! opening the store.

use domain::people::Duty;

use super::{Archive, Part, Result, Value, all_rows, fit::Cells};

/// The newest round's number, and how many organisers it has; nothing, if there is no
/// round.
///
/// # Errors
/// The database's.
pub async fn newest_round(archive: &dyn Archive) -> Result<Option<(i64, usize)>> {
    let mut data = archive.read(Part::Data).await?;
    let (table, rows) = all_rows(data.as_mut(), "rounds").await?;
    let rounds = rows.iter().map(|row| Cells { table: &table, row });
    let newest = rounds.map(|row| (row.integer("number"), row.integer("id"))).max();
    let (table, rows) = all_rows(data.as_mut(), "duties").await?;
    data.finish().await?;
    let Some((number, id)) = newest else { return Ok(None) };
    let organiser = Value::Text(Duty::Organiser.name().to_owned());
    let duties = rows.iter().map(|row| Cells { table: &table, row });
    let held = duties.filter(|row| row.integer("round_id") == id && row.value("duty") == Some(&organiser));
    Ok(Some((number, held.count())))
}
