//! Telephone numbers, as people write them.

/// The address that calls a number; nothing where there is no number.
///
/// ```
/// use domain::input::tel_link;
/// assert_eq!(tel_link("070-174 06 05").as_deref(), Some("tel:0701740605"));
/// assert_eq!(tel_link("+46 (0)70 174 06 05").as_deref(), Some("tel:+46701740605"));
/// assert_eq!(tel_link("växeln"), None);
/// ```
pub fn tel_link(phone: &str) -> Option<String> {
    let digits: String = phone.replace("(0)", "").chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    digits.bytes().any(|b| b.is_ascii_digit()).then(|| format!("tel:{digits}"))
}
