//! Markup.

/// A [`view!`](leptos::view) that forgets its type at once. Every kind of view
/// that is kept in another one, in a list or in an option costs the browser a
/// few kilobytes of code; this way they are all of one kind.
macro_rules! html {
    ($($markup:tt)*) => {
        leptos::prelude::IntoAny::into_any(leptos::prelude::view! { $($markup)* }.into_inner())
    };
}
pub(crate) use html;
