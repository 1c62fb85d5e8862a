//! What the mentoring programme *is*: types, validated values, decisions and
//! access rules.
//!
//! Pure and the same on the server and in the browser: no IO, no clock, no
//! Leptos, no SQL. Time comes in as a parameter; errors are enums that `app`
//! puts into words. The modules carry the same names in every crate:
//!
//! | module | holds |
//! |---|---|
//! | [`people`] | persons, organisations, roles, sign-in, and the [`people::Caller`] who asks |
//! | [`round`] | one run of the programme |
//! | [`day`] | common days, their segments, replies, the organiser's board |
//! | [`board`] | the organiser's board of a day: figures, and pages of people |
//! | [`attendance`] | who came: checked in at the door |
//! | [`turnout`] | once a day is over: who came of those who were invited |
//! | [`material`] | files of a day |
//! | [`evaluation`] | what people thought of a day, and what of it may be shown |
//! | [`tables`] | who sits at which table |
//! | [`headcount`] | how many came, and how many are expected |
//! | [`trend`] | how the answers to a day came in |
//! | [`dashboard`] | what comes next, and what waits for someone |
//! | [`around`] | what surrounds an answer: needs, and meeting one's partner |
//! | [`needs`] | diet and access |
//! | [`meet_up`] | a pair that meets before or after a day |
//! | [`retention`] | how long what is known of a day is kept |
//! | [`pair`] | a mentor and an adept |
//! | [`course`] | whether a pair goes on, pauses, has ended |
//! | [`agreement`] | what a pair agrees on, and its goals |
//! | [`prepare`] | what to talk about next |
//! | [`signal`] | asking to talk to an organiser |
//! | [`pulse`] | how it goes, every other month |
//! | [`meeting`] | a pair's meetings and their log |
//! | [`proposal`] | proposing times for a meeting, agreeing, moving, cancelling |
//! | [`rhythm`] | when to meet next, and when the rhythm has slipped |
//! | [`log`] | what becomes of a log: drafts, versions, deletion |
//! | [`health`] | rhythm bands, months |
//! | [`employer`] | changes of employer, and pairs within one organisation |
//! | [`application`] | the way in: applications, the call, who may take part |
//! | [`matching`] | who becomes whose mentor |
//! | [`access`] | who may see and do what: the one place that decides |
//! | [`live`] | what changed, without saying how |
//! | [`import`] | who took part in earlier rounds, from a spreadsheet |
//! | [`selection`] | the working group reads, votes, decides |
//! | [`input`] | what people type: cleaned text, addresses, codes, what is searched by, field errors |
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
