//! Those who come to a day without being in the round: guests and speakers whom
//! an organiser expects, and whoever stands at the door. Only organisers know of
//! them, and whoever helps at the door: for anyone else there are none. Whom organisers
//! expect is theirs alone to say.

use async_trait::async_trait;
use domain::{
    day::{
        Day, SegmentId,
        check_in::{CheckedIn, NewVisitor, Visitor, VisitorId},
        needs::{GuestNeeds, Needs},
    },
    people::Caller,
};
use jiff::Timestamp;

use crate::{Result, idempotency::IdempotencyKey};

/// Those who come without being in the round.
#[async_trait]
pub trait Visitors: Send + Sync {
    /// Enters someone who is not in the round: lets them in, or expects them. A
    /// form that arrives twice makes one visitor.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for a segment that is not the round's.
    async fn add_visitor(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        segment: SegmentId,
        visitor: &NewVisitor,
        now: Timestamp,
    ) -> Result<VisitorId>;

    /// Changes what was entered of someone who is expected, as the caller has read them.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for anyone else, and for a visitor who is not the round's;
    /// [`crate::Error::Conflict`], if something else is entered by now.
    async fn edit_visitor(&self, caller: &Caller, read: &Visitor, to: &NewVisitor) -> Result<()>;

    /// Lets someone in who is expected, once: returns who did it and when.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for a visitor who is not the round's.
    async fn check_in_visitor(&self, caller: &Caller, visitor: VisitorId, now: Timestamp) -> Result<CheckedIn>;

    /// Takes it back, whoever did it: they are expected again. If they are not
    /// here, nothing changes.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for whoever does not stand at the door.
    async fn undo_visitor(&self, caller: &Caller, visitor: VisitorId, now: Timestamp) -> Result<()>;

    /// Takes a visitor back, whoever entered them. If there is none, nothing changes.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for whoever does not stand at the door.
    async fn remove_visitor(&self, caller: &Caller, visitor: VisitorId, now: Timestamp) -> Result<()>;

    /// Who comes to a day without being in the round, by segment and then in the
    /// order they were entered; until their names are deleted.
    async fn visitors(&self, caller: &Caller, slug: &str, now: Timestamp) -> Result<Option<(Day, Vec<Visitor>)>>;

    /// What a guest or speaker needs at a day; `None` for anyone but an organiser, for
    /// a walk-in, and once it has been deleted.
    async fn guest_needs(
        &self,
        caller: &Caller,
        slug: &str,
        guest: VisitorId,
        now: Timestamp,
    ) -> Result<Option<GuestNeeds>>;

    /// Notes what a guest or speaker needs at a day, in place of what was noted before;
    /// nothing, if they need nothing. The caller, who is responsible for the day, reads it.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for anyone else, for a walk-in, and when it would be
    /// deleted at once.
    async fn save_guest_needs(
        &self,
        caller: &Caller,
        slug: &str,
        guest: VisitorId,
        needs: &Needs,
        now: Timestamp,
    ) -> Result<()>;
}
