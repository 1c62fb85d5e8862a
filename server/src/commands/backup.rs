//! `ior backup` and `ior backup-keyring`: one file with everything that was
//! committed before the command began, while the server goes on.
//!
//! The file is a SQLite database, whichever engine it comes from, so that it
//! can be restored to either. It bears its name only when it is whole, checked
//! and on the disk.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use store::{
    path::folder_of,
    transfer::{self, Archive, Digest, Error, Part, Result},
    unfinished::{self, Unfinished},
};
use store_sqlite::Files;

use super::{io_error, progress, report};

/// What the name of a backup ends with that is not whole.
const UNFINISHED: &str = ".unfinished";

/// Makes a backup, and says what is in it.
///
/// # Errors
/// As [`write()`].
pub async fn run(archive: &dyn Archive, part: Part, file: &Path) -> Result<()> {
    let digests = write(archive, part, file).await?;
    print!("{}", report(part, &digests));
    println!("The {} is in {}.", part.name(), file.display());
    Ok(())
}

/// Makes a backup of one part.
///
/// # Errors
/// [`Error::Io`], if there is such a file already or it cannot be written; the
/// database's own.
pub async fn write(archive: &dyn Archive, part: Part, file: &Path) -> Result<Vec<Digest>> {
    refuse_existing(file)?;
    unfinished::sweep(folder_of(file), is_unfinished);
    let unfinished = Unfinished::create(beside(file)).map_err(io_error(file))?;

    let backup = Files::single(unfinished.path());
    let mut from = archive.read(part).await?;
    backup.migrate(part, Some(archive.version(part).await?)).await?;
    let mut to = backup.write(part).await?;
    let digests = transfer::copy(from.as_mut(), to.as_mut(), &progress("backup")).await?;
    to.finish().await?;
    from.finish().await?;
    if let Some(fault) = backup.faults(part).await?.pop() {
        return Err(Error::File(format!("the backup is not sound: {fault}")));
    }

    transfer::seal(unfinished.path(), part)?;
    refuse_existing(file)?;
    let appear = || {
        fs::rename(unfinished.path(), file)?;
        File::open(folder_of(file))?.sync_all()
    };
    appear().map_err(io_error(file))?;
    Ok(digests)
}

fn refuse_existing(file: &Path) -> Result<()> {
    if file.symlink_metadata().is_ok() { Err(io_error(file)(io::ErrorKind::AlreadyExists.into())) } else { Ok(()) }
}

/// The name of the file as long as it is not whole.
fn beside(file: &Path) -> PathBuf {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    folder_of(file).join(format!(".{name}.{}{UNFINISHED}", std::process::id()))
}

/// Whether that is the name of a backup that is not whole.
fn is_unfinished(name: &str) -> bool {
    name.starts_with('.') && name.ends_with(UNFINISHED)
}

/// Backups in a folder that were being written when the process was killed.
pub fn left_behind(folder: &Path) -> Vec<PathBuf> {
    unfinished::left_behind(folder, is_unfinished)
}
