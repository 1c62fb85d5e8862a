//! Words of the dashboard.

use crate::text::texts;

texts! {
    /// The participant's dashboard.
    pub struct Dashboard {
        title: fn(&str) -> String = |name| format!("Hej {name}"), |name| format!("Hello {name}");
        round: fn(u32) -> String = |n| format!("Mentorprogram IOR nr {n}"), |n| format!("Mentoring Programme IOR no. {n}");
        next_day = "Nästa gemensamma dag", "Next common day";
        no_next_day = "Omgångens gemensamma dagar har varit. Tack för att du var med.", "The round's common days are over. Thank you for taking part.";
        todo = "Att göra", "To do";
        todo_seat: fn(&str, &str, &str) -> String =
            |day, hours, until| format!("Ta platsen som hålls för dig: {day}, {hours}. Svara före {until}."),
            |day, hours, until| format!("Take the seat that is held for you: {day}, {hours}. Answer before {until}.");
        offered = "En plats är ledig för dig", "A seat is free for you";
        offered_until: fn(&str) -> String =
            |until| format!("Svara ja på dagens sida före {until}, annars går den vidare till nästa."),
            |until| format!("Answer yes on the day's page before {until}, or it goes to the next person.");
        todo_reply: fn(&str) -> String = |day| format!("Svara på om du kommer: {day}"), |day| format!("Answer whether you are coming: {day}");
        todo_log = "Logga er senaste träff", "Log your latest meeting";
        todo_first = "Bestäm er första träff", "Arrange your first meeting";
        todo_none = "Inget väntar på dig.", "Nothing is waiting for you.";
        coming = "På väg", "Coming up";
        coming_meeting: fn(&str) -> String = |name| format!("Träff med {name}"), |name| format!("Meeting with {name}");
        coming_none = "Inga träffar eller dagar är bestämda.", "No meetings or days are planned.";
        meetings = "Era träffar", "Your meetings";
        meetings_with: fn(&str) -> String = |name| format!("Träffar med {name}"), |name| format!("Meetings with {name}");
        to_pair = "Alla träffar och loggen", "All meetings and the log";
        timeline = "Omgången", "The round";
        news = "Det senaste", "Latest";
        no_news: fn(&str) -> String =
            |name| format!("Här syns när {name} svarar på en dag eller loggar en träff."),
            |name| format!("When {name} answers about a day or logs a meeting, it shows here.");
        news_yes: fn(&str, &str) -> String = |name, day| format!("{name} kommer till {day}"), |name, day| format!("{name} is coming to {day}");
        news_no: fn(&str, &str) -> String = |name, day| format!("{name} kommer inte till {day}"), |name, day| format!("{name} is not coming to {day}");
        news_maybe: fn(&str, &str) -> String = |name, day| format!("{name} kommer kanske till {day}"), |name, day| format!("{name} may be coming to {day}");
        news_cancelled: fn(&str) -> String = |day| format!("Inställd: {day}"), |day| format!("Cancelled: {day}");
        news_logged: fn(&str, &str) -> String = |name, date| format!("{name} sparade träffen {date}"), |name, date| format!("{name} saved the meeting on {date}");
        reserve = "Du är reserv i den här omgången. Blir en plats ledig hör organisatören av sig.", "You are on the reserve list in this round. If a place opens, the organiser will be in touch.";
        working_group = "Du är med i arbetsgruppen. Urval och matchning för nästa omgång görs här när ansökan har stängt.",
            "You are in the working group. Selection and matching for the next round will be done here once applications have closed.";
    }
}
