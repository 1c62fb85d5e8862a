//! Names of people. Whoever types another's name has it read by that person or by
//! others in an email: it must not be a way to send them somewhere.

use super::{Problem, clean_line, some_line};

/// The longest name in an email, in characters.
const SPOKEN: usize = 80;
/// As many as a year has. A name with more holds a telephone number.
const MOST_DIGITS: usize = 4;
/// What stands for a dot in an address, in one script or another.
const DOTS: [char; 5] = ['.', '\u{ff0e}', '\u{3002}', '\u{ff61}', '\u{2024}'];

/// A person's name, which may not be left empty and holds no address of a page or
/// a mailbox.
///
/// ```
/// use domain::input::{Problem, person_name};
/// let name = person_name::<120>;
/// assert_eq!(name(" Eva  Ek-O’Brien\n"), Ok("Eva Ek-O’Brien".to_owned()));
/// assert_eq!(name("P.Persson, S:t Eriks"), Ok("P.Persson, S:t Eriks".to_owned()));
/// let addresses = ["Congratulations! https://evil.example/z", "evil.example/z", "www.evil", "Eva eva@example.org",
///     "Win a.evil.com", "Go to t.co", "evil.example:443/x", "See 192.0.2.1/login", "evil.xn--p1ai", "evil．example",
///     "evil。example", "evil.example,now", "Call 070-1234567", "Call 070 123 45 67", "Eva <b>x</b>"];
/// for address in addresses {
///     assert_eq!(name(address), Err(Problem::NotAName), "{address}");
/// }
/// assert_eq!(name(""), Err(Problem::Missing));
/// ```
///
/// # Errors
/// [`Problem::Missing`], [`Problem::TooLong`], [`Problem::NotAName`].
pub fn person_name<const MAX: u32>(typed: &str) -> Result<String, Problem> {
    let name = some_line::<MAX>(typed)?;
    if has_number(&name) || name.split(' ').any(is_address) { Err(Problem::NotAName) } else { Ok(name) }
}

/// A name as emails say it, wherever it came from: on one line, not too long, and
/// without addresses.
///
/// ```
/// use domain::input::spoken_name;
/// assert_eq!(spoken_name("Congratulations!\r\nhttps://evil.example/z"), "Congratulations!");
/// assert_eq!(spoken_name("eva.ek@example.org"), "eva ek");
/// assert_eq!(spoken_name("Åsa Öberg"), "Åsa Öberg");
/// assert_eq!(spoken_name("P.Persson"), "P. Persson");
/// assert_eq!(spoken_name("https://evil.example"), "–");
/// assert_eq!(spoken_name("Call 070 123 45 67 now"), "Call now");
/// ```
pub fn spoken_name(name: &str) -> String {
    let line = clean_line(name);
    let is_called = has_number(&line);
    let plain = |word: &str| {
        // Some are known by their address only.
        let word = word.split_once('@').map_or(word.to_owned(), |(local, _)| local.replace('.', " "));
        let is_part = is_called && word.contains(char::is_numeric);
        (!word.is_empty() && !is_part && !is_address(&word)).then(|| parted(&word))
    };
    let words: Vec<_> = line.split(' ').filter_map(plain).collect();
    if words.is_empty() { "–".to_owned() } else { words.join(" ").chars().take(SPOKEN).collect() }
}

/// A word whose dots are followed by a space: "x.com" is no link then.
fn parted(word: &str) -> String {
    word.split_inclusive('.').collect::<Vec<_>>().join(" ")
}

/// Whether a mail program may make a link of a word: a page, a mailbox, or a number to
/// call. Initials may have their dot: "P.Persson".
fn is_address(word: &str) -> bool {
    let is_sign = |c: char| matches!(c, '/' | '\\' | '@' | '<' | '>');
    word.contains(is_sign) || has_number(word) || is_host(&word.to_lowercase())
}

/// Whether there are as many digits as in a number to call, whatever stands between them.
fn has_number(text: &str) -> bool {
    text.chars().filter(|c| c.is_numeric()).count() > MOST_DIGITS
}

/// Whether a word has a dot, of any script, between two letters or digits.
fn is_host(word: &str) -> bool {
    let labels: Vec<_> = word.trim_matches(|c: char| !c.is_alphanumeric()).split(DOTS).collect();
    let Some((last, before)) = labels.split_last() else { return false };
    let is_initial = |label: &&str| label.chars().count() == 1 && label.chars().all(char::is_alphabetic);
    let is_name = last.chars().count() > 2 && last.chars().all(|c| c.is_alphabetic() || c == '-');
    word.starts_with("www.") || !(before.is_empty() || before.iter().all(is_initial) && is_name)
}
