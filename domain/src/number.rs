//! Numbers as people write them in a sentence.

use crate::people::Lang;

/// The words for the numbers from 0.
#[rustfmt::skip]
const SV: [&str; 21] = [
    "noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv", "tretton",
    "fjorton", "femton", "sexton", "sjutton", "arton", "nitton", "tjugo",
];
#[rustfmt::skip]
const EN: [&str; 21] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
];

/// A number in a sentence: in words up to twenty, above that in figures.
///
/// ```
/// use domain::{number::in_words, people::Lang};
/// assert_eq!([0, 1, 14, 20].map(|n| in_words(n, Lang::Sv)), ["noll", "ett", "fjorton", "tjugo"]);
/// assert_eq!([0, 1, 14, 20].map(|n| in_words(n, Lang::En)), ["zero", "one", "fourteen", "twenty"]);
/// assert_eq!(in_words(21, Lang::Sv), "21");
/// ```
pub fn in_words(n: u32, lang: Lang) -> String {
    let words = match lang {
        Lang::Sv => SV,
        Lang::En => EN,
    };
    let word = usize::try_from(n).ok().and_then(|n| words.get(n));
    word.map_or_else(|| n.to_string(), |word| (*word).to_owned())
}

/// So many of something. What is said of none and of one is whole; what is counted
/// stands behind any other number.
///
/// ```
/// use domain::{number::counted, people::Lang};
/// let days = |n| counted(n, Lang::Sv, ["inga dagar", "en dag", "dagar"]);
/// assert_eq!([0, 1, 4, 40].map(days), ["inga dagar", "en dag", "fyra dagar", "40 dagar"]);
/// ```
pub fn counted(n: u32, lang: Lang, [none, one, many]: [&str; 3]) -> String {
    match n {
        0 => none.to_owned(),
        1 => one.to_owned(),
        n => format!("{} {many}", in_words(n, lang)),
    }
}

/// Words as they begin a sentence.
///
/// ```
/// use domain::number::capitalised;
/// assert_eq!((capitalised("åtta dagar").as_str(), capitalised("").as_str()), ("Åtta dagar", ""));
/// ```
pub fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
