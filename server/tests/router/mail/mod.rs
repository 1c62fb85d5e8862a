//! Emails: how many one can make the product write, and what becomes of those that
//! do not arrive.

pub mod announcement;
mod budget;
mod delivery;
