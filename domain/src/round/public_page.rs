//! Public pages: what everyone can read without signing in. Organisers write them in
//! both languages, and each is delivered with a text to begin from. What can be counted
//! is not written: a [`Placeholder`] stands for it.

mod contacts;
mod facts;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use self::{
    contacts::{Contacts, ContactsForm, SecurityContact},
    facts::{Facts, Placeholder},
};
use crate::{
    input::{Checks, FieldError, Problem, some_line, some_text},
    markup::{self, Document, Flaw, Span},
    merge::{Merged, merge, merge_fields},
    named,
    people::{Lang, Localised},
    problems,
};

/// How many characters a heading takes.
pub const TITLE: u32 = 120;
/// How many characters the sentences below it take; search engines show them, too.
pub const LEDE: u32 = 400;
/// How many characters the text takes.
pub const BODY: u32 = 20_000;

named! {
    /// A public page that organisers write.
    pub enum PageName {
        /// What one sees first.
        Front = "start",
        /// What the programme is, for whom, and on what conditions.
        Programme = "programmet",
        /// Who is behind it.
        Network = "natverket",
        /// The privacy notice.
        Privacy = "integritet",
        /// The statement that the act (2018:1937) asks for.
        Accessibility = "tillganglighet",
    }
}

impl PageName {
    /// Its address.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Front => "/",
            Self::Programme => "/programmet",
            Self::Network => "/natverket",
            Self::Privacy => "/integritet",
            Self::Accessibility => "/tillganglighet",
        }
    }

    /// Whether anyone can read its earlier versions. Applications name the version of
    /// the privacy notice under which they were sent.
    pub const fn keeps_versions_open(self) -> bool {
        matches!(self, Self::Privacy)
    }

    /// The text with which it is delivered.
    ///
    /// ```
    /// use domain::round::public_page::PageName;
    /// let text = PageName::Privacy.delivered();
    /// assert_eq!((text.title.sv.as_str(), text.title.en.as_str()), ("Integritet", "Privacy"));
    /// assert!(text.body.sv.starts_with("## Vem som ansvarar\n\n"));
    /// ```
    pub fn delivered(self) -> PageText {
        let [sv, en] = match self {
            Self::Front => [include_str!("public_page/start.sv.md"), include_str!("public_page/start.en.md")],
            Self::Programme => {
                [include_str!("public_page/programmet.sv.md"), include_str!("public_page/programmet.en.md")]
            }
            Self::Network => [include_str!("public_page/natverket.sv.md"), include_str!("public_page/natverket.en.md")],
            Self::Privacy => {
                [include_str!("public_page/integritet.sv.md"), include_str!("public_page/integritet.en.md")]
            }
            Self::Accessibility => {
                [include_str!("public_page/tillganglighet.sv.md"), include_str!("public_page/tillganglighet.en.md")]
            }
        }
        .map(parts);
        let both = |n: usize| Localised { sv: sv[n].to_owned(), en: en[n].to_owned() };
        PageText { title: both(0), lede: both(1), body: both(2) }
    }
}

/// The heading of a text as it is delivered, the paragraph below it, and the rest.
fn parts(text: &str) -> [&str; 3] {
    let (title, rest) = text.split_once("\n\n").unwrap_or((text, ""));
    let (lede, body) = rest.split_once("\n\n").unwrap_or((rest, ""));
    [title.trim_start_matches("# "), lede, body.trim_end()]
}

problems! {
    /// What can be wrong with a public page, or with its contacts.
    pub enum PageProblem {
        /// A name in braces that stands for nothing.
        UnknownPlaceholder = "unknown_placeholder",
        /// HTML.
        Html = "html_in_text",
        /// A link to where none may lead.
        Link = "link_in_text",
        /// A date more than a year ahead.
        TooFarAhead = "contact_too_far_ahead",
    }
}

/// What a public page says, in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageText {
    /// Its heading.
    pub title: Localised,
    /// The sentences below it.
    pub lede: Localised,
    /// The text, with [`markup`].
    pub body: Localised,
}

/// A public page as its form sends it: every field as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PageForm {
    /// Its heading, in Swedish.
    pub title_sv: String,
    /// The same in English.
    pub title_en: String,
    /// The sentences below it, in Swedish.
    pub lede_sv: String,
    /// The same in English.
    pub lede_en: String,
    /// The text, in Swedish.
    pub body_sv: String,
    /// The same in English.
    pub body_en: String,
}

merge_fields!(PageForm: title_sv, title_en, lede_sv, lede_en, body_sv, body_en);

impl PageForm {
    /// Puts this together with what someone else has published meanwhile, in place of
    /// what both began with.
    #[must_use]
    pub fn merged(&self, base: &Self, theirs: &Self) -> Merged<Self> {
        merge(base, self, theirs)
    }

    /// Checks the whole form: what is taken can be shown, whatever is counted then.
    ///
    /// ```
    /// use domain::round::public_page::{PageForm, PageName};
    /// let form = PageForm::from(&PageName::Front.delivered());
    /// assert_eq!(form.parse(), Ok(PageName::Front.delivered()));
    /// let wrong = PageForm { lede_en: "{days}".into(), body_sv: "<b>x</b>".into(), title_sv: String::new(), ..form };
    /// let fields: Vec<_> = wrong.parse().unwrap_err().into_iter().map(|error| error.field).collect();
    /// assert_eq!(fields, ["title_sv", "lede_en", "body_sv"]);
    /// ```
    ///
    /// # Errors
    /// Every field that is wrong, in the form's order.
    pub fn parse(&self) -> Result<PageText, Vec<FieldError>> {
        let mut checks = Checks::default();
        let title_sv = checks.field("title_sv", line::<TITLE>(&self.title_sv));
        let title_en = checks.field("title_en", line::<TITLE>(&self.title_en));
        let lede_sv = checks.field("lede_sv", line::<LEDE>(&self.lede_sv));
        let lede_en = checks.field("lede_en", line::<LEDE>(&self.lede_en));
        let body_sv = checks.field("body_sv", body(&self.body_sv));
        let body_en = checks.field("body_en", body(&self.body_en));
        let whole = (|| {
            Some(PageText {
                title: Localised { sv: title_sv?, en: title_en? },
                lede: Localised { sv: lede_sv?, en: lede_en? },
                body: Localised { sv: body_sv?, en: body_en? },
            })
        })();
        checks.finish(whole)
    }
}

impl From<&PageText> for PageForm {
    fn from(text: &PageText) -> Self {
        let PageText { title, lede, body } = text.clone();
        Self {
            title_sv: title.sv,
            title_en: title.en,
            lede_sv: lede.sv,
            lede_en: lede.en,
            body_sv: body.sv,
            body_en: body.en,
        }
    }
}

fn line<const MAX: u32>(typed: &str) -> Result<String, Problem> {
    some_line::<MAX>(typed).and_then(with_known_placeholders)
}

fn body(typed: &str) -> Result<String, Problem> {
    let text = some_text::<BODY>(typed).and_then(with_known_placeholders)?;
    match markup::flaw(&text) {
        None => Ok(text),
        Some(Flaw::Html) => Err(PageProblem::Html.into()),
        Some(Flaw::Link) => Err(PageProblem::Link.into()),
    }
}

fn with_known_placeholders(text: String) -> Result<String, Problem> {
    if facts::has_unknown(&text) { Err(PageProblem::UnknownPlaceholder.into()) } else { Ok(text) }
}

/// A public page as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicPage {
    /// Which one.
    pub page: PageName,
    /// Its version; 0 as it is delivered.
    pub version: u32,
    /// When that was published, if it was.
    pub published: Option<Timestamp>,
    /// The version that everyone sees now.
    pub latest: u32,
    /// What it says.
    pub text: PageText,
    /// What its placeholders stand for.
    pub facts: Facts,
}

impl PublicPage {
    /// Its heading.
    pub fn title(&self, lang: Lang) -> String {
        self.facts.fill(self.text.title.get(lang), lang)
    }

    /// The sentences below it.
    pub fn lede(&self, lang: Lang) -> String {
        self.facts.fill(self.text.lede.get(lang), lang)
    }

    /// The text.
    pub fn body(&self, lang: Lang) -> Document {
        markup::parse(self.text.body.get(lang)).map(&|spans: Vec<Span>| self.facts.fill_spans(spans, lang))
    }
}

/// A version of a page, as organisers see it in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// Its number, from 1.
    pub version: u32,
    /// When it was published.
    pub at: Timestamp,
    /// Who published it; nobody, if it is the delivered text, kept because someone has
    /// relied on it.
    pub by: Option<String>,
}

/// The versions of a page, for organisers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageHistory {
    /// The version that everyone sees now.
    pub latest: u32,
    /// All versions, the latest first.
    pub editions: Vec<Edition>,
    /// The one that was asked for.
    pub shown: Option<PublicPage>,
}

/// All public pages, for organisers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PagesOverview {
    /// Each with its latest version; without one, it is as it was delivered.
    pub pages: Vec<(PageName, Option<Edition>)>,
    /// Whom to ask and to tell.
    pub contacts: Contacts,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::Block;

    fn shown(facts: Facts, body: &str) -> PublicPage {
        let both = |text: &str| Localised { sv: text.to_owned(), en: text.to_owned() };
        let text = PageText { title: both("a"), lede: both("b"), body: both(body) };
        PublicPage { page: PageName::Front, version: 1, published: None, latest: 1, text, facts }
    }

    #[test]
    fn what_is_delivered_is_taken_and_says_the_same_in_both_languages() {
        for page in PageName::ALL {
            let text = page.delivered();
            assert_eq!(PageForm::from(&text).parse().as_ref(), Ok(&text), "{page:?}");
            let [sv, en] = [&text.body.sv, &text.body.en].map(|body| markup::parse(body));
            let shape = |document: &Document| {
                let sections = document.sections.iter().map(|section| (section.blocks.len(), section.parts.len()));
                (document.opening.len(), sections.collect::<Vec<_>>())
            };
            assert_eq!(shape(&sv), shape(&en), "{page:?}");
            let placeholders = |text: &str| {
                let count = |one: &Placeholder| text.to_lowercase().matches(&format!("{{{}}}", one.name())).count();
                Placeholder::ALL.iter().map(count).collect::<Vec<_>>()
            };
            assert_eq!(placeholders(&text.body.sv), placeholders(&text.body.en), "{page:?}");
        }
    }

    #[test]
    fn what_the_law_asks_for_is_in_what_is_delivered() {
        let said = |page: PageName, words: &[&str]| {
            for word in words {
                assert!(page.delivered().body.sv.contains(word), "{page:?}: {word}");
            }
        };
        said(PageName::Privacy, &["Personuppgiftsansvaret", "{ansvarig}", "6.1 e", "9.2 a", "imy.se", "{kontakt}"]);
        said(PageName::Accessibility, &["2018:1937", "delvis förenlig", "digg.se/tdosanmalan", "{kontakt}"]);
    }

    #[test]
    fn an_address_is_a_link_but_not_within_one() {
        let facts = Facts { contact: Some("fraga@example.org".to_owned()), ..Facts::default() };
        let counted = shown(facts.clone(), "Högst {par} och {dagar}.").body(Lang::En);
        let whole = "Högst as many pairs as there is room for och a few days.";
        let span = Span { words: whole.to_owned(), ..Span::default() };
        assert_eq!(counted.opening, [Block::Paragraph(vec![span])], "what is not a link stays one run");
        let page = shown(facts, "Fråga **{kontakt}** eller [läs om {kontakt}](/natverket).");
        let document = page.body(Lang::Sv);
        let [Block::Paragraph(spans)] = &document.opening[..] else { panic!("{document:?}") };
        let links: Vec<_> = spans.iter().filter_map(|span| span.link.as_deref()).collect();
        assert_eq!(links, ["mailto:fraga@example.org", "/natverket"]);
        assert!(spans[1].strong);
        assert_eq!(spans[3].words, "läs om fraga@example.org");
    }
}
