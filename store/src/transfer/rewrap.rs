//! Changing the installation's key: every key of the keyring is wrapped anew,
//! in one transaction. What they sealed is not touched.

use domain::pair::PairId;

use super::{Archive, Error, Part, Result, Row, Side, Value, all_rows, fit::Cells};
use crate::vault::{InstallationKey, Wrapping};

/// Whether a keyring is wrapped by this key.
///
/// # Errors
/// The database's.
pub async fn is_wrapped_by(archive: &dyn Archive, key: &InstallationKey) -> Result<bool> {
    let mut keyring = archive.read(Part::Keyring).await?;
    let check = check(keyring.as_mut()).await?;
    keyring.finish().await?;
    Ok(check == Wrapping::new(key).check())
}

/// Wraps a keyring by another key, and says how many pairs' keys there are.
///
/// # Errors
/// [`Error::Keyring`], if one of them does not open; then nothing was changed.
/// The database's.
pub async fn rewrap(archive: &dyn Archive, old: &InstallationKey, new: &InstallationKey) -> Result<usize> {
    // A key that a server adds meanwhile waits for this transaction, or is in it.
    let mut keyring = archive.write(Part::Keyring).await?;
    let (from, to) = (Wrapping::new(old), Wrapping::new(new));
    let pairs = pair_keys(keyring.as_mut(), &from, &to).await?;
    let common = common_key(keyring.as_mut(), old, &from, &to).await?;
    let count = pairs.len();
    keyring.clear().await?;
    let check = vec![Key { number: 1, bytes: to.check().to_vec() }];
    for (name, rows) in [("key_check", check), ("common_key", vec![common]), ("pair_keys", pairs)] {
        add(keyring.as_mut(), name, rows).await?;
    }
    keyring.finish().await?;
    Ok(count)
}

/// A row of any of the keyring's tables: its primary key, and bytes.
struct Key {
    number: i64,
    bytes: Vec<u8>,
}

async fn check(keyring: &mut dyn Side) -> Result<Vec<u8>> {
    let (table, rows) = all_rows(keyring, "key_check").await?;
    Ok(rows.first().map_or(Vec::new(), |row| Cells { table: &table, row }.bytes("value").to_vec()))
}

async fn pair_keys(keyring: &mut dyn Side, from: &Wrapping, to: &Wrapping) -> Result<Vec<Key>> {
    let (table, rows) = all_rows(keyring, "pair_keys").await?;
    let rewrapped = rows.iter().map(|row| {
        let row = Cells { table: &table, row };
        let number = row.integer("pair_id");
        let key = from.unwrap(PairId(number), row.bytes("wrapped")).and_then(|key| to.wrap(&key));
        Ok(Key { number, bytes: key.map_err(|_| Error::Keyring(format!("the key of pair {number}")))? })
    });
    rewrapped.collect()
}

/// A keyring from before there was a common key gets the one that was meant.
async fn common_key(keyring: &mut dyn Side, old: &InstallationKey, from: &Wrapping, to: &Wrapping) -> Result<Key> {
    let (table, rows) = all_rows(keyring, "common_key").await?;
    let key = match rows.first() {
        Some(row) => from.unwrap_common(Cells { table: &table, row }.bytes("wrapped")),
        None => Ok(old.as_common()),
    };
    let wrapped = key.and_then(|key| to.wrap_common(&key));
    Ok(Key { number: 1, bytes: wrapped.map_err(|_| Error::Keyring("the common key".to_owned()))? })
}

async fn add(keyring: &mut dyn Side, name: &str, keys: Vec<Key>) -> Result<()> {
    let table = keyring.tables().iter().find(|table| table.name == name).cloned();
    let table = table.ok_or_else(|| Error::Unexpected(name.to_owned()))?;
    let row = |key: &Key| -> Row {
        let value = |n: usize| {
            if table.key.contains(&n) { Value::Integer(key.number) } else { Value::Bytes(key.bytes.clone()) }
        };
        (0..table.columns.len()).map(value).collect()
    };
    let rows: Vec<Row> = keys.iter().map(row).collect();
    for page in rows.chunks(super::PAGE as usize) {
        keyring.add(&table, page.to_vec()).await?;
    }
    Ok(())
}
