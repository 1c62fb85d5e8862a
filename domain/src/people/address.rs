//! The addresses that people sign in with. A new one is shown to be theirs by a link
//! that is sent to it; until then the old one stays.

use jiff::{SignedDuration, Timestamp};

use super::EmailAddress;
use crate::{
    input::{Problem, Text},
    named, problems,
};

/// Why an organiser changes an address: it is told to everyone concerned.
pub type Reason = Text<300>;

/// How long a link that proves an address is good for.
pub const LINK_LIFE: SignedDuration = SignedDuration::from_hours(24);
/// Within how long requests are counted.
pub const WINDOW: SignedDuration = SignedDuration::from_mins(15);
/// How many requests one person may make within [`WINDOW`], and how many may be made
/// for one address.
pub const MAX_REQUESTS: i64 = 5;

named! {
    /// Which of someone's addresses.
    pub enum AddressKind {
        /// The one that emails go to.
        Main = "main",
        /// Another one, which lets them sign in too.
        Second = "second",
    }
}

problems! {
    /// What can be wrong with an address that someone is to have.
    pub enum AddressProblem {
        /// They have it already.
        AlreadyTheirs = "already_theirs",
        /// Someone else has it. Only organisers are told.
        Taken = "taken_by_another",
        /// Whoever has it works for another organisation. Only organisers are told.
        WorksElsewhere = "works_for_another",
        /// Whoever has it is deactivated. Only organisers are told.
        Deactivated = "is_deactivated",
    }
}

/// An address that is to become someone's, compared with those that they have.
///
/// ```
/// use domain::people::{EmailAddress, address::{AddressProblem, new_address}};
/// let main = EmailAddress::parse("eva@example.org").unwrap();
/// assert!(new_address("eva@example.net", &main, None).is_ok());
/// assert_eq!(new_address("EVA@example.org", &main, None), Err(AddressProblem::AlreadyTheirs.into()));
/// let second = EmailAddress::parse("eva@example.net").unwrap();
/// assert!(new_address("eva@example.net", &main, Some(&second)).is_err());
/// ```
///
/// # Errors
/// Those of [`EmailAddress::parse`]; [`AddressProblem::AlreadyTheirs`].
pub fn new_address(typed: &str, main: &EmailAddress, second: Option<&EmailAddress>) -> Result<EmailAddress, Problem> {
    let address = EmailAddress::parse(typed)?;
    if address == *main || second == Some(&address) {
        return Err(AddressProblem::AlreadyTheirs.into());
    }
    Ok(address)
}

/// How many requests have been made within [`WINDOW`]. Only those who are signed in
/// make any, so that nobody is shut out by a stranger.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Requests {
    /// By the same person.
    pub person: i64,
    /// For the same address, whoever asks.
    pub address: i64,
}

impl Requests {
    /// Whether there may be another one.
    ///
    /// ```
    /// use domain::people::address::{MAX_REQUESTS, Requests};
    /// assert!(Requests { person: MAX_REQUESTS - 1, address: 0 }.take_another());
    /// assert!(!Requests { person: MAX_REQUESTS, address: 0 }.take_another());
    /// assert!(!Requests { person: 0, address: MAX_REQUESTS }.take_another());
    /// ```
    pub const fn take_another(self) -> bool {
        self.person < MAX_REQUESTS && self.address < MAX_REQUESTS
    }
}

/// What the settings tell someone of their own addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnAddresses {
    /// The one that emails go to.
    pub main: EmailAddress,
    /// The other one, if they have shown one to be theirs.
    pub second: Option<EmailAddress>,
    /// The latest that waits for its link, and until when that is good.
    pub asked: Option<Asked>,
}

/// An address that waits for its link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// As what.
    pub kind: AddressKind,
    /// The address.
    pub address: EmailAddress,
    /// Until when its link is good.
    pub until: Timestamp,
}

/// A change of someone's address, as organisers see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddressChange {
    /// When.
    pub at: Timestamp,
    /// Which address.
    pub kind: AddressKind,
    /// What it was; empty if there was none.
    pub from: String,
    /// What it is since; empty if there is none.
    pub to: String,
    /// The name of whoever changed it.
    pub by: String,
    /// Why, if that was an organiser.
    pub reason: String,
}
