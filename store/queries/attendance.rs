//! Who came.

use std::collections::{HashMap, HashSet};

use async_trait::async_trait;
use domain::{
    attendance::{Arrival, Badge, CheckedIn, Door, NewVisitor, Present, Visitor, VisitorId, at_the_door},
    board::Filter,
    day::{Audience, Day, Guest, SegmentId},
    live::Change,
    people::{Caller, PersonId, Role},
};
use jiff::Timestamp;
use store::{Attendance, Boards, Error, Result, once::FormKey, order, row};

use crate::{
    Engine, Tx, fault,
    once::{self, Claim},
};

#[async_trait]
impl Attendance for Engine {
    async fn door(
        &self,
        caller: &Caller,
        slug: &str,
        wanted: Option<SegmentId>,
        now: Timestamp,
    ) -> Result<Option<Door>> {
        if !caller.runs_the_programme() {
            return Ok(None);
        }
        let Some(board) = self.board(caller, slug, &Filter::default(), now).await? else { return Ok(None) };
        let Some(segment) = at_the_door(&board.day.segments, wanted, now) else { return Ok(None) };
        let mut here = self.check_ins(segment.id).await?;
        let guests = board.segments.into_iter().filter(|board| board.segment.id == segment.id);
        let arrivals = guests.flat_map(|board| board.guests).map(|guest| Arrival {
            badge: self.vault.badge(board.day.id, guest.person),
            here: here.remove(&guest.person),
            guest,
        });
        let guests = arrivals.collect();
        Ok(Some(Door { segment, guests, visitors: self.visitors(segment.id).await?, day: board.day }))
    }

    async fn check_in(
        &self,
        caller: &Caller,
        segment: SegmentId,
        person: PersonId,
        now: Timestamp,
    ) -> Result<CheckedIn> {
        let_through(caller)?;
        let mut tx = self.begin_write().await?;
        if !is_invited(&mut tx, caller, segment, person).await? {
            return Err(Error::NotFound);
        }
        let made = sqlx::query!(
            "INSERT INTO attendance (segment_id, person_id, at, by) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
            segment.0,
            person.0,
            now.as_millisecond(),
            caller.person.0
        )
        .execute(&mut *tx)
        .await
        .map_err(fault)?;
        if made.rows_affected() == 0 {
            // Someone was faster; unless they have taken it back just now.
            let first = first_check_in(&mut tx, segment, person).await?;
            return first.ok_or_else(|| Error::Again("the check-in was undone".into()));
        }
        self.commit(tx, Change::Attendance { round: caller.round }).await?;
        Ok(CheckedIn { at: now, by: caller.name.clone() })
    }

    async fn undo_check_in(&self, caller: &Caller, segment: SegmentId, person: PersonId) -> Result<()> {
        let_through(caller)?;
        let mut tx = self.begin_write().await?;
        find(&mut tx, caller, segment).await?;
        let undone =
            sqlx::query!("DELETE FROM attendance WHERE segment_id = $1 AND person_id = $2", segment.0, person.0)
                .execute(&mut *tx)
                .await
                .map_err(fault)?;
        if undone.rows_affected() == 0 {
            return Ok(());
        }
        self.commit(tx, Change::Attendance { round: caller.round }).await
    }

    async fn add_visitor(
        &self,
        caller: &Caller,
        form: Option<&FormKey>,
        segment: SegmentId,
        visitor: &NewVisitor,
        now: Timestamp,
    ) -> Result<VisitorId> {
        let_through(caller)?;
        let mut tx = self.begin_write().await?;
        find(&mut tx, caller, segment).await?;
        if let Claim::Done(id) = once::claim(&mut tx, caller.person, form, now).await? {
            return Ok(VisitorId(id));
        }
        let id = sqlx::query_scalar!(
            r#"
            INSERT INTO visitors (segment_id, kind, name, organisation, at, by) VALUES ($1, 'walk_in', $2, $3, $4, $5)
            RETURNING id AS "id!"
            "#,
            segment.0,
            visitor.name.as_str(),
            visitor.organisation.as_str(),
            now.as_millisecond(),
            caller.person.0
        )
        .fetch_one(&mut *tx)
        .await
        .map_err(fault)?;
        once::settle(&mut tx, caller.person, form, id).await?;
        self.commit(tx, Change::Attendance { round: caller.round }).await?;
        Ok(VisitorId(id))
    }

    async fn remove_visitor(&self, caller: &Caller, visitor: VisitorId) -> Result<()> {
        let_through(caller)?;
        let mut tx = self.begin_write().await?;
        let removed = sqlx::query!(
            r#"
            DELETE FROM visitors WHERE id = $1 AND segment_id IN
                (SELECT s.id FROM segments s JOIN days d ON d.id = s.day_id WHERE d.round_id = $2)
            "#,
            visitor.0,
            caller.round.0
        )
        .execute(&mut *tx)
        .await
        .map_err(fault)?;
        if removed.rows_affected() == 0 {
            return Ok(());
        }
        self.commit(tx, Change::Attendance { round: caller.round }).await
    }

    async fn present(&self, caller: &Caller, slug: &str) -> Result<Vec<Present>> {
        if !caller.runs_the_programme() {
            return Ok(Vec::new());
        }
        let rows = sqlx::query!(
            r#"
            SELECT s.id,
                (SELECT COUNT(*) FROM attendance a WHERE a.segment_id = s.id) AS "guests!: i64",
                (SELECT COUNT(*) FROM visitors v WHERE v.segment_id = s.id AND v.at IS NOT NULL) AS "visitors!: i64"
            FROM segments s JOIN days d ON d.id = s.day_id
            WHERE d.round_id = $1 AND d.slug = $2 ORDER BY s.starts, s.id
            "#,
            caller.round.0,
            slug
        )
        .fetch_all(self.reader())
        .await
        .map_err(fault)?;
        let present = rows.into_iter().map(|row| {
            Ok(Present {
                segment: SegmentId(row.id),
                guests: row::count("attendance", row.guests)?,
                visitors: row::count("visitors", row.visitors)?,
            })
        });
        present.collect()
    }

    async fn badges(&self, caller: &Caller, slug: &str, now: Timestamp) -> Result<Option<(Day, Vec<Badge>)>> {
        if !caller.runs_the_programme() {
            return Ok(None);
        }
        let Some(board) = self.board(caller, slug, &Filter::default(), now).await? else { return Ok(None) };
        let mut seen = HashSet::new();
        let mut guests: Vec<_> = board.segments.into_iter().flat_map(|segment| segment.guests).collect();
        guests.retain(|guest| seen.insert(guest.person));
        guests.sort_by_cached_key(|guest| order::swedish(&guest.name));
        let badge = |guest: Guest| Badge {
            code: self.vault.badge(board.day.id, guest.person),
            name: guest.name,
            role: guest.role,
            organisation: guest.organisation_name,
        };
        Ok(Some((board.day.clone(), guests.into_iter().map(badge).collect())))
    }
}

impl Engine {
    async fn check_ins(&self, segment: SegmentId) -> Result<HashMap<PersonId, CheckedIn>> {
        let rows = sqlx::query!(
            r#"
            SELECT a.person_id, a.at, p.name FROM attendance a JOIN persons p ON p.id = a.by
            WHERE a.segment_id = $1
            "#,
            segment.0
        )
        .fetch_all(self.reader())
        .await
        .map_err(fault)?;
        rows.into_iter().map(|row| Ok((PersonId(row.person_id), check_in("attendance", row.at, row.name)?))).collect()
    }

    async fn visitors(&self, segment: SegmentId) -> Result<Vec<Visitor>> {
        let rows = sqlx::query!(
            r#"
            SELECT v.id, v.name, v.organisation, v.at AS "at!", p.name AS by_name
            FROM visitors v JOIN persons p ON p.id = v.by WHERE v.segment_id = $1 ORDER BY v.id
            "#,
            segment.0
        )
        .fetch_all(self.reader())
        .await
        .map_err(fault)?;
        let visitors = rows.into_iter().map(|row| {
            Ok(Visitor {
                id: VisitorId(row.id),
                name: row.name,
                organisation: row.organisation,
                check_in: check_in("visitors", row.at, row.by_name)?,
            })
        });
        visitors.collect()
    }
}

fn check_in(table: &'static str, at: i64, by: String) -> Result<CheckedIn> {
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
    .await
    .map_err(fault)?;
    row.map(|row| check_in("attendance", row.at, row.name)).transpose()
}

/// Lets organisers through to the door; for anyone else there is none.
fn let_through(caller: &Caller) -> Result<()> {
    if caller.runs_the_programme() { Ok(()) } else { Err(Error::NotFound) }
}

/// Sees to it that a segment is one of the caller's round.
async fn find(tx: &mut Tx, caller: &Caller, segment: SegmentId) -> Result<()> {
    let found = sqlx::query_scalar!(
        "SELECT s.id FROM segments s JOIN days d ON d.id = s.day_id WHERE s.id = $1 AND d.round_id = $2",
        segment.0,
        caller.round.0
    )
    .fetch_optional(&mut **tx)
    .await
    .map_err(fault)?;
    found.map(|_| ()).ok_or(Error::NotFound)
}

/// Whether someone is invited to a segment of the caller's round.
async fn is_invited(tx: &mut Tx, caller: &Caller, segment: SegmentId, person: PersonId) -> Result<bool> {
    let rows = sqlx::query!(
        r#"
        SELECT s.audience, u.duty
        FROM segments s JOIN days d ON d.id = s.day_id JOIN duties u ON u.round_id = d.round_id
        WHERE s.id = $1 AND d.round_id = $2 AND u.person_id = $3 AND u.duty IN ('adept', 'mentor')
        "#,
        segment.0,
        caller.round.0,
        person.0
    )
    .fetch_all(&mut **tx)
    .await
    .map_err(fault)?;
    let mut invited = false;
    for row in rows {
        let audience = row::named("segments", &row.audience, Audience::from_name)?;
        invited |= audience.invites(row::named("duties", &row.duty, Role::from_name)?);
    }
    Ok(invited)
}
