//! What an announcement says, and to whom it says what.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{
    input::{Problem, some_line, some_text, spoken_name},
    markup::{self, Document, Flaw, Span, name_in_braces},
    named,
    people::{Lang, Localised},
    round::public_page::PageProblem,
    time::local,
};

/// How many characters a subject takes.
pub const SUBJECT: u32 = 120;
/// How many characters a text takes.
pub const BODY: u32 = 10_000;

named! {
    /// What stands for something in a text, as a name in braces: `{förnamn}`.
    pub enum Placeholder {
        /// The receiver's first name.
        FirstName = "förnamn",
        /// Their whole name.
        Name = "namn",
        /// Where they work.
        Organisation = "organisation",
        /// The round: "omgång 15".
        Round = "omgång",
        /// The round's next common day with its date.
        NextDay = "nästa dag",
        /// Until when that is to be answered.
        ReplyBy = "svara senast",
    }
}

/// A name in braces that stands for nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// On which line of the text, from 1.
    pub line: usize,
    /// The name with its braces.
    pub name: String,
}

impl Unknown {
    const NAME: &str = "announcement_placeholder";

    /// What is told by a [`Problem::Feature`] of this name, if it is one of these.
    ///
    /// ```
    /// use domain::{input::Problem, mail::announcement::Unknown};
    /// let unknown = Unknown { line: 3, name: "{för: namn}".into() };
    /// let Problem::Feature(name) = Problem::from(unknown.clone()) else { unreachable!() };
    /// assert_eq!(Unknown::from_name(&name), Some(unknown));
    /// ```
    pub fn from_name(name: &str) -> Option<Self> {
        let (line, name) = name.strip_prefix(Self::NAME)?.strip_prefix(':')?.split_once(':')?;
        Some(Self { line: line.parse().ok()?, name: name.to_owned() })
    }
}

impl From<Unknown> for Problem {
    fn from(Unknown { line, name }: Unknown) -> Self {
        Self::Feature(format!("{}:{line}:{name}", Unknown::NAME).into())
    }
}

/// What an announcement says, in each language that it is written in: where a text is
/// empty, it is not. It is written in one at least.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Its subject.
    pub subject: Localised,
    /// Its text, with [`markup`].
    pub body: Localised,
}

/// What placeholders stand for in what one person gets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Values {
    /// Their name.
    pub name: String,
    /// Where they work.
    pub organisation: String,
    /// The same for everyone.
    pub setting: Setting,
}

/// What placeholders stand for whoever reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setting {
    /// The round's number.
    pub round: u32,
    /// The round's next common day that everyone is invited to, if there is one.
    pub next_day: Option<NextDay>,
}

/// A common day that is to come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextDay {
    /// Its title.
    pub title: Localised,
    /// When it begins.
    #[serde(with = "crate::time::wire")]
    pub starts: Timestamp,
    /// Until when it is to be answered; nothing, once that is over.
    #[serde(with = "crate::time::wire::option")]
    pub reply_by: Option<Timestamp>,
}

/// A way to write a date.
pub type Dates = fn(Lang, Date) -> String;

/// A piece of a text.
enum Piece<'a> {
    Words(&'a str),
    Value(Placeholder),
    /// With its braces, and where it stands.
    Unknown(&'a str, usize),
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let takes = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | ':' | '.');
    let (mut pieces, mut at) = (Vec::new(), 0);
    while let Some((before, name, after)) = name_in_braces(&text[at..], takes) {
        let (from, to) = (at + before.len(), text.len() - after.len());
        pieces.push(Piece::Words(before));
        let known = Placeholder::from_name(&name.trim().to_lowercase());
        pieces.push(known.map_or(Piece::Unknown(&text[from..to], from), Piece::Value));
        at = to;
    }
    pieces.push(Piece::Words(&text[at..]));
    pieces
}

/// The first name in braces that stands for nothing.
fn unknown(text: &str) -> Option<Unknown> {
    pieces(text).into_iter().find_map(|piece| match piece {
        Piece::Unknown(name, at) => Some(Unknown { line: text[..at].matches('\n').count() + 1, name: name.to_owned() }),
        _ => None,
    })
}

impl Values {
    /// A text with its placeholders filled in. Nothing is ever missing: where there is
    /// no value, other words make the sentence.
    ///
    /// ```
    /// use domain::{mail::announcement::{Setting, Values}, people::Lang};
    /// let setting = Setting { round: 15, next_day: None };
    /// let values = Values { name: "Åsa Ek".into(), organisation: "Alfa kommun".into(), setting };
    /// let filled = values.fill("{Förnamn}, {omgång}: {nästa dag}.", Lang::Sv, |_, date| date.to_string());
    /// assert_eq!(filled, "Åsa, omgång 15: nästa gemensamma dag.");
    /// ```
    pub fn fill(&self, text: &str, lang: Lang, dates: Dates) -> String {
        let words = |piece: Piece<'_>| match piece {
            Piece::Words(words) | Piece::Unknown(words, _) => words.to_owned(),
            Piece::Value(placeholder) => self.value(placeholder, lang, dates),
        };
        pieces(text).into_iter().map(words).collect()
    }

    /// What one placeholder stands for.
    pub fn value(&self, placeholder: Placeholder, lang: Lang, dates: Dates) -> String {
        let date = |at| dates(lang, local(at).date());
        let Setting { round, next_day } = &self.setting;
        let either = |sv: &str, en: &str| if lang == Lang::Sv { sv.to_owned() } else { en.to_owned() };
        match placeholder {
            Placeholder::FirstName => {
                let name = spoken_name(&self.name);
                name.split_whitespace().next().unwrap_or_default().to_owned()
            }
            Placeholder::Name => spoken_name(&self.name),
            Placeholder::Organisation => spoken_name(&self.organisation),
            Placeholder::Round => format!("{} {round}", either("omgång", "round")),
            Placeholder::NextDay => match next_day {
                Some(day) => format!("{}, {}", day.title.get(lang), date(day.starts)),
                None => either("nästa gemensamma dag", "the next common day"),
            },
            Placeholder::ReplyBy => match next_day.as_ref().and_then(|day| day.reply_by) {
                Some(at) => date(at),
                None => either("så snart du kan", "as soon as you can"),
            },
        }
    }
}

impl Letter {
    /// Whether it is written in a language.
    pub fn is_in(&self, lang: Lang) -> bool {
        !self.body.get(lang).is_empty()
    }

    /// In which language someone gets it who has chosen one.
    ///
    /// ```
    /// use domain::{mail::announcement::Letter, people::{Lang, Localised}};
    /// let swedish = |text: &str| Localised { sv: text.into(), en: String::new() };
    /// let letter = Letter { subject: swedish("Hej"), body: swedish("Kom!") };
    /// assert_eq!(Lang::ALL.iter().map(|lang| letter.lang_for(*lang)).collect::<Vec<_>>(), [Lang::Sv, Lang::Sv]);
    /// ```
    pub fn lang_for(&self, chosen: Lang) -> Lang {
        if self.is_in(chosen) { chosen } else { chosen.other() }
    }

    /// The only language that it is written in, if it is only one.
    pub fn only_lang(&self) -> Option<Lang> {
        Lang::ALL.iter().copied().find(|lang| !self.is_in(lang.other()))
    }

    /// Its subject as someone gets it.
    pub fn subject(&self, lang: Lang, values: &Values, dates: Dates) -> String {
        values.fill(self.subject.get(lang), lang, dates)
    }

    /// Its text as someone gets it. What is filled in is words only, whatever it says.
    pub fn body(&self, lang: Lang, values: &Values, dates: Dates) -> Document {
        let fill = |span: Span| Span { words: values.fill(&span.words, lang, dates), ..span };
        markup::parse(self.body.get(lang)).map(&|spans: Vec<Span>| spans.into_iter().map(fill).collect())
    }
}

/// Checks a subject.
pub(super) fn subject(typed: &str) -> Result<String, Problem> {
    some_line::<SUBJECT>(typed).and_then(with_known_placeholders)
}

/// Checks a text.
pub(super) fn body(typed: &str) -> Result<String, Problem> {
    let text = some_text::<BODY>(typed).and_then(with_known_placeholders)?;
    match markup::flaw(&text) {
        None => Ok(text),
        Some(Flaw::Html) => Err(PageProblem::Html.into()),
        Some(Flaw::Link) => Err(PageProblem::Link.into()),
    }
}

fn with_known_placeholders(text: String) -> Result<String, Problem> {
    unknown(&text).map_or(Ok(text), |unknown| Err(unknown.into()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::markup::Block;

    fn dates(_: Lang, date: Date) -> String {
        date.to_string()
    }

    fn values(name: &str, next_day: Option<NextDay>) -> Values {
        let setting = Setting { round: 15, next_day };
        Values { name: name.to_owned(), organisation: "Alfa kommun".to_owned(), setting }
    }

    fn next_day() -> NextDay {
        let title = Localised { sv: "Erfarenhetsutbyte".to_owned(), en: "Exchange".to_owned() };
        let at = |text: &str| text.parse().unwrap();
        NextDay { title, starts: at("2026-10-16T07:00Z"), reply_by: Some(at("2026-10-08T22:30Z")) }
    }

    #[test]
    fn every_placeholder_has_a_value_and_a_fallback() {
        let whole = Placeholder::ALL.iter().map(|one| format!("{{{}}}", one.name())).collect::<Vec<_>>().join(" | ");
        let known = values("Anna-Karin  Öberg", Some(next_day()));
        assert_eq!(
            known.fill(&whole, Lang::Sv, dates),
            "Anna-Karin | Anna-Karin Öberg | Alfa kommun | omgång 15 | Erfarenhetsutbyte, 2026-10-16 | 2026-10-09",
        );
        let unknown = values("Åsa", None).fill(&whole, Lang::En, dates);
        assert_eq!(unknown, "Åsa | Åsa | Alfa kommun | round 15 | the next common day | as soon as you can");
    }

    #[test]
    fn an_unknown_one_is_told_with_its_line() {
        let told = |text: &str| {
            body(text).map_err(|problem| match problem {
                Problem::Feature(name) => Unknown::from_name(&name).map(|unknown| (unknown.line, unknown.name)),
                _ => None,
            })
        };
        assert_eq!(told("Hej {förnamn}!\n\nVi ses {nasta dag}."), Err(Some((3, "{nasta dag}".to_owned()))));
        assert_eq!(told("{x}"), Err(Some((1, "{x}".to_owned()))));
        assert!(told("{} { FÖRNAMN } och {").is_ok());
    }

    #[test]
    fn a_name_is_words_and_leads_nowhere() {
        let both = |text: &str| Localised { sv: text.to_owned(), en: text.to_owned() };
        let letter = Letter { subject: both("{namn}"), body: both("Hej {namn}") };
        let values = values("**Eva** [x](https://evil.example)", None);
        let document = letter.body(Lang::Sv, &values, dates);
        let [Block::Paragraph(spans)] = &document.opening[..] else { panic!("{document:?}") };
        assert!(spans.len() == 1 && spans[0].link.is_none() && !spans[0].strong, "{spans:?}");
        assert!(!letter.subject(Lang::Sv, &values, dates).contains("evil.example"));
    }

    proptest! {
        /// What is accepted can be filled for anyone, and no name in braces is left.
        #[test]
        fn placeholders_cannot_fail(
            text in "(\\PC|[{}\n]|\\{(förnamn|Namn|omgång|nästa dag|svara senast|x)\\}){1,40}",
            name in "\\PC{0,20}", day: bool,
        ) {
            let values = values(&name.replace(['{', '}'], ""), day.then(next_day));
            if let Ok(text) = some_text::<BODY>(&text).and_then(with_known_placeholders) {
                let filled = values.fill(&text, Lang::Sv, dates);
                for placeholder in Placeholder::ALL {
                    let left = format!("{{{}}}", placeholder.name());
                    prop_assert!(!filled.contains(&left) || text.contains("{{"), "{}", filled);
                }
            } else if let Some(Unknown { line, name }) = unknown(&text) {
                prop_assert!(text.split('\n').nth(line - 1).is_some_and(|found| found.contains(&name)));
            }
        }
    }
}
