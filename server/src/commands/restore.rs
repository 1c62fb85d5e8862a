//! `ior restore`: puts a backup into the database, in one transaction.

use std::{
    collections::BTreeSet,
    env::temp_dir,
    path::{Path, PathBuf},
};

use store::{
    secret::Secret,
    transfer::{self, Archive, Error, Hold, Part, Result, Side},
    unfinished::{self, Unfinished},
};
use store_sqlite::Files;

use super::{ErasedKeys, Moved, io_error, progress};
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

    let erased = Erased::of(archive, &backups).await?;
    let (mut parts, mut written, mut keys) = (Vec::new(), Vec::new(), ErasedKeys::default());
    for backup in &backups {
        let mut from = backup.files.read(backup.part).await?;
        let mut to = archive.write(backup.part).await?;
        let progress = progress("restore");
        let mut digests = transfer::fill(backup.part, from.as_mut(), to.as_mut(), what.replace, &progress).await?;
        if backup.part == Part::Keyring {
            keys = erased.keep_out(to.as_mut()).await?;
            if !keys.kept_out.is_empty() {
                digests = transfer::digests(to.as_mut(), &progress).await?;
            }
        }
        parts.push((backup.part, digests));
        from.finish().await?;
        written.push(to);
    }
    for side in written {
        side.finish().await?;
    }
    Ok(Moved { parts, fit: transfer::key_fit(archive, key_file).await, keys })
}

/// The pairs whose texts were erased.
struct Erased {
    /// By the data that there is afterwards.
    afterwards: BTreeSet<i64>,
    /// By the data that is replaced, and not afterwards.
    replaced: BTreeSet<i64>,
}

impl Erased {
    async fn of(archive: &dyn Archive, backups: &[Backup]) -> Result<Self> {
        let here = transfer::erased_pairs(archive).await?;
        let Some(data) = backups.iter().find(|backup| backup.part == Part::Data) else {
            return Ok(Self { afterwards: here, replaced: BTreeSet::new() });
        };
        let afterwards = transfer::erased_pairs(&data.files).await?;
        Ok(Self { replaced: &here - &afterwards, afterwards })
    }

    /// Keeps the keys of erased pairs out of a keyring that is put back. Those of pairs that
    /// were erased in replaced data are only named: it may be another installation's.
    async fn keep_out(&self, keyring: &mut dyn Side) -> Result<ErasedKeys> {
        let kept_out = transfer::delete_keys(keyring, &self.afterwards).await?;
        let came_back = transfer::pairs_with_keys(keyring).await?;
        Ok(ErasedKeys { kept_out, came_back: &came_back & &self.replaced })
    }
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
