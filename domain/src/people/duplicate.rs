//! One person who is there twice, under two addresses: what a merge of the two would do,
//! what stands in its way, and what an organiser chooses. What cannot be read of either
//! stays unread: a merge moves what is sealed, it shows nothing of it.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::{EmailAddress, Organisation, OrganisationId, PersonId, Role, directory::Entry};
use crate::{
    application,
    day::Answer,
    input::{Checks, FieldError, choice},
    named,
};

named! {
    /// One of the two.
    pub enum Which {
        /// The one that goes.
        From = "from",
        /// The one that stays.
        Into = "into",
    }
}

/// Who may be the same as someone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidates {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// What was searched for; their own name at first.
    pub search: String,
    /// Those who were found, by name.
    pub people: Vec<Entry>,
    /// Whether more were found than are listed.
    pub more: bool,
}

/// What is kept of one of the two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their title at work; may be empty.
    pub title: String,
    /// Their telephone number; may be empty.
    pub phone: String,
    /// Where they work.
    pub organisation: Organisation,
    /// The address that emails go to.
    pub email: EmailAddress,
    /// The other one that they sign in with.
    pub second: Option<EmailAddress>,
    /// What they are in the rounds.
    pub standing: Standing,
}

/// What someone is, as far as it can stand in the way of a merge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Who.
    pub person: PersonId,
    /// Where they work.
    pub organisation: OrganisationId,
    /// Whether they can sign in.
    pub active: bool,
    /// Whether they act for their organisation in any round.
    pub acts: bool,
    /// What they take part as, by the rounds' numbers.
    pub roles: Vec<(u32, Role)>,
    /// Their pairs.
    pub pairs: Vec<Coupled>,
    /// Their applications, by the rounds' numbers.
    pub applications: Vec<(u32, application::State)>,
}

/// A pair, as one of its two sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coupled {
    /// The number of its round.
    pub round: u32,
    /// The other one.
    pub partner: PersonId,
    /// Whether it goes on.
    pub goes_on: bool,
}

/// Why two are not merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Obstacle {
    /// One of them is whoever asks. Who reads the other's address reads what their pair
    /// writes, so another organiser decides.
    Own,
    /// The one that would stay cannot sign in.
    Deactivated,
    /// Both act for their organisation, and the organisations differ.
    TwoOrganisations,
    /// They are each other's mentor and adept.
    SamePair(u32),
    /// They take part in the same round in different roles.
    TwoRoles(u32),
    /// Both are in a pair that goes on in the same round.
    TwoPairs(u32),
    /// Both have applied to the same round.
    TwoApplications(u32),
}

/// What stands in the way of a merge, each thing once.
///
/// ```
/// use domain::people::{OrganisationId, PersonId, Role, duplicate::{Coupled, Obstacle, Standing, obstacles}};
/// let someone = |n| Standing { person: PersonId(n), organisation: OrganisationId(1), active: true, acts: false,
///     roles: vec![(15, Role::Adept)], pairs: Vec::new(), applications: Vec::new() };
/// let (one, mut other) = (someone(1), someone(2));
/// assert_eq!(obstacles(&one, &other, PersonId(9)), []);
/// assert_eq!(obstacles(&one, &other, PersonId(2)), [Obstacle::Own]);
/// other.roles = vec![(15, Role::Mentor)];
/// other.pairs = vec![Coupled { round: 15, partner: PersonId(1), goes_on: true }];
/// assert_eq!(obstacles(&one, &other, PersonId(9)), [Obstacle::SamePair(15), Obstacle::TwoRoles(15)]);
/// ```
pub fn obstacles(from: &Standing, into: &Standing, asks: PersonId) -> Vec<Obstacle> {
    let mut found = BTreeSet::new();
    if [from.person, into.person].contains(&asks) {
        found.insert(Obstacle::Own);
    }
    if !into.active {
        found.insert(Obstacle::Deactivated);
    }
    if from.acts && into.acts && from.organisation != into.organisation {
        found.insert(Obstacle::TwoOrganisations);
    }
    let with = |pair: &&Coupled, other: PersonId| pair.partner == other;
    found.extend(from.pairs.iter().filter(|pair| with(pair, into.person)).map(|pair| Obstacle::SamePair(pair.round)));
    found.extend(into.pairs.iter().filter(|pair| with(pair, from.person)).map(|pair| Obstacle::SamePair(pair.round)));
    for (round, role) in &from.roles {
        if into.roles.iter().any(|(other, another)| other == round && another != role) {
            found.insert(Obstacle::TwoRoles(*round));
        }
    }
    for pair in from.pairs.iter().filter(|pair| pair.goes_on) {
        if into.pairs.iter().any(|other| other.goes_on && other.round == pair.round) {
            found.insert(Obstacle::TwoPairs(pair.round));
        }
    }
    // Of those who are each other's, nothing else need be said.
    for round in found.clone() {
        if let Obstacle::SamePair(round) = round {
            found.remove(&Obstacle::TwoPairs(round));
        }
    }
    found.extend(
        double_applications(from, into)
            .filter(|(_, gone)| gone.is_none())
            .map(|(round, _)| Obstacle::TwoApplications(round)),
    );
    found.into_iter().collect()
}

/// The rounds to which both have applied, and whose application goes: one that was not sent
/// or was taken back. `None`, if neither is such.
pub fn double_applications<'a>(
    from: &'a Standing,
    into: &'a Standing,
) -> impl Iterator<Item = (u32, Option<Which>)> + 'a {
    from.applications.iter().filter_map(|(round, state)| {
        let other = into.applications.iter().find(|(other, _)| other == round);
        other.map(|(_, other)| (*round, application_that_goes(*state, *other)))
    })
}

fn application_that_goes(from: application::State, into: application::State) -> Option<Which> {
    let counts_for_nothing =
        |state: application::State| matches!(state, application::State::Draft | application::State::Withdrawn);
    if counts_for_nothing(from) {
        return Some(Which::From);
    }
    counts_for_nothing(into).then_some(Which::Into)
}

/// The organisation that has to stay, if one has: whoever acts for theirs would act for
/// another one.
///
/// ```
/// use domain::people::{OrganisationId, PersonId, duplicate::{Standing, Which, organisation_that_stays}};
/// let someone = |n, acts| Standing { person: PersonId(n), organisation: OrganisationId(n), active: true, acts,
///     roles: Vec::new(), pairs: Vec::new(), applications: Vec::new() };
/// assert_eq!(organisation_that_stays(&someone(1, true), &someone(2, false)), Some(Which::From));
/// assert_eq!(organisation_that_stays(&someone(1, false), &someone(2, false)), None);
/// assert_eq!(organisation_that_stays(&someone(1, false), &someone(1, false)), Some(Which::Into));
/// ```
pub fn organisation_that_stays(from: &Standing, into: &Standing) -> Option<Which> {
    if from.organisation == into.organisation || into.acts {
        return Some(Which::Into);
    }
    from.acts.then_some(Which::From)
}

/// An answer to a part of a day that both have given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given {
    /// What was answered.
    pub answer: Answer,
    /// When.
    pub at: Timestamp,
    /// Whether they wait for a seat.
    pub waits: bool,
}

/// Whose answer stays: the one that has a seat, if both come; else the later one.
///
/// ```
/// use domain::{day::Answer, people::duplicate::{Given, Which, answer_that_stays}};
/// let given = |answer, second, waits| Given { answer, at: jiff::Timestamp::from_second(second).unwrap(), waits };
/// let (no, yes) = (given(Answer::No, 2, false), given(Answer::Yes, 1, false));
/// assert_eq!(answer_that_stays(no, yes), Which::From, "the later one");
/// assert_eq!(answer_that_stays(given(Answer::Yes, 2, true), yes), Which::Into, "a seat is not given away");
/// assert_eq!(answer_that_stays(yes, yes), Which::Into);
/// ```
pub fn answer_that_stays(from: Given, into: Given) -> Which {
    if from.answer == Answer::Yes && into.answer == Answer::Yes && from.waits != into.waits {
        return if from.waits { Which::Into } else { Which::From };
    }
    if from.at > into.at { Which::From } else { Which::Into }
}

/// What an organiser chooses: whose of each stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The name.
    pub name: Which,
    /// The title at work.
    pub title: Which,
    /// The telephone number.
    pub phone: Which,
    /// The organisation, where it can be chosen.
    pub organisation: Which,
    /// The address that emails go to.
    pub email: Which,
    /// Whether the other one's address lets them sign in, too.
    pub both: bool,
}

impl Choice {
    /// What stands there before anything is chosen: all that the one who stays has, and
    /// both addresses.
    pub const STAYS: Self = Self {
        name: Which::Into,
        title: Which::Into,
        phone: Which::Into,
        organisation: Which::Into,
        email: Which::Into,
        both: true,
    };

    /// Reads what was chosen. What could not be chosen, because both have the same, is of
    /// the one who stays.
    ///
    /// ```
    /// use domain::people::duplicate::{Choice, Which};
    /// let chosen = Choice::parse(["from", "", "", "into", ""], true).unwrap();
    /// assert_eq!(chosen, Choice { name: Which::From, ..Choice::STAYS });
    /// assert_eq!(Choice::parse(["both", "x", "", "", ""], true).unwrap_err().len(), 2);
    /// ```
    ///
    /// # Errors
    /// Every field error.
    pub fn parse([name, title, phone, organisation, email]: [&str; 5], both: bool) -> Result<Self, Vec<FieldError>> {
        let mut checks = Checks::default();
        let mut read = |field: &str, typed: &str| match typed {
            "" => Some(Which::Into),
            typed => checks.field(field, choice(typed, Which::from_name)),
        };
        let all = read("name", name).zip(read("title", title)).zip(read("phone", phone));
        let all = all.zip(read("organisation", organisation)).zip(read("email", email));
        checks.finish(all.map(|((((name, title), phone), organisation), email)| Self {
            name,
            title,
            phone,
            organisation,
            email,
            both,
        }))
    }
}

/// The addresses that someone has after a merge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The one that emails go to.
    pub main: EmailAddress,
    /// The other one that they sign in with.
    pub second: Option<EmailAddress>,
    /// Those that lead nowhere any more.
    pub dropped: Vec<EmailAddress>,
}

/// Which addresses stay: there is room for two.
///
/// ```
/// use domain::people::{EmailAddress, duplicate::{Which, addresses}};
/// let at = |name: &str| EmailAddress::parse(&format!("{name}@example.org")).unwrap();
/// let kept = addresses((&at("a"), None), (&at("b"), Some(&at("c"))), Which::Into, true);
/// assert_eq!((kept.main, kept.second, kept.dropped), (at("b"), Some(at("a")), vec![at("c")]));
/// let kept = addresses((&at("a"), None), (&at("b"), Some(&at("c"))), Which::Into, false);
/// assert_eq!((kept.main, kept.second, kept.dropped), (at("b"), Some(at("c")), vec![at("a")]));
/// ```
pub fn addresses(
    from: (&EmailAddress, Option<&EmailAddress>),
    into: (&EmailAddress, Option<&EmailAddress>),
    main: Which,
    both: bool,
) -> Kept {
    let (first, other) = match main {
        Which::From => (from, into),
        Which::Into => (into, from),
    };
    let second = if both { Some(other.0) } else { first.1 };
    let all = [Some(from.0), from.1, Some(into.0), into.1];
    let dropped = all.into_iter().flatten().filter(|address| *address != first.0 && Some(*address) != second);
    Kept { main: first.0.clone(), second: second.cloned(), dropped: dropped.cloned().collect() }
}

/// What a merge would do, to be read before it is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The one that goes.
    pub from: Side,
    /// The one that stays.
    pub into: Side,
    /// What stands in the way. If anything does, nothing is merged.
    pub obstacles: Vec<Obstacle>,
    /// How much moves.
    pub moves: Moves,
    /// The parts of days that both have answered to.
    pub answers: Vec<DoubleAnswer>,
    /// The rounds in which one of two applications goes, and whose.
    pub applications: Vec<(u32, Which)>,
    /// The names of those who are told: the mentors and adepts of both.
    pub partners: Vec<String>,
    /// Partners who work for one of the two organisations, if those differ: who, and where.
    pub colleagues: Vec<(String, OrganisationId)>,
}

impl Preview {
    /// The organisation that has to stay, if it cannot be chosen.
    pub fn organisation(&self) -> Option<Which> {
        organisation_that_stays(&self.from.standing, &self.into.standing)
    }
}

/// How much of the one that goes becomes the other's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moves {
    /// Duties.
    pub duties: u32,
    /// Duties that have ended.
    pub former_duties: u32,
    /// Pairs.
    pub pairs: u32,
    /// Meetings that they have written of.
    pub meetings: u32,
    /// Answers to parts of days.
    pub answers: u32,
    /// Parts of days at which they were checked in.
    pub attendance: u32,
    /// Seats at tables.
    pub seats: u32,
    /// Applications.
    pub applications: u32,
    /// Drafts.
    pub drafts: u32,
    /// Calendar addresses.
    pub feeds: u32,
    /// Announcements received.
    pub announcements: u32,
}

/// A part of a day that both have answered to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoubleAnswer {
    /// The day's title.
    pub title: super::Localised,
    /// When the part begins.
    pub starts: Timestamp,
    /// What the one that goes has answered.
    pub from: Given,
    /// What the one that stays has answered.
    pub into: Given,
}

impl DoubleAnswer {
    /// Whose answer stays.
    pub fn stays(&self) -> Which {
        answer_that_stays(self.from, self.into)
    }
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use proptest::{bool::weighted, prelude::*};

    use super::*;

    /// Enough of them that two people often have nothing in each other's way.
    const ROUNDS: Range<u32> = 10..20;

    fn standing(person: i64) -> impl Strategy<Value = Standing> {
        let roles = prop::collection::btree_map(ROUNDS, prop::sample::select(Role::ALL), 0..3);
        let coupled = (ROUNDS, 1_i64..12, any::<bool>());
        let pairs = prop::collection::vec(coupled, 0..4);
        let applications = prop::collection::btree_map(ROUNDS, prop::sample::select(application::State::ALL), 0..3);
        (1_i64..4, weighted(0.9), weighted(0.1), roles, pairs, applications).prop_map(
            move |(organisation, active, acts, roles, pairs, applications)| Standing {
                person: PersonId(person),
                organisation: OrganisationId(organisation),
                active,
                acts,
                roles: roles.into_iter().collect(),
                pairs: pairs
                    .into_iter()
                    .filter(|(_, partner, _)| *partner != person)
                    .map(|(round, partner, goes_on)| Coupled { round, partner: PersonId(partner), goes_on })
                    .collect(),
                applications: applications.into_iter().collect(),
            },
        )
    }

    proptest! {
        /// Which way round makes a difference for nothing but who has to be able to sign in.
        #[test]
        fn what_stands_in_the_way_does_so_both_ways(one in standing(1), other in standing(2)) {
            let found = |from, into| {
                let mut found = obstacles(from, into, PersonId(99));
                found.retain(|obstacle| *obstacle != Obstacle::Deactivated);
                found
            };
            prop_assert_eq!(found(&one, &other), found(&other, &one));
        }

        /// Where nothing stands in the way, the one person has one role, one pair that goes
        /// on and one application in each round, and is not their own mentor.
        #[test]
        fn what_comes_of_a_merge_is_one_person(one in standing(1), other in standing(2)) {
            prop_assume!(obstacles(&one, &other, PersonId(99)).is_empty());
            prop_assert!(!one.pairs.iter().any(|pair| pair.partner == other.person));
            for round in ROUNDS {
                let roles: BTreeSet<_> = one.roles.iter().chain(&other.roles).filter(|(r, _)| *r == round).map(|(_, role)| role.name()).collect();
                prop_assert!(roles.len() <= 1);
                let goes_on = |standing: &Standing| standing.pairs.iter().any(|pair| pair.round == round && pair.goes_on);
                prop_assert!(!(goes_on(&one) && goes_on(&other)));
            }
            prop_assert!(double_applications(&one, &other).all(|(_, gone)| gone.is_some()));
        }

        /// No address is lost without a word, and none is there twice.
        #[test]
        fn every_address_is_kept_or_named(main in prop::sample::select(Which::ALL), both in any::<bool>(),
            seconds in (any::<bool>(), any::<bool>())) {
            let at = |name: &str| EmailAddress::parse(&format!("{name}@example.org")).unwrap();
            let (a, b, c, d) = (at("a"), at("b"), at("c"), at("d"));
            let (from, into) = ((&a, seconds.0.then_some(&b)), (&c, seconds.1.then_some(&d)));
            let kept = addresses(from, into, main, both);
            let mut all: Vec<_> = [kept.main].into_iter().chain(kept.second).chain(kept.dropped).collect();
            all.sort_by(|one, other| one.as_str().cmp(other.as_str()));
            let mut expected: Vec<_> = [Some(&a), from.1, Some(&c), into.1].into_iter().flatten().cloned().collect();
            expected.sort_by(|one, other| one.as_str().cmp(other.as_str()));
            prop_assert_eq!(all, expected);
        }
    }
}
