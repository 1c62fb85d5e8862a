//! The keyring: each pair's key, wrapped by the installation's key. A database
//! of its own, so the data can be copied without it. A key is committed here
//! before anything that it seals is committed there; the other way round, a
//! crash in between would leave a text that no key opens.

use std::path::Path;

use domain::pair::PairId;
use sqlx::Pool;
use store::{
    Error, Result, StartError,
    keyfile::{self, KeyError},
    vault::{PairKey, Vault},
};

use crate::{Db, Engine, fault};

/// Opens the installation's key, makes it at the very first start, and sees to
/// it that it is the one which this keyring was used with.
pub(crate) async fn open_vault(data: &Pool<Db>, keyring: &Pool<Db>, key_file: &Path) -> Result<Vault, StartError> {
    let known = key_check(keyring).await?;
    let sealed = holds_sealed_texts(data).await?;
    let key = keyfile::open_or_create(key_file, known.is_none() && !sealed)?;
    let vault = Vault::new(&key);
    match known {
        None if sealed => return Err(KeyError::NoKeyring.into()),
        None => note_key_check(keyring, &vault).await?,
        Some(_) => {}
    }
    // Read again: of two machines that start at once, one came first.
    if key_check(keyring).await?.as_deref() != Some(vault.check()) {
        return Err(KeyError::Wrong(key_file.to_owned()).into());
    }
    Ok(vault)
}

async fn key_check(keyring: &Pool<Db>) -> Result<Option<Vec<u8>>, StartError> {
    sqlx::query_scalar!("SELECT value FROM key_check").fetch_optional(keyring).await.map_err(crate::not_opened)
}

async fn note_key_check(keyring: &Pool<Db>, vault: &Vault) -> Result<(), StartError> {
    let check = vault.check();
    sqlx::query!("INSERT INTO key_check (id, value) VALUES (1, $1) ON CONFLICT DO NOTHING", check)
        .execute(keyring)
        .await
        .map_err(crate::not_opened)?;
    Ok(())
}

async fn holds_sealed_texts(data: &Pool<Db>) -> Result<bool, StartError> {
    let first = sqlx::query_scalar!(
        r#"
        SELECT meeting_id AS "meeting!" FROM notes
        UNION ALL SELECT meeting_id FROM actions
        UNION ALL SELECT meeting_id FROM reflections
        UNION ALL SELECT meeting_id FROM plans WHERE sealed IS NOT NULL
        UNION ALL SELECT id FROM proposals WHERE sealed IS NOT NULL
        UNION ALL SELECT pair_id FROM refusals WHERE sealed IS NOT NULL
        UNION ALL SELECT id FROM agreements
        LIMIT 1
        "#
    );
    Ok(first.fetch_optional(data).await.map_err(crate::not_opened)?.is_some())
}

impl Engine {
    /// A pair's key to write with, made at first need.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a pair that has ended: its two read on, and write
    /// no more.
    pub(crate) async fn pair_key(&self, pair: PairId) -> Result<PairKey> {
        if self.has_ended(pair).await? {
            return Err(Error::NotFound);
        }
        if let Some(key) = self.known_pair_key(pair).await? {
            return Ok(key);
        }
        let wrapped = self.vault.wrap(&PairKey::generate(pair))?;
        sqlx::query!(
            "INSERT INTO pair_keys (pair_id, wrapped) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            pair.0,
            wrapped
        )
        .execute(&self.keyring)
        .await
        .map_err(fault)?;
        // Read back: of two at once, one key was kept.
        self.known_pair_key(pair).await?.ok_or(Error::Sealed)
    }

    /// A pair's key, if it has one.
    pub(crate) async fn known_pair_key(&self, pair: PairId) -> Result<Option<PairKey>> {
        let wrapped = sqlx::query_scalar!("SELECT wrapped FROM pair_keys WHERE pair_id = $1", pair.0)
            .fetch_optional(&self.keyring)
            .await
            .map_err(fault)?;
        wrapped.map(|wrapped| self.vault.unwrap(pair, &wrapped)).transpose()
    }

    /// Deletes a pair's key for good. Every text that it sealed is thereby
    /// erased, here and in every backup of the data.
    ///
    /// # Errors
    /// [`Error::Unavailable`], if the keyring is.
    pub async fn delete_pair_key(&self, pair: PairId) -> Result<()> {
        sqlx::query!("DELETE FROM pair_keys WHERE pair_id = $1", pair.0).execute(&self.keyring).await.map_err(fault)?;
        Ok(())
    }
}
