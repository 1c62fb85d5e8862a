//! Words of what needs someone today.

use domain::application::Party;

use crate::text::{t, texts};

texts! {
    /// What needs someone today.
    pub struct TodayText {
        title = "Att göra", "To do";
        none = "Inget väntar på dig just nu.", "Nothing is waiting for you just now.";
        next_day: fn(&str, &str) -> String = |day, when| format!("Närmast: {day}, {when}."), |day, when| format!("Next: {day}, {when}.");
        next_deadline: fn(&str, &str) -> String =
            |day, when| format!("Närmast: sista dagen att svara på {day}, {when}."),
            |day, when| format!("Next: the last day to answer to {day}, {when}.");
        more: fn(usize) -> String = |n| format!("Visa {n} till"), |n| format!("Show {n} more");
        now = "i dag", "today";
        put_off: fn(usize) -> String = |n| format!("Uppskjutet ({n})"), |n| format!("Put off ({n})");
        put_off_until: fn(&str) -> String = |when| format!("till {when}"), |when| format!("until {when}");
        bring_back = "Ta fram igen", "Bring back";
        later = "Senare", "Later";
        tomorrow = "Påminn mig i morgon", "Remind me tomorrow";
        week = "Påminn mig om en vecka", "Remind me in a week";
        in_touch = "Jag har hört av mig", "I have been in touch";
        put_off_done = "Uppskjutet. Det står under Uppskjutet tills det kommer tillbaka.", "Put off. You find it under Put off until it comes back.";
        in_touch_done = "Noterat för alla organisatörer. Det kommer tillbaka om fyra veckor, om det fortfarande behövs.",
            "Noted for all organisers. It comes back in four weeks, if it is still needed.";
        brought_back = "Det står i listan igen.", "It is on the list again.";
        sent_again = "Mejlen skickas igen. Kommer något inte fram den här gången heller, står det här på nytt.",
            "The emails are being sent again. If one does not arrive this time either, it will be listed here again.";
        help: fn(&str) -> String = |role| format!("vill prata med en organisatör ({role})"), |role| format!("wants to talk to an organiser ({role})");
        and = "och", "and";
        ended = "har slutat träffas i förtid", "have stopped meeting before their time";
        not_started = "har inte haft någon träff än", "have not had a meeting yet";
        silent = "har inte setts på länge", "have not met for a long time";
        to_matching = "Till matchningen", "To matching";
        unanswered: fn(usize) -> String = |n| format!("{n} har inte svarat:"), |n| if n == 1 { "1 has not answered:".into() } else { format!("{n} have not answered:") };
        reply_by: fn(&str) -> String = |when| format!("Sista dagen att svara är {when}."), |when| format!("The last day to answer is {when}.");
        reply_by_over: fn(&str) -> String = |when| format!("Sista dagen att svara var {when}."), |when| format!("The last day to answer was {when}.");
        who = "Vilka, med telefon", "Who, with telephone";
        no_phone = "ingen telefon", "no telephone";
        and_more: fn(usize) -> String = |n| format!("och {n} till"), |n| format!("and {n} more");
        remind: fn(usize) -> String = |n| if n == 1 { "Påminn".into() } else { format!("Påminn alla {n}") }, |n| if n == 1 { "Remind".into() } else { format!("Remind all {n}") };
        to_answers = "Svara åt någon", "Answer for someone";
        queue: fn(u32) -> String = |n| if n == 1 { "1 person väntar på en plats:".into() } else { format!("{n} personer väntar på en plats:") },
            |n| if n == 1 { "1 person is waiting for a seat:".into() } else { format!("{n} people are waiting for a seat:") };
        seats: fn(u32) -> String = |n| format!("Delen har {n} platser."), |n| format!("The part has {n} seats.");
        see_queue = "Se kön", "See the queue";
        more_seats = "Ändra antalet platser", "Change the number of seats";
        by_applicant: fn(u32) -> String =
            |n| if n == 1 { "1 ansökan är påbörjad men inte skickad".into() } else { format!("{n} ansökningar är påbörjade men inte skickade") },
            |n| if n == 1 { "1 application has been begun and not sent".into() } else { format!("{n} applications have been begun and not sent") };
        by_manager: fn(u32) -> String = |n| format!("{} på en chef", wait(n)), |n| format!("{} for a manager", waiting(n));
        by_contact: fn(u32) -> String = |n| format!("{} på en kontaktperson", wait(n)), |n| format!("{} for a contact person", waiting(n));
        by_group: fn(u32) -> String = |n| format!("{} på arbetsgruppen", wait(n)), |n| format!("{} for the working group", waiting(n));
        first_since: fn(&str) -> String = |when| format!("Den som har väntat längst: sedan {when}."), |when| format!("Waiting longest: since {when}.");
        see_and_remind = "Se vilka och påminn", "See which, and remind";
        to_selection = "Till urvalet", "To the selection";
        vacant: fn(u32) -> String =
            |n| if n == 1 { "1 organisation saknar kontaktperson".into() } else { format!("{n} organisationer saknar kontaktperson") },
            |n| if n == 1 { "1 organisation is without a contact person".into() } else { format!("{n} organisations are without a contact person") };
        vacant_more = "Deras ansökningar går till er organisatörer så länge.", "Their applications go to you organisers for now.";
        name_contact = "Utse kontaktperson", "Name a contact person";
        see_organisations = "Se vilka", "See which";
        day_today = "I dag:", "Today:";
        day_in: fn(i64) -> String =
            |n| if n == 1 { "I morgon:".into() } else { format!("Om {n} dagar:") },
            |n| if n == 1 { "Tomorrow:".into() } else { format!("In {n} days:") };
        day_over = "har varit. Ingen har fått något tack än.", "is over. Nobody has been thanked yet.";
        check_in = "Till incheckningen", "To the check-in";
        to_day = "Till dagen", "To the day";
        badges = "Namnskyltar", "Badges";
        thank = "Tacka dem som kom", "Thank those who came";
        set_up: fn(&str) -> String = |step| format!("Kom igång: {step}"), |step| format!("Getting started: {step}");
        all_steps = "Alla steg", "All steps";
        endorse: fn(usize) -> String =
            |n| if n == 1 { "1 ansökan väntar på att du tillstyrker".into() } else { format!("{n} ansökningar väntar på att du tillstyrker") },
            |n| if n == 1 { "1 application is waiting for you to endorse it".into() } else { format!("{n} applications are waiting for you to endorse them") };
        not_begun: fn(usize) -> String =
            |n| if n == 1 { "1 person som du har nominerat har inte skickat sin ansökan".into() } else { format!("{n} personer som du har nominerat har inte skickat sin ansökan") },
            |n| if n == 1 { "1 person whom you nominated has not sent their application".into() } else { format!("{n} people whom you nominated have not sent their applications") };
        own_unanswered: fn(usize, &str) -> String =
            |n, day| if n == 1 { format!("1 person hos er har inte svarat på {day}") } else { format!("{n} personer hos er har inte svarat på {day}") },
            |n, day| if n == 1 { format!("1 of your people has not answered to {day}") } else { format!("{n} of your people have not answered to {day}") };
        vote: fn(usize) -> String =
            |n| if n == 1 { "1 ansökan har inte din röst".into() } else { format!("{n} ansökningar har inte din röst") },
            |n| if n == 1 { "1 application is without your vote".into() } else { format!("{n} applications are without your vote") };
        decide: fn(usize) -> String =
            |n| if n == 1 { "1 ansökan är inte avgjord".into() } else { format!("{n} ansökningar är inte avgjorda") },
            |n| if n == 1 { "1 application is undecided".into() } else { format!("{n} applications are undecided") };
    }
}

fn wait(n: u32) -> String {
    if n == 1 { "1 ansökan väntar".to_owned() } else { format!("{n} ansökningar väntar") }
}

fn waiting(n: u32) -> String {
    if n == 1 { "1 application is waiting".to_owned() } else { format!("{n} applications are waiting") }
}

/// That so many applications wait for someone.
pub fn waits_for(party: Party, count: u32) -> String {
    let text = &t().today;
    match party {
        Party::Applicant => (text.by_applicant)(count),
        Party::Manager => (text.by_manager)(count),
        Party::ContactPerson => (text.by_contact)(count),
        Party::WorkingGroup => (text.by_group)(count),
    }
}
