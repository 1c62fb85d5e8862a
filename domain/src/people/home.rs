//! Where someone who has signed in is led: to where their work is.

use crate::{people::Duty, round::focus::Standing};

/// Where someone's work can be, what is looked at first before the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
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

    /// The same, of rounds.
    pub fn of<'a>(rounds: impl IntoIterator<Item = &'a Standing>) -> Vec<Self> {
        let duties: Vec<_> = rounds.into_iter().flat_map(|standing| standing.duties.iter().copied()).collect();
        Self::of_duties(&duties)
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
