//! How it is proved that what arrived is what left.

use sha2::{Digest as _, Sha256};

use super::{Row, Table, Value};
use crate::secret::hex;

/// How many rows a table holds, and which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digest {
    /// Its name.
    pub table: String,
    /// How many rows.
    pub rows: u64,
    /// SHA-256 over all rows in the order of their keys, in hexadecimal.
    pub sha256: String,
}

/// A digest in the making.
pub(super) struct Summing {
    hash: Sha256,
    /// How many rows it has taken.
    pub rows: u64,
    /// The key of the last of them.
    pub last: Option<Row>,
}

impl Summing {
    pub fn new(table: &Table) -> Self {
        let mut hash = Sha256::new();
        for column in &table.columns {
            hash.update(format!("{}:{}", column.name.len(), column.name));
        }
        Self { hash, rows: 0, last: None }
    }

    /// Every value with its length, so that no two rows read the same.
    pub fn take(&mut self, table: &Table, rows: &[Row]) {
        for value in rows.iter().flatten() {
            match value {
                Value::Null => self.hash.update("n"),
                Value::Integer(number) => self.hash.update(format!("i{number};")),
                Value::Text(text) => self.hash.update(format!("t{}:{text}", text.len())),
                Value::Bytes(bytes) => {
                    self.hash.update(format!("b{}:", bytes.len()));
                    self.hash.update(bytes);
                }
            }
        }
        self.rows += rows.len() as u64;
        if let Some(row) = rows.last() {
            self.last = Some(table.key_of(row));
        }
    }

    pub fn done(self, table: &Table) -> Digest {
        Digest { table: table.name.clone(), rows: self.rows, sha256: hex(&self.hash.finalize()) }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{super::table::tests::table, *};

    #[test]
    fn no_two_rows_read_the_same() {
        let rows: [Row; 8] = [
            vec![Value::Null],
            vec![Value::Integer(1)],
            vec![Value::Text("1".into())],
            vec![Value::Bytes(b"1".to_vec())],
            vec![Value::Text(String::new())],
            vec![Value::Text("a".into()), Value::Text("b".into())],
            vec![Value::Text("ab".into()), Value::Text(String::new())],
            vec![Value::Text("at1:b".into())],
        ];
        let sums = rows.map(|row| {
            let mut summing = Summing::new(&table("t"));
            summing.take(&table("t"), &[row]);
            summing.done(&table("t")).sha256
        });
        assert_eq!(sums.iter().collect::<HashSet<_>>().len(), sums.len());
    }
}
