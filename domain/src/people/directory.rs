//! Everyone in the network, as organisers look for them; and one person, with all that
//! organisers may see of them over all rounds. What a pair writes is never among it.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::{
    Duty, Lang, Localised, Organisation, OrganisationId, PersonId, Role,
    address::AddressChange,
    duty::{Ended, Held},
};
use crate::{
    application::{self, ApplicationId, typed::NAME},
    day::{Answer, Hours},
    input::{Checks, FieldError, Text, choice, clean_line, person_name},
    merge::merge_fields,
    pair::status::State,
};

/// How many people one page lists.
pub const PAGE: u32 = 50;

/// Whom the list shows, and which page of it: what stands in its address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words of a name, of an organisation's name or of an address.
    pub search: String,
    /// Those who work for one organisation.
    pub organisation: Option<OrganisationId>,
    /// Those who have this duty: now, or in the round that is asked for.
    pub duty: Option<Duty>,
    /// Those who have a duty in the round of this number.
    pub round: Option<u32>,
    /// Which page, from 0.
    pub page: u32,
}

impl Filter {
    /// Reads an address's query. What means nothing is ignored.
    ///
    /// ```
    /// use domain::people::{Duty, directory::Filter};
    /// let filter = Filter::from_query("?sok=eva+b%C3%B6&roll=mentor&omgang=15&sida=2");
    /// assert_eq!((filter.search.as_str(), filter.duty, filter.round, filter.page), ("eva bö", Some(Duty::Mentor), Some(15), 1));
    /// assert_eq!(filter.query(), "?sok=eva+b%C3%B6&roll=mentor&omgang=15&sida=2");
    /// assert_eq!(Filter::from_query("?roll=chef&sida=0&org=x"), Filter::default());
    /// assert_eq!(Filter::default().query(), "");
    /// ```
    pub fn from_query(query: &str) -> Self {
        let mut filter = Self::default();
        for (name, value) in form_urlencoded::parse(query.trim_start_matches('?').as_bytes()) {
            match &*name {
                "sok" => filter.search = clean_line(&value),
                "org" => filter.organisation = value.parse().ok().map(OrganisationId),
                "roll" => filter.duty = Duty::from_name(&value),
                "omgang" => filter.round = value.parse().ok(),
                "sida" => filter.page = value.parse::<u32>().unwrap_or(1).saturating_sub(1),
                _ => {}
            }
        }
        filter
    }

    /// What it adds to an address; nothing if it shows everyone.
    pub fn query(&self) -> String {
        let mut query = form_urlencoded::Serializer::for_suffix(String::from("?"), 1);
        let mut add = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                query.append_pair(name, &value);
            }
        };
        add("sok", Some(self.search.clone()).filter(|search| !search.is_empty()));
        add("org", self.organisation.map(|organisation| organisation.to_string()));
        add("roll", self.duty.map(|duty| duty.name().to_owned()));
        add("omgang", self.round.map(|round| round.to_string()));
        add("sida", (self.page > 0).then(|| (self.page + 1).to_string()));
        let query = query.finish();
        if query == "?" { String::new() } else { query }
    }

    /// Another page of the same list.
    #[must_use]
    pub fn turned_to(&self, page: u32) -> Self {
        Self { page, ..self.clone() }
    }
}

/// A page of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directory {
    /// The people on it, by name.
    pub people: Vec<Entry>,
    /// How many the whole list has.
    pub found: u32,
    /// Which page it is: the first, where there is none such.
    pub page: u32,
    /// The network's organisations, by name, for the filter.
    pub organisations: Vec<Organisation>,
    /// The rounds' numbers, the latest first, for the filter.
    pub rounds: Vec<u32>,
}

/// Someone in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their title at work; may be empty.
    pub title: String,
    /// Their address.
    pub email: String,
    /// The name of their organisation.
    pub organisation: String,
    /// What they have to do, by round; the latest first.
    pub duties: Vec<(u32, Duty)>,
    /// Whether they can sign in.
    pub active: bool,
}

/// What organisers write of someone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    /// Their name.
    pub name: String,
    /// Their title at work; may be empty.
    pub title: String,
    /// Their telephone number; may be empty.
    pub phone: String,
    /// The language of their emails.
    pub lang: Lang,
}

impl Details {
    /// Checks what was typed.
    ///
    /// ```
    /// use domain::people::{Lang, directory::Details};
    /// let eva = Details::parse(" Eva  Ek ", "Chef", "", "en").unwrap();
    /// assert_eq!((eva.name.as_str(), eva.lang), ("Eva Ek", Lang::En));
    /// assert_eq!(Details::parse("", "", "", "fi").unwrap_err().len(), 2);
    /// ```
    ///
    /// # Errors
    /// Every field error.
    pub fn parse(name: &str, title: &str, phone: &str, lang: &str) -> Result<Self, Vec<FieldError>> {
        let mut checks = Checks::default();
        let name = checks.field("name", person_name::<NAME>(name));
        let title = checks.field("title", Text::<120>::parse_line(title));
        let phone = checks.field("phone", Text::<40>::parse_line(phone));
        let lang = checks.field("lang", choice(lang, Lang::from_name));
        let all = name.zip(title).zip(phone).zip(lang);
        checks.finish(all.map(|(((name, title), phone), lang)| Self {
            name,
            title: title.as_str().to_owned(),
            phone: phone.as_str().to_owned(),
            lang,
        }))
    }
}

/// The same as its form sends it: every field as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DetailsForm {
    /// Their name.
    pub name: String,
    /// Their title at work.
    pub title: String,
    /// Their telephone number.
    pub phone: String,
    /// A [`Lang`]'s name.
    pub lang: String,
}

merge_fields!(DetailsForm: name, title, phone, lang);

impl DetailsForm {
    /// Checks the whole form.
    ///
    /// # Errors
    /// Every field error.
    pub fn parse(&self) -> Result<Details, Vec<FieldError>> {
        Details::parse(&self.name, &self.title, &self.phone, &self.lang)
    }
}

impl From<&Details> for DetailsForm {
    fn from(details: &Details) -> Self {
        let Details { name, title, phone, lang } = details.clone();
        Self { name, title, phone, lang: lang.name().to_owned() }
    }
}

/// Someone's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonPage {
    /// Who.
    pub person: PersonId,
    /// What organisers write of them.
    pub details: Details,
    /// Their address.
    pub email: String,
    /// The other address that they sign in with, if they have one.
    pub second_email: Option<String>,
    /// Where they work.
    pub organisation: Organisation,
    /// Since when they cannot sign in, if that is so.
    pub deactivated_at: Option<Timestamp>,
    /// What they have to do, the latest round first.
    pub duties: Vec<Held>,
    /// What they had to do, the latest first.
    pub former: Vec<Ended>,
    /// Their pairs, the latest first.
    pub pairs: Vec<PairLine>,
    /// What they have answered to days, the latest day first.
    pub answers: Vec<AnswerLine>,
    /// Their applications, the latest round first.
    pub applications: Vec<ApplicationLine>,
    /// How their addresses have changed, the latest first.
    pub addresses: Vec<AddressChange>,
    /// Who was merged into them, the latest first.
    pub merged: Vec<Merged>,
    /// Whether an organiser can note that they work elsewhere now.
    pub movable: bool,
    /// Where people can work, by name.
    pub organisations: Vec<Organisation>,
}

impl PersonPage {
    /// What they take part as in the round that the reader acts in, if they do.
    pub fn role(&self) -> Option<Role> {
        self.duties.iter().filter(|held| held.ours).find_map(|held| held.duty.role())
    }

    /// Whether they are in no pair that goes on in that round.
    pub fn is_without_pair(&self) -> bool {
        let ours = self.duties.iter().filter(|held| held.ours).map(|held| held.round).next();
        let goes_on = |pair: &PairLine| Some(pair.round) == ours && pair.state != State::Ended;
        !self.pairs.iter().any(goes_on)
    }

    /// The duties that can be given to them in that round.
    pub fn can_be_given(&self) -> impl Iterator<Item = Duty> {
        let has = move |duty: Duty| self.duties.iter().any(|held| held.ours && held.duty == duty);
        Duty::ALL.iter().copied().filter(move |duty| duty.is_appointed() && !has(*duty))
    }

    /// Whether they can be deactivated: nobody counts on them.
    pub fn can_be_deactivated(&self) -> bool {
        may_deactivate(self.duties.iter().filter(|held| held.ours).map(|held| held.duty)).is_ok()
    }
}

/// Whether someone with these duties can be deactivated.
///
/// ```
/// use domain::people::{Duty, Refusal, directory::may_deactivate};
/// assert_eq!(may_deactivate([Duty::Applicant]), Ok(()));
/// assert_eq!(may_deactivate([Duty::Applicant, Duty::Mentor]), Err(Refusal::HoldsDuties));
/// ```
///
/// # Errors
/// [`Refusal::HoldsDuties`](super::Refusal::HoldsDuties).
pub fn may_deactivate(duties: impl IntoIterator<Item = Duty>) -> Result<(), super::Refusal> {
    if duties.into_iter().any(Duty::keeps_active) { Err(super::Refusal::HoldsDuties) } else { Ok(()) }
}

/// A pair, by its status. What the two write is nobody else's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairLine {
    /// In which round, by its number.
    pub round: u32,
    /// What the person is in it.
    pub role: Role,
    /// Who the other one is.
    pub partner: PersonId,
    /// The other one's name.
    pub partner_name: String,
    /// Since when.
    pub since: Date,
    /// Where it stands.
    pub state: State,
}

/// What someone has answered to a part of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerLine {
    /// In which round, by its number.
    pub round: u32,
    /// The day's title.
    pub title: Localised,
    /// The part's hours.
    pub hours: Hours,
    /// What they answered.
    pub answer: Answer,
    /// Whether they were there.
    pub came: bool,
}

/// Someone's application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApplicationLine {
    /// In which round, by its number.
    pub round: u32,
    /// Which one.
    pub application: ApplicationId,
    /// Where it stands.
    pub state: application::State,
}

/// Someone who was merged into another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The name that they had.
    pub name: String,
    /// The address that they had.
    pub email: String,
    /// The name of the organiser who has merged them.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Whatever is asked for stands in the address, and is read from it again.
        #[test]
        fn an_address_holds_the_filter(
            search in "[a-zåäö@. ]{0,20}", organisation in prop::option::of(1_i64..99),
            duty in prop::option::of(prop::sample::select(Duty::ALL)), round in prop::option::of(1_u32..99), page in 0_u32..9,
        ) {
            let filter = Filter {
                search: clean_line(&search),
                organisation: organisation.map(OrganisationId),
                duty,
                round,
                page,
            };
            prop_assert_eq!(Filter::from_query(&filter.query()), filter);
        }

        #[test]
        fn any_address_is_read(query in ".{0,80}") {
            prop_assert!(Filter::from_query(&query).query().is_ascii());
        }
    }
}
