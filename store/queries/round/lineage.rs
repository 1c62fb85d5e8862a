//! Who was an adept and became a mentor, over the rounds.

use std::collections::BTreeMap;

use async_trait::async_trait;
use domain::{
    people::{Caller, PersonId, Role},
    round::{
        RoundId,
        lineage::{Lineage, OwnLine, Part, lineage, stops},
    },
    time::today,
};
use jiff::Timestamp;
use store::{Lineages, Result, row};

use super::closing::one_life;
use crate::{Engine, Tx};

/// All parts that people had or have, and everyone's name.
struct History {
    parts: Vec<Part>,
    names: BTreeMap<PersonId, String>,
    /// The rounds in which someone is adept or mentor now, by their numbers.
    rounds: BTreeMap<u32, RoundId>,
}

#[async_trait]
impl Lineages for Engine {
    async fn lineage(&self, caller: &Caller) -> Result<Option<Lineage>> {
        if !caller.runs_the_programme() {
            return Ok(None);
        }
        let mut tx = self.begin_read().await?;
        let History { parts, names, .. } = read(&mut tx, None).await?;
        Ok(Some(lineage(&parts, &names)))
    }

    async fn own_line(&self, caller: &Caller, now: Timestamp) -> Result<OwnLine> {
        let mut tx = self.begin_read().await?;
        let History { parts, names, rounds } = read(&mut tx, Some(caller.person)).await?;
        let mut own = OwnLine::default();
        for stop in stops(caller.person, &parts, &names) {
            let life = match rounds.get(&stop.round) {
                Some(round) => one_life(&mut tx, *round, now).await?,
                None => None,
            };
            let has_certificate = life.is_some_and(|life| life.has_certificates(today(now)));
            let asked = has_certificate && caller.role() == Some(Role::Adept);
            if asked && rounds.get(&stop.round) == Some(&caller.round) {
                own.wish = Some(wish(&mut tx, caller).await?);
            }
            own.stops.push((stop, has_certificate));
        }
        Ok(own)
    }
}

/// What someone has answered to being a mentor later.
async fn wish(tx: &mut Tx, caller: &Caller) -> Result<Option<bool>> {
    let willing = sqlx::query_scalar!(
        r#"SELECT willing AS "willing!: bool" FROM mentor_wishes WHERE round_id = $1 AND person_id = $2"#,
        caller.round.0,
        caller.person.0
    );
    Ok(willing.fetch_optional(&mut **tx).await?)
}

/// Everyone's parts, or one person's: those in pairs, and what they are without one.
async fn read(tx: &mut Tx, person: Option<PersonId>) -> Result<History> {
    let person = person.map_or(0, |person| person.0);
    let pairs = sqlx::query!(
        r#"
        SELECT r.number, t.adept_id, a.name AS adept, t.mentor_id, m.name AS mentor
        FROM pairs t JOIN rounds r ON r.id = t.round_id
        JOIN persons a ON a.id = t.adept_id JOIN persons m ON m.id = t.mentor_id
        WHERE t.adept_id = $1 OR t.mentor_id = $1 OR $1 = 0
        "#,
        person
    )
    .fetch_all(&mut **tx)
    .await?;
    let (mut parts, mut names, mut rounds) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
    for row in pairs {
        let round = row::count("rounds", row.number)?;
        let (adept, mentor) = (PersonId(row.adept_id), PersonId(row.mentor_id));
        parts.push(Part { round, person: adept, role: Role::Adept, partner: Some(mentor) });
        parts.push(Part { round, person: mentor, role: Role::Mentor, partner: Some(adept) });
        names.extend([(adept, row.adept), (mentor, row.mentor)]);
    }
    let duties = sqlx::query!(
        r#"
        SELECT r.id, r.number, u.person_id, p.name, u.duty
        FROM duties u JOIN rounds r ON r.id = u.round_id JOIN persons p ON p.id = u.person_id
        WHERE u.duty IN ('adept', 'mentor') AND (u.person_id = $1 OR $1 = 0)
        "#,
        person
    )
    .fetch_all(&mut **tx)
    .await?;
    for row in duties {
        let (round, person) = (row::count("rounds", row.number)?, PersonId(row.person_id));
        let role = if row.duty == Role::Adept.name() { Role::Adept } else { Role::Mentor };
        rounds.insert(round, RoundId(row.id));
        names.insert(person, row.name);
        if !parts.iter().any(|part| (part.round, part.person, part.role) == (round, person, role)) {
            parts.push(Part { round, person, role, partner: None });
        }
    }
    Ok(History { parts, names, rounds })
}
