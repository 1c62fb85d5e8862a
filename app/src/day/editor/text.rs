//! Words of planning days.

use domain::day::{Kind, PlanProblem};

use crate::text::{t, texts};

texts! {
    /// Planning days.
    pub struct Planning {
        new_day = "Planera en ny dag", "Plan a new day";
        new_lede = "Dagen blir ett utkast som bara organisatörer ser. När du publicerar den får de som är inbjudna ett mejl.",
            "The day becomes a draft that only organisers see. When you publish it, those invited get an email.";
        edit = "Ändra dagen", "Edit the day";
        edit_draft_lede = "Ett utkast: bara organisatörer ser det.", "A draft: only organisers see it.";
        edit_lede = "Flyttar du dagen får alla svara på nytt, om du inte behåller svaren. Det de svarade står kvar som svar till förra tiden, och gäller igen om du flyttar tillbaka dagen.",
            "If you move the day, everyone is asked again, unless you keep the answers. What they answered stays as an answer for the former time, and stands again if you move the day back.";
        save = "Spara dagen", "Save the day";
        saved = "Dagen är sparad.", "The day is saved.";
        saved_together = "Dagen är sparad, tillsammans med det som någon annan sparade medan du skrev.",
            "The day is saved, together with what someone else saved while you were writing.";
        yes = "Ja", "Yes";
        no = "Nej", "No";
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
        seats_help = "Lämna antalet platser tomt för så många som vill. Den som svarar ja när platserna är slut ställs i kö, och får ett mejl när en plats blir ledig. Gör du platserna fler får de som väntar en plats direkt.",
            "Leave the number of seats empty for as many as want. Whoever answers yes when the seats are taken joins a queue, and gets an email when one is free. If you add seats, those who wait have one at once.";
        keep_answers = "Behåll svaren vid en liten ändring", "Keep the answers if the change is small";
        keep_answers_hint: fn(i64) -> String =
            |minutes| format!("Liten är en ändring på samma datum, där delen börjar högst {minutes} minuter tidigare eller senare. Vid en större ändring, eller utan krysset, får alla svara på nytt."),
            |minutes| format!("A change is small on the same date, if the part begins at most {minutes} minutes earlier or later. After a larger change, or without the tick, everyone is asked again.");
        part_is_over = "Delen har varit.", "This part is over.";
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
            "Until the end of that day people can change their minds. A late no is always accepted.";
        late_yes = "Ta emot ett sent ja så länge det finns plats", "Accept a late yes as long as there is room";
        people = "Vem", "Who";
        responsible = "Ansvarig organisatör", "Organiser responsible";
        responsible_hint = "Bara den ansvariga ser vad var och en behöver. Den som byts ut får veta det, och det som redan är angett visas först när deltagaren eller den som byttes ut säger ja.",
            "Only the one responsible sees what each person needs. Whoever is replaced is told, and what has been said already is shown once the participant or they agree.";
        nobody = "Ingen än", "Nobody yet";
        contact_name = "Kontakt för frågor", "Contact for questions";
        contact_hint = "Syns för alla som är med i programmet.", "Shown to everyone who is in the programme.";
        contact_email = "E-post till kontakten", "Contact's email";
        contact_phone = "Telefon till kontakten", "Contact's telephone";
        tell_title = "Berätta för de inbjudna", "Tell those invited";
        tell_hint = "Ny tid, ny plats, fler platser, en ny del eller en inställd del meddelas med mejl till dem det gäller. Innan något skickas får du se till hur många. Andra ändringar skickar inget.",
            "A new time, a new place, more seats, a new part or a cancelled part is told by email to those it concerns. Before anything is sent, you see to how many. Other changes send nothing.";
        tell_people: fn(u32) -> String =
            |n| if n == 1 { "Ja, skicka mejl till 1 person".into() } else { format!("Ja, skicka mejl till {n} personer") },
            |n| if n == 1 { "Yes, send an email to 1 person".into() } else { format!("Yes, send an email to {n} people") };
        tell_nobody = "Nej, det är bara en rättelse av platsen: skicka inget mejl", "No, it only corrects the place: send no email";
        publish = "Publicera dagen", "Publish the day";
        publish_lede: fn(u32) -> String =
            |n| if n == 1 { "Dagen blir synlig, och 1 person får ett mejl med frågan om hen kommer.".into() } else { format!("Dagen blir synlig, och {n} personer får ett mejl med frågan om de kommer.") },
            |n| if n == 1 { "The day becomes visible, and 1 person gets an email that asks whether they are coming.".into() } else { format!("The day becomes visible, and {n} people get an email that asks whether they are coming.") };
        publish_send = "Publicera och bjud in", "Publish and invite";
        published: fn(u32) -> String =
            |n| if n == 1 { "Dagen är publicerad. 1 person får en inbjudan.".into() } else { format!("Dagen är publicerad. {n} personer får en inbjudan.") },
            |n| if n == 1 { "The day is published. 1 person gets an invitation.".into() } else { format!("The day is published. {n} people get an invitation.") };
        cancel = "Ställ in dagen", "Cancel the day";
        cancel_lede: fn(u32) -> String =
            |n| if n == 1 { "Dagen visas som inställd, och 1 person får ett mejl. Det går inte att ångra.".into() } else { format!("Dagen visas som inställd, och {n} personer får ett mejl. Det går inte att ångra.") },
            |n| if n == 1 { "The day is shown as cancelled, and 1 person gets an email. This cannot be undone.".into() } else { format!("The day is shown as cancelled, and {n} people get an email. This cannot be undone.") };
        cancel_comment = "Några ord om varför", "A few words about why";
        cancel_comment_hint: fn(u32) -> String =
            |max| format!("Frivilligt, högst {max} tecken. Orden står i mejlet."), |max| format!("Optional, {max} characters at most. They are in the email.");
        cancel_send = "Ställ in och meddela alla", "Cancel and tell everyone";
        cancelled: fn(u32) -> String =
            |n| if n == 1 { "Dagen är inställd. 1 person får ett mejl.".into() } else { format!("Dagen är inställd. {n} personer får ett mejl.") },
            |n| if n == 1 { "The day is cancelled. 1 person gets an email.".into() } else { format!("The day is cancelled. {n} people get an email.") };
        delete = "Ta bort utkastet", "Delete the draft";
        delete_lede = "Utkastet försvinner helt. Ingen får något mejl.", "The draft is gone for good. Nobody gets an email.";
        deleted = "Utkastet till dagen är borttaget.", "The draft of the day has been deleted.";
        delete_do = "Ta bort", "Delete";
        after_the_day = "Sista dagen att svara kan inte vara efter den gemensamma dagen.", "The last day to answer must not be after the common day.";
        overlaps = "En annan del av dagen har samma tid. Delar kan följa på varandra, men inte ligga över varandra.",
            "Another part of the day has the same time. Parts can follow one another, but not overlap.";
        outside_the_part = "Klockslaget ligger inte inom någon av dagens delar. Ändra det, eller delens tider.",
            "That time is not within any part of the day. Change it, or the part's hours.";
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

/// What is wrong with a day that is planned, by its name.
pub fn problem(name: &str) -> Option<String> {
    let text = &t().planning;
    let words = match PlanProblem::from_name(name)? {
        PlanProblem::AfterTheDay => text.after_the_day,
        PlanProblem::OutsideThePart => text.outside_the_part,
        PlanProblem::Overlaps => text.overlaps,
    };
    Some(words.to_owned())
}
