//! Pairs.

use async_trait::async_trait;
use domain::{
    day::{Answer, Audience},
    health::band,
    live::Change,
    meeting::MeetingId,
    pair::{Happening, Mate, News, Pair, PairHealth, PairId},
    people::{Caller, EmailAddress, Localised, PersonId, Role},
    round::RoundId,
    time,
};
use jiff::{SignedDuration, Timestamp};
use store::{Error, Pairs, Result, order, row};

use crate::{Engine, fault, texts};

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
            SELECT t.adept_id, t.every_weeks, t.since, p.name, p.title, p.email, p.phone, o.name AS organisation
            FROM pairs t, persons p JOIN organisations o ON o.id = p.organisation_id
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
        }))
    }

    async fn news(&self, caller: &Caller, now: Timestamp) -> Result<Vec<News>> {
        let (Some(pair), Some(mate)) = (caller.pair, self.mate(caller).await?) else { return Ok(Vec::new()) };
        let since = now - LATELY;
        let mut news = self.answers_since(caller, mate, since).await?;
        news.extend(self.logs_since(pair, mate, since).await?);
        news.sort_by_key(|item| std::cmp::Reverse(item.at));
        news.truncate(MOST_NEWS);
        Ok(news)
    }

    async fn pair_health(&self, caller: &Caller, now: Timestamp) -> Result<Vec<PairHealth>> {
        let may_see = |pair| caller.runs_the_programme() || caller.shares(pair);
        let rows = sqlx::query!(
            r#"
            SELECT t.id, t.every_weeks, a.name AS adept, ao.name AS adept_organisation,
                m.name AS mentor, mo.name AS mentor_organisation,
                (SELECT COUNT(*) FROM meetings x WHERE x.pair_id = t.id AND x.state = 'held' AND x.deleted_at IS NULL) AS "held!: i64",
                (SELECT MAX(x.date) FROM meetings x WHERE x.pair_id = t.id AND x.state = 'held' AND x.deleted_at IS NULL) AS "latest?: String"
            FROM pairs t
            JOIN persons a ON a.id = t.adept_id JOIN organisations ao ON ao.id = a.organisation_id
            JOIN persons m ON m.id = t.mentor_id JOIN organisations mo ON mo.id = m.organisation_id
            WHERE t.round_id = $1
            "#,
            caller.round.0
        )
        .fetch_all(self.reader())
        .await
        .map_err(fault)?;
        let health = rows.into_iter().filter(|row| may_see(PairId(row.id))).map(|row| {
            let latest = row.latest.map(|date| row::date("meetings", &date)).transpose()?;
            Ok(PairHealth {
                id: PairId(row.id),
                adept: row.adept,
                adept_organisation: row.adept_organisation,
                mentor: row.mentor,
                mentor_organisation: row.mentor_organisation,
                band: band(row::count("pairs", row.every_weeks)?, latest, time::today(now)),
                meetings: row::count("meetings", row.held)?,
            })
        });
        let mut health = health.collect::<Result<Vec<_>>>()?;
        health.sort_by_cached_key(|pair| order::swedish(&pair.adept));
        Ok(health)
    }

    async fn erase_pair(&self, adept: &EmailAddress, round: u32) -> Result<()> {
        let pair = sqlx::query!(
            r#"
            SELECT t.id, t.round_id FROM pairs t JOIN persons p ON p.id = t.adept_id JOIN rounds r ON r.id = t.round_id
            WHERE p.email = $1 AND r.number = $2
            "#,
            adept.as_str(),
            i64::from(round)
        )
        .fetch_optional(self.reader())
        .await
        .map_err(fault)?;
        let row = pair.ok_or(Error::NotFound)?;
        let pair = PairId(row.id);
        // The key first: what is left of the texts without it is noise.
        self.delete_pair_key(pair).await?;
        let mut tx = self.begin_write().await?;
        let meetings = sqlx::query_scalar!(r#"SELECT id AS "id!" FROM meetings WHERE pair_id = $1"#, pair.0)
            .fetch_all(&mut *tx)
            .await
            .map_err(fault)?;
        for meeting in meetings {
            texts::erase(&mut tx, MeetingId(meeting)).await?;
        }
        sqlx::query!("DELETE FROM drafts WHERE pair_id = $1", pair.0).execute(&mut *tx).await.map_err(fault)?;
        self.commit(tx, Change::Meetings { round: RoundId(row.round_id), pair }).await
    }
}

impl Engine {
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
