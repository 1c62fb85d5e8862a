//! What pairs agree on. The words of a version are one sealed text; beside it
//! stand who has signed it, and how far each goal has come.

use async_trait::async_trait;
use domain::{
    live::Change,
    pair::{
        PairId,
        agreement::{Agreement, AgreementId, Agreements as Versions, Goal, GoalId, Progress, Terms},
    },
    people::{Caller, PersonId, Role},
};
use jiff::Timestamp;
use store::{
    Agreements, Error, Pairs, Result,
    idempotency::IdempotencyKey,
    mail::outbox::Email,
    pair::agreement::{open_terms, seal_terms},
    round::NewAgreement,
    row,
    vault::PairKey,
};

use crate::{
    Engine, Tx,
    queries::{
        engine::Connection,
        mail::budget::Trigger,
        unit_of_work::{Begun, Concern},
    },
};

#[async_trait]
impl Agreements for Engine {
    async fn agreements(&self, caller: &Caller) -> Result<Versions> {
        let Some(pair) = caller.pair else { return Ok(Versions::default()) };
        let mut tx = self.begin_read().await?;
        let rows = rows(&mut tx, pair).await?;
        let key = self.reading_key(pair).await?;
        open(rows, key.as_ref())
    }

    async fn propose(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        latest: i64,
        terms: &Terms,
        now: Timestamp,
    ) -> Result<()> {
        let room = self.open_room(caller).await?;
        let mut tx = match self.begin(Concern::Pair, caller, form, now).await? {
            Begun::Done(_) => return Ok(()),
            Begun::New(tx) => *tx,
        };
        if latest_version(&mut tx, room.pair).await? != latest {
            return Err(Error::Conflict);
        }
        let terms = numbered(&mut tx, room.pair, terms).await?;
        insert_version(&mut tx, &room.key, latest + 1, &terms, Signature { role: room.role, at: now }).await?;
        let message = Email::ToSign { partner: caller.name.clone() };
        let trigger = Trigger::by(caller.person, room.pair.0);
        self.enqueue(&mut tx, room.partner, &message, trigger, now).await?;
        tx.announce(Change::Agreement { round: caller.round, pair: room.pair });
        tx.commit().await
    }

    async fn sign(&self, caller: &Caller, version: i64, now: Timestamp) -> Result<()> {
        let room = self.open_room(caller).await?;
        let before = self.agreements(caller).await?;
        let signed = before.versions.iter().find(|signed| signed.version == version);
        // Nobody signs what they cannot read.
        if signed.is_some_and(|signed| signed.terms.what_was_lost().is_some()) {
            return Err(Error::Conflict);
        }
        let mut tx = self.begin_of_pair(caller, now).await?;
        if latest_version(&mut tx, room.pair).await? != version {
            return Err(Error::Conflict);
        }
        let both = sign_version(&mut tx, room.pair, version, Signature { role: room.role, at: now }).await?;
        let mut changes = vec![Change::Agreement { round: caller.round, pair: room.pair }];
        if both && let Some(signed) = signed {
            take_effect(&mut tx, room.pair, &signed.terms, &before).await?;
            changes.push(Change::PairStatus { round: caller.round, pair: room.pair });
        }
        tx.announce_all(changes);
        tx.commit().await
    }

    async fn note_progress(
        &self,
        caller: &Caller,
        goal: GoalId,
        read: Progress,
        progress: Progress,
        now: Timestamp,
    ) -> Result<()> {
        let pair = self.open_room(caller).await?.pair;
        let mut tx = self.begin_of_pair(caller, now).await?;
        // The row is locked by this, so that two who note at once do not take turns.
        let row = sqlx::query!(
            r#"
            UPDATE goals SET percent = percent WHERE id = $1 AND pair_id = $2
            RETURNING percent AS "percent!", ticks AS "ticks!"
            "#,
            goal.0,
            pair.0
        );
        let row = row.fetch_optional(&mut *tx).await?.ok_or(Error::NotFound)?;
        if (row.percent, row.ticks) != (i64::from(read.percent), i64::from(read.ticks)) {
            return Err(Error::Conflict);
        }
        write_progress(&mut tx, pair, goal, progress).await?;
        tx.announce(Change::Agreement { round: caller.round, pair });
        tx.commit().await
    }
}

/// A pair's room that can be written in, and who is in it.
struct OpenRoom {
    pair: PairId,
    /// The caller's part.
    role: Role,
    partner: PersonId,
    key: PairKey,
}

impl Engine {
    /// The caller's room, if their pair has not ended.
    async fn open_room(&self, caller: &Caller) -> Result<OpenRoom> {
        let pair = self.pair(caller).await?.ok_or(Error::NotFound)?;
        Ok(OpenRoom {
            pair: pair.id,
            role: pair.role,
            partner: pair.partner.person,
            key: self.pair_key(pair.id).await?,
        })
    }
}

/// A version as it is kept, with the progress of one of the pair's goals.
pub(crate) struct Row {
    id: i64,
    version: i64,
    written_by: String,
    written_at: i64,
    adept_signed_at: Option<i64>,
    mentor_signed_at: Option<i64>,
    sealed: Vec<u8>,
    goal: Option<i64>,
    percent: Option<i64>,
    ticks: Option<i64>,
}

/// Reads a pair's versions, latest first. How far its goals have come stands
/// beside the first version, once for each goal: no goal is older than that.
pub(crate) async fn rows(db: &mut Connection, pair: PairId) -> Result<Vec<Row>> {
    sqlx::query_as!(
        Row,
        r#"
        SELECT a.id, a.version, a.written_by, a.written_at, a.adept_signed_at, a.mentor_signed_at, a.sealed,
            g.id AS "goal?", g.percent AS "percent?", g.ticks AS "ticks?"
        FROM agreements a LEFT JOIN goals g ON g.pair_id = a.pair_id AND a.version = 1
        WHERE a.pair_id = $1 ORDER BY a.version DESC, g.id
        "#,
        pair.0
    )
    .fetch_all(db)
    .await
    .map_err(Error::from)
}

/// Opens what was read of a pair's versions.
pub(crate) fn open(rows: Vec<Row>, key: Option<&PairKey>) -> Result<Versions> {
    let mut all = Versions::default();
    for row in rows {
        if let (Some(goal), Some(percent), Some(ticks)) = (row.goal, row.percent, row.ticks) {
            let progress = Progress { percent: row::count("goals", percent)?, ticks: row::count("goals", ticks)? };
            all.progress.push((GoalId(goal), progress));
        }
        if all.versions.last().is_none_or(|last| last.version != row.version) {
            all.versions.push(agreement(&row, key)?);
        }
    }
    Ok(all)
}

fn agreement(row: &Row, key: Option<&PairKey>) -> Result<Agreement> {
    let signed = |at: Option<i64>| at.map(|at| row::timestamp("agreements", at)).transpose();
    Ok(Agreement {
        version: row.version,
        terms: open_terms(key, AgreementId(row.id), &row.sealed)?,
        written_by: row::named("agreements", &row.written_by, Role::from_name)?,
        written_at: row::timestamp("agreements", row.written_at)?,
        adept_signed: signed(row.adept_signed_at)?,
        mentor_signed: signed(row.mentor_signed_at)?,
    })
}

async fn latest_version(tx: &mut Tx, pair: PairId) -> Result<i64> {
    let latest = sqlx::query_scalar!(
        r#"SELECT COALESCE(MAX(version), 0) AS "latest!: i64" FROM agreements WHERE pair_id = $1"#,
        pair.0
    );
    latest.fetch_one(&mut **tx).await.map_err(Error::from)
}

/// The same terms, every goal with a number of the pair's.
async fn numbered(tx: &mut Tx, pair: PairId, terms: &Terms) -> Result<Terms> {
    let known = sqlx::query_scalar!("SELECT id FROM goals WHERE pair_id = $1", pair.0).fetch_all(&mut **tx).await?;
    let mut numbered = terms.clone();
    let mut taken = Vec::new();
    for goal in &mut numbered.goals {
        let id = match goal.id.filter(|id| known.contains(&id.0) && !taken.contains(id)) {
            Some(id) => id,
            None => insert_goal(tx, pair).await?,
        };
        taken.push(id);
        goal.id = Some(id);
    }
    Ok(numbered)
}

async fn insert_goal(tx: &mut Tx, pair: PairId) -> Result<GoalId> {
    let id = sqlx::query_scalar!(
        r#"INSERT INTO goals (pair_id, percent, ticks) VALUES ($1, 0, 0) RETURNING id AS "id!""#,
        pair.0
    );
    Ok(GoalId(id.fetch_one(&mut **tx).await?))
}

/// Who signs, and when.
#[derive(Clone, Copy)]
struct Signature {
    role: Role,
    at: Timestamp,
}

impl Signature {
    /// For the column of this one of the two.
    fn of(self, role: Role) -> Option<i64> {
        (self.role == role).then_some(self.at.as_millisecond())
    }
}

/// Writes a version that its writer has signed. Of two who write the same
/// version at once, one meets the other's row.
async fn insert_version(tx: &mut Tx, key: &PairKey, version: i64, terms: &Terms, by: Signature) -> Result<()> {
    // The row's number is in what its text is bound to: the row comes first.
    let id = sqlx::query_scalar!(
        r#"
        INSERT INTO agreements (pair_id, version, written_by, written_at, adept_signed_at, mentor_signed_at, sealed)
        VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id AS "id!"
        "#,
        key.pair().0,
        version,
        by.role.name(),
        by.at.as_millisecond(),
        by.of(Role::Adept),
        by.of(Role::Mentor),
        Vec::<u8>::new()
    )
    .fetch_one(&mut **tx)
    .await?;
    let sealed = seal_terms(key, AgreementId(id), terms)?;
    sqlx::query!("UPDATE agreements SET sealed = $2 WHERE id = $1", id, sealed).execute(&mut **tx).await?;
    Ok(())
}

/// Signs a version; whether both have now. Signing twice leaves the first.
async fn sign_version(tx: &mut Tx, pair: PairId, version: i64, by: Signature) -> Result<bool> {
    let row = sqlx::query!(
        r#"
        UPDATE agreements
        SET adept_signed_at = COALESCE(adept_signed_at, $3), mentor_signed_at = COALESCE(mentor_signed_at, $4)
        WHERE pair_id = $1 AND version = $2
        RETURNING adept_signed_at, mentor_signed_at
        "#,
        pair.0,
        version,
        by.of(Role::Adept),
        by.of(Role::Mentor)
    )
    .fetch_optional(&mut **tx)
    .await?
    .ok_or(Error::Conflict)?;
    Ok(row.adept_signed_at.is_some() && row.mentor_signed_at.is_some())
}

/// A first version that both have signed, with a round that is loaded whole.
pub(crate) async fn insert_agreed(tx: &mut Tx, key: &PairKey, new: &NewAgreement) -> Result<()> {
    let terms = numbered(tx, key.pair(), &new.terms).await?;
    insert_version(tx, key, 1, &terms, Signature { role: Role::Adept, at: new.written }).await?;
    sign_version(tx, key.pair(), 1, Signature { role: Role::Mentor, at: new.signed }).await?;
    for (goal, progress) in terms.goals.iter().zip(&new.progress) {
        if let Some(id) = goal.id {
            write_progress(tx, key.pair(), id, *progress).await?;
        }
    }
    Ok(())
}

/// From now on the pair is measured against this rhythm. Steps that were done
/// and are still named stay done.
async fn take_effect(tx: &mut Tx, pair: PairId, terms: &Terms, before: &Versions) -> Result<()> {
    sqlx::query!("UPDATE pairs SET every_weeks = $2 WHERE id = $1", pair.0, i64::from(terms.every_weeks))
        .execute(&mut **tx)
        .await?;
    let old = |goal: &Goal| before.in_force()?.terms.goals.iter().find(|old| old.id == goal.id);
    for goal in &terms.goals {
        if let (Some(id), Some(old)) = (goal.id, old(goal))
            && old.steps != goal.steps
        {
            let progress = before.progress_of(goal).carried(&old.steps, &goal.steps);
            write_progress(tx, pair, id, progress).await?;
        }
    }
    Ok(())
}

/// Whether the pair has this goal.
async fn write_progress(tx: &mut Tx, pair: PairId, goal: GoalId, progress: Progress) -> Result<()> {
    sqlx::query!(
        "UPDATE goals SET percent = $3, ticks = $4 WHERE id = $1 AND pair_id = $2",
        goal.0,
        pair.0,
        i64::from(progress.percent),
        i64::from(progress.ticks)
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
