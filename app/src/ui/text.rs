//! Words that all pages share.

use crate::text::texts;

texts! {
    /// Layout, buttons, states.
    pub struct Common {
        programme = "Mentorprogrammet", "The Mentoring Programme";
        network = "Nätverket IOR", "Nätverket IOR";
        skip = "Hoppa till innehållet", "Skip to content";
        nav = "Huvudmeny", "Main menu";
        nav_programme = "Programmet", "Programme";
        nav_network = "Nätverket", "Network";
        nav_dates = "Datum", "Dates";
        nav_apply = "Ansök", "Apply";
        nav_privacy = "Integritet", "Privacy";
        nav_accessibility = "Tillgänglighet", "Accessibility";
        nav_home = "Min sida", "My page";
        nav_days = "Dagar", "Days";
        nav_pair = "Mitt par", "My pair";
        nav_organise = "Organisera", "Organise";
        nav_contact = "Min organisation", "My organisation";
        nav_selection = "Urval", "Selection";
        nav_matching = "Matchning", "Matching";
        sign_in = "Logga in", "Sign in";
        sign_out = "Logga ut", "Sign out";
        settings = "Inställningar", "Settings";
        other_language = "English", "Svenska";
        to_front_page = "Till startsidan", "To the front page";
        not_found_title = "Här finns ingen sida", "No page here";
        error_title = "Det gick inte", "That did not work";
        /// Said where a form could not be carried out and its page not be shown.
        typed_is_kept = "Det du skrev finns kvar här.", "What you wrote is kept here.";
        try_again = "Försök igen", "Try again";
        /// Said where a sealed text stood.
        erased = "Texten är raderad.", "The text has been erased.";
        unreadable = "Texten går inte att läsa.", "The text cannot be read.";
        saving = "Sparar …", "Saving …";
        /// Said of a form that someone else has saved while it was written.
        both_changed = "Ni har ändrat samma sak", "You have both changed the same";
        both_changed_lede = "Någon annan har sparat medan du skrev. Det som bara en av er har ändrat är redan på plats. I fälten här nedanför står det du skrev: ändra där det andra ska gälla, och spara igen.",
            "Someone else has saved while you were writing. What only one of you changed is in place already. The fields below have what you wrote: change them where the other is right, and save again.";
        both_changes = "Någon annan har sparat medan du skrev. Bådas ändringar står i formuläret. Se efter att det hänger ihop, och spara igen.",
            "Someone else has saved while you were writing. Both changes are in the form. See that it holds together, and save again.";
        field = "Fält", "Field";
        you_wrote = "Du skrev", "You wrote";
        saved_meanwhile = "Sparat av någon annan", "Saved by someone else";
        nothing_there = "Borttaget", "Removed";
        saved_together = "Det som någon annan sparade medan du skrev finns också med.", "What someone else saved while you were writing is there too.";
        save = "Spara", "Save";
        cancel = "Avbryt", "Cancel";
        updated: fn(&str) -> String = |time| format!("Uppdaterad {time}"), |time| format!("Updated {time}");
        live_lost = "Direktuppdateringen har tappat kontakten. Sidan hämtar nytt två gånger i minuten tills den är tillbaka.",
            "The live connection is lost. The page fetches news twice a minute until it is back.";
        new_version = "Det finns en ny version av sidan. Det du har skrivit finns kvar tills du laddar om.",
            "There is a new version of this page. What you have written stays until you reload.";
        load_new_version = "Ladda om sidan", "Reload the page";
        signed_out = "Du är inte inloggad längre. Det du har skrivit finns kvar här. Logga in i en ny flik och skicka det sedan.",
            "You are no longer signed in. What you have written is kept here. Sign in in a new tab, and send it then.";
        other_reader = "Någon annan är inloggad i den här webbläsaren nu. Det du har skrivit finns kvar här, men kan inte sparas förrän du har loggat in igen.",
            "Someone else is signed in in this browser now. What you have written is kept here, but cannot be saved until you have signed in again.";
        description = "Mentorprogrammet för chefer i offentlig verksamhet i Västsverige: träffar, gemensamma dagar och anmälan.",
            "The mentoring programme for managers in public service in western Sweden: meetings, common days and applications.";
        demo = "Demo: alla personer här är påhittade.", "Demo: everyone here is invented.";
        demo_mail = "Demots post", "The demo's emails";
        adept = "adept", "adept";
        mentor = "mentor", "mentor";
        footer_about = "Mentorprogrammet för chefer i offentlig verksamhet i Västsverige.", "The mentoring programme for managers in public service in western Sweden.";
    }
}
