//! The words of mails about applications. They say what has happened and never
//! what was written: that is read where one is signed in.

use app::text::{date, genitive};
use domain::{
    application::{Part, StepKind},
    people::Lang,
    time::local,
};
use jiff::{Timestamp, civil::Date};
use store::people::LINK_LIFE;

use super::{Block, Facts, Say, grouped};

/// Where the applicant's own part is.
const OWN: &str = "/ansok/ansokan";

/// "adept", "mentor", or either.
fn part(say: Say, part: Part) -> &'static str {
    match part {
        Part::Adept => say.pick("adept", "an adept"),
        Part::Mentor => say.pick("mentor", "a mentor"),
        Part::Either => say.pick("adept eller mentor", "an adept or a mentor"),
    }
}

fn day(lang: Lang, at: Timestamp) -> String {
    date::full(lang, local(at).date())
}

fn to_own(say: Say, facts: &Facts<'_>) -> Block {
    Block::Button(say.pick("Gå till din ansökan", "Go to your application"), format!("{}{OWN}", facts.public_url))
}

pub(super) fn apply(say: Say, link: &str, code: &str, facts: &Facts<'_>) -> (&'static str, Vec<Block>) {
    let minutes = LINK_LIFE.as_mins();
    let blocks = vec![
        say.words(
            "Någon, troligen du själv, vill börja på en ansökan till Mentorprogrammet IOR med din e-postadress.",
            "Someone, most likely you, wants to begin an application to Mentorprogrammet IOR with your email address.",
        ),
        say.words(
            "Öppna länken och tryck på knappen på sidan. Då är adressen bekräftad, och du kommer till din ansökan.",
            "Open the link and press the button on the page. That confirms the address and takes you to your application.",
        ),
        Block::Button(
            say.pick("Börja på ansökan", "Begin the application"),
            format!("{}/logga-in/lank/{link}?till={OWN}", facts.public_url),
        ),
        say.words(
            "Du kan i stället skriva den här koden på sidan där du bad om mejlet:",
            "Or type this code on the page where you asked for this email:",
        ),
        Block::Code(grouped(code)),
        say.words(
            format!("Länken och koden gäller i {minutes} minuter. Det du skriver i ansökan sparas efter hand; nästa gång loggar du in med samma adress."),
            format!("The link and the code are valid for {minutes} minutes. What you write is saved as you go; next time, sign in with the same address."),
        ),
        say.words(
            "Har du inte bett om det här? Då behöver du inte göra något, och ingenting sparas om dig.",
            "If you did not ask for this, you need not do anything, and nothing is kept about you.",
        ),
    ];
    (say.pick("Bekräfta din adress och börja på ansökan", "Confirm your address and begin the application"), blocks)
}

pub(super) fn nominated(
    say: Say,
    by: &str,
    as_what: Part,
    closes: Timestamp,
    facts: &Facts<'_>,
) -> (&'static str, Vec<Block>) {
    let (as_what, last) = (part(say, as_what), day(say.0, closes));
    let blocks = vec![
        say.words(
            format!("{by} har nominerat dig till Mentorprogrammet IOR som {as_what}."),
            format!("{by} has nominated you for Mentorprogrammet IOR as {as_what}."),
        ),
        say.words(
            format!(
                "Logga in med den här adressen och fyll i din del av ansökan senast {last}. Den sparas efter hand."
            ),
            format!(
                "Sign in with this address and fill in your part of the application by {last}. It is saved as you go."
            ),
        ),
        to_own(say, facts),
        say.words(
            "När du har skickat den får din chef en fråga, och sedan tillstyrker din organisation.",
            "Once you have sent it your manager is asked, and then your organisation endorses it.",
        ),
    ];
    (say.pick("Du är nominerad till Mentorprogrammet IOR", "You have been nominated for Mentorprogrammet IOR"), blocks)
}

pub(super) fn manager_asked(
    say: Say,
    applicant: &str,
    as_what: Part,
    link: &str,
    until: Timestamp,
    facts: &Facts<'_>,
) -> (&'static str, Vec<Block>) {
    let (as_what, last) = (part(say, as_what), day(say.0, until));
    let blocks = vec![
        say.words(
            format!("{applicant} söker till Mentorprogrammet IOR som {as_what} och har angett dig som sin chef. Din organisation behöver veta om du stöder ansökan."),
            format!("{applicant} is applying to Mentorprogrammet IOR as {as_what} and names you as their manager. Your organisation needs to know whether you support it."),
        ),
        say.words(
            "Du svarar på en sida för just den här frågan. Den tar ett par minuter, och du behöver inget konto.",
            "You answer on a page made for this one question. It takes a few minutes and needs no account.",
        ),
        Block::Button(say.pick("Läs och svara", "Read and answer"), format!("{}/chef/{link}", facts.public_url)),
        say.words(
            format!("Länken är din personliga och gäller till och med {last}. På sidan kan du också lämna frågan vidare till rätt chef; skicka inte det här mejlet vidare."),
            format!("The link is personal and good until {last}. On the page you can also pass the question on to the right manager; do not forward this email."),
        ),
    ];
    (
        say.pick(
            "Stöder du en ansökan till Mentorprogrammet IOR?",
            "Do you support an application to Mentorprogrammet IOR?",
        ),
        blocks,
    )
}

pub(super) fn step(say: Say, step: StepKind, facts: &Facts<'_>) -> (&'static str, Vec<Block>) {
    let (subject, what) = match step {
        StepKind::Sent => (
            say.pick("Din ansökan är skickad", "Your application has been sent"),
            say.words(
                "Din ansökan är skickad. Din chef har fått ett mejl med en länk att svara på. Du får ett mejl när chefen har svarat.",
                "Your application has been sent. Your manager has got an email with a link to answer. You get an email when they have answered.",
            ),
        ),
        StepKind::Answered => (
            say.pick("Ditt svar är skickat", "Your answer has been sent"),
            say.words(
                "Ditt svar är skickat, och din ansökan läses igen. Du får ett mejl när nästa steg är taget.",
                "Your answer has been sent, and your application is read again. You get an email when the next step is taken.",
            ),
        ),
        StepKind::Supported => (
            say.pick("Din chef stöder ansökan", "Your manager supports the application"),
            say.words(
                "Din chef stöder din ansökan. Nu väntar den på din organisations kontaktperson.",
                "Your manager supports your application. It now waits for your organisation's contact person.",
            ),
        ),
        StepKind::Unsupported => (
            say.pick("Din chef har svarat", "Your manager has answered"),
            say.words(
                "Din chef har svarat att ansökan inte stöds. Din organisations kontaktperson ser svaret och hör av sig.",
                "Your manager has answered that they do not support it. Your organisation's contact person sees the answer and will be in touch.",
            ),
        ),
        StepKind::Returned => (
            say.pick("En fråga om din ansökan", "A question about your application"),
            say.words(
                "Din organisations kontaktperson har en fråga innan ansökan kan tillstyrkas. Läs den, ändra det som behövs och skicka igen.",
                "Your organisation's contact person has a question before they can endorse it. Read it, change what is needed and send it again.",
            ),
        ),
        StepKind::Endorsed => (
            say.pick("Din ansökan är tillstyrkt", "Your application is endorsed"),
            say.words(
                "Din organisation tillstyrker din ansökan. Nu läser arbetsgruppen alla ansökningar, och du får besked av dem.",
                "Your organisation endorses your application. The working group now reads all applications and will let you know.",
            ),
        ),
        _ => (
            say.pick("Besked om din ansökan", "News of your application"),
            say.words(
                "Det har hänt något med din ansökan. Läs mer där.",
                "Something has happened to your application. Read more there.",
            ),
        ),
    };
    (subject, vec![what, to_own(say, facts)])
}

pub(super) fn to_endorse(say: Say, applicant: &str, again: bool, facts: &Facts<'_>) -> (&'static str, Vec<Block>) {
    let of = genitive(applicant);
    let what = if again {
        say.words(
            format!("{of} ansökan väntar fortfarande på att du tillstyrker den, ställer en fråga eller avstår."),
            format!("{applicant}'s application still waits for you to endorse it, ask something, or decline."),
        )
    } else {
        say.words(
            format!("{of} ansökan är klar, och chefen har svarat. Nu väntar den på dig som kontaktperson."),
            format!("{applicant}'s application is complete and the manager has answered. It now waits for you as contact person."),
        )
    };
    let button = Block::Button(
        say.pick("Läs ansökningarna", "Read the applications"),
        format!("{}/kontakt/ansokningar", facts.public_url),
    );
    (say.pick("En ansökan väntar på dig", "An application is waiting for you"), vec![what, button])
}

pub(super) fn waits(say: Say, closes: Timestamp, question: bool, facts: &Facts<'_>) -> (&'static str, Vec<Block>) {
    let last = day(say.0, closes);
    let what = if question {
        say.words(
            "Din organisations kontaktperson väntar på ditt svar. Läs frågan, ändra det som behövs och skicka igen.",
            "Your organisation's contact person is waiting for your answer. Read the question, change what is needed and send it again.",
        )
    } else {
        say.words(
            format!("Du har börjat på en ansökan som inte är skickad. Sista dagen är {last}."),
            format!("You have begun an application that is not sent. The last day is {last}."),
        )
    };
    (say.pick("Din ansökan väntar på dig", "Your application is waiting for you"), vec![what, to_own(say, facts)])
}

pub(super) fn stands_in(say: Say, by: &str, from: Date, until: Date, facts: &Facts<'_>) -> (&'static str, Vec<Block>) {
    let (first, last) = (date::full(say.0, from), date::full(say.0, until));
    let blocks = vec![
        say.words(
            format!("{by} har bett dig att sköta kontaktpersonens uppgifter i Mentorprogrammet IOR från {first} till och med {last}."),
            format!("{by} has asked you to do the contact person's work in Mentorprogrammet IOR from {first} until {last}."),
        ),
        say.words(
            "Logga in med den här adressen. Under den tiden ser du organisationens ansökningar och kan tillstyrka dem.",
            "Sign in with this address. During that time you see your organisation's applications and can endorse them.",
        ),
        Block::Button(
            say.pick("Gå till ansökningarna", "Go to the applications"),
            format!("{}/kontakt/ansokningar", facts.public_url),
        ),
    ];
    (say.pick("Du är ersättare som kontaktperson", "You stand in as contact person"), blocks)
}

pub(super) fn moved(
    say: Say,
    name: &str,
    [from, to]: [&str; 2],
    partner: Option<&str>,
    facts: &Facts<'_>,
) -> (&'static str, Vec<Block>) {
    let rule = match partner {
        Some(partner) => say.words(
            format!("{name} och {partner} är nu i samma organisation. Det går emot regeln att ett par kommer från olika organisationer. Prata med dem båda."),
            format!("{name} and {partner} are now in the same organisation, against the rule that a pair is across two. Talk to both of them."),
        ),
        None => say.words(
            "Regeln att ett par kommer från olika organisationer håller fortfarande.",
            "The rule that a pair is across two organisations still holds.",
        ),
    };
    let blocks = vec![
        say.words(
            format!("{name} har bytt arbetsgivare, från {from} till {to}."),
            format!("{name} has changed employer, from {from} to {to}."),
        ),
        rule,
        Block::Button(
            say.pick("Se vem som arbetar var", "See who works where"),
            format!("{}/organisera/arbetsgivare", facts.public_url),
        ),
    ];
    (say.pick("Någon i programmet har bytt arbetsgivare", "Someone in the programme has changed employer"), blocks)
}

pub(super) fn withdrew(say: Say, name: &str, organisation: &str, facts: &Facts<'_>) -> (&'static str, Vec<Block>) {
    let blocks = vec![
        say.words(
            format!("{name}, {organisation}, har tagit tillbaka sin ansökan."),
            format!("{name}, {organisation}, has taken their application back."),
        ),
        say.words(
            "Den som var utvald eller stod i reserv är det inte längre, och är inte med i matchningen.",
            "Whoever was selected or in reserve is so no longer, and takes no part in the matching.",
        ),
        Block::Button(say.pick("Gå till urvalet", "Go to the selection"), format!("{}/urval", facts.public_url)),
    ];
    (say.pick("En ansökan är tillbakatagen", "An application has been taken back"), blocks)
}
