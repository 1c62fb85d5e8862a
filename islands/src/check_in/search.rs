//! Finding a name by parts of its words.

#[cfg(not(target_arch = "wasm32"))]
pub(super) use domain::input::fold as folded;

/// What is searched for, folded. A browser has the tables for that, and need not
/// download them.
#[cfg(target_arch = "wasm32")]
pub(super) fn folded(search: &str) -> String {
    let decomposed = web_sys::js_sys::JsString::from(search).normalize("NFKD");
    domain::input::fold_decomposed(&String::from(decomposed))
}

/// Whether a folded name has each of the words searched for, in any order.
pub(super) fn has_words(name: &str, wanted: &str) -> bool {
    wanted.split(' ').all(|word| name.contains(word))
}

#[cfg(test)]
mod tests {
    use super::{folded, has_words};

    #[test]
    fn three_letters_find_a_name() {
        let found = |wanted: &str| has_words(&folded("Åsa-Lena Öberg O’Connor"), &folded(wanted));
        for wanted in [
            "",
            "ås",
            "ÅSA",
            "asa",
            "sa",
            "len",
            "öbe",
            "berg",
            "o'con",
            "oconnor",
            "con ås",
            " öberg  lena ",
            "A\u{30a}sa\u{a0}lena",
        ] {
            assert!(found(wanted), "{wanted}");
        }
        for wanted in ["ås x", "eva", "asal"] {
            assert!(!found(wanted), "{wanted}");
        }
    }
}
