//! What emails are made of: days, meetings and people.

use domain::{
    day::{Audience, Hours, SegmentId},
    meeting::Agreed,
    people::{Lang, Localised, Role},
};
use serde::{Deserialize, Serialize};

/// Someone's new mentor or adept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Partner {
    /// Their name.
    pub name: String,
    /// Their title at work.
    pub title: String,
    /// Their organisation.
    pub organisation: String,
}

/// What emails call a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayName {
    /// Its name in addresses.
    pub slug: String,
    /// Its title.
    pub title: Localised,
}

/// Parts of a day as calendars have to know them; none in an email from before
/// they were told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayEntries {
    /// Rises with every change of the day that calendars have to hear of.
    pub sequence: u32,
    /// The place.
    pub place: String,
    /// The parts.
    pub parts: Vec<DayEntry>,
}

/// A part of a day, as calendars have to know it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayEntry {
    /// Which one.
    pub segment: SegmentId,
    /// Who it is for.
    pub audience: Audience,
    /// When.
    pub hours: Hours,
}

/// What the two are told of their next meeting.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// What has become of it.
    pub about: About,
    /// When, how and where, as it is now; the sequence is that of this email.
    pub agreed: Agreed,
    /// The adept.
    pub adept: Attendee,
    /// The mentor.
    pub mentor: Attendee,
    /// Who has brought it about.
    pub by: Role,
    /// What they said with it; may be empty.
    pub word: String,
}

/// What has become of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum About {
    /// It has been agreed on.
    Agreed,
    /// It has been moved, or what is settled about it has changed.
    Moved,
    /// It has been cancelled.
    Cancelled,
    /// It is tomorrow. Calendars know it already.
    Tomorrow,
    /// It is soon: on the other side of a Sunday, or today. Calendars know it already.
    Soon,
}

/// One of the two, as an invitation names them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendee {
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Their organisation.
    pub organisation: String,
}

impl Invitation {
    /// One of the two.
    pub const fn of(&self, role: Role) -> &Attendee {
        match role {
            Role::Adept => &self.adept,
            Role::Mentor => &self.mentor,
        }
    }
}

/// Someone who gets an email without being in the programme: an applicant who
/// has not shown yet that the address is theirs, or an applicant's manager.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    /// Their address.
    pub email: String,
    /// Their name.
    pub name: String,
    /// Their language.
    pub lang: Lang,
}
