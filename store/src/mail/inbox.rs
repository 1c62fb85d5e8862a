//! What has been sent to someone, for themselves.

use async_trait::async_trait;
use domain::{mail::inbox::OwnEmail, people::Caller};

use crate::Result;

/// Everyone's own emails.
#[async_trait]
pub trait Inbox: Send + Sync {
    /// The latest [`domain::mail::inbox::SHOWN`] emails to the caller, newest first. Nobody
    /// else reads them.
    async fn own_emails(&self, caller: &Caller) -> Result<Vec<OwnEmail>>;
}
