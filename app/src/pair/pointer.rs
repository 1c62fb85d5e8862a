//! A sentence that points to another page.

use leptos::prelude::*;

use crate::ui::html;

/// A sentence, and where to go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pointer {
    /// What there is to say; empty if the link says it.
    pub text: String,
    /// Where the link leads.
    pub path: String,
    /// The link's words.
    pub label: String,
}

impl Pointer {
    /// Points somewhere.
    pub(crate) fn to(path: &str, text: impl Into<String>, label: &str) -> Self {
        Self { text: text.into(), path: path.to_owned(), label: label.to_owned() }
    }
}

/// Pointers, one below the other.
#[component]
pub fn Pointers(pointers: Vec<Pointer>) -> impl IntoView {
    let items: Vec<_> = pointers
        .into_iter()
        .map(|pointer| html! { <li>{pointer.text}" "<a href=pointer.path>{pointer.label}</a></li> })
        .collect();
    html! { <ul class="pointers">{items}</ul> }
}
