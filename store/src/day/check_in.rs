//! Who came. Only organisers stand at the door, and for a while whoever they have named to
//! help there: for anyone else there is none.

use async_trait::async_trait;
use domain::{
    day::{
        Day, SegmentId,
        check_in::{Badge, CheckedIn, Door},
    },
    people::{Caller, PersonId},
};
use jiff::Timestamp;

use crate::Result;

/// Who came.
#[async_trait]
pub trait Attendance: Send + Sync {
    /// The door of a day's segment; without a wanted one, of the segment that
    /// is on or next. Whoever helps there is told no answers and no telephone numbers.
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
    async fn undo_check_in(&self, caller: &Caller, segment: SegmentId, person: PersonId, now: Timestamp) -> Result<()>;

    /// A day and the badges of everyone who comes to any of it, is here already or is
    /// expected there, by name.
    async fn badges(&self, caller: &Caller, slug: &str, now: Timestamp) -> Result<Option<(Day, Vec<Badge>)>>;
}
