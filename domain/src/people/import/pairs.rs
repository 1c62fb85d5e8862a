//! Who is whose mentor: those who name each other, or of whom one names the other.

use std::collections::HashMap;

use super::{Column, Fault, KnownPair, Part, PlannedPair, Wrong};
use crate::people::{EmailAddress, Role};

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

/// The pairs, in the order of their adepts. What is wrong is told at whoever names.
pub(super) fn pairs(
    parts: &[Part],
    unsure: &[Unsure],
    known: &[KnownPair],
    faults: &mut Vec<Fault>,
) -> Vec<PlannedPair> {
    let by_person: HashMap<_, _> = parts.iter().map(|part| ((part.round, part.email.as_str()), part)).collect();
    // With the line on which they are told.
    let mut pairs = Vec::<(u32, PlannedPair)>::new();
    for part in parts {
        let Some(email) = &part.partner else { continue };
        let partner = match by_person.get(&(part.round, email.as_str())) {
            Some(partner) => partner_of(part, partner),
            None if unsure.iter().any(|row| row.may_be(part.round, email)) => continue,
            None => Err(Wrong::NoSuchPartner),
        };
        let outcome = partner.and_then(|partner| {
            let (adept, mentor) = if part.role == Role::Adept { (part, partner) } else { (partner, part) };
            take(pair(adept, mentor, known), part.line, &mut pairs, known)
        });
        if let Err(wrong) = outcome {
            faults.push(Fault { line: Some(part.line), column: Some(Column::Partner), wrong });
        }
    }
    pairs.sort_by_key(|(_, pair)| by_person.get(&(pair.round, pair.adept.as_str())).map(|adept| adept.line));
    pairs.into_iter().map(|(_, pair)| pair).collect()
}

/// The partner whom someone names, if the two can be a pair.
fn partner_of<'a>(part: &Part, partner: &'a Part) -> Result<&'a Part, Wrong> {
    if partner.email == part.email {
        Err(Wrong::Oneself)
    } else if partner.role == part.role {
        Err(Wrong::SameRole(partner.line))
    } else if partner.organisation == part.organisation {
        Err(Wrong::SameOrganisation(partner.line))
    } else {
        Ok(partner)
    }
}

/// Adds a pair, unless both have named each other, or one of them is in another
/// pair at that time. One after the other they may be.
fn take(pair: PlannedPair, line: u32, pairs: &mut Vec<(u32, PlannedPair)>, known: &[KnownPair]) -> Result<(), Wrong> {
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

fn pair(adept: &Part, mentor: &Part, known: &[KnownPair]) -> PlannedPair {
    let is_there = known.iter().any(|pair| {
        (pair.round, &*pair.adept, &*pair.mentor) == (adept.round, adept.email.as_str(), mentor.email.as_str())
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

fn is_in_another_pair(pair: &PlannedPair, known: &[KnownPair]) -> bool {
    known.iter().any(|other| {
        other.round == pair.round
            && (other.adept == pair.adept.as_str() || other.mentor == pair.mentor.as_str())
            && other.since < pair.until
            && other.until.is_none_or(|until| pair.since < until)
    })
}
