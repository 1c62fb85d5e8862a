//! Whoever holds a session, and what they are in each round: one query, at every request.

use domain::{
    pair::{
        PairId,
        status::{PairStatus, State},
    },
    people::{Duty, OrganisationId, PersonId, SessionId},
    round::{
        Round, RoundId,
        call::{Phase, phase},
        focus::{SignedIn, Standing},
    },
    time,
};
use jiff::{Timestamp, civil::Date};
use store::{Result, row, secret::Secret};

use crate::{Engine, queries::pair::status::StatusColumns};

/// Whoever holds a session, with one of their duties in one of the rounds.
struct StandingRow {
    session: i64,
    seen_at: i64,
    person: i64,
    name: String,
    organisation: i64,
    round: i64,
    number: i64,
    starts_on: String,
    ends_on: String,
    max_pairs: i64,
    opens: Option<i64>,
    closes: Option<i64>,
    duty: Option<String>,
    pair_id: Option<i64>,
    state: Option<String>,
    state_since: Option<String>,
    paused_until: Option<String>,
    extended_to: Option<String>,
    stands_in: bool,
}

impl Engine {
    /// Whoever holds a session, and when it was last used.
    pub(crate) async fn standings(&self, session: &Secret, now: Timestamp) -> Result<Option<(SignedIn, Timestamp)>> {
        let rows = self.standing_rows(session, now).await?;
        let Some(first) = rows.first() else { return Ok(None) };
        let rounds = rows.chunk_by(|one, next| one.round == next.round).map(|rows| standing(rows, now));
        let signed_in = SignedIn {
            person: PersonId(first.person),
            name: first.name.clone(),
            organisation: OrganisationId(first.organisation),
            session: SessionId(first.session),
            rounds: rounds.collect::<Result<_>>()?,
        };
        Ok(Some((signed_in, row::timestamp("sessions", first.seen_at)?)))
    }

    /// One row for each of their duties in a round, or one without any. A pair that has
    /// ended comes after one that goes on.
    async fn standing_rows(&self, session: &Secret, now: Timestamp) -> Result<Vec<StandingRow>> {
        let rows = sqlx::query_as!(
            StandingRow,
            r#"
            SELECT s.id AS session, s.seen_at, p.id AS person, p.name, p.organisation_id AS organisation,
                r.id AS round, r.number, r.starts_on, r.ends_on, r.max_pairs, c.opens AS "opens?", c.closes AS "closes?",
                u.duty AS "duty?", t.id AS "pair_id?", t.state AS "state?", t.state_since AS "state_since?",
                t.paused_until, t.extended_to,
                EXISTS (
                    SELECT 1 FROM stand_ins i
                    JOIN duties k ON k.round_id = i.round_id AND k.person_id = i.contact_id AND k.duty = 'contact_person'
                    JOIN persons a ON a.id = i.contact_id
                    WHERE i.round_id = r.id AND i.stand_in_id = p.id AND i.starts_on <= $3 AND i.ends_on >= $3
                        AND a.organisation_id = p.organisation_id
                ) AS "stands_in!: bool"
            FROM sessions s JOIN persons p ON p.id = s.person_id
            JOIN rounds r ON r.id IS NOT NULL
            LEFT JOIN calls c ON c.round_id = r.id
            LEFT JOIN duties u ON u.round_id = r.id AND u.person_id = p.id
            LEFT JOIN pairs t ON t.id = (
                SELECT x.id FROM pairs x WHERE x.round_id = r.id AND (x.adept_id = p.id OR x.mentor_id = p.id)
                ORDER BY CASE x.state WHEN 'ended' THEN 1 ELSE 0 END, x.id DESC LIMIT 1
            )
            WHERE s.secret_hash = $1 AND s.expires_at > $2 AND p.deactivated_at IS NULL
            ORDER BY r.number DESC
            "#,
            session.hash(),
            now.as_millisecond(),
            time::today(now).to_string()
        );
        Ok(rows.fetch_all(self.reader()).await?)
    }
}

/// What someone is in a round, by its rows.
fn standing(rows: &[StandingRow], now: Timestamp) -> Result<Standing> {
    let (first, today) = (&rows[0], time::today(now));
    let status = first.status()?.filter(|status| today <= status.kept_until());
    Ok(Standing {
        round: first.round()?,
        call: first.call(now)?,
        duties: duties(rows)?,
        pair: status.as_ref().and(first.pair_id).map(PairId),
        goes_on: status.is_some_and(|status| goes_on(&status, today)),
    })
}

fn goes_on(status: &PairStatus, today: Date) -> bool {
    matches!(status.state(today), State::Active | State::Paused)
}

impl StandingRow {
    fn round(&self) -> Result<Round> {
        Ok(Round {
            id: RoundId(self.round),
            number: row::count("rounds", self.number)?,
            starts_on: row::date("rounds", &self.starts_on)?,
            ends_on: row::date("rounds", &self.ends_on)?,
            max_pairs: row::count("rounds", self.max_pairs)?,
        })
    }

    fn call(&self, now: Timestamp) -> Result<Option<Phase>> {
        let (Some(opens), Some(closes)) = (self.opens, self.closes) else { return Ok(None) };
        Ok(Some(phase(row::timestamp("calls", opens)?, row::timestamp("calls", closes)?, now)))
    }

    /// The status of the pair that they are in.
    fn status(&self) -> Result<Option<PairStatus>> {
        let (Some(state), Some(state_since)) = (&self.state, &self.state_since) else { return Ok(None) };
        let columns = StatusColumns {
            state: state.clone(),
            state_since: state_since.clone(),
            paused_until: self.paused_until.clone(),
            ends_on: self.ends_on.clone(),
            extended_to: self.extended_to.clone(),
        };
        columns.status().map(Some)
    }
}

/// What someone does in the round: also what they do for a contact person of
/// their organisation who is away.
fn duties(rows: &[StandingRow]) -> Result<Vec<Duty>> {
    let own = rows.iter().filter_map(|row| row.duty.as_deref());
    let mut duties = own.map(|duty| row::named("duties", duty, Duty::from_name)).collect::<Result<Vec<_>>>()?;
    if rows.iter().any(|row| row.stands_in) {
        duties.push(Duty::ContactPerson);
    }
    duties.sort_unstable();
    duties.dedup();
    Ok(duties)
}
