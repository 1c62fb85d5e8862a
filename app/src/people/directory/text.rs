//! Words of the pages of people.

use crate::text::texts;

texts! {
    /// The list of everyone, and someone's page.
    pub struct DirectoryText {
        title = "Personer", "People";
        lede = "Alla i nätverket, över alla omgångar.", "Everyone in the network, over all rounds.";
        search = "Sök namn, organisation eller adress", "Search names, organisations or addresses";
        duty = "Uppdrag", "Duty";
        round = "Omgång", "Round";
        round_of: fn(u32) -> String = |n| format!("Omgång {n}"), |n| format!("Round {n}");
        duty_in: fn(&str, u32) -> String = |duty, n| format!("{duty}, omgång {n}"), |duty, n| format!("{duty}, round {n}");
        found: fn(u32) -> String =
            |n| if n == 1 { "1 person".into() } else { format!("{n} personer") },
            |n| if n == 1 { "1 person".into() } else { format!("{n} people") };
        inactive = "inaktiv", "inactive";
        appoint = "Ge någon ett uppdrag", "Give someone a duty";
        back = "Alla personer", "All people";
        to_overview = "Till översikten", "To the overview";
        contact = "Kontakt", "Contact";
        second = "Loggar också in med", "Signs in with, too";
        details = "Uppgifter", "Details";
        details_lede = "Det som står här ser personen själv, personens mentor eller adept, och organisatörerna.",
            "What is written here is seen by the person, their mentor or adept, and the organisers.";
        name = "Namn", "Name";
        job = "Titel", "Title";
        phone = "Telefon", "Phone";
        language = "Språk i mejl", "Language of emails";
        saved = "Uppgifterna är sparade.", "The details are saved.";
        employer = "Arbetsgivare", "Employer";
        employer_lede = "Det som är tillstyrkt måste tillstyrkas på nytt, och organisatörerna får ett mejl.",
            "What has been endorsed has to be endorsed anew, and the organisers get an email.";
        employer_held = "Arbetsgivaren kan inte ändras medan personen är kontaktperson, i arbetsgruppen eller organisatör.",
            "The employer cannot be changed while they are contact person, in the working group or an organiser.";
        employer_new = "Ny organisation", "New organisation";
        employer_save = "Spara bytet", "Save the change";
        moved = "Bytet är sparat, och organisatörerna är underrättade.", "The change is saved, and the organisers have been told.";
        choose = "Välj", "Choose";
        pairs = "Mentorpar", "Mentoring pairs";
        pairs_lede = "Bara vem, när och läget. Vad ett par skriver ser ingen annan.", "Only who, when and where it stands. What a pair writes nobody else sees.";
        pairs_none = "Har inte varit i något par.", "Has been in no pair.";
        partner = "Med", "With";
        role = "Som", "As";
        since = "Från", "From";
        until = "Till", "Until";
        state = "Läge", "State";
        active_pair = "Pågår", "Goes on";
        answers = "Svar till dagar", "Answers to days";
        answers_none = "Har inte svarat till någon dag.", "Has answered to no day.";
        day = "Dag", "Day";
        answer = "Svar", "Answer";
        came = "var där", "was there";
        applications = "Ansökningar", "Applications";
        applications_none = "Har inte ansökt.", "Has not applied.";
        deactivate = "Inaktivera", "Deactivate";
        deactivate_lede = "Personen loggas ut överallt och kan inte logga in eller få mejl. Det som finns kvar av personen visas som förut. Du kan ångra det när du vill.",
            "They are signed out everywhere, and can neither sign in nor get email. What there is of them is shown as before. You can undo it whenever you like.";
        deactivate_first = "Avsluta uppdragen först. Sedan kan personen inaktiveras.", "End the duties first. Then they can be deactivated.";
        deactivated_since: fn(&str) -> String =
            |date| format!("Inaktiverad den {date}: kan inte logga in, och får inga mejl."),
            |date| format!("Deactivated on {date}: cannot sign in, and gets no email.");
        deactivated = "Personen är inaktiverad och utloggad överallt.", "They are deactivated, and signed out everywhere.";
        reactivate = "Aktivera igen", "Activate again";
        reactivated = "Personen kan logga in igen.", "They can sign in again.";
    }
}
