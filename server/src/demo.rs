//! The demo: round 15, made of the programme's real facts (its organisations,
//! days and hours) and of invented people, places, answers and notes.
//!
//! The whole round is drawn once from a fixed seed; the day one runs it only
//! decides how much of it has happened. So the same day gives the same data,
//! and a later day mostly adds to it. Nothing of the day itself has happened
//! yet: what is there lies before its midnight, Swedish time.
//!
//! | module | holds |
//! |---|---|
//! | `people` | who: names, titles, organisations, pairs |
//! | `days` | the four common days |
//! | `notes` | what pairs talk about |
//! | `applications` | what people applied with |
//! | `votes` | what the working group thinks of the applications |
//! | `agreements` | what pairs agree on |
//! | `replies` | who answers what, and when |
//! | `after` | what became of the days that have been |
//! | `tables` | who sits where on the common days |
//! | `around` | guests and speakers, who needs what, when pairs could meet |
//! | `meetings` | when pairs meet, and what they write down |
//! | `pulses` | how it goes for them |
//! | `calendar` | working days in Sweden |
//! | `dice` | chance that falls the same every time |

mod agreements;
mod applications;
mod arrangements;
mod calendar;
mod days;
mod dice;
mod follow_up;
pub mod mailbox;
mod meetings;
mod notes;
mod pdf;
mod people;
mod pulses;
mod replies;
mod tables;
mod votes;

use domain::{
    people::{DemoPerson, Duty, EmailAddress},
    time,
};
use jiff::{
    Timestamp,
    civil::{Date, date},
};
use store::{people::NewPerson, round::NewRound};

use self::people::Sketch;

/// The round's number in the programme's own count.
const NUMBER: u32 = 15;
/// The most pairs, as the programme says.
const MAX_PAIRS: u32 = 25;
/// The round's first day: the first of the month in which the pairs are made.
/// No pair can have met before it, and the picture of the months begins with it.
const STARTS_ON: Date = date(2026, 2, 1);
/// The day that applicants are told whether they have been chosen.
const LETTERS_ON: Date = date(2025, 12, 18);
/// The day that the pairs are told who they are.
const MATCHED_ON: Date = date(2026, 2, 12);

/// How far the round has come.
#[derive(Clone, Copy)]
struct Horizon {
    /// The day one runs the demo, in Sweden.
    today: Date,
}

impl Horizon {
    /// Whether a moment lies before today.
    fn past(self, moment: Timestamp) -> bool {
        time::today(moment) < self.today
    }

    /// What someone does from a day on; until then they have applied.
    fn once(self, day: Date, duty: Duty) -> Duty {
        if self.today < day { Duty::Applicant } else { duty }
    }
}

/// Round 15 as it stands on the day of `now`.
pub fn round(now: Timestamp) -> NewRound {
    let horizon = Horizon { today: time::today(now) };
    let mut days = days::all();
    let replies = replies::all(&days, horizon);
    follow_up::add(&mut days, &replies, horizon);
    NewRound {
        number: NUMBER,
        starts_on: STARTS_ON,
        ends_on: days::CLOSING,
        max_pairs: MAX_PAIRS,
        organisations: people::ORGANISATIONS.map(str::to_owned).to_vec(),
        tables: tables::all(&days, &replies, horizon),
        arrangements: arrangements::all(&days, &replies, horizon),
        replies,
        days,
        people: everyone(horizon),
        call: Some(applications::call()),
        applications: applications::all(horizon),
        pairs: meetings::pairs(horizon),
        pulses: pulses::all(horizon),
    }
}

/// Whether nobody can have an address (RFC 2606), as nobody has one of the demo's.
///
/// ```
/// use server::demo::is_invented;
/// assert!(is_invented("adept1@example.org") && is_invented("a@b.example"));
/// assert!(!is_invented("eva@borås.se") && !is_invented("eva@notexample.org"));
/// ```
pub fn is_invented(email: &str) -> bool {
    let domain = email.rsplit('@').next().unwrap_or_default();
    ["example.org", "example.com", "example.net"].contains(&domain)
        || [".example", ".invalid", ".test"].iter().any(|end| domain.ends_with(end))
}

/// Whether all of a round's people are invented, so that anyone may be one of them.
pub fn is_all_invented(people: &[DemoPerson]) -> bool {
    people.iter().all(|person| is_invented(&person.email))
}

/// The demo's addresses: `adept1@example.org` and so on, counted from 1.
#[expect(clippy::expect_used, reason = "made of a word, a number and example.org: always an address, and tested")]
fn address(word: &str, n: usize) -> EmailAddress {
    EmailAddress::parse(&format!("{word}{n}@example.org")).expect("an address")
}

fn everyone(horizon: Horizon) -> Vec<NewPerson> {
    let (adepts, mentors): (Vec<_>, Vec<_>) = people::PAIRS.into_iter().unzip();
    let groups: [(&str, Duty, &[Sketch]); 6] = [
        ("adept", horizon.once(MATCHED_ON, Duty::Adept), &adepts),
        ("mentor", horizon.once(MATCHED_ON, Duty::Mentor), &mentors),
        ("reserv", horizon.once(LETTERS_ON, Duty::Reserve), &people::RESERVES),
        ("kontakt", Duty::ContactPerson, &people::CONTACTS),
        ("arbetsgrupp", Duty::WorkingGroup, &people::WORKING_GROUP),
        ("organisator", Duty::Organiser, &people::ORGANISERS),
    ];
    let group = |(word, duty, sketches): (&'static str, Duty, &[Sketch])| {
        (1..).zip(sketches).map(move |(n, sketch)| person(word, n, duty, sketch)).collect::<Vec<_>>()
    };
    groups.into_iter().flat_map(group).collect()
}

fn person(word: &str, n: usize, duty: Duty, sketch: &Sketch) -> NewPerson {
    NewPerson {
        email: address(word, n),
        name: format!("{} {}", sketch.given, sketch.surname),
        title: sketch.title.to_owned(),
        phone: phone(duty, n),
        organisation: sketch.organisation.to_owned(),
        lang: sketch.lang,
        duty,
    }
}

/// A number that rings nowhere: Post- och telestyrelsen keeps 070-174 06 05 to
/// 99 and 031-390 06 00 to 99 for books and films. Some give none.
fn phone(duty: Duty, n: usize) -> String {
    match duty {
        Duty::Adept | Duty::Mentor | Duty::Reserve if n.is_multiple_of(9) => String::new(),
        Duty::Adept => format!("070-174 06 {:02}", 4 + n),
        Duty::Mentor => format!("070-174 06 {}", 30 + n),
        Duty::Reserve | Duty::Applicant => format!("070-174 06 {}", 60 + n),
        Duty::ContactPerson => format!("031-390 06 {n:02}"),
        Duty::WorkingGroup => format!("031-390 06 {}", 20 + n),
        Duty::Organiser => format!("031-390 06 {}", 30 + n),
    }
}

#[cfg(test)]
mod tests;
