//! Whom a request comes from: the peer of its connection or, behind our own
//! proxies, whoever they say that they have it from.
//!
//! Anyone can send `Forwarded` and `X-Forwarded-For`. So they are read from the
//! right, where the nearest proxy has written, and only as far as each hop is a
//! trusted one.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::http::{HeaderMap, HeaderName, header::FORWARDED};
use ipnet::IpNet;

/// What most proxies write.
pub const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// A hop, as a header names it; `None` if it names no address.
type Hop = Option<IpAddr>;

/// The address of whoever sent a request.
///
/// A proxy writes one of the two headers and may hand on the other as the client
/// wrote it. Where they disagree, the peer itself is counted: whoever sends the
/// other header shares its limits with others who do, and with nobody else.
///
/// ```
/// use axum::http::HeaderMap;
/// use server::client::address;
///
/// let trusted = ["10.0.0.0/8".parse::<ipnet::IpNet>().unwrap()];
/// let mut headers = HeaderMap::new();
/// headers.insert("x-forwarded-for", "1.1.1.1, 192.0.2.7, 10.0.0.2".parse().unwrap());
/// let from = |peer: &str| address(peer.parse().unwrap(), &headers, &trusted).to_string();
/// assert_eq!(from("10.0.0.1"), "192.0.2.7", "what the client itself wrote is to the left of it");
/// assert_eq!(from("192.0.2.9"), "192.0.2.9", "no proxy of ours");
/// ```
pub fn address(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let peer = peer.to_canonical();
    let mut told = [forwarded(headers), x_forwarded_for(headers)]
        .into_iter()
        .filter(|hops| !hops.is_empty())
        .map(|hops| first_untrusted(peer, &hops, trusted));
    match (told.next(), told.next()) {
        (Some(one), None) => one,
        (Some(one), Some(other)) if one == other => one,
        _ => peer,
    }
}

/// What requests from an address are counted under. Whoever has an IPv6 address
/// has its whole /64, so that is counted as one.
///
/// ```
/// use server::client::counted_as;
/// assert_eq!(counted_as("192.0.2.7".parse().unwrap()), "192.0.2.7");
/// assert_eq!(counted_as("2001:db8::1:2:3:4".parse().unwrap()), "2001:db8::/64");
/// ```
pub fn counted_as(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{}/64", Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

/// From the peer to the left, the first hop that is no proxy of ours. A hop that
/// is not told ends the way: then it is the proxy that had it from there.
fn first_untrusted(peer: IpAddr, hops: &[Hop], trusted: &[IpNet]) -> IpAddr {
    let mut client = peer;
    for hop in hops.iter().rev() {
        let is_trusted = trusted.iter().any(|network| network.contains(&client));
        match hop {
            Some(address) if is_trusted => client = *address,
            _ => break,
        }
    }
    client
}

fn x_forwarded_for(headers: &HeaderMap) -> Vec<Hop> {
    let values = headers.get_all(X_FORWARDED_FOR).iter();
    // What is no text becomes a hop that names no address.
    values.flat_map(|value| value.to_str().unwrap_or_default().split(',').map(|hop| node(hop.trim()))).collect()
}

/// The hops of RFC 7239. A header that is not in its form is one hop of which
/// nothing is known.
fn forwarded(headers: &HeaderMap) -> Vec<Hop> {
    let values = headers.get_all(FORWARDED).iter();
    values.flat_map(|value| value.to_str().ok().and_then(elements).unwrap_or_else(|| vec![None])).collect()
}

fn elements(header: &str) -> Option<Vec<Hop>> {
    split(header, ',')?.into_iter().map(|element| Some(node(named_for(element)?))).collect()
}

/// The value of `for` in an element such as `for="[2001:db8::1]:80";proto=https`;
/// empty if it is not told.
fn named_for(element: &str) -> Option<&str> {
    let pairs = split(element, ';')?.into_iter().filter_map(|pair| pair.split_once('='));
    let mut values = pairs.filter(|(name, _)| name.trim().eq_ignore_ascii_case("for")).map(|(_, value)| value.trim());
    let value = values.next().unwrap_or_default();
    Some(value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(value))
}

/// The parts between separators that are not within quotation marks. Nothing if
/// the last mark is not closed: a client's open mark must not swallow what a
/// proxy writes behind it.
fn split(text: &str, separator: char) -> Option<Vec<&str>> {
    let (mut quoted, mut escaped) = (false, false);
    let is_between = |c: char| {
        if escaped {
            escaped = false;
        } else if quoted && c == '\\' {
            escaped = true;
        } else if c == '"' {
            quoted = !quoted;
        } else {
            return c == separator && !quoted;
        }
        false
    };
    let parts = text.split(is_between).collect();
    (!quoted).then_some(parts)
}

/// An address as proxies write it: bare or with a port, IPv6 in brackets or
/// without. None for `unknown` and names that proxies make up.
fn node(text: &str) -> Hop {
    let bare = || text.parse::<IpAddr>().ok();
    let with_port = || text.parse::<SocketAddr>().ok().map(|socket| socket.ip());
    let in_brackets = || text.strip_prefix('[')?.strip_suffix(']')?.parse::<Ipv6Addr>().ok().map(IpAddr::from);
    bare().or_else(with_port).or_else(in_brackets).map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Our own proxies.
    const TRUSTED: [&str; 3] = ["10.0.0.0/8", "127.0.0.1/32", "fd00::/8"];
    /// The nearest of them.
    const PROXY: &str = "10.0.0.1";

    fn client_of(peer: &str, headers: &[(&str, &str)]) -> String {
        let trusted: [IpNet; 3] = TRUSTED.map(|network| network.parse().unwrap());
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(name.parse::<HeaderName>().unwrap(), value.parse().unwrap());
        }
        address(peer.parse().unwrap(), &map, &trusted).to_string()
    }

    #[test]
    fn a_proxy_tells_whom_it_has_a_request_from() {
        for (name, value, client) in [
            ("x-forwarded-for", "192.0.2.7", "192.0.2.7"),
            ("x-forwarded-for", " 192.0.2.7 ", "192.0.2.7"),
            ("x-forwarded-for", "192.0.2.7:50123", "192.0.2.7"),
            ("x-forwarded-for", "2001:db8::7", "2001:db8::7"),
            ("x-forwarded-for", "[2001:db8::7]", "2001:db8::7"),
            ("x-forwarded-for", "[2001:db8::7]:50123", "2001:db8::7"),
            ("x-forwarded-for", "::ffff:192.0.2.7", "192.0.2.7"),
            ("x-forwarded-for", "192.0.2.7, 10.0.0.3, fd00::3", "192.0.2.7"),
            ("forwarded", "for=192.0.2.7", "192.0.2.7"),
            ("forwarded", "proto=https; For=\"192.0.2.7:80\" ;by=10.0.0.1", "192.0.2.7"),
            ("forwarded", "for=\"[2001:db8::7]:80\";proto=https", "2001:db8::7"),
            ("forwarded", "for=192.0.2.7;host=\"a,b;c\", for=10.0.0.3", "192.0.2.7"),
        ] {
            assert_eq!(client_of(PROXY, &[(name, value)]), client, "{name}: {value}");
        }
    }

    #[test]
    fn what_a_client_writes_itself_is_not_believed() {
        for name in ["x-forwarded-for", "forwarded"] {
            assert_eq!(client_of("192.0.2.9", &[(name, "for=198.51.100.1")]), "192.0.2.9", "straight to us");
        }
        for (name, spoofed) in [
            ("x-forwarded-for", "198.51.100.1, 192.0.2.7"),
            ("x-forwarded-for", "10.0.0.9, 192.0.2.7"),
            ("x-forwarded-for", "unknown,,\"', 192.0.2.7"),
            ("forwarded", "for=198.51.100.1, for=192.0.2.7"),
            ("forwarded", "for=10.0.0.9;by=\"x\\\"\", for=192.0.2.7"),
        ] {
            assert_eq!(client_of(PROXY, &[(name, spoofed)]), "192.0.2.7", "{name}: {spoofed}");
        }
        let lines = [("x-forwarded-for", "198.51.100.1"), ("x-forwarded-for", "192.0.2.7")];
        assert_eq!(client_of(PROXY, &lines), "192.0.2.7", "a proxy may add a line of its own");
        // The header that the proxy does not write.
        let both = [("forwarded", "for=198.51.100.1"), ("x-forwarded-for", "192.0.2.7")];
        assert_eq!(client_of(PROXY, &both), PROXY);
        let agreeing = [("forwarded", "for=192.0.2.7"), ("x-forwarded-for", "192.0.2.7")];
        assert_eq!(client_of(PROXY, &agreeing), "192.0.2.7");
    }

    #[test]
    fn what_cannot_be_read_leaves_the_proxy_that_sent_it() {
        for (name, value) in [
            ("x-forwarded-for", ""),
            ("x-forwarded-for", "unknown"),
            ("x-forwarded-for", "192.0.2.7, _hidden"),
            ("x-forwarded-for", "192.0.2.7, fe80::1%eth0"),
            ("x-forwarded-for", "192.0.2.7, 300.1.1.1"),
            ("x-forwarded-for", "192.0.2.7:port"),
            ("forwarded", "for=unknown"),
            ("forwarded", "for=_hidden"),
            ("forwarded", "proto=https"),
            ("forwarded", ""),
            // An open quotation mark before what the proxy has added.
            ("forwarded", "for=198.51.100.1;x=\", for=192.0.2.7"),
            ("forwarded", "for=198.51.100.1;x=\", for=\"[2001:db8::7]:80\";host=\"h\""),
            ("forwarded", "for=198.51.100.1;x=\"\\\", for=\"[2001:db8::7]:80\""),
        ] {
            assert_eq!(client_of(PROXY, &[(name, value)]), PROXY, "{name}: {value}");
        }
        let farther = [("x-forwarded-for", "192.0.2.7, unknown, 10.0.0.3")];
        assert_eq!(client_of(PROXY, &farther), "10.0.0.3", "the farthest that is known to be ours");
        let mut headers = HeaderMap::new();
        headers.insert(X_FORWARDED_FOR, axum::http::HeaderValue::from_bytes(b"192.0.2.7, \xff").unwrap());
        let trusted: [IpNet; 1] = ["10.0.0.0/8".parse().unwrap()];
        assert_eq!(address(PROXY.parse().unwrap(), &headers, &trusted).to_string(), PROXY);
    }

    #[test]
    fn without_trusted_proxies_the_peer_counts() {
        let mut headers = HeaderMap::new();
        headers.insert(X_FORWARDED_FOR, "198.51.100.1".parse().unwrap());
        assert_eq!(address("127.0.0.1".parse().unwrap(), &headers, &[]).to_string(), "127.0.0.1");
        assert_eq!(address("::ffff:192.0.2.9".parse().unwrap(), &headers, &[]).to_string(), "192.0.2.9");
    }
}
