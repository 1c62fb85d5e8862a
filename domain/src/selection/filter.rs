//! Which applications a list shows: in the address, so that a view can be kept
//! and gone back from.

use super::{Candidate, Outcome};
use crate::{
    input::{clean_line, finds, fold},
    named,
    people::{OrganisationId, Role},
};

named! {
    /// Where a candidate stands for the reader.
    pub enum Found {
        /// The reader has not voted.
        NotVoted = "ej-rostat",
        /// Nothing is decided.
        Undecided = "obeslutad",
        /// A rule stands in the way.
        Obstacle = "hinder",
        /// Chosen.
        Selected = "selected",
        /// In reserve.
        Reserve = "reserve",
        /// Declined.
        Declined = "declined",
    }
}

impl Found {
    /// Whether a candidate stands there.
    pub fn has(self, candidate: &Candidate) -> bool {
        let outcome = candidate.decision.as_ref().map(|decision| decision.outcome);
        match self {
            Self::NotVoted => candidate.own.is_none(),
            Self::Undecided => outcome.is_none(),
            Self::Obstacle => !candidate.obstacles.is_empty(),
            Self::Selected => outcome == Some(Outcome::Selected),
            Self::Reserve => outcome == Some(Outcome::Reserve),
            Self::Declined => outcome == Some(Outcome::Declined),
        }
    }
}

/// Which applications a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Those who would take this role only.
    pub role: Option<Role>,
    /// One organisation's only.
    pub organisation: Option<OrganisationId>,
    /// Those who stand there only.
    pub found: Option<Found>,
    /// Names, titles and organisations that contain this.
    pub search: String,
}

impl Filter {
    /// Reads it from an address's query. What it asks for and does not exist is
    /// left out.
    ///
    /// ```
    /// use domain::{people::Role, selection::{Filter, Found}};
    /// let filter = Filter::from_query("?roll=mentor&visa=ej-rostat&sok=eva+b&org=x");
    /// assert_eq!((filter.role, filter.found, filter.organisation), (Some(Role::Mentor), Some(Found::NotVoted), None));
    /// assert_eq!(filter.query(), "?roll=mentor&visa=ej-rostat&sok=eva+b");
    /// assert_eq!(Filter::default().query(), "");
    /// ```
    pub fn from_query(query: &str) -> Self {
        let mut filter = Self::default();
        for (name, value) in form_urlencoded::parse(query.trim_start_matches('?').as_bytes()) {
            match &*name {
                "roll" => filter.role = Role::from_name(&value),
                "org" => filter.organisation = value.parse().ok().map(OrganisationId),
                "visa" => filter.found = Found::from_name(&value),
                "sok" => filter.search = clean_line(&value),
                _ => {}
            }
        }
        filter
    }

    /// What it adds to an address; nothing if it shows everyone.
    pub fn query(&self) -> String {
        let mut query = form_urlencoded::Serializer::for_suffix(String::from("?"), 1);
        let fields = [
            ("roll", self.role.map(|role| role.name().to_owned())),
            ("org", self.organisation.map(|organisation| organisation.to_string())),
            ("visa", self.found.map(|found| found.name().to_owned())),
            ("sok", Some(self.search.clone()).filter(|search| !search.is_empty())),
        ];
        for (name, value) in fields {
            if let Some(value) = value {
                query.append_pair(name, &value);
            }
        }
        let query = query.finish();
        if query == "?" { String::new() } else { query }
    }

    /// The same view with others shown.
    #[must_use]
    pub fn showing(&self, found: Option<Found>) -> Self {
        Self { found, ..self.clone() }
    }

    /// Whether it lists a candidate.
    pub fn lists(&self, candidate: &Candidate) -> bool {
        self.counts(candidate) && self.found.is_none_or(|found| found.has(candidate))
    }

    /// Whether it counts a candidate, wherever they stand.
    pub fn counts(&self, candidate: &Candidate) -> bool {
        let application = &candidate.application;
        let wanted = fold(&self.search);
        let found = |text: &str| finds(&fold(text), &wanted);
        self.role.is_none_or(|role| application.form.part.is_some_and(|part| part.takes(role)))
            && self.organisation.is_none_or(|organisation| application.organisation.id == organisation)
            && (found(&application.name) || found(&application.title) || found(&application.organisation.name))
    }
}
