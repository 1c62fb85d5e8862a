//! The applicant's own part: six sections, each saved by itself.

use serde::{Deserialize, Serialize};

use super::Part;
use crate::{
    input::fold,
    named,
    people::{EmailAddress, Lang},
};

named! {
    /// The sections of the applicant's part, in the order of the task list.
    pub enum Section {
        /// As what.
        Part = "roll",
        /// One's position and leadership.
        Work = "uppdrag",
        /// What one wants to develop, or can give.
        Purpose = "syfte",
        /// Whom one would like to meet, and how.
        Wishes = "onskemal",
        /// Whom one must not be paired with.
        Conflicts = "jav",
        /// One's manager, and consent.
        Manager = "chef",
    }
}

named! {
    /// Fields in which public organisations work.
    pub enum Area {
        /// Health care.
        Health = "health",
        /// Social services.
        Social = "social",
        /// Schools and preschools.
        School = "school",
        /// Universities and research.
        Research = "research",
        /// Culture and leisure.
        Culture = "culture",
        /// Planning and building.
        Planning = "planning",
        /// Environment and climate.
        Environment = "environment",
        /// Justice and security.
        Justice = "justice",
        /// Supervision and control.
        Supervision = "supervision",
        /// Taxes and benefits.
        Taxes = "taxes",
        /// Digitalisation and technology.
        Digital = "digital",
        /// Staff functions: personnel, money, communication.
        Staff = "staff",
    }
}

named! {
    /// What a leader may want to develop, or has to give.
    pub enum Theme {
        /// Leading managers.
        LeadingManagers = "leading_managers",
        /// Leading change.
        Change = "change",
        /// Strategy, and seeing far.
        Strategy = "strategy",
        /// Working with politicians or a board.
        Politics = "politics",
        /// Working across organisations.
        Collaboration = "collaboration",
        /// Difficult conversations and conflicts.
        Conversations = "conversations",
        /// Culture and values.
        Culture = "culture",
        /// Leading in crises.
        Crisis = "crisis",
        /// Money and priorities.
        Priorities = "priorities",
        /// Finding and keeping people.
        Supply = "supply",
        /// Speaking, and meeting the media.
        Communication = "communication",
        /// One's own sustainability, and balance.
        Balance = "balance",
    }
}

named! {
    /// How high someone leads.
    pub enum Level {
        /// A unit.
        Unit = "unit",
        /// A department of several units.
        Department = "department",
        /// An administration, a division, a region.
        Division = "division",
        /// The whole organisation, or its management group.
        Top = "top",
    }
}

named! {
    /// Whether someone has led at a higher, strategic level.
    pub enum Strategic {
        /// They do.
        Now = "now",
        /// They have.
        Earlier = "earlier",
        /// They have not.
        No = "no",
    }
}

named! {
    /// How someone would like to meet.
    pub enum MeetingForm {
        /// In the same room.
        InPerson = "in_person",
        /// On a screen.
        Digital = "digital",
        /// Either will do.
        Either = "either",
    }
}

named! {
    /// How far someone will travel to a meeting.
    pub enum Travel {
        /// Within the own town.
        Town = "town",
        /// Up to an hour.
        Hour = "hour",
        /// Anywhere in the region.
        Region = "region",
    }
}

/// The applicant's own part: what is filled in of it so far. A section that has
/// been saved was right when it was saved.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// As what they apply.
    pub part: Option<Part>,
    /// Their position and leadership.
    pub work: Option<Work>,
    /// What they want to develop, or can give.
    pub purpose: Option<Purpose>,
    /// Whom they would like to meet, and how.
    pub wishes: Option<Wishes>,
    /// Whether they have said whom they must not be paired with, no one
    /// included. Who that is has a place of its own.
    pub conflicts_declared: bool,
    /// Their manager.
    pub manager: Option<Manager>,
    /// Whether they consent to their data being used for this.
    pub consent: bool,
}

/// Someone's position and leadership.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Work {
    /// The field they work in.
    pub area: Area,
    /// How they lead.
    pub leadership: Leadership,
}

/// How someone leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leadership {
    /// At which level.
    pub level: Level,
    /// Whether they are a manager of managers.
    pub manages_managers: bool,
    /// For how many whole years they have been that; 0 for less than one.
    pub years: u32,
    /// Whether they have led at a higher, strategic level.
    pub strategic: Strategic,
}

/// What someone wants to develop, or can give. Whoever applies as either has both.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Purpose {
    /// As an adept: what to develop.
    pub develop: Vec<Theme>,
    /// The same in their own words.
    pub develop_words: String,
    /// As a mentor: what they can give.
    pub give: Vec<Theme>,
    /// As a mentor: why they would be a good one.
    pub motivation: String,
}

/// Whom someone would like to meet, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wishes {
    /// The fields that the other would rather come from; none for any.
    pub areas: Vec<Area>,
    /// The languages that they can talk in; at least one.
    pub languages: Vec<Lang>,
    /// How they would like to meet.
    pub form: MeetingForm,
    /// How far they will travel.
    pub travel: Travel,
    /// As a mentor: how many adepts they would take; one, if nothing else is said.
    pub capacity: u32,
    /// Anything else, in their own words; may be empty.
    pub words: String,
}

/// Someone's manager, who is asked to support the application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manager {
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: EmailAddress,
}

/// Someone, or an organisation, that the applicant must not be paired with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// Whose name it is: an organisation's, or a person's.
    pub who: String,
    /// Why.
    pub why: String,
}

impl Conflict {
    /// Whether it is about this person or their organisation. Written by hand, so
    /// capitals, accents, blanks and a middle name do not matter: someone is meant if all
    /// the words of the shorter name are in the longer one, and there are two.
    ///
    /// ```
    /// use domain::application::Conflict;
    /// let conflict = |who: &str| Conflict { who: who.into(), why: String::new() };
    /// assert!(conflict(" eva  Lind ").concerns("Eva Maria Lind", "Borås Stad"));
    /// assert!(conflict("Eva\u{a0}Linde\u{301}n").concerns("Eva Lindén", "Borås Stad"));
    /// assert!(conflict("borås stad").concerns("Eva Lind", "Borås Stad"));
    /// assert!(!conflict("Eva").concerns("Eva Lind", "Borås Stad"));
    /// assert!(!conflict("Eva Lund").concerns("Eva Lind", "Borås Stad"));
    /// assert!(!conflict("").concerns("Eva Lind", "Borås Stad"));
    /// ```
    pub fn concerns(&self, name: &str, organisation: &str) -> bool {
        let words = |text: &str| fold(text).split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let (who, name, organisation) = (words(&self.who), words(name), words(organisation));
        let (shorter, longer) = if who.len() < name.len() { (&who, &name) } else { (&name, &who) };
        let same_person = shorter.len() >= 2 && shorter.iter().all(|word| longer.contains(word));
        same_person || (!who.is_empty() && who == organisation)
    }
}

impl Form {
    /// Whether a section is filled in, as what they now apply. Changing the part
    /// can open a section again: a mentor says why.
    ///
    /// ```
    /// use domain::application::{Form, Part, Purpose, Section, Theme};
    /// let purpose = Purpose { develop: vec![Theme::Change], develop_words: "Att våga.".into(), ..Purpose::default() };
    /// let mut form = Form { part: Some(Part::Adept), purpose: Some(purpose), ..Form::default() };
    /// assert!(form.has(Section::Purpose) && form.done() == 2);
    /// form.part = Some(Part::Either);
    /// assert!(!form.has(Section::Purpose) && form.has_begun(Section::Purpose));
    /// ```
    pub fn has(&self, section: Section) -> bool {
        match section {
            Section::Purpose => self.part.zip(self.purpose.as_ref()).is_some_and(|(part, said)| said.suits(part)),
            Section::Manager => self.manager.is_some() && self.consent,
            section => self.has_begun(section),
        }
    }

    /// Whether anything of a section is filled in.
    pub fn has_begun(&self, section: Section) -> bool {
        match section {
            Section::Part => self.part.is_some(),
            Section::Work => self.work.is_some(),
            Section::Purpose => self.purpose.is_some(),
            Section::Wishes => self.wishes.is_some(),
            Section::Conflicts => self.conflicts_declared,
            Section::Manager => self.manager.is_some(),
        }
    }

    /// How many of the sections are filled in.
    pub fn done(&self) -> usize {
        Section::ALL.iter().filter(|section| self.has(**section)).count()
    }

    /// Whether it can be sent.
    pub fn is_complete(&self) -> bool {
        self.done() == Section::ALL.len()
    }
}

impl Purpose {
    /// Whether it says what someone has to say who applies as that.
    pub fn suits(&self, part: Part) -> bool {
        use crate::people::Role;
        let adept = !self.develop.is_empty() && !self.develop_words.is_empty();
        let mentor = !self.give.is_empty() && !self.motivation.is_empty();
        (adept || !part.takes(Role::Adept)) && (mentor || !part.takes(Role::Mentor))
    }
}
