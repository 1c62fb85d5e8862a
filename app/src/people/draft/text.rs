//! Words of drafts.

use crate::text::texts;

texts! {
    /// Drafts of forms. `{tid}` and `{ord}` stand for a time and a few words, where the
    /// page script fills them in.
    pub struct Drafting {
        title = "Dina utkast", "Your drafts";
        lede = "Det du har börjat skriva och inte skickat. Bara du ser det. Ett utkast raderas när du skickar det, när du kastar det, och annars efter 90 dagar.",
            "What you have begun to write and not sent. Only you see it. A draft is deleted when you send it, when you discard it, and otherwise after 90 days.";
        none = "Du har inga utkast.", "You have no drafts.";
        read = "Läs det du skrev", "Read what you wrote";
        todo: fn(&str) -> String = |form| format!("Fortsätt på ditt utkast: {form}"), |form| format!("Go on with your draft: {form}");
        some_form = "Ett formulär", "A form";
        offered: fn(&str) -> String = |when| format!("Du har ett utkast från {when}."), |when| format!("You have a draft from {when}.");
        resumed: fn(&str) -> String = |when| format!("Här är ditt utkast från {when}."), |when| format!("Here is your draft from {when}.");
        on_device = "På den här enheten finns ett utkast från {tid}.", "On this device there is a draft from {tid}.";
        go_on = "Fortsätt på utkastet", "Go on with the draft";
        discard = "Kasta utkastet", "Discard the draft";
        discarded = "Utkastet är kastat.", "The draft is discarded.";
        restore = "Ångra, ta tillbaka det", "Undo, bring it back";
        save = "Spara utkast", "Save a draft";
        saved = "Utkast sparat {tid}", "Draft saved {tid}";
        saved_other = "Utkast sparat på den här enheten {tid}, någon annan är inloggad nu", "Draft saved on this device {tid}, someone else is signed in now";
        saved_out = "Utkast sparat på den här enheten {tid}, du är inte inloggad längre", "Draft saved on this device {tid}, you are no longer signed in";
        saved_here = "Utkast sparat på den här enheten {tid}, ingen kontakt med servern", "Draft saved on this device {tid}, no contact with the server";
        refused = "Utkast sparat på den här enheten {tid}. Servern tog inte emot det:", "Draft saved on this device {tid}. The server did not take it:";
        not_saved = "Utkastet kunde inte sparas. Stanna kvar på sidan, så görs ett nytt försök.", "The draft could not be saved. Stay on the page, and it will be tried again.";
        unsent = "Du har skrivit något som bara finns på den här enheten. Loggar du ut raderas det. Vill du logga ut ändå?",
            "You have written something that is on this device only. If you sign out it is deleted. Do you want to sign out anyway?";
        sign_in_first = "Har du börjat skriva något där finns det kvar som utkast. Det erbjuds när du har loggat in.",
            "If you have begun to write something there, it is kept as a draft. It is offered once you have signed in.";
    }
}
