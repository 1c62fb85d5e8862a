//! What the mentoring programme *is*: types, validated values, decisions and
//! access rules.
//!
//! Pure and the same on the server and in the browser: no IO, no clock, no
//! Leptos, no SQL. Time comes in as a parameter; errors are enums that `app`
//! puts into words. The modules carry the same names in every crate:
//!
//! | module | holds |
//! |---|---|
//! | [`people`] | persons, organisations, roles, sign-in, and the [`people::Caller`] who asks; changes of employer, earlier rounds |
//! | [`round`] | one run of the programme: its call, how long what is known is kept |
//! | [`day`] | common days: their segments, replies, seats, the door, tables, what people thought of them |
//! | [`pair`] | a mentor and an adept: their agreement, status, rhythm, requests for help, pulse |
//! | [`meeting`] | a pair's meetings: proposed, prepared, held, logged |
//! | [`application`] | the way in: applications, and who may take part |
//! | [`selection`] | the working group reads, votes, decides |
//! | [`matching`] | who becomes whose mentor |
//! | [`dashboard`] | what comes next, and what waits for someone |
//! | [`access`] | who may see and do what: the one place that decides |
//! | [`live`] | what changed, without saying how |
//! | [`input`] | what people type: cleaned and checked |
//! | [`time`] | Swedish wall time |

pub mod access;
pub mod application;
pub mod dashboard;
pub mod day;
pub mod input;
pub mod live;
pub mod matching;
pub mod meeting;
pub mod pair;
pub mod people;
pub mod round;
pub mod selection;
pub mod time;

/// Declares an identifier: a row's number in the store, never mixed up with another kind's.
macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}
pub(crate) use id;

/// Declares an enum whose variants have a stable name, used in the database,
/// in forms and in addresses.
macro_rules! named {
    ($(#[$doc:meta])* pub enum $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$vdoc])* #[doc = concat!("\n\nNamed `", $text, "`.")] #[serde(rename = $text)] $variant),*
        }

        impl $name {
            /// All there are, in the order people read them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The stable name.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }

            /// Finds a variant by its stable name; `None` for anything else.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$variant),)* _ => None }
            }
        }
    };
}
pub(crate) use named;
