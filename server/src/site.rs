//! The browser's files: built by `cargo xtask site`, with content hashes in
//! their names, compressed ahead of time.

use std::{
    path::{Path, PathBuf},
    pin::Pin,
};

use app::{
    context::{AppState, Assets, Bundle},
    shell,
};
use axum::{
    Router,
    extract::Request,
    http::{HeaderValue, header::CACHE_CONTROL},
    response::Response,
};
use leptos::context::provide_context;
use leptos_axum::render_app_async_with_context;
use tower::ServiceBuilder;
use tower_http::{services::ServeDir, set_header::SetResponseHeaderLayer};

/// Why the browser's files cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder or its list of hashes is not there.
    #[error("no browser files in {0} (build them with `make build`, or set IOR_SITE_ROOT): {1}")]
    Missing(PathBuf, std::io::Error),
    /// The list of hashes lacks an entry.
    #[error("the list of browser files in {0} lacks an entry for {1}")]
    Incomplete(PathBuf, &'static str),
}

/// The name that every file of the browser's begins with.
const NAME: &str = "mentorprogram";

/// Reads the names of the browser's files. `cargo leptos` builds one bundle,
/// and `cargo xtask site --dev` too: then participants get the full one.
///
/// # Errors
/// If the folder does not hold a built site.
pub fn assets(root: &Path) -> Result<Assets, Error> {
    let list = root.join("hash.txt");
    let hashes = std::fs::read_to_string(&list).map_err(|error| Error::Missing(root.to_owned(), error))?;
    let file = |bundle: &str, kind: &'static str| {
        let hash = hashes.lines().find_map(|line| line.strip_prefix(kind)?.strip_prefix(bundle)?.strip_prefix(": "));
        let hash = hash.ok_or(Error::Incomplete(list.clone(), kind))?;
        Ok(format!("/pkg/{NAME}{bundle}.{hash}.{kind}"))
    };
    let bundle = |name: &str| Ok::<_, Error>(Bundle { js: file(name, "js")?, wasm: file(name, "wasm")? });
    let full = bundle("")?;
    Ok(Assets { css: file("", "css")?, participant: bundle("-participant").unwrap_or_else(|_| full.clone()), full })
}

/// The page at whatever address it is asked for; where there is none, the one
/// that says so.
pub fn page(state: &AppState) -> impl Fn(Request) -> Pin<Box<dyn Future<Output = Response> + Send>> + Clone + use<> {
    let (context, document) = (state.clone(), state.clone());
    render_app_async_with_context(move || provide_context(context.clone()), move || shell(&document))
}

/// A file of the site if there is one at that path, else the page that says
/// there is nothing.
pub fn files_or_page(state: &AppState) -> Router {
    let root = PathBuf::from(state.leptos.site_root.as_ref());
    let cached = |seconds: &'static str| {
        SetResponseHeaderLayer::if_not_present(CACHE_CONTROL, HeaderValue::from_static(seconds))
    };
    let folder = |name: &str| ServeDir::new(root.join(name)).precompressed_br().precompressed_gzip();
    let forever = ServiceBuilder::new().layer(cached("public, max-age=31536000, immutable"));
    let files = ServeDir::new(&root)
        .append_index_html_on_directories(false)
        .precompressed_br()
        .precompressed_gzip()
        .call_fallback_on_method_not_allowed(true)
        .fallback(axum::routing::any(page(state)));
    Router::new()
        .nest_service("/pkg", forever.clone().service(folder("pkg")))
        .nest_service("/fonts", forever.service(folder("fonts")))
        .fallback_service(files)
}
