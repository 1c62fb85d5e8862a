//! Email addresses: what mail can be sent to, and nothing else.

use std::borrow::Cow;

use email_address::EmailAddress as Rules;
use serde::{Deserialize, Serialize};

use super::{Problem, clean_line, fold::is_apostrophe};

/// An email address that mail can be sent to, in lower case and with its domain in
/// ASCII (A-labels): two ways to write a mailbox are one person. Quoted names and
/// numbers for a host are valid by the letter; nobody has such an address, and the
/// mail library cannot write them all.
///
/// ```
/// use domain::{input::Problem, people::EmailAddress};
/// let kept = |typed: &str| EmailAddress::parse(typed).map(|address| address.as_str().to_owned());
/// assert_eq!(kept(" Adept1@Example.org ").unwrap(), "adept1@example.org");
/// assert_eq!(kept("eva@Göteborg.example").unwrap(), "eva@xn--gteborg-90a.example");
/// assert_eq!(kept("eva..ek@example.net"), Err(Problem::NotAnAddress));
/// let offered = "o'brien@example.net".to_owned();
/// assert_eq!(kept("O’Brien@example.net"), Err(Problem::AlmostAnAddress { offered }));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EmailAddress(String);

impl EmailAddress {
    /// The longest address that mail knows, in bytes (RFC 5321, 4.5.3.1.3).
    pub const MAX: usize = 254;

    /// Checks and cleans what was typed.
    ///
    /// # Errors
    /// [`Problem::Missing`] for nothing, [`Problem::AlmostAnAddress`] where it can
    /// be told what was meant, [`Problem::NotAnAddress`] otherwise.
    pub fn parse(typed: &str) -> Result<Self, Problem> {
        let typed = clean_line(typed);
        if typed.is_empty() {
            return Err(Problem::Missing);
        }
        deliverable(&typed).map(Self).ok_or_else(|| match meant(&typed) {
            Some(offered) => Problem::AlmostAnAddress { offered },
            None => Problem::NotAnAddress,
        })
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The address as it is kept, if mail can be sent to it: by the rules of
/// `lettre::Address`, which uses the same two libraries, but for what nobody has. A
/// test of the server compares the two.
fn deliverable(address: &str) -> Option<String> {
    let (local, domain) = address.rsplit_once('@')?;
    let (local, domain) = (local.to_lowercase(), ascii_domain(domain)?);
    let is_known = Rules::is_valid_local_part(&local) && Rules::is_valid_domain(&domain) && !is_number(&domain);
    let address = format!("{}@{domain}", unquoted(&local)?);
    (is_known && address.len() <= EmailAddress::MAX).then_some(address)
}

/// Whether a domain is in brackets or ends in a number, as addresses of machines are and
/// no domain can (RFC 5321, 4.1.3; RFC 3696, 2).
fn is_number(domain: &str) -> bool {
    domain.starts_with('[') || domain.rsplit('.').next().is_some_and(|last| last.bytes().all(|b| b.is_ascii_digit()))
}

fn ascii_domain(domain: &str) -> Option<String> {
    if domain.is_ascii() { Some(domain.to_ascii_lowercase()) } else { idna::domain_to_ascii(domain).ok() }
}

/// A local part without the quotes and backslashes that it does not need: with them it
/// would be the same mailbox, and pass for another person's. None, if it needs them.
fn unquoted(local: &str) -> Option<Cow<'_, str>> {
    let Some(inner) = local.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) else {
        return (!local.starts_with('"')).then_some(local.into());
    };
    let mut plain = String::with_capacity(inner.len());
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        plain.extend(if c == '\\' { chars.next() } else { Some(c) });
    }
    (!plain.starts_with('"') && Rules::is_valid_local_part(&plain)).then_some(plain.into())
}

/// The address that was meant, where one can tell: curly apostrophes, blanks, a
/// comma for a dot, or what address books and sentences put around an address.
fn meant(typed: &str) -> Option<String> {
    let address = typed.rsplit_once('<').map_or(typed, |(_name, address)| address);
    let address = address.strip_prefix("mailto:").unwrap_or(address).trim_end_matches(['>', '.', ',', ';', ':', ' ']);
    let straight: String =
        address.chars().filter(|c| !c.is_whitespace()).map(|c| if is_apostrophe(c) { '\'' } else { c }).collect();
    let (local, domain) = straight.rsplit_once('@')?;
    deliverable(&format!("{local}@{}", domain.replace(',', ".")))
}
