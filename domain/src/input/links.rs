//! Addresses of pages within what people write.

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words.
    Words(&'a str),
    /// The whole address of a page, which begins with `https://`.
    Link(&'a str),
}

const HTTPS: &str = "https://";

/// Splits a text into words and addresses, in their order. Nothing is left out:
/// put together, the pieces are the text again.
///
/// What ends a sentence is not part of an address, nor is a bracket that was opened
/// before it. An address with a name before its host (`https://bank.se@evil.example`)
/// is left as words: people read the wrong part of it.
///
/// ```
/// use domain::input::{Piece::{Link, Words}, with_links};
/// assert_eq!(
///     with_links("Läs (https://ior.example/plan_(2027)). Hej"),
///     [Words("Läs ("), Link("https://ior.example/plan_(2027)"), Words("). Hej")],
/// );
/// assert_eq!(with_links("http://ior.example"), [Words("http://ior.example")]);
/// ```
pub fn with_links(text: &str) -> Vec<Piece<'_>> {
    // Phones begin a line with a capital.
    let lower = text.to_ascii_lowercase();
    let mut pieces = Vec::new();
    let mut told = 0;
    for (at, _) in lower.match_indices(HTTPS) {
        let link = address(&text[at..]);
        let begins = at >= told && !text[..at].ends_with(char::is_alphanumeric);
        if begins && names_a_host(link) {
            pieces.extend((told < at).then(|| Piece::Words(&text[told..at])));
            pieces.push(Piece::Link(link));
            told = at + link.len();
        }
    }
    pieces.extend((told < text.len()).then(|| Piece::Words(&text[told..])));
    pieces
}

/// The address that a text begins with, without what ends the sentence.
fn address(text: &str) -> &str {
    let end = text.find(|c: char| c.is_whitespace() || c.is_control() || "<>\"“”«»".contains(c));
    let mut link = &text[..end.unwrap_or(text.len())];
    while let Some(last) = link.chars().next_back() {
        let closes_nothing = |opening: char| link.matches(last).count() > link.matches(opening).count();
        let is_after = match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '…' | '\'' | '’' | '–' => true,
            ')' => closes_nothing('('),
            ']' => closes_nothing('['),
            '}' => closes_nothing('{'),
            _ => false,
        };
        if !is_after {
            break;
        }
        link = &link[..link.len() - last.len_utf8()];
    }
    link
}

fn names_a_host(link: &str) -> bool {
    let host = link.get(HTTPS.len()..).unwrap_or_default().split(['/', '?', '#']).next().unwrap_or_default();
    host.starts_with(char::is_alphanumeric) && !host.contains(['@', '\\'])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn links(text: &str) -> Vec<&str> {
        let link = |piece| match piece {
            Piece::Link(link) => Some(link),
            Piece::Words(_) => None,
        };
        with_links(text).into_iter().filter_map(link).collect()
    }

    #[test]
    fn addresses_are_found_as_people_paste_them() {
        let sharepoint = "https://goteborgsstad.sharepoint.com/:w:/r/sites/Ledning/_layouts/15/Doc.aspx?sourcedoc=%7B9F1C%7D&file=Plan%20(utkast).docx&action=default";
        for text in
            [sharepoint.to_owned(), format!("Läs {sharepoint}."), format!("<{sharepoint}>"), format!("”{sharepoint}”")]
        {
            assert_eq!(links(&text), [sharepoint], "{text}");
        }
        assert_eq!(
            links("Https://ior.example, och https://intranät.example/å!"),
            ["Https://ior.example", "https://intranät.example/å"]
        );
        assert_eq!(links("https://a.example/?till=https://b.example"), ["https://a.example/?till=https://b.example"]);
        assert_eq!(links("https://a.example\nhttps://b.example"), ["https://a.example", "https://b.example"]);
    }

    #[test]
    fn nothing_else_is_a_link() {
        for text in [
            "",
            "https://",
            "https:// x",
            "https://.",
            "xhttps://ior.example",
            "javascript:alert(1)",
            "ftp://ior.example",
            "data:text/html,x",
            "https://bank.se@evil.example",
            "https://evil.example\\@bank.se",
            "//ior.example",
        ] {
            assert_eq!(links(text), [] as [&str; 0], "{text}");
        }
    }

    proptest! {
        #[test]
        fn pieces_are_the_text(text in "(\\PC|\\s|https://|[().,])*") {
            let whole: String = with_links(&text).into_iter().map(|piece| match piece {
                Piece::Words(part) | Piece::Link(part) => part,
            }).collect();
            prop_assert_eq!(&whole, &text);
            for link in links(&text) {
                prop_assert!(link.to_lowercase().starts_with(HTTPS) && !link.contains(char::is_whitespace), "{}", link);
            }
        }

        #[test]
        fn an_address_is_found_wherever_it_stands(
            before in "(\\PC* )?", path in "(/[a-zA-Z0-9_%=&~-]{1,40}){0,5}", after in "([.,!?)]* \\PC*)?",
        ) {
            let address = format!("https://ior.example{path}");
            let text = [before, address.clone(), after].concat();
            prop_assert!(links(&text).contains(&address.as_str()), "{}", text);
        }
    }
}
