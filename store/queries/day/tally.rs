//! How many have given which answer to a part of a day, kept with every answer,
//! so that a board need not read everyone's.

use domain::{
    day::{Answer, SegmentId},
    people::{OrganisationId, PersonId, Role},
    round::RoundId,
};
use store::{Result, row};

use crate::Tx;

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
        .await?;
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
    .await?;
    Ok(())
}

/// Someone's answers to a round's days count in a role, once more (1) or no longer (-1):
/// when they begin to take part, before they end to.
pub(crate) async fn count_with_role(
    tx: &mut Tx,
    round: RoundId,
    person: PersonId,
    role: Role,
    change: i64,
) -> Result<()> {
    sqlx::query!(
        r#"
        INSERT INTO tally (segment_id, role, organisation_id, answer, people)
        SELECT r.segment_id, u.duty, p.organisation_id, r.answer, CAST($4 AS BIGINT)
        FROM replies r JOIN segments s ON s.id = r.segment_id JOIN days d ON d.id = s.day_id
        JOIN persons p ON p.id = r.person_id
        JOIN duties u ON u.person_id = p.id AND u.round_id = d.round_id AND u.duty = $3
        WHERE d.round_id = $1 AND r.person_id = $2
        ON CONFLICT (segment_id, role, organisation_id, answer) DO UPDATE SET people = tally.people + excluded.people
        "#,
        round.0,
        person.0,
        role.name(),
        change
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What counts with one organisation counts with another: both are one now.
pub(crate) async fn merge(tx: &mut Tx, from: OrganisationId, into: OrganisationId) -> Result<()> {
    sqlx::query!(
        r#"
        INSERT INTO tally (segment_id, role, organisation_id, answer, people)
        SELECT segment_id, role, CAST($2 AS BIGINT), answer, people FROM tally WHERE organisation_id = $1
        ON CONFLICT (segment_id, role, organisation_id, answer) DO UPDATE SET people = tally.people + excluded.people
        "#,
        from.0,
        into.0
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!("DELETE FROM tally WHERE organisation_id = $1", from.0).execute(&mut **tx).await?;
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
    .await?;
    rows.into_iter().map(|row| Ok((row::named("tally", &row.answer, Answer::from_name)?, row.people))).collect()
}

/// Counts the answers to a segment of which none are counted.
pub(crate) async fn count_all(tx: &mut Tx, segment: SegmentId) -> Result<()> {
    sqlx::query!(
        r#"
        INSERT INTO tally (segment_id, role, organisation_id, answer, people)
        SELECT r.segment_id, u.duty, p.organisation_id, r.answer, COUNT(*)
        FROM replies r JOIN segments s ON s.id = r.segment_id JOIN days d ON d.id = s.day_id
        JOIN persons p ON p.id = r.person_id JOIN duties u ON u.person_id = p.id AND u.round_id = d.round_id
        WHERE r.segment_id = $1 AND u.duty IN ('adept', 'mentor')
        GROUP BY r.segment_id, u.duty, p.organisation_id, r.answer
        "#,
        segment.0
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Nobody has answered to a segment any more.
pub(crate) async fn clear(tx: &mut Tx, segment: SegmentId) -> Result<()> {
    sqlx::query!("DELETE FROM tally WHERE segment_id = $1", segment.0).execute(&mut **tx).await?;
    Ok(())
}
