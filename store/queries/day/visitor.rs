//! Those who come without being in the round.

use async_trait::async_trait;
use domain::{
    day::{
        Day, DayId, SegmentId,
        check_in::{CheckedIn, NewVisitor, Visitor, VisitorId, VisitorKind},
        needs::{GuestNeeds, Needs},
    },
    live::Change,
    people::{Caller, PersonId},
    round::retention::{VISITORS_DAYS, cutoff},
};
use jiff::Timestamp;
use store::{Error, Result, Visitors, idempotency::IdempotencyKey, row, vault::CommonContext};

use super::{
    check_in::{check_in, find},
    helper::DoorOf,
    invited::{self, Attended},
    needs,
};
use crate::{
    Engine, Tx,
    queries::{
        engine::Connection,
        unit_of_work::{Begun, Concern},
    },
};

#[async_trait]
impl Visitors for Engine {
    async fn add_visitor(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        segment: SegmentId,
        visitor: &NewVisitor,
        now: Timestamp,
    ) -> Result<VisitorId> {
        // Whom organisers expect is theirs to say.
        if visitor.kind != VisitorKind::WalkIn && !caller.runs_the_programme() {
            return Err(Error::NotFound);
        }
        self.let_through(caller, DoorOf::Segment(segment), now).await?;
        let mut tx = match self.begin(Concern::Round, caller, form, now).await? {
            Begun::Done(id) => return Ok(VisitorId(id)),
            Begun::New(tx) => *tx,
        };
        let day = find(&mut tx, caller, segment).await?;
        let id = insert_visitor(&mut tx, segment, visitor).await?;
        if visitor.kind == VisitorKind::WalkIn {
            let_in(&mut tx, caller, id, now).await?;
        }
        tx.made(id.0);
        tx.announce(Change::Attendance { round: caller.round, day });
        tx.commit().await?;
        Ok(id)
    }

    async fn edit_visitor(&self, caller: &Caller, read: &Visitor, to: &NewVisitor) -> Result<()> {
        if !caller.runs_the_programme() {
            return Err(Error::NotFound);
        }
        let mut tx = self.begin_of_round(caller).await?;
        let (day, kind) = find_visitor(&mut tx, caller, read.id).await?.ok_or(Error::NotFound)?;
        if kind == VisitorKind::WalkIn {
            return Err(Error::NotFound);
        }
        let edited = sqlx::query!(
            r#"
            UPDATE visitors SET kind = $2, name = $3, organisation = $4
            WHERE id = $1 AND kind = $5 AND name = $6 AND organisation = $7
            "#,
            read.id.0,
            to.kind.name(),
            to.name.as_str(),
            to.organisation.as_str(),
            read.kind.name(),
            read.name,
            read.organisation
        );
        if edited.execute(&mut *tx).await?.rows_affected() == 0 {
            return Err(Error::Conflict);
        }
        tx.announce(Change::Attendance { round: caller.round, day });
        tx.commit().await
    }

    async fn check_in_visitor(&self, caller: &Caller, visitor: VisitorId, now: Timestamp) -> Result<CheckedIn> {
        let mut tx = self.begin_at_the_door(caller, DoorOf::Visitor(visitor), now).await?;
        let (day, _) = find_visitor(&mut tx, caller, visitor).await?.ok_or(Error::NotFound)?;
        if !let_in(&mut tx, caller, visitor, now).await? {
            // Someone was faster; unless they have taken it back just now.
            let first = first_check_in(&mut tx, visitor).await?;
            return first.ok_or_else(|| Error::Retryable("the check-in was undone".into()));
        }
        tx.announce(Change::Attendance { round: caller.round, day });
        tx.commit().await?;
        Ok(CheckedIn { at: now, by: caller.name.clone() })
    }

    async fn undo_visitor(&self, caller: &Caller, visitor: VisitorId, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_at_the_door(caller, DoorOf::Visitor(visitor), now).await?;
        let Some((day, _)) = find_visitor(&mut tx, caller, visitor).await? else { return Ok(()) };
        let undone = sqlx::query!(
            "UPDATE visitors SET at = NULL, by = NULL WHERE id = $1 AND kind <> 'walk_in' AND at IS NOT NULL",
            visitor.0
        )
        .execute(&mut *tx)
        .await?;
        if undone.rows_affected() == 0 {
            return Ok(());
        }
        tx.announce(Change::Attendance { round: caller.round, day });
        tx.commit().await
    }

    async fn remove_visitor(&self, caller: &Caller, visitor: VisitorId, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_at_the_door(caller, DoorOf::Visitor(visitor), now).await?;
        let Some((day, kind)) = find_visitor(&mut tx, caller, visitor).await? else { return Ok(()) };
        // Whom organisers expect is theirs to say.
        if kind != VisitorKind::WalkIn && !caller.runs_the_programme() {
            return Err(Error::NotFound);
        }
        delete_seats(&mut tx, caller, visitor).await?;
        delete_needs(&mut tx, caller, visitor).await?;
        let removed = sqlx::query!(
            r#"
            DELETE FROM visitors WHERE id = $1 AND segment_id IN
                (SELECT s.id FROM segments s JOIN days d ON d.id = s.day_id WHERE d.round_id = $2)
            "#,
            visitor.0,
            caller.round.0
        )
        .execute(&mut *tx)
        .await?;
        if removed.rows_affected() == 0 {
            return Ok(());
        }
        tx.announce(Change::Attendance { round: caller.round, day });
        tx.commit().await
    }

    async fn visitors(&self, caller: &Caller, slug: &str, now: Timestamp) -> Result<Option<(Day, Vec<Visitor>)>> {
        if !caller.runs_the_programme() {
            return Ok(None);
        }
        let mut tx = self.begin_read().await?;
        let Some(Attended { day, .. }) = invited::days(&mut tx, caller, Some(slug)).await?.pop() else {
            return Ok(None);
        };
        let visitors = self.read_visitors(&mut tx, day.id, now).await?;
        Ok(Some((day, visitors)))
    }

    async fn guest_needs(
        &self,
        caller: &Caller,
        slug: &str,
        guest: VisitorId,
        now: Timestamp,
    ) -> Result<Option<GuestNeeds>> {
        if !caller.runs_the_programme() {
            return Ok(None);
        }
        let mut tx = self.begin_read().await?;
        let terms = needs::terms(&mut *tx, caller, slug).await?.filter(|terms| terms.are_open(now));
        let Some(terms) = terms else { return Ok(None) };
        if !is_expected(&mut tx, terms.day, guest).await? {
            return Ok(None);
        }
        let row = sqlx::query!("SELECT sealed, reader_id FROM visitor_needs WHERE visitor_id = $1", guest.0)
            .fetch_optional(&mut *tx)
            .await?;
        let seen = row.as_ref().filter(|row| caller.sees_needs(terms.responsible(), Some(PersonId(row.reader_id))));
        let opened =
            seen.and_then(|row| self.vault.open_parts::<Needs>(CommonContext::VisitorNeeds(guest), &row.sealed).text());
        let withheld = row.is_some() && opened.is_none();
        let own = caller.is_responsible(terms.responsible());
        Ok(Some(GuestNeeds {
            needs: own.then(|| opened.unwrap_or_default()),
            withheld: own && withheld,
            deleted_on: terms.deleted_on(),
            responsible: terms.responsible,
        }))
    }

    async fn save_guest_needs(
        &self,
        caller: &Caller,
        slug: &str,
        guest: VisitorId,
        needs: &Needs,
        now: Timestamp,
    ) -> Result<()> {
        let mut tx = self.begin_of_round(caller).await?;
        let terms = needs::terms(&mut *tx, caller, slug).await?.filter(|terms| terms.are_open(now));
        let terms = terms.filter(|terms| caller.is_responsible(terms.responsible())).ok_or(Error::NotFound)?;
        if !is_expected(&mut tx, terms.day, guest).await? {
            return Err(Error::NotFound);
        }
        if needs.is_empty() {
            delete_needs(&mut tx, caller, guest).await?;
        } else {
            self.insert_guest_needs(&mut tx, guest, needs, caller.person, now).await?;
        }
        tx.announce(Change::Needs { round: caller.round, person: caller.person });
        tx.commit().await
    }
}

impl Engine {
    /// A day's visitors, as long as their names are kept.
    pub(crate) async fn read_visitors(&self, db: &mut Connection, day: DayId, now: Timestamp) -> Result<Vec<Visitor>> {
        let rows = sqlx::query!(
            r#"
            SELECT v.id, v.segment_id, v.kind, v.name, v.organisation, v.at, p.name AS "by_name?"
            FROM visitors v JOIN segments s ON s.id = v.segment_id LEFT JOIN persons p ON p.id = v.by
            WHERE s.day_id = $1 AND v.name <> '' AND (SELECT MAX(e.ends) FROM segments e WHERE e.day_id = $1) >= $2
            ORDER BY s.starts, s.id, v.id
            "#,
            day.0,
            cutoff(now, VISITORS_DAYS).as_millisecond()
        )
        .fetch_all(db)
        .await?;
        let visitors = rows.into_iter().map(|row| {
            let let_in = row.at.zip(row.by_name);
            Ok(Visitor {
                id: VisitorId(row.id),
                segment: SegmentId(row.segment_id),
                kind: row::named("visitors", &row.kind, VisitorKind::from_name)?,
                badge: self.vault.visitor_badge(day, &row.name, &row.organisation),
                check_in: let_in.map(|(at, by)| check_in("visitors", at, by)).transpose()?,
                name: row.name,
                organisation: row.organisation,
            })
        });
        visitors.collect()
    }
}

impl Engine {
    async fn insert_guest_needs(
        &self,
        tx: &mut Tx,
        guest: VisitorId,
        needs: &Needs,
        reader: PersonId,
        now: Timestamp,
    ) -> Result<()> {
        let sealed = self.vault.seal_parts(CommonContext::VisitorNeeds(guest), needs)?;
        sqlx::query!(
            r#"
            INSERT INTO visitor_needs (visitor_id, sealed, saved_at, reader_id) VALUES ($1, $2, $3, $4)
            ON CONFLICT (visitor_id) DO UPDATE
            SET sealed = excluded.sealed, saved_at = excluded.saved_at, reader_id = excluded.reader_id
            "#,
            guest.0,
            sealed,
            now.as_millisecond(),
            reader.0
        )
        .execute(&mut **tx)
        .await?;
        Ok(())
    }
}

/// Whether someone is expected at a day as a guest or a speaker.
async fn is_expected(db: &mut Connection, day: DayId, visitor: VisitorId) -> Result<bool> {
    let found = sqlx::query_scalar!(
        r#"
        SELECT COUNT(*) AS "found!: i64" FROM visitors v JOIN segments s ON s.id = v.segment_id
        WHERE v.id = $1 AND s.day_id = $2 AND v.kind <> 'walk_in'
        "#,
        visitor.0,
        day.0
    );
    Ok(found.fetch_one(db).await? > 0)
}

async fn delete_needs(tx: &mut Tx, caller: &Caller, visitor: VisitorId) -> Result<()> {
    sqlx::query!(
        r#"
        DELETE FROM visitor_needs WHERE visitor_id = $1 AND visitor_id IN
            (SELECT v.id FROM visitors v JOIN segments s ON s.id = v.segment_id JOIN days d ON d.id = s.day_id
            WHERE d.round_id = $2)
        "#,
        visitor.0,
        caller.round.0
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Whoever does not come sits nowhere: the plan is another one then.
async fn delete_seats(tx: &mut Tx, caller: &Caller, visitor: VisitorId) -> Result<()> {
    sqlx::query!(
        r#"
        UPDATE table_plans SET version = version + 1 WHERE segment_id IN
            (SELECT v.segment_id FROM visitors v JOIN segments s ON s.id = v.segment_id JOIN days d ON d.id = s.day_id
            WHERE v.id = $1 AND d.round_id = $2)
        "#,
        visitor.0,
        caller.round.0
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        r#"
        DELETE FROM visitor_seats WHERE visitor_id = $1 AND segment_id IN
            (SELECT s.id FROM segments s JOIN days d ON d.id = s.day_id WHERE d.round_id = $2)
        "#,
        visitor.0,
        caller.round.0
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Enters a visitor who has not been let in.
pub(crate) async fn insert_visitor(tx: &mut Tx, segment: SegmentId, visitor: &NewVisitor) -> Result<VisitorId> {
    let id = sqlx::query_scalar!(
        r#"INSERT INTO visitors (segment_id, kind, name, organisation) VALUES ($1, $2, $3, $4) RETURNING id AS "id!""#,
        segment.0,
        visitor.kind.name(),
        visitor.name.as_str(),
        visitor.organisation.as_str()
    );
    Ok(VisitorId(id.fetch_one(&mut **tx).await?))
}

/// Lets a visitor in; `false` if they are here already.
async fn let_in(tx: &mut Tx, caller: &Caller, visitor: VisitorId, now: Timestamp) -> Result<bool> {
    let made = sqlx::query!(
        "UPDATE visitors SET at = $2, by = $3 WHERE id = $1 AND at IS NULL",
        visitor.0,
        now.as_millisecond(),
        caller.person.0
    );
    Ok(made.execute(&mut **tx).await?.rows_affected() > 0)
}

async fn first_check_in(tx: &mut Tx, visitor: VisitorId) -> Result<Option<CheckedIn>> {
    let row = sqlx::query!(
        r#"SELECT v.at AS "at!", p.name FROM visitors v JOIN persons p ON p.id = v.by WHERE v.id = $1"#,
        visitor.0
    );
    let row = row.fetch_optional(&mut **tx).await?;
    row.map(|row| check_in("visitors", row.at, row.name)).transpose()
}

/// To which day a visitor of the caller's round comes, and as what.
async fn find_visitor(tx: &mut Tx, caller: &Caller, visitor: VisitorId) -> Result<Option<(DayId, VisitorKind)>> {
    let row = sqlx::query!(
        r#"
        SELECT d.id AS "day!", v.kind FROM visitors v JOIN segments s ON s.id = v.segment_id JOIN days d ON d.id = s.day_id
        WHERE v.id = $1 AND d.round_id = $2
        "#,
        visitor.0,
        caller.round.0
    );
    let Some(row) = row.fetch_optional(&mut **tx).await? else { return Ok(None) };
    Ok(Some((DayId(row.day), row::named("visitors", &row.kind, VisitorKind::from_name)?)))
}
