//! Drafts: what someone has typed into a form and not sent. A form that takes more
//! than a minute keeps them, each under the key of the page on which it was begun:
//! what is begun anew never takes the place of what was begun before.

use jiff::{SignedDuration, Timestamp};

use crate::{
    input::{clean_line, local_path},
    merge::BASE_FIELD,
};

/// How many drafts one person has at most.
pub const MOST_DRAFTS: u32 = 100;
/// How large a draft is at most, in bytes of all names and values.
pub const MAX_SIZE: usize = 256 * 1024;
/// How long a draft that was discarded can be brought back.
pub const UNDO: SignedDuration = SignedDuration::from_hours(24);
/// The field in which the page script sends what was typed last, to know a draft by.
pub const WORDS_FIELD: &str = "ord";
/// The fields that hold the name of a choice, by the last part of their names.
const CHOICES: [&str; 14] = [
    "form",
    "who",
    "kind",
    "audience",
    "area",
    "level",
    "manages_managers",
    "strategic",
    "travel",
    "supports",
    "part",
    "tell",
    "occasion",
    "vote",
];
/// The fields whose words are shown nowhere but in them, by the last part of their names:
/// someone may look over the writer's shoulder.
pub const PRIVATE: [&str; 3] = ["reflection", "food", "access"];
/// How many characters of a draft are shown of it, about.
const FIRST_WORDS: usize = 60;

/// Which of someone's drafts it is: the key of the form in which it was begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DraftId(pub i64);

impl DraftId {
    /// What a form's key stands for: 16 hexadecimal digits.
    ///
    /// ```
    /// use domain::people::draft::DraftId;
    /// let id = DraftId::from_key("fedcba9876543210").unwrap();
    /// assert_eq!(id.key(), "fedcba9876543210");
    /// assert_eq!(DraftId(7).key(), "0000000000000007");
    /// for none in ["", "1", "fedcba987654321g", "+edcba9876543210"] {
    ///     assert!(DraftId::from_key(none).is_none(), "{none}");
    /// }
    /// ```
    pub fn from_key(key: &str) -> Option<Self> {
        let digits = key.len() == 16 && key.bytes().all(|b| b.is_ascii_hexdigit());
        u64::from_str_radix(key, 16).ok().filter(|_| digits).map(|number| Self(number.cast_signed()))
    }

    /// The key of the form.
    pub fn key(self) -> String {
        format!("{:016x}", self.0)
    }
}

/// The address of a form: the path of its page.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FormAddress(String);

impl FormAddress {
    /// The form on the page at an address, whose query says nothing of which form it is.
    ///
    /// ```
    /// use domain::people::draft::FormAddress;
    /// assert_eq!(FormAddress::of("/par/traffar/ny?utkast=1").unwrap().as_str(), "/par/traffar/ny");
    /// assert!(FormAddress::of("//evil.example").is_none());
    /// assert!(FormAddress::of(&format!("/{}", "a".repeat(300))).is_none());
    /// ```
    pub fn of(address: &str) -> Option<Self> {
        let path = local_path(address)?.split('?').next()?;
        (path.len() <= 200).then(|| Self(path.to_owned()))
    }

    /// The path.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether what is typed there is the pair's own, as all in its room is.
    ///
    /// ```
    /// use domain::people::draft::FormAddress;
    /// assert!(FormAddress::of("/par/overenskommelse/andra").unwrap().is_of_a_pair());
    /// assert!(!FormAddress::of("/ansok/ansokan/syfte").unwrap().is_of_a_pair());
    /// ```
    pub fn is_of_a_pair(&self) -> bool {
        self.0.starts_with("/par/")
    }
}

/// A form's fields, as typed.
pub type Fields = Vec<(String, String)>;

/// What someone has begun to write, and nobody else sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Which one.
    pub id: DraftId,
    /// The form that it is of.
    pub form: FormAddress,
    /// When it was kept.
    pub saved_at: Timestamp,
    /// What was typed.
    pub fields: Fields,
}

impl Draft {
    /// A few words to know it by: those that were typed last, or else the first that
    /// somebody has written rather than chosen. Empty, if nothing is; what is written for
    /// oneself alone is never among them.
    ///
    /// ```
    /// use domain::people::draft::{Draft, DraftId, FormAddress};
    /// let words = |fields: &[(&str, &str)]| Draft {
    ///     id: DraftId(1),
    ///     form: FormAddress::of("/par/traffar/ny").unwrap(),
    ///     saved_at: jiff::Timestamp::UNIX_EPOCH,
    ///     fields: fields.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect(),
    /// }.words();
    /// let log = [("log[date]", "2026-11-20"), ("log[form]", "in_person"), ("log[notes]", "Vi talade\r\nom mod.")];
    /// assert_eq!(words(&log), "Vi talade om mod.");
    /// assert_eq!(words(&[log[2], ("ord", "Ring chefen")]), "Ring chefen");
    /// assert_eq!(words(&[("announcement[to][occasion]", "dag-7"), ("announcement[subject_sv]", "Hej")]), "Hej");
    /// assert_eq!(words(&log[..2]), "");
    /// assert_eq!(words(&[("vote", "yes"), ("log[actions][0][who]", "mentor")]), "");
    /// // What is one's own stays in its field, also where it was typed last.
    /// let own = ("log[reflection]", "Jag är rädd\r\nför honom");
    /// assert_eq!((words(&[own]), words(&[("food", "nötter")])), (String::new(), String::new()));
    /// assert_eq!(words(&[own, log[2], ("ord", "Jag är rädd för")]), "Vi talade om mod.");
    /// let long = "ordet ".repeat(40);
    /// assert_eq!(words(&[("ord", long.as_str())]), format!("{}…", "ordet ".repeat(10).trim()));
    /// ```
    pub fn words(&self) -> String {
        let is_shown = |name: &str, value: &str| is_written(name, value) && !is_private(name) && name != WORDS_FIELD;
        let last = self.fields.iter().find(|(name, value)| name == WORDS_FIELD && self.may_show(value));
        let written = last.or_else(|| self.fields.iter().find(|(name, value)| is_shown(name, value)));
        written.map(|(_, value)| shortened(&clean_line(value))).unwrap_or_default()
    }

    /// Whether words that were typed last are none of those that are one's own.
    fn may_show(&self, last: &str) -> bool {
        let last = clean_line(last);
        let own = self.fields.iter().filter(|(name, _)| is_private(name));
        !last.is_empty() && own.map(|(_, value)| clean_line(value)).all(|own| !own.starts_with(&last))
    }

    /// What somebody has written in it rather than chosen, to be read and copied.
    pub fn written(&self) -> impl Iterator<Item = &str> {
        self.fields
            .iter()
            .filter(|(name, value)| name != WORDS_FIELD && is_written(name, value))
            .map(|(_, value)| value.as_str())
    }
}

/// The last part of a field's name: `log[notes]` → `notes`.
fn last_part(field: &str) -> &str {
    field.trim_end_matches(']').rsplit('[').next().unwrap_or(field)
}

fn is_private(field: &str) -> bool {
    PRIVATE.contains(&last_part(field))
}

/// Whether a field holds somebody's words: no date, number or name of a choice.
fn is_written(field: &str, value: &str) -> bool {
    let last = last_part(field);
    let is_of_a_name = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-');
    let is_choice = CHOICES.contains(&last) && value.bytes().all(is_of_a_name);
    let says_something = value.trim().chars().any(|c| !c.is_ascii_digit() && !"-:.".contains(c));
    field != BASE_FIELD && !is_choice && says_something
}

/// The first words, with a mark that there are more.
fn shortened(line: &str) -> String {
    let Some((end, _)) = line.char_indices().nth(FIRST_WORDS) else { return line.to_owned() };
    let first = line[..end].rfind(' ').map_or(&line[..end], |space| &line[..space]);
    format!("{}…", first.trim_end())
}
