//! A pair's agreed meeting: as a file to take, and as the invitation that mail
//! brings to both (RFC 5546). It says when, where and with whom, and nothing
//! that the two have written down.
//!
//! A calendar knows a meeting by its name. What comes with a greater sequence
//! takes the place of what it had, and a cancellation takes it out. Both are
//! attendees, and have said yes already; an answer would go past the product.

use app::text::{speaking, t};
use domain::{
    day::Hours,
    meeting::{Agreed, Form},
    people::{Lang, calendar::Certainty},
    time::instant,
};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use lettre::message::Mailbox;
use store::mail::outbox::{self, About};

use super::{Invitation, Names, attendee, escaped, file, organiser, quoted, status, times, whole};

/// What an email about a meeting asks a calendar to do, in RFC 5546's words.
fn method(about: About) -> Option<&'static str> {
    match about {
        About::Agreed | About::Moved => Some("REQUEST"),
        About::Cancelled => Some("CANCEL"),
        About::Tomorrow | About::Soon => None,
    }
}

/// An invitation to the meeting, or its cancellation, if the email is one.
pub fn invitation(
    told: &outbox::Invitation,
    from: &Mailbox,
    lang: Lang,
    names: Names<'_>,
    now: Timestamp,
) -> Option<Invitation> {
    let method = method(told.about)?;
    let outbox::Invitation { agreed, adept, mentor, .. } = told;
    let two = [adept, mentor];
    let with = two.map(|one| one.name.as_str()).join(", ");
    let attendees = two.map(|one| attendee(&one.name, &one.email, "ACCEPTED"));
    let certainty = if method == "CANCEL" { Certainty::Cancelled } else { Certainty::Confirmed };
    let mut lines = entry(agreed, &with, lang, names, now);
    lines.push(organiser(from));
    lines.extend(attendees);
    lines.push(status(certainty).to_owned());
    let file = file([format!("METHOD:{method}")], whole(lines));
    Some(Invitation { method, name: "traff.ics".to_owned(), file })
}

/// The meeting as a file, for whoever wants to put it into a calendar by hand.
pub fn meeting(agreed: &Agreed, partner: &str, lang: Lang, names: Names<'_>, now: Timestamp) -> String {
    file([], whole(lines(agreed, partner, Certainty::Confirmed, lang, names, now)))
}

/// The meeting as one of its two has it in their calendar.
pub(super) fn lines(
    agreed: &Agreed,
    partner: &str,
    certainty: Certainty,
    lang: Lang,
    names: Names<'_>,
    now: Timestamp,
) -> Vec<String> {
    let mut lines = entry(agreed, partner, lang, names, now);
    lines.push(status(certainty).to_owned());
    lines
}

fn entry(agreed: &Agreed, with: &str, lang: Lang, names: Names<'_>, now: Timestamp) -> Vec<String> {
    let begins = instant(agreed.at);
    let length = SignedDuration::from_mins(agreed.plan.minutes.into());
    let [starts, ends] = times(Hours { starts: begins, ends: begins + length });
    let (summary, label) = speaking(lang, || ((t().proposing.calendar_summary)(with), t().proposing.calendar_video));
    let mut lines = vec![
        format!("UID:meeting-{}@{}", agreed.id, names.domain),
        format!("DTSTAMP:{}", now.to_zoned(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ")),
        format!("SEQUENCE:{}", agreed.sequence),
        starts,
        ends,
        format!("SUMMARY:{}", escaped(&summary)),
        format!("URL:{}/par/traffar/nasta", names.public_url),
    ];
    let place = &agreed.plan.place;
    if !place.is_empty() {
        lines.push(format!("LOCATION:{}", escaped(place)));
    }
    if agreed.plan.form == Form::Digital && is_address(place) {
        // Some calendars make a button of it (RFC 7986, 5.11), others show the text.
        lines.push(format!("CONFERENCE;VALUE=URI;FEATURE=VIDEO;LABEL={}:{place}", quoted(label)));
        lines.push(format!("DESCRIPTION:{}", escaped(&format!("{label}: {place}"))));
    }
    lines
}

/// Whether a place can stand as an address: nothing in it ends or folds a line.
fn is_address(place: &str) -> bool {
    place.starts_with("https://") && place.chars().all(|c| c.is_ascii_graphic())
}

#[cfg(test)]
pub(crate) mod tests {
    use domain::{
        meeting::{Form, MeetingId, proposal::Plan},
        people::Role,
    };
    use jiff::civil::date;
    use store::mail::outbox::Attendee;

    use super::*;

    /// Something that the two are told of a meeting on the day before summer time.
    pub fn message(about: About, sequence: u32) -> outbox::Invitation {
        let attendee = |name: &str, email: &str| Attendee {
            name: name.into(),
            email: email.into(),
            organisation: "Alfa kommun".into(),
        };
        let plan = Plan { minutes: 90, form: Form::InPerson, host: None, place: "Salen; Gatan 1, 2 tr".into() };
        outbox::Invitation {
            about,
            agreed: Agreed { id: MeetingId(7), sequence, at: date(2026, 3, 28).at(9, 30, 0, 0), plan },
            adept: attendee("Örjan \"Ö\" Ek", "adept1@example.org"),
            mentor: attendee("Åsa Ek", "mentor1@example.org"),
            by: Role::Mentor,
            word: "hemligt".into(),
        }
    }

    fn told(about: About, sequence: u32) -> Option<Invitation> {
        let now = "2026-03-20T08:00:30Z".parse().unwrap();
        let from = "Mentorprogrammet <ior@example.org>".parse().unwrap();
        let names = Names { public_url: "https://ior.example", domain: "0123.ior" };
        invitation(&message(about, sequence), &from, Lang::Sv, names, now)
    }

    fn made(about: About, sequence: u32) -> String {
        told(about, sequence).unwrap().file
    }

    #[test]
    fn an_invitation_says_when_where_and_with_whom() {
        let file = made(About::Agreed, 0).replace("\r\n ", "");
        let entry = "BEGIN:VEVENT\r\n\
            UID:meeting-7@0123.ior\r\n\
            DTSTAMP:20260320T080030Z\r\n\
            SEQUENCE:0\r\n\
            DTSTART;TZID=Europe/Stockholm:20260328T093000\r\n\
            DTEND;TZID=Europe/Stockholm:20260328T110000\r\n\
            SUMMARY:Mentorträff: Örjan \"Ö\" Ek\\, Åsa Ek\r\n\
            URL:https://ior.example/par/traffar/nasta\r\n\
            LOCATION:Salen\\; Gatan 1\\, 2 tr\r\n\
            ORGANIZER;CN=\"Mentorprogrammet\":mailto:ior@example.org\r\n\
            ATTENDEE;CN=\"Örjan 'Ö' Ek\";ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:adept1@example.org\r\n\
            ATTENDEE;CN=\"Åsa Ek\";ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:mentor1@example.org\r\n\
            STATUS:CONFIRMED\r\n\
            END:VEVENT\r\n";
        assert!(file.contains(entry), "{file}");
        assert!(file.contains("\r\nMETHOD:REQUEST\r\n") && !file.contains("hemligt"));
    }

    #[test]
    fn a_cancellation_names_the_same_meeting() {
        let file = made(About::Cancelled, 3);
        for line in ["METHOD:CANCEL", "UID:meeting-7@0123.ior", "SEQUENCE:3", "STATUS:CANCELLED"] {
            assert!(file.contains(&format!("\r\n{line}\r\n")), "{line} in {file}");
        }
    }

    #[test]
    fn a_video_meeting_has_its_link_where_calendars_look_for_it() {
        let mut message = message(About::Agreed, 0);
        message.agreed.plan =
            Plan { form: Form::Digital, place: "https://mote.example/a;b,c?d=1".into(), ..Plan::default() };
        let (from, now) = ("ior@example.org".parse().unwrap(), Timestamp::UNIX_EPOCH);
        let names = Names { public_url: "https://ior.example", domain: "0123.ior" };
        let made = |message: &outbox::Invitation| {
            invitation(message, &from, Lang::Sv, names, now).unwrap().file.replace("\r\n ", "")
        };
        let file = made(&message);
        for line in [
            "LOCATION:https://mote.example/a\\;b\\,c?d=1",
            "CONFERENCE;VALUE=URI;FEATURE=VIDEO;LABEL=\"Videomöte\":https://mote.example/a;b,c?d=1",
            "DESCRIPTION:Videomöte: https://mote.example/a\\;b\\,c?d=1",
        ] {
            assert!(file.contains(&format!("\r\n{line}\r\n")), "{line} in {file}");
        }
        // One that the two have yet to settle, or that no line can hold, is no link.
        for place in ["", "https://möte.example", "https://a\r\nATTENDEE:b"] {
            message.agreed.plan.place = place.into();
            let file = made(&message);
            assert!(!file.contains("CONFERENCE") && !file.contains("\r\nATTENDEE:b"), "{file}");
        }
    }

    /// In the nights on which the clocks change a meeting lasts as long as it lasts: the wall
    /// shows an hour of one of them twice, and an hour of the other never.
    #[test]
    fn a_meeting_lasts_as_long_when_the_clocks_change() {
        let (from, now) = ("ior@example.org".parse().unwrap(), Timestamp::UNIX_EPOCH);
        let names = Names { public_url: "https://ior.example", domain: "0123.ior" };
        let (back, forward) = (date(2026, 10, 25), date(2026, 3, 29));
        let zone = ";TZID=Europe/Stockholm:";
        for (at, minutes, starts, ends) in [
            (back.at(1, 30, 0, 0), 60, format!("{zone}20261025T013000"), format!("{zone}20261025T023000")),
            (back.at(1, 30, 0, 0), 120, ":20261024T233000Z".to_owned(), ":20261025T013000Z".to_owned()),
            (back.at(2, 0, 0, 0), 60, ":20261025T000000Z".to_owned(), ":20261025T010000Z".to_owned()),
            (back.at(2, 30, 0, 0), 60, ":20261025T003000Z".to_owned(), ":20261025T013000Z".to_owned()),
            (back.at(2, 30, 0, 0), 90, format!("{zone}20261025T023000"), format!("{zone}20261025T030000")),
            (back.at(3, 0, 0, 0), 60, format!("{zone}20261025T030000"), format!("{zone}20261025T040000")),
            (back.at(3, 30, 0, 0), 60, format!("{zone}20261025T033000"), format!("{zone}20261025T043000")),
            (forward.at(1, 30, 0, 0), 60, format!("{zone}20260329T013000"), format!("{zone}20260329T033000")),
            (forward.at(2, 30, 0, 0), 60, format!("{zone}20260329T033000"), format!("{zone}20260329T043000")),
            (forward.at(3, 30, 0, 0), 60, format!("{zone}20260329T033000"), format!("{zone}20260329T043000")),
        ] {
            let mut message = message(About::Agreed, 0);
            message.agreed.at = at;
            message.agreed.plan.minutes = minutes;
            let file = invitation(&message, &from, Lang::Sv, names, now).unwrap().file;
            assert!(file.contains(&format!("\r\nDTSTART{starts}\r\nDTEND{ends}\r\n")), "{at} {minutes}: {file}");
        }
    }

    #[test]
    fn a_reminder_is_nothing_for_calendars() {
        assert_eq!(told(About::Tomorrow, 1), None);
    }
}
