//! The addresses that people sign in with: asked for, shown to be theirs, changed.

use async_trait::async_trait;
use domain::{
    input::FieldError,
    live::Change,
    people::{
        Caller, EmailAddress, Lang, PersonId,
        address::{
            AddressChange, AddressKind, AddressProblem, Asked, LINK_LIFE, OwnAddresses, Reason, Requests, WINDOW,
        },
    },
};
use jiff::Timestamp;
use store::{
    Addresses, Error, Result,
    mail::outbox::{Email, Recipient},
    people::{LinkState, REMEMBERED, address::AddressRequest},
    row,
    secret::Secret,
    vault::CommonContext,
};

use super::{organisers, person_by_email, sign_in::link_state};
use crate::{
    Engine, Tx,
    queries::{engine::Connection, mail::budget::Trigger},
};

/// Everyone's requests for one address count together.
const ABOUT_NOTHING: i64 = 0;

#[async_trait]
impl Addresses for Engine {
    async fn own_addresses(&self, caller: &Caller, now: Timestamp) -> Result<OwnAddresses> {
        let mut tx = self.begin_read().await?;
        let own = own(&mut tx, caller.person).await?.ok_or(Error::NotFound)?;
        let asked = self.asked(&mut tx, caller.person, now).await?;
        Ok(OwnAddresses { main: own.main, second: own.second, asked })
    }

    async fn ask_for_address(&self, caller: &Caller, request: &AddressRequest, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_write().await?;
        // One after another, so that each counts all before it.
        crate::take_advisory_lock(&mut tx).await?;
        let own = own(&mut tx, caller.person).await?.ok_or(Error::NotFound)?;
        if own.has(&request.address) {
            return Err(wrong(AddressProblem::AlreadyTheirs));
        }
        self.note_address_request(&mut tx, caller, request, now).await?;
        // Whether the address is someone's makes no difference to who asks.
        let trigger = Trigger::by(caller.person, ABOUT_NOTHING);
        if let Some(owner) = person_by_email(&mut tx, &request.address).await? {
            self.enqueue(&mut tx, owner, &Email::AddressTaken, trigger, now).await?;
        } else {
            let (kind, link) = (request.kind, request.link.reveal().to_owned());
            let message = Email::AddressAsked { kind, link, until: now + LINK_LIFE };
            self.enqueue_to(&mut tx, &own.at(&request.address), &message, trigger, now).await?;
        }
        let message = Email::AddressWanted { kind: request.kind, address: request.address.as_str().to_owned() };
        let trigger = Trigger::by(caller.person, caller.person.0);
        self.enqueue_to(&mut tx, &own.at(&own.main), &message, trigger, now).await?;
        tx.commit().await
    }

    async fn address_link(&self, caller: &Caller, link: &Secret, now: Timestamp) -> Result<LinkState> {
        let row = sqlx::query!(
            "SELECT used_at, expires_at FROM address_requests WHERE link_hash = $1 AND person_id = $2",
            link.hash(),
            caller.person.0
        )
        .fetch_optional(self.reader())
        .await?;
        Ok(row.map_or(LinkState::Unknown, |row| link_state(row.used_at, row.expires_at, now)))
    }

    async fn redeem_address(&self, caller: &Caller, link: &Secret, now: Timestamp) -> Result<LinkState> {
        let mut tx = self.begin_write().await?;
        crate::take_advisory_lock(&mut tx).await?;
        // This one statement decides between many at once.
        let spent = sqlx::query!(
            r#"
            UPDATE address_requests SET used_at = $3
            WHERE link_hash = $1 AND person_id = $2 AND used_at IS NULL AND expires_at > $3
            RETURNING kind AS "kind!", sealed AS "sealed!"
            "#,
            link.hash(),
            caller.person.0,
            now.as_millisecond()
        )
        .fetch_optional(&mut *tx)
        .await?;
        let Some(spent) = spent else {
            drop(tx);
            return match self.address_link(caller, link, now).await? {
                // It was taken when this one tried.
                LinkState::Good => Ok(LinkState::Used),
                state => Ok(state),
            };
        };
        let kind = row::named("address_requests", &spent.kind, AddressKind::from_name)?;
        let address = self.requested(caller.person, &spent.sealed)?;
        // Someone else may have shown meanwhile that it is theirs.
        if person_by_email(&mut tx, &address).await?.is_some() {
            return Err(wrong(AddressProblem::Taken));
        }
        let own = own(&mut tx, caller.person).await?.ok_or(Error::NotFound)?;
        let new = match kind {
            AddressKind::Main => own.with(address.clone(), own.second.clone()),
            AddressKind::Second => own.with(own.main.clone(), Some(address.clone())),
        };
        self.write_addresses(&mut tx, caller, (&own, &new), now).await?;
        tx.commit().await?;
        Ok(LinkState::Good)
    }

    async fn swap_addresses(&self, caller: &Caller, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_write().await?;
        let own = own(&mut tx, caller.person).await?.ok_or(Error::NotFound)?;
        let second = own.second.clone().ok_or(Error::NotFound)?;
        let new = own.with(second, Some(own.main.clone()));
        self.write_addresses(&mut tx, caller, (&own, &new), now).await?;
        tx.commit().await
    }

    async fn drop_second_address(&self, caller: &Caller, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_write().await?;
        let own = own(&mut tx, caller.person).await?.filter(|own| own.second.is_some()).ok_or(Error::NotFound)?;
        let new = own.with(own.main.clone(), None);
        self.write_addresses(&mut tx, caller, (&own, &new), now).await?;
        tx.commit().await
    }

    async fn change_address(
        &self,
        caller: &Caller,
        person: PersonId,
        to: &EmailAddress,
        reason: &Reason,
        now: Timestamp,
    ) -> Result<()> {
        // Their own they show to be theirs, like everyone.
        if !caller.keeps_people() || caller.person == person {
            return Err(Error::NotFound);
        }
        let mut tx = self.begin_write().await?;
        crate::take_advisory_lock(&mut tx).await?;
        let own = own(&mut tx, person).await?.ok_or(Error::NotFound)?;
        if own.has(to) {
            return Err(wrong(AddressProblem::AlreadyTheirs));
        }
        if person_by_email(&mut tx, to).await?.is_some() {
            return Err(wrong(AddressProblem::Taken));
        }
        let new = own.with(to.clone(), own.second.clone());
        save(&mut tx, &new).await?;
        let change = Changed { kind: AddressKind::Main, from: own.main.as_str(), to: to.as_str() };
        self.record(&mut tx, caller, person, &change, reason.as_str(), now).await?;
        sign_out(&mut tx, person).await?;
        let by = Some((caller.name.clone(), reason.as_str().to_owned()));
        for address in [&own.main, to] {
            let message = change.message(None, by.clone());
            let trigger = Trigger::by(caller.person, person.0);
            self.enqueue_to(&mut tx, &own.at(address), &message, trigger, now).await?;
        }
        for other in concerned(&mut tx, caller, person).await? {
            let message = change.message(Some(own.name.clone()), by.clone());
            self.enqueue(&mut tx, other, &message, Trigger::by(caller.person, person.0), now).await?;
        }
        tx.announce(Change::Duty { round: caller.round, person });
        tx.commit().await
    }
}

/// Someone's addresses, and what emails to them need.
struct Own {
    person: PersonId,
    name: String,
    lang: Lang,
    main: EmailAddress,
    second: Option<EmailAddress>,
}

impl Own {
    fn has(&self, address: &EmailAddress) -> bool {
        self.main == *address || self.second.as_ref() == Some(address)
    }

    /// They, at one of their addresses, whichever it is when the email is sent.
    fn at(&self, address: &EmailAddress) -> Recipient {
        Recipient { email: address.as_str().to_owned(), name: self.name.clone(), lang: self.lang }
    }

    fn with(&self, main: EmailAddress, second: Option<EmailAddress>) -> Self {
        Self { person: self.person, name: self.name.clone(), lang: self.lang, main, second }
    }

    fn second(&self) -> &str {
        self.second.as_ref().map(EmailAddress::as_str).unwrap_or_default()
    }
}

/// What has changed of someone's addresses; empty for one that there was or is not.
struct Changed<'a> {
    kind: AddressKind,
    from: &'a str,
    to: &'a str,
}

impl Changed<'_> {
    fn message(&self, whose: Option<String>, by: Option<(String, String)>) -> Email {
        Email::AddressChanged { whose, from: self.from.to_owned(), to: self.to.to_owned(), by }
    }
}

impl Engine {
    /// Notes a request, unless it is one too many, and sweeps those that are long over.
    async fn note_address_request(
        &self,
        tx: &mut Tx,
        caller: &Caller,
        request: &AddressRequest,
        now: Timestamp,
    ) -> Result<()> {
        let before = (now - REMEMBERED).as_millisecond();
        sqlx::query!("DELETE FROM address_requests WHERE expires_at < $1", before).execute(&mut **tx).await?;
        let address = self.vault.fingerprint(request.address.as_str());
        let lately = sqlx::query_as!(
            Requests,
            r#"
            SELECT COUNT(CASE WHEN person_id = $1 THEN 1 END) AS "person!: i64",
                COUNT(CASE WHEN address_hash = $2 THEN 1 END) AS "address!: i64"
            FROM address_requests WHERE (person_id = $1 OR address_hash = $2) AND created_at > $3
            "#,
            caller.person.0,
            address,
            (now - WINDOW).as_millisecond()
        );
        if !lately.fetch_one(&mut **tx).await?.take_another() {
            return Err(Error::TooMany);
        }
        let place = CommonContext::AddressRequest(caller.person);
        sqlx::query!(
            r#"
            INSERT INTO address_requests (person_id, kind, link_hash, address_hash, sealed, created_at, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            "#,
            caller.person.0,
            request.kind.name(),
            request.link.hash(),
            address,
            self.vault.seal_common(place, request.address.as_str())?,
            now.as_millisecond(),
            (now + LINK_LIFE).as_millisecond()
        )
        .execute(&mut **tx)
        .await?;
        Ok(())
    }

    /// The address that someone has asked for.
    fn requested(&self, person: PersonId, sealed: &[u8]) -> Result<EmailAddress> {
        let opened = self.vault.open_common(CommonContext::AddressRequest(person), sealed);
        address_of("address_requests", &opened.required()?)
    }

    /// The latest address that waits for its link.
    async fn asked(&self, db: &mut Connection, person: PersonId, now: Timestamp) -> Result<Option<Asked>> {
        let row = sqlx::query!(
            r#"
            SELECT kind, sealed, expires_at FROM address_requests
            WHERE person_id = $1 AND used_at IS NULL AND expires_at > $2 ORDER BY id DESC LIMIT 1
            "#,
            person.0,
            now.as_millisecond()
        )
        .fetch_optional(db)
        .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(Asked {
            kind: row::named("address_requests", &row.kind, AddressKind::from_name)?,
            address: self.requested(person, &row.sealed)?,
            until: row::timestamp("address_requests", row.expires_at)?,
        }))
    }

    /// Writes the caller's own addresses as they are to be, puts on record what changes,
    /// and tells both.
    async fn write_addresses(
        &self,
        tx: &mut Tx,
        caller: &Caller,
        (was, new): (&Own, &Own),
        now: Timestamp,
    ) -> Result<()> {
        save(tx, new).await?;
        let main = Changed { kind: AddressKind::Main, from: was.main.as_str(), to: new.main.as_str() };
        let second = Changed { kind: AddressKind::Second, from: was.second(), to: new.second() };
        for change in [main, second].iter().filter(|change| change.from != change.to) {
            self.record(tx, caller, was.person, change, "", now).await?;
        }
        // What was asked for before the change is asked for anew.
        sqlx::query!(
            "UPDATE address_requests SET expires_at = $2 WHERE person_id = $1 AND used_at IS NULL AND expires_at > $2",
            was.person.0,
            now.as_millisecond()
        )
        .execute(&mut **tx)
        .await?;
        let changed_main = was.main != new.main;
        let shown = if changed_main { (was.main.as_str(), new.main.as_str()) } else { (was.second(), new.second()) };
        let message = Changed { kind: AddressKind::Main, from: shown.0, to: shown.1 }.message(None, None);
        let mut told = vec![&was.main];
        told.extend(changed_main.then_some(&new.main));
        for address in told {
            self.enqueue_to(tx, &was.at(address), &message, Trigger::by(was.person, was.person.0), now).await?;
        }
        tx.announce(Change::Duty { round: caller.round, person: was.person });
        Ok(())
    }

    /// Writes the addresses that someone has since they were merged, and puts on record
    /// what has changed.
    pub(super) async fn write_merged_addresses(
        &self,
        tx: &mut Tx,
        caller: &Caller,
        person: PersonId,
        (main, second): (&EmailAddress, Option<&EmailAddress>),
        now: Timestamp,
    ) -> Result<()> {
        let was = own(tx, person).await?.ok_or(Error::NotFound)?;
        let new = was.with(main.clone(), second.cloned());
        save(tx, &new).await?;
        let main = Changed { kind: AddressKind::Main, from: was.main.as_str(), to: new.main.as_str() };
        let second = Changed { kind: AddressKind::Second, from: was.second(), to: new.second() };
        for change in [main, second].iter().filter(|change| change.from != change.to) {
            self.record(tx, caller, person, change, "", now).await?;
        }
        Ok(())
    }

    async fn record(
        &self,
        tx: &mut Tx,
        caller: &Caller,
        person: PersonId,
        change: &Changed<'_>,
        reason: &str,
        now: Timestamp,
    ) -> Result<()> {
        let sealed = self.vault.seal_parts(CommonContext::AddressChange(person), &(change.from, change.to, reason))?;
        sqlx::query!(
            "INSERT INTO address_changes (person_id, kind, by_id, at, sealed) VALUES ($1, $2, $3, $4, $5)",
            person.0,
            change.kind.name(),
            caller.person.0,
            now.as_millisecond(),
            sealed
        )
        .execute(&mut **tx)
        .await?;
        Ok(())
    }

    /// How someone's addresses have changed, the latest first.
    pub(crate) async fn address_changes(&self, db: &mut Connection, person: PersonId) -> Result<Vec<AddressChange>> {
        let rows = sqlx::query!(
            r#"
            SELECT c.kind, c.at, c.sealed, b.name FROM address_changes c JOIN persons b ON b.id = c.by_id
            WHERE c.person_id = $1 ORDER BY c.id DESC
            "#,
            person.0
        )
        .fetch_all(db)
        .await?;
        let changes = rows.into_iter().map(|row| {
            let parts = self.vault.open_parts(CommonContext::AddressChange(person), &row.sealed);
            let (from, to, reason): (String, String, String) = parts.text().unwrap_or_default();
            Ok(AddressChange {
                at: row::timestamp("address_changes", row.at)?,
                kind: row::named("address_changes", &row.kind, AddressKind::from_name)?,
                from,
                to,
                by: row.name,
                reason,
            })
        });
        changes.collect()
    }
}

fn wrong(problem: AddressProblem) -> Error {
    Error::Invalid(vec![FieldError { field: "email".to_owned(), problem: problem.into() }])
}

/// An address, as it is kept.
fn address_of(table: &'static str, kept: &str) -> Result<EmailAddress> {
    EmailAddress::parse(kept).map_err(|_| Error::bad_row(table, "an address that is none"))
}

async fn own(db: &mut Connection, person: PersonId) -> Result<Option<Own>> {
    let row = sqlx::query!("SELECT name, lang, email, second_email FROM persons WHERE id = $1", person.0)
        .fetch_optional(db)
        .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Own {
        person,
        name: row.name,
        lang: row::named("persons", &row.lang, Lang::from_name)?,
        main: address_of("persons", &row.email)?,
        second: row.second_email.map(|second| address_of("persons", &second)).transpose()?,
    }))
}

async fn save(tx: &mut Tx, own: &Own) -> Result<()> {
    sqlx::query!(
        "UPDATE persons SET email = $2, second_email = $3 WHERE id = $1",
        own.person.0,
        own.main.as_str(),
        own.second.as_ref().map(EmailAddress::as_str)
    )
    .execute(&mut **tx)
    .await?;
    // A link to the old address lets nobody in any more.
    sqlx::query!("DELETE FROM sign_ins WHERE person_id = $1 AND used_at IS NULL", own.person.0)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Someone at one of their addresses, whichever it is when an email is sent.
pub(super) async fn recipient(tx: &mut Tx, person: PersonId, address: &EmailAddress) -> Result<Recipient> {
    Ok(own(tx, person).await?.ok_or(Error::NotFound)?.at(address))
}

/// Ends someone's sessions: no browser is known any more, and no link lets them in.
pub(super) async fn end_sessions(tx: &mut Tx, person: PersonId) -> Result<()> {
    sqlx::query!("DELETE FROM sessions WHERE person_id = $1", person.0).execute(&mut **tx).await?;
    sqlx::query!("DELETE FROM devices WHERE person_id = $1", person.0).execute(&mut **tx).await?;
    sqlx::query!("DELETE FROM sign_ins WHERE person_id = $1", person.0).execute(&mut **tx).await?;
    sqlx::query!("DELETE FROM address_requests WHERE person_id = $1", person.0).execute(&mut **tx).await?;
    tx.announce(Change::Session { person });
    Ok(())
}

/// Signs someone out everywhere.
pub(crate) async fn sign_out(tx: &mut Tx, person: PersonId) -> Result<()> {
    end_sessions(tx, person).await?;
    // What fetches their calendar may be a program that is theirs no more.
    sqlx::query!("DELETE FROM calendar_feeds WHERE person_id = $1", person.0).execute(&mut **tx).await?;
    Ok(())
}

/// Who has to know that an organiser has given someone another address: the other
/// organisers, and those with whom they have written what can still be read.
pub(super) async fn concerned(tx: &mut Tx, caller: &Caller, person: PersonId) -> Result<Vec<PersonId>> {
    let partners = sqlx::query_scalar!(
        r#"
        SELECT DISTINCT CASE WHEN adept_id = $1 THEN mentor_id ELSE adept_id END AS "id!: i64"
        FROM pairs WHERE (adept_id = $1 OR mentor_id = $1) AND erased_at IS NULL
        "#,
        person.0
    );
    let mut concerned: Vec<_> = partners.fetch_all(&mut **tx).await?.into_iter().map(PersonId).collect();
    concerned.extend(organisers(tx, caller.round).await?);
    concerned.retain(|other| ![caller.person, person].contains(other));
    concerned.sort_unstable();
    concerned.dedup();
    Ok(concerned)
}
