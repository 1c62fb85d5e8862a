//! Email: what waits to be sent, what did not arrive, what goes by itself, and who wants
//! which.

pub mod announcement;
pub mod answer;
pub mod budget;
pub mod delivery;
pub mod inbox;
pub mod outbox;
pub mod preference;
pub mod reminder;
