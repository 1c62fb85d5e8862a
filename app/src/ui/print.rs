//! Printing.

use leptos::prelude::*;

use super::html;
use crate::text::t;

/// Opens the browser's printing. Paper comes out of its menu too: the button is
/// for whoever has scripts, and the page script shows it.
#[component]
pub fn PrintButton() -> impl IntoView {
    html! { <button type="button" class="button button--primary" data-print hidden>{t().attendance.print}</button> }
}
