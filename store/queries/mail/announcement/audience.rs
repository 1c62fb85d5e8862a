//! Everyone who is in a round or was, with all that decides whether an announcement goes
//! to them; and what their placeholders stand for.

use std::collections::{HashMap, HashSet};

use domain::{
    day::{Answer, DayId, SegmentId, follow_up::was_there},
    mail::{
        announcement::{AtPart, Audience, Candidate, NextDay, Occasion, Selection, Setting},
        budget::mailbox,
    },
    pair::{
        health::{Band, band_of},
        status::State,
    },
    people::{Duty, Lang, Localised, OrganisationId, PersonId},
    round::RoundId,
    time,
};
use jiff::Timestamp;
use store::{Result, row};

use crate::{
    Engine,
    queries::{engine::Connection, pair::status::status_columns},
};

impl Engine {
    /// Who of a round's people is in an audience.
    pub(super) async fn select(
        &self,
        db: &mut Connection,
        round: RoundId,
        audience: &Audience,
        now: Timestamp,
    ) -> Result<Selection> {
        let mut people = self.people(db, round).await?;
        if let Some(occasion) = audience.occasion {
            let mut parts = parts(db, round, occasion, now).await?;
            for one in &mut people {
                one.parts = parts.remove(&one.person).unwrap_or_default();
            }
        }
        if !audience.pairs.is_empty() {
            let mut pairs = pairs(db, round, now).await?;
            for one in &mut people {
                one.pairs = pairs.remove(&one.person).unwrap_or_default();
            }
        }
        Ok(audience.select(people))
    }

    /// The round's people, as yet without days and pairs, by name.
    async fn people(&self, db: &mut Connection, round: RoundId) -> Result<Vec<Candidate>> {
        let refusing = refusing(db).await?;
        let rows = sqlx::query!(
            r#"
            SELECT p.id AS "id!", p.name AS "name!", p.email AS "email!", p.lang AS "lang!", p.deactivated_at,
                p.organisation_id AS "organisation_id!", o.name AS "organisation!", x.duty AS "duty!",
                x.held AS "held!: i64"
            FROM (
                SELECT u.person_id, u.duty, CAST(1 AS BIGINT) AS held FROM duties u WHERE u.round_id = $1
                UNION SELECT h.person_id, h.duty, CAST(0 AS BIGINT) AS held FROM duty_history h WHERE h.round_id = $1
            ) x
            JOIN persons p ON p.id = x.person_id JOIN organisations o ON o.id = p.organisation_id
            ORDER BY p.sort_name, p.id
            "#,
            round.0
        )
        .fetch_all(db)
        .await?;
        let mut people = Vec::<Candidate>::new();
        for row in rows {
            if people.last().is_none_or(|last| last.person.0 != row.id) {
                people.push(Candidate {
                    person: PersonId(row.id),
                    name: row.name,
                    organisation: OrganisationId(row.organisation_id),
                    organisation_name: row.organisation,
                    lang: row::named("persons", &row.lang, Lang::from_name)?,
                    duties: Vec::new(),
                    former: Vec::new(),
                    parts: Vec::new(),
                    pairs: Vec::new(),
                    deactivated: row.deactivated_at.is_some(),
                    refuses: refusing.contains(&self.vault.fingerprint(&mailbox(&row.email))),
                });
            }
            let Some(one) = people.last_mut() else { continue };
            let duty = row::named("duties", &row.duty, Duty::from_name)?;
            if row.held == 0 { one.former.push(duty) } else { one.duties.push(duty) }
        }
        Ok(people)
    }
}

/// What stands for the mailboxes that refused an email for good, and have taken none since.
async fn refusing(db: &mut Connection) -> Result<HashSet<Vec<u8>>> {
    let rows = sqlx::query_scalar!(
        r#"
        SELECT o.recipient AS "recipient!" FROM outbox o
        WHERE o.given_up_at IS NOT NULL AND o.reason = 'refused' AND o.recipient IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM outbox n WHERE n.recipient = o.recipient AND n.sent_at > o.given_up_at)
        "#
    );
    Ok(rows.fetch_all(db).await?.into_iter().collect())
}

/// What those who are invited have said to a day or a part of it, and whether they came.
async fn parts(
    db: &mut Connection,
    round: RoundId,
    occasion: Occasion,
    now: Timestamp,
) -> Result<HashMap<PersonId, Vec<AtPart>>> {
    let (day, segment) = match occasion {
        Occasion::Day(day) => (Some(day.0), None),
        Occasion::Part(segment) => (None, Some(segment.0)),
    };
    let rows = sqlx::query!(
        r#"
        SELECT s.id AS segment, s.day_id AS day, s.ends, u.person_id AS person, r.answer AS "answer?",
            a.person_id IS NOT NULL AS "came!: bool"
        FROM days d JOIN segments s ON s.day_id = d.id
        JOIN duties u ON u.round_id = d.round_id AND u.duty IN ('adept', 'mentor')
            AND (s.audience = 'everyone' OR u.duty = 'mentor')
        LEFT JOIN replies r ON r.segment_id = s.id AND r.person_id = u.person_id
        LEFT JOIN attendance a ON a.segment_id = s.id AND a.person_id = u.person_id
        WHERE d.round_id = $1 AND d.state <> 'draft' AND (CAST($2 AS BIGINT) IS NULL OR d.id = $2)
            AND (CAST($3 AS BIGINT) IS NULL OR s.id = $3)
        "#,
        round.0,
        day,
        segment
    )
    .fetch_all(db)
    .await?;
    let attended: HashSet<_> = rows.iter().filter(|row| row.came).map(|row| row.segment).collect();
    let mut parts = HashMap::<PersonId, Vec<AtPart>>::new();
    for row in rows {
        let answer = row.answer.map(|name| row::named("replies", &name, Answer::from_name)).transpose()?;
        let is_over = row::timestamp("segments", row.ends)? <= now;
        let there = was_there(row.came, attended.contains(&row.segment), answer == Some(Answer::Yes));
        let (day, segment) = (DayId(row.day), SegmentId(row.segment));
        let part = AtPart { day, segment, answer, came: row.came || (is_over && there) };
        parts.entry(PersonId(row.person)).or_default().push(part);
    }
    Ok(parts)
}

/// How the pairs of a round fare, by person: whether they go on, and the band of their rhythm.
async fn pairs(db: &mut Connection, round: RoundId, now: Timestamp) -> Result<HashMap<PersonId, Vec<(State, Band)>>> {
    let rows = sqlx::query!(
        r#"
        SELECT t.adept_id, t.mentor_id, t.every_weeks, t.state, t.state_since, t.paused_until, t.extended_to, r.ends_on,
            (SELECT MAX(x.date) FROM meetings x WHERE x.pair_id = t.id AND x.state = 'held'
                AND x.deleted_at IS NULL) AS "latest?: String"
        FROM pairs t JOIN rounds r ON r.id = t.round_id WHERE t.round_id = $1
        "#,
        round.0
    )
    .fetch_all(db)
    .await?;
    let today = time::today(now);
    let mut pairs = HashMap::<PersonId, Vec<(State, Band)>>::new();
    for row in rows {
        let latest = row.latest.map(|date| row::date("meetings", &date)).transpose()?;
        let (two, every_weeks) = ([row.adept_id, row.mentor_id], row::count("pairs", row.every_weeks)?);
        let status = status_columns!(row).status()?;
        let fares = (status.state(today), band_of(&status, every_weeks, latest, today));
        for person in two {
            pairs.entry(PersonId(person)).or_default().push(fares);
        }
    }
    Ok(pairs)
}

/// What placeholders stand for whoever reads.
pub(super) async fn setting(db: &mut Connection, round: RoundId, now: Timestamp) -> Result<Setting> {
    let number = sqlx::query_scalar!("SELECT number FROM rounds WHERE id = $1", round.0).fetch_one(&mut *db).await?;
    let day = sqlx::query!(
        r#"
        SELECT d.title_sv, d.title_en, d.reply_by, s.starts
        FROM days d JOIN segments s ON s.day_id = d.id
        WHERE d.round_id = $1 AND d.state = 'published' AND NOT s.cancelled AND s.audience = 'everyone'
            AND s.starts > $2
        ORDER BY s.starts, s.id LIMIT 1
        "#,
        round.0,
        now.as_millisecond()
    )
    .fetch_optional(db)
    .await?;
    let next_day = day.map(|row| {
        let reply_by = row::timestamp("days", row.reply_by)?;
        Ok::<_, store::Error>(NextDay {
            title: Localised { sv: row.title_sv, en: row.title_en },
            starts: row::timestamp("segments", row.starts)?,
            reply_by: (reply_by > now).then_some(reply_by),
        })
    });
    Ok(Setting { round: row::count("rounds", number)?, next_day: next_day.transpose()? })
}
