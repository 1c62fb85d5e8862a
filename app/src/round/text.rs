//! Words of the public pages: the programme's facts in our own sentences.

use crate::text::texts;

texts! {
    /// The public pages.
    pub struct Programme {
        front_eyebrow: fn(u32, &str) -> String = |n, years| format!("Programomgång {n} · {years}"), |n, years| format!("Round {n} · {years}");
        front_title = "Två chefer, två organisationer, ett samtal i taget", "Two managers, two organisations, one conversation at a time";
        front_lede = "Fjorton offentliga arbetsgivare i Västsverige lånar varandra sina erfarna chefer som mentorer. Adept och mentor möts regelbundet i ett till två år, och hela programmet samlas fyra dagar.",
            "Fourteen public employers in western Sweden lend each other their experienced managers as mentors. Adept and mentor meet regularly for one to two years, and the whole programme gathers on four days.";
        front_action = "Så går programmet till", "How the programme works";
        next_day = "Nästa gemensamma dag", "Next common day";
        no_days = "Datumen för nästa omgång är inte bestämda än.", "The dates of the next round are not settled yet.";
        all_dates = "Alla datum", "All dates";
        why_title = "Varför det fungerar", "Why it works";
        why_1_title = "Någon utifrån", "Someone from outside";
        why_1 = "Din mentor arbetar i en annan organisation och har ingen del i din vardag. Det gör det lättare att tänka högt.",
            "Your mentor works in another organisation and has no part in your daily work. That makes it easier to think aloud.";
        why_2_title = "Tid som räcker", "Time enough";
        why_2 = "Ni bestämmer rytmen själva och håller den i ett till två år. Det hinner bli mer än råd.",
            "You set the rhythm yourselves and keep it for one to two years. It has time to become more than advice.";
        why_3_title = "Ett nätverk runt paret", "A network around the pair";
        why_3 = "På de gemensamma dagarna möter du chefer från kommuner, region, stat, polis, lärosäten och museer.",
            "On the common days you meet managers from municipalities, the region, the state, the police, universities and museums.";
        programme_title = "Programmet", "The programme";
        programme_lede = "Ett mentorprogram för chefer som leder andra chefer. Det kostar inget för deltagarna; Nätverket IOR står för det.",
            "A mentoring programme for managers who lead other managers. It costs participants nothing; Nätverket IOR pays for it.";
        aims_title = "Vad det ska ge", "What it is for";
        aim_1 = "Ett ledarskap som utvecklas", "Leadership that develops";
        aim_2 = "Arenor där högre chefer träffas", "Arenas where senior managers meet";
        aim_3 = "Samverkan, och förståelse för varandras uppdrag", "Collaboration, and an understanding of each other's missions";
        aim_4 = "Nya nätverk och kontakter som håller", "New networks and contacts that last";
        adept_title = "För dig som adept", "For you as an adept";
        adept_1 = "Du är chef över chefer sedan minst ett år.", "You have managed managers for at least a year.";
        adept_2 = "Du vill utveckla både ditt eget ledarskap och din organisation.", "You want to develop both your own leadership and your organisation.";
        adept_3 = "Din organisation nominerar dig, och din chef stödjer ansökan.", "Your organisation nominates you, and your manager supports the application.";
        adept_4 = "Din mentor kommer från en annan offentlig organisation i närheten.", "Your mentor comes from another public organisation nearby.";
        mentor_title = "För dig som mentor", "For you as a mentor";
        mentor_1 = "Du är chef över chefer och har, nu eller tidigare, arbetat strategiskt på högre ledningsnivå.",
            "You manage managers and work, or have worked, strategically at a senior level.";
        mentor_2 = "Du frågar hellre än svarar: uppgiften är att ge rum för adeptens egen utveckling, inte expertråd.",
            "You would rather ask than answer: the task is to give room to the adept's own development, not expert advice.";
        mentor_3 = "Din organisation nominerar dig och motiverar varför.", "Your organisation nominates you and says why.";
        mentor_4 = "Har du själv varit adept är det en fördel, men inget krav.", "Having been an adept is an advantage, but not required.";
        conditions_title = "Villkor", "Conditions";
        max_pairs = "Platser", "Places";
        max_pairs_value: fn(u32) -> String = |n| format!("högst {n} par"), |n| format!("{n} pairs at most");
        cost = "Kostnad", "Cost";
        cost_value = "ingen för deltagarna", "none for participants";
        length = "Längd", "Length";
        length_value = "ett till två år, med fyra gemensamma dagar", "one to two years, with four common days";
        attendance = "Närvaro", "Attendance";
        attendance_value = "de gemensamma dagarna går före annat", "the common days come first";
        way_in_title = "Vägen in", "The way in";
        way_in_1 = "Du och din chef fyller i ansökan.", "You and your manager fill in the application.";
        way_in_2 = "Din organisations kontaktperson tillstyrker den.", "Your organisation's contact person endorses it.";
        way_in_3 = "Nätverkets arbetsgrupp väljer ut och matchar.", "The network's working group selects and matches.";
        network_title = "Nätverket", "The network";
        network_lede = "Nätverket IOR samlar dem som arbetar med chefers utveckling i offentliga organisationer i Västsverige. Alla offentliga organisationer här kan vara med.",
            "Nätverket IOR brings together those who work with the development of managers in public organisations in western Sweden. Every public organisation here may join.";
        organisations: fn(usize) -> String = |n| format!("{n} organisationer"), |n| format!("{n} organisations");
        no_organisations = "Här står nätverkets organisationer när de är inlagda.", "The network's organisations will be here once entered.";
        dates_title = "Viktiga datum", "Important dates";
        dates_lede = "Gemensamma dagar för adepter och mentorer. Boka in dem redan nu.", "Common days for adepts and mentors. Put them in your calendar now.";
    }
}
