//! Which applications wait for whom, and reminding them by a press.

use std::collections::HashMap;

use async_trait::async_trait;
use domain::{
    application::{
        ApplicationId, Party, State,
        waiting::{WaitedFor, Waiting, WaitingPage, can_remind, has_rested},
    },
    mail::budget::OverBudget,
    people::{Caller, OrganisationId, PersonId},
    round::{
        RoundId,
        call::{Phase, phase},
    },
};
use jiff::Timestamp;
use store::{Error, Result, WaitingApplications, idempotency::IdempotencyKey, row};

use super::dossier::{ApplicationRow, Which};
use crate::{
    Engine, Tx,
    queries::{
        engine::Connection,
        unit_of_work::{Begun, Concern},
    },
};

#[async_trait]
impl WaitingApplications for Engine {
    async fn waiting_applications(&self, caller: &Caller, now: Timestamp) -> Result<Option<WaitingPage>> {
        if !caller.runs_the_programme() {
            return Ok(None);
        }
        let mut tx = self.begin_read().await?;
        let mut facts = facts(&mut tx, caller.round).await?;
        let (open, closes) = call(&mut tx, caller.round, now).await?.unzip();
        let contacts = contacts(&mut tx, caller.round).await?;
        let rows = self.read_applications(&mut tx, caller.round, Which::default()).await?;
        let others = rows.into_iter().filter(|row| row.application.person != caller.person);
        let mut applications: Vec<_> = others
            .map(|row| {
                let fact = facts.remove(&row.application.id).unwrap_or_default();
                waiting(row, &fact, &contacts)
            })
            .collect();
        applications.sort_by_key(|waiting| (waiting.stage(), waiting.since));
        Ok(Some(WaitingPage { applications, open: open == Some(Phase::Open), closes }))
    }

    async fn remind_of_application(
        &self,
        caller: &Caller,
        id: ApplicationId,
        form: Option<&IdempotencyKey>,
        now: Timestamp,
    ) -> Result<Party> {
        if !caller.runs_the_programme() {
            return Err(Error::NotFound);
        }
        let mut tx = match self.begin(Concern::Round, caller, form, now).await? {
            Begun::Done(party) => return reminded(party),
            Begun::New(tx) => *tx,
        };
        let locked = self.lock_application(&mut tx, id).await?.filter(|locked| locked.round == caller.round);
        let locked = locked.filter(|locked| locked.person != caller.person).ok_or(Error::NotFound)?;
        let (phase, closes) = call(&mut tx, caller.round, now).await?.ok_or(Error::NotFound)?;
        let party = locked.state.waits_for().filter(|_| can_remind(locked.state, phase == Phase::Open));
        let party = party.ok_or(Error::Conflict)?;
        note_pressed(&mut tx, id, now).await?;
        if !self.write_reminder_of(&mut tx, &locked, closes, Some(caller.person), now).await? {
            return Err(OverBudget::Recipient.into());
        }
        let nth = Party::ALL.iter().position(|each| *each == party).unwrap_or_default();
        tx.made(i64::try_from(nth).unwrap_or_default());
        tx.announce(locked.change());
        tx.commit().await?;
        Ok(party)
    }
}

/// Whom a form reminded that has been carried out before.
fn reminded(party: i64) -> Result<Party> {
    let party = usize::try_from(party).ok().and_then(|nth| Party::ALL.get(nth));
    party.copied().ok_or_else(|| Error::bad_row("form_keys", "there is no such party"))
}

/// Notes a reminder that someone pressed for in the ledger of all of them.
async fn note_pressed(tx: &mut Tx, id: ApplicationId, now: Timestamp) -> Result<()> {
    let told = sqlx::query!(
        r#"
        SELECT a.since, (SELECT COUNT(*) FROM application_nudges n WHERE n.application_id = a.id AND n.since = a.since)
            AS "told!: i64",
            (SELECT MAX(n.sent_at) FROM application_nudges n WHERE n.application_id = a.id AND n.since = a.since)
            AS "last?: i64"
        FROM applications a WHERE a.id = $1
        "#,
        id.0
    )
    .fetch_one(&mut **tx)
    .await?;
    let last = told.last.map(|at| row::timestamp("application_nudges", at)).transpose()?;
    if !has_rested(last, now) {
        return Err(OverBudget::Recipient.into());
    }
    sqlx::query!(
        "INSERT INTO application_nudges (application_id, since, nth, sent_at) VALUES ($1, $2, $3, $4)",
        id.0,
        told.since,
        told.told + 1,
        now.as_millisecond()
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What lies beside an application: the last reminder of it, and when they were nominated
/// who have not written since.
#[derive(Default)]
struct Fact {
    reminded: Option<Timestamp>,
    not_begun: bool,
}

async fn facts(db: &mut Connection, round: RoundId) -> Result<HashMap<ApplicationId, Fact>> {
    let rows = sqlx::query!(
        r#"
        SELECT a.id,
            (SELECT MAX(n.sent_at) FROM application_nudges n WHERE n.application_id = a.id AND n.since = a.since)
                AS "reminded?: i64",
            EXISTS (SELECT 1 FROM nominations m WHERE m.round_id = a.round_id AND m.person_id = a.person_id
                AND m.by_id = a.nominated_by AND m.at = a.since AND a.state = 'draft') AS "not_begun!: bool"
        FROM applications a WHERE a.round_id = $1
        "#,
        round.0
    )
    .fetch_all(db)
    .await?;
    let facts = rows.into_iter().map(|row| {
        let reminded = row.reminded.map(|at| row::timestamp("application_nudges", at)).transpose()?;
        Ok((ApplicationId(row.id), Fact { reminded, not_begun: row.not_begun }))
    });
    facts.collect()
}

/// Where the round's call stands, and when it closes.
async fn call(db: &mut Connection, round: RoundId, now: Timestamp) -> Result<Option<(Phase, Timestamp)>> {
    let row = sqlx::query!("SELECT opens, closes FROM calls WHERE round_id = $1", round.0).fetch_optional(db).await?;
    let Some(row) = row else { return Ok(None) };
    let closes = row::timestamp("calls", row.closes)?;
    Ok(Some((phase(row::timestamp("calls", row.opens)?, closes, now), closes)))
}

/// The contact persons, by where they work. None endorses their own application.
async fn contacts(db: &mut Connection, round: RoundId) -> Result<Vec<(PersonId, OrganisationId, WaitedFor)>> {
    let rows = sqlx::query!(
        r#"
        SELECT p.id, p.organisation_id, p.name, p.email, p.phone FROM duties u JOIN persons p ON p.id = u.person_id
        WHERE u.round_id = $1 AND u.duty = 'contact_person' ORDER BY p.sort_name, p.id
        "#,
        round.0
    )
    .fetch_all(db)
    .await?;
    let contacts = rows.into_iter().map(|row| {
        let someone = WaitedFor { name: row.name, email: row.email, phone: row.phone };
        (PersonId(row.id), OrganisationId(row.organisation_id), someone)
    });
    Ok(contacts.collect())
}

fn waiting(row: ApplicationRow, fact: &Fact, contacts: &[(PersonId, OrganisationId, WaitedFor)]) -> Waiting {
    let ApplicationRow { application, email, phone, .. } = row;
    let people = match application.state.waits_for() {
        Some(Party::Applicant) => vec![WaitedFor { name: application.name.clone(), email, phone }],
        Some(Party::Manager) => {
            let manager = application.form.manager.as_ref();
            let named = manager.map(|manager| WaitedFor {
                name: manager.name.clone(),
                email: manager.email.as_str().to_owned(),
                phone: String::new(),
            });
            named.into_iter().collect()
        }
        Some(Party::ContactPerson) => {
            let theirs = contacts.iter().filter(|(person, works_for, _)| {
                *works_for == application.organisation.id && *person != application.person
            });
            theirs.map(|(_, _, someone)| someone.clone()).collect()
        }
        Some(Party::WorkingGroup) | None => Vec::new(),
    };
    Waiting {
        id: application.id,
        person: application.person,
        name: application.name,
        organisation: application.organisation,
        part: application.form.part,
        state: application.state,
        since: application.since,
        not_begun: fact.not_begun && application.state == State::Draft,
        people,
        reminded: fact.reminded,
    }
}
