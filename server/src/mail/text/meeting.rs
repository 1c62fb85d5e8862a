//! The words of emails about a pair's meetings. They go to its two and to
//! nobody else; what is in them is not in their subjects.

use app::text::date;
use domain::{
    meeting::{
        Form,
        proposal::{Plan, ends},
    },
    people::{Lang, Role},
};
use jiff::civil::DateTime;
use store::mail::outbox::{About, Invitation};

use super::{Block, Facts, Say};

/// Times that the partner proposes.
///
/// `moves` is when the meeting is that would be moved, if they have agreed on one.
pub(super) fn proposed(
    say: Say,
    by: &str,
    times: &[DateTime],
    plan: &Plan,
    moves: Option<DateTime>,
    facts: &Facts<'_>,
) -> (String, Vec<Block>) {
    let list = times.iter().map(|at| format!("– {}", moment(say.0, *at))).collect::<Vec<_>>().join("\n");
    let (subject, first, then) = match moves {
        None => (
            say.pick("Förslag på tider för er nästa träff", "Proposed times for your next meeting").to_owned(),
            say.words(format!("{by} föreslår att ni ses:"), format!("{by} proposes that you meet:")),
            say.words(
                "Välj en av tiderna på er sida, eller föreslå andra. När du har valt får ni båda en kalenderinbjudan.",
                "Pick one of the times on your page, or propose others. Once you have, both of you get a calendar invitation.",
            ),
        ),
        Some(from) => {
            let (day, from) = (format!("{} {}", from.day(), date::month(say.0, from.date())), moment(say.0, from));
            (
                say.pick(format!("Förslag: flytta er träff {day}"), format!("Proposal: move your meeting on {day}")),
                say.words(
                    format!("Ni har bestämt att ses {from}. {by} vill flytta {day} till:"),
                    format!("You have agreed to meet on {from}. {by} would like to move {day} to:"),
                ),
                say.words(
                    "Välj en av tiderna på er sida, så flyttas träffen dit och ni får båda en ny kalenderinbjudan. Passar ingen, tacka nej: då gäller tiden ni har.",
                    "Pick one of the times on your page, and the meeting is moved there and both of you get a new calendar invitation. If none suits you, decline: the time you have then stands.",
                ),
            )
        }
    };
    let mut blocks = vec![first, Block::Words(list), Block::Words(how(say, plan)), then];
    let choose = say.pick("Välj en tid eller tacka nej", "Choose a time or decline");
    blocks.extend(facts.answer().map(|address| Block::Button(choose, address)));
    blocks.push(to_pair(say, facts));
    (subject, blocks)
}

/// The partner's no to all times.
pub(super) fn declined(say: Say, by: &str, word: &str, facts: &Facts<'_>) -> (String, Vec<Block>) {
    let mut blocks = vec![say.words(
        format!("{by} kunde inte någon av tiderna som du föreslog."),
        format!("{by} could not make any of the times that you proposed."),
    )];
    blocks.extend(said(word));
    blocks.push(Block::Button(
        say.pick("Föreslå andra tider", "Propose other times"),
        format!("{}/par/traffar/foresla", facts.public_url),
    ));
    (say.pick("Tiderna passade inte", "The times did not suit").to_owned(), blocks)
}

/// What has become of the next meeting.
pub(super) fn meeting(say: Say, invitation: &Invitation, facts: &Facts<'_>) -> (String, Vec<Block>) {
    let Invitation { about, agreed, by, word, .. } = invitation;
    let reader = if facts.to == invitation.adept.email { Role::Adept } else { Role::Mentor };
    let partner = &invitation.of(reader.counterpart()).name;
    let when =
        format!("{}–{}", moment(say.0, agreed.at), date::time(say.0, ends(agreed.at, agreed.plan.minutes).time()));
    let (subject, sentence) = match about {
        About::Agreed => (
            say.pick("Er nästa träff är bestämd", "Your next meeting is settled"),
            say.pick(format!("Du och {partner} ses {when}."), format!("You and {partner} meet on {when}.")),
        ),
        About::Moved => (
            say.pick("Er nästa träff har ändrats", "Your next meeting has changed"),
            say.pick(format!("Du och {partner} ses nu {when}."), format!("You and {partner} now meet on {when}.")),
        ),
        About::Cancelled if *by == reader => (
            say.pick("Er nästa träff är inställd", "Your next meeting is cancelled"),
            say.pick(
                format!("Du har ställt in träffen med {partner} {when}."),
                format!("You have cancelled the meeting with {partner} on {when}."),
            ),
        ),
        About::Cancelled => (
            say.pick("Er nästa träff är inställd", "Your next meeting is cancelled"),
            say.pick(
                format!("{partner} har ställt in träffen {when}."),
                format!("{partner} has cancelled the meeting on {when}."),
            ),
        ),
        About::Tomorrow => (
            say.pick("I morgon ses ni", "You meet tomorrow"),
            say.pick(
                format!("I morgon ses du och {partner}: {when}."),
                format!("Tomorrow you meet {partner}: {when}."),
            ),
        ),
        About::Soon => (
            say.pick("Snart ses ni", "You meet soon"),
            say.pick(format!("Du och {partner} ses {when}."), format!("You and {partner} meet on {when}.")),
        ),
    };
    let mut blocks = vec![Block::Words(sentence)];
    blocks.extend(said(word));
    if *about == About::Cancelled {
        blocks.push(say.words(
            "Den medföljande filen tar bort träffen ur kalendern.",
            "The attached file takes the meeting out of your calendar.",
        ));
        blocks.push(to_pair(say, facts));
    } else {
        blocks.push(Block::Words(how_with_host(say, invitation)));
        let label = say.pick("Visa träffen", "See the meeting");
        blocks.push(Block::Button(label, format!("{}/par/traffar/nasta", facts.public_url)));
        blocks
            .push(say.words("På sidan kan du flytta eller ställa in den.", "On that page you can move or cancel it."));
    }
    (subject.to_owned(), blocks)
}

/// The rhythm has slipped.
pub(super) fn slipped(say: Say, partner: &str, facts: &Facts<'_>) -> (String, Vec<Block>) {
    let blocks = vec![
        say.words(
            format!("Det har gått längre än ni tänkt sedan du och {partner} sågs, och ingen ny träff är bestämd."),
            format!("More time than you meant has passed since you and {partner} met, and no new meeting is settled."),
        ),
        say.words(
            "Det händer alla. Föreslå ett par tider, så är ni i gång igen. Har ni redan setts? Logga träffen; datum, längd och form räcker.",
            "It happens to everyone. Propose a few times and you are on your way again. Have you met already? Log the meeting; date, length and form are enough.",
        ),
        Block::Button(say.pick("Föreslå tider", "Propose times"), format!("{}/par/traffar/foresla", facts.public_url)),
        say.words(
            "Det här mejlet går bara till er två.",
            "This email goes to the two of you only.",
        ),
    ];
    (say.pick("Dags att ses igen?", "Time to meet again?").to_owned(), blocks)
}

fn to_pair(say: Say, facts: &Facts<'_>) -> Block {
    Block::Button(say.pick("Gå till er sida", "Go to your page"), format!("{}/par", facts.public_url))
}

/// What someone said with a no, as they wrote it.
fn said(word: &str) -> Option<Block> {
    (!word.is_empty()).then(|| Block::Words(format!("”{word}”")))
}

fn moment(lang: Lang, at: DateTime) -> String {
    let (date, time) = (date::full(lang, at.date()), date::time(lang, at.time()));
    match lang {
        Lang::Sv => format!("{date} kl. {time}"),
        Lang::En => format!("{date} at {time}"),
    }
}

/// How, for how long, and where.
fn how(say: Say, plan: &Plan) -> String {
    let minutes = plan.minutes;
    let form = match plan.form {
        Form::InPerson => say.pick("På plats", "In person"),
        Form::Digital => say.pick("Digitalt", "Online"),
        Form::StudyVisit => say.pick("Studiebesök", "Study visit"),
    };
    let r#where = if plan.place.is_empty() { String::new() } else { format!("\n{}", plan.place) };
    format!("{form}, {}{}", say.pick(format!("{minutes} minuter"), format!("{minutes} minutes")), r#where)
}

fn how_with_host(say: Say, invitation: &Invitation) -> String {
    let how = how(say, &invitation.agreed.plan);
    match invitation.agreed.plan.host {
        Some(host) => {
            let host = invitation.of(host);
            let (name, organisation) = (&host.name, &host.organisation);
            say.pick(format!("{how}\nVärd: {name}, {organisation}"), format!("{how}\nHost: {name}, {organisation}"))
        }
        None => how,
    }
}
