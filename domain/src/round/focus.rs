//! Which round a request is about. Any number of rounds live side by side, and someone
//! may have something to do in several: what is meant is the round that the request
//! names, or else the one in which there is something to do for them now.

use jiff::civil::Date;

use super::{Round, RoundId, call::Phase};
use crate::{
    day::DayId,
    live::Change,
    pair::PairId,
    people::{Caller, Duty, Localised, OrganisationId, PersonId, SessionId},
};

/// What a page is about, as far as that tells the round that is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// Whatever concerns the reader.
    Anything,
    /// Their pair.
    Pair,
    /// Their own application.
    Applying,
    /// Endorsing the applications of their organisation.
    Endorsing,
    /// What they do as contact person besides.
    Contact,
    /// Selecting and matching.
    Selecting,
    /// Running the programme.
    Organising,
    /// Checking in who comes to a day.
    Door,
}

/// What someone is in a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The round.
    pub round: Round,
    /// Where its call stands, if it has one.
    pub call: Option<Phase>,
    /// What they do in it.
    pub duties: Vec<Duty>,
    /// Their pairs in it, as long as they may read what the two wrote; first the one that
    /// is meant where none is named.
    pub pairs: Vec<OwnPair>,
    /// Whether the round is closed, and so can be read only.
    pub closed: bool,
    /// Whether it is in the archive.
    pub archived: bool,
}

/// A pair of someone's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnPair {
    /// The pair.
    pub id: PairId,
    /// The partner's name, by which the two call it.
    pub partner: String,
    /// Whether it goes on.
    pub goes_on: bool,
}

/// Whoever holds a session, with every round and what they are in it, the greatest
/// number first. There is at least one round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Where they work.
    pub organisation: OrganisationId,
    /// The session that they came with.
    pub session: SessionId,
    /// The rounds.
    pub rounds: Vec<Standing>,
    /// The doors at which they help now, the day that begins first being the first. They
    /// are let through there and are nothing in its round by that.
    pub doors: Vec<HelpedDoor>,
}

/// The door of a day at which someone helps now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpedDoor {
    /// The round of the day.
    pub round: RoundId,
    /// The day.
    pub day: DayId,
    /// Its name in addresses.
    pub slug: String,
    /// Its title.
    pub title: Localised,
}

impl Standing {
    /// Whether they are anything in it.
    pub const fn is_theirs(&self) -> bool {
        !self.duties.is_empty() || !self.pairs.is_empty()
    }

    /// The pair that is meant where none is named.
    pub fn pair(&self) -> Option<PairId> {
        self.pairs.first().map(|pair| pair.id)
    }

    /// Whether a pair of theirs in it goes on.
    pub fn goes_on(&self) -> bool {
        self.pairs.iter().any(|pair| pair.goes_on)
    }

    /// Whether they are to be told which pair a page is about.
    pub const fn has_several_pairs(&self) -> bool {
        self.pairs.len() > 1
    }

    /// Their pairs in it.
    pub fn pair_ids(&self) -> impl Iterator<Item = PairId> {
        self.pairs.iter().map(|pair| pair.id)
    }

    /// Whether a pair in it is theirs.
    pub fn has_pair(&self, pair: PairId) -> bool {
        self.pairs.iter().any(|own| own.id == pair)
    }

    /// Whether it still concerns them: the round is not over, or they look after it, or
    /// their pair goes on. One that was closed stays with its people until it is in the
    /// archive: there is a certificate for them.
    ///
    /// ```
    /// # use domain::{people::Duty, round::{Round, RoundId, focus::Standing}};
    /// # use jiff::civil::date;
    /// # let round = Round { id: RoundId(14), number: 14, starts_on: date(2025, 2, 1), ends_on: date(2026, 4, 30), max_pairs: 25 };
    /// let was = |duty| Standing { round: round.clone(), call: None, duties: vec![duty], pairs: vec![], closed: false, archived: false };
    /// assert!(was(Duty::Adept).concerns(date(2026, 4, 30)) && !was(Duty::Adept).concerns(date(2026, 5, 1)));
    /// assert!(was(Duty::Organiser).concerns(date(2026, 5, 1)));
    /// ```
    pub fn concerns(&self, today: Date) -> bool {
        let looks_after = |duty: &Duty| matches!(duty, Duty::Organiser | Duty::WorkingGroup | Duty::ContactPerson);
        let not_over = today <= self.round.ends_on || self.closed;
        let takes_part = !self.duties.is_empty() && not_over;
        self.goes_on() || (!self.archived && (takes_part || self.duties.iter().any(looks_after)))
    }

    fn has(&self, duty: Duty) -> bool {
        self.duties.contains(&duty)
    }

    /// How much there is to do for them in it now: a round that runs, or a pair that
    /// goes on, before what is to come and what they have applied for, before what was.
    fn nearness(&self, today: Date) -> u8 {
        let takes_part = self.duties.iter().any(|duty| *duty != Duty::Applicant);
        let meets = self.goes_on() && self.round.starts_on <= today;
        if meets || (takes_part && self.round.runs(today) && !self.closed) {
            3
        } else if !self.duties.is_empty() && today <= self.round.ends_on && !self.closed {
            2
        } else {
            u8::from(self.is_theirs())
        }
    }

    fn rank(&self, topic: Topic, today: Date) -> (u8, u8, u32) {
        (self.fit(topic, today), self.nearness(today), self.round.number)
    }

    /// How well it fits a topic; 0 if not at all.
    fn fit(&self, topic: Topic, today: Date) -> u8 {
        let stage = |is_theirs: bool| if is_theirs { self.stage_of_selection(today) } else { 0 };
        match topic {
            Topic::Anything => 0,
            Topic::Pair => u8::from(!self.pairs.is_empty()) + u8::from(self.goes_on()),
            Topic::Applying => match (self.call, self.has(Duty::Applicant)) {
                (Some(Phase::Open), true) => 3,
                (Some(Phase::Open), false) => 2,
                (_, has_applied) => u8::from(has_applied),
            },
            Topic::Endorsing => stage(self.has(Duty::ContactPerson)),
            Topic::Contact => u8::from(self.has(Duty::ContactPerson)),
            Topic::Selecting => stage(self.has(Duty::WorkingGroup) || self.has(Duty::Organiser)),
            Topic::Organising | Topic::Door => u8::from(self.has(Duty::Organiser)),
        }
    }

    /// How near a round is to its selection: people apply, then it is to come.
    fn stage_of_selection(&self, today: Date) -> u8 {
        match self.call {
            Some(Phase::Open) => 4,
            _ if today < self.round.starts_on => 3,
            _ if today <= self.round.ends_on => 2,
            _ => 1,
        }
    }
}

impl SignedIn {
    /// The round that is meant where none is named: one that fits the topic and in which
    /// there is something to do for them now; of several the greatest number.
    ///
    /// ```
    /// # use domain::{pair::PairId, people::*, round::{Round, RoundId, call::Phase, focus::*}};
    /// # use jiff::civil::{Date, date};
    /// # let round = |number: u32, from: Date, to: Date| Round { id: RoundId(number.into()), number, starts_on: from, ends_on: to, max_pairs: 25 };
    /// # let standing = |round, duties: &[Duty]| Standing { round, call: None, duties: duties.to_vec(), pairs: vec![], closed: false, archived: false };
    /// # let signed_in = |rounds| SignedIn { person: PersonId(1), name: String::new(), organisation: OrganisationId(1), session: SessionId(1), rounds, doors: vec![] };
    /// let (r15, r16) = (round(15, date(2026, 2, 1), date(2027, 4, 30)), round(16, date(2027, 2, 1), date(2028, 4, 30)));
    /// let today = date(2026, 11, 22);
    /// let meant = |who: &SignedIn, topic| who.meant(topic, today).map(|standing| standing.round.number);
    ///
    /// // An adept of 15 stays one when round 16 is there, and may apply for it.
    /// let open = Standing { call: Some(Phase::Open), ..standing(r16.clone(), &[]) };
    /// let adept = signed_in(vec![open, standing(r15.clone(), &[Duty::Adept])]);
    /// assert_eq!(meant(&adept, Topic::Anything), Some(15));
    /// assert_eq!(meant(&adept, Topic::Applying), Some(16));
    ///
    /// // Once they have applied, too. A pair of 15 that goes on comes before what is to come.
    /// let pair = Standing { pairs: vec![OwnPair { id: PairId(1), partner: String::new(), goes_on: true }], ..standing(r15.clone(), &[Duty::Adept]) };
    /// let both = signed_in(vec![standing(r16.clone(), &[Duty::Mentor]), pair]);
    /// assert_eq!((meant(&both, Topic::Anything), meant(&both, Topic::Pair)), (Some(15), Some(15)));
    ///
    /// // Whoever organises both runs the one, and selects for the other.
    /// let organiser = signed_in(vec![standing(r16, &[Duty::Organiser]), standing(r15, &[Duty::Organiser])]);
    /// assert_eq!((meant(&organiser, Topic::Organising), meant(&organiser, Topic::Selecting)), (Some(15), Some(16)));
    /// ```
    pub fn meant(&self, topic: Topic, today: Date) -> Option<&Standing> {
        self.rounds.iter().max_by_key(|standing| self.rank(standing, topic, today))
    }

    /// The rounds that are theirs, in the order in which they may be meant.
    pub fn in_order(&self, topic: Topic, today: Date) -> Vec<&Standing> {
        let is_theirs = |standing: &&Standing| standing.is_theirs() || self.helps_in(standing, topic);
        let mut theirs: Vec<_> = self.rounds.iter().filter(is_theirs).collect();
        theirs.sort_by_key(|standing| std::cmp::Reverse(self.rank(standing, topic, today)));
        theirs
    }

    /// The round of that number, if they are something in it, or could apply for it and
    /// mean to, or are at a door there at which they help. Someone who is nothing anywhere is the same in every round.
    pub fn named(&self, number: u32, topic: Topic) -> Option<&Standing> {
        let is_something = self.rounds.iter().any(Standing::is_theirs);
        let standing = self.rounds.iter().find(|standing| standing.round.number == number)?;
        let applies = topic == Topic::Applying && standing.call == Some(Phase::Open);
        let opens = applies || self.helps_in(standing, topic);
        (standing.is_theirs() || opens || !is_something).then_some(standing)
    }

    /// The rounds that concern them, the greatest number first.
    pub fn concerning(&self, today: Date) -> impl Iterator<Item = &Standing> {
        self.rounds.iter().filter(move |standing| standing.concerns(today))
    }

    /// Their pairs over all rounds, each with what they are in its round: those that go on
    /// first, then by round, the greatest number first.
    ///
    /// ```
    /// # use domain::{pair::PairId, people::*, round::{Round, RoundId, focus::*}};
    /// # use jiff::civil::date;
    /// # let standing = |number: u32, pairs| Standing { round: Round { id: RoundId(number.into()), number, starts_on: date(2026, 2, 1), ends_on: date(2027, 4, 30), max_pairs: 25 }, call: None, duties: vec![], pairs, closed: false, archived: false };
    /// # let own = |id, goes_on| OwnPair { id: PairId(id), partner: String::new(), goes_on };
    /// # let signed_in = |rounds| SignedIn { person: PersonId(1), name: String::new(), organisation: OrganisationId(1), session: SessionId(1), rounds, doors: vec![] };
    /// let mentor = signed_in(vec![standing(16, vec![own(5, false)]), standing(15, vec![own(3, true), own(4, true)])]);
    /// let ids: Vec<_> = mentor.pairs().iter().map(|(_, pair)| pair.id.0).collect();
    /// assert_eq!(ids, [3, 4, 5]);
    /// ```
    pub fn pairs(&self) -> Vec<(&Standing, &OwnPair)> {
        let rounds = self.rounds.iter();
        let mut pairs: Vec<_> = rounds.flat_map(|one| one.pairs.iter().map(move |pair| (one, pair))).collect();
        pairs.sort_by_key(|(_, pair)| !pair.goes_on);
        pairs
    }

    /// What they are in the round of a pair of theirs.
    pub fn of_pair(&self, pair: PairId) -> Option<&Standing> {
        self.rounds.iter().find(|standing| standing.has_pair(pair))
    }

    /// Whether they are to be told which round a page is about.
    pub fn has_several(&self, today: Date) -> bool {
        self.concerning(today).nth(1).is_some()
    }

    /// They, as who asks in a round.
    pub fn caller(&self, standing: &Standing) -> Caller {
        self.caller_in(standing, standing.pair())
    }

    /// The same, in a pair of theirs there.
    pub fn caller_in(&self, standing: &Standing, pair: Option<PairId>) -> Caller {
        Caller {
            person: self.person,
            name: self.name.clone(),
            organisation: self.organisation,
            round: standing.round.id,
            duties: standing.duties.clone(),
            pair: pair.filter(|pair| standing.has_pair(*pair)),
            session: self.session,
        }
    }

    /// They, as who asks in a round: in each of their pairs there, if they are in any.
    pub fn callers_in<'a>(&'a self, standing: &'a Standing) -> impl Iterator<Item = Caller> + 'a {
        let pairs = standing.pairs.iter().map(|pair| Some(pair.id));
        let none = standing.pairs.is_empty().then_some(None);
        pairs.chain(none).map(move |pair| self.caller_in(standing, pair))
    }

    /// The same in every round.
    pub fn callers(&self) -> impl Iterator<Item = Caller> {
        self.rounds.iter().flat_map(|standing| self.callers_in(standing))
    }

    /// Whether they may know, by what they are in any round and pair, that something
    /// changed.
    pub fn may_know(&self, change: &Change) -> bool {
        self.callers().any(|caller| caller.may_know(change)) || self.doors.iter().any(|door| door.may_know(change))
    }

    /// Whether a door of a round is meant, and they help at one there.
    fn helps_in(&self, standing: &Standing, topic: Topic) -> bool {
        topic == Topic::Door && self.doors.iter().any(|door| door.round == standing.round.id)
    }

    /// What is meant has the greatest rank.
    fn rank(&self, standing: &Standing, topic: Topic, today: Date) -> (u8, u8, u32) {
        let (fit, nearness, number) = standing.rank(topic, today);
        (fit.max(self.helps_in(standing, topic).into()), nearness, number)
    }

    /// Whether doors of several rounds are theirs to stand at.
    pub fn has_doors_in_several(&self) -> bool {
        let stands = |one: &&Standing| one.has(Duty::Organiser) || self.helps_in(one, Topic::Door);
        self.rounds.iter().filter(stands).nth(1).is_some()
    }
}

/// The round that strangers are told of, and that someone new is let into: the one that
/// runs, or else the next one, or else the last one.
///
/// ```
/// # use domain::round::{Round, RoundId, focus::main_round};
/// # use jiff::civil::date;
/// # let round = |number: u32, year| Round { id: RoundId(number.into()), number, starts_on: date(year, 2, 1), ends_on: date(year + 1, 4, 30), max_pairs: 25 };
/// let rounds = [round(14, 2024), round(15, 2026), round(16, 2028)];
/// let on = |year, month| main_round(&rounds, date(year, month, 1)).map(|round| round.number);
/// assert_eq!([on(2025, 1), on(2025, 12), on(2026, 11)], [Some(14), Some(15), Some(15)]);
/// assert_eq!([on(2027, 6), on(2030, 1)], [Some(16), Some(16)]);
/// assert_eq!(main_round(&[], date(2026, 1, 1)), None);
/// ```
pub fn main_round(rounds: &[Round], today: Date) -> Option<&Round> {
    let running = rounds.iter().filter(|round| round.runs(today)).max_by_key(|round| round.number);
    let next = || rounds.iter().filter(|round| today < round.starts_on).min_by_key(|round| round.number);
    running.or_else(next).or_else(|| rounds.iter().max_by_key(|round| round.number))
}

/// The rounds whose dates everyone may read: those that run, or else the main one.
pub fn shown_rounds(rounds: &[Round], today: Date) -> Vec<&Round> {
    let running: Vec<_> = rounds.iter().filter(|round| round.runs(today)).collect();
    if running.is_empty() { main_round(rounds, today).into_iter().collect() } else { running }
}

/// Of rounds with a call, the one that one can apply for: its call is open, or else
/// opens, or else was the last one.
///
/// ```
/// # use domain::round::{call::Phase, focus::applied_for};
/// assert_eq!(applied_for([(15, Phase::Closed), (16, Phase::Open), (17, Phase::Before)]), Some(16));
/// assert_eq!(applied_for([(15, Phase::Closed), (17, Phase::Before), (16, Phase::Before)]), Some(16));
/// assert_eq!(applied_for([(14, Phase::Closed), (15, Phase::Closed)]), Some(15));
/// ```
pub fn applied_for(calls: impl IntoIterator<Item = (u32, Phase)>) -> Option<u32> {
    let rank = |(number, phase): &(u32, Phase)| match phase {
        Phase::Open => (2, i64::from(*number)),
        Phase::Before => (1, -i64::from(*number)),
        Phase::Closed => (0, i64::from(*number)),
    };
    calls.into_iter().max_by_key(rank).map(|(number, _)| number)
}
