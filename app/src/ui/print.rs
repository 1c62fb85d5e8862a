//! Printing.

use leptos::prelude::*;

use super::html;
use crate::text::t;

/// Opens the browser's printing. Paper comes out of its menu too: the button is
/// for whoever has scripts.
#[component]
pub fn PrintButton() -> impl IntoView {
    let awake = RwSignal::new(false);
    Effect::new(move || awake.set(true));
    let print = move |_| {
        let _ = window().print();
    };
    html! {
        <button type="button" class="button button--primary" hidden=move || !awake.get() on:click=print>{t().attendance.print}</button>
    }
}
