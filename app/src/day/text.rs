//! Words of days and replies.

use domain::day::{Answer, Audience, Refusal, Standing};
use islands::words::{self, Shared};

use crate::text::{lang, t, texts};

texts! {
    /// Days and replies.
    pub struct Days {
        title = "Gemensamma dagar", "Common days";
        lede = "Dagarna då hela programmet möts. Ditt nej är lika viktigt som ditt ja: då vet organisatören hur många som kommer.",
            "The days when the whole programme meets. Your no matters as much as your yes: it tells the organiser how many are coming.";
        empty = "Här står omgångens gemensamma dagar så snart de är bestämda.", "The round's common days will be here once they are settled.";
        where_ = "Plats", "Place";
        map = "Visa på karta", "Show on a map";
        when = "När", "When";
        to_calendar = "Lägg i kalendern", "Add to calendar";
        reply_by: fn(&str) -> String = |date| format!("Svara senast {date}"), |date| format!("Answer by {date}");
        for_everyone = "Adepter och mentorer", "Adepts and mentors";
        for_mentors = "Enbart mentorer", "Mentors only";
        question: fn(&str) -> String = |hours| format!("Kommer du {hours}?"), |hours| format!("Will you come {hours}?");
        yes = Shared::SV.yes, Shared::EN.yes;
        no = Shared::SV.no, Shared::EN.no;
        maybe = Shared::SV.maybe, Shared::EN.maybe;
        unanswered = Shared::SV.unanswered, Shared::EN.unanswered;
        waiting = Shared::SV.waiting, Shared::EN.waiting;
        offered = Shared::SV.offered, Shared::EN.offered;
        full = "Alla platser är tagna. Svarar du ja ställer du dig i kön.", "All seats are taken. If you answer yes you join the queue.";
        in_queue: fn(u32) -> String =
            |place| format!("Du står på plats {place} i kön. Blir en plats ledig får du ett mejl."),
            |place| format!("You are number {place} in the queue. You will get an email when a seat is free.");
        seat_held: fn(&str) -> String =
            |until| format!("En plats är ledig för dig. Svara ja före {until}, annars går den vidare till nästa."),
            |until| format!("A seat is being held for you. Answer yes before {until}, or it goes to the next person.");
        partner_waiting: fn(&str) -> String = |name| format!("{name} står i kö"), |name| format!("{name} is waiting for a seat");
        only_no = "Svarstiden har gått ut. Får du förhinder kan du fortfarande svara nej.", "The time to answer is over. If something comes up you can still answer no.";
        over = "Den här delen är över.", "This part is over.";
        you_said_yes = "Du har svarat att du kommer.", "You have answered that you are coming.";
        you_said_no = "Du har svarat att du inte kommer.", "You have answered that you are not coming.";
        you_said_maybe: fn(&str) -> String =
            |date| format!("Du har svarat kanske. Bestäm dig gärna senast {date}."),
            |date| format!("You have answered maybe. Please decide by {date}.");
        saved: fn(&str) -> String =
            |date| format!("Sparat. Du kan ändra dig när du vill till och med {date}."),
            |date| format!("Saved. You can change your mind until the end of {date}.");
        seat_went_on = "Platsen som hölls för dig har gått vidare till nästa.", "The seat that was held for you has gone on to the next.";
        say_yes_again = "Svara ja igen om du fortfarande vill ha en.", "Answer yes again if you still want one.";
        you_said_nothing = "Du har inte svarat än.", "You have not answered yet.";
        partner_yes: fn(&str) -> String = |name| format!("{name} kommer"), |name| format!("{name} is coming");
        partner_no: fn(&str) -> String = |name| format!("{name} kommer inte"), |name| format!("{name} is not coming");
        partner_maybe: fn(&str) -> String = |name| format!("{name} kommer kanske"), |name| format!("{name} may be coming");
        partner_unanswered: fn(&str) -> String = |name| format!("{name} har inte svarat"), |name| format!("{name} has not answered");
        comment_title = "Säg något till organisatören", "Say something to the organiser";
        word = "Några ord", "A few words";
        comment_hint: fn(u32) -> String =
            |max| format!("Frivilligt, högst {max} tecken. Bara programmets organisatörer läser det. Ändrar du ditt svar försvinner det."),
            |max| format!("Optional, {max} characters at most. Only the programme's organisers read it. It is deleted if you change your answer.");
        comment_sent = "Det är skickat. Organisatörerna läser det vid ditt svar, och du kan ändra det.",
            "It has been sent. The organisers read it beside your answer, and you can change it.";
        comment_save = "Skicka", "Send";
        comment_back = "Till dagen", "To the day";
        comment_saved = "Ändra det du har sagt till organisatören", "Change what you said to the organiser";
        needs = "Kost och tillgänglighet", "Diet and access";
        needs_noted = ": noterat", ": noted";
        needs_none = ": inget angett", ": nothing said";
        meet_up: fn(&str) -> String = |partner| format!("Ses du och {partner} före eller efter?"), |partner| format!("Will you meet {partner} before or after?");
        meet_before: fn(&str) -> String = |time| format!("Före, från {time}"), |time| format!("Before, from {time}");
        meet_after: fn(&str) -> String = |time| format!("Efter, från {time}"), |time| format!("After, from {time}");
        you_meet_before: fn(&str) -> String = |time| format!("Ni ses före, från {time}."), |time| format!("You meet before, from {time}.");
        you_meet_after: fn(&str) -> String = |time| format!("Ni ses efter, från {time}."), |time| format!("You meet after, from {time}.");
        no_longer_before = "Ni skulle ses före. Det går inte ihop med era svar längre.", "You were to meet before. With your answers that no longer works.";
        no_longer_after = "Ni skulle ses efter. Det går inte ihop med era svar längre.", "You were to meet after. With your answers that no longer works.";
        partner_could_before: fn(&str) -> String = |partner| format!("{partner} kan ses före."), |partner| format!("{partner} can meet before.");
        partner_could_after: fn(&str) -> String = |partner| format!("{partner} kan ses efter."), |partner| format!("{partner} can meet after.");
        partner_has_not_said: fn(&str) -> String = |partner| format!("{partner} ser att du kan, och har inte svarat på det än."), |partner| format!("{partner} can see that you can, but has not answered yet.");
        answered_former: fn(&str) -> String =
            |answer| format!("Du svarade {} till den förra tiden.", answer.to_lowercase()),
            |answer| format!("You answered {} to the former time.", answer.to_lowercase());
        answer_again = "Svara igen.", "Please answer again.";
        former_yes = "Ja till förra tiden", "Yes to the former time";
        former_no = "Nej till förra tiden", "No to the former time";
        former_maybe = "Kanske till förra tiden", "Maybe to the former time";
        late_yes = "Svarstiden har gått ut, men det finns plats. Vill du komma kan du fortfarande svara ja.",
            "The time to answer is over, but there is room. If you want to come you can still answer yes.";
        late_yes_given = "Du har svarat att du kommer. Får du förhinder kan du fortfarande svara nej.",
            "You have answered that you are coming. If something comes up you can still answer no.";
        is_cancelled = "Inställt. Du behöver inte svara.", "Cancelled. You do not need to answer.";
        draft = "Utkast", "Draft";
        cancelled = "Inställd", "Cancelled";
        moved = "Flyttad", "Moved";
        draft_notice = "Dagen är ett utkast. Bara organisatörer kan se den.", "This day is a draft. Only organisers can see it.";
        cancelled_notice = "Dagen är inställd.", "This day is cancelled.";
        moved_notice: fn(&str) -> String =
            |when| format!("Dagen är flyttad till en ny tid. Det ändrades {when}. Se efter att ditt svar stämmer."),
            |when| format!("The day has been moved to a new time. That was changed {when}. Please check that your answer is right.");
        moved_from: fn(&str) -> String = |was| format!("Förut: {was}."), |was| format!("Before: {was}.");
        your_answer = "Ditt svar", "Your answer";
        you_answered = "Så svarade du", "What you answered";
        directions = "Hitta dit", "Getting there";
        contact = "Frågor", "Questions";
        programme = "Program", "Programme";
        past = "Har varit", "Past";
        next = "Näst på tur", "Next";
        all_days = "Alla dagar", "All days";
        not_invited = "Du är inte tillfrågad om den här dagen och behöver inte svara.", "You have not been asked about this day and do not need to answer.";
        refused_too_late = "Svarstiden har gått ut. Du kan fortfarande svara nej; vill du komma, hör av dig till organisatören.",
            "The time to answer is over. You can still answer no; if you want to come, contact the organiser.";
        refused_day_over = "Dagen har redan varit. Den kan varken publiceras eller ställas in.", "The day is already over. It can neither be published nor cancelled.";
        refused_over = "Den här delen av dagen är över och går inte längre att svara på.", "This part of the day is over and takes no more answers.";
        refused_cancelled = "Det här är inställt och går inte att svara på.", "This is cancelled and takes no answers.";
        refused_seat_taken = "Din plats har gått vidare till nästa i kön, så svaret går inte att ångra. Svara ja om du vill ställa dig i kön.",
            "Your seat has gone to the next in the queue, so the answer cannot be undone. Answer yes to join the queue.";
        refused_no_place = "Dagen har ingen plats än. Ändra dagen och skriv lokal och gatuadress; sedan går den att publicera.",
            "The day has no place yet. Edit the day and write a venue and a street address; then it can be published.";
        refused_no_undo = "Det är för sent att ångra med en knapptryckning. Ändra svaret med knapparna i stället.",
            "It is too late to undo by one press. Change your answer with the buttons instead.";
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

/// What someone has answered to other hours than those that hold now.
pub fn former(answer: Answer) -> &'static str {
    let text = &t().day;
    match answer {
        Answer::Yes => text.former_yes,
        Answer::No => text.former_no,
        Answer::Maybe => text.former_maybe,
    }
}

/// Where someone stands: with the hours that hold now, or, as long as they have not
/// answered to those, with the former ones.
pub fn standing_or_former(now: Standing, before: Option<Answer>) -> &'static str {
    before.filter(|_| now == Standing::Unanswered).map_or_else(|| standing(now), former)
}

/// Who a segment is for.
pub fn audience(audience: Audience) -> &'static str {
    match audience {
        Audience::Everyone => t().day.for_everyone,
        Audience::Mentors => t().day.for_mentors,
    }
}

/// Why an answer is not taken.
pub fn refused(why: Refusal) -> &'static str {
    let text = &t().day;
    match why {
        Refusal::TooLate => text.refused_too_late,
        Refusal::Over => text.refused_over,
        Refusal::DayOver => text.refused_day_over,
        Refusal::Cancelled => text.refused_cancelled,
        Refusal::SeatTaken => text.refused_seat_taken,
        Refusal::NoPlace => text.refused_no_place,
        Refusal::NoUndo => text.refused_no_undo,
    }
}
