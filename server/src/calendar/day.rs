//! What an email about a common day asks a calendar to do (RFC 5546): put its parts
//! in, move them, take them out. Each part is an entry of its own, and so a file: one
//! that is sent speaks of one entry only.

use domain::people::{Lang, calendar::Certainty};
use jiff::Timestamp;
use lettre::message::Mailbox;
use store::mail::outbox::{DayEntries, DayEntry, DayName, Email, Parcel};

use super::{Entry, Invitation, Names, attendee, file, organiser, whole};

/// The files of an email about a day, in the order of its parts. They name its
/// recipient and nobody else.
pub fn invitations(parcel: &Parcel, from: &Mailbox, names: Names<'_>) -> Vec<Invitation> {
    let (day, entries, is_cancelled) = match &parcel.message {
        Email::DayInvitation { day, entries, .. }
        | Email::DayMoved { day, entries, .. }
        | Email::DayVenueChanged { day, entries, .. } => (day, entries, false),
        Email::DayCancelled { day, entries, .. } => (day, entries, true),
        _ => return Vec::new(),
    };
    let people = [organiser(from), attendee(&parcel.name, &parcel.to, "NEEDS-ACTION")];
    let invitation = |part| {
        let entry = entry(day, entries, part, is_cancelled);
        invitation(&entry, people.clone(), parcel.lang, names, parcel.written)
    };
    entries.parts.iter().map(invitation).collect()
}

fn entry<'a>(day: &'a DayName, all: &DayEntries, part: &DayEntry, is_cancelled: bool) -> Entry<'a> {
    Entry {
        segment: part.segment,
        audience: part.audience,
        hours: part.hours,
        slug: &day.slug,
        title: &day.title,
        place: all.place.clone(),
        sequence: all.sequence,
        certainty: if is_cancelled { Certainty::Cancelled } else { Certainty::Confirmed },
    }
}

fn invitation(entry: &Entry<'_>, people: [String; 2], lang: Lang, names: Names<'_>, now: Timestamp) -> Invitation {
    let method = if entry.certainty == Certainty::Cancelled { "CANCEL" } else { "REQUEST" };
    let lines = entry.lines(lang, names, now).into_iter().chain(people).collect();
    let file = file([format!("METHOD:{method}")], whole(lines));
    Invitation { method, name: format!("{}.ics", entry.slug), file }
}

#[cfg(test)]
mod tests {
    use domain::{
        day::{Audience, Hours, SegmentId},
        people::Localised,
        time::instant,
    };
    use jiff::civil::date;

    use super::*;
    use crate::mail::render::tests::parcel;

    fn told(message: impl FnOnce(DayName, Vec<Hours>, DayEntries) -> Email) -> Vec<Invitation> {
        let at = |hour| instant(date(2026, 3, 6).at(hour, 0, 0, 0));
        let part = |id, audience, from, to| {
            let hours = Hours { starts: at(from), ends: at(to) };
            DayEntry { segment: SegmentId(id), audience, hours }
        };
        let parts = vec![part(7, Audience::Everyone, 9, 13), part(8, Audience::Mentors, 13, 15)];
        let hours = parts.iter().map(|part| part.hours).collect();
        let entries = DayEntries { sequence: 3, place: "Salen, Gatan 1".into(), parts };
        let title = Localised { sv: "Uppstart".into(), en: "Kick-off".into() };
        let message = message(DayName { slug: "uppstart-2026".into(), title }, hours, entries);
        let from = "Mentorprogrammet <ior@example.org>".parse().unwrap();
        let names = Names { public_url: "https://ior.example", domain: "0123.ior" };
        invitations(&parcel("Åsa \"Å\" Ek", Lang::Sv, message), &from, names)
    }

    #[test]
    fn a_part_is_a_file_of_its_own() {
        let told = told(|day, hours, entries| Email::DayInvitation {
            day,
            hours,
            place: String::new(),
            reply_by: Timestamp::UNIX_EPOCH,
            entries,
        });
        assert_eq!(told.len(), 2);
        let Invitation { method, name, file } = &told[0];
        assert_eq!((*method, name.as_str()), ("REQUEST", "uppstart-2026.ics"));
        let file = file.replace("\r\n ", "");
        let entry = "BEGIN:VEVENT\r\n\
            UID:segment-7@0123.ior\r\n\
            DTSTAMP:19700101T000000Z\r\n\
            SEQUENCE:3\r\n\
            DTSTART;TZID=Europe/Stockholm:20260306T090000\r\n\
            DTEND;TZID=Europe/Stockholm:20260306T130000\r\n\
            SUMMARY:Mentorprogrammet: Uppstart\r\n\
            LOCATION:Salen\\, Gatan 1\r\n\
            URL:https://ior.example/dagar/uppstart-2026\r\n\
            STATUS:CONFIRMED\r\n\
            ORGANIZER;CN=\"Mentorprogrammet\":mailto:ior@example.org\r\n\
            ATTENDEE;CN=\"Åsa 'Å' Ek\";ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE:mailto:adept1@example.org\r\n\
            END:VEVENT\r\n";
        assert!(file.contains(entry), "{file}");
        assert_eq!(file.matches("BEGIN:VEVENT").count(), 1);
        assert!(told[1].file.contains("\r\nUID:segment-8@0123.ior\r\n"));
    }

    #[test]
    fn what_is_cancelled_is_taken_out() {
        let told = told(|day, hours, entries| Email::DayCancelled {
            day,
            hours,
            whole: true,
            word: "hemligt".into(),
            entries,
        });
        for Invitation { method, file, .. } in told {
            assert_eq!(method, "CANCEL");
            for line in ["METHOD:CANCEL", "SEQUENCE:3", "STATUS:CANCELLED"] {
                assert!(file.contains(&format!("\r\n{line}\r\n")), "{line} in {file}");
            }
            assert!(!file.contains("hemligt"));
        }
    }

    #[test]
    fn an_email_from_before_has_no_files() {
        let none = told(|day, hours, _| Email::DayCancelled {
            day,
            hours,
            whole: true,
            word: String::new(),
            entries: DayEntries::default(),
        });
        assert_eq!(none, []);
    }
}
