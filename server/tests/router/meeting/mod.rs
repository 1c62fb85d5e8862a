//! A pair's meetings: proposed, prepared, logged.

mod log;
mod preparation;
mod proposal;
