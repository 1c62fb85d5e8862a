//! Text as it should have been typed: every letter in its one form (NFC), and
//! nothing between them that nobody can see.

use icu_normalizer::{ComposingNormalizer, ComposingNormalizerBorrowed};

const NFC: ComposingNormalizerBorrowed<'_> = ComposingNormalizer::new_nfc();

/// Cleans text of several lines. Letters are composed (NFC); characters that
/// cannot be seen are removed, unless they shape the text or the emoji around
/// them; blanks of every kind and width become one space; line ends of every
/// kind become `\n`. Nothing but what was written stands first or last.
///
/// ```
/// use domain::input::clean_text;
/// assert_eq!(clean_text(" A\u{30a}sa\u{a0} O\u{308}berg \r\n\u{feff}a\u{ad}b\u{200b}c\u{2028}"), "Åsa Öberg\nabc");
/// assert_eq!(clean_text("ett\r\rtvå  \n tre"), "ett\n\ntvå\n tre");
/// // Persian words and families of emoji are held together by joiners.
/// let joined = "می\u{200c}خواهم 👩\u{200d}👧";
/// assert_eq!(clean_text(joined), joined);
/// ```
pub fn clean_text(typed: &str) -> String {
    let mut clean = String::with_capacity(typed.len());
    for c in visible(&typed.replace("\r\n", "\n")).chars() {
        match c {
            '\n' => {
                clean.truncate(clean.trim_end_matches(' ').len());
                if !clean.is_empty() {
                    clean.push(c);
                }
            }
            ' ' if clean.is_empty() || clean.ends_with(' ') => {}
            c => clean.push(c),
        }
    }
    NFC.normalize(clean.trim_end()).into_owned()
}

/// The same for what is written on one line: a line end is a blank like others.
///
/// ```
/// use domain::input::clean_line;
/// assert_eq!(clean_line("\u{202e}Eva\u{3000}\tEk\n, chef\u{feff}"), "Eva Ek , chef");
/// ```
pub fn clean_line(typed: &str) -> String {
    clean_text(typed).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a character has no shape of its own and takes no room, though it may
/// shape what is beside it.
pub(super) const fn is_invisible(c: char) -> bool {
    is_joiner(c) || is_variation(c) || is_tag(c) || is_meaningless(c)
}

/// Without what cannot be seen, and with one kind of blank and of line end.
fn visible(typed: &str) -> String {
    let mut typed = typed.chars().filter(|c| !is_meaningless(*c)).map(plain).filter(|c| *c == '\n' || !c.is_control());
    let mut next = typed.next();
    let mut last = None;
    let mut seen = String::new();
    while let Some(c) = next {
        next = typed.next();
        let means_something = match c {
            c if is_joiner(c) => {
                last.is_some_and(|last| is_shaped(last) || is_variation(last)) && next.is_some_and(is_shaped)
            }
            c if is_variation(c) => last.is_some_and(is_shaped),
            c if is_tag(c) => last.is_some_and(|last| last == BLACK_FLAG || is_tag(last)),
            _ => true,
        };
        if means_something {
            seen.push(c);
            // Marks may change their order when they are composed.
            last = if is_mark(c) { last } else { Some(c) };
        }
    }
    seen
}

/// Blanks and line ends in their plain form.
fn plain(c: char) -> char {
    match c {
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        // Braille's blank is drawn as one.
        '\u{2800}' => ' ',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// The flags of regions are written as this one and tags.
const BLACK_FLAG: char = '\u{1f3f4}';

/// Joins what stands before it with what comes after, or keeps the two apart.
const fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// An accent that can be on any letter, by itself.
pub(super) const fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe20}'..='\u{fe2f}'
    )
}

/// Chooses between the shapes of the character before it.
const fn is_variation(c: char) -> bool {
    matches!(c, '\u{180b}'..='\u{180f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

const fn is_tag(c: char) -> bool {
    matches!(c, '\u{e0020}'..='\u{e007f}')
}

/// Whether joiners and variation selectors beside it can mean something: what
/// comes after Latin, Greek and Cyrillic in Unicode.
const fn is_shaped(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{1dff}' | '\u{2190}'..) && !is_variation(c) && !is_tag(c)
}

/// Means nothing wherever it stands: soft hyphens, zero-width blanks, what turns
/// the direction of writing, fillers, byte order marks, placeholders of objects,
/// and what is no character at all.
const fn is_meaningless(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{200b}'
        | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fff0}'..='\u{fffc}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e001f}'
    ) || is_noncharacter(c)
}

/// Unicode promises never to use these; XML, and so spreadsheets, refuse them.
const fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}') || c as u32 & 0xfffe == 0xfffe
}
