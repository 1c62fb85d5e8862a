//! One of a pair would like to talk to an organiser. One press and an optional
//! word; the partner learns of it only if the sender wants.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{id, input::Text, people::Role};

id! {
    /// A help request.
    HelpRequestId,
}

/// What someone may add.
pub type Comment = Text<500>;

/// A help request as whoever sent it sees it, until it is taken care of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnHelpRequest {
    /// When it was sent.
    #[serde(with = "crate::time::wire")]
    pub at: Timestamp,
    /// What was added; empty if nothing.
    pub word: String,
    /// Whether the partner sees that it was sent.
    pub shared: bool,
    /// Which organiser has seen it.
    pub seen_by: Option<String>,
}

/// What one of a pair sees of help requests.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HelpRequests {
    /// One's own.
    pub own: Option<OwnHelpRequest>,
    /// When the partner sent one, if they share that.
    #[serde(with = "crate::time::wire::option")]
    pub partners: Option<Timestamp>,
}

/// A help request as the organisers see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenHelpRequest {
    /// Its number.
    pub id: HelpRequestId,
    /// Who sent it.
    pub name: String,
    /// Their part in the pair.
    pub role: Role,
    /// Where they work.
    pub organisation: String,
    /// Where to write.
    pub email: String,
    /// Where to call; empty if they gave none.
    pub phone: String,
    /// When it was sent.
    #[serde(with = "crate::time::wire")]
    pub at: Timestamp,
    /// What they added; empty if nothing.
    pub word: String,
    /// Whether the partner knows that they asked.
    pub shared: bool,
    /// Who of the organisers has seen it.
    pub seen_by: Option<String>,
}
