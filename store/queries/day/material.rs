//! Files of days. A list of them does not read their content.

use async_trait::async_trait;
use domain::{
    day::{
        Audience, DayId, DayView,
        material::{DayMaterials, FileKind, Material, MaterialId, NewMaterial},
    },
    live::Change,
    people::{Caller, PersonId},
};
use jiff::Timestamp;
use store::{Error, Materials, Result, idempotency::IdempotencyKey, order, row};

use super::{
    invited::{self, Attended},
    own::OwnDays,
};
use crate::{
    Engine, Tx,
    queries::{
        engine::Connection,
        unit_of_work::{Begun, Concern},
    },
};

#[async_trait]
impl Materials for Engine {
    async fn day_materials(&self, caller: &Caller, slug: &str) -> Result<Option<DayMaterials>> {
        if !caller.runs_the_programme() {
            return Ok(None);
        }
        let mut tx = self.begin_read().await?;
        let Some(Attended { day, .. }) = invited::days(&mut tx, caller, Some(slug)).await?.pop() else {
            return Ok(None);
        };
        Ok(Some(DayMaterials { files: of_day(&mut tx, caller, day.id).await?, day }))
    }

    async fn material(
        &self,
        caller: &Caller,
        slug: &str,
        id: MaterialId,
        now: Timestamp,
    ) -> Result<Option<(Material, Vec<u8>)>> {
        // Whoever may not know of the day may not know of its files.
        let mut tx = self.begin_read().await?;
        let day = OwnDays::read(&mut tx, caller, Some(slug)).await?.views(caller, now).pop();
        let Some(DayView { day, .. }) = day else { return Ok(None) };
        let mut files = of_day(&mut tx, caller, day.id).await?.into_iter();
        let Some(file) = files.find(|file| file.id == id) else { return Ok(None) };
        let content =
            sqlx::query_scalar!("SELECT content FROM materials WHERE id = $1", id.0).fetch_optional(&mut *tx).await?;
        Ok(content.map(|content| (file, content)))
    }

    async fn add_material(
        &self,
        caller: &Caller,
        slug: &str,
        form: Option<&IdempotencyKey>,
        file: &NewMaterial,
        now: Timestamp,
    ) -> Result<MaterialId> {
        if !caller.runs_the_programme() {
            return Err(Error::NotFound);
        }
        let mut tx = match self.begin(Concern::Round, caller, form, now).await? {
            Begun::Done(id) => return Ok(MaterialId(id)),
            Begun::New(tx) => *tx,
        };
        let day = sqlx::query_scalar!("SELECT id FROM days WHERE round_id = $1 AND slug = $2", caller.round.0, slug)
            .fetch_optional(&mut *tx)
            .await?;
        let day = DayId(day.ok_or(Error::NotFound)?);
        let id = insert_material(&mut tx, day, caller.person, file, now).await?;
        tx.made(id.0);
        tx.announce(Change::Day { round: caller.round, audience: file.audience });
        tx.commit().await?;
        Ok(id)
    }

    async fn remove_material(&self, caller: &Caller, id: MaterialId) -> Result<()> {
        if !caller.runs_the_programme() {
            return Err(Error::NotFound);
        }
        let mut tx = self.begin_of_round(caller).await?;
        let audience = sqlx::query_scalar!(
            r#"
            DELETE FROM materials WHERE id = $1 AND day_id IN (SELECT id FROM days WHERE round_id = $2)
            RETURNING audience
            "#,
            id.0,
            caller.round.0
        )
        .fetch_optional(&mut *tx)
        .await?;
        let Some(audience) = audience else { return Ok(()) };
        let audience = row::named("materials", &audience, Audience::from_name)?;
        tx.announce(Change::Day { round: caller.round, audience });
        tx.commit().await
    }
}

/// The files of a day that someone may know of, those which they may have.
pub(crate) async fn of_day(db: &mut Connection, caller: &Caller, day: DayId) -> Result<Vec<Material>> {
    let rows =
        sqlx::query_as!(Row, "SELECT id, audience, name, kind, size, added_at FROM materials WHERE day_id = $1", day.0)
            .fetch_all(db)
            .await?;
    let mut files = rows.into_iter().map(material).collect::<Result<Vec<_>>>()?;
    files.retain(|file| caller.may_have_files_for(file.audience));
    files.sort_by_cached_key(|file| (order::swedish(&file.name), file.id));
    Ok(files)
}

/// A file's row without its content.
struct Row {
    id: i64,
    audience: String,
    name: String,
    kind: String,
    size: i64,
    added_at: i64,
}

fn material(row: Row) -> Result<Material> {
    Ok(Material {
        id: MaterialId(row.id),
        audience: row::named("materials", &row.audience, Audience::from_name)?,
        name: row.name,
        kind: row::named("materials", &row.kind, FileKind::from_name)?,
        size: row::count("materials", row.size)?,
        added_at: row::timestamp("materials", row.added_at)?,
    })
}

pub(crate) async fn insert_material(
    tx: &mut Tx,
    day: DayId,
    by: PersonId,
    file: &NewMaterial,
    now: Timestamp,
) -> Result<MaterialId> {
    let id = sqlx::query_scalar!(
        r#"
        INSERT INTO materials (day_id, audience, name, kind, size, added_by, added_at, content)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id AS "id!"
        "#,
        day.0,
        file.audience.name(),
        file.name,
        file.kind.name(),
        i64::try_from(file.content.len()).unwrap_or(i64::MAX),
        by.0,
        now.as_millisecond(),
        file.content
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok(MaterialId(id))
}
