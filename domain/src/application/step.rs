//! What happens to an application, one step after the other.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::named;

named! {
    /// What has happened to an application.
    pub enum StepKind {
        /// The applicant has begun it.
        Begun = "begun",
        /// The contact person has nominated the applicant.
        Nominated = "nominated",
        /// The applicant has sent it; the manager is asked.
        Sent = "sent",
        /// The manager, or the applicant, has passed the question on to another manager.
        Forwarded = "forwarded",
        /// The manager supports it.
        Supported = "supported",
        /// The manager does not support it.
        Unsupported = "unsupported",
        /// The contact person asks the applicant something.
        Returned = "returned",
        /// The applicant has answered the contact person.
        Answered = "answered",
        /// The contact person endorses it.
        Endorsed = "endorsed",
        /// The contact person does not endorse it.
        NotEndorsed = "not_endorsed",
        /// The working group has chosen it.
        Selected = "selected",
        /// The working group keeps it in reserve.
        Reserve = "reserve",
        /// The working group has declined it.
        Declined = "declined",
        /// The applicant has taken it back.
        Withdrawn = "withdrawn",
        /// The applicant has taken it up again.
        Reopened = "reopened",
        /// The applicant works for another organisation now.
        Moved = "moved",
    }
}

/// Something that has happened to an application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What.
    pub kind: StepKind,
    /// When.
    #[serde(with = "crate::time::wire")]
    pub at: Timestamp,
    /// By whom: a name; `None` if that was the manager.
    pub by: Option<String>,
    /// What they wrote, for those who may read it; may be empty.
    pub words: String,
    /// To what the organisation commits, if the manager says so.
    pub commits: String,
}
