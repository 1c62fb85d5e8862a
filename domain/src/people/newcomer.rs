//! Someone whom an organiser adds by hand, also while the round is running.

use serde::{Deserialize, Serialize};

use super::{Duty, EmailAddress, OrganisationId, directory::Details, organisation::NAME};
use crate::{
    input::{Checks, FieldError, Problem, choice, clean_line, some_line},
    problems,
};

problems! {
    /// What can be wrong with someone who is added.
    pub enum NewcomerProblem {
        /// The address is that of someone who is called otherwise.
        OtherPerson = "address_of_other_person",
        /// The address is that of someone who works for another organisation.
        OtherOrganisation = "address_of_other_organisation",
        /// They take part in the round already, as something else.
        TakesPart = "takes_part_already",
        /// An organisation is both chosen and written.
        TwoOrganisations = "two_organisations",
    }
}

/// Where someone works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Workplace {
    /// An organisation of the network.
    Known(OrganisationId),
    /// One that is added to it, by its name.
    New(String),
}

/// Someone who is added, and what they are to be in the round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Newcomer {
    /// What organisers write of them.
    pub details: Details,
    /// Their address.
    pub email: EmailAddress,
    /// Where they work.
    pub workplace: Workplace,
    /// What they are in the round.
    pub duty: Duty,
    /// Whether they are invited by email. Who gets an appointed duty is told anyway.
    pub invite: bool,
}

/// Someone as the form sends them: every field as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewcomerForm {
    /// Their name.
    pub name: String,
    /// Their title; may be empty.
    pub title: String,
    /// Their telephone number; may be empty.
    pub phone: String,
    /// Their language, by its name.
    pub lang: String,
    /// Their address.
    pub email: String,
    /// The number of the organisation that is chosen, or nothing.
    pub organisation: String,
    /// The name of another one, or nothing.
    pub new_organisation: String,
    /// What they are in the round, by its name.
    pub duty: String,
    /// Whether they are invited; nothing, if not.
    pub invite: String,
}

impl Duty {
    /// Whether someone who is added by hand can have it. One applies by oneself.
    ///
    /// ```
    /// use domain::people::Duty;
    /// assert!(Duty::Adept.is_given_by_hand() && Duty::Organiser.is_given_by_hand());
    /// assert!(!Duty::Applicant.is_given_by_hand());
    /// ```
    pub const fn is_given_by_hand(self) -> bool {
        !matches!(self, Self::Applicant)
    }
}

impl NewcomerForm {
    /// Checks the whole form.
    ///
    /// ```
    /// use domain::people::{OrganisationId, newcomer::{NewcomerForm, Workplace}};
    /// let eva = NewcomerForm {
    ///     name: "Eva Ek".into(), lang: "sv".into(), email: "eva@example.org".into(), organisation: "3".into(), duty: "mentor".into(),
    ///     ..NewcomerForm::default()
    /// };
    /// assert_eq!(eva.parse().unwrap().workplace, Workplace::Known(OrganisationId(3)));
    /// let both = NewcomerForm { new_organisation: "Nya verket".into(), ..eva.clone() };
    /// assert_eq!(both.parse().unwrap_err()[0].field, "new_organisation");
    /// let neither = NewcomerForm { duty: "applicant".into(), organisation: String::new(), ..eva };
    /// assert_eq!(neither.parse().unwrap_err().len(), 2);
    /// ```
    ///
    /// # Errors
    /// Every field error.
    pub fn parse(&self) -> Result<Newcomer, Vec<FieldError>> {
        let mut checks = Checks::default();
        let details = checks.all(Details::parse(&self.name, &self.title, &self.phone, &self.lang));
        let email = checks.field("email", EmailAddress::parse(&self.email));
        let workplace = workplace(&mut checks, &self.organisation, &self.new_organisation);
        let duty = choice(&self.duty, |name| Duty::from_name(name).filter(|duty| duty.is_given_by_hand()));
        let duty = checks.field("duty", duty);
        let invite = !self.invite.is_empty();
        let all = details.zip(email).zip(workplace).zip(duty);
        checks.finish(all.map(|(((details, email), workplace), duty)| Newcomer {
            details,
            email,
            workplace,
            duty,
            invite,
        }))
    }
}

/// An organisation that is chosen, or one that is written.
fn workplace(checks: &mut Checks, chosen: &str, written: &str) -> Option<Workplace> {
    let written = clean_line(written);
    match (chosen, written.is_empty()) {
        ("", true) => checks.field("organisation", Err(Problem::Missing)),
        ("", false) => checks.field("new_organisation", some_line::<NAME>(&written)).map(Workplace::New),
        (_, false) => checks.field("new_organisation", Err(NewcomerProblem::TwoOrganisations.into())),
        (id, true) => {
            let id = id.parse().map(OrganisationId).map_err(|_| Problem::NotAChoice);
            checks.field("organisation", id).map(Workplace::Known)
        }
    }
}
