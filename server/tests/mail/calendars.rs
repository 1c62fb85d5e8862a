//! The checks that calendars are known to make of an invitation that a mail brings
//! (RFC 5546, RFC 6047): Nextcloud takes none in another's name than the sender's, and
//! none to whom it does not invite; Outlook shows none to whoever is its organiser, and
//! goes by the part's method and file name.

use std::{fs, path::Path, sync::Arc};

use domain::{
    day::{AfterMove, Audience, Hours, SegmentId},
    meeting::{Agreed, Form, MeetingId, proposal::Plan},
    people::{Localised, Role},
    time::instant,
};
use jiff::{SignedDuration, civil::date};
use server::mail::folder;
use store::mail::outbox::{About, Attendee, DayEntries, DayEntry, DayName, Email, Invitation};

use crate::{
    desk::{Desk, SOON, State, until, work},
    smtp::server,
};

/// A mail's invitation, as a calendar takes it in.
struct Taken {
    from: String,
    to: String,
    reply_to: Option<String>,
    /// The type of the part, with its parameters.
    kind: String,
    /// The file's lines, unfolded.
    lines: Vec<String>,
}

impl Taken {
    /// Every invitation in a mail.
    fn all(eml: &str) -> Vec<Self> {
        let unfolded = eml.replace("\r\n ", " ").replace("\r\n\t", " ");
        let head = unfolded.split_once("\r\n\r\n").unwrap().0;
        let header = |name: &str| head.lines().find_map(|line| line.strip_prefix(name)).map(address);
        let parts = eml.split("Content-Type: text/calendar").skip(1);
        let taken = parts.map(|part| {
            let (head, file) = part.split_once("\r\n\r\n").unwrap();
            let file = plain(file.split("\r\n--").next().unwrap()).replace("\r\n ", "").replace("mailto:", "");
            Self {
                from: header("From: ").unwrap(),
                to: header("To: ").unwrap(),
                reply_to: header("Reply-To: "),
                kind: head.replace("\r\n ", " ").lines().next().unwrap().to_owned(),
                lines: file.lines().map(str::to_owned).collect(),
            }
        });
        taken.collect()
    }

    /// The values of a property, whatever its parameters.
    fn values(&self, name: &str) -> Vec<&str> {
        let of = |line: &str| line.strip_prefix(name).is_some_and(|rest| rest.starts_with([':', ';']));
        self.lines
            .iter()
            .filter(|line| of(line))
            .map(|line| line.rsplit_once(':').map_or("", |(_, value)| value))
            .collect()
    }

    /// What is wrong with it.
    fn complaints(&self) -> Vec<String> {
        let one = |name: &str| match self.values(name)[..] {
            [value] => value.to_owned(),
            ref values => format!("{} of {name}", values.len()),
        };
        let (method, organiser, attendees) = (one("METHOD"), one("ORGANIZER"), self.values("ATTENDEE"));
        let is_cancelled = one("STATUS") == "CANCELLED";
        let mut wrong = Vec::new();
        let mut check = |is_right: bool, what: String| {
            if !is_right {
                wrong.push(what);
            }
        };
        check(self.kind.contains(&format!("; method={method}")), format!("the part is {}, not {method}", self.kind));
        check(self.kind.contains("; name=\""), "the part has no file name".to_owned());
        check(organiser == self.from, format!("{organiser} invites, and {} sends", self.from));
        check(organiser != self.to, "the recipient is the organiser".to_owned());
        check(attendees.contains(&self.to.as_str()), format!("{} is not invited", self.to));
        check((method == "CANCEL") == is_cancelled, format!("{method} and {}", one("STATUS")));
        for name in ["UID", "SEQUENCE", "DTSTAMP", "DTEND", "BEGIN:VEVENT"] {
            let found = if name.contains(':') {
                self.lines.iter().filter(|line| *line == name).count()
            } else {
                self.values(name).len()
            };
            check(found == 1, format!("{found} of {name}"));
        }
        if let [one, other] = attendees[..] {
            let partner = if one == self.to { other } else { one };
            check(self.reply_to.as_deref() == Some(partner), format!("answers go to {:?}", self.reply_to));
        }
        wrong
    }
}

/// The address in a header, or a header that is one.
fn address(value: &str) -> String {
    value.rsplit_once('<').map_or(value, |(_, rest)| rest.trim_end_matches('>')).trim().to_owned()
}

/// Reads quoted-printable.
fn plain(text: &str) -> String {
    let text = text.replace("=\r\n", "");
    let mut parts = text.split('=');
    let mut bytes = parts.next().unwrap().as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).unwrap());
        bytes.extend(part[2..].bytes());
    }
    String::from_utf8(bytes).unwrap()
}

/// The mails that emails to someone become.
async fn sent(to: &str, messages: Vec<Email>) -> Vec<String> {
    let (server, desk) = (server(), Arc::new(Desk::default()));
    let emails = messages.len();
    for message in messages {
        desk.put(to, "Örjan \"Ö\" Ek", message);
    }
    let work = work(&desk, server.transport(), SOON);
    until("sent", || desk.states() == vec![State::Sent; emails]).await;
    work.stop().await;
    server.kept()
}

fn meeting(about: About, sequence: u32) -> Email {
    let attendee = |name: &str, email: &str| Attendee {
        name: name.into(),
        email: email.into(),
        organisation: "Alfa kommun".into(),
    };
    let plan = Plan { minutes: 90, form: Form::InPerson, host: None, place: "Salen; Gatan 1".into() };
    Email::Meeting(Box::new(Invitation {
        about,
        agreed: Agreed { id: MeetingId(7), sequence, at: date(2026, 12, 4).at(9, 30, 0, 0), plan },
        adept: attendee("Örjan \"Ö\" Ek", "adept1@example.org"),
        mentor: attendee("Åsa Ek", "mentor1@example.org"),
        by: Role::Mentor,
        word: String::new(),
    }))
}

#[tokio::test]
async fn calendars_take_in_a_pairs_meeting() {
    let said = [(About::Agreed, 0), (About::Moved, 1), (About::Cancelled, 2)];
    for to in ["adept1@example.org", "mentor1@example.org"] {
        let mails = sent(to, said.map(|(about, sequence)| meeting(about, sequence)).to_vec()).await;
        let taken: Vec<_> = mails.iter().flat_map(|mail| Taken::all(mail)).collect();
        for one in &taken {
            assert_eq!(one.complaints(), [""; 0], "{to}: {:#?}", one.lines);
        }
        let of = |name: &str| taken.iter().map(|one| one.values(name)[0]).collect::<Vec<_>>();
        assert_eq!(of("METHOD"), ["REQUEST", "REQUEST", "CANCEL"]);
        assert_eq!(of("SEQUENCE"), ["0", "1", "2"]);
        assert_eq!(of("UID"), ["meeting-7@ior.example"; 3]);
    }
}

/// A common day from when it is published to when it is cancelled.
fn day() -> Vec<Email> {
    let at = |hour| instant(date(2026, 12, 4).at(hour, 0, 0, 0));
    let hours = |from, to| Hours { starts: at(from), ends: at(to) };
    let title = Localised { sv: "Inspirationsdag".into(), en: "Inspiration day".into() };
    let day = || DayName { slug: "inspirationsdag-2026".into(), title: title.clone() };
    let place = || "Salen, Gatan 1".to_owned();
    let entries = |sequence, moved: i8| {
        let part = |id, audience, hours| DayEntry { segment: SegmentId(id), audience, hours };
        let parts =
            vec![part(3, Audience::Everyone, hours(9 + moved, 12 + moved)), part(4, Audience::Mentors, hours(14, 15))];
        DayEntries { sequence, place: place(), parts }
    };
    let reply_by = at(8) - SignedDuration::from_hours(48);
    vec![
        Email::DayInvitation {
            day: day(),
            hours: vec![hours(9, 12)],
            place: place(),
            reply_by,
            entries: entries(0, 0),
        },
        Email::DayMoved {
            day: day(),
            hours: vec![(hours(9, 12), hours(10, 13))],
            place: place(),
            reply_by,
            after: AfterMove::default(),
            entries: entries(1, 1),
        },
        Email::DayVenueChanged { day: day(), starts: at(10), place: place(), entries: entries(2, 1) },
        Email::DayCancelled {
            day: day(),
            hours: vec![hours(10, 13)],
            whole: true,
            word: String::new(),
            entries: entries(3, 1),
        },
    ]
}

#[tokio::test]
async fn calendars_take_in_a_common_day() {
    let mails = sent("mentor1@example.org", day()).await;
    let taken: Vec<_> = mails.iter().flat_map(|mail| Taken::all(mail)).collect();
    assert_eq!(taken.len(), 8, "one for each part");
    for one in &taken {
        assert_eq!(one.complaints(), [""; 0], "{:#?}", one.lines);
    }
    for (part, uid) in [(0, "segment-3@ior.example"), (1, "segment-4@ior.example")] {
        let of = |name: &str| taken.iter().skip(part).step_by(2).map(|one| one.values(name)[0]).collect::<Vec<_>>();
        assert_eq!(of("METHOD"), ["REQUEST", "REQUEST", "REQUEST", "CANCEL"]);
        assert_eq!(of("SEQUENCE"), ["0", "1", "2", "3"]);
        assert_eq!(of("UID"), [uid; 4]);
    }
    let folder = std::env::temp_dir().join(format!("ior-mail-day-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    for (n, mail) in mails.iter().enumerate() {
        fs::write(folder.join(format!("{n}.eml")), mail).unwrap();
    }
    let read = folder::latest(&folder, 9).await.unwrap();
    fs::remove_dir_all(folder).unwrap();
    for mail in read {
        assert!(mail.subject.starts_with("Inspirationsdag: "), "{}", mail.subject);
        assert!(mail.text.starts_with("Hej Örjan"), "the words are read beside the files: {}", mail.text);
    }
}

/// The checks find what was wrong with the invitations that calendars refused.
#[test]
fn what_calendars_refused_is_complained_of() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mail/cases");
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/cases");
    let mut cases = 0;
    for folder in [own, shared].iter().filter(|folder| folder.exists()) {
        for entry in fs::read_dir(folder).unwrap() {
            let file = entry.unwrap().path();
            if file.extension().is_none_or(|extension| extension != "eml") {
                continue;
            }
            cases += 1;
            let taken = Taken::all(&fs::read_to_string(&file).unwrap());
            let complaints = taken[0].complaints().join("\n");
            for wrong in ["no file name", "the recipient is the organiser", "invites, and", "answers go to None"] {
                assert!(complaints.contains(wrong), "{}: {wrong} in {complaints}", file.display());
            }
        }
    }
    assert!(cases >= 2);
}
