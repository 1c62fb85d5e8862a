//! Someone who acts without a session: their calendar is fetched, or they answer to an
//! email. What they are in each round is read from the same rows as for a session, and
//! they may do what they could do if they were signed in.

use domain::{
    pair::{
        PairId,
        status::{PairStatus, State},
    },
    people::{Caller, Duty, Lang, OrganisationId, PersonId, SessionId},
    round::{
        Round, RoundId,
        focus::{OwnPair, Standing},
    },
};
use jiff::civil::Date;
use store::{Result, row};

use crate::queries::{engine::Connection, pair::status::status_columns};

/// Someone, with what they are in each round.
pub(crate) struct Acting {
    pub person: PersonId,
    pub name: String,
    pub lang: Lang,
    /// The addresses that are theirs: the one that emails go to first.
    pub addresses: Vec<String>,
    organisation: OrganisationId,
    /// The rounds in which they have a duty, the greatest number first.
    pub rounds: Vec<Standing>,
    /// Their pairs that go on, in whichever rounds.
    pub pairs: Vec<GoingPair>,
}

/// A pair that goes on.
pub(crate) struct GoingPair {
    pub id: PairId,
    round: RoundId,
    partner: String,
}

impl Acting {
    /// Reads who someone is; `None` for whoever is deactivated.
    pub(crate) async fn read(db: &mut Connection, person: PersonId, today: Date) -> Result<Option<Self>> {
        let row = sqlx::query!(
            r#"
            SELECT name, lang, organisation_id, email, second_email FROM persons
            WHERE id = $1 AND deactivated_at IS NULL
            "#,
            person.0
        )
        .fetch_optional(&mut *db)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let pairs = pairs(&mut *db, person, today).await?;
        Ok(Some(Self {
            person,
            name: row.name,
            lang: row::named("persons", &row.lang, Lang::from_name)?,
            addresses: std::iter::once(row.email).chain(row.second_email).collect(),
            organisation: OrganisationId(row.organisation_id),
            rounds: rounds(db, person, &pairs).await?,
            pairs,
        }))
    }

    /// They, as who asks in a round. No session is theirs by that.
    pub(crate) fn caller(&self, standing: &Standing) -> Caller {
        Caller {
            person: self.person,
            name: self.name.clone(),
            organisation: self.organisation,
            round: standing.round.id,
            duties: standing.duties.clone(),
            pair: standing.pair(),
            session: SessionId(0),
        }
    }

    /// The same, in the round of that number, if they are something in it.
    pub(crate) fn in_round(&self, round: RoundId) -> Option<Caller> {
        self.rounds.iter().find(|standing| standing.round.id == round).map(|standing| self.caller(standing))
    }

    /// The same, as one of a pair that goes on.
    pub(crate) fn in_pair(&self, pair: PairId) -> Option<Caller> {
        let going = self.pairs.iter().find(|going| going.id == pair)?;
        Some(Caller { pair: Some(pair), ..self.in_round(going.round)? })
    }
}

/// Someone's pairs, in whichever rounds, that have not ended.
async fn pairs(db: &mut Connection, person: PersonId, today: Date) -> Result<Vec<GoingPair>> {
    let rows = sqlx::query!(
        r#"
        SELECT t.id, t.round_id, t.state, t.state_since, t.paused_until, t.extended_to, r.ends_on, m.name AS partner
        FROM pairs t JOIN rounds r ON r.id = t.round_id
        JOIN persons m ON m.id = CASE WHEN t.adept_id = $1 THEN t.mentor_id ELSE t.adept_id END
        WHERE (t.adept_id = $1 OR t.mentor_id = $1) AND t.erased_at IS NULL ORDER BY t.id
        "#,
        person.0
    )
    .fetch_all(db)
    .await?;
    let mut going = Vec::new();
    for row in rows {
        let (id, round) = (PairId(row.id), RoundId(row.round_id));
        let status: PairStatus = status_columns!(row).status()?;
        if matches!(status.state(today), State::Active | State::Paused) {
            going.push(GoingPair { id, round, partner: row.partner });
        }
    }
    Ok(going)
}

async fn rounds(db: &mut Connection, person: PersonId, pairs: &[GoingPair]) -> Result<Vec<Standing>> {
    let rows = sqlx::query!(
        r#"
        SELECT r.id, r.number, r.starts_on, r.ends_on, r.max_pairs, u.duty
        FROM duties u JOIN rounds r ON r.id = u.round_id WHERE u.person_id = $1 ORDER BY r.number DESC, u.duty
        "#,
        person.0
    )
    .fetch_all(db)
    .await?;
    let mut standings: Vec<Standing> = Vec::new();
    for row in rows {
        let duty = row::named("duties", &row.duty, Duty::from_name)?;
        let round = Round {
            id: RoundId(row.id),
            number: row::count("rounds", row.number)?,
            starts_on: row::date("rounds", &row.starts_on)?,
            ends_on: row::date("rounds", &row.ends_on)?,
            max_pairs: row::count("rounds", row.max_pairs)?,
        };
        match standings.last_mut().filter(|last| last.round.id == round.id) {
            Some(last) => last.duties.push(duty),
            None => standings.push(Standing {
                pairs: own_pairs(pairs, round.id),
                round,
                call: None,
                duties: vec![duty],
                closed: false,
                archived: false,
            }),
        }
    }
    for standing in &mut standings {
        standing.duties.sort_unstable();
    }
    Ok(standings)
}

fn own_pairs(pairs: &[GoingPair], round: RoundId) -> Vec<OwnPair> {
    let theirs = pairs.iter().filter(|pair| pair.round == round);
    theirs.map(|pair| OwnPair { id: pair.id, partner: pair.partner.clone(), goes_on: true }).collect()
}
