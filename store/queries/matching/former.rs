//! Former pairs that may be a pair again in a round, and why.

use domain::{
    matching::{LiftReason, Lifted, Profile},
    people::{Caller, PersonId},
    round::RoundId,
};
use jiff::Timestamp;
use store::{Result, row, vault::CommonContext};

use crate::{Engine, Tx, queries::engine::Connection};

/// An adept and a mentor.
type Two = (PersonId, PersonId);

/// The same in the order in which they are kept: whichever was the mentor then.
fn in_order((adept, mentor): Two) -> Two {
    (adept.min(mentor), adept.max(mentor))
}

impl Engine {
    /// Those of whom `people` tell, in their order.
    pub(super) async fn lifts(&self, db: &mut Connection, round: RoundId, people: &[Profile]) -> Result<Vec<Lifted>> {
        let rows = sqlx::query!(
            r#"
            SELECT l.one_id, l.other_id, l.at, l.sealed, p.name AS by_name
            FROM former_pair_lifts l JOIN persons p ON p.id = l.by_id WHERE l.round_id = $1
            "#,
            round.0
        )
        .fetch_all(db)
        .await?;
        let place = |person: PersonId| people.iter().position(|profile| profile.candidate.person == person);
        let mut lifts = Vec::new();
        for row in rows {
            let (one, other) = (PersonId(row.one_id), PersonId(row.other_id));
            let (Some(first), Some(second)) = (place(one), place(other)) else { continue };
            let (adept, mentor) = if people[first].mentor { (second, first) } else { (first, second) };
            let reason = self.vault.open_common(CommonContext::FormerPair(round, one, other), &row.sealed).shown();
            let at = row::timestamp("former_pair_lifts", row.at)?;
            let [of_adept, of_mentor] = [adept, mentor].map(|place| people[place].candidate.person);
            lifts.push((adept, Lifted { adept: of_adept, mentor: of_mentor, reason, by: row.by_name, at }));
        }
        lifts.sort_by_key(|(place, _)| *place);
        Ok(lifts.into_iter().map(|(_, lifted)| lifted).collect())
    }

    pub(super) async fn insert_lift(
        &self,
        tx: &mut Tx,
        caller: &Caller,
        two: Two,
        reason: &LiftReason,
        now: Timestamp,
    ) -> Result<()> {
        let (one, other) = in_order(two);
        let place = CommonContext::FormerPair(caller.round, one, other);
        let sealed = self.vault.seal_common(place, reason.as_str())?;
        sqlx::query!(
            r#"
            INSERT INTO former_pair_lifts (round_id, one_id, other_id, by_id, at, sealed)
            VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING
            "#,
            caller.round.0,
            one.0,
            other.0,
            caller.person.0,
            now.as_millisecond(),
            sealed
        )
        .execute(&mut **tx)
        .await?;
        Ok(())
    }
}

pub(super) async fn delete_lift(tx: &mut Tx, round: RoundId, two: Two) -> Result<()> {
    let (one, other) = in_order(two);
    sqlx::query!(
        "DELETE FROM former_pair_lifts WHERE round_id = $1 AND one_id = $2 AND other_id = $3",
        round.0,
        one.0,
        other.0
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Whether two have ever been a pair.
pub(super) async fn were_a_pair(tx: &mut Tx, (one, other): Two) -> Result<bool> {
    let pairs = sqlx::query_scalar!(
        r#"
        SELECT COUNT(*) AS "pairs!: i64" FROM pairs
        WHERE (adept_id = $1 AND mentor_id = $2) OR (adept_id = $2 AND mentor_id = $1)
        "#,
        one.0,
        other.0
    );
    Ok(pairs.fetch_one(&mut **tx).await? > 0)
}

/// The same, if nobody has said that they may be one again in a round.
pub(super) async fn stand_apart(tx: &mut Tx, round: RoundId, two: Two) -> Result<bool> {
    let (one, other) = in_order(two);
    let lifts = sqlx::query_scalar!(
        r#"
        SELECT COUNT(*) AS "lifts!: i64" FROM former_pair_lifts WHERE round_id = $1 AND one_id = $2 AND other_id = $3
        "#,
        round.0,
        one.0,
        other.0
    );
    Ok(lifts.fetch_one(&mut **tx).await? == 0 && were_a_pair(tx, two).await?)
}
