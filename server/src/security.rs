//! What stands around every request: origin check, headers, compression, and
//! a net under panics.

use std::time::Duration;

use app::{context::Settings, error::AppError, material::UPLOAD};
use axum::{
    Router,
    extract::{Request, State},
    http::{
        HeaderName, HeaderValue, StatusCode,
        header::{
            CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
            X_CONTENT_TYPE_OPTIONS,
        },
    },
    middleware::{Next, from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
};
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::{
        CompressionLayer, Predicate,
        predicate::{DefaultPredicate, NotForContentType},
    },
    csrf::CsrfLayer,
};

use crate::forms::error_response;

/// How long a request may take. The live channel answers at once and then streams.
const TIMEOUT: Duration = Duration::from_secs(30);

/// How long a file may be on its way. Its body is read of organisers only, and
/// some of them sit behind a slow line.
const UPLOAD_TIMEOUT: Duration = Duration::from_mins(5);

/// For answers that are no page: they run nothing and embed nothing.
const STRICT_POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'";

/// Puts the protection around the product.
pub fn protect(router: Router, settings: &Settings) -> Router {
    let compress = CompressionLayer::new().compress_when(DefaultPredicate::new().and(NotForContentType::SSE));
    router
        .layer(from_fn(in_time))
        .layer(CatchPanicLayer::custom(|_| error_response(&AppError::Internal)))
        // Anything but GET and HEAD must come from our own pages. Leptos does not check this.
        .layer(CsrfLayer::new())
        .layer(compress)
        .layer(from_fn_with_state(settings.https, headers))
}

/// Ends what takes too long.
async fn in_time(request: Request, next: Next) -> Response {
    let limit = if request.uri().path() == UPLOAD { UPLOAD_TIMEOUT } else { TIMEOUT };
    let answer = tokio::time::timeout(limit, next.run(request)).await;
    answer.unwrap_or_else(|_| StatusCode::SERVICE_UNAVAILABLE.into_response())
}

/// Headers that every answer carries, unless it has set its own.
async fn headers(State(https): State<bool>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let mut put = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    put(CONTENT_SECURITY_POLICY, STRICT_POLICY);
    put(X_CONTENT_TYPE_OPTIONS, "nosniff");
    // Forms without JavaScript come back to the page that they were on; a
    // sign-in link is never told to another site.
    put(REFERRER_POLICY, "same-origin");
    put(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    put(HeaderName::from_static("permissions-policy"), "camera=(self), geolocation=(), microphone=()");
    // What a person sees is not for anyone's cache.
    put(CACHE_CONTROL, "private, no-store");
    put(CONTENT_TYPE, "text/plain; charset=utf-8");
    if https {
        put(STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    response
}
