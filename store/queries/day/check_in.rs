//! Who came.

use std::collections::{HashMap, HashSet};

use async_trait::async_trait;
use domain::{
    access::Whose,
    day::{
        Audience, Day, DayId, SegmentId, State,
        board::Filter,
        check_in::{Arrival, Badge, CheckedIn, Door, Part, VisitorKind, at_the_door},
    },
    live::Change,
    people::{Caller, PersonId, Role},
};
use jiff::Timestamp;
use store::{Attendance, Error, Result, order, row};

use super::{
    board::read_board,
    evaluation,
    helper::DoorOf,
    invited::{self, Wanted},
};
use crate::{Engine, Tx, queries::engine::Connection};

#[async_trait]
impl Attendance for Engine {
    async fn door(
        &self,
        caller: &Caller,
        slug: &str,
        wanted: Option<SegmentId>,
        now: Timestamp,
    ) -> Result<Option<Door>> {
        match self.let_through(caller, DoorOf::Day(slug), now).await {
            Err(Error::NotFound) => return Ok(None),
            through => through?,
        }
        let mut tx = self.begin_read().await?;
        let Some(day) = invited::at_the_door(&mut tx, caller.round, slug).await? else { return Ok(None) };
        // Where nothing takes place there is no door.
        let mut held = day.clone();
        held.keep(|segment| day.state_of(segment) == State::Published);
        let Some(segment) = at_the_door(&held.segments, wanted, now) else { return Ok(None) };
        let mut here = check_ins(&mut tx, segment.id).await?;
        let filter = Filter { segment: Some(segment.id), ..Filter::default() };
        let wanted = Wanted { caller, organisation: None, person: None, filter: &filter, now };
        let mut lists = invited::all(&mut tx, &wanted, std::slice::from_ref(&day)).await?;
        let sees_answers = caller.sees_answers() == Some(Whose::Everyones);
        let arrivals = lists.remove(&segment.id).unwrap_or_default().into_iter().map(|guest| Arrival {
            badge: self.vault.badge(day.id, guest.person),
            here: here.remove(&guest.person),
            person: guest.person,
            name: guest.name,
            role: guest.role,
            organisation: guest.organisation_name,
            standing: sees_answers.then_some(guest.standing),
            phone: guest.phone,
        });
        let guests = arrivals.collect();
        let mut visitors = self.read_visitors(&mut tx, day.id, now).await?;
        visitors.retain(|visitor| visitor.segment == segment.id);
        Ok(Some(Door { segment, guests, visitors, day }))
    }

    async fn check_in(
        &self,
        caller: &Caller,
        segment: SegmentId,
        person: PersonId,
        now: Timestamp,
    ) -> Result<CheckedIn> {
        let mut tx = self.begin_at_the_door(caller, DoorOf::Segment(segment), now).await?;
        if !is_invited(&mut tx, caller, segment, person).await? {
            return Err(Error::NotFound);
        }
        let day = find(&mut tx, caller, segment).await?;
        evaluation::settle(&mut tx, day, now).await?;
        let made = sqlx::query!(
            "INSERT INTO attendance (segment_id, person_id, at, by) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
            segment.0,
            person.0,
            now.as_millisecond(),
            caller.person.0
        )
        .execute(&mut *tx)
        .await?;
        if made.rows_affected() == 0 {
            // Someone was faster; unless they have taken it back just now.
            let first = first_check_in(&mut tx, segment, person).await?;
            return first.ok_or_else(|| Error::Retryable("the check-in was undone".into()));
        }
        tx.announce(Change::Attendance { round: caller.round, day });
        tx.commit().await?;
        Ok(CheckedIn { at: now, by: caller.name.clone() })
    }

    async fn undo_check_in(&self, caller: &Caller, segment: SegmentId, person: PersonId, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_at_the_door(caller, DoorOf::Segment(segment), now).await?;
        let day = find(&mut tx, caller, segment).await?;
        evaluation::settle(&mut tx, day, now).await?;
        let undone =
            sqlx::query!("DELETE FROM attendance WHERE segment_id = $1 AND person_id = $2", segment.0, person.0)
                .execute(&mut *tx)
                .await?;
        if undone.rows_affected() == 0 {
            return tx.commit().await;
        }
        tx.announce(Change::Attendance { round: caller.round, day });
        tx.commit().await
    }

    async fn badges(&self, caller: &Caller, slug: &str, now: Timestamp) -> Result<Option<(Day, Vec<Badge>)>> {
        if !caller.runs_the_programme() {
            return Ok(None);
        }
        let mut tx = self.begin_read().await?;
        let Some(board) = read_board(&mut tx, caller, slug, &Filter::default(), now).await? else { return Ok(None) };
        let here = at_the_day(&mut tx, board.day.id).await?;
        let parts = board.segments.into_iter().filter(|part| board.day.state_of(&part.segment) != State::Cancelled);
        let coming = parts.flat_map(|part| part.guests).filter(|guest| guest.comes(&here));
        let people = coming.map(|guest| Badge {
            code: self.vault.badge(board.day.id, guest.person),
            name: guest.name,
            part: Part::Round(guest.role),
            organisation: guest.organisation_name,
        });
        let visitors = self.read_visitors(&mut tx, board.day.id, now).await?.into_iter();
        let expected = visitors.filter(|visitor| visitor.kind != VisitorKind::WalkIn).map(|visitor| Badge {
            code: visitor.badge,
            name: visitor.name,
            part: Part::Visitor(visitor.kind),
            organisation: visitor.organisation,
        });
        let mut seen = HashSet::new();
        let mut badges: Vec<_> = people.chain(expected).filter(|badge| seen.insert(badge.code.clone())).collect();
        badges.sort_by_cached_key(|badge| order::swedish(&badge.name));
        Ok(Some((board.day, badges)))
    }
}

/// Who is at any part of a day.
async fn at_the_day(db: &mut Connection, day: DayId) -> Result<HashSet<PersonId>> {
    let people = sqlx::query_scalar!(
        r#"
        SELECT DISTINCT a.person_id AS "person!" FROM attendance a JOIN segments s ON s.id = a.segment_id
        WHERE s.day_id = $1
        "#,
        day.0
    );
    Ok(people.fetch_all(db).await?.into_iter().map(PersonId).collect())
}

/// Who is at a segment.
async fn check_ins(db: &mut Connection, segment: SegmentId) -> Result<HashMap<PersonId, CheckedIn>> {
    let rows = sqlx::query!(
        r#"
        SELECT a.person_id, a.at, p.name FROM attendance a JOIN persons p ON p.id = a.by
        WHERE a.segment_id = $1
        "#,
        segment.0
    )
    .fetch_all(db)
    .await?;
    rows.into_iter().map(|row| Ok((PersonId(row.person_id), check_in("attendance", row.at, row.name)?))).collect()
}

pub(crate) fn check_in(table: &'static str, at: i64, by: String) -> Result<CheckedIn> {
    Ok(CheckedIn { at: row::timestamp(table, at)?, by })
}

async fn first_check_in(tx: &mut Tx, segment: SegmentId, person: PersonId) -> Result<Option<CheckedIn>> {
    let row = sqlx::query!(
        r#"
        SELECT a.at, p.name FROM attendance a JOIN persons p ON p.id = a.by
        WHERE a.segment_id = $1 AND a.person_id = $2
        "#,
        segment.0,
        person.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    row.map(|row| check_in("attendance", row.at, row.name)).transpose()
}

/// The day of a segment, which has to be one of the caller's round.
pub(crate) async fn find(tx: &mut Tx, caller: &Caller, segment: SegmentId) -> Result<DayId> {
    let found = sqlx::query_scalar!(
        "SELECT s.day_id FROM segments s JOIN days d ON d.id = s.day_id WHERE s.id = $1 AND d.round_id = $2",
        segment.0,
        caller.round.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    found.map(DayId).ok_or(Error::NotFound)
}

/// Whether someone is invited to a segment of the caller's round.
async fn is_invited(tx: &mut Tx, caller: &Caller, segment: SegmentId, person: PersonId) -> Result<bool> {
    let rows = sqlx::query!(
        r#"
        SELECT s.audience, u.duty
        FROM segments s JOIN days d ON d.id = s.day_id JOIN duties u ON u.round_id = d.round_id
        WHERE s.id = $1 AND d.round_id = $2 AND d.state = 'published' AND NOT s.cancelled
            AND u.person_id = $3 AND u.duty IN ('adept', 'mentor')
        "#,
        segment.0,
        caller.round.0,
        person.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut invited = false;
    for row in rows {
        let audience = row::named("segments", &row.audience, Audience::from_name)?;
        invited |= audience.invites(row::named("duties", &row.duty, Role::from_name)?);
    }
    Ok(invited)
}
