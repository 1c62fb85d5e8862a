//! Markup.

/// A [`view!`](leptos::view) that forgets its type at once: views of one kind
/// can stand in for each other, and a page compiles in a fraction of the time.
macro_rules! html {
    ($($markup:tt)*) => {
        leptos::prelude::IntoAny::into_any(leptos::prelude::view! { $($markup)* }.into_inner())
    };
}
pub(crate) use html;
