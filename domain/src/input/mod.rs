//! What people type: cleaned and checked once, here, for the browser and the
//! server.

mod address;
mod clean;
mod code;
mod fold;
mod links;
mod name;
mod phone;

use std::{borrow::Cow, ops::RangeInclusive};

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

pub use self::{
    address::EmailAddress,
    clean::{clean_line, clean_text},
    code::sign_in_code,
    fold::{finds, fold, fold_decomposed},
    links::{Piece, with_links},
    name::{person_name, spoken_name},
    phone::tel_link,
};

/// What is wrong with one field: what any field can have. `app::text` puts it into words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Problem {
    /// Nothing was given where something is needed.
    Missing,
    /// More characters than the field takes.
    TooLong {
        /// How many there may be.
        max: u32,
        /// How many there are.
        got: u32,
    },
    /// Not an email address.
    NotAnAddress,
    /// Not an email address, but it can be told which one was meant.
    AlmostAnAddress {
        /// The address to offer.
        offered: String,
    },
    /// Not a date that exists.
    NotADate,
    /// Not a time of day.
    NotATime,
    /// A date after today, where only what has happened counts.
    InTheFuture,
    /// A date before today, where something is planned.
    InThePast,
    /// Not a number, or outside its bounds.
    NotBetween {
        /// The least allowed.
        min: u32,
        /// The most allowed.
        max: u32,
    },
    /// None of the choices offered.
    NotAChoice,
    /// A box that has to be ticked is not.
    NotTicked,
    /// Of several boxes, of which one at least has to be, none is ticked.
    NoneTicked,
    /// The same as one above.
    Twice,
    /// Not the address of a secure web page.
    NotALink,
    /// An end that is not after its beginning.
    EndsTooEarly,
    /// It sends mail, and nobody has said that it may.
    SendsMail,
    /// It would send mail to so many people, and the organiser has yet to agree.
    TellsPeople {
        /// How many.
        people: u32,
        /// Whether it can also be done without telling anyone.
        silently: bool,
    },
    /// More than so many choices.
    TooMany {
        /// The most allowed.
        max: u32,
    },
    /// Not the six digits of the sign-in mail.
    WrongCode,
    /// The address of a page or a mailbox, where a person's name is needed.
    NotAName,
    /// What the fields of one feature only can have, by its stable name. The feature
    /// has the enum, and the words for it.
    Feature(Cow<'static, str>),
}

/// A field, by its name in the form, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The form field's name, such as `date` or `actions[0][what]`.
    pub field: String,
    /// What is wrong.
    pub problem: Problem,
}

/// Collects the errors of a whole form, so that people see all of them at once.
///
/// ```
/// use domain::input::{Checks, Problem};
/// let mut checks = Checks::default();
/// let minutes: Option<u16> = checks.field("minutes", Err(Problem::Missing));
/// assert!(minutes.is_none());
/// assert_eq!(checks.finish(minutes).unwrap_err()[0].field, "minutes");
/// ```
#[derive(Default)]
pub struct Checks(Vec<FieldError>);

impl Checks {
    /// The field's value, or `None` with its error noted.
    pub fn field<T>(&mut self, field: impl Into<String>, outcome: Result<T, Problem>) -> Option<T> {
        outcome.map_err(|problem| self.0.push(FieldError { field: field.into(), problem })).ok()
    }

    /// What comes of several fields that are checked together, or `None` with their errors noted.
    pub fn all<T>(&mut self, outcome: Result<T, Vec<FieldError>>) -> Option<T> {
        outcome.map_err(|errors| self.0.extend(errors)).ok()
    }

    /// The whole value, if no field was wrong.
    ///
    /// # Errors
    /// Every field error, in the form's order.
    pub fn finish<T>(self, value: Option<T>) -> Result<T, Vec<FieldError>> {
        match value {
            Some(value) if self.0.is_empty() => Ok(value),
            _ => Err(self.0),
        }
    }
}

/// Text as people wrote it, cleaned, of at most `MAX` characters. May be empty.
///
/// ```
/// use domain::input::{Problem, Text};
/// assert_eq!(Text::<9>::parse(" två\r\nrader ").unwrap().as_str(), "två\nrader");
/// assert_eq!(Text::<9>::parse_line(" två\r\nrader ").unwrap().as_str(), "två rader");
/// assert_eq!(Text::<3>::parse("lång"), Err(Problem::TooLong { max: 3, got: 4 }));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text<const MAX: u32>(String);

impl<const MAX: u32> Text<MAX> {
    /// How many characters it takes.
    pub const MAX: u32 = MAX;

    /// Cleans and checks what was typed on several lines.
    ///
    /// # Errors
    /// [`Problem::TooLong`].
    pub fn parse(typed: &str) -> Result<Self, Problem> {
        Self::short_enough(clean_text(typed))
    }

    /// Cleans and checks what is written on one line, such as a name.
    ///
    /// # Errors
    /// [`Problem::TooLong`].
    pub fn parse_line(typed: &str) -> Result<Self, Problem> {
        Self::short_enough(clean_line(typed))
    }

    fn short_enough(clean: String) -> Result<Self, Problem> {
        let got = u32::try_from(clean.chars().count()).unwrap_or(u32::MAX);
        if got > MAX { Err(Problem::TooLong { max: MAX, got }) } else { Ok(Self(clean)) }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A whole number within bounds.
///
/// ```
/// use domain::input::{Problem, number};
/// assert_eq!(number(" 60 ", 5..=600), Ok(60));
/// assert_eq!(number("", 5..=600), Err(Problem::Missing));
/// assert_eq!(number("1e3", 5..=600), Err(Problem::NotBetween { min: 5, max: 600 }));
/// ```
///
/// # Errors
/// [`Problem::Missing`], [`Problem::NotBetween`].
pub fn number(typed: &str, bounds: RangeInclusive<u32>) -> Result<u32, Problem> {
    let typed = clean_line(typed);
    if typed.is_empty() {
        return Err(Problem::Missing);
    }
    let between = Problem::NotBetween { min: *bounds.start(), max: *bounds.end() };
    typed.parse().ok().filter(|n| bounds.contains(n)).ok_or(between)
}

/// A date as forms send it, or with the hyphens that word processors set.
///
/// ```
/// use domain::input::{Problem, date};
/// assert_eq!(date(" 2026-10-16 "), Ok(jiff::civil::date(2026, 10, 16)));
/// assert_eq!(date("2026\u{2011}10\u{2011}16\u{200b}"), Ok(jiff::civil::date(2026, 10, 16)));
/// assert_eq!(date("2026-02-30"), Err(Problem::NotADate));
/// assert_eq!(date(""), Err(Problem::Missing));
/// ```
///
/// # Errors
/// [`Problem::Missing`], [`Problem::NotADate`].
pub fn date(typed: &str) -> Result<Date, Problem> {
    match clean_line(typed).replace(['\u{2010}', '\u{2011}', '\u{2012}', '–', '\u{2212}'], "-").as_str() {
        "" => Err(Problem::Missing),
        typed if typed.len() == "2026-01-31".len() => typed.parse().map_err(|_| Problem::NotADate),
        _ => Err(Problem::NotADate),
    }
}

/// A time of day, with a colon or as it is written in Sweden.
///
/// ```
/// use domain::input::{Problem, time};
/// assert_eq!(time("09.30"), Ok(jiff::civil::time(9, 30, 0, 0)));
/// assert_eq!(time("9"), Err(Problem::NotATime));
/// assert_eq!(time(" "), Err(Problem::Missing));
/// ```
///
/// # Errors
/// [`Problem::Missing`], [`Problem::NotATime`].
pub fn time(typed: &str) -> Result<Time, Problem> {
    let typed = clean_line(typed).replace('.', ":");
    match typed.len() {
        0 => Err(Problem::Missing),
        5 | 8 => typed.parse().map_err(|_| Problem::NotATime),
        _ => Err(Problem::NotATime),
    }
}

/// One of a few choices, by its name.
///
/// ```
/// use domain::{input::{Problem, choice}, people::Role};
/// assert_eq!(choice("mentor", Role::from_name), Ok(Role::Mentor));
/// assert_eq!(choice("", Role::from_name), Err(Problem::NotAChoice));
/// ```
///
/// # Errors
/// [`Problem::NotAChoice`], also where nothing was chosen: there is nothing to fill in.
pub fn choice<T>(typed: &str, find: fn(&str) -> Option<T>) -> Result<T, Problem> {
    find(typed).ok_or(Problem::NotAChoice)
}

/// Which boxes were ticked, each once and in the order of `all`.
///
/// ```
/// use domain::{input::{Problem, ticked}, people::Role};
/// assert_eq!(ticked(&["mentor", "adept", "mentor"], Role::ALL, Role::from_name), Ok(Role::ALL.to_vec()));
/// assert_eq!(ticked(&["mentorn"], Role::ALL, Role::from_name), Err(Problem::NotAChoice));
/// ```
///
/// # Errors
/// [`Problem::NotAChoice`].
pub fn ticked<T, N>(names: &[N], all: &[T], find: fn(&str) -> Option<T>) -> Result<Vec<T>, Problem>
where
    T: Copy + PartialEq,
    N: AsRef<str>,
{
    let found = names.iter().map(|name| find(name.as_ref())).collect::<Option<Vec<_>>>().ok_or(Problem::NotAChoice)?;
    Ok(all.iter().copied().filter(|choice| found.contains(choice)).collect())
}

/// One of the numbers of a scale.
///
/// ```
/// use domain::input::{Problem, on_scale};
/// assert_eq!(on_scale("4", 1..=5), Ok(4));
/// assert_eq!(on_scale("", 1..=5), Err(Problem::NotAChoice));
/// assert_eq!(on_scale("6", 1..=5), Err(Problem::NotAChoice));
/// ```
///
/// # Errors
/// [`Problem::NotAChoice`].
pub fn on_scale(typed: &str, scale: RangeInclusive<u32>) -> Result<u32, Problem> {
    number(typed, scale).map_err(|_| Problem::NotAChoice)
}

/// Text of several lines that may not be left empty.
///
/// # Errors
/// [`Problem::Missing`], [`Problem::TooLong`].
pub fn some_text<const MAX: u32>(typed: &str) -> Result<String, Problem> {
    some(Text::<MAX>::parse(typed)?)
}

/// Text of one line, such as a name, that may not be left empty.
///
/// # Errors
/// [`Problem::Missing`], [`Problem::TooLong`].
pub fn some_line<const MAX: u32>(typed: &str) -> Result<String, Problem> {
    some(Text::<MAX>::parse_line(typed)?)
}

fn some<const MAX: u32>(text: Text<MAX>) -> Result<String, Problem> {
    if text.is_empty() { Err(Problem::Missing) } else { Ok(text.0) }
}

/// What may be left empty.
///
/// ```
/// use domain::input::{number, optional};
/// assert_eq!(optional("", |typed| number(typed, 1..=9)), Ok(None));
/// assert_eq!(optional("7", |typed| number(typed, 1..=9)), Ok(Some(7)));
/// assert!(optional("x", |typed| number(typed, 1..=9)).is_err());
/// ```
///
/// # Errors
/// What `parse` says of what is not empty.
pub fn optional<T>(typed: &str, parse: impl FnOnce(&str) -> Result<T, Problem>) -> Result<Option<T>, Problem> {
    if clean_line(typed).is_empty() { Ok(None) } else { parse(typed).map(Some) }
}

/// The address of a secure web page, or nothing: other schemes could run
/// something, or be read on the way.
///
/// ```
/// use domain::input::{Problem, https_link};
/// assert_eq!(https_link(" https://mote.example/a?b=1\u{200b} ").unwrap(), "https://mote.example/a?b=1");
/// assert_eq!(https_link("").unwrap(), "");
/// for bad in ["http://mote.example", "javascript:alert(1)", "https://", "https:// a", "https://a b", "https://a\"b", "mote"] {
///     assert_eq!(https_link(bad), Err(Problem::NotALink), "{bad}");
/// }
/// ```
///
/// # Errors
/// [`Problem::NotALink`], [`Problem::TooLong`].
pub fn https_link(typed: &str) -> Result<String, Problem> {
    const MAX: usize = 1000;
    let link = clean_line(typed);
    if link.len() > MAX {
        return Err(Problem::TooLong { max: 1000, got: u32::try_from(link.chars().count()).unwrap_or(u32::MAX) });
    }
    let plain = link.chars().all(|c| !c.is_whitespace() && !c.is_control() && !matches!(c, '"' | '<' | '>' | '\\'));
    let host = link.strip_prefix("https://").is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric()));
    if link.is_empty() || (plain && host) { Ok(link) } else { Err(Problem::NotALink) }
}

/// A path on our own site, if that is what it is. Anything that a browser could
/// take for another site's address is not.
///
/// ```
/// use domain::input::local_path;
/// assert_eq!(local_path("/dagar?pass=1&sok=eva+b%C3%B6"), Some("/dagar?pass=1&sok=eva+b%C3%B6"));
/// assert_eq!(local_path("/matchning?utkast=1#utkast"), Some("/matchning?utkast=1#utkast"));
/// for bad in ["", "par", "//evil.example", "/\\evil.example", "https://evil.example", "/\tx", "/a b", "/å"] {
///     assert_eq!(local_path(bad), None, "{bad}");
/// }
/// ```
pub fn local_path(path: &str) -> Option<&str> {
    let plain = path.bytes().all(|b| b.is_ascii_alphanumeric() || b"/-_.~?&=%+*#".contains(&b));
    let local = path.starts_with('/') && !path.starts_with("//");
    (plain && local).then_some(path)
}

/// A path to go on to after signing in: one of our own, but not one of the
/// sign-in pages again.
///
/// ```
/// use domain::input::onward_path;
/// assert_eq!(onward_path("/par"), Some("/par"));
/// assert_eq!(onward_path("/logga-in?till=/par"), None);
/// assert_eq!(onward_path("//evil.example"), None);
/// ```
pub fn onward_path(path: &str) -> Option<&str> {
    local_path(path).filter(|path| !path.starts_with("/logga-in"))
}

/// The same errors for a form whose fields are all called `outer[…]`; where that is empty,
/// they have their own names.
///
/// ```
/// use domain::input::{FieldError, Problem, within};
/// let error = |field: &str| FieldError { field: field.into(), problem: Problem::Missing };
/// let fields: Vec<_> = within("log", vec![error("date"), error("actions[0][what]")]);
/// assert_eq!(fields, [error("log[date]"), error("log[actions][0][what]")]);
/// ```
pub fn within(outer: &str, fields: Vec<FieldError>) -> Vec<FieldError> {
    fields.into_iter().map(|error| FieldError { field: name_within(outer, &error.field), ..error }).collect()
}

/// The name of a field in a form whose fields are all called `outer[…]`.
pub(crate) fn name_within(outer: &str, field: &str) -> String {
    if outer.is_empty() {
        return field.to_owned();
    }
    let (first, rest) = field.split_at(field.find('[').unwrap_or(field.len()));
    format!("{outer}[{first}]{rest}")
}
