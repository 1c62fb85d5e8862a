//! The round that pages name in their paths: `/omgang/15/dagar` is `/dagar` of round 15.
//! Every page of a round stands at both addresses. Who has several rounds is led to the
//! first, and every link and form of a page there stays in its round. The rule which
//! round is meant is `domain::round::focus`.

use domain::round::focus::Topic;

/// What paths that name a round begin with.
const NAMED: &str = "/omgang/";

/// What the paths of pages begin with that are about one round. `/ansok` itself is for
/// anyone.
const OF_A_ROUND: [&str; 8] =
    ["/min-sida", "/dagar", "/par", "/ansok/", "/kontakt", "/urval", "/matchning", "/organisera"];

/// Whether a page is about one round, by its path or address.
///
/// ```
/// use app::round::focus::is_of_a_round;
/// assert!(is_of_a_round("/par") && is_of_a_round("/dagar/april?x=1") && is_of_a_round("/ansok/ansokan"));
/// assert!(!is_of_a_round("/programmet") && !is_of_a_round("/ansok") && !is_of_a_round("/omgang/15/par"));
/// ```
pub fn is_of_a_round(address: &str) -> bool {
    OF_A_ROUND.iter().any(|first| {
        let rest = address.strip_prefix(first);
        rest.is_some_and(|rest| first.ends_with('/') || rest.is_empty() || rest.starts_with(['/', '?', '#']))
    })
}

/// The round that an address names, and the address without it.
///
/// ```
/// use app::round::focus::split;
/// assert_eq!(split("/omgang/15/dagar?x=1"), Some((15, "/dagar?x=1")));
/// for other in ["/dagar", "/omgang/15/datum", "/omgang/015/dagar", "/omgang/+1/dagar", "/omgang/15", "/omgang//dagar"] {
///     assert_eq!(split(other), None, "{other}");
/// }
/// ```
pub fn split(address: &str) -> Option<(u32, &str)> {
    let rest = address.strip_prefix(NAMED)?;
    let (number, _) = rest.split_once('/')?;
    let page = &rest[number.len()..];
    let number = number.parse().ok().filter(|parsed: &u32| parsed.to_string() == number)?;
    is_of_a_round(page).then_some((number, page))
}

/// An address as it is without a round's name.
pub fn unnamed(address: &str) -> &str {
    split(address).map_or(address, |(_, page)| page)
}

/// The address of a page in a round, if the page is about one.
///
/// ```
/// use app::round::focus::in_round;
/// assert_eq!(in_round(15, "/dagar"), "/omgang/15/dagar");
/// assert_eq!([in_round(15, "/datum"), in_round(15, "/omgang/16/par")], ["/datum", "/omgang/16/par"]);
/// ```
pub fn in_round(number: u32, address: &str) -> String {
    if is_of_a_round(address) { format!("{NAMED}{number}{address}") } else { address.to_owned() }
}

/// What a page is about, as far as its path tells the round that is meant.
pub fn topic(path: &str) -> Topic {
    let begins = |with: &[&str]| with.iter().any(|first| path == *first || path.starts_with(&format!("{first}/")));
    if begins(&["/par"]) {
        Topic::Pair
    } else if begins(&["/ansok"]) {
        Topic::Applying
    } else if begins(&["/kontakt/ansokningar", "/kontakt/nominera", "/kontakt/ersattare"]) {
        Topic::Endorsing
    } else if begins(&["/kontakt"]) {
        Topic::Contact
    } else if begins(&["/urval", "/matchning", "/organisera/ansokan"]) {
        Topic::Selecting
    } else if begins(&["/organisera"]) {
        Topic::Organising
    } else {
        Topic::Anything
    }
}

/// A document whose links and forms all stay in a round. This is the one place where
/// that is seen to: no page can forget it.
///
/// ```
/// use app::round::focus::document_in;
/// let page = r#"<a class="b" href="/dagar?a=1&amp;b=2">Dagar</a> <a href="/datum">href="/par"</a>"#;
/// let kept = r#"<a class="b" href="/omgang/15/dagar?a=1&amp;b=2">Dagar</a> <a href="/datum">href="/par"</a>"#;
/// assert_eq!(document_in(15, page), kept);
/// assert_eq!(document_in(15, r#"<p title="href=" data-href="/par">"#), r#"<p title="href=" data-href="/par">"#);
/// assert_eq!(document_in(15, r#"<form action="/organisera/personer">"#), r#"<form action="/omgang/15/organisera/personer">"#);
/// ```
pub fn document_in(number: u32, html: &str) -> String {
    let mut kept = String::with_capacity(html.len() + html.len() / 16);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        kept.push_str(text);
        let (tag, after) = tag.split_at(end_of_tag(tag));
        push_tag(&mut kept, number, tag);
        rest = after;
    }
    kept + rest
}

/// Where a tag ends that a text begins with. In texts every `<` is escaped.
fn end_of_tag(text: &str) -> usize {
    if !text[1..].starts_with(|c: char| c.is_ascii_alphabetic()) {
        return 1;
    }
    let mut quoted = false;
    let ends = |c: char| {
        quoted ^= c == '"';
        c == '>' && !quoted
    };
    text.find(ends).map_or(text.len(), |at| at + 1)
}

/// A tag, of which every second piece between quotation marks is an attribute's value.
fn push_tag(kept: &mut String, number: u32, tag: &str) {
    let mut before = "";
    for (n, piece) in tag.split('"').enumerate() {
        if n > 0 {
            kept.push('"');
        }
        let name = before.rsplit(char::is_whitespace).next().unwrap_or_default();
        if n % 2 == 1 && ["href=", "action=", "formaction="].contains(&name) && is_of_a_round(piece) {
            kept.push_str(&in_round(number, piece));
        } else {
            kept.push_str(piece);
        }
        before = piece;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_other_attributes_are_left_alone() {
        for page in [
            "a < b href=\"/par\"",
            "<!-- <!> --> \"/par\"",
            r#"<input value="&lt;a href=&quot;/par&quot;"/>"#,
            r#"<p title="x > y" class="href=">href="/par"</p>"#,
            "<",
            "<a",
            "",
        ] {
            assert_eq!(document_in(15, page), page);
        }
    }

    #[test]
    fn a_named_address_is_named_only_once() {
        let named = in_round(15, "/par/traffar/7?sparad=1");
        assert_eq!(split(&named), Some((15, "/par/traffar/7?sparad=1")));
        assert_eq!(in_round(16, &named), named);
        let page = format!("<a href=\"{named}\">");
        assert_eq!(document_in(16, &page), page);
    }
}
