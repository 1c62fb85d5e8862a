//! Persons, sign-in and sessions.

use async_trait::async_trait;
use domain::{
    application::typed::Profile,
    pair::PairId,
    people::{Caller, DemoPerson, Duty, EmailAddress, Lang, OrganisationId, PersonId, Session, SessionId},
    round::RoundId,
    time,
};
use jiff::{SignedDuration, Timestamp, civil::Date};
use store::{
    Error, People, Result,
    message::Letter,
    order,
    people::{
        CodeOutcome, LINK_LIFE, LinkState, MAX_PER_ADDRESS, MAX_PER_CLIENT, MAX_WRONG_CODES, NewPerson, NewSession,
        SESSION_LIFE, SignInRequest,
    },
    row,
    secret::{Code, Secret},
};

use crate::{Engine, Tx, engine, fault, pair::Kept};

/// How often a session's end is moved at most.
const SLIDE: SignedDuration = SignedDuration::from_hours(1);
/// For how long a spent or expired link is told from one that never was.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(24);

#[async_trait]
impl People for Engine {
    async fn request_sign_in(&self, request: &SignInRequest, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_write().await?;
        let person = self.note_request(&mut tx, request, None, now).await?;
        let letter = Letter::SignIn { link: request.link.reveal().to_owned(), code: request.code.reveal().to_owned() };
        self.post(&mut tx, person, &letter, now).await?;
        tx.commit().await.map_err(fault)
    }

    async fn link_state(&self, link: &Secret, now: Timestamp) -> Result<LinkState> {
        let row = sqlx::query!(
            r#"
            SELECT used_at, expires_at FROM sign_ins
            WHERE link_hash = $1 AND (person_id IS NOT NULL OR applicant IS NOT NULL)
            "#,
            link.hash()
        )
        .fetch_optional(self.reader())
        .await
        .map_err(fault)?;
        Ok(match row {
            None => LinkState::Unknown,
            Some(row) if row.used_at.is_some() => LinkState::Used,
            Some(row) if row.expires_at <= now.as_millisecond() => LinkState::Expired,
            Some(_) => LinkState::Good,
        })
    }

    async fn redeem_link(&self, link: &Secret, session: &NewSession, now: Timestamp) -> Result<LinkState> {
        let mut tx = self.begin_write().await?;
        // This one statement decides between many at once.
        let spent = sqlx::query_as!(
            Spent,
            r#"
            UPDATE sign_ins SET used_at = $2
            WHERE link_hash = $1 AND used_at IS NULL AND expires_at > $2
                AND (person_id IS NOT NULL OR applicant IS NOT NULL)
            RETURNING person_id, applicant, address_hash
            "#,
            link.hash(),
            now.as_millisecond()
        )
        .fetch_optional(&mut *tx)
        .await
        .map_err(fault)?;
        if let Some(spent) = spent {
            self.let_in(&mut tx, spent, session, now).await?;
            tx.commit().await.map_err(fault)?;
            return Ok(LinkState::Good);
        }
        drop(tx);
        match self.link_state(link, now).await? {
            // It was taken when this one tried; whoever took it has not been heard of yet.
            LinkState::Good => Ok(LinkState::Used),
            state => Ok(state),
        }
    }

    async fn redeem_code(
        &self,
        ticket: &Secret,
        code: &Code,
        session: &NewSession,
        now: Timestamp,
    ) -> Result<CodeOutcome> {
        let mut tx = self.begin_write().await?;
        let outcome = match spend_code(&mut tx, ticket, code, now).await? {
            Some(spent) => {
                self.let_in(&mut tx, spent, session, now).await?;
                CodeOutcome::SignedIn
            }
            None => count_wrong_code(&mut tx, ticket, now).await?,
        };
        tx.commit().await.map_err(fault)?;
        Ok(outcome)
    }

    async fn sign_in_as(&self, email: &EmailAddress, session: &NewSession, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_write().await?;
        let person = person_by_email(&mut tx, email).await?.ok_or(Error::NotFound)?;
        begin_session(&mut tx, person, session, now).await?;
        tx.commit().await.map_err(fault)
    }

    async fn caller(&self, session: &Secret, now: Timestamp) -> Result<Option<Caller>> {
        let row = sqlx::query!(
            r#"
            SELECT s.id, s.person_id, s.seen_at, p.name, p.organisation_id
            FROM sessions s JOIN persons p ON p.id = s.person_id
            WHERE s.secret_hash = $1 AND s.expires_at > $2
            "#,
            session.hash(),
            now.as_millisecond()
        )
        .fetch_optional(self.reader())
        .await
        .map_err(fault)?;
        let (Some(row), Some(round)) = (row, engine::current_round(self.reader()).await?) else { return Ok(None) };
        let (person, session) = (PersonId(row.person_id), SessionId(row.id));
        if now.duration_since(row::timestamp("sessions", row.seen_at)?) >= SLIDE
            && let Err(error) = self.slide(session, now).await
        {
            // Someone who only reads must not be stopped by a full disk.
            tracing::warn!(%error, "a session was not prolonged");
        }
        Ok(Some(Caller {
            person,
            name: row.name,
            organisation: OrganisationId(row.organisation_id),
            round,
            duties: self.duties(round, person, time::today(now)).await?,
            pair: self.pair_of(round, person, time::today(now)).await?,
            session,
        }))
    }

    async fn sessions(&self, caller: &Caller, now: Timestamp) -> Result<Vec<Session>> {
        let rows = sqlx::query!(
            r#"
            SELECT id, client, created_at, seen_at FROM sessions
            WHERE person_id = $1 AND expires_at > $2 ORDER BY seen_at DESC, id DESC
            "#,
            caller.person.0,
            now.as_millisecond()
        )
        .fetch_all(self.reader())
        .await
        .map_err(fault)?;
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

    async fn end_session(&self, caller: &Caller, session: SessionId) -> Result<()> {
        let mut tx = self.begin_write().await?;
        sqlx::query!("DELETE FROM sessions WHERE id = $1 AND person_id = $2", session.0, caller.person.0)
            .execute(&mut *tx)
            .await
            .map_err(fault)?;
        tx.commit().await.map_err(fault)
    }

    async fn end_all_sessions(&self, caller: &Caller) -> Result<()> {
        let mut tx = self.begin_write().await?;
        sqlx::query!("DELETE FROM sessions WHERE person_id = $1", caller.person.0)
            .execute(&mut *tx)
            .await
            .map_err(fault)?;
        tx.commit().await.map_err(fault)
    }

    async fn set_language(&self, caller: &Caller, lang: Lang) -> Result<()> {
        let mut tx = self.begin_write().await?;
        sqlx::query!("UPDATE persons SET lang = $2 WHERE id = $1", caller.person.0, lang.name())
            .execute(&mut *tx)
            .await
            .map_err(fault)?;
        tx.commit().await.map_err(fault)
    }

    async fn invite(&self, person: &NewPerson, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_write().await?;
        let round = engine::current_round(&mut *tx).await?.ok_or(Error::NotFound)?;
        let id = insert_person(&mut tx, person).await?;
        insert_duty(&mut tx, round, id, person.duty).await?;
        self.post(&mut tx, Some(id), &Letter::Invitation, now).await?;
        tx.commit().await.map_err(fault)
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
        .await
        .map_err(fault)?;
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
    /// Notes a request to be let in, unless it is one too many. From then on the
    /// same rows are written for whoever it is, or no one. `applicant` is what
    /// someone said, sealed, who means to apply.
    pub(crate) async fn note_request(
        &self,
        tx: &mut Tx,
        request: &SignInRequest,
        applicant: Option<&[u8]>,
        now: Timestamp,
    ) -> Result<Option<PersonId>> {
        one_request_at_a_time(tx, now).await?;
        let counted = Counted {
            address: self.vault.fingerprint(request.email.as_str()),
            client: self.vault.fingerprint(&request.client),
        };
        counted.refuse_too_many(tx, now).await?;
        let person = person_by_email(tx, &request.email).await?;
        insert_request(tx, person, &counted, request, applicant, now).await?;
        Ok(person)
    }

    /// Begins the session of whoever has spent a link or a code; an applicant
    /// becomes a person by it.
    async fn let_in(&self, tx: &mut Tx, spent: Spent, session: &NewSession, now: Timestamp) -> Result<()> {
        let person = match spent.applicant {
            Some(sealed) => self.admit_applicant(tx, &sealed, &spent.address_hash, now).await?,
            None => PersonId(spent.person_id.ok_or(Error::NotFound)?),
        };
        begin_session(tx, person, session, now).await
    }

    /// What someone does in the round: also what they do for a contact person of
    /// their organisation who is away.
    async fn duties(&self, round: RoundId, person: PersonId, today: Date) -> Result<Vec<Duty>> {
        let rows = sqlx::query_scalar!(
            r#"
            SELECT u.duty AS "duty!" FROM duties u WHERE u.round_id = $1 AND u.person_id = $2
            UNION
            SELECT u.duty FROM stand_ins s
            JOIN duties u ON u.round_id = s.round_id AND u.person_id = s.contact_id AND u.duty = 'contact_person'
            JOIN persons a ON a.id = s.contact_id JOIN persons b ON b.id = s.stand_in_id
            WHERE s.round_id = $1 AND s.stand_in_id = $2 AND s.starts_on <= $3 AND s.ends_on >= $3
                AND a.organisation_id = b.organisation_id
            "#,
            round.0,
            person.0,
            today.to_string()
        )
        .fetch_all(self.reader())
        .await
        .map_err(fault)?;
        let mut duties =
            rows.iter().map(|duty| row::named("duties", duty, Duty::from_name)).collect::<Result<Vec<_>>>()?;
        duties.sort_unstable();
        Ok(duties)
    }

    /// The pair that someone is in; if it has ended and they are in no new one,
    /// that one, for as long as they may read what the two wrote.
    async fn pair_of(&self, round: RoundId, person: PersonId, today: Date) -> Result<Option<PairId>> {
        let row = sqlx::query!(
            r#"
            SELECT t.id, t.state, t.state_since, t.paused_until, t.extended_to, r.ends_on
            FROM pairs t JOIN rounds r ON r.id = t.round_id
            WHERE t.round_id = $1 AND (t.adept_id = $2 OR t.mentor_id = $2)
            ORDER BY CASE t.state WHEN 'ended' THEN 1 ELSE 0 END, t.id DESC LIMIT 1
            "#,
            round.0,
            person.0
        )
        .fetch_optional(self.reader())
        .await
        .map_err(fault)?;
        let Some(row) = row else { return Ok(None) };
        let kept = Kept {
            state: row.state,
            state_since: row.state_since,
            paused_until: row.paused_until,
            ends_on: row.ends_on,
            extended_to: row.extended_to,
        };
        Ok((today <= kept.course()?.kept_until()).then_some(PairId(row.id)))
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
        .await
        .map_err(fault)?;
        tx.commit().await.map_err(fault)
    }
}

/// Makes sign-in requests wait for each other, so that each counts all before
/// it, and sweeps those that no one needs any more.
async fn one_request_at_a_time(tx: &mut Tx, now: Timestamp) -> Result<()> {
    crate::one_at_a_time(tx).await?;
    let before = (now - REMEMBERED).as_millisecond();
    sqlx::query!("DELETE FROM sign_ins WHERE expires_at < $1", before).execute(&mut **tx).await.map_err(fault)?;
    sqlx::query!("DELETE FROM outbox WHERE person_id IS NULL AND sealed IS NULL AND created_at < $1", before)
        .execute(&mut **tx)
        .await
        .map_err(fault)?;
    Ok(())
}

/// What requests are counted by: fingerprints, so a copied database tells no
/// one's network address.
struct Counted {
    address: Vec<u8>,
    client: Vec<u8>,
}

impl Counted {
    async fn refuse_too_many(&self, tx: &mut Tx, now: Timestamp) -> Result<()> {
        let since = (now - LINK_LIFE).as_millisecond();
        let by_address = sqlx::query_scalar!(
            r#"SELECT COUNT(*) AS "n!: i64" FROM sign_ins WHERE address_hash = $1 AND created_at > $2"#,
            self.address,
            since
        )
        .fetch_one(&mut **tx)
        .await
        .map_err(fault)?;
        let by_client = sqlx::query_scalar!(
            r#"SELECT COUNT(*) AS "n!: i64" FROM sign_ins WHERE client_hash = $1 AND created_at > $2"#,
            self.client,
            since
        )
        .fetch_one(&mut **tx)
        .await
        .map_err(fault)?;
        if by_address >= MAX_PER_ADDRESS || by_client >= MAX_PER_CLIENT {
            return Err(Error::TooMany);
        }
        Ok(())
    }
}

async fn insert_request(
    tx: &mut Tx,
    person: Option<PersonId>,
    counted: &Counted,
    request: &SignInRequest,
    applicant: Option<&[u8]>,
    now: Timestamp,
) -> Result<()> {
    sqlx::query!(
        r#"
        INSERT INTO sign_ins
            (person_id, ticket_hash, link_hash, code_hash, address_hash, client_hash, created_at, expires_at, applicant)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        "#,
        person.map(|person| person.0),
        request.ticket.hash(),
        request.link.hash(),
        request.code.hash(&request.ticket),
        counted.address,
        counted.client,
        now.as_millisecond(),
        (now + LINK_LIFE).as_millisecond(),
        applicant
    )
    .execute(&mut **tx)
    .await
    .map_err(fault)?;
    Ok(())
}

/// A request that has been redeemed.
struct Spent {
    person_id: Option<i64>,
    applicant: Option<Vec<u8>>,
    address_hash: Vec<u8>,
}

/// What the code redeems. This one statement decides between many at once.
async fn spend_code(tx: &mut Tx, ticket: &Secret, code: &Code, now: Timestamp) -> Result<Option<Spent>> {
    let spent = sqlx::query_as!(
        Spent,
        r#"
        UPDATE sign_ins SET used_at = $3
        WHERE ticket_hash = $1 AND code_hash = $2 AND used_at IS NULL AND expires_at > $3
            AND wrong_codes < $4 AND (person_id IS NOT NULL OR applicant IS NOT NULL)
        RETURNING person_id, applicant, address_hash
        "#,
        ticket.hash(),
        code.hash(ticket),
        now.as_millisecond(),
        MAX_WRONG_CODES
    )
    .fetch_optional(&mut **tx)
    .await
    .map_err(fault)?;
    Ok(spent)
}

/// Counts a code that let no one in. An unknown address takes as many as a known one.
async fn count_wrong_code(tx: &mut Tx, ticket: &Secret, now: Timestamp) -> Result<CodeOutcome> {
    let wrong = sqlx::query_scalar!(
        r#"
        UPDATE sign_ins SET wrong_codes = wrong_codes + 1
        WHERE ticket_hash = $1 AND used_at IS NULL AND expires_at > $2 AND wrong_codes < $3
        RETURNING wrong_codes AS "wrong_codes!"
        "#,
        ticket.hash(),
        now.as_millisecond(),
        MAX_WRONG_CODES
    )
    .fetch_optional(&mut **tx)
    .await
    .map_err(fault)?;
    Ok(match wrong {
        Some(wrong) if wrong < MAX_WRONG_CODES => CodeOutcome::Wrong,
        _ => CodeOutcome::Over,
    })
}

/// Begins a session, and sweeps those that are over.
async fn begin_session(tx: &mut Tx, person: PersonId, session: &NewSession, now: Timestamp) -> Result<()> {
    sqlx::query!("DELETE FROM sessions WHERE expires_at <= $1", now.as_millisecond())
        .execute(&mut **tx)
        .await
        .map_err(fault)?;
    sqlx::query!(
        r#"
        INSERT INTO sessions (secret_hash, person_id, client, created_at, seen_at, expires_at)
        VALUES ($1, $2, $3, $4, $4, $5)
        "#,
        session.secret.hash(),
        person.0,
        session.client,
        now.as_millisecond(),
        (now + SESSION_LIFE).as_millisecond()
    )
    .execute(&mut **tx)
    .await
    .map_err(fault)?;
    Ok(())
}

pub(crate) async fn person_by_email(tx: &mut Tx, email: &EmailAddress) -> Result<Option<PersonId>> {
    let id = sqlx::query_scalar!("SELECT id FROM persons WHERE email = $1", email.as_str())
        .fetch_optional(&mut **tx)
        .await
        .map_err(fault)?;
    Ok(id.map(PersonId))
}

/// Adds someone, or finds whoever has the address; they are kept as they are.
///
/// # Errors
/// [`Error::NotFound`], if there is no such organisation.
pub(crate) async fn insert_person(tx: &mut Tx, person: &NewPerson) -> Result<PersonId> {
    let organisation = sqlx::query_scalar!("SELECT id FROM organisations WHERE name = $1", person.organisation)
        .fetch_optional(&mut **tx)
        .await
        .map_err(fault)?
        .ok_or(Error::NotFound)?;
    sqlx::query!(
        r#"
        INSERT INTO persons (email, name, title, phone, organisation_id, lang, sort_name)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (email) DO NOTHING
        "#,
        person.email.as_str(),
        person.name,
        person.title,
        person.phone,
        organisation,
        person.lang.name(),
        order::key(&person.name)
    )
    .execute(&mut **tx)
    .await
    .map_err(fault)?;
    person_by_email(tx, &person.email).await?.ok_or(Error::NotFound)
}

/// Writes what someone says of themselves.
pub(crate) async fn write_profile(tx: &mut Tx, person: PersonId, profile: &Profile) -> Result<()> {
    sqlx::query!(
        "UPDATE persons SET name = $2, title = $3, phone = $4, sort_name = $5 WHERE id = $1",
        person.0,
        profile.name,
        profile.title,
        profile.phone,
        order::key(&profile.name)
    )
    .execute(&mut **tx)
    .await
    .map_err(fault)?;
    Ok(())
}

pub(crate) async fn insert_duty(tx: &mut Tx, round: RoundId, person: PersonId, duty: Duty) -> Result<()> {
    sqlx::query!(
        "INSERT INTO duties (round_id, person_id, duty) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        round.0,
        person.0,
        duty.name()
    )
    .execute(&mut **tx)
    .await
    .map_err(fault)?;
    Ok(())
}
