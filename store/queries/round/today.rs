//! What needs an organiser today: all that [`domain::round::today`] decides by, of all
//! the rounds that they run, in one snapshot.

use std::collections::HashMap;

use async_trait::async_trait;
use domain::{
    application::State as Application,
    dashboard::DayName,
    day::{SegmentId, State as DayState},
    live::Change,
    pair::{PairId, health::band_of},
    people::{Caller, Localised, PersonId},
    round::{
        RoundId,
        call::phase,
        focus::SignedIn,
        today::{
            ApplicationsFact, BEFORE_DEADLINE, DayFact, Delay, Facts, Key, Kind, PairFact, Queue, Reachable, Today,
        },
    },
    time,
};
use jiff::Timestamp;
use store::{Error, Result, WorkLists, order, row};

use crate::{
    Engine,
    queries::{engine::Connection, pair::status::status_columns, round::start},
};

/// Someone who has not answered to a day, and when they were reminded.
type Unanswered = (Reachable, Option<Timestamp>);

#[async_trait]
impl WorkLists for Engine {
    async fn today(&self, reader: &SignedIn, here: RoundId, now: Timestamp) -> Result<Option<Today>> {
        let runs = reader.rounds.iter().filter(|standing| reader.caller(standing).runs_the_programme());
        let runs: Vec<_> = runs.map(|standing| standing.round.id).collect();
        let told_in = runs.iter().copied().find(|round| *round == here).or_else(|| runs.first().copied());
        let Some(told_in) = told_in else { return Ok(None) };
        let mut tx = self.begin_read().await?;
        let (put_off, undelivered) = put_off(&mut tx, reader.person, now).await?;
        let mut facts = Facts {
            help_requests: self.read_open_help_requests(&mut tx, reader.person).await?,
            pairs: pairs(&mut tx, reader.person, now).await?,
            days: days(&mut tx, reader.person, now).await?,
            applications: applications(&mut tx, reader.person, now).await?,
            undelivered: Some((told_in, undelivered)),
            progress: Some((told_in, start::progress(&mut tx, told_in).await?)),
            put_off,
        };
        facts.help_requests.retain(|(round, ..)| runs.contains(round));
        facts.pairs.retain(|(round, _)| runs.contains(round));
        facts.days.retain(|(round, _)| runs.contains(round));
        facts.applications.retain(|(round, _)| runs.contains(round));
        Ok(Some(Today::of(&facts, now)))
    }

    async fn put_off(
        &self,
        caller: &Caller,
        (kind, about): (Kind, i64),
        delay: Option<Delay>,
        now: Timestamp,
    ) -> Result<()> {
        if !caller.runs_the_programme() {
            return Err(Error::NotFound);
        }
        let mut tx = self.begin_write().await?;
        // What is over is of no use any more, whoever put it off.
        sqlx::query!("DELETE FROM put_offs WHERE until <= $1", now.as_millisecond()).execute(&mut *tx).await?;
        let mut for_all = delay.is_some_and(Delay::is_for_all);
        if let Some(delay) = delay {
            sqlx::query!(
                r#"
                INSERT INTO put_offs (person_id, round_id, kind, about, until, for_all) VALUES ($1, $2, $3, $4, $5, $6)
                ON CONFLICT (person_id, round_id, kind, about)
                    DO UPDATE SET until = excluded.until, for_all = excluded.for_all
                "#,
                caller.person.0,
                caller.round.0,
                kind.name(),
                about,
                delay.until(now).as_millisecond(),
                for_all
            )
            .execute(&mut *tx)
            .await?;
        } else {
            let brought_back = sqlx::query!(
                r#"
                DELETE FROM put_offs
                WHERE round_id = $2 AND kind = $3 AND about = $4 AND (person_id = $1 OR for_all)
                "#,
                caller.person.0,
                caller.round.0,
                kind.name(),
                about
            );
            for_all = brought_back.execute(&mut *tx).await?.rows_affected() > 0;
        }
        tx.announce(Change::PutOff { round: caller.round, person: caller.person, for_all });
        tx.commit().await
    }
}

/// What is put off, for the reader or for all; and how many emails did not arrive.
async fn put_off(db: &mut Connection, person: PersonId, now: Timestamp) -> Result<(Vec<(Key, Timestamp)>, u32)> {
    let rows = sqlx::query!(
        r#"
        SELECT p.round_id AS "round!: i64", p.kind AS "kind!", p.about AS "about!: i64", p.until AS "until!: i64"
        FROM put_offs p JOIN duties u ON u.round_id = p.round_id AND u.person_id = $1 AND u.duty = 'organiser'
        WHERE p.until > $2 AND (p.person_id = $1 OR p.for_all)
        UNION ALL
        SELECT 0, 'given up', COUNT(*), 0 FROM outbox WHERE given_up_at IS NOT NULL AND sealed IS NOT NULL
        "#,
        person.0,
        now.as_millisecond()
    )
    .fetch_all(db)
    .await?;
    let (mut put_off, mut undelivered) = (Vec::new(), 0);
    for row in rows {
        if row.round == 0 {
            undelivered = row::count("outbox", row.about)?;
            continue;
        }
        let kind = row::named("put_offs", &row.kind, Kind::from_name)?;
        let key = Key { kind, round: RoundId(row.round), about: row.about };
        put_off.push((key, row::timestamp("put_offs", row.until)?));
    }
    Ok((put_off, undelivered))
}

/// The pairs whose time is not over.
async fn pairs(db: &mut Connection, person: PersonId, now: Timestamp) -> Result<Vec<(RoundId, PairFact)>> {
    let today = time::today(now);
    let rows = sqlx::query!(
        r#"
        SELECT t.id, t.round_id, t.since, t.every_weeks, t.state, t.state_since, t.paused_until, t.extended_to, r.ends_on,
            a.id AS "adept_id!", a.name AS adept, a.email AS adept_email, a.phone AS adept_phone,
            ao.name AS adept_organisation,
            m.id AS "mentor_id!", m.name AS mentor, m.email AS mentor_email, m.phone AS mentor_phone,
            mo.name AS mentor_organisation,
            (SELECT MAX(x.date) FROM meetings x WHERE x.pair_id = t.id AND x.state = 'held' AND x.deleted_at IS NULL)
                AS "latest?: String"
        FROM duties u JOIN rounds r ON r.id = u.round_id JOIN pairs t ON t.round_id = r.id
        JOIN persons a ON a.id = t.adept_id JOIN organisations ao ON ao.id = a.organisation_id
        JOIN persons m ON m.id = t.mentor_id JOIN organisations mo ON mo.id = m.organisation_id
        WHERE u.person_id = $1 AND u.duty = 'organiser' AND (r.ends_on >= $2 OR t.extended_to >= $2)
        ORDER BY t.id
        "#,
        person.0,
        today.to_string()
    )
    .fetch_all(db)
    .await?;
    let pairs = rows.into_iter().map(|row| {
        let latest = row.latest.map(|date| row::date("meetings", &date)).transpose()?;
        let status = status_columns!(row).status()?;
        let adept = Reachable {
            person: PersonId(row.adept_id),
            name: row.adept,
            organisation: row.adept_organisation,
            email: row.adept_email,
            phone: row.adept_phone,
        };
        let mentor = Reachable {
            person: PersonId(row.mentor_id),
            name: row.mentor,
            organisation: row.mentor_organisation,
            email: row.mentor_email,
            phone: row.mentor_phone,
        };
        let fact = PairFact {
            id: PairId(row.id),
            people: [adept, mentor],
            since: row::date("pairs", &row.since)?,
            band: band_of(&status, row::count("pairs", row.every_weeks)?, latest, today),
            status,
        };
        Ok((RoundId(row.round_id), fact))
    });
    pairs.collect()
}

/// The days that are published, with those who wait for a seat and who has not answered.
async fn days(db: &mut Connection, person: PersonId, now: Timestamp) -> Result<Vec<(RoundId, DayFact)>> {
    let rows = sqlx::query!(
        r#"
        SELECT d.id, d.round_id, d.slug, d.title_sv, d.title_en, d.state, d.reply_by, d.thanked_at,
            s.id AS "segment!", s.starts, s.ends, s.capacity,
            (SELECT COUNT(*) FROM queue q WHERE q.segment_id = s.id AND NOT q.lapsed
                AND (q.offered_until IS NULL OR q.offered_until <= $2)) AS "waiting!: i64"
        FROM duties u JOIN days d ON d.round_id = u.round_id JOIN segments s ON s.day_id = d.id
        WHERE u.person_id = $1 AND u.duty = 'organiser' AND d.state = 'published' AND NOT s.cancelled
        ORDER BY d.id, s.starts, s.id
        "#,
        person.0,
        now.as_millisecond()
    )
    .fetch_all(&mut *db)
    .await?;
    let mut days = Vec::<(RoundId, DayFact)>::new();
    for row in rows {
        let (starts, ends) = (row::timestamp("segments", row.starts)?, row::timestamp("segments", row.ends)?);
        let seats = row.capacity.map(|seats| row::count("segments", seats)).transpose()?;
        let queue = seats.map(|seats| -> Result<_> {
            Ok(Queue { segment: SegmentId(row.segment), waiting: row::count("queue", row.waiting)?, seats })
        });
        let queue = queue.transpose()?.filter(|queue| queue.waiting > 0);
        if let Some((_, day)) = days.last_mut().filter(|(_, day)| day.id == row.id) {
            (day.starts, day.ends) = (starts.min(day.starts), ends.max(day.ends));
            day.queues.extend(queue);
            continue;
        }
        let fact = DayFact {
            id: row.id,
            name: DayName { slug: row.slug, title: Localised { sv: row.title_sv, en: row.title_en } },
            state: row::named("days", &row.state, DayState::from_name)?,
            reply_by: row::timestamp("days", row.reply_by)?,
            starts,
            ends,
            thanked: row.thanked_at.is_some(),
            unanswered: Vec::new(),
            queues: queue.into_iter().collect(),
        };
        days.push((RoundId(row.round_id), fact));
    }
    if days.iter().any(|(_, day)| DayFact::lacks_answers(day.reply_by, day.starts, now)) {
        let mut unanswered = unanswered(db, person, now).await?;
        for (_, day) in &mut days {
            day.unanswered = unanswered.remove(&day.id).unwrap_or_default();
        }
    }
    Ok(days)
}

/// Who has not answered to some part of a day whose deadline is near or has passed, by
/// the day's number, and by name.
async fn unanswered(db: &mut Connection, person: PersonId, now: Timestamp) -> Result<HashMap<i64, Vec<Unanswered>>> {
    let rows = sqlx::query!(
        r#"
        SELECT DISTINCT d.id AS "day!", p.id AS "person!", p.name, p.email, p.phone, o.name AS organisation,
            m.reminded_at AS "reminded_at?"
        FROM duties w JOIN days d ON d.round_id = w.round_id JOIN segments s ON s.day_id = d.id
        JOIN duties u ON u.round_id = d.round_id AND u.duty IN ('adept', 'mentor')
            AND (u.duty = 'mentor' OR s.audience = 'everyone')
        JOIN persons p ON p.id = u.person_id JOIN organisations o ON o.id = p.organisation_id
        LEFT JOIN reminders m ON m.day_id = d.id AND m.person_id = p.id
        WHERE w.person_id = $1 AND w.duty = 'organiser' AND d.state = 'published' AND NOT s.cancelled
            AND d.reply_by <= $2 AND s.starts > $3
            AND NOT EXISTS (SELECT 1 FROM replies r WHERE r.segment_id = s.id AND r.person_id = p.id)
        "#,
        person.0,
        (now + BEFORE_DEADLINE).as_millisecond(),
        now.as_millisecond()
    )
    .fetch_all(db)
    .await?;
    let mut unanswered = HashMap::<i64, Vec<Unanswered>>::new();
    for row in rows {
        let someone = Reachable {
            person: PersonId(row.person),
            name: row.name,
            organisation: row.organisation,
            email: row.email,
            phone: row.phone,
        };
        let reminded = row.reminded_at.map(|at| row::timestamp("reminders", at)).transpose()?;
        unanswered.entry(row.day).or_default().push((someone, reminded));
    }
    for people in unanswered.values_mut() {
        people.sort_by_cached_key(|(someone, _)| (order::swedish(&someone.name), someone.person));
    }
    Ok(unanswered)
}

/// How many applications wait where, in rounds that are not over.
async fn applications(
    db: &mut Connection,
    person: PersonId,
    now: Timestamp,
) -> Result<Vec<(RoundId, ApplicationsFact)>> {
    let rows = sqlx::query!(
        r#"
        SELECT a.round_id AS "round_id!", a.state AS "state!", c.opens AS "opens!", c.closes AS "closes!", COUNT(*) AS "count!: i64", MIN(a.since) AS "since!: i64"
        FROM duties u JOIN rounds r ON r.id = u.round_id JOIN calls c ON c.round_id = r.id
        JOIN applications a ON a.round_id = r.id
        WHERE u.person_id = $1 AND u.duty = 'organiser' AND r.ends_on >= $2
            AND a.state IN ('draft', 'returned', 'sent', 'supported', 'unsupported', 'endorsed')
        GROUP BY a.round_id, a.state, c.opens, c.closes ORDER BY a.round_id, a.state
        "#,
        person.0,
        time::today(now).to_string()
    )
    .fetch_all(db)
    .await?;
    let applications = rows.into_iter().map(|row| {
        let (opens, closes) = (row::timestamp("calls", row.opens)?, row::timestamp("calls", row.closes)?);
        let fact = ApplicationsFact {
            state: row::named("applications", &row.state, Application::from_name)?,
            count: row::count("applications", row.count)?,
            since: row::timestamp("applications", row.since)?,
            call: (phase(opens, closes, now), closes),
        };
        Ok((RoundId(row.round_id), fact))
    });
    applications.collect()
}
