//! Someone's dashboard, read in one snapshot: their days, their own standing with
//! their pair, and the pair's room.

use async_trait::async_trait;
use domain::{
    application::State as Application,
    dashboard::{Dashboard, DayName, Waiting},
    day::DayView,
    pair::{Habits, News, Pair, Room, pulse},
    people::{Caller, Duty, PersonId, Role},
    time,
};
use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, Time},
};
use store::{Dashboards, Error, Result, row};

use super::{
    day::own::OwnDays,
    engine::Connection,
    meeting::{held, plan},
    pair::own_pair,
    people::draft::begun_forms,
};
use crate::Engine;

/// How far back news goes.
const LATELY: SignedDuration = SignedDuration::from_hours(60 * 24);
/// How many news there are at most.
const MOST_NEWS: usize = 8;

/// Where someone stands in the round.
struct Standing {
    round: u32,
    application: Option<Application>,
    endorsements: bool,
    pair: Option<OwnPair>,
}

/// Where someone stands in their pair.
struct OwnPair {
    pair: Pair,
    usual_time: Option<Time>,
    /// Whether the latest version of the agreement lacks their signature.
    signature: bool,
    round_starts: Date,
    /// When the latest question was asked that they have answered.
    answered: Option<Date>,
}

#[async_trait]
impl Dashboards for Engine {
    async fn dashboard(&self, caller: &Caller, now: Timestamp) -> Result<Dashboard> {
        self.dashboard_in(&mut *self.begin_read().await?, caller, now).await
    }

    async fn dashboards(&self, callers: &[Caller], now: Timestamp) -> Result<Vec<Dashboard>> {
        let mut tx = self.begin_read().await?;
        let mut all = Vec::with_capacity(callers.len());
        for caller in callers {
            all.push(self.dashboard_in(&mut tx, caller, now).await?);
        }
        Ok(all)
    }
}

impl Engine {
    async fn dashboard_in(&self, db: &mut Connection, caller: &Caller, now: Timestamp) -> Result<Dashboard> {
        let own_days = OwnDays::read(db, caller, None).await?;
        let days = own_days.views(caller, now);
        let standing = standing(db, caller).await?;
        let drafts = begun_forms(db, caller).await?;
        let waiting = Waiting { drafts, ..standing.waiting(&own_days, &days, caller, now) };
        let (room, mut news) = match standing.pair {
            Some(own) => {
                let (room, news) = self.room_and_news(db, caller, own, &own_days, now).await?;
                (Some(room), news)
            }
            None => (None, Vec::new()),
        };
        news.extend(own_days.cancelled(caller, now));
        news.sort_by_key(|item| std::cmp::Reverse(item.at));
        Ok(Dashboard::of(standing.round, days, room, waiting, news, now))
    }

    /// The pair's room, and what the partner did lately.
    async fn room_and_news(
        &self,
        db: &mut Connection,
        caller: &Caller,
        own: OwnPair,
        days: &OwnDays,
        now: Timestamp,
    ) -> Result<(Room, Vec<News>)> {
        let pair = own.pair.id;
        let key = self.reading_key(pair).await?;
        let held = held::read(db, pair, now).await?;
        let since = now - LATELY;
        let mut news = days.answered_since(caller, since);
        news.extend(days.partner().into_iter().flat_map(|partner| held.saved_since(partner, since)));
        news.sort_by_key(|item| std::cmp::Reverse(item.at));
        news.truncate(MOST_NEWS);
        let meetings = plan::read(db, pair, key.as_ref()).await?.with(held.list);
        let habits = Habits { usual_time: own.usual_time, busy: days.busy(caller) };
        Ok((Room::of(own.pair, meetings, &habits, now), news))
    }
}

impl Standing {
    /// What waits for them.
    fn waiting(&self, own_days: &OwnDays, days: &[DayView], caller: &Caller, now: Timestamp) -> Waiting {
        let waits = |view: &&DayView| {
            own_days.open_evaluation(caller, view.day.id, now).is_some_and(|evaluation| !evaluation.given)
        };
        let today = time::today(now);
        let own = self.pair.as_ref();
        Waiting {
            evaluations: days.iter().filter(waits).map(|view| DayName::from(&view.day)).collect(),
            signature: own.is_some_and(|own| own.signature),
            pulse: own.is_some_and(|own| {
                pulse::waits(own.round_starts, own.pair.since, &own.pair.status, own.answered, today)
            }),
            application: self.application,
            endorsements: self.endorsements,
            ..Waiting::default()
        }
    }
}

async fn standing(db: &mut Connection, caller: &Caller) -> Result<Standing> {
    match standing_in_pair(db, caller).await? {
        Some(standing) => Ok(standing),
        None => standing_alone(db, caller).await,
    }
}

async fn standing_alone(db: &mut Connection, caller: &Caller) -> Result<Standing> {
    let row = sqlx::query!(
        r#"
        SELECT r.number, w.state AS "application?",
            $3 AND EXISTS (
                SELECT 1 FROM applications x JOIN persons y ON y.id = x.person_id
                WHERE x.round_id = r.id AND x.state IN ('supported', 'unsupported')
                    AND y.organisation_id = $4 AND y.id <> $2
            ) AS "endorsements!: bool"
        FROM rounds r LEFT JOIN applications w ON w.round_id = r.id AND w.person_id = $2
        WHERE r.id = $1
        "#,
        caller.round.0,
        caller.person.0,
        caller.has(Duty::ContactPerson),
        caller.organisation.0
    )
    .fetch_optional(db)
    .await?
    .ok_or(Error::NotFound)?;
    Ok(Standing {
        round: row::count("rounds", row.number)?,
        application: application(row.application.as_deref())?,
        endorsements: row.endorsements,
        pair: None,
    })
}

/// The same with the pair that someone is in, if they are in one.
async fn standing_in_pair(db: &mut Connection, caller: &Caller) -> Result<Option<Standing>> {
    let Some(pair) = caller.pair else { return Ok(None) };
    let row = sqlx::query!(
        r#"
        SELECT t.id, t.adept_id, t.every_weeks, t.since, t.state, t.state_since, t.paused_until, t.extended_to, r.ends_on,
            t.usual_time, p.id AS partner, p.name, p.title, p.email, p.phone, o.name AS organisation,
            r.number, r.starts_on, w.state AS "application?",
            g.version AS "latest?", g.adept_signed_at AS "adept_signed_at?", g.mentor_signed_at AS "mentor_signed_at?",
            (SELECT MAX(u.period) FROM pulses u WHERE u.round_id = r.id AND u.person_id = $2) AS "answered?: String",
            $3 AND EXISTS (
                SELECT 1 FROM applications x JOIN persons y ON y.id = x.person_id
                WHERE x.round_id = r.id AND x.state IN ('supported', 'unsupported')
                    AND y.organisation_id = $4 AND y.id <> $2
            ) AS "endorsements!: bool"
        FROM pairs t JOIN rounds r ON r.id = t.round_id
        JOIN persons p ON p.id = CASE t.adept_id WHEN $2 THEN t.mentor_id ELSE t.adept_id END
        JOIN organisations o ON o.id = p.organisation_id
        LEFT JOIN applications w ON w.round_id = r.id AND w.person_id = $2
        LEFT JOIN agreements g ON g.pair_id = t.id
            AND g.version = (SELECT MAX(v.version) FROM agreements v WHERE v.pair_id = t.id)
        WHERE t.id = $1
        "#,
        pair.0,
        caller.person.0,
        caller.has(Duty::ContactPerson),
        caller.organisation.0
    )
    .fetch_optional(db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let signed = if row.adept_id == caller.person.0 { row.adept_signed_at } else { row.mentor_signed_at };
    Ok(Some(Standing {
        round: row::count("rounds", row.number)?,
        application: application(row.application.as_deref())?,
        endorsements: row.endorsements,
        pair: Some(OwnPair {
            usual_time: row.usual_time.map(|time| row::time("pairs", &time)).transpose()?,
            signature: row.latest.is_some() && signed.is_none(),
            round_starts: row::date("rounds", &row.starts_on)?,
            answered: row.answered.map(|asked| row::date("pulses", &asked)).transpose()?,
            pair: own_pair!(row, caller),
        }),
    }))
}

fn application(state: Option<&str>) -> Result<Option<Application>> {
    state.map(|state| row::named("applications", state, Application::from_name)).transpose()
}
