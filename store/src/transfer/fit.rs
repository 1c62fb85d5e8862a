//! Whether keys and notes belong together, after they came from different
//! backups: every sealed text is opened once, and what it says is dropped.

use std::{
    collections::{BTreeMap, HashMap},
    path::Path,
};

use domain::{
    meeting::{MeetingId, proposal::ProposalId},
    pair::{PairId, agreement::AgreementId},
    people::{PersonId, Role, draft::DraftId},
};

use super::{Archive, Part, Result, Row, Side, Table, Value, all_rows};
use crate::{
    keyfile,
    vault::{PairKey, SealContext, Wrapping},
};

/// The tables of what pairs' keys have sealed, and where the text in a row of
/// theirs belongs.
const SEALED: &[(&str, PlaceOf)] = &[
    ("notes", |row| SealContext::Notes(row.meeting())),
    ("actions", |row| SealContext::Action(row.meeting(), row.integer("position"))),
    ("reflections", |row| SealContext::Reflection(row.meeting(), row.person())),
    ("versions", |row| SealContext::Version(row.meeting(), row.integer("version"))),
    ("drafts", |row| SealContext::Draft(DraftId(row.integer("id")), row.person())),
    ("plans", |row| SealContext::Venue(row.meeting())),
    ("proposals", |row| SealContext::ProposedVenue(ProposalId(row.integer("id")))),
    ("refusals", |row| SealContext::Refusal(row.role("by"))),
    ("agreements", |row| SealContext::Agreement(AgreementId(row.integer("id")))),
    ("outbox", |row| SealContext::Email(row.person())),
];

/// The tables of what pairs' keys have sealed: in the column `sealed` of each row.
pub fn sealed_tables() -> impl Iterator<Item = &'static str> {
    SEALED.iter().map(|(table, _)| *table)
}

/// Where the text in a row belongs.
type PlaceOf = fn(Cells) -> SealContext;

/// How the installation's key, the keyring and the notes fit together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyFit {
    /// How many sealed texts of pairs open.
    pub readable: u64,
    /// The pairs that have texts which do not open, and how many of them.
    pub unreadable: BTreeMap<i64, u64>,
    /// Whether the keyring was used with another installation's key.
    pub foreign: bool,
    /// Whether there is nothing in the keyring, though something is sealed.
    pub empty: bool,
}

impl KeyFit {
    /// Whether the server can start with the key file and the keyring that are here.
    pub const fn fits(&self) -> bool {
        !self.foreign && !self.empty
    }
}

/// Tries the key file on the keyring, and the keyring on every note.
///
/// # Errors
/// [`super::Error::Key`], if there is no key to try; the database's.
pub async fn key_fit(archive: &dyn Archive, key_file: &Path) -> Result<KeyFit> {
    let known: Vec<_> = keyfile::open_or_create(key_file, false)?.iter().map(Wrapping::new).collect();
    let mut data = archive.read(Part::Data).await?;
    let mut keyring = archive.read(Part::Keyring).await?;
    let Keys { unwrapped, foreign, used } = Keys::read(keyring.as_mut(), &known).await?;
    keyring.finish().await?;

    let mut fit = KeyFit { foreign, ..KeyFit::default() };
    let pairs = pairs(data.as_mut()).await?;
    for (name, place) in SEALED {
        let (table, rows) = all_rows(data.as_mut(), name).await?;
        for row in rows {
            let row = Cells { table: &table, row: &row };
            // There is none, or the common key has sealed it.
            if ["sealed", "pair_id"].iter().any(|column| matches!(row.value(column), Some(Value::Null))) {
                continue;
            }
            let pair = row.pair().or_else(|| pairs.get(&row.meeting()).copied()).unwrap_or_default();
            if unwrapped.get(&pair).is_some_and(|key| key.open(place(row), row.bytes("sealed")).is_ok()) {
                fit.readable += 1;
            } else {
                *fit.unreadable.entry(pair).or_default() += 1;
            }
        }
    }
    fit.empty = !used && !fit.unreadable.is_empty();
    data.finish().await?;
    Ok(fit)
}

/// What the installation's key makes of a keyring.
struct Keys {
    /// The pairs' keys that it unwraps.
    unwrapped: HashMap<i64, PairKey>,
    /// Whether another installation's key was used.
    foreign: bool,
    /// Whether any was.
    used: bool,
}

impl Keys {
    async fn read(keyring: &mut dyn Side, known: &[Wrapping]) -> Result<Self> {
        let (table, checks) = all_rows(keyring, "key_check").await?;
        let foreign =
            |row| known.iter().all(|wrapping| Cells { table: &table, row }.bytes("value") != wrapping.check());
        let (foreign, used) = (checks.iter().any(foreign), !checks.is_empty());
        let (table, rows) = all_rows(keyring, "pair_keys").await?;
        let keys = rows.iter().filter_map(|row| {
            let row = Cells { table: &table, row };
            let pair = row.integer("pair_id");
            let wrapped = row.bytes("wrapped");
            Some((pair, known.iter().find_map(|wrapping| wrapping.unwrap(PairId(pair), wrapped).ok())?))
        });
        Ok(Self { unwrapped: keys.collect(), foreign, used })
    }
}

/// Whose meeting it is.
async fn pairs(data: &mut dyn Side) -> Result<HashMap<MeetingId, i64>> {
    let (table, rows) = all_rows(data, "meetings").await?;
    let rows = rows.iter().map(|row| Cells { table: &table, row });
    Ok(rows.map(|row| (MeetingId(row.integer("id")), row.integer("pair_id"))).collect())
}

/// A row, with its columns by name.
#[derive(Clone, Copy)]
pub(super) struct Cells<'a> {
    pub(super) table: &'a Table,
    pub(super) row: &'a Row,
}

impl<'a> Cells<'a> {
    /// The pair that the row names.
    fn pair(self) -> Option<i64> {
        self.table.column("pair_id").map(|_| self.integer("pair_id"))
    }

    /// The meeting that the row belongs to.
    fn meeting(self) -> MeetingId {
        MeetingId(self.integer("meeting_id"))
    }

    /// One of the two; the adept, if it is neither's name.
    fn role(self, column: &str) -> Role {
        match self.value(column) {
            Some(Value::Text(name)) => Role::from_name(name).unwrap_or(Role::Adept),
            _ => Role::Adept,
        }
    }

    /// Whose the row is.
    fn person(self) -> PersonId {
        PersonId(self.integer("person_id"))
    }

    /// A number; 0, which is nobody's, if there is none.
    pub(super) fn integer(self, column: &str) -> i64 {
        match self.value(column) {
            Some(Value::Integer(number)) => *number,
            _ => 0,
        }
    }

    /// Bytes; none of them, which open nothing, if there are none.
    pub(super) fn bytes(self, column: &str) -> &'a [u8] {
        match self.value(column) {
            Some(Value::Bytes(bytes)) => bytes,
            _ => &[],
        }
    }

    pub(super) fn value(self, column: &str) -> Option<&'a Value> {
        self.row.get(self.table.column(column)?)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::transfer::TABLES;

    /// Whoever adds a kind of text must say here in which table it is.
    #[test]
    fn every_kind_of_text_is_tried() {
        let nothing = Table { name: String::new(), columns: Vec::new(), key: Vec::new(), numbered: false };
        let kind = |place: SealContext| place.parts().1;
        let tried: BTreeSet<_> =
            SEALED.iter().map(|(_, place)| kind(place(Cells { table: &nothing, row: &Vec::new() }))).collect();
        assert_eq!(tried, SealContext::of_every_kind(0, 0).into_iter().map(kind).collect());
        assert!(SEALED.iter().all(|(name, _)| TABLES.contains(&(Part::Data, *name))));
    }
}
