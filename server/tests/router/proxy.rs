//! Behind proxies: who is counted, and that nobody is shut out by others.

use std::{
    net::{IpAddr, SocketAddr},
    ops::Range,
};

use axum::{
    extract::ConnectInfo,
    http::{Request, header, request::Builder},
};
use store::people::MAX_PER_CLIENT;

use super::support::{Browser, World, form, post};

/// The proxy's address, as the server sees it.
const PROXY: [u8; 4] = [10, 0, 0, 1];

async fn behind_a_proxy() -> World {
    World::with(|settings| settings.trusted_proxies = vec!["10.0.0.0/8".parse().unwrap()]).await
}

/// A request to sign in, by a connection from an address.
fn asks(peer: impl Into<IpAddr>) -> Builder {
    post("people/request-sign-in")
        .header(header::ACCEPT, "application/json")
        .extension(ConnectInfo(SocketAddr::new(peer.into(), 50_000)))
}

/// Asks once for each of some addresses, and tells how often it was taken.
async fn taken(browser: &Browser, addresses: Range<i64>, ask: impl Fn() -> Builder) -> i64 {
    let mut taken = 0;
    for n in addresses {
        let fields = browser.as_rendered(&form(&[("email", &format!("okand{n}@example.org"))])).await;
        let answer = browser.send(ask(), fields).await;
        assert!([200, 429].contains(&answer.status), "{}", answer.body);
        taken += i64::from(answer.status == 200);
    }
    taken
}

#[tokio::test]
async fn clients_of_one_proxy_are_counted_apart() {
    let world = behind_a_proxy().await;
    let stranger = world.stranger();
    let by = |client: &'static str| move || asks(PROXY).header("x-forwarded-for", client);
    assert_eq!(taken(&stranger, 0..MAX_PER_CLIENT + 5, by("192.0.2.7")).await, MAX_PER_CLIENT);
    assert_eq!(taken(&stranger, 0..5, by("192.0.2.7:50123")).await, 0);
    assert_eq!(taken(&stranger, 0..5, by("192.0.2.8")).await, 5, "nobody else is shut out");
    // As a control, without trust all of them are the proxy.
    let world = World::new().await;
    assert_eq!(taken(&world.stranger(), 0..MAX_PER_CLIENT + 5, by("192.0.2.7")).await, MAX_PER_CLIENT);
    assert_eq!(taken(&world.stranger(), 0..5, by("192.0.2.8")).await, 0);
}

/// Whatever else a client writes, it is counted as itself.
#[tokio::test]
async fn nobody_gets_around_the_limit_by_a_header() {
    let world = behind_a_proxy().await;
    let stranger = world.stranger();
    let by = |spoofed: String| asks(PROXY).header("x-forwarded-for", format!("{spoofed}, 192.0.2.7"));
    let mut all = 0;
    for n in 0..MAX_PER_CLIENT + 5 {
        all += taken(&stranger, n..n + 1, || by(format!("198.51.100.{n}"))).await;
    }
    assert_eq!(all, MAX_PER_CLIENT);
    // Straight to the server, no header counts.
    let direct = || asks([198, 51, 100, 9]).header("forwarded", "for=192.0.2.7");
    assert_eq!(taken(&stranger, 0..1, direct).await, 1);
}

/// Who has one address of IPv6 has more of them than anyone can count.
#[tokio::test]
async fn a_network_of_ipv6_is_counted_as_one() {
    let world = behind_a_proxy().await;
    let stranger = world.stranger();
    let by = |client: &'static str| move || asks(PROXY).header("forwarded", format!("for=\"[{client}]:443\""));
    assert_eq!(taken(&stranger, 0..MAX_PER_CLIENT, by("2001:db8::1")).await, MAX_PER_CLIENT);
    assert_eq!(taken(&stranger, 0..1, by("2001:db8::2")).await, 0);
    assert_eq!(taken(&stranger, 0..1, by("2001:db8:0:1::2")).await, 1);
}

// ---- which pages are ours ----

/// The fields of a form that anyone may send.
const LANGUAGE: &str = "lang=en";

fn chooses_language(headers: &[(&str, &str)]) -> Builder {
    let request = Request::post("/sprak").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    headers.iter().fold(request, |request, (name, value)| request.header(*name, *value))
}

/// What a page of ours sends.
const OURS: [&[(&str, &str)]; 6] = [
    &[("origin", "https://mentor.example.org")],
    &[("origin", "https://mentor.example.org:443")],
    &[("sec-fetch-site", "same-origin")],
    &[("sec-fetch-site", "same-origin"), ("origin", "https://mentor.example.org")],
    &[("sec-fetch-site", "none")],
    &[],
];

/// What another's page sends, or ours over a line that anyone can change.
const THEIRS: [&[(&str, &str)]; 7] = [
    &[("origin", "http://mentor.example.org")],
    &[("origin", "https://mentor.example.org:8443")],
    &[("origin", "https://mentor.example.org.evil.example")],
    &[("origin", "http://ior.example")],
    &[("origin", "null")],
    &[("sec-fetch-site", "same-site"), ("origin", "https://mentor.example.org")],
    &[("sec-fetch-site", "cross-site")],
];

/// The browsers of these tests say that the host is `ior.example`, as a proxy may.
#[tokio::test]
async fn what_a_proxy_makes_of_the_host_does_not_matter() {
    let world = World::with(|settings| settings.public_url = "https://mentor.example.org".into()).await;
    for headers in OURS {
        let answer = world.stranger().send(chooses_language(headers), LANGUAGE).await;
        assert_eq!(answer.status, 303, "{headers:?}");
    }
    for headers in THEIRS {
        let answer = world.stranger().send(chooses_language(headers), LANGUAGE).await;
        assert_eq!((answer.status, answer.cookies().len()), (403, 0), "{headers:?}");
    }
}
