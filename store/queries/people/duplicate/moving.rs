//! What there is of one becomes the other's: everything that names a person, by the rule
//! that [`REFERENCES`] has for it.

use domain::{
    day::{DayId, SegmentId},
    people::{Caller, PersonId, duplicate::Which},
    round::RoundId,
};
use jiff::Timestamp;
use sqlx::AssertSqlSafe;
use store::{
    Result,
    people::duplicate::{Fate, REFERENCES},
    vault::CommonContext,
};

use super::{Two, read};
use crate::{
    Engine, Tx,
    queries::day::{needs::forget_unless_coming, seats::Seats},
};

/// What hangs on an application.
const OF_AN_APPLICATION: [&str; 8] = [
    "application_steps",
    "conflicts",
    "overrides",
    "manager_links",
    "application_nudges",
    "votes",
    "recusals",
    "decisions",
];

impl Engine {
    /// Takes back the answers that do not stay, with their history; seats pass on.
    pub(super) async fn settle_answers(&self, tx: &mut Tx, caller: &Caller, two: Two, now: Timestamp) -> Result<()> {
        for (segment, answer) in read::double_answers(tx, two).await? {
            let loser = match answer.stays() {
                Which::From => two.into,
                Which::Into => two.from,
            };
            let mut seats = Seats::take(tx, SegmentId(segment)).await?;
            let changes = self.put_answer(tx, &mut seats, (loser, None), caller.person, now).await?;
            tx.announce_all(changes);
            sqlx::query!("DELETE FROM answers WHERE segment_id = $1 AND person_id = $2", segment, loser.0)
                .execute(&mut **tx)
                .await?;
        }
        Ok(())
    }

    /// Everything that names the one names the other.
    pub(super) async fn move_all(&self, tx: &mut Tx, two: Two) -> Result<()> {
        between(tx, two).await?;
        self.move_lifts(tx, two).await?;
        for (table, column, fate) in REFERENCES {
            match fate {
                Fate::Yields(keys) => give_way(tx, two, (table, column), keys).await?,
                Fate::Goes(_) => run(tx, format!("DELETE FROM {table} WHERE {column} = $1"), &[two.from]).await?,
                Fate::Follows | Fate::Own(_) => {}
            }
        }
        // Sealed for the one while they are still the one's.
        self.seal_anew(tx, two).await?;
        for (table, column, fate) in REFERENCES {
            if matches!(fate, Fate::Follows | Fate::Yields(_)) {
                follow(tx, two, (table, column)).await?;
            }
        }
        for own in [("pairs", "adept_id"), ("pairs", "mentor_id"), ("applications", "person_id")] {
            follow(tx, two, own).await?;
        }
        move_replies(tx, two).await?;
        move_imported(tx, two).await
    }

    /// Whom the working group lets be a pair again: the two are kept in order.
    async fn move_lifts(&self, tx: &mut Tx, two: Two) -> Result<()> {
        let rows = sqlx::query!(
            r#"
            SELECT round_id, one_id, other_id, by_id, at, sealed FROM former_pair_lifts
            WHERE one_id = $1 OR other_id = $1
            "#,
            two.from.0
        );
        for row in rows.fetch_all(&mut **tx).await? {
            let (round, one, other) = (RoundId(row.round_id), PersonId(row.one_id), PersonId(row.other_id));
            let third = if one == two.from { other } else { one };
            if third == two.into {
                continue;
            }
            let (first, second) = (third.min(two.into), third.max(two.into));
            let was = CommonContext::FormerPair(round, one, other);
            let is = CommonContext::FormerPair(round, first, second);
            let sealed = self.sealed_anew(was, is, &row.sealed)?.unwrap_or(row.sealed);
            sqlx::query!(
                r#"
                INSERT INTO former_pair_lifts (round_id, one_id, other_id, by_id, at, sealed)
                VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING
                "#,
                round.0,
                first.0,
                second.0,
                row.by_id,
                row.at,
                sealed
            )
            .execute(&mut **tx)
            .await?;
        }
        run(tx, "DELETE FROM former_pair_lifts WHERE one_id = $1 OR other_id = $1".to_owned(), &[two.from]).await
    }

    /// What someone needs at days to which they do not come is forgotten.
    pub(super) async fn forget_needs(&self, tx: &mut Tx, person: PersonId) -> Result<()> {
        let days = sqlx::query_scalar!("SELECT day_id FROM needs WHERE person_id = $1", person.0);
        for day in days.fetch_all(&mut **tx).await? {
            forget_unless_coming(tx, DayId(day), person).await?;
        }
        Ok(())
    }
}

/// Runs a statement about one or both. Its names are ours, out of [`REFERENCES`].
async fn run(tx: &mut Tx, sql: String, about: &[PersonId]) -> Result<()> {
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for person in about {
        query = query.bind(person.0);
    }
    query.execute(&mut **tx).await?;
    Ok(())
}

/// What the one who stays has already is kept; the other's goes.
async fn give_way(tx: &mut Tx, two: Two, (table, column): (&str, &str), keys: &[&str]) -> Result<()> {
    let same: Vec<_> = keys.iter().map(|key| format!("o.{key} = {table}.{key}")).collect();
    let sql = format!(
        "DELETE FROM {table} WHERE {column} = $1 AND EXISTS \
         (SELECT 1 FROM {table} o WHERE o.{column} = $2 AND {})",
        same.join(" AND ")
    );
    run(tx, sql, &[two.from, two.into]).await
}

async fn follow(tx: &mut Tx, two: Two, (table, column): (&str, &str)) -> Result<()> {
    let sql = format!("UPDATE {table} SET {column} = $2 WHERE {column} = $1");
    run(tx, sql, &[two.from, two.into]).await
}

/// Deletes someone's application to a round, which counts for nothing.
pub(super) async fn delete_application(tx: &mut Tx, person: PersonId, round: u32) -> Result<()> {
    let id = sqlx::query_scalar!(
        "SELECT a.id FROM applications a JOIN rounds r ON r.id = a.round_id WHERE a.person_id = $1 AND r.number = $2",
        person.0,
        i64::from(round)
    );
    let Some(id) = id.fetch_optional(&mut **tx).await? else { return Ok(()) };
    for table in OF_AN_APPLICATION {
        let sql = format!("DELETE FROM {table} WHERE application_id = $1");
        sqlx::query(AssertSqlSafe(sql)).bind(id).execute(&mut **tx).await?;
    }
    sqlx::query!("DELETE FROM applications WHERE id = $1", id).execute(&mut **tx).await?;
    Ok(())
}

/// What stands between the two, or is the same of both: nobody stands in for themselves;
/// in a draft of matches where both stand, the one who stays does; a duty that both have
/// began when the first did.
async fn between(tx: &mut Tx, two: Two) -> Result<()> {
    let both = [two.from, two.into];
    let stands_in = "DELETE FROM stand_ins WHERE contact_id IN ($1, $2) AND stand_in_id IN ($1, $2)";
    run(tx, stands_in.to_owned(), &both).await?;
    let links = "DELETE FROM match_links WHERE (adept_id = $1 OR mentor_id = $1) AND EXISTS \
         (SELECT 1 FROM match_links o WHERE o.draft_id = match_links.draft_id AND (o.adept_id = $2 OR o.mentor_id = $2))";
    run(tx, links.to_owned(), &both).await?;
    let since = "UPDATE duties SET since = \
         (SELECT o.since FROM duties o WHERE o.person_id = $1 AND o.round_id = duties.round_id AND o.duty = duties.duty) \
         WHERE person_id = $2 AND EXISTS (SELECT 1 FROM duties o WHERE o.person_id = $1 \
             AND o.round_id = duties.round_id AND o.duty = duties.duty AND o.since < duties.since)";
    run(tx, since.to_owned(), &both).await
}

/// Answers, and the places in queues that name them.
async fn move_replies(tx: &mut Tx, two: Two) -> Result<()> {
    sqlx::query!(
        r#"
        INSERT INTO replies (segment_id, person_id, answer, answered_at, word)
        SELECT segment_id, CAST($2 AS BIGINT), answer, answered_at, word FROM replies WHERE person_id = $1
        "#,
        two.from.0,
        two.into.0
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!("UPDATE queue SET person_id = $2 WHERE person_id = $1", two.from.0, two.into.0)
        .execute(&mut **tx)
        .await?;
    sqlx::query!("DELETE FROM replies WHERE person_id = $1", two.from.0).execute(&mut **tx).await?;
    Ok(())
}

/// What an import has brought is named by a number alone.
async fn move_imported(tx: &mut Tx, two: Two) -> Result<()> {
    sqlx::query!(
        "UPDATE imported SET target_id = $2 WHERE target_id = $1 AND what IN ('person', 'duty')",
        two.from.0,
        two.into.0
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
