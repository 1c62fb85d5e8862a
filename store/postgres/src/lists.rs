//! One page of each open list of a day. How to cut every list by itself is what
//! the two engines say differently.

use domain::{
    day::{DayId, board::PAGE},
    people::Role,
};
use store::Result;

use crate::{
    queries::day::invited::{Listed, Wanted},
    queries::engine::Connection,
};

/// A page of each list, by name.
pub(crate) async fn page_of_each(db: &mut Connection, wanted: &Wanted<'_>, day: DayId) -> Result<Vec<Listed>> {
    let filter = wanted.filter;
    let (answer, queued, offered) = wanted.facts();
    sqlx::query_as!(
        Listed,
        r#"
        SELECT s.id AS segment, x.person AS "person!", x.name AS "name!", x.phone AS "phone!", x.duty AS "duty!",
            x.organisation AS "organisation!", x.organisation_name AS "organisation_name!", x.answer AS "answer?",
            x.answered_at AS "answered_at?", x.former AS "former?", x.has_comment AS "has_comment!",
            x.queued AS "queued!", x.offered AS "offered!"
        FROM segments s CROSS JOIN LATERAL (
            SELECT p.id AS person, p.name, p.sort_name, p.phone, u.duty, o.id AS organisation,
                o.name AS organisation_name, r.answer, r.answered_at,
                CASE WHEN r.answer IS NULL AND s.moved_at IS NOT NULL THEN (
                    SELECT f.answer FROM former_replies f WHERE f.segment_id = s.id AND f.person_id = p.id
                    ORDER BY f.answered_at DESC LIMIT 1
                ) END AS former,
                r.word IS NOT NULL AS has_comment, q.person_id IS NOT NULL AS queued,
                COALESCE(q.offered_until > $9, FALSE) AS offered
            FROM persons p JOIN duties u ON u.person_id = p.id JOIN organisations o ON o.id = p.organisation_id
            LEFT JOIN replies r ON r.segment_id = s.id AND r.person_id = p.id
            LEFT JOIN queue q ON q.segment_id = s.id AND q.person_id = p.id
            WHERE u.round_id = $2 AND u.duty IN ('adept', 'mentor') AND (s.audience = 'everyone' OR u.duty = 'mentor')
                AND (CAST($4 AS BIGINT) IS NULL OR p.organisation_id = $4)
                AND (CAST($5 AS TEXT) IS NULL OR u.duty = $5)
                AND (CAST($6 AS TEXT) IS NULL OR p.folded_name LIKE $6 ESCAPE '\' OR o.folded_name LIKE $6 ESCAPE '\')
                AND ($7 OR (COALESCE(r.answer, 'none') = $8 AND (q.person_id IS NOT NULL) = $10
                    AND COALESCE(q.offered_until > $9, FALSE) = $11))
            ORDER BY p.sort_name, p.id LIMIT $12 OFFSET $13
        ) x
        WHERE s.day_id = $1 AND (CAST($3 AS BIGINT) IS NULL OR s.id = $3)
        ORDER BY x.sort_name, x.person
        "#,
        day.0,
        wanted.caller.round.0,
        filter.segment.map(|segment| segment.0),
        wanted.organisation.map(|organisation| organisation.0),
        filter.role.map(Role::name),
        wanted.pattern(),
        filter.standing.is_none(),
        answer,
        wanted.now.as_millisecond(),
        queued,
        offered,
        i64::from(PAGE),
        i64::from(filter.page) * i64::from(PAGE)
    )
    .fetch_all(&mut *db)
    .await
    .map_err(store::Error::from)
}
