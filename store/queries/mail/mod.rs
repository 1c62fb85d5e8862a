//! Email: what waits to be sent, what did not arrive, what goes by itself, who wants which,
//! and what organisers write to many.

pub(crate) mod announcement;
pub(crate) mod answer;
pub(crate) mod budget;
pub(crate) mod delivery;
mod inbox;
pub(crate) mod outbox;
pub(crate) mod preference;
mod reminder;
