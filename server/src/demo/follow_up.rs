//! What became of the days that have been: who came, the files that were
//! added, what people thought.

use std::collections::HashSet;

use domain::{
    day::{
        Answer, Audience,
        evaluation::{Comment, Evaluation},
        material::{FileKind, NewMaterial},
    },
    people::EmailAddress,
    time,
};
use jiff::{
    Timestamp, ToSpan,
    civil::{Date, Time, time as at},
};
use store::round::{NewCheckIn, NewDay, NewReply, PastDay};

use super::{Horizon, address, days::DATES, dice::Dice, pdf::pdf};

/// How many days after a day its files are added, and then the emails sent.
const FILES_AFTER: i64 = 3;
const THANKS_AFTER: i64 = 4;

/// A file: for whom, its name, and what stands in it.
type File = (Audience, &'static str, &'static [&'static str]);

/// Who says what they think.
type Given = (EmailAddress, Evaluation);

/// The files of each day.
const FILES: [&[File]; 4] = [
    &[
        (
            Audience::Everyone,
            "Året i korthet.pdf",
            &[
                "Året i korthet",
                "Fyra gemensamma dagar, och en träff i månaden för varje par.",
                "Ni bestämmer själva var, när och om vad.",
            ],
        ),
        (
            Audience::Mentors,
            "Frågor för det första samtalet.pdf",
            &[
                "Frågor för det första samtalet",
                "Vad vill du ha ut av året?",
                "När har du lärt dig mest av någon annan?",
                "Vad ska vi låta bli att tala om?",
            ],
        ),
    ],
    &[(
        Audience::Everyone,
        "Det vi talade om.pdf",
        &[
            "Det vi talade om",
            "Att säga nej uppåt.",
            "Att leda dem som kan mer än man själv.",
            "Att vara ny chef för gamla kollegor.",
        ],
    )],
    &[
        (
            Audience::Everyone,
            "Att leda chefer, bilder.pdf",
            &["Att leda chefer", "Vad gör du som ingen annan kan göra?", "Vad gör du som någon annan borde göra?"],
        ),
        (Audience::Everyone, "Läslista.pdf", &["Läslista", "Tio böcker som dagens deltagare har haft nytta av."]),
    ],
    &[],
];

/// What people add, now and then.
const COMMENTS: [&str; 14] = [
    "Mer tid i de små grupperna, där hände det mest.",
    "Bra ledd och lagom lång. Lunchen var god.",
    "Jag fick tala med tre personer som jag aldrig hade ringt annars.",
    "Det var svårt att höra längst bak.",
    "Börja gärna en kvart senare, tåget från Borås hinner inte fram.",
    "Föreläsningen gick fort fram, men samtalen efteråt gjorde den begriplig.",
    "Skönt att få vara den som frågar en hel dag.",
    "Good mix of people from other organisations.",
    "Dela ut frågorna i förväg nästa gång.",
    "Jag tar med mig en sak som jag ska pröva redan på måndag.",
    "Namnskyltarna gick att läsa på håll. Tack för det.",
    "Lite för många bilder på eftermiddagen.",
    "Bra att sitta med nya personer efter lunch.",
    "More time for questions, please.",
];

/// Adds to each day that has been what became of it.
pub(super) fn add(days: &mut [NewDay], replies: &[NewReply], horizon: Horizon) {
    for (n, day) in days.iter_mut().enumerate() {
        day.past = (DATES[n] < horizon.today).then(|| past(n, day, replies, horizon));
    }
}

fn past(n: usize, day: &NewDay, replies: &[NewReply], horizon: Horizon) -> PastDay {
    let check_ins: Vec<_> =
        replies.iter().filter(|reply| reply.day == day.slug).filter_map(|reply| check_in(n, day, reply)).collect();
    let morning = |days: i64| moment(DATES[n] + days.days(), at(8, 30, 0, 0));
    let materials = FILES[n].iter().map(|file| (material(file), morning(FILES_AFTER)));
    PastDay {
        organiser: address("organisator", 1),
        materials: materials.filter(|(_, at)| horizon.past(*at)).collect(),
        evaluations: each_word_once(check_ins.iter().filter_map(|one| evaluation(n, one, horizon)).collect()),
        thanked_at: Some(morning(THANKS_AFTER)).filter(|at| horizon.past(*at)),
        check_ins,
    }
}

/// Most come who said so, some minutes before or after the hour.
fn check_in(n: usize, day: &NewDay, reply: &NewReply) -> Option<NewCheckIn> {
    let mut dice = dice("kom", reply.person.as_str(), n + 10 * reply.segment);
    let comes = match reply.answer {
        Answer::Yes => dice.chance(93),
        Answer::Maybe => dice.chance(40),
        Answer::No => false,
    };
    let (_, starts, _) = day.segments.get(reply.segment)?;
    let at = *starts + (dice.below(35) - 25).minutes();
    comes.then(|| NewCheckIn { person: reply.person.clone(), segment: reply.segment, at })
}

/// No two people say the same.
fn each_word_once(mut evaluations: Vec<Given>) -> Vec<Given> {
    let mut said = HashSet::new();
    for (_, evaluation) in &mut evaluations {
        if !said.insert(evaluation.comment.as_str().to_owned()) {
            evaluation.comment = Comment::default();
        }
    }
    evaluations
}

/// What someone thinks of a day, if they say so: once for the whole of it.
fn evaluation(n: usize, check_in: &NewCheckIn, horizon: Horizon) -> Option<Given> {
    let mut dice = dice("utvärdering", check_in.person.as_str(), n);
    let said_on = DATES[n] + (1 + dice.below(12)).days();
    let says = check_in.segment == 0 && dice.chance(70) && said_on < horizon.today;
    says.then(|| {
        let ratings = [rating(&mut dice), rating(&mut dice), rating(&mut dice)];
        let words = if dice.chance(35) { dice.one_of(COMMENTS) } else { "" };
        (check_in.person.clone(), Evaluation { ratings, comment: Comment::parse(words).unwrap_or_default() })
    })
}

fn rating(dice: &mut Dice) -> u32 {
    match dice.below(100) {
        0..3 => 1,
        3..9 => 2,
        9..27 => 3,
        27..66 => 4,
        _ => 5,
    }
}

fn material((audience, name, lines): &File) -> NewMaterial {
    NewMaterial { audience: *audience, name: (*name).to_owned(), kind: FileKind::Pdf, content: pdf(lines) }
}

fn moment(date: Date, time: Time) -> Timestamp {
    time::instant(date.to_datetime(time))
}

fn dice(matter: &str, person: &str, day: usize) -> Dice {
    Dice::of(&format!("{matter} {person}"), [day, 0])
}
