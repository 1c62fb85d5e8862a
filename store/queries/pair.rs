//! Pairs.

use async_trait::async_trait;
use domain::{
    course::{Course, State, Turn},
    day::{Answer, Audience},
    health::band,
    live::Change,
    meeting::MeetingId,
    pair::{EarlierPair, Happening, Mate, News, Pair, PairHealth, PairId},
    people::{Caller, EmailAddress, Localised, PersonId, Role},
    round::RoundId,
    time,
};
use jiff::{SignedDuration, Timestamp, civil::Date};
use store::{Error, Pairs, Result, message::Letter, order, row};

use crate::{Engine, Tx, engine::Connection, fault, texts};

/// How far back news goes.
const LATELY: SignedDuration = SignedDuration::from_hours(60 * 24);
/// How many news there are at most.
const MOST_NEWS: usize = 8;

#[async_trait]
impl Pairs for Engine {
    async fn pair(&self, caller: &Caller) -> Result<Option<Pair>> {
        let (Some(pair), Some(mate)) = (caller.pair, self.mate(caller).await?) else { return Ok(None) };
        let row = sqlx::query!(
            r#"
            SELECT t.adept_id, t.every_weeks, t.since, t.state, t.state_since, t.paused_until, t.extended_to, r.ends_on,
                p.name, p.title, p.email, p.phone, o.name AS organisation
            FROM pairs t JOIN rounds r ON r.id = t.round_id, persons p JOIN organisations o ON o.id = p.organisation_id
            WHERE t.id = $1 AND p.id = $2
            "#,
            pair.0,
            mate.0
        )
        .fetch_one(self.reader())
        .await
        .map_err(fault)?;
        Ok(Some(Pair {
            id: pair,
            role: if row.adept_id == caller.person.0 { Role::Adept } else { Role::Mentor },
            mate: Mate {
                person: mate,
                name: row.name,
                title: row.title,
                organisation: row.organisation,
                email: row.email,
                phone: row.phone,
            },
            every_weeks: row::count("pairs", row.every_weeks)?,
            since: row::date("pairs", &row.since)?,
            course: kept!(row).course()?,
        }))
    }

    async fn earlier_pairs(&self, caller: &Caller, now: Timestamp) -> Result<Vec<EarlierPair>> {
        earlier_pairs(&mut *self.begin_read().await?, caller, now).await
    }

    async fn news(&self, caller: &Caller, now: Timestamp) -> Result<Vec<News>> {
        let (Some(pair), Some(mate)) = (caller.pair, self.present_mate(caller).await?) else { return Ok(Vec::new()) };
        let since = now - LATELY;
        let mut news = self.answers_since(caller, mate, since).await?;
        news.extend(self.logs_since(pair, mate, since).await?);
        news.sort_by_key(|item| std::cmp::Reverse(item.at));
        news.truncate(MOST_NEWS);
        Ok(news)
    }

    async fn turn(&self, caller: &Caller, turn: Turn, until: Option<Date>, now: Timestamp) -> Result<()> {
        let pair = self.pair(caller).await?.ok_or(Error::NotFound)?;
        let mut tx = self.begin_write().await?;
        // The row is locked by this, so that of two turns at once the later sees the earlier.
        let before = lock_course(&mut tx, pair.id).await?;
        let after = before.after(turn, until, time::today(now)).ok_or(Error::NotFound)?;
        write_course(&mut tx, pair.id, &after).await?;
        let letter = Letter::Course { mate: caller.name.clone(), turn, until };
        self.post(&mut tx, Some(pair.mate.person), &letter, now).await?;
        self.commit(tx, Change::Course { round: caller.round, pair: pair.id }).await
    }

    async fn pair_health(&self, caller: &Caller, now: Timestamp) -> Result<Vec<PairHealth>> {
        self.read_pair_health(&mut *self.begin_read().await?, caller, now).await
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
        .await
        .map_err(fault)?;
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
    /// Every pair's course and rhythm, as far as the caller may see it, by adept.
    pub(crate) async fn read_pair_health(
        &self,
        db: &mut Connection,
        caller: &Caller,
        now: Timestamp,
    ) -> Result<Vec<PairHealth>> {
        let may_see = |pair| caller.runs_the_programme() || caller.shares(pair);
        let rows = sqlx::query!(
            r#"
            SELECT t.id, t.every_weeks, t.state, t.state_since, t.paused_until, t.extended_to, r.ends_on,
                a.name AS adept, ao.name AS adept_organisation,
                m.name AS mentor, mo.name AS mentor_organisation,
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
            WHERE t.round_id = $1
            "#,
            caller.round.0,
            caller.person.0,
            caller.runs_the_programme()
        )
        .fetch_all(db)
        .await
        .map_err(fault)?;
        let today = time::today(now);
        let health = rows.into_iter().filter(|row| may_see(PairId(row.id))).map(|row| {
            let latest = row.latest.map(|date| row::date("meetings", &date)).transpose()?;
            let asks = [(row.adept_asks, Role::Adept), (row.mentor_asks, Role::Mentor)];
            let course = kept!(row).course()?;
            let counted = latest.map(|latest| latest.max(course.counts_from(today)));
            Ok(PairHealth {
                id: PairId(row.id),
                adept: row.adept,
                adept_organisation: row.adept_organisation,
                mentor: row.mentor,
                mentor_organisation: row.mentor_organisation,
                state: course.state(today),
                asks: asks.into_iter().filter_map(|(asks, role)| asks.then_some(role)).collect(),
                band: band(row::count("pairs", row.every_weeks)?, counted, today),
                meetings: row::count("meetings", row.held)?,
            })
        });
        let mut health = health.collect::<Result<Vec<_>>>()?;
        health.sort_by_cached_key(|pair| order::swedish(&pair.adept));
        Ok(health)
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
            .await
            .map_err(fault)?;
        for meeting in meetings {
            texts::erase(&mut tx, MeetingId(meeting)).await?;
        }
        let erased = async {
            sqlx::query!("DELETE FROM drafts WHERE pair_id = $1", pair.0).execute(&mut *tx).await?;
            sqlx::query!("DELETE FROM agreements WHERE pair_id = $1", pair.0).execute(&mut *tx).await?;
            sqlx::query!("UPDATE meetings SET goal_id = NULL WHERE pair_id = $1", pair.0).execute(&mut *tx).await?;
            sqlx::query!("DELETE FROM goals WHERE pair_id = $1", pair.0).execute(&mut *tx).await?;
            sqlx::query!("UPDATE signals SET word = NULL WHERE pair_id = $1", pair.0).execute(&mut *tx).await?;
            sqlx::query!("DELETE FROM proposals WHERE pair_id = $1", pair.0).execute(&mut *tx).await?;
            sqlx::query!("DELETE FROM refusals WHERE pair_id = $1", pair.0).execute(&mut *tx).await?;
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
        erased.await.map_err(fault)?;
        self.commit(tx, Change::Meetings { round, pair }).await
    }
}

impl Engine {
    /// The other half of the caller's pair, unless it has ended: what the mate
    /// does is then no longer the caller's to know.
    pub(crate) async fn present_mate(&self, caller: &Caller) -> Result<Option<PersonId>> {
        match caller.pair {
            Some(pair) if !self.has_ended(pair).await? => self.mate(caller).await,
            _ => Ok(None),
        }
    }

    /// Whether a pair ended before its time.
    pub(crate) async fn has_ended(&self, pair: PairId) -> Result<bool> {
        let state = sqlx::query_scalar!("SELECT state FROM pairs WHERE id = $1", pair.0);
        let state = state.fetch_optional(self.reader()).await.map_err(fault)?;
        let state = state.map(|state| row::named("pairs", &state, State::from_name)).transpose()?;
        Ok(state == Some(State::Ended))
    }

    /// The other half of the caller's pair.
    pub(crate) async fn mate(&self, caller: &Caller) -> Result<Option<PersonId>> {
        let Some(pair) = caller.pair else { return Ok(None) };
        let row = sqlx::query!("SELECT adept_id, mentor_id FROM pairs WHERE id = $1", pair.0)
            .fetch_optional(self.reader())
            .await
            .map_err(fault)?;
        Ok(row.map(|row| if row.adept_id == caller.person.0 { row.mentor_id } else { row.adept_id }).map(PersonId))
    }

    /// What the mate answered, for segments that the caller is invited to as well.
    async fn answers_since(&self, caller: &Caller, mate: PersonId, since: Timestamp) -> Result<Vec<News>> {
        let rows = sqlx::query!(
            r#"
            SELECT r.answer, r.answered_at, s.audience, d.slug, d.title_sv, d.title_en
            FROM replies r JOIN segments s ON s.id = r.segment_id JOIN days d ON d.id = s.day_id
            WHERE d.round_id = $1 AND r.person_id = $2 AND r.answered_at >= $3
            "#,
            caller.round.0,
            mate.0,
            since.as_millisecond()
        )
        .fetch_all(self.reader())
        .await
        .map_err(fault)?;
        let mut news = Vec::new();
        for row in rows {
            if !caller.invited_to(row::named("segments", &row.audience, Audience::from_name)?) {
                continue;
            }
            news.push(News {
                at: row::timestamp("replies", row.answered_at)?,
                what: Happening::Answered {
                    slug: row.slug,
                    title: Localised { sv: row.title_sv, en: row.title_en },
                    answer: row::named("replies", &row.answer, Answer::from_name)?,
                },
            });
        }
        Ok(news)
    }

    /// The held meetings that the mate saved last.
    async fn logs_since(&self, pair: PairId, mate: PersonId, since: Timestamp) -> Result<Vec<News>> {
        let rows = sqlx::query!(
            r#"
            SELECT id, date, saved_at FROM meetings
            WHERE pair_id = $1 AND state = 'held' AND deleted_at IS NULL AND saved_by = $2 AND saved_at >= $3
            "#,
            pair.0,
            mate.0,
            since.as_millisecond()
        )
        .fetch_all(self.reader())
        .await
        .map_err(fault)?;
        let news = rows.into_iter().map(|row| {
            let what = Happening::Logged { meeting: MeetingId(row.id), date: row::date("meetings", &row.date)? };
            Ok(News { at: row::timestamp("meetings", row.saved_at)?, what })
        });
        news.collect()
    }
}

/// The pairs that the caller was in before, and may still read, latest first.
pub(crate) async fn earlier_pairs(db: &mut Connection, caller: &Caller, now: Timestamp) -> Result<Vec<EarlierPair>> {
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
    .await
    .map_err(fault)?;
    let earlier = rows.into_iter().map(|row| {
        let kept_until = kept!(row).course()?.kept_until();
        let since = row::date("pairs", &row.since)?;
        Ok(EarlierPair { id: PairId(row.id), mate: row.name, since, kept_until })
    });
    let mut earlier = earlier.collect::<Result<Vec<_>>>()?;
    earlier.retain(|pair| time::today(now) <= pair.kept_until);
    Ok(earlier)
}

/// A pair's course, as its row and its round's have it.
pub(crate) struct Kept {
    pub state: String,
    pub state_since: String,
    pub paused_until: Option<String>,
    pub ends_on: String,
    pub extended_to: Option<String>,
}

/// The course that is in a row of any query that reads all its columns.
macro_rules! kept {
    ($row:ident) => {
        $crate::pair::Kept {
            state: $row.state,
            state_since: $row.state_since,
            paused_until: $row.paused_until,
            ends_on: $row.ends_on,
            extended_to: $row.extended_to,
        }
    };
}
pub(crate) use kept;

impl Kept {
    pub(crate) fn course(&self) -> Result<Course> {
        let date = |text: &Option<String>| text.as_ref().map(|text| row::date("pairs", text)).transpose();
        Ok(Course {
            decided: row::named("pairs", &self.state, State::from_name)?,
            since: row::date("pairs", &self.state_since)?,
            paused_until: date(&self.paused_until)?,
            round_ends: row::date("rounds", &self.ends_on)?,
            extended_to: date(&self.extended_to)?,
        })
    }
}

/// A pair's course, its row locked until the transaction ends.
pub(crate) async fn lock_course(tx: &mut Tx, pair: PairId) -> Result<Course> {
    sqlx::query!("UPDATE pairs SET state = state WHERE id = $1", pair.0).execute(&mut **tx).await.map_err(fault)?;
    let kept = sqlx::query_as!(
        Kept,
        r#"
        SELECT t.state, t.state_since, t.paused_until, t.extended_to, r.ends_on
        FROM pairs t JOIN rounds r ON r.id = t.round_id WHERE t.id = $1
        "#,
        pair.0
    );
    kept.fetch_one(&mut **tx).await.map_err(fault)?.course()
}

/// A pair that goes on after all meets the row of a new pair of either, if
/// there is one: then it is too late.
async fn write_course(tx: &mut Tx, pair: PairId, course: &Course) -> Result<()> {
    let written = sqlx::query!(
        "UPDATE pairs SET state = $2, state_since = $3, paused_until = $4, extended_to = $5 WHERE id = $1",
        pair.0,
        course.decided.name(),
        course.since.to_string(),
        course.paused_until.map(|day| day.to_string()),
        course.extended_to.map(|day| day.to_string())
    );
    match written.execute(&mut **tx).await.map_err(fault) {
        Err(Error::Conflict) => Err(Error::NotFound),
        written => written.map(|_| ()),
    }
}
