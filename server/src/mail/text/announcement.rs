//! What an organiser writes to many, as one of them gets it.

use domain::{
    mail::announcement::Posted,
    markup::{Document, Section, Span},
};

use super::{Block, Facts, Say, date};

/// In the organiser's words; around them only what every email has.
pub(super) fn announcement(say: Say, posted: &Posted, facts: &Facts<'_>) -> (String, Vec<Block>) {
    let Posted { letter, values, reply_to, test } = posted;
    let subject = letter.subject(say.0, values, date::full);
    let written = letter.body(say.0, values, date::full).map(&|spans| reachable(spans, facts.public_url));
    let mut blocks = Vec::new();
    if *test {
        blocks.push(say.words(
            "Det här är ett test som bara du har fått. Så här ser utskicket ut för den som får det:",
            "This is a test that only you have got. This is how the announcement looks to those who get it:",
        ));
    }
    blocks.extend(flat(written));
    if let Some(address) = reply_to {
        blocks.push(say.words(
            format!("Svara på mejlet om du vill något, så kommer svaret till {address}."),
            format!("Reply to this email if there is anything, and it will reach {address}."),
        ));
    }
    (if *test { format!("Test: {subject}") } else { subject }, blocks)
}

/// Links to pages of ours, for whoever reads them elsewhere.
fn reachable(spans: Vec<Span>, public_url: &str) -> Vec<Span> {
    let whole = |link: String| if link.starts_with('/') { format!("{public_url}{link}") } else { link };
    spans.into_iter().map(|span| Span { link: span.link.map(whole), ..span }).collect()
}

/// One after the other, whatever stands below what.
fn flat(document: Document) -> Vec<Block> {
    let Document { opening, sections } = document;
    let blocks = opening.into_iter().map(Block::Prose);
    blocks.chain(sections.into_iter().flat_map(below)).collect()
}

fn below(section: Section) -> Vec<Block> {
    let Section { heading, blocks, parts } = section;
    let own = std::iter::once(Block::Heading(heading)).chain(blocks.into_iter().map(Block::Prose));
    own.chain(parts.into_iter().flat_map(below)).collect()
}
