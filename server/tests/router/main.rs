//! The whole router, over a database of its own and with a clock that begins
//! at the same moment in every test: everything but the browser's own code.
//!
//! One binary with a module for each feature, because linking is what takes time.
//! What a module is about is in its first lines; what they all use is in [`support`].
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "what goes wrong in a test's own tools fails the test")]

mod access;
mod after;
mod agreement;
mod application;
mod around;
mod attendance;
mod course;
mod day;
mod document;
mod evaluation;
mod files;
mod forms;
mod health;
mod import;
mod installation;
mod live;
mod log;
mod material;
mod organise;
mod oversell;
mod pair;
mod people;
mod planning;
mod prepare;
mod proposal;
mod pulse;
mod reader;
mod security;
mod selection;
mod several;
mod signal;
mod support;
mod tables;
mod trouble;
mod upload;
