//! Reading what someone may be reminded of, in all rounds that go on.

use std::collections::BTreeMap;

use domain::{
    day::DayId,
    mail::{
        preference::Kind,
        reminder::{Attending, HeldSeat, Known, KnownPair, Ledger, MissingAnswer, OpenEvaluation, Topic},
    },
    pair::PairId,
    people::PersonId,
    round::RoundId,
    time,
};
use jiff::{Timestamp, civil::Date};
use store::{Result, row};

use crate::queries::{engine::Connection, pair::status::status_columns};

/// Reads all of it.
pub(super) async fn read(db: &mut Connection, now: Timestamp) -> Result<Known> {
    Ok(Known {
        missing: missing(db, now).await?,
        coming: coming(db, now).await?,
        held: held(db, now).await?,
        evaluations: evaluations(db, now).await?,
        pairs: pairs(db, now).await?,
        away: away(db).await?,
    })
}

/// Who has not answered to a part that is yet to begin, and when they were last asked.
async fn missing(db: &mut Connection, now: Timestamp) -> Result<Vec<MissingAnswer>> {
    let rows = sqlx::query!(
        r#"
        SELECT u.person_id AS "person_id!", d.id AS "day!", d.round_id AS "round_id!", d.reply_by AS "reply_by!",
            MIN(s.starts) AS "starts!: i64",
            MAX(CASE WHEN f.person_id IS NOT NULL THEN s.moved_at END) AS "moved?: i64",
            (SELECT MAX(m.reminded_at) FROM reminders m WHERE m.day_id = d.id AND m.person_id = u.person_id)
                AS "reminded?: i64",
            (SELECT MAX(o.created_at) FROM outbox o WHERE o.person_id = u.person_id AND o.about = d.id
                AND o.cause IN ('day_invitation', 'day_moved')) AS "told?: i64"
        FROM duties u JOIN persons p ON p.id = u.person_id AND p.deactivated_at IS NULL
        JOIN days d ON d.round_id = u.round_id AND d.state = 'published'
        JOIN segments s ON s.day_id = d.id AND NOT s.cancelled AND s.starts > $1
            AND (s.audience = 'everyone' OR u.duty = 'mentor')
        LEFT JOIN replies r ON r.segment_id = s.id AND r.person_id = u.person_id
        LEFT JOIN former_replies f ON f.segment_id = s.id AND f.person_id = u.person_id
        WHERE u.duty IN ('adept', 'mentor') AND r.person_id IS NULL
        GROUP BY u.person_id, d.id, d.round_id, d.reply_by
        ORDER BY u.person_id, d.id
        "#,
        now.as_millisecond()
    )
    .fetch_all(db)
    .await?;
    let missing = rows.into_iter().map(|row| {
        let at = |at: Option<i64>| at.map(|at| row::timestamp("days", at)).transpose();
        Ok(MissingAnswer {
            person: PersonId(row.person_id),
            day: DayId(row.day),
            round: RoundId(row.round_id),
            reply_by: row::timestamp("days", row.reply_by)?,
            starts: row::timestamp("segments", row.starts)?,
            moved: at(row.moved)?,
            asked: at(row.reminded)?.max(at(row.told)?),
        })
    });
    missing.collect()
}

/// Who has a seat at a part that is yet to begin.
async fn coming(db: &mut Connection, now: Timestamp) -> Result<Vec<Attending>> {
    let rows = sqlx::query!(
        r#"
        SELECT r.person_id AS "person_id!", d.id AS "day!", d.round_id AS "round_id!", MIN(s.starts) AS "starts!: i64",
            MAX(r.answered_at) AS "answered!: i64"
        FROM replies r JOIN persons p ON p.id = r.person_id AND p.deactivated_at IS NULL
        JOIN segments s ON s.id = r.segment_id AND NOT s.cancelled AND s.starts > $1
        JOIN days d ON d.id = s.day_id AND d.state = 'published'
        LEFT JOIN queue q ON q.segment_id = r.segment_id AND q.person_id = r.person_id
        WHERE r.answer = 'yes' AND q.person_id IS NULL AND EXISTS (SELECT 1 FROM duties u
            WHERE u.round_id = d.round_id AND u.person_id = r.person_id AND u.duty IN ('adept', 'mentor'))
        GROUP BY r.person_id, d.id, d.round_id
        ORDER BY r.person_id, d.id
        "#,
        now.as_millisecond()
    )
    .fetch_all(db)
    .await?;
    let coming = rows.into_iter().map(|row| {
        Ok(Attending {
            person: PersonId(row.person_id),
            day: DayId(row.day),
            round: RoundId(row.round_id),
            starts: row::timestamp("segments", row.starts)?,
            answered: row::timestamp("replies", row.answered)?,
        })
    });
    coming.collect()
}

/// For whom a seat is held.
async fn held(db: &mut Connection, now: Timestamp) -> Result<Vec<HeldSeat>> {
    let rows = sqlx::query!(
        r#"
        SELECT q.person_id, q.segment_id, d.round_id, q.offered_until AS "until!"
        FROM queue q JOIN segments s ON s.id = q.segment_id AND NOT s.cancelled AND s.starts > $1
        JOIN days d ON d.id = s.day_id AND d.state = 'published'
        WHERE q.offered_until > $1 ORDER BY q.person_id, q.segment_id
        "#,
        now.as_millisecond()
    )
    .fetch_all(db)
    .await?;
    let held = rows.into_iter().map(|row| {
        Ok(HeldSeat {
            person: PersonId(row.person_id),
            segment: row.segment_id,
            round: RoundId(row.round_id),
            until: row::timestamp("queue", row.until)?,
        })
    });
    held.collect()
}

/// Who may evaluate a day and has not.
async fn evaluations(db: &mut Connection, now: Timestamp) -> Result<Vec<OpenEvaluation>> {
    let rows = sqlx::query!(
        r#"
        SELECT e.person_id, e.day_id, d.round_id, e.opens, e.closes
        FROM evaluation_roll e JOIN days d ON d.id = e.day_id AND d.state = 'published'
        LEFT JOIN evaluations v ON v.day_id = e.day_id AND v.person_id = e.person_id
        WHERE e.closes > $1 AND v.person_id IS NULL ORDER BY e.person_id, e.day_id
        "#,
        now.as_millisecond()
    )
    .fetch_all(db)
    .await?;
    let evaluations = rows.into_iter().map(|row| {
        Ok(OpenEvaluation {
            person: PersonId(row.person_id),
            day: DayId(row.day_id),
            round: RoundId(row.round_id),
            opens: row::timestamp("evaluation_roll", row.opens)?,
            closes: row::timestamp("evaluation_roll", row.closes)?,
        })
    });
    evaluations.collect()
}

/// Pairs whose time is not over.
async fn pairs(db: &mut Connection, now: Timestamp) -> Result<Vec<KnownPair>> {
    let rows = sqlx::query!(
        r#"
        SELECT t.id, t.round_id, t.adept_id, t.mentor_id, t.since, t.every_weeks, t.state, t.state_since,
            t.paused_until, t.extended_to, r.starts_on, r.ends_on,
            (SELECT MAX(x.date) FROM meetings x WHERE x.pair_id = t.id AND x.state = 'held'
                AND x.deleted_at IS NULL) AS "held?: String",
            m.date AS "date?", m.time AS "time?", m.saved_at AS "saved_at?",
            (SELECT MAX(x.date) FROM proposed_times x JOIN proposals p ON p.id = x.proposal_id
                WHERE p.pair_id = t.id) AS "proposed?: String",
            (SELECT MAX(a.period) FROM pulses a WHERE a.round_id = t.round_id AND a.person_id = t.adept_id)
                AS "adept_answered?: String",
            (SELECT MAX(a.period) FROM pulses a WHERE a.round_id = t.round_id AND a.person_id = t.mentor_id)
                AS "mentor_answered?: String"
        FROM pairs t JOIN rounds r ON r.id = t.round_id
        LEFT JOIN meetings m ON m.pair_id = t.id AND m.state = 'agreed'
        WHERE t.state <> 'ended' AND COALESCE(t.extended_to, r.ends_on) >= $1
        ORDER BY t.id
        "#,
        time::today(now).to_string()
    )
    .fetch_all(db)
    .await?;
    let mut pairs = Vec::new();
    for row in rows {
        let agreed = match (&row.date, &row.time, row.saved_at) {
            (Some(day), Some(time), Some(saved)) => {
                let at = row::date("meetings", day)?.to_datetime(row::time("meetings", time)?);
                Some((at, row::timestamp("meetings", saved)?))
            }
            _ => None,
        };
        let proposed = date(row.proposed.as_deref())?;
        pairs.push(KnownPair {
            pair: PairId(row.id),
            round: RoundId(row.round_id),
            round_starts: row::date("rounds", &row.starts_on)?,
            two: [PersonId(row.adept_id), PersonId(row.mentor_id)],
            since: row::date("pairs", &row.since)?,
            every_weeks: row::count("pairs", row.every_weeks)?,
            held: date(row.held.as_deref())?,
            ahead: agreed.map(|(at, _)| at.date()).max(proposed),
            agreed,
            answered: [date(row.adept_answered.as_deref())?, date(row.mentor_answered.as_deref())?],
            status: status_columns!(row).status()?,
        });
    }
    Ok(pairs)
}

fn date(text: Option<&str>) -> Result<Option<Date>> {
    text.map(|text| row::date("meetings", text)).transpose()
}

/// What people have chosen away.
async fn away(db: &mut Connection) -> Result<std::collections::BTreeSet<(PersonId, Kind)>> {
    let rows = sqlx::query!("SELECT person_id, kind FROM unwanted_emails").fetch_all(db).await?;
    let away = rows
        .into_iter()
        .map(|row| Ok((PersonId(row.person_id), row::named("unwanted_emails", &row.kind, Kind::from_name)?)));
    away.collect()
}

/// What has been sent, and what has been skipped.
pub(super) async fn ledger(db: &mut Connection) -> Result<Ledger> {
    let mut ledger = Ledger::default();
    let mut written = BTreeMap::<PersonId, Timestamp>::new();
    for row in sqlx::query!("SELECT person_id, topic, about, due_at, sent_at FROM reminded").fetch_all(&mut *db).await?
    {
        let (person, topic) = (PersonId(row.person_id), row::named("reminded", &row.topic, Topic::from_name)?);
        ledger.sent.insert((person, topic, row.about), row::timestamp("reminded", row.due_at)?);
        let sent = row::timestamp("reminded", row.sent_at)?;
        written.entry(person).and_modify(|last| *last = sent.max(*last)).or_insert(sent);
    }
    ledger.written = written.into_iter().map(|(person, at)| (person, time::today(at))).collect();
    for row in sqlx::query!("SELECT topic, day_id, due_at FROM skipped_reminders").fetch_all(&mut *db).await? {
        let topic = row::named("skipped_reminders", &row.topic, Topic::from_name)?;
        ledger.skipped.insert((topic, row.day_id, row::timestamp("skipped_reminders", row.due_at)?));
    }
    Ok(ledger)
}
