//! What text is searched by: the same for everything that people take for the
//! same when they look for a name.

use icu_normalizer::{DecomposingNormalizer, DecomposingNormalizerBorrowed};

use super::clean::{clean_line, is_invisible, is_mark};

const NFKD: DecomposingNormalizerBorrowed<'_> = DecomposingNormalizer::new_nfkd();

/// Folds text for search: plain lower-case words and numbers with one space
/// between them. Accents go, as do apostrophes; hyphens and all other signs part
/// words. What is nothing but signs stays: to search for it is not to search for
/// everyone.
///
/// ```
/// use domain::input::fold;
/// assert_eq!(fold("Åsa-Lena  ØSTBERG"), "asa lena ostberg");
/// assert_eq!(fold("O’Connor"), fold("o'connor"));
/// assert_eq!((fold("Łukasz Weiß"), fold("Þór")), ("lukasz weiss".into(), "thor".into()));
/// assert_eq!((fold(" %"), fold("\u{200b} ")), ("%".into(), String::new()));
/// ```
pub fn fold(text: &str) -> String {
    fold_decomposed(&NFKD.normalize(&clean_line(text)))
}

/// The same for text in NFKD. A browser makes that by itself: to download the
/// tables would be wasteful.
///
/// ```
/// use domain::input::fold_decomposed;
/// assert_eq!(fold_decomposed("A\u{30a}sa O\u{308}berg"), "asa oberg");
/// ```
pub fn fold_decomposed(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut parted = false;
    for c in text.chars().flat_map(char::to_lowercase) {
        if is_mark(c) {
            // An accent by itself is a space with a mark, and is typed as an apostrophe.
            parted = false;
        } else if c.is_alphanumeric() && !is_apostrophe(c) {
            if parted && !folded.is_empty() {
                folded.push(' ');
            }
            parted = false;
            push_letter(&mut folded, c);
        } else if !is_apostrophe(c) && !is_invisible(c) {
            parted = true;
        }
    }
    if folded.is_empty() {
        return text.replace(is_invisible, "").split_whitespace().collect::<Vec<_>>().join(" ");
    }
    folded
}

/// Whether folded text has all the words of a folded query, in their order: what
/// the database says of `%one%two%`.
///
/// ```
/// use domain::input::{finds, fold};
/// let found = |typed: &str| finds(&fold("Per Anders Testlund"), &fold(typed));
/// assert!(found("lund") && found("per test") && found("PER-ANDERS") && found(""));
/// assert!(!found("eva") && !found("testlund per"));
/// ```
pub fn finds(text: &str, query: &str) -> bool {
    let mut rest = Some(text);
    for word in query.split(' ') {
        rest = rest.and_then(|rest| rest.split_once(word)).map(|(_, rest)| rest);
    }
    rest.is_some()
}

/// Letters that have no accent to lose, as those write them who do not have them
/// on their keyboard.
fn push_letter(folded: &mut String, c: char) {
    match c {
        'ø' => folded.push('o'),
        'æ' => folded.push_str("ae"),
        'œ' => folded.push_str("oe"),
        'ß' => folded.push_str("ss"),
        'þ' => folded.push_str("th"),
        'đ' | 'ð' => folded.push('d'),
        'ħ' => folded.push('h'),
        'ı' => folded.push('i'),
        'ł' => folded.push('l'),
        'ŋ' => folded.push('n'),
        'ŧ' => folded.push('t'),
        'ə' => folded.push('e'),
        'ς' => folded.push('σ'),
        c => folded.push(c),
    }
}

/// Apostrophes, and what is typed in their place.
pub(super) const fn is_apostrophe(c: char) -> bool {
    matches!(c,
        '\'' | '`' | '´' | '\u{2b9}'..='\u{2bf}' | '\u{2c8}' | '\u{2ca}' | '\u{2cb}' | '\u{2018}'..='\u{201b}' | '\u{2032}'
        | '\u{2035}' | '\u{ff07}'
    )
}
