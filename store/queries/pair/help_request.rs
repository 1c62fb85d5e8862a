//! Asking to be contacted by an organiser.

use async_trait::async_trait;
use domain::{
    live::Change,
    pair::{
        PairId,
        help_request::{Comment, HelpRequestId, HelpRequests as Seen, OpenHelpRequest, OwnHelpRequest},
    },
    people::{Caller, PersonId, Role},
    round::RoundId,
};
use jiff::Timestamp;
use store::{Error, HelpRequests, Result, mail::outbox::Email, row, vault::CommonContext};

use super::{Own, SealedHelpRequest};
use crate::{
    Engine, Tx,
    queries::{
        engine::Connection,
        mail::budget::Trigger,
        pair::{self},
    },
};

#[async_trait]
impl HelpRequests for Engine {
    async fn send_help_request(&self, caller: &Caller, word: &Comment, shared: bool, now: Timestamp) -> Result<()> {
        let pair = caller.pair.ok_or(Error::NotFound)?;
        let sealed = match word.as_str() {
            "" => None,
            word => Some(self.vault.seal_common(CommonContext::HelpRequest(pair, caller.person), word)?),
        };
        let mut tx = self.begin_of_pair(caller, now).await?;
        let before = take_open(&mut tx, pair, caller.person).await?;
        sqlx::query!(
            "INSERT INTO signals (pair_id, person_id, shared, word, sent_at) VALUES ($1, $2, $3, $4, $5)",
            pair.0,
            caller.person.0,
            shared,
            sealed,
            now.as_millisecond()
        )
        .execute(&mut *tx)
        .await?;
        if before.is_none() {
            let trigger = Trigger::by(caller.person, pair.0);
            self.email_organisers(&mut tx, caller.round, &Email::HelpRequested, trigger, now).await?;
        }
        let known = shared || before == Some(true);
        tx.announce(change(caller, caller.person, known.then_some(pair)));
        tx.commit().await
    }

    async fn withdraw_help_request(&self, caller: &Caller) -> Result<()> {
        let pair = caller.pair.ok_or(Error::NotFound)?;
        let mut tx = self.begin_write().await?;
        let shared = take_open(&mut tx, pair, caller.person).await? == Some(true);
        tx.announce(change(caller, caller.person, shared.then_some(pair)));
        tx.commit().await
    }

    async fn help_requests(&self, caller: &Caller) -> Result<Seen> {
        let mut db = self.reader().acquire().await?;
        let own = pair::own(&mut db, caller).await?;
        Ok(own.map(|own| self.help_requests_in(caller, &own)).unwrap_or_default())
    }

    async fn mark_help_request(
        &self,
        caller: &Caller,
        request: HelpRequestId,
        done: bool,
        now: Timestamp,
    ) -> Result<()> {
        if !caller.runs_the_programme() {
            return Err(Error::NotFound);
        }
        let mut tx = self.begin_write().await?;
        let at = now.as_millisecond();
        let marked = sqlx::query!(
            r#"
            UPDATE signals
            SET seen_at = COALESCE(seen_at, $3), seen_by = COALESCE(seen_by, $4),
                done_at = CASE WHEN $5 THEN $3 END, word = CASE WHEN $5 THEN NULL ELSE word END
            WHERE id = $1 AND done_at IS NULL AND pair_id IN (SELECT t.id FROM pairs t WHERE t.round_id = $2)
            RETURNING pair_id, person_id, shared AS "shared!: bool"
            "#,
            request.0,
            caller.round.0,
            at,
            caller.person.0,
            done
        )
        .fetch_optional(&mut *tx)
        .await?
        .ok_or(Error::NotFound)?;
        let shared_with = marked.shared.then_some(PairId(marked.pair_id));
        tx.announce(change(caller, PersonId(marked.person_id), shared_with));
        tx.commit().await
    }
}

impl Engine {
    /// What one of a pair sees of help requests.
    pub(crate) fn help_requests_in(&self, caller: &Caller, own: &Own) -> Seen {
        let sent = |help_request: &SealedHelpRequest| OwnHelpRequest {
            at: help_request.at,
            word: self.said(own.pair.id, caller.person, help_request.word.as_deref()),
            shared: help_request.shared,
            seen_by: help_request.seen_by.clone(),
        };
        Seen { own: own.help_request.as_ref().map(sent), partners: own.partners_help_request }
    }

    /// Those who ask to be contacted and are not taken care of, in all rounds that
    /// someone runs and in the order in which they asked.
    pub(crate) async fn read_open_help_requests(
        &self,
        db: &mut Connection,
        organiser: PersonId,
    ) -> Result<Vec<(RoundId, PairId, OpenHelpRequest)>> {
        let rows = sqlx::query!(
            r#"
            SELECT t.round_id, s.id, s.pair_id, s.person_id, s.shared AS "shared!: bool", s.word, s.sent_at, t.adept_id,
                p.name, p.email, p.phone, w.name AS organisation, o.name AS "seen_by?"
            FROM signals s
            JOIN pairs t ON t.id = s.pair_id
            JOIN persons p ON p.id = s.person_id
            JOIN organisations w ON w.id = p.organisation_id
            LEFT JOIN persons o ON o.id = s.seen_by
            WHERE s.done_at IS NULL
                AND t.round_id IN (SELECT u.round_id FROM duties u WHERE u.person_id = $1 AND u.duty = 'organiser')
            ORDER BY s.sent_at, s.id
            "#,
            organiser.0
        )
        .fetch_all(db)
        .await?;
        let open = rows.into_iter().map(|row| {
            let request = OpenHelpRequest {
                id: HelpRequestId(row.id),
                role: if row.adept_id == row.person_id { Role::Adept } else { Role::Mentor },
                at: row::timestamp("signals", row.sent_at)?,
                word: self.said(PairId(row.pair_id), PersonId(row.person_id), row.word.as_deref()),
                name: row.name,
                organisation: row.organisation,
                email: row.email,
                phone: row.phone,
                shared: row.shared,
                seen_by: row.seen_by,
            };
            Ok((RoundId(row.round_id), PairId(row.pair_id), request))
        });
        open.collect()
    }

    /// What someone added to a help request.
    fn said(&self, pair: PairId, person: PersonId, sealed: Option<&[u8]>) -> String {
        let said = CommonContext::HelpRequest(pair, person);
        sealed.map(|sealed| self.vault.open_common(said, sealed).shown()).unwrap_or_default()
    }
}

fn change(caller: &Caller, person: PersonId, shared_with: Option<PairId>) -> Change {
    Change::HelpRequest { round: caller.round, person, shared_with }
}

/// Deletes what someone has asked and nobody has taken care of; whether it was
/// shared with the partner, if there was any.
async fn take_open(tx: &mut Tx, pair: PairId, person: PersonId) -> Result<Option<bool>> {
    let shared = sqlx::query_scalar!(
        r#"
        DELETE FROM signals WHERE pair_id = $1 AND person_id = $2 AND done_at IS NULL
        RETURNING shared AS "shared!: bool"
        "#,
        pair.0,
        person.0
    );
    shared.fetch_optional(&mut **tx).await.map_err(Error::from)
}
