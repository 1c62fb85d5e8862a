//! The network's settings, and its organisations as one pastes them.

use serde::{Deserialize, Serialize};

use crate::{
    input::{Checks, FieldError, Problem, fold, some_line},
    merge::merge_fields,
    people::{EmailAddress, Localised, organisation::NAME},
};

/// How many organisations can be added at once.
pub const MAX_ORGANISATIONS: u32 = 200;

/// What everyone may know of the network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Network {
    /// Its name.
    pub name: String,
    /// The organisation that holds it together.
    pub host: String,
    /// Who is the controller of the personal data, alone or with others (GDPR, article 4.7).
    pub controller: Localised,
}

/// The network's settings as their form sends them: every field as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NetworkForm {
    /// Its name.
    pub name: String,
    /// The organisation that holds it together.
    pub host: String,
    /// The address for questions.
    pub contact: String,
    /// Who is responsible for the data, in Swedish.
    pub controller_sv: String,
    /// The same in English.
    pub controller_en: String,
}

merge_fields!(NetworkForm: name, host, contact, controller_sv, controller_en);

impl NetworkForm {
    /// Checks the whole form: the settings, and the address for questions.
    ///
    /// ```
    /// use domain::round::start::NetworkForm;
    /// let form = NetworkForm {
    ///     name: "Nätverket Väst".into(), host: "Alfa kommun".into(), contact: "fraga@alfa.example".into(),
    ///     controller_sv: "Alfa kommun".into(), controller_en: "Alfa kommun".into(),
    /// };
    /// assert_eq!(form.parse().unwrap().1.as_str(), "fraga@alfa.example");
    /// let wrong = NetworkForm { host: " ".into(), contact: "fraga".into(), ..form }.parse().unwrap_err();
    /// assert_eq!(wrong.iter().map(|error| error.field.as_str()).collect::<Vec<_>>(), ["host", "contact"]);
    /// ```
    ///
    /// # Errors
    /// Every field that is wrong, in the form's order.
    pub fn parse(&self) -> Result<(Network, EmailAddress), Vec<FieldError>> {
        let mut checks = Checks::default();
        let name = checks.field("name", some_line::<NAME>(&self.name));
        let host = checks.field("host", some_line::<NAME>(&self.host));
        let contact = checks.field("contact", EmailAddress::parse(&self.contact));
        let sv = checks.field("controller_sv", some_line::<400>(&self.controller_sv));
        let en = checks.field("controller_en", some_line::<400>(&self.controller_en));
        let whole = (|| {
            let controller = Localised { sv: sv?, en: en? };
            Some((Network { name: name?, host: host?, controller }, contact?))
        })();
        checks.finish(whole)
    }

    /// The form as it shows what is saved.
    pub fn of(network: Option<&Network>, contact: Option<&EmailAddress>) -> Self {
        let contact = contact.map(|contact| contact.as_str().to_owned()).unwrap_or_default();
        network.map_or_else(
            || Self { contact: contact.clone(), ..Self::default() },
            |network| Self {
                name: network.name.clone(),
                host: network.host.clone(),
                contact: contact.clone(),
                controller_sv: network.controller.sv.clone(),
                controller_en: network.controller.en.clone(),
            },
        )
    }
}

/// Names of organisations, pasted one a line. Lines are counted from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PastedNames {
    /// Each name and its line.
    pub names: Vec<(u32, String)>,
    /// The lines that say what one above them says.
    pub repeated: Vec<u32>,
    /// How many lines between others are empty.
    pub empty: u32,
}

/// Reads names, one a line. Lines that say the same and empty ones are passed over, and
/// told. Bullets that come with what was copied are no part of a name.
///
/// ```
/// use domain::round::start::pasted_names;
/// let pasted = pasted_names("Alfa kommun\n\n• Beta  region\r\nalfa  Kommun\n\n").unwrap();
/// assert_eq!(pasted.names, [(1, "Alfa kommun".to_owned()), (3, "Beta region".to_owned())]);
/// assert_eq!((pasted.repeated, pasted.empty), (vec![4], 1));
/// assert!(pasted_names(" \n ").is_err());
/// ```
///
/// # Errors
/// [`Problem::Missing`] where there is no name; [`Problem::TooLong`] for a name that no
/// organisation can have; [`Problem::TooMany`].
pub fn pasted_names(typed: &str) -> Result<PastedNames, Problem> {
    let mut pasted = PastedNames::default();
    let mut known = Vec::new();
    let lines: Vec<_> = typed.trim_end().lines().map(without_bullet).collect();
    for (n, line) in (1..).zip(lines) {
        let name = match some_line::<NAME>(line) {
            Err(Problem::Missing) => {
                pasted.empty += 1;
                continue;
            }
            name => name?,
        };
        let folded = fold(&name);
        if known.contains(&folded) {
            pasted.repeated.push(n);
            continue;
        }
        known.push(folded);
        pasted.names.push((n, name));
    }
    match u32::try_from(known.len()) {
        Ok(0) => Err(Problem::Missing),
        Ok(..=MAX_ORGANISATIONS) => Ok(pasted),
        _ => Err(Problem::TooMany { max: MAX_ORGANISATIONS }),
    }
}

/// A line without the mark of a list before it.
fn without_bullet(line: &str) -> &str {
    let line = line.trim();
    let rest = line.strip_prefix(['•', '-', '*', '–', '·']);
    rest.filter(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace)).unwrap_or(line)
}
