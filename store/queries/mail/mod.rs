//! Email: what waits to be sent, and what did not arrive.

pub(crate) mod budget;
pub(crate) mod delivery;
pub(crate) mod outbox;
