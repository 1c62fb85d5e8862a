//! Days as calendar files (RFC 5545). Whoever puts a newer file into a calendar
//! replaces what came from an older one: an entry keeps its name for ever. It
//! says when and where, and nothing of what anyone has answered.
//!
//! Emails bring the same entries ([`day`], [`meeting`]). The organiser in them is the
//! address that the email comes from: calendars refuse an invitation in another's
//! name, and show no invitation to whoever is its organiser.

pub mod day;
pub mod feed;
pub mod meeting;

use app::text::{speaking, t};
use domain::{
    day::{Audience, Day, Hours, Segment, SegmentId, State},
    people::{Lang, Localised, calendar::Certainty},
    time::{instant, local},
};
use jiff::{Timestamp, tz::TimeZone};
use lettre::message::Mailbox;
use url::Url;

/// The most octets of a line (RFC 5545, 3.1), its end not counted.
const LINE: usize = 75;

const BEGINNING: [&str; 4] =
    ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//IOR//Mentorprogrammet//SV", "CALSCALE:GREGORIAN"];

/// Summer and winter time in Sweden, by the rule of the European Union since 1996.
const STOCKHOLM: [&str; 17] = [
    "BEGIN:VTIMEZONE",
    "TZID:Europe/Stockholm",
    "BEGIN:DAYLIGHT",
    "DTSTART:19960331T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "TZNAME:CEST",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "DTSTART:19961027T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "TZNAME:CET",
    "END:STANDARD",
    "END:VTIMEZONE",
];

/// How the entries of an installation are named and where they lead.
#[derive(Clone, Copy, Debug)]
pub struct Names<'a> {
    /// What people type to reach it, without a slash at the end.
    pub public_url: &'a str,
    /// What follows the `@` in the names of entries: the same for ever, see
    /// [`store::Outbox::calendar_domain`].
    pub domain: &'a str,
}

/// A file of an email, for the calendar of whoever gets it (RFC 5546, RFC 6047).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// What the calendar is to do: the file's own method, which the email's part repeats.
    pub method: &'static str,
    /// The file's name.
    pub name: String,
    /// The file.
    pub file: String,
}

/// A calendar with an entry for every segment of the days, in the reader's
/// language. `now` is when the file is made.
pub fn calendar(days: &[Day], lang: Lang, names: Names<'_>, now: Timestamp) -> String {
    let entries = days.iter().flat_map(|day| {
        let segments = day.segments.iter().map(move |segment| Entry::of(day, segment, certainty(day, segment)));
        segments.flat_map(move |entry| whole(entry.lines(lang, names, now)))
    });
    file([], entries)
}

/// Whether a part of a day takes place, for anyone.
fn certainty(day: &Day, segment: &Segment) -> Certainty {
    if day.state_of(segment) == State::Cancelled { Certainty::Cancelled } else { Certainty::Confirmed }
}

/// What an entry says of whether it takes place (RFC 5545, 3.8.1.11).
fn status(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Tentative => "STATUS:TENTATIVE",
        Certainty::Confirmed => "STATUS:CONFIRMED",
        Certainty::Cancelled => "STATUS:CANCELLED",
    }
}

/// A part of a day, as an entry tells of it.
struct Entry<'a> {
    segment: SegmentId,
    audience: Audience,
    hours: Hours,
    slug: &'a str,
    title: &'a Localised,
    place: String,
    sequence: u32,
    certainty: Certainty,
}

impl<'a> Entry<'a> {
    fn of(day: &'a Day, segment: &Segment, certainty: Certainty) -> Self {
        Self {
            segment: segment.id,
            audience: segment.audience,
            hours: Hours { starts: segment.starts, ends: segment.ends },
            slug: &day.slug,
            title: &day.title,
            place: format!("{}, {}", day.venue, day.address),
            sequence: day.sequence,
            certainty,
        }
    }

    /// Of two files with the same sequence the later one counts.
    fn lines(&self, lang: Lang, names: Names<'_>, now: Timestamp) -> Vec<String> {
        let [starts, ends] = times(self.hours);
        vec![
            format!("UID:segment-{}@{}", self.segment, names.domain),
            format!("DTSTAMP:{}", now.to_zoned(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ")),
            format!("SEQUENCE:{}", self.sequence),
            starts,
            ends,
            format!("SUMMARY:{}", escaped(&self.summary(lang))),
            format!("LOCATION:{}", escaped(&self.place)),
            format!("URL:{}/dagar/{}", names.public_url, self.slug),
            status(self.certainty).to_owned(),
        ]
    }

    /// What the entry is called: "Mentorprogrammet: Uppstart".
    fn summary(&self, lang: Lang) -> String {
        speaking(lang, || {
            let (programme, title) = (t().common.programme, self.title.get(lang));
            match self.audience {
                Audience::Everyone => format!("{programme}: {title}"),
                Audience::Mentors => format!("{programme}: {title} ({})", t().day.for_mentors),
            }
        })
    }
}

/// The host's name in an address that people type.
pub fn host(public_url: &str) -> String {
    Url::parse(public_url).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default()
}

/// When an entry begins and ends, on the wall in Stockholm. A time that the wall shows twice
/// is there taken for the first (RFC 5545, 3.3.5): an entry that begins or ends at the second
/// is told in UTC.
fn times(Hours { starts, ends }: Hours) -> [String; 2] {
    let is_first = |at: Timestamp| instant(local(at)) == at;
    let on_the_wall = is_first(starts) && is_first(ends);
    [("DTSTART", starts), ("DTEND", ends)].map(|(name, at)| {
        if on_the_wall {
            format!("{name};TZID=Europe/Stockholm:{}", local(at).strftime("%Y%m%dT%H%M%S"))
        } else {
            format!("{name}:{}", at.to_zoned(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ"))
        }
    })
}

/// A whole entry.
fn whole(lines: Vec<String>) -> impl Iterator<Item = String> {
    fixed(&["BEGIN:VEVENT"]).chain(lines).chain(fixed(&["END:VEVENT"]))
}

/// A whole file. `head` is what it says of itself besides.
fn file<const N: usize>(head: [String; N], entries: impl Iterator<Item = String>) -> String {
    let lines = fixed(&BEGINNING).chain(head).chain(fixed(&STOCKHOLM)).chain(entries).chain(fixed(&["END:VCALENDAR"]));
    lines.map(|line| folded(&line)).collect()
}

fn fixed(lines: &'static [&'static str]) -> impl Iterator<Item = String> {
    lines.iter().map(|line| (*line).to_owned())
}

/// Who invites: the address that the email comes from, or calendars refuse it.
fn organiser(from: &Mailbox) -> String {
    let name = from.name.as_deref().unwrap_or("Mentorprogrammet IOR");
    format!("ORGANIZER;CN={}:mailto:{}", quoted(name), from.email)
}

/// Someone who is invited. Nobody is asked to answer to the email: answers are given
/// in the product.
fn attendee(name: &str, address: &str, part: &str) -> String {
    let name = quoted(name);
    format!("ATTENDEE;CN={name};ROLE=REQ-PARTICIPANT;PARTSTAT={part};RSVP=FALSE:mailto:{address}")
}

/// A name as a parameter has it (RFC 5545, 3.2), in which no quotation mark can stand,
/// and a caret begins what stands for something else (RFC 6868).
fn quoted(name: &str) -> String {
    let plain = name.chars().filter(|c| !c.is_control()).fold(String::with_capacity(name.len()), |mut plain, c| {
        match c {
            '"' => plain.push('\''),
            '^' => plain.push_str("^^"),
            c => plain.push(c),
        }
        plain
    });
    format!("\"{plain}\"")
}

/// Text as a value has it (RFC 5545, 3.3.11). However a line ended in it, it ends as lines
/// do in calendars; what no calendar can hold is left out.
fn escaped(text: &str) -> String {
    let lines = text.replace("\r\n", "\n");
    lines.chars().fold(String::with_capacity(lines.len()), |mut value, c| {
        match c {
            '\\' | ';' | ',' => value.extend(['\\', c]),
            '\n' | '\r' => value.push_str("\\n"),
            '\t' => value.push(c),
            c if c.is_control() => {}
            c => value.push(c),
        }
        value
    })
}

/// A line with its end, broken before it is too long, never inside a character.
fn folded(line: &str) -> String {
    let mut length = 0;
    let mut folded = line.chars().fold(String::with_capacity(line.len() + 2), |mut folded, c| {
        if length + c.len_utf8() > LINE {
            folded.push_str("\r\n ");
            length = 1;
        }
        length += c.len_utf8();
        folded.push(c);
        folded
    });
    folded.push_str("\r\n");
    folded
}

#[cfg(test)]
mod tests {
    use domain::{
        day::{Contact, DayId, Kind},
        time::{instant, stockholm},
    };
    use jiff::{
        ToSpan,
        civil::{Weekday, date},
    };

    use super::*;

    fn day(title: &str, venue: &str) -> Day {
        let segment = |id, audience, from, to| {
            let at = |hour| instant(date(2026, 3, 6).at(hour, 0, 0, 0));
            let (starts, ends) = (at(from), at(to));
            let (id, capacity) = (SegmentId(id), Some(7));
            Segment { id, audience, starts, ends, capacity, moved_at: None, was: None, cancelled: false }
        };
        Day {
            id: DayId(1),
            slug: "uppstart-2026".into(),
            kind: Kind::Kickoff,
            title: Localised { sv: title.into(), en: "Kick-off".into() },
            summary: Localised { sv: String::new(), en: String::new() },
            venue: venue.into(),
            address: "Gatan 1".into(),
            map_url: String::new(),
            directions: Localised { sv: String::new(), en: String::new() },
            contact: Contact::default(),
            state: State::Published,
            cancellation: String::new(),
            late_yes: false,
            sequence: 0,
            agenda: Vec::new(),
            reply_by: Timestamp::UNIX_EPOCH,
            segments: vec![segment(7, Audience::Everyone, 9, 13), segment(8, Audience::Mentors, 13, 15)],
        }
    }

    fn made(day: Day, lang: Lang) -> String {
        let names = Names { public_url: "https://ior.example:8443/program", domain: "0123.ior" };
        calendar(&[day], lang, names, "2026-02-20T08:00:30Z".parse().unwrap())
    }

    #[test]
    fn an_entry_says_when_and_where() {
        let file = made(day("Uppstart", "Salen"), Lang::Sv);
        let entry = "BEGIN:VEVENT\r\n\
            UID:segment-7@0123.ior\r\n\
            DTSTAMP:20260220T080030Z\r\n\
            SEQUENCE:0\r\n\
            DTSTART;TZID=Europe/Stockholm:20260306T090000\r\n\
            DTEND;TZID=Europe/Stockholm:20260306T130000\r\n\
            SUMMARY:Mentorprogrammet: Uppstart\r\n\
            LOCATION:Salen\\, Gatan 1\r\n\
            URL:https://ior.example:8443/program/dagar/uppstart-2026\r\n\
            STATUS:CONFIRMED\r\n\
            END:VEVENT\r\n";
        assert!(file.contains(entry), "{file}");
        assert!(file.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:") && file.ends_with("END:VCALENDAR\r\n"));
        assert!(file.contains("UID:segment-8@0123.ior\r\n"));
        assert!(file.contains("SUMMARY:Mentorprogrammet: Uppstart (Enbart mentorer)\r\n"));
        assert!(
            made(day("Uppstart", "Salen"), Lang::En).contains("SUMMARY:The Mentoring Programme: Kick-off (Mentors")
        );
    }

    #[test]
    fn what_does_not_take_place_says_so() {
        let cancelled = Day { state: State::Cancelled, sequence: 3, ..day("Uppstart", "Salen") };
        let file = made(cancelled, Lang::Sv);
        assert_eq!(file.matches("STATUS:CANCELLED\r\n").count(), 2);
        assert_eq!(file.matches("SEQUENCE:3\r\n").count(), 2);
        let mut half = day("Uppstart", "Salen");
        half.segments[1].cancelled = true;
        let file = made(half, Lang::Sv);
        assert!(file.find("STATUS:CONFIRMED") < file.find("STATUS:CANCELLED"), "{file}");
    }

    #[test]
    fn no_line_is_too_long_and_none_is_lost() {
        let title = "Ett ovanligt långt möte om ledarskap på åäö, ".repeat(9);
        let file = made(day(&title, &"🪑".repeat(60)), Lang::Sv);
        for line in file.split("\r\n") {
            assert!(line.len() <= LINE, "{} octets: {line}", line.len());
            assert!(!line.contains(['\r', '\n']));
        }
        let unfolded = file.replace("\r\n ", "");
        assert!(unfolded.contains(&format!("SUMMARY:Mentorprogrammet: {}\r\n", title.replace(',', "\\,"))));
        assert!(unfolded.contains(&format!("LOCATION:{}\\, Gatan 1\r\n", "🪑".repeat(60))));
        // The longest line that needs no break has none.
        assert_eq!(folded(&"a".repeat(75)), format!("{}\r\n", "a".repeat(75)));
        assert_eq!(folded(&"a".repeat(76)), format!("{}\r\n a\r\n", "a".repeat(75)));
        assert_eq!(folded(&"a".repeat(150)), format!("{}\r\n {}\r\n a\r\n", "a".repeat(75), "a".repeat(74)));
    }

    #[test]
    fn no_text_begins_a_line_of_its_own() {
        assert_eq!(escaped("a\\b;c,d:e\"f\r\nEND:VEVENT\0"), "a\\\\b\\;c\\,d:e\"f\\nEND:VEVENT");
        assert_eq!(escaped("a\rb\nc\r\nd\te"), "a\\nb\\nc\\nd\te");
        assert_eq!(quoted("a\"b^c\r\nd;e"), "\"a'b^^cd;e\"");
        let file = made(day("Uppstart\r\nEND:VCALENDAR\r\n", "Salen"), Lang::Sv);
        assert_eq!(file.matches("\r\nEND:VCALENDAR").count(), 1);
    }

    /// Every change of the clock for twenty years is on the last Sunday of March
    /// or October at 01:00 UTC, as the file's rule has it.
    #[test]
    fn the_rule_is_that_of_the_time_zone() {
        let (from, to) = ("2026-01-01T00:00Z".parse().unwrap(), date(2046, 1, 1));
        let stockholm = stockholm();
        let changes = stockholm.following(from).take_while(|change| local(change.timestamp()).date() < to);
        let changes: Vec<_> = changes.map(|change| (change.timestamp(), change.offset().seconds())).collect();
        let years = date(2026, 1, 1).series(1.year()).take(20);
        let ruled = years.flat_map(|year| {
            [(3, 7200), (10, 3600)].map(|(month, offset)| {
                let day = date(year.year(), month, 1).nth_weekday_of_month(-1, Weekday::Sunday).unwrap();
                (day.at(1, 0, 0, 0).to_zoned(TimeZone::UTC).unwrap().timestamp(), offset)
            })
        });
        assert_eq!(changes, ruled.collect::<Vec<_>>());
    }
}
