//! Words of the table planner.

use domain::day::tables::Wish;

use crate::text::{t, texts};

texts! {
    /// The table planner.
    pub struct Seating {
        title = "Bordsplacering", "Seating";
        coming: fn(u32) -> String =
            |n| if n == 1 { "En person kommer.".into() } else { format!("{n} personer kommer.") },
            |n| if n == 1 { "One person is coming.".into() } else { format!("{n} people are coming.") };
        early: fn(u32) -> String =
            |n| format!("Ingen har svarat ja än. Tills någon gör det räknas alla som inte har sagt nej: {}.", if n == 1 { "1 person".into() } else { format!("{n} personer") }),
            |n| format!("Nobody has said yes yet. Until someone does, everyone counts who has not said no: {}.", if n == 1 { "1 person".into() } else { format!("{n} people") });
        nobody = "Här finns ingen att placera. När någon har svarat ja kan du fördela dem på bord.",
            "There is nobody to seat. Once someone has said yes you can assign them to tables.";
        new_contacts: fn(u32) -> String = |most| format!(" nya kontakter av högst {most}"), |most| format!(" new contacts of at most {most}");
        kept = "Ingen sitter med sin mentor eller adept, eller med någon från samma organisation.",
            "Nobody sits with their mentor or adept, or with anyone from the same organisation.";
        repeats: fn(u32) -> String =
            |n| if n == 1 { "En gång hamnar två personer vid samma bord som redan har suttit tillsammans.".into() }
                else { format!("{n} gånger hamnar två personer vid samma bord som redan har suttit tillsammans.") },
            |n| if n == 1 { "Once, two people share a table who have sat together before.".into() }
                else { format!("{n} times two people share a table who have sat together before.") };
        how = "Så räknas det", "How this is counted";
        how_contact = "En ny kontakt är två personer vid samma bord som inte har suttit tillsammans förut, varken den här dagen eller någon tidigare, och som inte är par eller kollegor. Från tidigare dagar räknas de som var där.",
            "A new contact is two people at one table who have not sat together before, that day or an earlier one, and who are neither a pair nor colleagues. Of earlier days, those count who were there.";
        how_bound = "Fler än det högsta talet kan ingen placering ge med så många bord och rundor. Ofta går det inte att nå hela vägen.",
            "No seating of so many tables and rounds can give more than the highest number. Often it cannot be reached.";
        broken: fn(usize) -> String =
            |n| if n == 1 { "Två sitter tillsammans som helst inte skulle det".into() } else { format!("{n} gånger sitter två tillsammans som helst inte skulle det") },
            |n| if n == 1 { "Two sit together who should rather not".into() } else { format!("{n} times two sit together who should rather not") };
        broken_at: fn(u32, u32, &str, &str) -> String =
            |round, table, one, other| format!("Runda {round}, bord {table}: {one} och {other}"),
            |round, table, one, other| format!("Round {round}, table {table}: {one} and {other}");
        partners = "är mentor och adept", "are mentor and adept";
        colleagues = "är från samma organisation", "are from the same organisation";
        with_partner: fn(&str) -> String = |name| format!("Sitter med {name}, i samma par"), |name| format!("Sits with {name}, in the same pair");
        with_colleague: fn(&str) -> String = |name| format!("Sitter med {name}, samma organisation"), |name| format!("Sits with {name}, same organisation");
        crowded: fn(&str, u32, u32) -> String =
            |name, people, tables| format!("{name} har {people} personer vid {tables} bord, så några av dem måste dela bord."),
            |name, people, tables| {
                let tables = if tables == 1 { "1 table".into() } else { format!("{tables} tables") };
                format!("{name} has {people} people at {tables}, so some of them must share one.")
            };
        more: fn(usize) -> String = |n| format!("och {n} gånger till"), |n| format!("and {n} more times");
        tables = "Antal bord", "Number of tables";
        rounds = "Antal rundor", "Number of rounds";
        draw = "Fördela på bord", "Assign to tables";
        draw_lede = "Alla som kommer får en plats i varje runda; mellan rundorna byter man bord. Ingen hamnar med sin mentor eller adept eller med en kollega om det går att undvika, och så många som möjligt får träffa nya.",
            "Everyone who comes gets a seat in each round, and changes tables in between. Nobody sits with their mentor or adept or with a colleague if it can be helped, and as many as possible meet someone new.";
        redraw = "Fördela om", "Assign again";
        redraw_lede = "De som kommer nu får nya platser. Låsta platser ligger kvar.", "Those who come now get new seats. Locked seats stay.";
        late = "Ändrat sedan ni fördelade", "Changed since you seated people";
        late_no = "Kommer inte längre", "No longer coming";
        late_yes = "Har ingen plats än", "Not seated yet";
        take_out = "Ta bort", "Take out";
        place = "Placera", "Seat";
        place_all: fn(usize) -> String = |n| format!("Placera alla {n}"), |n| format!("Seat all {n}");
        place_hint = "De får plats vid ett av de minsta borden, där det kostar minst.", "They get a seat at one of the smallest tables, where it costs least.";
        round: fn(u32) -> String = |n| format!("Runda {n}"), |n| format!("Round {n}");
        table: fn(u32) -> String = |n| format!("Bord {n}"), |n| format!("Table {n}");
        people: fn(usize) -> String =
            |n| if n == 1 { "1 person".into() } else { format!("{n} personer") },
            |n| if n == 1 { "1 person".into() } else { format!("{n} people") };
        empty_table = "Ingen sitter här.", "Nobody sits here.";
        drag = "Dra en person till ett annat bord, eller till någon annan för att de ska byta plats. Eller välj Flytta.",
            "Drag someone to another table, or onto someone else to swap the two. Or choose Move.";
        lock = "Lås platsen", "Lock the seat";
        move_ = "Flytta", "Move";
        move_to: fn(&str) -> String = |name| format!("Flytta {name} till"), |name| format!("Move {name} to");
        to_table = "Ett annat bord", "Another table";
        swap_with = "Byt plats med", "Swap with";
        at_table: fn(&str, u32) -> String = |name, table| format!("{name}, bord {table}"), |name, table| format!("{name}, table {table}");
        cancel = "Avbryt", "Cancel";
        undo = "Ångra senaste ändringen", "Undo the last change";
        clear = "Ta bort placeringen", "Remove the seating";
        sheets = "Skriv ut", "Print";
        sheets_lede = "Först en lista efter namn, sedan ett blad för varje bord.", "First a list by name, then a sheet for each table.";
        by_name = "Efter namn", "By name";
        no_plan = "Ingen är placerad än.", "Nobody is seated yet.";
        back = "Till bordsplaceringen", "To the seating";
    }
}

/// What is the matter with two people who sit together.
pub(super) fn of_two(wish: Wish) -> &'static str {
    let text = &t().tables;
    match wish {
        Wish::NotThePartner => text.partners,
        Wish::NotAColleague => text.colleagues,
    }
}

/// The same, said to whoever looks at one of them.
pub(super) fn of_one(wish: Wish, other: &str) -> String {
    let text = &t().tables;
    match wish {
        Wish::NotThePartner => (text.with_partner)(other),
        Wish::NotAColleague => (text.with_colleague)(other),
    }
}
