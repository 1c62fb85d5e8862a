//! Words of the door; what its island says is with the island.

use domain::day::check_in::{Part, VisitorKind};
use islands::check_in::Words;

use crate::{
    pair::text::role,
    text::{t, texts},
};

texts! {
    /// The door.
    pub struct Attendance {
        title = "Incheckning", "Check-in";
        badges = "Namnskyltar", "Name badges";
        board = "Till dagens tavla", "To the day's board";
        segments = "Del av dagen", "Part of the day";
        and_visitors: fn(usize) -> String = Words::SV.and_visitors, Words::EN.and_visitors;
        undo = Words::SV.undo, Words::EN.undo;
        here: fn(&str, &str) -> String =
            |time, by| format!("Incheckad {time} av {by}"),
            |time, by| format!("Checked in {time} by {by}");
        visitor_organisation = Words::SV.visitor_organisation, Words::EN.visitor_organisation;
        guest = "Gäst", "Guest";
        speaker = "Talare", "Speaker";
        visitor = "Besökare", "Visitor";
        expected = "Väntas", "Expected";
        guests_title = "Gäster och talare", "Guests and speakers";
        guests_lede = "De som kommer utan att vara med i programmet. De räknas på tavlan, får en namnskylt och checkas in i dörren som alla andra.",
            "Those who come without being in the programme. They count on the board, get a name badge, and are checked in at the door like everyone else.";
        no_guests = "Inga gäster väntas än.", "No guests are expected yet.";
        guests_deleted: fn(&str) -> String =
            |date| format!("Namnen raderas {date}, 90 dagar efter dagen. Hur många som kom står kvar."),
            |date| format!("The names are deleted on {date}, 90 days after the day. How many came is kept.");
        guest_name = "Namn", "Name";
        guest_kind = "Kommer som", "Comes as";
        guest_segment = "Del av dagen", "Part of the day";
        new_guest = "Lägg till en gäst", "Add a guest";
        add_guest = "Lägg till", "Add";
        edit_guest = "Ändra gästen", "Change the guest";
        guest_saved = "Sparat.", "Saved.";
        guest_removed = "Borttagen ur listan.", "Removed from the list.";
        save_guest = "Spara", "Save";
        change = "Ändra", "Change";
        remove = "Ta bort", "Remove";
        badges_lede = "En skylt för var och en som kommer: de som har svarat ja och har plats, de som redan är incheckade och väntade gäster. Koden leder till incheckningen, och säger ingen annan något. Skyltarna passar ark med tio självhäftande etiketter, 80 × 50 mm: Avery L4785. Skriv ut i verklig storlek (100 %).",
            "A badge for everyone who comes: those who have said yes and have a seat, those who are checked in already, and expected guests. The code leads to the check-in, and tells nobody else anything. The badges fit sheets of ten self-adhesive labels, 80 × 50 mm: Avery L4785. Print at actual size (100%).";
        print = "Skriv ut", "Print";
        no_badges = "Ingen har svarat att de kommer än.", "Nobody has said that they come yet.";
        /// On the board, after the number.
        present = "incheckade", "checked in";
        to_door = "Till incheckningen", "To the check-in";
    }
}

/// As what someone comes who is not in the round, in a word.
pub fn kind(kind: VisitorKind) -> &'static str {
    let text = &t().attendance;
    match kind {
        VisitorKind::WalkIn => text.visitor,
        VisitorKind::Guest => text.guest,
        VisitorKind::Speaker => text.speaker,
    }
}

/// In what part someone comes, in a word.
pub fn part(part: Part) -> &'static str {
    match part {
        Part::Round(part) => role(part),
        Part::Visitor(part) => kind(part),
    }
}
