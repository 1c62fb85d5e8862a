//! `ior restore`: puts a backup into the database, in one transaction.

use std::{
    env::temp_dir,
    path::{Path, PathBuf},
};

use store::{
    secret::Secret,
    transfer::{self, Archive, Error, Hold, Part, Result},
    unfinished::{self, Unfinished},
};
use store_sqlite::Files;

use super::{Moved, io_error, progress};
use crate::config::Restore;

/// What the name of a backup's copy begins with.
const COPY: &str = "ior-restore-";

/// Restores the data, the keyring or both; says what came back and what cannot be read.
///
/// # Errors
/// As [`restore`], and [`Error::Unusable`], if it came back and the server cannot use it.
pub async fn run(archive: &dyn Archive, key_file: &Path, what: &Restore) -> Result<()> {
    let restored = restore(archive, key_file, what).await?;
    restored.say(&format!("Restored to {}.", archive.address()));
    if restored.fit.is_ok_and(|fit| fit.fits()) { Ok(()) } else { Err(Error::Unusable) }
}

/// Restores. Both backups are checked before anything is written, and both
/// parts are written before anything is committed. No server runs meanwhile.
///
/// # Errors
/// [`Error::File`] for what is no sound backup of the right part,
/// [`Error::NotEmpty`] for a target that holds something else, [`Error::InUse`], the
/// databases' own.
pub async fn restore(archive: &dyn Archive, key_file: &Path, what: &Restore) -> Result<Moved> {
    unfinished::sweep(&temp_dir(), is_copy);
    let mut backups = Vec::new();
    // The keys first, as always: a text without its key is lost.
    for (file, part) in [(&what.keyring, Part::Keyring), (&what.file, Part::Data)] {
        if let Some(file) = file {
            backups.push(Backup::open(file, part).await?);
        }
    }
    let _alone = archive.hold(Hold::Alone).await?;
    archive.migrate(Part::Data, None).await?;
    archive.migrate(Part::Keyring, None).await?;

    let (mut parts, mut written) = (Vec::new(), Vec::new());
    for backup in &backups {
        let mut from = backup.files.read(backup.part).await?;
        let mut to = archive.write(backup.part).await?;
        let progress = progress("restore");
        let digests = transfer::fill(backup.part, from.as_mut(), to.as_mut(), what.replace, &progress).await?;
        parts.push((backup.part, digests));
        from.finish().await?;
        written.push(to);
    }
    for side in written {
        side.finish().await?;
    }
    Ok(Moved { parts, fit: transfer::key_fit(archive, key_file).await })
}

/// Whether that is the name of a backup's copy.
fn is_copy(name: &str) -> bool {
    name.strip_prefix(COPY).is_some_and(|rest| Secret::parse(rest).is_some())
}

/// Copies of backups that were being restored when the process was killed.
pub fn left_behind() -> Vec<PathBuf> {
    unfinished::left_behind(&temp_dir(), is_copy)
}

/// A backup that was found whole, in a copy that is up to date.
struct Backup {
    part: Part,
    files: Files,
    _copy: Unfinished,
}

impl Backup {
    async fn open(file: &Path, part: Part) -> Result<Self> {
        let path = temp_dir().join(format!("{COPY}{}", Secret::generate().reveal()));
        let copy = Unfinished::create(path.clone()).map_err(io_error(&path))?;
        if transfer::unseal(file, &mut copy.file())? != part {
            return Err(Error::File(format!("{} is not a backup of the {}", file.display(), part.name())));
        }
        let files = Files::single(copy.path());
        if let Some(fault) = files.faults(part).await?.pop() {
            return Err(Error::File(format!("{} is damaged: {fault}", file.display())));
        }
        // Refuses what is newer, before `migrate` does with fewer words.
        files.version(part).await?;
        files.migrate(part, None).await?;
        Ok(Self { part, files, _copy: copy })
    }
}
