//! Random secrets that people or browsers hold, of which the store keeps
//! nothing but a hash.

use chacha20poly1305::aead::{Generate, array::Array};
use domain::input::sign_in_code;
use sha2::{Digest, Sha256};

/// 256 random bits, as 64 hexadecimal digits: a sign-in link, a session
/// cookie, a sign-in form's ticket.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// A new one, from the operating system's random source.
    pub fn generate() -> Self {
        let bytes: Array<u8, chacha20poly1305::consts::U32> = Array::generate();
        Self(hex(&bytes))
    }

    /// What came back from a browser or a link, if it has a secret's shape.
    pub fn parse(text: &str) -> Option<Self> {
        (text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit())).then(|| Self(text.to_owned()))
    }

    /// The secret itself, to be handed to its holder and nowhere else.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What the store keeps of it.
    pub fn hash(&self) -> Vec<u8> {
        Sha256::digest(&self.0).to_vec()
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// The six digits of a sign-in mail. Worth nothing without the ticket of the
/// browser that asked for them: only the hash of both together is kept, so a
/// copied database cannot be searched for a million codes.
#[derive(Clone, PartialEq, Eq)]
pub struct Code(String);

impl Code {
    /// Six new random digits.
    pub fn generate() -> Self {
        let bytes: Array<u8, chacha20poly1305::consts::U8> = Array::generate();
        let number = u64::from_be_bytes(bytes.into()) % 1_000_000;
        Self(format!("{number:06}"))
    }

    /// What someone typed, if it is six digits; see [`sign_in_code`].
    ///
    /// ```
    /// use store::secret::Code;
    /// for typed in [" 012 345", "012–345", "\u{feff}012345\u{200b}", "０１２３４５"] {
    ///     assert_eq!(Code::parse(typed).unwrap().reveal(), "012345");
    /// }
    /// assert!(Code::parse("12345").is_none());
    /// ```
    pub fn parse(typed: &str) -> Option<Self> {
        sign_in_code(typed).map(Self)
    }

    /// The digits, for the mail and nowhere else.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What the store keeps of it.
    pub fn hash(&self, ticket: &Secret) -> Vec<u8> {
        Sha256::new().chain_update(ticket.reveal()).chain_update(&self.0).finalize().to_vec()
    }
}

impl std::fmt::Debug for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Code(…)")
    }
}

/// Lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
