//! Days on which nobody in Sweden is at work, whatever weekday they are.

use jiff::{
    ToSpan,
    civil::{Date, Weekday, date},
};

use crate::named;

named! {
    /// The public holidays by law (lag 1989:253) and the eves that are kept like them (lag
    /// 1977:480, section 3 a), in the order of the year. Ordinary Sundays are none here: whoever
    /// plans one means it.
    pub enum Holiday {
        /// 1 January.
        NewYear = "new_year",
        /// 6 January.
        Epiphany = "epiphany",
        /// Two days before Easter.
        GoodFriday = "good_friday",
        /// The day before Easter.
        EasterEve = "easter_eve",
        /// The first Sunday after the first full moon of spring.
        EasterDay = "easter_day",
        /// The day after Easter.
        EasterMonday = "easter_monday",
        /// 1 May.
        FirstOfMay = "first_of_may",
        /// The sixth Thursday after Easter.
        Ascension = "ascension",
        /// The day before Whitsun.
        WhitsunEve = "whitsun_eve",
        /// The seventh Sunday after Easter.
        Whitsun = "whitsun",
        /// 6 June.
        NationalDay = "national_day",
        /// The Friday between 19 and 25 June.
        MidsummerEve = "midsummer_eve",
        /// The Saturday between 20 and 26 June.
        Midsummer = "midsummer",
        /// The Saturday between 31 October and 6 November.
        AllSaints = "all_saints",
        /// 24 December.
        ChristmasEve = "christmas_eve",
        /// 25 December.
        ChristmasDay = "christmas_day",
        /// 26 December.
        BoxingDay = "boxing_day",
        /// 31 December.
        NewYearsEve = "new_years_eve",
    }
}

impl Holiday {
    /// The holiday that a date is. Of two on one date, the one that is always then.
    ///
    /// ```
    /// use domain::round::next::Holiday;
    /// use jiff::civil::date;
    /// assert_eq!(Holiday::on(date(2027, 3, 26)), Some(Holiday::GoodFriday));
    /// assert_eq!(Holiday::on(date(2028, 5, 25)), Some(Holiday::Ascension));
    /// assert_eq!(Holiday::on(date(2027, 6, 25)), Some(Holiday::MidsummerEve));
    /// assert_eq!(Holiday::on(date(2026, 10, 31)), Some(Holiday::AllSaints));
    /// assert_eq!(Holiday::on(date(2027, 4, 30)), None);
    /// ```
    pub fn on(day: Date) -> Option<Self> {
        Self::fixed(day).or_else(|| Self::of_a_week(day)).or_else(|| Self::of_easter(day))
    }

    fn fixed(day: Date) -> Option<Self> {
        Some(match (day.month(), day.day()) {
            (1, 1) => Self::NewYear,
            (1, 6) => Self::Epiphany,
            (5, 1) => Self::FirstOfMay,
            (6, 6) => Self::NationalDay,
            (12, 24) => Self::ChristmasEve,
            (12, 25) => Self::ChristmasDay,
            (12, 26) => Self::BoxingDay,
            (12, 31) => Self::NewYearsEve,
            _ => return None,
        })
    }

    fn of_a_week(day: Date) -> Option<Self> {
        Some(match (day.weekday(), day.month(), day.day()) {
            (Weekday::Friday, 6, 19..=25) => Self::MidsummerEve,
            (Weekday::Saturday, 6, 20..=26) => Self::Midsummer,
            (Weekday::Saturday, 10, 31) | (Weekday::Saturday, 11, 1..=6) => Self::AllSaints,
            _ => return None,
        })
    }

    fn of_easter(day: Date) -> Option<Self> {
        let easter = easter(day.year());
        let is = |after: i64| easter.saturating_add(after.days()) == day;
        let all = [
            (-2, Self::GoodFriday),
            (-1, Self::EasterEve),
            (0, Self::EasterDay),
            (1, Self::EasterMonday),
            (39, Self::Ascension),
            (48, Self::WhitsunEve),
            (49, Self::Whitsun),
        ];
        all.into_iter().find(|(after, _)| is(*after)).map(|(_, holiday)| holiday)
    }
}

/// Easter Day in the Gregorian calendar (J. Meeus, "Astronomical Algorithms", chapter 8).
fn easter(year: i16) -> Date {
    let year = i32::from(year);
    let (golden, century, of_century) = (year % 19, year / 100, year % 100);
    let skipped = (century - (century + 8) / 25 + 1) / 3;
    let moon = (19 * golden + century - century / 4 - skipped + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - moon - of_century % 4) % 7;
    let late = (golden + 11 * moon + 22 * sunday) / 451;
    let days = moon + sunday - 7 * late;
    // Counted from 22 March, the first day that it can be.
    let year = i16::try_from(year).unwrap_or_default();
    date(year, 3, 22).saturating_add(days.days())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Dates from the almanac, the earliest and the latest possible among them.
    #[test]
    fn easter_is_when_the_almanac_says() {
        for (year, month, day) in [
            (1818, 3, 22),
            (1943, 4, 25),
            (2000, 4, 23),
            (2024, 3, 31),
            (2025, 4, 20),
            (2026, 4, 5),
            (2027, 3, 28),
            (2028, 4, 16),
            (2029, 4, 1),
            (2038, 4, 25),
            (2285, 3, 22),
        ] {
            assert_eq!(easter(year), date(year, month, day));
        }
    }

    /// Eighteen in every year, but where two are on one date.
    #[test]
    fn a_year_has_all_of_them() {
        let first = date(2027, 1, 1);
        let all: Vec<_> = first.series(1.day()).take(365).filter_map(Holiday::on).collect();
        assert_eq!(all, Holiday::ALL);
    }
}
