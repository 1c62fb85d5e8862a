//! What the mentoring programme *is*: types, validated values, decisions and
//! access rules.
//!
//! Pure and the same on the server and in the browser: no IO, no clock, no
//! Leptos, no SQL. Time comes in as a parameter; errors are enums that `app`
//! puts into words. A feature has the same path in every crate:
//!
//! | module | holds |
//! |---|---|
//! | [`people`] | persons, organisations, duties, sign-in, and the [`people::Caller`] who asks |
//! | [`round`] | one run of the programme, its call for applications, how long things are kept |
//! | [`day`] | common days: planning, replies and seats, the board, the door, needs, tables, files, evaluations |
//! | [`pair`] | a mentor and an adept: status, agreement and goals, rhythm, pulse, help requests |
//! | [`meeting`] | a pair's meetings: log, proposals, preparation |
//! | [`application`] | the way in: what people apply with, and who says what to it |
//! | [`selection`] | the working group reads, votes, decides |
//! | [`matching`] | who becomes whose mentor |
//! | [`mail`] | how many emails may be written, and what becomes of them on their way |
//! | [`dashboard`] | what comes next, and what waits for someone |
//! | [`access`] | who may see and do what: the one place that decides |
//! | [`Refusal`] | what the rules do not take, in each feature's own enum |
//! | [`input`] | what people type: cleaned text, addresses, codes, what is searched by, field errors |
//! | [`markup`] | the markup of texts that organisers write for everyone |
//! | [`merge`] | two people's changes of one form, put together field by field |
//! | [`figures`] | what may be shown of what people think |
//! | [`number`] | numbers in sentences |
//! | [`lost`] | what stands in place of a sealed text that does not open |
//! | [`live`] | what changed, without saying how |
//! | [`time`] | Swedish wall time |
//!
//! To add a rule: a function in the feature's leaf, which gets all that it decides by
//! as parameters, `now` among them; a doctest that shows it, and a property test where
//! it has many cases. What it refuses is a variant of the feature's `Refusal`, whose
//! words go into the feature's `text.rs` in `app`. Whether the caller may at all is a
//! method of [`people::Caller`] in [`access`].

pub mod access;
pub mod application;
pub mod dashboard;
pub mod day;
pub mod figures;
pub mod input;
pub mod live;
pub mod lost;
pub mod mail;
#[cfg(feature = "markup")]
pub mod markup;
pub mod matching;
pub mod meeting;
pub mod merge;
pub mod number;
pub mod pair;
pub mod people;
mod refusal;
pub mod round;
pub mod selection;
pub mod time;

pub use self::refusal::Refusal;

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

/// Declares what can be wrong with the fields of one feature only: an enum with stable
/// names that becomes an [`input::Problem`]. Its words are in the feature's `text.rs`.
macro_rules! problems {
    ($(#[$doc:meta])* pub enum $name:ident { $($variants:tt)* }) => {
        $crate::named! { $(#[$doc])* pub enum $name { $($variants)* } }

        impl From<$name> for $crate::input::Problem {
            fn from(problem: $name) -> Self {
                Self::Feature(problem.name().into())
            }
        }
    };
}
pub(crate) use problems;
