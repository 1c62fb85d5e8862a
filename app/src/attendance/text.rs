//! Words of the door.

use domain::attendance::{Part, VisitorKind};

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
        segments = "Pass", "Part of the day";
        /// How many are here, in large figures; the words that follow them.
        of_invited: fn(usize) -> String = |all| format!(" av {all} här"), |all| format!(" of {all} here");
        and_visitors: fn(usize) -> String =
            |n| if n == 1 { ", och 1 besökare".into() } else { format!(", och {n} besökare") },
            |n| if n == 1 { ", and 1 visitor".into() } else { format!(", and {n} visitors") };
        search = "Sök namn", "Search names";
        find = "Sök", "Search";
        check_in = "Checka in", "Check in";
        undo = "Ångra", "Undo";
        here: fn(&str, &str) -> String =
            |time, by| format!("Incheckad {time} av {by}"),
            |time, by| format!("Checked in {time} by {by}");
        waits = "Väntar på nät", "Waiting for a connection";
        waiting: fn(usize) -> String =
            |n| if n == 1 { "1 väntar på nät och skickas när kontakten är tillbaka. Lämna sidan öppen.".into() }
                else { format!("{n} väntar på nät och skickas i tur och ordning när kontakten är tillbaka. Lämna sidan öppen.") },
            |n| if n == 1 { "1 is waiting for a connection and is sent when it is back. Leave the page open.".into() }
                else { format!("{n} are waiting for a connection and are sent in order when it is back. Leave the page open.") };
        more: fn(usize) -> String =
            |n| format!("{n} till stämmer. Skriv mer av namnet för att hitta dem."),
            |n| format!("{n} more match. Type more of the name to find them.");
        nobody = "Ingen som väntas heter så. Är det någon utanför programmet? Skriv in besökaren här nedanför.",
            "Nobody expected has that name. Someone from outside the programme? Enter the visitor below.";
        scan = "Skanna", "Scan";
        stop_scanning = "Sluta skanna", "Stop scanning";
        camera = "Kamerabild", "Camera picture";
        no_camera = "Kameran går inte att använda. Tillåt den i webbläsaren, eller sök på namnet.",
            "The camera cannot be used. Allow it in the browser, or search for the name.";
        scanned = "Namnskylten", "The badge";
        unknown_badge = "Koden hör inte till någon som är inbjuden till det här passet. Sök på namnet.",
            "That code belongs to nobody who is invited to this part. Search for the name.";
        guests = "Inbjudna och gäster", "Invited and guests";
        visitors = "Besökare", "Visitors";
        no_visitors = "Kommer någon som inte är med i programmet? Skriv in dem här, så räknas de.",
            "Is someone here who is not in the programme? Enter them here, and they are counted.";
        visitor_name = "Besökarens namn", "The visitor's name";
        visitor_organisation = "Organisation", "Organisation";
        add_visitor = "Släpp in", "Let in";
        guest = "Gäst", "Guest";
        speaker = "Talare", "Speaker";
        visitor = "Besökare", "Visitor";
        expected = "Väntas", "Expected";
        checked_in = "Incheckad", "Checked in";
        guests_title = "Gäster och talare", "Guests and speakers";
        guests_lede = "De som kommer utan att vara med i programmet. De räknas på tavlan, får en namnskylt och checkas in i dörren som alla andra.",
            "Those who come without being in the programme. They count on the board, get a name badge, and are checked in at the door like everyone else.";
        no_guests = "Inga gäster väntas än.", "No guests are expected yet.";
        guests_deleted: fn(&str) -> String =
            |date| format!("Namnen raderas {date}, 90 dagar efter dagen. Hur många som kom står kvar."),
            |date| format!("The names are deleted on {date}, 90 days after the day. How many came is kept.");
        guest_name = "Namn", "Name";
        guest_kind = "Kommer som", "Comes as";
        guest_segment = "Pass", "Part of the day";
        new_guest = "Lägg till en gäst", "Add a guest";
        add_guest = "Lägg till", "Add";
        edit_guest = "Ändra gästen", "Change the guest";
        save_guest = "Spara", "Save";
        change = "Ändra", "Change";
        remove = "Ta bort", "Remove";
        badges_lede = "En skylt för var och en som är inbjuden eller väntas som gäst. Koden leder till incheckningen, och säger ingen annan något.",
            "A badge for everyone who is invited or expected as a guest. The code leads to the check-in, and tells nobody else anything.";
        print = "Skriv ut", "Print";
        no_badges = "Ingen är inbjuden till dagen än.", "Nobody is invited to this day yet.";
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
