//! Names of people. Whoever types another's name has it read by that person or by
//! others in an email: it must not be a way to send them somewhere.

use super::{Problem, clean_line, some_line};

/// The longest name in an email, in characters.
const SPOKEN: usize = 80;

/// A person's name, which may not be left empty and holds no address of a page or
/// a mailbox.
///
/// ```
/// use domain::input::{Problem, person_name};
/// let name = person_name::<120>;
/// assert_eq!(name(" Eva  Ek-O’Brien\n"), Ok("Eva Ek-O’Brien".to_owned()));
/// assert_eq!(name("P.Persson, S:t Eriks"), Ok("P.Persson, S:t Eriks".to_owned()));
/// for address in ["Congratulations! https://evil.example/z", "evil.example/z", "www.evil", "Eva eva@example.org"] {
///     assert_eq!(name(address), Err(Problem::NotAName), "{address}");
/// }
/// assert_eq!(name(""), Err(Problem::Missing));
/// ```
///
/// # Errors
/// [`Problem::Missing`], [`Problem::TooLong`], [`Problem::NotAName`].
pub fn person_name<const MAX: u32>(typed: &str) -> Result<String, Problem> {
    let name = some_line::<MAX>(typed)?;
    if name.split(' ').any(is_address) { Err(Problem::NotAName) } else { Ok(name) }
}

/// A name as emails say it, wherever it came from: on one line, not too long, and
/// without addresses.
///
/// ```
/// use domain::input::spoken_name;
/// assert_eq!(spoken_name("Congratulations!\r\nhttps://evil.example/z"), "Congratulations!");
/// assert_eq!(spoken_name("eva.ek@example.org"), "eva ek");
/// assert_eq!(spoken_name("Åsa Öberg"), "Åsa Öberg");
/// assert_eq!(spoken_name("https://evil.example"), "–");
/// ```
pub fn spoken_name(name: &str) -> String {
    let plain = |word: &str| {
        // Some are known by their address only.
        let word = word.split_once('@').map_or(word.to_owned(), |(local, _)| local.replace('.', " "));
        (!word.is_empty() && !is_address(&word)).then_some(word)
    };
    let words: Vec<_> = clean_line(name).split(' ').filter_map(plain).collect();
    if words.is_empty() { "–".to_owned() } else { words.join(" ").chars().take(SPOKEN).collect() }
}

/// Whether a mail program may make a link of a word.
fn is_address(word: &str) -> bool {
    let word = word.to_lowercase();
    if word.contains("://") || word.contains('@') || word.starts_with("www.") {
        return true;
    }
    let host = word.split(['/', '?', '#']).next().unwrap_or_default();
    let labels: Vec<_> = host.trim_matches(|c: char| !c.is_alphanumeric()).split('.').collect();
    let ([first, ..], [.., last]) = (labels.as_slice(), labels.as_slice()) else { return false };
    let is_initial = first.chars().count() == 1 && host == word;
    let is_top_level = last.chars().count() > 1 && last.chars().all(char::is_alphabetic);
    labels.len() > 1 && is_top_level && !is_initial && labels.iter().all(|label| !label.is_empty())
}
