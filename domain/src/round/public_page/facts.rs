//! What a text counts or looks up instead of writing it.

use crate::{
    markup::{Span, name_in_braces},
    named,
    number::{capitalised, counted},
    people::Lang,
    round::{
        Round,
        retention::{DRAFT_DAYS, NEEDS_DAYS, VISITORS_DAYS},
        start::Network,
    },
};

named! {
    /// What stands for something in a text, as a name in braces: `{dagar}`. With a
    /// capital letter, it begins a sentence.
    pub enum Placeholder {
        /// The network's organisations: "fjorton offentliga organisationer".
        Organisations = "organisationer",
        /// The round's common days: "fyra dagar".
        Days = "dagar",
        /// The most pairs that the round takes: "25 par".
        Pairs = "par",
        /// The round: "omgång 15".
        Round = "omgång",
        /// Its years: "2026–2027".
        Years = "år",
        /// Whom to ask: an address.
        Contact = "kontakt",
        /// What the network is called.
        Network = "nätverk",
        /// The organisation that holds it together.
        Host = "värd",
        /// Who is the controller of the personal data.
        Controller = "ansvarig",
        /// How long after a day what people need at it is kept.
        NeedsDays = "behovsdagar",
        /// How long after a day names of guests are kept.
        GuestDays = "gästdagar",
        /// How long drafts are kept.
        DraftDays = "utkastdagar",
    }
}

/// A piece of a text.
enum Piece<'a> {
    Words(&'a str),
    /// What stands for something, and whether it begins a sentence.
    Value(Placeholder, bool),
    /// A name in braces that stands for nothing, with its braces.
    Unknown(&'a str),
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let (mut pieces, mut rest) = (Vec::new(), text);
    while let Some((before, name, after)) = name_in_braces(rest, char::is_alphabetic) {
        pieces.push(Piece::Words(before));
        let known = Placeholder::from_name(&name.to_lowercase());
        let whole = &rest[before.len()..rest.len() - after.len()];
        pieces.push(match known {
            Some(known) => Piece::Value(known, name.starts_with(char::is_uppercase)),
            None => Piece::Unknown(whole),
        });
        rest = after;
    }
    pieces.push(Piece::Words(rest));
    pieces
}

/// Whether a text has a name in braces that stands for nothing.
pub(super) fn has_unknown(text: &str) -> bool {
    pieces(text).iter().any(|piece| matches!(piece, Piece::Unknown(_)))
}

/// What placeholders stand for, read together with the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// How many organisations the network has.
    pub organisations: u32,
    /// The round that the public pages show, if there is one.
    pub round: Option<Round>,
    /// How many common days of it are published.
    pub days: u32,
    /// The address of whoever answers questions, if it is known.
    pub contact: Option<String>,
    /// What organisers have said of the network, if they have.
    pub network: Option<Network>,
}

impl Facts {
    /// A line with its placeholders filled in. Where there is nothing to count yet, the
    /// words still make a sentence.
    ///
    /// ```
    /// use domain::{people::Lang, round::public_page::Facts};
    /// let facts = Facts { organisations: 14, days: 4, ..Facts::default() };
    /// let text = "{Organisationer} samlas {dagar}. {Fel}";
    /// assert_eq!(facts.fill(text, Lang::Sv), "Fjorton offentliga organisationer samlas fyra dagar. {Fel}");
    /// assert_eq!(Facts::default().fill(text, Lang::Sv), "Offentliga organisationer samlas några dagar. {Fel}");
    /// ```
    pub fn fill(&self, text: &str, lang: Lang) -> String {
        let words = |piece: Piece<'_>| match piece {
            Piece::Words(words) | Piece::Unknown(words) => words.to_owned(),
            Piece::Value(placeholder, capital) => self.value(placeholder, capital, lang),
        };
        pieces(text).into_iter().map(words).collect()
    }

    /// The same with words that have their looks. An address becomes a link, unless it
    /// stands within one.
    pub(super) fn fill_spans(&self, spans: Vec<Span>, lang: Lang) -> Vec<Span> {
        spans.into_iter().flat_map(|span| self.fill_span(span, lang)).collect()
    }

    fn fill_span(&self, span: Span, lang: Lang) -> Vec<Span> {
        if span.link.is_some() {
            return vec![Span { words: self.fill(&span.words, lang), ..span }];
        }
        let mut filled = Vec::<Span>::new();
        for piece in pieces(&span.words) {
            let (words, link) = match piece {
                Piece::Words(words) | Piece::Unknown(words) => (words.to_owned(), None),
                Piece::Value(placeholder, capital) => {
                    (self.value(placeholder, capital, lang), self.mailbox(placeholder))
                }
            };
            match filled.last_mut() {
                Some(last) if last.link == link => last.words.push_str(&words),
                _ => filled.push(Span { words, link, ..span.clone() }),
            }
        }
        filled.retain(|span| !span.words.is_empty());
        filled
    }

    fn mailbox(&self, placeholder: Placeholder) -> Option<String> {
        let address = self.contact.as_ref().filter(|_| placeholder == Placeholder::Contact);
        address.map(|address| format!("mailto:{address}"))
    }

    fn value(&self, placeholder: Placeholder, capital: bool, lang: Lang) -> String {
        let words = self.words(placeholder, lang);
        if capital { capitalised(&words) } else { words }
    }

    fn words(&self, placeholder: Placeholder, lang: Lang) -> String {
        let count = |n, sv, en| counted(n, lang, either(lang, sv, en));
        let days = |n: i32| {
            let n = n.unsigned_abs();
            count(n, ["noll dagar", "en dag", "dagar"], ["zero days", "one day", "days"])
        };
        let (round, network) = (self.round.as_ref(), self.network.as_ref());
        match placeholder {
            Placeholder::Organisations => count(
                self.organisations,
                ["offentliga organisationer", "en offentlig organisation", "offentliga organisationer"],
                ["public organisations", "one public organisation", "public organisations"],
            ),
            Placeholder::Days => {
                count(self.days, ["några dagar", "en dag", "dagar"], ["a few days", "one day", "days"])
            }
            Placeholder::Pairs => count(
                round.map_or(0, |round| round.max_pairs),
                ["så många par som får plats", "ett par", "par"],
                ["as many pairs as there is room for", "one pair", "pairs"],
            ),
            Placeholder::Round => round.map_or_else(
                || either(lang, "nästa omgång", "the next round").to_owned(),
                |round| format!("{} {}", either(lang, "omgång", "round"), round.number),
            ),
            Placeholder::Years => {
                round.map_or_else(|| either(lang, "de närmaste åren", "the coming years").to_owned(), Round::years)
            }
            Placeholder::Contact => {
                self.contact.clone().unwrap_or_else(|| either(lang, "arrangörerna", "the organisers").to_owned())
            }
            Placeholder::Network => network.map_or("Nätverket IOR", |network| &network.name).to_owned(),
            Placeholder::Host => network.map_or_else(
                || either(lang, "en av dess organisationer", "one of its organisations").to_owned(),
                |network| network.host.clone(),
            ),
            Placeholder::Controller => network.map_or_else(
                || {
                    either(lang, "nätverkets organisationer, gemensamt", "the network's organisations, jointly")
                        .to_owned()
                },
                |network| network.controller.get(lang).to_owned(),
            ),
            Placeholder::NeedsDays => days(NEEDS_DAYS),
            Placeholder::GuestDays => days(VISITORS_DAYS),
            Placeholder::DraftDays => days(DRAFT_DAYS),
        }
    }
}

fn either<T>(lang: Lang, sv: T, en: T) -> T {
    match lang {
        Lang::Sv => sv,
        Lang::En => en,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::{people::Localised, round::RoundId};

    fn round() -> Round {
        let (starts_on, ends_on) = (date(2026, 2, 1), date(2027, 4, 30));
        Round { id: RoundId(1), number: 15, starts_on, ends_on, max_pairs: 25 }
    }

    #[test]
    fn every_placeholder_has_its_words() {
        let known = Facts {
            organisations: 14,
            round: Some(round()),
            days: 4,
            contact: Some("fraga@example.org".to_owned()),
            network: Some(Network {
                name: "Nätverket Väst".to_owned(),
                host: "Alfa kommun".to_owned(),
                controller: Localised { sv: "Alfa kommun".to_owned(), en: "Alfa kommun, alone".to_owned() },
            }),
        };
        let fill = |facts: &Facts, name: &str, lang| facts.fill(&format!("{{{name}}}"), lang);
        for (name, sv, en, unknown) in [
            (
                "organisationer",
                "fjorton offentliga organisationer",
                "fourteen public organisations",
                "offentliga organisationer",
            ),
            (
                "Organisationer",
                "Fjorton offentliga organisationer",
                "Fourteen public organisations",
                "Offentliga organisationer",
            ),
            ("dagar", "fyra dagar", "four days", "några dagar"),
            ("par", "25 par", "25 pairs", "så många par som får plats"),
            ("omgång", "omgång 15", "round 15", "nästa omgång"),
            ("år", "2026–2027", "2026–2027", "de närmaste åren"),
            ("kontakt", "fraga@example.org", "fraga@example.org", "arrangörerna"),
            ("nätverk", "Nätverket Väst", "Nätverket Väst", "Nätverket IOR"),
            ("värd", "Alfa kommun", "Alfa kommun", "en av dess organisationer"),
            ("ansvarig", "Alfa kommun", "Alfa kommun, alone", "nätverkets organisationer, gemensamt"),
            ("behovsdagar", "fjorton dagar", "fourteen days", "fjorton dagar"),
            ("gästdagar", "90 dagar", "90 days", "90 dagar"),
            ("utkastdagar", "90 dagar", "90 days", "90 dagar"),
        ] {
            assert_eq!(fill(&known, name, Lang::Sv), sv);
            assert_eq!(fill(&known, name, Lang::En), en);
            assert_eq!(fill(&Facts::default(), name, Lang::Sv), unknown);
        }
        let one = Facts { organisations: 1, days: 1, ..Facts::default() };
        assert_eq!(one.fill("{Organisationer}, {dagar}", Lang::En), "One public organisation, one day");
    }

    #[test]
    fn braces_without_a_known_name_are_told_or_are_words() {
        for unknown in ["{organisation}", "a {x} b", "{{dagarna}}", "{DAGARNA}"] {
            assert!(has_unknown(unknown), "{unknown}");
            assert_eq!(Facts::default().fill(unknown, Lang::Sv), unknown);
        }
        for known in ["{dagar}", "{DAGAR}", "{} {1} {a b} } {", "{{dagar}}", "{par} {par}"] {
            assert!(!has_unknown(known), "{known}");
        }
    }

    proptest! {
        #[test]
        fn what_is_known_is_filled_in(
            text in "(\\PC|[{}]|\\{(organisationer|Dagar|par|omgång|år|kontakt|x)\\}){1,40}",
            organisations in 0u32..40, days in 0u32..40, known in any::<bool>(),
        ) {
            let facts = Facts { organisations, days, round: known.then(round), ..Facts::default() };
            let filled = facts.fill(&text, Lang::Sv);
            for placeholder in Placeholder::ALL {
                prop_assert!(!filled.contains(&format!("{{{}}}", placeholder.name())), "{}", filled);
            }
        }
    }
}
