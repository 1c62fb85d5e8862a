//! Sealing: what a pair writes, and letters on their way.
//!
//! ```text
//! installation's key (a file)  ──wraps──▶  a pair's key (the keyring)  ──seals──▶  a text (the data)
//! ```
//!
//! A copied database shows no note, because the keyring is not in it; a copied
//! keyring opens nothing, because the installation's key is not in it; and
//! when a pair's key is deleted, its notes are gone from every old backup too.
//!
//! Every seal is XChaCha20-Poly1305 under a fresh random nonce, which is kept
//! in front of the sealed bytes. What it belongs to (which pair, which meeting,
//! which field: its [`Place`]) is bound as associated data: a sealed text that is moved to
//! another row does not open.
//!
//! ```
//! use domain::{meeting::MeetingId, pair::PairId};
//! use store::vault::{InstallationKey, PairKey, Place, Vault};
//!
//! let vault = Vault::new(&InstallationKey::generate());
//! let key = PairKey::generate(PairId(1));
//! let sealed = key.seal(Place::Notes(MeetingId(7)), "Vi talade om mod.")?;
//!
//! let wrapped = vault.wrap(&key)?;
//! let again = vault.unwrap(PairId(1), &wrapped)?;
//! assert_eq!(again.open(Place::Notes(MeetingId(7)), &sealed)?, "Vi talade om mod.");
//! assert!(again.open(Place::Notes(MeetingId(8)), &sealed).is_err());
//! # Ok::<(), store::Error>(())
//! ```

mod place;
mod said;

use chacha20poly1305::{
    Key, KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Generate, Payload},
};
use domain::{
    day::{DayId, SegmentId},
    pair::PairId,
    people::PersonId,
};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

pub use self::{place::Place, said::Said};
use crate::{Error, Result, message::Letter, secret::hex};

/// How many bytes of a sealed value are its nonce.
const NONCE: usize = 24;

/// The key that everything else hangs from: 256 random bits, kept in a file
/// ([`crate::keyfile`]) and nowhere else. Wiped from memory when dropped.
pub struct InstallationKey(Zeroizing<[u8; 32]>);

impl InstallationKey {
    /// A new one, from the operating system's random source.
    pub fn generate() -> Self {
        Self(Zeroizing::new(Key::generate().into()))
    }

    /// Reads 64 hexadecimal digits; `None` for anything else.
    pub fn from_hex(text: &str) -> Option<Self> {
        if text.len() != 64 || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let mut key = Zeroizing::new([0; 32]);
        for (n, byte) in key.iter_mut().enumerate() {
            *byte = u8::from_str_radix(text.get(2 * n..2 * n + 2)?, 16).ok()?;
        }
        Some(Self(key))
    }

    /// The key as 64 hexadecimal digits, for its file.
    pub fn to_hex(&self) -> Zeroizing<String> {
        Zeroizing::new(hex(&*self.0))
    }

    /// A key for one purpose. Purposes cannot be told from each other's keys.
    fn derive(&self, purpose: &str) -> Key {
        mac(&self.0, purpose.as_bytes())
    }
}

impl std::fmt::Debug for InstallationKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("InstallationKey(…)")
    }
}

/// What the installation's key does: wraps pairs' keys, seals letters and what
/// people say outside of their pair's room, and makes fingerprints and the codes on badges.
pub struct Vault {
    pair_keys: XChaCha20Poly1305,
    letters: XChaCha20Poly1305,
    words: XChaCha20Poly1305,
    signals: XChaCha20Poly1305,
    pulses: XChaCha20Poly1305,
    fingerprints: Zeroizing<[u8; 32]>,
    check: [u8; 32],
}

impl Vault {
    /// The vault that this key opens.
    pub fn new(key: &InstallationKey) -> Self {
        Self {
            pair_keys: XChaCha20Poly1305::new(&key.derive("ior pair keys 1")),
            letters: XChaCha20Poly1305::new(&key.derive("ior letters 1")),
            words: XChaCha20Poly1305::new(&key.derive("ior words 1")),
            signals: XChaCha20Poly1305::new(&key.derive("ior signals 1")),
            pulses: XChaCha20Poly1305::new(&key.derive("ior pulses 1")),
            fingerprints: Zeroizing::new(key.derive("ior fingerprints 1").into()),
            check: key.derive("ior check 1").into(),
        }
    }

    /// A value by which another installation key is noticed. Says nothing
    /// about the key, so the keyring keeps it in the open.
    pub fn check(&self) -> &[u8] {
        &self.check
    }

    /// Stands for a value (an address, a client) that is compared but not to
    /// be read: whoever lacks the installation's key cannot tell what it was.
    pub fn fingerprint(&self, value: &str) -> Vec<u8> {
        mac(&self.fingerprints, value.as_bytes()).to_vec()
    }

    /// What a name badge says instead of a name. It is another one for every
    /// person and every day, and whoever lacks the installation's key can
    /// neither make one nor tell whose it is.
    pub fn badge(&self, day: DayId, person: PersonId) -> String {
        // Short, so that it is easy to scan: 80 bits cannot be guessed either.
        hex(&self.fingerprint(&format!("badge {day} {person}"))[..10])
    }

    /// Wraps a pair's key for the keyring.
    ///
    /// # Errors
    /// [`Error::Sealed`]; never for a real key.
    pub fn wrap(&self, key: &PairKey) -> Result<Vec<u8>> {
        seal(&self.pair_keys, &pair_key_place(key.pair), &*key.bytes)
    }

    /// Unwraps a pair's key.
    ///
    /// # Errors
    /// [`Error::Sealed`] for another pair's key, or one that was tampered with.
    pub fn unwrap(&self, pair: PairId, wrapped: &[u8]) -> Result<PairKey> {
        let bytes = open(&self.pair_keys, &pair_key_place(pair), wrapped)?;
        let bytes = <[u8; 32]>::try_from(bytes.as_slice()).map_err(|_| Error::Sealed)?;
        Ok(PairKey::new(pair, bytes))
    }

    /// Seals a letter to someone; `None` is the letter that an unknown address
    /// does not get.
    ///
    /// # Errors
    /// [`Error::Sealed`]; never for a real letter.
    pub fn seal_letter(&self, to: Option<PersonId>, letter: &Letter) -> Result<Vec<u8>> {
        let text = Zeroizing::new(serde_json::to_vec(letter).map_err(|_| Error::Sealed)?);
        seal(&self.letters, &letter_place(to), &text)
    }

    /// Opens a letter to someone.
    ///
    /// # Errors
    /// [`Error::Sealed`] for someone else's letter, or one that was tampered with.
    pub fn open_letter(&self, to: PersonId, sealed: &[u8]) -> Result<Letter> {
        let text = open(&self.letters, &letter_place(Some(to)), sealed)?;
        serde_json::from_slice(&text).map_err(|_| Error::Sealed)
    }

    /// Seals what someone says to the organisers about their answer.
    ///
    /// # Errors
    /// [`Error::Sealed`]; never for a text of sensible length.
    pub fn seal_word(&self, segment: SegmentId, person: PersonId, word: &str) -> Result<Vec<u8>> {
        seal(&self.words, &word_place(segment, person), word.as_bytes())
    }

    /// Opens what someone said to the organisers.
    ///
    /// # Errors
    /// [`Error::Sealed`] for what was said elsewhere, or was tampered with.
    pub fn open_word(&self, segment: SegmentId, person: PersonId, sealed: &[u8]) -> Result<String> {
        let text = open(&self.words, &word_place(segment, person), sealed)?;
        String::from_utf8(text.to_vec()).map_err(|_| Error::Sealed)
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
    pub fn seal(&self, place: Place, text: &str) -> Result<Vec<u8>> {
        seal(&self.cipher, &self.text_place(place), text.as_bytes())
    }

    /// Opens one of the pair's texts.
    ///
    /// # Errors
    /// [`Error::Sealed`] for a text from another place, or one that was
    /// tampered with.
    pub fn open(&self, place: Place, sealed: &[u8]) -> Result<String> {
        let text = open(&self.cipher, &self.text_place(place), sealed)?;
        String::from_utf8(text.to_vec()).map_err(|_| Error::Sealed)
    }

    /// Where a text belongs. Every part has a fixed length, so that no two
    /// places read the same.
    fn text_place(&self, place: Place) -> Vec<u8> {
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

fn pair_key_place(pair: PairId) -> Vec<u8> {
    [b"ior pair key 1".as_slice(), &pair.0.to_be_bytes()].concat()
}

fn letter_place(to: Option<PersonId>) -> Vec<u8> {
    [b"ior letter 1".as_slice(), &to.map_or(0, |person| person.0).to_be_bytes()].concat()
}

fn word_place(segment: SegmentId, person: PersonId) -> Vec<u8> {
    [b"ior word 1".as_slice(), &segment.0.to_be_bytes(), &person.0.to_be_bytes()].concat()
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
    use domain::meeting::MeetingId;

    use super::*;

    fn vault() -> Vault {
        Vault::new(&InstallationKey::generate())
    }

    const NOTES: Place = Place::Notes(MeetingId(1));

    /// Places of every kind, in two pairs, with numbers that are easily mistaken.
    fn places() -> Vec<(PairId, Place)> {
        let numbers = [(0, 0), (0, 1), (1, 0), (1, 1), (256, 0), (0, 256)];
        let in_pair = |pair| {
            numbers
                .into_iter()
                .flat_map(|(thing, part)| Place::of_every_kind(thing, part))
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
        let reads = |place| hex(&key.text_place(place)).split_off(2 * b"ior text 1".len());
        let cases = [
            (Place::Notes(MeetingId(2)), "0000000000000001000000000000000201 0000000000000000"),
            (Place::Action(MeetingId(2), 3), "0000000000000001000000000000000202 0000000000000003"),
            (Place::Reflection(MeetingId(2), PersonId(3)), "0000000000000001000000000000000203 0000000000000003"),
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
    fn the_same_text_never_looks_the_same_twice() {
        let key = PairKey::generate(PairId(1));
        let seal = || key.seal(NOTES, "hemligt").unwrap();
        assert_ne!(seal(), seal());
    }

    #[test]
    fn a_wrapped_key_opens_for_its_pair_and_installation_only() {
        let vault = vault();
        let key = PairKey::generate(PairId(1));
        let wrapped = vault.wrap(&key).unwrap();
        assert_eq!(vault.unwrap(PairId(1), &wrapped).unwrap().bytes, key.bytes);
        assert!(vault.unwrap(PairId(2), &wrapped).is_err());
        assert!(self::vault().unwrap(PairId(1), &wrapped).is_err());
    }

    #[test]
    fn a_letter_opens_for_its_receiver_only() {
        let vault = vault();
        let sealed = vault.seal_letter(Some(PersonId(1)), &Letter::Invitation).unwrap();
        assert!(vault.open_letter(PersonId(1), &sealed).unwrap() == Letter::Invitation);
        assert!(vault.open_letter(PersonId(2), &sealed).is_err());
    }

    #[test]
    fn a_key_survives_its_file_and_tells_installations_apart() {
        let key = InstallationKey::generate();
        let read = InstallationKey::from_hex(&key.to_hex()).unwrap();
        assert_eq!(Vault::new(&key).check(), Vault::new(&read).check());
        assert_ne!(Vault::new(&key).check(), vault().check());
        assert_ne!(Vault::new(&key).fingerprint("a"), vault().fingerprint("a"));
        assert!(InstallationKey::from_hex("0f").is_none());
        assert!(InstallationKey::from_hex(&"å".repeat(32)).is_none());
    }

    #[test]
    fn a_badge_is_of_one_person_one_day_and_one_installation() {
        let vault = vault();
        let badge = |day, person| vault.badge(DayId(day), PersonId(person));
        assert_eq!(badge(1, 12), badge(1, 12));
        assert!(badge(1, 12).len() == 20 && badge(1, 12).bytes().all(|b| b.is_ascii_hexdigit()));
        assert!(badge(1, 12) != badge(11, 2) && badge(1, 12) != badge(1, 13) && badge(1, 12) != badge(2, 12));
        assert_ne!(badge(1, 12), self::vault().badge(DayId(1), PersonId(12)));
    }

    #[test]
    fn nothing_secret_is_printed() {
        let key = InstallationKey::generate();
        assert_eq!(format!("{key:?}"), "InstallationKey(…)");
        assert_eq!(format!("{:?}", PairKey::generate(PairId(3))), "PairKey(3, …)");
    }
}
