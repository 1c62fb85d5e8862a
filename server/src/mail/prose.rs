//! Texts with markup, in the two parts of a mail.

use domain::markup::{Block, Span};

use super::render::escaped;

/// What one block is in plain text.
pub(super) fn text(block: &Block) -> String {
    match block {
        Block::Paragraph(spans) => words(spans),
        Block::List { ordered, items } => {
            let line = |(n, spans): (usize, &Vec<Span>)| {
                if *ordered { format!("{}. {}", n + 1, words(spans)) } else { format!("- {}", words(spans)) }
            };
            items.iter().enumerate().map(line).collect::<Vec<_>>().join("\n")
        }
    }
}

/// Words in plain text: each link behind its words, where they are not the same.
pub(super) fn words(spans: &[Span]) -> String {
    let one = |span: &Span| match span.link.as_deref().map(|link| link.strip_prefix("mailto:").unwrap_or(link)) {
        Some(link) if link != span.words => format!("{} ({link})", span.words),
        _ => span.words.clone(),
    };
    spans.iter().map(one).collect()
}

/// What one block is in HTML, with the style of a paragraph.
pub(super) fn html(block: &Block, style: &str) -> String {
    match block {
        Block::Paragraph(spans) => format!("<p style=\"{style}\">{}</p>\n", html_words(spans)),
        Block::List { ordered, items } => {
            let tag = if *ordered { "ol" } else { "ul" };
            let item = |spans: &Vec<Span>| format!("<li style=\"margin:0 0 6px\">{}</li>\n", html_words(spans));
            let items: String = items.iter().map(item).collect();
            format!("<{tag} style=\"margin:0 0 18px;padding:0 0 0 24px\">\n{items}</{tag}>\n")
        }
    }
}

/// Words in HTML.
pub(super) fn html_words(spans: &[Span]) -> String {
    let one = |span: &Span| {
        let mut words = escaped(&span.words);
        if span.emphasised {
            words = format!("<em>{words}</em>");
        }
        if span.strong {
            words = format!("<strong>{words}</strong>");
        }
        match &span.link {
            Some(link) => format!("<a href=\"{}\">{words}</a>", escaped(link)),
            None => words,
        }
    };
    spans.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use domain::{
        mail::announcement::{Letter, Posted, Setting, Values},
        people::{Lang, Localised},
    };
    use store::mail::outbox::{Email, Parcel};

    use crate::mail::render::tests::{made, parcel, sent};

    const SV: &str = "Hej {förnamn}!\n\nSe **[dagen](/dagar/x)**, [IMY](https://imy.se) & <a@example.org>.\n\n\
        ## Ta med\n\n- penna\n- *papper*\n\n1. ett\n2. två";

    fn announcement(en: &str, reply_to: Option<&str>, test: bool) -> Email {
        let letter = Letter {
            subject: Localised { sv: "Vi ses {nästa dag}".into(), en: en.into() },
            body: Localised { sv: SV.into(), en: en.into() },
        };
        let setting = Setting { round: 15, next_day: None };
        let values = Values { name: "Eva <b> Ek".into(), organisation: "Alfa".into(), setting };
        Email::Announcement(Box::new(Posted { letter, values, reply_to: reply_to.map(ToOwned::to_owned), test }))
    }

    #[test]
    fn both_parts_say_what_was_written() {
        let (words, _) = made(&parcel("Eva <b> Ek", Lang::Sv, announcement("", None, false)));
        assert_eq!(words.subject, "Vi ses nästa gemensamma dag");
        for line in [
            "Hej Eva!",
            "Se dagen (https://ior.example/dagar/x), IMY (https://imy.se) & a@example.org.",
            "Ta med",
            "- penna\n- papper",
            "1. ett\n2. två",
        ] {
            assert!(words.text.contains(line), "{line} in {}", words.text);
        }
        for part in [
            "<a href=\"https://ior.example/dagar/x\"><strong>dagen</strong></a>",
            "<a href=\"mailto:a@example.org\">a@example.org</a>",
            "<li style=\"margin:0 0 6px\"><em>papper</em></li>",
            "<ol ",
            ">Ta med</h2>",
            "&amp;",
        ] {
            assert!(words.html.contains(part), "{part} in {}", words.html);
        }
    }

    #[test]
    fn whoever_reads_english_gets_english_where_there_is_some() {
        let text = |lang, en: &str| made(&parcel("Eva", lang, announcement(en, None, false))).0.text;
        assert!(text(Lang::En, "Welcome").contains("Hello Eva,\n\nWelcome"));
        assert!(announcement("", None, false).asked_in() == Some(Lang::Sv));
        assert!(announcement("Welcome", None, false).asked_in().is_none());
    }

    #[test]
    fn answers_go_where_they_are_to_go_and_a_test_says_so() {
        let of = |message| Parcel { to: "eva@example.org".into(), ..parcel("Eva", Lang::Sv, message) };
        let eml = sent(&of(announcement("", Some("fraga@example.org"), true)));
        assert!(eml.contains("Reply-To: fraga@example.org"), "{eml}");
        assert!(eml.contains("Subject: Test: "), "{eml}");
        assert!(!sent(&of(announcement("", None, false))).contains("Reply-To"));
    }
}
