//! Pairs whose texts were erased: their keys do not come back from a backup of the keyring.

use std::collections::BTreeSet;

use super::{Archive, Part, Result, Side, Value, all_rows, fit::Cells};

/// The pairs whose texts were erased, by what a database says of them.
///
/// # Errors
/// The database's.
pub async fn erased_pairs(archive: &dyn Archive) -> Result<BTreeSet<i64>> {
    let mut data = archive.read(Part::Data).await?;
    let (table, rows) = all_rows(data.as_mut(), "pairs").await?;
    data.finish().await?;
    let rows = rows.iter().map(|row| Cells { table: &table, row });
    let erased = rows.filter(|row| !matches!(row.value("erased_at"), None | Some(Value::Null)));
    Ok(erased.map(|row| row.integer("id")).collect())
}

/// The pairs that have a key in a keyring.
///
/// # Errors
/// The database's.
pub async fn pairs_with_keys(keyring: &mut dyn Side) -> Result<BTreeSet<i64>> {
    let (table, rows) = all_rows(keyring, "pair_keys").await?;
    Ok(rows.iter().map(|row| Cells { table: &table, row }.integer("pair_id")).collect())
}

/// Deletes the keys of pairs from a keyring, and says of which there was one. Commits nothing.
///
/// # Errors
/// The database's.
pub async fn delete_keys(keyring: &mut dyn Side, pairs: &BTreeSet<i64>) -> Result<BTreeSet<i64>> {
    let mut tables = Vec::new();
    for table in keyring.tables().to_vec() {
        tables.push(all_rows(keyring, &table.name).await?);
    }
    let mut deleted = BTreeSet::new();
    for (table, rows) in tables.iter_mut().filter(|(table, _)| table.name == "pair_keys") {
        rows.retain(|row| {
            let pair = Cells { table, row }.integer("pair_id");
            !(pairs.contains(&pair) && deleted.insert(pair))
        });
    }
    if !deleted.is_empty() {
        keyring.clear().await?;
        for (table, rows) in tables.into_iter().filter(|(_, rows)| !rows.is_empty()) {
            keyring.add(&table, rows).await?;
        }
    }
    Ok(deleted)
}
