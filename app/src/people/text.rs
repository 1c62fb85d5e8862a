//! Words of signing in and settings.

use crate::text::texts;

texts! {
    /// Signing in.
    pub struct SignIn {
        sign_in_title = "Logga in", "Sign in";
        sign_in_lede = "Du behöver inget lösenord. Skriv din e-postadress, så får du ett mejl med en länk och en kod.",
            "You need no password. Write your e-mail address and you will get a mail with a link and a code.";
        email = "E-postadress", "E-mail address";
        email_hint = "Den adress som du är inbjuden med.", "The address that you were invited with.";
        send = "Skicka mejlet", "Send the mail";
        invite_only = "Programmet är för inbjudna. Får du inget mejl, fråga din organisations kontaktperson.",
            "The programme is by invitation. If no mail comes, ask your organisation's contact person.";
        code_title = "Titta i din inkorg", "Check your inbox";
        code_lede = "Är adressen inbjuden har vi nu skickat ett mejl. Tryck på länken i det, eller skriv koden här. Båda gäller i 15 minuter.",
            "If the address is invited, a mail is on its way. Press the link in it, or write the code here. Both are good for 15 minutes.";
        code_lede_applying = "Vi har skickat ett mejl. Tryck på länken i det, eller skriv koden här, så börjar din ansökan. Båda gäller i 15 minuter.",
            "A mail is on its way. Press the link in it, or write the code here, and your application begins. Both are good for 15 minutes.";
        code = "Sexsiffrig kod", "Six-digit code";
        code_again = "Kom det inget mejl? Titta i skräpposten, eller begär ett nytt.", "No mail? Look in the spam folder, or ask for a new one.";
        ask_again = "Begär ett nytt mejl", "Ask for a new mail";
        link_title = "Ett steg kvar", "One step left";
        link_lede = "Tryck på knappen för att logga in i den här webbläsaren.", "Press the button to sign in with this browser.";
        demo_title = "Demots personer", "The demo's people";
        demo_lede = "Alla är påhittade. Ett tryck loggar in, utan mejl.", "All are invented. One press signs in, without mail.";
        duty_adept = "Adepter", "Adepts";
        duty_mentor = "Mentorer", "Mentors";
        duty_reserve = "Reserver", "Reserves";
        duty_applicant = "Sökande", "Applicants";
        duty_contact_person = "Kontaktpersoner", "Contact persons";
        duty_working_group = "Arbetsgruppen", "Working group";
        duty_organiser = "Organisatörer", "Organisers";
    }
}

texts! {
    /// Settings.
    pub struct People {
        settings_title = "Inställningar", "Settings";
        theme_title = "Utseende", "Appearance";
        theme_system = "Följ systemet", "Follow the system";
        theme_light = "Ljust", "Light";
        theme_dark = "Mörkt", "Dark";
        earlier_title = "Tidigare par", "Earlier pairs";
        earlier_pair: fn(&str, &str) -> String =
            |partner, since| format!("Med {partner}, från den {since}"), |partner, since| format!("With {partner}, from {since}");
        earlier_kept: fn(&str) -> String =
            |until| format!("Det ni skrev kan ni båda läsa till och med den {until}. Sedan raderas det."),
            |until| format!("What you wrote you can both read until {until}. Then it is erased.");
        sessions_title = "Inloggade webbläsare", "Signed-in browsers";
        sessions_lede = "Här är du inloggad. Känner du inte igen någon, logga ut den.", "You are signed in here. If you do not recognise one, sign it out.";
        session_current = "den här webbläsaren", "this browser";
        session_seen: fn(&str) -> String = |when| format!("Använd senast {when}"), |when| format!("Last used {when}");
        session_unknown = "Okänd webbläsare", "Unknown browser";
        session_end = "Logga ut den", "Sign it out";
        sign_out_everywhere = "Logga ut överallt", "Sign out everywhere";
        sign_out_everywhere_lede = "Avslutar alla inloggningar, även den här.", "Ends every session, this one too.";
    }
}
