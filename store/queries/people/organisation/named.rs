//! Organisations by their names: what lists offer, and what one that is known by its name
//! only becomes.

use domain::{
    input::fold,
    people::{Organisation, OrganisationId, organisation::OrganisationKind},
};
use store::{Error, Result, order};

use crate::{Tx, queries::engine::Connection};

/// All that have not left, by name.
pub(crate) async fn all(db: &mut Connection) -> Result<Vec<Organisation>> {
    let rows = sqlx::query!("SELECT id, name FROM organisations WHERE ended_on IS NULL").fetch_all(db).await?;
    let mut organisations: Vec<_> =
        rows.into_iter().map(|row| Organisation { id: OrganisationId(row.id), name: row.name }).collect();
    organisations.sort_by_cached_key(|organisation| order::swedish(&organisation.name));
    Ok(organisations)
}

/// The name of one.
pub(crate) async fn name(tx: &mut Tx, id: OrganisationId) -> Result<Option<String>> {
    let name = sqlx::query_scalar!("SELECT name FROM organisations WHERE id = $1", id.0);
    name.fetch_optional(&mut **tx).await.map_err(Error::from)
}

/// Adds an organisation by its name only, of the kind that the name says; whether there was
/// none of that name.
pub(crate) async fn add_by_name(tx: &mut Tx, name: &str) -> Result<bool> {
    let added = sqlx::query!(
        r#"
        INSERT INTO organisations (name, kind, sort_name, folded_name)
        SELECT $1, $2, $3, $4 WHERE NOT EXISTS (SELECT 1 FROM organisations WHERE name = $1 OR folded_name = $4)
        "#,
        name,
        OrganisationKind::guessed(name).name(),
        order::key(name),
        fold(name)
    );
    Ok(added.execute(&mut **tx).await?.rows_affected() > 0)
}

/// The organisation that the network knows by a name, as it writes it; it is added, if it
/// knows none.
pub(crate) async fn known_or_new(tx: &mut Tx, name: &str) -> Result<(OrganisationId, String)> {
    add_by_name(tx, name).await?;
    let known = sqlx::query!(
        r#"SELECT id AS "id!", name FROM organisations WHERE name = $1 OR folded_name = $2 ORDER BY id LIMIT 1"#,
        name,
        fold(name)
    );
    let known = known.fetch_one(&mut **tx).await?;
    Ok((OrganisationId(known.id), known.name))
}
