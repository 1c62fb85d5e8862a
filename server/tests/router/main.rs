//! The whole router, over a database of its own and with a clock that begins
//! at the same moment in every test: everything but the browser's own code.
//!
//! One binary with a module for each feature, because linking is what takes time.
//! What a module is about is in its first lines; what they all use is in [`support`].
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "what goes wrong in a test's own tools fails the test")]

mod access;
mod answer;
mod application;
mod attacks;
mod day;
mod document;
mod fields;
mod files;
mod forms;
mod health;
mod installation;
mod leave;
mod listen;
mod live;
mod mail;
mod meanwhile;
mod meeting;
mod pair;
mod people;
mod proxy;
mod reader;
mod refusal;
mod report;
mod round;
mod security;
mod selection;
mod several;
mod support;
mod trouble;
mod upload;
