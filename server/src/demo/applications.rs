//! What people applied with, and how far their applications have come.

use domain::{
    application::{
        Area, Call, Conflict, Form, Leadership, Level, Manager, MeetingForm, Part, Purpose, State, StepKind, Strategic,
        Theme, Travel, Wishes, Work,
    },
    day::Contact,
    people::{EmailAddress, Lang, Localised, Role},
    time::instant,
};
use jiff::{
    ToSpan,
    civil::{Date, date},
};
use store::round::{NewApplication, NewStep};

use super::{
    Horizon, LETTERS_ON, address,
    calendar::{meeting_day, moment},
    dice::Dice,
    people::{ORGANISATIONS, PAIRS, RESERVES, Sketch},
    votes,
};

/// The first day on which one can apply.
const OPENS_ON: Date = date(2025, 9, 15);
/// The last day.
const CLOSES_ON: Date = date(2025, 11, 14);
/// The day by which all are before the working group.
const COMPLETE_ON: Date = date(2025, 11, 28);

/// The round's call.
pub(super) fn call() -> Call {
    let midnight = |day: Date| instant(day.at(0, 0, 0, 0));
    Call {
        opens: midnight(OPENS_ON),
        closes: midnight(CLOSES_ON + 1.day()),
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

/// The contact person of an organisation: they stand in the organisations' order.
fn contact_of(organisation: &str) -> EmailAddress {
    let n = ORGANISATIONS.iter().position(|name| *name == organisation);
    address("kontakt", n.unwrap_or_default() + 1)
}

/// Someone who applies.
struct Applicant {
    word: &'static str,
    n: usize,
    sketch: Sketch,
    role: Role,
    reserve: bool,
}

/// Everyone's, as far as they have begun.
pub(super) fn all(horizon: Horizon) -> Vec<NewApplication> {
    applicants().iter().filter_map(|applicant| applicant.application(horizon)).collect()
}

fn applicants() -> Vec<Applicant> {
    let one = |word, n, sketch, role, reserve| Applicant { word, n, sketch, role, reserve };
    let pairs = (1..).zip(PAIRS).flat_map(|(n, (adept, mentor))| {
        [one("adept", n, adept, Role::Adept, false), one("mentor", n, mentor, Role::Mentor, false)]
    });
    // Two would be adepts, and one a mentor.
    let reserve = |(n, sketch)| one("reserv", n, sketch, if n == 3 { Role::Mentor } else { Role::Adept }, true);
    pairs.chain((1..).zip(RESERVES).map(reserve)).collect()
}

impl Applicant {
    fn dice(&self, matter: &str) -> Dice {
        Dice::of(matter, [self.n, self.word.len()])
    }

    fn application(&self, horizon: Horizon) -> Option<NewApplication> {
        let steps: Vec<_> = self.steps().into_iter().filter(|(_, _, date)| *date < horizon.today).collect();
        let (state, _, since) = *steps.last()?;
        let chosen = matches!(state, State::Selected | State::Reserve);
        let (form, conflicts) =
            if state == State::Draft { (self.begun(), Vec::new()) } else { (self.form(), self.conflicts()) };
        Some(NewApplication {
            person: address(self.word, self.n),
            form,
            conflicts,
            state,
            role: chosen.then_some(self.role),
            since: moment(since),
            steps: steps.into_iter().map(|(_, kind, date)| self.step(kind, date)).collect(),
            votes: votes::on(self.sketch.organisation, self.reserve, self.dice("röster"), horizon.today),
        })
    }

    /// What a draft says: the first half.
    fn begun(&self) -> Form {
        Form { wishes: None, conflicts_declared: false, manager: None, consent: false, ..self.form() }
    }

    /// Who did what, and what they wrote.
    fn step(&self, kind: StepKind, date: Date) -> NewStep {
        let mut dice = self.dice("ansökans steg");
        let contact = contact_of(self.sketch.organisation);
        let (by, said) = match kind {
            StepKind::Supported => (None, [dice.one_of(WHY), dice.one_of(COMMITS)]),
            StepKind::Nominated | StepKind::Endorsed => (Some(contact), ["", ""]),
            StepKind::Selected | StepKind::Reserve => (Some(address("arbetsgrupp", 1)), ["", ""]),
            _ => (Some(address(self.word, self.n)), ["", ""]),
        };
        NewStep { kind, at: moment(date), by, said: said.map(str::to_owned) }
    }

    /// All its steps, and where it stands after each.
    fn steps(&self) -> [(State, StepKind, Date); 5] {
        let mut dice = self.dice("ansökan");
        let begun = meeting_day(OPENS_ON + dice.below(38).days());
        let mut later = |date: Date, days: i64| meeting_day(date + (2 + dice.below(days)).days()).min(COMPLETE_ON);
        let sent = later(begun, 8);
        let supported = later(sent, 9);
        let endorsed = later(supported, 9);
        let first = if self.n.is_multiple_of(3) { StepKind::Nominated } else { StepKind::Begun };
        let (decided, decision) =
            if self.reserve { (State::Reserve, StepKind::Reserve) } else { (State::Selected, StepKind::Selected) };
        [
            (State::Draft, first, begun),
            (State::Sent, StepKind::Sent, sent),
            (State::Supported, StepKind::Supported, supported),
            (State::Endorsed, StepKind::Endorsed, endorsed),
            (decided, decision, LETTERS_ON),
        ]
    }

    fn form(&self) -> Form {
        let mut dice = self.dice("ansökans innehåll");
        let mentor = self.role == Role::Mentor;
        let years = if mentor { 5 + dice.below(12) } else { 1 + dice.below(6) };
        let leadership = Leadership {
            level: level(self.sketch.title, mentor),
            manages_managers: true,
            years: u32::try_from(years).unwrap_or(1),
            strategic: if mentor || dice.chance(30) { Strategic::Now } else { Strategic::No },
        };
        let themes = themes(&mut dice, if mentor { 5 } else { 3 });
        let purpose = if mentor {
            Purpose { give: themes, motivation: MOTIVATION.to_owned(), ..Purpose::default() }
        } else {
            Purpose { develop: themes, develop_words: WANTED.to_owned(), ..Purpose::default() }
        };
        Form {
            part: Some(if mentor { Part::Mentor } else { Part::Adept }),
            work: Some(Work { area: area(self.sketch.organisation), leadership }),
            purpose: Some(purpose),
            wishes: Some(self.wishes(&mut dice)),
            conflicts_declared: true,
            manager: Some(Manager { name: "Chris Exempelsson".to_owned(), email: address("chef", self.n) }),
            consent: true,
        }
    }

    fn wishes(&self, dice: &mut Dice) -> Wishes {
        let areas = if dice.chance(50) { vec![dice.one_of(AREAS), dice.one_of(AREAS)] } else { Vec::new() };
        Wishes {
            areas,
            languages: self.languages(dice),
            form: dice.one_of([MeetingForm::InPerson, MeetingForm::Either, MeetingForm::Either, MeetingForm::Digital]),
            travel: dice.one_of([Travel::Town, Travel::Hour, Travel::Hour, Travel::Region]),
            // One mentor has offered to take two.
            capacity: if (self.word, self.n) == ("mentor", 5) { 2 } else { 1 },
            words: String::new(),
        }
    }

    /// Whoever reads English talks English; most others do both.
    fn languages(&self, dice: &mut Dice) -> Vec<Lang> {
        let both = self.n == 12 || dice.chance(75);
        match (self.sketch.lang, both) {
            (Lang::En, _) => vec![Lang::En],
            (Lang::Sv, true) => vec![Lang::Sv, Lang::En],
            (Lang::Sv, false) => vec![Lang::Sv],
        }
    }

    fn conflicts(&self) -> Vec<Conflict> {
        let conflict = |who: &str, why: &str| vec![Conflict { who: who.to_owned(), why: why.to_owned() }];
        match (self.word, self.n) {
            ("adept", 4) => conflict("Skatteverket", "Jag söker en tjänst där."),
            ("adept", 10) => conflict("Annika Provsson", "Vi har varit grannar i en tvist."),
            ("mentor", 7) => conflict("Samira Påhittsson", "Jag har varit hennes chef."),
            _ => Vec::new(),
        }
    }
}

const WANTED: &str =
    "Jag vill bli tryggare i att leda genom andra chefer och i att hålla riktningen när mycket händer samtidigt.";
const MOTIVATION: &str = "Jag hade själv nytta av någon utanför den egna organisationen och vill ge det vidare.";

const WHY: [&str; 3] = [
    "Rätt tid och rätt person. Vi har pratat om det länge.",
    "Det stärker både den enskilda och oss som organisation.",
    "En nyckelperson hos oss, som behöver ett perspektiv utifrån.",
];
const COMMITS: [&str; 3] = [
    "Tid för de gemensamma dagarna och för träffarna under hela perioden.",
    "Vi avsätter arbetstid och betalar resor.",
    "De gemensamma dagarna går före andra möten.",
];

const AREAS: [Area; 6] =
    [Area::Health, Area::School, Area::Research, Area::Justice, Area::Environment, Area::Supervision];

/// A few themes, each once.
fn themes(dice: &mut Dice, most: usize) -> Vec<Theme> {
    let mut themes = Vec::new();
    for _ in 0..most {
        let n = usize::try_from(dice.below(12)).unwrap_or_default();
        themes.extend(Theme::ALL.get(n).filter(|theme| !themes.contains(*theme)));
    }
    themes.sort_unstable();
    themes
}

fn level(title: &str, mentor: bool) -> Level {
    match title {
        "Förvaltningschef" | "Lokalpolisområdeschef" => Level::Division,
        "Enhetschef för chefer" => Level::Department,
        _ if mentor => Level::Division,
        _ => Level::Department,
    }
}

fn area(organisation: &str) -> Area {
    match organisation {
        "Göteborgs universitet" | "Högskolan i Borås" => Area::Research,
        "Havs- och vattenmyndigheten" => Area::Environment,
        "Länsstyrelsen Västra Götaland" | "Swedac" => Area::Supervision,
        "Polisen region Väst" => Area::Justice,
        "Skatteverket" => Area::Taxes,
        "Världskulturmuseerna" => Area::Culture,
        "Västra Götalandsregionen" => Area::Health,
        "Jämställdhetsmyndigheten" => Area::Social,
        _ => Area::School,
    }
}
