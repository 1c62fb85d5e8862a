//! From rows to a plan: every cell is read, people are told apart by their
//! addresses, and those who name each other become pairs. What is wrong is told
//! where it stands, and nowhere else.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

use super::{
    Column, Fault, Known, MAX_FAULTS, Part, Plan, PlannedRound, Row, Wrong,
    pairs::{Unsure, pairs},
};
use crate::{
    input::{self, Problem, clean_line, fold},
    people::{EmailAddress, OrganisationId, Role},
};

/// The most characters of a name or a title.
const MAX_TEXT: u32 = 120;

/// Plans the import of some rows.
///
/// ```
/// use domain::people::{OrganisationId, import::{Column, Known, Row, Wrong, check}};
/// let row = |line, role: &str, email: &str, organisation: &str, partner: &str| Row {
///     line,
///     cells: [(Column::Round, "14"), (Column::Role, role), (Column::Name, "Eva"), (Column::Email, email),
///         (Column::Organisation, organisation), (Column::Partner, partner), (Column::From, "2024-03-01"), (Column::To, "2025-05-31")]
///         .map(|(column, text)| (column, text.to_owned())).into(),
///     unreadable: Default::default(),
/// };
/// let organisations = [(1, "Alfa kommun"), (2, "Östra verket")].map(|(id, name)| (OrganisationId(id), name.to_owned()));
/// let known = Known { current: 15, organisations: organisations.to_vec(), ..Known::default() };
/// let (adept, mentor) = (row(2, "Adept", "a@b.se", "alfa kommun", "m@b.se"), row(3, "mentor", "m@b.se", "Östra verket", ""));
/// let plan = check(&[adept.clone(), mentor], &known).unwrap();
/// assert_eq!((plan.rounds.len(), plan.new_people(), plan.pairs.len()), (1, 2, 1));
///
/// let same = row(3, "mentor", "m@b.se", "Alfa kommun", "a@b.se");
/// let faults = check(&[adept, same], &known).unwrap_err();
/// assert!(faults.iter().all(|fault| matches!(fault.wrong, Wrong::SameOrganisation(_))));
/// ```
///
/// # Errors
/// Every fault, by line and column; as many as a report lists.
pub fn check(rows: &[Row], known: &Known) -> Result<Plan, Vec<Fault>> {
    let mut faults = Vec::new();
    let (mut parts, mut unsure) = (Vec::new(), Vec::new());
    for row in rows {
        match part(row, known, &mut faults) {
            Ok(part) => parts.push(part),
            Err(row) => unsure.push(row),
        }
    }
    faults.extend(unlike(&parts));
    let pairs = pairs(&parts, &unsure, &known.pairs, &mut faults);
    if faults.is_empty() {
        return Ok(Plan { rounds: rounds(&parts, known), parts, pairs });
    }
    faults.sort_by_key(|fault| (fault.line, fault.column));
    faults.truncate(MAX_FAULTS);
    Err(faults)
}

/// Collects what is wrong with the cells of a row.
struct Cells<'a> {
    row: &'a Row,
    faults: &'a mut Vec<Fault>,
}

impl Cells<'_> {
    fn read<T>(&mut self, column: Column, read: impl FnOnce(&str) -> Result<T, Wrong>) -> Option<T> {
        let text = self.row.cell(column);
        let outcome = match self.row.unreadable.get(&column) {
            Some(wrong) => Err(wrong.clone()),
            None if text.is_empty() && !column.is_optional() => Err(Wrong::Missing),
            None => read(text),
        };
        outcome.map_err(|wrong| self.fault(column, wrong)).ok()
    }

    fn fault(&mut self, column: Column, wrong: Wrong) {
        self.faults.push(Fault { line: Some(self.row.line), column: Some(column), wrong });
    }
}

/// Someone's part; if something is wrong with the row, what of it can be told.
fn part(row: &Row, known: &Known, faults: &mut Vec<Fault>) -> Result<Part, Unsure> {
    let mut cells = Cells { row, faults };
    let round = cells.read(Column::Round, |text| earlier_round(text, known.current));
    let role = cells.read(Column::Role, role);
    let name = cells.read(Column::Name, text);
    let email = cells.read(Column::Email, address);
    let organisation = cells.read(Column::Organisation, |text| organisation(text, known));
    let title = cells.read(Column::Title, text);
    let partner = cells.read(Column::Partner, |text| (!text.is_empty()).then(|| address(text)).transpose());
    let (from, to) = (cells.read(Column::From, date), cells.read(Column::To, date));
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        cells.fault(Column::To, Wrong::EndsTooEarly);
    }
    let is_theirs = |of: u32, who: &str| round == Some(of) && email.as_ref().is_some_and(|own| own.as_str() == who);
    let theirs = known.roles.iter().filter(|(of, who, _)| is_theirs(*of, who));
    let roles: Vec<_> = theirs.map(|(_, _, role)| *role).collect();
    if role.is_some_and(|role| !roles.is_empty() && !roles.contains(&role)) {
        cells.fault(Column::Role, Wrong::KnownInOtherRole);
    }
    let unsure = Unsure { round, email: email.clone() };
    let whole = || {
        let (organisation, organisation_name) = organisation?;
        let (role, email) = (role?, email?);
        Some(Part {
            line: row.line,
            round: round?,
            role,
            name: name?,
            is_known: known.people.iter().any(|who| who == email.as_str()),
            is_there: roles.contains(&role),
            email,
            title: title?,
            partner: partner?,
            organisation,
            organisation_name,
            from: from?,
            to: to?,
        })
    };
    whole().ok_or(unsure)
}

fn earlier_round(text: &str, current: u32) -> Result<u32, Wrong> {
    // A spreadsheet's whole number may come with its decimal point.
    let text = text.strip_suffix(".0").unwrap_or(text);
    text.parse().ok().filter(|n| (1..current).contains(n)).ok_or(Wrong::NotAnEarlierRound(current))
}

fn role(text: &str) -> Result<Role, Wrong> {
    Role::from_name(&clean_line(text).to_lowercase()).ok_or(Wrong::NotARole)
}

fn text(text: &str) -> Result<String, Wrong> {
    let line = input::Text::<MAX_TEXT>::parse_line(text).map_err(|_| Wrong::TooLong(MAX_TEXT))?;
    Ok(line.as_str().to_owned())
}

fn address(text: &str) -> Result<EmailAddress, Wrong> {
    EmailAddress::parse(text).map_err(|problem| match problem {
        Problem::AlmostAnAddress { offered } => Wrong::AlmostAnAddress(offered),
        _ => Wrong::NotAnAddress,
    })
}

fn organisation(text: &str, known: &Known) -> Result<(OrganisationId, String), Wrong> {
    let same = |name: &str| clean_line(name).to_lowercase();
    let wanted = same(text);
    let found = known.organisations.iter().find(|(_, name)| same(name) == wanted);
    found.cloned().ok_or(Wrong::NotInTheNetwork)
}

fn date(text: &str) -> Result<Date, Wrong> {
    input::date(text).map_err(|problem| if problem == Problem::Missing { Wrong::Missing } else { Wrong::NotADate })
}

/// People who are in a round twice, or go by two given names: someone may have
/// married since, and still is the same person.
fn unlike(parts: &[Part]) -> Vec<Fault> {
    let (mut places, mut names) = (HashMap::new(), HashMap::new());
    let mut faults = Vec::new();
    for part in parts {
        let mut fault = |column, wrong| faults.push(Fault { line: Some(part.line), column: Some(column), wrong });
        let first = *places.entry((part.round, &part.email)).or_insert(part.line);
        if first != part.line {
            fault(Column::Email, Wrong::Twice(first));
        }
        let folded = fold(&part.name);
        let given = folded.split(' ').next().unwrap_or_default().to_owned();
        let (first, known) = names.entry(&part.email).or_insert_with(|| (part.line, given.clone()));
        if *known != given {
            fault(Column::Name, Wrong::OtherName(*first));
        }
    }
    faults
}

fn rounds(parts: &[Part], known: &Known) -> Vec<PlannedRound> {
    let mut rounds = BTreeMap::<u32, PlannedRound>::new();
    for part in parts {
        let is_known = known.rounds.contains(&part.round);
        let round = rounds.entry(part.round).or_insert(PlannedRound {
            number: part.round,
            starts_on: part.from,
            ends_on: part.to,
            is_known,
        });
        round.starts_on = round.starts_on.min(part.from);
        round.ends_on = round.ends_on.max(part.to);
    }
    rounds.into_values().collect()
}
