//! Whether there is anyone to run the programme, as `ior doctor` tells it without
//! opening the store.

use domain::people::Duty;

use super::{Archive, Part, Result, Value, all_rows, fit::Cells};

/// Who runs the programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Programme {
    /// The newest round's number, and how many organisers it has; nothing, if there is no
    /// round.
    pub newest: Option<(i64, usize)>,
    /// Whether any round has an organiser.
    pub organised: bool,
}

/// Who runs the programme.
///
/// # Errors
/// The database's.
pub async fn programme(archive: &dyn Archive) -> Result<Programme> {
    let mut data = archive.read(Part::Data).await?;
    let (table, rows) = all_rows(data.as_mut(), "rounds").await?;
    let rounds = rows.iter().map(|row| Cells { table: &table, row });
    let newest = rounds.map(|row| (row.integer("number"), row.integer("id"))).max();
    let (table, rows) = all_rows(data.as_mut(), "duties").await?;
    data.finish().await?;
    let organiser = Value::Text(Duty::Organiser.name().to_owned());
    let duties = rows.iter().map(|row| Cells { table: &table, row });
    let held: Vec<_> = duties.filter(|row| row.value("duty") == Some(&organiser)).collect();
    let of = |round: i64| held.iter().filter(|row| row.integer("round_id") == round).count();
    Ok(Programme { newest: newest.map(|(number, id)| (number, of(id))), organised: !held.is_empty() })
}
