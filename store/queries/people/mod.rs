//! Persons, their duties, and their sessions.

pub(crate) mod address;
pub(crate) mod derived;
pub(crate) mod directory;
pub(crate) mod draft;
pub(crate) mod duty;
pub(crate) mod employer;
pub(crate) mod import;
pub(crate) mod organisation;
pub(crate) mod sign_in;

use async_trait::async_trait;
use domain::{
    application::typed::Profile,
    input::fold,
    pair::PairId,
    people::{Caller, DemoPerson, Duty, EmailAddress, Lang, OrganisationId, PersonId, Session, SessionId, Settings},
    round::RoundId,
    time,
};
use jiff::{SignedDuration, Timestamp, civil::Date};
use store::{
    Error, People, Result,
    mail::outbox::Email,
    order,
    people::{NewPerson, SESSION_LIFE},
    row,
    secret::Secret,
};

use super::{
    engine::{self, Connection},
    pair::{earlier_pairs, status::StatusColumns},
};
use crate::{Engine, Tx, queries::mail::budget::Trigger};

/// How often a session's end is moved at most.
const SLIDE: SignedDuration = SignedDuration::from_hours(1);

#[async_trait]
impl People for Engine {
    async fn caller(&self, session: &Secret, now: Timestamp) -> Result<Option<Caller>> {
        let today = time::today(now);
        let rows = self.caller_rows(session, now, today).await?;
        let Some(first) = rows.first() else { return Ok(None) };
        if now.duration_since(row::timestamp("sessions", first.seen_at)?) >= SLIDE
            && let Err(error) = self.slide(SessionId(first.session), now).await
        {
            // Someone who only reads must not be stopped by a full disk.
            tracing::warn!(%error, "a session was not prolonged");
        }
        Ok(Some(Caller {
            person: PersonId(first.person),
            name: first.name.clone(),
            organisation: OrganisationId(first.organisation),
            round: RoundId(first.round),
            duties: duties(&rows)?,
            pair: first.pair(today)?,
            session: SessionId(first.session),
        }))
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
        tx.commit().await
    }

    async fn end_all_sessions(&self, caller: &Caller) -> Result<()> {
        let mut tx = self.begin_write().await?;
        sqlx::query!("DELETE FROM sessions WHERE person_id = $1", caller.person.0).execute(&mut *tx).await?;
        sqlx::query!("DELETE FROM devices WHERE person_id = $1", caller.person.0).execute(&mut *tx).await?;
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
        let round = engine::current_round(&mut *tx).await?.ok_or(Error::NotFound)?;
        let id = insert_person(&mut tx, person).await?;
        duty::begin(&mut tx, round, id, person.duty, time::today(now)).await?;
        self.enqueue(&mut tx, id, &Email::Invitation, Trigger::own(round.0), now).await?;
        tx.commit().await
    }

    async fn demo_people(&self) -> Result<Vec<DemoPerson>> {
        let Some(round) = engine::current_round(self.reader()).await? else { return Ok(Vec::new()) };
        let rows = sqlx::query!(
            r#"
            SELECT p.email, p.name, o.name AS organisation, u.duty
            FROM duties u JOIN persons p ON p.id = u.person_id JOIN organisations o ON o.id = p.organisation_id
            WHERE u.round_id = $1
            "#,
            round.0
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
    /// Whoever holds a session, with the current round: one row for each of their
    /// duties, or one without any. A pair that has ended comes after one that goes on.
    async fn caller_rows(&self, session: &Secret, now: Timestamp, today: Date) -> Result<Vec<CallerRow>> {
        sqlx::query_as!(
            CallerRow,
            r#"
            SELECT s.id AS session, s.seen_at, p.id AS person, p.name, p.organisation_id AS organisation, r.id AS round,
                r.ends_on, u.duty AS "duty?", t.id AS "pair_id?", t.state AS "state?", t.state_since AS "state_since?",
                t.paused_until, t.extended_to,
                EXISTS (
                    SELECT 1 FROM stand_ins i
                    JOIN duties c ON c.round_id = i.round_id AND c.person_id = i.contact_id AND c.duty = 'contact_person'
                    JOIN persons a ON a.id = i.contact_id
                    WHERE i.round_id = r.id AND i.stand_in_id = p.id AND i.starts_on <= $3 AND i.ends_on >= $3
                        AND a.organisation_id = p.organisation_id
                ) AS "stands_in!: bool"
            FROM sessions s JOIN persons p ON p.id = s.person_id
            JOIN rounds r ON r.number = (SELECT MAX(number) FROM rounds)
            LEFT JOIN duties u ON u.round_id = r.id AND u.person_id = p.id
            LEFT JOIN pairs t ON t.id = (
                SELECT x.id FROM pairs x WHERE x.round_id = r.id AND (x.adept_id = p.id OR x.mentor_id = p.id)
                ORDER BY CASE x.state WHEN 'ended' THEN 1 ELSE 0 END, x.id DESC LIMIT 1
            )
            WHERE s.secret_hash = $1 AND s.expires_at > $2 AND p.deactivated_at IS NULL
            "#,
            session.hash(),
            now.as_millisecond(),
            today.to_string()
        )
        .fetch_all(self.reader())
        .await
        .map_err(Error::from)
    }

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

/// Whoever holds a session, with one of their duties.
struct CallerRow {
    session: i64,
    seen_at: i64,
    person: i64,
    name: String,
    organisation: i64,
    round: i64,
    ends_on: String,
    duty: Option<String>,
    pair_id: Option<i64>,
    state: Option<String>,
    state_since: Option<String>,
    paused_until: Option<String>,
    extended_to: Option<String>,
    stands_in: bool,
}

impl CallerRow {
    /// The pair that they are in; if it has ended, for as long as they may read
    /// what the two wrote.
    fn pair(&self, today: Date) -> Result<Option<PairId>> {
        let (Some(id), Some(state), Some(state_since)) = (self.pair_id, &self.state, &self.state_since) else {
            return Ok(None);
        };
        let columns = StatusColumns {
            state: state.clone(),
            state_since: state_since.clone(),
            paused_until: self.paused_until.clone(),
            ends_on: self.ends_on.clone(),
            extended_to: self.extended_to.clone(),
        };
        Ok((today <= columns.status()?.kept_until()).then_some(PairId(id)))
    }
}

/// What someone does in the round: also what they do for a contact person of
/// their organisation who is away.
fn duties(rows: &[CallerRow]) -> Result<Vec<Duty>> {
    let own = rows.iter().filter_map(|row| row.duty.as_deref());
    let mut duties = own.map(|duty| row::named("duties", duty, Duty::from_name)).collect::<Result<Vec<_>>>()?;
    if rows.iter().any(|row| row.stands_in) {
        duties.push(Duty::ContactPerson);
    }
    duties.sort_unstable();
    duties.dedup();
    Ok(duties)
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
