//! How it goes for the demo's people, every other month: better as they get to
//! know each other. Of the question that is open now, some have not answered.

use domain::{
    pair::pulse::{Aims, Answer, Line, Moment, asked, moment},
    people::Role,
    time::instant,
};
use jiff::{ToSpan, civil::Date};
use store::round::NewPulse;

use super::{Horizon, STARTS_ON, address, days::CLOSING, dice::Dice, people::PAIRS};

/// Everyone's answers so far.
pub(super) fn all(horizon: Horizon) -> Vec<NewPulse> {
    let Some(latest) = asked(STARTS_ON, horizon.today) else { return Vec::new() };
    let first = STARTS_ON + 2.months();
    let questions = first.series(2.months()).take_while(|day| *day <= latest);
    (0..).zip(questions).flat_map(|(n, asked)| answers(n, asked, horizon)).collect()
}

/// The answers to the `n`th question, counted from 0.
fn answers(n: usize, asked: Date, horizon: Horizon) -> impl Iterator<Item = NewPulse> {
    let people = (1..=PAIRS.len()).flat_map(|pair| Role::ALL.iter().map(move |role| (pair, *role)));
    people.filter_map(move |(pair, role)| {
        let mut dice = Dice::of(&format!("puls {}", role.name()), [pair, n]);
        let at = instant((asked + (2 + dice.below(24)).days()).at(8, 15, 0, 0));
        // The first two pairs have the latest one before them, to show it.
        let answers = if pair <= 2 { horizon.today > asked + 2.months() } else { dice.chance(70) };
        let low = if n == 0 { [2, 3, 3, 4, 4] } else { [3, 3, 4, 4, 5] };
        let answer = Answer { score: dice.one_of(low), line: Line::default(), aims: aims(pair, role, asked) };
        let pulse = NewPulse { person: address(role.name(), pair), asked, answer, at };
        (answers && horizon.past(at)).then_some(pulse)
    })
}

/// What someone says of the programme's aims, where they are asked about: more as it goes on.
fn aims(pair: usize, role: Role, asked: Date) -> Aims {
    let likely = match moment(STARTS_ON, CLOSING, asked) {
        None => return Aims::default(),
        Some(Moment::Start) => [1, 2, 2, 3, 3],
        Some(Moment::Middle) => [2, 3, 3, 4, 4],
        Some(Moment::End) => [3, 4, 4, 5, 5],
    };
    let mut dice = Dice::of(&format!("mål {} {asked}", role.name()), [pair, 0]);
    Aims::default().map(|_| dice.chance(90).then(|| dice.one_of(likely)))
}
