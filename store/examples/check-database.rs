//! Makes the database that an engine's queries are checked against while they
//! are compiled: all tables of the data and of the keyring in one place. Used
//! by `scripts/prepare-sqlx.sh`; the product itself runs the migrations one by
//! one, each set in its own database.
//!
//! ```sh
//! cargo run -p store --example check-database -- sqlite:check.sqlite?mode=rwc migrations/sqlite migrations/keyring/sqlite
//! ```

use std::{error::Error, fs, path::PathBuf};

use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let url = args.next().ok_or("give a database address and folders with migrations")?;
    let mut sql = String::new();
    for folder in args {
        sql += &migrations(&folder)?;
    }
    // Ours, read from the repository: as safe as the code is.
    let sql = sqlx::raw_sql(AssertSqlSafe(sql));
    if url.starts_with("sqlite:") {
        sql.execute(&mut SqliteConnection::connect(&url).await?).await?;
    } else {
        sql.execute(&mut PgConnection::connect(&url).await?).await?;
    }
    Ok(())
}

/// All migrations of a folder, in order.
fn migrations(folder: &str) -> Result<String, Box<dyn Error>> {
    let mut files = fs::read_dir(folder)?.map(|file| Ok(file?.path())).collect::<std::io::Result<Vec<PathBuf>>>()?;
    files.sort();
    files.into_iter().map(|file| Ok(fs::read_to_string(file)? + "\n")).collect()
}
