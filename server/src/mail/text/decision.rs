//! Decision emails. Their words are those of the preview.

use app::selection::message::words;
use domain::{people::Role, selection::Outcome};

use super::{Block, Facts, Say};

pub(super) fn decided(
    say: Say,
    outcome: Outcome,
    role: Option<Role>,
    round: u32,
    facts: &Facts<'_>,
) -> (&'static str, Vec<Block>) {
    let message = words(outcome, role, round, say.0);
    let (label, page) = message.button;
    let mut blocks: Vec<_> = message.paragraphs.into_iter().map(Block::Words).collect();
    blocks.push(Block::Button(label, format!("{}{page}", facts.public_url)));
    (message.subject, blocks)
}
