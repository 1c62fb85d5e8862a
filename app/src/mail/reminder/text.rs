//! Words of what goes out by itself.

use domain::mail::reminder::Topic;

use crate::text::{t, texts};

texts! {
    /// What goes out.
    pub struct RemindersText {
        title = "Går ut av sig självt", "Goes out by itself";
        lede = "Påminnelser de närmaste sex veckorna, som det ser ut nu. Svarar någon, eller flyttas en dag, ändras listan.",
            "Reminders in the next six weeks, as things stand. If someone answers, or a day is moved, the list changes.";
        days_title = "Om gemensamma dagar", "About common days";
        none = "Inget går ut de närmaste sex veckorna. När en dag är utlagd påminns de som inte har svarat.",
            "Nothing goes out in the next six weeks. Once a day is published, those who have not answered are reminded.";
        when = "Går ut", "Goes out";
        what = "Vad", "What";
        day = "Dag", "Day";
        people = "Antal personer", "How many people";
        action = "Åtgärd", "Action";
        skip = "Hoppa över", "Skip";
        let_go = "Skicka ändå", "Send after all";
        is_skipped = "hoppas över", "skipped";
        skipped = "Den påminnelsen går inte ut. Du kan ångra dig fram till dess.", "That reminder does not go out. You can change your mind until then.";
        goes_after_all = "Påminnelsen går ut som planerat.", "The reminder goes out as planned.";
        gone = "Den påminnelsen har redan gått ut, eller så behövs den inte längre.", "That reminder has gone out already, or is no longer needed.";
        pairs_title = "Till paren", "To the pairs";
        pairs_lede = "Av det som är parens eget ser du bara hur många det rör, i femtal och för alla sex veckorna tillsammans.",
            "Of what is the pairs' own you see only how many it concerns, in steps of five and for all six weeks together.";
        few = "färre än fem", "fewer than five";
        at_least: fn(u32) -> String = |n| format!("minst {n}"), |n| format!("{n} or more");
        how_title = "Så fungerar det", "How it works";
        how_quiet = "Påminnelser går ut klockan 8 på morgonen, aldrig på kvällar, nätter, söndagar eller helgdagar.",
            "Reminders go out at 8 in the morning, never in the evening, at night, on Sundays or on public holidays.";
        how_digest = "Var och en får högst ett mejl om dagen. Faller flera påminnelser på samma dag kommer de i ett.",
            "Everyone gets one email a day at most. Reminders that fall on the same day come in one.";
        how_answers = "Den som har svarat får ingen påminnelse, och den som har sagt nej hör inget mer.",
            "Whoever has answered gets no reminder, and whoever has said no hears no more.";
        how_chosen = "Var och en kan välja bort påminnelser. De räknas då inte med här.",
            "Everyone can choose reminders away. They are then not counted here.";
        how_applications = "Den som en ansökan väntar på påminns efter en vecka, högst tre gånger.",
            "Whoever an application waits for is reminded after a week, three times at most.";
        reply = "Påminnelse om att svara", "Reminder to answer";
        day_before = "Inför dagen, till dem som kommer", "Before the day, to those who are coming";
        seat = "En plats hålls inte mycket längre", "A seat is not held for much longer";
        evaluation = "En utvärdering stänger snart", "An evaluation closes soon";
        tomorrow = "Träff i morgon", "Meeting tomorrow";
        to_log = "En träff är inte loggad", "A meeting is not logged";
        slipped = "Det var länge sedan de sågs", "They have not met for long";
        pulse = "Hur går det?", "How is it going?";
    }
}

/// What a reminder is about.
pub fn topic(topic: Topic) -> &'static str {
    let text = &t().reminders;
    match topic {
        Topic::Reply => text.reply,
        Topic::DayBefore => text.day_before,
        Topic::Seat => text.seat,
        Topic::Evaluation => text.evaluation,
        Topic::Tomorrow => text.tomorrow,
        Topic::ToLog => text.to_log,
        Topic::Slipped => text.slipped,
        Topic::Pulse => text.pulse,
    }
}
