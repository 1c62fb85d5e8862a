//! Email: what waits to be sent, what did not arrive, and what organisers write to many.

pub(crate) mod announcement;
pub(crate) mod budget;
pub(crate) mod delivery;
pub(crate) mod outbox;
