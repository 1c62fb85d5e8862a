//! The words that islands say, in both languages side by side. Those of one
//! island stand with it.

use domain::{day::Standing, people::Lang};

/// Declares words and their two languages.
macro_rules! words {
    ($(#[$doc:meta])* pub struct $name:ident {
        $($field:ident $(: $ty:ty)? = $sv:expr, $en:expr;)*
    }) => {
        $(#[$doc])*
        #[expect(missing_docs, reason = "the words say it")]
        pub struct $name {
            $(pub $field: $crate::words::words!(@type $($ty)?),)*
        }

        impl $name {
            /// Swedish.
            pub const SV: Self = Self { $($field: $sv,)* };
            /// English.
            pub const EN: Self = Self { $($field: $en,)* };

            /// Those of a language.
            pub fn of(lang: domain::people::Lang) -> &'static Self {
                match lang {
                    domain::people::Lang::Sv => &Self::SV,
                    domain::people::Lang::En => &Self::EN,
                }
            }
        }
    };
    (@type) => { &'static str };
    (@type $ty:ty) => { $ty };
}
pub(crate) use words;

words! {
    /// Words of several islands.
    pub struct Shared {
        saving = "Sparar …", "Saving …";
        offline = "Ingen kontakt med servern. Försök igen om en stund.", "The server cannot be reached. Try again in a moment.";
        yes = "Ja", "Yes";
        no = "Nej", "No";
        maybe = "Kanske", "Maybe";
        unanswered = "Inget svar än", "No answer yet";
        waiting = "I kö", "Waiting";
        offered = "Erbjuden plats", "Offered a seat";
    }
}

/// Where someone stands, in a word or two.
pub fn standing(lang: Lang, standing: Standing) -> &'static str {
    let words = Shared::of(lang);
    match standing {
        Standing::Yes => words.yes,
        Standing::Offered => words.offered,
        Standing::Waiting => words.waiting,
        Standing::Maybe => words.maybe,
        Standing::No => words.no,
        Standing::Unanswered => words.unanswered,
    }
}
