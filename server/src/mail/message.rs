//! From words to a mail: headers, and parts that every mail program can read.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    time::SystemTime,
};

use domain::input::spoken_name;
use jiff::Timestamp;
use lettre::{
    Message,
    message::{
        Body, Mailbox, MultiPart, SinglePart,
        header::{ContentDisposition, ContentTransferEncoding, ContentType, HeaderName, HeaderValue},
    },
};
use store::mail::outbox::{Email, Parcel};

use super::{
    render::{Origin, Words},
    text::unsubscribe_address,
};
use crate::calendar::Invitation;

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

/// Makes the mail. Its Message-ID is the same however often it is made, so
/// that an email sent twice after a crash is recognised as one.
///
/// # Errors
/// [`Unsendable`], if it would be so at every try.
pub fn message(parcel: &Parcel, words: Words, origin: &Origin<'_>, now: Timestamp) -> Result<Message, Unsendable> {
    let to = mailbox(&parcel.name, &parcel.to).ok_or(Unsendable::Address)?;
    let mut message = Message::builder()
        .from(origin.from.clone())
        .to(to)
        .subject(words.subject)
        .date(SystemTime::from(now))
        .message_id(Some(message_id(parcel, origin.from)))
        .raw_header(automatic());
    if let Some(reader) = answers_to(parcel) {
        message = message.reply_to(reader);
    }
    if let Some(token) = &parcel.unsubscribe {
        let address = unsubscribe_address(origin.public_url.trim_end_matches('/'), token);
        message = message.raw_header(header("List-Unsubscribe", format!("<{address}>")));
        message = message.raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
    }
    message.multipart(parts(words.text, words.html, words.calendars)?).map_err(|_| Unsendable::Mail)
}

/// Where answers go, if not to the sender: to the partner, of an email about a meeting
/// of the two; to whoever answers questions, of an announcement.
fn answers_to(parcel: &Parcel) -> Option<Mailbox> {
    match &parcel.message {
        Email::Meeting(told) => {
            let partner = if parcel.to == told.adept.email { &told.mentor } else { &told.adept };
            mailbox(&partner.name, &partner.email)
        }
        Email::Announcement(posted) => Some(Mailbox::new(None, posted.reply_to.as_ref()?.parse().ok()?)),
        _ => None,
    }
}

fn mailbox(name: &str, address: &str) -> Option<Mailbox> {
    Some(Mailbox::new(Some(spoken_name(name)), address.parse().ok()?))
}

/// The first file is an alternative to what people read, which is how calendars
/// find it; the others lie beside.
fn parts(text: String, html: String, calendars: Vec<Invitation>) -> Result<MultiPart, Unsendable> {
    let mut calendars = calendars.into_iter();
    let mut read = MultiPart::alternative()
        .singlepart(part(ContentType::TEXT_PLAIN, text)?)
        .singlepart(part(ContentType::TEXT_HTML, html)?);
    if let Some(Invitation { method, name, file }) = calendars.next() {
        read = read.singlepart(file_part(method, &name, ContentDisposition::inline_with_name(&name), file)?);
    }
    if calendars.as_slice().is_empty() {
        return Ok(read);
    }
    calendars.try_fold(MultiPart::mixed().multipart(read), |all, Invitation { method, name, file }| {
        Ok(all.singlepart(file_part(method, &name, ContentDisposition::attachment(&name), file)?))
    })
}

/// A part for calendars (RFC 6047).
fn file_part(
    method: &str,
    name: &str,
    disposition: ContentDisposition,
    file: String,
) -> Result<SinglePart, Unsendable> {
    let kind = format!("text/calendar; charset=utf-8; method={method}; name=\"{name}\"");
    let kind = ContentType::parse(&kind).map_err(|_| Unsendable::Mail)?;
    Ok(SinglePart::builder().header(kind).header(disposition).body(quoted_printable(file)?))
}

/// All parts are quoted-printable: they survive every relay, and a person can
/// still read the file.
fn part(kind: ContentType, words: String) -> Result<SinglePart, Unsendable> {
    Ok(SinglePart::builder().header(kind).body(quoted_printable(words)?))
}

fn quoted_printable(words: String) -> Result<Body, Unsendable> {
    Body::new_with_encoding(words, ContentTransferEncoding::QuotedPrintable).map_err(|_| Unsendable::Mail)
}

/// The outbox row's number, and a fingerprint of the email: a restored
/// database may use a number again, and mailboxes hide what they think they have.
fn message_id(parcel: &Parcel, from: &Mailbox) -> String {
    let mut fingerprint = DefaultHasher::new();
    parcel.to.hash(&mut fingerprint);
    if let Email::SignIn { link, .. }
    | Email::Apply { link, .. }
    | Email::ManagerAsked { link, .. }
    | Email::AddressAsked { link, .. } = &parcel.message
    {
        link.hash(&mut fingerprint);
    }
    format!("<{}.{:016x}@{}>", parcel.id, fingerprint.finish(), from.email.domain())
}

/// Keeps "out of office" answers away (RFC 3834).
fn automatic() -> HeaderValue {
    header("Auto-Submitted", "auto-generated".to_owned())
}

/// A header that lettre has no type for. Those of one-click unsubscription are RFC 8058's.
fn header(name: &'static str, value: String) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value)
}

#[cfg(test)]
mod tests {
    use domain::{
        day::{Audience, Hours, SegmentId},
        people::Lang,
    };
    use store::mail::outbox::{About, DayEntries, DayEntry, DayName};

    use super::*;
    use crate::{
        calendar::meeting::tests::message as invited,
        mail::render::tests::{from, made, parcel, sent, title},
    };

    fn sign_in(link: &str) -> Email {
        Email::SignIn { link: link.into(), code: "012345".into(), till: String::new(), lang: None }
    }

    #[test]
    fn a_meeting_s_mail_is_an_invitation_that_answers_to_the_partner() {
        let told = invited(About::Agreed, 0);
        for (me, partner) in [(&told.adept, &told.mentor), (&told.mentor, &told.adept)] {
            let message = Email::Meeting(Box::new(told.clone()));
            let eml = sent(&Parcel { to: me.email.clone(), ..parcel(&me.name, Lang::Sv, message) });
            let unfolded = eml.replace("\r\n ", " ");
            let reply_to = unfolded.lines().find(|line| line.starts_with("Reply-To: ")).unwrap();
            assert!(reply_to.ends_with(&format!("<{}>", partner.email)), "{reply_to}");
            let kind = "Content-Type: text/calendar; charset=utf-8; method=REQUEST; name=\"traff.ics\"";
            assert!(unfolded.contains(kind), "{unfolded}");
            assert!(unfolded.contains("Content-Disposition: inline; filename=\"traff.ics\""), "{unfolded}");
            assert!(unfolded.contains("Content-Type: multipart/alternative;"));
        }
    }

    #[test]
    fn a_day_in_parts_brings_a_file_for_each() {
        let hours = Hours { starts: Timestamp::UNIX_EPOCH, ends: Timestamp::UNIX_EPOCH };
        let part = |id, audience| DayEntry { segment: SegmentId(id), audience, hours };
        let entries = |parts| DayEntries { sequence: 1, place: "Salen".into(), parts };
        let day = |parts| Email::DayCancelled {
            day: DayName { slug: "dag".into(), title: title() },
            hours: vec![hours],
            whole: true,
            word: String::new(),
            entries: entries(parts),
        };
        let one = vec![part(7, Audience::Everyone)];
        let two = vec![part(7, Audience::Everyone), part(8, Audience::Mentors)];
        let [one, two] = [one, two].map(|parts| sent(&parcel("Åsa", Lang::Sv, day(parts))).replace("\r\n ", " "));
        assert_eq!((one.matches("method=CANCEL").count(), one.matches("multipart/mixed").count()), (1, 0));
        assert_eq!((two.matches("method=CANCEL").count(), two.matches("multipart/mixed").count()), (2, 1));
        assert_eq!(two.matches("Content-Disposition: attachment; filename=\"dag.ics\"").count(), 1);
    }

    #[test]
    fn headers_are_those_of_an_automatic_mail() {
        let eml = sent(&parcel("Åsa", Lang::Sv, sign_in("4f")));
        let head = eml.split_once("\r\n\r\n").unwrap().0;
        assert!(head.contains("Auto-Submitted: auto-generated"));
        assert!(head.contains("Date: Thu, 01 Jan 1970 00:00:00 +0000"));
        assert!(head.contains("Message-ID: <7."));
    }

    #[test]
    fn the_message_id_is_stable_for_an_email_and_no_other() {
        let id = |parcel: &Parcel| message_id(parcel, &from());
        let first = parcel("Åsa", Lang::Sv, sign_in("4f"));
        let again = Parcel { attempts: 3, ..parcel("Åsa", Lang::Sv, sign_in("4f")) };
        assert_eq!(id(&first), id(&again));
        assert_ne!(id(&first), id(&parcel("Åsa", Lang::Sv, sign_in("other"))));
    }

    #[test]
    fn an_address_that_is_none_is_said_so() {
        let parcel = Parcel { to: "not an address".into(), ..parcel("Åsa", Lang::Sv, sign_in("4f")) };
        assert_eq!(made(&parcel).1.err(), Some(Unsendable::Address));
    }
}
