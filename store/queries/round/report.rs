//! Figures for the steering group: what [`domain::round::report`] makes them of, of all the
//! rounds that someone runs, in one snapshot.

use std::collections::BTreeMap;

use async_trait::async_trait;
use domain::{
    day::{
        Answer, DayId,
        evaluation::{self, Spreads},
    },
    pair::pulse::aim_figures,
    people::{
        Localised, OrganisationId, PersonId, Role,
        organisation::{OrganisationKind, employer_at},
    },
    round::{
        Round, RoundId,
        focus::SignedIn,
        report::{Day, Facts, Pair, Reply, Report, RoundFacts},
    },
    time,
};
use jiff::{Timestamp, civil::Date};
use store::{Reports, Result, row};

use crate::{
    Engine,
    queries::{
        day::evaluation::ratings,
        engine::Connection,
        pair::{pulse::aims, status::status_columns},
    },
};

#[async_trait]
impl Reports for Engine {
    async fn report(&self, reader: &SignedIn, now: Timestamp) -> Result<Option<Report>> {
        let runs = reader.rounds.iter().filter(|standing| reader.caller(standing).runs_the_programme());
        let rounds: Vec<_> = runs.map(|standing| standing.round.clone()).collect();
        if rounds.is_empty() {
            return Ok(None);
        }
        let (who, today) = (reader.person, time::today(now));
        let mut tx = self.begin_read().await?;
        let known = organisations(&mut tx).await?;
        let facts = Facts {
            participants: participants(&mut tx, who, &known).await?,
            days: self.days_over(&mut tx, who, now).await?,
            replies: replies(&mut tx, who, now).await?,
            pairs: pairs(&mut tx, who, today.first_of_month()).await?,
            rounds: self.pulses_of(&mut tx, who, rounds, today).await?,
            organisations: known.into_iter().map(|(id, known)| (id, (known.name, known.kind))).collect(),
        };
        Ok(Some(Report::of(&facts, now)))
    }
}

/// An organisation.
struct Known {
    name: String,
    kind: OrganisationKind,
    /// The one that it was merged into.
    into: Option<OrganisationId>,
}

/// All organisations.
async fn organisations(db: &mut Connection) -> Result<BTreeMap<OrganisationId, Known>> {
    let rows = sqlx::query!(
        r#"
        SELECT o.id AS "id!: i64", o.name AS "name!: String", o.kind AS "kind!: String", m.into_id AS "into_id?: i64"
        FROM organisations o LEFT JOIN organisation_merges m ON m.from_id = o.id
        "#
    )
    .fetch_all(db)
    .await?;
    let known = rows.into_iter().map(|row| {
        let kind = row::named("organisations", &row.kind, OrganisationKind::from_name)?;
        let known = Known { name: row.name, kind, into: row.into_id.map(OrganisationId) };
        Ok((OrganisationId(row.id), known))
    });
    known.collect()
}

/// What an organisation has become by being merged. No organisation is merged twice.
fn heir(known: &BTreeMap<OrganisationId, Known>, of: OrganisationId) -> OrganisationId {
    let mut heir = of;
    for _ in 0..known.len() {
        let Some(into) = known.get(&heir).and_then(|known| known.into) else { break };
        heir = into;
    }
    heir
}

/// Who has ever taken part in the rounds that someone runs, and for whom they worked when
/// it began.
async fn participants(
    db: &mut Connection,
    organiser: PersonId,
    known: &BTreeMap<OrganisationId, Known>,
) -> Result<BTreeMap<(RoundId, PersonId), OrganisationId>> {
    let rows = sqlx::query!("SELECT person_id, from_id, at FROM moves ORDER BY at, id").fetch_all(&mut *db).await?;
    let mut moves = BTreeMap::<i64, Vec<(Timestamp, OrganisationId)>>::new();
    for row in rows {
        let change = (row::timestamp("moves", row.at)?, heir(known, OrganisationId(row.from_id)));
        moves.entry(row.person_id).or_default().push(change);
    }
    let rows = sqlx::query!(
        r#"
        SELECT u.round_id AS "round_id!: i64", u.person_id AS "person_id!: i64", r.starts_on AS "starts_on!: String",
            p.organisation_id AS "organisation_id!: i64"
        FROM (
            SELECT round_id, person_id FROM duties WHERE duty IN ('adept', 'mentor')
            UNION
            SELECT round_id, person_id FROM duty_history WHERE duty IN ('adept', 'mentor')
        ) u
        JOIN duties w ON w.round_id = u.round_id AND w.person_id = $1 AND w.duty = 'organiser'
        JOIN rounds r ON r.id = u.round_id JOIN persons p ON p.id = u.person_id
        "#,
        organiser.0
    )
    .fetch_all(db)
    .await?;
    let participants = rows.into_iter().map(|row| {
        let began = time::instant(row::date("rounds", &row.starts_on)?.at(0, 0, 0, 0));
        let changes = moves.get(&row.person_id).map_or(&[] as &[_], Vec::as_slice);
        let employer = employer_at(began, OrganisationId(row.organisation_id), changes);
        Ok(((RoundId(row.round_id), PersonId(row.person_id)), heir(known, employer)))
    });
    participants.collect()
}

/// What people have answered to days that are over, to any part of them, and whether they
/// were checked in to one.
async fn replies(
    db: &mut Connection,
    organiser: PersonId,
    now: Timestamp,
) -> Result<BTreeMap<(DayId, PersonId), Reply>> {
    let rows = sqlx::query!(
        r#"
        SELECT s.day_id AS "day_id!: i64", x.person_id AS "person_id!: i64", x.said AS "said!: String"
        FROM (
            SELECT segment_id, person_id, answer AS said FROM replies
            UNION ALL
            SELECT segment_id, person_id, 'came' AS said FROM attendance
        ) x
        JOIN segments s ON s.id = x.segment_id JOIN days d ON d.id = s.day_id
        JOIN duties w ON w.round_id = d.round_id AND w.person_id = $1 AND w.duty = 'organiser'
        WHERE d.state = 'published' AND NOT s.cancelled AND s.ends <= $2
        "#,
        organiser.0,
        now.as_millisecond()
    )
    .fetch_all(db)
    .await?;
    let mut replies = BTreeMap::<_, Reply>::new();
    for row in rows {
        let reply = replies.entry((DayId(row.day_id), PersonId(row.person_id))).or_default();
        match row.said.as_str() {
            "came" => reply.came = true,
            said => reply.say(row::named("replies", said, Answer::from_name)?),
        }
    }
    Ok(replies)
}

/// The pairs of the rounds that someone runs, and when each last met up to a day.
async fn pairs(db: &mut Connection, organiser: PersonId, until: Date) -> Result<Vec<Pair>> {
    let rows = sqlx::query!(
        r#"
        SELECT t.round_id, t.since, t.every_weeks, t.state, t.state_since, t.paused_until, t.extended_to, r.ends_on,
            (SELECT MAX(x.date) FROM meetings x
                WHERE x.pair_id = t.id AND x.state = 'held' AND x.deleted_at IS NULL AND x.date <= $2)
                AS "latest?: String"
        FROM duties w JOIN rounds r ON r.id = w.round_id JOIN pairs t ON t.round_id = r.id
        WHERE w.person_id = $1 AND w.duty = 'organiser'
        "#,
        organiser.0,
        until.to_string()
    )
    .fetch_all(db)
    .await?;
    let pairs = rows.into_iter().map(|row| {
        Ok(Pair {
            round: RoundId(row.round_id),
            since: row::date("pairs", &row.since)?,
            every_weeks: row::count("pairs", row.every_weeks)?,
            latest: row.latest.map(|date| row::date("meetings", &date)).transpose()?,
            status: status_columns!(row).status()?,
        })
    });
    pairs.collect()
}

impl Engine {
    /// The days that are over and that all were invited to, with what was thought of them.
    async fn days_over(&self, db: &mut Connection, organiser: PersonId, now: Timestamp) -> Result<Vec<Day>> {
        let rows = sqlx::query!(
            r#"
            SELECT d.id AS "id!: i64", d.round_id AS "round_id!: i64", d.title_sv AS "title_sv!: String",
                d.title_en AS "title_en!: String", MIN(s.starts) AS "starts!: i64", MAX(s.ends) AS "ends!: i64",
                (SELECT MAX(l.closes) FROM evaluation_roll l WHERE l.day_id = d.id) AS "closes?: i64"
            FROM duties w JOIN days d ON d.round_id = w.round_id JOIN segments s ON s.day_id = d.id
            WHERE w.person_id = $1 AND w.duty = 'organiser' AND d.state = 'published'
            GROUP BY d.id, d.round_id, d.title_sv, d.title_en
            HAVING MAX(s.ends) <= $2
                AND MAX(CASE WHEN s.audience = 'everyone' AND NOT s.cancelled THEN 1 ELSE 0 END) = 1
            "#,
            organiser.0,
            now.as_millisecond()
        )
        .fetch_all(&mut *db)
        .await?;
        let mut thoughts = self.evaluations_of(db, organiser).await?;
        let mut days = Vec::with_capacity(rows.len());
        for row in rows {
            let (id, starts) = (DayId(row.id), row::timestamp("segments", row.starts)?);
            let last = row.closes.map(|at| row::timestamp("evaluation_roll", at)).transpose()?;
            let closes = evaluation::closes(row::timestamp("segments", row.ends)?).max(last.unwrap_or(Timestamp::MIN));
            days.push(Day {
                id,
                round: RoundId(row.round_id),
                title: Localised { sv: row.title_sv, en: row.title_en },
                on: time::today(starts),
                evaluation: thoughts.remove(&id).filter(|_| closes <= now),
            });
        }
        Ok(days)
    }

    /// What may be shown of each day's evaluation once it is closed: the same as on its page.
    async fn evaluations_of(&self, db: &mut Connection, organiser: PersonId) -> Result<BTreeMap<DayId, Spreads>> {
        let rows = sqlx::query!(
            r#"
            SELECT e.day_id, e.person_id, e.whole, e.content, e.contacts,
                COALESCE(r.role, (SELECT MIN(u.duty) FROM duties u WHERE u.round_id = d.round_id
                    AND u.person_id = e.person_id AND u.duty IN ('adept', 'mentor'))) AS "role?: String"
            FROM duties w JOIN days d ON d.round_id = w.round_id JOIN evaluations e ON e.day_id = d.id
            LEFT JOIN evaluation_roll r ON r.day_id = e.day_id AND r.person_id = e.person_id
            WHERE w.person_id = $1 AND w.duty = 'organiser'
            "#,
            organiser.0
        )
        .fetch_all(db)
        .await?;
        let mut given = BTreeMap::<DayId, BTreeMap<Vec<u8>, evaluation::Answer>>::new();
        for row in rows {
            let (day, person) = (DayId(row.day_id), PersonId(row.person_id));
            let role = row.role.map(|role| row::named("duties", &role, Role::from_name)).transpose()?;
            let answer = (role, ratings(row.whole, row.content, row.contacts)?);
            given.entry(day).or_default().insert(self.vault.comment_order(day, person), answer);
        }
        let shown = given.into_iter().filter_map(|(day, answers)| {
            let answers: Vec<_> = answers.into_values().collect();
            Some((day, evaluation::findings(&answers).everyone?))
        });
        Ok(shown.collect())
    }

    /// The rounds with how they went, every other month, and what was said of the aims.
    async fn pulses_of(
        &self,
        db: &mut Connection,
        organiser: PersonId,
        rounds: Vec<Round>,
        today: Date,
    ) -> Result<Vec<RoundFacts>> {
        let rows = sqlx::query!(
            r#"
            SELECT p.round_id, p.person_id, p.period, p.score, p.leadership, p.arenas, p.collaboration, p.networks
            FROM duties w JOIN pulses p ON p.round_id = w.round_id
            WHERE w.person_id = $1 AND w.duty = 'organiser'
            "#,
            organiser.0
        )
        .fetch_all(db)
        .await?;
        let mut given = BTreeMap::<RoundId, (Vec<_>, Vec<_>)>::new();
        for row in rows {
            let (scores, said) = given.entry(RoundId(row.round_id)).or_default();
            let (person, aims) =
                (PersonId(row.person_id), aims([row.leadership, row.arenas, row.collaboration, row.networks])?);
            said.push((self.vault.answer_order(&row.period, person), row::date("pulses", &row.period)?, aims));
            scores.push((person, row.period, row.score));
        }
        let told = rounds.into_iter().map(|round| {
            let (scores, mut said) = given.remove(&round.id).unwrap_or_default();
            said.sort_unstable();
            let said: Vec<_> = said.into_iter().map(|(_, asked, aims)| (asked, aims)).collect();
            let aims = aim_figures((round.starts_on, round.ends_on), &said, today);
            Ok(RoundFacts { pulse: self.pulse_figures(round.starts_on, scores, today)?, aims, round })
        });
        told.collect()
    }
}
