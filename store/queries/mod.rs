//! TODO.

pub(crate) mod application;
pub(crate) mod dashboard;
pub(crate) mod day;
pub(crate) mod engine;
pub(crate) mod idempotency;
pub(crate) mod keyring;
pub(crate) mod mail;
pub(crate) mod matching;
pub(crate) mod meeting;
pub(crate) mod pair;
pub(crate) mod people;
pub(crate) mod round;
pub(crate) mod selection;
pub(crate) mod transfer;
