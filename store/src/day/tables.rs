//! Who sits at which table. Only organisers plan: for anyone else there is no plan.

use async_trait::async_trait;
use domain::{
    day::{
        SegmentId,
        tables::{Step, TablesView},
    },
    people::Caller,
};
use jiff::Timestamp;

use crate::{Result, idempotency::IdempotencyKey};

/// A step that someone takes who has a certain version before them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableChange {
    /// The part of a day.
    pub segment: SegmentId,
    /// The version that they see; 0 before the first.
    pub version: u32,
    /// What they do.
    pub step: Step,
}

/// Who sits at which table.
#[async_trait]
pub trait Tables: Send + Sync {
    /// The tables of a part of a day; without a wanted one, of the part that is
    /// on or next. Who has met before is read from the plans of the round's
    /// earlier parts; where anyone was checked in, only those were there who were.
    async fn tables(
        &self,
        caller: &Caller,
        slug: &str,
        wanted: Option<SegmentId>,
        now: Timestamp,
    ) -> Result<Option<TablesView>>;

    /// Changes a plan. A form that arrives twice makes one change.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for anyone but the round's organisers, and for
    /// a seat that is not there; [`crate::Error::Invalid`] for more tables than
    /// people could fill (`tables`); [`crate::Error::Conflict`] if another has
    /// changed the plan meanwhile.
    async fn change_tables(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        change: TableChange,
        now: Timestamp,
    ) -> Result<()>;
}
