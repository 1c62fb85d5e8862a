//! Emails: how many one can make the product write, what becomes of those that do not
//! arrive, which go by themselves, and who wants which.

pub mod announcement;
mod answer;
mod budget;
mod delivery;
mod preference;
mod reminder;
