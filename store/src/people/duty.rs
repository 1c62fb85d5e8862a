//! Duties begin and end. What is held now is in one place, from which every request
//! reads what someone may do; what has ended is history, and lets nobody do anything.

use async_trait::async_trait;
use domain::people::{
    Caller, Duty, EmailAddress, OrganisationId, PersonId,
    duty::{Leaving, Reason},
};
use jiff::Timestamp;

use crate::{Result, idempotency::IdempotencyKey};

/// Who is to have a duty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holder {
    /// Someone known.
    Known(PersonId),
    /// Whoever has this address: someone new, if nobody has.
    Typed {
        /// The address.
        email: EmailAddress,
        /// The name, for someone new.
        name: String,
        /// Where someone new works, and a contact person has to.
        organisation: OrganisationId,
    },
}

/// How a duty ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ending {
    /// Who has it from then on, if someone does. What waited for the one who had it
    /// waits for them.
    pub successor: Option<Holder>,
    /// Why; may be empty.
    pub reason: Reason,
}

/// How someone leaves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Departure {
    /// Who steps in for them: someone in reserve who becomes the pair of whoever is left.
    pub reserve: Option<PersonId>,
    /// Why; may be empty.
    pub reason: Reason,
}

/// Duties begin and end.
#[async_trait]
pub trait Duties: Send + Sync {
    /// Gives someone a duty in the caller's round, and tells them; who that is. Doing it
    /// again changes nothing.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for anyone but organisers, and for a duty that comes by
    /// an application; [`crate::Error::Invalid`] for a contact person who works elsewhere;
    /// [`crate::Error::Refused`] where the organisation has left the network.
    async fn begin_duty(&self, caller: &Caller, holder: &Holder, duty: Duty, now: Timestamp) -> Result<PersonId>;

    /// Takes a duty from someone, at once. It is kept as history; what waits for them is
    /// given to the successor; both are told.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for anyone but organisers, and for a duty that they do not
    /// have or that ends otherwise; [`crate::Error::Refused`] for the last organiser; those
    /// of [`Duties::begin_duty`] for the successor.
    async fn end_duty(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        person: PersonId,
        duty: Duty,
        ending: &Ending,
        now: Timestamp,
    ) -> Result<()>;

    /// What would follow if someone left the caller's round, for an organiser; `None` for
    /// anyone else, and for someone who does not take part.
    async fn leaving(&self, caller: &Caller, person: PersonId, now: Timestamp) -> Result<Option<Leaving>>;

    /// Takes someone out of the caller's round: the pair ends, answers to days to come are
    /// withdrawn and seats passed on, and both are told. Whoever steps in is in a new pair
    /// with the one who is left.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for anyone but organisers, and for someone who does not
    /// take part; [`crate::Error::Refused`] for two who cannot be a pair.
    async fn leave(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        person: PersonId,
        departure: &Departure,
        now: Timestamp,
    ) -> Result<()>;
}
