//! The words of the thanks after a round.

use app::round::focus::in_round;
use domain::people::Role;

use super::{Block, Facts, Say};

/// Thanks someone, and leads to their certificate; an adept is asked whether they would be
/// a mentor.
pub(super) fn thanks(say: Say, round: u32, role: Role, facts: &Facts<'_>) -> (&'static str, Vec<Block>) {
    let address = |page| format!("{}{}", facts.public_url, in_round(round, page));
    let thanks = match role {
        Role::Adept => say.words(
            format!("Omgång {round} av Mentorprogrammet är avslutad. Tack för att du har varit med som adept, och för det du har gett din mentor och de andra."),
            format!("Round {round} of the mentoring programme is closed. Thank you for taking part as an adept, and for what you have given your mentor and the others."),
        ),
        Role::Mentor => say.words(
            format!("Omgång {round} av Mentorprogrammet är avslutad. Tack för att du har varit mentor: din tid och din erfarenhet är vad programmet bygger på."),
            format!("Round {round} of the mentoring programme is closed. Thank you for being a mentor: your time and experience are what the programme is built on."),
        ),
    };
    let mut blocks = vec![
        thanks,
        say.words(
            "Ditt intyg finns på din sida, på svenska och på engelska. Där kan du skriva ut det.",
            "Your certificate is on your page, in Swedish and in English. You can print it there.",
        ),
        Block::Button(say.pick("Till ditt intyg", "To your certificate"), address("/min-sida/intyg")),
    ];
    if role == Role::Adept {
        blocks.push(say.words(
            "Vill du själv bli mentor längre fram? På din sida kan du säga ja eller nej. Det binder dig inte.",
            "Would you be a mentor yourself later? On your page you can say yes or no. It does not bind you.",
        ));
        blocks.push(Block::Button(say.pick("Svara på din sida", "Answer on your page"), address("/min-sida")));
    }
    (say.pick("Tack för den här omgången", "Thank you for this round"), blocks)
}
