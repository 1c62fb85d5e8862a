//! Decision emails: the same words in the preview and in the mail.

use domain::{
    people::{Lang, Role},
    selection::Outcome,
};

/// An email's words.
pub struct Words {
    /// The subject, which says nothing of the decision: it is read on locked screens.
    pub subject: &'static str,
    /// The paragraphs between greeting and signature.
    pub paragraphs: Vec<String>,
    /// What one presses, and where on our pages that leads.
    pub button: (&'static str, &'static str),
}

/// The words for whoever got this decision on a round.
pub fn words(outcome: Outcome, role: Option<Role>, round: u32, lang: Lang) -> Words {
    let pick = |sv: &'static str, en: &'static str| if lang == Lang::Sv { sv } else { en };
    let as_role = match role {
        Some(Role::Adept) => pick("adept", "an adept"),
        Some(Role::Mentor) => pick("mentor", "a mentor"),
        None => "",
    };
    let (first, then) = match (outcome, lang) {
        (Outcome::Selected, Lang::Sv) => (
            format!("Du är utvald som {as_role} i Mentorprogrammet IOR, omgång {round}."),
            "Nu matchar arbetsgruppen adepter och mentorer. När det är klart får du veta vem du bildar par med.",
        ),
        (Outcome::Selected, Lang::En) => (
            format!("You have been selected as {as_role} in Mentorprogrammet IOR, round {round}."),
            "The working group now matches adepts and mentors. When that is done you will hear with whom you form a pair.",
        ),
        (Outcome::Reserve, Lang::Sv) => (
            format!("Du är reserv som {as_role} i Mentorprogrammet IOR, omgång {round}."),
            "Det betyder att arbetsgruppen gärna ser dig i programmet, men att platserna inte räckte. Blir det en plats ledig hör vi av oss.",
        ),
        (Outcome::Reserve, Lang::En) => (
            format!("You are in reserve as {as_role} in Mentorprogrammet IOR, round {round}."),
            "This means that the working group would like to have you in the programme, but there were not enough places. If one becomes free we will be in touch.",
        ),
        (Outcome::Declined, Lang::Sv) => (
            format!(
                "Arbetsgruppen har läst din ansökan till Mentorprogrammet IOR, omgång {round}. Den här gången får du ingen plats."
            ),
            "Du är välkommen att söka igen till nästa omgång. Prata gärna med din organisations kontaktperson om hur du går vidare.",
        ),
        (Outcome::Declined, Lang::En) => (
            format!(
                "The working group has read your application to Mentorprogrammet IOR, round {round}. You do not get a place this time."
            ),
            "You are welcome to apply again for the next round. Do talk to your organisation's contact person about how to go on.",
        ),
    };
    Words {
        subject: pick(
            "Besked om din ansökan till Mentorprogrammet IOR",
            "About your application to Mentorprogrammet IOR",
        ),
        paragraphs: vec![first, then.to_owned()],
        button: (pick("Läs din ansökan", "Read your application"), "/ansok/ansokan"),
    }
}
