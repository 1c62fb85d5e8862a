//! Letters of decision. Their words are those of the preview.

use app::selection::letter::words;
use domain::{people::Role, selection::Outcome};

use super::{Block, Facts, Say};

pub(super) fn decided(
    say: Say,
    outcome: Outcome,
    role: Option<Role>,
    round: u32,
    facts: &Facts<'_>,
) -> (&'static str, Vec<Block>) {
    let letter = words(outcome, role, round, say.0);
    let (label, page) = letter.button;
    let mut blocks: Vec<_> = letter.paragraphs.into_iter().map(Block::Words).collect();
    blocks.push(Block::Button(label, format!("{}{page}", facts.public_url)));
    (letter.subject, blocks)
}
