//! Applications: the applicant's part, and those who read it.

pub(crate) mod dossier;
pub(crate) mod endorsement;
pub(crate) mod manager;
pub(crate) mod nudge;
pub(crate) mod start;
pub(crate) mod waiting;

use async_trait::async_trait;
use domain::{
    application::{Application, ApplicationId, Dossier, Filled, Form, Manager, Part, Refusal, State, StepKind},
    live::Change,
    mail::budget::OverBudget,
    people::{Caller, Duty, OrganisationId, PersonId},
    round::{RoundId, public_page::PageName},
    time,
};
use jiff::Timestamp;
use store::{
    Applications, Error, Result, application::NewApplicant, mail::outbox::Email, people::SignInRequest, row,
    vault::CommonContext,
};

use self::dossier::Which;
use super::{
    people::{self, organisation},
    round::{call, public_page},
};
use crate::{Engine, Tx, queries::mail::budget::Trigger};

#[async_trait]
impl Applications for Engine {
    async fn start_application(&self, request: &SignInRequest, applicant: &NewApplicant, now: Timestamp) -> Result<()> {
        self.request_application(request, applicant, now).await
    }

    async fn begin_application(&self, caller: &Caller, part: Part, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_of_round(caller).await?;
        call::open_call(&mut tx, caller.round, part, now).await?;
        people::duty::begin(&mut tx, caller.round, caller.person, Duty::Applicant, time::today(now)).await?;
        self.insert_application(&mut tx, caller.round, start::Begun { person: caller.person, part, by: None }, now)
            .await?;
        tx.announce(written(caller));
        tx.commit().await
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
        let mut tx = self.begin_of_round(caller).await?;
        let mut own = self.lock_own(&mut tx, caller).await?;
        if !own.state.is_open() {
            return Err(Error::NotFound);
        }
        // Whoever's application can no longer be read fills it in anew.
        let mut form = own.form.take().unwrap_or_default();
        form.fill(filled);
        if own.state == State::Returned {
            keep_as_sent(&mut tx, own.id).await?;
        }
        self.write_form(&mut tx, own.id, &form).await?;
        match filled {
            Filled::Conflicts(conflicts) => self.write_conflicts(&mut tx, own.id, conflicts).await?,
            Filled::Work(profile, _) => people::write_profile(&mut tx, caller.person, profile).await?,
            _ => {}
        }
        if own.state == State::Draft {
            set_state(&mut tx, own.id, State::Draft, now).await?;
        }
        tx.announce(written(caller));
        tx.commit().await
    }

    async fn send_application(&self, caller: &Caller, answer: &str, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_of_round(caller).await?;
        // Those who send wait for each other, so that each counts all before it.
        crate::take_advisory_lock(&mut tx).await?;
        let own = self.lock_own(&mut tx, caller).await?;
        let step = if own.state == State::Returned { StepKind::Answered } else { StepKind::Sent };
        let state = own.state.after(step, own.supports).ok_or(Error::Conflict)?;
        let form = own.form.as_ref().ok_or(Refusal::Incomplete)?;
        let (Some(part), Some(manager), true) = (form.part, &form.manager, form.is_complete()) else {
            return Err(Refusal::Incomplete.into());
        };
        if own.sent_at.is_none() {
            call::open_call(&mut tx, caller.round, part, now).await?;
        }
        let notice = public_page::version_in_force(&mut tx, PageName::Privacy, now).await?;
        sqlx::query!(
            "UPDATE applications SET sent_at = COALESCE(sent_at, $2), sent = NULL, privacy_version = $3 WHERE id = $1",
            own.id.0,
            now.as_millisecond(),
            i64::from(notice)
        )
        .execute(&mut *tx)
        .await?;
        set_state(&mut tx, own.id, state, now).await?;
        self.note_step(&mut tx, own.id, step, Some(caller.person), [answer, ""], now).await?;
        let receipt = Email::ApplicationStep { step };
        self.enqueue(&mut tx, caller.person, &receipt, Trigger::by(caller.person, own.id.0), now).await?;
        if state == State::Sent {
            self.send_link(&mut tx, own.id, manager, Some(caller.person), now).await?;
        } else {
            self.tell_contacts(&mut tx, own.id, false, Some(caller.person), now).await?;
        }
        tx.announce(changed(caller));
        tx.commit().await
    }

    async fn withdraw_application(&self, caller: &Caller, withdrawn: bool, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_of_round(caller).await?;
        let own = self.lock_own(&mut tx, caller).await?;
        // Whoever is in a pair does not leave it by this.
        if caller.pair.is_some() {
            return Err(Error::Conflict);
        }
        let step = if withdrawn { StepKind::Withdrawn } else { StepKind::Reopened };
        let state = own.state.after(step, own.supports).ok_or(Error::Conflict)?;
        if let (false, Some(part)) = (withdrawn, own.form.as_ref().and_then(|form| form.part)) {
            call::open_call(&mut tx, caller.round, part, now).await?;
        }
        self.withdraw_links(&mut tx, own.id, now).await?;
        set_state(&mut tx, own.id, state, now).await?;
        ask_anew(&mut tx, own.id).await?;
        self.note_step(&mut tx, own.id, step, Some(caller.person), ["", ""], now).await?;
        // Of what was never sent nobody else has known.
        let known = !matches!(own.state, State::Draft | State::Withdrawn);
        let mut changes = vec![if known { changed(caller) } else { written(caller) }];
        if own.state.was_endorsed() {
            self.give_up_place(&mut tx, caller, now).await?;
            changes.push(Change::Matching { round: caller.round });
        }
        tx.announce_all(changes);
        tx.commit().await
    }

    async fn ask_manager(&self, caller: &Caller, other: Option<&Manager>, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_of_round(caller).await?;
        let mut own = self.lock_own(&mut tx, caller).await?;
        own.state.after(StepKind::Forwarded, own.supports).ok_or(Error::Conflict)?;
        let form = own.form.as_mut().ok_or(Error::Sealed)?;
        if let Some(other) = other {
            form.manager = Some(other.clone());
            self.write_form(&mut tx, own.id, form).await?;
        }
        let manager = form.manager.as_ref().ok_or(Error::Conflict)?;
        self.note_step(&mut tx, own.id, StepKind::Forwarded, Some(caller.person), ["", ""], now).await?;
        if !self.send_link(&mut tx, own.id, manager, Some(caller.person), now).await? {
            return Err(OverBudget::Recipient.into());
        }
        tx.announce(changed(caller));
        tx.commit().await
    }

    async fn nudge_applications(&self, now: Timestamp) -> Result<()> {
        self.nudge_waiting(now).await
    }
}

impl Engine {
    /// Whoever takes back what was before the working group waits in reserve no
    /// longer, and organisers are told: a place may be free.
    async fn give_up_place(&self, tx: &mut Tx, caller: &Caller, now: Timestamp) -> Result<()> {
        people::duty::end(tx, caller, (caller.person, Duty::Reserve), None, now).await?;
        people::duty::begin(tx, caller.round, caller.person, Duty::Applicant, time::today(now)).await?;
        let organisation = organisation::name(tx, caller.organisation).await?.unwrap_or_default();
        let message = Email::Withdrew { name: caller.name.clone(), organisation };
        self.email_organisers(tx, caller.round, &message, Trigger::by(caller.person, caller.round.0), now).await
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
    /// What the applicant says, if it can be read.
    pub form: Option<Form>,
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
            form: self.vault.open_parts(CommonContext::Application(id), &row.sealed).text(),
        }))
    }

    /// Tells the contact person of the applicant's organisation, whoever stands in
    /// for them, or where there is none the organisers, that an application waits.
    pub(crate) async fn tell_contacts(
        &self,
        tx: &mut Tx,
        id: ApplicationId,
        again: bool,
        by: Option<PersonId>,
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
            self.enqueue(tx, person, &message, Trigger { by, about: id.0 }, now).await?;
        }
        Ok(())
    }
}

/// What to announce when the caller has written on their application, and not sent it.
fn written(caller: &Caller) -> Change {
    Change::ApplicationDraft { round: caller.round, person: caller.person }
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
        time::today(now).to_string()
    )
    .fetch_all(&mut **tx)
    .await?;
    if !contacts.is_empty() {
        return Ok(contacts.into_iter().map(PersonId).collect());
    }
    people::organisers(tx, RoundId(round)).await
}

/// Keeps the applicant's part as it was sent, for everyone else to read on while it is
/// being changed.
async fn keep_as_sent(tx: &mut Tx, id: ApplicationId) -> Result<()> {
    sqlx::query!("UPDATE applications SET sent = sealed WHERE id = $1 AND sent IS NULL", id.0)
        .execute(&mut **tx)
        .await?;
    Ok(())
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
