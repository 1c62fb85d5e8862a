//! The product's own icons: 24 × 24, drawn with one line.

use leptos::prelude::*;

use super::icons;

/// An icon. It says nothing that the words beside it do not: screen readers skip it.
#[component]
pub fn Icon(
    /// Its name in the set.
    name: &'static str,
) -> impl IntoView {
    islands::icon::drawn(icons::path(name))
}
