//! Who eats at a day, and what those need who do.

use std::collections::HashMap;

use domain::{
    day::{
        DayId,
        check_in::{Attendee, Part, VisitorId, VisitorKind},
        needs::{Needs, NeedsOf},
    },
    people::{PersonId, Role},
    round::RoundId,
};
use store::{Result, order, row, vault::CommonContext};

use crate::{Engine, queries::engine::Connection};

/// Someone who comes to a day, and what they need there.
pub(super) struct Coming {
    pub person: Attendee,
    /// `None`, if it cannot be read any more.
    pub needs: Option<Needs>,
    /// To whom it was given.
    pub given_to: Option<PersonId>,
}

impl Engine {
    /// The needs of those who have said yes and have a seat, and of guests and speakers.
    pub(super) async fn needs_of_those_who_come(&self, db: &mut Connection, day: DayId) -> Result<Vec<Coming>> {
        let rows = sqlx::query!(
            r#"
            SELECT n.person_id, n.sealed, n.reader_id FROM needs n
            WHERE n.day_id = $1 AND EXISTS (
                SELECT 1 FROM replies r JOIN segments s ON s.id = r.segment_id
                LEFT JOIN queue q ON q.segment_id = r.segment_id AND q.person_id = r.person_id
                WHERE s.day_id = n.day_id AND NOT s.cancelled AND r.person_id = n.person_id AND r.answer = 'yes'
                    AND q.number IS NULL
            )
            "#,
            day.0
        )
        .fetch_all(&mut *db)
        .await?;
        let mut coming: Vec<_> = rows
            .into_iter()
            .map(|row| {
                let person = PersonId(row.person_id);
                let needs = self.vault.open_needs(day, person, &row.sealed).text();
                Coming { person: person.into(), needs, given_to: row.reader_id.map(PersonId) }
            })
            .collect();
        coming.extend(self.needs_of_guests(db, day).await?);
        Ok(coming)
    }

    /// Whoever is expected at several parts eats once.
    async fn needs_of_guests(&self, db: &mut Connection, day: DayId) -> Result<Vec<Coming>> {
        let rows = sqlx::query!(
            r#"
            SELECT n.visitor_id, n.sealed, n.reader_id
            FROM visitor_needs n JOIN visitors v ON v.id = n.visitor_id JOIN segments s ON s.id = v.segment_id
            WHERE s.day_id = $1 AND NOT s.cancelled AND NOT EXISTS (
                SELECT 1 FROM visitor_needs m JOIN visitors w ON w.id = m.visitor_id
                JOIN segments x ON x.id = w.segment_id
                WHERE x.day_id = $1 AND NOT x.cancelled AND w.name = v.name AND w.organisation = v.organisation
                    AND w.id < v.id
            )
            "#,
            day.0
        )
        .fetch_all(db)
        .await?;
        let coming = rows.into_iter().map(|row| {
            let visitor = VisitorId(row.visitor_id);
            let needs = self.vault.open_parts(CommonContext::VisitorNeeds(visitor), &row.sealed).text();
            Coming { person: visitor.into(), needs, given_to: Some(PersonId(row.reader_id)) }
        });
        Ok(coming.collect())
    }
}

/// How many eat: those who have said yes and have a seat, and guests and speakers.
/// Everyone counts once.
pub(super) async fn eaters(db: &mut Connection, round: RoundId, day: DayId) -> Result<u32> {
    let row = sqlx::query!(
        r#"
        SELECT
            (SELECT COUNT(DISTINCT r.person_id) FROM replies r JOIN segments s ON s.id = r.segment_id
                JOIN duties u ON u.person_id = r.person_id AND u.round_id = $2 AND u.duty IN ('adept', 'mentor')
                LEFT JOIN queue q ON q.segment_id = r.segment_id AND q.person_id = r.person_id
                WHERE s.day_id = $1 AND NOT s.cancelled AND r.answer = 'yes' AND q.number IS NULL
            ) AS "people!: i64",
            (SELECT COUNT(DISTINCT CASE WHEN v.name = '' THEN CAST(v.id AS TEXT) ELSE v.name || ', ' || v.organisation END)
                FROM visitors v JOIN segments s ON s.id = v.segment_id
                WHERE s.day_id = $1 AND NOT s.cancelled AND v.kind <> 'walk_in'
            ) AS "guests!: i64"
        "#,
        day.0,
        round.0
    )
    .fetch_one(db)
    .await?;
    row::count("replies", row.people + row.guests)
}

/// Puts names to needs, in the order of the names.
pub(super) async fn named(
    db: &mut Connection,
    round: RoundId,
    day: DayId,
    mut needs: HashMap<Attendee, Option<Needs>>,
) -> Result<Vec<NeedsOf>> {
    let rows = sqlx::query!(
        r#"
        SELECT p.id, p.name, u.duty, o.name AS organisation
        FROM needs n JOIN persons p ON p.id = n.person_id JOIN organisations o ON o.id = p.organisation_id
        JOIN duties u ON u.person_id = p.id AND u.round_id = $2 AND u.duty IN ('adept', 'mentor')
        WHERE n.day_id = $1
        "#,
        day.0,
        round.0
    )
    .fetch_all(&mut *db)
    .await?;
    let mut people = Vec::new();
    for row in rows {
        let person = Attendee::Person(PersonId(row.id));
        let Some(needs) = needs.remove(&person) else { continue };
        let part = Part::Round(row::named("duties", &row.duty, Role::from_name)?);
        people.push(NeedsOf { person, name: row.name, part, organisation: row.organisation, needs });
    }
    let rows = sqlx::query!(
        r#"
        SELECT v.id, v.name, v.kind, v.organisation
        FROM visitor_needs n JOIN visitors v ON v.id = n.visitor_id JOIN segments s ON s.id = v.segment_id
        WHERE s.day_id = $1
        "#,
        day.0
    )
    .fetch_all(db)
    .await?;
    for row in rows {
        let person = Attendee::Visitor(VisitorId(row.id));
        let Some(needs) = needs.remove(&person) else { continue };
        let part = Part::Visitor(row::named("visitors", &row.kind, VisitorKind::from_name)?);
        people.push(NeedsOf { person, name: row.name, part, organisation: row.organisation, needs });
    }
    people.sort_by_cached_key(|person| order::swedish(&person.name));
    Ok(people)
}
