//! When pairs meet, and what they write down.
//!
//! Most meet regularly; some are slowing down, two have fallen silent and one
//! has not begun. The first pair is the one to show: both write, and there is
//! always something that waits to be done.

use std::iter::successors;

use domain::{
    meeting::{
        Action, Facts, Form, Log, Notes, What,
        proposal::{Plan, Proposal},
    },
    people::{EmailAddress, Lang, Role},
    time,
};
use jiff::{
    Timestamp, ToSpan,
    civil::{Date, DateTime, date},
};
use store::round::{NewAgreement, NewPair};

use super::{
    Horizon, MATCHED_ON, address, agreements, calendar,
    days::DATES,
    dice::Dice,
    notes::{self, Agreed, Talk},
    people::PAIRS,
};

/// The weeks of the first meetings, after the kick-off.
const FIRST_MEETINGS: Date = date(2026, 3, 10);
/// The day on which one pair decided to rest.
const PAUSED_ON: Date = date(2026, 10, 19);
/// Pairs meet for one to two years.
const LAST_MEETINGS: Date = date(2028, 3, 6);

/// How a pair keeps its rhythm.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Habit {
    Regular,
    /// Has let the latest meetings slip.
    Slowing,
    /// Met so many times, and then no more.
    Silent(usize),
    NotStarted,
}

/// A pair, by its number from 1.
#[derive(Clone, Copy)]
struct Couple(usize);

/// A meeting of a pair, counted from 0.
#[derive(Clone, Copy)]
struct Occasion {
    couple: Couple,
    n: usize,
    date: Date,
}

/// All pairs, with the meetings that they have logged by today; none, until they
/// are told who they are.
pub(super) fn pairs(horizon: Horizon) -> Vec<NewPair> {
    let all = if horizon.today < MATCHED_ON { 0 } else { PAIRS.len() };
    (1..=all).map(|n| Couple(n).pair(horizon)).collect()
}

impl Couple {
    fn pair(self, horizon: Horizon) -> NewPair {
        let held = self.held(horizon);
        let latest = held.len().saturating_sub(1);
        NewPair {
            adept: self.address(Role::Adept),
            mentor: self.address(Role::Mentor),
            every_weeks: self.every_weeks(),
            since: MATCHED_ON,
            next: self.next(horizon).map(|at| (at, self.plan())),
            open: self.open(horizon),
            agreement: self.agreement(&held),
            paused: self.paused(horizon),
            meetings: held.into_iter().map(|occasion| occasion.logged(horizon, occasion.n == latest)).collect(),
        }
    }

    fn address(self, role: Role) -> EmailAddress {
        address(role.name(), self.0)
    }

    fn every_weeks(self) -> u32 {
        match self.0 {
            1 => 4,
            n => Dice::of("rytm", [n, 0]).one_of([3, 4, 4, 4, 5, 6]),
        }
    }

    const fn habit(self) -> Habit {
        match self.0 {
            5 | 11 | 16 | 20 => Habit::Slowing,
            9 => Habit::Silent(2),
            18 => Habit::Silent(3),
            13 => Habit::NotStarted,
            _ => Habit::Regular,
        }
    }

    /// The days on which they would meet if all went well.
    fn dates(self) -> impl Iterator<Item = Date> {
        let mut dice = Dice::of("träffar", [self.0, 0]);
        let first = calendar::meeting_day(FIRST_MEETINGS + dice.below(17).days());
        let rhythm = i64::from(self.every_weeks()) * 7;
        successors(Some(first), move |date| Some(calendar::meeting_day(*date + (rhythm - 3 + dice.below(7)).days())))
            .take_while(|date| *date < LAST_MEETINGS)
    }

    /// The meetings that they have held and logged.
    fn held(self, horizon: Horizon) -> Vec<Occasion> {
        let slipped = horizon.today - (i64::from(self.every_weeks()) * 11).days();
        let happened = |occasion: &Occasion| match self.habit() {
            Habit::Regular => true,
            Habit::Slowing => occasion.date < slipped,
            Habit::Silent(times) => occasion.n < times,
            Habit::NotStarted => false,
        };
        let occasions = (0..).zip(self.dates()).map(|(n, date)| Occasion { couple: self, n, date });
        occasions.take_while(|occasion| horizon.past(occasion.logged_at())).filter(happened).collect()
    }

    /// What they have agreed on, once they have met twice. Those that met no
    /// more never did.
    fn agreement(self, held: &[Occasion]) -> Option<NewAgreement> {
        let second = held.get(1).filter(|_| !matches!(self.habit(), Habit::Silent(_)))?;
        let written = held[0].logged_at();
        let lang = self.lang(Role::Adept);
        Some(agreements::agreed(self.0, lang, self.every_weeks(), written, second.logged_at(), held.len()))
    }

    /// Since when they pause. One pair does from the autumn on.
    fn paused(self, horizon: Horizon) -> Option<Date> {
        (self.0 == 20 && horizon.today > PAUSED_ON).then_some(PAUSED_ON)
    }

    /// The next meeting, if they have settled it. The first pair always has,
    /// one to two weeks ahead, once it knows that it is one.
    fn next(self, horizon: Horizon) -> Option<DateTime> {
        let mut dice = Dice::of("nästa", [self.0, 0]);
        let date = match self.0 {
            1 => calendar::meeting_day((horizon.today + 9.days()).max(DATES[0])),
            _ if self.habit() == Habit::Regular && dice.chance(65) => {
                self.dates().find(|date| *date >= horizon.today)?
            }
            _ => return None,
        };
        let hour = dice.one_of([8, 9, 10, 13, 14, 15]);
        (date > horizon.today).then(|| date.at(hour, dice.one_of([0, 0, 30]), 0, 0))
    }

    /// How the next meeting is settled: most go to the other's organisation.
    fn plan(self) -> Plan {
        let mut dice = Dice::of("plats", [self.0, 0]);
        let mut of = |minutes, form, places: [&str; 2]| {
            let host = (form == Form::StudyVisit).then_some(Role::Mentor);
            Plan { minutes, form, host, place: dice.one_of(places).to_owned() }
        };
        match self.0 % 4 {
            1 => of(120, Form::StudyVisit, ["Receptionen på bottenvåningen", "Ledningsgruppens rum"]),
            2 => of(60, Form::Digital, ["https://mote.example/par", "https://mote.example/samtal"]),
            _ => of(90, Form::InPerson, ["Kaféet vid Järntorget", "Rummet Skansen, plan 3"]),
        }
    }

    /// One pair has a proposal to answer.
    fn open(self, horizon: Horizon) -> Option<(Role, Proposal)> {
        let days = [8, 12, 15].map(|days: i64| calendar::meeting_day((horizon.today + days.days()).max(DATES[0])));
        let times = days.into_iter().zip([9, 13, 15]).map(|(date, hour)| date.at(hour, 0, 0, 0)).collect();
        let plan = Plan { place: "Kaféet vid Järntorget".to_owned(), ..Plan::default() };
        (self.0 == 11).then_some((Role::Adept, Proposal { times, plan }))
    }

    fn lang(self, role: Role) -> Lang {
        let (adept, mentor) = PAIRS[self.0 - 1];
        match role {
            Role::Adept => adept.lang,
            Role::Mentor => mentor.lang,
        }
    }
}

impl Occasion {
    fn dice(self, matter: &str) -> Dice {
        Dice::of(matter, [self.couple.0, self.n])
    }

    fn logged(self, horizon: Horizon, latest: bool) -> (Log, EmailAddress, Timestamp) {
        let by = self.writer();
        (self.log(by, horizon, latest), self.couple.address(by), self.logged_at())
    }

    fn writer(self) -> Role {
        match self.couple.0 {
            1 if self.n % 3 == 1 => Role::Mentor,
            1 => Role::Adept,
            _ if self.dice("skribent").chance(60) => Role::Adept,
            _ => Role::Mentor,
        }
    }

    /// The same evening, or the next morning.
    fn logged_at(self) -> Timestamp {
        let mut dice = self.dice("sparad");
        let minute = i8::try_from(dice.below(60)).unwrap_or_default();
        let wall = if dice.chance(75) {
            self.date.at(dice.one_of([16, 17, 17, 18, 20]), minute, 0, 0)
        } else {
            (self.date + 1.day()).at(dice.one_of([7, 8]), minute, 0, 0)
        };
        time::instant(wall)
    }

    fn log(self, by: Role, horizon: Horizon, latest: bool) -> Log {
        let form = self.form();
        let lang = self.couple.lang(by);
        let talk = self.talk(form, lang);
        let (notes, actions, reflection) = self.written();
        Log {
            facts: Facts { date: self.date, minutes: self.minutes(form), form },
            notes: if notes { marked(talk, lang) } else { Notes::default() },
            actions: if actions { self.actions(talk, horizon, latest) } else { Vec::new() },
            goal: None,
            reflection: if reflection { text(talk.reflection(by)) } else { Notes::default() },
            next: None,
            again: false,
        }
    }

    fn form(self) -> Form {
        match (self.couple.0, self.n) {
            (1, n) if n < notes::FIRST_PAIR.len() => notes::FIRST_PAIR[n].0,
            (_, 0) => Form::InPerson,
            _ => match self.dice("form").below(100) {
                0..50 => Form::InPerson,
                50..89 => Form::Digital,
                _ => Form::StudyVisit,
            },
        }
    }

    fn minutes(self, form: Form) -> u32 {
        let mut dice = self.dice("minuter");
        match form {
            Form::StudyVisit => dice.one_of([120, 150, 180]),
            Form::InPerson => dice.one_of([60, 75, 90, 90, 120]),
            Form::Digital => dice.one_of([30, 45, 60, 60]),
        }
    }

    /// What they talked about. A pair comes back to a matter only when it has
    /// been through all the others.
    fn talk(self, form: Form, lang: Lang) -> &'static Talk {
        let Couple(pair) = self.couple;
        let of = |talks: &'static [Talk], n: usize| &talks[n % talks.len()];
        match (lang, self.n, form) {
            (Lang::Sv, n, _) if pair == 1 && n < notes::FIRST_PAIR.len() => &notes::FIRST_PAIR[n].1,
            (Lang::Sv, 0, _) => of(&notes::FIRST, pair),
            (Lang::Sv, n, Form::StudyVisit) => of(&notes::VISITS, pair + n),
            (Lang::Sv, n, _) => of(&notes::TALKS, pair * 5 + n * 8),
            (Lang::En, 0, _) => &notes::ENGLISH_FIRST,
            (Lang::En, _, Form::StudyVisit) => &notes::ENGLISH_VISIT,
            (Lang::En, n, _) => of(&notes::ENGLISH, pair + n),
        }
    }

    /// Whether there are notes, actions and a reflection. Many logs are facts only.
    fn written(self) -> (bool, bool, bool) {
        let mut dice = self.dice("skrivet");
        match self.couple.0 {
            1 => (true, true, true),
            _ if dice.chance(25) => (false, false, false),
            _ => (dice.chance(90), dice.chance(75), dice.chance(45)),
        }
    }

    /// Most of what should be done by now is done, by the first pair all of it;
    /// what was agreed on last is not.
    fn actions(self, talk: &Talk, horizon: Horizon, latest: bool) -> Vec<Action> {
        let mut dice = self.dice("gjort");
        let last = talk.agreed.len().saturating_sub(1);
        let action = |(n, agreed): (usize, &Agreed)| {
            let due = (agreed.weeks > 0).then(|| self.date + (agreed.weeks * 7).days());
            let expected = due.unwrap_or(self.date + 21.days());
            let kept = self.couple.0 == 1 || dice.chance(85);
            let done = expected < horizon.today && kept && !(latest && n == last);
            Action { what: What::parse(agreed.what).unwrap_or_default(), who: agreed.who, due, done }
        };
        (0..).zip(talk.agreed).map(action).collect()
    }
}

/// A talk's notes, which say at the end that they are made up.
fn marked(talk: &Talk, lang: Lang) -> Notes {
    let mark = match lang {
        Lang::Sv => notes::MARK_SV,
        Lang::En => notes::MARK_EN,
    };
    text(&format!("{}\n\n{mark}", talk.notes))
}

fn text(words: &str) -> Notes {
    Notes::parse(words).unwrap_or_default()
}
