//! Words of the door.

use crate::words::words;

words! {
    /// Words of the door.
    pub struct Words {
        of_invited: fn(usize) -> String = |all| format!(" av {all} här"), |all| format!(" of {all} here");
        and_visitors: fn(usize) -> String =
            |n| if n == 1 { ", och 1 besökare".into() } else { format!(", och {n} besökare") },
            |n| if n == 1 { ", and 1 visitor".into() } else { format!(", and {n} visitors") };
        search = "Sök namn", "Search names";
        find = "Sök", "Search";
        check_in = "Checka in", "Check in";
        undo = "Ångra", "Undo";
        checked_in = "Incheckad", "Checked in";
        done: fn(&str) -> String = |name| format!("{name} är incheckad."), |name| format!("{name} is checked in.");
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
    }
}
