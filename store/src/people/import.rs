//! People from a spreadsheet, of the round that is open and of earlier ones. Organisers
//! import; nobody else is told what is in it.

use async_trait::async_trait;
use domain::people::{
    Caller,
    import::{Fault, ImportId, ImportLine, ImportPage, Order, Plan, Row},
};
use jiff::Timestamp;

use crate::{Result, idempotency::IdempotencyKey};

/// The import of people.
#[async_trait]
pub trait Imports: Send + Sync {
    /// What an import of some rows would do, if organisations of these names are created;
    /// or all that is wrong with them. Changes nothing.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for anyone but organisers.
    async fn plan_import(
        &self,
        caller: &Caller,
        rows: &[Row],
        accepted: &[String],
        now: Timestamp,
    ) -> Result<Result<Plan, Vec<Fault>>>;

    /// Imports all of it: rounds, organisations, people, their parts and pairs. Who and what
    /// is known already stays as it is. The two of a new pair in the caller's round are
    /// told, and asked to the days that are published. How many parts there were.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for anyone but organisers;
    /// [`crate::Error::Conflict`] if something is wrong with the rows, by what has
    /// become known since they were planned. Then nothing is imported.
    async fn import(&self, caller: &Caller, key: Option<&IdempotencyKey>, order: &Order, now: Timestamp)
    -> Result<u32>;

    /// The imports that have been made, the latest first; `None` for anyone but organisers.
    async fn imports(&self, caller: &Caller) -> Result<Option<Vec<ImportLine>>>;

    /// One of them, with whom it is about; `None` for anyone but organisers, and for none
    /// that there is.
    async fn import_page(&self, caller: &Caller, import: ImportId) -> Result<Option<ImportPage>>;

    /// Takes away all that an import has brought, as if it had never been made. Emails that
    /// it has caused and that wait are not sent.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for anyone but organisers, and for an import that is not
    /// there or undone; [`crate::Error::Refused`] if anything of it is in use since. Then
    /// all of it stays.
    async fn undo_import(&self, caller: &Caller, import: ImportId, now: Timestamp) -> Result<()>;
}
