//! The working group's selection.

use async_trait::async_trait;
use domain::{
    application::ApplicationId,
    people::{Caller, PersonId},
    selection::{Ballot, Note, Outcome, Reading, Record, Selection, Stage, Verdict},
};
use jiff::Timestamp;

use crate::Result;

/// All that is kept of selection.
pub trait SelectionStore: Selections {}

impl<T: Selections> SelectionStore for T {}

/// Selection. Every method is for the working group and the organisers; for
/// anyone else, and for whoever sees nothing of an application, there is none:
/// [`crate::Error::NotFound`]. Once the decisions are on record nothing changes
/// any more: [`crate::Error::Conflict`].
#[async_trait]
pub trait Selections: Send + Sync {
    /// Everything that is before the group and that the caller may see; `None`
    /// for those who are not in it.
    async fn selection(&self, caller: &Caller) -> Result<Option<Selection>>;

    /// An application to be read; `None` for those who may not.
    async fn candidate(&self, caller: &Caller, id: ApplicationId) -> Result<Option<Reading>>;

    /// Says what the caller thinks, in place of what they said before.
    ///
    /// # Errors
    /// See [`Selections`].
    async fn vote(&self, caller: &Caller, id: ApplicationId, ballot: &Ballot, now: Timestamp) -> Result<()>;

    /// Declares that the caller has a conflict of interest: the application is
    /// no longer there for them, and their vote is gone.
    ///
    /// # Errors
    /// See [`Selections`].
    async fn recuse(&self, caller: &Caller, id: ApplicationId, reason: &Note, now: Timestamp) -> Result<()>;

    /// Lets someone read an application again, as an organiser.
    ///
    /// # Errors
    /// See [`Selections`].
    async fn lift_recusal(&self, caller: &Caller, id: ApplicationId, person: PersonId) -> Result<()>;

    /// Decides, in place of what was decided before. Whoever is put in reserve
    /// comes last there.
    ///
    /// # Errors
    /// See [`Selections`]; [`crate::Error::Invalid`] for someone who does not
    /// meet the rules, if it is not said why those are set aside.
    async fn decide(&self, caller: &Caller, id: ApplicationId, verdict: &Verdict, now: Timestamp) -> Result<()>;

    /// Moves someone one place up among those in reserve for the same role.
    ///
    /// # Errors
    /// See [`Selections`].
    async fn move_up(&self, caller: &Caller, id: ApplicationId) -> Result<()>;

    /// Puts the decisions on record, as an organiser. Once.
    ///
    /// # Errors
    /// See [`Selections`]; [`crate::Error::Gone`] while something is undecided.
    async fn record_decisions(&self, caller: &Caller, now: Timestamp) -> Result<()>;

    /// The decision record without what the caller may not see; `None` while
    /// there is none.
    async fn decision_record(&self, caller: &Caller) -> Result<Option<(Record, Stage)>>;

    /// Tells everyone what is decided on their application, as an organiser: the
    /// applications stand there from now on, and emails go out. Once: whoever
    /// comes second sends nothing. How many emails, by outcome.
    ///
    /// # Errors
    /// See [`Selections`]; [`crate::Error::Gone`], if nothing is on record.
    async fn tell_decisions(&self, caller: &Caller, now: Timestamp) -> Result<Vec<(Outcome, u32)>>;
}
