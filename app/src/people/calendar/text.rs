//! Words of one's own calendar.

use crate::text::texts;

texts! {
    /// One's own calendar.
    pub struct CalendarText {
        title = "Programmet i din kalender", "The programme in your calendar";
        lede = "Låt din telefon eller dator hämta programmets dagar och dina träffar. Flyttas något, flyttas det i kalendern också. Inga anteckningar följer med.",
            "Let your phone or computer fetch the programme's days and your meetings. If something moves, it moves in the calendar too. No notes come along.";
        settings_lede = "Prenumerera på programmets dagar och dina träffar i den kalender du redan använder.",
            "Subscribe to the programme's days and your meetings in the calendar that you already use.";
        settings_link = "Lägg programmet i kalendern", "Put the programme into the calendar";
        yours = "Dina adresser", "Your addresses";
        none = "Ingen kalender hämtar något än. Skapa en adress, så visar vi hur du gör.",
            "No calendar fetches anything yet. Make an address, and we show you how.";
        unnamed = "Utan namn", "Without a name";
        is_new = "ny", "new";
        made_at: fn(&str) -> String = |when| format!("Skapad {when}."), |when| format!("Made {when}.");
        fetched_at: fn(&str) -> String = |when| format!("Hämtad senast {when}."), |when| format!("Last fetched {when}.");
        never_fetched = "Inte hämtad än.", "Not fetched yet.";
        revoke = "Ta bort", "Remove";
        revoked = "Adressen är borttagen. Kalendern som använde den hämtar inget mer. Det som redan står i den tar du bort där.",
            "The address is removed. The calendar that used it fetches nothing more. What it shows already you remove there.";
        make = "Ny adress", "A new address";
        make_lede = "Gör en för varje kalender, så kan du ta bort dem var för sig.", "Make one for each calendar, so that you can remove them one by one.";
        name = "Vilken kalender är den till?", "Which calendar is it for?";
        name_hint = "Till exempel Telefonen. Du kan lämna rutan tom.", "For instance The phone. You can leave it empty.";
        make_do = "Skapa adressen", "Make the address";
        full = "Du har så många adresser som går. Ta bort en som du inte använder för att skapa en ny.",
            "You have as many addresses as there can be. Remove one that you do not use to make a new one.";
        made = "Adressen är skapad. Lägg in den i din kalender nu: den visas bara en kort stund.",
            "The address is made. Put it into your calendar now: it is shown for a short while only.";
        made_unseen = "Adressen är skapad, men den kan inte visas här. Ta bort den och skapa en ny i en webbläsare som tillåter kakor (cookies).",
            "The address is made, but it cannot be shown here. Remove it and make a new one in a browser that allows cookies.";
        new = "Lägg in den i din kalender", "Put it into your calendar";
        new_lede = "Adressen är hemlig: den som har den ser när och var du har programmets dagar och träffar. Dela den inte.",
            "The address is secret: whoever has it sees when and where you have the programme's days and meetings. Do not share it.";
        apple = "iPhone, iPad eller Mac", "iPhone, iPad or Mac";
        apple_how = "Kalendern öppnas och frågar om du vill prenumerera. Svara ja.", "The calendar opens and asks whether to subscribe. Answer yes.";
        google = "Google Kalender", "Google Calendar";
        google_how = "Gör det på en dator. Google hämtar ändringar ungefär en gång om dygnet.", "Do it on a computer. Google fetches changes about once a day.";
        outlook = "Outlook på webben", "Outlook on the web";
        outlook_how = "Logga in med ditt jobbkonto och tryck på Importera. Ändringar kommer inom några timmar.",
            "Sign in with your work account and press Import. Changes come within some hours.";
        other = "I en annan kalender: kopiera adressen ovan och leta efter ”Lägg till kalender från webben” eller ”Prenumerera”.",
            "In another calendar: copy the address above and look for “Add calendar from the web” or “Subscribe”.";
        back = "Till inställningarna", "To the settings";
        refused_too_many = "Du har så många kalenderadresser som går. Ta bort en först.", "You have as many calendar addresses as there can be. Remove one first.";
    }
}
