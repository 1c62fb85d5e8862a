//! Applications: the applicant's part, and those who read it.

pub(crate) mod dossier;
pub(crate) mod endorsement;
pub(crate) mod manager;
pub(crate) mod nudge;
pub(crate) mod start;

use async_trait::async_trait;
use domain::{
    application::{Application, ApplicationId, Call, Dossier, Filled, Form, Manager, Part, State, StepKind},
    day::Refusal,
    live::Change,
    people::{Caller, Duty, OrganisationId, PersonId},
    round::{
        RoundId,
        call::{CallSettings, Taken},
    },
};
use jiff::Timestamp;
use store::{
    Applications, Error, Result, application::NewApplicant, mail::outbox::Email, people::SignInRequest, row,
    vault::CommonContext,
};

use self::dossier::Which;
use super::{
    engine,
    people::{self, employer},
    round::call,
};
use crate::{Engine, Tx};

#[async_trait]
impl Applications for Engine {
    async fn call(&self) -> Result<Option<(Call, Taken)>> {
        let Some(round) = engine::current_round(self.reader()).await? else { return Ok(None) };
        let mut db = self.reader().acquire().await?;
        call::read(&mut db, round).await
    }

    async fn call_settings(&self, caller: &Caller) -> Result<Option<CallSettings>> {
        if !caller.runs_the_programme() {
            return Ok(None);
        }
        Ok(Some(call::settings(&mut *self.begin_read().await?, caller).await?))
    }

    async fn save_call(&self, caller: &Caller, call: &Call) -> Result<()> {
        if !caller.runs_the_programme() {
            return Err(Error::NotFound);
        }
        let mut tx = self.begin_write().await?;
        call::write(&mut tx, caller.round, call).await?;
        self.commit(tx, Change::Draft { round: caller.round }).await
    }

    async fn start_application(&self, request: &SignInRequest, applicant: &NewApplicant, now: Timestamp) -> Result<()> {
        self.request_application(request, applicant, now).await
    }

    async fn begin_application(&self, caller: &Caller, part: Part, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_write().await?;
        call::open_call(&mut tx, caller.round, part, now).await?;
        people::insert_duty(&mut tx, caller.round, caller.person, Duty::Applicant).await?;
        self.insert_application(&mut tx, caller.round, start::Begun { person: caller.person, part, by: None }, now)
            .await?;
        self.commit(tx, changed(caller)).await
    }

    async fn own_state(&self, caller: &Caller) -> Result<Option<State>> {
        let state = sqlx::query_scalar!(
            "SELECT state FROM applications WHERE round_id = $1 AND person_id = $2",
            caller.round.0,
            caller.person.0
        );
        let state = state.fetch_optional(self.reader()).await?;
        state.map(|state| row::named("applications", &state, State::from_name)).transpose()
    }

    async fn own_application(&self, caller: &Caller) -> Result<Option<Dossier>> {
        self.dossier(caller, Which { person: caller.person.0, ..Which::default() }).await
    }

    async fn application(&self, caller: &Caller, id: ApplicationId) -> Result<Option<Dossier>> {
        self.dossier(caller, Which { id: id.0, ..Which::default() }).await
    }

    async fn applications(&self, caller: &Caller) -> Result<Vec<Application>> {
        let own = caller.organisation.0;
        // What nobody may see does not leave the database.
        let which =
            if caller.runs_the_programme() || (caller.has(Duty::WorkingGroup) && caller.has(Duty::ContactPerson)) {
                Which::default()
            } else if caller.has(Duty::WorkingGroup) {
                Which { not_from: own, ..Which::default() }
            } else if caller.has(Duty::ContactPerson) {
                Which { from: own, ..Which::default() }
            } else {
                return Ok(Vec::new());
            };
        let mut db = self.reader().acquire().await?;
        let all = self.read_applications(&mut db, caller.round, which).await?.into_iter().map(|kept| kept.application);
        let reads = |application: &Application| {
            let Application { person, organisation, state, .. } = application;
            *person != caller.person && caller.reads_application(*person, organisation.id, *state).is_some()
        };
        Ok(all.filter(reads).collect())
    }

    async fn save_section(&self, caller: &Caller, filled: &Filled, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_write().await?;
        let mut own = self.lock_own(&mut tx, caller).await?;
        if !own.state.is_open() {
            return Err(Error::NotFound);
        }
        own.form.fill(filled);
        self.write_form(&mut tx, own.id, &own.form).await?;
        match filled {
            Filled::Conflicts(conflicts) => self.write_conflicts(&mut tx, own.id, conflicts).await?,
            Filled::Work(profile, _) => people::write_profile(&mut tx, caller.person, profile).await?,
            _ => {}
        }
        if own.state == State::Draft {
            set_state(&mut tx, own.id, State::Draft, now).await?;
        }
        self.commit(tx, changed(caller)).await
    }

    async fn send_application(&self, caller: &Caller, answer: &str, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_write().await?;
        // Those who send wait for each other, so that each counts all before it.
        crate::take_advisory_lock(&mut tx).await?;
        let own = self.lock_own(&mut tx, caller).await?;
        let step = if own.state == State::Returned { StepKind::Answered } else { StepKind::Sent };
        let state = own.state.after(step, own.supports).ok_or(Error::Conflict)?;
        let (Some(part), Some(manager), true) = (own.form.part, &own.form.manager, own.form.is_complete()) else {
            return Err(Refusal::Incomplete.into());
        };
        if own.sent_at.is_none() {
            call::open_call(&mut tx, caller.round, part, now).await?;
        }
        sqlx::query!(
            "UPDATE applications SET sent_at = COALESCE(sent_at, $2) WHERE id = $1",
            own.id.0,
            now.as_millisecond()
        )
        .execute(&mut *tx)
        .await?;
        set_state(&mut tx, own.id, state, now).await?;
        self.note_step(&mut tx, own.id, step, Some(caller.person), [answer, ""], now).await?;
        if state == State::Sent {
            self.send_link(&mut tx, own.id, manager, now).await?;
        } else {
            self.tell_contacts(&mut tx, own.id, false, now).await?;
        }
        self.commit(tx, changed(caller)).await
    }

    async fn withdraw_application(&self, caller: &Caller, withdrawn: bool, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_write().await?;
        let own = self.lock_own(&mut tx, caller).await?;
        // Whoever is in a pair does not leave it by this.
        if caller.pair.is_some() {
            return Err(Error::Conflict);
        }
        let step = if withdrawn { StepKind::Withdrawn } else { StepKind::Reopened };
        let state = own.state.after(step, own.supports).ok_or(Error::Conflict)?;
        if let (false, Some(part)) = (withdrawn, own.form.part) {
            call::open_call(&mut tx, caller.round, part, now).await?;
        }
        self.withdraw_links(&mut tx, own.id, now).await?;
        set_state(&mut tx, own.id, state, now).await?;
        ask_anew(&mut tx, own.id).await?;
        self.note_step(&mut tx, own.id, step, Some(caller.person), ["", ""], now).await?;
        let mut changes = vec![changed(caller)];
        if own.state.was_endorsed() {
            self.give_up_place(&mut tx, caller, now).await?;
            changes.push(Change::Matching { round: caller.round });
        }
        self.commit_all(tx, changes).await
    }

    async fn ask_manager(&self, caller: &Caller, other: Option<&Manager>, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_write().await?;
        let mut own = self.lock_own(&mut tx, caller).await?;
        own.state.after(StepKind::Forwarded, own.supports).ok_or(Error::Conflict)?;
        if let Some(other) = other {
            own.form.manager = Some(other.clone());
            self.write_form(&mut tx, own.id, &own.form).await?;
        }
        let manager = own.form.manager.as_ref().ok_or(Error::Conflict)?;
        self.note_step(&mut tx, own.id, StepKind::Forwarded, Some(caller.person), ["", ""], now).await?;
        self.send_link(&mut tx, own.id, manager, now).await?;
        self.commit(tx, changed(caller)).await
    }

    async fn nudge_applications(&self, now: Timestamp) -> Result<()> {
        self.nudge_waiting(now).await
    }
}

impl Engine {
    /// Whoever takes back what was before the working group waits in reserve no
    /// longer, and organisers are told: a place may be free.
    async fn give_up_place(&self, tx: &mut Tx, caller: &Caller, now: Timestamp) -> Result<()> {
        people::leave_reserve(tx, caller.round, caller.person).await?;
        people::insert_duty(tx, caller.round, caller.person, Duty::Applicant).await?;
        let organisation = employer::organisation(tx, caller.organisation).await?.unwrap_or_default();
        let message = Email::Withdrew { name: caller.name.clone(), organisation };
        self.email_organisers(tx, caller.round, &message, now).await
    }
}

/// An application under its lock.
pub(crate) struct Locked {
    pub id: ApplicationId,
    pub round: RoundId,
    pub person: PersonId,
    pub organisation: OrganisationId,
    pub state: State,
    pub supports: Option<bool>,
    pub sent_at: Option<i64>,
    pub form: Form,
}

impl Locked {
    /// What to announce when it has changed.
    pub(crate) const fn change(&self) -> Change {
        Change::Application { round: self.round, person: self.person, organisation: self.organisation }
    }
}

impl Engine {
    /// The caller's own application, locked until the transaction ends.
    async fn lock_own(&self, tx: &mut Tx, caller: &Caller) -> Result<Locked> {
        let id = sqlx::query_scalar!(
            "SELECT id FROM applications WHERE round_id = $1 AND person_id = $2",
            caller.round.0,
            caller.person.0
        );
        let id = id.fetch_optional(&mut **tx).await?.ok_or(Error::NotFound)?;
        self.lock_application(tx, ApplicationId(id)).await?.ok_or(Error::NotFound)
    }

    /// An application, locked until the transaction ends.
    pub(crate) async fn lock_application(&self, tx: &mut Tx, id: ApplicationId) -> Result<Option<Locked>> {
        // The row is locked by this, so that of two steps at once the later sees the earlier.
        let row = sqlx::query!(
            r#"
            UPDATE applications SET state = state WHERE id = $1
            RETURNING round_id, person_id, state, manager_supports AS "supports?: bool", sent_at, sealed,
                (SELECT p.organisation_id FROM persons p WHERE p.id = applications.person_id) AS "organisation!: i64"
            "#,
            id.0
        )
        .fetch_optional(&mut **tx)
        .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(Locked {
            id,
            round: RoundId(row.round_id),
            person: PersonId(row.person_id),
            organisation: OrganisationId(row.organisation),
            state: row::named("applications", &row.state, State::from_name)?,
            supports: row.supports,
            sent_at: row.sent_at,
            form: self.vault.open_parts(CommonContext::Application(id), &row.sealed)?,
        }))
    }

    /// Tells the contact person of the applicant's organisation, whoever stands in
    /// for them, or where there is none the organisers, that an application waits.
    pub(crate) async fn tell_contacts(
        &self,
        tx: &mut Tx,
        id: ApplicationId,
        again: bool,
        now: Timestamp,
    ) -> Result<()> {
        let row = sqlx::query!(
            r#"
            SELECT p.name, p.organisation_id, a.round_id
            FROM applications a JOIN persons p ON p.id = a.person_id WHERE a.id = $1
            "#,
            id.0
        )
        .fetch_one(&mut **tx)
        .await?;
        let message = Email::ToEndorse { applicant: row.name, again };
        for person in contacts(tx, row.round_id, row.organisation_id, now).await? {
            self.enqueue(tx, Some(person), &message, now).await?;
        }
        Ok(())
    }
}

/// What to announce when the caller's own application has changed.
pub(crate) fn changed(caller: &Caller) -> Change {
    Change::Application { round: caller.round, person: caller.person, organisation: caller.organisation }
}

/// Who endorses the applications of an organisation: its contact persons and
/// those who stand in for them today; organisers, where there is nobody.
async fn contacts(tx: &mut Tx, round: i64, organisation: i64, now: Timestamp) -> Result<Vec<PersonId>> {
    let contacts = sqlx::query_scalar!(
        r#"
        SELECT u.person_id AS "id!" FROM duties u JOIN persons p ON p.id = u.person_id
        WHERE u.round_id = $1 AND u.duty = 'contact_person' AND p.organisation_id = $2
        UNION
        SELECT s.stand_in_id FROM stand_ins s JOIN persons p ON p.id = s.stand_in_id
        WHERE s.round_id = $1 AND p.organisation_id = $2 AND s.starts_on <= $3 AND s.ends_on >= $3
        "#,
        round,
        organisation,
        domain::time::today(now).to_string()
    )
    .fetch_all(&mut **tx)
    .await?;
    if !contacts.is_empty() {
        return Ok(contacts.into_iter().map(PersonId).collect());
    }
    people::organisers(tx, RoundId(round)).await
}

/// Where an application stands from now on.
pub(crate) async fn set_state(tx: &mut Tx, id: ApplicationId, state: State, now: Timestamp) -> Result<()> {
    sqlx::query!(
        "UPDATE applications SET state = $2, since = $3 WHERE id = $1",
        id.0,
        state.name(),
        now.as_millisecond()
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Forgets what the manager has answered and where the contact person ranks it:
/// both are asked anew.
pub(crate) async fn ask_anew(tx: &mut Tx, id: ApplicationId) -> Result<()> {
    sqlx::query!("UPDATE applications SET manager_supports = NULL, rank = NULL WHERE id = $1", id.0)
        .execute(&mut **tx)
        .await?;
    Ok(())
}
