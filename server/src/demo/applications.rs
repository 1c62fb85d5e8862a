//! How the demo's people came in: what they applied with, and what became of it.
//! The call was open in the autumn before the round; in December the working
//! group decided.

use domain::{
    application::{
        Area, Call, Conflict, Form, Leadership, Level, Manager, MeetingForm, Part, Purpose, StepKind, Strategic, Theme,
        Travel, Wishes, Work,
    },
    day::Contact,
    people::{EmailAddress, Lang, Localised, Role},
    time,
};
use jiff::{
    Timestamp, ToSpan,
    civil::{Date, date},
};
use store::round::{NewApplication, NewStep};

use super::{
    Horizon, address, calendar,
    dice::Dice,
    people::{CONTACTS, ORGANISATIONS, PAIRS, RESERVES, Sketch},
};

/// The call's first day and its last.
const OPENS_ON: Date = date(2025, 9, 15);
const CLOSES_ON: Date = date(2025, 11, 14);
/// By when every organisation has answered.
const ENDORSED_BY: Date = date(2025, 12, 5);
/// When the working group decides.
const DECIDED_ON: Date = date(2025, 12, 17);

/// The round's call.
pub(super) fn call() -> Call {
    let midnight = |day: Date| time::instant(day.at(0, 0, 0, 0));
    Call {
        opens: midnight(OPENS_ON),
        closes: midnight(CLOSES_ON.saturating_add(1.day())),
        who: Localised {
            sv: "Chefer över chefer i organisationerna i Nätverket IOR. Din organisation väljer ut vem som söker."
                .to_owned(),
            en: "Managers of managers in the organisations of Nätverket IOR. Your organisation chooses who applies."
                .to_owned(),
        },
        contact: Contact {
            name: "Katarina Påhittqvist".to_owned(),
            email: address("organisator", 1).as_str().to_owned(),
            phone: "031-390 06 31".to_owned(),
        },
        most_adepts: None,
        most_mentors: None,
    }
}

/// Someone who applies.
struct Applicant {
    email: EmailAddress,
    sketch: Sketch,
    /// What they come to be chosen for.
    role: Role,
    reserve: bool,
    /// Which one they are among all, from 0.
    n: usize,
}

/// Every application that has begun, as far as it has come.
pub(super) fn all(horizon: Horizon) -> Vec<NewApplication> {
    applicants().into_iter().filter_map(|applicant| application(&applicant, horizon)).collect()
}

fn applicants() -> Vec<Applicant> {
    let pairs = PAIRS.iter().enumerate().flat_map(|(n, (adept, mentor))| {
        [("adept", adept, Role::Adept), ("mentor", mentor, Role::Mentor)]
            .map(|(word, sketch, role)| (address(word, n + 1), *sketch, role, false))
    });
    let reserves = RESERVES.iter().enumerate().map(|(n, sketch)| {
        let role = if n == 2 { Role::Mentor } else { Role::Adept };
        (address("reserv", n + 1), *sketch, role, true)
    });
    let all = pairs.chain(reserves).enumerate();
    all.map(|(n, (email, sketch, role, reserve))| Applicant { email, sketch, role, reserve, n }).collect()
}

/// `None` while they have not begun. What lies ahead is not there yet.
fn application(applicant: &Applicant, horizon: Horizon) -> Option<NewApplication> {
    let mut steps = steps(applicant);
    steps.retain(|step| horizon.past(step.at));
    steps.first()?;
    let sent = steps.iter().any(|step| step.kind == StepKind::Sent);
    let decided = steps.iter().any(|step| matches!(step.kind, StepKind::Selected | StepKind::Reserve));
    let form = form(applicant);
    // A draft is half done: what comes first is there.
    let form = if sent {
        form
    } else {
        Form { wishes: None, conflicts_declared: false, manager: None, consent: false, ..form }
    };
    Some(NewApplication {
        person: applicant.email.clone(),
        conflicts: if form.conflicts_declared { conflicts(applicant) } else { Vec::new() },
        form,
        rank: None,
        role: decided.then_some(applicant.role),
        steps,
    })
}

/// All that happens to an application, from its beginning to December.
fn steps(applicant: &Applicant) -> Vec<NewStep> {
    let mut dice = Dice::of("application", [applicant.n, 0]);
    let contact = contact_of(applicant.sketch.organisation);
    let own = Some(applicant.email.clone());
    let mut day = OPENS_ON + dice.below(42).days();
    let mut steps = Vec::new();
    let mut then = |kind, after: i64, by: &Option<EmailAddress>, said: [&str; 2], dice: &mut Dice| {
        day = calendar::meeting_day(day.saturating_add(after.days())).min(ENDORSED_BY);
        let minute = i8::try_from(dice.below(60)).unwrap_or_default();
        // Later steps of the same day come later in it.
        let hour = i8::try_from(8 + steps.len()).unwrap_or(8);
        steps.push(step(kind, day.at(hour, minute, 0, 0), by.clone(), said));
    };
    if dice.chance(40) {
        then(StepKind::Nominated, 0, &Some(contact.clone()), ["", ""], &mut dice);
    } else {
        then(StepKind::Begun, 0, &own, ["", ""], &mut dice);
    }
    let soon = [1 + dice.below(9), 1 + dice.below(9), 1 + dice.below(8)];
    then(StepKind::Sent, soon[0], &own, ["", ""], &mut dice);
    then(StepKind::Supported, soon[1], &None, [dice.one_of(WHY), dice.one_of(COMMITS)], &mut dice);
    let contact = Some(contact);
    if applicant.n % 11 == 4 {
        then(StepKind::Returned, soon[2], &contact, [QUESTION, ""], &mut dice);
        then(StepKind::Answered, 2, &own, [ANSWER, ""], &mut dice);
    }
    then(StepKind::Endorsed, 1 + dice.below(6), &contact, ["", ""], &mut dice);
    let decision = if applicant.reserve { StepKind::Reserve } else { StepKind::Selected };
    steps.push(step(decision, DECIDED_ON.at(15, 0, 0, 0), Some(address("arbetsgrupp", 1)), ["", ""]));
    steps
}

fn step(kind: StepKind, at: jiff::civil::DateTime, by: Option<EmailAddress>, said: [&str; 2]) -> NewStep {
    NewStep { kind, at: instant(at), by, said: said.map(str::to_owned) }
}

fn instant(at: jiff::civil::DateTime) -> Timestamp {
    time::instant(at)
}

/// The contact person of an organisation: they stand in the organisations' order.
fn contact_of(organisation: &str) -> EmailAddress {
    let n = ORGANISATIONS.iter().position(|name| *name == organisation).unwrap_or_default();
    address("kontakt", n.min(CONTACTS.len() - 1) + 1)
}

fn form(applicant: &Applicant) -> Form {
    let mut dice = Dice::of("form", [applicant.n, 0]);
    let mentor = applicant.role == Role::Mentor;
    let part = match applicant.role {
        _ if applicant.n % 9 == 5 => Part::Either,
        Role::Adept => Part::Adept,
        Role::Mentor => Part::Mentor,
    };
    let years = if mentor { 4 + dice.below(9) } else { 1 + dice.below(5) };
    let strategic = if mentor { dice.one_of([Strategic::Now, Strategic::Earlier]) } else { Strategic::Earlier };
    let leadership = Leadership {
        level: if mentor { dice.one_of([Level::Division, Level::Top, Level::Department]) } else { Level::Department },
        manages_managers: true,
        years: u32::try_from(years).unwrap_or(1),
        strategic,
    };
    let themes = |dice: &mut Dice| {
        let first = dice.below(12);
        [0, 3, 7].map(|step| Theme::ALL[usize::try_from((first + step) % 12).unwrap_or_default()]).to_vec()
    };
    let purpose = Purpose {
        develop: if part.takes(Role::Adept) { themes(&mut dice) } else { Vec::new() },
        develop_words: if part.takes(Role::Adept) { dice.one_of(DEVELOP).to_owned() } else { String::new() },
        give: if part.takes(Role::Mentor) { themes(&mut dice) } else { Vec::new() },
        motivation: if part.takes(Role::Mentor) { dice.one_of(MOTIVATION).to_owned() } else { String::new() },
    };
    let boss = dice.one_of(MANAGERS);
    Form {
        part: Some(part),
        work: Some(Work { area: area_of(applicant.sketch.organisation), leadership }),
        purpose: Some(purpose),
        wishes: Some(wishes(applicant, &mut dice)),
        conflicts_declared: true,
        manager: Some(Manager { name: boss.to_owned(), email: address("chef", applicant.n + 1) }),
        consent: true,
    }
}

fn wishes(applicant: &Applicant, dice: &mut Dice) -> Wishes {
    let english = applicant.sketch.lang == Lang::En || dice.chance(50);
    let areas =
        if dice.chance(60) { vec![Area::ALL[usize::try_from(dice.below(12)).unwrap_or_default()]] } else { Vec::new() };
    Wishes {
        areas,
        languages: if english { vec![Lang::Sv, Lang::En] } else { vec![Lang::Sv] },
        form: dice.one_of([MeetingForm::Either, MeetingForm::InPerson, MeetingForm::Either, MeetingForm::Digital]),
        travel: dice.one_of([Travel::Town, Travel::Hour, Travel::Hour, Travel::Region]),
        capacity: 1,
        words: String::new(),
    }
}

/// Some must not be paired with someone. Never with whom they come to be paired.
fn conflicts(applicant: &Applicant) -> Vec<Conflict> {
    if applicant.n % 8 != 2 {
        return Vec::new();
    }
    let (_, other) = PAIRS[(applicant.n / 2 + 5) % PAIRS.len()];
    let who = format!("{} {}", other.given, other.surname);
    vec![Conflict { who, why: "Vi har arbetat nära varandra tidigare.".to_owned() }]
}

/// The field that an organisation mostly works in.
fn area_of(organisation: &str) -> Area {
    const AREAS: [Area; ORGANISATIONS.len()] = [
        Area::School,
        Area::Social,
        Area::Research,
        Area::Research,
        Area::Environment,
        Area::Supervision,
        Area::Planning,
        Area::Social,
        Area::Justice,
        Area::Taxes,
        Area::Supervision,
        Area::School,
        Area::Culture,
        Area::Health,
    ];
    let n = ORGANISATIONS.iter().position(|name| *name == organisation);
    n.map_or(Area::Staff, |n| AREAS[n])
}

const DEVELOP: [&str; 5] = [
    "Jag leder numera chefer som själva är erfarna, och vill bli bättre på att släppa detaljerna utan att tappa riktningen.",
    "Vi står inför en större omorganisation. Jag vill ha någon utanför huset att tänka högt med.",
    "Jag vill förstå hur andra får ihop det långsiktiga med det som brinner just nu.",
    "Mitt uppdrag har vuxit snabbare än min vana. Jag vill bli tryggare i rollen och i samspelet med ledningen.",
    "Jag vill öva på de svåra samtalen, och på att vara tydlig utan att bli hård.",
];

const MOTIVATION: [&str; 5] = [
    "Jag har lett verksamheter i tre olika organisationer och lärt mig mest av det som inte gick som planerat. Det delar jag gärna.",
    "Jag lyssnar hellre än jag ger råd, och tycker om att se någon annan hitta sin egen väg.",
    "Efter många år i ledningsgrupp vill jag ge tillbaka, och får själv nya ögon på min vardag.",
    "Jag hade själv en mentor när jag blev chef över chefer. Det betydde mycket, och nu är det min tur.",
    "Jag är van att arbeta över gränser mellan kommun, region och stat, och kan öppna dörrar.",
];

const WHY: [&str; 4] = [
    "Rätt tid och rätt person. Vi har pratat om det länge.",
    "Det stärker både den enskilda och oss som organisation.",
    "En nyckelperson hos oss, som behöver ett perspektiv utifrån.",
    "Jag stöder ansökan fullt ut.",
];

const COMMITS: [&str; 3] = [
    "Tid för de gemensamma dagarna och för träffarna under hela perioden.",
    "Vi avsätter arbetstid och betalar resor.",
    "De gemensamma dagarna går före andra möten.",
];

const QUESTION: &str = "Kan du skriva något mer om varför det passar just nu?";
const ANSWER: &str = "Jag byter uppdrag till våren och vill ha någon att tänka tillsammans med under den tiden.";

/// Managers, as invented as the others.
const MANAGERS: [&str; 6] =
    ["Inger Provsson", "Kent Demolund", "Agneta Skissqvist", "Rolf Kulissberg", "Maj Testlund", "Sten Fiktivsson"];
