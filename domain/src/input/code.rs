//! The six digits of a mail, as they come back.

/// The digits of a sign-in code, if six were typed. What mail programs and
/// keyboards put between or around them does not count.
///
/// ```
/// use domain::input::sign_in_code;
/// for typed in ["012345", " 012\u{a0}345", "012-345", "012–345\u{200b}", "０１２３４５", "٠١٢٣٤٥", "\u{2068}012 345\u{2069}."] {
///     assert_eq!(sign_in_code(typed).as_deref(), Some("012345"), "{typed}");
/// }
/// for typed in ["", "12345", "0123456", "o12345", "012345 a", "01234²"] {
///     assert_eq!(sign_in_code(typed), None, "{typed}");
/// }
/// ```
pub fn sign_in_code(typed: &str) -> Option<String> {
    let digits: Option<String> = typed.chars().filter(|c| c.is_alphanumeric()).map(digit).collect();
    digits.filter(|digits| digits.len() == 6)
}

/// An ASCII digit for one that a keyboard of another script, or of East Asia, has.
fn digit(c: char) -> Option<char> {
    const ZEROS: [char; 5] = ['0', '０', '\u{660}', '\u{6f0}', '\u{966}'];
    let value = |zero: char| u32::from(c).checked_sub(u32::from(zero)).filter(|value| *value < 10);
    ZEROS.into_iter().find_map(value).and_then(|value| char::from_digit(value, 10))
}
