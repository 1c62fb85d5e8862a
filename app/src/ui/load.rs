//! Pages: their title, their content once it is read, and what people get
//! when there is none.

use std::{pin::Pin, sync::Arc};

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{hooks::use_location, location::Url};
use serde::de::DeserializeOwned;

use super::{Reading, form::query};
use crate::{
    error::AppError,
    text::{errors, t},
    ui::html,
};

/// The path whose page has had the focus, or was there first.
#[derive(Clone, Copy)]
pub(super) struct FocusedPath(StoredValue<String>);

impl FocusedPath {
    /// Nothing has been navigated to yet: the first page keeps the browser's focus.
    pub(super) fn provide() {
        provide_context(Self(StoredValue::new(use_location().pathname.get_untracked())));
    }
}

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
    let heading = NodeRef::<leptos::html::H1>::new();
    let here = use_location().pathname;
    let focused = expect_context::<FocusedPath>();
    // Whoever follows a link hears where they have come to. A page that reads
    // itself again leaves the focus where it is.
    Effect::new(move || {
        let path = here.get_untracked();
        if let Some(heading) = heading.get()
            && focused.0.with_value(|focused| *focused != path)
        {
            focused.0.set_value(path);
            // In the next frame, when it stands in the document.
            request_animation_frame(move || {
                let _ = heading.focus();
            });
        }
    });
    html! {
        <Title text=title.clone()/>
        {eyebrow.map(|eyebrow| html! { <p class="eyebrow">{eyebrow}</p> })}
        <h1 tabindex="-1" node_ref=heading>{title}</h1>
        {lede.map(|lede| html! { <p class="lede">{lede}</p> })}
        {children()}
    }
}

/// Shows what was read, or why it could not be. While it is read again, what
/// was there stays.
#[component]
pub fn Load<T, V, F>(
    /// What to read.
    read: Reading<T>,
    /// How to show it.
    view: F,
) -> impl IntoView
where
    T: DeserializeOwned + Send + 'static,
    F: Fn(T) -> V + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let show = move |json| match read.answer(json) {
        Ok(value) => view(value).into_any(),
        Err(error) => html! { <ErrorPage error/> },
    };
    loading(Box::new(move || Box::pin(read.json())), Arc::new(show))
}

/// JSON on its way.
type Json = Pin<Box<dyn Future<Output = String> + Send>>;

/// Not generic, so that it is compiled once for all pages.
fn loading(json: Box<dyn Fn() -> Json + Send + Sync>, show: Arc<dyn Fn(String) -> AnyView + Send + Sync>) -> AnyView {
    let content = move || {
        let (json, show) = (json(), show.clone());
        Suspend::new(async move { show(json.await) })
    };
    html! { <Transition>{content}</Transition> }
}

/// Instead of a page: what is the matter, and a way on. Whoever needs to sign
/// in is taken there, and back afterwards.
#[component]
pub fn ErrorPage(error: AppError) -> impl IntoView {
    if error == AppError::SignIn {
        return html! { <ToSignIn/> };
    }
    #[cfg(feature = "ssr")]
    crate::context::set_status(error.status());
    let common = &t().common;
    let title = if error == AppError::NotFound { common.not_found_title } else { common.error_title };
    html! {
        <Page title>
            <p class="lede">{errors::of_action(&error)}</p>
            <p><a href="/">{common.to_front_page}</a></p>
        </Page>
    }
}

/// Takes the reader to the sign-in page, from which they come back here.
#[component]
fn ToSignIn() -> impl IntoView {
    let here = use_location();
    // The path as it is, so that one can read it; what follows it may hold anything.
    let query = Url::escape(&here.search.with_untracked(query));
    let target = format!("/logga-in?till={}{query}", here.pathname.get_untracked());
    #[cfg(feature = "ssr")]
    crate::context::redirect_page(&target);
    Effect::new({
        let target = target.clone();
        move || {
            let _ = window().location().replace(&target);
        }
    });
    html! {
        <Page title=t().common.sign_in>
            <p><a rel="external" href=target>{t().errors.sign_in}</a></p>
        </Page>
    }
}

/// For an address that this bundle has no page for. Whether there is one, the
/// server knows: it is asked, unless it is the server that sent us here.
#[component]
pub fn Elsewhere() -> impl IntoView {
    let here = use_location();
    let sent_here = expect_context::<FocusedPath>().0.with_value(|first| *first == here.pathname.get_untracked());
    if sent_here {
        return html! { <ErrorPage error=AppError::NotFound/> };
    }
    let address = format!("{}{}", here.pathname.get_untracked(), here.search.with_untracked(query));
    Effect::new(move || {
        let _ = window().location().assign(&address);
    });
    ().into_any()
}
