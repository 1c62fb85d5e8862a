//! Email: what waits to be sent, and what did not arrive.

pub mod announcement;
pub mod budget;
pub mod delivery;
pub mod outbox;
