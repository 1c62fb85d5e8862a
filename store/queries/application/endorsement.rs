//! The contact person's part: endorsing, ranking, nominating, and who does it
//! while they are away.

use async_trait::async_trait;
use domain::{
    application::{ApplicationId, State, StepKind},
    input::{FieldError, Problem},
    people::{Caller, Duty, EmailAddress, PersonId},
};
use jiff::{Timestamp, civil::Date};
use store::{
    Endorsements, Error, Result,
    application::endorsement::{NewStandIn, Nominee, StandIn, Verdict},
    mail::outbox::Email,
    people::NewPerson,
    row,
};

use super::{changed, set_state, start::Begun};
use crate::{
    Engine, Tx,
    queries::{
        people::{self, employer::organisation},
        round::call,
    },
};

#[async_trait]
impl Endorsements for Engine {
    async fn endorse(&self, caller: &Caller, id: ApplicationId, verdict: &Verdict, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_write().await?;
        let own = self.lock_application(&mut tx, id).await?.filter(|own| own.round == caller.round);
        let own = own.ok_or(Error::NotFound)?;
        // Nobody endorses their own.
        if !caller.endorses(own.organisation) || own.person == caller.person || own.state == State::Draft {
            return Err(Error::NotFound);
        }
        let (step, words) = match verdict {
            Verdict::Endorse(words) => (StepKind::Endorsed, words),
            Verdict::Return(words) => (StepKind::Returned, words),
            Verdict::Decline(words) => (StepKind::NotEndorsed, words),
        };
        let state = own.state.after(step, own.supports).ok_or(Error::Conflict)?;
        set_state(&mut tx, id, state, now).await?;
        self.note_step(&mut tx, id, step, Some(caller.person), [words, ""], now).await?;
        self.enqueue(&mut tx, Some(own.person), &Email::ApplicationStep { step }, now).await?;
        self.commit(tx, own.change()).await
    }

    async fn rank(&self, caller: &Caller, ranks: &[(ApplicationId, u32)]) -> Result<()> {
        if !caller.has(Duty::ContactPerson) {
            return Err(Error::NotFound);
        }
        let mut tx = self.begin_write().await?;
        sqlx::query!(
            r#"
            UPDATE applications SET rank = NULL WHERE round_id = $1
                AND person_id IN (SELECT p.id FROM persons p WHERE p.organisation_id = $2)
            "#,
            caller.round.0,
            caller.organisation.0
        )
        .execute(&mut *tx)
        .await?;
        for (id, rank) in ranks {
            sqlx::query!(
                r#"
                UPDATE applications SET rank = $4 WHERE id = $1 AND round_id = $2
                    AND person_id IN (SELECT p.id FROM persons p WHERE p.organisation_id = $3)
                "#,
                id.0,
                caller.round.0,
                caller.organisation.0,
                i64::from(*rank)
            )
            .execute(&mut *tx)
            .await?;
        }
        self.commit(tx, changed(caller)).await
    }

    async fn nominate(&self, caller: &Caller, nominee: &Nominee, now: Timestamp) -> Result<()> {
        if !caller.has(Duty::ContactPerson) {
            return Err(Error::NotFound);
        }
        let mut tx = self.begin_write().await?;
        let call = call::open_call(&mut tx, caller.round, nominee.part, now).await?;
        let person = colleague(&mut tx, caller, &nominee.email, &nominee.name, nominee.lang).await?;
        people::insert_duty(&mut tx, caller.round, person, Duty::Applicant).await?;
        let begun = Begun { person, part: nominee.part, by: Some(caller.person) };
        if self.insert_application(&mut tx, caller.round, begun, now).await? {
            let message = Email::Nominated { by: caller.name.clone(), part: nominee.part, closes: call.closes };
            self.enqueue(&mut tx, Some(person), &message, now).await?;
        } else {
            self.note_nomination(&mut tx, caller, person, now).await?;
        }
        self.commit(tx, changed(caller)).await
    }

    async fn stand_in(&self, caller: &Caller, today: Date) -> Result<Option<StandIn>> {
        let row = sqlx::query!(
            r#"
            SELECT p.name, s.starts_on, s.ends_on FROM stand_ins s JOIN persons p ON p.id = s.stand_in_id
            WHERE s.round_id = $1 AND s.contact_id = $2 AND s.ends_on >= $3
            "#,
            caller.round.0,
            caller.person.0,
            today.to_string()
        )
        .fetch_optional(self.reader())
        .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(StandIn {
            name: row.name,
            from: row::date("stand_ins", &row.starts_on)?,
            until: row::date("stand_ins", &row.ends_on)?,
        }))
    }

    async fn set_stand_in(&self, caller: &Caller, new: Option<&NewStandIn>, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_write().await?;
        if !is_contact_person(&mut tx, caller).await? {
            return Err(Error::NotFound);
        }
        sqlx::query!("DELETE FROM stand_ins WHERE round_id = $1 AND contact_id = $2", caller.round.0, caller.person.0)
            .execute(&mut *tx)
            .await?;
        if let Some(NewStandIn { email, stand_in: StandIn { name, from, until } }) = new {
            let lang = domain::people::Lang::Sv;
            let person = colleague(&mut tx, caller, email, name, lang).await?;
            if person == caller.person {
                return Err(wrong_address());
            }
            sqlx::query!(
                r#"
                INSERT INTO stand_ins (round_id, contact_id, stand_in_id, starts_on, ends_on)
                VALUES ($1, $2, $3, $4, $5)
                "#,
                caller.round.0,
                caller.person.0,
                person.0,
                from.to_string(),
                until.to_string()
            )
            .execute(&mut *tx)
            .await?;
            let message = Email::StandsIn { by: caller.name.clone(), from: *from, until: *until };
            self.enqueue(&mut tx, Some(person), &message, now).await?;
        }
        tx.commit().await
    }
}

impl Engine {
    /// Notes that whoever had begun an application by themselves is nominated too.
    async fn note_nomination(&self, tx: &mut Tx, caller: &Caller, person: PersonId, now: Timestamp) -> Result<()> {
        let id = sqlx::query_scalar!(
            r#"
            UPDATE applications SET nominated_by = $3
            WHERE round_id = $1 AND person_id = $2 AND nominated_by IS NULL RETURNING id AS "id!"
            "#,
            caller.round.0,
            person.0,
            caller.person.0
        );
        if let Some(id) = id.fetch_optional(&mut **tx).await? {
            self.note_step(tx, ApplicationId(id), StepKind::Nominated, Some(caller.person), ["", ""], now).await?;
        }
        Ok(())
    }
}

/// Someone of the caller's organisation, new or known.
///
/// # Errors
/// [`Error::Invalid`] for an address of someone who works elsewhere.
async fn colleague(
    tx: &mut Tx,
    caller: &Caller,
    email: &EmailAddress,
    name: &str,
    lang: domain::people::Lang,
) -> Result<PersonId> {
    let new = NewPerson {
        email: email.clone(),
        name: name.to_owned(),
        title: String::new(),
        phone: String::new(),
        organisation: organisation(tx, caller.organisation).await?.ok_or(Error::NotFound)?,
        lang,
        duty: Duty::Applicant,
    };
    let person = people::insert_person(tx, &new).await?;
    let works_for = sqlx::query_scalar!("SELECT organisation_id FROM persons WHERE id = $1", person.0);
    let works_for = works_for.fetch_one(&mut **tx).await?;
    if works_for == caller.organisation.0 { Ok(person) } else { Err(wrong_address()) }
}

fn wrong_address() -> Error {
    Error::Invalid(vec![FieldError { field: "email".to_owned(), problem: Problem::NotAColleague }])
}

/// Whether the duty is the caller's own, and not that of someone whom they stand
/// in for.
async fn is_contact_person(tx: &mut Tx, caller: &Caller) -> Result<bool> {
    let own = sqlx::query_scalar!(
        "SELECT duty FROM duties WHERE round_id = $1 AND person_id = $2 AND duty = 'contact_person'",
        caller.round.0,
        caller.person.0
    );
    Ok(own.fetch_optional(&mut **tx).await?.is_some())
}
