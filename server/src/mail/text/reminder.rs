//! Mails to those who have not answered to a day.

use domain::day::Contact;

use super::{Block, Facts, Say};

pub(super) fn in_time(
    say: Say,
    title: &str,
    when: &str,
    last: &str,
    slug: &str,
    facts: &Facts<'_>,
) -> (&'static str, Vec<Block>) {
    let mut blocks = vec![
        say.words(
            format!("Du har inte svarat än om du kommer till {title}, {when}."),
            format!("You have not answered yet whether you are coming to {title}, {when}."),
        ),
        say.words(
            format!("Svara senast {last}. Det tar några sekunder, och ett nej är lika välkommet som ett ja: då vet vi hur många vi blir."),
            format!("Please answer by {last}. It takes a few seconds, and a no is as welcome as a yes: it tells us how many we will be."),
        ),
    ];
    blocks.extend(facts.day_choices(say));
    blocks.extend([
        Block::Button(say.pick("Gå till dagen", "Go to the day"), format!("{}/dagar/{slug}", facts.public_url)),
        say.words(
            format!("Du kan ändra dig när du vill till och med {last}."),
            format!("You can change your mind until the end of {last}."),
        ),
    ]);
    (say.pick("Kommer du?", "Are you coming?"), blocks)
}

/// After the deadline. Whoever can no longer say yes is told whom to ask.
pub(super) fn late(
    say: Say,
    title: &str,
    when: &str,
    may_come: bool,
    contact: &Contact,
    slug: &str,
    facts: &Facts<'_>,
) -> (String, Vec<Block>) {
    let ask = reached_by(contact);
    let way_on = match (may_come, ask.is_empty()) {
        (true, _) => say.words(
            "Tiden att svara har gått ut, men det finns plats: du kan fortfarande svara ja eller nej på dagens sida.",
            "The time to answer is over, but there is room: you can still answer yes or no on the day's page.",
        ),
        (false, false) => say.words(
            format!("Tiden att svara har gått ut. Vill du komma, hör av dig till {ask}. Kan du inte, svara nej på dagens sida."),
            format!("The time to answer is over. If you want to come, get in touch with {ask}. If you cannot, answer no on the day's page."),
        ),
        (false, true) => say.words(
            "Tiden att svara har gått ut. Vill du komma, hör av dig till organisatören. Kan du inte, svara nej på dagens sida.",
            "The time to answer is over. If you want to come, get in touch with the organiser. If you cannot, answer no on the day's page.",
        ),
    };
    let answers = [("yes", say.pick("Ja", "Yes")), ("no", say.pick("Nej", "No"))];
    let taken = answers.into_iter().filter(|(name, _)| may_come || *name == "no");
    let mut blocks = vec![
        say.words(
            format!("Vi vet fortfarande inte om du kommer till {title}, {when}."),
            format!("We still do not know whether you are coming to {title}, {when}."),
        ),
        way_on,
    ];
    blocks.extend(facts.choices(taken));
    let to_day = say.pick("Gå till dagen", "Go to the day");
    blocks.push(Block::Button(to_day, format!("{}/dagar/{slug}", facts.public_url)));
    let subject = say.pick("Kommer du? Vi saknar ditt svar till", "Are you coming? We miss your answer to");
    (format!("{subject} {title}"), blocks)
}

/// A contact in a line: name, address, number; what there is of them.
fn reached_by(contact: &Contact) -> String {
    let parts = [&contact.name, &contact.email, &contact.phone];
    parts.into_iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(", ")
}
