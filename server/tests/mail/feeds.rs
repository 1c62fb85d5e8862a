//! Whatever people and organisers have typed, it stands in calendars as they typed it:
//! written by the product, read by another hand, and by parsers of other languages
//! (`make hard-calendar`).

use std::{fs, path::Path};

use domain::{
    day::{Audience, Contact, Day, DayId, Hours, Kind, Segment, SegmentId, State},
    meeting::{Agreed, Form, MeetingId, proposal::Plan},
    people::{
        Lang, Localised, Role,
        calendar::{Certainty, OwnCalendar, PlannedDay, PlannedMeeting, PlannedPart},
    },
    time::local,
};
use jiff::{SignedDuration, Timestamp};
use proptest::{collection::vec, prelude::*, sample::select, strategy::ValueTree, test_runner::TestRunner};
use server::calendar::{Names, feed, meeting};
use store::mail::outbox::{About, Attendee, Invitation};

const NAMES: Names<'static> = Names { public_url: "https://ior.example", domain: "0123.ior" };

/// What ends or folds a line, separates values, or stands for another character.
const SIGNS: &[char] =
    &['\r', '\n', '"', ';', ':', ',', '\\', '^', '\t', ' ', '\u{2028}', '\u{85}', '\0', 'n', 'N', '\'', 'å', '🪑'];

fn text() -> impl Strategy<Value = String> {
    let sign = prop_oneof![3 => select(SIGNS), 1 => any::<char>(), 3 => select(vec!['a', 'B', 'c', '7'])];
    vec(sign, 0..90).prop_map(String::from_iter)
}

/// The same text as calendars can hold it: its lines end in one way, and control
/// characters are no part of it.
fn held(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    lines.chars().filter(|c| !c.is_control() || ['\n', '\t'].contains(c)).collect()
}

fn moment() -> impl Strategy<Value = Timestamp> {
    // From 2026 to 2029, every quarter of an hour: nights on which clocks change among them.
    (0i64..140_000).prop_map(|quarter| {
        Timestamp::from_second(1_767_225_600).unwrap_or_default() + SignedDuration::from_mins(quarter * 15)
    })
}

fn certainty() -> impl Strategy<Value = Certainty> {
    select(vec![Certainty::Tentative, Certainty::Confirmed, Certainty::Cancelled])
}

fn part(id: i64) -> impl Strategy<Value = PlannedPart> {
    (moment(), 1i64..40, select(Audience::ALL), certainty()).prop_map(move |(starts, quarters, audience, certainty)| {
        let ends = starts + SignedDuration::from_mins(quarters * 15);
        let segment = Segment {
            id: SegmentId(id),
            audience,
            starts,
            ends,
            capacity: None,
            moved_at: None,
            was: None::<Hours>,
            cancelled: false,
        };
        PlannedPart { segment, certainty }
    })
}

fn day(id: i64) -> impl Strategy<Value = PlannedDay> {
    (text(), text(), text(), 0u32..9, part(id * 2), part(id * 2 + 1)).prop_map(
        move |(title, venue, address, sequence, one, other)| {
            let parts = vec![one, other];
            let none = || Localised { sv: String::new(), en: String::new() };
            let day = Day {
                id: DayId(id),
                slug: format!("dag-{id}"),
                kind: Kind::Exchange,
                title: Localised { sv: title.clone(), en: title },
                summary: none(),
                venue,
                address,
                map_url: String::new(),
                directions: none(),
                contact: Contact::default(),
                state: State::Published,
                cancellation: String::new(),
                late_yes: false,
                sequence,
                agenda: Vec::new(),
                reply_by: Timestamp::UNIX_EPOCH,
                segments: parts.iter().map(|part| part.segment).collect(),
            };
            PlannedDay { day, parts }
        },
    )
}

fn planned_meeting(id: i64) -> impl Strategy<Value = PlannedMeeting> {
    let link = select(vec!["https://mote.example/a;b,c?d=1", ""]);
    (text(), text(), link, moment(), 5u32..600, any::<bool>(), any::<bool>(), 0u32..9).prop_map(
        move |(partner, place, link, at, minutes, digital, cancelled, sequence)| {
            let (form, place) = if digital { (Form::Digital, link.to_owned()) } else { (Form::InPerson, place) };
            let plan = Plan { minutes, form, host: None, place };
            let agreed = Agreed { id: MeetingId(id), sequence, at: local(at), plan };
            PlannedMeeting { agreed, partner, cancelled }
        },
    )
}

fn calendar() -> impl Strategy<Value = OwnCalendar> {
    let days = (day(1), day(2), day(3), day(4)).prop_map(|(a, b, c, d)| vec![a, b, c, d]);
    let meetings = (planned_meeting(1), planned_meeting(2)).prop_map(|(a, b)| vec![a, b]);
    (select(Lang::ALL), days, meetings).prop_map(|(lang, days, meetings)| OwnCalendar { lang, days, meetings })
}

// ---- another hand ----

/// The values of a property in every entry of a file, read as RFC 5545 says and by
/// nothing that wrote it.
fn read(file: &str, name: &str) -> Vec<String> {
    assert!(file.ends_with("\r\n"), "a file ends its last line");
    let unfolded = file.replace("\r\n ", "").replace("\r\n\t", "");
    let lines = unfolded.split("\r\n");
    let values = lines.filter_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    values.map(unescaped).collect()
}

fn unescaped(value: &str) -> String {
    let (mut text, mut signs) = (String::new(), value.chars());
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => match signs.next() {
                Some('n' | 'N') => text.push('\n'),
                Some(escaped @ ('\\' | ';' | ',')) => text.push(escaped),
                other => panic!("\\ before {other:?} in {value}"),
            },
            ';' | ',' | '\r' | '\n' => panic!("{sign:?} stands for itself in {value}"),
            sign => text.push(sign),
        }
    }
    text
}

/// The parameter of a property between quotation marks (RFC 6868).
fn parameter(file: &str, property: &str, name: &str) -> Vec<String> {
    let unfolded = file.replace("\r\n ", "");
    let begins = format!("{property};{name}=\"");
    let lines: Vec<_> = unfolded.split("\r\n").filter_map(|line| line.strip_prefix(&begins)).collect();
    lines.into_iter().map(|rest| rest.split('"').next().unwrap().replace("^^", "^")).collect()
}

fn structure_is_whole(file: &str, entries: usize) {
    let unfolded = file.replace("\r\n ", "");
    for (line, times) in
        [("BEGIN:VCALENDAR", 1), ("END:VCALENDAR", 1), ("BEGIN:VEVENT", entries), ("END:VEVENT", entries)]
    {
        assert_eq!(unfolded.split("\r\n").filter(|found| *found == line).count(), times, "{line}");
    }
    assert!(file.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])));
}

proptest! {
    /// `PROPTEST_CASES` says how many; `make hard-calendar` takes many.
    #[test]
    fn what_was_typed_is_read_from_a_calendar_as_it_was(calendar in calendar()) {
        let file = feed::own(&calendar, NAMES, Timestamp::UNIX_EPOCH);
        let parts: Vec<_> = calendar.days.iter().flat_map(|day| day.parts.iter().map(move |part| (day, part))).collect();
        structure_is_whole(&file, parts.len() + calendar.meetings.len());
        let (summaries, places) = (read(&file, "SUMMARY"), read(&file, "LOCATION"));
        for (n, (planned, _)) in parts.iter().enumerate() {
            let title = held(planned.day.title.get(calendar.lang));
            prop_assert!(summaries[n].contains(&format!(": {title}")), "{title:?} in {:?}", summaries[n]);
            let place = held(&format!("{}, {}", planned.day.venue, planned.day.address));
            prop_assert_eq!(&places[n], &place);
        }
        let meetings = &summaries[parts.len()..];
        for (summary, planned) in meetings.iter().zip(&calendar.meetings) {
            prop_assert!(summary.ends_with(&format!(": {}", held(&planned.partner))), "{summary:?}");
        }
        let written: Vec<_> = calendar.meetings.iter().map(|planned| held(&planned.agreed.plan.place)).collect();
        let written: Vec<_> = written.into_iter().filter(|place| !place.is_empty()).collect();
        let found: Vec<_> = places[parts.len()..].iter().filter(|place| !place.is_empty()).cloned().collect();
        prop_assert_eq!(found, written);
    }

    /// Names in an invitation stand in parameters, where no quotation mark can.
    #[test]
    fn names_in_an_invitation_are_read_as_they_were(names in (text(), text())) {
        let attendee = |name: &str, email: &str| Attendee { name: name.into(), email: email.into(), organisation: String::new() };
        let told = Invitation {
            about: About::Agreed,
            agreed: Agreed { id: MeetingId(7), sequence: 0, at: local(Timestamp::UNIX_EPOCH), plan: Plan::default() },
            adept: attendee(&names.0, "adept1@example.org"),
            mentor: attendee(&names.1, "mentor1@example.org"),
            by: Role::Mentor,
            word: String::new(),
        };
        let from = "Mentorprogrammet <ior@example.org>".parse().unwrap();
        let file = meeting::invitation(&told, &from, Lang::Sv, NAMES, Timestamp::UNIX_EPOCH).unwrap().file;
        structure_is_whole(&file, 1);
        let plain = |name: &str| name.chars().filter(|c| !c.is_control()).collect::<String>().replace('"', "'");
        prop_assert_eq!(parameter(&file, "ATTENDEE", "CN"), [plain(&names.0), plain(&names.1)]);
    }
}

/// Writes what 100 generated rounds put into calendars, each with what is to be read from
/// it, for parsers of other languages: see `scripts/hard-calendar.sh`.
#[test]
#[ignore = "writes files for make hard-calendar"]
fn hard_calendars_for_other_parsers() {
    let folder = std::env::var("IOR_CALENDARS").expect("IOR_CALENDARS: the folder");
    let mut runner = TestRunner::deterministic();
    for n in 0..100 {
        let calendar = calendar().new_tree(&mut runner).unwrap().current();
        let base = Path::new(&folder).join(format!("{n:03}"));
        fs::write(base.with_extension("ics"), feed::own(&calendar, NAMES, Timestamp::UNIX_EPOCH)).unwrap();
        fs::write(base.with_extension("json"), expected(&calendar).to_string()).unwrap();
    }
}

/// What any parser has to find.
fn expected(calendar: &OwnCalendar) -> serde_json::Value {
    let wall = |at: Timestamp| local(at).strftime("%Y-%m-%dT%H:%M").to_string();
    let status = |certainty| match certainty {
        Certainty::Tentative => "TENTATIVE",
        Certainty::Confirmed => "CONFIRMED",
        Certainty::Cancelled => "CANCELLED",
    };
    let parts = calendar.days.iter().flat_map(|planned| {
        planned.parts.iter().map(|part| {
            serde_json::json!({
                "uid": format!("segment-{}@0123.ior", part.segment.id),
                "sequence": planned.day.sequence,
                "starts": wall(part.segment.starts),
                "ends": wall(part.segment.ends),
                "title": held(planned.day.title.get(calendar.lang)),
                "where": held(&format!("{}, {}", planned.day.venue, planned.day.address)),
                "status": status(part.certainty),
            })
        })
    });
    let meetings = calendar.meetings.iter().map(|planned| {
        let Agreed { id, sequence, at, plan } = &planned.agreed;
        let ends = domain::meeting::proposal::ends(*at, plan.minutes);
        serde_json::json!({
            "uid": format!("meeting-{id}@0123.ior"),
            "sequence": sequence,
            "starts": at.strftime("%Y-%m-%dT%H:%M").to_string(),
            "ends": ends.strftime("%Y-%m-%dT%H:%M").to_string(),
            "title": held(&planned.partner),
            "where": held(&plan.place),
            "status": if planned.cancelled { "CANCELLED" } else { "CONFIRMED" },
        })
    });
    parts.chain(meetings).collect()
}
