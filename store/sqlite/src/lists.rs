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

/// A page of each list, by name. The inner cross join makes SQLite walk along the
/// names and stop when the page is full, instead of collecting the whole round and
/// sorting it. `json_each` makes it do so once for each list: an `IN` in its place
/// is evaluated once for each person, which takes forty times as long.
pub(crate) async fn page_of_each(db: &mut Connection, wanted: &Wanted<'_>, day: DayId) -> Result<Vec<Listed>> {
    let filter = wanted.filter;
    let (answer, queued, offered) = wanted.facts();
    sqlx::query_as!(
        Listed,
        r#"
        SELECT s.id AS "segment!", p.id AS "person!", p.name, p.phone, u.duty, o.id AS "organisation!",
            o.name AS organisation_name, r.answer AS "answer?", r.answered_at AS "answered_at?",
            CASE WHEN r.answer IS NULL AND s.moved_at IS NOT NULL THEN (
                SELECT f.answer FROM former_replies f WHERE f.segment_id = s.id AND f.person_id = p.id
                ORDER BY f.answered_at DESC LIMIT 1
            ) END AS "former?: String",
            r.word IS NOT NULL AS "has_comment!: bool",
            q.person_id IS NOT NULL AS "queued!: bool", COALESCE(q.offered_until > $9, FALSE) AS "offered!: bool"
        FROM segments s
        CROSS JOIN json_each((SELECT json_group_array(page.duty) FROM (
            SELECT v.rowid AS duty FROM persons n CROSS JOIN duties v JOIN organisations w ON w.id = n.organisation_id
            LEFT JOIN replies a ON a.segment_id = s.id AND a.person_id = n.id
            LEFT JOIN queue b ON b.segment_id = s.id AND b.person_id = n.id
            WHERE v.person_id = n.id AND v.round_id = $2 AND v.duty IN ('adept', 'mentor')
                AND (s.audience = 'everyone' OR v.duty = 'mentor')
                AND (CAST($4 AS BIGINT) IS NULL OR n.organisation_id = $4)
                AND (CAST($5 AS TEXT) IS NULL OR v.duty = $5)
                AND (CAST($6 AS TEXT) IS NULL OR n.folded_name LIKE $6 ESCAPE '\' OR w.folded_name LIKE $6 ESCAPE '\')
                AND ($7 OR (COALESCE(a.answer, 'none') = $8 AND (b.person_id IS NOT NULL) = $10
                    AND COALESCE(b.offered_until > $9, FALSE) = $11))
            ORDER BY n.sort_name, n.id LIMIT $12 OFFSET $13
        ) page)) listed
        CROSS JOIN duties u ON u.rowid = listed.value
        JOIN persons p ON p.id = u.person_id JOIN organisations o ON o.id = p.organisation_id
        LEFT JOIN replies r ON r.segment_id = s.id AND r.person_id = p.id
        LEFT JOIN queue q ON q.segment_id = s.id AND q.person_id = p.id
        WHERE s.day_id = $1 AND (CAST($3 AS BIGINT) IS NULL OR s.id = $3)
        ORDER BY p.sort_name, p.id
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
