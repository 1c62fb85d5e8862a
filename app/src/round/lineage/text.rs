//! Words of the lineage.

use domain::people::Role;

use crate::text::{t, texts};

texts! {
    /// The lineage of mentors and adepts.
    pub struct LineageText {
        title = "Släktträdet", "The family tree";
        lede = "De som har varit adepter och sedan blivit mentorer, omgång för omgång.", "Those who were adepts and then became mentors, round by round.";
        empty = "Här växer ett träd fram när en tidigare adept blir mentor. Adepter får frågan om de vill det när deras omgång avslutas.",
            "A tree grows here once a former adept becomes a mentor. Adepts are asked whether they would when their round is closed.";
        picture = "Bilden", "The picture";
        picture_summary: fn(usize, usize) -> String =
            |people, rounds| if people == 1 { format!("En person, under {rounds} omgångar. Samma uppgifter finns i listan nedanför.") } else { format!("{people} personer, under {rounds} omgångar. Samma uppgifter finns i listan nedanför.") },
            |people, rounds| if people == 1 { format!("One person, over {rounds} rounds. The same is in the list below.") } else { format!("{people} people, over {rounds} rounds. The same is in the list below.") };
        legend_adept = "adept", "adept";
        legend_mentor = "mentor", "mentor";
        legend_tie = "var mentor åt", "was the mentor of";
        list = "Listan", "The list";
        name = "Namn", "Name";
        parts = "I programmet", "In the programme";
        round: fn(u32) -> String = |n| format!("Omgång {n}"), |n| format!("Round {n}");
        own = "Din väg genom programmet", "Your way through the programme";
        own_adept: fn(&str) -> String =
            |name| if name.is_empty() { "adept".to_owned() } else { format!("adept till {name}") },
            |name| if name.is_empty() { "adept".to_owned() } else { format!("adept of {name}") };
        own_mentor: fn(&str) -> String =
            |name| if name.is_empty() { "mentor".to_owned() } else { format!("mentor för {name}") },
            |name| if name.is_empty() { "mentor".to_owned() } else { format!("mentor for {name}") };
        to_certificate: fn(u32) -> String = |n| format!("Intyg för omgång {n}"), |n| format!("Certificate for round {n}");
        to_overview = "Alla omgångar", "All rounds";
    }
}

/// What someone was, with whom: "adept till Eva Ek".
pub(super) fn was(role: Role, partners: &[String]) -> String {
    let text = &t().lineage;
    let names = partners.join(", ");
    match role {
        Role::Adept => (text.own_adept)(&names),
        Role::Mentor => (text.own_mentor)(&names),
    }
}
