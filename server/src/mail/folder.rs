//! The demo's mailbox: a folder of `.eml` files, written and read here.
//!
//! A file is whole or not there, and only its owner may read it: it holds a
//! link that lets one in.

use std::{
    fs, io,
    io::Write,
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::Path,
};

use jiff::Timestamp;
use tokio::task::spawn_blocking;

/// A mail in the folder, as far as the demo's page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEmail {
    /// The file's name; names sort by time.
    pub file: String,
    /// To whom.
    pub to: String,
    /// When it was sent, as mail writes it.
    pub date: String,
    /// The subject.
    pub subject: String,
    /// The text part.
    pub text: String,
}

/// Keeps a mail. The folder is made if it is not there.
pub(super) async fn keep(folder: &Path, email: i64, eml: Vec<u8>, now: Timestamp) -> io::Result<()> {
    let folder = folder.to_owned();
    let name = format!("{}-{email:06}.eml", now.strftime("%Y%m%dT%H%M%S%.3fZ"));
    spawn_blocking(move || write(&folder, &name, &eml)).await?
}

/// The latest mails in a folder, latest first; none if there is no folder.
///
/// # Errors
/// The file system's own.
pub async fn latest(folder: &Path, limit: usize) -> io::Result<Vec<StoredEmail>> {
    let folder = folder.to_owned();
    spawn_blocking(move || {
        let names = names(&folder)?.into_iter().take(limit);
        names.map(|file| fs::read_to_string(folder.join(&file)).map(|eml| read(file, &eml))).collect()
    })
    .await?
}

fn write(folder: &Path, name: &str, eml: &[u8]) -> io::Result<()> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let unfinished = folder.join(format!(".{name}"));
    let mut file = fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&unfinished)?;
    file.write_all(eml)?;
    file.sync_all()?;
    fs::rename(unfinished, folder.join(name))
}

/// The names of the mails in a folder, latest first.
fn names(folder: &Path) -> io::Result<Vec<String>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut names = Vec::new();
    for entry in entries {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let mail = Path::new(&name).extension().is_some_and(|extension| extension == "eml");
        if mail && !name.starts_with('.') {
            names.push(name);
        }
    }
    names.sort_unstable_by(|a, b| b.cmp(a));
    Ok(names)
}

/// Reads a mail as [`super::render`] writes it.
fn read(file: String, eml: &str) -> StoredEmail {
    let (head, body) = eml.split_once("\r\n\r\n").unwrap_or((eml, ""));
    let header = |name: &str| header(head, name);
    StoredEmail { file, to: header("To"), date: header("Date"), subject: header("Subject"), text: text_part(body) }
}

fn header(head: &str, name: &str) -> String {
    let unfolded = head.replace("\r\n ", " ").replace("\r\n\t", " ");
    let found = unfolded.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": ").map(encoded_words));
    found.unwrap_or_default()
}

/// Reads `=?utf-8?b?…?=` (RFC 2047). Blanks between two such words are none.
fn encoded_words(value: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = value;
    let mut after_word = false;
    while let Some((before, word)) = rest.split_once("=?utf-8?b?") {
        let Some((word, after)) = word.split_once("?=") else { break };
        if !(after_word && before.trim().is_empty()) {
            bytes.extend(before.bytes());
        }
        bytes.extend(base64(word));
        (rest, after_word) = (after, true);
    }
    bytes.extend(rest.bytes());
    String::from_utf8_lossy(&bytes).into_owned()
}

fn base64(word: &str) -> Vec<u8> {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bytes, mut bits, mut waiting) = (Vec::new(), 0_u32, 0_u32);
    for digit in word.bytes().filter_map(|byte| (0..).zip(DIGITS).find_map(|(n, d)| (*d == byte).then_some(n))) {
        bits = (bits << 6) | digit;
        waiting += 6;
        if waiting >= 8 {
            waiting -= 8;
            bytes.push(u8::try_from((bits >> waiting) & 0xff).unwrap_or_default());
        }
    }
    bytes
}

/// The first part of a mail, or of the parts that are its first part.
fn text_part(body: &str) -> String {
    let boundary = body.trim_start().lines().next().unwrap_or_default().trim_end();
    let part = body.split(boundary).nth(1).unwrap_or_default();
    let (head, words) = part.split_once("\r\n\r\n").unwrap_or_default();
    if head.contains("multipart/") { text_part(words) } else { quoted_printable(words).trim().to_owned() }
}

/// Reads quoted-printable (RFC 2045, 6.7).
fn quoted_printable(words: &str) -> String {
    let mut parts = words.split('=');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let byte = part.get(..2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.extend(byte);
        // What is no number is the line end that the encoder put in.
        bytes.extend(part.get(2..).unwrap_or_default().bytes());
    }
    String::from_utf8_lossy(&bytes).replace("\r\n", "\n")
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use domain::people::Lang;
    use store::mail::outbox::Email;

    use super::*;
    use crate::mail::render::{
        Words,
        tests::{made, parcel},
    };

    fn eml(name: &str, lang: Lang) -> (String, Words) {
        let message = Email::SignIn { link: "4f".repeat(32), code: "123456".into(), till: String::new(), lang: None };
        let (words, message) = made(&parcel(name, lang, message));
        (String::from_utf8(message.unwrap().formatted()).unwrap(), words)
    }

    #[test]
    fn reads_what_was_written() {
        let long = "Åsa-Ängla Östersjö-Översättare af Påhittade Förvaltningen för Åtgärder";
        for (name, lang) in
            [("Åsa Öberg", Lang::Sv), (long, Lang::Sv), ("Eva", Lang::En), ("Eva = \"Ebba\" =?=", Lang::En)]
        {
            let (eml, words) = eml(name, lang);
            let kept = read("a.eml".into(), &eml);
            assert_eq!((kept.subject.as_str(), kept.text.as_str()), (words.subject.as_str(), words.text.trim()));
            assert!(kept.to.replace('\\', "").contains(name), "{}", kept.to);
            assert!(kept.to.ends_with("<adept1@example.org>"));
        }
    }

    #[test]
    fn reads_the_words_beside_files() {
        let body = "--a\r\nContent-Type: multipart/alternative;\r\n boundary=\"b\"\r\n\r\n\
                    --b\r\nContent-Type: text/plain\r\n\r\nHej=\r\n!\r\n--b--\r\n\r\n\
                    --a\r\nContent-Type: text/calendar\r\n\r\nBEGIN\r\n--a--\r\n";
        assert_eq!(text_part(body), "Hej!");
    }

    #[tokio::test]
    async fn keeps_whole_files_for_the_owner_only() {
        let folder = std::env::temp_dir().join(format!("ior-post-{}", std::process::id())).join("deep");
        assert_eq!(latest(&folder, 9).await.unwrap(), []);
        for (message, name) in [(1, "Åsa"), (2, "Öst")] {
            keep(&folder, message, eml(name, Lang::Sv).0.into_bytes(), Timestamp::UNIX_EPOCH).await.unwrap();
        }
        let kept = latest(&folder, 9).await.unwrap();
        assert_eq!(
            kept.iter().map(|k| k.to.as_str()).collect::<Vec<_>>(),
            ["Öst <adept1@example.org>", "Åsa <adept1@example.org>"]
        );
        assert_eq!(kept[0].file, "19700101T000000.000Z-000002.eml");
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folder), 0o700);
        assert_eq!(mode(&folder.join(&kept[0].file)), 0o600);
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 2, "nothing unfinished is left");
        std::fs::remove_dir_all(folder.parent().unwrap()).unwrap();
    }
}
