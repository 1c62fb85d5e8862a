//! Words of asking to be contacted.

use crate::text::texts;

texts! {
    /// Asking to be contacted, and answering that.
    pub struct HelpRequest {
        title = "Prata med en organisatör", "Talk to an organiser";
        lede: fn(&str) -> String =
            |name| format!("Ett tryck räcker. En organisatör hör av sig till dig. {name} ser inte att du frågar, om du inte vill det."),
            |name| format!("One press is enough. An organiser will get in touch with you. {name} does not see that you ask, unless you want it.");
        word = "Några ord, om du vill", "A few words, if you like";
        comment_hint = "Läses av programmets organisatörer och är borta när någon har tagit hand om det. Lämna tomt om du hellre säger det själv.",
            "Read by the programme's organisers, and gone once someone has taken care of it. Leave it empty if you would rather say it yourself.";
        share: fn(&str) -> String = |name| format!("Visa för {name} att jag har frågat (inte vad jag har skrivit)"), |name| format!("Let {name} see that I asked (not what I wrote)");
        send = "Be om kontakt", "Ask for contact";
        change = "Ändra", "Change";
        take_back = "Ta tillbaka", "Take it back";
        taken_back = "Du har tagit tillbaka det. Organisatörerna ser det inte längre.", "You have taken it back. The organisers no longer see it.";
        sent: fn(&str) -> String = |when| format!("Du bad om kontakt {when}."), |when| format!("You asked for contact on {when}.");
        not_seen = "Ingen har sett det än.", "Nobody has seen it yet.";
        seen: fn(&str) -> String = |name| format!("{name} har sett det och hör av sig."), |name| format!("{name} has seen it and will be in touch.");
        partners: fn(&str, &str) -> String = |name, when| format!("{name} bad om kontakt med en organisatör {when}."), |name, when| format!("{name} asked to talk to an organiser on {when}.");
        to_pair = "Till paret", "To the pair";
        point = "Prata med en organisatör", "Talk to an organiser";
        point_sent = "Det du har frågat", "What you asked";
        only_them = "Hör av dig bara till den som frågar.", "Get in touch only with whoever asks.";
        partner_knows: fn(&str) -> String = |who| format!("{who} i paret vet om det."), |who| format!("{who} in the pair knows of it.");
        partner_does_not: fn(&str) -> String = |who| format!("{who} i paret vet inte om det."), |who| format!("{who} in the pair does not know of it.");
        no_word = "Inget skrivet.", "Nothing written.";
        mark_seen = "Jag hör av mig", "I will be in touch";
        mark_done = "Klart", "Taken care of";
        helped = "Det är klart, och borta ur listan.", "It is taken care of, and no longer listed.";
        seen_by: fn(&str) -> String = |name| format!("{name} hör av sig."), |name| format!("{name} will be in touch.");
        asks: fn(&str) -> String = |role| format!("vill bli kontaktad: {role}"), |role| format!("wants to be contacted: {role}");
    }
}
