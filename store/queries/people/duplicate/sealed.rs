//! What is sealed for one is sealed for the other: who it is of is bound to it. What does
//! not open stays as it is, and is shown as erased or unreadable as before.

use domain::{
    application::ApplicationId,
    day::{DayId, SegmentId},
    meeting::MeetingId,
    pair::PairId,
    people::{Duty, draft::DraftId},
    round::RoundId,
};
use store::{
    Error, Result, row,
    vault::{CommonContext, PairKey, SealContext},
};

use super::Two;
use crate::{Engine, Tx};

impl Engine {
    /// Seals anew all that is the one's alone, while its rows still name them.
    pub(super) async fn seal_anew(&self, tx: &mut Tx, two: Two) -> Result<()> {
        self.addresses_anew(tx, two).await?;
        self.reasons_anew(tx, two).await?;
        self.pulses_anew(tx, two).await?;
        self.help_requests_anew(tx, two).await?;
        self.votes_anew(tx, two).await?;
        self.recusals_anew(tx, two).await?;
        self.comments_anew(tx, two).await?;
        self.former_comments_anew(tx, two).await?;
        self.needs_anew(tx, two).await?;
        self.evaluations_anew(tx, two).await?;
        self.reflections_anew(tx, two).await?;
        self.drafts_anew(tx, two).await?;
        self.emails_anew(tx, two).await
    }

    /// A text of one place, sealed for another; nothing, if it does not open.
    pub(super) fn sealed_anew(&self, was: CommonContext, is: CommonContext, sealed: &[u8]) -> Result<Option<Vec<u8>>> {
        let text = self.vault.open_common(was, sealed).text();
        text.map(|text| self.vault.seal_common(is, &text)).transpose()
    }

    async fn addresses_anew(&self, tx: &mut Tx, two: Two) -> Result<()> {
        let rows = sqlx::query!("SELECT id, sealed FROM address_changes WHERE person_id = $1", two.from.0);
        for row in rows.fetch_all(&mut **tx).await? {
            let (was, is) = (CommonContext::AddressChange(two.from), CommonContext::AddressChange(two.into));
            let Some(sealed) = self.sealed_anew(was, is, &row.sealed)? else { continue };
            sqlx::query!(
                "UPDATE address_changes SET sealed = $2 WHERE person_id = $1 AND id = $3",
                two.from.0,
                sealed,
                row.id
            )
            .execute(&mut **tx)
            .await?;
        }
        Ok(())
    }

    async fn reasons_anew(&self, tx: &mut Tx, two: Two) -> Result<()> {
        let rows = sqlx::query!("SELECT id, round_id, duty, sealed FROM duty_history WHERE person_id = $1", two.from.0);
        for row in rows.fetch_all(&mut **tx).await? {
            let Some(old) = row.sealed else { continue };
            let (round, duty) = (RoundId(row.round_id), row::named("duty_history", &row.duty, Duty::from_name)?);
            let (was, is) =
                (CommonContext::DutyEnded(round, two.from, duty), CommonContext::DutyEnded(round, two.into, duty));
            let Some(sealed) = self.sealed_anew(was, is, &old)? else { continue };
            sqlx::query!(
                "UPDATE duty_history SET sealed = $2 WHERE person_id = $1 AND id = $3",
                two.from.0,
                sealed,
                row.id
            )
            .execute(&mut **tx)
            .await?;
        }
        Ok(())
    }

    async fn pulses_anew(&self, tx: &mut Tx, two: Two) -> Result<()> {
        let rows = sqlx::query!("SELECT round_id, period, line FROM pulses WHERE person_id = $1", two.from.0);
        for row in rows.fetch_all(&mut **tx).await? {
            let Some(old) = row.line else { continue };
            let (round, asked) = (RoundId(row.round_id), row::date("pulses", &row.period)?);
            let (was, is) =
                (CommonContext::Pulse(round, two.from, asked), CommonContext::Pulse(round, two.into, asked));
            let Some(sealed) = self.sealed_anew(was, is, &old)? else { continue };
            sqlx::query!(
                "UPDATE pulses SET line = $2 WHERE person_id = $1 AND round_id = $3 AND period = $4",
                two.from.0,
                sealed,
                row.round_id,
                row.period
            )
            .execute(&mut **tx)
            .await?;
        }
        Ok(())
    }

    async fn help_requests_anew(&self, tx: &mut Tx, two: Two) -> Result<()> {
        let rows = sqlx::query!("SELECT id, pair_id, word FROM signals WHERE person_id = $1", two.from.0);
        for row in rows.fetch_all(&mut **tx).await? {
            let Some(old) = row.word else { continue };
            let pair = PairId(row.pair_id);
            let (was, is) = (CommonContext::HelpRequest(pair, two.from), CommonContext::HelpRequest(pair, two.into));
            let Some(sealed) = self.sealed_anew(was, is, &old)? else { continue };
            sqlx::query!("UPDATE signals SET word = $2 WHERE person_id = $1 AND id = $3", two.from.0, sealed, row.id)
                .execute(&mut **tx)
                .await?;
        }
        Ok(())
    }

    async fn votes_anew(&self, tx: &mut Tx, two: Two) -> Result<()> {
        let rows = sqlx::query!("SELECT application_id, sealed FROM votes WHERE person_id = $1", two.from.0);
        for row in rows.fetch_all(&mut **tx).await? {
            let Some(old) = row.sealed else { continue };
            let id = ApplicationId(row.application_id);
            let (was, is) = (CommonContext::Vote(id, two.from), CommonContext::Vote(id, two.into));
            let Some(sealed) = self.sealed_anew(was, is, &old)? else { continue };
            sqlx::query!(
                "UPDATE votes SET sealed = $2 WHERE person_id = $1 AND application_id = $3",
                two.from.0,
                sealed,
                row.application_id
            )
            .execute(&mut **tx)
            .await?;
        }
        Ok(())
    }

    async fn recusals_anew(&self, tx: &mut Tx, two: Two) -> Result<()> {
        let rows = sqlx::query!("SELECT application_id, sealed FROM recusals WHERE person_id = $1", two.from.0);
        for row in rows.fetch_all(&mut **tx).await? {
            let id = ApplicationId(row.application_id);
            let (was, is) = (CommonContext::Recusal(id, two.from), CommonContext::Recusal(id, two.into));
            let Some(sealed) = self.sealed_anew(was, is, &row.sealed)? else { continue };
            sqlx::query!(
                "UPDATE recusals SET sealed = $2 WHERE person_id = $1 AND application_id = $3",
                two.from.0,
                sealed,
                row.application_id
            )
            .execute(&mut **tx)
            .await?;
        }
        Ok(())
    }

    async fn comments_anew(&self, tx: &mut Tx, two: Two) -> Result<()> {
        let rows = sqlx::query!("SELECT segment_id, word FROM replies WHERE person_id = $1", two.from.0);
        for row in rows.fetch_all(&mut **tx).await? {
            let Some(old) = row.word else { continue };
            let segment = SegmentId(row.segment_id);
            let Some(text) = self.vault.open_reply_comment(segment, two.from, &old).text() else { continue };
            let sealed = self.vault.seal_reply_comment(segment, two.into, &text)?;
            sqlx::query!(
                "UPDATE replies SET word = $2 WHERE person_id = $1 AND segment_id = $3",
                two.from.0,
                sealed,
                row.segment_id
            )
            .execute(&mut **tx)
            .await?;
        }
        Ok(())
    }

    async fn former_comments_anew(&self, tx: &mut Tx, two: Two) -> Result<()> {
        let rows =
            sqlx::query!("SELECT segment_id, occasion, word FROM former_replies WHERE person_id = $1", two.from.0);
        for row in rows.fetch_all(&mut **tx).await? {
            let Some(old) = row.word else { continue };
            let segment = SegmentId(row.segment_id);
            let Some(text) = self.vault.open_reply_comment(segment, two.from, &old).text() else { continue };
            let sealed = self.vault.seal_reply_comment(segment, two.into, &text)?;
            sqlx::query!(
                "UPDATE former_replies SET word = $2 WHERE person_id = $1 AND segment_id = $3 AND occasion = $4",
                two.from.0,
                sealed,
                row.segment_id,
                row.occasion
            )
            .execute(&mut **tx)
            .await?;
        }
        Ok(())
    }

    async fn needs_anew(&self, tx: &mut Tx, two: Two) -> Result<()> {
        let rows = sqlx::query!("SELECT day_id, sealed FROM needs WHERE person_id = $1", two.from.0);
        for row in rows.fetch_all(&mut **tx).await? {
            let day = DayId(row.day_id);
            let Some(needs) = self.vault.open_needs(day, two.from, &row.sealed).text() else { continue };
            let sealed = self.vault.seal_needs(day, two.into, &needs)?;
            sqlx::query!(
                "UPDATE needs SET sealed = $2 WHERE person_id = $1 AND day_id = $3",
                two.from.0,
                sealed,
                row.day_id
            )
            .execute(&mut **tx)
            .await?;
        }
        Ok(())
    }

    async fn evaluations_anew(&self, tx: &mut Tx, two: Two) -> Result<()> {
        let rows = sqlx::query!("SELECT day_id, comment FROM evaluations WHERE person_id = $1", two.from.0);
        for row in rows.fetch_all(&mut **tx).await? {
            let Some(old) = row.comment else { continue };
            let day = DayId(row.day_id);
            let Some(text) = self.vault.open_comment(day, two.from, &old).text() else { continue };
            let sealed = self.vault.seal_comment(day, two.into, &text)?;
            sqlx::query!(
                "UPDATE evaluations SET comment = $2 WHERE person_id = $1 AND day_id = $3",
                two.from.0,
                sealed,
                row.day_id
            )
            .execute(&mut **tx)
            .await?;
        }
        Ok(())
    }

    async fn reflections_anew(&self, tx: &mut Tx, two: Two) -> Result<()> {
        let rows = sqlx::query!(
            r#"
            SELECT f.meeting_id, f.sealed, m.pair_id FROM reflections f JOIN meetings m ON m.id = f.meeting_id
            WHERE f.person_id = $1
            "#,
            two.from.0
        );
        for row in rows.fetch_all(&mut **tx).await? {
            let (pair, meeting) = (PairId(row.pair_id), MeetingId(row.meeting_id));
            let (was, is) = (SealContext::Reflection(meeting, two.from), SealContext::Reflection(meeting, two.into));
            let Some(sealed) = self.pairs_text_anew(pair, was, is, &row.sealed).await? else { continue };
            sqlx::query!(
                "UPDATE reflections SET sealed = $2 WHERE person_id = $1 AND meeting_id = $3",
                two.from.0,
                sealed,
                meeting.0
            )
            .execute(&mut **tx)
            .await?;
        }
        Ok(())
    }

    async fn drafts_anew(&self, tx: &mut Tx, two: Two) -> Result<()> {
        let rows = sqlx::query!("SELECT id, pair_id, sealed FROM drafts WHERE person_id = $1", two.from.0);
        for row in rows.fetch_all(&mut **tx).await? {
            let draft = DraftId(row.id);
            let sealed = if let Some(pair) = row.pair_id {
                let (was, is) = (SealContext::Draft(draft, two.from), SealContext::Draft(draft, two.into));
                self.pairs_text_anew(PairId(pair), was, is, &row.sealed).await?
            } else {
                let (was, is) = (CommonContext::Draft(draft, two.from), CommonContext::Draft(draft, two.into));
                self.sealed_anew(was, is, &row.sealed)?
            };
            let Some(sealed) = sealed else { continue };
            sqlx::query!("UPDATE drafts SET sealed = $2 WHERE person_id = $1 AND id = $3", two.from.0, sealed, draft.0)
                .execute(&mut **tx)
                .await?;
        }
        Ok(())
    }

    /// Emails that wait to be sent. One that does not open is dropped when its turn comes.
    async fn emails_anew(&self, tx: &mut Tx, two: Two) -> Result<()> {
        let rows = sqlx::query!(
            r#"SELECT id, pair_id, sealed AS "sealed!" FROM outbox WHERE person_id = $1 AND sealed IS NOT NULL"#,
            two.from.0
        );
        for row in rows.fetch_all(&mut **tx).await? {
            let sealed = if let Some(pair) = row.pair_id {
                let Some(key) = self.reading_key(PairId(pair)).await? else { continue };
                let email = key.open_email(two.from, &row.sealed);
                email.and_then(|email| key.seal_email(two.into, &email))
            } else {
                let email = self.vault.open_email(two.from, &row.sealed);
                email.and_then(|email| self.vault.seal_email(Some(two.into), &email))
            };
            let sealed = match sealed {
                Ok(sealed) => sealed,
                Err(Error::Sealed) => continue,
                Err(error) => return Err(error),
            };
            sqlx::query!("UPDATE outbox SET sealed = $2 WHERE id = $1", row.id, sealed).execute(&mut **tx).await?;
        }
        Ok(())
    }

    /// The same as [`sealed_anew`](Self::sealed_anew) with a text that a pair's key seals.
    async fn pairs_text_anew(
        &self,
        pair: PairId,
        was: SealContext,
        is: SealContext,
        sealed: &[u8],
    ) -> Result<Option<Vec<u8>>> {
        let key = self.reading_key(pair).await?;
        let text = PairKey::open_shown(key.as_ref(), was, sealed).text();
        text.zip(key).map(|(text, key)| key.seal(is, &text)).transpose()
    }
}
