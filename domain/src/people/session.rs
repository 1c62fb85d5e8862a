//! Who is signed in: the caller who asks, and their browsers.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Duty, OrganisationId, PersonId, SessionId};
use crate::{
    pair::{EarlierPair, PairId},
    round::RoundId,
};

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
