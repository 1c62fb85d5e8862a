//! An applicant's manager answers by a link. Of the link only a hash is kept; who
//! got it is sealed.

use async_trait::async_trait;
use domain::{
    application::{
        ApplicationId, Form, Manager, Part, State, StepKind,
        typed::{AddressProblem, Support},
    },
    input::FieldError,
    mail::budget::{OverBudget, may_ask},
    people::{Lang, PersonId},
};
use jiff::Timestamp;
use store::{
    Error, ManagerLinks, Result,
    application::manager::{MANAGER_LINK_LIFE, ManagerLink, Question},
    mail::outbox::{Email, Recipient},
    row,
    secret::Secret,
    vault::CommonContext,
};

use super::{Locked, set_state};
use crate::{
    Engine, Tx,
    queries::{mail::budget::Trigger, round::closing::refuse_closed_round},
};

#[async_trait]
impl ManagerLinks for Engine {
    async fn manager_link(&self, link: &Secret, now: Timestamp) -> Result<Option<ManagerLink>> {
        let row = sqlx::query!(
            r#"
            SELECT l.application_id, l.sealed, l.expires_at, l.used_at, l.withdrawn_at, a.state,
                a.sealed AS form, p.name, p.title, o.name AS organisation
            FROM manager_links l
            JOIN applications a ON a.id = l.application_id
            JOIN persons p ON p.id = a.person_id
            JOIN organisations o ON o.id = p.organisation_id
            WHERE l.hash = $1
            "#,
            link.hash()
        )
        .fetch_optional(self.reader())
        .await?;
        let Some(row) = row else { return Ok(None) };
        let id = ApplicationId(row.application_id);
        if row.used_at.is_some() {
            return Ok(Some(ManagerLink::Used));
        } else if row.withdrawn_at.is_some() || row.state != State::Sent.name() {
            return Ok(Some(ManagerLink::Withdrawn));
        } else if row.expires_at <= now.as_millisecond() {
            return Ok(Some(ManagerLink::Expired));
        }
        let manager: Manager = self.vault.open_parts(CommonContext::Manager(id), &row.sealed).required()?;
        let form: Form = self.vault.open_parts(CommonContext::Application(id), &row.form).required()?;
        let (Some(part), Some(work), Some(purpose)) = (form.part, form.work, form.purpose) else {
            return Err(Error::bad_row("applications", "sent, and not complete"));
        };
        Ok(Some(ManagerLink::Open(Box::new(Question {
            manager: manager.name,
            name: row.name,
            title: row.title,
            organisation: row.organisation,
            part,
            leadership: work.leadership,
            purpose,
            until: row::timestamp("manager_links", row.expires_at)?,
        }))))
    }

    async fn support(&self, link: &Secret, support: &Support, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_write().await?;
        let asked = self.spend(&mut tx, link, now).await?;
        let step = if support.supports { StepKind::Supported } else { StepKind::Unsupported };
        let state = asked.state.after(step, asked.supports).ok_or(Error::Gone)?;
        set_state(&mut tx, asked.id, state, now).await?;
        sqlx::query!("UPDATE applications SET manager_supports = $2 WHERE id = $1", asked.id.0, support.supports)
            .execute(&mut *tx)
            .await?;
        self.note_step(&mut tx, asked.id, step, None, [&support.why, &support.commits], now).await?;
        let trigger = Trigger::own(asked.id.0);
        self.enqueue(&mut tx, asked.person, &Email::ApplicationStep { step }, trigger, now).await?;
        self.tell_contacts(&mut tx, asked.id, false, Some(asked.person), now).await?;
        tx.announce(asked.change());
        tx.commit().await
    }

    async fn pass_on(&self, link: &Secret, to: &Manager, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_write().await?;
        let mut asked = self.spend(&mut tx, link, now).await?;
        if asked.state.after(StepKind::Forwarded, asked.supports).is_none() {
            return Err(Error::Gone);
        }
        // Nobody supports their own application.
        let own = sqlx::query_scalar!("SELECT email FROM persons WHERE id = $1", asked.person.0);
        if own.fetch_one(&mut *tx).await? == to.email.as_str() {
            let field = "email".to_owned();
            return Err(Error::Invalid(vec![FieldError { field, problem: AddressProblem::Applicants.into() }]));
        }
        let form = asked.form.as_mut().ok_or(Error::Sealed)?;
        form.manager = Some(to.clone());
        self.write_form(&mut tx, asked.id, form).await?;
        self.note_step(&mut tx, asked.id, StepKind::Forwarded, None, ["", ""], now).await?;
        self.send_link(&mut tx, asked.id, to, None, now).await?;
        tx.announce(asked.change());
        tx.commit().await
    }
}

/// A link that was sent.
struct Sent {
    id: i64,
    manager: Manager,
    is_used: bool,
    until: Timestamp,
}

impl Engine {
    /// Spends a link; the application that it is for, locked. The one statement
    /// decides between many at once.
    async fn spend(&self, tx: &mut Tx, link: &Secret, now: Timestamp) -> Result<Locked> {
        let id = sqlx::query_scalar!(
            r#"
            UPDATE manager_links SET used_at = $2
            WHERE hash = $1 AND used_at IS NULL AND withdrawn_at IS NULL AND expires_at > $2
            RETURNING application_id
            "#,
            link.hash(),
            now.as_millisecond()
        )
        .fetch_optional(&mut **tx)
        .await?
        .ok_or(Error::Gone)?;
        let asked = self.lock_application(tx, ApplicationId(id)).await?.ok_or(Error::Gone)?;
        refuse_closed_round(tx, asked.round).await?;
        Ok(asked)
    }

    /// Sends a manager a new link; the one before opens nothing any more. If the
    /// budget for emails has no room for it, the link that they have is good again.
    /// Whether an email was written.
    ///
    /// # Errors
    /// [`Error::OverBudget`], if they have none either, or if too many were asked.
    pub(crate) async fn send_link(
        &self,
        tx: &mut Tx,
        id: ApplicationId,
        manager: &Manager,
        by: Option<PersonId>,
        now: Timestamp,
    ) -> Result<bool> {
        let links = self.links(tx, id).await?;
        may_ask(&manager.email, &links.iter().map(|link| link.manager.email.clone()).collect::<Vec<_>>())?;
        let (link, until) = (Secret::generate(), now + MANAGER_LINK_LIFE);
        let (to, message) = self.question(tx, id, manager, &link, until).await?;
        let trigger = Trigger { by, about: id.0 };
        let written = match self.enqueue_to(tx, &to, &message, trigger, now).await {
            Err(Error::OverBudget(OverBudget::Recipient)) => false,
            outcome => outcome?,
        };
        self.withdraw_links(tx, id, now).await?;
        if written {
            self.insert_link(tx, id, manager, &link, (now, until)).await?;
            return Ok(true);
        }
        let theirs = links.iter().rev().find(|link| link.manager.email == manager.email);
        let theirs = theirs.filter(|link| !link.is_used && link.until > now).ok_or(OverBudget::Recipient)?;
        sqlx::query!("UPDATE manager_links SET withdrawn_at = NULL WHERE id = $1", theirs.id)
            .execute(&mut **tx)
            .await?;
        Ok(false)
    }

    /// The links that were sent for an application, oldest first.
    async fn links(&self, tx: &mut Tx, id: ApplicationId) -> Result<Vec<Sent>> {
        let rows = sqlx::query!(
            r#"
            SELECT id AS "id!", sealed, expires_at, used_at FROM manager_links WHERE application_id = $1 ORDER BY id
            "#,
            id.0
        )
        .fetch_all(&mut **tx)
        .await?;
        let links = rows.into_iter().map(|row| {
            Ok(Sent {
                id: row.id,
                manager: self.vault.open_parts(CommonContext::Manager(id), &row.sealed).required()?,
                is_used: row.used_at.is_some(),
                until: row::timestamp("manager_links", row.expires_at)?,
            })
        });
        links.collect()
    }

    async fn insert_link(
        &self,
        tx: &mut Tx,
        id: ApplicationId,
        manager: &Manager,
        link: &Secret,
        (now, until): (Timestamp, Timestamp),
    ) -> Result<()> {
        sqlx::query!(
            r#"
            INSERT INTO manager_links (application_id, hash, sealed, created_at, expires_at)
            VALUES ($1, $2, $3, $4, $5)
            "#,
            id.0,
            link.hash(),
            self.vault.seal_parts(CommonContext::Manager(id), manager)?,
            now.as_millisecond(),
            until.as_millisecond()
        )
        .execute(&mut **tx)
        .await?;
        Ok(())
    }

    /// The email that asks an applicant's manager, and to whom it goes.
    async fn question(
        &self,
        tx: &mut Tx,
        id: ApplicationId,
        manager: &Manager,
        link: &Secret,
        until: Timestamp,
    ) -> Result<(Recipient, Email)> {
        let applicant = sqlx::query!(
            r#"
            SELECT p.name, p.lang, a.part AS "part!"
            FROM applications a JOIN persons p ON p.id = a.person_id WHERE a.id = $1
            "#,
            id.0
        )
        .fetch_one(&mut **tx)
        .await?;
        let message = Email::ManagerAsked {
            applicant: applicant.name,
            part: row::named("applications", &applicant.part, Part::from_name)?,
            link: link.reveal().to_owned(),
            until,
        };
        let lang = row::named("persons", &applicant.lang, Lang::from_name)?;
        Ok((Recipient { email: manager.email.as_str().to_owned(), name: manager.name.clone(), lang }, message))
    }

    /// Makes the links of an application open nothing any more.
    pub(crate) async fn withdraw_links(&self, tx: &mut Tx, id: ApplicationId, now: Timestamp) -> Result<()> {
        sqlx::query!(
            r#"
            UPDATE manager_links SET withdrawn_at = $2
            WHERE application_id = $1 AND used_at IS NULL AND withdrawn_at IS NULL
            "#,
            id.0,
            now.as_millisecond()
        )
        .execute(&mut **tx)
        .await?;
        Ok(())
    }
}
