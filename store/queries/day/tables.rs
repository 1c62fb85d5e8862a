//! Who sits at which table. The rules are in [`domain::day::tables`].

use std::collections::{BTreeMap, HashMap, HashSet};

use async_trait::async_trait;
use domain::{
    day::{
        Board, Guest, Segment, SegmentId,
        board::Filter,
        check_in::{Attendee, Visitor, VisitorId, at_the_door},
        tables::{Contacts, Gathering, Plan, Refused, SavedPlan, Score, Seat, Sitter, TablesView},
    },
    input::{FieldError, Problem},
    live::Change,
    people::{Caller, PersonId},
    round::RoundId,
};
use jiff::Timestamp;
use store::{Error, Result, Tables, day::tables::TableChange, idempotency::IdempotencyKey, order, row};

use super::board::read_board;
use crate::{
    Engine, Tx,
    queries::{
        engine::{Connection, run_blocking},
        unit_of_work::{Begun, Concern},
    },
};

#[async_trait]
impl Tables for Engine {
    async fn tables(
        &self,
        caller: &Caller,
        slug: &str,
        wanted: Option<SegmentId>,
        now: Timestamp,
    ) -> Result<Option<TablesView>> {
        if !caller.runs_the_programme() {
            return Ok(None);
        }
        let mut tx = self.begin_read().await?;
        let Some(mut board) = read_board(&mut tx, caller, slug, &Filter::default(), now).await? else {
            return Ok(None);
        };
        let Some(segment) = at_the_door(&board.day.segments, wanted, now) else { return Ok(None) };
        let hall = self.hall(&mut tx, &mut board, segment.id, now).await?;
        let gathering = gathering(&mut tx, caller.round, &segment, &hall).await?;
        let saved = saved(&mut tx, segment.id).await?;
        Ok(Some(view(board, segment, hall, &gathering, saved)))
    }

    async fn change_tables(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        change: TableChange,
        now: Timestamp,
    ) -> Result<()> {
        let segment = change.segment;
        if !caller.runs_the_programme() {
            return Err(Error::NotFound);
        }
        let slug = self.slug_of(caller, segment).await?.ok_or(Error::NotFound)?;
        let mut tx = self.begin_read().await?;
        let board = read_board(&mut tx, caller, &slug, &Filter::default(), now).await?;
        let mut board = board.ok_or(Error::NotFound)?;
        let hall = self.hall(&mut tx, &mut board, segment, now).await?;
        let part = board.day.segments.iter().find(|part| part.id == segment).ok_or(Error::NotFound)?;
        let gathering = gathering(&mut tx, caller.round, part, &hall).await?;
        let saved = saved(&mut tx, segment).await?;
        drop(tx);
        // Drawing takes its time, so it is done before others have to wait for
        // the database. A plan of one version is always the same.
        let plan = if saved.version == change.version { Some(after(&saved, change, gathering).await?) } else { None };

        let mut tx = match self.begin(Concern::Round, caller, form, now).await? {
            Begun::Done(_) => return Ok(()),
            Begun::New(tx) => *tx,
        };
        let plan = plan.ok_or(Error::Conflict)?;
        save_plan(&mut tx, segment, &saved, &plan).await?;
        save_seats(&mut tx, segment, &saved.plan, &plan).await?;
        tx.announce(Change::Tables { round: caller.round });
        tx.commit().await
    }
}

/// The step's outcome, on a thread that may take its time.
async fn after(saved: &SavedPlan, change: TableChange, gathering: Gathering) -> Result<Plan> {
    let saved = saved.clone();
    run_blocking(move || saved.after(change.step, &gathering)).await?.map_err(|refused| match refused {
        Refused::Missing => Error::NotFound,
        Refused::TooManyTables { most } => {
            let problem = Problem::NotBetween { min: 1, max: most };
            Error::Invalid(vec![FieldError { field: "tables".to_owned(), problem }])
        }
    })
}

/// Who can be seated at a part of a day.
struct Hall {
    /// Everyone invited.
    guests: Vec<Guest>,
    /// Those who come without being in the round.
    visitors: Vec<Visitor>,
}

impl Engine {
    /// Takes a part's guests from its board, and reads who else comes.
    async fn hall(&self, db: &mut Connection, board: &mut Board, part: SegmentId, now: Timestamp) -> Result<Hall> {
        let parts = std::mem::take(&mut board.segments).into_iter();
        let guests = parts.filter(|board| board.segment.id == part).flat_map(|board| board.guests).collect();
        let mut visitors = self.read_visitors(db, board.day.id, now).await?;
        visitors.retain(|visitor| visitor.segment == part);
        Ok(Hall { guests, visitors })
    }
}

fn view(board: Board, segment: Segment, hall: Hall, gathering: &Gathering, saved: SavedPlan) -> TablesView {
    let SavedPlan { plan, before, version } = saved;
    let seated: HashSet<_> = plan.seats.iter().map(|seat| seat.person).collect();
    let coming: HashSet<_> = gathering.coming().map(|one| one.person).collect();
    let everyone = hall.guests.into_iter().map(Sitter::from).chain(hall.visitors.into_iter().map(Sitter::from));
    let mut people: Vec<_> =
        everyone.filter(|one| seated.contains(&one.person) || coming.contains(&one.person)).collect();
    people.sort_by_cached_key(|one| order::swedish(&one.name));
    let unseated = people.iter().map(|one| one.person).filter(|person| !seated.contains(person));
    TablesView {
        unseated: unseated.collect(),
        coming: u32::try_from(coming.len()).unwrap_or(u32::MAX),
        score: Score::of(&plan, gathering),
        undoable: plan != before,
        day: board.day,
        segment,
        plan,
        version,
        people,
    }
}

async fn gathering(db: &mut Connection, round: RoundId, segment: &Segment, hall: &Hall) -> Result<Gathering> {
    let here = here(db, segment.id).await?;
    let (partners, met) = (partners(db, round).await?, contacts(db, round, segment).await?);
    Ok(Gathering::of(&hall.guests, &hall.visitors, &here, &partners, met))
}

async fn here(db: &mut Connection, segment: SegmentId) -> Result<HashSet<PersonId>> {
    let here = sqlx::query_scalar!("SELECT person_id FROM attendance WHERE segment_id = $1", segment.0)
        .fetch_all(&mut *db)
        .await?;
    Ok(here.into_iter().map(PersonId).collect())
}

/// Everyone's mentor or adept.
async fn partners(db: &mut Connection, round: RoundId) -> Result<HashMap<PersonId, PersonId>> {
    let pairs =
        sqlx::query!("SELECT adept_id, mentor_id FROM pairs WHERE round_id = $1", round.0).fetch_all(&mut *db).await?;
    let both = pairs.into_iter().map(|pair| (PersonId(pair.adept_id), PersonId(pair.mentor_id)));
    Ok(both.flat_map(|(adept, mentor)| [(adept, mentor), (mentor, adept)]).collect())
}

/// Who sat together in those of the round's parts that begin before this one.
async fn contacts(db: &mut Connection, round: RoundId, segment: &Segment) -> Result<Contacts> {
    let rows = sqlx::query!(
        r#"
        SELECT t.segment_id, t.round, t.table_no AS "table_no!", t.person_id
        FROM table_seats t JOIN segments s ON s.id = t.segment_id JOIN days d ON d.id = s.day_id
        WHERE d.round_id = $1 AND s.starts < $2 AND d.state <> 'cancelled' AND t.table_no IS NOT NULL
            AND (EXISTS (SELECT 1 FROM attendance a WHERE a.segment_id = t.segment_id AND a.person_id = t.person_id)
                OR NOT EXISTS (SELECT 1 FROM attendance a WHERE a.segment_id = t.segment_id))
        "#,
        round.0,
        segment.starts.as_millisecond()
    )
    .fetch_all(&mut *db)
    .await?;
    let mut tables = BTreeMap::<_, Vec<_>>::new();
    for row in rows {
        let person = Attendee::Person(PersonId(row.person_id));
        tables.entry((row.segment_id, row.round, row.table_no)).or_default().push(person);
    }
    let mut contacts = Contacts::default();
    for table in tables.values() {
        contacts.add(table);
    }
    Ok(contacts)
}

async fn saved(db: &mut Connection, segment: SegmentId) -> Result<SavedPlan> {
    let plan = sqlx::query!(
        "SELECT tables, rounds, was_tables, was_rounds, version FROM table_plans WHERE segment_id = $1",
        segment.0
    )
    .fetch_optional(&mut *db)
    .await?;
    let Some(plan) = plan else { return Ok(SavedPlan::default()) };
    let seats = sqlx::query!(
        r#"
        SELECT round AS "round!: i64", person_id AS "person?: i64", CAST(NULL AS BIGINT) AS "visitor?: i64",
            table_no AS "table_no?: i64", locked AS "locked!: bool", was_table AS "was_table?: i64",
            was_locked AS "was_locked!: bool"
        FROM table_seats WHERE segment_id = $1
        UNION ALL
        SELECT round, CAST(NULL AS BIGINT), visitor_id, table_no, locked, was_table, was_locked
        FROM visitor_seats WHERE segment_id = $1
        "#,
        segment.0
    )
    .fetch_all(&mut *db)
    .await?;
    let (mut now, mut before) = (Vec::new(), Vec::new());
    for row in seats {
        let person = row.person.map(|person| Attendee::Person(PersonId(person)));
        let visitor = row.visitor.map(|visitor| Attendee::Visitor(VisitorId(visitor)));
        let who = person.or(visitor).ok_or_else(|| Error::bad_row("table_seats", "nobody sits there"))?;
        now.extend(seat(row.round, who, row.table_no, row.locked)?);
        before.extend(seat(row.round, who, row.was_table, row.was_locked)?);
    }
    Ok(SavedPlan {
        plan: sorted(plan.tables, plan.rounds, now)?,
        before: sorted(plan.was_tables, plan.was_rounds, before)?,
        version: row::count("table_plans", plan.version)?,
    })
}

fn seat(round: i64, person: Attendee, table: Option<i64>, locked: bool) -> Result<Option<Seat>> {
    let Some(table) = table else { return Ok(None) };
    let (round, table) = (row::count("table_seats", round)?, row::count("table_seats", table)?);
    Ok(Some(Seat { round, table, person, locked }))
}

fn sorted(tables: i64, rounds: i64, mut seats: Vec<Seat>) -> Result<Plan> {
    seats.sort_unstable();
    Ok(Plan { tables: row::count("table_plans", tables)?, rounds: row::count("table_plans", rounds)?, seats })
}

/// Makes a plan the next version, unless another has been faster.
async fn save_plan(tx: &mut Tx, segment: SegmentId, saved: &SavedPlan, plan: &Plan) -> Result<()> {
    // Before the first there is nothing to go back to but its own shape, empty.
    let was = if saved.version == 0 { plan } else { &saved.plan };
    let saved = sqlx::query!(
        r#"
        INSERT INTO table_plans (segment_id, tables, rounds, was_tables, was_rounds, version)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (segment_id) DO UPDATE SET tables = excluded.tables, rounds = excluded.rounds,
            was_tables = excluded.was_tables, was_rounds = excluded.was_rounds, version = excluded.version
        WHERE table_plans.version = $7
        "#,
        segment.0,
        i64::from(plan.tables),
        i64::from(plan.rounds),
        i64::from(was.tables),
        i64::from(was.rounds),
        i64::from(saved.version) + 1,
        i64::from(saved.version)
    )
    .execute(&mut **tx)
    .await?;
    if saved.rows_affected() == 0 { Err(Error::Conflict) } else { Ok(()) }
}

/// Writes what differs, and what there was before it.
async fn save_seats(tx: &mut Tx, segment: SegmentId, before: &Plan, plan: &Plan) -> Result<()> {
    sqlx::query!("UPDATE table_seats SET was_table = table_no, was_locked = locked WHERE segment_id = $1", segment.0)
        .execute(&mut **tx)
        .await?;
    sqlx::query!("UPDATE visitor_seats SET was_table = table_no, was_locked = locked WHERE segment_id = $1", segment.0)
        .execute(&mut **tx)
        .await?;
    let place = |seat: &Seat| (seat.round, seat.person);
    let still: HashSet<_> = plan.seats.iter().map(place).collect();
    for gone in before.seats.iter().filter(|seat| !still.contains(&place(seat))) {
        save_seat(tx, segment, *gone, None).await?;
    }
    let same: HashSet<_> = before.seats.iter().collect();
    for new in plan.seats.iter().filter(|seat| !same.contains(seat)) {
        save_seat(tx, segment, *new, Some(i64::from(new.table))).await?;
    }
    sqlx::query!("DELETE FROM table_seats WHERE segment_id = $1 AND table_no IS NULL AND was_table IS NULL", segment.0)
        .execute(&mut **tx)
        .await?;
    sqlx::query!(
        "DELETE FROM visitor_seats WHERE segment_id = $1 AND table_no IS NULL AND was_table IS NULL",
        segment.0
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn save_seat(tx: &mut Tx, segment: SegmentId, seat: Seat, table: Option<i64>) -> Result<()> {
    match seat.person {
        Attendee::Person(person) => save_seat_of(tx, segment, person, seat, table).await,
        Attendee::Visitor(visitor) => save_seat_of_visitor(tx, segment, visitor, seat, table).await,
    }
}

async fn save_seat_of(tx: &mut Tx, segment: SegmentId, person: PersonId, seat: Seat, table: Option<i64>) -> Result<()> {
    sqlx::query!(
        r#"
        INSERT INTO table_seats (segment_id, round, person_id, table_no, locked, was_table, was_locked)
        VALUES ($1, $2, $3, $4, $5, NULL, FALSE)
        ON CONFLICT (segment_id, round, person_id) DO UPDATE SET table_no = excluded.table_no, locked = excluded.locked
        "#,
        segment.0,
        i64::from(seat.round),
        person.0,
        table,
        seat.locked
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn save_seat_of_visitor(
    tx: &mut Tx,
    segment: SegmentId,
    visitor: VisitorId,
    seat: Seat,
    table: Option<i64>,
) -> Result<()> {
    sqlx::query!(
        r#"
        INSERT INTO visitor_seats (segment_id, round, visitor_id, table_no, locked, was_table, was_locked)
        VALUES ($1, $2, $3, $4, $5, NULL, FALSE)
        ON CONFLICT (segment_id, round, visitor_id) DO UPDATE SET table_no = excluded.table_no, locked = excluded.locked
        "#,
        segment.0,
        i64::from(seat.round),
        visitor.0,
        table,
        seat.locked
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Writes a plan that comes with a round being loaded.
pub(crate) async fn insert_plan(tx: &mut Tx, segment: SegmentId, plan: &Plan) -> Result<()> {
    save_plan(tx, segment, &SavedPlan::default(), plan).await?;
    save_seats(tx, segment, &Plan::default(), plan).await
}
