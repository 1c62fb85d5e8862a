//! Persons, organisations, roles, and how people sign in.

pub mod employer;
pub mod import;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use crate::input::EmailAddress;
use crate::{
    id, named,
    pair::{EarlierPair, PairId},
    round::RoundId,
};

id! {
    /// A person, whatever roles they have in whichever round.
    PersonId,
    /// A member organisation of the network.
    OrganisationId,
    /// One of a person's signed-in browsers.
    SessionId,
}

named! {
    /// The languages of the product. Swedish comes first.
    pub enum Lang { Sv = "sv", En = "en" }
}

impl Lang {
    /// The other one, for the toggle.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Sv => Self::En,
            Self::En => Self::Sv,
        }
    }
}

/// A text that an organiser has written in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Localised {
    /// Swedish.
    pub sv: String,
    /// English.
    pub en: String,
}

impl Localised {
    /// The text in the reader's language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Sv => &self.sv,
            Lang::En => &self.en,
        }
    }
}

named! {
    /// A participant's part in a pair, in one round. Someone may be an adept
    /// now and a mentor in a later round.
    pub enum Role { Adept = "adept", Mentor = "mentor" }
}

impl Role {
    /// The other half of the pair.
    #[must_use]
    pub const fn counterpart(self) -> Self {
        match self {
            Self::Adept => Self::Mentor,
            Self::Mentor => Self::Adept,
        }
    }
}

named! {
    /// What a person does in a round. One person may have several duties.
    pub enum Duty {
        /// Takes part as an adept.
        Adept = "adept",
        /// Takes part as a mentor.
        Mentor = "mentor",
        /// Chosen, but waiting for a place.
        Reserve = "reserve",
        /// Endorses the applications of the own organisation.
        ContactPerson = "contact_person",
        /// Selects and matches.
        WorkingGroup = "working_group",
        /// Runs the programme.
        Organiser = "organiser",
        /// Has applied, or is about to.
        Applicant = "applicant",
    }
}

impl Duty {
    /// The part in a pair that this duty is, if it is one.
    pub const fn role(self) -> Option<Role> {
        match self {
            Self::Adept => Some(Role::Adept),
            Self::Mentor => Some(Role::Mentor),
            _ => None,
        }
    }
}

/// An organisation's name and number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// Its number.
    pub id: OrganisationId,
    /// Its name, as it writes it.
    pub name: String,
}

/// The person who asks, and all that decides what they may see. Read from the
/// store at every request; nothing in it comes from the browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caller {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Where they work.
    pub organisation: OrganisationId,
    /// The round that they act in.
    pub round: RoundId,
    /// What they do in that round.
    pub duties: Vec<Duty>,
    /// Their pair in that round, if they are in one.
    pub pair: Option<PairId>,
    /// The session that they came with.
    pub session: SessionId,
}

/// A signed-in browser, as its owner sees it in the settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Its number.
    pub id: SessionId,
    /// What the browser calls itself, shortened.
    pub client: String,
    /// When it signed in.
    #[serde(with = "crate::time::wire")]
    pub since: Timestamp,
    /// When it was last used, to the hour.
    #[serde(with = "crate::time::wire")]
    pub seen: Timestamp,
    /// Whether it is the one that asks.
    pub current: bool,
}

/// What the settings tell someone of themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// The signed-in browsers, latest used first.
    pub sessions: Vec<Session>,
    /// The pairs that they were in before.
    pub earlier_pairs: Vec<EarlierPair>,
}

/// One of the demo's people, for its sign-in page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoPerson {
    /// The address to sign in as.
    pub email: String,
    /// The invented name.
    pub name: String,
    /// Their organisation.
    pub organisation: String,
    /// What they do in the round.
    pub duty: Duty,
}
