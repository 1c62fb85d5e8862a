//! What the rules refuse, of whichever feature. Each has an enum of its own, and
//! its words for it in its `text.rs` in `app`: a new reason costs these two files.

use serde::{Deserialize, Serialize};

use crate::{application, day, matching, people, round};

/// Why something is not done that is well-formed, and that the caller may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Refusal {
    /// An answer to a part of a day.
    #[error(transparent)]
    Reply(#[from] day::Refusal),
    /// An evaluation of a day.
    #[error(transparent)]
    Evaluation(#[from] day::evaluation::Refusal),
    /// What the call for applications takes.
    #[error(transparent)]
    Call(#[from] round::call::Refusal),
    /// A closed round, and what closes it.
    #[error(transparent)]
    Closing(#[from] round::closing::Refusal),
    /// What begins a programme.
    #[error(transparent)]
    Start(#[from] round::start::Refusal),
    /// Sending an application.
    #[error(transparent)]
    Application(#[from] application::Refusal),
    /// A draft of who becomes whose mentor.
    #[error(transparent)]
    Matching(#[from] matching::Infeasible),
    /// Who has which duty, and where people work.
    #[error(transparent)]
    People(#[from] people::Refusal),
}
