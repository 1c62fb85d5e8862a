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
    http::{
        HeaderValue, StatusCode,
        header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY},
    },
    middleware::{Next, from_fn, from_fn_with_state},
    response::Response,
    routing::any,
};
use tower::{Layer, ServiceExt};
use tower_http::services::ServeDir;

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

/// The service worker that shows the door without a connection.
pub const DOOR_WORKER: &str = "/door-worker.js";
/// It asks the network for us, and nothing else.
const WORKER_POLICY: HeaderValue = HeaderValue::from_static("default-src 'none'; connect-src 'self'");

/// More characters than the path of any file of ours has.
const LONGEST: usize = 200;
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
        extras: file("-extras", "js")?,
        tools: bundle("-tools").unwrap_or_else(|_| islands.clone()),
        islands,
    })
}

/// A file of the site if there is one at that path, else the page that says
/// there is nothing.
pub fn files_or_page(state: &AppState) -> Router {
    let root = state.settings.site_root.clone();
    let folder = |name: &str| {
        from_fn(kept_for_ever).layer(ServeDir::new(root.join(name)).precompressed_br().precompressed_gzip())
    };
    let files = ServeDir::new(&root)
        .append_index_html_on_directories(false)
        .precompressed_br()
        .precompressed_gzip()
        .call_fallback_on_method_not_allowed(true)
        .fallback(any(nothing_at).with_state(state.clone()));
    Router::new()
        .nest_service("/pkg", folder("pkg"))
        .nest_service("/fonts", folder("fonts"))
        .route_service(DOOR_WORKER, from_fn(as_worker).layer(files.clone()))
        .fallback_service(files)
        .layer(from_fn_with_state(state.clone(), named_plainly))
}

/// Lets a browser keep a file whose name changes with its content. That there is
/// no such file must not be kept: while servers are replaced one by one, another
/// one has it.
async fn kept_for_ever(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED {
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    }
    response
}

/// Gives the door's service worker the policy that its own requests are under.
async fn as_worker(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if response.status().is_success() {
        response.headers_mut().insert(CONTENT_SECURITY_POLICY, WORKER_POLICY);
    }
    response
}

/// Asks the disk only for what a file of ours may be called: what no disk can
/// look up is an error to it, and here the same as what is not there.
async fn named_plainly(State(state): State<AppState>, request: Request, next: Next) -> Response {
    if is_plain(request.uri().path()) { next.run(request).await } else { nothing(state, request).await }
}

fn is_plain(path: &str) -> bool {
    path.len() <= LONGEST && path.bytes().all(|b| b.is_ascii_alphanumeric() || b"/-_.".contains(&b))
}

/// An address with the character NUL stands for nothing, and PostgreSQL does not
/// take it as a text to look for.
pub async fn without_nul(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let uri = request.uri();
    if uri.path().contains("%00") || uri.query().is_some_and(|query| query.contains("%00")) {
        return nothing(state, request).await;
    }
    next.run(request).await
}

/// The page at whatever address is asked for; where there is none, the one that
/// says so.
pub async fn page(state: &AppState, request: Request) -> Response {
    let pages = routes::pages().into_iter().fold(Router::new(), |router, page| page.on(router));
    let answer = pages.fallback(nothing_at).with_state(state.clone()).oneshot(request).await;
    answer.unwrap_or_else(|never| match never {})
}

async fn nothing_at(State(state): State<AppState>, request: Request) -> Response {
    nothing(state, request).await
}

/// The page that says that there is none.
pub(crate) async fn nothing(state: AppState, request: Request) -> Response {
    page::not_found(state, request).await
}
