//! From an email to its words: a subject, a text part and an HTML part that say
//! the same, because both are made from the same blocks.

use domain::people::Lang;
use lettre::message::Mailbox;
use store::mail::outbox::{Email, Parcel};

use super::{
    names::spoken,
    prose,
    text::{Block, Content, Facts, content},
};
use crate::calendar::{Invitation, Names, day, meeting};

/// Where emails come from, and where they lead.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    /// Where people reach the product.
    pub public_url: &'a str,
    /// What calendar entries are named after; see [`store::Outbox::calendar_domain`].
    pub calendar_domain: &'a str,
    /// Whom they come from.
    pub from: &'a Mailbox,
}

/// What a mail says: its subject and its two equal parts.
#[derive(Clone, PartialEq, Eq)]
pub struct Words {
    /// The subject. Never holds a secret; the code to sign in works in one browser only.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
    /// What it asks calendars to do.
    pub calendars: Vec<Invitation>,
}

/// Puts a parcel's email into words. `round` is the number of the current round.
pub fn words(parcel: &Parcel, origin: &Origin<'_>, round: Option<u32>) -> Words {
    let parcel = &spoken(parcel);
    let public_url = origin.public_url.trim_end_matches('/');
    let (unsubscribe, ticket) = (parcel.unsubscribe.as_deref(), parcel.ticket.as_deref());
    let facts = Facts { name: &parcel.name, to: &parcel.to, public_url, round, unsubscribe, ticket };
    let content = content(&parcel.message, parcel.lang, &facts).about(&parcel.concerns, parcel.lang, public_url);
    let (text, html) = (text(&content), html(&content, parcel.lang));
    Words { subject: content.subject, text, html, calendars: calendars(parcel, origin, public_url) }
}

/// Whether an email may bring files for calendars.
pub fn is_for_calendars(email: &Email) -> bool {
    matches!(
        email,
        Email::Meeting(_)
            | Email::DayInvitation { .. }
            | Email::DayMoved { .. }
            | Email::DayVenueChanged { .. }
            | Email::DayCancelled { .. }
    )
}

/// The same however often they are made: a calendar takes each once.
fn calendars(parcel: &Parcel, origin: &Origin<'_>, public_url: &str) -> Vec<Invitation> {
    let names = Names { public_url, domain: origin.calendar_domain };
    match &parcel.message {
        Email::Meeting(told) => {
            meeting::invitation(told, origin.from, parcel.lang, names, parcel.written).into_iter().collect()
        }
        _ => day::invitations(parcel, origin.from, names),
    }
}

fn text(content: &Content) -> String {
    let blocks = content.blocks.iter().map(|block| match block {
        Block::Words(words) => words.clone(),
        Block::Button(label, address) | Block::Quiet(label, address) => format!("{label}:\n{address}"),
        Block::Choices(choices) => {
            let lines = choices.iter().map(|(label, address)| format!("{label}:\n{address}"));
            lines.collect::<Vec<_>>().join("\n\n")
        }
        Block::Code(code) => format!("    {code}"),
        Block::Heading(spans) => prose::words(spans),
        Block::Prose(block) => prose::text(block),
        Block::Topic(topic) => topic.clone(),
    });
    blocks.collect::<Vec<_>>().join("\n\n") + "\n"
}

/// Sets no colours but the button's, so that it reads well in the dark too;
/// fetches nothing; carries its styles inline, since many readers drop others.
fn html(content: &Content, lang: Lang) -> String {
    const STYLE: &str = "margin:0 0 18px;white-space:pre-line";
    const HEADING: &str = "margin:28px 0 12px;font-size:20px;line-height:1.3";
    const BUTTON: &str = "display:inline-block;padding:12px 22px;border:1px solid #fff;border-radius:4px;\
                          background:#23398f;color:#fff;font-weight:600;text-decoration:none";
    const CODE: &str =
        "margin:0 0 18px;font:600 28px/1.3 ui-monospace,Menlo,Consolas,monospace;letter-spacing:2px;white-space:nowrap";
    const TOPIC: &str =
        "margin:26px 0 12px;padding-top:18px;border-top:1px solid #8a93a6;font-size:20px;line-height:1.3";
    const QUIET: &str = "margin:0 0 8px;font-size:14px";
    let blocks = content.blocks.iter().map(|block| match block {
        Block::Words(words) => format!("<p style=\"{STYLE}\">{}</p>\n", escaped(words)),
        Block::Button(label, address) => {
            format!(
                "<p style=\"{STYLE}\"><a href=\"{}\" style=\"{BUTTON}\">{}</a></p>\n",
                escaped(address),
                escaped(label)
            )
        }
        Block::Choices(choices) => {
            let buttons = choices.iter().map(|(label, address)| {
                format!("<a href=\"{}\" style=\"{BUTTON}\">{}</a>", escaped(address), escaped(label))
            });
            format!("<p style=\"{STYLE}\">{}</p>\n", buttons.collect::<Vec<_>>().join(" "))
        }
        Block::Code(code) => format!("<p style=\"{CODE}\">{}</p>\n", escaped(code)),
        Block::Heading(spans) => format!("<h2 style=\"{HEADING}\">{}</h2>\n", prose::html_words(spans)),
        Block::Prose(block) => prose::html(block, STYLE),
        Block::Topic(topic) => format!("<h2 style=\"{TOPIC}\">{}</h2>\n", escaped(topic)),
        Block::Quiet(label, address) => {
            format!("<p style=\"{QUIET}\"><a href=\"{}\">{}</a></p>\n", escaped(address), escaped(label))
        }
    });
    let (lang, subject) = (lang.name(), escaped(&content.subject));
    format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{subject}</title>\n</head>\n\
         <body style=\"margin:0;padding:24px\">\n\
         <div lang=\"{lang}\" style=\"max-width:34em;margin:0 auto;font:17px/1.5 system-ui,'Segoe UI',Roboto,Helvetica,sans-serif\">\n\
         {}</div>\n</body>\n</html>\n",
        blocks.collect::<String>(),
    )
}

/// Words as HTML has them.
pub(crate) fn escaped(words: &str) -> String {
    words.chars().fold(String::with_capacity(words.len()), |mut html, c| {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            c => html.push(c),
        }
        html
    })
}

#[cfg(test)]
pub(crate) mod tests {
    use domain::{
        application::{Part, StepKind},
        day::{Answer, Contact, Hours},
        meeting::{Form, proposal::Plan},
        pair::status::StatusChange,
        people::{Duty, Localised, Role, address::AddressKind},
    };
    use jiff::{Timestamp, civil::date};
    use lettre::Message;
    use store::mail::{
        outbox::{Concerns, DayName, Partner},
        reminder::Note,
    };

    use super::*;
    use crate::mail::message::{Unsendable, message};

    const LINK: &str = "4f3c2b1a";
    const PARTNER: &str = "Eva & Åke <Öberg>";

    /// An email to an adept, as it comes out of the outbox.
    pub fn parcel(name: &str, lang: Lang, message: Email) -> Parcel {
        Parcel {
            id: 7,
            to: "adept1@example.org".into(),
            name: name.into(),
            lang,
            message,
            concerns: Concerns::default(),
            unsubscribe: None,
            ticket: None,
            attempts: 0,
            written: Timestamp::UNIX_EPOCH,
            since: Timestamp::UNIX_EPOCH,
        }
    }

    fn sign_in() -> Email {
        Email::SignIn { link: LINK.into(), code: "012345".into(), till: String::new(), lang: None }
    }

    fn thanks() -> Email {
        let evaluate_until = Some(Timestamp::UNIX_EPOCH);
        Email::Thanks { slug: "dag".into(), title: title(), materials: true, evaluate_until }
    }

    fn missed() -> Email {
        Email::Missed { slug: "dag".into(), title: title(), materials: true }
    }

    fn late_reminder(may_come: bool, phone: &str) -> Email {
        let contact = Contact { name: String::new(), email: String::new(), phone: phone.into() };
        Email::LateReminder { slug: "dag".into(), title: title(), starts: Timestamp::UNIX_EPOCH, may_come, contact }
    }

    pub fn title() -> Localised {
        Localised { sv: "Råd & tips".into(), en: "Tips".into() }
    }

    /// One of every kind whose words have a case of their own.
    fn messages() -> Vec<Email> {
        let partner = || PARTNER.to_owned();
        let status = |change| Email::PairStatusChanged { partner: partner(), change, until: Some(date(2026, 12, 1)) };
        let pause = Email::PairStatusChanged { partner: partner(), change: StatusChange::Pause, until: None };
        let to_sign = Email::ToSign { partner: partner() };
        let others = [sign_in(), Email::Invitation, to_sign, pause, Email::HelpRequested, thanks(), missed()];
        let until = Timestamp::UNIX_EPOCH;
        let matched = Partner { name: partner(), title: partner(), organisation: partner() };
        let day = || DayName { slug: "dag".into(), title: title() };
        let plan = Plan { minutes: 60, form: Form::Digital, host: None, place: String::new() };
        let times = vec![date(2026, 3, 27).at(9, 0, 0, 0)];
        let applying = [
            Email::Apply { link: LINK.into(), code: "012345".into() },
            Email::Nominated { by: partner(), part: Part::Either, closes: until },
            Email::ManagerAsked { applicant: partner(), part: Part::Mentor, link: LINK.into(), until },
            Email::ToEndorse { applicant: partner(), again: true },
            Email::ApplicationWaits { closes: until, question: false },
            Email::StandsIn { by: partner(), from: date(2025, 10, 1), until: date(2025, 10, 9) },
            Email::Moved { name: partner(), from: partner(), to: partner(), partner: Some(partner()) },
            Email::Withdrew { name: partner(), organisation: partner() },
            Email::WorksElsewhere { by: partner(), organisation: partner(), stand_in: true },
            Email::WorksElsewhere { by: partner(), organisation: partner(), stand_in: false },
            Email::WrongCodes { until, known: false },
            Email::WrongCodes { until, known: true },
            Email::ResponsibleChanged { day: day(), by: partner(), to: Some(partner()) },
            Email::ResponsibleChanged { day: day(), by: partner(), to: None },
            Email::NeedsWithheld { day: day(), reader: partner() },
            Email::Proposed { by: partner(), times, plan, moves: Some(date(2026, 3, 26).at(9, 0, 0, 0)), id: None },
            Email::Declined { by: partner(), word: String::new() },
            Email::DutyBegun { duty: Duty::Organiser, by: partner(), after: Some(partner()), days: vec![title()] },
            Email::DutyBegun { duty: Duty::ContactPerson, by: partner(), after: None, days: Vec::new() },
            Email::DutyBegun { duty: Duty::WorkingGroup, by: partner(), after: None, days: Vec::new() },
            Email::DutyEnded { duty: Duty::ContactPerson, by: partner(), successor: Some(partner()) },
            Email::HelpsAtDoor {
                day: day(),
                hours: Hours { starts: until, ends: until },
                place: "Salen".into(),
                by: partner(),
                again: false,
            },
            Email::HelpsAtDoor {
                day: day(),
                hours: Hours { starts: until, ends: until },
                place: "Salen".into(),
                by: partner(),
                again: true,
            },
            Email::HelpsNoLonger { day: day(), by: partner() },
            Email::Left { by: partner() },
            Email::PartnerLeft { partner: partner(), steps_in: true },
            Email::PartnerLeft { partner: partner(), steps_in: false },
            Email::AddressAsked { kind: AddressKind::Main, link: LINK.into(), until },
            Email::AddressAsked { kind: AddressKind::Second, link: LINK.into(), until },
            Email::AddressWanted { kind: AddressKind::Second, address: "eva@example.org".into() },
            Email::AddressTaken,
            Email::AddressChanged {
                whose: Some(partner()),
                from: "eva@example.org".into(),
                to: "ek@example.org".into(),
                by: Some((partner(), "Den gamla brevlådan är stängd.".into())),
            },
            Email::AddressChanged { whose: None, from: String::new(), to: "ek@example.org".into(), by: None },
            Email::Merged {
                whose: None,
                main: "eva@example.org".into(),
                second: "ek@example.org".into(),
                by: partner(),
            },
            Email::Merged {
                whose: Some(partner()),
                main: "ek@example.org".into(),
                second: String::new(),
                by: partner(),
            },
            Email::RoundThanks { round: 15, role: Role::Adept },
            Email::RoundThanks { round: 15, role: Role::Mentor },
            Email::Slipped { partner: partner() },
            Email::Matched { role: Role::Adept, partner: matched },
        ];
        let hours = vec![Hours { starts: until, ends: until }];
        let partners = [None, Some(Answer::Yes), Some(Answer::No), Some(Answer::Maybe)];
        let partners = partners.map(|answer| (partner(), answer)).to_vec();
        let notes = [
            Note::DayBefore { day: day(), hours, place: "Salen".into(), partners },
            Note::ToLog { partner: partner(), met: date(2026, 12, 1) },
            Note::Pulse,
            Note::Evaluation { day: day(), until },
        ];
        let digest = Email::Digest(notes.iter().cloned().map(Email::Note).collect());
        let notes = notes.map(Email::Note).into_iter().chain([digest]);
        let steps = StepKind::ALL.iter().map(|step| Email::ApplicationStep { step: *step });
        let late = [late_reminder(true, ""), late_reminder(false, ""), late_reminder(false, "070-174 06 05")];
        let statuses = StatusChange::ALL.iter().copied().map(status);
        others.into_iter().chain(late).chain(notes).chain(applying).chain(steps).chain(statuses).collect()
    }

    pub fn from() -> Mailbox {
        "Mentorprogrammet IOR <ior@example.org>".parse().unwrap()
    }

    /// A parcel's words, and the mail that brings them.
    pub fn made(parcel: &Parcel) -> (Words, Result<Message, Unsendable>) {
        let from = from();
        let origin = Origin { public_url: "https://ior.example/", calendar_domain: "0123.ior", from: &from };
        let words = words(parcel, &origin, Some(15));
        (words.clone(), message(parcel, words, &origin, Timestamp::UNIX_EPOCH))
    }

    /// The mail, as it is handed over.
    pub fn sent(parcel: &Parcel) -> String {
        String::from_utf8(made(parcel).1.unwrap().formatted()).unwrap()
    }

    /// The words of an HTML part: tags gone, line ends and entities read.
    fn visible(html: &str) -> String {
        let body = html.split_once("<body").unwrap().1;
        let words = body.split('<').filter_map(|tag| tag.split_once('>')).map(|(_, words)| words).collect::<String>();
        words
            .replace("&#39;", "'")
            .replace("&quot;", "\"")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&")
    }

    #[test]
    fn both_parts_say_the_same() {
        for lang in Lang::ALL {
            for message in messages() {
                let parcel = parcel("Åsa <Öberg> & Co", *lang, message);
                let (words, _) = made(&Parcel { ticket: Some(LINK.into()), ..parcel });
                let html = visible(&words.html);
                for line in words.text.lines().map(str::trim).filter(|line| !line.is_empty()) {
                    let told =
                        html.contains(line.trim_end_matches(':')) || words.html.contains(&format!("href=\"{line}\""));
                    assert!(told, "{line:?} is missing in {html}");
                }
                assert!(words.html.contains(&format!("<html lang=\"{}\">", lang.name())));
                assert!(!words.html.contains("<Öberg>"));
            }
        }
    }

    #[test]
    fn a_sign_in_mail_holds_link_code_and_time() {
        for (lang, time) in [(Lang::Sv, "15 minuter"), (Lang::En, "15 minutes")] {
            let (words, _) = made(&parcel("Åsa", lang, sign_in()));
            for part in [&words.text, &words.html] {
                assert!(part.contains("https://ior.example/logga-in/lank/4f3c2b1a"));
                assert!(part.contains("012 345"));
                assert!(part.contains(time));
            }
            assert!(words.subject.starts_with("012 345 ") && !words.subject.contains(LINK));
        }
    }

    #[test]
    fn what_can_be_chosen_away_says_how() {
        let eml = |unsubscribe: Option<&str>| {
            let note = parcel("Åsa", Lang::Sv, Email::Note(Note::Pulse));
            sent(&Parcel { unsubscribe: unsubscribe.map(Into::into), ..note })
        };
        let with = eml(Some("4f3c")).replace("=\r\n", "");
        let address = "https://ior.example/mejl/avsluta/4f3c";
        assert!(with.contains(&format!("List-Unsubscribe: <{address}>\r\n")), "{with}");
        assert!(with.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"));
        assert_eq!(with.matches(address).count(), 3, "the header, the text and the page");
        assert!(!eml(None).contains("nsubscribe"));
    }

    #[test]
    fn a_late_reminder_says_what_can_still_be_done() {
        let text = |may_come, phone| made(&parcel("Åsa", Lang::Sv, late_reminder(may_come, phone))).0.text;
        assert!(text(true, "070-174 06 05").contains("du kan fortfarande svara ja eller nej"));
        assert!(text(false, "070-174 06 05").contains("Vill du komma, hör av dig till 070-174 06 05."));
        assert!(text(false, "").contains("Vill du komma, hör av dig till organisatören."));
        assert!(text(false, "").contains("https://ior.example/dagar/dag"));
    }

    /// Those who follow a button find a page on which one press is left.
    #[test]
    fn an_email_that_asks_has_a_button_for_each_answer() {
        let asked = |message, ticket: Option<&str>| {
            let parcel = parcel("Åsa", Lang::Sv, message);
            made(&Parcel { ticket: ticket.map(str::to_owned), ..parcel }).0
        };
        let buttons = |words: &Words| {
            let found = ["yes", "maybe", "no"].map(|name| {
                let address = format!("https://ior.example/svar/{LINK}?svar={name}");
                let [text, html] = [words.text.contains(&address), words.html.contains(&format!("href=\"{address}\""))];
                assert_eq!(text, html);
                text
            });
            found.iter().filter(|found| **found).count()
        };
        let reminder = || Email::Reminder {
            slug: "dag".into(),
            title: title(),
            starts: Timestamp::UNIX_EPOCH,
            reply_by: Timestamp::UNIX_EPOCH,
        };
        assert_eq!(buttons(&asked(reminder(), Some(LINK))), 3);
        assert_eq!(buttons(&asked(late_reminder(true, ""), Some(LINK))), 2);
        assert_eq!(buttons(&asked(late_reminder(false, ""), Some(LINK))), 1, "no is always welcome");
        assert!(!asked(reminder(), None).text.contains("/svar/"), "an email from before has none");
    }

    #[test]
    fn an_invitation_says_where_and_with_what_to_sign_in() {
        for lang in Lang::ALL {
            let (words, _) = made(&parcel("Åsa", *lang, Email::Invitation));
            for part in [&words.text, &words.html] {
                assert!(part.contains("https://ior.example/logga-in"));
                assert!(part.contains("adept1@example.org") && part.contains(" 15"));
            }
        }
    }

    #[test]
    fn no_name_adds_a_header_or_a_line() {
        let parcel = parcel("Eva\r\nBcc: spy@example.org\r\n\r\n\0<b>", Lang::Sv, Email::Invitation);
        let eml = sent(&parcel);
        let head = eml.split_once("\r\n\r\n").unwrap().0;
        assert!(!head.lines().any(|line| line.starts_with("Bcc")), "{head}");
        let text = made(&parcel).0.text;
        assert_eq!(text.lines().next(), Some("Hej Eva Bcc: spy!"));
    }

    /// A name that leads somewhere does so in no email, whoever has typed it.
    #[test]
    fn no_name_leads_anywhere() {
        const NAME: &str = "Grattis! Hämta på https://evil.example/z\r\nmail.evil@example.net";
        for lang in Lang::ALL {
            for message in messages() {
                let message = named(&message, NAME);
                let parcel = parcel(NAME, *lang, message);
                let (words, _) = made(&parcel);
                for part in [&words.subject, &words.text, &words.html] {
                    assert!(!part.contains("evil.example") && !part.contains("@example.net"), "{part}");
                }
                assert!(!words.subject.contains("Grattis"), "{}", words.subject);
                let head = sent(&parcel).split_once("\r\n\r\n").unwrap().0.to_owned();
                assert!(!head.contains("evil.example"), "{head}");
            }
        }
    }

    /// The email with another name for each partner.
    fn named(message: &Email, name: &str) -> Email {
        let json = serde_json::to_string(message).unwrap();
        let [partner, name] = [PARTNER, name].map(|name| serde_json::to_string(name).unwrap());
        serde_json::from_str(&json.replace(&partner, &name)).unwrap()
    }
}
