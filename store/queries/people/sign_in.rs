//! Requests to sign in: counted, redeemed once, and the sessions that begin by them.

use async_trait::async_trait;
use domain::people::{
    EmailAddress, Lang, PersonId,
    sign_in::{MAX_WRONG_PER_DAY, Requests},
};
use jiff::{SignedDuration, Timestamp};
use store::{
    Error, Result, SignIn,
    mail::outbox::Email,
    people::{
        AgainRequest, CODE_DAY, CodeOutcome, DEVICE_LIFE, LINK_LIFE, LinkState, MAX_WRONG_CODES, NewSession,
        REMEMBERED, SESSION_LIFE, SignInRequest,
    },
    secret::{Code, Secret},
};

use super::active_person;
use crate::{Engine, Tx};

/// By how much the clocks of two servers may differ. What was written later than that is
/// not counted: a clock that is set back shuts nobody out.
const CLOCKS: SignedDuration = SignedDuration::from_mins(1);

#[async_trait]
impl SignIn for Engine {
    async fn request_sign_in(&self, request: &SignInRequest, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_write().await?;
        let person = self.note_request(&mut tx, request, None, now).await?;
        self.mail_sign_in(&mut tx, request, person, now).await?;
        tx.commit().await
    }

    async fn request_again(&self, request: &AgainRequest, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_write().await?;
        one_request_at_a_time(&mut tx, now).await?;
        let earlier = sqlx::query_as!(
            Asked,
            "SELECT person_id, applicant, address_hash FROM sign_ins WHERE link_hash = $1 OR ticket_hash = $1",
            request.earlier.hash()
        );
        let Asked { person_id, applicant, address_hash } =
            earlier.fetch_optional(&mut *tx).await?.ok_or(Error::NotFound)?;
        let person = person_id.map(PersonId);
        let counted = Counted {
            address: address_hash,
            client: self.vault.fingerprint(&request.client),
            known: is_known(&mut tx, person, &request.kept, now).await?,
        };
        counted.refuse_too_many(&mut tx, applicant.is_some(), now).await?;
        let hashes = hashes(&request.ticket, &request.link, &request.code);
        insert_request(&mut tx, person, &counted, hashes, applicant.as_deref(), now).await?;
        if let Some(sealed) = &applicant {
            let (link, code) = (request.link.reveal().to_owned(), request.code.reveal().to_owned());
            self.mail_applicant(&mut tx, sealed, &Email::Apply { link, code }, now).await?;
        } else {
            let message = sign_in_email(&request.link, &request.code, &request.till, request.lang);
            self.enqueue_sign_in(&mut tx, person, &counted.address, &message, now).await?;
        }
        tx.commit().await
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
        .await?;
        Ok(row.map_or(LinkState::Unknown, |row| link_state(row.used_at, row.expires_at, now)))
    }

    async fn redeem_link(&self, link: &Secret, session: &NewSession, now: Timestamp) -> Result<LinkState> {
        let mut tx = self.begin_write().await?;
        // This one statement decides between many at once.
        let spent = sqlx::query_as!(
            Asked,
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
        .await?;
        if let Some(spent) = spent {
            self.let_in(&mut tx, spent, session, now).await?;
            tx.commit().await?;
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
        tickets: &[Secret],
        code: &Code,
        session: &NewSession,
        now: Timestamp,
    ) -> Result<CodeOutcome> {
        let mut tx = self.begin_write().await?;
        // One after another, so that each counts all that were wrong before it.
        crate::take_advisory_lock(&mut tx).await?;
        let mut outcome = None;
        for ticket in tickets {
            match self.try_code(&mut tx, ticket, code, now).await? {
                Try::Right(asked) => {
                    self.let_in(&mut tx, asked, session, now).await?;
                    outcome = Some(CodeOutcome::SignedIn);
                    break;
                }
                Try::TooLate(why) => outcome = Some(why),
                Try::Other(why) => outcome = outcome.or(Some(why)),
            }
        }
        tx.commit().await?;
        Ok(outcome.unwrap_or(CodeOutcome::Expired))
    }

    async fn sign_in_as(&self, email: &EmailAddress, session: &NewSession, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_write().await?;
        let person = active_person(&mut tx, email).await?.ok_or(Error::NotFound)?;
        begin_session(&mut tx, person, session, now).await?;
        tx.commit().await
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
        let person = active_person(tx, &request.email).await?;
        let counted = Counted {
            address: self.vault.fingerprint(request.email.as_str()),
            client: self.vault.fingerprint(&request.client),
            known: is_known(tx, person, &request.kept, now).await?,
        };
        counted.refuse_too_many(tx, applicant.is_some(), now).await?;
        let hashes = hashes(&request.ticket, &request.link, &request.code);
        insert_request(tx, person, &counted, hashes, applicant, now).await?;
        Ok(person)
    }

    /// Sends the link and the code of a request to whoever it was, or no one.
    pub(crate) async fn mail_sign_in(
        &self,
        tx: &mut Tx,
        request: &SignInRequest,
        person: Option<PersonId>,
        now: Timestamp,
    ) -> Result<()> {
        let message = sign_in_email(&request.link, &request.code, &request.till, request.lang);
        let address = self.vault.fingerprint(request.email.as_str());
        self.enqueue_sign_in(tx, person, &address, &message, now).await
    }

    /// Begins the session of whoever has spent a link or a code; an applicant
    /// becomes a person by it.
    async fn let_in(&self, tx: &mut Tx, asked: Asked, session: &NewSession, now: Timestamp) -> Result<()> {
        let person = match asked.applicant {
            Some(sealed) => self.admit_applicant(tx, &sealed, &asked.address_hash, now).await?,
            None => PersonId(asked.person_id.ok_or(Error::NotFound)?),
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
    /// Whether it comes from a browser in which the address's owner has signed in.
    known: bool,
}

impl Counted {
    async fn refuse_too_many(&self, tx: &mut Tx, applies: bool, now: Timestamp) -> Result<()> {
        let lately = sqlx::query_as!(
            Requests,
            r#"
            SELECT COUNT(CASE WHEN lately AND known AND address_hash = $1 THEN 1 END) AS "known!: i64",
                COUNT(CASE WHEN lately AND NOT known AND address_hash = $1 AND client_hash = $2 THEN 1 END) AS "here!: i64",
                COUNT(CASE WHEN lately AND NOT known AND address_hash = $1 THEN 1 END) AS "address!: i64",
                COUNT(CASE WHEN lately AND NOT known AND client_hash = $2 THEN 1 END) AS "client!: i64",
                COUNT(CASE WHEN applicant IS NOT NULL AND client_hash = $2 THEN 1 END) AS "applicants!: i64"
            FROM (
                SELECT known, address_hash, client_hash, applicant, created_at > $3 AS lately FROM sign_ins
                WHERE (address_hash = $1 OR client_hash = $2) AND created_at > $5 AND created_at <= $4
            ) AS counted
            "#,
            self.address,
            self.client,
            (now - LINK_LIFE).as_millisecond(),
            (now + CLOCKS).as_millisecond(),
            (now - REMEMBERED).as_millisecond()
        );
        let lately = lately.fetch_one(&mut **tx).await?;
        if lately.take_another(self.known, applies) { Ok(()) } else { Err(Error::TooMany) }
    }
}

/// Whether a browser keeps a session or a cookie of one in which this person has signed
/// in. For no one the same is asked.
async fn is_known(tx: &mut Tx, person: Option<PersonId>, kept: &[Secret], now: Timestamp) -> Result<bool> {
    let mut known = false;
    for secret in kept {
        let found = sqlx::query_scalar!(
            r#"
            SELECT (SELECT COUNT(*) FROM devices WHERE secret_hash = $1 AND person_id = $2 AND expires_at > $3)
                + (SELECT COUNT(*) FROM sessions WHERE secret_hash = $1 AND person_id = $2 AND expires_at > $3)
                AS "n!: i64"
            "#,
            secret.hash(),
            person.map_or(0, |person| person.0),
            now.as_millisecond()
        );
        known |= found.fetch_one(&mut **tx).await? > 0;
    }
    Ok(known)
}

async fn insert_request(
    tx: &mut Tx,
    person: Option<PersonId>,
    counted: &Counted,
    [ticket, link, code]: [Vec<u8>; 3],
    applicant: Option<&[u8]>,
    now: Timestamp,
) -> Result<()> {
    sqlx::query!(
        r#"
        INSERT INTO sign_ins
            (person_id, ticket_hash, link_hash, code_hash, address_hash, client_hash, created_at, expires_at, applicant,
            known)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        "#,
        person.map(|person| person.0),
        ticket,
        link,
        code,
        counted.address,
        counted.client,
        now.as_millisecond(),
        (now + LINK_LIFE).as_millisecond(),
        applicant,
        counted.known
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What is kept of a ticket, a link and a code.
fn hashes(ticket: &Secret, link: &Secret, code: &Code) -> [Vec<u8>; 3] {
    [ticket.hash(), link.hash(), code.hash(ticket)]
}

fn sign_in_email(link: &Secret, code: &Code, till: &str, lang: Option<Lang>) -> Email {
    Email::SignIn { link: link.reveal().to_owned(), code: code.reveal().to_owned(), till: till.to_owned(), lang }
}

/// Whoever has made a request: someone known, someone who means to apply, or neither.
struct Asked {
    person_id: Option<i64>,
    applicant: Option<Vec<u8>>,
    address_hash: Vec<u8>,
}

/// What a code is to one request.
enum Try {
    /// It lets in whoever has asked.
    Right(Asked),
    /// It was the right one, once.
    TooLate(CodeOutcome),
    /// What is said of any other code.
    Other(CodeOutcome),
}

/// A request, after a code has been tried on it.
struct Tried {
    id: i64,
    is_right: bool,
    wrong_codes: i64,
    used_at: Option<i64>,
    expires_at: i64,
    person_id: Option<i64>,
    applicant: Option<Vec<u8>>,
    address_hash: Vec<u8>,
    known: bool,
}

impl Engine {
    /// Tries a code, and counts it if it is wrong. An unknown address takes as many as a
    /// known one.
    async fn try_code(&self, tx: &mut Tx, ticket: &Secret, code: &Code, now: Timestamp) -> Result<Try> {
        let tried = sqlx::query_as!(
            Tried,
            r#"
            UPDATE sign_ins SET wrong_codes = wrong_codes + CASE
                WHEN code_hash = $2 AND (person_id IS NOT NULL OR applicant IS NOT NULL) THEN 0 ELSE 1 END
            WHERE ticket_hash = $1 AND wrong_codes < $3
            RETURNING id AS "id!", wrong_codes AS "wrong_codes!", used_at, expires_at AS "expires_at!", person_id,
                applicant, address_hash AS "address_hash!", known AS "known!: bool",
                (code_hash = $2 AND (person_id IS NOT NULL OR applicant IS NOT NULL)) AS "is_right!: bool"
            "#,
            ticket.hash(),
            code.hash(ticket),
            MAX_WRONG_CODES
        );
        let Some(tried) = tried.fetch_optional(&mut **tx).await? else {
            return Ok(Try::Other(why_not(tx, ticket).await?));
        };
        let wrong = wrong_today(tx, &tried, now).await?;
        if !tried.is_right && wrong == MAX_WRONG_PER_DAY {
            let message = Email::WrongCodes { until: now + CODE_DAY, known: tried.known };
            let person = tried.person_id.map(PersonId);
            self.enqueue_sign_in(tx, person, &tried.address_hash, &message, now).await?;
        }
        let said = if tried.is_right { Try::TooLate } else { Try::Other };
        if tried.expires_at <= now.as_millisecond() {
            return Ok(said(CodeOutcome::Expired));
        }
        if wrong >= MAX_WRONG_PER_DAY {
            return Ok(Try::Other(CodeOutcome::OverBudget));
        }
        match (tried.is_right, tried.used_at) {
            (true, Some(_)) => Ok(said(CodeOutcome::Used)),
            (false, _) if tried.wrong_codes >= MAX_WRONG_CODES => Ok(said(CodeOutcome::TooManyWrong)),
            (false, _) => Ok(said(CodeOutcome::Wrong)),
            (true, None) => {
                let used_at = now.as_millisecond();
                sqlx::query!("UPDATE sign_ins SET used_at = $2 WHERE id = $1", tried.id, used_at)
                    .execute(&mut **tx)
                    .await?;
                let Tried { person_id, applicant, address_hash, .. } = tried;
                Ok(Try::Right(Asked { person_id, applicant, address_hash }))
            }
        }
    }
}

/// How many wrong codes have been typed for an address within a day: by strangers, or in
/// browsers in which its owner has signed in.
async fn wrong_today(tx: &mut Tx, tried: &Tried, now: Timestamp) -> Result<i64> {
    let wrong = sqlx::query_scalar!(
        r#"
        SELECT CAST(COALESCE(SUM(wrong_codes), 0) AS BIGINT) AS "n!: i64" FROM sign_ins
        WHERE address_hash = $1 AND known = $2 AND created_at > $3 AND created_at <= $4
        "#,
        tried.address_hash,
        tried.known,
        (now - CODE_DAY).as_millisecond(),
        (now + CLOCKS).as_millisecond()
    );
    Ok(wrong.fetch_one(&mut **tx).await?)
}

/// Why a request takes no code at all.
async fn why_not(tx: &mut Tx, ticket: &Secret) -> Result<CodeOutcome> {
    let known = sqlx::query_scalar!(r#"SELECT id AS "id!" FROM sign_ins WHERE ticket_hash = $1"#, ticket.hash());
    let is_known = known.fetch_optional(&mut **tx).await?.is_some();
    Ok(if is_known { CodeOutcome::TooManyWrong } else { CodeOutcome::Expired })
}

/// Begins a session in a browser that is known from then on, and sweeps what is over.
async fn begin_session(tx: &mut Tx, person: PersonId, session: &NewSession, now: Timestamp) -> Result<()> {
    sqlx::query!("DELETE FROM sessions WHERE expires_at <= $1", now.as_millisecond()).execute(&mut **tx).await?;
    sqlx::query!("DELETE FROM devices WHERE expires_at <= $1", now.as_millisecond()).execute(&mut **tx).await?;
    if let Some(device) = &session.device {
        sqlx::query!(
            r#"
            INSERT INTO devices (secret_hash, person_id, expires_at) VALUES ($1, $2, $3)
            ON CONFLICT (secret_hash, person_id) DO UPDATE SET expires_at = excluded.expires_at
            "#,
            device.hash(),
            person.0,
            (now + DEVICE_LIFE).as_millisecond()
        )
        .execute(&mut **tx)
        .await?;
    }
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

/// The state of a link that is there.
pub(crate) fn link_state(used_at: Option<i64>, expires_at: i64, now: Timestamp) -> LinkState {
    if used_at.is_some() {
        LinkState::Used
    } else if expires_at <= now.as_millisecond() {
        LinkState::Expired
    } else {
        LinkState::Good
    }
}
