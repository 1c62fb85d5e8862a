//! What the working group thinks of the applications: two of them begin at
//! once, the third reads last.

use domain::selection::{Ballot, Note, Vote};
use jiff::{
    ToSpan,
    civil::{Date, date},
};
use store::round::NewVote;

use super::{address, calendar::moment, dice::Dice, people::WORKING_GROUP};

/// When each of them begins to read, and within how many days they have read all.
const READS: [(Date, i64); 3] = [(date(2025, 12, 11), 6), (date(2025, 12, 1), 12), (date(2025, 12, 3), 14)];

/// What those who are not of the applicant's organisation have said before a day.
pub(super) fn on(organisation: &str, reserve: bool, mut dice: Dice, today: Date) -> Vec<NewVote> {
    let mut votes = Vec::new();
    for ((n, member), (from, days)) in (1..).zip(WORKING_GROUP).zip(READS) {
        let (read, ballot) = (from + dice.below(days).days(), ballot(&mut dice, reserve));
        if member.organisation != organisation && read < today {
            votes.push(NewVote { by: address("arbetsgrupp", n), ballot, at: moment(read) });
        }
    }
    votes
}

/// Those who end in reserve were doubted.
fn ballot(dice: &mut Dice, reserve: bool) -> Ballot {
    let doubted = dice.chance(if reserve { 80 } else { 15 });
    let (vote, notes) = if doubted { (Vote::Maybe, DOUBTS) } else { (Vote::Yes, REASONS) };
    let note = if dice.chance(40) { dice.one_of(notes) } else { "" };
    Ballot { vote, note: Note::parse(note).unwrap_or_default() }
}

const REASONS: [&str; 3] =
    ["Vet vad mentorskapet ska leda till.", "Rätt erfarenhet, och tid avsatt.", "Organisationen står bakom."];
const DOUBTS: [&str; 3] = [
    "Bra, men kan vänta till nästa omgång.",
    "Målen är ännu vaga.",
    "Osäker på om det går att få tid till alla dagarna.",
];
