//! The words of mails about a pair. They name the partner, and nothing that the
//! two have written.

use app::text::date;
use domain::{pair::status::StatusChange, people::Role};
use jiff::civil::Date;
use store::mail::outbox::Partner;

use super::{Block, Facts, Say};

pub(super) fn matched(say: Say, role: Role, partner: &Partner, facts: &Facts<'_>) -> (&'static str, Vec<Block>) {
    let Partner { name, title, organisation } = partner;
    let (who, begin) = match role {
        Role::Adept => (
            say.words(
                format!("Din mentor i programmet är {name}, {title}, {organisation}."),
                format!("Your mentor in the programme is {name}, {title}, {organisation}."),
            ),
            say.words(
                format!("Hör av dig till {name} och bestäm när ni ses första gången. Telefon och e-post finns på er sida."),
                format!("Get in touch with {name} and decide when you first meet. Phone and email are on your page."),
            ),
        ),
        Role::Mentor => (
            say.words(
                format!("Din adept i programmet är {name}, {title}, {organisation}."),
                format!("Your adept in the programme is {name}, {title}, {organisation}."),
            ),
            say.words(
                format!("{name} har fått veta det samtidigt och hör av sig till dig. Du kan också ta första steget: telefon och e-post finns på er sida."),
                format!("{name} has been told at the same time, and will get in touch. You can take the first step too: phone and email are on your page."),
            ),
        ),
    };
    let blocks = vec![
        who,
        begin,
        say.words(
            "De gemensamma dagarna ligger nu på din sida och i din kalender. Svara redan nu om du kommer.",
            "The common days are now on your page and in your calendar. Say already now whether you come.",
        ),
        Block::Button(say.pick("Gå till paret", "Go to the pair"), format!("{}/par", facts.public_url)),
    ];
    let subject = match role {
        Role::Adept => say.pick("Du har fått en mentor", "You have a mentor"),
        Role::Mentor => say.pick("Du har fått en adept", "You have an adept"),
    };
    (subject, blocks)
}

pub(super) fn to_sign(say: Say, partner: &str, facts: &Facts<'_>) -> (&'static str, Vec<Block>) {
    let blocks = vec![
        say.words(
            format!("{partner} har skrivit ett förslag till er överenskommelse och skrivit under för sin del."),
            format!("{partner} has written a draft of your agreement, and signed it."),
        ),
        say.words(
            "Läs det, ändra det ni vill ändra, och skriv under när det stämmer. Först då gäller det; till dess gäller det ni hade innan.",
            "Read it, change what you want to change, and sign when it is right. Only then does it hold; until then what you had before does.",
        ),
        Block::Button(
            say.pick("Läs överenskommelsen", "Read the agreement"),
            format!("{}/par/overenskommelse", facts.public_url),
        ),
    ];
    (say.pick("Ett förslag till överenskommelse väntar på dig", "A draft agreement is waiting for you"), blocks)
}

pub(super) fn status(
    say: Say,
    partner: &str,
    change: StatusChange,
    until: Option<Date>,
    facts: &Facts<'_>,
) -> (&'static str, Vec<Block>) {
    let day = |until: Date| date::full(say.0, until);
    let what = match (change, until) {
        (StatusChange::Pause, Some(until)) => say.words(
            format!("{partner} vill att ni pausar till {}. Den dagen fortsätter ni av er själva.", day(until)),
            format!("{partner} would like the two of you to pause until {}. On that day you go on by yourselves.", day(until)),
        ),
        (StatusChange::Pause, None) => say.words(
            format!("{partner} vill att ni pausar ett tag. Ni fortsätter när en av er vill."),
            format!("{partner} would like the two of you to pause for a while. You go on when one of you wants to."),
        ),
        (StatusChange::Resume, _) => say.words(
            format!("{partner} vill att ni fortsätter att träffas."),
            format!("{partner} would like the two of you to go on meeting."),
        ),
        (StatusChange::Extend, until) => {
            let until = until.map(day).unwrap_or_default();
            say.words(
                format!("{partner} vill att ni fortsätter även när omgången är slut, till {until}."),
                format!("{partner} would like the two of you to go on after the round has ended, until {until}."),
            )
        }
        (StatusChange::Shorten, _) => say.words(
            format!("{partner} vill att ni avslutar tillsammans med omgången."),
            format!("{partner} would like the two of you to end together with the round."),
        ),
        (StatusChange::End, _) => say.words(
            format!("{partner} har avslutat er mentorrelation. Ni kan båda läsa det ni har skrivit tillsammans ett år efter omgångens slut."),
            format!("{partner} has ended your mentoring relation. You can both read what you wrote together for a year after the end of the round."),
        ),
    };
    let blocks = vec![
        what,
        say.words(
            "Ingen behöver förklara sig. Vill du något annat, prata med varandra, eller ändra det på sidan.",
            "Nobody needs to explain. If you want otherwise, talk to each other, or change it on the page.",
        ),
        Block::Button(say.pick("Gå till paret", "Go to the pair"), format!("{}/par/lage", facts.public_url)),
    ];
    (say.pick("Något är nytt i ert mentorpar", "Something is new in your mentoring pair"), blocks)
}

pub(super) fn call(say: Say, facts: &Facts<'_>) -> (&'static str, Vec<Block>) {
    let blocks = vec![
        say.words(
            "Någon i ett mentorpar vill prata med en organisatör. Vem det är, och om de har sagt något, ser du när du har loggat in.",
            "Someone in a mentoring pair would like to talk to an organiser. Who it is, and whether they said something, you see once you have signed in.",
        ),
        Block::Button(say.pick("Se vem det är", "See who it is"), format!("{}/organisera", facts.public_url)),
        say.words(
            "Markera på sidan att du har sett det. Då vet den som frågar att någon hör av sig.",
            "Mark on the page that you have seen it. Then whoever asks knows that someone will be in touch.",
        ),
    ];
    (say.pick("Någon vill prata med en organisatör", "Someone would like to talk to an organiser"), blocks)
}
