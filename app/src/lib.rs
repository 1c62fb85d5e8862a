//! The product's pages, components and server functions, cut by feature.
//!
//! The server renders every page, once: [`mod@page`] tells how, and [`routes`] which
//! page stands where. Each feature folder has the same three rooms:
//!
//! - `api.rs`: what pages read, and the server functions that forms post to.
//!   Both parse, take the [`Caller`](domain::people::Caller) of the request, call
//!   one store method, and return or redirect. No SQL and no rule lives there.
//! - `page.rs` (or one file per page): what people see.
//! - parts that several pages use, by name.
//!
//! - `text.rs`: its words, in both languages.
//!
//! [`ui`] holds what all features share: forms that work without JavaScript,
//! loading, layout. [`text`] puts the words of all features under one roof.
//!
//! To add a page: an async function in the feature's `page.rs`, and one line in
//! [`routes`]. To add a form: a server function in `api.rs`, and [`ui::Form`].

#![allow(clippy::missing_errors_doc, reason = "pages and what they read fail with an `AppError`, which says why")]

pub mod application;
pub mod context;
pub mod dashboard;
pub mod day;
mod document;
pub mod error;
pub mod mail;
pub mod matching;
pub mod meeting;
pub mod page;
pub mod pair;
pub mod people;
pub mod round;
pub mod routes;
pub mod selection;
pub mod text;
pub mod ui;
