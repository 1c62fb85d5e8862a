//! Who sits at which table. The rules are in [`domain::day::tables`].

use std::collections::{BTreeMap, HashMap, HashSet};

use async_trait::async_trait;
use domain::{
    day::{
        Board, Guest, Segment, SegmentId,
        board::Filter,
        check_in::at_the_door,
        tables::{Contacts, Gathering, Kept, Plan, Refused, Score, Seat, TablesView},
    },
    input::{FieldError, Problem},
    live::Change,
    people::{Caller, PersonId},
    round::RoundId,
};
use jiff::Timestamp;
use store::{Error, Result, Tables, day::tables::TableChange, idempotency::IdempotencyKey, row};

use crate::{
    Engine, Tx,
    queries::{
        engine::Connection,
        idempotency::{self, Reservation},
        round::overview::read_board,
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
        let guests = guests(&mut board, segment.id);
        let gathering = gathering(&mut tx, caller.round, &segment, &guests).await?;
        let kept = kept(&mut tx, segment.id).await?;
        Ok(Some(view(board, segment, guests, &gathering, kept)))
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
        let guests = guests(&mut board, segment);
        let part = board.day.segments.iter().find(|part| part.id == segment).ok_or(Error::NotFound)?;
        let gathering = gathering(&mut tx, caller.round, part, &guests).await?;
        let kept = kept(&mut tx, segment).await?;
        drop(tx);
        // Drawing takes its time, so it is done before others have to wait for
        // the database. A plan of one version is always the same.
        let plan = if kept.version == change.version { Some(after(&kept, change, gathering).await?) } else { None };

        let mut tx = self.begin_write().await?;
        if let Reservation::Done(_) = idempotency::reserve(&mut tx, caller.person, form, now).await? {
            return Ok(());
        }
        let plan = plan.ok_or(Error::Conflict)?;
        save_plan(&mut tx, segment, &kept, &plan).await?;
        save_seats(&mut tx, segment, &kept.plan, &plan).await?;
        idempotency::complete(&mut tx, caller.person, form, segment.0).await?;
        self.commit(tx, Change::Tables { round: caller.round }).await
    }
}

/// The step's outcome, on a thread that may take its time.
async fn after(kept: &Kept, change: TableChange, gathering: Gathering) -> Result<Plan> {
    let kept = kept.clone();
    let plan = tokio::task::spawn_blocking(move || kept.after(change.step, &gathering)).await;
    plan.map_err(|error| Error::Unavailable(error.into()))?.map_err(|refused| match refused {
        Refused::Missing => Error::NotFound,
        Refused::TooManyTables { most } => {
            let problem = Problem::NotBetween { min: 1, max: most };
            Error::Invalid(vec![FieldError { field: "tables".to_owned(), problem }])
        }
    })
}

fn view(board: Board, segment: Segment, guests: Vec<Guest>, gathering: &Gathering, kept: Kept) -> TablesView {
    let Kept { plan, before, version } = kept;
    let seated: HashSet<_> = plan.seats.iter().map(|seat| seat.person).collect();
    let coming: HashSet<_> = gathering.coming().map(|attendee| attendee.person).collect();
    let mut people = guests;
    people.retain(|guest| seated.contains(&guest.person) || coming.contains(&guest.person));
    let unseated = people.iter().map(|guest| guest.person).filter(|person| !seated.contains(person));
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

/// Everyone invited to a part of a board's day.
fn guests(board: &mut Board, segment: SegmentId) -> Vec<Guest> {
    let parts = std::mem::take(&mut board.segments).into_iter();
    parts.filter(|part| part.segment.id == segment).flat_map(|part| part.guests).collect()
}

async fn gathering(db: &mut Connection, round: RoundId, segment: &Segment, guests: &[Guest]) -> Result<Gathering> {
    let here = here(db, segment.id).await?;
    Ok(Gathering::of(guests, &here, &partners(db, round).await?, contacts(db, round, segment).await?))
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
        tables.entry((row.segment_id, row.round, row.table_no)).or_default().push(PersonId(row.person_id));
    }
    let mut contacts = Contacts::default();
    for table in tables.values() {
        contacts.add(table);
    }
    Ok(contacts)
}

async fn kept(db: &mut Connection, segment: SegmentId) -> Result<Kept> {
    let plan = sqlx::query!(
        "SELECT tables, rounds, was_tables, was_rounds, version FROM table_plans WHERE segment_id = $1",
        segment.0
    )
    .fetch_optional(&mut *db)
    .await?;
    let Some(plan) = plan else { return Ok(Kept::default()) };
    let seats = sqlx::query!(
        r#"
        SELECT round, person_id, table_no, locked AS "locked!: bool", was_table, was_locked AS "was_locked!: bool"
        FROM table_seats WHERE segment_id = $1
        "#,
        segment.0
    )
    .fetch_all(&mut *db)
    .await?;
    let (mut now, mut before) = (Vec::new(), Vec::new());
    for row in seats {
        now.extend(seat(row.round, row.person_id, row.table_no, row.locked)?);
        before.extend(seat(row.round, row.person_id, row.was_table, row.was_locked)?);
    }
    Ok(Kept {
        plan: sorted(plan.tables, plan.rounds, now)?,
        before: sorted(plan.was_tables, plan.was_rounds, before)?,
        version: row::count("table_plans", plan.version)?,
    })
}

fn seat(round: i64, person: i64, table: Option<i64>, locked: bool) -> Result<Option<Seat>> {
    let Some(table) = table else { return Ok(None) };
    let (round, table) = (row::count("table_seats", round)?, row::count("table_seats", table)?);
    Ok(Some(Seat { round, table, person: PersonId(person), locked }))
}

fn sorted(tables: i64, rounds: i64, mut seats: Vec<Seat>) -> Result<Plan> {
    seats.sort_unstable();
    Ok(Plan { tables: row::count("table_plans", tables)?, rounds: row::count("table_plans", rounds)?, seats })
}

/// Makes a plan the next version, unless another has been faster.
async fn save_plan(tx: &mut Tx, segment: SegmentId, kept: &Kept, plan: &Plan) -> Result<()> {
    // Before the first there is nothing to go back to but its own shape, empty.
    let was = if kept.version == 0 { plan } else { &kept.plan };
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
        i64::from(kept.version) + 1,
        i64::from(kept.version)
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
    let place = |seat: &Seat| (seat.round, seat.person);
    let kept: HashSet<_> = plan.seats.iter().map(place).collect();
    for gone in before.seats.iter().filter(|seat| !kept.contains(&place(seat))) {
        save_seat(tx, segment, *gone, None).await?;
    }
    let same: HashSet<_> = before.seats.iter().collect();
    for new in plan.seats.iter().filter(|seat| !same.contains(seat)) {
        save_seat(tx, segment, *new, Some(i64::from(new.table))).await?;
    }
    sqlx::query!("DELETE FROM table_seats WHERE segment_id = $1 AND table_no IS NULL AND was_table IS NULL", segment.0)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

async fn save_seat(tx: &mut Tx, segment: SegmentId, seat: Seat, table: Option<i64>) -> Result<()> {
    sqlx::query!(
        r#"
        INSERT INTO table_seats (segment_id, round, person_id, table_no, locked, was_table, was_locked)
        VALUES ($1, $2, $3, $4, $5, NULL, FALSE)
        ON CONFLICT (segment_id, round, person_id) DO UPDATE SET table_no = excluded.table_no, locked = excluded.locked
        "#,
        segment.0,
        i64::from(seat.round),
        seat.person.0,
        table,
        seat.locked
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Writes a plan that comes with a round being loaded.
pub(crate) async fn insert_plan(tx: &mut Tx, segment: SegmentId, plan: &Plan) -> Result<()> {
    save_plan(tx, segment, &Kept::default(), plan).await?;
    save_seats(tx, segment, &Plan::default(), plan).await
}
