//! The words of reminders that go by themselves.

use app::text::date;
use domain::day::{Answer, Hours};
use jiff::{Timestamp, civil::Date};
use store::mail::{outbox::DayName, reminder::Note};

use super::{Block, Content, Facts, Say, all_hours, of_day, to_day};

/// A reminder.
pub(super) fn note(say: Say, note: &Note, facts: &Facts<'_>) -> (String, Vec<Block>) {
    match note {
        Note::DayBefore { day, hours, place, partners } => {
            of_day(say, day, day_before(say, day, hours, place, partners, facts))
        }
        Note::ToLog { partner, met } => to_log(say, partner, *met, facts),
        Note::Pulse => pulse(say, facts),
        Note::Evaluation { day, until } => of_day(say, day, evaluation(say, day, *until, facts)),
    }
}

/// Several reminders in one email, each under its own subject.
pub(super) fn digest(say: Say, parts: Vec<Content>) -> (String, Vec<Block>) {
    let subject = say.pick(
        format!("{} påminnelser från Mentorprogrammet IOR", parts.len()),
        format!("{} reminders from Mentorprogrammet IOR", parts.len()),
    );
    let under = |Content { subject, blocks }| std::iter::once(Block::Topic(subject)).chain(blocks);
    (subject, parts.into_iter().flat_map(under).collect())
}

fn day_before(
    say: Say,
    day: &DayName,
    hours: &[Hours],
    place: &str,
    partners: &[(String, Option<Answer>)],
    facts: &Facts<'_>,
) -> (&'static str, Vec<Block>) {
    let (title, hours) = (day.title.get(say.0), all_hours(say.0, hours));
    let mut blocks = vec![
        say.words(
            format!("Du har sagt att du kommer till {title}. Välkommen!"),
            format!("You have said that you are coming to {title}. Welcome!"),
        ),
        say.words(format!("När: {hours}\nVar: {place}"), format!("When: {hours}\nWhere: {place}")),
    ];
    blocks.extend(partners.iter().map(|(name, answer)| partner(say, name, *answer)));
    blocks.push(to_day(say, day, facts));
    blocks.push(say.words(
        "Kan du inte komma? Ändra ditt svar på dagens sida. Då vet vi hur många vi blir, och någon annan kan få platsen.",
        "If you cannot come, change your answer on the day's page. It tells us how many we will be, and someone else may have the seat.",
    ));
    (say.pick("Snart ses vi", "See you soon"), blocks)
}

fn partner(say: Say, name: &str, answer: Option<Answer>) -> Block {
    match answer {
        Some(Answer::Yes) => say.words(format!("{name} kommer också."), format!("{name} is coming, too.")),
        Some(Answer::Maybe) => say.words(format!("{name} kommer kanske."), format!("{name} may be coming.")),
        Some(Answer::No) => say.words(format!("{name} kan inte komma."), format!("{name} cannot come.")),
        None => say.words(format!("{name} har inte svarat än."), format!("{name} has not answered yet.")),
    }
}

fn to_log(say: Say, partner: &str, met: Date, facts: &Facts<'_>) -> (String, Vec<Block>) {
    let met = date::full(say.0, met);
    let blocks = vec![
        say.words(
            format!("Du och {partner} hade bestämt att ses {met}."),
            format!("You and {partner} had agreed to meet on {met}."),
        ),
        say.words(
            "Har ni setts? Logga träffen. Datum, längd och form räcker, och det tar under en minut.",
            "If you have met, log the meeting. Date, length and form are enough, and it takes less than a minute.",
        ),
        Block::Button(say.pick("Logga träffen", "Log the meeting"), format!("{}/par/traffar/ny", facts.public_url)),
        say.words(
            "Blev den inte av? Ställ in den på er sida, eller föreslå nya tider. Det här mejlet går bara till er två.",
            "If it did not happen, cancel it on your page, or propose new times. This email goes to the two of you only.",
        ),
    ];
    (say.pick("Hur gick träffen?", "How was your meeting?").to_owned(), blocks)
}

fn pulse(say: Say, facts: &Facts<'_>) -> (String, Vec<Block>) {
    let blocks = vec![
        say.words(
            "Varannan månad frågar vi hur det går för er två. Det är en enda fråga, och den tar tio sekunder.",
            "Every other month we ask how it goes for the two of you. It is a single question and takes ten seconds.",
        ),
        say.words(
            "Ditt eget svar ser bara du. Organisatörerna ser en siffra för alla tillsammans, och bara om minst fem har svarat.",
            "Only you see your own answer. Organisers see a figure for everyone together, and only if five or more have answered.",
        ),
        Block::Button(say.pick("Svara", "Answer"), format!("{}/min-sida/puls", facts.public_url)),
    ];
    (say.pick("En fråga: hur går det?", "One question: how is it going?").to_owned(), blocks)
}

fn evaluation(say: Say, day: &DayName, until: Timestamp, facts: &Facts<'_>) -> (&'static str, Vec<Block>) {
    let (title, until) = (day.title.get(say.0), date::moment(say.0, until));
    let address = format!("{}/dagar/{}/utvardering", facts.public_url, day.slug);
    let blocks = vec![
        say.words(
            format!("Du kan fortfarande säga vad du tyckte om {title}, till {until}."),
            format!("You can still say what you thought of {title}, until {until}."),
        ),
        say.words(
            "Det är tre frågor och tar en minut, och ingen ser vem som har svarat vad. Nästa dag blir bättre av det.",
            "It is three questions and takes a minute, and nobody sees who answered what. It makes the next day better.",
        ),
        Block::Button(say.pick("Säg vad du tyckte", "Say what you thought"), address),
    ];
    (say.pick("Vad tyckte du?", "What did you think?"), blocks)
}
