//! Who is whose mentor: those who name each other, or of whom one names the other.

use std::collections::HashMap;

use jiff::civil::Date;

use super::{Column, Fault, Known, Part, PlannedPair, Wrong};
use crate::{
    matching::Rule,
    people::{EmailAddress, Role},
};

/// A row with which something is wrong, as far as it can be read: whoever names
/// its person is not to blame.
pub(super) struct Unsure {
    pub round: Option<u32>,
    pub email: Option<EmailAddress>,
}

impl Unsure {
    fn may_be(&self, round: u32, email: &EmailAddress) -> bool {
        self.round.is_none_or(|own| own == round) && self.email.as_ref().is_none_or(|own| own == email)
    }
}

/// One of a pair: a row of the file, or someone who is in the round that is open already.
#[derive(Clone, Copy)]
struct Side<'a> {
    /// Of someone who is in the round, the row that names them.
    line: u32,
    role: Role,
    email: &'a EmailAddress,
    name: &'a str,
    organisation: &'a str,
    from: Date,
    to: Date,
}

impl<'a> Side<'a> {
    fn of(part: &'a Part) -> Option<Self> {
        let Part { line, email, name, organisation, from, to, .. } = part;
        Some(Self { line: *line, role: part.duty.role()?, email, name, organisation, from: *from, to: *to })
    }
}

/// The pairs, in the order of their adepts. What is wrong is told at whoever names.
pub(super) fn pairs(parts: &[Part], unsure: &[Unsure], known: &Known, faults: &mut Vec<Fault>) -> Vec<PlannedPair> {
    let sides = parts.iter().filter_map(|part| Some((part.round, Side::of(part)?)));
    let by_person: HashMap<_, _> = sides.map(|(round, side)| ((round, side.email.as_str()), side)).collect();
    // With the line on which they are told.
    let mut pairs = Vec::<(u32, PlannedPair)>::new();
    for part in parts {
        let Some(email) = &part.partner else { continue };
        let there = by_person.get(&(part.round, email.as_str())).copied();
        let partner = match there.or_else(|| in_the_round(part, email, known)) {
            Some(partner) => {
                Side::of(part).ok_or(Wrong::NoSuchPartner).and_then(|own| partner_of(own, partner, part, known))
            }
            None if unsure.iter().any(|row| row.may_be(part.round, email)) => continue,
            None => Err(Wrong::NoSuchPartner),
        };
        let outcome =
            partner.and_then(|(adept, mentor)| take(pair(adept, mentor, part, known), part.line, &mut pairs, known));
        if let Err(wrong) = outcome {
            faults.push(Fault { line: Some(part.line), column: Some(Column::Partner), wrong });
        }
    }
    pairs.sort_by_key(|(line, pair)| {
        by_person.get(&(pair.round, pair.adept.as_str())).map_or(*line, |adept| adept.line)
    });
    pairs.into_iter().map(|(_, pair)| pair).collect()
}

/// Whoever is named, if they take part in the round that is open and are not in the file.
fn in_the_round<'a>(part: &'a Part, email: &'a EmailAddress, known: &'a Known) -> Option<Side<'a>> {
    let person = known.person(email.as_str()).filter(|person| part.is_open && person.active)?;
    let mut theirs = known.parts.iter().filter(|known| known.round == part.round && known.email == person.email);
    let role = theirs.find_map(|known| known.duty.role())?;
    let (name, organisation) = (&person.name, &person.organisation);
    Some(Side { line: part.line, role, email, name, organisation, from: part.from, to: part.to })
}

/// The two, the adept first, if they can be a pair.
fn partner_of<'a>(own: Side<'a>, partner: Side<'a>, part: &Part, known: &Known) -> Result<(Side<'a>, Side<'a>), Wrong> {
    if partner.email == own.email {
        return Err(Wrong::Oneself);
    } else if partner.role == own.role {
        return Err(Wrong::SameRole(partner.line));
    }
    let (adept, mentor) = if own.role == Role::Adept { (own, partner) } else { (partner, own) };
    // Of earlier rounds what was is imported, but within one organisation there was no pair.
    match Rule::apart(|rule| (part.is_open || rule == Rule::SameOrganisation) && stands(rule, adept, mentor, known)) {
        None => Ok((adept, mentor)),
        Some(Rule::SameOrganisation) => Err(Wrong::SameOrganisation(partner.line)),
        Some(rule) => Err(Wrong::Apart(rule)),
    }
}

/// Whether a rule of the matching stands between two.
fn stands(rule: Rule, adept: Side<'_>, mentor: Side<'_>, known: &Known) -> bool {
    let (one, other) = (adept.email.as_str(), mentor.email.as_str());
    match rule {
        Rule::SameOrganisation => adept.organisation == mentor.organisation,
        Rule::Tie => {
            let both = known.id_of(adept.organisation).zip(known.id_of(mentor.organisation));
            both.is_some_and(|(one, other)| known.ties.between(one, other))
        }
        Rule::Conflict => known.has_conflict(one, other),
        Rule::FormerPair => {
            let is_the_same = |pair: &super::KnownPair| pair.round == known.current && pair.until.is_none();
            known.pairs.iter().any(|pair| pair.is_of(one, other) && !is_the_same(pair))
        }
        Rule::Language | Rule::Forbidden | Rule::Locked => false,
    }
}

/// Adds a pair, unless both have named each other, or one of them is in another
/// pair at that time. One after the other they may be.
fn take(pair: PlannedPair, line: u32, pairs: &mut Vec<(u32, PlannedPair)>, known: &Known) -> Result<(), Wrong> {
    let round = pair.round;
    let of_its_round = || pairs.iter().filter(move |(_, other)| other.round == round);
    if of_its_round().any(|(_, other)| (&other.adept, &other.mentor) == (&pair.adept, &pair.mentor)) {
        return Ok(());
    }
    let other = of_its_round().find(|(_, other)| {
        (other.adept == pair.adept || other.mentor == pair.mentor)
            && other.since < pair.until
            && pair.since < other.until
    });
    if let Some((line, _)) = other {
        return Err(Wrong::PartnerIsTaken(*line));
    }
    if !pair.is_there && is_in_another_pair(&pair, known) {
        return Err(Wrong::KnownInOtherPair);
    }
    pairs.push((line, pair));
    Ok(())
}

fn pair(adept: Side<'_>, mentor: Side<'_>, part: &Part, known: &Known) -> PlannedPair {
    let is_there = known.pairs.iter().any(|pair| {
        (pair.round, &*pair.adept, &*pair.mentor) == (part.round, adept.email.as_str(), mentor.email.as_str())
    });
    let since = adept.from.max(mentor.from);
    PlannedPair {
        round: part.round,
        is_open: part.is_open,
        adept: adept.email.clone(),
        adept_name: adept.name.to_owned(),
        mentor: mentor.email.clone(),
        mentor_name: mentor.name.to_owned(),
        since,
        until: adept.to.min(mentor.to).max(since),
        is_there,
    }
}

fn is_in_another_pair(pair: &PlannedPair, known: &Known) -> bool {
    known.pairs.iter().any(|other| {
        other.round == pair.round
            && (other.adept == pair.adept.as_str() || other.mentor == pair.mentor.as_str())
            && other.since < pair.until
            && other.until.is_none_or(|until| pair.since < until)
    })
}
