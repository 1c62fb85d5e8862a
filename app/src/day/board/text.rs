//! Words of the organiser's and the contact person's pages.

use domain::day::Standing;

use crate::text::{t, texts};

texts! {
    /// The organiser's and the contact person's pages.
    pub struct Organise {
        title = "Organisera", "Organise";
        lede = "Det som behöver dig först, sedan hur det står till.", "What needs you first, then how things are.";
        days = "Gemensamma dagar", "Common days";
        other_days = "Fler dagar", "More days";
        round_line = "Omgången", "The round";
        past_days: fn(usize) -> String =
            |n| if n == 1 { "En dag har varit".into() } else { format!("{n} dagar har varit") },
            |n| if n == 1 { "One day is over".into() } else { format!("{n} days are over") };
        tools = "Allt annat", "Everything else";
        all_pairs = "alla par", "all pairs";
        worst_first = "Ordna efter rytm, de som behöver er först", "Sort by rhythm, those who need you first";
        by_name = "Ordna efter adeptens namn", "Sort by the adept's name";
        no_days = "Omgången har inga gemensamma dagar än.", "The round has no common days yet.";
        pairs: fn(usize) -> String = |n| format!("{n} par"), |n| if n == 1 { "1 pair".into() } else { format!("{n} pairs") };
        to_matching = "Matcha adepter och mentorer", "Match adepts and mentors";
        pairs_lede = "Rytmen räknas mot vad paret har kommit överens om. Vad de säger till varandra syns aldrig här.",
            "The rhythm is measured against what the pair agreed on. What they say to each other is never shown here.";
        no_pairs = "Omgången har inga par än.", "The round has no pairs yet.";
        adept = "Adept", "Adept";
        mentor = "Mentor", "Mentor";
        rhythm = "Rytm", "Rhythm";
        meetings = "Träffar", "Meetings";
        board_back = "Alla dagar", "All days";
        yes = "kommer", "coming";
        no = "kommer inte", "not coming";
        maybe = "kanske", "maybe";
        unanswered = "utan svar", "unanswered";
        offered = "erbjuden plats", "offered a seat";
        waiting = "i kö", "waiting";
        word = "Sagt till organisatören", "Said to the organiser";
        has_comment = "har sagt något", "said something";
        answer_for: fn(&str) -> String = |name| format!("Svara åt {name}"), |name| format!("Answer for {name}");
        answer_for_lede: fn(&str) -> String =
            |date| format!("Det syns i historiken att du har svarat. Du kan svara även efter {date}, men antalet platser gäller också dig."),
            |date| format!("The history shows that you answered. You can answer after {date} too, but the number of seats binds you as well.");
        taken_back = "Ångrade sitt svar", "Took the answer back";
        history = "Historik", "History";
        given_by: fn(&str) -> String = |name| format!(" (svarat av {name})"), |name| format!(" (answered by {name})");
        remind = "Påminn dem som inte har svarat", "Remind those who have not answered";
        remind_lede = "Var och en får ett mejl. Den som har fått ett det senaste dygnet lämnas i fred.",
            "Each gets an email. Anyone who got one in the last 24 hours is left in peace.";
        remind_late: fn(&str) -> String =
            |date| format!("Sista dagen att svara var {date}. Mejlet säger vad man fortfarande kan svara, och vem man hör av sig till."),
            |date| format!("The last day to answer was {date}. The email says what can still be answered, and whom to get in touch with.");
        remind_send = "Skicka påminnelsen", "Send the reminder";
        reminded: fn(usize) -> String =
            |n| if n == 1 { "En person får en påminnelse.".to_owned() } else { format!("{n} personer får en påminnelse.") },
            |n| if n == 1 { "One person gets a reminder.".to_owned() } else { format!("{n} people get a reminder.") };
        whole_day = "Hela dagen", "The whole day";
        whole_day_lede = "I sista raden räknas var och en bara en gång: den som kommer till någon del av dagen kommer.",
            "In the last row everyone counts once: whoever comes to any part of the day is coming.";
        guests = "gäster", "guests";
        with_guests: fn(u32, u32) -> String =
            |yes, guests| format!("{yes} kommer + {guests} {} = {}", if guests == 1 { "gäst" } else { "gäster" }, yes + guests),
            |yes, guests| format!("{yes} coming + {guests} {} = {}", if guests == 1 { "guest" } else { "guests" }, yes + guests);
        trend = "Svar över tid", "Answers over time";
        trend_summary: fn(&str, &str, [u32; 3]) -> String =
            |from, to, [yes, maybe, no]| format!("Från {from} till {to}: i slutet {yes} ja, {maybe} kanske och {no} nej."),
            |from, to, [yes, maybe, no]| format!("From {from} to {to}: at the end {yes} yes, {maybe} maybe and {no} no.");
        trend_deadline: fn(&str) -> String = |date| format!("sista svarsdag {date}"), |date| format!("last day to answer {date}");
        trend_day = "Dag", "Day";
        list = "Lista", "List";
        list_print = "Lista att skriva ut", "List to print";
        people_listed: fn(usize) -> String =
            |n| if n == 1 { "1 person".to_owned() } else { format!("{n} personer") },
            |n| if n == 1 { "1 person".to_owned() } else { format!("{n} people") };
        here = "Här", "Here";
        to_board = "Till dagens svar", "To the day's answers";
        to_person = "Till personens sida", "To their page";
        seats_of: fn(u32, u32) -> String =
            |taken, seats| if seats == 1 { format!("{taken} av 1 plats är upptagen") } else { format!("{taken} av {seats} platser är upptagna") },
            |taken, seats| if seats == 1 { format!("{taken} of 1 seat is held") } else { format!("{taken} of {seats} seats are held") };
        invited: fn(u32) -> String = |n| format!("{n} inbjudna"), |n| format!("{n} invited");
        by_role = "Efter roll", "By role";
        by_organisation = "efter organisation", "by organisation";
        name = "Namn", "Name";
        role = "Roll", "Role";
        organisation = "Organisation", "Organisation";
        answer = "Svar", "Answer";
        answered_at = "Svarade", "Answered";
        part = "Del av dagen", "Part of the day";
        answers = "Svar", "Answers";
        files = "Hämta listan som fil:", "Download the list as a file:";
        search = "Sök namn eller organisation", "Search names or organisations";
        all = "Alla", "All";
        filter = "Visa", "Show";
        clear = "Rensa", "Clear";
        pages = "Sidor", "Pages";
        page_of: fn(u32, u32, u32) -> String = |from, to, of| format!("{from}–{to} av {of}"), |from, to, of| format!("{from}–{to} of {of}");
        previous_page = "Föregående sida", "Previous page";
        next_page = "Nästa sida", "Next page";
        listed: fn(u32, &str) -> String =
            |n, what| if n == 1 { format!("1 person: {what}") } else { format!("{n} personer: {what}") },
            |n, what| if n == 1 { format!("1 person: {what}") } else { format!("{n} people: {what}") };
        former_hours = " (till förra tiden)", " (to the former time)";
        everyone = "alla inbjudna", "everyone invited";
        nobody = "Ingen stämmer med urvalet.", "Nobody matches.";
        call = "Ansökningsomgången", "The call for applications";
        applications = "Ansökningar från din organisation", "Applications from your organisation";
        contact_title = "Min organisation", "My organisation";
        contact_lede = "Så har din organisations deltagare svarat. Skäl och behov ser du inte, de är deras egna.",
            "This is what your organisation's participants have answered. Their reasons and needs are their own, and are not shown.";
        contact_none = "Din organisation har inga deltagare i den här omgången.", "Your organisation has no participants in this round.";
        employers = "Byten av arbetsgivare", "Changes of employer";
        same_organisation = "samma organisation", "same organisation";
        import = "Importera från kalkylblad", "Import from a spreadsheet";
    }
}

/// What a figure counts, in a word or two.
pub(crate) fn label(standing: Standing) -> &'static str {
    let text = &t().organise;
    match standing {
        Standing::Yes => text.yes,
        Standing::Offered => text.offered,
        Standing::Waiting => text.waiting,
        Standing::Maybe => text.maybe,
        Standing::No => text.no,
        Standing::Unanswered => text.unanswered,
    }
}
