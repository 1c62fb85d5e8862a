//! Emails: how many one can make the product write, and what becomes of those that
//! do not arrive.

mod budget;
mod delivery;
