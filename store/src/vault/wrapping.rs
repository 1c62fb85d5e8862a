//! The installation's key, and the keys that it wraps.

use chacha20poly1305::{Key, KeyInit, XChaCha20Poly1305, aead::Generate};
use domain::pair::PairId;
use zeroize::Zeroizing;

use super::{PairKey, mac, open, seal};
use crate::{Error, Result, secret::hex};

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

    /// The common key of an installation that began before it had one of its own.
    pub fn as_common(&self) -> CommonKey {
        CommonKey(self.0.clone())
    }
}

impl std::fmt::Debug for InstallationKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("InstallationKey(…)")
    }
}

/// The key of what is no pair's: emails, words to the organisers,
/// fingerprints, badges. Kept in the keyring, and the same for ever. Wiped from
/// memory when dropped.
pub struct CommonKey(Zeroizing<[u8; 32]>);

impl CommonKey {
    /// A new one, from the operating system's random source.
    pub fn generate() -> Self {
        Self(Zeroizing::new(Key::generate().into()))
    }

    /// A key for one purpose. Purposes cannot be told from each other's keys.
    pub(super) fn derive(&self, purpose: &str) -> Key {
        mac(&self.0, purpose.as_bytes())
    }
}

impl std::fmt::Debug for CommonKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CommonKey(…)")
    }
}

/// What the installation's key does: wraps the keys of the keyring.
pub struct Wrapping {
    cipher: XChaCha20Poly1305,
    check: [u8; 32],
}

impl Wrapping {
    /// By this key.
    pub fn new(key: &InstallationKey) -> Self {
        Self {
            cipher: XChaCha20Poly1305::new(&mac(&key.0, b"ior pair keys 1")),
            check: mac(&key.0, b"ior check 1").into(),
        }
    }

    /// A value by which another installation key is noticed. Says nothing
    /// about the key, so the keyring keeps it in the open.
    pub fn check(&self) -> &[u8] {
        &self.check
    }

    /// Wraps a pair's key for the keyring.
    ///
    /// # Errors
    /// [`Error::Sealed`]; never for a real key.
    pub fn wrap(&self, key: &PairKey) -> Result<Vec<u8>> {
        seal(&self.cipher, &pair_key_context(key.pair), &*key.bytes)
    }

    /// Unwraps a pair's key.
    ///
    /// # Errors
    /// [`Error::Sealed`] for another pair's key, one that another
    /// installation's key wrapped, or one that was tampered with.
    pub fn unwrap(&self, pair: PairId, wrapped: &[u8]) -> Result<PairKey> {
        Ok(PairKey::new(pair, self.open(&pair_key_context(pair), wrapped)?))
    }

    /// Wraps the common key for the keyring.
    ///
    /// # Errors
    /// [`Error::Sealed`]; never for a real key.
    pub fn wrap_common(&self, key: &CommonKey) -> Result<Vec<u8>> {
        seal(&self.cipher, COMMON_KEY_PLACE, &*key.0)
    }

    /// Unwraps the common key.
    ///
    /// # Errors
    /// [`Error::Sealed`] for one that another installation's key wrapped, or
    /// that was tampered with.
    pub fn unwrap_common(&self, wrapped: &[u8]) -> Result<CommonKey> {
        Ok(CommonKey(Zeroizing::new(self.open(COMMON_KEY_PLACE, wrapped)?)))
    }

    fn open(&self, place: &[u8], wrapped: &[u8]) -> Result<[u8; 32]> {
        let bytes = open(&self.cipher, place, wrapped)?;
        <[u8; 32]>::try_from(bytes.as_slice()).map_err(|_| Error::Sealed)
    }
}

const COMMON_KEY_PLACE: &[u8] = b"ior common key 1";

fn pair_key_context(pair: PairId) -> Vec<u8> {
    [b"ior pair key 1".as_slice(), &pair.0.to_be_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::Vault;

    fn wrapping() -> Wrapping {
        Wrapping::new(&InstallationKey::generate())
    }

    #[test]
    fn a_wrapped_key_opens_for_its_pair_and_installation_only() {
        let wrapping = wrapping();
        let key = PairKey::generate(PairId(1));
        let wrapped = wrapping.wrap(&key).unwrap();
        assert_eq!(wrapping.unwrap(PairId(1), &wrapped).unwrap().bytes, key.bytes);
        assert!(wrapping.unwrap(PairId(2), &wrapped).is_err());
        assert!(self::wrapping().unwrap(PairId(1), &wrapped).is_err());
    }

    #[test]
    fn the_common_key_is_no_pairs() {
        let wrapping = wrapping();
        let key = CommonKey::generate();
        let wrapped = wrapping.wrap_common(&key).unwrap();
        assert_eq!(wrapping.unwrap_common(&wrapped).unwrap().0, key.0);
        assert!(wrapping.unwrap(PairId(0), &wrapped).is_err());
        assert!(self::wrapping().unwrap_common(&wrapped).is_err());
    }

    #[test]
    fn a_key_survives_its_file_and_tells_installations_apart() {
        let key = InstallationKey::generate();
        let read = InstallationKey::from_hex(&key.to_hex()).unwrap();
        assert_eq!(Wrapping::new(&key).check(), Wrapping::new(&read).check());
        assert_ne!(Wrapping::new(&key).check(), wrapping().check());
        assert!(InstallationKey::from_hex("0f").is_none());
        assert!(InstallationKey::from_hex(&"å".repeat(32)).is_none());
    }

    #[test]
    fn fingerprints_are_of_one_installation() {
        let vault = |key: &CommonKey| Vault::new(key).fingerprint("a");
        let (key, other) = (CommonKey::generate(), CommonKey::generate());
        assert_eq!(vault(&key), vault(&key));
        assert_ne!(vault(&key), vault(&other));
    }
}
