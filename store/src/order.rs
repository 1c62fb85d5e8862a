//! The Swedish alphabet's order, the same for both engines. Databases order
//! text by settings of the machine they run on, so it is decided here, by
//! Unicode's rules for Swedish (CLDR).

use std::sync::LazyLock;

use icu_collator::{Collator, CollatorBorrowed, options::CollatorOptions};
use icu_locale_core::locale;

use crate::secret::hex;

#[expect(clippy::expect_used, reason = "the rules for Swedish are compiled in, as every test here shows")]
static SWEDISH: LazyLock<CollatorBorrowed<'static>> = LazyLock::new(|| {
    Collator::try_new(locale!("sv").into(), CollatorOptions::default()).expect("the rules for Swedish")
});

/// What to sort by: å, ä, ö come last, in that order; upper and lower case and
/// accents make no difference unless all else is the same.
///
/// ```
/// use store::order::swedish;
/// let mut names = ["Öberg", "Zorn", "Łuk", "Ärlig", "Lund", "åkerman", "Édith", "Cederberg", "Čapek", "Adam"];
/// names.sort_by_key(|name| swedish(name));
/// assert_eq!(names, ["Adam", "Čapek", "Cederberg", "Édith", "Łuk", "Lund", "Zorn", "åkerman", "Ärlig", "Öberg"]);
/// ```
pub fn swedish(text: &str) -> (Vec<u8>, String) {
    (sort_key(text), text.to_owned())
}

/// The first part of that as text that any database sorts byte by byte. Another
/// version of the rules makes other keys: what a database keeps of them is
/// compared at every start.
///
/// ```
/// use store::order::key;
/// assert!(key("Zorn") < key("Ågren") && key("Ågren") < key("Ågrena"));
/// ```
pub fn key(text: &str) -> String {
    hex(&sort_key(text))
}

fn sort_key(text: &str) -> Vec<u8> {
    let mut key = Vec::new();
    let Ok(()) = SWEDISH.write_sort_key_to(text, &mut key);
    key
}

#[cfg(test)]
mod tests {
    use super::{key, swedish};

    const SORTED: &str = "Ana Čapek, Ana Cederberg, Ana Czapek, Dan, Đuro, Ek Zeta, Eka, eva, Eva, Lukas, Łukasz, Lund, \
        Muller, Müller, Myra, Vik, Wik, Åberg, Äng, Ærø, Öberg, Øyvind";

    #[test]
    fn names_come_in_the_order_of_a_swedish_list() {
        let sorted: Vec<_> = SORTED.split(", ").collect();
        let mut names = sorted.clone();
        names.reverse();
        names.sort_by_cached_key(|name| swedish(name));
        assert_eq!(names, sorted);
        names.reverse();
        names.sort_by_cached_key(|name| key(name));
        assert_eq!(names, sorted);
    }

    #[test]
    fn letters_in_two_parts_are_one_letter() {
        assert_eq!(key("A\u{30a}berg"), key("Åberg"));
    }
}
