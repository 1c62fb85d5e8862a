//! The next round from one that is there: what its form suggests, and which duties go on.

mod holiday;

use jiff::{ToSpan, civil::Date};

pub use self::holiday::Holiday;
use super::{
    Round,
    start::{DayPattern, RoundForm, RoundPlan, TemplateDayForm},
};
use crate::people::Duty;

/// What the form of the next round says before anything is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The form.
    pub form: RoundForm,
    /// The patterns of its days, in the form's order.
    pub patterns: Vec<DayPattern>,
    /// For each of its days the holiday that it was moved on for, if there was one.
    pub avoided: Vec<Option<Holiday>>,
}

/// The next round as it is to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextPlan {
    /// The round, with its days.
    pub plan: RoundPlan,
    /// What goes on in it.
    pub goes_on: GoesOn,
}

/// The duties whose holders go on in the next round. Whoever makes it organises it anyway:
/// no round is without an organiser.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GoesOn {
    /// Those who organise this one.
    pub organisers: bool,
    /// The working group.
    pub working_group: bool,
    /// The contact persons.
    pub contact_persons: bool,
}

impl GoesOn {
    /// The duties.
    ///
    /// ```
    /// use domain::{people::Duty, round::next::GoesOn};
    /// let goes_on = GoesOn { organisers: true, working_group: false, contact_persons: true };
    /// assert_eq!(goes_on.duties().collect::<Vec<_>>(), [Duty::Organiser, Duty::ContactPerson]);
    /// ```
    pub fn duties(self) -> impl Iterator<Item = Duty> {
        let all = [
            (self.organisers, Duty::Organiser),
            (self.working_group, Duty::WorkingGroup),
            (self.contact_persons, Duty::ContactPerson),
        ];
        all.into_iter().filter(|(goes_on, _)| *goes_on).map(|(_, duty)| duty)
    }
}

/// What comes after a round whose days are these, in order: as many years later as it
/// has, the same days of the week near the same dates, and no day on a holiday. A round
/// without days is followed by one with those of the template, whose dates are open.
///
/// ```
/// use domain::round::{Round, RoundId, next::{Holiday, suggest}, start::DayPattern};
/// use jiff::civil::date;
/// let round = Round { id: RoundId(1), number: 15, starts_on: date(2026, 2, 1), ends_on: date(2027, 4, 30), max_pairs: 25 };
/// let pattern = |n: usize| DayPattern::template().remove(n);
/// let next = suggest(&round, &[(pattern(0), date(2026, 3, 6)), (pattern(3), date(2027, 4, 2))]);
/// assert_eq!((next.form.number.as_str(), next.form.max_pairs.as_str()), ("16", "25"));
/// assert_eq!((next.form.starts_on.as_str(), next.form.ends_on.as_str()), ("2028-02-01", "2029-04-30"));
/// // Fridays, too; that of 2029 is Good Friday, so a week later.
/// assert_eq!(next.form.days.iter().map(|day| day.date.as_str()).collect::<Vec<_>>(), ["2028-03-03", "2029-04-06"]);
/// assert_eq!(next.avoided, [None, Some(Holiday::GoodFriday)]);
/// assert_eq!(suggest(&round, &[]).form.days.len(), 4);
/// ```
pub fn suggest(round: &Round, days: &[(DayPattern, Date)]) -> Suggestion {
    let years = round.ends_on.year().saturating_sub(round.starts_on.year()).saturating_add(1);
    let later = |day: Date| day.saturating_add(years.years());
    let weeks = weeks_between(round.starts_on, later(round.starts_on));
    let dates: Vec<_> = days.iter().map(|(_, on)| *on).collect();
    let shifted = shift(&dates, weeks);
    // A day that is moved may leave the years by a few days.
    let all = || shifted.iter().map(|(on, _)| *on);
    let next = Round {
        id: round.id,
        number: round.number.saturating_add(1),
        starts_on: all().chain([later(round.starts_on)]).min().unwrap_or(round.starts_on),
        ends_on: all().chain([later(round.ends_on)]).max().unwrap_or(round.ends_on),
        max_pairs: round.max_pairs,
    };
    let mut form = RoundForm::of(&next);
    if days.is_empty() {
        let patterns = DayPattern::template();
        return Suggestion { form, avoided: vec![None; patterns.len()], patterns };
    }
    let day = |((pattern, _), (on, _)): (&(DayPattern, Date), &(Date, Option<Holiday>))| TemplateDayForm {
        date: on.to_string(),
        ..TemplateDayForm::of(pattern)
    };
    form.days = days.iter().zip(&shifted).map(day).collect();
    let patterns = days.iter().map(|(pattern, _)| pattern.clone()).collect();
    Suggestion { form, patterns, avoided: shifted.into_iter().map(|(_, avoided)| avoided).collect() }
}

/// The whole weeks nearest to the time between two days.
fn weeks_between(from: Date, to: Date) -> i32 {
    let days = from.until(to).map_or(0, |span| span.get_days());
    days.saturating_add(3).div_euclid(7)
}

/// Days that are so many weeks later, each moved on by a week while it is a holiday, or
/// would come before one that it came after; with the holiday, if that was why.
fn shift(days: &[Date], weeks: i32) -> Vec<(Date, Option<Holiday>)> {
    let mut shifted: Vec<(Date, Option<Holiday>)> = Vec::new();
    for (n, was) in days.iter().enumerate() {
        let first = was.saturating_add(weeks.weeks());
        let before = n.checked_sub(1).map(|before| (days[before], shifted[before].0));
        let is_early = |on: Date| before.is_some_and(|(day, to)| on < to || (on == to && day < *was));
        let mut on = first;
        while Holiday::on(on).is_some() || is_early(on) {
            let Ok(later) = on.checked_add(1.week()) else { break };
            on = later;
        }
        shifted.push((on, Holiday::on(first)));
    }
    shifted
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::round::RoundId;

    #[test]
    fn a_day_stays_in_the_round_and_at_the_end_of_time() {
        let round = |starts_on, ends_on| Round { id: RoundId(1), number: 1, starts_on, ends_on, max_pairs: 25 };
        let kickoff = || DayPattern::template().remove(0);
        let (first, last) = (date(2026, 2, 1), date(2027, 12, 24));
        let next = suggest(&round(first, last), &[(kickoff(), first), (kickoff(), last)]);
        assert_eq!((next.form.starts_on.as_str(), next.form.days[0].date.as_str()), ("2028-01-30", "2028-01-30"));
        assert_eq!((next.form.ends_on.as_str(), next.form.days[1].date.as_str()), ("2029-12-24", "2029-12-21"));
        let end = suggest(&round(date(9998, 1, 1), Date::MAX), &[(kickoff(), Date::MAX)]);
        assert_eq!(end.form.days[0].date, "9999-12-31");
    }

    proptest! {
        #[test]
        fn days_keep_their_weekday_and_their_order_and_avoid_holidays(
            first in 0i64..9000, gaps in prop::collection::vec(0i64..200, 1..12), years in 1i16..5,
        ) {
            let mut day = date(2020, 1, 1).saturating_add(first.days());
            let mut days = Vec::new();
            for gap in gaps {
                day = day.saturating_add(gap.days());
                days.push(day);
            }
            let later = days[0].saturating_add(years.years());
            let shifted = shift(&days, weeks_between(days[0], later));
            prop_assert_eq!(shifted.len(), days.len());
            for (was, (on, _)) in days.iter().zip(&shifted) {
                prop_assert_eq!(was.weekday(), on.weekday());
                prop_assert_eq!(Holiday::on(*on), None);
                let near = was.saturating_add(years.years()).until(*on).unwrap().get_days();
                prop_assert!((-4..=40).contains(&near), "{} to {}", was, on);
            }
            for (was, on) in days.windows(2).zip(shifted.windows(2)) {
                prop_assert_eq!(was[0].cmp(&was[1]), on[0].0.cmp(&on[1].0));
            }
        }
    }
}
