//! The sections of the applicant's part as their forms send them: every field as typed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    Area, Conflict, Leadership, Level, Manager, MeetingForm, Part, Purpose, Strategic, Theme, Travel, Wishes, Work,
};
use crate::{
    input::{Checks, FieldError, Problem, Text, choice, number, optional, person_name, some_line, some_text},
    people::{EmailAddress, Lang, Role},
    problems,
};

/// The longest name or title.
pub const NAME: u32 = 120;
/// The longest passage in someone's own words.
pub const PASSAGE: u32 = 2_000;
/// For how many years one can have been a manager of managers.
pub const YEARS: std::ops::RangeInclusive<u32> = 0..=50;
/// The most themes that one can choose: what matters most.
pub const MOST_THEMES: u32 = 4;
/// How many adepts a mentor can take.
pub const CAPACITY: std::ops::RangeInclusive<u32> = 1..=3;
/// How many conflicts of interest there is room for.
pub const MOST_CONFLICTS: usize = 6;

/// Boxes that were ticked, by the names of what they stand for.
pub type Ticks = BTreeMap<String, String>;

/// What the product keeps of someone as a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Their name.
    pub name: String,
    /// Their title at work.
    pub title: String,
    /// Their telephone number; may be empty.
    pub phone: String,
}

/// Who someone is, and how they lead.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WorkForm {
    /// Their name.
    pub name: String,
    /// Their title.
    pub title: String,
    /// Their telephone number.
    pub phone: String,
    /// An [`Area`]'s name.
    pub area: String,
    /// A [`Level`]'s name.
    pub level: String,
    /// `yes` or `no`.
    pub manages_managers: String,
    /// `3`; not asked of whoever manages no managers.
    pub years: String,
    /// A [`Strategic`]'s name.
    pub strategic: String,
}

impl WorkForm {
    /// Checks the section.
    ///
    /// ```
    /// use domain::application::typed::WorkForm;
    /// let form = WorkForm {
    ///     name: "Eva Ek".into(), title: "Avdelningschef".into(), area: "health".into(), level: "department".into(),
    ///     manages_managers: "yes".into(), years: "3".into(), strategic: "now".into(), ..WorkForm::default()
    /// };
    /// assert_eq!(form.parse().unwrap().1.leadership.years, 3);
    /// let none = WorkForm { manages_managers: "no".into(), years: String::new(), ..form.clone() };
    /// assert_eq!(none.parse().unwrap().1.leadership.years, 0);
    /// let wrong = WorkForm { years: "many".into(), title: " ".into(), ..form }.parse().unwrap_err();
    /// assert_eq!(wrong.iter().map(|error| error.field.as_str()).collect::<Vec<_>>(), ["title", "years"]);
    /// ```
    ///
    /// # Errors
    /// Every field that is wrong, in the form's order.
    pub fn parse(&self) -> Result<(Profile, Work), Vec<FieldError>> {
        let mut checks = Checks::default();
        let name = checks.field("name", person_name::<NAME>(&self.name));
        let title = checks.field("title", some_line::<NAME>(&self.title));
        let phone = checks.field("phone", Text::<40>::parse_line(&self.phone));
        let area = checks.field("area", choice(&self.area, Area::from_name));
        let level = checks.field("level", choice(&self.level, Level::from_name));
        let manages_managers = checks.field("manages_managers", choice(&self.manages_managers, yes_or_no));
        let years = match manages_managers {
            Some(false) => Some(0),
            _ => checks.field("years", number(&self.years, YEARS)),
        };
        let strategic = checks.field("strategic", choice(&self.strategic, Strategic::from_name));
        let whole = (|| {
            let profile = Profile { name: name?, title: title?, phone: phone?.as_str().to_owned() };
            let leadership =
                Leadership { level: level?, manages_managers: manages_managers?, years: years?, strategic: strategic? };
            Some((profile, Work { area: area?, leadership }))
        })();
        checks.finish(whole)
    }
}

/// A question that takes a yes or a no.
pub fn yes_or_no(name: &str) -> Option<bool> {
    match name {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

/// What someone wants to develop, or can give.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PurposeForm {
    /// [`Theme`]s by name.
    pub develop: Ticks,
    /// In their own words.
    pub develop_words: String,
    /// [`Theme`]s by name.
    pub give: Ticks,
    /// Why they would be a good mentor.
    pub motivation: String,
}

impl PurposeForm {
    /// Checks the section for someone who applies as that.
    ///
    /// ```
    /// use domain::application::{Part, typed::PurposeForm};
    /// let form = PurposeForm {
    ///     develop: [("change".to_owned(), "1".to_owned())].into(), develop_words: "Att våga.".into(),
    ///     ..PurposeForm::default()
    /// };
    /// assert!(form.parse(Part::Adept).is_ok());
    /// let missing = form.parse(Part::Either).unwrap_err();
    /// assert_eq!(missing.iter().map(|error| error.field.as_str()).collect::<Vec<_>>(), ["give", "motivation"]);
    /// ```
    ///
    /// # Errors
    /// Every field that is wrong, in the form's order.
    pub fn parse(&self, part: Part) -> Result<Purpose, Vec<FieldError>> {
        let mut checks = Checks::default();
        let mut purpose = Purpose::default();
        if part.takes(Role::Adept) {
            purpose.develop = checks.field("develop", themes(&self.develop)).unwrap_or_default();
            purpose.develop_words =
                checks.field("develop_words", some_text::<PASSAGE>(&self.develop_words)).unwrap_or_default();
        }
        if part.takes(Role::Mentor) {
            purpose.give = checks.field("give", themes(&self.give)).unwrap_or_default();
            purpose.motivation = checks.field("motivation", some_text::<PASSAGE>(&self.motivation)).unwrap_or_default();
        }
        checks.finish(Some(purpose))
    }
}

/// From one to a few themes.
fn themes(ticks: &Ticks) -> Result<Vec<Theme>, Problem> {
    let themes = ticked(ticks, Theme::ALL, Theme::from_name)?;
    match u32::try_from(themes.len()) {
        Ok(0) => Err(Problem::NoneTicked),
        Ok(1..=MOST_THEMES) => Ok(themes),
        _ => Err(Problem::TooMany { max: MOST_THEMES }),
    }
}

/// What was ticked, in the order of `all`.
fn ticked<T: Copy + PartialEq>(ticks: &Ticks, all: &[T], find: fn(&str) -> Option<T>) -> Result<Vec<T>, Problem> {
    let found = ticks.keys().map(|name| find(name)).collect::<Option<Vec<_>>>().ok_or(Problem::NotAChoice)?;
    Ok(all.iter().copied().filter(|choice| found.contains(choice)).collect())
}

/// Whom someone would like to meet, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WishesForm {
    /// [`Area`]s by name.
    pub areas: Ticks,
    /// [`Lang`]s by name.
    pub languages: Ticks,
    /// A [`MeetingForm`]'s name.
    pub form: String,
    /// A [`Travel`]'s name.
    pub travel: String,
    /// `1`; asked of mentors only.
    pub capacity: String,
    /// In their own words.
    pub words: String,
}

impl WishesForm {
    /// Checks the section.
    ///
    /// ```
    /// use domain::application::typed::WishesForm;
    /// let form = WishesForm {
    ///     languages: [("sv".to_owned(), "1".to_owned())].into(), form: "either".into(), travel: "hour".into(),
    ///     ..WishesForm::default()
    /// };
    /// assert_eq!(form.parse().unwrap().capacity, 1);
    /// assert_eq!(WishesForm { languages: [].into(), ..form }.parse().unwrap_err()[0].field, "languages");
    /// ```
    ///
    /// # Errors
    /// Every field that is wrong, in the form's order.
    pub fn parse(&self) -> Result<Wishes, Vec<FieldError>> {
        let mut checks = Checks::default();
        let areas = checks.field("areas", ticked(&self.areas, Area::ALL, Area::from_name));
        let languages = ticked(&self.languages, Lang::ALL, Lang::from_name);
        let some = |languages: Vec<Lang>| if languages.is_empty() { Err(Problem::NoneTicked) } else { Ok(languages) };
        let languages = checks.field("languages", languages.and_then(some));
        let form = checks.field("form", choice(&self.form, MeetingForm::from_name));
        let travel = checks.field("travel", choice(&self.travel, Travel::from_name));
        let capacity = checks.field("capacity", optional(&self.capacity, |typed| number(typed, CAPACITY)));
        let words = checks.field("words", Text::<PASSAGE>::parse(&self.words));
        let whole = (|| {
            Some(Wishes {
                areas: areas?,
                languages: languages?,
                form: form?,
                travel: travel?,
                capacity: capacity?.unwrap_or(*CAPACITY.start()),
                words: words?.as_str().to_owned(),
            })
        })();
        checks.finish(whole)
    }
}

/// Whom someone must not be paired with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ConflictsForm {
    /// Rows; those without any text are left out.
    pub rows: Vec<ConflictForm>,
}

/// One of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ConflictForm {
    /// A person's or an organisation's name.
    pub who: String,
    /// Why.
    pub why: String,
}

impl ConflictsForm {
    /// Checks the section. None at all is an answer.
    ///
    /// ```
    /// use domain::application::typed::{ConflictForm, ConflictsForm};
    /// let row = |who: &str, why: &str| ConflictForm { who: who.into(), why: why.into() };
    /// assert_eq!(ConflictsForm::default().parse(), Ok(vec![]));
    /// let form = ConflictsForm { rows: vec![row("", ""), row("Eva Ek", "Syster")] };
    /// assert_eq!(form.parse().unwrap()[0].who, "Eva Ek");
    /// let form = ConflictsForm { rows: vec![row("", ""), row("Eva Ek", "")] };
    /// assert_eq!(form.parse().unwrap_err()[0].field, "rows[1][why]");
    /// ```
    ///
    /// # Errors
    /// Every field that is wrong, in the form's order.
    pub fn parse(&self) -> Result<Vec<Conflict>, Vec<FieldError>> {
        let mut checks = Checks::default();
        let mut conflicts = Vec::new();
        for (n, row) in self.rows.iter().enumerate().take(MOST_CONFLICTS) {
            if row.who.trim().is_empty() && row.why.trim().is_empty() {
                continue;
            }
            let who = checks.field(format!("rows[{n}][who]"), some_line::<NAME>(&row.who));
            let why = checks.field(format!("rows[{n}][why]"), some_text::<PASSAGE>(&row.why));
            conflicts.extend(who.zip(why).map(|(who, why)| Conflict { who, why }));
        }
        checks.finish(Some(conflicts))
    }
}

/// Someone's manager, and consent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ManagerForm {
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// `1`, if the applicant consents.
    pub consent: String,
}

impl ManagerForm {
    /// Checks the section; `own` is the applicant's own address, which their
    /// manager does not have.
    ///
    /// # Errors
    /// Every field that is wrong, in the form's order.
    pub fn parse(&self, own: &str) -> Result<Manager, Vec<FieldError>> {
        let mut checks = Checks::default();
        let manager = parse_manager(&mut checks, &self.name, &self.email, own);
        let consent = if self.consent.is_empty() { Err(Problem::NotTicked) } else { Ok(()) };
        let consent = checks.field("consent", consent);
        checks.finish(manager.zip(consent).map(|(manager, ())| manager))
    }

    /// The same for a manager to whom the question is passed on; consent has
    /// been given.
    ///
    /// ```
    /// use domain::application::typed::ManagerForm;
    /// let form = ManagerForm { name: "Chefen".into(), email: "Eva@example.org".into(), ..ManagerForm::default() };
    /// assert!(form.parse_other("other@example.org").is_ok());
    /// assert_eq!(form.parse_other("eva@example.org").unwrap_err()[0].field, "email");
    /// let lure = ManagerForm { name: "Congratulations! https://evil.example/z".into(), ..form };
    /// assert_eq!(lure.parse_other("other@example.org").unwrap_err()[0].field, "name");
    /// ```
    ///
    /// # Errors
    /// Every field that is wrong, in the form's order.
    pub fn parse_other(&self, own: &str) -> Result<Manager, Vec<FieldError>> {
        let mut checks = Checks::default();
        let manager = parse_manager(&mut checks, &self.name, &self.email, own);
        checks.finish(manager)
    }
}

problems! {
    /// What can be wrong with the address of someone who acts on an application.
    pub enum AddressProblem {
        /// It is one's own, where it has to be another's.
        Own = "own_address",
        /// It is the applicant's, whom someone else has to support.
        Applicants = "applicants_address",
    }
}

fn parse_manager(checks: &mut Checks, name: &str, email: &str, own: &str) -> Option<Manager> {
    let name = checks.field("name", person_name::<NAME>(name));
    let email = EmailAddress::parse(email);
    let email = email.and_then(|email| if email.as_str() == own { Err(AddressProblem::Own.into()) } else { Ok(email) });
    let email = checks.field("email", email);
    name.zip(email).map(|(name, email)| Manager { name, email })
}

/// What a manager answers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SupportForm {
    /// `yes` or `no`.
    pub supports: String,
    /// Why.
    pub why: String,
    /// What the organisation commits to, if they support it.
    pub commits: String,
}

/// The same as checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Support {
    /// Whether they support the application.
    pub supports: bool,
    /// Why.
    pub why: String,
    /// What the organisation commits to; may be empty.
    pub commits: String,
}

impl SupportForm {
    /// Checks the answer.
    ///
    /// ```
    /// use domain::application::typed::SupportForm;
    /// let form = SupportForm { supports: "no".into(), why: "Inte nu.".into(), ..SupportForm::default() };
    /// assert!(!form.parse().unwrap().supports);
    /// let yes = SupportForm { supports: "yes".into(), ..form };
    /// assert_eq!(yes.parse().unwrap_err()[0].field, "commits");
    /// ```
    ///
    /// # Errors
    /// Every field that is wrong, in the form's order.
    pub fn parse(&self) -> Result<Support, Vec<FieldError>> {
        let mut checks = Checks::default();
        let supports = checks.field("supports", choice(&self.supports, yes_or_no));
        let why = checks.field("why", some_text::<PASSAGE>(&self.why));
        let commits = match supports {
            Some(true) => some_text::<PASSAGE>(&self.commits),
            _ => Text::<PASSAGE>::parse(&self.commits).map(|text| text.as_str().to_owned()),
        };
        let commits = checks.field("commits", commits);
        let whole = (|| Some(Support { supports: supports?, why: why?, commits: commits? }))();
        checks.finish(whole)
    }
}
