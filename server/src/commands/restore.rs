//! `ior restore`: puts a backup into the database, in one transaction.

use std::path::{Path, PathBuf};

use store::{
    secret::Secret,
    transfer::{self, Archive, Error, Part, Result},
};
use store_sqlite::Files;

use super::{Moved, Scratch, progress};
use crate::config::Restore;

/// Restores the data and, if told to, the keyring; says what came back and
/// what cannot be read.
///
/// # Errors
/// As [`restore`].
pub async fn run(archive: &dyn Archive, key_file: &Path, what: &Restore) -> Result<()> {
    let restored = restore(archive, key_file, what).await?;
    restored.say(&format!("Restored to {}.", archive.address()));
    Ok(())
}

/// Restores. Both backups are checked before anything is written, and both
/// parts are written before anything is committed.
///
/// # Errors
/// [`Error::File`] for what is no sound backup of the right part,
/// [`Error::NotEmpty`] for a target that holds something else, the databases' own.
pub async fn restore(archive: &dyn Archive, key_file: &Path, what: &Restore) -> Result<Moved> {
    let data = Backup::open(&what.file, Part::Data).await?;
    let keyring = match &what.keyring {
        Some(file) => Some(Backup::open(file, Part::Keyring).await?),
        None => None,
    };
    archive.migrate(Part::Data, None).await?;
    archive.migrate(Part::Keyring, None).await?;

    let (mut parts, mut written) = (Vec::new(), Vec::new());
    for backup in keyring.iter().chain([&data]) {
        let mut from = backup.files.read(backup.part).await?;
        let mut to = archive.write(backup.part).await?;
        let progress = progress("restore");
        let digests = transfer::fill(backup.part, from.as_mut(), to.as_mut(), what.replace, &progress).await?;
        parts.push((backup.part, digests));
        from.finish().await?;
        written.push(to);
    }
    // The keys first, as always: a text without its key is lost.
    for side in written {
        side.finish().await?;
    }
    Ok(Moved { parts, fit: transfer::key_fit(archive, key_file).await })
}

/// A backup that was found whole, in a copy that is up to date.
struct Backup {
    part: Part,
    files: Files,
    _copy: Scratch,
}

impl Backup {
    async fn open(file: &Path, part: Part) -> Result<Self> {
        let copy = Scratch(new_file());
        if transfer::unseal(file, copy.path())? != part {
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

fn new_file() -> PathBuf {
    std::env::temp_dir().join(format!("ior-restore-{}", Secret::generate().reveal()))
}
