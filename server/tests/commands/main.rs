//! The commands that look after the data, on both engines: backup, restore,
//! moving from one engine to the other, changing the key, the doctor; and the command
//! that begins a programme.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a failure in a test is a panic")]

mod backup;
mod copy_store;
mod doctor;
mod hold;
mod init;
mod migrate;
mod rotate;
mod sealed;
mod support;
