//! How it goes, every other month.

use async_trait::async_trait;
use domain::{
    live::Change,
    pair::pulse::{self, Aim, Answer, Figure, Given},
    people::{Caller, PersonId},
    round::RoundId,
    time,
};
use jiff::{Timestamp, civil::Date};
use store::{Error, Pairs, Pulses, Result, row, vault::CommonContext};

use crate::{Engine, Tx, queries::engine::Connection};

#[async_trait]
impl Pulses for Engine {
    async fn open_pulse(&self, caller: &Caller, now: Timestamp) -> Result<Option<(Date, Option<Given>)>> {
        let (Some(pair), today) = (self.pair(caller).await?, time::today(now)) else { return Ok(None) };
        let [starts_on, _] = self.round_span(caller.round).await?;
        let asked = pulse::asked(starts_on, today);
        let Some(asked) = asked.filter(|asked| pulse::concerns(pair.since, &pair.status, *asked, today)) else {
            return Ok(None);
        };
        let given = self.own_pulses(caller).await?.into_iter().find(|given| given.asked == asked);
        Ok(Some((asked, given)))
    }

    async fn answer_pulse(&self, caller: &Caller, answer: &Answer, now: Timestamp) -> Result<()> {
        let (asked, _) = self.open_pulse(caller, now).await?.ok_or(Error::NotFound)?;
        let mut tx = self.begin_of_pair(caller, now).await?;
        let [starts_on, ends_on] = self.round_span(caller.round).await?;
        let mut answer = answer.clone();
        if pulse::moment(starts_on, ends_on, asked).is_none() {
            answer.aims = pulse::Aims::default();
        }
        self.write_pulse(&mut tx, (caller.round, caller.person, asked), &answer, now).await?;
        tx.announce(Change::Pulse { round: caller.round, person: caller.person });
        tx.commit().await
    }

    async fn own_pulses(&self, caller: &Caller) -> Result<Vec<Given>> {
        let rows = sqlx::query!(
            r#"
            SELECT period, score, line, given_at, leadership, arenas, collaboration, networks FROM pulses
            WHERE round_id = $1 AND person_id = $2 ORDER BY period DESC
            "#,
            caller.round.0,
            caller.person.0
        )
        .fetch_all(self.reader())
        .await?;
        let given = rows.into_iter().map(|row| {
            let asked = row::date("pulses", &row.period)?;
            Ok(Given {
                asked,
                score: row::count("pulses", row.score)?,
                line: self.line(caller.round, caller.person, asked, row.line.as_deref()),
                aims: aims([row.leadership, row.arenas, row.collaboration, row.networks])?,
                at: row::timestamp("pulses", row.given_at)?,
            })
        });
        given.collect()
    }
}

impl Engine {
    /// How it goes for all of the round together.
    pub(crate) async fn read_pulse_figures(
        &self,
        db: &mut Connection,
        caller: &Caller,
        now: Timestamp,
    ) -> Result<Vec<Figure>> {
        let rows = sqlx::query!(
            r#"
            SELECT r.starts_on, p.person_id AS "person?", p.period AS "period?", p.score AS "score?"
            FROM rounds r LEFT JOIN pulses p ON p.round_id = r.id WHERE r.id = $1
            "#,
            caller.round.0
        )
        .fetch_all(db)
        .await?;
        let Some(round) = rows.first() else { return Ok(Vec::new()) };
        let starts_on = row::date("rounds", &round.starts_on)?;
        let given = rows.into_iter().filter_map(|row| Some((PersonId(row.person?), row.period?, row.score?)));
        self.pulse_figures(starts_on, given.collect(), time::today(now))
    }

    /// What may be shown of one round's answers, each with who gave it and the day of its
    /// question.
    pub(crate) fn pulse_figures(
        &self,
        starts_on: Date,
        mut given: Vec<(PersonId, String, i64)>,
        today: Date,
    ) -> Result<Vec<Figure>> {
        given.sort_by_cached_key(|(person, period, _)| self.vault.answer_order(period, *person));
        let answers = given
            .into_iter()
            .map(|(_, period, score)| Ok((row::date("pulses", &period)?, row::count("pulses", score)?)));
        Ok(pulse::figures(starts_on, &answers.collect::<Result<Vec<_>>>()?, today))
    }

    /// Writes someone's answer to the question that was asked on a day.
    pub(crate) async fn write_pulse(
        &self,
        tx: &mut Tx,
        (round, person, asked): (RoundId, PersonId, Date),
        answer: &Answer,
        at: Timestamp,
    ) -> Result<()> {
        let line = match answer.line.as_str() {
            "" => None,
            line => Some(self.vault.seal_common(CommonContext::Pulse(round, person, asked), line)?),
        };
        let [leadership, arenas, collaboration, networks] = answer.aims.map(|rating| rating.map(i64::from));
        sqlx::query!(
            r#"
            INSERT INTO pulses
                (round_id, person_id, period, score, line, given_at, leadership, arenas, collaboration, networks)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            ON CONFLICT (round_id, person_id, period)
            DO UPDATE SET score = excluded.score, line = excluded.line, given_at = excluded.given_at,
                leadership = excluded.leadership, arenas = excluded.arenas, collaboration = excluded.collaboration,
                networks = excluded.networks
            "#,
            round.0,
            person.0,
            asked.to_string(),
            i64::from(answer.score),
            line,
            at.as_millisecond(),
            leadership,
            arenas,
            collaboration,
            networks
        )
        .execute(&mut **tx)
        .await?;
        Ok(())
    }

    /// A round's first day and its last.
    async fn round_span(&self, round: RoundId) -> Result<[Date; 2]> {
        let span = sqlx::query!("SELECT starts_on, ends_on FROM rounds WHERE id = $1", round.0);
        let span = span.fetch_one(self.reader()).await?;
        Ok([row::date("rounds", &span.starts_on)?, row::date("rounds", &span.ends_on)?])
    }

    fn line(&self, round: RoundId, person: PersonId, asked: Date, sealed: Option<&[u8]>) -> String {
        let said = CommonContext::Pulse(round, person, asked);
        sealed.map(|sealed| self.vault.open_common(said, sealed).shown()).unwrap_or_default()
    }
}

/// What someone says of the aims, from the columns of a row.
pub(crate) fn aims(columns: [Option<i64>; Aim::ALL.len()]) -> Result<pulse::Aims> {
    let mut aims = pulse::Aims::default();
    for (aim, column) in aims.iter_mut().zip(columns) {
        *aim = column.map(|rating| row::count("pulses", rating)).transpose()?;
    }
    Ok(aims)
}
