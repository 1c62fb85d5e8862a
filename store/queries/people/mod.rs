//! Persons, their duties, and their sessions.

pub(crate) mod acting;
pub(crate) mod address;
pub(crate) mod calendar;
pub(crate) mod derived;
pub(crate) mod directory;
pub(crate) mod draft;
pub(crate) mod duplicate;
pub(crate) mod duty;
pub(crate) mod employer;
pub(crate) mod import;
pub(crate) mod newcomer;
pub(crate) mod organisation;
pub(crate) mod sign_in;

use async_trait::async_trait;
use domain::{
    application::typed::Profile,
    input::fold,
    live::Change,
    people::{Caller, DemoPerson, Duty, EmailAddress, Lang, PersonId, Session, SessionId, Settings},
    round::{RoundId, focus::SignedIn},
    time,
};
use jiff::{SignedDuration, Timestamp};
use store::{
    Error, People, Result,
    mail::outbox::Email,
    order,
    people::{NewPerson, SESSION_LIFE},
    row,
    secret::Secret,
};

use super::{engine::Connection, pair::earlier_pairs};
use crate::{Engine, Tx, queries::mail::budget::Trigger};

/// How often a session's end is moved at most.
const SLIDE: SignedDuration = SignedDuration::from_hours(1);

#[async_trait]
impl People for Engine {
    async fn signed_in(&self, session: &Secret, now: Timestamp) -> Result<Option<SignedIn>> {
        let Some((signed_in, seen)) = self.standings(session, now).await? else { return Ok(None) };
        if now.duration_since(seen) >= SLIDE
            && let Err(error) = self.slide(signed_in.session, now).await
        {
            // Someone who only reads must not be stopped by a full disk.
            tracing::warn!(%error, "a session was not prolonged");
        }
        Ok(Some(signed_in))
    }

    async fn settings(&self, caller: &Caller, now: Timestamp) -> Result<Settings> {
        let mut tx = self.begin_read().await?;
        Ok(Settings {
            sessions: sessions(&mut tx, caller, now).await?,
            earlier_pairs: earlier_pairs(&mut tx, caller, now).await?,
        })
    }

    async fn end_session(&self, caller: &Caller, session: SessionId) -> Result<()> {
        let mut tx = self.begin_write().await?;
        sqlx::query!("DELETE FROM sessions WHERE id = $1 AND person_id = $2", session.0, caller.person.0)
            .execute(&mut *tx)
            .await?;
        tx.announce(Change::Session { person: caller.person });
        tx.commit().await
    }

    async fn end_all_sessions(&self, caller: &Caller) -> Result<()> {
        let mut tx = self.begin_write().await?;
        sqlx::query!("DELETE FROM sessions WHERE person_id = $1", caller.person.0).execute(&mut *tx).await?;
        sqlx::query!("DELETE FROM devices WHERE person_id = $1", caller.person.0).execute(&mut *tx).await?;
        tx.announce(Change::Session { person: caller.person });
        tx.commit().await
    }

    async fn set_language(&self, caller: &Caller, lang: Lang) -> Result<()> {
        let mut tx = self.begin_write().await?;
        sqlx::query!("UPDATE persons SET lang = $2 WHERE id = $1", caller.person.0, lang.name())
            .execute(&mut *tx)
            .await?;
        tx.commit().await
    }

    async fn invite(&self, person: &NewPerson, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_write().await?;
        let round = super::round::focus::main_round(&mut tx, now).await?.ok_or(Error::NotFound)?.id;
        let id = insert_person(&mut tx, person).await?;
        duty::begin(&mut tx, round, id, person.duty, time::today(now)).await?;
        self.enqueue(&mut tx, id, &Email::Invitation, Trigger::own(round.0), now).await?;
        tx.commit().await
    }

    async fn demo_people(&self) -> Result<Vec<DemoPerson>> {
        let rows = sqlx::query!(
            r#"
            SELECT p.email, p.name, o.name AS organisation, u.duty
            FROM duties u JOIN persons p ON p.id = u.person_id JOIN organisations o ON o.id = p.organisation_id
            "#
        )
        .fetch_all(self.reader())
        .await?;
        let people = rows.into_iter().map(|row| {
            Ok(DemoPerson {
                email: row.email,
                name: row.name,
                organisation: row.organisation,
                duty: row::named("duties", &row.duty, Duty::from_name)?,
            })
        });
        let mut people = people.collect::<Result<Vec<_>>>()?;
        people.sort_by_cached_key(|person: &DemoPerson| (person.email.len(), person.email.clone(), person.duty));
        people.dedup_by(|later, first| later.email == first.email);
        Ok(people)
    }
}

impl Engine {
    async fn slide(&self, session: SessionId, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_write().await?;
        sqlx::query!(
            "UPDATE sessions SET seen_at = $2, expires_at = $3 WHERE id = $1",
            session.0,
            now.as_millisecond(),
            (now + SESSION_LIFE).as_millisecond()
        )
        .execute(&mut *tx)
        .await?;
        tx.commit().await
    }
}

/// The caller's signed-in browsers, latest used first.
async fn sessions(db: &mut Connection, caller: &Caller, now: Timestamp) -> Result<Vec<Session>> {
    let rows = sqlx::query!(
        r#"
        SELECT id, client, created_at, seen_at FROM sessions
        WHERE person_id = $1 AND expires_at > $2 ORDER BY seen_at DESC, id DESC
        "#,
        caller.person.0,
        now.as_millisecond()
    )
    .fetch_all(db)
    .await?;
    let sessions = rows.into_iter().map(|row| {
        Ok(Session {
            id: SessionId(row.id),
            client: row.client,
            since: row::timestamp("sessions", row.created_at)?,
            seen: row::timestamp("sessions", row.seen_at)?,
            current: caller.session == SessionId(row.id),
        })
    });
    sessions.collect()
}

/// Whoever has an address: as the one that emails go to, or as their second one.
pub(crate) async fn person_by_email(tx: &mut Tx, email: &EmailAddress) -> Result<Option<PersonId>> {
    let id = sqlx::query_scalar!("SELECT id FROM persons WHERE email = $1 OR second_email = $1", email.as_str())
        .fetch_optional(&mut **tx)
        .await?;
    Ok(id.map(PersonId))
}

/// The same, if they can sign in.
pub(crate) async fn active_person(tx: &mut Tx, email: &EmailAddress) -> Result<Option<PersonId>> {
    let id = sqlx::query_scalar!(
        "SELECT id FROM persons WHERE (email = $1 OR second_email = $1) AND deactivated_at IS NULL",
        email.as_str()
    );
    Ok(id.fetch_optional(&mut **tx).await?.map(PersonId))
}

/// Adds someone, or finds whoever has the address; they are kept as they are.
///
/// # Errors
/// [`Error::NotFound`], if there is no such organisation.
pub(crate) async fn insert_person(tx: &mut Tx, person: &NewPerson) -> Result<PersonId> {
    let organisation = sqlx::query_scalar!("SELECT id FROM organisations WHERE name = $1", person.organisation)
        .fetch_optional(&mut **tx)
        .await?
        .ok_or(Error::NotFound)?;
    if let Some(known) = person_by_email(tx, &person.email).await? {
        return Ok(known);
    }
    sqlx::query!(
        r#"
        INSERT INTO persons (email, name, title, phone, organisation_id, lang, sort_name, folded_name)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (email) DO NOTHING
        "#,
        person.email.as_str(),
        person.name,
        person.title,
        person.phone,
        organisation,
        person.lang.name(),
        order::key(&person.name),
        fold(&person.name)
    )
    .execute(&mut **tx)
    .await?;
    person_by_email(tx, &person.email).await?.ok_or(Error::NotFound)
}

/// Writes what someone says of themselves.
pub(crate) async fn write_profile(tx: &mut Tx, person: PersonId, profile: &Profile) -> Result<()> {
    sqlx::query!(
        "UPDATE persons SET name = $2, title = $3, phone = $4, sort_name = $5, folded_name = $6 WHERE id = $1",
        person.0,
        profile.name,
        profile.title,
        profile.phone,
        order::key(&profile.name),
        fold(&profile.name)
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Those who run a round.
pub(crate) async fn organisers(tx: &mut Tx, round: RoundId) -> Result<Vec<PersonId>> {
    let organisers = sqlx::query_scalar!(
        "SELECT person_id FROM duties WHERE round_id = $1 AND duty = $2 ORDER BY person_id",
        round.0,
        Duty::Organiser.name()
    );
    Ok(organisers.fetch_all(&mut **tx).await?.into_iter().map(PersonId).collect())
}
