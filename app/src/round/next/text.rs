//! Words of going from one round to the next.

use domain::{people::Lang, round::next::Holiday};

use crate::text::{lang, texts};

texts! {
    /// The rounds, and the next one.
    pub struct NextRound {
        title = "Omgångar", "Rounds";
        lede = "Omgångarna som du organiserar. Flera kan leva sida vid sida: en pågår medan nästa förbereds.",
            "The rounds that you organise. Several can live side by side: one runs while the next is prepared.";
        life: fn(u32) -> String =
            |n| format!("Läge och avslut för omgång {n}"),
            |n| format!("Where round {n} stands, and closing it");
        next = "Nästa omgång", "The next round";
        next_lede: fn(u32) -> String =
            |n| format!("Ett förslag som utgår från omgång {n}: samma dagar på samma veckodagar, så nära samma datum som det går, utan helgdagar. Ändra det som inte stämmer. Deltagare, par och svar följer inte med, och inte heller lokalerna."),
            |n| format!("A suggestion made from round {n}: the same days on the same weekdays, as near the same dates as can be, without holidays. Change what is not right. Participants, pairs and answers are not taken along, nor are the places.");
        is_there: fn(u32) -> String =
            |n| format!("Omgång {n} finns redan."),
            |n| format!("Round {n} is there already.");
        go_there: fn(u32) -> String =
            |n| format!("Skapa omgången efter den från omgång {n}"),
            |n| format!("Make the round after it from round {n}");
        avoided: fn(&str) -> String =
            |day| format!("Flyttad framåt: samma veckodag är annars {day}."),
            |day| format!("Moved on: the same weekday would be {day}.");
        goes_on = "Uppdrag som fortsätter", "Duties that go on";
        goes_on_hint = "Du blir själv organisatör. De som fortsätter har sina uppdrag kvar i den här omgången också.",
            "You become an organiser yourself. Those who go on keep their duties in this round as well.";
        organisers = "De andra organisatörerna", "The other organisers";
        working_group = "Arbetsgruppen", "The working group";
        contact_persons = "Kontaktpersonerna", "The contact persons";
        plan = "Skapa omgången", "Make the round";
        made: fn(u32) -> String =
            |n| format!("Omgång {n} är skapad, och dagarna finns som utkast. Inget är skickat. Nu kan du skriva var dagarna är, öppna ansökan och publicera."),
            |n| format!("Round {n} is made, and its days are drafts. Nothing was sent. Now you can write where the days are, open the call and publish.");
        go_on: fn(u32) -> String =
            |n| format!("Fortsätt med omgång {n}"),
            |n| format!("Go on with round {n}");
    }
}

/// What a holiday is called within a sentence.
pub(super) fn holiday(day: Holiday) -> &'static str {
    let [sv, en] = match day {
        Holiday::NewYear => ["nyårsdagen", "New Year's Day"],
        Holiday::Epiphany => ["trettondedag jul", "Epiphany"],
        Holiday::GoodFriday => ["långfredagen", "Good Friday"],
        Holiday::EasterEve => ["påskafton", "Easter Eve"],
        Holiday::EasterDay => ["påskdagen", "Easter Day"],
        Holiday::EasterMonday => ["annandag påsk", "Easter Monday"],
        Holiday::FirstOfMay => ["första maj", "the first of May"],
        Holiday::Ascension => ["Kristi himmelsfärdsdag", "Ascension Day"],
        Holiday::WhitsunEve => ["pingstafton", "Whitsun Eve"],
        Holiday::Whitsun => ["pingstdagen", "Whit Sunday"],
        Holiday::NationalDay => ["nationaldagen", "the National Day"],
        Holiday::MidsummerEve => ["midsommarafton", "Midsummer Eve"],
        Holiday::Midsummer => ["midsommardagen", "Midsummer Day"],
        Holiday::AllSaints => ["alla helgons dag", "All Saints' Day"],
        Holiday::ChristmasEve => ["julafton", "Christmas Eve"],
        Holiday::ChristmasDay => ["juldagen", "Christmas Day"],
        Holiday::BoxingDay => ["annandag jul", "Boxing Day"],
        Holiday::NewYearsEve => ["nyårsafton", "New Year's Eve"],
    };
    match lang() {
        Lang::Sv => sv,
        Lang::En => en,
    }
}
