//! Answers from emails, without signing in.

use async_trait::async_trait;
use domain::mail::answer::{Asked, MailAnswer};
use jiff::Timestamp;

use crate::Result;

/// Answers by what the button of an email carries.
///
/// # Errors
/// Everywhere [`crate::Error::NotFound`] for what carries nothing: it was not sealed here,
/// its time is over, its address is the person's no more, or what it asks about concerns
/// them no longer.
#[async_trait]
pub trait MailAnswers: Send + Sync {
    /// What an email asks. Changes nothing, so a mail scanner may look.
    async fn asked_by_mail(&self, ticket: &str, now: Timestamp) -> Result<Asked>;

    /// Answers, as the person could on the page that the email is about.
    ///
    /// # Errors
    /// Those of answering there, such as [`crate::Error::Refused`] when it is too late and
    /// [`crate::Error::Gone`] for times that wait no more.
    async fn answer_by_mail(&self, ticket: &str, answer: MailAnswer, now: Timestamp) -> Result<()>;
}
