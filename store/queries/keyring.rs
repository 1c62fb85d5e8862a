//! The keyring: each pair's key and the common key, wrapped by the installation's
//! key. A database of its own, so the data can be copied without it. A key is
//! committed here before anything that it seals is committed there; the other
//! way round, a crash in between would leave a text that no key opens.
//!
//! The installation's key may be changed while servers run: each finds out by a
//! key that does not open, and reads the key file anew.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
};

use domain::pair::PairId;
use sqlx::{AssertSqlSafe, Pool};
use store::{
    Error, Result, StartError,
    keyfile::{self, KeyError},
    transfer::{self, Part, sealed_tables},
    vault::{CommonKey, InstallationKey, PairKey, Vault, Wrapping},
};

use crate::{Db, Engine, archive};

/// The installation's key, as this server knows it.
pub(crate) struct Installation {
    key_file: PathBuf,
    wrapping: RwLock<Arc<Wrapping>>,
}

impl Installation {
    fn wrapping(&self) -> Arc<Wrapping> {
        self.wrapping.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn take_up(&self, wrapping: Wrapping) {
        *self.wrapping.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(wrapping);
    }
}

/// Refuses a key that does not belong here before anything is brought up to date. A
/// part that is not there yet holds nothing.
pub(crate) async fn check_key(
    data: Option<&Pool<Db>>,
    keyring: Option<&Pool<Db>>,
    key_file: &Path,
) -> Result<(), StartError> {
    let known = match keyring {
        Some(keyring) if !there(keyring, Part::Keyring, &["key_check"]).await?.is_empty() => {
            key_check(keyring).await.map_err(crate::not_opened)?
        }
        _ => None,
    };
    let sealed = match data {
        Some(data) => holds_sealed_texts(data).await?,
        None => false,
    };
    if known.is_none() && !sealed {
        return Ok(());
    }
    let keys = keyfile::open_or_create(key_file, false)?;
    let Some(known) = known else { return Err(KeyError::NoKeyring.into()) };
    find(keys, Some(&known)).map(drop).ok_or_else(|| KeyError::Wrong(key_file.to_owned()).into())
}

/// Opens the installation's key, makes it at the very first start, and sees to
/// it that it is the one which this keyring was used with.
pub(crate) async fn open_vault(
    data: &Pool<Db>,
    keyring: &Pool<Db>,
    key_file: &Path,
) -> Result<(Vault, Installation), StartError> {
    let known = key_check(keyring).await.map_err(crate::not_opened)?;
    let sealed = holds_sealed_texts(data).await?;
    let keys = keyfile::open_or_create(key_file, known.is_none() && !sealed)?;
    match (known, keys.first()) {
        (None, _) if sealed => return Err(KeyError::NoKeyring.into()),
        (None, Some(key)) => begin_keyring(keyring, &Wrapping::new(key)).await?,
        _ => {}
    }
    // Read again: of two machines that start at once, one came first.
    let check = key_check(keyring).await.map_err(crate::not_opened)?;
    let key = find(keys, check.as_deref()).ok_or_else(|| KeyError::Wrong(key_file.to_owned()))?;
    let wrapping = Wrapping::new(&key);
    let common = common_key(keyring, &key, &wrapping).await?;
    let installation = Installation { key_file: key_file.to_owned(), wrapping: RwLock::new(Arc::new(wrapping)) };
    Ok((Vault::new(&common), installation))
}

/// The key that a keyring was wrapped with.
fn find(keys: Vec<InstallationKey>, check: Option<&[u8]>) -> Option<InstallationKey> {
    keys.into_iter().find(|key| Some(Wrapping::new(key).check()) == check)
}

async fn key_check(keyring: &Pool<Db>) -> Result<Option<Vec<u8>>, sqlx::Error> {
    sqlx::query_scalar!("SELECT value FROM key_check").fetch_optional(keyring).await
}

/// Puts a new common key into a new keyring, and then the value by which the
/// installation's key is recognised.
async fn begin_keyring(keyring: &Pool<Db>, wrapping: &Wrapping) -> Result<(), StartError> {
    insert_common_key(keyring, wrapping, &CommonKey::generate()).await?;
    let check = wrapping.check();
    sqlx::query!("INSERT INTO key_check (id, value) VALUES (1, $1) ON CONFLICT DO NOTHING", check)
        .execute(keyring)
        .await
        .map_err(crate::not_opened)?;
    Ok(())
}

/// The common key. A keyring from before there was one takes the installation's
/// key of that time for it, with which everything was sealed that is no pair's.
async fn common_key(keyring: &Pool<Db>, key: &InstallationKey, wrapping: &Wrapping) -> Result<CommonKey, StartError> {
    let known = || sqlx::query_scalar!("SELECT wrapped FROM common_key").fetch_optional(keyring);
    let mut wrapped = known().await.map_err(crate::not_opened)?;
    if wrapped.is_none() {
        insert_common_key(keyring, wrapping, &key.as_common()).await?;
        wrapped = known().await.map_err(crate::not_opened)?;
    }
    wrapping.unwrap_common(&wrapped.unwrap_or_default()).map_err(|error| StartError::Database(error.into()))
}

async fn insert_common_key(keyring: &Pool<Db>, wrapping: &Wrapping, key: &CommonKey) -> Result<(), StartError> {
    let wrapped = wrapping.wrap_common(key).map_err(|error| StartError::Database(error.into()))?;
    sqlx::query!("INSERT INTO common_key (id, wrapped) VALUES (1, $1) ON CONFLICT DO NOTHING", wrapped)
        .execute(keyring)
        .await
        .map_err(crate::not_opened)?;
    Ok(())
}

/// Whether anything is sealed that nobody can write again. What waits to be mailed is
/// no such thing.
async fn holds_sealed_texts(data: &Pool<Db>) -> Result<bool, StartError> {
    let sealed: Vec<_> = sealed_tables().filter(|table| *table != "outbox").chain(["applications"]).collect();
    for table in there(data, Part::Data, &sealed).await? {
        let sql =
            format!("SELECT COUNT(*) FROM (SELECT 1 AS n FROM {table} WHERE sealed IS NOT NULL LIMIT 1) AS found");
        let found: i64 = sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(data).await.map_err(crate::not_opened)?;
        if found > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Those of some tables that there are: in an older schema some are missing.
async fn there(pool: &Pool<Db>, part: Part, names: &[&str]) -> Result<Vec<String>, StartError> {
    let mut tx = pool.begin().await.map_err(crate::not_opened)?;
    let tables = archive::tables(&mut tx, part).await.map_err(|error| match error {
        transfer::Error::Start(error) => error,
        error => StartError::Database(error.into()),
    })?;
    Ok(tables.into_iter().map(|table| table.name).filter(|name| names.contains(&name.as_str())).collect())
}

impl Engine {
    /// A pair's key to write with, made at first need.
    ///
    /// # Errors
    /// [`Error::PairEnded`] for a pair that has: its two read on, and write no more.
    pub(crate) async fn pair_key(&self, pair: PairId) -> Result<PairKey> {
        if self.has_ended(pair).await? {
            return Err(Error::PairEnded);
        }
        self.draft_key(pair).await
    }

    /// A pair's key for what one of the two has typed and nobody else reads: that is
    /// kept, though the pair has ended meanwhile.
    pub(crate) async fn draft_key(&self, pair: PairId) -> Result<PairKey> {
        if let Some(key) = self.known_pair_key(pair).await? {
            return Ok(key);
        }
        // The second time, if the installation's key was changed at that moment.
        for _ in 0..2 {
            let wrapping = self.installation.wrapping();
            if self.insert_pair_key(&PairKey::generate(pair), &wrapping).await? {
                break;
            }
            self.take_up_new_key().await?;
        }
        // Read back: of two at once, one key was kept.
        self.known_pair_key(pair).await?.ok_or(Error::Sealed)
    }

    /// Whether a key that is wrapped like this can be kept: not if the
    /// installation's key has been changed. One that is there already is kept.
    async fn insert_pair_key(&self, key: &PairKey, wrapping: &Wrapping) -> Result<bool> {
        let (pair, wrapped) = (key.pair(), wrapping.wrap(key)?);
        let mut tx = self.keyring.begin().await?;
        // First the row: whoever changes the installation's key has ended then, or waits.
        sqlx::query!(
            "INSERT INTO pair_keys (pair_id, wrapped) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            pair.0,
            wrapped
        )
        .execute(&mut *tx)
        .await?;
        let check = sqlx::query_scalar!("SELECT value FROM key_check").fetch_optional(&mut *tx).await?;
        if check.as_deref() != Some(wrapping.check()) {
            return Ok(false);
        }
        tx.commit().await?;
        Ok(true)
    }

    /// A pair's key, if it has one.
    pub(crate) async fn known_pair_key(&self, pair: PairId) -> Result<Option<PairKey>> {
        match self.read_pair_key(pair).await {
            Err(Error::Sealed) => {
                self.take_up_new_key().await?;
                self.read_pair_key(pair).await
            }
            outcome => outcome,
        }
    }

    /// A pair's key to read with, if it has one. In place of one that does not open
    /// itself stands one that opens nothing: what it sealed is shown as unreadable.
    pub(crate) async fn reading_key(&self, pair: PairId) -> Result<Option<PairKey>> {
        match self.known_pair_key(pair).await {
            Err(Error::Sealed) => {
                tracing::error!(%pair, "the key of a pair does not open");
                Ok(Some(PairKey::generate(pair)))
            }
            outcome => outcome,
        }
    }

    async fn read_pair_key(&self, pair: PairId) -> Result<Option<PairKey>> {
        let wrapped = sqlx::query_scalar!("SELECT wrapped FROM pair_keys WHERE pair_id = $1", pair.0)
            .fetch_optional(&self.keyring)
            .await?;
        wrapped.map(|wrapped| self.installation.wrapping().unwrap(pair, &wrapped)).transpose()
    }

    /// Reads from the key file the key that the keyring is wrapped with by now.
    async fn take_up_new_key(&self) -> Result<()> {
        let check = key_check(&self.keyring).await?;
        let keys = keyfile::open_or_create(&self.installation.key_file, false).map_err(|_| Error::Sealed)?;
        let key = find(keys, check.as_deref()).ok_or(Error::Sealed)?;
        self.installation.take_up(Wrapping::new(&key));
        Ok(())
    }

    /// Deletes a pair's key for good. Every text that it sealed is thereby
    /// erased, here and in every backup of the data.
    ///
    /// # Errors
    /// [`Error::Unavailable`], if the keyring is.
    pub async fn delete_pair_key(&self, pair: PairId) -> Result<()> {
        sqlx::query!("DELETE FROM pair_keys WHERE pair_id = $1", pair.0).execute(&self.keyring).await?;
        Ok(())
    }
}
