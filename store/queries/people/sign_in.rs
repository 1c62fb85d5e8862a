//! Requests to sign in: counted, redeemed once, and the sessions that begin by them.

use domain::people::PersonId;
use jiff::{SignedDuration, Timestamp};
use store::{
    Error, Result,
    people::{
        CodeOutcome, LINK_LIFE, MAX_PER_ADDRESS, MAX_PER_CLIENT, MAX_WRONG_CODES, NewSession, SESSION_LIFE,
        SignInRequest,
    },
    secret::{Code, Secret},
};

use super::person_by_email;
use crate::{Engine, Tx};

/// For how long a spent or expired link is told from one that never was.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(24);

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
    pub(crate) async fn let_in(&self, tx: &mut Tx, spent: Spent, session: &NewSession, now: Timestamp) -> Result<()> {
        let person = match spent.applicant {
            Some(sealed) => self.admit_applicant(tx, &sealed, &spent.address_hash, now).await?,
            None => PersonId(spent.person_id.ok_or(Error::NotFound)?),
        };
        begin_session(tx, person, session, now).await
    }
}

/// Makes sign-in requests wait for each other, so that each counts all before
/// it, and sweeps those that no one needs any more.
async fn one_request_at_a_time(tx: &mut Tx, now: Timestamp) -> Result<()> {
    crate::take_advisory_lock(tx).await?;
    let before = (now - REMEMBERED).as_millisecond();
    sqlx::query!("DELETE FROM sign_ins WHERE expires_at < $1", before).execute(&mut **tx).await?;
    sqlx::query!("DELETE FROM outbox WHERE person_id IS NULL AND sealed IS NULL AND created_at < $1", before)
        .execute(&mut **tx)
        .await?;
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
        .await?;
        let by_client = sqlx::query_scalar!(
            r#"SELECT COUNT(*) AS "n!: i64" FROM sign_ins WHERE client_hash = $1 AND created_at > $2"#,
            self.client,
            since
        )
        .fetch_one(&mut **tx)
        .await?;
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
    .await?;
    Ok(())
}

/// A request that has been redeemed.
pub(crate) struct Spent {
    pub person_id: Option<i64>,
    pub applicant: Option<Vec<u8>>,
    pub address_hash: Vec<u8>,
}

/// What the code redeems. This one statement decides between many at once.
pub(crate) async fn spend_code(tx: &mut Tx, ticket: &Secret, code: &Code, now: Timestamp) -> Result<Option<Spent>> {
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
    .await?;
    Ok(spent)
}

/// Counts a code that let no one in. An unknown address takes as many as a known one.
pub(crate) async fn count_wrong_code(tx: &mut Tx, ticket: &Secret, now: Timestamp) -> Result<CodeOutcome> {
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
    .await?;
    Ok(match wrong {
        Some(wrong) if wrong < MAX_WRONG_CODES => CodeOutcome::Wrong,
        _ => CodeOutcome::Over,
    })
}

/// Begins a session, and sweeps those that are over.
pub(crate) async fn begin_session(tx: &mut Tx, person: PersonId, session: &NewSession, now: Timestamp) -> Result<()> {
    sqlx::query!("DELETE FROM sessions WHERE expires_at <= $1", now.as_millisecond()).execute(&mut **tx).await?;
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
    .await?;
    Ok(())
}
