//! Whom an announcement goes to: by what people are in the round, where they work, what
//! they have answered to a day, and how their pair fares.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{
    application::typed::Ticks,
    day::{Answer, DayId, SegmentId},
    input::{Checks, FieldError, Problem, ticked},
    named,
    pair::{health::Band, status::State},
    people::{Duty, Lang, OrganisationId, PersonId},
};

/// What people are whom announcements can go to. Applicants hear of their applications
/// by themselves.
pub const GROUPS: &[Duty] =
    &[Duty::Adept, Duty::Mentor, Duty::Reserve, Duty::WorkingGroup, Duty::ContactPerson, Duty::Organiser];

named! {
    /// What someone has said to a part of a day, or done.
    pub enum DayAnswer {
        /// They said yes.
        Yes = "yes",
        /// They said maybe.
        Maybe = "maybe",
        /// They said no.
        No = "no",
        /// They have not answered.
        Unanswered = "none",
        /// They were checked in.
        Came = "came",
    }
}

named! {
    /// How a pair of someone's fares.
    pub enum PairIs {
        /// It goes on.
        Active = "active",
        /// It goes on, and the two meet later than they mean to.
        Slowing = "slowing",
        /// It goes on, and the two have not met for long.
        Silent = "silent",
        /// It goes on, and the two have never met.
        NotStarted = "not_started",
        /// It rests.
        Paused = "paused",
        /// It has ended, before its time or with it.
        Ended = "ended",
    }
}

impl PairIs {
    /// Whether a pair is one of these.
    ///
    /// ```
    /// use domain::{mail::announcement::PairIs, pair::{health::Band, status::State}};
    /// assert!(PairIs::Silent.holds(State::Active, Band::Silent) && PairIs::Active.holds(State::Active, Band::Silent));
    /// assert!(!PairIs::Silent.holds(State::Paused, Band::Silent), "a pause is nobody's fault");
    /// assert!(PairIs::Ended.holds(State::Completed, Band::Regular));
    /// ```
    pub fn holds(self, state: State, band: Band) -> bool {
        let goes_on = state == State::Active;
        match self {
            Self::Active => goes_on,
            Self::Slowing => goes_on && band == Band::Slowing,
            Self::Silent => goes_on && band == Band::Silent,
            Self::NotStarted => goes_on && band == Band::NotStarted,
            Self::Paused => state == State::Paused,
            Self::Ended => matches!(state, State::Ended | State::Completed),
        }
    }
}

/// What of the round's days an audience has answered to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Occasion {
    /// Any part of a day.
    Day(DayId),
    /// One part.
    Part(SegmentId),
}

impl Occasion {
    /// The stable name, for forms.
    ///
    /// ```
    /// use domain::{day::DayId, mail::announcement::Occasion};
    /// assert_eq!(Occasion::Day(DayId(7)).name(), "dag-7");
    /// assert_eq!(Occasion::from_name("dag-7"), Some(Occasion::Day(DayId(7))));
    /// assert_eq!(Occasion::from_name("dag-x"), None);
    /// ```
    pub fn name(self) -> String {
        match self {
            Self::Day(day) => format!("dag-{day}"),
            Self::Part(segment) => format!("pass-{segment}"),
        }
    }

    /// Finds one by its stable name.
    pub fn from_name(name: &str) -> Option<Self> {
        let (kind, number) = name.split_once('-')?;
        let number = i64::from_str(number).ok()?;
        match kind {
            "dag" => Some(Self::Day(DayId(number))),
            "pass" => Some(Self::Part(SegmentId(number))),
            _ => None,
        }
    }

    fn holds(self, part: &AtPart) -> bool {
        match self {
            Self::Day(day) => part.day == day,
            Self::Part(segment) => part.segment == segment,
        }
    }
}

/// An audience as its form sends it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AudienceForm {
    /// Names of [`Duty`]: one of [`GROUPS`] each.
    pub duties: Ticks,
    /// Numbers of organisations; none for all.
    pub organisations: Ticks,
    /// An [`Occasion`]'s name; empty where days do not matter.
    pub occasion: String,
    /// Names of [`DayAnswer`].
    pub answers: Ticks,
    /// Names of [`PairIs`]; none where pairs do not matter.
    pub pairs: Ticks,
}

impl AudienceForm {
    /// Checks the form.
    ///
    /// ```
    /// use domain::mail::announcement::AudienceForm;
    /// let ticks = |name: &str| [(name.to_owned(), "1".to_owned())].into();
    /// let form = AudienceForm { duties: ticks("mentor"), occasion: "dag-7".into(), ..AudienceForm::default() };
    /// assert_eq!(form.parse().unwrap_err()[0].field, "answers");
    /// assert!(AudienceForm { answers: ticks("maybe"), ..form }.parse().is_ok());
    /// assert_eq!(AudienceForm::default().parse().unwrap_err()[0].field, "duties");
    /// ```
    ///
    /// # Errors
    /// What is wrong with which field.
    pub fn parse(&self) -> Result<Audience, Vec<FieldError>> {
        let mut checks = Checks::default();
        let duties = checks.field("duties", some(names(&self.duties, GROUPS, Duty::from_name)));
        let organisations = checks.field("organisations", organisations(&self.organisations));
        let occasion = checks.field("occasion", self.occasion());
        let answers = checks.field("answers", self.answers());
        let pairs = checks.field("pairs", names(&self.pairs, PairIs::ALL, PairIs::from_name));
        let whole = (|| {
            Some(Audience {
                duties: duties?,
                organisations: organisations?,
                occasion: occasion?,
                answers: answers?,
                pairs: pairs?,
            })
        })();
        checks.finish(whole)
    }

    /// Answers without a day answer nothing.
    fn occasion(&self) -> Result<Option<Occasion>, Problem> {
        match self.occasion.as_str() {
            "" if self.answers.is_empty() => Ok(None),
            "" => Err(Problem::Missing),
            name => Occasion::from_name(name).map(Some).ok_or(Problem::NotAChoice),
        }
    }

    fn answers(&self) -> Result<Vec<DayAnswer>, Problem> {
        let answers = names(&self.answers, DayAnswer::ALL, DayAnswer::from_name);
        if self.occasion.is_empty() { answers } else { some(answers) }
    }
}

impl From<&Audience> for AudienceForm {
    fn from(audience: &Audience) -> Self {
        let tick = |name: String| (name, "1".to_owned());
        let named = |name: &'static str| tick(name.to_owned());
        Self {
            duties: audience.duties.iter().map(|duty| named(duty.name())).collect(),
            organisations: audience.organisations.iter().map(|id| tick(id.to_string())).collect(),
            occasion: audience.occasion.map(Occasion::name).unwrap_or_default(),
            answers: audience.answers.iter().map(|answer| named(answer.name())).collect(),
            pairs: audience.pairs.iter().map(|pair| named(pair.name())).collect(),
        }
    }
}

fn names<T: Copy + PartialEq>(ticks: &Ticks, all: &[T], find: fn(&str) -> Option<T>) -> Result<Vec<T>, Problem> {
    ticked(&ticks.keys().collect::<Vec<_>>(), all, find)
}

fn some<T>(chosen: Result<Vec<T>, Problem>) -> Result<Vec<T>, Problem> {
    chosen.and_then(|chosen| if chosen.is_empty() { Err(Problem::NoneTicked) } else { Ok(chosen) })
}

fn organisations(ticks: &Ticks) -> Result<Vec<OrganisationId>, Problem> {
    let numbers = ticks.keys().map(|number| number.parse().map(OrganisationId));
    numbers.collect::<Result<_, _>>().map_err(|_| Problem::NotAChoice)
}

/// Whom an announcement goes to, of those in one round. Each part narrows it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audience {
    /// What they are in the round: one of these. Never empty.
    pub duties: Vec<Duty>,
    /// Where they work: one of these; empty for anywhere.
    pub organisations: Vec<OrganisationId>,
    /// Of which day [`Self::answers`] speaks, if of any.
    pub occasion: Option<Occasion>,
    /// What they said to it or did: one of these.
    pub answers: Vec<DayAnswer>,
    /// How their pair fares: one of these; empty for anyone, also without a pair.
    pub pairs: Vec<PairIs>,
}

/// What someone who is invited has said to a part of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AtPart {
    /// The day.
    pub day: DayId,
    /// The part.
    pub segment: SegmentId,
    /// Their answer, if they have given one.
    pub answer: Option<Answer>,
    /// Whether they were checked in.
    pub came: bool,
}

impl AtPart {
    fn is(&self, said: DayAnswer) -> bool {
        match said {
            DayAnswer::Yes => self.answer == Some(Answer::Yes),
            DayAnswer::Maybe => self.answer == Some(Answer::Maybe),
            DayAnswer::No => self.answer == Some(Answer::No),
            DayAnswer::Unanswered => self.answer.is_none(),
            DayAnswer::Came => self.came,
        }
    }
}

/// Someone who is in a round or was, with all that decides whether an announcement goes
/// to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Where they work.
    pub organisation: OrganisationId,
    /// What that is called.
    pub organisation_name: String,
    /// The language that they have chosen.
    pub lang: Lang,
    /// What they are in the round.
    pub duties: Vec<Duty>,
    /// What they were in it.
    pub former: Vec<Duty>,
    /// The parts of days that they are invited to.
    pub parts: Vec<AtPart>,
    /// Their pairs in the round.
    pub pairs: Vec<(State, Band)>,
    /// Whether they are deactivated.
    pub deactivated: bool,
    /// Whether their address has refused the last email for good.
    pub refuses: bool,
}

/// Who is in an audience, and who would be but for something, each by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// They get it.
    pub receivers: Vec<Candidate>,
    /// Their address takes no email.
    pub refusing: Vec<Candidate>,
    /// They are deactivated.
    pub deactivated: Vec<Candidate>,
    /// They have left the round.
    pub left: Vec<Candidate>,
}

impl Audience {
    /// Who of a round's people is in it. Whoever has left is told apart, and so is
    /// whoever no email reaches.
    pub fn select(&self, candidates: Vec<Candidate>) -> Selection {
        let mut selection = Selection::default();
        for one in candidates.into_iter().filter(|one| self.fits(one)) {
            let place = if !self.wants(&one.duties) {
                &mut selection.left
            } else if one.deactivated {
                &mut selection.deactivated
            } else if one.refuses {
                &mut selection.refusing
            } else {
                &mut selection.receivers
            };
            place.push(one);
        }
        selection
    }

    fn wants(&self, duties: &[Duty]) -> bool {
        duties.iter().any(|duty| self.duties.contains(duty))
    }

    /// Whether someone is in it, or was.
    fn fits(&self, one: &Candidate) -> bool {
        (self.wants(&one.duties) || self.wants(&one.former))
            && (self.organisations.is_empty() || self.organisations.contains(&one.organisation))
            && self.occasion.is_none_or(|occasion| self.said(occasion, one))
            && (self.pairs.is_empty() || self.pair_fares(one))
    }

    fn said(&self, occasion: Occasion, one: &Candidate) -> bool {
        let parts = one.parts.iter().filter(|part| occasion.holds(part));
        parts.into_iter().any(|part| self.answers.iter().any(|said| part.is(*said)))
    }

    fn pair_fares(&self, one: &Candidate) -> bool {
        one.pairs.iter().any(|(state, band)| self.pairs.iter().any(|pair| pair.holds(*state, *band)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::{prelude::*, sample::select};

    use super::*;

    fn candidate(person: i64, duties: &[Duty]) -> Candidate {
        Candidate {
            person: PersonId(person),
            name: format!("P{person}"),
            organisation: OrganisationId(person % 3),
            organisation_name: String::new(),
            lang: Lang::Sv,
            duties: duties.to_vec(),
            former: Vec::new(),
            parts: Vec::new(),
            pairs: Vec::new(),
            deactivated: false,
            refuses: false,
        }
    }

    fn at(segment: i64, answer: Option<Answer>) -> AtPart {
        AtPart { day: DayId(1), segment: SegmentId(segment), answer, came: false }
    }

    fn people(of: &[Candidate]) -> Vec<i64> {
        of.iter().map(|one| one.person.0).collect()
    }

    fn mentors() -> Audience {
        Audience { duties: vec![Duty::Mentor], ..Audience::default() }
    }

    #[test]
    fn a_day_is_any_of_its_parts_and_only_those_invited_have_not_answered() {
        let both = Candidate { parts: vec![at(1, Some(Answer::Maybe)), at(2, None)], ..candidate(1, &[Duty::Mentor]) };
        let one = Candidate { parts: vec![at(1, Some(Answer::Yes))], ..candidate(2, &[Duty::Mentor]) };
        let uninvited = candidate(3, &[Duty::Mentor]);
        let all = || vec![both.clone(), one.clone(), uninvited.clone()];
        let who = |occasion, answers: &[DayAnswer]| {
            let audience = Audience { occasion: Some(occasion), answers: answers.to_vec(), ..mentors() };
            people(&audience.select(all()).receivers)
        };
        let (day, second) = (Occasion::Day(DayId(1)), Occasion::Part(SegmentId(2)));
        assert_eq!(who(day, &[DayAnswer::Maybe]), [1]);
        assert_eq!(who(day, &[DayAnswer::Unanswered]), [1]);
        assert_eq!(who(day, &[DayAnswer::Yes, DayAnswer::Maybe]), [1, 2]);
        assert_eq!(who(second, &[DayAnswer::Maybe]), Vec::<i64>::new());
        assert_eq!(who(second, &[DayAnswer::Unanswered]), [1]);
        assert_eq!(who(Occasion::Day(DayId(2)), DayAnswer::ALL), Vec::<i64>::new());
    }

    #[test]
    fn those_who_get_nothing_are_told_apart() {
        let mut left = candidate(4, &[Duty::Reserve]);
        left.former = vec![Duty::Mentor];
        let all = vec![
            candidate(1, &[Duty::Mentor]),
            Candidate { deactivated: true, refuses: true, ..candidate(2, &[Duty::Mentor]) },
            Candidate { refuses: true, ..candidate(3, &[Duty::Mentor]) },
            left,
            // Whoever is a mentor again has not left.
            Candidate { former: vec![Duty::Mentor], ..candidate(5, &[Duty::Mentor]) },
        ];
        let selection = mentors().select(all);
        assert_eq!(people(&selection.receivers), [1, 5]);
        assert_eq!(people(&selection.deactivated), [2]);
        assert_eq!(people(&selection.refusing), [3]);
        assert_eq!(people(&selection.left), [4]);
    }

    fn some_duties() -> impl Strategy<Value = Vec<Duty>> {
        prop::collection::vec(select(Duty::ALL), 0..3)
    }

    prop_compose! {
        fn anyone()(
            person in 1_i64..99, duties in some_duties(), former in some_duties(),
            answer in prop::option::of(select(Answer::ALL)), came: bool, invited: bool,
            pair in prop::option::of((select(State::ALL), select(Band::ALL))), deactivated: bool, refuses: bool,
        ) -> Candidate {
            let part = AtPart { came, ..at(1, answer) };
            Candidate {
                former, deactivated, refuses,
                parts: if invited { vec![part] } else { Vec::new() },
                pairs: pair.into_iter().collect(),
                ..candidate(person, &duties)
            }
        }
    }

    prop_compose! {
        fn any_audience()(
            duties in prop::collection::vec(select(GROUPS), 1..4), organisation in prop::option::of(0_i64..3),
            asks: bool, answers in prop::collection::vec(select(DayAnswer::ALL), 1..4),
            pairs in prop::collection::vec(select(PairIs::ALL), 0..3),
        ) -> Audience {
            Audience {
                duties, pairs,
                organisations: organisation.map(OrganisationId).into_iter().collect(),
                occasion: asks.then_some(Occasion::Day(DayId(1))),
                answers: if asks { answers } else { Vec::new() },
            }
        }
    }

    proptest! {
        /// Everybody is in one list at most; only those get it who are in the round, can
        /// be reached, and are whom each part asks for; and each part only narrows.
        #[test]
        fn nobody_gets_what_is_not_for_them(audience in any_audience(), all in prop::collection::vec(anyone(), 0..20)) {
            let selection = audience.select(all.clone());
            let lists = [&selection.receivers, &selection.refusing, &selection.deactivated, &selection.left];
            prop_assert!(lists.iter().map(|list| list.len()).sum::<usize>() <= all.len());
            for one in &selection.receivers {
                prop_assert!(!one.deactivated && !one.refuses);
                prop_assert!(one.duties.iter().any(|duty| audience.duties.contains(duty)));
                prop_assert!(audience.organisations.is_empty() || audience.organisations.contains(&one.organisation));
                prop_assert!(audience.pairs.is_empty() || !one.pairs.is_empty());
                prop_assert!(audience.occasion.is_none() || !one.parts.is_empty());
            }
            let wider = Audience { duties: audience.duties.clone(), ..Audience::default() }.select(all);
            for one in &selection.receivers {
                prop_assert!(wider.receivers.contains(one));
            }
        }

        /// What is saved comes back into its form as it was.
        #[test]
        fn an_audience_survives_its_form(audience in any_audience()) {
            let parsed = AudienceForm::from(&audience).parse().unwrap();
            prop_assert_eq!(AudienceForm::from(&parsed), AudienceForm::from(&audience));
        }
    }
}
