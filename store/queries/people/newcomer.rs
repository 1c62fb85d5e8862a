//! Someone whom an organiser adds by hand, also while the round is running.

use async_trait::async_trait;
use domain::{
    input::{FieldError, Problem},
    live::Change,
    people::{
        Caller, Duty, PersonId,
        address::AddressProblem,
        import::same_person,
        newcomer::{Newcomer, NewcomerProblem, Workplace},
    },
    round::RoundId,
    time,
};
use jiff::Timestamp;
use store::{Error, Newcomers, Result, idempotency::IdempotencyKey, mail::outbox::Email, people::NewPerson, row};

use super::{
    duty::{self, Before, Found},
    organisation,
};
use crate::{
    Engine, Tx,
    queries::{
        day::tally,
        mail::budget::Trigger,
        people,
        unit_of_work::{Begun, Concern},
    },
};

#[async_trait]
impl Newcomers for Engine {
    async fn add_newcomer(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        newcomer: &Newcomer,
        now: Timestamp,
    ) -> Result<PersonId> {
        if !caller.keeps_people() {
            return Err(Error::NotFound);
        }
        let mut tx = match self.begin(Concern::Round, caller, form, now).await? {
            Begun::Done(id) => return Ok(PersonId(id)),
            Begun::New(tx) => *tx,
        };
        crate::take_advisory_lock(&mut tx).await?;
        let found = find(&mut tx, newcomer).await?;
        if others(&mut tx, caller.round, found.person, newcomer.duty).await? {
            return Err(wrong("duty", NewcomerProblem::TakesPart));
        }
        if newcomer.duty.is_appointed() {
            self.appoint(&mut tx, caller, &found, newcomer.duty, &Before::default(), now).await?;
        } else {
            self.join(&mut tx, caller, (found.person, newcomer.duty), newcomer.invite, now).await?;
        }
        tx.made(found.person.0);
        tx.commit().await?;
        Ok(found.person)
    }
}

impl Engine {
    /// Makes someone adept, mentor or reserve in the caller's round, unless they are;
    /// whether they were not. Whoever is invited is asked to the days that are published.
    pub(super) async fn join(
        &self,
        tx: &mut Tx,
        caller: &Caller,
        (person, duty): (PersonId, Duty),
        invite: bool,
        now: Timestamp,
    ) -> Result<bool> {
        let round = caller.round;
        if !duty::begin(tx, round, person, duty, time::today(now)).await? {
            return Ok(false);
        }
        if let Some(role) = duty.role() {
            tally::count_with_role(tx, round, person, role, 1).await?;
        }
        if invite {
            self.enqueue(tx, person, &Email::Invitation, Trigger::by(caller.person, round.0), now).await?;
            if let Some(role) = duty.role() {
                self.invite_to_published(tx, caller, (person, role), now).await?;
            }
        }
        tx.announce(Change::Duty { round, person });
        Ok(true)
    }
}

/// Whoever has the address: someone new, or whoever is like them.
async fn find(tx: &mut Tx, newcomer: &Newcomer) -> Result<Found> {
    let (organisation, workplace) = match &newcomer.workplace {
        Workplace::Known(id) => (*id, organisation::name(tx, *id).await?.ok_or(Error::NotFound)?),
        Workplace::New(name) => organisation::known_or_new(tx, name).await?,
    };
    let details = newcomer.details.clone();
    let new = NewPerson {
        email: newcomer.email.clone(),
        name: details.name,
        title: details.title,
        phone: details.phone,
        organisation: workplace,
        lang: details.lang,
        duty: newcomer.duty,
    };
    let person = people::insert_person(tx, &new).await?;
    let found = duty::known(tx, person).await?.ok_or(Error::NotFound)?;
    if !same_person(&found.name, &new.name) {
        return Err(wrong("email", NewcomerProblem::OtherPerson));
    }
    if !found.active {
        return Err(wrong("email", AddressProblem::Deactivated));
    }
    if found.organisation != organisation {
        return Err(wrong("email", NewcomerProblem::OtherOrganisation));
    }
    Ok(found)
}

fn wrong(field: &str, problem: impl Into<Problem>) -> Error {
    Error::Invalid(vec![FieldError { field: field.to_owned(), problem: problem.into() }])
}

/// Whether someone takes part in a round otherwise than as is meant.
async fn others(tx: &mut Tx, round: RoundId, person: PersonId, duty: Duty) -> Result<bool> {
    if duty.is_appointed() {
        return Ok(false);
    }
    let others = sqlx::query_scalar!(
        r#"
        SELECT COUNT(*) AS "n!: i64" FROM duties
        WHERE round_id = $1 AND person_id = $2 AND duty IN ('adept', 'mentor', 'reserve') AND duty <> $3
        "#,
        round.0,
        person.0,
        duty.name()
    );
    Ok(row::count("duties", others.fetch_one(&mut **tx).await?)? > 0)
}
