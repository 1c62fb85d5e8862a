//! What people wrote: in the direction of its own script, and unable to widen a page
//! (`style/_base.scss`). Whatever someone typed is shown by one of these two; the
//! browser tests put long words in their place on every page.

use domain::input::{Piece, with_links};
use leptos::prelude::*;

use super::html;
use crate::text::unsealed;

/// A line that someone wrote, within what we say: a name, a title, a place.
#[component]
pub fn Written(
    /// What they wrote.
    #[prop(into)]
    text: String,
    /// Whether its addresses are links. Not where it stands in a link itself.
    #[prop(optional)]
    links: bool,
) -> impl IntoView {
    let text = unsealed(text);
    let text = if links { linked(&text) } else { text.into_any() };
    html! { <bdi>{text}</bdi> }
}

/// A text as it was written, paragraph by paragraph, with its addresses as links.
#[component]
pub fn Prose(
    /// What they wrote.
    #[prop(into)]
    text: String,
    /// What is said where they wrote nothing.
    #[prop(optional)]
    empty: &'static str,
) -> impl IntoView {
    if text.is_empty() {
        return (!empty.is_empty()).then(|| html! { <p class="muted">{empty}</p> }).into_any();
    }
    let text = unsealed(text);
    let paragraphs: Vec<_> =
        text.split("\n\n").map(|paragraph| html! { <p dir="auto">{linked(paragraph)}</p> }).collect();
    html! { <div class="prose prose--written">{paragraphs}</div> }
}

/// A text with its addresses as links, which tell other sites nothing of ours.
fn linked(text: &str) -> AnyView {
    let piece = |piece: Piece<'_>| match piece {
        Piece::Words(words) => words.to_owned().into_any(),
        Piece::Link(link) => {
            let (address, words) = (link.to_owned(), link.to_owned());
            html! { <a href=address rel="noopener nofollow ugc">{words}</a> }
        }
    };
    with_links(text).into_iter().map(piece).collect_view().into_any()
}
