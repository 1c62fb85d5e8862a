//! Persons, organisations, roles, and how people sign in.

pub mod address;
pub mod calendar;
pub mod directory;
pub mod draft;
pub mod duplicate;
pub mod duty;
pub mod employer;
pub mod home;
pub mod import;
pub mod newcomer;
pub mod organisation;
mod session;
pub mod sign_in;

use serde::{Deserialize, Serialize};

pub use self::session::{Caller, Session, Settings};
pub use crate::input::EmailAddress;
use crate::{id, named};

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

/// Why something about people and organisations is not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Refusal {
    /// Nobody would be left to run the programme.
    #[error("the last organiser")]
    LastOrganiser,
    /// Others count on them: their duties are ended first.
    #[error("they hold duties")]
    HoldsDuties,
    /// Some of its people have duties in the round.
    #[error("its people hold duties")]
    HasActivePeople,
    /// The two cannot be a pair.
    #[error("they cannot step in")]
    CannotStepIn,
    /// The organisation has left the network.
    #[error("the organisation has left")]
    OrganisationEnded,
    /// They have as many calendar addresses as anyone may.
    #[error("too many calendar addresses")]
    TooManyFeeds,
    /// Others count on what an import has brought: it is not undone.
    #[error("the import is in use")]
    ImportInUse,
    /// Something stands in the way of merging two people.
    #[error("they cannot be merged")]
    CannotMerge,
}

/// An organisation's name and number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// Its number.
    pub id: OrganisationId,
    /// Its name, as it writes it.
    pub name: String,
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
