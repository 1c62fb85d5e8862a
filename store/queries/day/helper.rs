//! Who helps at the door.

use async_trait::async_trait;
use domain::{
    day::{
        Day, DayId, Hours, Plan, SegmentId,
        check_in::VisitorId,
        helper::{Candidate, Helper, HelpersPage, SHOWN, can_be_named_for, held_hours, open_hours},
    },
    live::Change,
    people::{Caller, PersonId, address::AddressProblem, import::same_person, newcomer::NewcomerProblem},
};
use jiff::Timestamp;
use store::{
    Error, Helpers, Result,
    mail::outbox::{DayName, Email},
    people::duty::Holder,
    row,
};

use super::{
    invited::{self, Attended},
    notice::Notice,
};
use crate::{
    Engine, Tx,
    queries::{
        engine::{Connection, address_pattern, pattern},
        mail::budget::Trigger,
        people::{
            duty::{person_of, wrong_address},
            organisation,
        },
        round::closing::refuse_closed_round,
    },
};

#[async_trait]
impl Helpers for Engine {
    async fn helpers(&self, caller: &Caller, slug: &str, search: &str) -> Result<Option<HelpersPage>> {
        if !caller.runs_the_programme() {
            return Ok(None);
        }
        let mut tx = self.begin_read().await?;
        let Some(day) = find_day(&mut tx, caller, slug).await? else { return Ok(None) };
        let mut found = candidates(&mut tx, caller, day.id, search).await?;
        let more = found.len() > SHOWN;
        found.truncate(SHOWN);
        let (helpers, organisations) = (helpers(&mut tx, day.id).await?, organisation::all(&mut tx).await?);
        Ok(Some(HelpersPage { day, helpers, found, more, organisations }))
    }

    async fn name_helper(&self, caller: &Caller, slug: &str, holder: &Holder, now: Timestamp) -> Result<PersonId> {
        if !caller.runs_the_programme() {
            return Err(Error::NotFound);
        }
        let mut tx = self.begin_of_round(caller).await?;
        let day = find_day(&mut tx, caller, slug).await?.filter(|day| can_be_named_for(day, now));
        let day = day.ok_or(Error::NotFound)?;
        let found = person_of(&mut tx, holder).await?;
        if matches!(holder, Holder::Typed { name, .. } if !same_person(&found.name, name)) {
            return Err(wrong_address(NewcomerProblem::OtherPerson));
        }
        if !found.active {
            return Err(wrong_address(AddressProblem::Deactivated));
        }
        let person = found.person;
        let named = sqlx::query!(
            "INSERT INTO day_helpers (day_id, person_id, by_id, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
            day.id.0,
            person.0,
            caller.person.0,
            now.as_millisecond()
        );
        if named.execute(&mut *tx).await?.rows_affected() > 0 {
            let hours = held_hours(&day).ok_or(Error::NotFound)?;
            let message = Email::HelpsAtDoor {
                hours,
                place: format!("{}, {}", day.venue, day.address),
                by: caller.name.clone(),
                again: false,
                day: DayName { slug: day.slug, title: day.title },
            };
            self.enqueue(&mut tx, person, &message, Trigger::by(caller.person, day.id.0), now).await?;
            tx.announce(Change::Helper { round: caller.round, person });
        }
        tx.commit().await?;
        Ok(person)
    }

    async fn end_helper(&self, caller: &Caller, slug: &str, person: PersonId, now: Timestamp) -> Result<()> {
        if !caller.runs_the_programme() {
            return Err(Error::NotFound);
        }
        let mut tx = self.begin_write().await?;
        let day = find_day(&mut tx, caller, slug).await?.ok_or(Error::NotFound)?;
        let ended = sqlx::query!("DELETE FROM day_helpers WHERE day_id = $1 AND person_id = $2", day.id.0, person.0);
        if ended.execute(&mut *tx).await?.rows_affected() == 0 {
            return tx.commit().await;
        }
        let to_come = held_hours(&day).is_some_and(|hours| now < open_hours(hours).ends);
        if to_come {
            let name = DayName { slug: day.slug, title: day.title };
            let message = Email::HelpsNoLonger { day: name, by: caller.name.clone() };
            self.enqueue(&mut tx, person, &message, Trigger::by(caller.person, day.id.0), now).await?;
        }
        tx.announce(Change::Helper { round: caller.round, person });
        tx.commit().await
    }
}

/// By what a door is known.
#[derive(Clone, Copy)]
pub(crate) enum DoorOf<'a> {
    /// Its day's name in addresses.
    Day(&'a str),
    /// A segment of its day.
    Segment(SegmentId),
    /// A visitor at its day.
    Visitor(VisitorId),
}

impl Engine {
    /// Lets organisers through to a door of the caller's round, and whoever helps there now;
    /// for anyone else there is none.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub(crate) async fn let_through(&self, caller: &Caller, door: DoorOf<'_>, now: Timestamp) -> Result<()> {
        if caller.stands_at_the_door(None, now) {
            return Ok(());
        }
        let helps_at = self.helps_at(caller, door).await?;
        if caller.stands_at_the_door(helps_at, now) { Ok(()) } else { Err(Error::NotFound) }
    }

    /// The hours of a door's day, if the caller was named to help there.
    async fn helps_at(&self, caller: &Caller, door: DoorOf<'_>) -> Result<Option<Hours>> {
        let (slug, segment, visitor) = match door {
            DoorOf::Day(slug) => (Some(slug), None, None),
            DoorOf::Segment(segment) => (None, Some(segment.0), None),
            DoorOf::Visitor(visitor) => (None, None, Some(visitor.0)),
        };
        let held = sqlx::query!(
            r#"
            SELECT MIN(s.starts) AS "starts?: i64", MAX(s.ends) AS "ends?: i64"
            FROM day_helpers h JOIN days d ON d.id = h.day_id JOIN segments s ON s.day_id = d.id
            WHERE h.person_id = $1 AND d.round_id = $2 AND d.state = 'published' AND NOT s.cancelled AND (
                d.slug = CAST($3 AS TEXT)
                OR d.id = (SELECT x.day_id FROM segments x WHERE x.id = CAST($4 AS BIGINT))
                OR d.id = (SELECT x.day_id FROM visitors v JOIN segments x ON x.id = v.segment_id
                    WHERE v.id = CAST($5 AS BIGINT))
            )
            "#,
            caller.person.0,
            caller.round.0,
            slug,
            segment,
            visitor
        )
        .fetch_one(self.reader())
        .await?;
        let (Some(starts), Some(ends)) = (held.starts, held.ends) else { return Ok(None) };
        let time = |at| row::timestamp("segments", at);
        Ok(Some(Hours { starts: time(starts)?, ends: time(ends)? }))
    }
}

/// Begins what is done at a door, once the caller has been let through.
impl Engine {
    pub(crate) async fn begin_at_the_door(&self, caller: &Caller, door: DoorOf<'_>, now: Timestamp) -> Result<Tx> {
        self.let_through(caller, door, now).await?;
        let mut tx = self.begin_write().await?;
        refuse_closed_round(&mut tx, caller.round).await?;
        Ok(tx)
    }
}

/// A day of the caller's round, as organisers know it.
async fn find_day(tx: &mut Tx, caller: &Caller, slug: &str) -> Result<Option<Day>> {
    let day = invited::days(tx, caller, Some(slug)).await?.pop();
    Ok(day.map(|Attended { day, .. }| day))
}

/// A day is moved or cancelled: whoever helps there has to know.
impl Engine {
    /// Tells those who help at a day, if its hours or its place are not what they were.
    pub(crate) async fn tell_helpers(
        &self,
        tx: &mut Tx,
        caller: &Caller,
        (notice, was): (&Notice<'_>, &Plan),
        now: Timestamp,
    ) -> Result<()> {
        let is = (planned_hours(notice.plan), notice.plan.place());
        let (Some(hours), place) = is.clone() else { return Ok(()) };
        if is == (planned_hours(was), was.place()) {
            return Ok(());
        }
        let message = Email::HelpsAtDoor { day: notice.name(), hours, place, by: caller.name.clone(), again: true };
        self.tell_each_helper(tx, caller, notice, &message, now).await
    }

    /// Tells those who help at a day that it does not take place.
    pub(crate) async fn release_helpers(
        &self,
        tx: &mut Tx,
        caller: &Caller,
        notice: &Notice<'_>,
        now: Timestamp,
    ) -> Result<()> {
        let message = Email::HelpsNoLonger { day: notice.name(), by: caller.name.clone() };
        self.tell_each_helper(tx, caller, notice, &message, now).await
    }

    async fn tell_each_helper(
        &self,
        tx: &mut Tx,
        caller: &Caller,
        notice: &Notice<'_>,
        message: &Email,
        now: Timestamp,
    ) -> Result<()> {
        for Helper { person, .. } in helpers(tx, notice.day).await? {
            self.enqueue(tx, person, message, notice.trigger(), now).await?;
            tx.announce(Change::Helper { round: caller.round, person });
        }
        Ok(())
    }
}

/// From when to when a day is planned to take place.
fn planned_hours(plan: &Plan) -> Option<Hours> {
    let starts = plan.parts.iter().map(|part| part.starts).min()?;
    Some(Hours { starts, ends: plan.parts.iter().map(|part| part.ends).max()? })
}

async fn helpers(db: &mut Connection, day: DayId) -> Result<Vec<Helper>> {
    let rows = sqlx::query!(
        r#"
        SELECT p.id AS "person!", p.name, o.name AS organisation, b.name AS by_name, h.at
        FROM day_helpers h JOIN persons p ON p.id = h.person_id JOIN organisations o ON o.id = p.organisation_id
        JOIN persons b ON b.id = h.by_id
        WHERE h.day_id = $1 ORDER BY h.at, p.sort_name, p.id
        "#,
        day.0
    )
    .fetch_all(db)
    .await?;
    let helpers = rows.into_iter().map(|row| {
        Ok(Helper {
            person: PersonId(row.person),
            name: row.name,
            organisation: row.organisation,
            by: row.by_name,
            at: row::timestamp("day_helpers", row.at)?,
        })
    });
    helpers.collect()
}

/// Those who are searched for and could help at a day: everyone who can sign in, does not
/// help there yet and is not let through anyway. Nobody, where nothing is searched for.
async fn candidates(db: &mut Connection, caller: &Caller, day: DayId, search: &str) -> Result<Vec<Candidate>> {
    let Some(pattern) = pattern(search) else { return Ok(Vec::new()) };
    let rows = sqlx::query!(
        r#"
        SELECT p.id AS "person!", p.name, o.name AS organisation, p.email
        FROM persons p JOIN organisations o ON o.id = p.organisation_id
        WHERE p.deactivated_at IS NULL
            AND (p.folded_name LIKE $1 ESCAPE '\' OR o.folded_name LIKE $1 ESCAPE '\' OR p.email LIKE $2 ESCAPE '\')
            AND NOT EXISTS (SELECT 1 FROM day_helpers h WHERE h.day_id = $3 AND h.person_id = p.id)
            AND NOT EXISTS (
                SELECT 1 FROM duties u WHERE u.round_id = $4 AND u.person_id = p.id AND u.duty = 'organiser'
            )
        ORDER BY p.sort_name, p.id LIMIT $5
        "#,
        pattern,
        address_pattern(search),
        day.0,
        caller.round.0,
        i64::try_from(SHOWN + 1).unwrap_or(i64::MAX)
    )
    .fetch_all(db)
    .await?;
    let candidates = rows.into_iter().map(|row| Candidate {
        person: PersonId(row.person),
        name: row.name,
        organisation: row.organisation,
        email: row.email,
    });
    Ok(candidates.collect())
}
