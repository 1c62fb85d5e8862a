//! Import of people from a spreadsheet: who takes part in the round that is open, or
//! took part in an earlier one, in which role, and who is whose mentor. So a round that
//! was run in a spreadsheet lives on here, and "was adept before" is known from the
//! first day.
//!
//! A file is read in two steps, both pure: [`table`] makes rows of its cells,
//! [`check`] makes a [`Plan`] of the rows and of what is [`Known`] already, or
//! says of every cell that is wrong what is wrong with it. Nothing is imported
//! of a file in which anything is wrong.

mod cell;
mod check;
mod done;
mod headings;
mod known;
mod pairs;
mod plan;
mod table;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Duty;
use crate::{matching::Rule, named};

pub use self::{
    cell::same_person,
    check::check,
    done::{ImportId, ImportLine, ImportPage, Imported},
    headings::has_headings,
    known::{Known, KnownPair, KnownPart, KnownPerson},
    plan::{Order, Part, Plan, PlannedPair, PlannedRound},
    table::{Heading, Mapping, Passed, Table, table},
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
        /// The number of the round. The one that is open, if it says nothing.
        Round = "round",
        /// What the person is in the round.
        Role = "role",
        /// The person's name.
        Name = "name",
        /// The person's first name, where the name stands in two columns.
        FirstName = "first_name",
        /// The person's surname, likewise.
        LastName = "last_name",
        /// The person's address: what tells people apart.
        Email = "email",
        /// Where they work, or worked then.
        Organisation = "organisation",
        /// Their title. May be empty or missing.
        Title = "title",
        /// Their telephone number. May be empty or missing.
        Phone = "phone",
        /// The partner's address, on the row of either of the two. May be empty or missing.
        Partner = "mate",
        /// The first day of an earlier round for them.
        From = "from",
        /// The last day of it.
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
            Self::FirstName => ["Förnamn", "First name"],
            Self::LastName => ["Efternamn", "Surname"],
            Self::Email => ["E-post", "E-mail"],
            Self::Organisation => ["Organisation", "Organisation"],
            Self::Title => ["Titel", "Title"],
            Self::Phone => ["Telefon", "Telephone"],
            Self::Partner => ["Motpartens e-post", "Partner's e-mail"],
            Self::From => ["Började", "From"],
            Self::To => ["Slutade", "To"],
        }
    }

    /// Whether every file has to have it. A name may stand in two columns instead.
    pub const fn is_needed(self) -> bool {
        matches!(self, Self::Role | Self::Name | Self::Email | Self::Organisation)
    }

    /// Those of the template.
    pub fn of_template() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|column| !matches!(column, Self::FirstName | Self::LastName))
    }
}

/// A cell as a file has it. Numbers and dates are text by now: dates as
/// `2026-01-31`. On its way through a page it has a short name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cell {
    /// What is written there; empty for nothing.
    #[serde(rename = "t")]
    Text(String),
    /// Something that a spreadsheet reckons out.
    #[serde(rename = "f")]
    Formula,
    /// Something that a spreadsheet could not reckon out.
    #[serde(rename = "e")]
    Error,
}

/// A line of a file, counted from 1 as spreadsheets do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Not the number of the round that is open, or of one before it.
    NotAKnownRound(u32),
    /// None of the roles that can be imported.
    NotARole,
    /// More than one role.
    SeveralRoles,
    /// A role that people of earlier rounds are not imported in.
    NotAnEarlierRole,
    /// Not an e-mail address.
    NotAnAddress,
    /// Not an e-mail address, but it can be told which one was meant.
    AlmostAnAddress(String),
    /// Not a date.
    NotADate,
    /// The last day is before the first.
    EndsTooEarly,
    /// The days are not within the round that is open, which has other ones.
    OutsideTheRound,
    /// No organisation of the network is called that.
    NotInTheNetwork,
    /// Whoever has that address works for this organisation.
    WorksFor(String),
    /// Whoever has that address is called this.
    IsCalled(String),
    /// Whoever has that address is deactivated.
    Deactivated,
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
    /// A rule of the matching keeps the two apart.
    Apart(Rule),
    /// The person is known in that round already, in the other role.
    KnownInOtherRole(Duty),
    /// One of the two is known in another pair of that round at the same time.
    KnownInOtherPair,
    /// There would be more pairs than the round has room for: so many.
    NoRoom(u32),
}
