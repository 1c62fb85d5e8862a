//! What a day is to be, as an organiser has written it, and what it means for
//! people that it becomes so.

use jiff::{SignedDuration, Timestamp, civil::Time};
use serde::{Deserialize, Serialize};

use super::{Audience, Contact, Kind, Refusal, SegmentId};
use crate::{
    input::Problem,
    people::{Localised, PersonId},
    time::today,
};

/// A day as it is to be: the whole form, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// What it is for.
    pub kind: Kind,
    /// Its title.
    pub title: Localised,
    /// What happens, in a few sentences.
    pub summary: Localised,
    /// The place.
    pub venue: String,
    /// The place's street address.
    pub address: String,
    /// Where the place is on a map; may be empty.
    pub map_url: String,
    /// How to get there; may be empty.
    pub directions: Localised,
    /// The last moment to answer freely.
    pub reply_by: Timestamp,
    /// Whether a yes is taken after that, while there is room.
    pub late_yes: bool,
    /// Whom to ask.
    pub contact: Contact,
    /// The organiser who answers for it, and for what people tell about their health.
    pub responsible: Option<PersonId>,
    /// Its parts, in order; never empty.
    pub parts: Vec<PlannedPart>,
    /// Parts there were, and are not to be any more.
    pub removed: Vec<SegmentId>,
}

/// A part of a day as it is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedPart {
    /// Which one; `None` for a new one.
    pub id: Option<SegmentId>,
    /// Who it is for.
    pub audience: Audience,
    /// When it begins.
    pub starts: Timestamp,
    /// When it ends.
    pub ends: Timestamp,
    /// How many seats it has; `None` for as many as are wanted.
    pub capacity: Option<u32>,
    /// What happens in it, in order.
    pub agenda: Vec<PlannedItem>,
}

/// Something on the agenda, by the clock on the wall: it moves with its day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedItem {
    /// When it begins.
    pub at: Time,
    /// What it is.
    pub title: Localised,
    /// Who speaks; may be empty.
    pub speaker: String,
}

/// From when to when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours {
    /// The beginning.
    pub starts: Timestamp,
    /// The end.
    pub ends: Timestamp,
}

/// How far the beginning of a part can be moved within its date, for the answers
/// to be kept.
pub const SMALL_MOVE: SignedDuration = SignedDuration::from_mins(30);

impl Hours {
    /// Whether these hours are so near to others that whoever has answered to
    /// those can be taken to mean these too: on the same date, with a beginning
    /// that differs by half an hour at most.
    ///
    /// ```
    /// use domain::day::Hours;
    /// let hours = |starts: &str, ends: &str| Hours { starts: starts.parse().unwrap(), ends: ends.parse().unwrap() };
    /// let was = hours("2026-10-16T07:00Z", "2026-10-16T11:00Z");
    /// assert!(was.are_near(&hours("2026-10-16T07:00Z", "2026-10-16T11:15Z")));
    /// assert!(was.are_near(&hours("2026-10-16T07:30Z", "2026-10-16T14:00Z")));
    /// assert!(!was.are_near(&hours("2026-10-16T07:31Z", "2026-10-16T11:00Z")));
    /// assert!(!was.are_near(&hours("2026-10-17T07:00Z", "2026-10-17T11:00Z")));
    /// // A quarter of an hour, and another date in Sweden.
    /// assert!(!hours("2026-10-16T21:50Z", "2026-10-16T21:55Z").are_near(&hours("2026-10-16T22:05Z", "2026-10-16T23:00Z")));
    /// ```
    pub fn are_near(&self, others: &Self) -> bool {
        today(self.starts) == today(others.starts) && self.starts.duration_since(others.starts).abs() <= SMALL_MOVE
    }

    /// Whether these and others have a moment in common.
    pub fn overlap(&self, others: &Self) -> bool {
        self.starts < others.ends && others.starts < self.ends
    }
}

/// Hours on the wire are numbers, like times: see [`crate::time::wire`].
pub mod past_hours {
    use jiff::Timestamp;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::Hours;

    /// Writes hours, or nothing.
    ///
    /// # Errors
    /// The serialiser's own.
    pub fn serialize<S: Serializer>(hours: &Option<Hours>, to: S) -> Result<S::Ok, S::Error> {
        hours.map(|hours| (hours.starts.as_millisecond(), hours.ends.as_millisecond())).serialize(to)
    }

    /// Reads hours, or nothing.
    ///
    /// # Errors
    /// If it is neither two numbers nor nothing.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Hours>, D::Error> {
        let at = |number| Timestamp::from_millisecond(number).unwrap_or_default();
        let hours = Option::<(i64, i64)>::deserialize(from)?;
        Ok(hours.map(|(starts, ends)| Hours { starts: at(starts), ends: at(ends) }))
    }
}

/// What becomes of the answers to a part whose hours change. A greater one asks
/// more of people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum AfterMove {
    /// They stand: the hours are near to those they were given to.
    Kept,
    /// Those that had been given to these hours before stand again.
    Back,
    /// They are kept for the hours they were given to, and everyone is asked again.
    #[default]
    AskedAgain,
}

/// What an organiser has said about a change before it is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Consent {
    /// Whether people may be told by email.
    pub mailing: Mailing,
    /// Whether answers are kept where hours change a little.
    pub keep_answers: bool,
}

impl Consent {
    /// Whether answers are kept when a part gets other hours.
    pub fn keeps(&self, from: Hours, to: Hours) -> bool {
        self.keep_answers && from.are_near(&to)
    }
}

/// Whether people may be told by email what changes for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mailing {
    /// Nothing has been said.
    NotSaid,
    /// So many people may be.
    To(u32),
    /// Nobody is to be: it is a correction.
    Silent,
}

impl Mailing {
    /// Whether so many people are told. A change can be made `silently`, if all
    /// that it does is mend the place.
    ///
    /// ```
    /// use domain::{day::Mailing, input::Problem};
    /// assert_eq!(Mailing::NotSaid.tells(0, false), Ok(false));
    /// assert_eq!(Mailing::To(44).tells(44, false), Ok(true));
    /// assert_eq!(Mailing::Silent.tells(44, true), Ok(false));
    /// let asked = Err(Problem::TellsPeople { people: 44, silently: false });
    /// assert_eq!(Mailing::NotSaid.tells(44, false), asked);
    /// assert_eq!(Mailing::To(43).tells(44, false), asked, "it was agreed to another number");
    /// assert_eq!(Mailing::Silent.tells(44, false), asked, "nobody comes at a time that they do not know of");
    /// ```
    ///
    /// # Errors
    /// [`Problem::TellsPeople`], if the organiser has yet to agree.
    pub fn tells(self, people: u32, silently: bool) -> Result<bool, Problem> {
        match self {
            _ if people == 0 => Ok(false),
            Self::To(agreed) if agreed == people => Ok(true),
            Self::Silent if silently => Ok(false),
            _ => Err(Problem::TellsPeople { people, silently }),
        }
    }
}

/// What a new plan means for those who know the old one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Consequences {
    /// Parts at another time, each with when it was.
    pub moved: Vec<(Hours, PlannedPart)>,
    /// New parts: whoever is invited is asked.
    pub added: Vec<PlannedPart>,
    /// Parts that do not take place.
    pub cancelled: Vec<PlannedPart>,
    /// Whether the place is another.
    pub venue_changed: bool,
}

impl Consequences {
    /// Whether there is anything to tell people.
    pub fn are_told(&self) -> bool {
        *self != Self::default()
    }

    /// Whether all that people could be told of is the place: it may have been
    /// mistyped only.
    pub fn is_the_place_alone(&self) -> bool {
        *self == Self { venue_changed: true, ..Self::default() }
    }

    /// When a part was, if it is at another time.
    pub fn moves(&self, part: &PlannedPart) -> Option<Hours> {
        self.moved.iter().find(|(_, moved)| moved.id == part.id).map(|(from, _)| *from)
    }
}

impl PlannedPart {
    /// From when to when.
    pub const fn hours(&self) -> Hours {
        Hours { starts: self.starts, ends: self.ends }
    }
}

impl Plan {
    /// Whether people can be told where to go. A draft from the template has no place yet.
    ///
    /// # Errors
    /// [`Refusal::NoPlace`], if they cannot.
    pub const fn has_place(&self) -> Result<(), Refusal> {
        if self.venue.is_empty() || self.address.is_empty() { Err(Refusal::NoPlace) } else { Ok(()) }
    }

    /// What it means for people that a published day becomes this, after `was`.
    ///
    /// ```
    /// use domain::day::{DayForm, PartForm, Plan, SegmentId};
    /// # use domain::day::AgendaForm;
    /// # fn plan(date: &str, venue: &str, removed: &str) -> Plan {
    /// #     let part = |id: &str, from: &str, to: &str, remove: &str| PartForm { id: id.into(), from: from.into(),
    /// #         to: to.into(), audience: "everyone".into(), remove: remove.into(), ..PartForm::default() };
    /// #     DayForm { kind: "kickoff".into(), title_sv: "a".into(), title_en: "a".into(), summary_sv: "a".into(),
    /// #         summary_en: "a".into(), date: date.into(), venue: venue.into(), address: "a".into(),
    /// #         reply_by: "2026-01-01".into(), parts: vec![part("1", "09:00", "12:00", ""), part("2", "13:00", "15:00", removed)],
    /// #         ..DayForm::default() }.parse().unwrap()
    /// # }
    /// let was = plan("2026-10-16", "Salen", "");
    /// assert!(!was.consequences(&was).are_told());
    /// assert_eq!(plan("2026-10-23", "Salen", "").consequences(&was).moved.len(), 2);
    /// assert!(plan("2026-10-16", "Aulan", "").consequences(&was).is_the_place_alone());
    /// assert!(!plan("2026-10-23", "Aulan", "").consequences(&was).is_the_place_alone());
    /// let cancelled = plan("2026-10-16", "Salen", "1").consequences(&was).cancelled;
    /// assert_eq!(cancelled[0].id, Some(SegmentId(2)));
    /// ```
    pub fn consequences(&self, was: &Self) -> Consequences {
        let moved = self.parts.iter().filter_map(|part| {
            let from = was.part(part.id)?.hours();
            (from != part.hours()).then(|| (from, part.clone()))
        });
        Consequences {
            moved: moved.collect(),
            added: self.parts.iter().filter(|part| was.part(part.id).is_none()).cloned().collect(),
            cancelled: self.removed.iter().filter_map(|id| was.part(Some(*id))).cloned().collect(),
            venue_changed: (&self.venue, &self.address) != (&was.venue, &was.address),
        }
    }

    /// One of its parts, by its number; none without one.
    pub fn part(&self, id: Option<SegmentId>) -> Option<&PlannedPart> {
        self.parts.iter().find(|part| id.is_some() && part.id == id)
    }

    /// The place in one line.
    pub fn place(&self) -> String {
        format!("{}, {}", self.venue, self.address)
    }
}

/// A day's name in addresses, made of its title and year: letters, digits and dashes.
///
/// ```
/// use domain::day::slug;
/// assert_eq!(slug("Erfarenhetsutbyte på Öland & Ven!", 2026), "erfarenhetsutbyte-pa-oland-ven-2026");
/// assert_eq!(slug("★", 2027), "dag-2027");
/// ```
pub fn slug(title: &str, year: i16) -> String {
    let title = title.to_lowercase();
    let plain = title.chars().map(|c| match c {
        'å' | 'ä' | 'á' | 'à' => 'a',
        'ö' | 'ø' | 'ó' => 'o',
        'é' | 'è' | 'ë' => 'e',
        'ü' => 'u',
        c if c.is_ascii_alphanumeric() => c,
        _ => ' ',
    });
    let plain: String = plain.take(50).collect();
    let words: Vec<_> = plain.split_whitespace().collect();
    format!("{}-{year}", if words.is_empty() { "dag".to_owned() } else { words.join("-") })
}
