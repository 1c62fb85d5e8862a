//! Words of merging two people.

use domain::people::duplicate::Obstacle;

use crate::text::{t, texts};

texts! {
    /// Someone who is there twice.
    pub struct DuplicateText {
        link = "Slå ihop med en annan person", "Merge with another person";
        choose_title: fn(&str) -> String = |name| format!("Finns {name} två gånger?"), |name| format!("Is {name} here twice?");
        choose_lede = "Välj den som är samma människa. Du får se vad som händer innan något ändras.",
            "Choose the one who is the same person. You see what happens before anything changes.";
        search = "Sök namn, organisation eller adress", "Search names, organisations or addresses";
        search_do = "Sök", "Search";
        found = "Kan vara samma person", "May be the same person";
        none = "Ingen annan hittades. Sök på en del av namnet, på organisationen eller på adressen.",
            "Nobody else was found. Search for a part of the name, the organisation or the address.";
        more = "Fler hittades än som får plats. Skriv mer av namnet.", "More were found than there is room for. Type more of the name.";
        compare_with: fn(&str) -> String = |name| format!("Jämför med {name}"), |name| format!("Compare with {name}");
        back: fn(&str) -> String = |name| format!("Tillbaka till {name}"), |name| format!("Back to {name}");
        title: fn(&str, &str) -> String =
            |from, into| if from == into { format!("Slå ihop två {from}") } else { format!("{from} slås ihop med {into}") },
            |from, into| if from == into { format!("Merge two {from}") } else { format!("{from} is merged with {into}") };
        undo = "Det går inte att ångra. Läs igenom det som händer först.", "It cannot be undone. Read what happens first.";
        two = "De två", "The two";
        goes = "Försvinner", "Goes";
        stays = "Blir kvar", "Stays";
        swap = "Byt vem som blir kvar", "Swap who stays";
        name = "Namn", "Name";
        job = "Titel", "Title";
        phone = "Telefon", "Phone";
        organisation = "Organisation", "Organisation";
        email = "Adress", "Address";
        second = "Andra adressen", "Second address";
        nothing = "–", "–";
        inactive = "inaktiv", "inactive";
        obstacles = "Det här står i vägen. Därför kan de inte slås ihop nu:", "This stands in the way. So they cannot be merged now:";
        own = "En av de två är du själv. Be en annan organisatör: den som läser en adress läser också vad personens par skriver.",
            "One of the two is you. Ask another organiser: whoever reads an address reads what that person's pair writes, too.";
        deactivated = "Den som skulle bli kvar är inaktiv. Byt vem som blir kvar, eller aktivera personen först.",
            "The one who would stay is inactive. Swap who stays, or reactivate them first.";
        two_organisations = "Båda har uppdrag för sin organisation, och organisationerna är olika. Avsluta det ena uppdraget först.",
            "Both act for their organisation, and the organisations differ. End one of the duties first.";
        same_pair: fn(u32) -> String = |n| format!("De är varandras mentor och adept i omgång {n}. Då är de inte samma person."),
            |n| format!("They are each other's mentor and adept in round {n}. So they are not the same person.");
        two_roles: fn(u32) -> String = |n| format!("Den ena är adept och den andra mentor i omgång {n}. Låt den ena lämna omgången först."),
            |n| format!("One is an adept and the other a mentor in round {n}. Let one leave the round first.");
        two_pairs: fn(u32) -> String = |n| format!("Båda är i ett par som pågår i omgång {n}. Avsluta det ena paret först."),
            |n| format!("Both are in a pair that goes on in round {n}. End one of the pairs first.");
        two_applications: fn(u32) -> String = |n| format!("Båda har ansökt till omgång {n}. Den ena ansökan behöver dras tillbaka först."),
            |n| format!("Both have applied to round {n}. One of the applications has to be taken back first.");
        moves = "Det här följer med", "This comes along";
        moves_nothing = "Den som försvinner har inget som följer med.", "The one who goes has nothing that comes along.";
        duties: fn(u32) -> String = |n| counted(n, "uppdrag", "uppdrag"), |n| counted(n, "duty", "duties");
        former_duties: fn(u32) -> String = |n| counted(n, "tidigare uppdrag", "tidigare uppdrag"), |n| counted(n, "earlier duty", "earlier duties");
        pairs: fn(u32) -> String = |n| counted(n, "mentorpar", "mentorpar"), |n| counted(n, "mentoring pair", "mentoring pairs");
        meetings: fn(u32) -> String = |n| counted(n, "loggad träff", "loggade träffar"), |n| counted(n, "logged meeting", "logged meetings");
        answers: fn(u32) -> String = |n| counted(n, "svar till dagar", "svar till dagar"), |n| counted(n, "answer to a day", "answers to days");
        attendance: fn(u32) -> String = |n| counted(n, "incheckning", "incheckningar"), |n| counted(n, "check-in", "check-ins");
        seats: fn(u32) -> String = |n| counted(n, "bordsplats", "bordsplatser"), |n| counted(n, "seat at a table", "seats at tables");
        applications: fn(u32) -> String = |n| counted(n, "ansökan", "ansökningar"), |n| counted(n, "application", "applications");
        drafts: fn(u32) -> String = |n| counted(n, "utkast", "utkast"), |n| counted(n, "draft", "drafts");
        feeds: fn(u32) -> String = |n| counted(n, "kalenderadress", "kalenderadresser"), |n| counted(n, "calendar address", "calendar addresses");
        announcements: fn(u32) -> String = |n| counted(n, "mottaget utskick", "mottagna utskick"), |n| counted(n, "announcement received", "announcements received");
        sealed = "Det som paret och personen har skrivit följer med, krypterat som förut. Du ser inget av det, varken nu eller sedan.",
            "What the pair and the person have written comes along, encrypted as before. You see none of it, now or later.";
        happens = "Det här händer", "This happens";
        answer_stays: fn(&str, &str, &str) -> String =
            |day, answer, other| format!("Båda har svarat till {day}: {answer} gäller, inte {other}."),
            |day, answer, other| format!("Both have answered to {day}: {answer} stays, not {other}.");
        answer_same: fn(&str, &str) -> String =
            |day, answer| format!("Båda har svarat {answer} till {day}. De blir ett svar, och en plats blir fri om det fanns två."),
            |day, answer| format!("Both have answered {answer} to {day}. They become one, and a seat is freed if there were two.");
        application_goes: fn(u32) -> String = |n| format!("Båda har en ansökan till omgång {n}. Den som inte är skickad eller är tillbakadragen tas bort."),
            |n| format!("Both have an application to round {n}. The one that was not sent, or was taken back, is deleted.");
        organisation_fixed: fn(&str) -> String = |name| format!("Organisationen blir {name}, eftersom personen har uppdrag för den."),
            |name| format!("The organisation is {name}, because they act for it.");
        organisation_counts = "Allt som personen har deltagit i räknas för den organisation som blir kvar.",
            "All that they have taken part in counts for the organisation that stays.";
        colleague: fn(&str, &str) -> String = |name, organisation| format!("{name} arbetar hos {organisation}. Blir den organisationen kvar är paret inom en och samma."),
            |name, organisation| format!("{name} works for {organisation}. If that one stays, the pair is within one organisation.");
        address_dropped: fn(&str) -> String = |second| format!("Det finns plats för två adresser. {second} tas bort om båda huvudadresserna behålls."),
            |second| format!("There is room for two addresses. {second} is removed if both main addresses are kept.");
        signed_out = "Personen loggas ut överallt, och loggar sedan in med den adress som blir kvar.", "They are signed out everywhere, and then sign in with the address that stays.";
        told_addresses = "Alla adresser får ett mejl om det, och de andra organisatörerna också.", "Every address gets an email about it, and so do the other organisers.";
        told_partners: fn(&str) -> String = |names| format!("Mejl går också till: {names}."), |names| format!("An email goes to: {names}, too.");
        badges = "Namnskyltar som redan är utskrivna för den som försvinner går inte att skanna. Skriv ut nya.",
            "Badges that are printed already for the one who goes cannot be scanned. Print new ones.";
        choices = "Vad ska stå kvar?", "What is to stay?";
        choose_name = "Namnet som blir kvar", "The name that stays";
        choose_job = "Titeln som blir kvar", "The title that stays";
        choose_phone = "Telefonnumret som blir kvar", "The phone number that stays";
        choose_organisation = "Organisationen som blir kvar", "The organisation that stays";
        choose_email = "Adressen som mejlen går till", "The address that emails go to";
        both = "Den andra adressen går också att logga in med", "The other address can be used to sign in, too";
        both_hint = "Ta bort krysset om adressen är felskriven eller inte är personens längre.",
            "Untick it if the address is mistyped, or is not theirs any more.";
        sure = "Ja, det är samma människa", "Yes, they are the same person";
        merge = "Slå ihop dem", "Merge them";
        cancel = "Avbryt", "Cancel";
        merged = "De två är en nu. Alla adresser får ett mejl om det.", "The two are one now. Every address gets an email about it.";
        history = "Sammanslagen", "Merged";
        merged_line: fn(&str, &str, &str, &str) -> String =
            |name, email, by, when| format!("{name} ({email}) slogs ihop med den här personen {when} av {by}."),
            |name, email, by, when| format!("{name} ({email}) was merged with this person on {when} by {by}.");
        refused = "De kan inte slås ihop nu: något står i vägen. Läs in sidan på nytt för att se vad.",
            "They cannot be merged now: something stands in the way. Load the page again to see what.";
    }
}

fn counted(n: u32, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// What stands in the way.
pub fn obstacle(obstacle: Obstacle) -> String {
    let text = &t().duplicate;
    match obstacle {
        Obstacle::Own => text.own.to_owned(),
        Obstacle::Deactivated => text.deactivated.to_owned(),
        Obstacle::TwoOrganisations => text.two_organisations.to_owned(),
        Obstacle::SamePair(round) => (text.same_pair)(round),
        Obstacle::TwoRoles(round) => (text.two_roles)(round),
        Obstacle::TwoPairs(round) => (text.two_pairs)(round),
        Obstacle::TwoApplications(round) => (text.two_applications)(round),
    }
}
