//! What is derived from what people typed: what names are sorted and searched by,
//! and the one way to write an address. Earlier versions derived other values.

use std::collections::HashSet;

use domain::{input::fold, people::EmailAddress};
use store::{Result, order};

use crate::{Engine, Tx};

/// A person or an organisation, by its number and name.
struct Named {
    id: i64,
    name: String,
    sort_name: String,
    folded_name: String,
}

impl Named {
    /// What to sort by and to search, if something else is kept.
    fn keys(&self) -> Option<(String, String)> {
        let keys = (order::key(&self.name), fold(&self.name));
        ((&self.sort_name, &self.folded_name) != (&keys.0, &keys.1)).then_some(keys)
    }
}

impl Engine {
    /// Writes what differs from what this version derives. Done at every start,
    /// and nearly always nothing.
    pub(crate) async fn renew_derived(&self) -> Result<()> {
        let addresses = sqlx::query!("SELECT id, email FROM persons").fetch_all(self.reader()).await?;
        let known: HashSet<_> = addresses.iter().map(|row| row.email.as_str()).collect();
        let moved = addresses.iter().filter_map(|row| {
            // What cannot be read, or would be another person's, stays as it is.
            let address = EmailAddress::parse(&row.email).ok().filter(|address| !known.contains(address.as_str()))?;
            Some((row.id, address))
        });
        let moved: Vec<_> = moved.collect();
        let persons = sqlx::query_as!(Named, "SELECT id, name, sort_name, folded_name FROM persons");
        let persons = differing(persons.fetch_all(self.reader()).await?);
        let organisations = sqlx::query_as!(Named, "SELECT id, name, sort_name, folded_name FROM organisations");
        let organisations = differing(organisations.fetch_all(self.reader()).await?);
        if moved.is_empty() && persons.is_empty() && organisations.is_empty() {
            return Ok(());
        }
        let mut tx = self.begin_write().await?;
        for (id, address) in moved {
            write_address(&mut tx, id, &address).await?;
        }
        // Another server may have written another name meanwhile.
        for (Named { id, name, .. }, (sort_name, folded_name)) in persons {
            sqlx::query!(
                "UPDATE persons SET sort_name = $3, folded_name = $4 WHERE id = $1 AND name = $2",
                id,
                name,
                sort_name,
                folded_name
            )
            .execute(&mut *tx)
            .await?;
        }
        for (Named { id, name, .. }, (sort_name, folded_name)) in organisations {
            sqlx::query!(
                "UPDATE organisations SET sort_name = $3, folded_name = $4 WHERE id = $1 AND name = $2",
                id,
                name,
                sort_name,
                folded_name
            )
            .execute(&mut *tx)
            .await?;
        }
        tx.commit().await
    }
}

/// Those of which something else is kept than is derived now, with that.
fn differing(all: Vec<Named>) -> Vec<(Named, (String, String))> {
    all.into_iter().filter_map(|named| named.keys().map(|keys| (named, keys))).collect()
}

/// The same mailbox may stand there twice, written in two ways: then the first has it.
async fn write_address(tx: &mut Tx, person: i64, address: &EmailAddress) -> Result<()> {
    sqlx::query!(
        "UPDATE persons SET email = $2 WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM persons p WHERE p.email = $2)",
        person,
        address.as_str()
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
