//! Words of the pages of organisations.

use domain::people::organisation::{NameProblem, OrganisationKind};

use crate::text::{t, texts};

texts! {
    /// The network's organisations.
    pub struct OrganisationText {
        title = "Organisationer", "Organisations";
        lede = "Alla som är med i nätverket, och de som har varit det.", "All that are in the network, and those that were.";
        name = "Namn", "Name";
        short_name = "Kort namn", "Short name";
        short_name_hint = "Används där det är ont om plats. Kan lämnas tomt.", "Used where there is little room. May be left empty.";
        kind = "Slag", "Kind";
        choose = "Välj", "Choose";
        municipality = "Kommun", "Municipality";
        region = "Region", "Region";
        state = "Statlig myndighet", "State authority";
        university = "Universitet eller högskola", "University";
        other = "Annat", "Other";
        people = "Personer", "People";
        contacts = "Kontaktpersoner", "Contact persons";
        contacts_none = "Ingen kontaktperson: ansökningar går till organisatörerna.", "No contact person: applications go to the organisers.";
        contact_since: fn(&str) -> String = |date| format!("sedan {date}"), |date| format!("since {date}");
        replace = "Ersätt eller avsluta", "Replace or end";
        name_contact = "Utse kontaktperson", "Name a contact person";
        ledger = "Över omgångarna", "Over the rounds";
        ledger_lede = "Räknat efter var personerna arbetade när omgången började. Närvaro är incheckningar vid dagarna.",
            "Counted by where people worked when the round began. Attendance is check-ins at the days.";
        ledger_none = "Organisationen har inte haft några deltagare.", "The organisation has had no participants.";
        round = "Omgång", "Round";
        adepts = "Adepter", "Adepts";
        mentors = "Mentorer", "Mentors";
        places = "Platser i par", "Places in pairs";
        answered = "Svar", "Answers";
        of: fn(u32, u32) -> String = |n, all| format!("{n} av {all}"), |n, all| format!("{n} of {all}");
        came = "Närvaro", "Attendance";
        add = "Lägg till en organisation", "Add an organisation";
        add_do = "Lägg till", "Add";
        added = "Organisationen är tillagd. Utse gärna en kontaktperson nu.", "The organisation is added. You may want to name a contact person now.";
        details = "Uppgifter", "Details";
        details_lede = "Namnet syns på nätverkets öppna sida.", "The name is shown on the network's public page.";
        saved = "Uppgifterna är sparade.", "The details are saved.";
        end = "Avsluta", "End";
        end_lede = "Organisationen försvinner från den öppna sidan och ur listor att välja i. Det den har gjort finns kvar, och du kan ta in den igen.",
            "The organisation goes from the public page and from lists to choose in. What it has done is kept, and you can take it in again.";
        end_active: fn(u32) -> String =
            |n| if n == 1 { "En person har uppdrag i omgången. Avsluta det först, eller slå ihop organisationen med en annan.".into() } else { format!("{n} personer har uppdrag i omgången. Avsluta dem först, eller slå ihop organisationen med en annan.") },
            |n| if n == 1 { "One person has a duty in the round. End it first, or merge the organisation with another.".into() } else { format!("{n} people have duties in the round. End them first, or merge the organisation with another.") };
        end_do = "Avsluta organisationen", "End the organisation";
        ended = "Organisationen är avslutad.", "The organisation has ended.";
        ended_on: fn(&str) -> String = |date| format!("Avslutad den {date}."), |date| format!("Ended on {date}.");
        is_ended = "avslutad", "ended";
        merged_into: fn(&str) -> String = |name| format!("Sammanslagen med {name}."), |name| format!("Merged into {name}.");
        again = "Ta in igen", "Take in again";
        taken_in = "Organisationen är med i nätverket igen.", "The organisation is in the network again.";
        merge = "Slå ihop med en annan", "Merge with another";
        merge_lede = "Som när myndigheter slås ihop. Du får se vad som händer innan något ändras.", "As when authorities are merged. You see what happens before anything changes.";
        merge_into = "Den som blir kvar", "The one that stays";
        merge_see = "Visa vad som händer", "Show what happens";
        merge_title: fn(&str, &str) -> String = |from, into| format!("{from} blir {into}"), |from, into| format!("{from} becomes {into}");
        merge_people: fn(u32, &str) -> String =
            |n, into| if n == 1 { format!("En person arbetar sedan för {into}.") } else { format!("{n} personer arbetar sedan för {into}.") },
            |n, into| if n == 1 { format!("One person works for {into} afterwards.") } else { format!("{n} people work for {into} afterwards.") };
        merge_contacts: fn(&str) -> String = |names| format!("Kontaktpersoner som följer med: {names}."), |names| format!("Contact persons who come along: {names}.");
        merge_within = "De här paren blir inom en och samma organisation:", "These pairs will be within one and the same organisation:";
        merge_within_one: fn(&str, &str) -> String = |adept, mentor| format!("{adept} och {mentor}"), |adept, mentor| format!("{adept} and {mentor}");
        merge_ends: fn(&str) -> String = |from| format!("{from} avslutas. Svar och band till andra organisationer följer med."), |from| format!("{from} ends. Answers and ties to other organisations come along.");
        merge_undo = "Det går inte att ångra.", "It cannot be undone.";
        merge_sure = "Ja, slå ihop dem", "Yes, merge them";
        merge_do = "Slå ihop", "Merge";
        merged = "Organisationerna är sammanslagna.", "The organisations are merged.";
        cancel = "Avbryt", "Cancel";
        back = "Alla organisationer", "All organisations";
        to_overview = "Till översikten", "To the overview";
        name_taken = "Det finns redan en organisation med det namnet, kanske en avslutad.", "There is an organisation of that name already, perhaps one that has ended.";
    }
}

/// What kind an organisation is.
pub fn kind(kind: OrganisationKind) -> &'static str {
    let text = &t().organisations;
    match kind {
        OrganisationKind::Municipality => text.municipality,
        OrganisationKind::Region => text.region,
        OrganisationKind::State => text.state,
        OrganisationKind::University => text.university,
        OrganisationKind::Other => text.other,
    }
}

/// What is wrong with an organisation's name, by its name.
pub fn problem(name: &str) -> Option<String> {
    let words = match NameProblem::from_name(name)? {
        NameProblem::Taken => t().organisations.name_taken,
    };
    Some(words.to_owned())
}
