//! The addresses that people sign in with, and their changes.

use async_trait::async_trait;
use domain::people::{
    Caller, EmailAddress, PersonId,
    address::{AddressKind, OwnAddresses, Reason},
};
use jiff::Timestamp;

use crate::{Result, people::LinkState, secret::Secret};

/// Someone wants another address.
#[derive(Debug)]
pub struct AddressRequest {
    /// As what.
    pub kind: AddressKind,
    /// The address, someone's or nobody's.
    pub address: EmailAddress,
    /// Goes into the email's link.
    pub link: Secret,
}

/// The addresses that people sign in with.
#[async_trait]
pub trait Addresses: Send + Sync {
    /// The caller's own.
    async fn own_addresses(&self, caller: &Caller, now: Timestamp) -> Result<OwnAddresses>;

    /// Sends a link to an address that the caller wants to have, and a note to the one
    /// that they have. What is answered is the same if the address is someone else's,
    /// who is told instead.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] for one that they have already;
    /// [`crate::Error::TooMany`], [`crate::Error::OverBudget`].
    async fn ask_for_address(&self, caller: &Caller, request: &AddressRequest, now: Timestamp) -> Result<()>;

    /// What a link would do for the caller. Changes nothing.
    async fn address_link(&self, caller: &Caller, link: &Secret, now: Timestamp) -> Result<LinkState>;

    /// Spends a link: the address that it was sent to is the caller's from now on. Only
    /// whoever has asked for it can; of others' links nothing is said.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] for an address that has become someone else's meanwhile.
    async fn redeem_address(&self, caller: &Caller, link: &Secret, now: Timestamp) -> Result<LinkState>;

    /// Makes the caller's second address the one that emails go to, and the other way
    /// round.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] without a second one.
    async fn swap_addresses(&self, caller: &Caller, now: Timestamp) -> Result<()>;

    /// Forgets the caller's second address.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] without one.
    async fn drop_second_address(&self, caller: &Caller, now: Timestamp) -> Result<()>;

    /// Gives someone another address, because they no longer reach the one that they
    /// have. They are signed out everywhere; both addresses are told, and so are their
    /// mentor or adept and the other organisers: whoever reads that address reads what
    /// the pair writes.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for anyone but organisers;
    /// [`crate::Error::Invalid`] for an address that someone has.
    async fn change_address(
        &self,
        caller: &Caller,
        person: PersonId,
        to: &EmailAddress,
        reason: &Reason,
        now: Timestamp,
    ) -> Result<()>;
}
