//! What people need at a day.

use async_trait::async_trait;
use domain::{
    day::{
        DayId,
        needs::{DayNeeds, Needs as What, OwnNeeds, ReaderChange, ReaderChangeKind},
    },
    live::Change,
    people::{Caller, PersonId},
    round::retention::{NEEDS_DAYS, cutoff, deleted_on},
};
use jiff::{Timestamp, civil::Date};
use store::{
    Days, Error, Needs, Result,
    mail::outbox::{DayName, Email},
    row,
    vault::Opened,
};

use super::{
    invited::{self, Attended},
    kitchen::{Coming, eaters, named},
};
use crate::{
    Db, Engine, Tx,
    queries::{engine::Connection, mail::budget::Trigger},
};

/// What is to be known of a day to which people need something.
pub(super) struct Terms {
    pub day: DayId,
    /// The organiser who is responsible for it, with their name.
    pub responsible: Option<(PersonId, String)>,
    ends: Timestamp,
}

impl Terms {
    /// Whether anything is still kept.
    pub(super) fn are_open(&self, now: Timestamp) -> bool {
        self.ends >= cutoff(now, NEEDS_DAYS)
    }

    /// The organiser who is responsible for it.
    pub(super) fn responsible(&self) -> Option<PersonId> {
        self.responsible.as_ref().map(|(person, _)| *person)
    }

    pub(super) fn deleted_on(&self) -> Date {
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
        let row = sqlx::query!(
            "SELECT sealed, reader_id FROM needs WHERE day_id = $1 AND person_id = $2",
            terms.day.0,
            caller.person.0
        )
        .fetch_optional(self.reader())
        .await?;
        let given = row.as_ref().is_none_or(|row| row.reader_id.map(PersonId) == terms.responsible());
        let needs = row.map(|row| self.vault.open_needs(terms.day, caller.person, &row.sealed));
        Ok(Some(OwnNeeds {
            deleted_on: terms.deleted_on(),
            unreadable: matches!(needs, Some(Opened::Erased | Opened::Unreadable)),
            needs: needs.and_then(Opened::text).unwrap_or_default(),
            reader: terms.responsible,
            given,
            day: view.day,
        }))
    }

    async fn save_needs(
        &self,
        caller: &Caller,
        slug: &str,
        needs: &What,
        reader: Option<PersonId>,
        now: Timestamp,
    ) -> Result<()> {
        let mut tx = self.begin_of_round(caller).await?;
        let terms = terms(&mut *tx, caller, slug).await?.filter(|terms| terms.are_open(now));
        let terms = terms.ok_or(Error::NotFound)?;
        if !says_yes(&mut tx, terms.day, caller.person).await? {
            return Err(Error::NotFound);
        }
        if needs.is_empty() {
            delete_needs(&mut tx, terms.day, caller.person).await?;
        } else {
            // Whoever became responsible after the page was read is not who it named.
            let reader = reader.filter(|reader| terms.responsible() == Some(*reader));
            self.insert_needs(&mut tx, (terms.day, caller.person), needs, reader, now).await?;
        }
        tx.announce(Change::Needs { round: caller.round, person: caller.person });
        tx.commit().await
    }

    async fn give_needs(&self, caller: &Caller, slug: &str, reader: PersonId, now: Timestamp) -> Result<()> {
        let mut tx = self.begin_of_round(caller).await?;
        let terms = terms(&mut *tx, caller, slug).await?.filter(|terms| terms.are_open(now));
        let terms = terms.ok_or(Error::NotFound)?;
        if !says_yes(&mut tx, terms.day, caller.person).await? {
            return Err(Error::NotFound);
        }
        if terms.responsible() != Some(reader) {
            return Err(Error::Conflict);
        }
        let given = sqlx::query!(
            "UPDATE needs SET reader_id = $3 WHERE day_id = $1 AND person_id = $2",
            terms.day.0,
            caller.person.0,
            reader.0
        )
        .execute(&mut *tx)
        .await?;
        if given.rows_affected() == 0 {
            return Err(Error::NotFound);
        }
        tx.announce(Change::Needs { round: caller.round, person: caller.person });
        tx.commit().await
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
        let responsible = terms.responsible();
        let coming =
            if terms.are_open(now) { self.needs_of_those_who_come(&mut tx, terms.day).await? } else { Vec::new() };
        let count = |counts: &dyn Fn(&Coming) -> bool| {
            u32::try_from(coming.iter().filter(|one| counts(one)).count()).unwrap_or(u32::MAX)
        };
        let seen = |one: &Coming| caller.sees_needs(responsible, one.given_to);
        let order = coming.iter().filter_map(|one| Some((&one.needs.as_ref()?.food, seen(one)))).collect();
        let (withheld, to_hand_over) = (
            count(&|one| one.given_to != responsible),
            count(&|one| caller.hands_over_needs(responsible, one.given_to)),
        );
        let people = if caller.is_responsible(responsible) {
            let seen = coming.into_iter().filter(seen).map(|one| (one.person, one.needs));
            Some(named(&mut tx, caller.round, terms.day, seen.collect()).await?)
        } else {
            None
        };
        Ok(Some(DayNeeds {
            deleted_on: terms.deleted_on(),
            readers: readers(&mut tx, terms.day).await?,
            eaters: eaters(&mut tx, caller.round, terms.day).await?,
            responsible: terms.responsible,
            order,
            people,
            withheld,
            to_hand_over,
            day,
        }))
    }

    async fn hand_over_needs(&self, caller: &Caller, slug: &str, to: PersonId, now: Timestamp) -> Result<()> {
        if !caller.runs_the_programme() {
            return Err(Error::NotFound);
        }
        let mut tx = self.begin_of_round(caller).await?;
        let terms = terms(&mut *tx, caller, slug).await?.ok_or(Error::NotFound)?;
        if terms.responsible() != Some(to) {
            return Err(Error::Conflict);
        }
        if !caller.hands_over_needs(Some(to), Some(caller.person)) {
            return Err(Error::NotFound);
        }
        let given = sqlx::query!(
            "UPDATE needs SET reader_id = $3 WHERE day_id = $1 AND reader_id = $2",
            terms.day.0,
            caller.person.0,
            to.0
        )
        .execute(&mut *tx)
        .await?;
        let of_guests = sqlx::query!(
            r#"
            UPDATE visitor_needs SET reader_id = $3 WHERE reader_id = $2 AND visitor_id IN
                (SELECT v.id FROM visitors v JOIN segments s ON s.id = v.segment_id WHERE s.day_id = $1)
            "#,
            terms.day.0,
            caller.person.0,
            to.0
        )
        .execute(&mut *tx)
        .await?;
        if given.rows_affected() + of_guests.rows_affected() == 0 {
            return Err(Error::NotFound);
        }
        note_reader(&mut tx, caller, terms.day, ReaderChangeKind::HandedOver, [Some(caller.person), Some(to)], now)
            .await?;
        tx.announce(Change::Needs { round: caller.round, person: caller.person });
        tx.commit().await
    }
}

impl Engine {
    pub(crate) async fn insert_needs(
        &self,
        tx: &mut Tx,
        (day, person): (DayId, PersonId),
        needs: &What,
        reader: Option<PersonId>,
        now: Timestamp,
    ) -> Result<()> {
        let sealed = self.vault.seal_needs(day, person, needs)?;
        sqlx::query!(
            r#"
            INSERT INTO needs (day_id, person_id, sealed, saved_at, reader_id) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (day_id, person_id) DO UPDATE
            SET sealed = excluded.sealed, saved_at = excluded.saved_at, reader_id = excluded.reader_id
            "#,
            day.0,
            person.0,
            sealed,
            now.as_millisecond(),
            reader.map(|reader| reader.0)
        )
        .execute(&mut **tx)
        .await?;
        Ok(())
    }

    /// Puts on record that someone else is responsible for a day of which people know.
    /// Whoever it was is told; where nobody could hand over what people need, they are
    /// asked.
    pub(crate) async fn change_responsible(
        &self,
        tx: &mut Tx,
        caller: &Caller,
        (id, day): (DayId, DayName),
        [from, to]: [Option<PersonId>; 2],
        now: Timestamp,
    ) -> Result<()> {
        if from == to {
            return Ok(());
        }
        if let Some(from) = from.filter(|from| *from != caller.person) {
            let to = name_of(tx, to).await?;
            let message = Email::ResponsibleChanged { day: day.clone(), by: caller.name.clone(), to };
            self.enqueue(tx, from, &message, Trigger::by(caller.person, id.0), now).await?;
        }
        self.note_responsible(tx, caller, (id, day), [from, to], now).await
    }

    /// The same without a word to whoever it was: they can hand over nothing any more.
    pub(crate) async fn note_responsible(
        &self,
        tx: &mut Tx,
        caller: &Caller,
        (id, day): (DayId, DayName),
        [from, to]: [Option<PersonId>; 2],
        now: Timestamp,
    ) -> Result<()> {
        note_reader(tx, caller, id, ReaderChangeKind::Responsible, [from, to], now).await?;
        if let (Some(to), Some(reader)) = (to, name_of(tx, to).await?) {
            let message = Email::NeedsWithheld { day, reader };
            for person in nobody_hands_over(tx, caller, id, to).await? {
                self.enqueue(tx, person, &message, Trigger::by(caller.person, id.0), now).await?;
            }
        }
        tx.announce(Change::Needs { round: caller.round, person: caller.person });
        Ok(())
    }
}

/// Who could read what people need at a day, the latest change first.
async fn readers(db: &mut Connection, day: DayId) -> Result<Vec<ReaderChange>> {
    let rows = sqlx::query!(
        r#"
        SELECT c.kind, c.at, f.name AS "from?", t.name AS "to?", b.name AS by_name
        FROM needs_readers c JOIN persons b ON b.id = c.by_id
        LEFT JOIN persons f ON f.id = c.from_id LEFT JOIN persons t ON t.id = c.to_id
        WHERE c.day_id = $1 ORDER BY c.id DESC
        "#,
        day.0
    )
    .fetch_all(db)
    .await?;
    let readers = rows.into_iter().map(|row| {
        Ok(ReaderChange {
            kind: row::named("needs_readers", &row.kind, ReaderChangeKind::from_name)?,
            from: row.from,
            to: row.to,
            by: row.by_name,
            at: row::timestamp("needs_readers", row.at)?,
        })
    });
    readers.collect()
}

async fn note_reader(
    tx: &mut Tx,
    caller: &Caller,
    day: DayId,
    kind: ReaderChangeKind,
    [from, to]: [Option<PersonId>; 2],
    now: Timestamp,
) -> Result<()> {
    sqlx::query!(
        "INSERT INTO needs_readers (day_id, kind, from_id, to_id, by_id, at) VALUES ($1, $2, $3, $4, $5, $6)",
        day.0,
        kind.name(),
        from.map(|person| person.0),
        to.map(|person| person.0),
        caller.person.0,
        now.as_millisecond()
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn name_of(tx: &mut Tx, person: Option<PersonId>) -> Result<Option<String>> {
    let Some(person) = person else { return Ok(None) };
    let name = sqlx::query_scalar!("SELECT name FROM persons WHERE id = $1", person.0);
    Ok(Some(name.fetch_one(&mut **tx).await?))
}

/// Those whose needs are kept from who is responsible now, and were given to nobody
/// who runs the programme still.
async fn nobody_hands_over(tx: &mut Tx, caller: &Caller, day: DayId, responsible: PersonId) -> Result<Vec<PersonId>> {
    let people = sqlx::query_scalar!(
        r#"
        SELECT n.person_id AS "person_id!" FROM needs n
        WHERE n.day_id = $1 AND COALESCE(n.reader_id, 0) <> $3 AND NOT EXISTS (
            SELECT 1 FROM duties u
            WHERE u.round_id = $2 AND u.person_id = n.reader_id AND u.duty = 'organiser'
        )
        ORDER BY n.person_id
        "#,
        day.0,
        caller.round.0,
        responsible.0
    );
    Ok(people.fetch_all(&mut **tx).await?.into_iter().map(PersonId).collect())
}

pub(super) async fn terms(
    db: impl sqlx::Executor<'_, Database = Db>,
    caller: &Caller,
    slug: &str,
) -> Result<Option<Terms>> {
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
