//! One's own calendar: the addresses at which it is fetched, and what is found there.

use async_trait::async_trait;
use domain::{
    pair::PairId,
    people::{
        Caller, PersonId, Refusal,
        calendar::{Feed, FeedId, FeedName, MAX_FEEDS, OwnCalendar, PlannedDay, PlannedMeeting},
    },
    time,
};
use jiff::{SignedDuration, Timestamp};
use store::{Calendars, Error, Result, idempotency::IdempotencyKey, row, secret::Secret};

use super::acting::Acting;
use crate::{
    Engine, Tx,
    queries::{
        day::own::OwnDays,
        meeting::plan,
        unit_of_work::{Begun, Concern},
    },
};

/// How often it is noted at most that an address was fetched.
const NOTED_EVERY: SignedDuration = SignedDuration::from_hours(1);

#[async_trait]
impl Calendars for Engine {
    async fn feeds(&self, caller: &Caller) -> Result<Vec<Feed>> {
        let rows = sqlx::query!(
            "SELECT id, name, made_at, fetched_at FROM calendar_feeds WHERE person_id = $1 ORDER BY id DESC",
            caller.person.0
        );
        let feeds = rows.fetch_all(self.reader()).await?.into_iter().map(|row| {
            let at = |at| row::timestamp("calendar_feeds", at);
            let (made, fetched) = (at(row.made_at)?, row.fetched_at.map(at).transpose()?);
            Ok(Feed { id: FeedId(row.id), name: row.name, made, fetched })
        });
        feeds.collect()
    }

    async fn make_feed(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        name: &FeedName,
        token: &Secret,
        now: Timestamp,
    ) -> Result<bool> {
        let mut tx = match self.begin(Concern::Network, caller, form, now).await? {
            Begun::Done(_) => return Ok(false),
            Begun::New(tx) => *tx,
        };
        // Two at once count each other.
        sqlx::query!("UPDATE persons SET lang = lang WHERE id = $1", caller.person.0).execute(&mut *tx).await?;
        let count = sqlx::query_scalar!(
            r#"SELECT COUNT(*) AS "n!: i64" FROM calendar_feeds WHERE person_id = $1"#,
            caller.person.0
        );
        if usize::try_from(count.fetch_one(&mut *tx).await?).unwrap_or(usize::MAX) >= MAX_FEEDS {
            return Err(Refusal::TooManyFeeds.into());
        }
        sqlx::query!(
            "INSERT INTO calendar_feeds (person_id, token_hash, name, made_at) VALUES ($1, $2, $3, $4)",
            caller.person.0,
            token.hash(),
            name.as_str(),
            now.as_millisecond()
        )
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(true)
    }

    async fn own_feed(&self, caller: &Caller, token: &Secret) -> Result<Option<FeedId>> {
        let id = sqlx::query_scalar!(
            r#"SELECT id AS "id!" FROM calendar_feeds WHERE person_id = $1 AND token_hash = $2"#,
            caller.person.0,
            token.hash()
        );
        Ok(id.fetch_optional(self.reader()).await?.map(FeedId))
    }

    async fn revoke_feed(&self, caller: &Caller, id: FeedId) -> Result<()> {
        let mut tx = self.begin_write().await?;
        let revoked =
            sqlx::query!("DELETE FROM calendar_feeds WHERE id = $1 AND person_id = $2", id.0, caller.person.0)
                .execute(&mut *tx)
                .await?;
        if revoked.rows_affected() == 0 { Err(Error::NotFound) } else { tx.commit().await }
    }

    async fn own_calendar(&self, token: &Secret, now: Timestamp) -> Result<Option<OwnCalendar>> {
        let mut tx = self.begin_read().await?;
        let feed =
            sqlx::query!("SELECT id, person_id, fetched_at FROM calendar_feeds WHERE token_hash = $1", token.hash());
        let Some(feed) = feed.fetch_optional(&mut *tx).await? else { return Ok(None) };
        let Some(owner) = Acting::read(&mut tx, PersonId(feed.person_id), time::today(now)).await? else {
            return Ok(None);
        };
        let calendar = self.calendar_of(&mut tx, &owner, now).await?;
        drop(tx);
        let fetched = feed.fetched_at.map(|at| row::timestamp("calendar_feeds", at)).transpose()?;
        let is_noted = fetched.is_some_and(|fetched| now.duration_since(fetched) < NOTED_EVERY);
        if calendar.is_some()
            && !is_noted
            && let Err(error) = self.note_fetched(FeedId(feed.id), now).await
        {
            // Someone's calendar must not be stopped by a full disk.
            tracing::warn!(%error, "that a calendar was fetched was not noted");
        }
        Ok(calendar)
    }
}

impl Engine {
    async fn calendar_of(&self, tx: &mut Tx, owner: &Acting, now: Timestamp) -> Result<Option<OwnCalendar>> {
        let today = time::today(now);
        let concerning: Vec<_> = owner.rounds.iter().filter(|standing| standing.concerns(today)).collect();
        if concerning.is_empty() {
            return Ok(None);
        }
        let mut days = Vec::new();
        for standing in concerning {
            let caller = owner.caller(standing);
            let views = OwnDays::read(tx, &caller, None).await?.views(&caller, now);
            days.extend(views.into_iter().filter_map(|view| PlannedDay::of(view.day, &view.answers, &caller, now)));
        }
        days.sort_by_key(|planned| (planned.day.starts(), planned.day.id));
        let mut meetings = Vec::new();
        for pair in &owner.pairs {
            meetings.extend(self.meetings_of(tx, pair.id, owner.person).await?);
        }
        meetings.retain(|meeting| meeting.is_shown(now));
        meetings.sort_by_key(|meeting| (meeting.agreed.at, meeting.agreed.id));
        Ok(Some(OwnCalendar { lang: owner.lang, days, meetings }))
    }

    /// What a pair has agreed on, and what it has cancelled.
    async fn meetings_of(&self, tx: &mut Tx, pair: PairId, person: PersonId) -> Result<Vec<PlannedMeeting>> {
        let key = self.reading_key(pair).await?;
        let two = plan::two(tx, pair).await?;
        let partner = &two.of(two.role_of(person).counterpart()).attendee.name;
        let planned = |cancelled| move |agreed| PlannedMeeting { agreed, partner: partner.clone(), cancelled };
        let next = plan::read(tx, pair, key.as_ref()).await?.next;
        let cancelled = plan::cancelled(tx, pair).await?;
        Ok(next.into_iter().map(planned(false)).chain(cancelled.into_iter().map(planned(true))).collect())
    }

    async fn note_fetched(&self, feed: FeedId, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_write().await?;
        sqlx::query!("UPDATE calendar_feeds SET fetched_at = $2 WHERE id = $1", feed.0, now.as_millisecond())
            .execute(&mut *tx)
            .await?;
        tx.commit().await
    }
}
