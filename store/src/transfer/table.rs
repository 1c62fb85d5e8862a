//! What is moved: parts, tables, columns, values.

use super::{Error, Result};

/// All tables, those that others refer to first.
pub const TABLES: &[(Part, &str)] = &[
    (Part::Data, "organisations"),
    (Part::Data, "rounds"),
    (Part::Data, "persons"),
    (Part::Data, "organisation_merges"),
    (Part::Data, "person_merges"),
    (Part::Data, "duties"),
    (Part::Data, "round_closings"),
    (Part::Data, "mentor_wishes"),
    (Part::Data, "public_page_versions"),
    (Part::Data, "public_contacts"),
    (Part::Data, "network"),
    (Part::Data, "setup_links"),
    (Part::Data, "duty_history"),
    (Part::Data, "address_requests"),
    (Part::Data, "address_changes"),
    (Part::Data, "calendar_feeds"),
    (Part::Data, "calls"),
    (Part::Data, "applications"),
    (Part::Data, "nominations"),
    (Part::Data, "application_steps"),
    (Part::Data, "conflicts"),
    (Part::Data, "overrides"),
    (Part::Data, "manager_links"),
    (Part::Data, "stand_ins"),
    (Part::Data, "application_nudges"),
    (Part::Data, "moves"),
    (Part::Data, "votes"),
    (Part::Data, "recusals"),
    (Part::Data, "decisions"),
    (Part::Data, "decision_records"),
    (Part::Data, "organisation_ties"),
    (Part::Data, "matching_weights"),
    (Part::Data, "match_drafts"),
    (Part::Data, "match_links"),
    (Part::Data, "former_pair_lifts"),
    (Part::Data, "several_adepts"),
    (Part::Data, "days"),
    (Part::Data, "segments"),
    (Part::Data, "replies"),
    (Part::Data, "queue"),
    (Part::Data, "answers"),
    (Part::Data, "occasions"),
    (Part::Data, "former_replies"),
    (Part::Data, "reminders"),
    (Part::Data, "trend"),
    (Part::Data, "tally"),
    (Part::Data, "attendance"),
    (Part::Data, "visitors"),
    (Part::Data, "day_helpers"),
    (Part::Data, "agenda"),
    (Part::Data, "needs"),
    (Part::Data, "needs_readers"),
    (Part::Data, "meet_ups"),
    (Part::Data, "table_plans"),
    (Part::Data, "table_seats"),
    (Part::Data, "visitor_needs"),
    (Part::Data, "visitor_seats"),
    (Part::Data, "materials"),
    (Part::Data, "evaluations"),
    (Part::Data, "evaluation_roll"),
    (Part::Data, "pairs"),
    (Part::Data, "imports"),
    (Part::Data, "imported"),
    (Part::Data, "goals"),
    (Part::Data, "meetings"),
    (Part::Data, "notes"),
    (Part::Data, "actions"),
    (Part::Data, "reflections"),
    (Part::Data, "plans"),
    (Part::Data, "proposals"),
    (Part::Data, "proposed_times"),
    (Part::Data, "refusals"),
    (Part::Data, "cancelled_meetings"),
    // Of backups from before `reminded`.
    (Part::Data, "nudges"),
    (Part::Data, "reminded"),
    (Part::Data, "skipped_reminders"),
    (Part::Data, "unwanted_emails"),
    (Part::Data, "versions"),
    (Part::Data, "drafts"),
    (Part::Data, "agreements"),
    (Part::Data, "signals"),
    (Part::Data, "pulses"),
    (Part::Data, "sign_ins"),
    (Part::Data, "sessions"),
    (Part::Data, "devices"),
    (Part::Data, "outbox"),
    (Part::Data, "announcements"),
    (Part::Data, "announcement_steps"),
    (Part::Data, "announcement_receivers"),
    (Part::Data, "installation"),
    (Part::Data, "form_keys"),
    (Part::Data, "put_offs"),
    (Part::Keyring, "key_check"),
    (Part::Keyring, "common_key"),
    (Part::Keyring, "pair_keys"),
];

/// The two databases of an installation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What the product keeps.
    Data,
    /// The keys that open what pairs write.
    Keyring,
}

impl Part {
    /// Its name, for people and in a backup.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Data => "data",
            Self::Keyring => "keyring",
        }
    }

    /// Its tables, those that others refer to first.
    pub fn tables(self) -> impl DoubleEndedIterator<Item = &'static str> {
        TABLES.iter().filter(move |(part, _)| *part == self).map(|(_, name)| *name)
    }
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A whole number.
    Integer,
    /// Yes or no; travels as the numbers 1 and 0.
    Boolean,
    /// Text.
    Text,
    /// Bytes.
    Bytes,
}

/// A value on its way.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// Nothing.
    Null,
    /// A number, or a yes or no.
    Integer(i64),
    /// Text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

/// A row: its values in the order of [`Table::columns`].
pub type Row = Vec<Value>;

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
}

/// A table, as its database describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns in the order of their names, which is the same everywhere.
    pub columns: Vec<Column>,
    /// The primary key: places in `columns`.
    pub key: Vec<usize>,
    /// Whether the database numbers its rows, and never twice the same.
    pub numbered: bool,
}

impl Table {
    /// The place of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// The primary key of a row.
    pub fn key_of(&self, row: &Row) -> Row {
        self.key.iter().map(|n| row[*n].clone()).collect()
    }

    pub(super) fn column_names(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|column| column.name.as_str())
    }
}

/// Puts a part's tables into the order of [`TABLES`]: what an engine calls on
/// what it found in its catalogue.
///
/// # Errors
/// [`Error::Unexpected`] for a table that is not in the list. One that is
/// missing comes with a later migration.
pub fn ordered(part: Part, mut found: Vec<Table>) -> Result<Vec<Table>> {
    let mut tables = Vec::new();
    for name in part.tables() {
        if let Some(n) = found.iter().position(|table| table.name == name) {
            tables.push(found.swap_remove(n));
        }
    }
    match found.pop() {
        Some(unknown) => Err(Error::Unexpected(unknown.name)),
        None => Ok(tables),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub fn table(name: &str) -> Table {
        let columns = vec![Column { name: "id".to_owned(), kind: Kind::Integer }];
        Table { name: name.to_owned(), columns, key: vec![0], numbered: true }
    }

    #[test]
    fn a_table_that_nobody_listed_is_refused() {
        let names = |tables: Vec<Table>| tables.into_iter().map(|table| table.name).collect::<Vec<_>>();
        let known = ordered(Part::Data, vec![table("pairs"), table("rounds")]).unwrap();
        assert_eq!(names(known), ["rounds", "pairs"]);
        let unknown = ordered(Part::Data, vec![table("pairs"), table("forgotten")]);
        assert!(matches!(unknown, Err(Error::Unexpected(name)) if name == "forgotten"));
        assert!(ordered(Part::Data, vec![table("pair_keys")]).is_err(), "a key among the data");
    }
}
