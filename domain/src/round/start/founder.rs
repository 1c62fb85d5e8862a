//! Whoever is to be the first organiser.

use crate::{
    input::{Checks, FieldError, choice, person_name, some_line},
    people::{EmailAddress, Lang, organisation::NAME},
};

/// What the first organiser says of themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FounderFacts {
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: EmailAddress,
    /// Where they work.
    pub organisation: String,
    /// The language of their emails.
    pub lang: Lang,
}

impl FounderFacts {
    /// Checks what was typed.
    ///
    /// ```
    /// use domain::{people::Lang, round::start::FounderFacts};
    /// let facts = FounderFacts::parse(" Eva  Ek ", "eva@alfa.example", "Alfa kommun", "en").unwrap();
    /// assert_eq!((facts.name.as_str(), facts.lang), ("Eva Ek", Lang::En));
    /// let wrong = FounderFacts::parse("", "eva", "", "").unwrap_err();
    /// assert_eq!(wrong.iter().map(|error| error.field.as_str()).collect::<Vec<_>>(), ["name", "email", "organisation", "lang"]);
    /// ```
    ///
    /// # Errors
    /// Every field that is wrong, in the form's order.
    pub fn parse(name: &str, email: &str, organisation: &str, lang: &str) -> Result<Self, Vec<FieldError>> {
        let mut checks = Checks::default();
        let name = checks.field("name", person_name::<NAME>(name));
        let email = checks.field("email", EmailAddress::parse(email));
        let organisation = checks.field("organisation", some_line::<NAME>(organisation));
        let lang = checks.field("lang", choice(lang, Lang::from_name));
        let whole = (|| Some(Self { name: name?, email: email?, organisation: organisation?, lang: lang? }))();
        checks.finish(whole)
    }
}
