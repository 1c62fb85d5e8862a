//! Imports that have been made: what each has brought, and whether it is undone.

use jiff::Timestamp;

use crate::{
    id,
    people::{Duty, PersonId},
};

id! {
    /// An import that has been made.
    ImportId,
}

/// What an import has brought, counted. What was known before is not among it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Rounds.
    pub rounds: u32,
    /// Organisations.
    pub organisations: u32,
    /// People.
    pub people: u32,
    /// Roles and duties.
    pub duties: u32,
    /// Pairs.
    pub pairs: u32,
}

/// An import in the list of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportLine {
    /// Which.
    pub id: ImportId,
    /// The file's name.
    pub file: String,
    /// Who imported it.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// What it has brought.
    pub brought: Imported,
    /// Who has undone it and when, if somebody has.
    pub undone: Option<(String, Timestamp)>,
}

/// An import, with the people whom it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportPage {
    /// The import.
    pub import: ImportLine,
    /// What people have become by it: in which round, by its number, and who.
    pub parts: Vec<(u32, Duty, PersonId, String)>,
    /// The pairs: the adept's name and the mentor's.
    pub pairs: Vec<(String, String)>,
}
