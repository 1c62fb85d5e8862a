//! Who came. Only organisers stand at the door: for anyone else there is none.

use async_trait::async_trait;
use domain::{
    attendance::{Badge, CheckedIn, Door, NewVisitor, Present, VisitorId},
    day::{Day, SegmentId},
    people::{Caller, PersonId},
};
use jiff::Timestamp;

use crate::{Result, once::FormKey};

/// Who came.
#[async_trait]
pub trait Attendance: Send + Sync {
    /// The door of a day's segment; without a wanted one, of the segment that
    /// is on or next.
    async fn door(
        &self,
        caller: &Caller,
        slug: &str,
        wanted: Option<SegmentId>,
        now: Timestamp,
    ) -> Result<Option<Door>>;

    /// Checks someone in, once: returns who did it and when, which is someone
    /// else if they were faster.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for someone who is not invited to the segment.
    async fn check_in(
        &self,
        caller: &Caller,
        segment: SegmentId,
        person: PersonId,
        now: Timestamp,
    ) -> Result<CheckedIn>;

    /// Takes a check-in back, whoever made it. If there is none, nothing changes.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for a segment that is not the round's.
    async fn undo_check_in(&self, caller: &Caller, segment: SegmentId, person: PersonId) -> Result<()>;

    /// Lets someone in who is not in the round. A form that arrives twice
    /// makes one visitor.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for a segment that is not the round's.
    async fn add_visitor(
        &self,
        caller: &Caller,
        form: Option<&FormKey>,
        segment: SegmentId,
        visitor: &NewVisitor,
        now: Timestamp,
    ) -> Result<VisitorId>;

    /// Takes a visitor back, whoever let them in. If there is none, nothing changes.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for whoever does not stand at the door.
    async fn remove_visitor(&self, caller: &Caller, visitor: VisitorId) -> Result<()>;

    /// How many are here, for each segment of a day; empty for whoever may not know.
    async fn present(&self, caller: &Caller, slug: &str) -> Result<Vec<Present>>;

    /// A day and the badges of everyone who is invited to any of it, by name.
    async fn badges(&self, caller: &Caller, slug: &str, now: Timestamp) -> Result<Option<(Day, Vec<Badge>)>>;
}
