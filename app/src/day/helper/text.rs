//! Words of the page of those who help at the door.

use crate::text::texts;

texts! {
    /// Those who help at the door.
    pub struct HelpersText {
        title = "Hjälp i dörren", "Help at the door";
        lede: fn(&str, &str) -> String =
            |from, until| format!("Den du utser checkar in dem som kommer, från {from} till slutet av {until}. Inget annat: inga svar, inga behov, inga telefonnummer och inga andra dagar."),
            |from, until| format!("Whoever you name checks in those who come, from {from} to the end of {until}. Nothing else: no answers, no needs, no telephone numbers and no other days.");
        draft = "Dagen är inte publicerad, eller är inställd. När den är publicerad kan du utse någon.",
            "The day is not published, or is cancelled. Once it is published you can name someone.";
        over = "Dagen är över: dörren är stängd för dem som hjälpte till.", "The day is over: the door is closed to those who helped.";
        helpers = "Hjälper till", "Helping";
        nobody = "Ingen är utsedd än. Organisatörer kan alltid checka in.", "Nobody has been named yet. Organisers can always check people in.";
        named_by: fn(&str, &str) -> String =
            |date, by| format!("Utsedd {date} av {by}"),
            |date, by| format!("Named {date} by {by}");
        take_back = "Ta tillbaka", "Take back";
        take_back_lede: fn(&str) -> String =
            |name| format!("{name} kommer inte längre in på incheckningen, och får veta det i ett mejl. De som redan är incheckade är kvar."),
            |name| format!("{name} is no longer let through to the check-in, and is told by email. Those who are checked in already stay so.");
        take_back_do = "Ta tillbaka och mejla", "Take back and send the email";
        name_someone = "Utse någon", "Name someone";
        name_lede = "Den du utser får ett mejl om när och var, med en länk till incheckningen.",
            "Whoever you name gets an email about when and where, with a link to the check-in.";
        search = "Sök namn, organisation eller adress", "Search names, organisations or addresses";
        find = "Sök", "Search";
        nobody_found = "Ingen i nätverket stämmer, eller så hjälper de redan till eller är organisatörer.",
            "Nobody in the network matches, or they help already or are organisers.";
        more = "Fler stämmer. Skriv mer av namnet för att hitta dem.", "More match. Type more of the name to find them.";
        found = "Hittade", "Found";
        name_do = "Utse", "Name";
        outside = "Någon som inte finns i nätverket", "Someone who is not in the network";
        outside_lede = "En värd, en student eller en kollega: de får ett konto med sin e-postadress, och ingen roll i omgången.",
            "A host, a student or a colleague: they get an account by their email address, and no role in the round.";
        let_in = "Utse och mejla", "Name and send the email";
        named = "Utsedd, och ett mejl om när och var är på väg.", "Named, and an email about when and where is on its way.";
        taken_back = "Tillbakataget. Personen kommer inte längre in, och får ett mejl om det.",
            "Taken back. They are no longer let through, and are told by email.";
        to_door = "Till incheckningen", "To the check-in";
    }
}
