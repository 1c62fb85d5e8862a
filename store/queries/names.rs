//! Names as they are sorted by, where they are missing: in what an earlier
//! version left.

use store::{Result, order};

use crate::{Engine, fault};

impl Engine {
    /// Fills in what is missing. Done at every start, and nearly always nothing.
    pub(crate) async fn fill_in_sort_names(&self) -> Result<()> {
        let persons = sqlx::query!("SELECT id, name FROM persons WHERE sort_name = ''")
            .fetch_all(self.reader())
            .await
            .map_err(fault)?;
        let organisations = sqlx::query!("SELECT id, name FROM organisations WHERE sort_name = ''")
            .fetch_all(self.reader())
            .await
            .map_err(fault)?;
        if persons.is_empty() && organisations.is_empty() {
            return Ok(());
        }
        let mut tx = self.begin_write().await?;
        for row in persons {
            sqlx::query!("UPDATE persons SET sort_name = $2 WHERE id = $1", row.id, order::key(&row.name))
                .execute(&mut *tx)
                .await
                .map_err(fault)?;
        }
        for row in organisations {
            sqlx::query!("UPDATE organisations SET sort_name = $2 WHERE id = $1", row.id, order::key(&row.name))
                .execute(&mut *tx)
                .await
                .map_err(fault)?;
        }
        tx.commit().await.map_err(fault)
    }
}
