//! Proposals, and the agreed meeting that comes of them.

use async_trait::async_trait;
use domain::{
    live::Change,
    meeting::{
        Agreed, MeetingId,
        proposal::{Comment, Plan, Planning, Proposal, ProposalId, Refused, Settled, moved_by_a_proposal},
    },
    pair::{
        PairId,
        status::{PairStatus, State},
    },
    people::{Caller, PersonId, Role},
};
use jiff::{
    Timestamp,
    civil::{DateTime, Time},
};
use store::{
    Error, Proposals, Result,
    idempotency::IdempotencyKey,
    mail::outbox::{About, Email},
    row,
    vault::{PairKey, SealContext},
};

use super::plan::{self, Planned, Two};
use crate::{
    Engine, Tx,
    queries::{
        mail::budget::Trigger,
        pair::status::lock_status,
        unit_of_work::{Begun, Concern},
    },
};

/// A pair's planning, in the hands of a transaction.
struct LockedPlanning<'a> {
    caller: &'a Caller,
    key: PairKey,
    status: PairStatus,
    two: Two,
    agreed: Option<Agreed>,
    planning: Planning,
}

#[async_trait]
impl Proposals for Engine {
    async fn propose_times(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        proposal: &Proposal,
        now: Timestamp,
    ) -> Result<()> {
        let Some((mut tx, locked)) = self.begin_planning(caller, form, now).await? else { return Ok(()) };
        locked.goes_on()?;
        if locked.planning.open.as_ref().is_some_and(|open| open.says(locked.role(), proposal)) {
            return Ok(());
        }
        close(&mut tx, locked.key.pair()).await?;
        let id = insert_proposal(&mut tx, &locked.key, locked.role(), proposal).await?;
        let message = Email::Proposed {
            by: locked.own_name(),
            times: proposal.times.clone(),
            plan: proposal.plan.clone(),
            moves: moved_by_a_proposal(locked.agreed.as_ref(), now),
            id: Some(id),
        };
        self.enqueue_words(&mut tx, locked.partner(), &message, Some(&locked.key), locked.trigger(), now).await?;
        self.conclude(tx, &locked).await
    }

    async fn accept(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        id: ProposalId,
        nth: usize,
        now: Timestamp,
    ) -> Result<()> {
        let Some((mut tx, mut locked)) = self.begin_planning(caller, form, now).await? else { return Ok(()) };
        locked.goes_on()?;
        let plan = locked.planning.open.as_ref().map(|open| open.plan.clone()).unwrap_or_default();
        let settled = locked.planning.accept(locked.role(), id, nth, now)?;
        self.write_settled(&mut tx, &locked, settled, &plan, now).await?;
        self.conclude(tx, &locked).await
    }

    async fn settle(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        at: DateTime,
        plan: &Plan,
        now: Timestamp,
    ) -> Result<()> {
        let Some((mut tx, mut locked)) = self.begin_planning(caller, form, now).await? else { return Ok(()) };
        locked.goes_on()?;
        if locked.planning.open.is_none() && locked.agreed.as_ref().is_some_and(|agreed| agreed.is(at, plan)) {
            return Ok(());
        }
        let settled = locked.planning.settle(at);
        self.write_settled(&mut tx, &locked, settled, plan, now).await?;
        self.conclude(tx, &locked).await
    }

    async fn decline(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        id: ProposalId,
        word: &Comment,
        now: Timestamp,
    ) -> Result<()> {
        let Some((mut tx, mut locked)) = self.begin_planning(caller, form, now).await? else { return Ok(()) };
        locked.planning.decline(locked.role(), id)?;
        close(&mut tx, locked.key.pair()).await?;
        locked.note_no(&mut tx, Refused::Proposal, word).await?;
        let message = Email::Declined { by: locked.own_name(), word: word.as_str().to_owned() };
        self.enqueue_words(&mut tx, locked.partner(), &message, Some(&locked.key), locked.trigger(), now).await?;
        self.conclude(tx, &locked).await
    }

    async fn withdraw(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        id: ProposalId,
        now: Timestamp,
    ) -> Result<()> {
        let Some((mut tx, mut locked)) = self.begin_planning(caller, form, now).await? else { return Ok(()) };
        locked.planning.withdraw(locked.role(), id)?;
        close(&mut tx, locked.key.pair()).await?;
        self.conclude(tx, &locked).await
    }

    async fn cancel_meeting(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        (id, sequence): (MeetingId, u32),
        word: &Comment,
        now: Timestamp,
    ) -> Result<()> {
        let Some((mut tx, mut locked)) = self.begin_planning(caller, form, now).await? else { return Ok(()) };
        let agreed = locked.agreed.clone().filter(|agreed| agreed.id == id).ok_or(Error::Gone)?;
        let cancelled = locked.planning.cancel(sequence)?;
        sqlx::query!("DELETE FROM meetings WHERE id = $1", id.0).execute(&mut *tx).await?;
        locked.note_no(&mut tx, Refused::Meeting, word).await?;
        let agreed = Agreed { sequence: cancelled.sequence, ..agreed };
        plan::note_cancelled(&mut tx, locked.key.pair(), &agreed).await?;
        let invitation = locked.two.invitation(About::Cancelled, agreed, locked.role(), word.as_str());
        self.invite_both(&mut tx, &locked.two, &invitation, Some(&locked.key), locked.trigger(), now).await?;
        self.conclude(tx, &locked).await
    }
}

impl Engine {
    /// Begins a change of what the caller's pair plans. Nobody else changes it
    /// until it ends. `None` if this form has been carried out.
    async fn begin_planning<'a>(
        &self,
        caller: &'a Caller,
        form: Option<&IdempotencyKey>,
        now: Timestamp,
    ) -> Result<Option<(Tx, LockedPlanning<'a>)>> {
        let pair = caller.pair.ok_or(Error::NotFound)?;
        let key = self.pair_key(pair).await?;
        let mut tx = match self.begin(Concern::Pair, caller, form, now).await? {
            Begun::Done(_) => return Ok(None),
            Begun::New(tx) => *tx,
        };
        let status = lock_status(&mut tx, pair).await?;
        let two = plan::two(&mut tx, pair).await?;
        let Planned { next: agreed, open, .. } = plan::read(&mut tx, pair, Some(&key)).await?;
        let settled = agreed.as_ref().map(|agreed| Settled { at: agreed.at, sequence: agreed.sequence });
        Ok(Some((tx, LockedPlanning { caller, key, status, two, agreed, planning: Planning { settled, open } })))
    }

    /// Writes what the two have agreed on, and tells both calendars.
    async fn write_settled(
        &self,
        tx: &mut Tx,
        locked: &LockedPlanning<'_>,
        settled: Settled,
        plan: &Plan,
        now: Timestamp,
    ) -> Result<()> {
        let agreed = agree(tx, &locked.key, locked.caller.person, settled.at, plan, now).await?;
        self.tell_agreed(tx, &locked.key, &locked.two, agreed, locked.role(), now).await
    }

    /// Tells both calendars of the agreed meeting: that there is one, or that it was moved.
    async fn tell_agreed(
        &self,
        tx: &mut Tx,
        key: &PairKey,
        two: &Two,
        agreed: Agreed,
        by: Role,
        now: Timestamp,
    ) -> Result<()> {
        let about = if agreed.sequence == 0 { About::Agreed } else { About::Moved };
        let trigger = Trigger::by(two.of(by).person, key.pair().0);
        self.invite_both(tx, two, &two.invitation(about, agreed, by, ""), Some(key), trigger, now).await
    }

    /// The same after a log has settled the next meeting.
    pub(crate) async fn tell_next(&self, tx: &mut Tx, key: &PairKey, by: PersonId, now: Timestamp) -> Result<()> {
        let two = plan::two(tx, key.pair()).await?;
        match plan::read(tx, key.pair(), Some(key)).await?.next {
            Some(agreed) => self.tell_agreed(tx, key, &two, agreed, two.role_of(by), now).await,
            None => Ok(()),
        }
    }

    async fn conclude(&self, mut tx: Tx, locked: &LockedPlanning<'_>) -> Result<()> {
        let (caller, pair) = (locked.caller, locked.key.pair());
        tx.announce(Change::Planning { round: caller.round, pair });
        tx.commit().await
    }
}

impl LockedPlanning<'_> {
    /// A pair that has ended meets no more; what it has planned it can still cancel.
    fn goes_on(&self) -> Result<()> {
        if self.status.decided == State::Ended { Err(Error::PairEnded) } else { Ok(()) }
    }

    fn role(&self) -> Role {
        self.two.role_of(self.caller.person)
    }

    fn partner(&self) -> PersonId {
        self.two.of(self.role().counterpart()).person
    }

    fn own_name(&self) -> String {
        self.two.of(self.role()).attendee.name.clone()
    }

    /// What emails that come of it are counted by.
    fn trigger(&self) -> Trigger {
        Trigger::by(self.caller.person, self.key.pair().0)
    }

    /// Keeps the latest no.
    async fn note_no(&self, tx: &mut Tx, refused: Refused, word: &Comment) -> Result<()> {
        let (pair, by) = (self.key.pair(), self.role());
        let sealed = sealed(&self.key, SealContext::Refusal(by), word.as_str())?;
        sqlx::query!(
            r#"
            INSERT INTO refusals (pair_id, refused, by, sealed) VALUES ($1, $2, $3, $4)
            ON CONFLICT (pair_id) DO UPDATE SET refused = excluded.refused, by = excluded.by, sealed = excluded.sealed
            "#,
            pair.0,
            refused.name(),
            by.name(),
            sealed
        )
        .execute(&mut **tx)
        .await?;
        Ok(())
    }
}

/// Makes this the pair's agreed meeting, of which there is one at most: the
/// one that there was is moved. Nothing waits for an answer after that.
pub(crate) async fn agree(
    tx: &mut Tx,
    key: &PairKey,
    author: PersonId,
    at: DateTime,
    plan: &Plan,
    now: Timestamp,
) -> Result<Agreed> {
    let row = sqlx::query!(
        r#"
        INSERT INTO meetings (pair_id, state, date, time, logged_by, saved_by, saved_at, version)
        VALUES ($1, 'agreed', $2, $3, $4, $4, $5, 1)
        ON CONFLICT (pair_id) WHERE state = 'agreed'
        DO UPDATE SET date = excluded.date, time = excluded.time, saved_by = excluded.saved_by,
            saved_at = excluded.saved_at, version = meetings.version + 1
        RETURNING id AS "id!", version AS "version!"
        "#,
        key.pair().0,
        at.date().to_string(),
        at.time().to_string(),
        author.0,
        now.as_millisecond()
    )
    .fetch_one(&mut **tx)
    .await?;
    write_plan(tx, key, MeetingId(row.id), plan).await?;
    note_usual_time(tx, key.pair(), at.time()).await?;
    close(tx, key.pair()).await?;
    let sequence = row::count("meetings", row.version - 1)?;
    Ok(Agreed { id: MeetingId(row.id), sequence, at, plan: plan.clone() })
}

async fn write_plan(tx: &mut Tx, key: &PairKey, meeting: MeetingId, plan: &Plan) -> Result<()> {
    let place = sealed(key, SealContext::Venue(meeting), &plan.place)?;
    sqlx::query!(
        r#"
        INSERT INTO plans (meeting_id, minutes, form, host, sealed) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (meeting_id) DO UPDATE
        SET minutes = excluded.minutes, form = excluded.form, host = excluded.host, sealed = excluded.sealed
        "#,
        meeting.0,
        i64::from(plan.minutes),
        plan.form.name(),
        plan.host.map(Role::name),
        place
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn note_usual_time(tx: &mut Tx, pair: PairId, time: Time) -> Result<()> {
    sqlx::query!("UPDATE pairs SET usual_time = $2 WHERE id = $1", pair.0, time.to_string()).execute(&mut **tx).await?;
    Ok(())
}

/// Ends what waits for an answer, and forgets the latest no. An email about it that
/// has not left says what no longer holds.
async fn close(tx: &mut Tx, pair: PairId) -> Result<()> {
    let closed = async {
        sqlx::query!("DELETE FROM proposals WHERE pair_id = $1", pair.0).execute(&mut **tx).await?;
        sqlx::query!(
            r#"
            DELETE FROM outbox WHERE pair_id = $1 AND cause = 'proposed' AND sealed IS NOT NULL
                AND (attempts > 0 OR due_at = since)
            "#,
            pair.0
        )
        .execute(&mut **tx)
        .await?;
        sqlx::query!("DELETE FROM refusals WHERE pair_id = $1", pair.0).execute(&mut **tx).await
    };
    closed.await.map(|_| ()).map_err(Error::from)
}

/// Writes a proposal, of which the pair has no other.
pub(crate) async fn insert_proposal(tx: &mut Tx, key: &PairKey, by: Role, proposal: &Proposal) -> Result<ProposalId> {
    let Proposal { times, plan } = proposal;
    let id = sqlx::query_scalar!(
        r#"INSERT INTO proposals (pair_id, by, minutes, form, host) VALUES ($1, $2, $3, $4, $5) RETURNING id AS "id!""#,
        key.pair().0,
        by.name(),
        i64::from(plan.minutes),
        plan.form.name(),
        plan.host.map(Role::name)
    )
    .fetch_one(&mut **tx)
    .await?;
    // A place is bound to its row, whose number is known only now.
    let place = sealed(key, SealContext::ProposedVenue(ProposalId(id)), &plan.place)?;
    sqlx::query!("UPDATE proposals SET sealed = $2 WHERE id = $1", id, place).execute(&mut **tx).await?;
    for (position, at) in (0_i64..).zip(times) {
        sqlx::query!(
            "INSERT INTO proposed_times (proposal_id, position, date, time) VALUES ($1, $2, $3, $4)",
            id,
            position,
            at.date().to_string(),
            at.time().to_string()
        )
        .execute(&mut **tx)
        .await?;
    }
    Ok(ProposalId(id))
}

/// A text sealed; nothing for an empty one.
fn sealed(key: &PairKey, place: SealContext, text: &str) -> Result<Option<Vec<u8>>> {
    (!text.is_empty()).then(|| key.seal(place, text)).transpose()
}
