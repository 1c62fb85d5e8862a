//! Finding a name by how parts of it begin.

/// Whether each of the words searched for, in small letters, begins a part of a name.
pub(super) fn is_named(name: &str, wanted: &str) -> bool {
    let name = folded(name);
    wanted.split_whitespace().all(|word| name.split([' ', '-']).any(|part| part.starts_with(word)))
}

/// Text in small letters, as far as Swedish names need it: the tables for all
/// the world's alphabets would have to be downloaded.
pub(super) fn folded(text: &str) -> String {
    let fold = |c| match c {
        'Å' => 'å',
        'Ä' => 'ä',
        'Ö' => 'ö',
        'É' => 'é',
        'Ü' => 'ü',
        c => c.to_ascii_lowercase(),
    };
    text.chars().map(fold).collect()
}

#[cfg(test)]
mod tests {
    use super::{folded, is_named};

    #[test]
    fn three_letters_find_a_name() {
        let found = |wanted: &str| is_named("Åsa-Lena Öberg Ek", &folded(wanted));
        for wanted in ["", "ås", "ÅSA", "len", "öbe", "ek", "ek ås", " öberg  lena "] {
            assert!(found(wanted), "{wanted}");
        }
        for wanted in ["sa", "berg", "ås x", "asa"] {
            assert!(!found(wanted), "{wanted}");
        }
    }
}
