//! One page: from the request to the HTML.
//!
//! A page is an async function without arguments that reads what it shows and
//! returns a view, or an [`AppError`]. [`at`] says at which path it stands;
//! [`crate::routes`] has one such line for each. While a page runs, it can ask
//! [`context`] for the request, the caller and the path's parameters.

use std::{
    pin::Pin,
    sync::{Arc, PoisonError},
};

use axum::{
    Router,
    extract::{RawPathParams, Request, State},
    http::{
        StatusCode,
        header::{CONTENT_TYPE, LOCATION},
    },
    response::{IntoResponse, Response},
    routing::get,
};
use hydration_context::SsrSharedContext;
use leptos::{
    nonce::provide_nonce,
    prelude::*,
    reactive::{computed::ScopedFuture, owner::Owner},
};
use leptos_axum::ResponseOptions;

use crate::{
    context::{self, AppState, PathParams},
    document::{self, Head},
    error::AppError,
    people::cookies::leading_to,
    ui::{RejectedForm, error_page, sign_in_first},
};

/// What a page shows, or why it cannot.
pub type PageResult = Result<AnyView, AppError>;

type Page = Arc<dyn Fn() -> Pin<Box<dyn Future<Output = PageResult> + Send>> + Send + Sync>;

/// A page and the path that it stands at.
pub struct PageRoute {
    /// The path, as axum writes it: `/dagar/{slug}`.
    pub path: &'static str,
    page: Page,
}

/// Puts a page at a path.
pub fn at<F, Fut>(path: &'static str, page: F) -> PageRoute
where
    F: Fn() -> Fut + Send + Sync + 'static,
    Fut: Future<Output = PageResult> + Send + 'static,
{
    PageRoute { path, page: Arc::new(move || Box::pin(page())) }
}

impl PageRoute {
    /// Adds the page to a router.
    pub fn on(self, router: Router<AppState>) -> Router<AppState> {
        let page = self.page;
        let handler = async move |State(state): State<AppState>, params: RawPathParams, request: Request| {
            let params = params.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
            respond(state, PathParams(params), request, page()).await
        };
        router.route(self.path, get(handler))
    }
}

/// The page for an address at which there is none.
pub async fn not_found(state: AppState, request: Request) -> Response {
    respond(state, PathParams::default(), request, async { Err(AppError::NotFound) }).await
}

/// Runs `read` as a page would run it, with all that it may ask [`context`] for.
pub async fn read<T, Fut>(state: AppState, params: PathParams, request: Request, read: Fut) -> T
where
    Fut: Future<Output = T> + Send,
    T: Send,
{
    let owner = scope(state, params, request);
    owner.with(|| ScopedFuture::new(read)).await
}

async fn respond(
    state: AppState,
    params: PathParams,
    request: Request,
    page: impl Future<Output = PageResult> + Send,
) -> Response {
    let owner = scope(state, params, request);
    let response = owner.with(|| ScopedFuture::new(answer(page))).await;
    owner.cleanup();
    response
}

/// What a page may ask for, as contexts of an owner of its own.
fn scope(state: AppState, params: PathParams, request: Request) -> Owner {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let (mut parts, _) = request.into_parts();
    parts.extensions.insert(params);
    owner.with(|| {
        provide_nonce();
        provide_context(state);
        provide_context(ResponseOptions::default());
        provide_context(parts);
        provide_context(context::lang());
        provide_context(context::from_request::<RejectedForm>().map(Arc::new));
        provide_context(Head::default());
    });
    owner
}

async fn answer(page: impl Future<Output = PageResult>) -> Response {
    let sequence = context::state().store.sequence();
    let content = match page.await {
        Err(AppError::SignIn) if context::from_request::<RejectedForm>().is_none() => return to_sign_in(),
        Err(AppError::SignIn) => sign_in_first(sign_in_address()),
        Err(error) => error_page(&error),
        Ok(content) => content,
    };
    let html = document::document(content, &sequence);
    finished(html, &expect_context::<ResponseOptions>())
}

/// Sends the reader to sign in, from where they come back here.
fn to_sign_in() -> Response {
    (StatusCode::SEE_OTHER, [(LOCATION, sign_in_address())]).into_response()
}

fn sign_in_address() -> String {
    leading_to("/logga-in", &context::address())
}

/// The document with the status and headers that the page has asked for.
fn finished(html: String, options: &ResponseOptions) -> Response {
    let mut response = ([(CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response();
    let parts = std::mem::take(&mut *options.0.write().unwrap_or_else(PoisonError::into_inner));
    if let Some(status) = parts.status {
        *response.status_mut() = status;
    }
    response.headers_mut().extend(parts.headers);
    response
}
