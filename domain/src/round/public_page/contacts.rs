//! Whom to ask about the programme, and whom to tell of weaknesses of the service.

use jiff::{
    Timestamp, ToSpan,
    civil::{Date, Time},
};
use serde::{Deserialize, Serialize};

use super::PageProblem;
use crate::{
    input::{Checks, FieldError, Problem, date, optional},
    merge::merge_fields,
    people::EmailAddress,
    time,
};

/// Whom to ask and to tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contacts {
    /// Who answers questions about the programme and about personal data.
    pub questions: Option<EmailAddress>,
    /// Whom to tell of weaknesses of the service.
    pub security: Option<SecurityContact>,
}

/// Whom to tell of weaknesses of the service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityContact {
    /// The address.
    pub email: EmailAddress,
    /// The last day on which that is right.
    pub until: Date,
}

impl SecurityContact {
    /// The file `security.txt` of the installation at an address (RFC 9116); none once
    /// its last day has passed: what is outdated must not be used.
    ///
    /// ```
    /// use domain::{people::EmailAddress, round::public_page::SecurityContact};
    /// let email = EmailAddress::parse("it@example.org").unwrap();
    /// let contact = SecurityContact { email, until: jiff::civil::date(2027, 4, 9) };
    /// let file = contact.file("https://ior.example", "2027-04-09T21:59Z".parse()?).unwrap();
    /// assert!(file.starts_with("Contact: mailto:it@example.org\nExpires: 2027-04-09T22:00:00Z\n"));
    /// assert_eq!(contact.file("https://ior.example", "2027-04-09T22:00Z".parse()?), None);
    /// # Ok::<(), jiff::Error>(())
    /// ```
    pub fn file(&self, public_url: &str, now: Timestamp) -> Option<String> {
        let expires = time::instant(self.until.saturating_add(1.day()).to_datetime(Time::midnight()));
        let email = self.email.as_str();
        (now < expires).then(|| {
            format!(
                "Contact: mailto:{email}\nExpires: {expires}\nPreferred-Languages: sv, en\n\
                 Canonical: {public_url}/.well-known/security.txt\n"
            )
        })
    }
}

/// The contacts as their form sends them: every field as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ContactsForm {
    /// The address for questions, or nothing.
    pub questions: String,
    /// The address for weaknesses, or nothing.
    pub security: String,
    /// The last day on which that is right.
    pub until: String,
}

merge_fields!(ContactsForm: questions, security, until);

impl ContactsForm {
    /// Checks the whole form. An address for weaknesses has its last day, within a year
    /// (RFC 9116, 2.5.5).
    ///
    /// ```
    /// use domain::round::public_page::ContactsForm;
    /// let form = |security: &str, until: &str| {
    ///     let form = ContactsForm { security: security.into(), until: until.into(), ..ContactsForm::default() };
    ///     let outcome = form.parse(jiff::civil::date(2026, 11, 30));
    ///     outcome.err().map(|errors| errors.into_iter().map(|error| error.field).collect::<Vec<_>>())
    /// };
    /// assert_eq!((form("", ""), form("it@example.org", "2027-11-30")), (None, None));
    /// for until in ["", "2026-11-29", "2027-12-01"] {
    ///     assert_eq!(form("it@example.org", until), Some(vec!["until".to_owned()]), "{until}");
    /// }
    /// assert_eq!(form("", "2027-11-30"), Some(vec!["security".to_owned()]));
    /// ```
    ///
    /// # Errors
    /// Every field that is wrong, in the form's order.
    pub fn parse(&self, today: Date) -> Result<Contacts, Vec<FieldError>> {
        let mut checks = Checks::default();
        let questions = checks.field("questions", optional(&self.questions, EmailAddress::parse));
        let email = checks.field("security", optional(&self.security, EmailAddress::parse));
        let until = checks.field("until", optional(&self.until, |typed| until(typed, today)));
        let security = match (email, until) {
            (Some(Some(email)), Some(Some(until))) => Some(Some(SecurityContact { email, until })),
            (Some(Some(_)), Some(None)) => checks.field("until", Err(Problem::Missing)),
            (Some(None), Some(Some(_))) => checks.field("security", Err(Problem::Missing)),
            (Some(None), Some(None)) => Some(None),
            _ => None,
        };
        checks.finish(questions.zip(security).map(|(questions, security)| Contacts { questions, security }))
    }
}

impl From<&Contacts> for ContactsForm {
    fn from(contacts: &Contacts) -> Self {
        let address = |email: Option<&EmailAddress>| email.map(|email| email.as_str().to_owned()).unwrap_or_default();
        let security = contacts.security.as_ref();
        Self {
            questions: address(contacts.questions.as_ref()),
            security: address(security.map(|security| &security.email)),
            until: security.map(|security| security.until.to_string()).unwrap_or_default(),
        }
    }
}

fn until(typed: &str, today: Date) -> Result<Date, Problem> {
    let until = date(typed)?;
    if until < today {
        Err(Problem::InThePast)
    } else if until > today.saturating_add(1.year()) {
        Err(PageProblem::TooFarAhead.into())
    } else {
        Ok(until)
    }
}
