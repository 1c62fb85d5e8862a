//! The browser's half: wakes the pages that the server has rendered.

use wasm_bindgen::prelude::wasm_bindgen;

/// Called once by the page, when the WebAssembly is there.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(app::App);
    // Tests wait for this: from now on, clicks are the product's.
    if let Some(html) = leptos::prelude::document().document_element() {
        let _ = html.set_attribute("data-hydrated", "true");
    }
}
