//! What the demo's pairs agree on. All of it is made up, and says so.

use domain::{
    meeting::Form,
    pair::agreement::{Goal, Progress, Terms},
    people::Lang,
};
use jiff::Timestamp;
use store::round::NewAgreement;

use super::{
    dice::Dice,
    notes::{MARK_EN, MARK_SV},
};

/// A goal and its steps.
type Aim = (&'static str, &'static [&'static str]);

/// What the first pair's adept wants.
const FIRST_PAIR: [Aim; 3] = [
    (
        "Leda genom mina chefer i stället för själv",
        &[
            "Lämna över budgetgenomgången till en av dem",
            "Vänta två dagar innan jag svarar i deras ställe",
            "Fråga var och en vad de behöver av mig",
            "Följa upp utan att ta över",
        ],
    ),
    ("Ta plats i ledningsgruppen", &["Säga vad jag tycker före mötet, till en person", "Leda en punkt på agendan"]),
    ("Orka hela året", &[]),
];

/// What others want.
const AIMS: [Aim; 6] = [
    ("Bli tydligare mot mina chefer", &["Skriva ner vad jag väntar mig", "Gå igenom det med var och en"]),
    ("Förstå politiken runt min verksamhet", &["Följa med min mentor på en nämnd"]),
    ("Hantera en konflikt i ledningsgruppen", &[]),
    ("Bygga ett nätverk utanför den egna organisationen", &["Ett studiebesök före sommaren", "Ett efter"]),
    ("Delegera mer", &[]),
    ("Våga ta de svåra samtalen i tid", &["Ett i månaden", "Berätta för min mentor efteråt"]),
];

const ENGLISH: [Aim; 3] = [
    ("Be clearer with my managers", &["Write down what I expect", "Go through it with each of them"]),
    ("Understand the politics around us", &[]),
    ("Delegate more", &["Hand over one meeting", "Stay away from it"]),
];

/// What a pair agreed on: written after its first meeting, signed after its
/// second, and the further on the way the more it has met.
pub(super) fn agreed(
    pair: usize,
    lang: Lang,
    every_weeks: u32,
    written: Timestamp,
    signed: Timestamp,
    meetings: usize,
) -> NewAgreement {
    let mut dice = Dice::of("mål", [pair, 0]);
    let aims: Vec<Aim> = match (pair, lang) {
        (1, _) => FIRST_PAIR.to_vec(),
        (n, Lang::Sv) => (0..2 + n % 2).map(|k| AIMS[(n + k * 2) % AIMS.len()]).collect(),
        (_, Lang::En) => ENGLISH.to_vec(),
    };
    let progress = aims.iter().enumerate().map(|(n, (_, steps))| {
        let percent = [0, 25, 50, 75][(meetings / 3 + n) % 4];
        Progress { percent, ticks: 0 }.with_ticks(0..(meetings / 3).saturating_sub(n).min(steps.len()))
    });
    NewAgreement {
        terms: terms(lang, every_weeks, dice.one_of([60, 90, 90, 120]), &aims),
        progress: progress.collect(),
        written,
        signed,
    }
}

fn terms(lang: Lang, every_weeks: u32, minutes: u32, aims: &[Aim]) -> Terms {
    let [adept, mentor, rules, confidence] = match lang {
        Lang::Sv => [
            "Att få tänka högt. Ärliga frågor, också de obekväma.",
            "Att adepten väljer vad vi pratar om, och prövar något till nästa gång.",
            "Vi flyttar hellre än ställer in. Telefonerna ligger i väskan.",
            "Det vi säger här stannar här. Att vi träffas är ingen hemlighet.",
        ],
        Lang::En => [
            "To think aloud. Honest questions, the uncomfortable ones too.",
            "That the adept chooses what we talk about, and tries something by the next time.",
            "We would rather move than cancel. Phones stay in the bag.",
            "What we say here stays here. That we meet is no secret.",
        ],
    };
    let mark = match lang {
        Lang::Sv => MARK_SV.replace("anteckningen är påhittad", "överenskommelsen är påhittad"),
        Lang::En => MARK_EN.replace("note", "agreement"),
    };
    let goal = |(what, steps): &Aim| Goal {
        id: None,
        what: (*what).to_owned(),
        steps: steps.iter().map(|step| (*step).to_owned()).collect(),
    };
    Terms {
        every_weeks,
        minutes,
        form: Form::InPerson,
        adept: adept.to_owned(),
        mentor: mentor.to_owned(),
        rules: rules.to_owned(),
        confidence: format!("{confidence}\n\n{mark}"),
        goals: aims.iter().map(goal).collect(),
    }
}
