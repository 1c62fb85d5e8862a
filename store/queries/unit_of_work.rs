//! A unit of work: one operation of the store. It is a transaction, together with
//! the form that asked for it, the emails that it enqueues, and the changes that it
//! announces.
//!
//! An operation begins it with [`Engine::begin`] where a form must not be carried out
//! twice, else with [`Engine::begin_of_round`] or [`Engine::begin_of_pair`], which a
//! closed round refuses, or with [`Engine::begin_write`] where no round is concerned. It
//! ends it with [`Tx::commit`]. One that is dropped before is rolled back, and nothing of it has happened. What the
//! database asks to do once more comes out as [`store::Error::Retryable`]: the whole
//! request is then called again, in one place, by the server's layer for forms.

use std::{
    ops::{Deref, DerefMut},
    sync::Arc,
};

pub(crate) use domain::round::closing::Concern;
use domain::{
    live::Change,
    people::{Caller, PersonId},
};
use jiff::Timestamp;
use store::{
    Error, Result,
    feed::Feed,
    idempotency::{IdempotencyKey, MEMORY},
};
use tokio::sync::Notify;

use crate::{
    Engine, Peers, Transaction, notify_peers,
    queries::{engine::Connection, round::closing},
};

/// A unit of work that has begun; or a snapshot to read in, which is dropped.
pub(crate) struct Tx {
    inner: Transaction,
    form: Option<Form>,
    changes: Vec<Change>,
    has_emails: bool,
    feed: Feed,
    peers: Peers,
    outbox: Arc<Notify>,
}

/// A form whose idempotency key is reserved.
struct Form {
    person: PersonId,
    key: IdempotencyKey,
    /// What the form made, for whoever sends it again.
    made: i64,
}

/// What becomes of a form.
pub(crate) enum Begun {
    /// It is carried out now.
    New(Box<Tx>),
    /// It has been carried out, and made this; 0 where nobody asks.
    Done(i64),
}

impl Engine {
    /// Begins an operation that a form asks for, and reserves the form's idempotency
    /// key. Whoever sends the same form waits here until it has ended. A form without
    /// a key is always new.
    ///
    /// # Errors
    /// A refusal, where the caller's round is closed and does not take what it concerns.
    pub(crate) async fn begin(
        &self,
        concern: Concern,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        now: Timestamp,
    ) -> Result<Begun> {
        let mut tx = self.begin_write().await?;
        let Some(key) = form else {
            closing::refuse_closed(&mut tx, concern, caller, now).await?;
            return Ok(Begun::New(Box::new(tx)));
        };
        if let Some(made) = tx.reserve(caller.person, key, now).await? {
            return Ok(Begun::Done(made));
        }
        closing::refuse_closed(&mut tx, concern, caller, now).await?;
        tx.form = Some(Form { person: caller.person, key: key.clone(), made: 0 });
        Ok(Begun::New(Box::new(tx)))
    }

    /// Begins an operation that concerns the caller's round.
    ///
    /// # Errors
    /// A refusal, if that is closed.
    pub(crate) async fn begin_of_round(&self, caller: &Caller) -> Result<Tx> {
        let mut tx = self.begin_write().await?;
        closing::refuse_closed_round(&mut tx, caller.round).await?;
        Ok(tx)
    }

    /// Begins an operation that concerns what the caller's pair has for itself.
    ///
    /// # Errors
    /// A refusal, if the round is closed and the pair does not go on.
    pub(crate) async fn begin_of_pair(&self, caller: &Caller, now: Timestamp) -> Result<Tx> {
        let mut tx = self.begin_write().await?;
        closing::refuse_closed(&mut tx, Concern::Pair, caller, now).await?;
        Ok(tx)
    }
}

impl Tx {
    /// What has begun on an engine.
    pub(crate) fn new(inner: Transaction, engine: &Engine) -> Self {
        let (feed, peers, outbox) = (engine.feed.clone(), engine.peers.clone(), Arc::clone(&engine.outbox));
        Self { inner, form: None, changes: Vec::new(), has_emails: false, feed, peers, outbox }
    }

    /// An email was put into the outbox: whoever sends them is notified of the commit.
    pub(crate) const fn note_email(&mut self) {
        self.has_emails = true;
    }

    /// What the form has made: whoever sends it again is told so.
    pub(crate) fn made(&mut self, id: i64) {
        if let Some(form) = &mut self.form {
            form.made = id;
        }
    }

    /// Announces a change once this is committed: here, and to other servers on the
    /// same database.
    pub(crate) fn announce(&mut self, change: Change) {
        self.changes.push(change);
    }

    /// The same with what changed for several people.
    pub(crate) fn announce_all(&mut self, changes: impl IntoIterator<Item = Change>) {
        self.changes.extend(changes);
    }

    /// Commits, then announces. In a task of its own: a browser that hangs up must not
    /// leave a commit without its announcement.
    pub(crate) async fn commit(self) -> Result<()> {
        tokio::spawn(self.finish()).await.map_err(|error| Error::Unavailable(error.into()))?
    }

    async fn finish(mut self) -> Result<()> {
        self.complete().await?;
        let (peers, changes) = (self.peers.clone(), std::mem::take(&mut self.changes));
        for change in &changes {
            notify_peers(&mut self, &peers, change).await?;
        }
        self.inner.commit().await?;
        if self.has_emails {
            self.outbox.notify_one();
        }
        for change in changes {
            self.feed.announce(change);
        }
        Ok(())
    }
}

/// The form's idempotency key.
impl Tx {
    /// Reserves it; what the form made, if it has been carried out.
    async fn reserve(&mut self, person: PersonId, key: &IdempotencyKey, now: Timestamp) -> Result<Option<i64>> {
        let before = (now - MEMORY).as_millisecond();
        sqlx::query!("DELETE FROM form_keys WHERE used_at < $1", before).execute(&mut **self).await?;
        let reserved = sqlx::query!(
            "INSERT INTO form_keys (person_id, key, form, used_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
            person.0,
            key.as_bytes(),
            key.form(),
            now.as_millisecond()
        )
        .execute(&mut **self)
        .await?;
        if reserved.rows_affected() > 0 {
            return Ok(None);
        }
        let made = sqlx::query_scalar!(
            r#"SELECT COALESCE(made, 0) AS "made!: i64" FROM form_keys WHERE person_id = $1 AND key = $2"#,
            person.0,
            key.as_bytes()
        );
        Ok(Some(made.fetch_one(&mut **self).await?))
    }

    /// What the same form made when it was carried out with other words in it: the
    /// page was gone back to, and the form sent once more.
    pub(crate) async fn made_before(&mut self) -> Result<Option<i64>> {
        let Some(Form { person, key, .. }) = &self.form else { return Ok(None) };
        let (person, Some(form)) = (*person, key.form().map(ToOwned::to_owned)) else { return Ok(None) };
        let made = sqlx::query_scalar!(
            r#"
            SELECT made AS "made!" FROM form_keys
            WHERE person_id = $1 AND form = $2 AND made IS NOT NULL ORDER BY used_at DESC LIMIT 1
            "#,
            person.0,
            form
        );
        Ok(made.fetch_optional(&mut **self).await?)
    }

    /// Notes what the form made.
    async fn complete(&mut self) -> Result<()> {
        let Some(Form { person, key, made }) = self.form.take() else { return Ok(()) };
        sqlx::query!(
            "UPDATE form_keys SET made = $3 WHERE person_id = $1 AND key = $2",
            person.0,
            key.as_bytes(),
            made
        )
        .execute(&mut **self)
        .await?;
        Ok(())
    }
}

impl Deref for Tx {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.inner
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Connection {
        &mut self.inner
    }
}
