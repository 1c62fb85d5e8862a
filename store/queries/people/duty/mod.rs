//! Duties begin and end. A row of `duties` is one that is held now: every request reads
//! there what someone may do. One that ends becomes a row of the history.

mod handover;
mod leave;

use async_trait::async_trait;
use domain::{
    input::{FieldError, Problem},
    live::Change,
    people::{
        Caller, Duty, Lang, Localised, OrganisationId, PersonId, Refusal,
        address::AddressProblem,
        duty::{Leaving, may_end},
    },
    round::RoundId,
    time,
};
use jiff::{Timestamp, civil::Date};
use store::{
    Duties, Error, Result,
    idempotency::IdempotencyKey,
    mail::outbox::Email,
    people::{
        NewPerson,
        duty::{Departure, Ending, Holder},
    },
    row,
    vault::CommonContext,
};

use super::organisation;
use crate::{
    Engine, Tx,
    queries::{
        day::tally,
        mail::budget::Trigger,
        people,
        round::closing::refuse_closed,
        unit_of_work::{Begun, Concern},
    },
};

#[async_trait]
impl Duties for Engine {
    async fn begin_duty(&self, caller: &Caller, holder: &Holder, duty: Duty, now: Timestamp) -> Result<PersonId> {
        if !caller.keeps_people() || !duty.is_appointed() {
            return Err(Error::NotFound);
        }
        let mut tx = self.begin_write().await?;
        refuse_closed(&mut tx, Concern::of_duty(duty), caller, now).await?;
        let found = find(&mut tx, holder, duty).await?;
        self.appoint(&mut tx, caller, &found, duty, &Before::default(), now).await?;
        tx.commit().await?;
        Ok(found.person)
    }

    async fn end_duty(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        person: PersonId,
        duty: Duty,
        ending: &Ending,
        now: Timestamp,
    ) -> Result<()> {
        if !caller.keeps_people() || !duty.is_appointed() {
            return Err(Error::NotFound);
        }
        let mut tx = match self.begin(Concern::Network, caller, form, now).await? {
            Begun::Done(_) => return Ok(()),
            Begun::New(tx) => *tx,
        };
        // Two organisers who end each other's at once would leave nobody.
        crate::take_advisory_lock(&mut tx).await?;
        if !has(&mut tx, caller.round, person, duty).await? {
            return Err(Error::NotFound);
        }
        let leaver = known(&mut tx, person).await?.ok_or(Error::NotFound)?;
        let successor = match &ending.successor {
            Some(holder) => Some(self.succeed(&mut tx, caller, (&leaver, duty), holder, now).await?),
            None => None,
        };
        may_end(duty, holders(&mut tx, caller.round, duty).await?)?;
        let reason = self.seal_reason(caller.round, person, duty, ending.reason.as_str())?;
        end(&mut tx, caller, (person, duty), reason.as_deref(), now).await?;
        self.hand_over(&mut tx, caller, (person, duty), successor.as_ref().map(|found| found.person), now).await?;
        let successor = successor.map(|found| found.name);
        let message = Email::DutyEnded { duty, by: caller.name.clone(), successor };
        self.enqueue(&mut tx, person, &message, trigger(caller, duty), now).await?;
        tx.announce(Change::Duty { round: caller.round, person });
        tx.commit().await
    }

    async fn leaving(&self, caller: &Caller, person: PersonId, now: Timestamp) -> Result<Option<Leaving>> {
        if !caller.keeps_people() {
            return Ok(None);
        }
        let mut tx = self.begin_read().await?;
        self.read_leaving(&mut tx, caller, person, now).await
    }

    async fn leave(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        person: PersonId,
        departure: &Departure,
        now: Timestamp,
    ) -> Result<()> {
        if !caller.keeps_people() {
            return Err(Error::NotFound);
        }
        let mut tx = match self.begin(Concern::Round, caller, form, now).await? {
            Begun::Done(_) => return Ok(()),
            Begun::New(tx) => *tx,
        };
        crate::take_advisory_lock(&mut tx).await?;
        self.take_out(&mut tx, caller, person, departure, now).await?;
        tx.commit().await
    }
}

/// What there was before someone was appointed.
#[derive(Default)]
pub(super) struct Before {
    /// The name of whoever had the duty, if they take over.
    holder: Option<String>,
    /// The titles of the days that whoever had it was responsible for.
    days: Vec<Localised>,
}

/// Someone who is to have a duty, or has one.
pub(crate) struct Found {
    pub person: PersonId,
    pub name: String,
    pub organisation: OrganisationId,
    ended: bool,
    pub active: bool,
}

impl Engine {
    /// Gives someone a duty, unless they have it; tells them, and of what waits for them.
    pub(super) async fn appoint(
        &self,
        tx: &mut Tx,
        caller: &Caller,
        found: &Found,
        duty: Duty,
        before: &Before,
        now: Timestamp,
    ) -> Result<()> {
        if duty == Duty::ContactPerson && found.ended {
            return Err(Refusal::OrganisationEnded.into());
        }
        let round = caller.round;
        if !begin(tx, round, found.person, duty, time::today(now)).await? {
            return Ok(());
        }
        let (after, days) = (before.holder.clone(), before.days.clone());
        let message = Email::DutyBegun { duty, by: caller.name.clone(), after, days };
        self.enqueue(tx, found.person, &message, trigger(caller, duty), now).await?;
        if duty == Duty::ContactPerson {
            self.readdress_applications(tx, caller, found, now).await?;
        }
        tx.announce(Change::Duty { round, person: found.person });
        Ok(())
    }

    /// Appoints whoever takes over.
    async fn succeed(
        &self,
        tx: &mut Tx,
        caller: &Caller,
        (leaver, duty): (&Found, Duty),
        holder: &Holder,
        now: Timestamp,
    ) -> Result<Found> {
        let found = find(tx, holder, duty).await?;
        if found.person == leaver.person {
            return Err(wrong_address(AddressProblem::AlreadyTheirs));
        }
        if duty == Duty::ContactPerson && found.organisation != leaver.organisation {
            return Err(wrong_address(AddressProblem::WorksElsewhere));
        }
        let days = match duty {
            Duty::Organiser => handover::days(tx, caller.round, leaver.person, now).await?,
            _ => Vec::new(),
        };
        let days = days.into_iter().map(|day| day.title).collect();
        let before = Before { holder: Some(leaver.name.clone()), days };
        self.appoint(tx, caller, &found, duty, &before, now).await?;
        Ok(found)
    }

    /// Why a duty ends, sealed; nothing, if nobody has said it.
    fn seal_reason(&self, round: RoundId, person: PersonId, duty: Duty, reason: &str) -> Result<Option<Vec<u8>>> {
        if reason.is_empty() {
            return Ok(None);
        }
        self.vault.seal_common(CommonContext::DutyEnded(round, person, duty), reason).map(Some)
    }
}

/// What an email about a duty counts by: nobody is told too often of the same.
fn trigger(caller: &Caller, duty: Duty) -> Trigger {
    let place = Duty::ALL.iter().position(|known| *known == duty).unwrap_or_default();
    let duties = i64::try_from(Duty::ALL.len()).unwrap_or(i64::MAX);
    Trigger::by(caller.person, caller.round.0 * duties + i64::try_from(place).unwrap_or_default())
}

pub(crate) fn wrong_address(problem: impl Into<Problem>) -> Error {
    Error::Invalid(vec![FieldError { field: "email".to_owned(), problem: problem.into() }])
}

/// Whoever is to have a duty. Someone new is added.
async fn find(tx: &mut Tx, holder: &Holder, duty: Duty) -> Result<Found> {
    let found = person_of(tx, holder).await?;
    if !found.active {
        return Err(wrong_address(AddressProblem::Deactivated));
    }
    let elsewhere = matches!(holder, Holder::Typed { organisation, .. } if *organisation != found.organisation);
    if duty == Duty::ContactPerson && elsewhere {
        return Err(wrong_address(AddressProblem::WorksElsewhere));
    }
    Ok(found)
}

/// Whoever is meant: someone who can sign in, or whoever has the address. Someone new is
/// added, and has no duty by that.
pub(crate) async fn person_of(tx: &mut Tx, holder: &Holder) -> Result<Found> {
    let (email, name, organisation) = match holder {
        Holder::Known(person) => {
            return known(tx, *person).await?.filter(|found| found.active).ok_or(Error::NotFound);
        }
        Holder::Typed { email, name, organisation } => (email, name, *organisation),
    };
    let new = NewPerson {
        email: email.clone(),
        name: name.clone(),
        title: String::new(),
        phone: String::new(),
        organisation: organisation::name(tx, organisation).await?.ok_or(Error::NotFound)?,
        lang: Lang::Sv,
        // Which is not looked at: nobody has a duty by being added.
        duty: Duty::Reserve,
    };
    let person = people::insert_person(tx, &new).await?;
    known(tx, person).await?.ok_or(Error::NotFound)
}

pub(super) async fn known(tx: &mut Tx, person: PersonId) -> Result<Option<Found>> {
    let row = sqlx::query!(
        r#"
        SELECT p.name, p.organisation_id, p.deactivated_at, o.ended_on
        FROM persons p JOIN organisations o ON o.id = p.organisation_id WHERE p.id = $1
        "#,
        person.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| Found {
        person,
        name: row.name,
        organisation: OrganisationId(row.organisation_id),
        ended: row.ended_on.is_some(),
        active: row.deactivated_at.is_none(),
    }))
}

async fn has(tx: &mut Tx, round: RoundId, person: PersonId, duty: Duty) -> Result<bool> {
    let held = sqlx::query_scalar!(
        r#"
        SELECT COUNT(*) AS "n!: i64" FROM duties WHERE round_id = $1 AND person_id = $2 AND duty = $3
        "#,
        round.0,
        person.0,
        duty.name()
    );
    Ok(held.fetch_one(&mut **tx).await? > 0)
}

/// How many have a duty in a round.
async fn holders(tx: &mut Tx, round: RoundId, duty: Duty) -> Result<u32> {
    let holders = sqlx::query_scalar!(
        r#"SELECT COUNT(*) AS "n!: i64" FROM duties WHERE round_id = $1 AND duty = $2"#,
        round.0,
        duty.name()
    );
    row::count("duties", holders.fetch_one(&mut **tx).await?)
}

/// Gives someone a duty; whether they did not have it.
pub(crate) async fn begin(tx: &mut Tx, round: RoundId, person: PersonId, duty: Duty, since: Date) -> Result<bool> {
    let begun = sqlx::query!(
        "INSERT INTO duties (round_id, person_id, duty, since) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        round.0,
        person.0,
        duty.name(),
        since.to_string()
    );
    Ok(begun.execute(&mut **tx).await?.rows_affected() > 0)
}

/// Takes a duty from someone and keeps it as history; whether they had it. Whoever takes
/// part no longer is no longer counted among those who have answered.
pub(crate) async fn end(
    tx: &mut Tx,
    caller: &Caller,
    (person, duty): (PersonId, Duty),
    sealed: Option<&[u8]>,
    now: Timestamp,
) -> Result<bool> {
    if let Some(role) = duty.role() {
        tally::count_with_role(tx, caller.round, person, role, -1).await?;
    }
    let since = sqlx::query_scalar!(
        r#"DELETE FROM duties WHERE round_id = $1 AND person_id = $2 AND duty = $3 RETURNING since AS "since!""#,
        caller.round.0,
        person.0,
        duty.name()
    );
    let Some(since) = since.fetch_optional(&mut **tx).await? else { return Ok(false) };
    sqlx::query!(
        r#"
        INSERT INTO duty_history (round_id, person_id, duty, since, until, by_id, sealed)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        "#,
        caller.round.0,
        person.0,
        duty.name(),
        since,
        time::today(now).to_string(),
        caller.person.0,
        sealed
    )
    .execute(&mut **tx)
    .await?;
    Ok(true)
}
