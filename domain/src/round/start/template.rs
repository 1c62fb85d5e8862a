//! The common days that a round has, as the programme describes them: a kick-off, a day
//! on which experience is shared, an inspiration day, a closing day ("programme
//! description"). Their words are a beginning, which organisers change.

use jiff::civil::{Time, time as at};

use crate::{
    day::{Audience, Day, Kind},
    people::Localised,
    time::local,
};

/// A common day of which only the date and the place are missing.
#[derive(Clone, Copy, Debug)]
pub struct TemplateDay {
    /// What it is for.
    pub kind: Kind,
    /// Its title, in Swedish and in English.
    pub title: [&'static str; 2],
    /// What happens, in Swedish and in English.
    pub summary: [&'static str; 2],
    /// Its parts: who for, from, to.
    pub hours: &'static [(Audience, Time, Time)],
}

/// A day of which only the date and the place are missing, wherever its words are from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayPattern {
    /// What its form calls it; empty in the [`TEMPLATE`], whose days have an order.
    pub name: String,
    /// What it is for.
    pub kind: Kind,
    /// Its title.
    pub title: Localised,
    /// What happens.
    pub summary: Localised,
    /// Its parts: who for, from, to.
    pub hours: Vec<(Audience, Time, Time)>,
}

impl DayPattern {
    /// The days of the [`TEMPLATE`].
    pub fn template() -> Vec<Self> {
        let localised = |[sv, en]: [&str; 2]| Localised { sv: sv.to_owned(), en: en.to_owned() };
        let pattern = |day: &TemplateDay| Self {
            name: String::new(),
            kind: day.kind,
            title: localised(day.title),
            summary: localised(day.summary),
            hours: day.hours.to_vec(),
        };
        TEMPLATE.iter().map(pattern).collect()
    }

    /// A day of a round, without the parts that do not take place.
    pub fn of(day: &Day) -> Self {
        let parts = day.segments.iter().filter(|part| !part.cancelled);
        Self {
            name: day.slug.clone(),
            kind: day.kind,
            title: day.title.clone(),
            summary: day.summary.clone(),
            hours: parts.map(|part| (part.audience, local(part.starts).time(), local(part.ends).time())).collect(),
        }
    }
}

const NINE_TO_ONE: (Audience, Time, Time) = (Audience::Everyone, at(9, 0, 0, 0), at(13, 0, 0, 0));

/// The days, in order.
pub const TEMPLATE: [TemplateDay; 4] = [
    TemplateDay {
        kind: Kind::Kickoff,
        title: ["Uppstart", "Kick-off"],
        summary: [
            "Adepter och mentorer träffas för första gången. Paren får tid att lära känna varandra, lägga upp året och komma överens om hur de vill arbeta. Vi bjuder på fika och lunch.",
            "Adepts and mentors meet for the first time. The pairs get to know each other, plan the year and settle how they want to work. Coffee and lunch are on us.",
        ],
        hours: &[NINE_TO_ONE, (Audience::Mentors, at(13, 0, 0, 0), at(15, 30, 0, 0))],
    },
    TemplateDay {
        kind: Kind::Exchange,
        title: ["Erfarenhetsutbyte", "Sharing experience"],
        summary: [
            "Vi lär av varandra över organisationsgränserna. I små grupper tar alla upp en fråga ur sin egen vardag som chef, och får andras tankar om den. Ta med en fråga som du gärna vill höra mer om.",
            "We learn from each other across our organisations. In small groups everyone brings up a question from their own work as a manager and hears what others think of it. Bring a question that you would like to hear more about.",
        ],
        hours: &[NINE_TO_ONE],
    },
    TemplateDay {
        kind: Kind::Inspiration,
        title: ["Inspirationsdag om ledarskap", "Inspiration day on leadership"],
        summary: [
            "En hel dag om att leda andra chefer, med föreläsningar på förmiddagen och samtal på eftermiddagen. Du hinner också träffa deltagare som du inte har mött förut.",
            "A whole day about leading other managers: talks in the morning, conversations in the afternoon. There is time to meet participants whom you have not met before.",
        ],
        hours: &[(Audience::Everyone, at(9, 0, 0, 0), at(15, 0, 0, 0))],
    },
    TemplateDay {
        kind: Kind::Closing,
        title: ["Avslutning", "Closing day"],
        summary: [
            "Vi ser tillbaka på året, berättar vad vi tar med oss och tackar varandra. Den som vill träffa sin adept eller mentor även i fortsättningen får tips om hur.",
            "We look back on the year, tell each other what we take with us, and say thank you. Pairs who want to go on meeting get advice on how.",
        ],
        hours: &[NINE_TO_ONE],
    },
];
