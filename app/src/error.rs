//! The one error that crosses the wire. It says what people can do something
//! about and nothing of what went wrong inside; [`crate::text`] has the words.

use domain::{Refusal, input::FieldError, mail::budget::OverBudget, meeting::MeetingId};
use leptos::server_fn::{
    codec::JsonEncoding,
    error::{FromServerFnError, ServerFnErrorErr},
};
use serde::{Deserialize, Serialize};

use crate::ui::SavedMeanwhile;

/// Why a page or an action did not come about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum AppError {
    /// Nobody is signed in.
    #[error("sign in first")]
    SignIn,
    /// The form was rendered for someone else than who is signed in now.
    #[error("rendered for someone else")]
    OtherReader,
    /// The form was on a page of another site, or of another address of this one.
    #[error("from another site")]
    OtherSite,
    /// It does not exist, or is not the caller's to know.
    #[error("not found")]
    NotFound,
    /// What was typed is not right.
    #[error("invalid input")]
    Invalid(Vec<FieldError>),
    /// Nothing is wrong: the form was sent for more rows to write on.
    #[error("more rows")]
    MoreRows,
    /// Nothing is wrong: it was asked how it will look.
    #[error("preview")]
    Preview,
    /// What the rules do not take.
    #[error("refused: {0}")]
    Refused(Refusal),
    /// An answer to what is no longer there to be answered.
    #[error("no longer there")]
    Gone,
    /// Someone else saved in between.
    #[error("changed in the meantime")]
    Conflict,
    /// The same, and both changes were put together as far as that goes.
    #[error("changed in the meantime")]
    SavedMeanwhile(Box<SavedMeanwhile>),
    /// Someone else was faster; what they made of it is shown now.
    #[error("overtaken")]
    Overtaken,
    /// The partner has logged a meeting of that day: this one.
    #[error("logged already")]
    LoggedAlready(MeetingId),
    /// This very form has been saved already, with other words, as this meeting.
    #[error("saved already")]
    SavedAlready(MeetingId),
    /// The reader's pair has ended: nothing more is written in it.
    #[error("the pair has ended")]
    PairEnded,
    /// What a form is about is no longer there, or not the reader's to know.
    #[error("what the form is about is gone")]
    FormGone,
    /// The sign-in link has been used, or the code that came with it.
    #[error("used")]
    Used,
    /// There is no such sign-in link, or it is too long ago.
    #[error("link unknown")]
    LinkUnknown,
    /// The sign-in code has been used, or the link that came with it.
    #[error("code used")]
    CodeUsed,
    /// The sign-in link or code has expired.
    #[error("expired")]
    Expired,
    /// So many wrong codes that the right one is not taken any more.
    #[error("too many wrong codes")]
    TooManyWrong,
    /// So many wrong codes for one address that none is taken until tomorrow.
    #[error("no more codes today")]
    NoMoreCodes,
    /// The browser lacks the cookie without which a code is worth nothing.
    #[error("no cookie")]
    NoCookie,
    /// Too many tries in a short time.
    #[error("too many attempts")]
    TooMany,
    /// The mail that it would send is one too many.
    #[error("over budget: {0}")]
    OverBudget(OverBudget),
    /// More was sent than any form of ours sends.
    #[error("too large")]
    TooLarge,
    /// The request is not one of ours: a field is missing or malformed.
    #[error("malformed request")]
    Malformed,
    /// The browser could not reach the server.
    #[error("offline")]
    Offline,
    /// Others changed the same at that moment; it was tried several times.
    #[error("busy")]
    Busy,
    /// For the moment the server cannot.
    #[error("unavailable")]
    Unavailable,
    /// It took too long to answer. What was asked for may have been done.
    #[error("timed out")]
    TimedOut,
    /// What it needs does not open: it was erased, or is damaged.
    #[error("unreadable")]
    Unreadable,
    /// A fault of ours; the log has it.
    #[error("internal error")]
    Internal,
}

impl AppError {
    /// The HTTP status that goes with it.
    pub const fn status(&self) -> u16 {
        match self {
            Self::SignIn => 401,
            Self::OtherReader | Self::OtherSite => 403,
            Self::NotFound | Self::FormGone | Self::LinkUnknown => 404,
            // A draft that cannot be is wrong like a field of a form.
            Self::Invalid(_)
            | Self::MoreRows
            | Self::Preview
            | Self::NoCookie
            | Self::Refused(Refusal::Matching(_)) => 422,
            Self::Refused(_)
            | Self::Conflict
            | Self::SavedMeanwhile(_)
            | Self::Overtaken
            | Self::LoggedAlready(_)
            | Self::SavedAlready(_)
            | Self::PairEnded => 409,
            Self::Used | Self::CodeUsed | Self::Expired | Self::TooManyWrong | Self::Gone | Self::Unreadable => 410,
            Self::TooMany | Self::NoMoreCodes | Self::OverBudget(_) => 429,
            Self::TooLarge => 413,
            Self::Malformed => 400,
            Self::Offline | Self::Busy | Self::Unavailable | Self::TimedOut => 503,
            Self::Internal => 500,
        }
    }

    /// The store's, where what someone else has made meanwhile is shown instead of
    /// what was typed.
    pub(crate) fn overtaken(error: store::Error) -> Self {
        match error {
            store::Error::Conflict => Self::Overtaken,
            error => error.into(),
        }
    }

    /// The errors of single fields.
    pub fn fields(&self) -> &[FieldError] {
        match self {
            Self::Invalid(fields) => fields,
            _ => &[],
        }
    }
}

impl From<Vec<FieldError>> for AppError {
    fn from(fields: Vec<FieldError>) -> Self {
        Self::Invalid(fields)
    }
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => Self::Malformed,
            ServerFnErrorErr::Request(_) => Self::Offline,
            _ => Self::Internal,
        }
    }
}

impl From<store::Error> for AppError {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::NotFound => Self::NotFound,
            store::Error::Refused(refusal) => Self::Refused(refusal),
            store::Error::Gone => Self::Gone,
            store::Error::Conflict => Self::Conflict,
            store::Error::LoggedAlready(meeting) => Self::LoggedAlready(meeting),
            store::Error::SavedAlready(meeting) => Self::SavedAlready(meeting),
            store::Error::PairEnded => Self::PairEnded,
            store::Error::Invalid(fields) => Self::Invalid(fields),
            store::Error::TooMany => Self::TooMany,
            store::Error::OverBudget(why) => Self::OverBudget(why),
            store::Error::Retryable(source) => {
                tracing::warn!(%source, "rolled back so that another could commit");
                Self::Busy
            }
            store::Error::Unavailable(source) => {
                tracing::error!(%source, "database unavailable");
                Self::Unavailable
            }
            error @ store::Error::Sealed => {
                tracing::error!(%error, "store");
                Self::Unreadable
            }
            error @ store::Error::Inconsistent(..) => {
                tracing::error!(%error, source = ?std::error::Error::source(&error), "store");
                Self::Internal
            }
        }
    }
}
