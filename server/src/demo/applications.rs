//! What people applied with, and how far their applications have come.

use domain::{
    application::{
        Area, Conflict, Form, Leadership, Level, Manager, MeetingForm, Part, Purpose, State, Strategic, Theme, Travel,
        Wishes, Work,
    },
    people::{Lang, Role},
    time::instant,
};
use jiff::{
    ToSpan,
    civil::{Date, date},
};
use store::round::NewApplication;

use super::{
    Horizon, LETTERS_ON, address,
    calendar::meeting_day,
    dice::Dice,
    people::{PAIRS, RESERVES, Sketch},
};

/// The first day on which one can apply.
const OPENS_ON: Date = date(2025, 9, 15);
/// The day by which all are before the working group.
const COMPLETE_ON: Date = date(2025, 11, 28);

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
        let (state, since) = self.state(horizon)?;
        let chosen = matches!(state, State::Selected | State::Reserve);
        Some(NewApplication {
            person: address(self.word, self.n),
            form: self.form(),
            conflicts: self.conflicts(),
            state,
            role: chosen.then_some(self.role),
            since: instant(since.at(10, 20, 0, 0)),
        })
    }

    /// Where it stands, and since when: the last of its steps that lies before today.
    fn state(&self, horizon: Horizon) -> Option<(State, Date)> {
        let mut dice = self.dice("ansökan");
        let begun = meeting_day(OPENS_ON + dice.below(38).days());
        let mut later = |date: Date, days: i64| meeting_day(date + (2 + dice.below(days)).days()).min(COMPLETE_ON);
        let sent = later(begun, 8);
        let supported = later(sent, 9);
        let endorsed = later(supported, 9);
        let decided = if self.reserve { State::Reserve } else { State::Selected };
        let steps = [
            (State::Draft, begun),
            (State::Sent, sent),
            (State::Supported, supported),
            (State::Endorsed, endorsed),
            (decided, LETTERS_ON),
        ];
        steps.into_iter().rev().find(|(_, date)| *date < horizon.today)
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
            capacity: 1,
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
