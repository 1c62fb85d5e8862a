//! The outbox.

use async_trait::async_trait;
use domain::{
    mail::{
        budget::{Matter, Verdict, mailbox},
        delivery::{Next, next},
    },
    pair::PairId,
    people::{Lang, PersonId},
    round::RoundId,
    time,
};
use jiff::Timestamp;
use store::{
    Error, Outbox, Result,
    mail::outbox::{Backlog, Concerns, Email, LEASE, Parcel, Recipient},
    row,
    secret::Secret,
    vault::PairKey,
};

use super::{
    budget::{Counted, Trigger},
    preference::wants,
};
use crate::{Engine, Tx, next_due, queries::people};

#[async_trait]
impl Outbox for Engine {
    async fn due_emails(&self, limit: u32, now: Timestamp) -> Result<Vec<Parcel>> {
        let rows = sqlx::query_as!(
            Waiting,
            r#"
            SELECT o.id, o.person_id, o.pair_id, o.about, o.sealed AS "sealed!", o.attempts, o.created_at, o.since,
                p.email AS "email?", p.name AS "name?", p.lang AS "lang?"
            FROM outbox o LEFT JOIN persons p ON p.id = o.person_id
            WHERE o.sealed IS NOT NULL AND o.given_up_at IS NULL AND o.due_at <= $1
            ORDER BY o.due_at, o.id LIMIT $2
            "#,
            now.as_millisecond(),
            i64::from(limit)
        )
        .fetch_all(self.reader())
        .await?;
        let mut parcels = Vec::new();
        for row in rows {
            match self.parcel(row, now).await {
                Ok(parcel) => parcels.push(parcel),
                Err(Error::Gone | Error::Sealed) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(parcels)
    }

    async fn backlog(&self, now: Timestamp) -> Result<Backlog> {
        let row = sqlx::query!(
            r#"
            SELECT COUNT(CASE WHEN given_up_at IS NULL THEN 1 END) AS "waiting!: i64",
                COUNT(CASE WHEN given_up_at IS NOT NULL THEN 1 END) AS "given_up!: i64",
                MIN(CASE WHEN given_up_at IS NULL AND (due_at <= $1 OR attempts > 0) THEN since END)
                    AS "due_since?: i64"
            FROM outbox WHERE sealed IS NOT NULL
            "#,
            now.as_millisecond()
        )
        .fetch_one(self.reader())
        .await?;
        Ok(Backlog {
            waiting: row::count("outbox", row.waiting)?,
            due_since: row.due_since.map(|at| row::timestamp("outbox", at)).transpose()?,
            given_up: row::count("outbox", row.given_up)?,
        })
    }

    async fn take_email(&self, now: Timestamp) -> Result<Option<Parcel>> {
        // Looking costs no one anything; taking is a write.
        while self.is_any_due(now).await? {
            let Some(row) = self.take_waiting(now).await? else { break };
            let (id, tries) = (row.id, row::count("outbox", row.attempts)? + 1);
            let since = row::timestamp("outbox", row.since)?;
            // One email that does not open must not keep the others waiting.
            let next = match self.parcel(row, now).await {
                Ok(parcel) => return Ok(Some(parcel)),
                Err(Error::Gone) => Next::Drop,
                Err(Error::Sealed) => next(tries, false, since, None, now),
                Err(error) => return Err(error),
            };
            tracing::error!(email = id, ?next, "an email in the outbox does not open");
            self.email_failed(id, "does not open", next, now).await?;
        }
        Ok(None)
    }

    async fn email_sent(&self, id: i64, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_write().await?;
        sqlx::query!(
            "UPDATE outbox SET sent_at = $2, sealed = NULL, given_up_at = NULL, reason = NULL WHERE id = $1",
            id,
            now.as_millisecond()
        )
        .execute(&mut *tx)
        .await?;
        tx.commit().await
    }

    async fn email_failed(&self, id: i64, why: &str, next: Next, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_write().await?;
        let failed = sqlx::query!(
            "UPDATE outbox SET attempts = attempts + 1, last_error = $2 WHERE id = $1 AND sealed IS NOT NULL",
            id,
            why
        )
        .execute(&mut *tx)
        .await?;
        if failed.rows_affected() > 0 {
            note_next(&mut tx, id, next, now).await?;
        }
        tx.commit().await
    }

    async fn calendar_domain(&self, host: &str) -> Result<String> {
        if let Some(kept) = self.kept_domain().await?.filter(|kept| !kept.is_empty()) {
            return Ok(kept);
        }
        let mut tx = self.begin_write().await?;
        sqlx::query!("UPDATE installation SET calendar_domain = $1 WHERE calendar_domain = ''", host)
            .execute(&mut *tx)
            .await?;
        let new = format!("{}.ior", &Secret::generate().reveal()[..16]);
        sqlx::query!("INSERT INTO installation (id, calendar_domain) VALUES (1, $1) ON CONFLICT DO NOTHING", new)
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        // Read back: of two at once, one name was kept.
        self.kept_domain().await?.ok_or_else(|| Error::bad_row("installation", "there is none"))
    }
}

async fn note_next(tx: &mut Tx, id: i64, next: Next, now: Timestamp) -> Result<()> {
    match next {
        Next::Again(at) => {
            sqlx::query!("UPDATE outbox SET due_at = $2 WHERE id = $1", id, at.as_millisecond())
                .execute(&mut **tx)
                .await?;
        }
        Next::GiveUp(reason) => {
            sqlx::query!(
                "UPDATE outbox SET given_up_at = $2, due_at = $2, reason = $3 WHERE id = $1",
                id,
                now.as_millisecond(),
                reason.name()
            )
            .execute(&mut **tx)
            .await?;
        }
        Next::Drop => {
            sqlx::query!("UPDATE outbox SET failed = TRUE, sealed = NULL WHERE id = $1", id).execute(&mut **tx).await?;
        }
    }
    Ok(())
}

/// A row of the outbox with the reader's, if they are in the programme.
struct Waiting {
    id: i64,
    person_id: Option<i64>,
    pair_id: Option<i64>,
    about: i64,
    sealed: Vec<u8>,
    attempts: i64,
    created_at: i64,
    since: i64,
    email: Option<String>,
    name: Option<String>,
    lang: Option<String>,
}

impl Engine {
    async fn is_any_due(&self, now: Timestamp) -> Result<bool> {
        let due = sqlx::query_scalar!(
            r#"
            SELECT id AS "id!: i64" FROM outbox
            WHERE sealed IS NOT NULL AND given_up_at IS NULL AND due_at <= $1 LIMIT 1
            "#,
            now.as_millisecond()
        );
        Ok(due.fetch_optional(self.reader()).await?.is_some())
    }

    async fn take_waiting(&self, now: Timestamp) -> Result<Option<Waiting>> {
        let mut tx = self.begin_write().await?;
        let Some(id) = next_due(&mut tx, now.as_millisecond()).await? else { return Ok(None) };
        let until = (now + LEASE).as_millisecond();
        sqlx::query!("UPDATE outbox SET due_at = $2 WHERE id = $1", id, until).execute(&mut *tx).await?;
        let row = sqlx::query_as!(
            Waiting,
            r#"
            SELECT o.id, o.person_id, o.pair_id, o.about, o.sealed AS "sealed!", o.attempts, o.created_at, o.since,
                p.email AS "email?", p.name AS "name?", p.lang AS "lang?"
            FROM outbox o LEFT JOIN persons p ON p.id = o.person_id
            WHERE o.id = $1
            "#,
            id
        )
        .fetch_one(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(Some(row))
    }

    /// Opens an email.
    ///
    /// # Errors
    /// [`Error::Gone`], if the key of its pair is deleted; [`Error::Sealed`], if it
    /// does not open.
    async fn parcel(&self, row: Waiting, now: Timestamp) -> Result<Parcel> {
        let (person, about) = (row.person_id.map(PersonId), row.about);
        let (to, message) = match (row.person_id, row.email, row.name, row.lang) {
            (Some(person), Some(email), Some(name), Some(lang)) => {
                let lang = row::named("persons", &lang, Lang::from_name)?;
                let message = self.open_email(PersonId(person), row.pair_id.map(PairId), &row.sealed).await?;
                (Recipient { email, name, lang }, message)
            }
            _ => self.vault.open_addressed(&row.sealed)?,
        };
        let concerns = match (person, message.cause().matter()) {
            (Some(person), Some(matter)) => self.concerns(person, (matter, about), now).await?,
            _ => Concerns::default(),
        };
        let kinds = Some(message.kinds()).filter(|kinds| !kinds.is_empty());
        let unsubscribe = person.zip(kinds).map(|(person, kinds)| self.vault.unsubscribe_token(person, &kinds));
        let ticket = person.map(|person| self.ticket_of(person, &to.email, &message, about)).transpose()?;
        Ok(Parcel {
            id: row.id,
            to: to.email,
            name: to.name,
            lang: message.asked_in().unwrap_or(to.lang),
            message,
            concerns,
            unsubscribe: unsubscribe.transpose()?,
            ticket: ticket.flatten(),
            attempts: row::count("outbox", row.attempts)?,
            written: row::timestamp("outbox", row.created_at)?,
            since: row::timestamp("outbox", row.since)?,
        })
    }

    /// Which round and pair an email is about, if its reader has several.
    async fn concerns(&self, person: PersonId, (matter, about): (Matter, i64), now: Timestamp) -> Result<Concerns> {
        let standings = self.standings_of(person, now).await?;
        let several_rounds = standings.iter().filter(|standing| standing.concerns(time::today(now))).nth(1).is_some();
        let several_pairs = standings.iter().map(|standing| standing.pairs.len()).sum::<usize>() > 1;
        if !several_rounds && !several_pairs {
            return Ok(Concerns::default());
        }
        let round = self.round_of(matter, about).await?;
        let Some(standing) = standings.into_iter().find(|standing| Some(standing.round.id) == round) else {
            return Ok(Concerns::default());
        };
        let pairs = standing.pairs.into_iter().map(|pair| (pair.id, pair.partner));
        let pair = pairs.filter(|_| several_pairs && matter == Matter::Pair).find(|(pair, _)| pair.0 == about);
        Ok(Concerns { round: several_rounds.then_some(standing.round.number), pair })
    }

    /// The round of the row that an email is about.
    async fn round_of(&self, matter: Matter, about: i64) -> Result<Option<RoundId>> {
        let round = sqlx::query_scalar!(
            r#"
            SELECT CASE CAST($1 AS TEXT)
                WHEN 'round' THEN (SELECT r.id FROM rounds r WHERE r.id = $2)
                WHEN 'pair' THEN (SELECT t.round_id FROM pairs t WHERE t.id = $2)
                WHEN 'day' THEN (SELECT d.round_id FROM days d WHERE d.id = $2)
                WHEN 'segment' THEN (SELECT d.round_id FROM segments s JOIN days d ON d.id = s.day_id WHERE s.id = $2)
                WHEN 'application' THEN (SELECT a.round_id FROM applications a WHERE a.id = $2)
            END AS "round?: i64"
            "#,
            matter.name(),
            about
        )
        .fetch_one(self.reader())
        .await?;
        Ok(round.map(RoundId))
    }

    async fn open_email(&self, to: PersonId, pair: Option<PairId>, sealed: &[u8]) -> Result<Email> {
        let Some(pair) = pair else { return self.vault.open_email(to, sealed) };
        self.known_pair_key(pair).await?.ok_or(Error::Gone)?.open_email(to, sealed)
    }

    async fn kept_domain(&self) -> Result<Option<String>> {
        let kept = sqlx::query_scalar!("SELECT calendar_domain FROM installation");
        Ok(kept.fetch_optional(self.reader()).await?)
    }

    /// Puts an email into the outbox to someone who is not in the programme; whether
    /// it was: not if it would say nothing new.
    ///
    /// # Errors
    /// [`Error::OverBudget`].
    pub(crate) async fn enqueue_to(
        &self,
        tx: &mut Tx,
        to: &Recipient,
        message: &Email,
        trigger: Trigger,
        now: Timestamp,
    ) -> Result<bool> {
        let says = self.vault.fingerprint_of(&message.gist(&to.email)?);
        let recipient = self.vault.fingerprint(&mailbox(&to.email));
        let counted = Counted { cause: message.cause(), trigger, to: None, recipient, says };
        insert(tx, &counted, None, &self.vault.seal_addressed(to, message)?, now).await
    }

    /// Puts an email into the outbox to everyone who runs a round.
    pub(crate) async fn email_organisers(
        &self,
        tx: &mut Tx,
        round: RoundId,
        message: &Email,
        trigger: Trigger,
        now: Timestamp,
    ) -> Result<()> {
        for organiser in people::organisers(tx, round).await? {
            self.enqueue(tx, organiser, message, trigger, now).await?;
        }
        Ok(())
    }

    /// Puts an email into the outbox, in the transaction that causes it, unless it
    /// would say nothing new, or they have chosen it away.
    ///
    /// # Errors
    /// [`Error::OverBudget`].
    pub(crate) async fn enqueue(
        &self,
        tx: &mut Tx,
        to: PersonId,
        message: &Email,
        trigger: Trigger,
        now: Timestamp,
    ) -> Result<()> {
        let Some(address) = address_of(tx, to, message).await? else { return Ok(()) };
        let says = self.vault.fingerprint_of(&message.gist(&address)?);
        let recipient = self.vault.fingerprint(&mailbox(&address));
        let counted = Counted { cause: message.cause(), trigger, to: Some(to), recipient, says };
        insert(tx, &counted, None, &self.vault.seal_email(Some(to), message)?, now).await?;
        Ok(())
    }

    /// The same with an email that holds words of a pair: sealed by its key, and gone
    /// with it. Without a key there are no words.
    ///
    /// # Errors
    /// [`Error::OverBudget`].
    pub(crate) async fn enqueue_words(
        &self,
        tx: &mut Tx,
        to: PersonId,
        message: &Email,
        key: Option<&PairKey>,
        trigger: Trigger,
        now: Timestamp,
    ) -> Result<()> {
        let Some(key) = key else { return self.enqueue(tx, to, message, trigger, now).await };
        let Some(address) = address_of(tx, to, message).await? else { return Ok(()) };
        let says = key.fingerprint(&message.gist(&address)?);
        let recipient = self.vault.fingerprint(&mailbox(&address));
        let counted = Counted { cause: message.cause(), trigger, to: Some(to), recipient, says };
        insert(tx, &counted, Some(key.pair()), &key.seal_email(to, message)?, now).await?;
        Ok(())
    }

    /// Puts an email that lets someone sign in into the outbox, to the one of their
    /// addresses that was typed. For no one, the same work is done, and there is nothing
    /// to send. How many may be asked for is counted where they are.
    pub(crate) async fn enqueue_sign_in(
        &self,
        tx: &mut Tx,
        to: Option<PersonId>,
        address: &[u8],
        message: &Email,
        now: Timestamp,
    ) -> Result<()> {
        let second = second_address(tx, to).await?;
        let second = second.filter(|second| self.vault.fingerprint(&second.email) == address);
        let sealed = match &second {
            Some(second) => Some(self.vault.seal_addressed(second, message)?),
            None => Some(self.vault.seal_email(to, message)?).filter(|_| to.is_some()),
        };
        let now = now.as_millisecond();
        let sent = if to.is_some() { None } else { Some(now) };
        sqlx::query!(
            r#"
            INSERT INTO outbox (person_id, cause, sealed, created_at, since, due_at, sent_at)
            VALUES ($1, $2, $3, $4, $4, $4, $5)
            "#,
            to.filter(|_| second.is_none()).map(|person| person.0),
            message.cause().name(),
            sealed,
            now,
            sent
        )
        .execute(&mut **tx)
        .await?;
        if to.is_some() {
            tx.note_email();
        }
        Ok(())
    }
}

/// Where an email to someone goes; nowhere, if they are deactivated or do not want it.
async fn address_of(tx: &mut Tx, person: PersonId, email: &Email) -> Result<Option<String>> {
    if !wants(tx, person, email).await? {
        return Ok(None);
    }
    let address = sqlx::query_scalar!("SELECT email FROM persons WHERE id = $1 AND deactivated_at IS NULL", person.0);
    Ok(address.fetch_optional(&mut **tx).await?)
}

/// The address that someone signs in with besides the one that emails go to. For no one
/// the same is asked.
async fn second_address(tx: &mut Tx, person: Option<PersonId>) -> Result<Option<Recipient>> {
    let row = sqlx::query!(
        r#"SELECT second_email AS "email!", name, lang FROM persons WHERE id = $1 AND second_email IS NOT NULL"#,
        person.map_or(0, |person| person.0)
    )
    .fetch_optional(&mut **tx)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let lang = row::named("persons", &row.lang, Lang::from_name)?;
    Ok(Some(Recipient { email: row.email, name: row.name, lang }))
}

/// Writes an email, if the budget has room for it and it says something new; whether
/// it does.
async fn insert(tx: &mut Tx, counted: &Counted, pair: Option<PairId>, sealed: &[u8], now: Timestamp) -> Result<bool> {
    let Verdict::At(at) = counted.verdict(tx, now).await? else { return Ok(false) };
    sqlx::query!(
        r#"
        INSERT INTO outbox
            (person_id, pair_id, cause, about, sender_id, recipient, says, sealed, created_at, since, due_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)
        "#,
        counted.to.map(|person| person.0),
        pair.map(|pair| pair.0),
        counted.cause.name(),
        counted.trigger.about,
        counted.trigger.by.map(|person| person.0),
        counted.recipient,
        counted.says,
        sealed,
        now.as_millisecond(),
        at.as_millisecond()
    )
    .execute(&mut **tx)
    .await?;
    tx.note_email();
    Ok(true)
}
