//! Every string that people read, in both languages side by side.
//!
//! One catalogue per feature, declared with `texts!`: each entry has its
//! Swedish and its English, so a missing one does not compile. Entries with
//! values in them are functions:
//!
//! ```ignore
//! texts! { pub struct Greeting {
//!     hello = "Hej", "Hello";
//!     hello_to: fn(&str) -> String = |name| format!("Hej {name}"), |name| format!("Hello {name}");
//! }}
//! ```
//!
//! A component gets the reader's catalogue with [`t`]: `t().day.reply_yes`.

pub mod date;
pub mod errors;

mod catalogue;

pub use catalogue::*;
use domain::{lost::Lost, people::Lang};
use leptos::prelude::*;

/// Declares a catalogue and its two languages.
macro_rules! texts {
    ($(#[$doc:meta])* pub struct $name:ident {
        $($(#[$fdoc:meta])* $field:ident $(: $ty:ty)? = $sv:expr, $en:expr;)*
    }) => {
        $(#[$doc])*
        #[expect(missing_docs, reason = "the texts say it")]
        pub struct $name {
            $($(#[$fdoc])* pub $field: $crate::text::texts!(@type $($ty)?),)*
        }

        impl $name {
            /// Swedish.
            pub const SV: Self = Self { $($field: $sv,)* };
            /// English.
            pub const EN: Self = Self { $($field: $en,)* };
        }
    };
    (@type) => { &'static str };
    (@type $ty:ty) => { $ty };
}
pub(crate) use texts;

/// The reader's language.
pub fn lang() -> Lang {
    use_context::<Lang>().unwrap_or(Lang::Sv)
}

/// Says something outside of any page: within `say`, the reader's language is `lang`.
pub fn speaking<T>(lang: Lang, say: impl FnOnce() -> T) -> T {
    Owner::new().with(|| {
        provide_context(lang);
        say()
    })
}

/// The reader's catalogue.
pub fn t() -> &'static Catalogue {
    Catalogue::of(lang())
}

/// A name in the Swedish genitive: "Evas", but "Anders".
///
/// ```
/// use app::text::genitive;
/// assert_eq!((genitive("Eva").as_str(), genitive("Anders").as_str()), ("Evas", "Anders"));
/// ```
pub fn genitive(name: &str) -> String {
    if name.ends_with(['s', 'x', 'z']) { name.to_owned() } else { format!("{name}s") }
}

/// A text that was sealed, as it is read: of one that does not open it is said why.
pub fn unsealed(text: impl Into<String>) -> String {
    let text = text.into();
    match Lost::of(&text) {
        None => text,
        Some(Lost::Erased) => t().common.erased.to_owned(),
        Some(Lost::Unreadable) => t().common.unreadable.to_owned(),
    }
}

/// The same in a form: instead of one that does not open, something new is written.
pub fn editable(text: String) -> String {
    if Lost::of(&text).is_some() { String::new() } else { text }
}

/// Tenths as people write them: "4,2", in English "4.2".
pub fn tenths(tenths: u32) -> String {
    let point = if lang() == Lang::Sv { ',' } else { '.' };
    format!("{}{point}{}", tenths / 10, tenths % 10)
}
