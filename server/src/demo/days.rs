//! The four common days. Dates and hours are the programme's; places and words
//! are ours, and the places do not exist.

use domain::{
    day::{Audience, Kind},
    people::Localised,
    time,
};
use jiff::{
    ToSpan,
    civil::{Date, Time, date, time as at},
};
use store::round::{NewDay, NewDetails};

use super::address;

/// The closing day, with which the official part ends.
pub(super) const CLOSING: Date = date(2027, 4, 9);

/// The days' dates, in order.
pub(super) const DATES: [Date; 4] = [date(2026, 3, 6), date(2026, 5, 22), date(2026, 10, 16), CLOSING];

struct Sketch {
    slug: &'static str,
    kind: Kind,
    title: [&'static str; 2],
    summary: [&'static str; 2],
    place: [&'static str; 2],
    hours: &'static [(Audience, Time, Time)],
}

const NINE_TO_ONE: (Audience, Time, Time) = (Audience::Everyone, at(9, 0, 0, 0), at(13, 0, 0, 0));

const DAYS: [Sketch; 4] = [
    Sketch {
        slug: "uppstart-2026",
        kind: Kind::Kickoff,
        title: ["Uppstart", "Kick-off"],
        summary: [
            "Adepter och mentorer träffas för första gången. Paren får tid att lära känna varandra, lägga upp året och komma överens om hur de vill arbeta. Vi bjuder på fika och lunch.",
            "Adepts and mentors meet for the first time. The pairs get to know each other, plan the year and settle how they want to work. Coffee and lunch are on us.",
        ],
        place: ["Exempelsalen", "Exempelgatan 15, Exempelstad"],
        hours: &[NINE_TO_ONE, (Audience::Mentors, at(13, 0, 0, 0), at(15, 30, 0, 0))],
    },
    Sketch {
        slug: "erfarenhetsutbyte-2026",
        kind: Kind::Exchange,
        title: ["Erfarenhetsutbyte", "Sharing experience"],
        summary: [
            "Vi lär av varandra över organisationsgränserna. I små grupper tar alla upp en fråga ur sin egen vardag som chef, och får andras tankar om den. Ta med en fråga som du gärna vill höra mer om.",
            "We learn from each other across our organisations. In small groups everyone brings up a question from their own work as a manager and hears what others think of it. Bring a question that you would like to hear more about.",
        ],
        place: ["Låtsaskajens möteslokal", "Låtsaskajen 22, Exempelstad"],
        hours: &[NINE_TO_ONE],
    },
    Sketch {
        slug: "inspirationsdag-2026",
        kind: Kind::Inspiration,
        title: ["Inspirationsdag om ledarskap", "Inspiration day on leadership"],
        summary: [
            "En hel dag om att leda andra chefer, med föreläsningar på förmiddagen och samtal på eftermiddagen. Du hinner också träffa deltagare som du inte har mött förut.",
            "A whole day about leading other managers: talks in the morning, conversations in the afternoon. There is time to meet participants whom you have not met before.",
        ],
        place: ["Fantasiaulan", "Påhittade torget 16, Exempelstad"],
        hours: &[(Audience::Everyone, at(9, 0, 0, 0), at(15, 0, 0, 0))],
    },
    Sketch {
        slug: "avslutning-2027",
        kind: Kind::Closing,
        title: ["Avslutning", "Closing day"],
        summary: [
            "Vi ser tillbaka på året, berättar vad vi tar med oss och tackar varandra. Den som vill träffa sin adept eller mentor även i fortsättningen får tips om hur.",
            "We look back on the year, tell each other what we take with us, and say thank you. Pairs who want to go on meeting get advice on how.",
        ],
        place: ["Exempelsalen", "Exempelgatan 15, Exempelstad"],
        hours: &[NINE_TO_ONE],
    },
];

/// The days. One answers until the end of the day a week before.
pub(super) fn all() -> Vec<NewDay> {
    DAYS.iter().zip(DATES).map(|(sketch, date)| day(sketch, date)).collect()
}

fn day(sketch: &Sketch, date: Date) -> NewDay {
    let moment = |wall: Time| time::instant(date.to_datetime(wall));
    NewDay {
        slug: sketch.slug.to_owned(),
        kind: sketch.kind,
        title: localised(sketch.title),
        summary: localised(sketch.summary),
        venue: sketch.place[0].to_owned(),
        address: sketch.place[1].to_owned(),
        reply_by: time::instant((date - 7.days()).at(23, 59, 0, 0)),
        segments: sketch.hours.iter().map(|(audience, from, to)| (*audience, moment(*from), moment(*to))).collect(),
        past: None,
        details: NewDetails { responsible: Some(address("organisator", 1)) },
    }
}

fn localised([sv, en]: [&str; 2]) -> Localised {
    Localised { sv: sv.to_owned(), en: en.to_owned() }
}
