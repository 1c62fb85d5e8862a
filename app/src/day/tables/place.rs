//! Seats by name: in addresses, in ids, and in what is dragged and dropped.

use domain::day::{
    check_in::Attendee,
    tables::{Seat, To},
};

use super::api::ChangeTables;
use crate::{context, ui::Action};

/// The field of an address, and of the panel's form, that says whose panel is open.
pub(super) const OPEN: &str = "flytta";

/// A seat, by its round and whose it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    round: u32,
    person: Attendee,
}

impl Place {
    /// Where a seat is.
    pub(super) const fn of(seat: Seat) -> Self {
        Self { round: seat.round, person: seat.person }
    }

    /// The seat whose panel is open: the address asks for it, or the panel was
    /// sent and comes back.
    pub(super) fn open() -> Option<Self> {
        let sent = Action::new::<ChangeTables>().typed(OPEN);
        Self::named(&sent.or_else(|| context::query(OPEN))?)
    }

    /// Reads a seat's name, such as `2-17`.
    fn named(text: &str) -> Option<Self> {
        let (round, person) = text.split_once('-')?;
        Some(Self { round: round.parse().ok()?, person: person.parse().ok()? })
    }

    /// Its name.
    pub(super) fn name(self) -> String {
        format!("{}-{}", self.round, self.person)
    }

    /// The id of the seat.
    pub(super) fn id(self) -> String {
        format!("plats-{}", self.name())
    }

    /// The id of what opens the seat's panel.
    pub(super) fn move_id(self) -> String {
        format!("flytta-{}", self.name())
    }

    /// The id of the panel's choice.
    pub(super) fn choice_id(self) -> String {
        format!("till-{}", self.name())
    }

    /// The step that moves whoever sits here, up to where: a drop says that.
    pub(super) fn lifted(self) -> String {
        format!("move {} {}", self.round, self.person)
    }
}

/// The rest of the step, of where someone is dropped.
pub(super) fn dropped(to: To) -> String {
    match to {
        To::Table(table) => format!("table {table}"),
        To::SeatOf(person) => format!("seat {person}"),
    }
}

#[cfg(test)]
mod tests {
    use domain::{
        day::{check_in::VisitorId, tables::Step},
        people::PersonId,
    };

    use super::*;

    const SOMEONE: Attendee = Attendee::Person(PersonId(17));
    const PLACE: Place = Place { round: 2, person: SOMEONE };

    #[test]
    fn a_place_is_read_from_its_name() {
        assert_eq!(Place::named(&PLACE.name()), Some(PLACE));
        let visitor = Place { round: 1, person: Attendee::Visitor(VisitorId(17)) };
        assert_eq!(Place::named(&visitor.name()), Some(visitor));
        assert_eq!(Place::named("2"), None);
        assert_eq!(Place::named("2-någon"), None);
    }

    #[test]
    fn what_is_dragged_and_where_it_is_dropped_make_a_step() {
        for to in [To::Table(3), To::SeatOf(Attendee::Person(PersonId(8)))] {
            let step = Step::Move { round: 2, person: SOMEONE, to };
            assert_eq!(format!("{} {}", PLACE.lifted(), dropped(to)), step.to_string());
        }
    }
}
