//! The browser's files: built by `cargo xtask site`, with content hashes in
//! their names, compressed ahead of time.

use std::path::{Path, PathBuf};

use app::{
    context::{AppState, Assets, Bundle},
    page, routes,
};
use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderValue, header::CACHE_CONTROL},
    response::Response,
    routing::any,
};
use tower::{ServiceBuilder, ServiceExt};
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

/// Reads the names of the browser's files. `cargo xtask site --dev` builds one
/// bundle for all islands.
///
/// # Errors
/// If the folder does not hold a built site.
pub fn assets(root: &Path) -> Result<Assets, Error> {
    let list = root.join("hash.txt");
    let hashes = std::fs::read_to_string(&list).map_err(|error| Error::Missing(root.to_owned(), error))?;
    let hash_of = |bundle: &str, kind: &'static str| {
        let hash = hashes.lines().find_map(|line| line.strip_prefix(kind)?.strip_prefix(bundle)?.strip_prefix(": "));
        hash.ok_or(Error::Incomplete(list.clone(), kind))
    };
    let file = |bundle: &str, kind: &'static str| Ok(format!("/pkg/{NAME}{bundle}.{}.{kind}", hash_of(bundle, kind)?));
    let bundle = |name: &str| Ok::<_, Error>(Bundle { js: file(name, "js")?, wasm: file(name, "wasm")? });
    let islands = bundle("-islands")?;
    Ok(Assets {
        build: hash_of("", "build")?.to_owned(),
        css: file("", "css")?,
        script: file("-pages", "js")?,
        tools: bundle("-tools").unwrap_or_else(|_| islands.clone()),
        islands,
    })
}

/// A file of the site if there is one at that path, else the page that says
/// there is nothing.
pub fn files_or_page(state: &AppState) -> Router {
    let root = state.settings.site_root.clone();
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
        .fallback(any(nothing).with_state(state.clone()));
    Router::new()
        .nest_service("/pkg", forever.clone().service(folder("pkg")))
        .nest_service("/fonts", forever.service(folder("fonts")))
        .fallback_service(files)
}

/// The page at whatever address is asked for; where there is none, the one that
/// says so.
pub async fn page(state: &AppState, request: Request) -> Response {
    let pages = routes::pages().into_iter().fold(Router::new(), |router, page| page.on(router));
    let answer = pages.fallback(nothing).with_state(state.clone()).oneshot(request).await;
    answer.unwrap_or_else(|never| match never {})
}

async fn nothing(State(state): State<AppState>, request: Request) -> Response {
    page::not_found(state, request).await
}
