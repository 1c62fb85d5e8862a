//! Words of planning days.

use domain::day::Kind;

use crate::text::{t, texts};

texts! {
    /// Planning days.
    pub struct Planning {
        new_day = "Planera en ny dag", "Plan a new day";
        new_lede = "Dagen blir ett utkast som bara organisatörer ser. När du publicerar den får de som är inbjudna ett mejl.",
            "The day becomes a draft that only organisers see. When you publish it, those invited get a mail.";
        edit = "Ändra dagen", "Change the day";
        edit_draft_lede = "Ett utkast: bara organisatörer ser det.", "A draft: only organisers see it.";
        edit_lede = "Flyttar du dagen får alla svara på nytt. Det de svarade förut finns kvar i historiken.",
            "If you move the day, everyone is asked again. What they answered before is kept in the history.";
        save = "Spara dagen", "Save the day";
        saved = "Dagen är sparad.", "The day is saved.";
        saved_meanwhile = "Sparat medan du skrev", "Saved while you were writing";
        about = "Vad", "What";
        kind = "Slag av dag", "Kind of day";
        kickoff = "Uppstart", "Kick-off";
        exchange = "Erfarenhetsutbyte", "Sharing experience";
        inspiration = "Inspirationsdag", "Inspiration day";
        closing = "Avslutning", "Closing day";
        title_sv = "Rubrik på svenska", "Title in Swedish";
        title_en = "Rubrik på engelska", "Title in English";
        summary_sv = "Vad som händer, på svenska", "What happens, in Swedish";
        summary_en = "Vad som händer, på engelska", "What happens, in English";
        when = "När", "When";
        date = "Datum", "Date";
        parts = "Dagens delar", "Parts of the day";
        part: fn(usize) -> String = |n| format!("Del {n}"), |n| format!("Part {n}");
        from = "Från", "From";
        to = "Till", "To";
        audience = "För vem", "For whom";
        seats = "Platser", "Seats";
        seats_help = "Lämna antalet platser tomt för så många som vill. Den som svarar ja när platserna är slut ställs i kö, och får ett mejl när en plats blir ledig.",
            "Leave the number of seats empty for as many as want. Whoever answers yes when the seats are taken joins a queue, and gets a mail when one is free.";
        remove_part = "Ta bort den här delen", "Remove this part";
        cancel_part = "Ställ in den här delen", "Cancel this part";
        more_parts = "Lägg till en del", "Add a part";
        agenda = "Program", "Programme";
        agenda_hint = "Tomma rader kommer inte med. Töm en rad för att ta bort den.", "Empty lines are left out. Empty a line to remove it.";
        line: fn(usize) -> String = |n| format!("Punkt {n}"), |n| format!("Item {n}");
        at = "Klockan", "At";
        line_sv = "På svenska", "In Swedish";
        line_en = "På engelska", "In English";
        speaker = "Talare", "Speaker";
        of_part = "Del av dagen", "Part of the day";
        by_time = "Efter klockslaget", "By its time";
        more_lines = "Lägg till en punkt", "Add an item";
        place = "Var", "Where";
        venue = "Lokal", "Venue";
        address = "Gatuadress", "Street address";
        map_url = "Länk till en karta", "Link to a map";
        map_url_hint = "Frivilligt. Utan länk visas adressen på OpenStreetMap.", "Optional. Without a link, the address is shown on OpenStreetMap.";
        directions_sv = "Hitta dit, på svenska (frivilligt)", "Getting there, in Swedish (optional)";
        directions_en = "Hitta dit, på engelska (frivilligt)", "Getting there, in English (optional)";
        answers = "Svar", "Answers";
        reply_by = "Svara senast", "Answer by";
        reply_by_hint = "Till och med den dagen kan man ändra sig. Ett sent nej tas alltid emot.",
            "Until the end of that day one can change one's mind. A late no is always taken.";
        late_yes = "Ta emot ett sent ja så länge det finns plats", "Take a late yes as long as there is room";
        people = "Vem", "Who";
        responsible = "Ansvarig organisatör", "Organiser responsible";
        responsible_hint = "Bara den ansvariga ser vad var och en behöver.", "Only the one responsible sees what each person needs.";
        nobody = "Ingen än", "Nobody yet";
        contact_name = "Kontakt för frågor", "Contact for questions";
        contact_hint = "Syns för alla som är med i programmet.", "Shown to everyone who is in the programme.";
        contact_email = "E-post till kontakten", "Contact's e-mail";
        contact_phone = "Telefon till kontakten", "Contact's telephone";
        tell_title = "Berätta för de inbjudna", "Tell those invited";
        tell_hint = "Ny tid, ny plats, en ny del eller en inställd del meddelas med mejl till dem det gäller. Andra ändringar skickar inget.",
            "A new time, a new place, a new part or a cancelled part is told by mail to those it concerns. Other changes send nothing.";
        tell = "Ja, skicka mejl om det som ändras för dem", "Yes, send a mail about what changes for them";
        publish = "Publicera dagen", "Publish the day";
        publish_lede = "Dagen blir synlig, och alla den är till för får ett mejl med frågan om de kommer.",
            "The day becomes visible, and everyone it is for gets a mail that asks whether they are coming.";
        publish_send = "Publicera och bjud in", "Publish and invite";
        published: fn(u32) -> String =
            |n| format!("Dagen är publicerad. {n} personer får en inbjudan."),
            |n| format!("The day is published. {n} people get an invitation.");
        cancel = "Ställ in dagen", "Cancel the day";
        cancel_lede = "Dagen visas som inställd, och alla inbjudna får ett mejl. Det går inte att ångra.",
            "The day is shown as cancelled, and everyone invited gets a mail. This cannot be undone.";
        cancel_comment = "Några ord om varför", "A few words about why";
        cancel_comment_hint: fn(u32) -> String =
            |max| format!("Frivilligt, högst {max} tecken. Orden står i mejlet."), |max| format!("Optional, {max} characters at most. They are in the mail.");
        cancel_send = "Ställ in och meddela alla", "Cancel and tell everyone";
        cancelled: fn(u32) -> String =
            |n| format!("Dagen är inställd. {n} personer får ett mejl."), |n| format!("The day is cancelled. {n} people get a mail.");
        delete = "Ta bort utkastet", "Delete the draft";
        delete_lede = "Utkastet försvinner helt. Ingen får något mejl.", "The draft is gone for good. Nobody gets a mail.";
        delete_do = "Ta bort", "Delete";
    }
}

/// What a day is for.
pub(super) fn kind(kind: Kind) -> &'static str {
    let text = &t().planning;
    match kind {
        Kind::Kickoff => text.kickoff,
        Kind::Exchange => text.exchange,
        Kind::Inspiration => text.inspiration,
        Kind::Closing => text.closing,
    }
}
