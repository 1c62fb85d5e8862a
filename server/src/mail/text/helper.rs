//! The words of mails to those who help at a day's door.

use app::{round::focus::door_of, text::date};
use domain::day::{Hours, helper::open_hours};
use store::mail::outbox::DayName;

use super::{Block, Facts, Say, one_time};

pub(super) fn named(
    say: Say,
    day: &DayName,
    (hours, place): (Hours, &str),
    (by, again): (&str, bool),
    facts: &Facts<'_>,
) -> (&'static str, Vec<Block>) {
    let (title, when) = (day.title.get(say.0), one_time(say.0, &hours));
    let from = date::moment(say.0, open_hours(hours).starts);
    let first = if again {
        say.words(
            format!("{title}, där du hjälper till i dörren, har fått en annan tid eller plats."),
            format!("{title}, where you help at the door, is at another time or place."),
        )
    } else {
        say.words(
            format!("{by} har utsett dig att hjälpa till i dörren på {title}: du checkar in dem som kommer."),
            format!("{by} has named you to help at the door of {title}: you check in those who come."),
        )
    };
    let blocks = vec![
        first,
        say.words(format!("När: {when}."), format!("When: {when}.")),
        say.words(format!("Var: {place}."), format!("Where: {place}.")),
        say.words(
            format!("Sidan för incheckningen öppnas för dig {from} och stängs när dagen är slut. Pröva gärna i god tid, på den telefon eller dator som du tar med dig."),
            format!("The check-in page opens for you {from}, and closes when the day is over. Do try it in good time, on the phone or computer that you bring."),
        ),
        say.words(
            format!("Logga in med din e-postadress: {}", facts.to),
            format!("Sign in with your email address: {}", facts.to),
        ),
        Block::Button(say.pick("Till incheckningen", "To the check-in"), format!("{}{}", facts.public_url, door_of(&day.slug))),
        say.words(
            format!("Kan du inte? Hör av dig till {by}."),
            format!("Are you not able to? Get in touch with {by}."),
        ),
    ];
    let subject = if again {
        say.pick("Ny tid eller plats för dig i dörren", "Another time or place for you at the door")
    } else {
        say.pick("Du hjälper till i dörren", "You help at the door")
    };
    (subject, blocks)
}

pub(super) fn no_longer(say: Say, day: &DayName, by: &str, facts: &Facts<'_>) -> (&'static str, Vec<Block>) {
    let title = day.title.get(say.0);
    let blocks = vec![
        say.words(
            format!("Du behöver inte längre hjälpa till i dörren på {title}. Det har {by} noterat, och sidan för incheckningen är inte öppen för dig."),
            format!("You need not help at the door of {title} any longer. {by} has noted this, and the check-in page is not open to you."),
        ),
        say.words(
            "Är du själv inbjuden till dagen gäller ditt svar som förut.",
            "If you are invited to the day yourself, your answer stands as before.",
        ),
        Block::Button(say.pick("Gå till din sida", "Go to your page"), format!("{}/min-sida", facts.public_url)),
        say.words(
            format!("Stämmer det inte? Hör av dig till {by}."),
            format!("Is this not right? Get in touch with {by}."),
        ),
    ];
    (say.pick("Du hjälper inte längre till i dörren", "You no longer help at the door"), blocks)
}
