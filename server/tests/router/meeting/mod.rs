//! TODO.

mod log;
mod preparation;
mod proposal;
