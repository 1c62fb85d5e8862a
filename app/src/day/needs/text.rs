//! Words of what people need at a day.

use domain::day::needs::{Aid, Diet};

use crate::text::{t, texts};

texts! {
    /// What people need at a day.
    pub struct NeedsText {
        title = "Kost och tillgänglighet", "Diet and access";
        lede = "Säg till om det är något vi ska ordna för dig. Fyll bara i det som behövs, och ändra när du vill.",
            "Tell us if there is anything to arrange for you. Fill in only what is needed, and change it whenever you like.";
        reader: fn(&str) -> String =
            |name| format!("Bara {name}, som ansvarar för dagen, ser vad just du behöver."),
            |name| format!("Only {name}, who is responsible for the day, sees what you in particular need.");
        no_reader = "Ingen är utsedd att ansvara för dagen än. Tills någon är det ser ingen vad just du behöver.",
            "Nobody has been made responsible for the day yet. Until then nobody sees what you in particular need.";
        kitchen = "Köket får veta hur många som äter vad, och det du skriver om kost, men inga namn.",
            "The kitchen is told how many eat what, and what you write about diet, but no names.";
        deleted: fn(&str) -> String =
            |date| format!("Allt raderas {date}, och genast om du inte kommer."),
            |date| format!("All of it is deleted on {date}, and at once if you do not come.");
        deleted_all: fn(&str) -> String = |date| format!("Allt raderas {date}."), |date| format!("All of it is deleted on {date}.");
        diet = "Kost", "Diet";
        more_diet = "Mer om kost", "More about diet";
        more_diet_hint: fn(u32) -> String =
            |max| format!("Allergier och annat som köket behöver veta. Högst {max} tecken."),
            |max| format!("Allergies and anything else the kitchen needs to know. {max} characters at most.");
        access = "Tillgänglighet", "Access";
        more_access = "Mer om tillgänglighet", "More about access";
        more_access_hint: fn(u32) -> String =
            |max| format!("Vilken tolk, plats nära scenen eller annat som hjälper. Högst {max} tecken."),
            |max| format!("Which interpreter, a seat near the stage, or anything else that helps. {max} characters at most.");
        save = "Spara", "Save";
        clear = "Ta bort allt jag har angett", "Remove all that I have said";
        saved = "Sparat.", "Saved.";
        cleared = "Borttaget. Nu står inget om dig här.", "Removed. Nothing about you is kept here now.";
        vegetarian = "Vegetariskt", "Vegetarian";
        vegan = "Veganskt", "Vegan";
        no_pork = "Utan fläsk", "No pork";
        gluten_free = "Utan gluten", "No gluten";
        lactose_free = "Utan laktos", "No lactose";
        nuts = "Utan nötter (allergi)", "No nuts (allergy)";
        seafood = "Utan fisk och skaldjur", "No fish or shellfish";
        hearing_loop = "Hörslinga", "Hearing loop";
        step_free = "Väg utan trappsteg", "Step-free access";
        interpreter = "Tolk", "Interpreter";
        kitchen_title = "Till köket", "For the kitchen";
        kitchen_lede = "Bland dem som kommer och har plats. Alla andra äter vad som helst.",
            "Among those who come and have a seat. Everyone else eats anything.";
        no_plates = "Ingen av dem som kommer har bett om något särskilt att äta.", "Nobody who comes has asked for anything special to eat.";
        plates = "Tallrik", "Plate";
        by_diet = "Sammanlagt", "In all";
        number = "Antal", "Number";
        people_title = "Vem behöver vad", "Who needs what";
        nobody = "Ingen av dem som kommer har angett något.", "Nobody who comes has said anything.";
        only_responsible: fn(&str) -> String =
            |name| format!("Bara {name}, som ansvarar för dagen, ser vem som behöver vad."),
            |name| format!("Only {name}, who is responsible for the day, sees who needs what.");
        nobody_responsible = "Ingen är utsedd att ansvara för dagen, så ingen ser vem som behöver vad. Utse någon under Ändra dagen.",
            "Nobody has been made responsible for the day, so nobody sees who needs what. Choose someone under Change the day.";
    }
}

/// A diet, in a word or two.
pub fn diet(diet: Diet) -> &'static str {
    let text = &t().needs;
    match diet {
        Diet::Vegetarian => text.vegetarian,
        Diet::Vegan => text.vegan,
        Diet::NoPork => text.no_pork,
        Diet::GlutenFree => text.gluten_free,
        Diet::LactoseFree => text.lactose_free,
        Diet::Nuts => text.nuts,
        Diet::Seafood => text.seafood,
    }
}

/// What helps someone to take part, in a word or two.
pub fn aid(aid: Aid) -> &'static str {
    let text = &t().needs;
    match aid {
        Aid::HearingLoop => text.hearing_loop,
        Aid::StepFree => text.step_free,
        Aid::Interpreter => text.interpreter,
    }
}
