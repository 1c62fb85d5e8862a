//! Words of the page on which a pair is made by hand.

use domain::matching::ByHandProblem;

use crate::text::{t, texts};

texts! {
    /// A pair that is made by hand.
    pub struct ByHandText {
        title = "Gör ett par", "Make a pair";
        lede = "Välj bland dem som är med i omgången och inte är i något par. Matchningens regler gäller också här.",
            "Choose among those who are in the round and in no pair. The rules of the matching hold here too.";
        link = "Gör ett par för hand", "Make a pair by hand";
        choose = "Välj", "Choose";
        reason = "Motivering", "Reason";
        reason_hint = "Behövs bara om de två har varit ett par förut.", "Needed only if the two have been a pair before.";
        told = "Båda får genast ett mejl om varandra, och bjuds in till de dagar som är publicerade.",
            "Both are told of each other by email at once, and invited to the days that are published.";
        make = "Gör dem till ett par", "Make them a pair";
        made = "Paret är klart, och båda har fått ett mejl om varandra.", "The pair is made, and both have been told of each other by email.";
        nobody = "Det behövs en adept och en mentor som inte är i något par. Lägg till den som fattas.",
            "It takes an adept and a mentor who are in no pair. Add whoever is missing.";
        problem_former = "De två har varit ett par förut. Skriv varför de ska få bli det igen.", "The two have been a pair before. Write why they may be one again.";
    }
}

/// What is wrong with a pair that is made by hand, by its name.
pub fn problem(name: &str) -> Option<String> {
    let words = match ByHandProblem::from_name(name)? {
        ByHandProblem::FormerPair => t().by_hand.problem_former,
    };
    Some(words.to_owned())
}
