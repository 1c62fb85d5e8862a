//! Materials: files that an organiser adds to a day, for those who are invited.
//!
//! What a file is, its name and its content have to say alike: a name can lie,
//! and content alone can be several things at once.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Audience, Day};
use crate::{
    id,
    input::{Checks, FieldError, Problem, clean_line},
    named, problems,
};

/// The largest file, in bytes.
pub const MAX_SIZE: usize = MAX_MEGABYTES as usize * 1024 * 1024;

/// The same as people read it.
pub const MAX_MEGABYTES: u32 = 10;

/// The most characters in a file's name.
const MAX_NAME: usize = 100;

id! {
    /// A file of a day.
    MaterialId,
}

named! {
    /// The kinds of files that can be added: those that people present, write
    /// and print with, and none that runs.
    pub enum FileKind {
        Pdf = "pdf",
        Pptx = "pptx",
        Docx = "docx",
        Xlsx = "xlsx",
        Odp = "odp",
        Odt = "odt",
        Png = "png",
        Jpeg = "jpeg",
    }
}

impl FileKind {
    /// What browsers are told that it is.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Odp => "application/vnd.oasis.opendocument.presentation",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
        }
    }

    /// The kind that a file's name claims.
    ///
    /// ```
    /// use domain::day::material::FileKind;
    /// assert_eq!(FileKind::of_name("Bild.JPG"), Some(FileKind::Jpeg));
    /// assert_eq!(FileKind::of_name("rapport.pdf.exe"), None);
    /// assert_eq!(FileKind::of_name("pdf"), None);
    /// ```
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, extension) = name.rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "jpg" => Some(Self::Jpeg),
            extension => Self::from_name(extension),
        }
    }

    /// Whether content is of this kind.
    ///
    /// ```
    /// use domain::day::material::FileKind;
    /// assert!(FileKind::Pdf.fits(b"%PDF-1.7\n"));
    /// assert!(FileKind::Pdf.fits(b"\xef\xbb\xbf\r\n%PDF-1.7\n"));
    /// assert!(!FileKind::Pdf.fits(b"<script>//%PDF-1.7"));
    /// assert!(!FileKind::Docx.fits(b"PK\x03\x04 any other archive"));
    /// ```
    pub fn fits(self, content: &[u8]) -> bool {
        match self {
            Self::Pdf => is_pdf(content),
            Self::Png => content.starts_with(b"\x89PNG\r\n\x1a\n"),
            Self::Jpeg => content.starts_with(b"\xff\xd8\xff"),
            Self::Pptx => is_office(content, b"ppt/"),
            Self::Docx => is_office(content, b"word/"),
            Self::Xlsx => is_office(content, b"xl/"),
            Self::Odp | Self::Odt => is_open_document(content, self.media_type()),
        }
    }
}

/// Whether content is a PDF: readers look for its head among the first 1,024 bytes
/// (ISO 32000-1, annex H). Only what programs put before it by mistake is let through.
fn is_pdf(content: &[u8]) -> bool {
    const HEAD: &[u8] = b"%PDF-";
    let start = content.get(..content.len().min(1_024 + HEAD.len())).unwrap_or_default();
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    start.trim_ascii_start().starts_with(HEAD)
}

/// Whether content is an archive with the parts of one of Microsoft's formats
/// (ECMA-376), of no other of them, and without a program in it.
fn is_office(content: &[u8], folder: &[u8]) -> bool {
    const FOLDERS: [&[u8]; 3] = [b"ppt/", b"word/", b"xl/"];
    let Some(names) = archived(content) else { return false };
    let has = |folder: &[u8]| names.iter().any(|name| name.starts_with(folder));
    let runs = names.iter().any(|name| name.to_ascii_lowercase().ends_with(b"vbaproject.bin"));
    let kinds_alike = FOLDERS.iter().all(|other| has(other) == (*other == folder));
    names.contains(&b"[Content_Types].xml".as_slice()) && kinds_alike && !runs
}

/// Whether content is an `OpenDocument` file of this media type: the format has
/// it as the archive's first entry, not compressed (ODF 1.3, part 2, 3.3).
fn is_open_document(content: &[u8], media_type: &str) -> bool {
    const NAME: &[u8] = b"mimetype";
    let (name_length, extra) = (number(content, 26, 2), number(content, 28, 2));
    let plain = number(content, 8, 2) == Some(0) && name_length == Some(NAME.len()) && extra == Some(0);
    let length = number(content, 18, 4) == Some(media_type.len());
    let says = content.get(30..).and_then(|rest| rest.strip_prefix(NAME));
    let says = says.is_some_and(|rest| rest.starts_with(media_type.as_bytes()));
    plain && length && says && archived(content).is_some()
}

/// The names of what an archive holds, by its table of contents; `None` for
/// what is no ZIP archive (APPNOTE 6.3, sections 4.3.12 and 4.3.16).
fn archived(content: &[u8]) -> Option<Vec<&[u8]>> {
    const FIRST: &[u8] = b"PK\x03\x04";
    const ENTRY: &[u8] = b"PK\x01\x02";
    const END: &[u8] = b"PK\x05\x06";
    const END_SIZE: usize = 22;
    if !content.starts_with(FIRST) {
        return None;
    }
    // The end record is last, but for a comment that tells its own length.
    let last = content.len().checked_sub(END_SIZE)?;
    let is_end = |at: &usize| {
        content[*at..].starts_with(END) && number(content, at + 20, 2) == Some(content.len() - at - END_SIZE)
    };
    let end = (last.saturating_sub(usize::from(u16::MAX))..=last).rev().find(is_end)?;
    let mut entries = content.get(number(content, end + 16, 4)?..)?;
    let mut names = Vec::new();
    for _ in 0..number(content, end + 10, 2)? {
        if !entries.starts_with(ENTRY) {
            return None;
        }
        let [name, extra, comment] = [28, 30, 32].map(|at| number(entries, at, 2));
        let end_of_name = 46 + name?;
        names.push(entries.get(46..end_of_name)?);
        entries = entries.get(end_of_name + extra? + comment?..)?;
    }
    Some(names)
}

/// A number of so many bytes, the least significant first.
fn number(bytes: &[u8], at: usize, size: usize) -> Option<usize> {
    let digits = bytes.get(at..)?.get(..size)?;
    Some(digits.iter().rev().fold(0, |number, digit| number << 8 | usize::from(*digit)))
}

/// A file's name without the folders it was in and without what cannot be seen
/// or has a meaning of its own on someone's device.
///
/// ```
/// use domain::day::material::clean_name;
/// assert_eq!(clean_name("C:\\Bilder\\Å ä ö.pdf"), "Å ä ö.pdf");
/// assert_eq!(clean_name("../../etc/passwd"), "passwd");
/// assert_eq!(clean_name("a\"b\r\nc: d?.pdf"), "a-bc- d-.pdf");
/// assert_eq!(clean_name("A\u{30a} a\u{308}.pdf"), "Å ä.pdf");
/// // Written from right to left, this would read as "xcod.pdf".
/// assert_eq!(clean_name("\u{202e}fdp.docx"), "fdp.docx");
/// assert_eq!(clean_name(&format!("{}.pdf", "å".repeat(200))).chars().count(), 100);
/// ```
pub fn clean_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let seen = last.chars().filter(|c| !c.is_control());
    let plain: String = seen.map(|c| if "\"<>:|?*%;".contains(c) { '-' } else { c }).collect();
    let plain = clean_line(&plain);
    let plain = plain.trim_matches(['.', ' ']);
    match plain.rsplit_once('.') {
        Some((stem, extension)) if extension.chars().count() < 8 => {
            let room = MAX_NAME - 1 - extension.chars().count();
            format!("{}.{extension}", stem.chars().take(room).collect::<String>().trim_end())
        }
        _ => plain.chars().take(MAX_NAME).collect(),
    }
}

/// A file of a day, without its content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Material {
    /// Its number.
    pub id: MaterialId,
    /// Who it is for.
    pub audience: Audience,
    /// Its name, cleaned.
    pub name: String,
    /// What it is.
    pub kind: FileKind,
    /// How many bytes it has.
    pub size: u32,
    /// When it was added.
    #[serde(with = "crate::time::wire")]
    pub added_at: Timestamp,
}

/// A day and its files, for organisers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayMaterials {
    /// The day, without the texts of its own page.
    pub day: Day,
    /// Its files, by name.
    pub files: Vec<Material>,
}

/// A file to be added to a day, as checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMaterial {
    /// Who it is for.
    pub audience: Audience,
    /// Its name, cleaned.
    pub name: String,
    /// What it is.
    pub kind: FileKind,
    /// Its content.
    pub content: Vec<u8>,
}

impl NewMaterial {
    /// Checks a file that someone chose, and for whom.
    ///
    /// ```
    /// use domain::day::material::{FileProblem, NewMaterial};
    /// let problem = |name: &str, content: &str| {
    ///     NewMaterial::parse("everyone", name, content.into()).map(|file| file.name).map_err(|e| e[0].problem.clone())
    /// };
    /// assert_eq!(problem("Program.pdf", "%PDF-1.4"), Ok("Program.pdf".into()));
    /// assert_eq!(problem("", ""), Err(FileProblem::Missing.into()));
    /// assert_eq!(problem("logga.svg", "<svg/>"), Err(FileProblem::Kind.into()));
    /// assert_eq!(problem("Program.pdf", "<html>"), Err(FileProblem::Content.into()));
    /// ```
    ///
    /// # Errors
    /// What is wrong with which of the fields `audience` and `file`.
    pub fn parse(audience: &str, name: &str, content: Vec<u8>) -> Result<Self, Vec<FieldError>> {
        let mut checks = Checks::default();
        let audience = checks.field("audience", Audience::from_name(audience).ok_or(Problem::NotAChoice));
        let name = clean_name(name);
        let kind = checks.field("file", kind_of(&name, &content));
        checks.finish(audience.zip(kind).map(|(audience, kind)| Self { audience, name, kind, content }))
    }
}

problems! {
    /// What can be wrong with a file.
    pub enum FileProblem {
        /// None was chosen.
        Missing = "no_file",
        /// It has more than [`MAX_MEGABYTES`].
        TooLarge = "file_too_large",
        /// It is of a kind that is not taken.
        Kind = "file_kind",
        /// It is not what its name says.
        Content = "file_content",
    }
}

fn kind_of(name: &str, content: &[u8]) -> Result<FileKind, Problem> {
    if name.is_empty() {
        return Err(FileProblem::Missing.into());
    }
    if content.len() > MAX_SIZE {
        return Err(FileProblem::TooLarge.into());
    }
    let kind = FileKind::of_name(name).ok_or(FileProblem::Kind)?;
    if kind.fits(content) { Ok(kind) } else { Err(FileProblem::Content.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two(number: usize) -> [u8; 2] {
        u16::try_from(number).unwrap().to_le_bytes()
    }

    fn four(number: usize) -> [u8; 4] {
        u32::try_from(number).unwrap().to_le_bytes()
    }

    /// An archive of empty files by the format's own description.
    fn zip(names: &[&str]) -> Vec<u8> {
        let (mut archive, mut table) = (Vec::new(), Vec::new());
        for name in names {
            let (at, length) = (four(archive.len()), two(name.len()));
            archive.extend([b"PK\x03\x04".as_slice(), &[0; 22], &length, &[0; 2], name.as_bytes()].concat());
            table.extend([b"PK\x01\x02".as_slice(), &[0; 24], &length, &[0; 12], &at, name.as_bytes()].concat());
        }
        let (at, count) = (four(archive.len()), two(names.len()));
        let size = four(table.len());
        [archive, table, [b"PK\x05\x06".as_slice(), &[0; 4], &count, &count, &size, &at, &[0; 2]].concat()].concat()
    }

    #[test]
    fn an_office_file_is_told_by_what_is_in_it() {
        let word = zip(&["[Content_Types].xml", "_rels/.rels", "word/document.xml"]);
        let kinds: Vec<_> = FileKind::ALL.iter().filter(|kind| kind.fits(&word)).collect();
        assert_eq!(kinds, [&FileKind::Docx]);
        for other in [
            zip(&["word/document.xml"]),
            zip(&["[Content_Types].xml", "word/document.xml", "xl/workbook.xml"]),
            zip(&["[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"]),
            zip(&["[Content_Types].xml", "evil.exe"]),
            zip(&[]),
            [b"<html>".to_vec(), word.clone()].concat(),
            word[..word.len() - 1].to_vec(),
            [word.clone(), b"more".to_vec()].concat(),
        ] {
            assert!(FileKind::ALL.iter().all(|kind| !kind.fits(&other)), "{}", String::from_utf8_lossy(&other));
        }
    }

    #[test]
    fn an_open_document_says_its_type_first() {
        let document = |media_type: &str| {
            let mut content = zip(&["mimetype"]);
            content[18..22].copy_from_slice(&four(media_type.len()));
            let table = 38 + media_type.len();
            content.splice(38..38, media_type.bytes());
            let end = content.len() - 22;
            content[end + 16..end + 20].copy_from_slice(&four(table));
            content
        };
        assert!(FileKind::Odt.fits(&document(FileKind::Odt.media_type())));
        assert!(!FileKind::Odp.fits(&document(FileKind::Odt.media_type())));
        assert!(!FileKind::Odt.fits(&document("application/vnd.oasis.opendocument.text-template")));
    }

    #[test]
    fn a_damaged_archive_is_none() {
        let whole = zip(&["[Content_Types].xml", "xl/workbook.xml"]);
        assert!(FileKind::Xlsx.fits(&whole));
        for at in 0..whole.len() {
            for byte in [0, 0x7f, 0xff] {
                let mut damaged = whole.clone();
                damaged[at] = byte;
                // Whatever it is taken for, reading it comes to an end.
                let _ = FileKind::ALL.iter().filter(|kind| kind.fits(&damaged)).count();
            }
            assert!(!FileKind::Xlsx.fits(&whole[..at]));
        }
    }
}
