//! Where someone who has signed in is led: to where their work is.

use jiff::civil::Date;

use crate::{people::Duty, round::focus::SignedIn};

/// Where someone's work can be, what is looked at first before the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    /// A door at which they help now.
    Door,
    /// Running the programme.
    Organise,
    /// What a contact person does.
    Contact,
    /// Selecting.
    Selection,
    /// Their own page.
    Own,
}

impl Home {
    /// Where someone's work can be, who is something in these rounds. There is always
    /// their own page.
    ///
    /// ```
    /// use domain::people::{Duty, home::Home};
    /// assert_eq!(Home::of_duties(&[Duty::Mentor]), [Home::Own]);
    /// assert_eq!(Home::of_duties(&[Duty::Organiser, Duty::ContactPerson]), [Home::Organise, Home::Contact, Home::Own]);
    /// ```
    pub fn of_duties(duties: &[Duty]) -> Vec<Self> {
        let led = [
            (Duty::Organiser, Self::Organise),
            (Duty::ContactPerson, Self::Contact),
            (Duty::WorkingGroup, Self::Selection),
        ];
        let homes = led.into_iter().filter(|(duty, _)| duties.contains(duty)).map(|(_, home)| home);
        homes.chain([Self::Own]).collect()
    }

    /// The same, of whoever is signed in. A door at which they help comes first: it is open
    /// for a day and a half.
    pub fn of(reader: &SignedIn, today: Date) -> Vec<Self> {
        let duties = reader.concerning(today).flat_map(|standing| standing.duties.iter().copied());
        let door = (!reader.doors.is_empty()).then_some(Self::Door);
        door.into_iter().chain(Self::of_duties(&duties.collect::<Vec<_>>())).collect()
    }
}

/// Where someone is led: to the first place with work, or where there is none, to the
/// first.
///
/// ```
/// use domain::people::home::{Home, led_to};
/// let places = [Home::Organise, Home::Contact, Home::Own];
/// assert_eq!(led_to(&places, |home| home == Home::Contact), Home::Contact);
/// assert_eq!(led_to(&places, |_| false), Home::Organise);
/// assert_eq!(led_to(&[], |_| true), Home::Own);
/// ```
pub fn led_to(places: &[Home], has_work: impl Fn(Home) -> bool) -> Home {
    let working = places.iter().copied().find(|home| has_work(*home));
    working.or_else(|| places.first().copied()).unwrap_or(Home::Own)
}
