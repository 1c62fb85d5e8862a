//! The product's pages, components and server functions, cut by feature.
//!
//! Compiled twice: with `ssr` into the server, with `hydrate` into the
//! browser's WebAssembly. Each feature folder has the same three rooms:
//!
//! - `api.rs`: server functions. They parse, take the [`Caller`](domain::people::Caller)
//!   of the request, call one store method, and return or redirect. No SQL and
//!   no rule lives there.
//! - `page.rs` (or one file per page): what people see.
//! - parts that several pages use, by name.
//!
//! [`ui`] holds what all features share: forms that work without JavaScript,
//! loading, layout. [`text`] holds every string, in both languages.

pub mod after;
pub mod agreement;
#[cfg(feature = "organise")]
pub mod application;
#[cfg(feature = "organise")]
pub mod attendance;
pub mod course;
pub mod dashboard;
pub mod day;
pub mod error;
pub mod evaluation;
pub mod import;
pub mod live;
#[cfg(feature = "organise")]
pub mod matching;
pub mod material;
#[cfg(feature = "organise")]
pub mod needs;
#[cfg(feature = "organise")]
pub mod organise;
pub mod pair;
pub mod people;
#[cfg(feature = "organise")]
pub mod planning;
pub mod prepare;
pub mod proposal;
pub mod pulse;
pub mod round;
pub mod routes;
pub mod selection;
pub mod signal;
#[cfg(feature = "organise")]
pub mod tables;
pub mod text;
pub mod ui;

#[cfg(feature = "ssr")]
pub mod context;

pub use routes::App;
#[cfg(feature = "ssr")]
pub use routes::shell;
