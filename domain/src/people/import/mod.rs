//! Import of earlier rounds from a spreadsheet: who took part, in which role,
//! and who was whose mentor. So "was adept before" and the lineage of mentors
//! are known from the first day.
//!
//! A file is read in two steps, both pure: [`table`] makes rows of its cells,
//! [`check`] makes a [`Plan`] of the rows and of what is [`Known`] already, or
//! says of every cell that is wrong what is wrong with it. Nothing is imported
//! of a file in which anything is wrong.

mod check;
mod headings;
mod pairs;
mod table;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{EmailAddress, OrganisationId, Role};
use crate::named;

pub use self::{
    check::check,
    headings::has_headings,
    table::{Table, table},
};

/// The largest file, in megabytes.
pub const MAX_MEGABYTES: u32 = 5;

/// The most rows below the headings.
pub const MAX_ROWS: u32 = 2000;

/// How many lines may stand above the headings, such as a title.
const ABOVE: usize = 20;

/// The most lines, those above the headings too. What has more is not read further.
pub const MAX_LINES: usize = MAX_ROWS as usize + ABOVE + 1;

/// The most faults that a report lists. Whoever has more has the wrong file.
pub const MAX_FAULTS: usize = 200;

named! {
    /// The columns of the spreadsheet. They may stand in any order, and others
    /// beside them are not read.
    pub enum Column {
        /// The number of the round.
        Round = "round",
        /// Adept or mentor.
        Role = "role",
        /// The person's name.
        Name = "name",
        /// The person's address: what tells people apart.
        Email = "email",
        /// Where they worked then, as the network writes it.
        Organisation = "organisation",
        /// Their title. May be empty or missing.
        Title = "title",
        /// The partner's address, on the row of either of the two. May be empty or missing.
        Partner = "mate",
        /// The first day of the round for them.
        From = "from",
        /// The last day.
        To = "to",
    }
}

impl Column {
    /// The headings that it goes by: Swedish, which the template has, and English.
    pub const fn headings(self) -> [&'static str; 2] {
        match self {
            Self::Round => ["Omgång", "Round"],
            Self::Role => ["Roll", "Role"],
            Self::Name => ["Namn", "Name"],
            Self::Email => ["E-post", "E-mail"],
            Self::Organisation => ["Organisation", "Organisation"],
            Self::Title => ["Titel", "Title"],
            Self::Partner => ["Motpartens e-post", "Partner's e-mail"],
            Self::From => ["Började", "From"],
            Self::To => ["Slutade", "To"],
        }
    }

    /// Whether a file may do without it.
    pub const fn is_optional(self) -> bool {
        matches!(self, Self::Title | Self::Partner)
    }
}

/// A cell as a file has it. Numbers and dates are text by now: dates as
/// `2026-01-31`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// What is written there; empty for nothing.
    Text(String),
    /// Something that a spreadsheet reckons out.
    Formula,
    /// Something that a spreadsheet could not reckon out.
    Error,
}

/// A line of a file, counted from 1 as spreadsheets do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number.
    pub number: u32,
    /// Its cells, from the first column on.
    pub cells: Vec<Cell>,
}

/// Someone's part in a round, as written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// On which line of the file.
    pub line: u32,
    /// What its cells say. What says nothing is not there.
    pub cells: BTreeMap<Column, String>,
    /// The cells that are not text, and what they are instead.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub unreadable: BTreeMap<Column, Wrong>,
}

impl Row {
    /// What a cell says; nothing if it is empty.
    pub fn cell(&self, column: Column) -> &str {
        self.cells.get(&column).map_or("", String::as_str)
    }
}

/// Something that is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// On which line; `None` if it is the file.
    pub line: Option<u32>,
    /// In which column; `None` if it is the line or the file.
    pub column: Option<Column>,
    /// What.
    pub wrong: Wrong,
}

impl Fault {
    /// Of the file as a whole.
    pub const fn of_file(wrong: Wrong) -> Self {
        Self { line: None, column: None, wrong }
    }
}

/// What can be wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Wrong {
    /// No file was chosen.
    NoFile,
    /// It is larger than may be, packed or unpacked, or has more cells.
    FileTooLarge,
    /// Reading it takes longer than anyone waits.
    TakesTooLong,
    /// It is neither a workbook nor a CSV file by its name.
    FileKind,
    /// It is locked with a password, or in the format of before 2007.
    Locked,
    /// It is not what its name says, or damaged.
    FileContent,
    /// It is a CSV file in an encoding that is not known, or damaged.
    Encoding,
    /// It has no rows below its headings.
    NoRows,
    /// It has more rows than can be imported at once.
    TooManyRows,
    /// It lacks a column.
    NoColumn,
    /// It has a column twice.
    ColumnTwice,
    /// The cell says nothing, and has to.
    Missing,
    /// The cell says more than so many characters.
    TooLong(u32),
    /// The cell is a formula, or would be one in a spreadsheet.
    Formula,
    /// The cell shows a spreadsheet's error.
    CellError,
    /// Not the number of a round before this one.
    NotAnEarlierRound(u32),
    /// Neither adept nor mentor.
    NotARole,
    /// Not an e-mail address.
    NotAnAddress,
    /// Not an e-mail address, but it can be told which one was meant.
    AlmostAnAddress(String),
    /// Not a date.
    NotADate,
    /// The last day is before the first.
    EndsTooEarly,
    /// No organisation of the network is called that.
    NotInTheNetwork,
    /// The same person in the same round as on this line.
    Twice(u32),
    /// The same address has another given name on this line. Surnames change.
    OtherName(u32),
    /// The partner is the person.
    Oneself,
    /// The partner is not in the file in that round.
    NoSuchPartner,
    /// The partner, on this line, has the same role.
    SameRole(u32),
    /// The partner, on this line, is of the same organisation.
    SameOrganisation(u32),
    /// On this line one of the two is in another pair at the same time.
    PartnerIsTaken(u32),
    /// The person is known in that round already, in the other role.
    KnownInOtherRole,
    /// One of the two is known in another pair of that round at the same time.
    KnownInOtherPair,
}

/// What is known before the import.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The number of the current round: only earlier ones are imported.
    pub current: u32,
    /// The network's organisations.
    pub organisations: Vec<(OrganisationId, String)>,
    /// Everyone's address.
    pub people: Vec<String>,
    /// The numbers of all rounds.
    pub rounds: Vec<u32>,
    /// Who had which role in which earlier round.
    pub roles: Vec<(u32, String, Role)>,
    /// The pairs of all rounds.
    pub pairs: Vec<KnownPair>,
}

/// A pair that is known before the import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPair {
    /// The round's number.
    pub round: u32,
    /// The adept's address.
    pub adept: String,
    /// The mentor's address.
    pub mentor: String,
    /// The first day.
    pub since: Date,
    /// The last day, if it has ended.
    pub until: Option<Date>,
}

/// What an import would do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The rounds, by number.
    pub rounds: Vec<PlannedRound>,
    /// Everyone's part, in the order of the file.
    pub parts: Vec<Part>,
    /// The pairs, in the order of their adepts.
    pub pairs: Vec<PlannedPair>,
}

impl Plan {
    /// How many people it makes known.
    pub fn new_people(&self) -> usize {
        let mut new: Vec<_> = self.parts.iter().filter(|part| !part.is_known).map(|part| &part.email).collect();
        new.sort_by_key(|email| email.as_str());
        new.dedup();
        new.len()
    }

    /// Whether it would change anything.
    pub fn is_empty(&self) -> bool {
        self.parts.iter().all(|part| part.is_there) && self.pairs.iter().all(|pair| pair.is_there)
    }
}

/// A round in a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedRound {
    /// Its number.
    pub number: u32,
    /// The first day that anyone has.
    #[serde(with = "crate::time::wire")]
    pub starts_on: Date,
    /// The last.
    #[serde(with = "crate::time::wire")]
    pub ends_on: Date,
    /// Whether it is known.
    pub is_known: bool,
}

/// Someone's part in a round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// On which line of the file.
    pub line: u32,
    /// The round's number.
    pub round: u32,
    /// Adept or mentor.
    pub role: Role,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: EmailAddress,
    /// Their title; may be empty.
    pub title: String,
    /// Whom they name as their partner.
    pub partner: Option<EmailAddress>,
    /// Their organisation then.
    pub organisation: OrganisationId,
    /// What it is called.
    pub organisation_name: String,
    /// The first day for them.
    #[serde(with = "crate::time::wire")]
    pub from: Date,
    /// The last day.
    #[serde(with = "crate::time::wire")]
    pub to: Date,
    /// Whether someone with that address is known: they are kept as they are.
    pub is_known: bool,
    /// Whether this part of theirs is known too.
    pub is_there: bool,
}

/// A pair in a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedPair {
    /// The round's number.
    pub round: u32,
    /// The adept.
    pub adept: EmailAddress,
    /// The adept's name.
    pub adept_name: String,
    /// The mentor.
    pub mentor: EmailAddress,
    /// The mentor's name.
    pub mentor_name: String,
    /// The first day that both were there.
    #[serde(with = "crate::time::wire")]
    pub since: Date,
    /// The last.
    #[serde(with = "crate::time::wire")]
    pub until: Date,
    /// Whether it is known already.
    pub is_there: bool,
}
