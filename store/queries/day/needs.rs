//! What people need at a day.

use std::collections::HashMap;

use async_trait::async_trait;
use domain::{
    day::{
        DayId,
        needs::{DayNeeds, Needs as What, NeedsOf, OwnNeeds},
    },
    live::Change,
    people::{Caller, PersonId, Role},
    round::retention::{NEEDS_DAYS, cutoff, deleted_on},
};
use jiff::{Timestamp, civil::Date};
use store::{Days, Error, Needs, Result, order, row};

use super::invited::{self, Attended};
use crate::{Db, Engine, Tx, queries::engine::Connection};

/// What is to be known of a day to which people need something.
struct Terms {
    day: DayId,
    /// The organiser who is responsible for it, with their name.
    responsible: Option<(PersonId, String)>,
    ends: Timestamp,
}

impl Terms {
    /// Whether anything is still kept.
    fn are_open(&self, now: Timestamp) -> bool {
        self.ends >= cutoff(now, NEEDS_DAYS)
    }

    fn deleted_on(&self) -> Date {
        deleted_on(self.ends, NEEDS_DAYS)
    }
}

#[async_trait]
impl Needs for Engine {
    async fn own_needs(&self, caller: &Caller, slug: &str, now: Timestamp) -> Result<Option<OwnNeeds>> {
        let Some(view) = self.day(caller, slug, now).await?.filter(domain::day::DayView::says_yes) else {
            return Ok(None);
        };
        let terms = terms(self.reader(), caller, slug).await?.filter(|terms| terms.are_open(now));
        let Some(terms) = terms else { return Ok(None) };
        let sealed = sqlx::query_scalar!(
            "SELECT sealed FROM needs WHERE day_id = $1 AND person_id = $2",
            terms.day.0,
            caller.person.0
        )
        .fetch_optional(self.reader())
        .await?;
        let needs = sealed.map(|sealed| self.vault.open_needs(terms.day, caller.person, &sealed)).transpose()?;
        Ok(Some(OwnNeeds {
            deleted_on: terms.deleted_on(),
            reader: terms.responsible.map(|(_, name)| name),
            needs: needs.unwrap_or_default(),
            day: view.day,
        }))
    }

    async fn save_needs(&self, caller: &Caller, slug: &str, needs: &What, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_write().await?;
        let terms = terms(&mut *tx, caller, slug).await?.filter(|terms| terms.are_open(now));
        let day = terms.ok_or(Error::NotFound)?.day;
        if !says_yes(&mut tx, day, caller.person).await? {
            return Err(Error::NotFound);
        }
        if needs.is_empty() {
            delete_needs(&mut tx, day, caller.person).await?;
        } else {
            self.insert_needs(&mut tx, day, caller.person, needs, now).await?;
        }
        self.commit(tx, Change::Needs { round: caller.round, person: caller.person }).await
    }

    async fn day_needs(&self, caller: &Caller, slug: &str, now: Timestamp) -> Result<Option<DayNeeds>> {
        if !caller.runs_the_programme() {
            return Ok(None);
        }
        let mut tx = self.begin_read().await?;
        let Some(Attended { day, .. }) = invited::days(&mut tx, caller, Some(slug)).await?.pop() else {
            return Ok(None);
        };
        let Some(terms) = terms(&mut *tx, caller, slug).await? else { return Ok(None) };
        let open = terms.are_open(now);
        let needs = if open { self.needs_of_those_who_come(&mut tx, terms.day).await? } else { Vec::new() };
        let order = needs.iter().map(|(_, needs)| &needs.food).collect();
        let people = if caller.sees_needs(terms.responsible.as_ref().map(|(person, _)| *person)) {
            Some(named(&mut tx, caller, terms.day, needs).await?)
        } else {
            None
        };
        Ok(Some(DayNeeds {
            deleted_on: terms.deleted_on(),
            responsible: terms.responsible.map(|(_, name)| name),
            order,
            people,
            day,
        }))
    }
}

impl Engine {
    pub(crate) async fn insert_needs(
        &self,
        tx: &mut Tx,
        day: DayId,
        person: PersonId,
        needs: &What,
        now: Timestamp,
    ) -> Result<()> {
        let sealed = self.vault.seal_needs(day, person, needs)?;
        sqlx::query!(
            r#"
            INSERT INTO needs (day_id, person_id, sealed, saved_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (day_id, person_id) DO UPDATE SET sealed = excluded.sealed, saved_at = excluded.saved_at
            "#,
            day.0,
            person.0,
            sealed,
            now.as_millisecond()
        )
        .execute(&mut **tx)
        .await?;
        Ok(())
    }

    /// The needs of those who have said yes and have a seat, without names.
    async fn needs_of_those_who_come(&self, db: &mut Connection, day: DayId) -> Result<Vec<(PersonId, What)>> {
        let rows = sqlx::query!(
            r#"
            SELECT n.person_id, n.sealed FROM needs n
            WHERE n.day_id = $1 AND EXISTS (
                SELECT 1 FROM replies r JOIN segments s ON s.id = r.segment_id
                LEFT JOIN queue q ON q.segment_id = r.segment_id AND q.person_id = r.person_id
                WHERE s.day_id = n.day_id AND r.person_id = n.person_id AND r.answer = 'yes' AND q.number IS NULL
            )
            "#,
            day.0
        )
        .fetch_all(db)
        .await?;
        let opened = rows.into_iter().map(|row| {
            let person = PersonId(row.person_id);
            Ok((person, self.vault.open_needs(day, person, &row.sealed)?))
        });
        opened.collect()
    }
}

/// Puts names to needs, in the order of the names.
async fn named(db: &mut Connection, caller: &Caller, day: DayId, needs: Vec<(PersonId, What)>) -> Result<Vec<NeedsOf>> {
    let rows = sqlx::query!(
        r#"
        SELECT p.id, p.name, u.duty, o.name AS organisation
        FROM needs n JOIN persons p ON p.id = n.person_id JOIN organisations o ON o.id = p.organisation_id
        JOIN duties u ON u.person_id = p.id AND u.round_id = $2 AND u.duty IN ('adept', 'mentor')
        WHERE n.day_id = $1
        "#,
        day.0,
        caller.round.0
    )
    .fetch_all(db)
    .await?;
    let mut needs: HashMap<_, _> = needs.into_iter().collect();
    let mut people = Vec::new();
    for row in rows {
        let person = PersonId(row.id);
        let Some(needs) = needs.remove(&person) else { continue };
        let role = row::named("duties", &row.duty, Role::from_name)?;
        people.push(NeedsOf { person, name: row.name, role, organisation: row.organisation, needs });
    }
    people.sort_by_cached_key(|person| order::swedish(&person.name));
    Ok(people)
}

async fn terms(db: impl sqlx::Executor<'_, Database = Db>, caller: &Caller, slug: &str) -> Result<Option<Terms>> {
    let row = sqlx::query!(
        r#"
        SELECT d.id, p.id AS "responsible?", p.name AS "name?",
            (SELECT MAX(s.ends) FROM segments s WHERE s.day_id = d.id) AS "ends!: i64"
        FROM days d
        LEFT JOIN duties u ON u.person_id = d.responsible_id AND u.round_id = d.round_id AND u.duty = 'organiser'
        LEFT JOIN persons p ON p.id = u.person_id
        WHERE d.round_id = $1 AND d.slug = $2
        "#,
        caller.round.0,
        slug
    )
    .fetch_optional(db)
    .await?;
    row.map(|row| {
        Ok(Terms {
            day: DayId(row.id),
            responsible: row.responsible.map(PersonId).zip(row.name),
            ends: row::timestamp("segments", row.ends)?,
        })
    })
    .transpose()
}

/// Deletes what someone needs at a day, unless they still mean to come to some
/// part of it.
pub(crate) async fn forget_unless_coming(tx: &mut Tx, day: DayId, person: PersonId) -> Result<()> {
    if says_yes(tx, day, person).await? { Ok(()) } else { delete_needs(tx, day, person).await }
}

async fn says_yes(tx: &mut Tx, day: DayId, person: PersonId) -> Result<bool> {
    let yes = sqlx::query_scalar!(
        r#"
        SELECT COUNT(*) AS "yes!: i64" FROM replies r JOIN segments s ON s.id = r.segment_id
        WHERE s.day_id = $1 AND r.person_id = $2 AND r.answer = 'yes'
        "#,
        day.0,
        person.0
    );
    Ok(yes.fetch_one(&mut **tx).await? > 0)
}

async fn delete_needs(tx: &mut Tx, day: DayId, person: PersonId) -> Result<()> {
    sqlx::query!("DELETE FROM needs WHERE day_id = $1 AND person_id = $2", day.0, person.0).execute(&mut **tx).await?;
    Ok(())
}
