//! Texts with markup, as HTML. Nothing of a text is written as it stands: its words are
//! escaped, and its links are those that [`domain::markup`] has let through.

use domain::markup::{Block, Document, Section, Span};
use leptos::prelude::*;

use crate::ui::html;

/// A text, whose headings begin at a level.
pub(crate) fn prose(document: Document, level: u8) -> AnyView {
    let Document { opening, sections } = document;
    let sections: Vec<_> = sections.into_iter().map(|section| whole_section(section, level)).collect();
    html! { {all_blocks(opening)}{sections} }
}

/// A section, with its parts side by side.
fn whole_section(section: Section, level: u8) -> AnyView {
    let Section { heading, blocks, parts } = section;
    let part = |part: Section| {
        html! { <div class="reasons__item">{head(part.heading, level + 1)}{all_blocks(part.blocks)}</div> }
    };
    let parts: Vec<_> = parts.into_iter().map(part).collect();
    let parts = (!parts.is_empty()).then(|| html! { <div class="reasons">{parts}</div> });
    html! { <section class="section">{head(heading, level)}{all_blocks(blocks)}{parts}</section> }
}

fn head(heading: Vec<Span>, level: u8) -> AnyView {
    let words = all_words(heading);
    match level {
        2 => html! { <h2 dir="auto">{words}</h2> },
        3 => html! { <h3 dir="auto">{words}</h3> },
        4 => html! { <h4 dir="auto">{words}</h4> },
        _ => html! { <h5 dir="auto">{words}</h5> },
    }
}

fn all_blocks(blocks: Vec<Block>) -> Option<AnyView> {
    let blocks: Vec<_> = blocks.into_iter().map(one_block).collect();
    (!blocks.is_empty()).then(|| html! { <div class="prose">{blocks}</div> })
}

fn one_block(block: Block) -> AnyView {
    match block {
        Block::Paragraph(spans) => html! { <p dir="auto">{all_words(spans)}</p> },
        Block::List { ordered: true, items } => html! { <ol>{all_items(items)}</ol> },
        Block::List { ordered: false, items } => html! { <ul>{all_items(items)}</ul> },
    }
}

fn all_items(items: Vec<Vec<Span>>) -> Vec<AnyView> {
    items.into_iter().map(|item| html! { <li dir="auto">{all_words(item)}</li> }).collect()
}

fn all_words(spans: Vec<Span>) -> Vec<AnyView> {
    spans.into_iter().map(one_span).collect()
}

fn one_span(span: Span) -> AnyView {
    let Span { words, strong, emphasised, link } = span;
    let words = if emphasised {
        html! { <em>{words}</em> }
    } else {
        words.into_any()
    };
    let words = if strong {
        html! { <strong>{words}</strong> }
    } else {
        words
    };
    match link {
        // Another site is told nothing of ours.
        Some(to) if to.starts_with("https://") => html! { <a href=to rel="noopener">{words}</a> },
        Some(to) => html! { <a href=to>{words}</a> },
        None => words,
    }
}

#[cfg(test)]
mod tests {
    use domain::markup::parse;

    use super::*;

    fn html_of(text: &str) -> String {
        prose(parse(text), 2).to_html().replace("<!>", "")
    }

    #[test]
    fn a_text_becomes_plain_html() {
        let html = html_of("Se **[datum](/datum)**.\n\n## Två\n\n1. ett\n\n### Del\n\n- [IMY](https://imy.se)");
        for part in [
            r#"<a href="/datum"><strong>datum</strong></a>"#,
            r#"<h2 dir="auto">Två</h2>"#,
            r#"<h3 dir="auto">Del</h3>"#,
            r#"<a href="https://imy.se" rel="noopener">IMY</a>"#,
            "<ol>",
            "<ul>",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
    }

    #[test]
    fn nothing_that_is_typed_runs() {
        let typed = "<script>alert(1)</script>\n\n\\<script>alert(2)\\</script> &lt;img src=x onerror=alert(3)&gt;\n\n\
            [ord](javascript:alert(4)) [\"><script>](https://imy.se/\"onclick=\"alert(5))";
        let html = html_of(typed);
        for forbidden in ["<script", "<img", "javascript:", "alert(1)", "\"onclick"] {
            assert!(!html.contains(forbidden), "{forbidden} in {html}");
        }
        assert!(html.contains("&lt;script&gt;alert(2)"), "{html}");
    }
}
