//! The one implementation of the storage interface: the same folders as in
//! `store/src`. Compiled into each engine, and checked against its database.

pub(crate) mod application;
pub(crate) mod dashboard;
pub(crate) mod day;
pub(crate) mod engine;
pub(crate) mod keyring;
pub(crate) mod mail;
pub(crate) mod matching;
pub(crate) mod meeting;
pub(crate) mod pair;
pub(crate) mod people;
pub(crate) mod round;
pub(crate) mod selection;
pub(crate) mod transfer;
pub(crate) mod unit_of_work;
