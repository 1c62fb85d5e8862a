//! The browser's half: the islands of a bundle, each a function that the page
//! script calls with the element to hydrate. Islands are added in `islands`; here
//! is nothing to add.

use wasm_bindgen::prelude::wasm_bindgen;

pub use islands;

/// Called once by the page script, before it hydrates the islands.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
