//! What stands around every request: origin check, headers, compression, time
//! limits, and a net under panics.

use std::{sync::Arc, time::Duration};

use app::{context::Settings, day::material::UPLOAD, error::AppError, round::focus::unnamed};
use axum::{
    Router,
    extract::{Request, State},
    http::{
        HeaderMap, HeaderName, HeaderValue,
        header::{
            CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ORIGIN, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
            X_CONTENT_TYPE_OPTIONS,
        },
    },
    middleware::{Next, from_fn, from_fn_with_state},
    response::Response,
};
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::{
        CompressionLayer, Predicate,
        predicate::{DefaultPredicate, NotForContentType},
    },
};

use crate::{config::public_origin, forms::error_response, refusal};

/// Where browsers say that a request comes from, beside `Origin`.
const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// How long a request may take. The live channel answers at once and then streams.
const TIMEOUT: Duration = Duration::from_secs(30);

/// How long a file may be on its way. Its body is read of organisers only, and
/// some of them sit behind a slow line.
const UPLOAD_TIMEOUT: Duration = Duration::from_mins(5);

/// For answers that are no page: they run nothing and embed nothing.
const STRICT_POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'";

/// Puts the protection around the product.
pub fn protect(router: Router, settings: &Arc<Settings>) -> Router {
    let compress = CompressionLayer::new().compress_when(DefaultPredicate::new().and(NotForContentType::SSE));
    let router = router
        .layer(from_fn(in_time))
        .layer(CatchPanicLayer::custom(|_| error_response(&AppError::Internal)))
        .layer(from_fn_with_state(settings.clone(), from_our_pages))
        .layer(from_fn_with_state(settings.clone(), refusal::layer));
    Router::new()
        // A stream that is open for hours does without the memory of an encoder.
        .route_service("/live", router.clone().into_service())
        .fallback_service(router.layer(compress))
        .layer(from_fn_with_state(settings.https, headers))
}

/// Ends what takes too long.
async fn in_time(request: Request, next: Next) -> Response {
    let limit = if unnamed(request.uri().path()) == UPLOAD { UPLOAD_TIMEOUT } else { TIMEOUT };
    within(limit, next.run(request)).await
}

async fn within(limit: Duration, answer: impl Future<Output = Response>) -> Response {
    // What was asked for may have been done by then.
    tokio::time::timeout(limit, answer).await.unwrap_or_else(|_| error_response(&AppError::TimedOut))
}

/// Refuses what would change something and does not come from our own pages.
/// Leptos does not check this. What an email's own address does, it does for whoever has
/// the email, in a mail program's page as well as in none: no cookie counts there.
async fn from_our_pages(State(settings): State<Arc<Settings>>, request: Request, next: Next) -> Response {
    let by_mail = request.uri().path().starts_with("/mejl/avsluta/");
    if request.method().is_safe() || by_mail || is_ours(request.headers(), &settings.public_url) {
        next.run(request).await
    } else {
        error_response(&AppError::OtherSite)
    }
}

/// Browsers tell it in `Sec-Fetch-Site`, those of before 2023 in `Origin`. Who
/// sends neither is no browser, and has nobody's cookies. What `Host` says does
/// not count: proxies rewrite it.
fn is_ours(headers: &HeaderMap, public_url: &str) -> bool {
    let said = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    match (said(FETCH_SITE), said(ORIGIN)) {
        (Some(site), _) => ["same-origin", "none"].contains(&site),
        (None, Some(origin)) => public_origin(origin).is_ok_and(|origin| origin == public_url),
        (None, None) => true,
    }
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

#[cfg(test)]
mod tests {
    use axum::response::IntoResponse;

    use super::*;

    #[tokio::test]
    async fn what_takes_too_long_is_ended() {
        let answer = within(Duration::from_millis(1), std::future::pending()).await;
        assert_eq!((answer.status().as_u16(), answer.extensions().get()), (503, Some(&AppError::TimedOut)));
        let answer = within(Duration::from_secs(30), async { "in time".into_response() }).await;
        assert_eq!(answer.status(), 200);
    }
}
