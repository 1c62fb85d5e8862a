//! A pair's agreed meeting: as a file to take, and as the invitation that mail
//! brings to both (RFC 5546). It says when, where and with whom, and nothing
//! that the two have written down.
//!
//! A calendar knows a meeting by its name. What comes with a greater sequence
//! takes the place of what it had, and a cancellation takes it out. The adept is
//! the organiser, whoever proposed: that must not change while the meeting is
//! moved to and fro. Nobody is asked to answer, since both have said yes already;
//! an answer would go past the product.

use app::text::{speaking, t};
use domain::{
    meeting::{Agreed, proposal::ends},
    people::Lang,
};
use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use store::mail::outbox::{About, Attendee, Invitation};

use super::{BEGINNING, STOCKHOLM, escaped, folded, host};

/// What an invitation asks a calendar to do, in RFC 5546's words.
pub fn method(about: About) -> Option<&'static str> {
    match about {
        About::Agreed | About::Moved => Some("REQUEST"),
        About::Cancelled => Some("CANCEL"),
        About::Tomorrow => None,
    }
}

/// An invitation to the meeting, or its cancellation, if the email is one.
pub fn invitation(invitation: &Invitation, lang: Lang, public_url: &str, now: Timestamp) -> Option<String> {
    let method = method(invitation.about)?;
    let Invitation { agreed, adept, mentor, .. } = invitation;
    let organiser = format!("ORGANIZER;CN={}:mailto:{}", quoted(&adept.name), adept.email);
    let people = [organiser, attendee(adept), attendee(mentor)];
    let status = if method == "CANCEL" { "CANCELLED" } else { "CONFIRMED" };
    let with = [&adept.name, &mentor.name].map(String::as_str);
    let entry = entry(agreed, &with.join(", "), lang, public_url, now);
    let lines = entry.into_iter().chain(people).chain([format!("STATUS:{status}")]);
    Some(file([format!("METHOD:{method}")], lines))
}

/// The meeting as a file, for whoever wants to put it into a calendar by hand.
pub fn meeting(agreed: &Agreed, partner: &str, lang: Lang, public_url: &str, now: Timestamp) -> String {
    let entry = entry(agreed, partner, lang, public_url, now);
    file([], entry.into_iter().chain(["STATUS:CONFIRMED".to_owned()]))
}

fn file<const N: usize>(head: [String; N], entry: impl Iterator<Item = String>) -> String {
    let fixed = |lines: &'static [&'static str]| lines.iter().map(|line| (*line).to_owned());
    let lines = fixed(&BEGINNING).chain(head).chain(fixed(&STOCKHOLM)).chain(fixed(&["BEGIN:VEVENT"]));
    let lines = lines.chain(entry).chain(fixed(&["END:VEVENT", "END:VCALENDAR"]));
    lines.map(|line| folded(&line)).collect()
}

fn entry(agreed: &Agreed, with: &str, lang: Lang, public_url: &str, now: Timestamp) -> Vec<String> {
    let wall = |at: DateTime| at.strftime("%Y%m%dT%H%M%S").to_string();
    let summary = speaking(lang, || (t().proposing.calendar_summary)(with));
    let mut lines = vec![
        format!("UID:meeting-{}@{}", agreed.id, host(public_url)),
        format!("DTSTAMP:{}", now.to_zoned(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ")),
        format!("SEQUENCE:{}", agreed.sequence),
        format!("DTSTART;TZID=Europe/Stockholm:{}", wall(agreed.at)),
        format!("DTEND;TZID=Europe/Stockholm:{}", wall(ends(agreed.at, agreed.plan.minutes))),
        format!("SUMMARY:{}", escaped(&summary)),
        format!("URL:{public_url}/par/traffar/nasta"),
    ];
    if !agreed.plan.place.is_empty() {
        lines.push(format!("LOCATION:{}", escaped(&agreed.plan.place)));
    }
    lines
}

fn attendee(one: &Attendee) -> String {
    let name = quoted(&one.name);
    format!("ATTENDEE;CN={name};ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:{}", one.email)
}

/// A name as a parameter has it (RFC 5545, 3.2), in which no quotation mark
/// can stand.
fn quoted(name: &str) -> String {
    let plain: String = name.chars().filter(|c| !c.is_control()).map(|c| if c == '"' { '\'' } else { c }).collect();
    format!("\"{plain}\"")
}

#[cfg(test)]
pub(crate) mod tests {
    use domain::{
        meeting::{Form, MeetingId, proposal::Plan},
        people::Role,
    };
    use jiff::civil::date;

    use super::*;

    /// Something that the two are told of a meeting on the day before summer time.
    pub fn message(about: About, sequence: u32) -> Invitation {
        let attendee = |name: &str, email: &str| Attendee {
            name: name.into(),
            email: email.into(),
            organisation: "Alfa kommun".into(),
        };
        let plan = Plan { minutes: 90, form: Form::InPerson, host: None, place: "Salen; Gatan 1, 2 tr".into() };
        Invitation {
            about,
            agreed: Agreed { id: MeetingId(7), sequence, at: date(2026, 3, 28).at(9, 30, 0, 0), plan },
            adept: attendee("Örjan \"Ö\" Ek", "adept1@example.org"),
            mentor: attendee("Åsa Ek", "mentor1@example.org"),
            by: Role::Mentor,
            word: "hemligt".into(),
        }
    }

    fn made(about: About, sequence: u32) -> String {
        let now = "2026-03-20T08:00:30Z".parse().unwrap();
        invitation(&message(about, sequence), Lang::Sv, "https://ior.example", now).unwrap()
    }

    #[test]
    fn an_invitation_says_when_where_and_with_whom() {
        let file = made(About::Agreed, 0).replace("\r\n ", "");
        let entry = "BEGIN:VEVENT\r\n\
            UID:meeting-7@ior.example\r\n\
            DTSTAMP:20260320T080030Z\r\n\
            SEQUENCE:0\r\n\
            DTSTART;TZID=Europe/Stockholm:20260328T093000\r\n\
            DTEND;TZID=Europe/Stockholm:20260328T110000\r\n\
            SUMMARY:Mentorträff: Örjan \"Ö\" Ek\\, Åsa Ek\r\n\
            URL:https://ior.example/par/traffar/nasta\r\n\
            LOCATION:Salen\\; Gatan 1\\, 2 tr\r\n\
            ORGANIZER;CN=\"Örjan 'Ö' Ek\":mailto:adept1@example.org\r\n\
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
        for line in ["METHOD:CANCEL", "UID:meeting-7@ior.example", "SEQUENCE:3", "STATUS:CANCELLED"] {
            assert!(file.contains(&format!("\r\n{line}\r\n")), "{line} in {file}");
        }
    }

    #[test]
    fn a_reminder_is_nothing_for_calendars() {
        assert_eq!(
            invitation(&message(About::Tomorrow, 1), Lang::Sv, "https://ior.example", Timestamp::UNIX_EPOCH),
            None
        );
    }
}
