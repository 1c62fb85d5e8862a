//! Words of signing in and settings.

use crate::text::texts;

texts! {
    /// Signing in.
    pub struct SignIn {
        sign_in_title = "Logga in", "Sign in";
        sign_in_lede = "Du behöver inget lösenord. Skriv din e-postadress, så får du ett mejl med en länk och en kod.",
            "You need no password. Type your email address and you will get an email with a link and a code.";
        email = "E-postadress", "Email address";
        email_hint = "Den adress som du är inbjuden med.", "The address that you were invited with.";
        send = "Skicka mejlet", "Send the email";
        invite_only = "Programmet är för inbjudna. Får du inget mejl, fråga din organisations kontaktperson.",
            "The programme is by invitation. If no email comes, ask your organisation's contact person.";
        code_title = "Titta i din inkorg", "Check your inbox";
        code_lede = "Är adressen inbjuden har vi nu skickat ett mejl. Tryck på länken i det, eller skriv koden här. Båda gäller i 15 minuter.",
            "If the address is invited, an email is on its way. Open the link in it, or type the code here. Both are valid for 15 minutes.";
        code_lede_applying = "Vi har skickat ett mejl. Tryck på länken i det, eller skriv koden här, så börjar din ansökan. Båda gäller i 15 minuter.",
            "An email is on its way. Open the link in it, or type the code here, and your application begins. Both are valid for 15 minutes.";
        code = "Sexsiffrig kod", "Six-digit code";
        code_again = "Kom det inget mejl? Titta i skräpposten, eller begär ett nytt. Koden i det första gäller också, i sin kvart.",
            "No email? Look in the spam folder, or ask for a new one. The code in the first is good, too, for its quarter of an hour.";
        send_again = "Skicka ett nytt mejl till samma adress", "Send a new email to the same address";
        ask_again = "Begär ett nytt mejl", "Ask for a new email";
        other_address = "Skriv en annan adress", "Write another address";
        no_session = "Du loggades in, men webbläsaren sparade inte inloggningen. Tillåt kakor (cookies) för den här adressen, och begär sedan ett nytt mejl.",
            "You were signed in, but the browser did not keep that. Allow cookies for this address, and then ask for a new email.";
        link_old = "Länken gäller inte längre", "This link is no longer good";
        link_title = "Ett steg kvar", "One step left";
        link_lede = "Tryck på knappen för att logga in i den här webbläsaren.", "Press the button to sign in with this browser.";
        demo_title = "Personerna i demot", "The people of the demo";
        demo_lede = "Alla är påhittade. Ett tryck loggar in, utan mejl.", "All are invented. One press signs in, without email.";
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
            |until| format!("You can both read what you wrote until {until}. Then it is erased.");
        sessions_title = "Inloggade webbläsare", "Signed-in browsers";
        sessions_lede = "Här är du inloggad. Känner du inte igen någon, logga ut den.", "You are signed in here. If you do not recognise one, sign it out.";
        session_current = "den här webbläsaren", "this browser";
        session_seen: fn(&str) -> String = |when| format!("Använd senast {when}"), |when| format!("Last used {when}");
        session_unknown = "Okänd webbläsare", "Unknown browser";
        session_ended = "Den webbläsaren är utloggad.", "That browser is signed out.";
        session_end = "Logga ut den", "Sign it out";
        sign_out_everywhere = "Logga ut överallt", "Sign out everywhere";
        sign_out_everywhere_lede = "Avslutar alla inloggningar, även den här.", "Ends every session, this one too.";
    }
}
