//! Words of days and replies.

use domain::day::{Answer, Audience, Standing};
use islands::words::{self, Shared};

use crate::text::{lang, t, texts};

texts! {
    /// Days and replies.
    pub struct Days {
        title = "Gemensamma dagar", "Common days";
        lede = "Fyra dagar då hela programmet möts. Ditt nej är lika viktigt som ditt ja: då vet arrangören hur många som kommer.",
            "Four days when the whole programme meets. Your no matters as much as your yes: it tells the organiser how many are coming.";
        empty = "Här står omgångens gemensamma dagar så snart de är bestämda.", "The round's common days will be here once they are settled.";
        where_ = "Plats", "Place";
        map = "Visa på karta", "Show on a map";
        when = "När", "When";
        to_calendar = "Lägg i kalendern", "Add to calendar";
        reply_by: fn(&str) -> String = |date| format!("Svara senast {date}"), |date| format!("Answer by {date}");
        for_everyone = "Adepter och mentorer", "Adepts and mentors";
        for_mentors = "Enbart mentorer", "Mentors only";
        question: fn(&str) -> String = |hours| format!("Kommer du {hours}?"), |hours| format!("Will you come, {hours}?");
        yes = Shared::SV.yes, Shared::EN.yes;
        no = Shared::SV.no, Shared::EN.no;
        maybe = Shared::SV.maybe, Shared::EN.maybe;
        unanswered = Shared::SV.unanswered, Shared::EN.unanswered;
        waiting = Shared::SV.waiting, Shared::EN.waiting;
        offered = Shared::SV.offered, Shared::EN.offered;
        full = "Alla platser är tagna. Svarar du ja ställer du dig i kön.", "All seats are taken. If you answer yes you join the queue.";
        in_queue: fn(u32) -> String =
            |place| format!("Du står på plats {place} i kön. Blir en plats ledig får du ett mejl."),
            |place| format!("You are number {place} in the queue. You will get a mail when a seat is free.");
        seat_held: fn(&str) -> String =
            |until| format!("En plats är ledig för dig. Svara ja före {until}, annars går den vidare till nästa."),
            |until| format!("A seat is free for you. Answer yes before {until}, or it goes to the next.");
        partner_waiting: fn(&str) -> String = |name| format!("{name} står på kö"), |name| format!("{name} is waiting for a seat");
        only_no = "Svarstiden har gått ut. Får du förhinder kan du fortfarande svara nej.", "The time to answer is over. If something comes up you can still answer no.";
        over = "Den här delen är över.", "This part is over.";
        you_said_yes = "Du har svarat att du kommer.", "You have answered that you are coming.";
        you_said_no = "Du har svarat att du inte kommer.", "You have answered that you are not coming.";
        you_said_maybe = "Du har svarat kanske. Bestäm dig gärna före svarsdagen.", "You have answered maybe. Please decide before the last day to answer.";
        you_said_nothing = "Du har inte svarat än.", "You have not answered yet.";
        partner_yes: fn(&str) -> String = |name| format!("{name} kommer"), |name| format!("{name} is coming");
        partner_no: fn(&str) -> String = |name| format!("{name} kommer inte"), |name| format!("{name} is not coming");
        partner_maybe: fn(&str) -> String = |name| format!("{name} kommer kanske"), |name| format!("{name} may be coming");
        partner_unanswered: fn(&str) -> String = |name| format!("{name} har inte svarat"), |name| format!("{name} has not answered");
        comment_title = "Säg något till arrangören", "Say something to the organiser";
        word = "Några ord", "A few words";
        comment_hint: fn(u32) -> String =
            |max| format!("Frivilligt, högst {max} tecken. Bara programmets organisatörer läser det. Ändrar du ditt svar försvinner det."),
            |max| format!("Optional, {max} characters at most. Only the programme's organisers read it. It is gone when you change your answer.");
        comment_save = "Skicka", "Send";
        comment_back = "Till dagen", "To the day";
        comment_saved = "Ändra det du har sagt till arrangören", "Change what you said to the organiser";
        needs = "Kost och tillgänglighet", "Diet and access";
        needs_noted = ": noterat", ": noted";
        needs_none = ": inget angett", ": nothing said";
        meet_up: fn(&str) -> String = |partner| format!("Ses du och {partner} före eller efter?"), |partner| format!("Will you meet {partner} before or after?");
        meet_before: fn(&str) -> String = |time| format!("Före, från {time}"), |time| format!("Before, from {time}");
        meet_after: fn(&str) -> String = |time| format!("Efter, från {time}"), |time| format!("After, from {time}");
        you_meet_before: fn(&str) -> String = |time| format!("Ni ses före, från {time}."), |time| format!("You meet before, from {time}.");
        you_meet_after: fn(&str) -> String = |time| format!("Ni ses efter, från {time}."), |time| format!("You meet after, from {time}.");
        partner_could_before: fn(&str) -> String = |partner| format!("{partner} kan ses före."), |partner| format!("{partner} can meet before.");
        partner_could_after: fn(&str) -> String = |partner| format!("{partner} kan ses efter."), |partner| format!("{partner} can meet after.");
        partner_has_not_said: fn(&str) -> String = |partner| format!("{partner} ser att du kan, och har inte svarat på det än."), |partner| format!("{partner} sees that you can, and has not said so yet.");
        answer_again: fn(&str) -> String =
            |answer| format!("Du svarade {} till den förra tiden. Svara igen.", answer.to_lowercase()),
            |answer| format!("You answered {} to the former time. Please answer again.", answer.to_lowercase());
        late_yes = "Svarstiden har gått ut, men det finns plats. Vill du komma kan du fortfarande svara ja.",
            "The time to answer is over, but there is room. If you want to come you can still answer yes.";
        late_yes_given = "Du har svarat att du kommer. Får du förhinder kan du fortfarande svara nej.",
            "You have answered that you are coming. If something comes up you can still answer no.";
        is_cancelled = "Inställt. Du behöver inte svara.", "Cancelled. You need not answer.";
        draft = "Utkast", "Draft";
        cancelled = "Inställd", "Cancelled";
        moved = "Flyttad", "Moved";
        draft_notice = "Dagen är ett utkast. Bara organisatörer kan se den.", "This day is a draft. Only organisers can see it.";
        cancelled_notice = "Dagen är inställd.", "This day is cancelled.";
        moved_notice: fn(&str) -> String =
            |when| format!("Dagen är flyttad till en ny tid. Det ändrades {when}. Se efter att ditt svar stämmer."),
            |when| format!("The day has been moved to a new time. That was changed {when}. Please check that your answer is right.");
        your_answer = "Ditt svar", "Your answer";
        directions = "Hitta dit", "Getting there";
        contact = "Frågor", "Questions";
        programme = "Program", "Programme";
        past = "Har varit", "Past";
        next = "Näst på tur", "Next";
        all_days = "Alla dagar", "All days";
        not_invited = "Du har inget eget svar att ge till den här dagen.", "There is no answer of your own to give for this day.";
    }
}

/// An answer in a word.
pub fn answer(answer: Answer) -> &'static str {
    standing(Some(answer).into())
}

/// Where someone stands, in a word or two.
pub fn standing(standing: Standing) -> &'static str {
    words::standing(lang(), standing)
}

/// Who a segment is for.
pub fn audience(audience: Audience) -> &'static str {
    match audience {
        Audience::Everyone => t().day.for_everyone,
        Audience::Mentors => t().day.for_mentors,
    }
}
