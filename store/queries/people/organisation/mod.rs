//! The network's organisations.

mod named;

use std::collections::{BTreeMap, BTreeSet};

use async_trait::async_trait;
use domain::{
    input::{FieldError, fold},
    live::Change,
    people::{
        Caller, Organisation, OrganisationId, PersonId, Refusal, Role,
        employer::Colleagues,
        organisation::{
            Contact, Description, LedgerRow, MergePreview, NameProblem, OrganisationKind, OrganisationLine,
            OrganisationPage, Participation, ledger,
        },
    },
    round::RoundId,
    time,
};
use jiff::{Timestamp, civil::Date};
use store::{Error, Organisations, Result, idempotency::IdempotencyKey, order, row};

use crate::{
    Engine, Tx,
    queries::{
        day::tally,
        engine::Connection,
        unit_of_work::{Begun, Concern},
    },
};

pub(crate) use named::{add_by_name, all, known_or_new, name};

#[async_trait]
impl Organisations for Engine {
    async fn organisation_list(&self, caller: &Caller) -> Result<Option<Vec<OrganisationLine>>> {
        if !caller.keeps_people() {
            return Ok(None);
        }
        let mut tx = self.begin_read().await?;
        let mut contacts = BTreeMap::<OrganisationId, Vec<String>>::new();
        for (organisation, contact) in contacts_of(&mut tx, caller.round, None).await? {
            contacts.entry(organisation).or_default().push(contact.name);
        }
        let known = known(&mut tx, None).await?;
        let line = |known: Known| OrganisationLine {
            contacts: contacts.remove(&known.id).unwrap_or_default(),
            id: known.id,
            description: known.description,
            ended_on: known.ended_on,
            people: known.people,
        };
        Ok(Some(known.into_iter().map(line).collect()))
    }

    async fn organisation_page(&self, caller: &Caller, id: OrganisationId) -> Result<Option<OrganisationPage>> {
        if !caller.keeps_people() {
            return Ok(None);
        }
        let mut tx = self.begin_read().await?;
        let Some(known) = known(&mut tx, Some(id)).await?.pop() else { return Ok(None) };
        let mut others = all(&mut tx).await?;
        others.retain(|other| other.id != id);
        let contacts = contacts_of(&mut tx, caller.round, Some(id)).await?;
        Ok(Some(OrganisationPage {
            id,
            description: known.description,
            ended_on: known.ended_on,
            merged_into: known.merged_into,
            contacts: contacts.into_iter().map(|(_, contact)| contact).collect(),
            ledger: ledger_of(&mut tx, id).await?,
            active: active(&mut tx, caller.round, id).await?,
            others,
        }))
    }

    async fn add_organisation(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        description: &Description,
        now: Timestamp,
    ) -> Result<OrganisationId> {
        if !caller.keeps_people() {
            return Err(Error::NotFound);
        }
        let mut tx = match self.begin(Concern::Network, caller, form, now).await? {
            Begun::Done(id) => return Ok(OrganisationId(id)),
            Begun::New(tx) => *tx,
        };
        crate::take_advisory_lock(&mut tx).await?;
        free_name(&mut tx, None, description).await?;
        let id = sqlx::query_scalar!(
            r#"
            INSERT INTO organisations (name, short_name, kind, sort_name, folded_name) VALUES ($1, $2, $3, $4, $5)
            RETURNING id AS "id!"
            "#,
            description.name,
            description.short_name,
            description.kind.name(),
            order::key(&description.name),
            fold(&description.name)
        )
        .fetch_one(&mut *tx)
        .await?;
        tx.made(id);
        tx.announce(Change::PublicPage);
        tx.commit().await?;
        Ok(OrganisationId(id))
    }

    async fn edit_organisation(
        &self,
        caller: &Caller,
        id: OrganisationId,
        read: &Description,
        description: &Description,
    ) -> Result<()> {
        if !caller.keeps_people() {
            return Err(Error::NotFound);
        }
        let mut tx = self.begin_write().await?;
        crate::take_advisory_lock(&mut tx).await?;
        free_name(&mut tx, Some(id), description).await?;
        let edited = sqlx::query!(
            r#"
            UPDATE organisations SET name = $2, short_name = $3, kind = $4, sort_name = $5, folded_name = $6
            WHERE id = $1 AND name = $7 AND short_name = $8 AND kind = $9
            "#,
            id.0,
            description.name,
            description.short_name,
            description.kind.name(),
            order::key(&description.name),
            fold(&description.name),
            read.name,
            read.short_name,
            read.kind.name()
        )
        .execute(&mut *tx)
        .await?;
        if edited.rows_affected() == 0 {
            let known = sqlx::query_scalar!("SELECT id FROM organisations WHERE id = $1", id.0);
            let is_known = known.fetch_optional(&mut *tx).await?.is_some();
            return Err(if is_known { Error::Conflict } else { Error::NotFound });
        }
        tx.announce(Change::PublicPage);
        tx.commit().await
    }

    async fn set_organisation_ended(
        &self,
        caller: &Caller,
        id: OrganisationId,
        ended: bool,
        now: Timestamp,
    ) -> Result<()> {
        if !caller.keeps_people() {
            return Err(Error::NotFound);
        }
        let mut tx = self.begin_write().await?;
        if ended && active(&mut tx, caller.round, id).await? > 0 {
            return Err(Refusal::HasActivePeople.into());
        }
        let ended_on = ended.then(|| time::today(now).to_string());
        let changed = sqlx::query!(
            r#"
            UPDATE organisations SET ended_on = $2
            WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM organisation_merges m WHERE m.from_id = organisations.id)
            "#,
            id.0,
            ended_on
        )
        .execute(&mut *tx)
        .await?;
        if changed.rows_affected() == 0 {
            return Err(Error::NotFound);
        }
        tx.announce(Change::PublicPage);
        tx.commit().await
    }

    async fn merge_preview(
        &self,
        caller: &Caller,
        from: OrganisationId,
        into: OrganisationId,
    ) -> Result<Option<MergePreview>> {
        if !caller.keeps_people() {
            return Ok(None);
        }
        let mut tx = self.begin_read().await?;
        let Some((from, into)) = mergeable(&mut tx, from, into).await? else { return Ok(None) };
        let contacts = contacts_of(&mut tx, caller.round, Some(from.id)).await?;
        let within = would_be_within(&mut tx, from.id, &into).await?;
        let organisation = |known: Known| Organisation { id: known.id, name: known.description.name };
        Ok(Some(MergePreview {
            people: from.people,
            contacts: contacts.into_iter().map(|(_, contact)| contact.name).collect(),
            within,
            from: organisation(from),
            into: organisation(into),
        }))
    }

    async fn merge_organisations(
        &self,
        caller: &Caller,
        form: Option<&IdempotencyKey>,
        from: OrganisationId,
        into: OrganisationId,
        now: Timestamp,
    ) -> Result<()> {
        if !caller.keeps_people() {
            return Err(Error::NotFound);
        }
        let mut tx = match self.begin(Concern::Network, caller, form, now).await? {
            Begun::Done(_) => return Ok(()),
            Begun::New(tx) => *tx,
        };
        crate::take_advisory_lock(&mut tx).await?;
        mergeable(&mut tx, from, into).await?.ok_or(Error::NotFound)?;
        tally::merge(&mut tx, from, into).await?;
        sqlx::query!("UPDATE persons SET organisation_id = $2 WHERE organisation_id = $1", from.0, into.0)
            .execute(&mut *tx)
            .await?;
        merge_ties(&mut tx, from, into).await?;
        note_merge(&mut tx, caller.person, (from, into), now).await?;
        // Everyone who worked for it may know of other things now.
        tx.announce(Change::Resync);
        tx.commit().await
    }
}

/// What is kept of one.
struct Known {
    id: OrganisationId,
    description: Description,
    ended_on: Option<Date>,
    merged_into: Option<Organisation>,
    people: u32,
}

/// All of them, by name, or the one.
async fn known(db: &mut Connection, only: Option<OrganisationId>) -> Result<Vec<Known>> {
    let rows = sqlx::query!(
        r#"
        SELECT o.id AS "id!", o.name, o.short_name, o.kind, o.ended_on, i.id AS "into_id?", i.name AS "into_name?",
            (SELECT COUNT(*) FROM persons p WHERE p.organisation_id = o.id) AS "people!: i64"
        FROM organisations o LEFT JOIN organisation_merges m ON m.from_id = o.id
        LEFT JOIN organisations i ON i.id = m.into_id
        WHERE CAST($1 AS BIGINT) IS NULL OR o.id = $1
        ORDER BY o.sort_name, o.id
        "#,
        only.map(|id| id.0)
    )
    .fetch_all(db)
    .await?;
    let known = rows.into_iter().map(|row| {
        Ok(Known {
            id: OrganisationId(row.id),
            description: Description {
                name: row.name,
                short_name: row.short_name,
                kind: row::named("organisations", &row.kind, OrganisationKind::from_name)?,
            },
            ended_on: row.ended_on.map(|date| row::date("organisations", &date)).transpose()?,
            merged_into: row.into_id.zip(row.into_name).map(|(id, name)| Organisation { id: OrganisationId(id), name }),
            people: row::count("persons", row.people)?,
        })
    });
    known.collect()
}

/// The contact persons of all organisations, or of the one, by name.
async fn contacts_of(
    db: &mut Connection,
    round: RoundId,
    only: Option<OrganisationId>,
) -> Result<Vec<(OrganisationId, Contact)>> {
    let rows = sqlx::query!(
        r#"
        SELECT p.id AS "id!", p.name, p.email, p.phone, p.organisation_id, u.since
        FROM duties u JOIN persons p ON p.id = u.person_id
        WHERE u.round_id = $1 AND u.duty = 'contact_person' AND (CAST($2 AS BIGINT) IS NULL OR p.organisation_id = $2)
        ORDER BY p.sort_name, p.id
        "#,
        round.0,
        only.map(|id| id.0)
    )
    .fetch_all(db)
    .await?;
    let contacts = rows.into_iter().map(|row| {
        let since = row::date("duties", &row.since)?;
        let contact = Contact { person: PersonId(row.id), name: row.name, email: row.email, phone: row.phone, since };
        Ok((OrganisationId(row.organisation_id), contact))
    });
    contacts.collect()
}

/// How many of an organisation's people have a duty in a round that others count on.
async fn active(db: &mut Connection, round: RoundId, id: OrganisationId) -> Result<u32> {
    let people = sqlx::query_scalar!(
        r#"
        SELECT COUNT(DISTINCT p.id) AS "n!: i64" FROM duties u JOIN persons p ON p.id = u.person_id
        WHERE u.round_id = $1 AND p.organisation_id = $2 AND u.duty <> 'applicant'
        "#,
        round.0,
        id.0
    );
    row::count("duties", people.fetch_one(db).await?)
}

/// What an organisation, and those that were merged into it, have given and received.
async fn ledger_of(db: &mut Connection, id: OrganisationId) -> Result<Vec<LedgerRow>> {
    let merged = sqlx::query_scalar!("SELECT from_id FROM organisation_merges WHERE into_id = $1", id.0);
    let merged: BTreeSet<_> = merged.fetch_all(&mut *db).await?.into_iter().map(OrganisationId).collect();
    let heir = |from: OrganisationId| if merged.contains(&from) { id } else { from };
    let moves = moves(db, id).await?;
    let rows = sqlx::query!(
        r#"
        SELECT u.person_id AS "person_id!: i64", u.duty AS "duty!: String", r.number AS "number!: i64",
            r.starts_on AS "starts_on!: String", p.organisation_id AS "organisation_id!: i64",
            EXISTS (
                SELECT 1 FROM pairs t WHERE t.round_id = u.round_id AND (t.adept_id = u.person_id OR t.mentor_id = u.person_id)
            ) AS "paired!: bool",
            (SELECT COUNT(*) FROM segments s JOIN days d ON d.id = s.day_id
                WHERE d.round_id = u.round_id AND d.state = 'published' AND NOT s.cancelled
                AND (s.audience = 'everyone' OR u.duty = 'mentor')) AS "asked!: i64",
            (SELECT COUNT(*) FROM replies y JOIN segments s ON s.id = y.segment_id JOIN days d ON d.id = s.day_id
                WHERE y.person_id = u.person_id AND d.round_id = u.round_id AND d.state = 'published' AND NOT s.cancelled
                AND (s.audience = 'everyone' OR u.duty = 'mentor')) AS "answered!: i64",
            (SELECT COUNT(*) FROM attendance a JOIN segments s ON s.id = a.segment_id JOIN days d ON d.id = s.day_id
                WHERE a.person_id = u.person_id AND d.round_id = u.round_id AND d.state = 'published' AND NOT s.cancelled
                AND (s.audience = 'everyone' OR u.duty = 'mentor')) AS "came!: i64"
        FROM (
            SELECT round_id, person_id, duty FROM duties WHERE duty IN ('adept', 'mentor')
            UNION
            SELECT round_id, person_id, duty FROM duty_history WHERE duty IN ('adept', 'mentor')
        ) u
        JOIN rounds r ON r.id = u.round_id JOIN persons p ON p.id = u.person_id
        WHERE p.organisation_id = $1 OR EXISTS (
            SELECT 1 FROM moves v WHERE v.person_id = p.id AND (v.from_id = $1 OR v.from_id IN (
                SELECT m.from_id FROM organisation_merges m WHERE m.into_id = $1
            ))
        )
        "#,
        id.0
    )
    .fetch_all(db)
    .await?;
    let mut parts = Vec::with_capacity(rows.len());
    for row in rows {
        let changes = moves.get(&PersonId(row.person_id)).cloned().unwrap_or_default();
        let starts_on = row::date("rounds", &row.starts_on)?;
        parts.push(Participation {
            round: row::count("rounds", row.number)?,
            began: time::instant(starts_on.at(0, 0, 0, 0)),
            role: row::named("duties", &row.duty, Role::from_name)?,
            paired: row.paired,
            asked: row::count("segments", row.asked)?,
            answered: row::count("replies", row.answered)?,
            came: row::count("attendance", row.came)?,
            works_for: OrganisationId(row.organisation_id),
            moves: changes.into_iter().map(|(at, from)| (at, heir(from))).collect(),
        });
    }
    Ok(ledger(id, &parts))
}

/// When people have changed employer, and whom they left: those who work or have worked for
/// an organisation. Oldest first.
type Moves = BTreeMap<PersonId, Vec<(Timestamp, OrganisationId)>>;

async fn moves(db: &mut Connection, id: OrganisationId) -> Result<Moves> {
    let rows = sqlx::query!(
        r#"
        SELECT v.person_id, v.from_id, v.at FROM moves v JOIN persons p ON p.id = v.person_id
        WHERE p.organisation_id = $1 OR EXISTS (
            SELECT 1 FROM moves w WHERE w.person_id = p.id AND (w.from_id = $1 OR w.from_id IN (
                SELECT m.from_id FROM organisation_merges m WHERE m.into_id = $1
            ))
        )
        ORDER BY v.at, v.id
        "#,
        id.0
    )
    .fetch_all(db)
    .await?;
    let mut moves = Moves::new();
    for row in rows {
        let change = (row::timestamp("moves", row.at)?, OrganisationId(row.from_id));
        moves.entry(PersonId(row.person_id)).or_default().push(change);
    }
    Ok(moves)
}

/// No two have names that people take for the same.
async fn free_name(tx: &mut Tx, own: Option<OrganisationId>, description: &Description) -> Result<()> {
    let taken = sqlx::query_scalar!(
        r#"
        SELECT COUNT(*) AS "n!: i64" FROM organisations WHERE (name = $1 OR folded_name = $2) AND id <> $3
        "#,
        description.name,
        fold(&description.name),
        own.map_or(0, |id| id.0)
    );
    if taken.fetch_one(&mut **tx).await? == 0 {
        return Ok(());
    }
    Err(Error::Invalid(vec![FieldError { field: "name".to_owned(), problem: NameProblem::Taken.into() }]))
}

/// Two of which one can be merged into the other: it was not before, and the other has not left.
async fn mergeable(db: &mut Connection, from: OrganisationId, into: OrganisationId) -> Result<Option<(Known, Known)>> {
    let (from, into) = (known(db, Some(from)).await?.pop(), known(db, Some(into)).await?.pop());
    let both = from.zip(into).filter(|(from, into)| from.id != into.id);
    Ok(both.filter(|(from, into)| from.merged_into.is_none() && into.ended_on.is_none()))
}

/// The pairs that a merge would leave within one organisation.
async fn would_be_within(db: &mut Connection, from: OrganisationId, into: &Known) -> Result<Vec<Colleagues>> {
    let rows = sqlx::query!(
        r#"
        SELECT a.name AS adept, m.name AS mentor
        FROM pairs t JOIN persons a ON a.id = t.adept_id JOIN persons m ON m.id = t.mentor_id
        WHERE t.state <> 'ended' AND ((a.organisation_id = $1 AND m.organisation_id = $2)
            OR (a.organisation_id = $2 AND m.organisation_id = $1))
        ORDER BY a.sort_name, t.id
        "#,
        from.0,
        into.id.0
    )
    .fetch_all(db)
    .await?;
    let organisation = &into.description.name;
    let pair = |(adept, mentor)| Colleagues { adept, mentor, organisation: organisation.clone() };
    Ok(rows.into_iter().map(|row| pair((row.adept, row.mentor))).collect())
}

/// The one has the other's ties to third ones.
async fn merge_ties(tx: &mut Tx, from: OrganisationId, into: OrganisationId) -> Result<()> {
    sqlx::query!(
        r#"
        INSERT INTO organisation_ties (one_id, other_id)
        SELECT CASE WHEN x.id < $2 THEN x.id ELSE $2 END, CASE WHEN x.id < $2 THEN $2 ELSE x.id END
        FROM organisations x WHERE x.id <> $2 AND EXISTS (
            SELECT 1 FROM organisation_ties t
            WHERE (t.one_id = $1 AND t.other_id = x.id) OR (t.other_id = $1 AND t.one_id = x.id)
        )
        ON CONFLICT DO NOTHING
        "#,
        from.0,
        into.0
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!("DELETE FROM organisation_ties WHERE one_id = $1 OR other_id = $1", from.0).execute(&mut **tx).await?;
    Ok(())
}

/// What was merged into the one before is merged into the other now.
async fn note_merge(
    tx: &mut Tx,
    by: PersonId,
    (from, into): (OrganisationId, OrganisationId),
    now: Timestamp,
) -> Result<()> {
    sqlx::query!("UPDATE organisation_merges SET into_id = $2 WHERE into_id = $1", from.0, into.0)
        .execute(&mut **tx)
        .await?;
    sqlx::query!(
        "INSERT INTO organisation_merges (from_id, into_id, by_id, at) VALUES ($1, $2, $3, $4)",
        from.0,
        into.0,
        by.0,
        now.as_millisecond()
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "UPDATE organisations SET ended_on = COALESCE(ended_on, $2) WHERE id = $1",
        from.0,
        time::today(now).to_string()
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
