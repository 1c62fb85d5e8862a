//! A round as it is planned: its number, its years, and days from the template.

use jiff::{
    ToSpan,
    civil::{Date, Time},
};
use serde::{Deserialize, Serialize};

use super::template::DayPattern;
use crate::{
    day::{Audience, Contact, DayForm, PartForm, Plan, PlannedPart},
    input::{Checks, FieldError, Problem, date, number, optional},
    people::Localised,
    problems,
    round::Round,
    time::instant,
};

/// The greatest number that a round can have.
const MAX_NUMBER: u32 = 999;
/// The most pairs that a round can have.
const MAX_PAIRS: u32 = 500;
/// For how many years a round can go on. Pairs meet for one to two years ("programme
/// description, Förutsättningar"), and applying comes before.
const MAX_YEARS: i64 = 4;
/// How many days before a day one answers at the latest.
const REPLY_DAYS: i64 = 7;

/// A round that can be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundPlan {
    /// The programme's own number of it.
    pub number: u32,
    /// Its first day.
    pub starts_on: Date,
    /// The last day of its official part.
    pub ends_on: Date,
    /// The most pairs it takes.
    pub max_pairs: u32,
    /// Its days, at places that are not known yet.
    pub days: Vec<Plan>,
}

problems! {
    /// What can be wrong with a round that is planned.
    pub enum RoundProblem {
        /// A day before the round's first, or after its last.
        OutsideTheRound = "outside_the_round",
        /// A round that goes on for more than four years.
        TooManyYears = "too_many_years",
        /// Another round has the number.
        NumberTaken = "round_number_taken",
        /// No day has a date.
        NoDay = "no_day",
        /// A day that is not there to be taken over any more.
        DayIsGone = "day_is_gone",
    }
}

/// A round as its form sends it: every field as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RoundForm {
    /// `16`.
    pub number: String,
    /// Its first day.
    pub starts_on: String,
    /// Its last day.
    pub ends_on: String,
    /// The most pairs.
    pub max_pairs: String,
    /// The days of the template, or those that are taken over, in their order.
    pub days: Vec<TemplateDayForm>,
}

/// A day with a pattern as the form sends it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TemplateDayForm {
    /// Its pattern's name; nothing for the pattern in the same place.
    pub name: String,
    /// When it is; nothing for a day that is not settled, and is not made.
    pub date: String,
    /// The hours of its parts, in the pattern's order.
    pub parts: Vec<HoursForm>,
}

/// The hours of a part as the form sends them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HoursForm {
    /// `09:00`.
    pub from: String,
    /// `13:00`.
    pub to: String,
}

impl RoundForm {
    /// The form before anything is typed: the round as it stands, and the template's hours.
    pub fn of(round: &Round) -> Self {
        Self {
            number: round.number.to_string(),
            starts_on: round.starts_on.to_string(),
            ends_on: round.ends_on.to_string(),
            max_pairs: round.max_pairs.to_string(),
            days: DayPattern::template().iter().map(TemplateDayForm::of).collect(),
        }
    }

    /// Checks the whole form of a round with days from the template. Days lie ahead, and
    /// within the round.
    ///
    /// ```
    /// use domain::round::{Round, RoundId, start::RoundForm};
    /// use jiff::civil::date;
    /// let round = Round { id: RoundId(1), number: 1, starts_on: date(2027, 1, 1), ends_on: date(2028, 12, 31), max_pairs: 25 };
    /// let mut form = RoundForm::of(&round);
    /// form.days[0].date = "2027-03-05".into();
    /// form.days[3].date = "2028-04-07".into();
    /// let today = date(2026, 11, 30);
    /// let plan = form.parse(today).unwrap();
    /// assert_eq!(plan.days.iter().map(|day| day.parts.len()).collect::<Vec<_>>(), [2, 1]);
    /// assert_eq!(plan.days[0].reply_by.to_string(), "2027-02-26T22:59:00Z");
    ///
    /// form.days[1].date = "2029-05-21".into();
    /// form.days[0].parts[1].from = "12.00".into();
    /// form.max_pairs = "0".into();
    /// let wrong: Vec<_> = form.parse(today).unwrap_err().into_iter().map(|error| error.field).collect();
    /// assert_eq!(wrong, ["max_pairs", "days[0][parts][1][from]", "days[1][date]"]);
    /// ```
    ///
    /// # Errors
    /// Every field that is wrong, in the form's order.
    pub fn parse(&self, today: Date) -> Result<RoundPlan, Vec<FieldError>> {
        self.parse_with(&DayPattern::template(), today)
    }

    /// The same of a round with days of other patterns.
    ///
    /// # Errors
    /// Every field that is wrong, in the form's order.
    pub fn parse_with(&self, patterns: &[DayPattern], today: Date) -> Result<RoundPlan, Vec<FieldError>> {
        let mut checks = Checks::default();
        let number = checks.field("number", number(&self.number, 1..=MAX_NUMBER));
        let starts_on = checks.field("starts_on", date(&self.starts_on));
        let ends_on = checks.field("ends_on", date(&self.ends_on).and_then(|ends| last_day(starts_on, ends)));
        let max_pairs = checks.field("max_pairs", pairs(&self.max_pairs));
        let years = starts_on.zip(ends_on);
        let mut days = Vec::new();
        for (n, form) in self.days.iter().take(patterns.len()).enumerate() {
            let field = format!("days[{n}][date]");
            let on = optional(&form.date, date).and_then(|on| on.map(|on| within(on, years, today)).transpose());
            let Some(Some(on)) = checks.field(field.clone(), on) else { continue };
            let pattern = checks.field(field, form.pattern(n, patterns).ok_or_else(|| RoundProblem::DayIsGone.into()));
            let Some(pattern) = pattern else { continue };
            match pattern.planned_parts(form, on) {
                Ok(parts) => days.push(pattern.plan(on, parts, today)),
                Err(wrong) => {
                    for FieldError { field, problem } in wrong {
                        let field = field.replacen("parts", &format!("days[{n}][parts]"), 1);
                        checks.field::<()>(field, Err(problem));
                    }
                }
            }
        }
        if self.days.iter().all(|day| day.date.trim().is_empty()) {
            checks.field::<()>("days[0][date]", Err(RoundProblem::NoDay.into()));
        }
        let plan = (|| {
            let (starts_on, ends_on) = years?;
            Some(RoundPlan { number: number?, starts_on, ends_on, max_pairs: max_pairs?, days })
        })();
        checks.finish(plan)
    }
}

impl TemplateDayForm {
    /// The form of a day of which nobody has said when it is.
    pub(crate) fn of(pattern: &DayPattern) -> Self {
        let hours = pattern.hours.iter();
        Self {
            name: pattern.name.clone(),
            date: String::new(),
            parts: hours.map(|(_, from, to)| HoursForm { from: clock(*from), to: clock(*to) }).collect(),
        }
    }

    /// Its pattern, in the place of the form's day where it names none.
    fn pattern<'a>(&self, n: usize, patterns: &'a [DayPattern]) -> Option<&'a DayPattern> {
        if self.name.is_empty() { patterns.get(n) } else { patterns.iter().find(|one| one.name == self.name) }
    }
}

impl DayPattern {
    /// Its parts on a date, with the hours that were typed.
    fn planned_parts(&self, form: &TemplateDayForm, on: Date) -> Result<Vec<PlannedPart>, Vec<FieldError>> {
        let part = |(n, (audience, ..)): (usize, &(Audience, Time, Time))| {
            let HoursForm { from, to } = form.parts.get(n).cloned().unwrap_or_default();
            PartForm { from, to, audience: audience.name().to_owned(), ..PartForm::default() }
        };
        let parts = self.hours.iter().enumerate().map(part).collect();
        DayForm { parts, ..DayForm::default() }.planned_parts(on)
    }

    /// The day as it is planned, with the last day to answer a week before; today, if that
    /// has passed.
    fn plan(&self, on: Date, parts: Vec<PlannedPart>, today: Date) -> Plan {
        let reply_by = on.saturating_sub(REPLY_DAYS.days()).max(today);
        Plan {
            kind: self.kind,
            title: self.title.clone(),
            summary: self.summary.clone(),
            venue: String::new(),
            address: String::new(),
            map_url: String::new(),
            directions: Localised { sv: String::new(), en: String::new() },
            reply_by: instant(reply_by.at(23, 59, 0, 0)),
            late_yes: false,
            contact: Contact::default(),
            responsible: None,
            parts,
            removed: Vec::new(),
        }
    }
}

fn pairs(typed: &str) -> Result<u32, Problem> {
    number(typed, 1..=MAX_PAIRS)
}

fn last_day(starts_on: Option<Date>, ends_on: Date) -> Result<Date, Problem> {
    match starts_on {
        Some(starts_on) if ends_on <= starts_on => Err(Problem::EndsTooEarly),
        Some(starts_on) if ends_on > starts_on.saturating_add(MAX_YEARS.years()) => {
            Err(RoundProblem::TooManyYears.into())
        }
        _ => Ok(ends_on),
    }
}

/// A day that lies ahead and, as far as the round's years are known, within them. From
/// tomorrow: of today some hours have passed.
fn within(on: Date, years: Option<(Date, Date)>, today: Date) -> Result<Date, Problem> {
    if on <= today {
        return Err(Problem::InThePast);
    }
    match years {
        Some((first, last)) if on < first || on > last => Err(RoundProblem::OutsideTheRound.into()),
        _ => Ok(on),
    }
}

fn clock(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::round::RoundId;

    fn form() -> RoundForm {
        let (starts_on, ends_on) = (date(2027, 1, 1), date(2028, 12, 31));
        RoundForm::of(&Round { id: RoundId(1), number: 1, starts_on, ends_on, max_pairs: 25 })
    }

    fn fields(form: &RoundForm) -> Vec<String> {
        let wrong = form.parse(date(2027, 2, 1)).unwrap_err();
        wrong.into_iter().map(|error| error.field).collect()
    }

    #[test]
    fn a_round_has_a_day_at_least_and_all_of_them_ahead() {
        let mut form = form();
        assert_eq!(fields(&form), ["days[0][date]"]);
        for passed in ["2027-02-01", "2027-01-31", "2026-12-31", "2029-01-01", "x"] {
            form.days[2].date = passed.to_owned();
            assert_eq!(fields(&form), ["days[2][date]"], "{passed}");
        }
        form.days[2].date = "2027-02-02".to_owned();
        let plan = form.parse(date(2027, 2, 1)).unwrap();
        // A week before has passed, so one answers the same day.
        assert_eq!(plan.days[0].reply_by.to_string(), "2027-02-01T22:59:00Z");
        assert_eq!(plan.days[0].title.sv, "Inspirationsdag om ledarskap");
    }

    #[test]
    fn years_and_numbers_have_their_bounds() {
        let mut form = form();
        form.days[0].date = "2027-03-05".to_owned();
        let changed = |number: &str, ends_on: &str, pairs: &str| {
            let mut form = form.clone();
            form.number = number.to_owned();
            form.ends_on = ends_on.to_owned();
            form.max_pairs = pairs.to_owned();
            form
        };
        assert!(changed("999", "2031-01-01", "500").parse(date(2027, 2, 1)).is_ok());
        for (number, ends_on, pairs, wrong) in [
            ("0", "2028-12-31", "25", "number"),
            ("1000", "2028-12-31", "25", "number"),
            ("1", "2027-01-01", "25", "ends_on"),
            ("1", "2031-01-02", "25", "ends_on"),
            ("1", "2028-12-31", "501", "max_pairs"),
        ] {
            assert_eq!(fields(&changed(number, ends_on, pairs)), [wrong]);
        }
    }
}
