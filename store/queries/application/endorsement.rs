//! The contact person's part: endorsing, ranking, nominating, and who does it
//! while they are away.

use async_trait::async_trait;
use domain::{
    access::Area,
    application::{ApplicationId, Call, Part, State, StepKind, typed::AddressProblem},
    input::FieldError,
    mail::budget::OverBudget,
    people::{Caller, Duty, EmailAddress, PersonId},
    time,
};
use jiff::{Timestamp, civil::Date};
use store::{
    Endorsements, Error, Result,
    application::endorsement::{NewStandIn, Nominated, Nomination, Nominee, StandIn, Verdict},
    mail::outbox::Email,
    people::NewPerson,
    row,
};

use super::{
    changed, set_state,
    start::{Begun, insert_nomination},
};
use crate::{
    Engine, Tx,
    queries::{
        mail::budget::Trigger,
        people::{self, organisation},
        round::call,
    },
};

#[async_trait]
impl Endorsements for Engine {
    async fn endorse(&self, caller: &Caller, id: ApplicationId, verdict: &Verdict, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_of_round(caller).await?;
        let own = self.lock_application(&mut tx, id).await?.filter(|own| own.round == caller.round);
        let own = own.ok_or(Error::NotFound)?;
        if !caller.endorses_application(own.person, own.organisation) || own.state == State::Draft {
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
        let trigger = Trigger::by(caller.person, id.0);
        self.enqueue(&mut tx, own.person, &Email::ApplicationStep { step }, trigger, now).await?;
        tx.announce(own.change());
        tx.commit().await
    }

    async fn rank(
        &self,
        caller: &Caller,
        read: &[(ApplicationId, Option<u32>)],
        ranks: &[(ApplicationId, u32)],
    ) -> Result<()> {
        if !caller.may_use(Area::Contact) {
            return Err(Error::NotFound);
        }
        let mut tx = self.begin_of_round(caller).await?;
        crate::take_advisory_lock(&mut tx).await?;
        for (id, read) in read {
            let rank = sqlx::query_scalar!(
                "SELECT rank FROM applications WHERE id = $1 AND round_id = $2 AND person_id <> $3",
                id.0,
                caller.round.0,
                caller.person.0
            );
            // What has gone meanwhile is ranked no more; one's own is left out.
            let rank = rank.fetch_optional(&mut *tx).await?;
            if rank.is_some_and(|rank| rank != read.map(i64::from)) {
                return Err(Error::Conflict);
            }
        }
        sqlx::query!(
            r#"
            UPDATE applications SET rank = NULL WHERE round_id = $1 AND person_id <> $3
                AND person_id IN (SELECT p.id FROM persons p WHERE p.organisation_id = $2)
            "#,
            caller.round.0,
            caller.organisation.0,
            caller.person.0
        )
        .execute(&mut *tx)
        .await?;
        for (id, rank) in ranks {
            sqlx::query!(
                r#"
                UPDATE applications SET rank = $4 WHERE id = $1 AND round_id = $2 AND person_id <> $5
                    AND person_id IN (SELECT p.id FROM persons p WHERE p.organisation_id = $3)
                "#,
                id.0,
                caller.round.0,
                caller.organisation.0,
                i64::from(*rank),
                caller.person.0
            )
            .execute(&mut *tx)
            .await?;
        }
        tx.announce(changed(caller));
        tx.commit().await
    }

    async fn nominate(&self, caller: &Caller, nominee: &Nominee, now: Timestamp) -> Result<Nomination> {
        if !caller.may_use(Area::Contact) {
            return Err(Error::NotFound);
        }
        let mut tx = self.begin_of_round(caller).await?;
        let call = call::open_call(&mut tx, caller.round, nominee.part, now).await?;
        let found = find(&mut tx, caller, &nominee.email, &nominee.name, nominee.lang).await?;
        // Whoever it is: what is said to a second try tells no more than the first.
        let (two, as_what) = ((caller.person, found.person()), (nominee.part, nominee.name.as_str()));
        if !insert_nomination(&mut tx, caller.round, two, as_what, now).await? {
            return Ok(Nomination::Again);
        }
        let nomination = match found {
            Found::Colleague(person) => self.nominate_colleague(&mut tx, caller, person, (nominee, &call), now).await?,
            Found::Elsewhere(person) => {
                self.tell_elsewhere(&mut tx, caller, person, false, now).await?;
                Nomination::New
            }
        };
        tx.announce(changed(caller));
        tx.commit().await?;
        Ok(nomination)
    }

    async fn nominations(&self, caller: &Caller) -> Result<Vec<Nominated>> {
        if !caller.may_use(Area::Contact) {
            return Ok(Vec::new());
        }
        let rows = sqlx::query!(
            r#"
            SELECT n.person_id, n.name, n.part, n.at, a.state AS "state?"
            FROM nominations n JOIN persons p ON p.id = n.person_id
            LEFT JOIN applications a ON a.round_id = n.round_id AND a.person_id = n.person_id AND a.state <> 'draft'
                AND p.organisation_id = $3
            WHERE n.round_id = $1 AND n.by_id = $2 ORDER BY n.at DESC, n.person_id
            "#,
            caller.round.0,
            caller.person.0,
            caller.organisation.0
        )
        .fetch_all(self.reader())
        .await?;
        let nominated = rows.into_iter().map(|row| {
            let state = row.state.map(|state| row::named("applications", &state, State::from_name));
            Ok(Nominated {
                person: PersonId(row.person_id),
                part: row::named("nominations", &row.part, Part::from_name)?,
                at: row::timestamp("nominations", row.at)?,
                state: state.transpose()?,
                name: row.name,
            })
        });
        nominated.collect()
    }

    async fn stand_in(&self, caller: &Caller, today: Date) -> Result<Option<StandIn>> {
        let row = sqlx::query!(
            r#"
            SELECT s.name, s.starts_on, s.ends_on FROM stand_ins s
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
        let mut tx = self.begin_of_round(caller).await?;
        if !is_contact_person(&mut tx, caller).await? {
            return Err(Error::NotFound);
        }
        sqlx::query!("DELETE FROM stand_ins WHERE round_id = $1 AND contact_id = $2", caller.round.0, caller.person.0)
            .execute(&mut *tx)
            .await?;
        if let Some(NewStandIn { email, lang, stand_in: StandIn { name, from, until } }) = new {
            let found = find(&mut tx, caller, email, name, *lang).await?;
            if found.person() == caller.person {
                return Err(own_address());
            }
            // Of someone who works elsewhere too: it lets them do nothing, and tells nothing.
            sqlx::query!(
                r#"
                INSERT INTO stand_ins (round_id, contact_id, stand_in_id, name, starts_on, ends_on)
                VALUES ($1, $2, $3, $4, $5, $6)
                "#,
                caller.round.0,
                caller.person.0,
                found.person().0,
                name,
                from.to_string(),
                until.to_string()
            )
            .execute(&mut *tx)
            .await?;
            match found {
                Found::Colleague(person) => {
                    let message = Email::StandsIn { by: caller.name.clone(), from: *from, until: *until };
                    self.enqueue(&mut tx, person, &message, Trigger::by(caller.person, caller.round.0), now).await?;
                }
                Found::Elsewhere(person) => self.tell_elsewhere(&mut tx, caller, person, true, now).await?,
            }
        }
        tx.commit().await
    }
}

impl Engine {
    async fn nominate_colleague(
        &self,
        tx: &mut Tx,
        caller: &Caller,
        person: PersonId,
        (nominee, call): (&Nominee, &Call),
        now: Timestamp,
    ) -> Result<Nomination> {
        people::duty::begin(tx, caller.round, person, Duty::Applicant, time::today(now)).await?;
        let begun = Begun { person, part: nominee.part, by: Some(caller.person) };
        if !self.insert_application(tx, caller.round, begun, now).await? {
            return self.note_nomination(tx, caller, person, now).await;
        }
        let message = Email::Nominated { by: caller.name.clone(), part: nominee.part, closes: call.closes };
        self.enqueue(tx, person, &message, Trigger::by(caller.person, caller.round.0), now).await?;
        Ok(Nomination::New)
    }

    /// Tells someone who works elsewhere that the caller takes them for a colleague.
    /// The caller is told nothing: who is a member is not theirs to know. So a second
    /// try is no more refused than with a colleague.
    async fn tell_elsewhere(
        &self,
        tx: &mut Tx,
        caller: &Caller,
        person: PersonId,
        stand_in: bool,
        now: Timestamp,
    ) -> Result<()> {
        let organisation = organisation::name(tx, caller.organisation).await?.ok_or(Error::NotFound)?;
        let message = Email::WorksElsewhere { by: caller.name.clone(), organisation, stand_in };
        match self.enqueue(tx, person, &message, Trigger::by(caller.person, caller.round.0), now).await {
            Err(Error::OverBudget(OverBudget::Recipient)) if !stand_in => Ok(()),
            outcome => outcome,
        }
    }

    /// Notes that whoever had begun an application by themselves is nominated too.
    async fn note_nomination(
        &self,
        tx: &mut Tx,
        caller: &Caller,
        person: PersonId,
        now: Timestamp,
    ) -> Result<Nomination> {
        let id = sqlx::query_scalar!(
            r#"
            UPDATE applications SET nominated_by = $3
            WHERE round_id = $1 AND person_id = $2 AND nominated_by IS NULL RETURNING id AS "id!"
            "#,
            caller.round.0,
            person.0,
            caller.person.0
        );
        let Some(id) = id.fetch_optional(&mut **tx).await? else { return Ok(Nomination::ByAnother) };
        self.note_step(tx, ApplicationId(id), StepKind::Nominated, Some(caller.person), ["", ""], now).await?;
        Ok(Nomination::Noted)
    }
}

/// Whose an address is.
#[derive(Clone, Copy)]
enum Found {
    /// Someone of the caller's organisation, new or known.
    Colleague(PersonId),
    /// Someone who works elsewhere.
    Elsewhere(PersonId),
}

impl Found {
    const fn person(self) -> PersonId {
        match self {
            Self::Colleague(person) | Self::Elsewhere(person) => person,
        }
    }
}

/// Finds out whose an address is. Someone new works for the caller's organisation.
async fn find(
    tx: &mut Tx,
    caller: &Caller,
    email: &EmailAddress,
    name: &str,
    lang: domain::people::Lang,
) -> Result<Found> {
    let new = NewPerson {
        email: email.clone(),
        name: name.to_owned(),
        title: String::new(),
        phone: String::new(),
        organisation: organisation::name(tx, caller.organisation).await?.ok_or(Error::NotFound)?,
        lang,
        duty: Duty::Applicant,
    };
    let person = people::insert_person(tx, &new).await?;
    let works_for = sqlx::query_scalar!("SELECT organisation_id FROM persons WHERE id = $1", person.0);
    let works_for = works_for.fetch_one(&mut **tx).await?;
    Ok(if works_for == caller.organisation.0 { Found::Colleague(person) } else { Found::Elsewhere(person) })
}

fn own_address() -> Error {
    Error::Invalid(vec![FieldError { field: "email".to_owned(), problem: AddressProblem::Own.into() }])
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
