//! Applications: the applicant's part, and those who read it.

pub mod endorsement;
pub mod manager;
pub mod waiting;

use async_trait::async_trait;
use domain::{
    application::{Application, ApplicationId, Dossier, Filled, Manager, Part, State},
    people::{Caller, Lang},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use self::{endorsement::Endorsements, manager::ManagerLinks, waiting::WaitingApplications};
use crate::{Result, people::SignInRequest};

/// All that is kept of applications.
pub trait ApplicationStore: Applications + ManagerLinks + Endorsements + WaitingApplications {}

impl<T: Applications + ManagerLinks + Endorsements + WaitingApplications> ApplicationStore for T {}

/// Someone who starts an application by e-mail. An address that nobody has
/// becomes a person when they have shown that it is theirs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewApplicant {
    /// Their name.
    pub name: String,
    /// Their organisation's name, as the network writes it.
    pub organisation: String,
    /// The language of their mails.
    pub lang: Lang,
    /// As what they mean to apply.
    pub part: Part,
}

/// Applications.
#[async_trait]
pub trait Applications: Send + Sync {
    /// Notes the request and writes an email with a link and a code, by which an
    /// application begins. The same work and the same answer for every address.
    ///
    /// # Errors
    /// [`crate::Error::TooMany`] for an address or a client that asks too often;
    /// [`crate::Error::Refused`] while the call is not open, or for a part that
    /// is full.
    async fn start_application(&self, request: &SignInRequest, applicant: &NewApplicant, now: Timestamp) -> Result<()>;

    /// Begins an application of someone who is signed in; a second one changes nothing.
    ///
    /// # Errors
    /// [`crate::Error::Refused`] while the call is not open, or for a part that is full.
    async fn begin_application(&self, caller: &Caller, part: Part, now: Timestamp) -> Result<()>;

    /// Where the caller's own application stands; `None` without one.
    async fn own_state(&self, caller: &Caller) -> Result<Option<State>>;

    /// The caller's own application, if they have begun one.
    async fn own_application(&self, caller: &Caller) -> Result<Option<Dossier>>;

    /// Someone's application, if the caller may read it.
    async fn application(&self, caller: &Caller, id: ApplicationId) -> Result<Option<Dossier>>;

    /// Every application that the caller reads as contact person, member of the
    /// working group or organiser, by name.
    async fn applications(&self, caller: &Caller) -> Result<Vec<Application>>;

    /// Saves a section of the caller's own part.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`], if there is none that can be written in.
    async fn save_section(&self, caller: &Caller, filled: &Filled, now: Timestamp) -> Result<()>;

    /// Sends the caller's own part; the manager is asked. After the contact
    /// person's question, `answer` is what the applicant says to it.
    ///
    /// # Errors
    /// [`crate::Error::Refused`] for one that is incomplete, or while the call
    /// takes none; [`crate::Error::Conflict`] for one that has been sent.
    async fn send_application(&self, caller: &Caller, answer: &str, now: Timestamp) -> Result<()>;

    /// Takes the caller's own application back, or up again.
    ///
    /// # Errors
    /// [`crate::Error::Conflict`], if that cannot be done any more.
    async fn withdraw_application(&self, caller: &Caller, withdrawn: bool, now: Timestamp) -> Result<()>;

    /// Asks the manager again, or another one: a new link, and the old one opens
    /// nothing any more.
    ///
    /// # Errors
    /// [`crate::Error::Conflict`], if no manager is being asked.
    async fn ask_manager(&self, caller: &Caller, other: Option<&Manager>, now: Timestamp) -> Result<()>;

    /// Reminds whoever an application has waited for. To be called now and then.
    async fn nudge_applications(&self, now: Timestamp) -> Result<()>;
}
