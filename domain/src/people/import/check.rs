//! From rows to a plan: every cell is read, people are told apart by their
//! addresses, and those who name each other become pairs.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::civil::Date;

use super::{Column, Fault, Known, MAX_FAULTS, Part, Plan, PlannedPair, PlannedRound, Row, Wrong};
use crate::{
    input::{self, Problem},
    people::{EmailAddress, OrganisationId, Role},
};

/// The most characters of a name or a title.
const MAX_TEXT: u32 = 120;

/// Plans the import of some rows.
///
/// ```
/// use domain::people::{import::{Column, Known, Row, Wrong, check}, OrganisationId};
/// let row = |line, role: &str, email: &str, organisation: &str, partner: &str| Row {
///     line,
///     cells: [(Column::Round, "14"), (Column::Role, role), (Column::Name, "Eva"), (Column::Email, email),
///         (Column::Organisation, organisation), (Column::Partner, partner), (Column::From, "2024-03-01"), (Column::To, "2025-05-31")]
///         .map(|(column, text)| (column, text.to_owned())).into(),
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
    let parts: Vec<_> = rows.iter().filter_map(|row| part(row, known, &mut faults)).collect();
    faults.extend(unlike(&parts));
    let pairs = pairs(rows, &parts, known, &mut faults);
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
        let outcome = if text.is_empty() && !column.is_optional() { Err(Wrong::Missing) } else { read(text) };
        outcome.map_err(|wrong| self.fault(column, wrong)).ok()
    }

    fn fault(&mut self, column: Column, wrong: Wrong) {
        self.faults.push(Fault { line: Some(self.row.line), column: Some(column), wrong });
    }
}

fn part(row: &Row, known: &Known, faults: &mut Vec<Fault>) -> Option<Part> {
    let mut cells = Cells { row, faults };
    let round = cells.read(Column::Round, |text| earlier_round(text, known.current));
    let role = cells.read(Column::Role, role);
    let name = cells.read(Column::Name, text);
    let email = cells.read(Column::Email, address);
    let organisation = cells.read(Column::Organisation, |text| organisation(text, known));
    let title = cells.read(Column::Title, text);
    let (from, to) = (cells.read(Column::From, date), cells.read(Column::To, date));
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        cells.fault(Column::To, Wrong::EndsTooEarly);
    }
    let (round, role, email) = (round?, role?, email?);
    let theirs = known.roles.iter().filter(|(of, who, _)| *of == round && who == email.as_str());
    let roles: Vec<_> = theirs.map(|(_, _, role)| *role).collect();
    if !roles.is_empty() && !roles.contains(&role) {
        cells.fault(Column::Role, Wrong::KnownInOtherRole);
    }
    let (organisation, organisation_name) = organisation?;
    Some(Part {
        line: row.line,
        round,
        role,
        name: name?,
        is_known: known.people.iter().any(|who| who == email.as_str()),
        is_there: roles.contains(&role),
        email,
        title: title?,
        organisation,
        organisation_name,
        from: from?,
        to: to?,
    })
}

fn earlier_round(text: &str, current: u32) -> Result<u32, Wrong> {
    // A spreadsheet's whole number may come with its decimal point.
    let text = text.strip_suffix(".0").unwrap_or(text);
    text.parse().ok().filter(|n| (1..current).contains(n)).ok_or(Wrong::NotAnEarlierRound(current))
}

fn role(text: &str) -> Result<Role, Wrong> {
    Role::from_name(&text.to_lowercase()).ok_or(Wrong::NotARole)
}

fn text(text: &str) -> Result<String, Wrong> {
    let line = input::Text::<MAX_TEXT>::parse_line(text).map_err(|_| Wrong::TooLong(MAX_TEXT))?;
    Ok(line.as_str().to_owned())
}

fn address(text: &str) -> Result<EmailAddress, Wrong> {
    EmailAddress::parse(text).map_err(|_| Wrong::NotAnAddress)
}

fn organisation(text: &str, known: &Known) -> Result<(OrganisationId, String), Wrong> {
    let wanted = text.to_lowercase();
    let found = known.organisations.iter().find(|(_, name)| name.to_lowercase() == wanted);
    found.cloned().ok_or(Wrong::NotInTheNetwork)
}

fn date(text: &str) -> Result<Date, Wrong> {
    input::date(text).map_err(|problem| if problem == Problem::Missing { Wrong::Missing } else { Wrong::NotADate })
}

/// People who are in a round twice, or go by two names.
fn unlike(parts: &[Part]) -> Vec<Fault> {
    let (mut places, mut names) = (HashMap::new(), HashMap::new());
    let mut faults = Vec::new();
    for part in parts {
        let mut fault = |column, wrong| faults.push(Fault { line: Some(part.line), column: Some(column), wrong });
        let first = *places.entry((part.round, &part.email)).or_insert(part.line);
        if first != part.line {
            fault(Column::Email, Wrong::Twice(first));
        }
        let (first, name) = *names.entry(&part.email).or_insert((part.line, &part.name));
        if *name != part.name {
            fault(Column::Name, Wrong::OtherName(first));
        }
    }
    faults
}

/// Those who name each other, or of whom one names the other. What is wrong is
/// told at whoever names.
fn pairs(rows: &[Row], parts: &[Part], known: &Known, faults: &mut Vec<Fault>) -> Vec<PlannedPair> {
    let by_line: HashMap<_, _> = rows.iter().map(|row| (row.line, row)).collect();
    let by_person: HashMap<_, _> = parts.iter().map(|part| ((part.round, part.email.as_str()), part)).collect();
    // Whoever names someone, or is named, is taken: by whom, and on which line that is said.
    let mut taken = BTreeMap::<(u32, String), (String, u32)>::new();
    let (mut pairs, mut seen) = (Vec::new(), HashSet::new());
    for part in parts {
        let Some(partner) =
            by_line.get(&part.line).map(|row| row.cell(Column::Partner)).filter(|partner| !partner.is_empty())
        else {
            continue;
        };
        match partner_of(part, partner, &by_person, &mut taken) {
            Err(wrong) => faults.push(Fault { line: Some(part.line), column: Some(Column::Partner), wrong }),
            Ok(partner) => {
                let (adept, mentor) = if part.role == Role::Adept { (part, partner) } else { (partner, part) };
                if seen.insert((adept.line, mentor.line)) {
                    let pair = pair(adept, mentor, known);
                    if !pair.is_there && is_in_another_pair(&pair, known) {
                        let wrong = Wrong::KnownInOtherPair;
                        faults.push(Fault { line: Some(part.line), column: Some(Column::Partner), wrong });
                    }
                    pairs.push(pair);
                }
            }
        }
    }
    pairs.sort_by_key(|pair| by_person.get(&(pair.round, pair.adept.as_str())).map(|adept| adept.line));
    pairs
}

/// The partner whom someone names, if the two can be a pair.
fn partner_of<'a>(
    part: &Part,
    partner: &str,
    by_person: &HashMap<(u32, &str), &'a Part>,
    taken: &mut BTreeMap<(u32, String), (String, u32)>,
) -> Result<&'a Part, Wrong> {
    let email = address(partner)?;
    if email == part.email {
        return Err(Wrong::Oneself);
    }
    let partner = *by_person.get(&(part.round, email.as_str())).ok_or(Wrong::NoSuchPartner)?;
    if partner.role == part.role {
        return Err(Wrong::SameRole(partner.line));
    }
    if partner.organisation == part.organisation {
        return Err(Wrong::SameOrganisation(partner.line));
    }
    for (one, other) in [(part, partner), (partner, part)] {
        let key = (one.round, one.email.as_str().to_owned());
        let (by, line) = taken.entry(key).or_insert_with(|| (other.email.as_str().to_owned(), part.line));
        if by != other.email.as_str() {
            return Err(Wrong::PartnerIsTaken(*line));
        }
    }
    Ok(partner)
}

fn pair(adept: &Part, mentor: &Part, known: &Known) -> PlannedPair {
    let is_there = known.pairs.iter().any(|(round, one, other)| {
        (*round, one.as_str(), other.as_str()) == (adept.round, adept.email.as_str(), mentor.email.as_str())
    });
    let since = adept.from.max(mentor.from);
    PlannedPair {
        round: adept.round,
        adept: adept.email.clone(),
        adept_name: adept.name.clone(),
        mentor: mentor.email.clone(),
        mentor_name: mentor.name.clone(),
        since,
        until: adept.to.min(mentor.to).max(since),
        is_there,
    }
}

fn is_in_another_pair(pair: &PlannedPair, known: &Known) -> bool {
    let (adept, mentor) = (pair.adept.as_str(), pair.mentor.as_str());
    known.pairs.iter().any(|(round, one, other)| *round == pair.round && (one == adept || other == mentor))
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
