//! How many have given which answer to a part of a day, kept with every answer,
//! so that a board need not read everyone's.

use domain::{
    board::Count,
    day::{Answer, SegmentId},
    people::{PersonId, Role},
    round::RoundId,
};
use store::{Result, row};

use crate::{Engine, Tx, board::count, fault};

impl Engine {
    /// How many of each role and organisation are in the round, as if none of
    /// them had answered.
    pub(crate) async fn invited(&self, round: RoundId) -> Result<Vec<Count>> {
        let rows = sqlx::query!(
            r#"
            SELECT u.duty, p.organisation_id, COUNT(*) AS "people!: i64"
            FROM duties u JOIN persons p ON p.id = u.person_id
            WHERE u.round_id = $1 AND u.duty IN ('adept', 'mentor') GROUP BY 1, 2
            "#,
            round.0
        )
        .fetch_all(self.reader())
        .await
        .map_err(fault)?;
        rows.into_iter().map(|row| count(&row.duty, row.organisation_id, None.into(), row.people)).collect()
    }

    /// How many of each role and organisation have given which answer.
    pub(crate) async fn given(&self, segment: SegmentId) -> Result<Vec<Count>> {
        let rows = sqlx::query!(
            "SELECT role, organisation_id, answer, people FROM tally WHERE segment_id = $1 AND people > 0",
            segment.0
        )
        .fetch_all(self.reader())
        .await
        .map_err(fault)?;
        let counts = rows.into_iter().map(|row| {
            let answer = row::named("tally", &row.answer, Answer::from_name)?;
            count(&row.role, row.organisation_id, Some(answer).into(), row.people)
        });
        counts.collect()
    }
}

/// Someone answers, or takes their answer back: one answer comes, another goes.
pub(crate) async fn follow(
    tx: &mut Tx,
    segment: SegmentId,
    person: PersonId,
    came: Option<Answer>,
    went: Option<Answer>,
) -> Result<()> {
    for (answer, change) in [(came, 1), (went, -1)] {
        let Some(answer) = answer else { continue };
        sqlx::query!(
            r#"
            INSERT INTO tally (segment_id, role, organisation_id, answer, people)
            SELECT s.id, u.duty, p.organisation_id, $3, $4
            FROM segments s JOIN days d ON d.id = s.day_id JOIN persons p ON p.id = $2
            JOIN duties u ON u.person_id = p.id AND u.round_id = d.round_id
            WHERE s.id = $1 AND u.duty IN ('adept', 'mentor')
            ON CONFLICT (segment_id, role, organisation_id, answer) DO UPDATE SET people = tally.people + excluded.people
            "#,
            segment.0,
            person.0,
            answer.name(),
            change
        )
        .execute(&mut **tx)
        .await
        .map_err(fault)?;
    }
    Ok(())
}

/// Someone's answers count with the employer that they have, once more (1) or no
/// longer (-1): both, around a change of employer.
pub(crate) async fn count_with_employer(tx: &mut Tx, person: PersonId, change: i64) -> Result<()> {
    sqlx::query!(
        r#"
        INSERT INTO tally (segment_id, role, organisation_id, answer, people)
        SELECT r.segment_id, u.duty, p.organisation_id, r.answer, CAST($2 AS BIGINT)
        FROM replies r JOIN segments s ON s.id = r.segment_id JOIN days d ON d.id = s.day_id
        JOIN persons p ON p.id = r.person_id JOIN duties u ON u.person_id = p.id AND u.round_id = d.round_id
        WHERE r.person_id = $1 AND u.duty IN ('adept', 'mentor')
        ON CONFLICT (segment_id, role, organisation_id, answer) DO UPDATE SET people = tally.people + excluded.people
        "#,
        person.0,
        change
    )
    .execute(&mut **tx)
    .await
    .map_err(fault)?;
    Ok(())
}

/// How many have given each answer to a segment.
pub(crate) async fn of(tx: &mut Tx, segment: SegmentId) -> Result<Vec<(Answer, i64)>> {
    let rows = sqlx::query!(
        r#"
        SELECT answer, CAST(SUM(people) AS BIGINT) AS "people!: i64" FROM tally WHERE segment_id = $1
        GROUP BY answer HAVING SUM(people) > 0
        "#,
        segment.0
    )
    .fetch_all(&mut **tx)
    .await
    .map_err(fault)?;
    rows.into_iter().map(|row| Ok((row::named("tally", &row.answer, Answer::from_name)?, row.people))).collect()
}

/// Nobody has answered to a segment any more.
pub(crate) async fn clear(tx: &mut Tx, segment: SegmentId) -> Result<()> {
    sqlx::query!("DELETE FROM tally WHERE segment_id = $1", segment.0).execute(&mut **tx).await.map_err(fault)?;
    Ok(())
}

/// Those of a round who have not answered, beside those who have.
pub(crate) fn with_unanswered(invited: &[Count], roles: impl Fn(Role) -> bool, given: Vec<Count>) -> Vec<Count> {
    let unanswered = invited.iter().filter(|count| roles(count.role)).map(|all| {
        let theirs = given.iter().filter(|count| (count.role, count.organisation) == (all.role, all.organisation));
        Count { people: all.people.saturating_sub(theirs.map(|count| count.people).sum()), ..*all }
    });
    let mut counts: Vec<_> = unanswered.collect();
    counts.extend(given);
    counts
}
