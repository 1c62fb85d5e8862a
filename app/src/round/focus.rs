//! The round that pages name in their paths, and the pair: `/omgang/15/dagar` is `/dagar`
//! of round 15, `/par/7/kontakt` is `/par/kontakt` of pair 7. Every such page stands at
//! both addresses. Who has several rounds or pairs is led to the first, and every link and
//! form of a page there stays in its round and pair. The rule which is meant is
//! `domain::round::focus`.

use domain::{pair::PairId, round::focus::Topic};

/// What a path names, and so what links of its page name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// The number of the round that a page is about.
    pub round: Option<u32>,
    /// The pair of the reader's there.
    pub pair: Option<PairId>,
}

/// The page that lists all of the reader's pairs, of whatever rounds.
pub const ALL_PAIRS: &str = "/par/alla";

/// What the paths of doors end with, at which people are checked in.
const DOOR: &str = "/incheckning";

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
/// assert!(!is_of_a_round("/par/alla"));
/// ```
pub fn is_of_a_round(address: &str) -> bool {
    below(ALL_PAIRS, address).is_none() && OF_A_ROUND.iter().any(|first| below(first, address).is_some())
}

/// Whether a page is about one pair.
pub fn is_of_a_pair(address: &str) -> bool {
    is_of_a_round(address) && below("/par", address).is_some()
}

/// The rest of an address that is this path or below it.
fn below<'a>(first: &str, address: &'a str) -> Option<&'a str> {
    let rest = address.strip_prefix(first)?;
    (first.ends_with('/') || rest.is_empty() || rest.starts_with(['/', '?', '#'])).then_some(rest)
}

/// A number as it stands in addresses, and what follows it.
fn leading_number(address: &str) -> Option<(&str, &str)> {
    let end = address.find(['/', '?', '#']).unwrap_or(address.len());
    let (number, rest) = address.split_at(end);
    let is_number = !number.starts_with('0') && !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    is_number.then_some((number, rest))
}

/// The round and the pair that an address names, and the address without them.
///
/// ```
/// use app::round::focus::{Named, split};
/// use domain::pair::PairId;
/// let round = Named { round: Some(15), pair: None };
/// assert_eq!(split("/omgang/15/dagar?x=1"), Some((round, "/dagar?x=1".to_owned())));
/// let pair = Named { round: None, pair: Some(PairId(7)) };
/// assert_eq!(split("/par/7?x=1"), Some((pair, "/par?x=1".to_owned())));
/// let both = Named { round: Some(15), pair: Some(PairId(7)) };
/// assert_eq!(split("/omgang/15/par/7/traffar/9"), Some((both, "/par/traffar/9".to_owned())));
/// for other in ["/dagar", "/omgang/15/datum", "/omgang/015/dagar", "/omgang/+1/dagar", "/omgang/15", "/omgang//dagar",
///     "/par/alla", "/par/traffar/7", "/par/07", "/par/-7", "/omgang/15/par/alla", "/par/99999999999999999999"] {
///     assert_eq!(split(other), None, "{other}");
/// }
/// ```
pub fn split(address: &str) -> Option<(Named, String)> {
    let (round, page) = match split_round(address) {
        Some((round, page)) => (Some(round), page),
        None => (None, address),
    };
    let (pair, page) = match split_pair(page) {
        Some((pair, rest)) => (Some(pair), format!("/par{rest}")),
        None => (None, page.to_owned()),
    };
    let named = Named { round, pair };
    (named != Named::default() && is_of_a_round(&page)).then_some((named, page))
}

fn split_round(address: &str) -> Option<(u32, &str)> {
    let (number, page) = leading_number(address.strip_prefix(NAMED)?)?;
    Some((number.parse().ok()?, page))
}

fn split_pair(page: &str) -> Option<(PairId, &str)> {
    let (number, rest) = leading_number(page.strip_prefix("/par/")?)?;
    Some((PairId(number.parse().ok()?), rest))
}

/// An address as it is without the names of a round and a pair.
pub fn unnamed(address: &str) -> String {
    split(address).map_or_else(|| address.to_owned(), |(_, page)| page)
}

impl Named {
    /// The address of a page by these names, if the page is about a round or a pair and
    /// does not name them itself.
    ///
    /// ```
    /// use app::round::focus::Named;
    /// use domain::pair::PairId;
    /// let named = Named { round: Some(15), pair: Some(PairId(7)) };
    /// assert_eq!(named.address("/dagar"), "/omgang/15/dagar");
    /// assert_eq!([named.address("/par"), named.address("/par/lage?x=1")], ["/omgang/15/par/7", "/omgang/15/par/7/lage?x=1"]);
    /// assert_eq!([named.address("/datum"), named.address("/omgang/16/par")], ["/datum", "/omgang/16/par"]);
    /// assert_eq!([named.address("/par/alla"), named.address("/par/8/lage")], ["/par/alla", "/omgang/15/par/8/lage"]);
    /// ```
    pub fn address(self, page: &str) -> String {
        if !is_of_a_round(page) {
            return page.to_owned();
        }
        let own = || self.pair.filter(|_| split_pair(page).is_none()).zip(below("/par", page));
        let page = own().map_or_else(|| page.to_owned(), |(pair, rest)| format!("/par/{pair}{rest}"));
        self.round.map_or_else(|| page.clone(), |number| format!("{NAMED}{number}{page}"))
    }
}

/// The address of a page in a round, if the page is about one.
///
/// ```
/// use app::round::focus::in_round;
/// assert_eq!(in_round(15, "/dagar"), "/omgang/15/dagar");
/// assert_eq!([in_round(15, "/datum"), in_round(15, "/omgang/16/par")], ["/datum", "/omgang/16/par"]);
/// ```
pub fn in_round(number: u32, address: &str) -> String {
    Named { round: Some(number), pair: None }.address(address)
}

/// The path of the page on which people are checked in to a day.
pub fn door_of(slug: &str) -> String {
    format!("/organisera/dagar/{slug}{DOOR}")
}

/// What a page is about, as far as its path tells the round that is meant.
///
/// ```
/// use app::round::focus::{door_of, topic};
/// use domain::round::focus::Topic;
/// assert_eq!((topic(&door_of("april")), topic("/organisera/dagar/april")), (Topic::Door, Topic::Organising));
/// ```
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
    } else if begins(&["/urval", "/matchning", "/organisera/ansokan", "/organisera/ansokningar"]) {
        Topic::Selecting
    } else if path.starts_with("/organisera/dagar/") && path.ends_with(DOOR) {
        Topic::Door
    } else if begins(&["/organisera"]) {
        Topic::Organising
    } else {
        Topic::Anything
    }
}

/// A document whose links and forms all stay in a round and a pair. This is the one place
/// where that is seen to: no page can forget it.
///
/// ```
/// use app::round::focus::{Named, document_in};
/// let in_15 = Named { round: Some(15), pair: None };
/// let page = r#"<a class="b" href="/dagar?a=1&amp;b=2">Dagar</a> <a href="/datum">href="/par"</a>"#;
/// let kept = r#"<a class="b" href="/omgang/15/dagar?a=1&amp;b=2">Dagar</a> <a href="/datum">href="/par"</a>"#;
/// assert_eq!(document_in(in_15, page), kept);
/// assert_eq!(document_in(in_15, r#"<p title="href=" data-href="/par">"#), r#"<p title="href=" data-href="/par">"#);
/// assert_eq!(document_in(in_15, r#"<form action="/organisera/personer">"#), r#"<form action="/omgang/15/organisera/personer">"#);
/// ```
pub fn document_in(named: Named, html: &str) -> String {
    let mut kept = String::with_capacity(html.len() + html.len() / 16);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        kept.push_str(text);
        let (tag, after) = tag.split_at(end_of_tag(tag));
        push_tag(&mut kept, named, tag);
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
fn push_tag(kept: &mut String, named: Named, tag: &str) {
    let mut before = "";
    for (n, piece) in tag.split('"').enumerate() {
        if n > 0 {
            kept.push('"');
        }
        let name = before.rsplit(char::is_whitespace).next().unwrap_or_default();
        if n % 2 == 1 && ["href=", "action=", "formaction="].contains(&name) && is_of_a_round(piece) {
            kept.push_str(&named.address(piece));
        } else {
            kept.push_str(piece);
        }
        before = piece;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn in_round_of(number: u32) -> Named {
        Named { round: Some(number), pair: None }
    }

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
            assert_eq!(document_in(in_round_of(15), page), page);
        }
    }

    #[test]
    fn a_named_address_is_named_only_once() {
        let named = in_round(15, "/par/traffar/7?sparad=1");
        assert_eq!(split(&named), Some((in_round_of(15), "/par/traffar/7?sparad=1".to_owned())));
        assert_eq!(in_round(16, &named), named);
        let page = format!("<a href=\"{named}\">");
        assert_eq!(document_in(in_round_of(16), &page), page);
    }
}
