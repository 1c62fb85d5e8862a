//! The outbox. A letter is written in the transaction that causes it, sealed
//! with the installation's key because it may carry a sign-in link, and
//! emptied once it is sent.

use async_trait::async_trait;
use domain::people::Lang;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::Result;

/// What a letter says. `server::mail` puts it into words.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Letter {
    /// Lets someone sign in.
    SignIn {
        /// For the link.
        link: String,
        /// Six digits.
        code: String,
    },
    /// Tells someone that they are in the programme, and where to sign in.
    Invitation,
}

/// A letter on its way.
pub struct Parcel {
    /// The outbox row.
    pub id: i64,
    /// To which address.
    pub to: String,
    /// To whom.
    pub name: String,
    /// In which language.
    pub lang: Lang,
    /// What it says.
    pub letter: Letter,
    /// How often it has been tried before.
    pub attempts: u32,
}

/// The outbox.
#[async_trait]
pub trait Outbox: Send + Sync {
    /// Letters to be sent now, oldest first.
    async fn due_letters(&self, limit: u32, now: Timestamp) -> Result<Vec<Parcel>>;

    /// Notes that a letter was handed over, and empties it.
    async fn letter_sent(&self, id: i64, now: Timestamp) -> Result<()>;

    /// Notes why a letter was not taken, and when to try again; never, if `None`:
    /// then it is emptied too.
    async fn letter_failed(&self, id: i64, why: &str, again: Option<Timestamp>) -> Result<()>;
}
