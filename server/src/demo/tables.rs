//! Who sits where on the common days: planned when the time to answer is over,
//! for those who come to the part that is for everyone.

use std::collections::HashMap;

use domain::{
    day::{
        Answer,
        tables::{Contacts, Gathering, Plan, SavedPlan, Seatable, Step},
    },
    people::{EmailAddress, OrganisationId, PersonId, Role},
};
use store::round::{NewDay, NewReply, NewTables};

use super::{
    Horizon, address,
    people::{ORGANISATIONS, PAIRS, Sketch},
};

/// How many people share a table, or one more.
const AT_A_TABLE: usize = 4;
/// How many rounds a day has.
const ROUNDS: u32 = 3;

/// The plans of all days for which it is time, each of which remembers who has
/// met on those before it.
pub(super) fn all(days: &[NewDay], replies: &[NewReply], horizon: Horizon) -> Vec<NewTables> {
    let mut met = Contacts::default();
    days.iter().filter(|day| horizon.past(day.reply_by)).filter_map(|day| plan(day, replies, &mut met)).collect()
}

fn plan(day: &NewDay, replies: &[NewReply], met: &mut Contacts) -> Option<NewTables> {
    let says_yes = |reply: &&NewReply| reply.day == day.slug && reply.segment == 0 && reply.answer == Answer::Yes;
    let coming: Vec<_> = replies.iter().filter(says_yes).map(|reply| &reply.person).collect();
    let people = participants();
    let seatable = people.iter().filter(|(email, _)| coming.contains(&email)).map(|(_, seatable)| *seatable);
    let tables = u32::try_from(coming.len() / AT_A_TABLE).ok()?;
    let gathering = Gathering::new(seatable.collect(), met.clone());
    let Plan { seats, .. } = SavedPlan::default().after(Step::Draw { tables, rounds: ROUNDS }, &gathering).ok()?;
    for together in seats.chunk_by(|one, other| (one.round, one.table) == (other.round, other.table)) {
        met.add(&together.iter().map(|seat| seat.person).collect::<Vec<_>>());
    }
    let emails: HashMap<_, _> = people.into_iter().map(|(email, seatable)| (seatable.person, email)).collect();
    let seats = seats.into_iter().filter_map(|seat| Some((seat.round, seat.table, emails.get(&seat.person)?.clone())));
    Some(NewTables { day: day.slug.clone(), segment: 0, tables, rounds: ROUNDS, seats: seats.collect() })
}

/// Every adept and mentor, under a number that means something here only.
fn participants() -> Vec<(EmailAddress, Seatable)> {
    let organisation = |name| ORGANISATIONS.iter().position(|known| *known == name).unwrap_or_default();
    let seatable = |number: usize, partner: usize, name| Seatable {
        person: PersonId(as_id(number)).into(),
        organisation: Some(OrganisationId(as_id(organisation(name)))),
        partner: Some(PersonId(as_id(partner)).into()),
        comes: true,
    };
    let pair = |(n, (adept, mentor)): (usize, (Sketch, Sketch))| {
        [
            (address(Role::Adept.name(), n + 1), seatable(2 * n, 2 * n + 1, adept.organisation)),
            (address(Role::Mentor.name(), n + 1), seatable(2 * n + 1, 2 * n, mentor.organisation)),
        ]
    };
    PAIRS.into_iter().enumerate().flat_map(pair).collect()
}

fn as_id(number: usize) -> i64 {
    i64::try_from(number).unwrap_or_default()
}
