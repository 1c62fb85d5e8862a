//! A page's frame, and what people get instead of a page.

use leptos::prelude::*;

use super::html;
use crate::{
    context,
    document::Head,
    error::AppError,
    text::{errors, t},
};

/// A page's frame: the browser's title, the heading, an optional line above it.
#[component]
pub fn Page(
    /// The heading, which is the browser's title too.
    #[prop(into)]
    title: String,
    /// A few words above the heading.
    #[prop(optional, into)]
    eyebrow: Option<String>,
    /// A sentence below the heading.
    #[prop(optional, into)]
    lede: Option<String>,
    children: Children,
) -> impl IntoView {
    Head::title(&title);
    html! {
        {eyebrow.map(|eyebrow| html! { <p class="eyebrow" dir="auto">{eyebrow}</p> })}
        // Often a name, or the title of a day.
        <h1 tabindex="-1" dir="auto">{title}</h1>
        {lede.map(|lede| html! { <p class="lede" dir="auto">{lede}</p> })}
        {children()}
    }
}

/// Instead of a page: what is the matter, and a way on.
pub(crate) fn error_page(error: &AppError) -> AnyView {
    context::set_status(error.status());
    let common = &t().common;
    let title = if *error == AppError::NotFound { common.not_found_title } else { common.error_title };
    let what = errors::of_action(error);
    html! {
        <Page title>
            <p class="lede">{what}</p>
            <p><a href="/">{common.to_front_page}</a></p>
        </Page>
    }
}

/// Instead of the page of a form that was sent by someone who is no longer
/// signed in: the way to sign in, and from there back.
pub(crate) fn sign_in_first(address: String) -> AnyView {
    context::set_status(AppError::SignIn.status());
    html! {
        <Page title=t().common.sign_in>
            <p>{t().common.signed_out}" "<a href=address>{t().common.sign_in}</a></p>
        </Page>
    }
}
