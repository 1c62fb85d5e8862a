//! Mails about someone's address, and about what is to be kept from others.

use app::text::date;
use jiff::Timestamp;
use store::mail::outbox::DayName;

use super::{Block, Facts, Say};

pub(super) fn wrong_codes(say: Say, until: Timestamp, known: bool, facts: &Facts<'_>) -> (&'static str, Vec<Block>) {
    let until = date::moment(say.0, until);
    let (har, have) = if known { ("har", "have") } else { ("inte har", "have not") };
    let blocks = vec![
        say.words(
            "Någon har flera gånger skrivit fel kod för att logga in i Mentorprogrammet IOR med din e-postadress.",
            "Someone has several times typed a wrong code to sign in to Mentorprogrammet IOR with your email address.",
        ),
        say.words(
            format!("Ingen har kommit in. Till {until} tas därför inga koder emot som har begärts från en webbläsare där du {har} varit inloggad förut."),
            format!("Nobody got in. Until {until}, therefore, no codes are taken that were asked for in a browser in which you {have} been signed in before."),
        ),
        say.words(
            "Du kan logga in som vanligt med länken i inloggningsmejlet. Lämna aldrig ut en kod och skicka aldrig ett inloggningsmejl vidare.",
            "You can sign in as usual with the link in the sign-in email. Never give a code to anyone, and never forward a sign-in email.",
        ),
        facts.to_sign_in(say),
    ];
    (say.pick("Fel koder för din e-postadress", "Wrong codes for your email address"), blocks)
}

pub(super) fn works_elsewhere(
    say: Say,
    by: &str,
    organisation: &str,
    stand_in: bool,
    facts: &Facts<'_>,
) -> (&'static str, Vec<Block>) {
    let (sv, en) = if stand_in {
        ("vill att du är ersättare som kontaktperson", "wants you to stand in as contact person")
    } else {
        ("vill nominera dig till mentorprogrammet", "wants to nominate you for the mentoring programme")
    };
    let blocks = vec![
        say.words(
            format!("{by}, kontaktperson för {organisation}, {sv}. Men du är anmäld hos en annan organisation, så inget har hänt."),
            format!("{by}, contact person of {organisation}, {en}. But you are registered with another organisation, so nothing has happened."),
        ),
        say.words(
            format!("Arbetar du för {organisation} nu? Anmäl att du har bytt arbetsgivare och säg till {by}, som inte får veta att du har fått det här mejlet."),
            format!("Do you work for {organisation} now? Tell us that you have changed employer, and tell {by}, who does not know that you have got this email."),
        ),
        Block::Button(
            say.pick("Jag har bytt arbetsgivare", "I have changed employer"),
            format!("{}/ansok/arbetsgivare", facts.public_url),
        ),
        say.words("Annars behöver du inte göra något.", "Otherwise you need not do anything."),
    ];
    (say.pick("Någon tror att ni är kollegor", "Someone takes you for a colleague"), blocks)
}

pub(super) fn responsible_changed(
    say: Say,
    day: &DayName,
    by: &str,
    to: Option<&str>,
    facts: &Facts<'_>,
) -> (&'static str, Vec<Block>) {
    let title = day.title.get(say.0);
    let who = match to {
        Some(to) => say.words(
            format!("{by} har ändrat {title}: {to} ansvarar för dagen nu, inte du."),
            format!("{by} has changed {title}: {to} is responsible for the day now, not you."),
        ),
        None => say.words(
            format!("{by} har ändrat {title}: du ansvarar inte för dagen längre, och ingen annan heller."),
            format!("{by} has changed {title}: you are no longer responsible for the day, and nobody else is."),
        ),
    };
    let blocks = vec![
        who,
        say.words(
            "Det som deltagarna har berättat för dig om kost och tillgänglighet visas inte för någon annan förrän du lämnar över det, eller de själva säger ja.",
            "What participants have told you about diet and access is shown to nobody else before you hand it over, or they themselves agree.",
        ),
        Block::Button(
            say.pick("Gå till kost och tillgänglighet", "Go to diet and access"),
            format!("{}/organisera/dagar/{}/behov", facts.public_url, day.slug),
        ),
        say.words(
            "Var det inte avsett? Prata med den som ändrade. Ändringen står på sidan för alla organisatörer.",
            "Was this not meant to be? Talk to whoever changed it. The change stands on the page for all organisers.",
        ),
    ];
    (say.pick("Du ansvarar inte längre för en dag", "You are no longer responsible for a day"), blocks)
}

pub(super) fn needs_withheld(say: Say, day: &DayName, reader: &str, facts: &Facts<'_>) -> (&'static str, Vec<Block>) {
    let title = day.title.get(say.0);
    let blocks = vec![
        say.words(
            format!("{reader} ansvarar nu för {title}. Det du har angett där visas inte för {reader} förrän du säger ja."),
            format!("{reader} is now responsible for {title}. What you have said there is not shown to {reader} before you agree."),
        ),
        say.words(
            "Öppna sidan och tryck på knappen om det går bra. Du kan också ändra eller ta bort det du har angett.",
            "Open the page and press the button if that is all right. You can also change or remove what you have said.",
        ),
        Block::Button(
            say.pick("Gå till sidan", "Go to the page"),
            format!("{}/dagar/{}/behov", facts.public_url, day.slug),
        ),
    ];
    (say.pick("Får en ny organisatör se vad du har angett?", "May another organiser see what you have said?"), blocks)
}
