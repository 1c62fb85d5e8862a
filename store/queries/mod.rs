//! The one implementation of the storage interface, compiled into both engines: a
//! folder for each feature, a file for each leaf, named as in `store/src`.

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
