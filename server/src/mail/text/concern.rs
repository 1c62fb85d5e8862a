//! Which round and which pair an email is about, for readers who have several.

use app::round::focus::Named;
use domain::people::Lang;
use store::mail::outbox::Concerns;

use super::{Block, Content, Say};

impl Content {
    /// The same, saying which round and pair it is about where its reader has several; its
    /// links lead there. This is the one place where that is seen to.
    pub(in crate::mail) fn about(mut self, concerns: &Concerns, lang: Lang, public_url: &str) -> Self {
        let Some(words) = concern(concerns, Say(lang)) else { return self };
        let named = Named { round: concerns.round, pair: concerns.pair.as_ref().map(|(pair, _)| *pair) };
        for block in &mut self.blocks {
            if let Block::Button(_, address) = block
                && let Some(page) = address.strip_prefix(public_url)
            {
                *address = format!("{public_url}{}", named.address(page));
            }
        }
        // Before the signature.
        let place = self.blocks.len().saturating_sub(1);
        self.blocks.insert(place, Block::Words(words));
        self
    }
}

fn concern(Concerns { round, pair }: &Concerns, say: Say) -> Option<String> {
    let partner = pair.as_ref().map(|(_, partner)| partner);
    Some(match (partner, round) {
        (Some(partner), Some(round)) => say.pick(
            format!("Det gäller ditt par med {partner} i omgång {round}."),
            format!("This is about your pair with {partner} in round {round}."),
        ),
        (Some(partner), None) => {
            say.pick(format!("Det gäller ditt par med {partner}."), format!("This is about your pair with {partner}."))
        }
        (None, Some(round)) => say.pick(format!("Det gäller omgång {round}."), format!("This is about round {round}.")),
        (None, None) => return None,
    })
}

#[cfg(test)]
mod tests {
    use domain::pair::PairId;
    use store::mail::outbox::{Email, Parcel};

    use super::*;
    use crate::mail::render::tests::{made, parcel};

    fn said(concerns: Concerns, lang: Lang) -> String {
        let slipped = Email::Slipped { partner: "Dora Ek".to_owned() };
        made(&Parcel { concerns, ..parcel("Åsa", lang, slipped) }).0.text
    }

    #[test]
    fn readers_of_several_are_told_which_and_led_there() {
        let pair = Some((PairId(7), "Dora <b>Ek".to_owned()));
        let both = said(Concerns { round: Some(16), pair: pair.clone() }, Lang::Sv);
        assert!(both.contains("https://ior.example/omgang/16/par/7/traffar/foresla"), "{both}");
        assert!(both.contains("i omgång 16.") && both.trim_end().ends_with("Mentorprogrammet IOR"), "{both}");
        let one = said(Concerns { round: None, pair }, Lang::En);
        assert!(one.contains("https://ior.example/par/7/traffar/foresla") && one.contains("This is about your pair"));
        let round = said(Concerns { round: Some(16), pair: None }, Lang::Sv);
        assert!(round.contains("Det gäller omgång 16.") && round.contains("/omgang/16/par/traffar/foresla"));
        // Whoever has one of each sees nothing of it.
        let none = said(Concerns::default(), Lang::Sv);
        assert!(!none.contains("gäller") && none.contains("https://ior.example/par/traffar/foresla"), "{none}");
    }
}
