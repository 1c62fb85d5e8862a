//! The pulse: every other month one question to each of a pair, how it goes.
//! What someone answers is theirs to look back on. Organisers get a figure, by the
//! rule of [`crate::figures`].

use jiff::{Timestamp, ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

use super::status::{PairStatus, State};
use crate::{
    day::evaluation::{SCALE, Spread},
    figures,
    input::{Checks, FieldError, Text, on_scale},
    named,
};

/// What someone may add.
pub type Line = Text<200>;

/// How many months there are from one question to the next.
const MONTHS: i64 = 2;

named! {
    /// What the programme is for ("programme description, Syfte och mål").
    pub enum Aim {
        /// To develop and improve leadership.
        Leadership = "leadership",
        /// Arenas where senior managers meet.
        Arenas = "arenas",
        /// To work together, and to understand each other's missions.
        Collaboration = "collaboration",
        /// New networks and valuable contacts.
        Networks = "networks",
    }
}

named! {
    /// When the aims are asked about.
    pub enum Moment {
        /// With a round's first question.
        Start = "start",
        /// With the one in the middle.
        Middle = "middle",
        /// With the last.
        End = "end",
    }
}

/// How far each of the aims is reached, from 1 to 5, in their order; `None` where someone
/// does not say.
pub type Aims = [Option<u32>; Aim::ALL.len()];

/// An answer, as checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// From 1 to 5.
    pub score: u32,
    /// What they added.
    pub line: Line,
    /// What they say of the aims, where those are asked about.
    pub aims: Aims,
}

impl Answer {
    /// Checks what was chosen and typed.
    ///
    /// ```
    /// use domain::pair::pulse::Answer;
    /// assert_eq!(Answer::parse("4", " Bra fart ").unwrap().line.as_str(), "Bra fart");
    /// assert_eq!(Answer::parse("6", "").unwrap_err()[0].field, "score");
    /// ```
    ///
    /// # Errors
    /// What is wrong with `score` and `line`.
    pub fn parse(score: &str, line: &str) -> Result<Self, Vec<FieldError>> {
        let mut checks = Checks::default();
        let score = checks.field("score", on_scale(score, SCALE));
        let line = checks.field("line", Line::parse(line));
        checks.finish(score.zip(line).map(|(score, line)| Self { score, line, aims: Aims::default() }))
    }

    /// The same with what was chosen for each of the aims. Each may be left out.
    ///
    /// ```
    /// use domain::pair::pulse::Answer;
    /// let answer = Answer::parse("4", "").unwrap();
    /// assert_eq!(answer.clone().with_aims(["5", "", "1", "2"]).unwrap().aims, [Some(5), None, Some(1), Some(2)]);
    /// assert_eq!(answer.with_aims(["5", "0", "1", "2"]).unwrap_err()[0].field, "arenas");
    /// ```
    ///
    /// # Errors
    /// What is wrong with which of the aims, by their names.
    pub fn with_aims(mut self, chosen: [&str; Aim::ALL.len()]) -> Result<Self, Vec<FieldError>> {
        let mut checks = Checks::default();
        for ((aim, chosen), rating) in Aim::ALL.iter().zip(chosen).zip(&mut self.aims) {
            if !chosen.is_empty() {
                *rating = checks.field(aim.name(), on_scale(chosen, SCALE));
            }
        }
        checks.finish(Some(self))
    }
}

/// Whether the aims are asked about with the question of a day, in a round from its first
/// day to its last. Where there are few questions, the start comes before the end, and the
/// end before the middle.
///
/// ```
/// use domain::pair::pulse::{Moment, moment};
/// use jiff::civil::date;
/// let of = |asked| moment(date(2026, 2, 1), date(2027, 4, 9), asked);
/// assert_eq!(of(date(2026, 4, 1)), Some(Moment::Start));
/// assert_eq!(of(date(2026, 10, 1)), Some(Moment::Middle));
/// assert_eq!(of(date(2027, 4, 1)), Some(Moment::End));
/// assert_eq!(of(date(2026, 6, 1)), None);
/// ```
pub fn moment(round_starts: Date, round_ends: Date, asked: Date) -> Option<Moment> {
    let first = round_starts.first_of_month().saturating_add(MONTHS.months());
    let questions: Vec<_> = first.series(MONTHS.months()).take_while(|day| *day <= round_ends).collect();
    let at = questions.iter().position(|day| *day == asked)?;
    let last = questions.len() - 1;
    match at {
        0 => Some(Moment::Start),
        _ if at == last => Some(Moment::End),
        _ if at == last / 2 => Some(Moment::Middle),
        _ => None,
    }
}

/// The day on which the latest question was asked; `None` before the first.
/// It is asked on the first of every other month of the round, and can be
/// answered until the next is.
///
/// ```
/// use domain::pair::pulse::asked;
/// use jiff::civil::date;
/// let on = |day| asked(date(2026, 2, 1), day);
/// assert_eq!(on(date(2026, 3, 31)), None);
/// assert_eq!(on(date(2026, 4, 1)), Some(date(2026, 4, 1)));
/// assert_eq!(on(date(2026, 11, 22)), Some(date(2026, 10, 1)));
/// ```
pub fn asked(round_starts: Date, today: Date) -> Option<Date> {
    let first = round_starts.first_of_month().saturating_add(MONTHS.months());
    first.series(MONTHS.months()).take_while(|day| *day <= today).last()
}

/// Whether the question that was asked on that day is one for a pair: it was
/// one by then, and goes on. So who may answer is settled when it is asked.
///
/// ```
/// # use domain::pair::{pulse::concerns, status::{PairStatus, State}};
/// # use jiff::civil::date;
/// let status = PairStatus { decided: State::Active, since: date(2026, 3, 6), paused_until: None,
///     round_ends: date(2027, 4, 9), extended_to: None };
/// assert!(concerns(date(2026, 3, 6), &status, date(2026, 4, 1), date(2026, 4, 20)));
/// assert!(!concerns(date(2026, 4, 6), &status, date(2026, 4, 1), date(2026, 4, 20)));
/// ```
pub fn concerns(pair_since: Date, status: &PairStatus, asked: Date, today: Date) -> bool {
    pair_since < asked && status.state(today) == State::Active
}

/// Whether the latest question waits for an answer of one of a pair, who has
/// answered up to the question that was asked on the day `answered`.
///
/// ```
/// # use domain::pair::{pulse::waits, status::{PairStatus, State}};
/// # use jiff::civil::date;
/// # let status = PairStatus { decided: State::Active, since: date(2026, 3, 6), paused_until: None,
/// #     round_ends: date(2027, 4, 9), extended_to: None };
/// let on = |answered| waits(date(2026, 2, 1), date(2026, 3, 6), &status, answered, date(2026, 6, 20));
/// assert!(on(None) && on(Some(date(2026, 4, 1))));
/// assert!(!on(Some(date(2026, 6, 1))));
/// ```
pub fn waits(round_starts: Date, pair_since: Date, status: &PairStatus, answered: Option<Date>, today: Date) -> bool {
    let asked = asked(round_starts, today).filter(|asked| concerns(pair_since, status, *asked, today));
    asked.is_some_and(|asked| answered.is_none_or(|answered| answered < asked))
}

/// One of one's own answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// When the question was asked.
    #[serde(with = "crate::time::wire")]
    pub asked: Date,
    /// From 1 to 5.
    pub score: u32,
    /// What one added; empty if nothing.
    pub line: String,
    /// What one said of the aims.
    pub aims: Aims,
    /// When one answered.
    #[serde(with = "crate::time::wire")]
    pub at: Timestamp,
}

/// What organisers see of one question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// When it was asked.
    #[serde(with = "crate::time::wire")]
    pub asked: Date,
    /// How many gave each score, of five, ten, or more answers; `None` if too few
    /// answered.
    pub spread: Option<Spread>,
}

/// What may be shown of answers, each with the day of its question, on a day:
/// a figure for every question that can no longer be answered, earliest first.
/// The answers to a question are in an order that says nothing of who gave them.
///
/// ```
/// use domain::pair::pulse::figures;
/// use jiff::civil::date;
/// let (april, june) = (date(2026, 4, 1), date(2026, 6, 1));
/// let answers: Vec<_> = [5, 4, 4, 3].map(|score| (april, score)).into_iter().chain([5; 9].map(|score| (june, score))).collect();
/// let shown = |answers: &[_], today| figures(date(2026, 2, 1), answers, today).into_iter().map(|figure| figure.spread).collect::<Vec<_>>();
/// assert!(shown(&answers, date(2026, 5, 31)).is_empty(), "April's can still be answered");
/// assert_eq!(shown(&answers, date(2026, 7, 1)), [None], "four are too few");
/// let five = [answers.as_slice(), &[(april, 3)]].concat();
/// let april = shown(&five, date(2026, 7, 1))[0].unwrap();
/// assert_eq!((april.answers(), april.mean_in_tenths()), (5, 38));
/// let june = shown(&answers, date(2026, 8, 1))[1].unwrap();
/// assert_eq!(june.answers(), 5, "of nine, those that fill a step");
/// ```
pub fn figures(round_starts: Date, answers: &[(Date, u32)], today: Date) -> Vec<Figure> {
    let Some(open) = asked(round_starts, today) else { return Vec::new() };
    let first = round_starts.first_of_month().saturating_add(MONTHS.months());
    let closed = first.series(MONTHS.months()).take_while(|asked| *asked < open);
    let figure = |asked| {
        let scores: Vec<_> = answers.iter().filter(|(day, _)| *day == asked).map(|(_, score)| *score).collect();
        let spread = figures::shown(asked < open, &scores).map(|scores| scores.iter().copied().collect());
        Figure { asked, spread }
    };
    closed.map(figure).collect()
}

/// What organisers see of the aims at one of the moments: how many gave each rating to
/// each, of five, ten, or more answers; `None` where too few answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AimFigures {
    /// When they were asked about.
    pub moment: Moment,
    /// Each aim's figure, in their order.
    pub spreads: [Option<Spread>; Aim::ALL.len()],
}

/// What may be shown of what people said of the aims, by the rule of [`figures()`]: each
/// answer with the day of its question.
///
/// ```
/// use domain::pair::pulse::{Moment, aim_figures};
/// use jiff::civil::date;
/// let april = date(2026, 4, 1);
/// let said = [[Some(4), None, Some(3), Some(1)]; 6].map(|aims| (april, aims));
/// let shown = |today| aim_figures((date(2026, 2, 1), date(2027, 4, 9)), &said, today);
/// assert!(shown(date(2026, 5, 31)).is_empty(), "it can still be answered");
/// let [start] = shown(date(2026, 6, 1)).try_into().unwrap();
/// assert_eq!((start.moment, start.spreads[0].map(|spread| spread.answers())), (Moment::Start, Some(5)));
/// assert_eq!(start.spreads[1], None, "nobody has said anything");
/// ```
pub fn aim_figures((starts, ends): (Date, Date), answers: &[(Date, Aims)], today: Date) -> Vec<AimFigures> {
    let closed = figures(starts, &[], today).into_iter().map(|figure| figure.asked);
    let at = |asked: Date| {
        let moment = moment(starts, ends, asked)?;
        let spread = |aim: usize| -> Option<Spread> {
            let ratings: Vec<_> =
                answers.iter().filter(|(day, _)| *day == asked).filter_map(|(_, aims)| aims[aim]).collect();
            figures::shown(true, &ratings).map(|ratings| ratings.iter().copied().collect())
        };
        Some(AimFigures { moment, spreads: std::array::from_fn(spread) })
    };
    closed.filter_map(at).collect()
}
