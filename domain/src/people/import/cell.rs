//! What single cells mean, in whichever way people write them.

use jiff::{ToSpan, civil::Date};

use super::{Row, Wrong};
use crate::{
    input::{self, Problem, clean_line, fold},
    people::{Duty, EmailAddress},
};

/// The most characters of a name or a title.
const MAX_TEXT: u32 = 120;
/// The most characters of a telephone number.
const MAX_PHONE: u32 = 40;

/// The number of the round that is open or of an earlier one: `15`, `Omgång 15`, or what a
/// spreadsheet makes of it, `15.0`. Nothing means the one that is open.
pub(super) fn round(text: &str, current: u32) -> Result<u32, Wrong> {
    if text.is_empty() {
        return Ok(current);
    }
    let number = text.trim_start_matches(|c: char| !c.is_ascii_digit());
    let number = number.strip_suffix(".0").unwrap_or(number);
    number.parse().ok().filter(|n| (1..=current).contains(n)).ok_or(Wrong::NotAKnownRound(current))
}

/// What someone is, in Swedish or English; what stands in brackets is not read.
///
/// # Errors
/// [`Wrong::NotARole`], [`Wrong::SeveralRoles`].
pub(super) fn duty(text: &str) -> Result<Duty, Wrong> {
    let text = text.split('(').next().unwrap_or_default();
    let several = text.split(['/', '&', '+', ',']).filter(|word| duty_called(word).is_some()).count() > 1;
    if several {
        return Err(Wrong::SeveralRoles);
    }
    duty_called(text).ok_or(Wrong::NotARole)
}

fn duty_called(text: &str) -> Option<Duty> {
    Some(match fold(text).as_str() {
        "adept" | "adepter" | "adepten" | "mentee" | "mentees" => Duty::Adept,
        "mentor" | "mentorer" | "mentorn" | "mentors" => Duty::Mentor,
        "reserv" | "reserver" | "reserve" | "in reserve" | "i reserv" => Duty::Reserve,
        "kontaktperson" | "kontakt" | "contact" | "contact person" => Duty::ContactPerson,
        "arbetsgrupp" | "arbetsgruppen" | "i arbetsgruppen" | "working group" => Duty::WorkingGroup,
        _ => return None,
    })
}

/// A name of at most [`MAX_TEXT`] characters, or a title.
pub(super) fn line(text: &str) -> Result<String, Wrong> {
    let line = input::Text::<MAX_TEXT>::parse_line(text).map_err(|_| Wrong::TooLong(MAX_TEXT))?;
    Ok(line.as_str().to_owned())
}

/// A telephone number. Spreadsheets take the first zero from it, and the plus.
pub(super) fn phone(text: &str) -> Result<String, Wrong> {
    let text = text.strip_suffix(".0").unwrap_or(text);
    let whole = match text.len() {
        7..=9 if is_number(text) => format!("0{text}"),
        10..=11 if is_number(text) && text.starts_with("46") => format!("+{text}"),
        _ => text.to_owned(),
    };
    input::Text::<MAX_PHONE>::parse_line(&whole)
        .map(|line| line.as_str().to_owned())
        .map_err(|_| Wrong::TooLong(MAX_PHONE))
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit()) && !text.starts_with('0')
}

/// An address.
pub(super) fn address(text: &str) -> Result<EmailAddress, Wrong> {
    EmailAddress::parse(text).map_err(|problem| match problem {
        Problem::AlmostAnAddress { offered } => Wrong::AlmostAnAddress(offered),
        _ => Wrong::NotAnAddress,
    })
}

/// A day: `2024-03-06`, `20240306`, `6 mars 2024`, or a spreadsheet's number for it. What
/// means another day in another country is not read.
pub(super) fn date(text: &str) -> Result<Date, Wrong> {
    let whole = clean_line(text).replace(['/', '.'], "-");
    let serial = text.strip_suffix(".0").unwrap_or(text);
    input::date(&whole)
        .ok()
        .or_else(|| in_digits(text))
        .or_else(|| in_words(text))
        .or_else(|| numbered(serial))
        .ok_or(if text.is_empty() { Wrong::Missing } else { Wrong::NotADate })
}

fn in_digits(text: &str) -> Option<Date> {
    let is_date = text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit());
    is_date.then(|| format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]).parse().ok())?
}

fn in_words(text: &str) -> Option<Date> {
    let folded = fold(text);
    let [day, month, year] = folded.split(' ').collect::<Vec<_>>().try_into().ok()?;
    let months = ["jan", "feb", "mar", "apr", "ma", "jun", "jul", "aug", "sep", "o", "nov", "dec"];
    // May is "maj" and "may", October "okt" and "oct"; March is found before May.
    let month = months.iter().position(|begins| month.starts_with(begins) && month.len() > 2)?;
    Date::new(year.parse().ok()?, i8::try_from(month + 1).ok()?, day.parse().ok()?).ok()
}

/// Days since the end of 1899, from 1954 to 2119: what lies outside is no day of a round.
fn numbered(text: &str) -> Option<Date> {
    let days: i64 = text.parse().ok().filter(|days| (20_000..80_000).contains(days))?;
    jiff::civil::date(1899, 12, 30).checked_add(days.days()).ok()
}

/// Someone's name, from one column or from two.
pub(super) fn name(row: &Row) -> String {
    use super::Column::{FirstName, LastName, Name};

    let whole = row.cell(Name);
    if whole.is_empty() {
        clean_line(&format!("{} {}", row.cell(FirstName), row.cell(LastName)))
    } else {
        whole.to_owned()
    }
}

/// Whether two names can be one person's: someone may have married since, and still has
/// the same first name.
///
/// ```
/// use domain::people::import::same_person;
/// assert!(same_person("Eva Ek", "eva Påhittsson") && same_person("Åsa", "Asa Ek"));
/// assert!(!same_person("Eva Ek", "Ewa Ek"));
/// ```
pub fn same_person(one: &str, other: &str) -> bool {
    let given = |name: &str| fold(name).split(' ').next().unwrap_or_default().to_owned();
    given(one) == given(other)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as day;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_day_is_read_however_it_is_written() {
        let sixth = day(2024, 3, 6);
        for text in
            ["2024-03-06", "2024/03/06", "2024.03.06", "20240306", "6 mars 2024", "06 Mar 2024", "45357", "45357.0"]
        {
            assert_eq!(date(text), Ok(sixth), "{text}");
        }
        for (text, month) in [("1 maj 2024", 5), ("1 May 2024", 5), ("1 okt. 2024", 10), ("1 october 2024", 10)] {
            assert_eq!(date(text), Ok(day(2024, month, 1)), "{text}");
        }
        for text in ["6/3 2024", "06/03/2024", "2023-02-29", "i mars", "15", "1 m 2024", "31 juni 2024"] {
            assert_eq!(date(text), Err(Wrong::NotADate), "{text}");
        }
    }

    #[test]
    fn a_role_is_read_however_it_is_written() {
        for text in ["Adept", "adept ", "ADEPT", "Mentee", "adept (ordinarie)"] {
            assert_eq!(duty(text), Ok(Duty::Adept), "{text}");
        }
        assert_eq!((duty("Arbetsgruppen"), duty("Kontaktperson")), (Ok(Duty::WorkingGroup), Ok(Duty::ContactPerson)));
        assert_eq!((duty("Mentor/adept"), duty("chef")), (Err(Wrong::SeveralRoles), Err(Wrong::NotARole)));
        assert_eq!(duty("organisatör"), Err(Wrong::NotARole), "nobody runs the programme by a row in a file");
    }

    #[test]
    fn a_telephone_number_gets_its_zero_back() {
        for (text, whole) in
            [("701234567", "0701234567"), ("46701234567", "+46701234567"), ("701234567.0", "0701234567")]
        {
            assert_eq!(phone(text), Ok(whole.to_owned()));
        }
        for text in ["070-123 45 67", "+46 70 123 45 67", "112", ""] {
            assert_eq!(phone(text), Ok(text.to_owned()), "kept");
        }
    }

    proptest! {
        #[test]
        fn any_cell_is_read(text in ".{0,30}") {
            let _ = (date(&text), duty(&text), phone(&text), round(&text, 15));
        }

        /// A spreadsheet's number and the day that it shows are the same.
        #[test]
        fn a_day_and_its_number_are_one(days in 20_000_i64..80_000) {
            let shown = date(&days.to_string()).unwrap();
            prop_assert_eq!(date(&shown.to_string()), Ok(shown));
        }
    }
}
