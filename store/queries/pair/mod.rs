//! Pairs.

pub(crate) mod agreement;
pub(crate) mod help_request;
pub(crate) mod list;
pub(crate) mod pulse;
pub(crate) mod status;

use async_trait::async_trait;
use domain::{
    live::Change,
    meeting::{Held, MeetingId},
    pair::{EarlierPair, Habits, Pair, PairHealth, PairId, PairPage, Room, health::band_of, status::State},
    people::{Caller, EmailAddress, PersonId, Role},
    round::RoundId,
    time,
};
use jiff::{Timestamp, civil::Time};
use store::{Error, Pairs, Result, order, row, vault::PairKey};

use self::status::status_columns;
use super::{
    engine::Connection,
    meeting::{held, plan, text},
};
use crate::Engine;

#[async_trait]
impl Pairs for Engine {
    async fn pair(&self, caller: &Caller) -> Result<Option<Pair>> {
        let mut db = self.reader().acquire().await?;
        Ok(own(&mut db, caller).await?.map(|own| own.pair))
    }

    async fn room(&self, caller: &Caller, now: Timestamp) -> Result<Option<Room>> {
        let mut tx = self.begin_read().await?;
        let Some(own) = own(&mut tx, caller).await? else { return Ok(None) };
        let key = self.reading_key(own.pair.id).await?;
        let held = held::read(&mut tx, own.pair.id, now).await?;
        self.room_of(&mut tx, caller, own, held.list, key.as_ref(), now).await.map(Some)
    }

    async fn pair_page(&self, caller: &Caller, now: Timestamp) -> Result<Option<PairPage>> {
        let mut tx = self.begin_read().await?;
        let Some(own) = own(&mut tx, caller).await? else { return Ok(None) };
        let (pair, role, help_requests) = (own.pair.id, own.pair.role, self.help_requests_in(caller, &own));
        let key = self.reading_key(pair).await?;
        let held = held::read(&mut tx, pair, now).await?;
        let deleted = held.deleted();
        let agreements = agreement::open(agreement::rows(&mut tx, pair).await?, key.as_ref())?;
        Ok(Some(PairPage {
            room: self.room_of(&mut tx, caller, own, held.list, key.as_ref(), now).await?,
            agreement: agreements.stage(role),
            help_requests,
            seen: health(&mut tx, caller, Some(pair), now).await?.pop(),
            open: held::open(held.to_do, key.as_ref()),
            deleted,
        }))
    }

    async fn earlier_pairs(&self, caller: &Caller, now: Timestamp) -> Result<Vec<EarlierPair>> {
        earlier_pairs(&mut *self.begin_read().await?, caller, now).await
    }

    async fn erase_pair(&self, adept: &EmailAddress, mentor: &EmailAddress, round: u32, now: Timestamp) -> Result<()> {
        // Two who were a pair, ended, and became one again are two pairs.
        let pairs = sqlx::query!(
            r#"
            SELECT t.id, t.round_id
            FROM pairs t JOIN rounds r ON r.id = t.round_id
            JOIN persons a ON a.id = t.adept_id JOIN persons m ON m.id = t.mentor_id
            WHERE a.email = $1 AND m.email = $2 AND r.number = $3
            "#,
            adept.as_str(),
            mentor.as_str(),
            i64::from(round)
        )
        .fetch_all(self.reader())
        .await?;
        if pairs.is_empty() {
            return Err(Error::NotFound);
        }
        for pair in pairs {
            self.erase(PairId(pair.id), RoundId(pair.round_id), now).await?;
        }
        Ok(())
    }
}

impl Engine {
    /// Erases what a pair wrote. The key first: what is left of the texts without
    /// it is noise.
    pub(crate) async fn erase(&self, pair: PairId, round: RoundId, now: Timestamp) -> Result<()> {
        self.delete_pair_key(pair).await?;
        let mut tx = self.begin_write().await?;
        let meetings = sqlx::query_scalar!(r#"SELECT id AS "id!" FROM meetings WHERE pair_id = $1"#, pair.0)
            .fetch_all(&mut *tx)
            .await?;
        for meeting in meetings {
            text::erase(&mut tx, MeetingId(meeting)).await?;
        }
        let erased = async {
            sqlx::query!("DELETE FROM drafts WHERE pair_id = $1", pair.0).execute(&mut *tx).await?;
            sqlx::query!("DELETE FROM agreements WHERE pair_id = $1", pair.0).execute(&mut *tx).await?;
            sqlx::query!("UPDATE meetings SET goal_id = NULL WHERE pair_id = $1", pair.0).execute(&mut *tx).await?;
            sqlx::query!("DELETE FROM goals WHERE pair_id = $1", pair.0).execute(&mut *tx).await?;
            sqlx::query!("UPDATE signals SET word = NULL WHERE pair_id = $1", pair.0).execute(&mut *tx).await?;
            sqlx::query!("DELETE FROM proposals WHERE pair_id = $1", pair.0).execute(&mut *tx).await?;
            sqlx::query!("DELETE FROM refusals WHERE pair_id = $1", pair.0).execute(&mut *tx).await?;
            sqlx::query!("DELETE FROM cancelled_meetings WHERE pair_id = $1", pair.0).execute(&mut *tx).await?;
            sqlx::query!("DELETE FROM outbox WHERE pair_id = $1 AND sealed IS NOT NULL", pair.0)
                .execute(&mut *tx)
                .await?;
            sqlx::query!(
                "UPDATE plans SET sealed = NULL WHERE meeting_id IN (SELECT id FROM meetings WHERE pair_id = $1)",
                pair.0
            )
            .execute(&mut *tx)
            .await?;
            sqlx::query!("UPDATE pairs SET erased_at = $2 WHERE id = $1", pair.0, now.as_millisecond())
                .execute(&mut *tx)
                .await
        };
        erased.await?;
        tx.announce(Change::Meetings { round, pair });
        tx.commit().await
    }
}

impl Engine {
    /// A room whose meetings that were held have been read.
    async fn room_of(
        &self,
        db: &mut Connection,
        caller: &Caller,
        own: Own,
        held: Vec<Held>,
        key: Option<&PairKey>,
        now: Timestamp,
    ) -> Result<Room> {
        let meetings = plan::read(db, own.pair.id, key).await?.with(held);
        let habits = Habits { usual_time: own.usual_time, busy: plan::busy(db, caller).await? };
        Ok(Room::of(own.pair, meetings, &habits, now))
    }

    /// Whether a pair ended before its time.
    pub(crate) async fn has_ended(&self, pair: PairId) -> Result<bool> {
        let state = sqlx::query_scalar!("SELECT state FROM pairs WHERE id = $1", pair.0);
        let state = state.fetch_optional(self.reader()).await?;
        let state = state.map(|state| row::named("pairs", &state, State::from_name)).transpose()?;
        Ok(state == Some(State::Ended))
    }
}

/// What is kept of someone's own pair, beside their meetings.
pub(crate) struct Own {
    pub pair: Pair,
    /// The time of day that the two last agreed on.
    pub usual_time: Option<Time>,
    /// The help request that one has sent and that nobody has taken care of, sealed.
    pub help_request: Option<SealedHelpRequest>,
    /// When the partner sent one, if they share that.
    pub partners_help_request: Option<Timestamp>,
}

/// A help request whose comment is sealed.
pub(crate) struct SealedHelpRequest {
    pub at: Timestamp,
    pub shared: bool,
    pub word: Option<Vec<u8>>,
    pub seen_by: Option<String>,
}

/// A pair that is in a row of any query that reads all its columns, as one of
/// its two sees it.
macro_rules! own_pair {
    ($row:ident, $caller:expr) => {
        domain::pair::Pair {
            id: domain::pair::PairId($row.id),
            role: if $row.adept_id == $caller.person.0 { Role::Adept } else { Role::Mentor },
            partner: domain::pair::Partner {
                person: PersonId($row.partner),
                name: $row.name,
                title: $row.title,
                organisation: $row.organisation,
                email: $row.email,
                phone: $row.phone,
            },
            every_weeks: store::row::count("pairs", $row.every_weeks)?,
            since: store::row::date("pairs", &$row.since)?,
            status: $crate::queries::pair::status::status_columns!($row).status()?,
        }
    };
}
pub(crate) use own_pair;

/// Reads the pair that someone is in, or the last one that ended.
pub(crate) async fn own(db: &mut Connection, caller: &Caller) -> Result<Option<Own>> {
    let Some(pair) = caller.pair else { return Ok(None) };
    let row = sqlx::query!(
        r#"
        SELECT t.id, t.adept_id, t.every_weeks, t.since, t.state, t.state_since, t.paused_until, t.extended_to, r.ends_on,
            t.usual_time, p.id AS partner, p.name, p.title, p.email, p.phone, o.name AS organisation,
            i.sent_at AS "sent_at?", i.shared AS "shared?: bool", i.word AS "word?", w.name AS "seen_by?",
            j.sent_at AS "partner_sent_at?"
        FROM pairs t JOIN rounds r ON r.id = t.round_id
        JOIN persons p ON p.id = CASE t.adept_id WHEN $2 THEN t.mentor_id ELSE t.adept_id END
        JOIN organisations o ON o.id = p.organisation_id
        LEFT JOIN signals i ON i.pair_id = t.id AND i.person_id = $2 AND i.done_at IS NULL
        LEFT JOIN persons w ON w.id = i.seen_by
        LEFT JOIN signals j ON j.pair_id = t.id AND j.person_id = p.id AND j.done_at IS NULL AND j.shared
        WHERE t.id = $1
        "#,
        pair.0,
        caller.person.0
    )
    .fetch_optional(db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let at = |sent_at: Option<i64>| sent_at.map(|at| row::timestamp("signals", at)).transpose();
    let sealed = |at| SealedHelpRequest { at, shared: row.shared == Some(true), word: row.word, seen_by: row.seen_by };
    Ok(Some(Own {
        help_request: at(row.sent_at)?.map(sealed),
        partners_help_request: at(row.partner_sent_at)?,
        usual_time: row.usual_time.map(|time| row::time("pairs", &time)).transpose()?,
        pair: own_pair!(row, caller),
    }))
}

/// The status, the rhythm band and the count of every pair that someone may see,
/// or of the one. Organisers and the two themselves see the same.
pub(crate) async fn health(
    db: &mut Connection,
    caller: &Caller,
    only: Option<PairId>,
    now: Timestamp,
) -> Result<Vec<PairHealth>> {
    let (first, last) = only.map_or((0, i64::MAX), |pair| (pair.0, pair.0));
    let may_see = |pair| caller.runs_the_programme() || caller.shares(pair);
    let rows = sqlx::query!(
        r#"
        SELECT t.id, t.every_weeks, t.state, t.state_since, t.paused_until, t.extended_to, r.ends_on,
            a.id AS "adept_id!", a.name AS adept, ao.name AS adept_organisation,
            m.id AS "mentor_id!", m.name AS mentor, mo.name AS mentor_organisation,
            EXISTS (SELECT 1 FROM signals s WHERE s.pair_id = t.id AND s.person_id = t.adept_id
                AND s.done_at IS NULL AND (s.shared OR s.person_id = $2 OR $3)) AS "adept_asks!: bool",
            EXISTS (SELECT 1 FROM signals s WHERE s.pair_id = t.id AND s.person_id = t.mentor_id
                AND s.done_at IS NULL AND (s.shared OR s.person_id = $2 OR $3)) AS "mentor_asks!: bool",
            (SELECT COUNT(*) FROM meetings x WHERE x.pair_id = t.id AND x.state = 'held' AND x.deleted_at IS NULL) AS "held!: i64",
            (SELECT MAX(x.date) FROM meetings x WHERE x.pair_id = t.id AND x.state = 'held' AND x.deleted_at IS NULL) AS "latest?: String"
        FROM pairs t
        JOIN rounds r ON r.id = t.round_id
        JOIN persons a ON a.id = t.adept_id JOIN organisations ao ON ao.id = a.organisation_id
        JOIN persons m ON m.id = t.mentor_id JOIN organisations mo ON mo.id = m.organisation_id
        WHERE t.round_id = $1 AND t.id BETWEEN $4 AND $5
        "#,
        caller.round.0,
        caller.person.0,
        caller.runs_the_programme(),
        first,
        last
    )
    .fetch_all(db)
    .await?;
    let today = time::today(now);
    let health = rows.into_iter().filter(|row| may_see(PairId(row.id))).map(|row| {
        let latest = row.latest.map(|date| row::date("meetings", &date)).transpose()?;
        let asks = [(row.adept_asks, Role::Adept), (row.mentor_asks, Role::Mentor)];
        let status = status_columns!(row).status()?;
        Ok(PairHealth {
            id: PairId(row.id),
            adept_id: PersonId(row.adept_id),
            adept: row.adept,
            adept_organisation: row.adept_organisation,
            mentor_id: PersonId(row.mentor_id),
            mentor: row.mentor,
            mentor_organisation: row.mentor_organisation,
            state: status.state(today),
            asks: asks.into_iter().filter_map(|(asks, role)| asks.then_some(role)).collect(),
            band: band_of(&status, row::count("pairs", row.every_weeks)?, latest, today),
            meetings: row::count("meetings", row.held)?,
        })
    });
    let mut health = health.collect::<Result<Vec<_>>>()?;
    health.sort_by_cached_key(|pair| order::swedish(&pair.adept));
    Ok(health)
}

/// The pairs that the caller was in before, and may still read, latest first. One of
/// another round that goes on is none of them.
pub(crate) async fn earlier_pairs(db: &mut Connection, caller: &Caller, now: Timestamp) -> Result<Vec<EarlierPair>> {
    let today = time::today(now);
    let rows = sqlx::query!(
        r#"
        SELECT t.id AS "id!", t.since, t.state, t.state_since, t.paused_until, t.extended_to, r.ends_on, p.name
        FROM pairs t JOIN rounds r ON r.id = t.round_id
        JOIN persons p ON p.id IN (t.adept_id, t.mentor_id) AND p.id <> $1
        WHERE (t.adept_id = $1 OR t.mentor_id = $1) AND t.id <> $2 AND t.erased_at IS NULL
        ORDER BY t.id DESC
        "#,
        caller.person.0,
        caller.pair.map_or(0, |pair| pair.0)
    )
    .fetch_all(db)
    .await?;
    let earlier = rows.into_iter().map(|row| {
        let status = status_columns!(row).status()?;
        let since = row::date("pairs", &row.since)?;
        let is_over = matches!(status.state(today), State::Ended | State::Completed);
        let pair = EarlierPair { id: PairId(row.id), partner: row.name, since, kept_until: status.kept_until() };
        Ok((is_over && today <= pair.kept_until).then_some(pair))
    });
    earlier.filter_map(Result::transpose).collect()
}
