//! From an email to a mail: a subject, a text part and an HTML part that say
//! the same, because both are made from the same blocks.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    time::SystemTime,
};

use domain::people::Lang;
use jiff::Timestamp;
use lettre::{
    Address, Message,
    message::{
        Body, Mailbox, MultiPart, SinglePart,
        header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue},
    },
};
use store::mail::outbox::{Email, Parcel};

use super::text::{Block, Content, Facts, content};
use crate::calendar::meeting;

/// An email that cannot become a mail, however often it is tried.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unsendable {
    /// The address is not one that mail knows.
    #[error("not an address")]
    Address,
    /// The parts do not make a mail: a fault of ours.
    #[error("not a mail")]
    Mail,
}

/// What a mail says: its subject and its two equal parts.
#[derive(Clone, PartialEq, Eq)]
pub struct Words {
    /// The subject. Never holds a secret.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
    /// What it asks a calendar to do, if it is about a meeting.
    pub calendar: Option<Calendar>,
}

/// A mail's part for calendars (RFC 6047).
#[derive(Clone, PartialEq, Eq)]
pub struct Calendar {
    /// What to do: the file's own method, which the part repeats.
    pub method: &'static str,
    /// The file.
    pub file: String,
}

/// Puts a parcel's email into words. `public_url` is where people reach the
/// product; `round` is the number of the current round.
pub fn words(parcel: &Parcel, public_url: &str, round: Option<u32>) -> Words {
    let name = one_line(&parcel.name);
    let facts = Facts { name: &name, to: &parcel.to, public_url: public_url.trim_end_matches('/'), round };
    let content = content(&parcel.message, parcel.lang, &facts);
    let (text, html) = (text(&content), html(&content, parcel.lang));
    Words { subject: content.subject, text, html, calendar: calendar(parcel, facts.public_url) }
}

/// The same however often it is made: a calendar takes it once.
fn calendar(parcel: &Parcel, public_url: &str) -> Option<Calendar> {
    let Email::Meeting(invitation) = &parcel.message else { return None };
    let method = meeting::method(invitation.about)?;
    let file = meeting::invitation(invitation, parcel.lang, public_url, parcel.written)?;
    Some(Calendar { method, file })
}

/// Makes the mail. Its Message-ID is the same however often it is made, so
/// that an email sent twice after a crash is recognised as one.
///
/// # Errors
/// [`Unsendable`], if it would be so at every try.
pub fn message(parcel: &Parcel, words: Words, from: &Mailbox, now: Timestamp) -> Result<Message, Unsendable> {
    let address: Address = parcel.to.parse().map_err(|_| Unsendable::Address)?;
    let name = Some(one_line(&parcel.name)).filter(|name| !name.is_empty());
    let mut parts = MultiPart::alternative()
        .singlepart(part(ContentType::TEXT_PLAIN, words.text)?)
        .singlepart(part(ContentType::TEXT_HTML, words.html)?);
    if let Some(Calendar { method, file }) = words.calendar {
        let kind = format!("text/calendar; charset=utf-8; method={method}");
        parts = parts.singlepart(part(ContentType::parse(&kind).map_err(|_| Unsendable::Mail)?, file)?);
    }
    Message::builder()
        .from(from.clone())
        .to(Mailbox::new(name, address))
        .subject(words.subject)
        .date(SystemTime::from(now))
        .message_id(Some(message_id(parcel, from)))
        .raw_header(automatic())
        .multipart(parts)
        .map_err(|_| Unsendable::Mail)
}

/// All parts are quoted-printable: they survive every relay, and a person can
/// still read the file.
fn part(kind: ContentType, words: String) -> Result<SinglePart, Unsendable> {
    let body =
        Body::new_with_encoding(words, ContentTransferEncoding::QuotedPrintable).map_err(|_| Unsendable::Mail)?;
    Ok(SinglePart::builder().header(kind).body(body))
}

/// The outbox row's number, and a fingerprint of the email: a restored
/// database may use a number again, and mailboxes hide what they think they have.
fn message_id(parcel: &Parcel, from: &Mailbox) -> String {
    let mut fingerprint = DefaultHasher::new();
    parcel.to.hash(&mut fingerprint);
    if let Email::SignIn { link, .. } | Email::Apply { link, .. } | Email::ManagerAsked { link, .. } = &parcel.message {
        link.hash(&mut fingerprint);
    }
    format!("<{}.{:016x}@{}>", parcel.id, fingerprint.finish(), from.email.domain())
}

/// Keeps "out of office" answers away (RFC 3834).
fn automatic() -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned())
}

/// A name without line ends or other control characters: nothing in it can
/// begin a header or a line of its own.
fn one_line(name: &str) -> String {
    let spaced: String = name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn text(content: &Content) -> String {
    let blocks = content.blocks.iter().map(|block| match block {
        Block::Words(words) => words.clone(),
        Block::Button(label, address) => format!("{label}:\n{address}"),
        Block::Code(code) => format!("    {code}"),
    });
    blocks.collect::<Vec<_>>().join("\n\n") + "\n"
}

/// Sets no colours but the button's, so that it reads well in the dark too;
/// fetches nothing; carries its styles inline, since many readers drop others.
fn html(content: &Content, lang: Lang) -> String {
    const PARAGRAPH: &str = r#"<p style="margin:0 0 18px">"#;
    const BUTTON: &str = "display:inline-block;padding:12px 22px;border:1px solid #fff;border-radius:4px;\
                          background:#23398f;color:#fff;font-weight:600;text-decoration:none";
    const CODE: &str =
        "margin:0 0 18px;font:600 28px/1.3 ui-monospace,Menlo,Consolas,monospace;letter-spacing:2px;white-space:nowrap";
    let blocks = content.blocks.iter().map(|block| match block {
        Block::Words(words) => format!("{PARAGRAPH}{}</p>\n", escaped(words)),
        Block::Button(label, address) => {
            format!("{PARAGRAPH}<a href=\"{}\" style=\"{BUTTON}\">{}</a></p>\n", escaped(address), escaped(label))
        }
        Block::Code(code) => format!("<p style=\"{CODE}\">{}</p>\n", escaped(code)),
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
pub(super) mod tests {
    use domain::{
        application::{Part, StepKind},
        pair::status::StatusChange,
        people::Localised,
    };
    use jiff::civil::date;

    use super::*;

    const LINK: &str = "4f3c2b1a";

    /// An email to an adept, as it comes out of the outbox.
    pub fn parcel(name: &str, lang: Lang, message: Email) -> Parcel {
        Parcel {
            id: 7,
            to: "adept1@example.org".into(),
            name: name.into(),
            lang,
            message,
            attempts: 0,
            written: Timestamp::UNIX_EPOCH,
        }
    }

    fn sign_in() -> Email {
        Email::SignIn { link: LINK.into(), code: "012345".into() }
    }

    fn thanks() -> Email {
        let evaluate_until = Some(Timestamp::UNIX_EPOCH);
        Email::Thanks { slug: "dag".into(), title: title(), materials: true, evaluate_until }
    }

    fn missed() -> Email {
        Email::Missed { slug: "dag".into(), title: title(), materials: true }
    }

    fn title() -> Localised {
        Localised { sv: "Råd & tips".into(), en: "Tips".into() }
    }

    /// One of every kind whose words have a case of their own.
    fn messages() -> Vec<Email> {
        let partner = || "Eva & Åke <Öberg>".to_owned();
        let course = |turn| Email::PairStatusChanged { partner: partner(), turn, until: Some(date(2026, 12, 1)) };
        let pause = Email::PairStatusChanged { partner: partner(), turn: StatusChange::Pause, until: None };
        let to_sign = Email::ToSign { partner: partner() };
        let others = [sign_in(), Email::Invitation, to_sign, pause, Email::HelpRequested, thanks(), missed()];
        let until = Timestamp::UNIX_EPOCH;
        let applying = [
            Email::Apply { link: LINK.into(), code: "012345".into() },
            Email::Nominated { by: partner(), part: Part::Either, closes: until },
            Email::ManagerAsked { applicant: partner(), part: Part::Mentor, link: LINK.into(), until },
            Email::ToEndorse { applicant: partner(), again: true },
            Email::ApplicationWaits { closes: until, question: false },
            Email::StandsIn { by: partner(), from: date(2025, 10, 1), until: date(2025, 10, 9) },
            Email::Moved { name: partner(), from: partner(), to: partner(), partner: Some(partner()) },
            Email::Withdrew { name: partner(), organisation: partner() },
        ];
        let steps = StepKind::ALL.iter().map(|step| Email::ApplicationStep { step: *step });
        others.into_iter().chain(applying).chain(steps).chain(StatusChange::ALL.iter().copied().map(course)).collect()
    }

    fn from() -> Mailbox {
        "Mentorprogrammet IOR <ior@example.org>".parse().unwrap()
    }

    fn sent(parcel: &Parcel) -> String {
        let message = message(parcel, words(parcel, "https://ior.example", Some(15)), &from(), Timestamp::UNIX_EPOCH);
        String::from_utf8(message.unwrap().formatted()).unwrap()
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
                let words = words(&parcel("Åsa <Öberg> & Co", *lang, message), "https://ior.example/", Some(15));
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
            let words = words(&parcel("Åsa", lang, sign_in()), "https://ior.example/", None);
            for part in [&words.text, &words.html] {
                assert!(part.contains("https://ior.example/logga-in/lank/4f3c2b1a"));
                assert!(part.contains("012 345"));
                assert!(part.contains(time));
            }
            assert!(!words.subject.contains("345") && !words.subject.contains(LINK));
        }
    }

    #[test]
    fn an_invitation_says_where_and_with_what_to_sign_in() {
        for lang in Lang::ALL {
            let words = words(&parcel("Åsa", *lang, Email::Invitation), "https://ior.example", Some(15));
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
        let text = words(&parcel, "https://ior.example", None).text;
        assert_eq!(text.lines().next(), Some("Hej Eva Bcc: spy@example.org <b>!"));
    }

    #[test]
    fn headers_are_those_of_an_automatic_mail() {
        let eml = sent(&parcel("Åsa", Lang::Sv, sign_in()));
        let head = eml.split_once("\r\n\r\n").unwrap().0;
        assert!(head.contains("Auto-Submitted: auto-generated"));
        assert!(head.contains("Date: Thu, 01 Jan 1970 00:00:00 +0000"));
        assert!(head.contains("Message-ID: <7."));
    }

    #[test]
    fn the_message_id_is_stable_for_a_letter_and_no_other() {
        let id = |parcel: &Parcel| message_id(parcel, &from());
        let first = parcel("Åsa", Lang::Sv, sign_in());
        let again = Parcel { attempts: 3, ..parcel("Åsa", Lang::Sv, sign_in()) };
        assert_eq!(id(&first), id(&again));
        let restored = parcel("Åsa", Lang::Sv, Email::SignIn { link: "other".into(), code: "012345".into() });
        assert_ne!(id(&first), id(&restored));
    }

    #[test]
    fn an_address_that_is_none_is_said_so() {
        let parcel = Parcel { to: "not an address".into(), ..parcel("Åsa", Lang::Sv, sign_in()) };
        let words = words(&parcel, "https://ior.example", None);
        assert_eq!(message(&parcel, words, &from(), Timestamp::UNIX_EPOCH).err(), Some(Unsendable::Address));
    }
}
