//! Whether keys and notes belong together, after they came from different
//! backups: every sealed text is opened once, and what it says is dropped.

use std::{
    collections::{BTreeMap, HashMap},
    path::Path,
};

use domain::{meeting::MeetingId, pair::PairId, people::PersonId};

use super::{Archive, Part, Result, Row, Side, Table, Value, all_rows};
use crate::{
    keyfile,
    vault::{Field, PairKey, Vault},
};

/// How the installation's key, the keyring and the notes fit together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyFit {
    /// How many sealed texts of pairs open.
    pub readable: u64,
    /// The pairs that have texts which do not open, and how many of them.
    pub unreadable: BTreeMap<i64, u64>,
    /// Whether the keyring was used with another installation's key.
    pub foreign: bool,
}

/// Tries the key file on the keyring, and the keyring on every note.
///
/// # Errors
/// [`super::Error::Key`], if there is no key to try; the database's.
pub async fn key_fit(archive: &dyn Archive, key_file: &Path) -> Result<KeyFit> {
    let vault = Vault::new(&keyfile::open_or_create(key_file, false)?);
    let mut data = archive.read(Part::Data).await?;
    let mut keyring = archive.read(Part::Keyring).await?;
    let (keys, foreign) = keys(keyring.as_mut(), &vault).await?;
    keyring.finish().await?;

    let mut fit = KeyFit { foreign, ..KeyFit::default() };
    let pairs = pairs(data.as_mut()).await?;
    for name in ["notes", "actions", "reflections"] {
        let (table, rows) = all_rows(data.as_mut(), name).await?;
        for row in rows {
            let meeting = integer(&table, &row, "meeting_id");
            let pair = pairs.get(&meeting).copied().unwrap_or_default();
            if keys.get(&pair).is_some_and(|key| opens(key, &table, &row)) {
                fit.readable += 1;
            } else {
                *fit.unreadable.entry(pair).or_default() += 1;
            }
        }
    }
    data.finish().await?;
    Ok(fit)
}

/// The pairs' keys that the installation's key unwraps, and whether the
/// keyring knows another installation's.
async fn keys(keyring: &mut dyn Side, vault: &Vault) -> Result<(HashMap<i64, PairKey>, bool)> {
    let (table, rows) = all_rows(keyring, "key_check").await?;
    let foreign = rows.iter().any(|row| bytes(&table, row, "value") != vault.check());
    let (table, rows) = all_rows(keyring, "pair_keys").await?;
    let keys = rows.iter().filter_map(|row| {
        let pair = integer(&table, row, "pair_id");
        Some((pair, vault.unwrap(PairId(pair), bytes(&table, row, "wrapped")).ok()?))
    });
    Ok((keys.collect(), foreign))
}

/// Whose meeting it is.
async fn pairs(data: &mut dyn Side) -> Result<HashMap<i64, i64>> {
    let (table, rows) = all_rows(data, "meetings").await?;
    Ok(rows.iter().map(|row| (integer(&table, row, "id"), integer(&table, row, "pair_id"))).collect())
}

fn opens(key: &PairKey, table: &Table, row: &Row) -> bool {
    let field = match table.name.as_str() {
        "notes" => Field::Notes,
        "actions" => Field::Action(integer(table, row, "position")),
        _ => Field::Reflection(PersonId(integer(table, row, "person_id"))),
    };
    key.open(MeetingId(integer(table, row, "meeting_id")), field, bytes(table, row, "sealed")).is_ok()
}

/// A number; 0, which is nobody's, if there is none.
fn integer(table: &Table, row: &Row, column: &str) -> i64 {
    match value(table, row, column) {
        Some(Value::Integer(number)) => *number,
        _ => 0,
    }
}

/// Bytes; none of them, which open nothing, if there are none.
fn bytes<'a>(table: &Table, row: &'a Row, column: &str) -> &'a [u8] {
    match value(table, row, column) {
        Some(Value::Bytes(bytes)) => bytes,
        _ => &[],
    }
}

fn value<'a>(table: &Table, row: &'a Row, column: &str) -> Option<&'a Value> {
    row.get(table.column(column)?)
}
