//! Cleaning, addresses, search and codes. The cases are ours and those that lie
//! beside the project, if any do.
#![expect(clippy::unwrap_used, reason = "a case that cannot be read fails the test")]

use std::{fs, path::Path};

use domain::{
    input::{EmailAddress, Problem, Text, clean_line, clean_text, finds, fold, fold_decomposed, sign_in_code},
    people::EmailAddress as PersonsAddress,
};
use proptest::{collection::vec, prelude::*, sample::select};
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The lines of a file of cases, each cut at its tabulator.
fn cases(name: &str) -> Vec<[String; 2]> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (ours, others) = (root.join("tests/cases").join(name), root.join("../../shared/cases").join(name));
    let mut text = fs::read_to_string(ours).unwrap();
    text.push_str(&fs::read_to_string(others).unwrap_or_default());
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.map(|line| <[_; 2]>::from(line.split_once('\t').unwrap()).map(characters)).collect()
}

/// `<U+200B>` stands for that character.
fn characters(text: &str) -> String {
    let mut parts = text.split("<U+");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        let (hex, rest) = part.split_once('>').unwrap();
        let character = char::from_u32(u32::from_str_radix(hex, 16).unwrap()).unwrap();
        format!("{text}{character}{rest}")
    })
}

#[test]
fn addresses_are_kept_as_mail_knows_them() {
    for [typed, right] in cases("addresses.txt") {
        let kept = EmailAddress::parse(&typed).map(|address| address.as_str().to_owned());
        match right.as_str() {
            "refused, with the straight apostrophe offered" => {
                let offered = typed.replace(['’', '´'], "'");
                assert_eq!(kept, Err(Problem::AlmostAnAddress { offered }), "{typed}");
            }
            right if right.starts_with("refused") => {
                assert!(matches!(kept, Err(Problem::NotAnAddress | Problem::AlmostAnAddress { .. })), "{typed}");
            }
            right => assert_eq!(kept.as_deref(), Ok(right), "{typed}"),
        }
    }
}

#[test]
fn what_was_meant_is_offered() {
    for typed in [
        "Eva Ek <eva.ek@example.net>",
        "mailto:eva.ek@example.net",
        "eva.ek@example.net.",
        "eva.ek@example,net",
        "eva.ek @example.net",
        "eva.ek@example.net;",
    ] {
        let offered = "eva.ek@example.net".to_owned();
        assert_eq!(PersonsAddress::parse(typed), Err(Problem::AlmostAnAddress { offered }), "{typed}");
    }
}

/// Otherwise they would pass for several people, with a mail each.
#[test]
fn one_mailbox_is_one_address() {
    for [typed, kept] in [
        [r#""eva"@example.net"#, "eva@example.net"],
        [r#""e\va"@example.net"#, "eva@example.net"],
        [r#""eva.e\k"@example.net"#, "eva.ek@example.net"],
    ] {
        assert_eq!(EmailAddress::parse(typed).unwrap().as_str(), kept);
    }
    for typed in [r#""eva\"ek"@example.net"#, "eva@127.0.0.1", "eva@[127.0.0.1]", "eva@1.2.3"] {
        assert!(EmailAddress::parse(typed).is_err(), "{typed}");
    }
}

#[test]
fn an_address_has_room_for_64_and_254() {
    let local = |n: usize| EmailAddress::parse(&format!("{}\u{200b}@example.net", "a".repeat(n)));
    assert!(local(64).is_ok() && local(65).is_err());
    let domain = |n: usize| EmailAddress::parse(&format!("eva@{}{}", "a.".repeat(120), "a".repeat(n)));
    assert_eq!(domain(10).unwrap().as_str().len(), EmailAddress::MAX);
    assert!(domain(11).is_err());
}

#[test]
fn what_is_typed_finds_the_name() {
    for [typed, name] in cases("search.txt") {
        assert!(finds(&fold(&name), &fold(&typed)), "{typed} does not find {name}: {}, {}", fold(&typed), fold(&name));
    }
}

#[test]
fn another_name_is_not_found() {
    for (typed, name) in [("åsa", "Ossian Ek"), ("ek", "Eva Kvist"), ("oyv", "Yvonne Exempel"), ("ek eva", "Eva Ek")] {
        assert!(!finds(&fold(name), &fold(typed)), "{typed} finds {name}");
    }
}

#[test]
fn names_keep_their_letters() {
    for name in [
        "Jörg Weiß",
        "Þóra Ðan",
        "Łukasz Ćwik",
        "Ayşe Işık",
        "فاطمه",
        "O’Connor-Ek",
        "Nguyễn Thị",
        "葛\u{e0100}城",
        "Дмитрий Йенсен",
    ] {
        assert_eq!(clean_line(name), name);
        assert_eq!(clean_line(&name.nfd().collect::<String>()), name, "composed again");
    }
}

#[test]
fn what_cannot_be_seen_goes_where_it_means_nothing() {
    for (typed, clean) in [
        ("E\u{200b}va\u{ad} \u{feff}E\u{2060}k", "Eva Ek"),
        ("\u{2067}Eva\u{2069} \u{202e}Ek\u{200f}", "Eva Ek"),
        ("E\u{200d}v\u{200c}a\u{fe0f}", "Eva"),
        ("Eva\u{a0}\u{202f}\u{3000} \tEk\u{0}\u{7}", "Eva Ek"),
        ("Eva\u{e0041}\u{3164}\u{fffc}\u{ffff}", "Eva"),
        (
            "♥\u{fe0f} 👩\u{200d}👧 🏴\u{e0067}\u{e0062}\u{e007f}",
            "♥\u{fe0f} 👩\u{200d}👧 🏴\u{e0067}\u{e0062}\u{e007f}",
        ),
        ("क\u{94d}\u{200d}ष", "क\u{94d}\u{200d}ष"),
    ] {
        assert_eq!(clean_line(typed), clean, "{typed:?}");
    }
    assert_eq!(Text::<9>::parse("\u{200b}\u{a0}\u{feff}").unwrap().as_str(), "");
    assert_eq!(clean_text("ett \u{85}två\u{b}tre\r\n\r\n\rfyra\n "), "ett\ntvå\ntre\n\n\nfyra");
}

/// Text with much of what goes wrong in text.
fn typed() -> impl Strategy<Value = String> {
    const ODD: &str = "aAoé \n\r\t\u{a0}\u{200b}\u{200c}\u{200d}\u{fe0f}\u{e0067}\u{1f3f4}👩مक\u{94d}\u{301}\u{30a}\u{327}\u{20dd}\
        \u{ad}\u{feff}\u{202e}\u{85}\u{2126}\u{212a}ﬁøİ’´-\u{2011}０1@.\"\\";
    let odd = vec(select(ODD.chars().collect::<Vec<_>>()), 0..12).prop_map(String::from_iter);
    prop_oneof![odd, any::<String>()]
}

proptest! {
    #[test]
    fn clean_text_is_clean(typed in typed()) {
        let clean = clean_text(&typed);
        prop_assert_eq!(&clean_text(&clean), &clean, "cleaning twice is cleaning once");
        prop_assert!(is_nfc(&clean) && clean.trim() == clean && !clean.contains("  ") && !clean.contains(" \n"));
        prop_assert!(!clean.contains(|c: char| (c.is_control() || c.is_whitespace()) && !matches!(c, '\n' | ' ')));
        let unseen = ['\u{ad}', '\u{200b}', '\u{202e}', '\u{feff}'];
        prop_assert!(!clean.contains(unseen));
        prop_assert_eq!(clean_line(&typed), clean.split_whitespace().collect::<Vec<_>>().join(" "));
    }

    #[test]
    fn no_letter_is_lost(typed in typed()) {
        let fillers = ['\u{115f}', '\u{1160}', '\u{3164}', '\u{ffa0}'];
        let letters = |text: &str| text.nfd().filter(|c| c.is_alphanumeric() && !fillers.contains(c)).collect::<String>();
        prop_assert_eq!(letters(&clean_text(&typed)), letters(&typed));
    }

    #[test]
    fn text_is_found_by_itself_however_it_is_written(typed in typed()) {
        let folded = fold(&typed);
        prop_assert_eq!(&fold(&folded), &folded);
        prop_assert_eq!(&fold_decomposed(&clean_line(&typed).nfkd().collect::<String>()), &folded);
        prop_assert_eq!(&fold(&typed.nfd().collect::<String>()), &folded);
        prop_assert_eq!(&fold(&clean_text(&typed)), &folded);
        prop_assert!(finds(&folded, &folded) && finds(&folded, ""));
    }

    #[test]
    fn an_address_that_is_kept_stays_the_same(typed in "[ \u{200b}a-cåÅ.'’\"\\\\]{1,8}@[a-cåÅ.-]{1,8}") {
        let kept = match EmailAddress::parse(&typed) {
            Ok(address) => address,
            Err(Problem::AlmostAnAddress { offered }) => EmailAddress::parse(&offered).unwrap(),
            Err(_) => return Ok(()),
        };
        prop_assert_eq!(EmailAddress::parse(kept.as_str()), Ok(kept.clone()));
        prop_assert!(kept.as_str().rsplit_once('@').is_some_and(|(_, domain)| domain.is_ascii()));
    }

    #[test]
    fn a_code_is_read_through_what_mail_puts_around_it(code in "[0-9]{6}", odd in "[ \u{a0}\u{200b}\u{2010}-\u{2015}\u{2060}\u{feff}*.-]{0,3}", at in 0usize..=6) {
        let typed = format!("{odd}{}{odd}{}{odd}", &code[..at], &code[at..]);
        prop_assert_eq!(sign_in_code(&typed), Some(code.clone()));
        let wide: String = code.bytes().filter_map(|b| char::from_u32(u32::from(b - b'0') + 0xff10)).collect();
        prop_assert_eq!(sign_in_code(&wide), Some(code));
    }
}
