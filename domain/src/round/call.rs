//! The call: a round's window for applications.

use jiff::{
    Timestamp,
    civil::{Date, Time},
};
use serde::{Deserialize, Serialize};

use crate::application::{
    Part, State,
    typed::{NAME, PASSAGE},
};
use crate::{
    day::Contact,
    input::{Checks, FieldError, Problem, Text, date, number, optional, some_line, some_text},
    merge::merge_fields,
    named,
    people::{EmailAddress, Localised, Role},
    time,
};

/// A round's window for applications.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// When it opens.
    #[serde(with = "crate::time::wire")]
    pub opens: Timestamp,
    /// When it closes.
    #[serde(with = "crate::time::wire")]
    pub closes: Timestamp,
    /// Who may apply, in the organisers' words.
    pub who: Localised,
    /// Whom to ask.
    pub contact: Contact,
    /// How many applications to become an adept are taken; `None` for any number.
    pub most_adepts: Option<u32>,
    /// How many to become a mentor.
    pub most_mentors: Option<u32>,
}

named! {
    /// Whether one can apply.
    pub enum Phase {
        /// Not yet.
        Before = "before",
        /// Now.
        Open = "open",
        /// No more.
        Closed = "closed",
    }
}

/// How many applications a call counts: sent, and neither turned down nor taken back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// To become an adept.
    pub adepts: u32,
    /// To become a mentor. Whoever applies as either is counted in both.
    pub mentors: u32,
}

/// Why the call takes no application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Refusal {
    /// It is not open.
    #[error("the call is not open")]
    Closed,
    /// As many have applied as are taken.
    #[error("the call is full")]
    Full,
}

/// What the page of the call's settings shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallSettings {
    /// The call, if there is one, and how many applications it counts.
    pub call: Option<(Call, Taken)>,
    /// Where applications stand, and how many.
    pub states: Vec<(State, u32)>,
}

/// Where a call stands that opens and closes at these times.
pub fn phase(opens: Timestamp, closes: Timestamp, now: Timestamp) -> Phase {
    if now < opens {
        Phase::Before
    } else if now < closes {
        Phase::Open
    } else {
        Phase::Closed
    }
}

impl Call {
    /// Whether one can apply now, as far as time goes.
    pub fn phase(&self, now: Timestamp) -> Phase {
        phase(self.opens, self.closes, now)
    }

    /// Whether as many have applied for a role as are taken.
    pub fn is_full(&self, role: Role, taken: Taken) -> bool {
        let (most, taken) = match role {
            Role::Adept => (self.most_adepts, taken.adepts),
            Role::Mentor => (self.most_mentors, taken.mentors),
        };
        most.is_some_and(|most| taken >= most)
    }

    /// Whether one more can be sent: for one of the roles there is room. Whoever
    /// applies as either may be taken for that one.
    pub fn takes(&self, part: Part, taken: Taken) -> bool {
        part.roles().iter().any(|role| !self.is_full(*role, taken))
    }
}

/// A call as its form sends it: every field as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CallForm {
    /// The first day.
    pub opens_on: String,
    /// The last day.
    pub closes_on: String,
    /// Who may apply, in Swedish.
    pub who_sv: String,
    /// The same in English.
    pub who_en: String,
    /// The contact's name.
    pub contact_name: String,
    /// The contact's address.
    pub contact_email: String,
    /// The contact's telephone number.
    pub contact_phone: String,
    /// `30`, or nothing.
    pub most_adepts: String,
    /// The same for mentors.
    pub most_mentors: String,
}

merge_fields!(CallForm: opens_on, closes_on, who_sv, who_en, contact_name, contact_email, contact_phone, most_adepts,
    most_mentors);

impl CallForm {
    /// Checks the whole form. A call opens when its first day begins, and closes
    /// when its last one ends, in Sweden.
    ///
    /// ```
    /// use domain::round::call::CallForm;
    /// let form = CallForm {
    ///     opens_on: "2025-09-15".into(), closes_on: "2025-11-14".into(), who_sv: "Chefer".into(),
    ///     who_en: "Managers".into(), contact_name: "Eva".into(), contact_email: "eva@example.org".into(),
    ///     ..CallForm::default()
    /// };
    /// assert_eq!(form.parse().unwrap().closes.to_string(), "2025-11-14T23:00:00Z");
    /// let wrong = CallForm { closes_on: "2025-09-14".into(), most_adepts: "x".into(), ..form }.parse().unwrap_err();
    /// assert_eq!(wrong.iter().map(|error| error.field.as_str()).collect::<Vec<_>>(), ["closes_on", "most_adepts"]);
    /// ```
    ///
    /// # Errors
    /// Every field that is wrong, in the form's order.
    pub fn parse(&self) -> Result<Call, Vec<FieldError>> {
        let mut checks = Checks::default();
        let opens = checks.field("opens_on", date(&self.opens_on));
        let not_before =
            |closes| if opens.is_some_and(|opens| closes < opens) { Err(Problem::EndsTooEarly) } else { Ok(closes) };
        let day_after = |day: Date| day.tomorrow().map_err(|_| Problem::NotADate);
        let closes = checks.field("closes_on", date(&self.closes_on).and_then(not_before).and_then(day_after));
        let who_sv = checks.field("who_sv", some_text::<PASSAGE>(&self.who_sv));
        let who_en = checks.field("who_en", some_text::<PASSAGE>(&self.who_en));
        let name = checks.field("contact_name", some_line::<NAME>(&self.contact_name));
        let email = checks.field("contact_email", EmailAddress::parse(&self.contact_email));
        let phone = checks.field("contact_phone", Text::<40>::parse_line(&self.contact_phone));
        let most = |typed: &str| optional(typed, |typed| number(typed, 1..=9_999));
        let most_adepts = checks.field("most_adepts", most(&self.most_adepts));
        let most_mentors = checks.field("most_mentors", most(&self.most_mentors));
        let midnight = |day: Date| time::instant(day.to_datetime(Time::midnight()));
        let whole = (|| {
            Some(Call {
                opens: midnight(opens?),
                closes: midnight(closes?),
                who: Localised { sv: who_sv?, en: who_en? },
                contact: Contact { name: name?, email: email?.as_str().to_owned(), phone: phone?.as_str().to_owned() },
                most_adepts: most_adepts?,
                most_mentors: most_mentors?,
            })
        })();
        checks.finish(whole)
    }
}

impl Call {
    /// The first day and the last, in Sweden.
    pub fn days(&self) -> (Date, Date) {
        let last = time::local(self.closes).date();
        (time::local(self.opens).date(), last.yesterday().unwrap_or(last))
    }

    /// The form as it is saved.
    pub fn form(&self) -> CallForm {
        let (opens, closes) = self.days();
        let most = |most: Option<u32>| most.map(|most| most.to_string()).unwrap_or_default();
        CallForm {
            opens_on: opens.to_string(),
            closes_on: closes.to_string(),
            who_sv: self.who.sv.clone(),
            who_en: self.who.en.clone(),
            contact_name: self.contact.name.clone(),
            contact_email: self.contact.email.clone(),
            contact_phone: self.contact.phone.clone(),
            most_adepts: most(self.most_adepts),
            most_mentors: most(self.most_mentors),
        }
    }
}
