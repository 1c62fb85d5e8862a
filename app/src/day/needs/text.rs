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
        no_reader = "Ingen är utsedd att ansvara för dagen än, så ingen ser vad just du behöver. När någon är det frågar vi dig först.",
            "Nobody has been made responsible for the day yet, so nobody sees what you in particular need. Once someone is, we ask you first.";
        kitchen = "Köket får veta hur många som äter vad, och det du skriver om kost, men inga namn. Andra organisatörer ser bara antal.",
            "The kitchen is told how many eat what, and what you write about diet, but no names. Other organisers see numbers only.";
        withheld: fn(&str) -> String =
            |name| format!("Det du har angett gav du inte till {name}, som ansvarar för dagen nu, och visas därför inte där. Säg ja om det går bra, eller spara på nytt."),
            |name| format!("What you have said was not given to {name}, who is responsible for the day now, and so is not shown there. Agree if that is all right, or save it again.");
        give: fn(&str) -> String = |name| format!("Ja, låt {name} se det"), |name| format!("Yes, let {name} see it");
        unreadable = "Det du hade angett går inte att läsa längre. Fyll i det på nytt.", "What you had said can no longer be read. Please fill it in again.";
        deleted: fn(&str) -> String =
            |date| format!("Allt raderas {date}, och genast om du inte kommer."),
            |date| format!("All of it is deleted on {date}, and at once if you do not come.");
        deleted_all: fn(&str) -> String = |date| format!("Allt raderas {date}."), |date| format!("All of it is deleted on {date}.");
        guest_lede = "Bara du, som ansvarar för dagen, ser vad just den här gästen behöver.",
            "Only you, who are responsible for the day, see what this guest in particular needs.";
        withheld_of_guest = "Något är antecknat som inte går att visa här: det gavs till någon annan, som kan lämna över det till dig, eller går inte att läsa längre. Det du sparar ersätter det.",
            "Something is noted that cannot be shown here: it was given to someone else, who can hand it over to you, or it can no longer be read. What you save replaces it.";
        deleted_of_guest: fn(&str) -> String =
            |date| format!("Allt raderas {date}, och genast om gästen tas bort."),
            |date| format!("All of it is deleted on {date}, and at once if the guest is removed.");
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
        kitchen_lede = "Gäller dem som kommer och har plats, och gäster och talare. Den som kommer till flera delar av dagen räknas en gång.",
            "Of those who are coming and have a seat, and guests and speakers. Whoever comes to several parts of the day counts once.";
        no_eaters = "Ingen har svarat att de kommer än.", "Nobody has said that they come yet.";
        ordinary = "Utan särskilda önskemål", "Nothing special";
        in_words_only = "Med egna ord, som bara den ansvariga läser", "In their own words, for the one responsible only";
        total = "Totalt", "Total";
        plates = "Tallrik", "Plate";
        by_diet = "Sammanlagt", "In all";
        number = "Antal", "Number";
        people_title = "Vem behöver vad", "Who needs what";
        nobody = "Ingen av dem som kommer har angett något.", "Nobody who comes has said anything.";
        unreadable_of = "Går inte att läsa. Fråga personen.", "Cannot be read. Ask the person.";
        words_of: fn(u32, &str) -> String =
            |n, name| format!("{n} har skrivit mer om kost. Det läser bara {name}, som ansvarar för dagen, om det är givet dit."),
            |n, name| format!("{n} {} written more about diet. Only {name}, who is responsible for the day, reads that, if it was given there.", if n == 1 { "has" } else { "have" });
        words_of_nobody: fn(u32) -> String =
            |n| format!("{n} har skrivit mer om kost. Det läser ingen förrän någon ansvarar för dagen och deltagarna har sagt ja."),
            |n| format!("{n} {} written more about diet. Nobody reads that before someone is responsible for the day and the participants have agreed.", if n == 1 { "has" } else { "have" });
        withheld_from: fn(u32) -> String =
            |n| format!("{n} har gett sina uppgifter till någon annan än den som ansvarar nu. De visas när personen, eller den som ansvarade förut, säger ja."),
            |n| format!("{n} {} given theirs to someone else than who is responsible now. It is shown once the person, or whoever was responsible before, agrees.", if n == 1 { "has" } else { "have" });
        hand_over_lede: fn(u32, &str) -> String =
            |n, name| format!("Du ansvarade för dagen när {n} angav vad de behöver. {name}, som ansvarar nu, ser det inte förrän du lämnar över."),
            |n, name| format!("You were responsible for the day when {n} said what they need. {name}, who is responsible now, does not see it before you hand it over.");
        is_handed_over = "Överlämnat. Det som är angivet åt dig läses nu av den som ansvarar för dagen.", "Handed over. What was given to you is now read by whoever is responsible for the day.";
        hand_over: fn(&str) -> String = |name| format!("Lämna över till {name}"), |name| format!("Hand over to {name}");
        readers = "Ändringar av vem som får läsa", "Changes of who may read it";
        nobody_in_particular = "ingen", "nobody";
        responsible_changed: fn(&str, &str, &str) -> String =
            |from, to, by| format!("ansvarig var {from}, blev {to}. Ändrat av {by}."),
            |from, to, by| format!("responsible was {from}, became {to}. Changed by {by}.");
        handed_over: fn(&str, &str) -> String =
            |from, to| format!("{from} lämnade över till {to}."),
            |from, to| format!("{from} handed over to {to}.");
        only_responsible: fn(&str) -> String =
            |name| format!("Bara {name}, som ansvarar för dagen, ser vem som behöver vad."),
            |name| format!("Only {name}, who is responsible for the day, sees who needs what.");
        nobody_responsible = "Ingen är utsedd att ansvara för dagen, så ingen ser vem som behöver vad. Utse någon under Ändra dagen.",
            "Nobody has been made responsible for the day, so nobody sees who needs what. Choose someone under Edit the day.";
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
