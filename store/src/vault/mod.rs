//! Sealing: what a pair writes, and emails on their way.
//!
//! ```text
//! installation's key (a file)  ──wraps──▶  a pair's key (the keyring)     ──seals──▶  a text (the data)
//!                                          the common key (the keyring)   ──seals──▶  an email, a word (the data)
//! ```
//!
//! When the installation's key is changed, the keys of the keyring are wrapped
//! anew, and nothing else: what they sealed, the fingerprints that they made
//! and the badges that were printed stay as they are.
//!
//! A copied database shows no note, because the keyring is not in it; a copied
//! keyring opens nothing, because the installation's key is not in it; and
//! when a pair's key is deleted, its notes are gone from every old backup too.
//!
//! Every seal is XChaCha20-Poly1305 under a fresh random nonce, which is kept
//! in front of the sealed bytes. What it belongs to (which pair, which meeting,
//! which field: its [`SealContext`]) is bound as associated data: a sealed text that is moved to
//! another row does not open.
//!
//! ```
//! use domain::{meeting::MeetingId, pair::PairId};
//! use store::vault::{InstallationKey, PairKey, SealContext, Wrapping};
//!
//! let wrapping = Wrapping::new(&InstallationKey::generate());
//! let key = PairKey::generate(PairId(1));
//! let sealed = key.seal(SealContext::Notes(MeetingId(7)), "Vi talade om mod.")?;
//!
//! let wrapped = wrapping.wrap(&key)?;
//! let again = wrapping.unwrap(PairId(1), &wrapped)?;
//! assert_eq!(again.open(SealContext::Notes(MeetingId(7)), &sealed)?, "Vi talade om mod.");
//! assert!(again.open(SealContext::Notes(MeetingId(8)), &sealed).is_err());
//! # Ok::<(), store::Error>(())
//! ```

mod common;
mod email;
mod opened;
mod seal_context;
mod ticket;
mod wrapping;

use chacha20poly1305::{
    Key, KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Generate, Payload},
};
use domain::{
    day::{DayId, SegmentId, needs::Needs},
    pair::PairId,
    people::PersonId,
};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

pub use self::{
    common::CommonContext,
    opened::Opened,
    seal_context::SealContext,
    wrapping::{CommonKey, InstallationKey, Wrapping},
};
use crate::{
    Error, Result,
    mail::outbox::{Email, Recipient},
    secret::hex,
};

/// How many bytes of a sealed value are its nonce.
const NONCE: usize = 24;

/// What the common key does: seals emails and what people say outside of their
/// pair's room, and makes fingerprints and the codes on badges.
pub struct Vault {
    messages: XChaCha20Poly1305,
    words: XChaCha20Poly1305,
    comments: XChaCha20Poly1305,
    needs: XChaCha20Poly1305,
    help_requests: XChaCha20Poly1305,
    pulses: XChaCha20Poly1305,
    applications: XChaCha20Poly1305,
    drafts: XChaCha20Poly1305,
    people: XChaCha20Poly1305,
    tickets: XChaCha20Poly1305,
    fingerprints: Zeroizing<[u8; 32]>,
}

impl Vault {
    /// The vault that this key opens.
    pub fn new(key: &CommonKey) -> Self {
        Self {
            messages: XChaCha20Poly1305::new(&key.derive("ior letters 1")),
            words: XChaCha20Poly1305::new(&key.derive("ior words 1")),
            comments: XChaCha20Poly1305::new(&key.derive("ior comments 1")),
            needs: XChaCha20Poly1305::new(&key.derive("ior needs 1")),
            help_requests: XChaCha20Poly1305::new(&key.derive("ior signals 1")),
            pulses: XChaCha20Poly1305::new(&key.derive("ior pulses 1")),
            applications: XChaCha20Poly1305::new(&key.derive("ior applications 1")),
            drafts: XChaCha20Poly1305::new(&key.derive("ior drafts 1")),
            people: XChaCha20Poly1305::new(&key.derive("ior people 1")),
            tickets: XChaCha20Poly1305::new(&key.derive("ior tickets 1")),
            fingerprints: Zeroizing::new(key.derive("ior fingerprints 1").into()),
        }
    }

    /// Stands for a value (an address, a client) that is compared but not to
    /// be read: whoever lacks the common key cannot tell what it was.
    pub fn fingerprint(&self, value: &str) -> Vec<u8> {
        self.fingerprint_of(value.as_bytes())
    }

    /// The same for a value that is no text.
    pub fn fingerprint_of(&self, value: &[u8]) -> Vec<u8> {
        mac(&self.fingerprints, value).to_vec()
    }

    /// What a name badge says instead of a name. It is another one for every
    /// person and every day, and whoever lacks the common key can
    /// neither make one nor tell whose it is.
    pub fn badge(&self, day: DayId, person: PersonId) -> String {
        // Short, so that it is easy to scan: 80 bits cannot be guessed either.
        hex(&self.fingerprint(&format!("badge {day} {person}"))[..10])
    }

    /// Where a comment stands among those on a day: an order that is always the
    /// same and says nothing of who wrote what, or when.
    pub fn comment_order(&self, day: DayId, person: PersonId) -> Vec<u8> {
        self.fingerprint(&format!("comment {day} {person}"))
    }

    /// Where an answer stands among those to the same question, of which a figure is
    /// made: an order like that of comments.
    pub fn answer_order(&self, question: &str, person: PersonId) -> Vec<u8> {
        self.fingerprint(&format!("answer {question} {person}"))
    }

    /// What a badge says of someone who is not in the round: the same for all parts of
    /// the day to which they come under one name.
    pub fn visitor_badge(&self, day: DayId, name: &str, organisation: &str) -> String {
        hex(&self.fingerprint(&format!("visitor's badge {day} {name}\n{organisation}"))[..10])
    }

    /// Seals an email to someone; `None` is the email that an unknown address
    /// does not get.
    ///
    /// # Errors
    /// [`Error::Sealed`]; never for a real email.
    pub fn seal_email(&self, to: Option<PersonId>, message: &Email) -> Result<Vec<u8>> {
        let text = Zeroizing::new(serde_json::to_vec(message).map_err(|_| Error::Sealed)?);
        seal(&self.messages, &email_context(to), &text)
    }

    /// Opens an email to someone.
    ///
    /// # Errors
    /// [`Error::Sealed`] for someone else's email, or one that was tampered with.
    pub fn open_email(&self, to: PersonId, sealed: &[u8]) -> Result<Email> {
        let text = open(&self.messages, &email_context(Some(to)), sealed)?;
        serde_json::from_slice(&text).map_err(|_| Error::Sealed)
    }

    /// Seals an email to someone who is not in the programme, with their address.
    ///
    /// # Errors
    /// [`Error::Sealed`]; never for a real email.
    pub fn seal_addressed(&self, to: &Recipient, message: &Email) -> Result<Vec<u8>> {
        let text = Zeroizing::new(serde_json::to_vec(&(to, message)).map_err(|_| Error::Sealed)?);
        seal(&self.messages, ADDRESSED, &text)
    }

    /// Opens an email to someone who is not in the programme.
    ///
    /// # Errors
    /// [`Error::Sealed`] for anything else, or if it was tampered with.
    pub fn open_addressed(&self, sealed: &[u8]) -> Result<(Recipient, Email)> {
        let text = open(&self.messages, ADDRESSED, sealed)?;
        serde_json::from_slice(&text).map_err(|_| Error::Sealed)
    }

    /// Seals what someone says to the organisers about their answer.
    ///
    /// # Errors
    /// [`Error::Sealed`]; never for a text of sensible length.
    pub fn seal_reply_comment(&self, segment: SegmentId, person: PersonId, word: &str) -> Result<Vec<u8>> {
        seal(&self.words, &reply_comment_context(segment, person), word.as_bytes())
    }

    /// Seals what someone needs at a day.
    ///
    /// # Errors
    /// [`Error::Sealed`]; never for real needs.
    pub fn seal_needs(&self, day: DayId, person: PersonId, needs: &Needs) -> Result<Vec<u8>> {
        let text = Zeroizing::new(serde_json::to_vec(needs).map_err(|_| Error::Sealed)?);
        seal(&self.needs, &needs_context(day, person), &text)
    }

    /// Opens what someone needs at a day; not another day's or person's.
    pub fn open_needs(&self, day: DayId, person: PersonId, sealed: &[u8]) -> Opened<Needs> {
        let outcome = open(&self.needs, &needs_context(day, person), sealed)
            .and_then(|text| serde_json::from_slice(&text).map_err(|_| Error::Sealed));
        Opened::of(outcome, &("needs", day, person))
    }

    /// Opens what someone said to the organisers; not what was said elsewhere.
    pub fn open_reply_comment(&self, segment: SegmentId, person: PersonId, sealed: &[u8]) -> Opened {
        let outcome = open(&self.words, &reply_comment_context(segment, person), sealed).and_then(|text| utf8(&text));
        Opened::of(outcome, &("reply", segment, person))
    }

    /// Seals what someone says about a day.
    ///
    /// # Errors
    /// [`Error::Sealed`]; never for a text of sensible length.
    pub fn seal_comment(&self, day: DayId, person: PersonId, comment: &str) -> Result<Vec<u8>> {
        seal(&self.comments, &comment_context(day, person), comment.as_bytes())
    }

    /// Opens what someone said about a day; not what was said elsewhere.
    pub fn open_comment(&self, day: DayId, person: PersonId, sealed: &[u8]) -> Opened {
        let outcome = open(&self.comments, &comment_context(day, person), sealed).and_then(|text| utf8(&text));
        Opened::of(outcome, &("comment", day, person))
    }
}

/// A pair's own key. Wiped from memory when dropped.
pub struct PairKey {
    pair: PairId,
    bytes: Zeroizing<[u8; 32]>,
    cipher: XChaCha20Poly1305,
}

impl PairKey {
    /// A new one, from the operating system's random source.
    pub fn generate(pair: PairId) -> Self {
        Self::new(pair, Key::generate().into())
    }

    fn new(pair: PairId, bytes: [u8; 32]) -> Self {
        let bytes = Zeroizing::new(bytes);
        Self { pair, cipher: XChaCha20Poly1305::new(&Key::from(*bytes)), bytes }
    }

    /// Whose it is.
    pub const fn pair(&self) -> PairId {
        self.pair
    }

    /// Seals one of the pair's texts.
    ///
    /// # Errors
    /// [`Error::Sealed`]; never for a text of sensible length.
    pub fn seal(&self, place: SealContext, text: &str) -> Result<Vec<u8>> {
        seal(&self.cipher, &self.text_context(place), text.as_bytes())
    }

    /// Opens one of the pair's texts.
    ///
    /// # Errors
    /// [`Error::Sealed`] for a text from another place, or one that was
    /// tampered with.
    pub fn open(&self, place: SealContext, sealed: &[u8]) -> Result<String> {
        utf8(&open(&self.cipher, &self.text_context(place), sealed)?)
    }

    /// Opens one of a pair's texts, as it is shown. A pair whose key was deleted has
    /// none, and so was the text erased.
    pub fn open_shown(key: Option<&Self>, place: SealContext, sealed: &[u8]) -> Opened {
        let Some(key) = key else { return Opened::Erased };
        Opened::of(key.open(place, sealed), &(key.pair, place))
    }

    /// Stands for a text of the pair that is compared but not to be read: whoever
    /// lacks the pair's key cannot tell what it was.
    pub fn fingerprint(&self, text: &[u8]) -> Vec<u8> {
        let key: Zeroizing<[u8; 32]> = Zeroizing::new(mac(&self.bytes, b"ior fingerprints 1").into());
        mac(&key, text).to_vec()
    }

    /// Where a text belongs. Every part has a fixed length, so that no two
    /// places read the same.
    fn text_context(&self, place: SealContext) -> Vec<u8> {
        let (thing, kind, part) = place.parts();
        let mut bytes = b"ior text 1".to_vec();
        bytes.extend(self.pair.0.to_be_bytes());
        bytes.extend(thing.to_be_bytes());
        bytes.push(kind);
        bytes.extend(part.to_be_bytes());
        bytes
    }
}

impl std::fmt::Debug for PairKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PairKey({}, …)", self.pair)
    }
}

fn utf8(text: &[u8]) -> Result<String> {
    String::from_utf8(text.to_vec()).map_err(|_| Error::Sealed)
}

/// Where an email belongs whose recipient is sealed with it.
const ADDRESSED: &[u8] = b"ior letter to an address 1";

fn email_context(to: Option<PersonId>) -> Vec<u8> {
    [b"ior letter 1".as_slice(), &to.map_or(0, |person| person.0).to_be_bytes()].concat()
}

fn reply_comment_context(segment: SegmentId, person: PersonId) -> Vec<u8> {
    [b"ior word 1".as_slice(), &segment.0.to_be_bytes(), &person.0.to_be_bytes()].concat()
}

fn comment_context(day: DayId, person: PersonId) -> Vec<u8> {
    [b"ior comment 1".as_slice(), &day.0.to_be_bytes(), &person.0.to_be_bytes()].concat()
}

fn needs_context(day: DayId, person: PersonId) -> Vec<u8> {
    [b"ior needs 1".as_slice(), &day.0.to_be_bytes(), &person.0.to_be_bytes()].concat()
}

fn mac(key: &[u8; 32], message: &[u8]) -> Key {
    // HMAC fills a short key up with zeros to a block; done here, no length can be wrong.
    let mut block = Zeroizing::new([0; 64]);
    block[..32].copy_from_slice(key);
    let mut mac = Hmac::<Sha256>::new((&*block).into());
    mac.update(message);
    Key::from(<[u8; 32]>::from(mac.finalize().into_bytes()))
}

fn seal(cipher: &XChaCha20Poly1305, place: &[u8], text: &[u8]) -> Result<Vec<u8>> {
    let nonce = XNonce::generate();
    let sealed = cipher.encrypt(&nonce, Payload { msg: text, aad: place }).map_err(|_| Error::Sealed)?;
    Ok([nonce.as_slice(), &sealed].concat())
}

fn open(cipher: &XChaCha20Poly1305, place: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
    let (nonce, sealed) = sealed.split_first_chunk::<NONCE>().ok_or(Error::Sealed)?;
    cipher
        .decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: place })
        .map(Zeroizing::new)
        .map_err(|_| Error::Sealed)
}

#[cfg(test)]
mod tests {
    use domain::{lost::Lost, meeting::MeetingId};

    use super::*;

    fn vault() -> Vault {
        Vault::new(&CommonKey::generate())
    }

    const NOTES: SealContext = SealContext::Notes(MeetingId(1));

    /// Places of every kind, in two pairs, with numbers that are easily mistaken.
    fn places() -> Vec<(PairId, SealContext)> {
        let numbers = [(0, 0), (0, 1), (1, 0), (1, 1), (256, 0), (0, 256)];
        let in_pair = |pair| {
            numbers
                .into_iter()
                .flat_map(|(thing, part)| SealContext::of_every_kind(thing, part))
                .map(move |place| (pair, place))
        };
        [PairId(1), PairId(2)].into_iter().flat_map(in_pair).collect()
    }

    #[test]
    fn a_text_opens_in_its_own_place_and_in_no_other() {
        // One key for both pairs: what keeps them apart here is the place alone.
        let key = |pair| PairKey::new(pair, [7; 32]);
        for (pair, place) in places() {
            let sealed = key(pair).seal(place, "hemligt").unwrap();
            for (other_pair, other) in places() {
                let opened = key(other_pair).open(other, &sealed);
                let same = (pair, place) == (other_pair, other);
                assert_eq!(opened.is_ok(), same, "sealed in {pair} {place:?}, opened in {other_pair} {other:?}");
            }
        }
    }

    /// What was sealed by an earlier version opens in this one.
    #[test]
    fn places_read_as_they_always_have() {
        let key = PairKey::new(PairId(1), [7; 32]);
        let reads = |place| hex(&key.text_context(place)).split_off(2 * b"ior text 1".len());
        let cases = [
            (SealContext::Notes(MeetingId(2)), "0000000000000001000000000000000201 0000000000000000"),
            (SealContext::Action(MeetingId(2), 3), "0000000000000001000000000000000202 0000000000000003"),
            (SealContext::Reflection(MeetingId(2), PersonId(3)), "0000000000000001000000000000000203 0000000000000003"),
        ];
        for (place, expected) in cases {
            assert_eq!(reads(place), expected.replace(' ', ""), "{place:?}");
        }
    }

    #[test]
    fn a_text_opens_with_its_own_key_and_no_other() {
        let (key, other) = (PairKey::generate(PairId(1)), PairKey::generate(PairId(1)));
        let sealed = key.seal(NOTES, "åäö").unwrap();
        assert_eq!(key.open(NOTES, &sealed).unwrap(), "åäö");
        assert!(other.open(NOTES, &sealed).is_err());
    }

    #[test]
    fn one_flipped_bit_or_lost_byte_is_noticed() {
        let key = PairKey::generate(PairId(1));
        let sealed = key.seal(NOTES, "hemligt").unwrap();
        for bit in 0..sealed.len() * 8 {
            let mut flipped = sealed.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert!(key.open(NOTES, &flipped).is_err(), "bit {bit}");
        }
        for len in 0..sealed.len() {
            assert!(key.open(NOTES, &sealed[..len]).is_err(), "first {len} bytes");
        }
    }

    #[test]
    fn a_fingerprint_is_of_one_text_and_one_key() {
        let (key, other) = (PairKey::generate(PairId(1)), PairKey::generate(PairId(1)));
        assert_eq!(key.fingerprint(b"nej"), key.fingerprint(b"nej"));
        assert_ne!(key.fingerprint(b"nej"), key.fingerprint(b"ja"));
        assert_ne!(key.fingerprint(b"nej"), other.fingerprint(b"nej"));
    }

    #[test]
    fn the_same_text_never_looks_the_same_twice() {
        let key = PairKey::generate(PairId(1));
        let seal = || key.seal(NOTES, "hemligt").unwrap();
        assert_ne!(seal(), seal());
    }

    #[test]
    fn a_letter_opens_for_its_receiver_only() {
        let vault = vault();
        let sealed = vault.seal_email(Some(PersonId(1)), &Email::Invitation).unwrap();
        assert!(vault.open_email(PersonId(1), &sealed).unwrap() == Email::Invitation);
        assert!(vault.open_email(PersonId(2), &sealed).is_err());
    }

    #[test]
    fn a_comment_is_of_one_person_and_one_day() {
        let vault = vault();
        let sealed = vault.seal_comment(DayId(1), PersonId(2), "hemligt").unwrap();
        assert_eq!(vault.open_comment(DayId(1), PersonId(2), &sealed), Opened::Text("hemligt".to_owned()));
        assert_eq!(vault.open_comment(DayId(2), PersonId(2), &sealed), Opened::Unreadable);
        assert_eq!(vault.open_comment(DayId(1), PersonId(1), &sealed), Opened::Unreadable);
        assert_eq!(vault.open_reply_comment(SegmentId(1), PersonId(2), &sealed), Opened::Unreadable);
    }

    #[test]
    fn needs_open_for_their_person_and_day_only() {
        let vault = vault();
        let needs = Needs { access: "teckentolk".to_owned(), ..Needs::default() };
        let sealed = vault.seal_needs(DayId(1), PersonId(2), &needs).unwrap();
        assert_eq!(vault.open_needs(DayId(1), PersonId(2), &sealed), Opened::Text(needs));
        assert_eq!(vault.open_needs(DayId(2), PersonId(1), &sealed), Opened::Unreadable);
        let as_something_else = vault.open_reply_comment(SegmentId(1), PersonId(2), &sealed);
        assert_eq!(as_something_else, Opened::Unreadable);
    }

    /// Without a key a text is erased; with another one, or damaged, it cannot be read.
    #[test]
    fn what_does_not_open_is_shown_as_what_it_is() {
        let key = PairKey::generate(PairId(1));
        let mut sealed = key.seal(NOTES, "hemligt").unwrap();
        assert_eq!(PairKey::open_shown(Some(&key), NOTES, &sealed).shown(), "hemligt");
        assert_eq!(PairKey::open_shown(None, NOTES, &sealed), Opened::Erased);
        assert_eq!(PairKey::open_shown(Some(&PairKey::generate(PairId(1))), NOTES, &sealed), Opened::Unreadable);
        sealed[NONCE] ^= 1;
        let damaged = PairKey::open_shown(Some(&key), NOTES, &sealed);
        assert_eq!(Lost::of(&damaged.shown()), Some(Lost::Unreadable));
    }

    #[test]
    fn a_badge_is_of_one_person_one_day_and_one_installation() {
        let vault = vault();
        let badge = |day, person| vault.badge(DayId(day), PersonId(person));
        assert_eq!(badge(1, 12), badge(1, 12));
        assert!(badge(1, 12).len() == 20 && badge(1, 12).bytes().all(|b| b.is_ascii_hexdigit()));
        assert!(badge(1, 12) != badge(11, 2) && badge(1, 12) != badge(1, 13) && badge(1, 12) != badge(2, 12));
        assert_ne!(badge(1, 12), self::vault().badge(DayId(1), PersonId(12)));
        let visitor = |day, name, organisation| vault.visitor_badge(DayId(day), name, organisation);
        assert_eq!(visitor(1, "Gerda", "Alfa").len(), 20);
        assert!(visitor(1, "Gerda", "Alfa") != visitor(2, "Gerda", "Alfa"));
        assert!(
            visitor(1, "Gerda", "Alfa") != visitor(1, "Gerda", "") && visitor(1, "a b", "") != visitor(1, "a", "b")
        );
    }

    #[test]
    fn nothing_secret_is_printed() {
        assert_eq!(format!("{:?}", InstallationKey::generate()), "InstallationKey(…)");
        assert_eq!(format!("{:?}", CommonKey::generate()), "CommonKey(…)");
        assert_eq!(format!("{:?}", PairKey::generate(PairId(3))), "PairKey(3, …)");
    }
}
