//! Someone's pairs, in one list.

use async_trait::async_trait;
use domain::{
    pair::{
        PairId,
        list::{Known, ListedPair},
    },
    people::{Caller, Role},
};
use jiff::{Timestamp, civil::DateTime};
use store::{PairLists, Result, row};

use super::status::status_columns;
use crate::Engine;

#[async_trait]
impl PairLists for Engine {
    async fn listed_pairs(&self, callers: &[Caller], now: Timestamp) -> Result<Vec<ListedPair>> {
        let Some(first) = callers.first() else { return Ok(Vec::new()) };
        let person = first.person;
        let rows = sqlx::query!(
            r#"
            SELECT t.id AS "id!", t.adept_id, t.every_weeks, t.state, t.state_since, t.paused_until, t.extended_to, r.ends_on,
                r.number, p.name, o.name AS organisation,
                m.date AS "date?", m.time AS "time?", q.by AS "by?",
                (SELECT MAX(x.date) FROM proposed_times x WHERE x.proposal_id = q.id) AS "proposed?: String",
                (SELECT MAX(x.date) FROM meetings x WHERE x.pair_id = t.id AND x.state = 'held'
                    AND x.deleted_at IS NULL) AS "last?: String",
                g.version AS "latest?", g.adept_signed_at AS "adept_signed_at?", g.mentor_signed_at AS "mentor_signed_at?"
            FROM pairs t JOIN rounds r ON r.id = t.round_id
            JOIN persons p ON p.id = CASE t.adept_id WHEN $1 THEN t.mentor_id ELSE t.adept_id END
            JOIN organisations o ON o.id = p.organisation_id
            LEFT JOIN meetings m ON m.pair_id = t.id AND m.state = 'agreed'
            LEFT JOIN proposals q ON q.pair_id = t.id
            LEFT JOIN agreements g ON g.pair_id = t.id
                AND g.version = (SELECT MAX(v.version) FROM agreements v WHERE v.pair_id = t.id)
            WHERE t.adept_id = $1 OR t.mentor_id = $1
            "#,
            person.0
        )
        .fetch_all(self.reader())
        .await?;
        let place = |id| callers.iter().position(|caller| caller.shares(id));
        let known = rows.into_iter().filter_map(|row| Some((place(PairId(row.id))?, row))).map(|(place, row)| {
            let date = |text: Option<String>| text.map(|text| row::date("meetings", &text)).transpose();
            let role = if row.adept_id == person.0 { Role::Adept } else { Role::Mentor };
            let signed = if role == Role::Adept { row.adept_signed_at } else { row.mentor_signed_at };
            let by = row.by.map(|by| row::named("proposals", &by, Role::from_name)).transpose()?;
            let known = Known {
                id: PairId(row.id),
                round: row::count("rounds", row.number)?,
                role,
                partner: row.name,
                organisation: row.organisation,
                every_weeks: row::count("pairs", row.every_weeks)?,
                next: moment(row.date, row.time)?,
                proposed: by.zip(date(row.proposed)?),
                last: date(row.last)?,
                unsigned: row.latest.is_some() && signed.is_none(),
                status: status_columns!(row).status()?,
            };
            Ok((place, ListedPair::of(known, now)))
        });
        let mut listed = known.collect::<Result<Vec<_>>>()?;
        listed.sort_by_key(|(place, _)| *place);
        Ok(listed.into_iter().map(|(_, pair)| pair).collect())
    }
}

fn moment(date: Option<String>, time: Option<String>) -> Result<Option<DateTime>> {
    let (Some(date), Some(time)) = (date, time) else { return Ok(None) };
    Ok(Some(row::date("meetings", &date)?.to_datetime(row::time("meetings", &time)?)))
}
