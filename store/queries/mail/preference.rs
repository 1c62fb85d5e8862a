//! Which emails someone wants.

use std::collections::BTreeSet;

use async_trait::async_trait;
use domain::{
    mail::preference::Kind,
    people::{Caller, PersonId},
};
use jiff::Timestamp;
use store::{Error, Preferences, Result, mail::outbox::Email, row};

use crate::{
    Engine, Tx,
    queries::{engine::Connection, people::duplicate},
};

#[async_trait]
impl Preferences for Engine {
    async fn unwanted_emails(&self, caller: &Caller) -> Result<BTreeSet<Kind>> {
        let mut db = self.reader().acquire().await?;
        unwanted(&mut db, caller.person).await
    }

    async fn choose_emails(&self, caller: &Caller, away: &BTreeSet<Kind>, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_write().await?;
        sqlx::query!("DELETE FROM unwanted_emails WHERE person_id = $1", caller.person.0).execute(&mut *tx).await?;
        choose_away(&mut tx, caller.person, away, now).await?;
        tx.commit().await
    }

    async fn unsubscription(&self, token: &str) -> Result<BTreeSet<Kind>> {
        self.vault.open_unsubscribe(token).map(|(_, kinds)| kinds).ok_or(Error::NotFound)
    }

    async fn unsubscribe(&self, token: &str, now: Timestamp) -> Result<()> {
        let (person, kinds) = self.vault.open_unsubscribe(token).ok_or(Error::NotFound)?;
        let mut tx = self.begin_write().await?;
        // Whoever was merged into another reads the other's emails now.
        let person = duplicate::heir(&mut tx, person).await?.unwrap_or(person);
        choose_away(&mut tx, person, &kinds, now).await?;
        tx.commit().await
    }
}

/// The kinds that someone has chosen away.
async fn unwanted(db: &mut Connection, person: PersonId) -> Result<BTreeSet<Kind>> {
    let kinds = sqlx::query_scalar!("SELECT kind FROM unwanted_emails WHERE person_id = $1", person.0);
    let kinds = kinds.fetch_all(db).await?;
    kinds.iter().map(|kind| row::named("unwanted_emails", kind, Kind::from_name)).collect()
}

async fn choose_away(tx: &mut Tx, person: PersonId, kinds: &BTreeSet<Kind>, now: Timestamp) -> Result<()> {
    for kind in kinds {
        sqlx::query!(
            "INSERT INTO unwanted_emails (person_id, kind, since) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            person.0,
            kind.name(),
            now.as_millisecond()
        )
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// Whether someone gets an email: all of its kinds chosen away, they do not.
pub(crate) async fn wants(tx: &mut Tx, person: PersonId, email: &Email) -> Result<bool> {
    let kinds = email.kinds();
    Ok(kinds.is_empty() || !kinds.is_subset(&unwanted(tx, person).await?))
}
