//! Who came: checked in at the door of a segment, and never inferred from an
//! answer.

use std::{fmt, num::ParseIntError, str::FromStr};

use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use super::{Day, Segment, SegmentId, Standing};
use crate::{
    id,
    input::{Checks, FieldError, Problem, Text},
    named,
    people::{PersonId, Role},
    time::{instant, today},
};

id! {
    /// Someone who comes to a segment and is not in the round.
    VisitorId,
}

named! {
    /// As what someone comes who is not in the round.
    pub enum VisitorKind {
        /// Nobody knew of them before they stood at the door.
        WalkIn = "walk_in",
        /// Invited by an organiser.
        Guest = "guest",
        /// Speaks.
        Speaker = "speaker",
    }
}

impl VisitorKind {
    /// As what someone can be expected.
    pub const EXPECTED: [Self; 2] = [Self::Guest, Self::Speaker];
}

/// What one sees who stands at the door of a segment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Door {
    /// The day.
    pub day: Day,
    /// The segment.
    pub segment: Segment,
    /// Everyone invited to it, by name, whatever they answered.
    pub guests: Vec<Arrival>,
    /// Who comes without being in the round, in the order they were entered.
    pub visitors: Vec<Visitor>,
}

/// Someone invited to a segment, and whether they are here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrival {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their part in the round.
    pub role: Role,
    /// The name of their organisation.
    pub organisation: String,
    /// What they answered; nothing for those who only help at the door.
    pub standing: Option<Standing>,
    /// Their telephone number, for those who call who is missing; may be empty.
    pub phone: String,
    /// The code on their badge.
    pub badge: String,
    /// When they were checked in, if they are here.
    pub here: Option<CheckedIn>,
}

/// Someone was let in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckedIn {
    /// When.
    #[serde(with = "crate::time::wire")]
    pub at: Timestamp,
    /// The name of whoever did it.
    pub by: String,
}

/// Someone who comes to a segment and is not in the round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visitor {
    /// Their number.
    pub id: VisitorId,
    /// The segment.
    pub segment: SegmentId,
    /// As what they come.
    pub kind: VisitorKind,
    /// Their name.
    pub name: String,
    /// Where they come from; may be empty.
    pub organisation: String,
    /// The code on their badge, the same for all of a day's segments.
    pub badge: String,
    /// When they were let in, if they are here.
    pub check_in: Option<CheckedIn>,
}

/// What is entered of a visitor, as checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewVisitor {
    /// As what they come.
    pub kind: VisitorKind,
    /// Their name; not empty.
    pub name: Text<100>,
    /// Where they come from.
    pub organisation: Text<100>,
}

impl NewVisitor {
    /// Someone at the door whom nobody expected.
    ///
    /// ```
    /// use domain::day::check_in::NewVisitor;
    /// assert!(NewVisitor::walk_in("Gäst Gästsson", "").is_ok());
    /// assert_eq!(NewVisitor::walk_in(" ", "Alfa").unwrap_err()[0].field, "name");
    /// ```
    ///
    /// # Errors
    /// What is wrong with which of the fields `name` and `organisation`.
    pub fn walk_in(name: &str, organisation: &str) -> Result<Self, Vec<FieldError>> {
        Self::parse(Ok(VisitorKind::WalkIn), name, organisation)
    }

    /// Someone who is expected, as a guest or a speaker.
    ///
    /// ```
    /// use domain::day::check_in::{NewVisitor, VisitorKind};
    /// assert_eq!(NewVisitor::expected("speaker", "Tala Talsson", "").unwrap().kind, VisitorKind::Speaker);
    /// assert_eq!(NewVisitor::expected("walk_in", "Gäst", "").unwrap_err()[0].field, "kind");
    /// ```
    ///
    /// # Errors
    /// What is wrong with which of the fields `kind`, `name` and `organisation`.
    pub fn expected(kind: &str, name: &str, organisation: &str) -> Result<Self, Vec<FieldError>> {
        let kind = VisitorKind::from_name(kind).filter(|kind| VisitorKind::EXPECTED.contains(kind));
        Self::parse(kind.ok_or(Problem::NotAChoice), name, organisation)
    }

    fn parse(kind: Result<VisitorKind, Problem>, name: &str, organisation: &str) -> Result<Self, Vec<FieldError>> {
        let mut checks = Checks::default();
        let some = |text: Text<100>| if text.is_empty() { Err(Problem::Missing) } else { Ok(text) };
        let kind = checks.field("kind", kind);
        let name = checks.field("name", Text::parse_line(name).and_then(some));
        let organisation = checks.field("organisation", Text::parse_line(organisation));
        let whole = kind.zip(name).zip(organisation);
        checks.finish(whole.map(|((kind, name), organisation)| Self { kind, name, organisation }))
    }
}

/// In what part someone comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// In the round.
    Round(Role),
    /// From outside of it.
    Visitor(VisitorKind),
}

/// What is printed on a name badge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Badge {
    /// The name.
    pub name: String,
    /// In what part they come.
    pub part: Part,
    /// The organisation's name.
    pub organisation: String,
    /// Stands for person and day, and names neither.
    pub code: String,
}

/// The segment at whose door one stands: the wanted one, if it is one of the
/// day's; else the one going on or next; else the last.
///
/// ```
/// use domain::day::{Audience, Segment, SegmentId, check_in::at_the_door};
/// let segment = |id, starts: &str, ends: &str| Segment {
///     id: SegmentId(id), audience: Audience::Everyone, starts: starts.parse().unwrap(), ends: ends.parse().unwrap(),
///     capacity: None, moved_at: None, was: None, cancelled: false,
/// };
/// let day = [segment(1, "2027-04-09T07:00Z", "2027-04-09T10:00Z"), segment(2, "2027-04-09T11:00Z", "2027-04-09T13:00Z")];
/// let at = |wanted, now: &str| at_the_door(&day, wanted, now.parse().unwrap()).map(|segment| segment.id.0);
/// assert_eq!(at(None, "2027-04-01T12:00Z"), Some(1));
/// assert_eq!(at(None, "2027-04-09T10:00Z"), Some(2));
/// assert_eq!(at(None, "2027-05-01T12:00Z"), Some(2));
/// assert_eq!(at(Some(SegmentId(2)), "2027-04-01T12:00Z"), Some(2));
/// assert_eq!(at(Some(SegmentId(9)), "2027-04-01T12:00Z"), Some(1));
/// ```
pub fn at_the_door(segments: &[Segment], wanted: Option<SegmentId>, now: Timestamp) -> Option<Segment> {
    let by_id = wanted.and_then(|id| segments.iter().find(|segment| segment.id == id));
    let on_or_next = || segments.iter().find(|segment| segment.ends > now);
    by_id.or_else(on_or_next).or(segments.last()).copied()
}

/// The code in what a badge's QR says: the address of the check-in page.
///
/// ```
/// use domain::day::check_in::badge_code;
/// assert_eq!(badge_code("https://ior.example/organisera/dagar/x/incheckning?kod=00ff12&x"), Some("00ff12"));
/// assert_eq!(badge_code("https://other.example/"), None);
/// ```
pub fn badge_code(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once("kod=")?;
    let end = rest.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(rest.len());
    rest.get(..end).filter(|code| !code.is_empty())
}

/// Someone who comes: whom one lets in at the door, and who has a seat at a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Attendee {
    /// Someone in the round.
    Person(PersonId),
    /// Someone who is not, and is expected.
    Visitor(VisitorId),
}

impl From<PersonId> for Attendee {
    fn from(person: PersonId) -> Self {
        Self::Person(person)
    }
}

impl From<VisitorId> for Attendee {
    fn from(visitor: VisitorId) -> Self {
        Self::Visitor(visitor)
    }
}

impl fmt::Display for Attendee {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Person(person) => person.fmt(f),
            Self::Visitor(visitor) => write!(f, "v{visitor}"),
        }
    }
}

impl FromStr for Attendee {
    type Err = ParseIntError;

    /// Reads what its `Display` wrote.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.strip_prefix('v') {
            Some(visitor) => visitor.parse().map(|id| Self::Visitor(VisitorId(id))),
            None => text.parse().map(|id| Self::Person(PersonId(id))),
        }
    }
}

/// A button that was pressed at the door: someone is here, or is not after all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Press {
    /// The segment.
    pub segment: SegmentId,
    /// Who.
    pub who: Attendee,
    /// Whether they are here.
    pub here: bool,
}

impl Press {
    fn is_about(&self, segment: SegmentId, who: Attendee) -> bool {
        self.segment == segment && self.who == who
    }
}

/// Someone who stands at the door and nobody knew of, as entered in the browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WalkIn {
    /// The segment.
    pub segment: SegmentId,
    /// Tells this entry from every other one of the same person: however often it
    /// is sent, it makes one visitor. Neither blank nor colon is in it.
    pub key: String,
    /// Their name.
    pub name: String,
    /// Where they come from; may be empty.
    pub organisation: String,
}

/// Something done at the door, on its way to the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A button was pressed.
    Press(Press),
    /// Someone was entered.
    WalkIn(WalkIn),
}

impl Entry {
    /// At whose door it was done.
    pub const fn segment(&self) -> SegmentId {
        match self {
            Self::Press(press) => press.segment,
            Self::WalkIn(walk_in) => walk_in.segment,
        }
    }

    fn is_about(&self, segment: SegmentId, who: Attendee) -> bool {
        matches!(self, Self::Press(press) if press.is_about(segment, who))
    }
}

/// What was done at the door and has not reached the server yet, in order. The
/// browser keeps it as text, so that a lost connection or a closed page loses nothing.
///
/// ```
/// use domain::{day::{SegmentId, check_in::{Attendee, Entry, Press, Queue, VisitorId, WalkIn}}, people::PersonId};
/// let press = |person, here| Press { segment: SegmentId(1), who: Attendee::Person(PersonId(person)), here };
/// let mut queue = Queue::default();
/// queue.press(press(7, true));
/// queue.press(press(8, true));
/// assert_eq!(queue.to_string(), "+1:7 +1:8");
/// // Pressing again what still waits takes it out.
/// queue.press(press(7, false));
/// assert_eq!(queue.to_string().parse(), Ok(queue.clone()));
/// // The first is sent, and cannot be taken back any more: an undo follows it.
/// assert_eq!(queue.take_up(), Some(Entry::Press(press(8, true))));
/// assert_eq!(queue.take_up(), None, "one at a time");
/// queue.press(press(8, false));
/// assert_eq!(queue.to_string(), "+1:8 -1:8");
/// queue.put_back();
/// assert_eq!(queue.take_up(), Some(Entry::Press(press(8, true))), "as there was no answer, it is sent again");
/// queue.settle();
/// assert_eq!(queue.wanted(SegmentId(1), Attendee::Person(PersonId(8))), Some(false));
/// // Guests have numbers of their own.
/// queue.press(Press { segment: SegmentId(1), who: Attendee::Visitor(VisitorId(8)), here: true });
/// // Whoever nobody knew of has none yet.
/// let (key, name, organisation) = ("k1".to_owned(), "Gerda Gäst: 50 %".to_owned(), String::new());
/// queue.let_in(WalkIn { segment: SegmentId(1), key, name, organisation });
/// assert_eq!(queue.to_string(), "-1:8 +1:v8 w1:k1:Gerda+G%C3%A4st%3A+50+%25:");
/// assert_eq!(queue.to_string().parse(), Ok(queue.clone()));
/// queue.take_back("k1");
/// assert_eq!(queue.walk_ins(SegmentId(1)).count(), 0);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Queue {
    entries: Vec<Entry>,
    /// Whether the first one is on its way.
    sending: bool,
}

impl Queue {
    /// How many wait.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether none waits.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Adds a press; or takes out the opposite one, if that still waits.
    pub fn press(&mut self, press: Press) {
        let last = self.entries.iter().rposition(|other| other.is_about(press.segment, press.who));
        match last {
            Some(n) if self.entries[n] == Entry::Press(press) => {}
            Some(n) if self.may_go(n) => {
                self.entries.remove(n);
            }
            _ => self.entries.push(Entry::Press(press)),
        }
    }

    /// Adds someone whom nobody knew of.
    pub fn let_in(&mut self, walk_in: WalkIn) {
        self.entries.push(Entry::WalkIn(walk_in));
    }

    /// Takes someone out again whom nobody knew of, unless they are on their way.
    pub fn take_back(&mut self, key: &str) {
        let is_it = |entry: &Entry| matches!(entry, Entry::WalkIn(walk_in) if walk_in.key == key);
        if let Some(n) = self.entries.iter().position(is_it).filter(|n| self.may_go(*n)) {
            self.entries.remove(n);
        }
    }

    /// Whether an entry can still be taken out: the one that is being sent may have arrived.
    const fn may_go(&self, n: usize) -> bool {
        n > 0 || !self.sending
    }

    /// Whether someone will be here once all is sent; `None` if nothing about
    /// them waits.
    pub fn wanted(&self, segment: SegmentId, who: Attendee) -> Option<bool> {
        self.entries.iter().rev().find_map(|entry| match entry {
            Entry::Press(press) if press.is_about(segment, who) => Some(press.here),
            _ => None,
        })
    }

    /// Those whom nobody knew of, and who wait to be let in to a segment.
    pub fn walk_ins(&self, segment: SegmentId) -> impl Iterator<Item = &WalkIn> {
        self.entries.iter().filter_map(move |entry| match entry {
            Entry::WalkIn(walk_in) if walk_in.segment == segment => Some(walk_in),
            _ => None,
        })
    }

    /// What to send next; nothing while something is on its way.
    pub fn take_up(&mut self) -> Option<Entry> {
        let next = self.entries.first().filter(|_| !self.sending).cloned();
        self.sending |= next.is_some();
        next
    }

    /// What was on its way has arrived.
    pub fn settle(&mut self) -> Option<Entry> {
        self.sending = false;
        (!self.entries.is_empty()).then(|| self.entries.remove(0))
    }

    /// What was on its way has not arrived, and still waits.
    pub fn put_back(&mut self) {
        self.sending = false;
    }
}

impl fmt::Display for Queue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, entry) in self.entries.iter().enumerate() {
            let blank = if n > 0 { " " } else { "" };
            match entry {
                Entry::Press(press) => {
                    let sign = if press.here { '+' } else { '-' };
                    write!(f, "{blank}{sign}{}:{}", press.segment, press.who)?;
                }
                Entry::WalkIn(WalkIn { segment, key, name, organisation }) => {
                    write!(f, "{blank}w{segment}:{key}:{}:{}", escaped(name), escaped(organisation))?;
                }
            }
        }
        Ok(())
    }
}

impl FromStr for Queue {
    type Err = std::convert::Infallible;

    /// Reads what [`Queue`] wrote; leaves out what it did not.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self { entries: text.split(' ').filter_map(read_entry).collect(), sending: false })
    }
}

fn read_entry(word: &str) -> Option<Entry> {
    let (kind, rest) = word.split_at_checked(1)?;
    let (segment, rest) = rest.split_once(':')?;
    let segment = SegmentId(segment.parse().ok()?);
    match kind {
        "+" | "-" => Some(Entry::Press(Press { segment, who: rest.parse().ok()?, here: kind == "+" })),
        "w" => {
            let (key, rest) = rest.split_once(':')?;
            let (name, organisation) = rest.split_once(':')?;
            let (name, organisation) = (unescaped(name), unescaped(organisation));
            Some(Entry::WalkIn(WalkIn { segment, key: key.to_owned(), name, organisation }))
        }
        _ => None,
    }
}

/// Text without blanks and colons.
fn escaped(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// What [`escaped`] was given.
fn unescaped(text: &str) -> String {
    form_urlencoded::parse(text.as_bytes()).map(|(text, _)| text.into_owned()).next().unwrap_or_default()
}

/// Until when a door's page may be kept in a browser, to be shown without a
/// connection: to the end of the date on which the day ends, in Sweden.
///
/// ```
/// use domain::day::check_in::kept_until;
/// let ends = "2026-10-16T13:00Z".parse()?;
/// assert_eq!(kept_until(ends), "2026-10-16T22:00Z".parse()?);
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn kept_until(ends: Timestamp) -> Timestamp {
    instant(today(ends).saturating_add(1.day()).at(0, 0, 0, 0))
}
