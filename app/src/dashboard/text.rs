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
        todo_reply: fn(&str) -> String = |day| format!("Svara på om du kommer: {day}"), |day| format!("Answer whether you are coming: {day}");
        todo_log = "Logga er senaste träff", "Log your latest meeting";
        todo_first = "Bestäm er första träff", "Settle your first meeting";
        todo_none = "Inget väntar på dig.", "Nothing is waiting for you.";
        meetings = "Era träffar", "Your meetings";
        to_pair = "Alla träffar och loggen", "All meetings and the log";
        timeline = "Omgången", "The round";
        news = "Det senaste", "Latest";
        no_news = "Här syns när din mentor eller adept svarar på en dag eller loggar en träff.", "When your mentor or adept answers to a day or logs a meeting, it shows here.";
        news_yes: fn(&str, &str) -> String = |name, day| format!("{name} kommer till {day}"), |name, day| format!("{name} is coming to {day}");
        news_no: fn(&str, &str) -> String = |name, day| format!("{name} kommer inte till {day}"), |name, day| format!("{name} is not coming to {day}");
        news_maybe: fn(&str, &str) -> String = |name, day| format!("{name} kommer kanske till {day}"), |name, day| format!("{name} may be coming to {day}");
        news_logged: fn(&str, &str) -> String = |name, date| format!("{name} sparade träffen {date}"), |name, date| format!("{name} saved the meeting on {date}");
        reserve = "Du står som reserv i den här omgången. Blir en plats ledig hör arrangören av sig.", "You are on the reserve list in this round. If a place opens, the organiser will be in touch.";
        working_group = "Du är med i arbetsgruppen. Urval och matchning för nästa omgång görs här när ansökan har stängt.",
            "You are in the working group. Selection and matching for the next round will be done here once applications have closed.";
    }
}
