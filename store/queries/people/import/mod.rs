//! People from a spreadsheet, of the round that is open and of earlier ones.

mod done;
mod known;

use std::collections::HashSet;

use async_trait::async_trait;
use domain::{
    live::Change,
    pair::PairId,
    people::{
        Caller, Lang, PersonId, Role,
        import::{Fault, ImportId, ImportLine, ImportPage, Order, Part, Plan, PlannedPair, PlannedRound, Row, check},
    },
    round::RoundId,
};
use jiff::Timestamp;
use store::{Error, Imports, Result, idempotency::IdempotencyKey, people::NewPerson, row};

use self::done::Brought;
use super::{
    duty::{self, Before},
    organisation,
};
use crate::{
    Engine, Tx,
    queries::{
        matching::EVERY_WEEKS,
        people,
        round::known_person,
        unit_of_work::{Begun, Concern},
    },
};

#[async_trait]
impl Imports for Engine {
    async fn plan_import(
        &self,
        caller: &Caller,
        rows: &[Row],
        accepted: &[String],
        now: Timestamp,
    ) -> Result<Result<Plan, Vec<Fault>>> {
        if !caller.runs_the_programme() {
            return Err(Error::NotFound);
        }
        let mut tx = self.begin_read().await?;
        Ok(check(rows, &self.known(&mut tx, caller, (rows, accepted), now).await?))
    }

    async fn import(
        &self,
        caller: &Caller,
        key: Option<&IdempotencyKey>,
        order: &Order,
        now: Timestamp,
    ) -> Result<u32> {
        if !caller.runs_the_programme() {
            return Err(Error::NotFound);
        }
        let mut tx = match self.begin(Concern::Network, caller, key, now).await? {
            Begun::Done(parts) => return row::count("form_keys", parts),
            Begun::New(tx) => *tx,
        };
        // What one imports is known when the next one is checked.
        crate::take_advisory_lock(&mut tx).await?;
        let known = self.known(&mut tx, caller, (&order.rows, &order.accepted), now).await?;
        let Ok(plan) = check(&order.rows, &known) else { return Err(Error::Conflict) };
        let mut work =
            Work { engine: self, caller, invite: order.invite, now, invited: HashSet::new(), brought: Vec::new() };
        work.carry_out(&mut tx, &plan).await?;
        if !work.brought.is_empty() {
            done::note(&mut tx, caller, &order.file, &work.brought, now).await?;
            tx.announce(Change::Resync);
        }
        let parts = u32::try_from(plan.parts.len()).unwrap_or(u32::MAX);
        tx.made(parts.into());
        tx.commit().await?;
        Ok(parts)
    }

    async fn imports(&self, caller: &Caller) -> Result<Option<Vec<ImportLine>>> {
        if !caller.runs_the_programme() {
            return Ok(None);
        }
        Ok(Some(done::lines(&mut *self.begin_read().await?, None).await?))
    }

    async fn import_page(&self, caller: &Caller, import: ImportId) -> Result<Option<ImportPage>> {
        if !caller.runs_the_programme() {
            return Ok(None);
        }
        done::page(&mut *self.begin_read().await?, import).await
    }

    async fn undo_import(&self, caller: &Caller, import: ImportId, now: Timestamp) -> Result<()> {
        if !caller.runs_the_programme() {
            return Err(Error::NotFound);
        }
        let mut tx = self.begin_write().await?;
        crate::take_advisory_lock(&mut tx).await?;
        done::undo(&mut tx, caller, import, now).await?;
        tx.commit().await
    }
}

/// An import that is being carried out.
struct Work<'a> {
    engine: &'a Engine,
    caller: &'a Caller,
    invite: bool,
    now: Timestamp,
    /// Those who are asked to the days that are published.
    invited: HashSet<PersonId>,
    /// What it has brought, in an order in which each may rest on those before it.
    brought: Vec<Brought>,
}

impl Work<'_> {
    async fn carry_out(&mut self, tx: &mut Tx, plan: &Plan) -> Result<()> {
        for round in plan.rounds.iter().filter(|round| !round.is_known) {
            let id = insert_round(tx, self.caller.round, round).await?;
            self.brought.push(Brought::Round(id));
        }
        for name in &plan.organisations {
            let (id, _) = organisation::known_or_new(tx, name).await?;
            self.brought.push(Brought::Organisation(id));
        }
        let mut new = HashSet::new();
        for part in latest_first(&plan.parts) {
            let person = insert_person(tx, part).await?;
            if !part.is_known && new.insert(person) {
                self.brought.push(Brought::Person(person));
            }
            self.give(tx, part, person).await?;
        }
        for pair in plan.pairs.iter().filter(|pair| !pair.is_there) {
            let pair = if pair.is_open { self.pair_up(tx, pair).await? } else { insert_pair(tx, pair).await? };
            self.brought.push(Brought::Pair(pair));
        }
        Ok(())
    }

    /// Gives someone what they are in a round. An earlier one began when it did.
    async fn give(&mut self, tx: &mut Tx, part: &Part, person: PersonId) -> Result<()> {
        if part.is_there {
            return Ok(());
        }
        let round = if part.is_open { self.caller.round } else { round_of(tx, part.round).await? };
        if !part.is_open {
            let starts_on = sqlx::query_scalar!("SELECT starts_on FROM rounds WHERE id = $1", round.0);
            let starts_on = row::date("rounds", &starts_on.fetch_one(&mut **tx).await?)?;
            duty::begin(tx, round, person, part.duty, starts_on).await?;
        } else if part.duty.is_appointed() {
            let found = duty::known(tx, person).await?.ok_or(Error::NotFound)?;
            self.engine.appoint(tx, self.caller, &found, part.duty, &Before::default(), self.now).await?;
        } else {
            self.engine.join(tx, self.caller, (person, part.duty), self.invite, self.now).await?;
            if self.invite {
                self.invited.insert(person);
            }
        }
        self.brought.push(Brought::Duty(round, person, part.duty));
        Ok(())
    }

    /// Makes two a pair in the round that is open, as a matching that is published does.
    async fn pair_up(&mut self, tx: &mut Tx, pair: &PlannedPair) -> Result<PairId> {
        let two = (known_person(tx, &pair.adept).await?, known_person(tx, &pair.mentor).await?);
        let made = self.engine.make_pair(tx, self.caller, two, self.now).await?;
        for (person, role) in [(two.0, Role::Adept), (two.1, Role::Mentor)] {
            if !made.joined.contains(&person) && self.invited.insert(person) {
                self.engine.invite_unanswered(tx, self.caller, (person, role), self.now).await?;
            }
        }
        Ok(made.pair)
    }
}

/// Someone in several rounds becomes known as they were in the latest.
fn latest_first(parts: &[Part]) -> Vec<&Part> {
    let mut parts: Vec<_> = parts.iter().collect();
    parts.sort_by_key(|part| (std::cmp::Reverse(part.round), part.line));
    parts
}

/// A round that is not known yet takes as many pairs as the one that is open.
async fn insert_round(tx: &mut Tx, current: RoundId, round: &PlannedRound) -> Result<RoundId> {
    let id = sqlx::query_scalar!(
        r#"
        INSERT INTO rounds (number, starts_on, ends_on, max_pairs)
        SELECT $2, $3, $4, max_pairs FROM rounds WHERE id = $1 RETURNING id AS "id!"
        "#,
        current.0,
        i64::from(round.number),
        round.starts_on.to_string(),
        round.ends_on.to_string()
    );
    Ok(RoundId(id.fetch_one(&mut **tx).await?))
}

async fn insert_person(tx: &mut Tx, part: &Part) -> Result<PersonId> {
    let person = NewPerson {
        email: part.email.clone(),
        name: part.name.clone(),
        title: part.title.clone(),
        phone: part.phone.clone(),
        organisation: part.organisation.clone(),
        lang: Lang::Sv,
        duty: part.duty,
    };
    people::insert_person(tx, &person).await
}

/// A pair of an earlier round is over. It has written nothing here, and so has no key.
async fn insert_pair(tx: &mut Tx, pair: &PlannedPair) -> Result<PairId> {
    let (adept, mentor) = (known_person(tx, &pair.adept).await?, known_person(tx, &pair.mentor).await?);
    let round = round_of(tx, pair.round).await?;
    let id = sqlx::query_scalar!(
        r#"
        INSERT INTO pairs (round_id, adept_id, mentor_id, every_weeks, since, state, state_since)
        VALUES ($1, $2, $3, $4, $5, 'ended', $6) RETURNING id AS "id!"
        "#,
        round.0,
        adept.0,
        mentor.0,
        EVERY_WEEKS,
        pair.since.to_string(),
        pair.until.to_string()
    );
    Ok(PairId(id.fetch_one(&mut **tx).await?))
}

async fn round_of(tx: &mut Tx, number: u32) -> Result<RoundId> {
    let id = sqlx::query_scalar!("SELECT id FROM rounds WHERE number = $1", i64::from(number));
    Ok(RoundId(id.fetch_one(&mut **tx).await?))
}
