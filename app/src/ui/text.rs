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
        saving = "Sparar …", "Saving …";
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
        demo_mail = "Demots post", "The demo's mail";
        adept = "adept", "adept";
        mentor = "mentor", "mentor";
        footer_about = "Mentorprogrammet för chefer i offentlig verksamhet i Västsverige.", "The mentoring programme for managers in public service in western Sweden.";
    }
}
