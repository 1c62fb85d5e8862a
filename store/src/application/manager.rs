//! What an applicant's manager says to an application, by a link.

use async_trait::async_trait;
use domain::application::{Leadership, Manager, Part, Purpose, typed::Support};
use jiff::{SignedDuration, Timestamp};

use crate::{Result, secret::Secret};

/// How long a manager's link is good for.
pub const MANAGER_LINK_LIFE: SignedDuration = SignedDuration::from_hours(21 * 24);

/// What a manager's link opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ManagerLink {
    /// The question.
    Open(Box<Question>),
    /// Nothing: it has been answered.
    Used,
    /// Nothing: its time has passed.
    Expired,
    /// Nothing: another one has taken its place, or the application is taken back.
    Withdrawn,
}

/// All that a manager sees of an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The manager's name.
    pub manager: String,
    /// The applicant's name.
    pub name: String,
    /// Their title.
    pub title: String,
    /// Their organisation's name.
    pub organisation: String,
    /// As what they apply.
    pub part: Part,
    /// How they lead.
    pub leadership: Leadership,
    /// What they want to develop, or can give.
    pub purpose: Purpose,
    /// Until when the link is good.
    pub until: Timestamp,
}

/// A manager's part, by a link: no account, no session.
#[async_trait]
pub trait ManagerLinks: Send + Sync {
    /// What a link opens. Changes nothing, so a mail scanner may look. `None`
    /// for one that never was.
    async fn manager_link(&self, link: &Secret, now: Timestamp) -> Result<Option<ManagerLink>>;

    /// Answers, and spends the link; of many at once, one succeeds.
    ///
    /// # Errors
    /// [`crate::Error::Gone`] for a link that opens nothing.
    async fn support(&self, link: &Secret, support: &Support, now: Timestamp) -> Result<()>;

    /// Passes the question on to another manager: a new link, and this one opens
    /// nothing any more.
    ///
    /// # Errors
    /// [`crate::Error::Gone`] for a link that opens nothing.
    async fn pass_on(&self, link: &Secret, to: &Manager, now: Timestamp) -> Result<()>;
}
