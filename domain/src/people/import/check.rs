//! From rows to a plan: every cell is read, people are told apart by their
//! addresses, and those who name each other become pairs. What is wrong is told
//! where it stands, and nowhere else.

use std::collections::{BTreeMap, HashMap};

use jiff::{ToSpan, civil::Date};

use super::{
    Column, Fault, Known, KnownPerson, MAX_FAULTS, Part, Plan, PlannedRound, Row, Wrong,
    cell::{self, same_person},
    pairs::{Unsure, pairs},
};
use crate::people::Duty;

/// Plans the import of some rows.
///
/// ```
/// use domain::people::{Organisation, OrganisationId, import::{Column, Known, Row, Wrong, check}};
/// let row = |line, role: &str, email: &str, organisation: &str, partner: &str| Row {
///     line,
///     cells: [(Column::Round, "14"), (Column::Role, role), (Column::Name, "Eva"), (Column::Email, email),
///         (Column::Organisation, organisation), (Column::Partner, partner), (Column::From, "2024-03-01"), (Column::To, "2025-05-31")]
///         .map(|(column, text)| (column, text.to_owned())).into(),
///     unreadable: Default::default(),
/// };
/// let organisations = [(1, "Alfa kommun"), (2, "Östra verket")].map(|(id, name)| Organisation { id: OrganisationId(id), name: name.to_owned() });
/// let known = Known { current: 15, organisations: organisations.to_vec(), ..Known::default() };
/// let (adept, mentor) = (row(2, "Adept", "a@b.se", "alfa kommun", "m@b.se"), row(3, "mentor", "m@b.se", "Östra verket", ""));
/// let plan = check(&[adept.clone(), mentor], &known).unwrap();
/// assert_eq!((plan.rounds.len(), plan.new_people(), plan.pairs.len()), (1, 2, 1));
///
/// let same = row(3, "mentor", "m@b.se", "Alfa kommun", "a@b.se");
/// let faults = check(&[adept.clone(), same], &known).unwrap_err();
/// assert!(faults.iter().all(|fault| matches!(fault.wrong, Wrong::SameOrganisation(_))));
///
/// let unknown = row(3, "mentor", "m@b.se", "Nya verket", "a@b.se");
/// assert_eq!(check(&[adept.clone(), unknown.clone()], &known).unwrap_err()[0].wrong, Wrong::NotInTheNetwork);
/// let accepted = Known { accepted: vec!["Nya verket".to_owned()], ..known };
/// assert_eq!(check(&[adept, unknown], &accepted).unwrap().organisations, ["Nya verket"]);
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
    let pairs = pairs(&parts, &unsure, known, &mut faults);
    let new = pairs.iter().filter(|pair| pair.is_open && !pair.is_there).count();
    if new > known.room as usize {
        faults.push(Fault::of_file(Wrong::NoRoom(known.room)));
    }
    if faults.is_empty() {
        return Ok(Plan { rounds: rounds(&parts, known), organisations: organisations(&parts, known), parts, pairs });
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
            None if text.is_empty() && column.is_needed() => Err(Wrong::Missing),
            None => read(text),
        };
        outcome.map_err(|wrong| self.fault(column, wrong)).ok()
    }

    /// The name, which stands in one column or in two.
    fn name(&mut self) -> Option<String> {
        let halves = [Column::FirstName, Column::LastName];
        if self.row.unreadable.contains_key(&Column::Name) || !self.row.cell(Column::Name).is_empty() {
            return self.read(Column::Name, cell::line);
        }
        if let Some((column, wrong)) =
            halves.iter().find_map(|half| Some((*half, self.row.unreadable.get(half)?.clone())))
        {
            self.fault(column, wrong);
            return None;
        }
        let (name, row) = (cell::name(self.row), self.row);
        let missing = halves.into_iter().find(|half| row.cell(*half).is_empty() && !name.is_empty());
        match (missing, name.is_empty()) {
            (Some(half), _) => {
                self.fault(half, Wrong::Missing);
                None
            }
            (None, true) => self.read(Column::Name, cell::line),
            (None, false) => cell::line(&name).map_err(|wrong| self.fault(Column::LastName, wrong)).ok(),
        }
    }

    /// The days of someone's part: of the round that is open they are its own, from today on.
    fn days(&mut self, round: Option<u32>, known: &Known) -> (Option<Date>, Option<Date>) {
        let is_open = round == Some(known.current);
        let read = |text: &str| if text.is_empty() && is_open { Ok(None) } else { cell::date(text).map(Some) };
        let (from, to) = (self.read(Column::From, read), self.read(Column::To, read));
        let (first, last) = known.days;
        let within = from.flatten().is_none_or(|from| from <= last) && to.flatten().is_none_or(|to| first <= to);
        if is_open && !within {
            self.fault(Column::From, Wrong::OutsideTheRound);
        }
        if let (Some(Some(from)), Some(Some(to))) = (from, to)
            && to < from
        {
            self.fault(Column::To, Wrong::EndsTooEarly);
        }
        if is_open {
            // A pair has at least one day.
            let tomorrow = known.today.checked_add(1.day()).unwrap_or(known.today);
            return (Some(known.today), Some(last.max(tomorrow)));
        }
        (from.flatten(), to.flatten())
    }

    /// Whether a row of the round that is open is about whoever has the address, as they
    /// are known. They are kept as they are.
    fn is_like(&mut self, person: &KnownPerson, name: Option<&str>, organisation: Option<&str>) {
        if !person.active {
            self.fault(Column::Email, Wrong::Deactivated);
        }
        if name.is_some_and(|name| !same_person(name, &person.name)) {
            self.fault(Column::Name, Wrong::IsCalled(person.name.clone()));
        }
        if organisation.is_some_and(|organisation| organisation != person.organisation) {
            self.fault(Column::Organisation, Wrong::WorksFor(person.organisation.clone()));
        }
    }

    fn fault(&mut self, column: Column, wrong: Wrong) {
        self.faults.push(Fault { line: Some(self.row.line), column: Some(column), wrong });
    }
}

/// Someone's part; if something is wrong with the row, what of it can be told.
fn part(row: &Row, known: &Known, faults: &mut Vec<Fault>) -> Result<Part, Unsure> {
    let before = faults.len();
    let mut cells = Cells { row, faults };
    let round = cells.read(Column::Round, |text| cell::round(text, known.current));
    let is_open = round == Some(known.current);
    let duty = cells.read(Column::Role, |text| {
        let duty = cell::duty(text)?;
        if round.is_some() && !is_open && duty.role().is_none() { Err(Wrong::NotAnEarlierRole) } else { Ok(duty) }
    });
    let name = cells.name();
    let email = cells.read(Column::Email, cell::address);
    let organisation = cells.read(Column::Organisation, |text| {
        known.organisation(text).map(|(_, name)| name).ok_or(Wrong::NotInTheNetwork)
    });
    let title = cells.read(Column::Title, cell::line);
    let phone = cells.read(Column::Phone, cell::phone);
    let partner = cells.read(Column::Partner, |text| (!text.is_empty()).then(|| cell::address(text)).transpose());
    let (from, to) = cells.days(round, known);
    let person = email.as_ref().and_then(|email| known.person(email.as_str()));
    if let (true, Some(person)) = (is_open, person) {
        cells.is_like(person, name.as_deref(), organisation.as_deref());
    }
    let theirs =
        email.as_ref().zip(round).map(|(email, round)| duties(email.as_str(), round, known)).unwrap_or_default();
    if let Some(other) = duty.and_then(|duty| excluded(duty, &theirs)) {
        cells.fault(Column::Role, Wrong::KnownInOtherRole(other));
    }
    let unsure = Unsure { round, email: email.clone() };
    let is_right = cells.faults.len() == before;
    let whole = || {
        let (duty, email) = (duty?, email?);
        Some(Part {
            line: row.line,
            round: round?,
            is_open,
            duty,
            name: name?,
            is_known: person.is_some(),
            is_there: theirs.contains(&duty),
            email,
            title: title?,
            phone: phone?,
            partner: partner?,
            organisation: organisation?,
            from: from?,
            to: to?,
        })
    };
    whole().filter(|_| is_right).ok_or(unsure)
}

/// What someone is known to be in a round.
fn duties(email: &str, round: u32, known: &Known) -> Vec<Duty> {
    let theirs = known.parts.iter().filter(|part| part.round == round && part.email == email);
    theirs.map(|part| part.duty).collect()
}

/// Whether it is a way to take part: someone takes part in one.
pub(super) const fn takes_part(duty: Duty) -> bool {
    matches!(duty, Duty::Adept | Duty::Mentor | Duty::Reserve)
}

/// Which of someone's duties keeps them from another one.
fn excluded(duty: Duty, theirs: &[Duty]) -> Option<Duty> {
    let excludes = |other: &&Duty| takes_part(duty) && takes_part(**other) && !theirs.contains(&duty);
    theirs.iter().find(excludes).copied()
}

/// People who take part in a round twice or have a duty twice, or go by two given names.
fn unlike(parts: &[Part]) -> Vec<Fault> {
    let (mut places, mut names) = (HashMap::new(), HashMap::new());
    let mut faults = Vec::new();
    for part in parts {
        let mut fault = |column, wrong| faults.push(Fault { line: Some(part.line), column: Some(column), wrong });
        let duty = (!takes_part(part.duty)).then_some(part.duty);
        let first = *places.entry((part.round, &part.email, duty)).or_insert(part.line);
        if first != part.line {
            fault(Column::Email, Wrong::Twice(first));
        }
        let (first, known) = names.entry(&part.email).or_insert((part.line, &part.name));
        if !same_person(known, &part.name) {
            fault(Column::Name, Wrong::OtherName(*first));
        }
    }
    faults
}

fn rounds(parts: &[Part], known: &Known) -> Vec<PlannedRound> {
    let mut rounds = BTreeMap::<u32, PlannedRound>::new();
    for part in parts {
        let is_known = known.rounds.contains(&part.round);
        let (from, to) = if part.is_open { known.days } else { (part.from, part.to) };
        let round = rounds.entry(part.round).or_insert(PlannedRound {
            number: part.round,
            starts_on: from,
            ends_on: to,
            is_known,
            is_open: part.is_open,
        });
        round.starts_on = round.starts_on.min(from);
        round.ends_on = round.ends_on.max(to);
    }
    rounds.into_values().collect()
}

/// The organisations that are to be created, each once.
fn organisations(parts: &[Part], known: &Known) -> Vec<String> {
    let mut new: Vec<_> =
        parts.iter().map(|part| &part.organisation).filter(|name| known.id_of(name).is_none()).collect();
    new.sort();
    new.dedup();
    new.into_iter().cloned().collect()
}
