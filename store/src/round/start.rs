//! From nothing to a living round: the first organiser, the network's settings, its
//! organisations as a list, and the plan of the first round.

use async_trait::async_trait;
use domain::{
    people::{Caller, EmailAddress, Lang},
    round::{
        Round,
        start::{Network, Progress, RoundPlan},
    },
};
use jiff::{SignedDuration, Timestamp, civil::Date};

use crate::{
    Result,
    idempotency::IdempotencyKey,
    people::{LinkState, SignInRequest},
    secret::Secret,
};

/// How long a set-up link is good.
pub const SETUP_LIFE: SignedDuration = SignedDuration::from_hours(domain::round::start::SETUP_HOURS);

/// Whoever is to be the first organiser.
#[derive(Debug)]
pub struct Founder {
    /// Their name.
    pub name: String,
    /// Their organisation's name; it is added, if the network does not have it.
    pub organisation: String,
    /// The language of their emails.
    pub lang: Lang,
    /// The first round, if there is none: its number, first day and last day.
    pub round: (u32, Date, Date),
    /// How they are let in, with their address.
    pub sign_in: SignInRequest,
}

/// What the list of what there is to do shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StartPage {
    /// How far it has come.
    pub progress: Progress,
    /// The caller's round.
    pub round: Round,
    /// The network's settings, if they are saved.
    pub network: Option<Network>,
    /// Who answers questions, if it is known.
    pub contact: Option<EmailAddress>,
}

/// How a programme begins.
#[async_trait]
pub trait Starts: Send + Sync {
    /// Whether anyone runs the programme, in any round.
    async fn has_organiser(&self) -> Result<bool>;

    /// Makes a link good for [`SETUP_LIFE`], beside those that others have made;
    /// `false`, and nothing, where there is an organiser.
    async fn offer_setup(&self, link: &Secret, now: Timestamp) -> Result<bool>;

    /// What a set-up link would do. Changes nothing, so whoever follows links may look.
    ///
    /// # Errors
    /// [`crate::Error::Refused`] where there is an organiser.
    async fn setup_state(&self, link: &Secret, now: Timestamp) -> Result<LinkState>;

    /// Makes the first organiser, of the newest round; with none, of one whose days are
    /// still to be planned. They are let in by the request's link, for
    /// [`crate::people::LINK_LIFE`]. No set-up link is good from then on.
    ///
    /// # Errors
    /// [`crate::Error::Refused`] where there is an organiser: of many at once, one
    /// succeeds.
    async fn found(&self, founder: &Founder, now: Timestamp) -> Result<()>;

    /// The same by a set-up link, if it is [`LinkState::Good`]; the founder's own link
    /// and code go out by email.
    ///
    /// # Errors
    /// Those of [`Starts::found`].
    async fn found_by_link(&self, link: &Secret, founder: &Founder, now: Timestamp) -> Result<LinkState>;

    /// What there is to do, for an organiser; `None` for anyone else.
    async fn start_page(&self, caller: &Caller) -> Result<Option<StartPage>>;

    /// Saves the network's settings, and who answers questions, in place of what the
    /// caller has read.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for anyone but organisers;
    /// [`crate::Error::Conflict`], if something else is saved by now.
    async fn save_network(
        &self,
        caller: &Caller,
        read: (Option<&Network>, Option<&EmailAddress>),
        settings: (&Network, &EmailAddress),
    ) -> Result<()>;

    /// Adds organisations by name, each with its line. Those that the network has, or has
    /// had, are passed over: their lines. A form that was carried out adds nothing.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for anyone but organisers.
    async fn add_organisations(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        names: &[(u32, String)],
        now: Timestamp,
    ) -> Result<Vec<u32>>;

    /// Gives the caller's round its number, its years and the most pairs, and makes its
    /// days as drafts.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for anyone but organisers; [`crate::Error::Refused`] for
    /// a round that has days; [`crate::Error::Invalid`] for a number that another has.
    async fn plan_round(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        plan: &RoundPlan,
        now: Timestamp,
    ) -> Result<()>;
}
