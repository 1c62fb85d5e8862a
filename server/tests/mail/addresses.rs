//! What people may type as an address, and what the mail library sends to: the
//! same.

use std::{fs, net::IpAddr, path::Path};

use domain::{
    input::{Problem, clean_line},
    people::EmailAddress,
};
use lettre::Address;

const LOCAL: [&str; 30] = [
    "eva",
    "Eva.Ek",
    "o'brien",
    "o’brien",
    "o´brien",
    "eva..ek",
    ".eva",
    "eva.",
    "",
    "åsa",
    "ÅSA",
    "eva ek",
    "\"eva ek\"",
    "\"eva\"",
    "\"\"",
    "\"eva",
    "\"a@b\"",
    "\"a\\\"b\"",
    "\"a\\ b\"",
    "eva+nät",
    "a@b",
    "a,b",
    "a;b",
    "(eva)eva",
    "<eva",
    "e\u{200b}va",
    "e\u{301}va",
    "eva\u{202e}",
    "{x}|~",
    "eva\u{1f600}",
];

const DOMAIN: [&str; 33] = [
    "example.net",
    "Example.NET",
    "göteborg.example",
    "GÖTEBORG.example",
    "xn--gteborg-90a.example",
    "-example.net",
    "example-.net",
    "exa_mple.net",
    "exa--mple.net",
    "example..net",
    ".example.net",
    "example.net.",
    "example",
    "localhost",
    "",
    "exa mple.net",
    "exam\u{ad}ple.net",
    "example.net\u{feff}",
    "example,net",
    "example.net>",
    "1.1.1.1",
    "[1.1.1.1]",
    "[::1]",
    "::1",
    "[IPv6:::1]",
    "[x]",
    "[",
    "example。net",
    "ｅxample.net",
    "例え.テスト",
    "a'b.net",
    "a\"b.net",
    "é.e\u{301}.example",
];

#[test]
fn what_is_accepted_can_be_sent_to_and_the_other_way_round() {
    let long = |n: usize| "a".repeat(n);
    let mut typed: Vec<_> = LOCAL.iter().flat_map(|local| DOMAIN.map(|domain| format!("{local}@{domain}"))).collect();
    typed.extend([64, 65].map(|n| format!("{}@example.net", long(n))));
    typed.extend([63, 64].map(|n| format!("eva@{}.example", long(n))));
    typed.extend(["eva", "@", "eva@@example.net", "eva@example.net@"].map(str::to_owned));
    typed.extend(cases());
    for typed in typed {
        // What is valid by the letter, and no address that anybody has.
        let domain = typed.rsplit('@').next().unwrap_or_default();
        let is_odd = typed.contains('"') || domain.starts_with('[') || domain.parse::<IpAddr>().is_ok();
        let sendable = clean_line(&typed).parse::<Address>().is_ok();
        match EmailAddress::parse(&typed) {
            Ok(kept) => assert!(sendable && kept.as_str().parse::<Address>().is_ok(), "{typed:?} is kept as {kept:?}"),
            Err(Problem::AlmostAnAddress { offered }) => {
                assert!(!sendable || is_odd, "{typed:?}");
                assert_eq!(EmailAddress::parse(&offered).map(|kept| kept.as_str().to_owned()), Ok(offered));
            }
            Err(_) => assert!(!sendable || is_odd, "{typed:?} is refused"),
        }
    }
}

/// The addresses that `domain` is tested with.
fn cases() -> Vec<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../domain/tests/cases/addresses.txt");
    let text = fs::read_to_string(file).unwrap();
    text.lines().filter_map(|line| line.split_once('\t')).map(|(typed, _)| typed.to_owned()).collect()
}
