//! Duties begin and end: which ones organisers give and take back, and what follows
//! when someone who takes part leaves.

use jiff::civil::Date;

use super::{Duty, Localised, PersonId, Refusal, Role};
use crate::{
    day::{Answer, Hours},
    input::Text,
};

/// Why a duty ends, in a few words for other organisers; may be left empty.
pub type Reason = Text<500>;

impl Duty {
    /// Whether organisers give it to someone of their choice. The other duties come by
    /// an application.
    ///
    /// ```
    /// use domain::people::Duty;
    /// assert!(Duty::ContactPerson.is_appointed() && Duty::Organiser.is_appointed());
    /// assert!(!Duty::Reserve.is_appointed() && !Duty::Adept.is_appointed());
    /// ```
    pub const fn is_appointed(self) -> bool {
        matches!(self, Self::ContactPerson | Self::WorkingGroup | Self::Organiser)
    }

    /// Whether others count on someone who has it: they are not deactivated while they do.
    pub const fn keeps_active(self) -> bool {
        !matches!(self, Self::Applicant)
    }
}

/// Whether a duty may end for one of so many who have it. Somebody must always be able
/// to run the programme.
///
/// ```
/// use domain::people::{Duty, Refusal, duty::may_end};
/// assert_eq!(may_end(Duty::Organiser, 1), Err(Refusal::LastOrganiser));
/// assert_eq!(may_end(Duty::Organiser, 2), Ok(()));
/// assert_eq!(may_end(Duty::ContactPerson, 1), Ok(()));
/// ```
///
/// # Errors
/// [`Refusal::LastOrganiser`].
pub fn may_end(duty: Duty, holders: u32) -> Result<(), Refusal> {
    if duty == Duty::Organiser && holders <= 1 { Err(Refusal::LastOrganiser) } else { Ok(()) }
}

/// A duty that someone has now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// In which round, by its number.
    pub round: u32,
    /// What.
    pub duty: Duty,
    /// Since when.
    pub since: Date,
    /// Whether it can be ended here: it is one of the round that the reader acts in.
    pub ours: bool,
}

/// A duty that someone had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// In which round, by its number.
    pub round: u32,
    /// What.
    pub duty: Duty,
    /// From when.
    pub since: Date,
    /// Until when.
    pub until: Date,
    /// The name of whoever ended it.
    pub by: String,
    /// Why; may be empty.
    pub reason: String,
    /// Whether it was one of the round that the reader acts in.
    pub ours: bool,
}

/// What follows when someone leaves a round in which they take part, to be read before
/// it is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaving {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// What they are.
    pub role: Role,
    /// Their mentor, or their adepts, in pairs that go on.
    pub partners: Vec<(PersonId, String)>,
    /// What they have answered to parts of days to come.
    pub answers: Vec<ComingAnswer>,
    /// Who could step in for them, those who wait first in line first.
    pub reserves: Vec<StepIn>,
}

/// An answer to a part of a day to come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComingAnswer {
    /// The day's title.
    pub title: Localised,
    /// The part's hours.
    pub hours: Hours,
    /// What they have answered.
    pub answer: Answer,
}

/// Someone in reserve who can become the partner of whoever is left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepIn {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// The name of their organisation.
    pub organisation: String,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn duty() -> impl Strategy<Value = Duty> {
        prop::sample::select(Duty::ALL)
    }

    proptest! {
        /// Whatever ends in whichever order, somebody runs the programme.
        #[test]
        fn the_last_organiser_stays(ends in prop::collection::vec(duty(), 0..40), first in 1_u32..5) {
            let mut organisers = first;
            for duty in ends {
                if may_end(duty, organisers).is_ok() && duty == Duty::Organiser {
                    organisers -= 1;
                }
            }
            prop_assert!(organisers >= 1);
        }

        /// Nobody who acts for others is deactivated, and nobody takes part by appointment.
        #[test]
        fn who_acts_for_others_stays_active(duty in duty()) {
            prop_assert!(!duty.is_appointed() || duty.keeps_active());
            prop_assert!(duty.role().is_none() || !duty.is_appointed());
        }
    }
}
