//! How an application begins: by e-mail, or by nomination.

use domain::{
    application::{ApplicationId, Form, Part, State, StepKind},
    people::{Duty, EmailAddress, PersonId, Role},
    round::RoundId,
    time,
};
use jiff::Timestamp;
use store::{
    Error, Result,
    application::NewApplicant,
    mail::outbox::{Email, Recipient},
    people::{NewPerson, SignInRequest},
    round::{NewApplication, NewStep, NewVote},
    vault::CommonContext,
};

use crate::{
    Engine, Tx,
    queries::{
        mail::budget::Trigger,
        people,
        round::{call, known_person},
    },
};

/// An application that begins.
pub(crate) struct Begun {
    /// Whose.
    pub person: PersonId,
    /// As what.
    pub part: Part,
    /// The contact person who has nominated them.
    pub by: Option<PersonId>,
}

impl Engine {
    pub(crate) async fn request_application(
        &self,
        request: &SignInRequest,
        applicant: &NewApplicant,
        now: Timestamp,
    ) -> Result<()> {
        let sealed = self.vault.seal_parts(CommonContext::Applicant, &(&request.email, applicant))?;
        let message = Email::Apply { link: request.link.reveal().to_owned(), code: request.code.reveal().to_owned() };
        let mut tx = self.begin_write().await?;
        let (round, _) = call::applied_for(&mut tx, now).await?.ok_or(Error::NotFound)?;
        call::open_call(&mut tx, round, applicant.part, now).await?;
        self.note_request(&mut tx, request, Some(&sealed), now).await?;
        self.mail_applicant(&mut tx, &sealed, &message, now).await?;
        tx.commit().await
    }

    /// Mails whoever means to apply, as the request was kept: a person, if the address is
    /// someone's by now. Anyone can type another's address: the email says nothing that
    /// they have typed, and speaks to the address.
    pub(crate) async fn mail_applicant(
        &self,
        tx: &mut Tx,
        sealed: &[u8],
        message: &Email,
        now: Timestamp,
    ) -> Result<()> {
        let (email, applicant): (EmailAddress, NewApplicant) =
            self.vault.open_parts(CommonContext::Applicant, sealed).required()?;
        if let Some(person) = people::person_by_email(tx, &email).await? {
            return self.enqueue(tx, person, message, Trigger::own(0), now).await;
        }
        let address = email.as_str().to_owned();
        let to = Recipient { name: address.clone(), email: address, lang: applicant.lang };
        self.enqueue_to(tx, &to, message, Trigger::own(0), now).await?;
        Ok(())
    }

    /// Whoever has shown that an address is theirs, as the request was kept: a new
    /// person, if nobody has it yet, and their application.
    ///
    /// # Errors
    /// [`Error::Sealed`] for what was kept with another address.
    pub(crate) async fn admit_applicant(
        &self,
        tx: &mut Tx,
        sealed: &[u8],
        address_hash: &[u8],
        now: Timestamp,
    ) -> Result<PersonId> {
        let (email, applicant): (EmailAddress, NewApplicant) =
            self.vault.open_parts(CommonContext::Applicant, sealed).required()?;
        if self.vault.fingerprint(email.as_str()) != address_hash {
            return Err(Error::Sealed);
        }
        let (round, _) = call::applied_for(tx, now).await?.ok_or(Error::NotFound)?;
        let new = NewPerson {
            email,
            name: applicant.name,
            title: String::new(),
            phone: String::new(),
            organisation: applicant.organisation,
            lang: applicant.lang,
            duty: Duty::Applicant,
        };
        let person = people::insert_person(tx, &new).await?;
        people::duty::begin(tx, round, person, new.duty, time::today(now)).await?;
        self.insert_application(tx, round, Begun { person, part: applicant.part, by: None }, now).await?;
        Ok(person)
    }

    /// Writes an application of a round that is being loaded, as far as it has come.
    pub(crate) async fn load_application(&self, tx: &mut Tx, round: RoundId, new: &NewApplication) -> Result<()> {
        let person = known_person(tx, &new.person).await?;
        let supports = new.steps.iter().rev().find_map(|step| match step.kind {
            StepKind::Supported => Some(true),
            StepKind::Unsupported => Some(false),
            _ => None,
        });
        let nominated = new.steps.iter().find(|step| step.kind == StepKind::Nominated);
        let nominated_by = match nominated.and_then(|step| step.by.as_ref()) {
            Some(by) => Some(known_person(tx, by).await?),
            None => None,
        };
        let sent = new.steps.iter().find(|step| step.kind == StepKind::Sent).map_or(new.since, |step| step.at);
        let sent_at = (new.state != State::Draft).then(|| sent.as_millisecond());
        let id = sqlx::query_scalar!(
            r#"
            INSERT INTO applications (round_id, person_id, part, state, since, sent_at, manager_supports, nominated_by,
                role, sealed)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id AS "id!"
            "#,
            round.0,
            person.0,
            new.form.part.map(Part::name),
            new.state.name(),
            new.since.as_millisecond(),
            sent_at,
            supports,
            nominated_by.map(|by| by.0),
            new.role.map(Role::name),
            Vec::<u8>::new()
        );
        let id = ApplicationId(id.fetch_one(&mut **tx).await?);
        if let (Some(by), Some(step)) = (nominated_by, nominated) {
            let name = sqlx::query_scalar!("SELECT name FROM persons WHERE id = $1", person.0);
            let name = name.fetch_one(&mut **tx).await?;
            let as_what = (new.form.part.unwrap_or(Part::Either), name.as_str());
            insert_nomination(tx, round, (by, person), as_what, step.at).await?;
        }
        self.write_form(tx, id, &new.form).await?;
        self.write_conflicts(tx, id, &new.conflicts).await?;
        for NewStep { kind, at, by, said: [words, commits] } in &new.steps {
            let by = match by {
                Some(by) => Some(known_person(tx, by).await?),
                None => None,
            };
            self.note_step(tx, id, *kind, by, [words, commits], *at).await?;
        }
        for NewVote { by, ballot, at } in &new.votes {
            let by = known_person(tx, by).await?;
            self.write_vote(tx, id, by, ballot, *at).await?;
        }
        match &new.form.manager {
            Some(manager) if new.state == State::Sent => {
                self.send_link(tx, id, manager, Some(person), new.since).await.map(|_| ())
            }
            _ => Ok(()),
        }
    }

    /// Begins an application, if the person has none in the round; whether it did.
    pub(crate) async fn insert_application(
        &self,
        tx: &mut Tx,
        round: RoundId,
        begun: Begun,
        now: Timestamp,
    ) -> Result<bool> {
        let form = Form { part: Some(begun.part), ..Form::default() };
        // Sealed with its own number, which it has only then.
        let id = sqlx::query_scalar!(
            r#"
            INSERT INTO applications (round_id, person_id, part, state, since, nominated_by, sealed)
            VALUES ($1, $2, $3, 'draft', $4, $5, $6)
            ON CONFLICT (round_id, person_id) DO NOTHING RETURNING id AS "id!"
            "#,
            round.0,
            begun.person.0,
            begun.part.name(),
            now.as_millisecond(),
            begun.by.map(|person| person.0),
            Vec::<u8>::new()
        );
        let Some(id) = id.fetch_optional(&mut **tx).await?.map(ApplicationId) else { return Ok(false) };
        self.write_form(tx, id, &form).await?;
        let kind = if begun.by.is_some() { StepKind::Nominated } else { StepKind::Begun };
        self.note_step(tx, id, kind, begun.by.or(Some(begun.person)), ["", ""], now).await?;
        Ok(true)
    }
}

/// Notes that a contact person has nominated someone, by the name that they wrote;
/// whether they had not before.
pub(crate) async fn insert_nomination(
    tx: &mut Tx,
    round: RoundId,
    (by, person): (PersonId, PersonId),
    (part, name): (Part, &str),
    now: Timestamp,
) -> Result<bool> {
    let inserted = sqlx::query!(
        r#"
        INSERT INTO nominations (round_id, by_id, person_id, name, part, at) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT DO NOTHING
        "#,
        round.0,
        by.0,
        person.0,
        name,
        part.name(),
        now.as_millisecond()
    );
    Ok(inserted.execute(&mut **tx).await?.rows_affected() > 0)
}
