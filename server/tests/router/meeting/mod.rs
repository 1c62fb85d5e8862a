//! Meetings of a pair, in requests.

mod log;
mod preparation;
mod proposal;
