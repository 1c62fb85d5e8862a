//! The markup of texts that organisers write for everyone: paragraphs, headings
//! (`## `), lists (`- ` or `1. `), links and emphasis, as in `CommonMark`.
//!
//! Nothing else is read out of a text. HTML is dropped where it stands, and a link that
//! leads anywhere but to a secure page, a page of our own or a mailbox is its words
//! alone. [`flaw`] finds both, so that they are told when a text is saved.

use pulldown_cmark::{Event, HeadingLevel, LinkType, Parser, Tag, TagEnd};

use crate::{
    input::{https_link, local_path},
    people::EmailAddress,
};

/// A text in its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// What stands before the first heading.
    pub opening: Vec<Block>,
    /// What stands below each heading.
    pub sections: Vec<Section>,
}

/// A heading and what stands below it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// The heading.
    pub heading: Vec<Span>,
    /// What stands below it.
    pub blocks: Vec<Block>,
    /// The sections within it, which have none within them.
    pub parts: Vec<Section>,
}

/// A piece of a text that stands by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Span>),
    /// A list.
    List {
        /// Whether its items are numbered.
        ordered: bool,
        /// Its items.
        items: Vec<Vec<Span>>,
    },
}

/// Words that look alike.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The words.
    pub words: String,
    /// Whether they are important.
    pub strong: bool,
    /// Whether they are stressed.
    pub emphasised: bool,
    /// Where they lead: an address that begins with `https://`, `mailto:` or one slash.
    pub link: Option<String>,
}

/// What a text has that is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// HTML.
    Html,
    /// A link to where none may lead.
    Link,
}

/// Reads a text.
///
/// ```
/// use domain::markup::{Block, Span, parse};
/// let words = |words: &str| Span { words: words.to_owned(), ..Span::default() };
/// let text = parse("Se [datum](/datum) och **kom**.\n\n## Sedan\n\n- ett\n- två");
/// let link = Span { link: Some("/datum".to_owned()), ..words("datum") };
/// let strong = Span { strong: true, ..words("kom") };
/// assert_eq!(text.opening, [Block::Paragraph(vec![words("Se "), link, words(" och "), strong, words(".")])]);
/// assert_eq!(text.sections[0].heading, [words("Sedan")]);
/// let items = vec![vec![words("ett")], vec![words("två")]];
/// assert_eq!(text.sections[0].blocks, [Block::List { ordered: false, items }]);
/// ```
pub fn parse(text: &str) -> Document {
    let mut reader = Reader::default();
    for event in Parser::new(text) {
        reader.read(&event);
    }
    reader.end_block();
    reader.document
}

/// The first thing in a text that is not taken.
///
/// ```
/// use domain::markup::{Flaw, flaw};
/// assert_eq!(flaw("[a](/datum) [b](https://imy.se) <eva@example.org> 2 < 3"), None);
/// assert_eq!(flaw("[a](javascript:alert(1))"), Some(Flaw::Link));
/// assert_eq!(flaw("[a](http://imy.se)"), Some(Flaw::Link));
/// assert_eq!(flaw("Hej <b>du</b>"), Some(Flaw::Html));
/// ```
pub fn flaw(text: &str) -> Option<Flaw> {
    Parser::new(text).find_map(|event| match event {
        Event::Html(_) | Event::InlineHtml(_) => Some(Flaw::Html),
        Event::Start(Tag::Link { link_type, dest_url, .. }) => {
            target(link_type, &dest_url).is_none().then_some(Flaw::Link)
        }
        _ => None,
    })
}

/// The first name in braces, with what stands before and behind it. A name is one or
/// more of the characters that are let into it; other braces are words.
///
/// ```
/// use domain::markup::name_in_braces;
/// assert_eq!(name_in_braces("i {dagar} {x}.", char::is_alphabetic), Some(("i ", "dagar", " {x}.")));
/// assert_eq!(name_in_braces("{} {1} {a b}", char::is_alphabetic), None);
/// ```
pub fn name_in_braces(text: &str, takes: fn(char) -> bool) -> Option<(&str, &str, &str)> {
    text.match_indices('{').find_map(|(at, brace)| {
        let (name, after) = text[at + brace.len()..].split_once('}')?;
        let is_name = !name.is_empty() && name.chars().all(takes);
        is_name.then_some((&text[..at], name, after))
    })
}

/// Where a link leads, if it may.
fn target(kind: LinkType, to: &str) -> Option<String> {
    if kind == LinkType::Email {
        return mailbox(to);
    }
    if let Some(address) = to.strip_prefix("mailto:") {
        return mailbox(address);
    }
    let page = https_link(to).ok().filter(|link| !link.is_empty());
    local_path(to).map(ToOwned::to_owned).or(page)
}

fn mailbox(address: &str) -> Option<String> {
    EmailAddress::parse(address).ok().map(|address| format!("mailto:{}", address.as_str()))
}

impl Document {
    /// The same with all words changed, run by run: a paragraph, an item, a heading.
    #[must_use]
    pub fn map(self, change: &impl Fn(Vec<Span>) -> Vec<Span>) -> Self {
        Self {
            opening: changed(self.opening, change),
            sections: self.sections.into_iter().map(|section| section.map(change)).collect(),
        }
    }
}

impl Section {
    fn map(self, change: &impl Fn(Vec<Span>) -> Vec<Span>) -> Self {
        Self {
            heading: change(self.heading),
            blocks: changed(self.blocks, change),
            parts: self.parts.into_iter().map(|part| part.map(change)).collect(),
        }
    }
}

fn changed(blocks: Vec<Block>, change: &impl Fn(Vec<Span>) -> Vec<Span>) -> Vec<Block> {
    let block = |block| match block {
        Block::Paragraph(spans) => Block::Paragraph(change(spans)),
        Block::List { ordered, items } => Block::List { ordered, items: items.into_iter().map(change).collect() },
    };
    blocks.into_iter().map(block).collect()
}

/// Makes a document of what the parser finds. What stands within what is flat here, so
/// that no text is too deep for whoever walks through it.
#[derive(Default)]
struct Reader {
    document: Document,
    /// The words of the block that is being read.
    spans: Vec<Span>,
    list: Option<List>,
    /// How many of each are open.
    strong: u32,
    emphasised: u32,
    link: Option<String>,
}

/// A list that is being read.
struct List {
    ordered: bool,
    items: Vec<Vec<Span>>,
    /// How many lists are open within it: their items are its own.
    inner: u32,
}

impl Reader {
    fn read(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(tag) => self.begin(tag),
            Event::End(tag) => self.end(*tag),
            Event::Text(words) | Event::Code(words) => self.say(words),
            Event::SoftBreak | Event::HardBreak => self.say(" "),
            // HTML among them.
            _ => {}
        }
    }

    fn begin(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Strong => self.strong += 1,
            Tag::Emphasis => self.emphasised += 1,
            Tag::Link { link_type, dest_url, .. } => self.link = target(*link_type, dest_url),
            Tag::List(first) => self.begin_list(first.is_some()),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.strong -= 1,
            TagEnd::Emphasis => self.emphasised -= 1,
            TagEnd::Link => self.link = None,
            TagEnd::List(_) => self.end_list(),
            // An item is one run of words, however it is written.
            TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::Heading(_) if self.list.is_some() => self.say(" "),
            TagEnd::Heading(level) => self.begin_section(level),
            TagEnd::Item | TagEnd::Paragraph | TagEnd::CodeBlock => self.end_block(),
            _ => {}
        }
    }

    fn say(&mut self, words: &str) {
        let (strong, emphasised) = (self.strong > 0, self.emphasised > 0);
        match self.spans.last_mut() {
            // A link is one link, whatever is stressed in it.
            Some(last)
                if last.link == self.link
                    && (self.link.is_some() || (last.strong, last.emphasised) == (strong, emphasised)) =>
            {
                last.words.push_str(words);
            }
            _ => self.spans.push(Span { words: words.to_owned(), strong, emphasised, link: self.link.clone() }),
        }
    }

    /// The words that were said since the last block.
    fn take(&mut self) -> Vec<Span> {
        let mut spans = std::mem::take(&mut self.spans);
        if let Some(last) = spans.last_mut() {
            last.words.truncate(last.words.trim_end().len());
        }
        spans.retain(|span| !span.words.is_empty());
        spans
    }

    /// Where the next block goes.
    fn blocks(&mut self) -> &mut Vec<Block> {
        match self.document.sections.last_mut() {
            None => &mut self.document.opening,
            Some(section) => match section.parts.last_mut() {
                None => &mut section.blocks,
                Some(part) => &mut part.blocks,
            },
        }
    }

    fn end_block(&mut self) {
        let spans = self.take();
        if spans.is_empty() {
            return;
        }
        match &mut self.list {
            Some(list) => list.items.push(spans),
            None => self.blocks().push(Block::Paragraph(spans)),
        }
    }

    fn begin_list(&mut self, ordered: bool) {
        // What an item says before the list within it is an item by itself.
        self.end_block();
        match &mut self.list {
            Some(list) => list.inner += 1,
            None => self.list = Some(List { ordered, items: Vec::new(), inner: 0 }),
        }
    }

    fn end_list(&mut self) {
        self.end_block();
        match self.list.take() {
            Some(list) if list.inner > 0 => self.list = Some(List { inner: list.inner - 1, ..list }),
            Some(List { ordered, items, .. }) if !items.is_empty() => {
                self.blocks().push(Block::List { ordered, items });
            }
            _ => {}
        }
    }

    /// A heading of the third level or below begins a part of the section above it.
    fn begin_section(&mut self, level: HeadingLevel) {
        let heading = self.take();
        if heading.is_empty() {
            return;
        }
        let section = Section { heading, ..Section::default() };
        match self.document.sections.last_mut() {
            Some(above) if level > HeadingLevel::H2 => above.parts.push(section),
            _ => self.document.sections.push(section),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Every run of words in a document.
    fn runs(document: &Document) -> Vec<Vec<Span>> {
        let found = std::cell::RefCell::new(Vec::new());
        let _ = document.clone().map(&|spans: Vec<Span>| {
            found.borrow_mut().push(spans.clone());
            spans
        });
        found.into_inner()
    }

    fn words(document: &Document) -> String {
        let run = |run: Vec<Span>| run.into_iter().map(|span| span.words).collect::<String>();
        runs(document).into_iter().map(run).collect::<Vec<_>>().join("|")
    }

    fn links(text: &str) -> Vec<String> {
        runs(&parse(text)).into_iter().flatten().filter_map(|span| span.link).collect()
    }

    #[test]
    fn headings_make_sections_and_parts() {
        let text = parse("Först.\n\n## Ett\n\nText.\n\n### Inom\n\nMer.\n\n#### Djupare\n\n# Två\n\nSist.");
        let heads: Vec<_> = text.sections.iter().map(|section| section.heading[0].words.as_str()).collect();
        assert_eq!(heads, ["Ett", "Två"]);
        let parts: Vec<_> = text.sections[0].parts.iter().map(|part| part.heading[0].words.as_str()).collect();
        assert_eq!(parts, ["Inom", "Djupare"]);
        assert_eq!((text.opening.len(), text.sections[0].parts[0].blocks.len()), (1, 1));
        let orphan = parse("### Utan något över");
        assert_eq!(orphan.sections.len(), 1, "no level is left out");
    }

    #[test]
    fn lists_are_flat_and_keep_every_word() {
        let numbered = parse("1. ett\n\n   mer\n2. två");
        assert!(matches!(&numbered.opening[..], [Block::List { ordered: true, items }] if items.len() == 2));
        assert_eq!(words(&numbered), "ett mer|två");
        let nested = parse("- ett\n  - inom\n- två");
        assert!(matches!(&nested.opening[..], [Block::List { ordered: false, items }] if items.len() == 3));
        assert_eq!(words(&nested), "ett|inom|två");
    }

    #[test]
    fn html_is_dropped_and_told() {
        for text in
            ["<script>alert(1)</script>", "Hej <img src=x onerror=alert(1)>", "<div>\nhej\n</div>", "a <!-- b -->"]
        {
            assert_eq!(flaw(text), Some(Flaw::Html), "{text}");
            assert!(!words(&parse(text)).contains('<'), "{text}");
        }
        assert_eq!(words(&parse(r"\<script> &lt;b&gt; 1 < 2")), "<script> <b> 1 < 2", "what is escaped is words");
    }

    #[test]
    fn a_link_leads_to_a_secure_page_our_own_or_a_mailbox() {
        let taken =
            "[a](https://imy.se/x) [b](/integritet) [c](mailto:Eva@example.org) <https://digg.se> <eva@example.org>";
        assert_eq!(
            links(taken),
            ["https://imy.se/x", "/integritet", "mailto:eva@example.org", "https://digg.se", "mailto:eva@example.org"]
        );
        for to in ["javascript:alert(1)", "//evil.example", "data:text/html,x", "http://imy.se", "mailto:x", "x", "#a"]
        {
            let text = format!("[ord]({to})");
            assert_eq!((links(&text), flaw(&text)), (Vec::new(), Some(Flaw::Link)), "{to}");
            assert_eq!(words(&parse(&text)), "ord", "{to}");
        }
    }

    #[test]
    fn a_link_is_one_link() {
        let spans = runs(&parse("**[en *viktig* sida](/datum)** och *[en till](/ansok)*")).remove(0);
        let linked: Vec<_> = spans.iter().filter(|span| span.link.is_some()).map(|span| span.words.as_str()).collect();
        assert_eq!(linked, ["en viktig sida", "en till"]);
        assert!(spans[0].strong);
    }

    #[test]
    fn deep_texts_are_read() {
        for piece in ["> ", "*a ", "[", "- ", "**", "`", "<", "# "] {
            let _ = parse(&piece.repeat(20_000 / piece.len()));
        }
        let nested = format!("{}x{}", "*a ".repeat(3_000), " b*".repeat(3_000));
        assert!(!words(&parse(&nested)).is_empty());
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "(\\PC|[\\s#*_\\[\\]()<>!`~.0-9-]|https://|javascript:|mailto:|<script>|</p>){0,80}") {
            let document = parse(&text);
            for span in runs(&document).into_iter().flatten() {
                prop_assert!(!span.words.is_empty());
                let safe = |link: &String| {
                    link.starts_with("https://") || link.starts_with("mailto:")
                        || (link.starts_with('/') && !link.starts_with("//"))
                };
                prop_assert!(span.link.as_ref().is_none_or(safe), "{:?}", span.link);
            }
        }

        #[test]
        fn plain_words_are_kept(paragraphs in proptest::collection::vec("[a-zåäö]{1,9}( [a-zåäö]{1,9}){0,5}", 1..5)) {
            let text = paragraphs.join("\n\n");
            prop_assert_eq!(words(&parse(&text)), paragraphs.join("|"));
            prop_assert_eq!(flaw(&text), None);
        }
    }
}
