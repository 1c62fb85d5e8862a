//! The question cards. A new one is one line: who asks it, when it fits, what
//! it is about, and its words in both languages.

use domain::{
    meeting::preparation::Phase,
    people::{Lang, Role},
};

/// What a card is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Theme {
    /// The two, and how they work together.
    Together,
    /// To lead those who lead others.
    Leading,
    /// Oneself: energy, values, ways.
    Own,
    /// Decisions, politics, conflicts.
    Hard,
    /// Where one is going.
    Ahead,
}

impl Theme {
    pub(super) const ALL: [Self; 5] = [Self::Together, Self::Leading, Self::Own, Self::Hard, Self::Ahead];

    /// Its name in addresses.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Together => "tillsammans",
            Self::Leading => "leda",
            Self::Own => "mig",
            Self::Hard => "svart",
            Self::Ahead => "framat",
        }
    }
}

/// A question.
pub(super) struct Card {
    asks: Option<Role>,
    phase: Option<Phase>,
    theme: Theme,
    sv: &'static str,
    en: &'static str,
}

impl Card {
    pub(super) const fn words(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Sv => self.sv,
            Lang::En => self.en,
        }
    }
}

/// What cards are wanted; `None` takes any.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Wanted {
    pub asks: Option<Role>,
    pub phase: Option<Phase>,
    pub theme: Option<Theme>,
}

impl Wanted {
    fn fits(self, card: &Card) -> bool {
        fn same<T: PartialEq>(wanted: Option<T>, has: Option<T>) -> bool {
            wanted.is_none() || has.is_none() || wanted == has
        }
        same(self.asks, card.asks) && same(self.phase, card.phase) && same(self.theme, Some(card.theme))
    }
}

/// How many cards are dealt at once.
pub(super) const HAND: usize = 3;

/// The `n`th hand of the wanted cards, counted from 0. After the last card
/// comes the first again; no card is twice in a hand.
pub(super) fn deal(wanted: Wanted, n: usize) -> Vec<&'static Card> {
    let fitting: Vec<_> = CARDS.iter().filter(|card| wanted.fits(card)).collect();
    // A stride over the table mixes the themes, which stand together there.
    let mixed: Vec<_> = (0..STRIDE).flat_map(|first| fitting.iter().copied().skip(first).step_by(STRIDE)).collect();
    let hand = HAND.min(mixed.len());
    mixed.into_iter().cycle().skip(n.saturating_mul(HAND) % fitting.len().max(1)).take(hand).collect()
}

const STRIDE: usize = 7;

const fn card(asks: Option<Role>, phase: Option<Phase>, theme: Theme, sv: &'static str, en: &'static str) -> Card {
    Card { asks, phase, theme, sv, en }
}

const ANY: Option<Role> = None;
const ADEPT: Option<Role> = Some(Role::Adept);
const MENTOR: Option<Role> = Some(Role::Mentor);
const ALWAYS: Option<Phase> = None;
const START: Option<Phase> = Some(Phase::Start);
const MIDDLE: Option<Phase> = Some(Phase::Middle);
const END: Option<Phase> = Some(Phase::End);

#[rustfmt::skip]
const CARDS: &[Card] = &[
    card(ANY, START, Theme::Together, "Vad vill du att vi ska våga prata om här, som du inte pratar om någon annanstans?", "What would you like us to dare to talk about here that you talk about nowhere else?"),
    card(ANY, START, Theme::Together, "Hur märker jag på dig att ett samtal är bra? Och att det inte är det?", "How do I notice that a conversation is good for you? And that it is not?"),
    card(MENTOR, START, Theme::Together, "När har du haft nytta av någon annans råd, och när har råd varit i vägen?", "When has someone's advice been of use to you, and when has advice been in the way?"),
    card(ADEPT, START, Theme::Together, "Vad fick dig att vilja vara mentor just nu?", "What made you want to be a mentor just now?"),
    card(ANY, MIDDLE, Theme::Together, "Vad i våra samtal har du burit med dig till vardagen?", "What from our conversations have you carried into your days?"),
    card(ANY, MIDDLE, Theme::Together, "Vad borde vi göra annorlunda på de träffar som är kvar?", "What should we do differently in the meetings that are left?"),
    card(ANY, END, Theme::Together, "Vad har du lärt dig av mig som jag kanske inte vet om?", "What have you learned from me that I may not know of?"),
    card(ANY, END, Theme::Together, "Hur vill vi avsluta, och vad vill vi behålla?", "How do we want to end, and what do we want to keep?"),
    card(MENTOR, START, Theme::Leading, "Hur ser en vanlig vecka ut, och vilken del av den leder du?", "What does an ordinary week look like, and which part of it do you lead?"),
    card(MENTOR, ALWAYS, Theme::Leading, "Vad gör dina chefer bättre när du inte är i rummet?", "What do your managers do better when you are not in the room?"),
    card(MENTOR, ALWAYS, Theme::Leading, "Vilken fråga ligger på ditt bord som borde ligga på någon annans?", "Which question is on your desk that should be on someone else's?"),
    card(ADEPT, ALWAYS, Theme::Leading, "Hur följer du upp en chef utan att ta över?", "How do you follow up a manager without taking over?"),
    card(ADEPT, ALWAYS, Theme::Leading, "Vad slutade du med när du började leda chefer?", "What did you stop doing when you began to lead managers?"),
    card(ADEPT, MIDDLE, Theme::Leading, "Berätta om en gång när du gav en chef för stort ansvar, eller för litet.", "Tell me of a time when you gave a manager too much responsibility, or too little."),
    card(MENTOR, MIDDLE, Theme::Leading, "Vem av dina chefer växer mest just nu, och vad är din del i det?", "Which of your managers is growing the most right now, and what is your part in it?"),
    card(ANY, ALWAYS, Theme::Leading, "Vilket möte skulle ingen sakna om det försvann?", "Which meeting would nobody miss if it were gone?"),
    card(ADEPT, END, Theme::Leading, "Vilket gott råd om ledarskap stämmer inte, enligt dig?", "Which good advice on leadership is wrong, in your view?"),
    card(MENTOR, START, Theme::Own, "Vad är du stolt över som inte står i ditt cv?", "What are you proud of that is not in your CV?"),
    card(MENTOR, ALWAYS, Theme::Own, "Vad har gett dig kraft sedan sist, och vad har tagit den?", "What has given you energy since last time, and what has taken it?"),
    card(MENTOR, ALWAYS, Theme::Own, "När var du senast osäker, och vad gjorde du då?", "When were you last unsure, and what did you do?"),
    card(ADEPT, ALWAYS, Theme::Own, "Hur vet du när du behöver vila, och vem säger det till dig?", "How do you know when you need to rest, and who tells you?"),
    card(ADEPT, START, Theme::Own, "Vilken vana har tagit dig längst?", "Which habit has taken you the furthest?"),
    card(ANY, MIDDLE, Theme::Own, "Vad tror du att dina medarbetare säger om dig när du har gått hem?", "What do you think your staff say about you when you have gone home?"),
    card(ANY, ALWAYS, Theme::Own, "Vilken värdering sattes på prov senast?", "Which of your values was put to the test last?"),
    card(ADEPT, END, Theme::Own, "Vad önskar du att du hade förstått tidigare i ditt arbetsliv?", "What do you wish you had understood earlier in your working life?"),
    card(MENTOR, ALWAYS, Theme::Hard, "Vilket samtal skjuter du på?", "Which conversation are you putting off?"),
    card(MENTOR, ALWAYS, Theme::Hard, "Vad är det värsta som kan hända, och hur troligt är det?", "What is the worst that can happen, and how likely is it?"),
    card(ADEPT, ALWAYS, Theme::Hard, "Hur gör du när du måste stå för ett beslut som du inte hade fattat själv?", "What do you do when you have to stand for a decision that you would not have made?"),
    card(ADEPT, MIDDLE, Theme::Hard, "Hur går du mellan politik och förvaltning utan att tappa någon av dem?", "How do you walk between politics and administration without losing either?"),
    card(ADEPT, ALWAYS, Theme::Hard, "Berätta om en konflikt som du hanterade dåligt.", "Tell me of a conflict that you handled badly."),
    card(MENTOR, MIDDLE, Theme::Hard, "Om du fick säga en obekväm sak till din egen chef, vad skulle det vara?", "If you could say one uncomfortable thing to your own manager, what would it be?"),
    card(ANY, ALWAYS, Theme::Hard, "Vad vet du redan, men vill inte riktigt höra?", "What do you know already, but do not quite want to hear?"),
    card(MENTOR, START, Theme::Ahead, "Om året blir lyckat, vad gör du då som du inte gör i dag?", "If the year goes well, what will you do that you do not do today?"),
    card(MENTOR, MIDDLE, Theme::Ahead, "Vilket av dina mål känns redan mindre viktigt, och varför?", "Which of your goals already feels less important, and why?"),
    card(MENTOR, ALWAYS, Theme::Ahead, "Vilket är det minsta steget som du kan ta före nästa träff?", "What is the smallest step that you can take before our next meeting?"),
    card(ADEPT, ALWAYS, Theme::Ahead, "Vad skulle du ha gjort i mitt ställe, och vad skulle du ha låtit bli?", "What would you have done in my place, and what would you have left alone?"),
    card(ADEPT, MIDDLE, Theme::Ahead, "Vem tycker du att jag borde träffa, eller besöka?", "Whom do you think I should meet, or visit?"),
    card(MENTOR, END, Theme::Ahead, "Vad tar du med dig, och vad lämnar du här?", "What do you take with you, and what do you leave here?"),
    card(ANY, END, Theme::Ahead, "Vem ska du prata med när vi inte längre ses?", "Whom will you talk to when we no longer meet?"),
    card(MENTOR, END, Theme::Ahead, "Skulle du själv vilja vara mentor en dag? Vad skulle du då göra annorlunda än jag?", "Would you want to be a mentor one day? What would you do differently from me?"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_enough_cards_for_everyone_always() {
        for asks in Role::ALL {
            for phase in Phase::ALL {
                let wanted = Wanted { asks: Some(*asks), phase: Some(*phase), theme: None };
                let fitting = CARDS.iter().filter(|card| wanted.fits(card)).count();
                assert!(fitting >= 4 * HAND, "{fitting} for the {} at the {}", asks.name(), phase.name());
            }
        }
        for theme in Theme::ALL {
            assert!(CARDS.iter().filter(|card| card.theme == theme).count() >= 2 * HAND, "{}", theme.name());
        }
    }

    #[test]
    fn all_cards_are_dealt_before_one_comes_back() {
        let wanted = Wanted { asks: Some(Role::Mentor), ..Wanted::default() };
        let fitting = CARDS.iter().filter(|card| wanted.fits(card)).count();
        let mut dealt: Vec<_> =
            (0..fitting.div_ceil(HAND)).flat_map(|n| deal(wanted, n)).map(|card| card.words(Lang::Sv)).collect();
        dealt.sort_unstable();
        dealt.dedup();
        assert_eq!(dealt.len(), fitting);
    }

    #[test]
    fn no_card_is_twice_in_a_hand_and_none_is_two() {
        for n in 0..100 {
            let hand: Vec<_> = deal(Wanted::default(), n).into_iter().map(|card| card.words(Lang::En)).collect();
            assert!(hand.len() == HAND && hand[0] != hand[1] && hand[1] != hand[2] && hand[0] != hand[2]);
        }
        let mut words: Vec<_> = CARDS.iter().flat_map(|card| [card.sv, card.en]).collect();
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), all);
    }
}
