//! Words of a round's life.

use domain::round::closing::{Refusal, State};

use crate::text::{t, texts};

texts! {
    /// A round's life, and its end.
    pub struct ClosingText {
        title: fn(u32) -> String = |n| format!("Omgång {n}"), |n| format!("Round {n}");
        steps = "Så långt har omgången kommit", "How far the round has come";
        now = "nu", "now";
        planned = "Planeras", "Planned";
        call_open = "Ansökan är öppen", "Applications are open";
        selecting = "Urval", "Selection";
        matched = "Paren är klara", "Pairs are settled";
        running = "Pågår", "Running";
        closing = "Kan avslutas", "Can be closed";
        closed = "Avslutad", "Closed";
        archived = "Arkiverad", "Archived";
        planned_next = "Skriv var dagarna är, publicera dem och öppna ansökan.", "Write where the days are, publish them and open the call.";
        call_next = "Ansökningarna kommer in. När ansökan har stängt gör arbetsgruppen sitt urval.", "Applications come in. Once the call has closed, the working group selects.";
        selecting_next = "Arbetsgruppen läser, beslutar och matchar. När paren är publicerade är omgången redo.", "The working group reads, decides and matches. Once the pairs are published the round is ready.";
        matched_next = "Paren vet om varandra. Omgången börjar av sig själv på sin första dag.", "The pairs know of each other. The round begins by itself on its first day.";
        running_next = "När den sista gemensamma dagen har varit kan omgången avslutas här.", "Once the last common day has been, the round can be closed here.";
        closing_next = "De gemensamma dagarna har varit. Deltagarna kan redan skriva ut sina intyg.", "The common days have been. Participants can print their certificates already.";
        archived_next = "Omgången är undanlagd. Den syns inte längre bland deltagarnas omgångar, men allt går att läsa härifrån.", "The round is put away. It is no longer among the participants' rounds, but all of it can be read from here.";
        to_start = "Kom igång", "Getting started";
        to_call = "Ansökan", "The call";
        to_selection = "Urval", "Selection";
        to_days = "Översikten", "The overview";
        facts = "Omgången i siffror", "The round in figures";
        period = "Tid", "Period";
        pairs = "Par", "Pairs";
        pairs_of: fn(u32, u32) -> String = |n, most| format!("{n} av högst {most}"), |n, most| format!("{n} of at most {most}");
        days = "Gemensamma dagar", "Common days";
        days_ahead: fn(u32) -> String = |n| format!("varav {n} återstår"), |n| format!("of which {n} to come");
        participants = "Deltagare", "Participants";
        close = "Avsluta omgången", "Close the round";
        closed_by: fn(&str, &str) -> String =
            |name, when| format!("{name} avslutade omgången {when}. Allt går att läsa, men inget kan ändras."),
            |name, when| format!("{name} closed the round on {when}. All of it can be read, and nothing can be changed.");
        thanks_at: fn(&str) -> String =
            |when| format!("Deltagarna får ett tackmejl {when}. Till dess kan du öppna omgången igen."),
            |when| format!("Participants get a thank-you email {when}. Until then you can open the round again.");
        thanked_at: fn(&str) -> String =
            |when| format!("Deltagarna fick sitt tackmejl {when}, med vägen till intyget. Därför kan omgången inte öppnas igen."),
            |when| format!("Participants got their thank-you email {when}, with the way to their certificate. So the round cannot be opened again.");
        archived_on: fn(&str) -> String =
            |when| format!("Den {when} läggs omgången undan av sig själv."),
            |when| format!("On {when} the round is put away by itself.");
        reopen = "Öppna omgången igen", "Open the round again";
        archive = "Lägg undan i arkivet", "Put into the archive";
        unarchive = "Ta fram ur arkivet", "Take out of the archive";
        was_closed = "Omgången är avslutad. Nu går den att läsa, men inte att ändra. Tackmejlet går om ett dygn.",
            "The round is closed. It can be read, and not be changed. The thank-you email is sent in a day.";
        was_reopened = "Omgången är öppen igen. Inget mejl har skickats.", "The round is open again. No email was sent.";
        was_archived = "Omgången är undanlagd. Deltagarna ser den inte längre bland sina omgångar.", "The round is put away. Participants no longer see it among their rounds.";
        was_unarchived = "Omgången är framtagen ur arkivet.", "The round is out of the archive.";
        certificates = "Intyg", "Certificates";
        certificates_lede = "Deltagarna skriver själva ut sina intyg från sin sida. Du kan också göra det åt dem.",
            "Participants print their certificates from their own page. You can do it for them too.";
        certificate_of: fn(&str) -> String = |name| format!("Intyg för {name}"), |name| format!("Certificate for {name}");
        nobody = "Ingen har deltagit i omgången.", "Nobody has taken part in the round.";
        all_rounds = "Alla omgångar", "All rounds";
        close_title: fn(u32) -> String = |n| format!("Avsluta omgång {n}"), |n| format!("Close round {n}");
        close_lede = "Här ser du vad som ännu är öppet, och vad som händer när omgången är avslutad.",
            "This is what is still open, and what happens once the round is closed.";
        still_open = "Ännu öppet", "Still open";
        nothing_open = "Inget är öppet: alla dagar har varit, ingen väntar på svar och inga par fortsätter.",
            "Nothing is open: all days have been, nobody waits for an answer and no pair goes on.";
        open_days = "Dagar som inte har varit", "Days that have not been";
        open_days_hint = "De måste hållas eller ställas in innan omgången kan avslutas.", "They have to take place or be cancelled before the round can be closed.";
        open_evaluations = "Utvärderingar som är öppna", "Evaluations that are open";
        open_evaluations_hint = "De stängs när omgången avslutas.", "They close with the round.";
        open_until: fn(&str) -> String = |when| format!("till {when}"), |when| format!("until {when}");
        open_pairs: fn(usize) -> String =
            |n| if n == 1 { "Ett par fortsätter".to_owned() } else { format!("{n} par fortsätter") },
            |n| if n == 1 { "One pair goes on".to_owned() } else { format!("{n} pairs go on") };
        open_pairs_hint = "De behåller sin sida, sin logg och sina träffar så länge de fortsätter. Avslutet ändrar inget för dem.",
            "They keep their page, their log and their meetings for as long as they go on. Closing changes nothing for them.";
        pair_of: fn(&str, &str) -> String = |adept, mentor| format!("{adept} och {mentor}"), |adept, mentor| format!("{adept} and {mentor}");
        open_help: fn(u32) -> String =
            |n| if n == 1 { "En person har bett om kontakt och väntar".to_owned() } else { format!("{n} personer har bett om kontakt och väntar") },
            |n| if n == 1 { "One person has asked to be contacted, and waits".to_owned() } else { format!("{n} people have asked to be contacted, and wait") };
        to_help = "Svara på översikten", "Answer on the overview";
        open_drafts: fn(u32) -> String =
            |n| if n == 1 { "En dag är ett utkast".to_owned() } else { format!("{n} dagar är utkast") },
            |n| if n == 1 { "One day is a draft".to_owned() } else { format!("{n} days are drafts") };
        open_drafts_hint = "Utkast publiceras inte mer.", "Drafts will not be published any more.";
        then = "Så går det till", "What happens";
        then_read = "Omgången går att läsa, men inte att ändra: dagar, svar, närvaro, bord, urval och matchning.",
            "The round can be read, and not be changed: days, answers, attendance, tables, selection and matching.";
        then_pairs = "Par som fortsätter behåller sin sida tills de slutar.", "Pairs that go on keep their page until they end.";
        then_thanks = "Efter ett dygn får adepter och mentorer ett tackmejl med vägen till sitt intyg. Adepterna får frågan om de vill bli mentorer längre fram.",
            "After a day, adepts and mentors get a thank-you email with the way to their certificate. Adepts are asked whether they would be mentors later.";
        then_retention = "Uppgifter raderas som förut: kost och tillgänglighet 14 dagar efter varje dag, gästers namn efter 90 dagar, och det ett par har skrivit ett år efter parets sista dag. Efter ett år läggs omgången i arkivet.",
            "Data is deleted as before: diet and access 14 days after each day, names of guests after 90 days, and what a pair has written a year after its last day. After a year the round is put into the archive.";
        then_back = "Inom dygnet kan du öppna omgången igen. När tackmejlet har gått kan du inte det.",
            "Within that day you can open the round again. Once the email has been sent you cannot.";
        close_do = "Avsluta omgången", "Close the round";
        cancel = "Avbryt", "Cancel";
        already = "Omgången är redan avslutad.", "The round is closed already.";
        refused_closed = "Omgången är avslutad. Allt går att läsa, men inget kan ändras.", "The round is closed. All of it can be read, and nothing can be changed.";
        refused_not_begun = "Omgången har inte börjat, och kan inte avslutas.", "The round has not begun, and cannot be closed.";
        refused_days = "Omgången har dagar som inte har varit. Håll dem eller ställ in dem först.", "The round has days that have not been. Hold them or cancel them first.";
        refused_thanked = "Deltagarna har fått sitt tackmejl, så omgången kan inte öppnas igen.", "Participants have got their thank-you email, so the round cannot be opened again.";
        refused_not_thanked = "Omgången kan läggas undan när tackmejlet har gått.", "The round can be put away once the thank-you email has been sent.";
        closed_notice: fn(u32) -> String =
            |n| format!("Omgång {n} är avslutad. Allt går att läsa, men inget kan ändras."),
            |n| format!("Round {n} is closed. All of it can be read, and nothing can be changed.");
        closed_notice_goes_on: fn(u32) -> String =
            |n| format!("Omgång {n} är avslutad och går att läsa, men inte att ändra. Ert par fortsätter som förut."),
            |n| format!("Round {n} is closed: it can be read, and not be changed. Your pair goes on as before.");
        wish = "Vill du bli mentor längre fram?", "Would you be a mentor later?";
        wish_lede = "Du har varit adept och vet vad det ger. Säger du ja syns det för organisatörerna när nästa omgång tar emot ansökningar. Det binder dig inte, och du kan ändra dig.",
            "You have been an adept and know what it gives. If you say yes, organisers see it when the next round takes applications. It does not bind you, and you can change your mind.";
        wish_yes = "Ja, fråga mig", "Yes, ask me";
        wish_no = "Nej, inte nu", "No, not now";
        wish_save = "Spara svaret", "Save the answer";
        wish_said_yes = "Tack! Organisatörerna ser ditt ja när nästa omgång tar emot ansökningar.", "Thank you! Organisers see your yes when the next round takes applications.";
        wish_said_no = "Ditt svar är sparat. Du kan ändra dig här när du vill.", "Your answer is saved. You can change your mind here whenever you like.";
        wishes = "Tidigare adepter som vill bli mentorer", "Former adepts who would be mentors";
        wishes_lede = "De har själva sagt ja efter sin omgång. Bjud in dem att ansöka.", "They have said yes themselves after their round. Invite them to apply.";
        wishes_none = "Ingen har sagt ja än. Adepter får frågan när deras omgång avslutas.", "Nobody has said yes yet. Adepts are asked when their round is closed.";
        wish_from: fn(u32) -> String = |n| format!("adept i omgång {n}"), |n| format!("adept in round {n}");
        wish_here = "med i den här omgången", "in this round";
    }
}

/// Where a round stands, in words.
pub fn state(state: State) -> &'static str {
    let text = &t().closing;
    match state {
        State::Planned => text.planned,
        State::CallOpen => text.call_open,
        State::Selecting => text.selecting,
        State::Matched => text.matched,
        State::Running => text.running,
        State::Closing => text.closing,
        State::Closed => text.closed,
        State::Archived => text.archived,
    }
}

/// Why a round is not closed, opened or written in.
pub fn refused(why: Refusal) -> &'static str {
    let text = &t().closing;
    match why {
        Refusal::Closed => text.refused_closed,
        Refusal::NotBegun => text.refused_not_begun,
        Refusal::DaysAhead => text.refused_days,
        Refusal::Thanked => text.refused_thanked,
        Refusal::NotThanked => text.refused_not_thanked,
    }
}

/// What an answer to being a mentor later means, by its name in the form.
pub(super) fn willing_of(name: &str) -> Option<bool> {
    match name {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}
