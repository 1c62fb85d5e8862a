//! Words of addresses.

use domain::people::address::{AddressKind, AddressProblem};

use crate::text::{t, texts};

texts! {
    /// The addresses that people sign in with.
    pub struct AddressText {
        title = "E-postadress", "Email address";
        lede = "Adressen är det du loggar in med. En ny adress gäller när du har öppnat länken som vi skickar till den. Till dess gäller den du har.",
            "The address is what you sign in with. A new one holds once you have opened the link that we send to it. Until then the one you have stays.";
        settings_lede = "Byt adress, eller lägg till en som du kan logga in med om du byter arbetsgivare.",
            "Change your address, or add one to sign in with if you change employer.";
        settings_link = "Ändra adress", "Change the address";
        now = "Dina adresser", "Your addresses";
        main = "Mejl går till", "Email goes to";
        second = "Loggar också in med", "Signs in with, too";
        waiting: fn(&str, &str) -> String =
            |address, until| format!("En länk är skickad till {address}. Den gäller till {until}. Öppna den och logga in med den adress du har nu."),
            |address, until| format!("A link has been sent to {address}. It is good until {until}. Open it and sign in with the address that you have now.");
        ask = "Ny adress", "A new address";
        email = "Adressen", "The address";
        kind = "Vad ska den användas till?", "What is it for?";
        kind_main = "Byt till den här", "Change to this one";
        kind_second = "Lägg till den, och behåll den andra", "Add it, and keep the other";
        send = "Skicka länken", "Send the link";
        sent = "Finns brevlådan får den ett mejl med en länk nu. Din nuvarande adress har fått en notis om det.",
            "If the mailbox exists, it gets an email with a link now. Your present address has been sent a note about it.";
        swap = "Låt mejl gå till den andra i stället", "Let email go to the other one instead";
        drop = "Ta bort den andra adressen", "Remove the other address";
        done = "Klart. Båda adresserna har fått ett mejl om ändringen.", "Done. The addresses concerned have been told by email.";
        back = "Till inställningarna", "To the settings";
        confirm_title = "Bekräfta adressen", "Confirm the address";
        confirm_lede = "Tryck på knappen, så är adressen din.", "Press the button, and the address is yours.";
        confirm = "Bekräfta", "Confirm";
        link_old = "Länken gäller inte", "This link is no good";
        link_old_lede = "Den kan vara använd, för gammal, eller begärd av någon annan än den som är inloggad här. Begär en ny i inställningarna.",
            "It may have been used, be too old, or have been asked for by someone else than who is signed in here. Ask for a new one in the settings.";
        change = "Byt adress åt personen", "Change their address";
        change_lede = "Bara om personen inte längre når sin adress. Personen loggas ut överallt. Båda adresserna, personens mentor eller adept och de andra organisatörerna får ett mejl med orsaken.",
            "Only if they no longer reach their address. They are signed out everywhere. Both addresses, their mentor or adept and the other organisers get an email with the reason.";
        change_new = "Ny adress", "New address";
        change_reason = "Orsak", "Reason";
        change_do = "Byt adressen", "Change the address";
        changed = "Adressen är bytt. Personen är utloggad överallt, och alla som berörs har fått ett mejl.",
            "The address is changed. They are signed out everywhere, and everyone concerned has been told by email.";
        changes = "Ändrade adresser", "Changed addresses";
        was = "Från", "From";
        is = "Till", "To";
        when = "När", "When";
        by = "Av", "By";
        problem_theirs = "Det är redan adressen. Skriv en annan.", "That is the address already. Write another.";
        problem_taken = "Någon annan i nätverket har adressen.", "Someone else in the network has the address.";
        problem_elsewhere = "Den som har adressen arbetar för en annan organisation. Byt arbetsgivare på personens sida först.",
            "Whoever has the address works for another organisation. Change the employer on their page first.";
        problem_deactivated = "Den som har adressen är inaktiverad. Aktivera personen först.", "Whoever has the address is deactivated. Activate them first.";
    }
}

/// Which of someone's addresses.
pub fn kind(kind: AddressKind) -> &'static str {
    match kind {
        AddressKind::Main => t().address.main,
        AddressKind::Second => t().address.second,
    }
}

/// What is wrong with an address, by its name.
pub fn problem(name: &str) -> Option<String> {
    let text = &t().address;
    let words = match AddressProblem::from_name(name)? {
        AddressProblem::AlreadyTheirs => text.problem_theirs,
        AddressProblem::Taken => text.problem_taken,
        AddressProblem::WorksElsewhere => text.problem_elsewhere,
        AddressProblem::Deactivated => text.problem_deactivated,
    };
    Some(words.to_owned())
}
