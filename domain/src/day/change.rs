//! What a day is to be, as an organiser has written it, and what it means for
//! people that it becomes so.

use jiff::{Timestamp, civil::Time};
use serde::{Deserialize, Serialize};

use super::{Audience, Contact, Kind, SegmentId};
use crate::people::{Localised, PersonId};

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

/// What a new plan means for those who know the old one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Consequences {
    /// Parts at another time, each with when it was: whoever is invited is asked again.
    pub moved: Vec<(Hours, PlannedPart)>,
    /// New parts: whoever is invited is asked.
    pub added: Vec<PlannedPart>,
    /// Parts that do not take place.
    pub cancelled: Vec<PlannedPart>,
    /// Whether the place is another.
    pub elsewhere: bool,
}

impl Consequences {
    /// Whether there is anything to tell people.
    pub fn are_told(&self) -> bool {
        *self != Self::default()
    }

    /// Whether a part is among those that are at another time.
    pub fn moves(&self, part: &PlannedPart) -> bool {
        self.moved.iter().any(|(_, moved)| moved.id == part.id)
    }
}

impl PlannedPart {
    /// From when to when.
    pub const fn hours(&self) -> Hours {
        Hours { starts: self.starts, ends: self.ends }
    }
}

impl Plan {
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
    /// assert!(plan("2026-10-16", "Aulan", "").consequences(&was).elsewhere);
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
            elsewhere: (&self.venue, &self.address) != (&was.venue, &was.address),
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
