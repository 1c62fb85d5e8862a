//! The four common days: those of the template, on the programme's dates, at places
//! that do not exist.

use domain::{
    day::{Contact, Kind, PlannedItem},
    people::{Duty, Localised},
    round::start::{TEMPLATE, TemplateDay},
    time,
};
use jiff::{
    ToSpan,
    civil::{Date, Time, date, time as at},
};
use store::round::{NewDay, NewDetails};

use super::{address, people, phone};

/// The closing day, with which the official part ends.
pub(super) const CLOSING: Date = date(2027, 4, 9);

/// The days' dates, in order.
pub(super) const DATES: [Date; 4] = [date(2026, 3, 6), date(2026, 5, 22), date(2026, 10, 16), CLOSING];

struct Sketch {
    slug: &'static str,
    place: [&'static str; 2],
    directions: [&'static str; 2],
    /// Which of its parts, when, what, and who speaks.
    agenda: &'static [Item],
    /// Which of the organisers is responsible, from 1.
    organiser: usize,
}

/// A line of an agenda.
type Item = (usize, Time, [&'static str; 2], &'static str);

const fn item(part: usize, hour: i8, minute: i8, what: [&'static str; 2], who: &'static str) -> Item {
    (part, at(hour, minute, 0, 0), what, who)
}

const COFFEE: [&str; 2] = ["Fika och prat", "Coffee and a chat"];
const LUNCH: [&str; 2] = ["Gemensam lunch", "Lunch together"];

const DAYS: [Sketch; 4] = [
    Sketch {
        slug: "uppstart-2026",
        place: ["Exempelsalen", "Exempelgatan 15, Exempelstad"],
        directions: [
            "Spårvagn till Exempelplatsen, sedan fem minuter till fots. Salen ligger en trappa upp; hiss finns.",
            "Tram to Exempelplatsen, then five minutes on foot. The hall is one floor up; there is a lift.",
        ],
        agenda: &[
            item(0, 9, 0, COFFEE, ""),
            item(0, 9, 30, ["Välkommen till programmet", "Welcome to the programme"], "Katarina Påhittqvist"),
            item(
                0,
                10,
                15,
                ["Att vara varandras spegel", "Being each other's mirror"],
                "Påhittade föreläsaren Siri Fabelgren",
            ),
            item(0, 11, 0, ["Paren gör upp sin plan", "The pairs make their plan"], ""),
            item(0, 12, 0, LUNCH, ""),
            item(1, 13, 0, ["Mentorns roll", "The mentor's part"], "Påhittade handledaren Tore Sagström"),
            item(1, 14, 30, ["Svåra lägen, i smågrupper", "Difficult situations, in small groups"], ""),
        ],
        organiser: 1,
    },
    Sketch {
        slug: "erfarenhetsutbyte-2026",
        place: ["Låtsaskajens möteslokal", "Låtsaskajen 22, Exempelstad"],
        directions: [
            "Tåg till Exempelstad, sedan tio minuter längs kajen. Cykelställ vid entrén.",
            "Train to Exempelstad, then ten minutes along the quay. Bicycle racks by the entrance.",
        ],
        agenda: &[
            item(0, 9, 0, COFFEE, ""),
            item(0, 9, 30, ["Första rundan: min fråga", "First round: my question"], ""),
            item(0, 10, 45, ["Andra rundan: nya bord", "Second round: new tables"], ""),
            item(0, 12, 0, LUNCH, ""),
        ],
        organiser: 2,
    },
    Sketch {
        slug: "inspirationsdag-2026",
        place: ["Fantasiaulan", "Påhittade torget 16, Exempelstad"],
        directions: [
            "Buss 15 till Påhittade torget. Aulan ligger mitt emot hållplatsen och nås utan trappor.",
            "Bus 15 to Påhittade torget. The hall is opposite the stop and is reached without steps.",
        ],
        agenda: &[
            item(0, 9, 0, COFFEE, ""),
            item(
                0,
                9,
                30,
                ["Leda chefer som leder andra", "Leading managers who lead others"],
                "Påhittade professorn Alva Sagolind",
            ),
            item(0, 11, 0, ["När det blåser", "When the wind blows"], "Påhittade kommundirektören Bo Hittemark"),
            item(0, 12, 0, LUNCH, ""),
            item(0, 13, 0, ["Samtal med någon du inte känner", "Talking with someone you do not know"], ""),
            item(0, 14, 30, ["Vad tar jag med mig?", "What do I take with me?"], ""),
        ],
        organiser: 1,
    },
    Sketch {
        slug: "avslutning-2027",
        place: ["Exempelsalen", "Exempelgatan 15, Exempelstad"],
        directions: [
            "Spårvagn till Exempelplatsen, sedan fem minuter till fots. Salen ligger en trappa upp; hiss finns.",
            "Tram to Exempelplatsen, then five minutes on foot. The hall is one floor up; there is a lift.",
        ],
        agenda: &[
            item(0, 9, 0, COFFEE, ""),
            item(0, 9, 30, ["Det här tar vi med oss", "What we take with us"], ""),
            item(0, 11, 0, ["Att fortsätta ses", "Going on meeting"], "Påhittade handledaren Tore Sagström"),
            item(0, 12, 0, LUNCH, ""),
        ],
        organiser: 1,
    },
];

/// The days. One answers until the end of the day a week before.
pub(super) fn all() -> Vec<NewDay> {
    TEMPLATE.iter().zip(&DAYS).zip(DATES).map(|((template, sketch), date)| day(template, sketch, date)).collect()
}

fn day(template: &TemplateDay, sketch: &Sketch, date: Date) -> NewDay {
    let moment = |wall: Time| time::instant(date.to_datetime(wall));
    NewDay {
        slug: sketch.slug.to_owned(),
        kind: template.kind,
        title: localised(template.title),
        summary: localised(template.summary),
        venue: sketch.place[0].to_owned(),
        address: sketch.place[1].to_owned(),
        reply_by: time::instant((date - 7.days()).at(23, 59, 0, 0)),
        segments: template.hours.iter().map(|(audience, from, to)| (*audience, moment(*from), moment(*to))).collect(),
        past: None,
        details: details(sketch, template.kind),
    }
}

fn details(sketch: &Sketch, kind: Kind) -> NewDetails {
    let (given, surname) = people::ORGANISERS
        .get(sketch.organiser - 1)
        .map_or_else(Default::default, |organiser| (organiser.given, organiser.surname));
    let email = address("organisator", sketch.organiser);
    let planned = |(part, at, what, who): &Item| {
        let item = PlannedItem { at: *at, title: localised(*what), speaker: (*who).to_owned() };
        (*part, item)
    };
    NewDetails {
        map_url: String::new(),
        directions: sketch.directions.map(str::to_owned),
        contact: Contact {
            name: format!("{given} {surname}"),
            email: email.as_str().to_owned(),
            phone: phone(Duty::Organiser, sketch.organiser),
        },
        responsible: Some(email),
        late_yes: kind == Kind::Inspiration,
        agenda: sketch.agenda.iter().map(planned).collect(),
    }
}

fn localised([sv, en]: [&str; 2]) -> Localised {
    Localised { sv: sv.to_owned(), en: en.to_owned() }
}
