//! The file that holds the installation's key: made at the first start, read
//! at every later one, never made anew once something is sealed with it. While
//! the key is being changed it holds two, the new one first.

use std::{
    fs::{self, File},
    io::{self, Write},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use crate::{
    path::folder_of,
    secret::Secret,
    unfinished::{self, Unfinished},
    vault::InstallationKey,
};

/// What the name of a key file ends with that still has to get its own.
const UNFINISHED: &str = ".ior-key";

/// Why the installation's key cannot be used. Each says what to do.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// There is no file, but the database holds what its key has sealed.
    #[error(
        "the key file {0} is missing, but the database was used with one: put it back (IOR_KEY_FILE says where it is looked for). No new key is made, since it would open none of the notes"
    )]
    Missing(PathBuf),
    /// The file holds something else.
    #[error(
        "the key file {0} does not hold a key: it should be one line of 64 hexadecimal digits, or two while the key is being changed. Put the right file back"
    )]
    Malformed(PathBuf),
    /// Others than its owner may read it.
    #[error(
        "the key file {path} can be read by others than its owner (mode {mode:o}): run chmod 600 on it, and consider who may have read it"
    )]
    Open {
        /// Which file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// It is a key, but not the one that this database was used with.
    #[error(
        "the key file {0} holds another installation's key: nothing in this database opens with it. Put the right file back"
    )]
    Wrong(PathBuf),
    /// There are sealed notes, but the keyring that opens them is empty.
    #[error("the database holds sealed notes, but its keyring is missing: put the keyring back beside the database")]
    NoKeyring,
    /// The file system does not do its part.
    #[error("the key file {path} cannot be used: {source}")]
    Io {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Reads the key, or both while it is being changed, the new one first; or
/// makes it at the very first start: `unused` says that nothing has been sealed
/// with it yet.
///
/// # Errors
/// [`KeyError`]: see there.
pub fn open_or_create(path: &Path, unused: bool) -> Result<Vec<InstallationKey>, KeyError> {
    match File::open(path) {
        Ok(file) => read(path, &file),
        Err(error) if error.kind() == io::ErrorKind::NotFound && unused => create(path),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(KeyError::Missing(path.to_owned())),
        Err(error) => Err(failed(path)(error)),
    }
}

/// Keys that were being written beside a key file when the process was killed.
pub fn left_behind(path: &Path) -> Vec<PathBuf> {
    unfinished::left_behind(folder_of(path), |name| name.ends_with(UNFINISHED))
}

/// Writes these keys into the file in place of those that were there.
///
/// # Errors
/// [`KeyError::Io`].
pub fn replace(path: &Path, keys: &[&InstallationKey]) -> Result<(), KeyError> {
    let folder = folder_of(path);
    unfinished::sweep(folder, |name| name.ends_with(UNFINISHED));
    let write = || {
        let unfinished = write_unfinished(folder, keys)?;
        fs::rename(unfinished.path(), path)?;
        File::open(folder)?.sync_all()
    };
    write().map_err(failed(path))
}

fn read(path: &Path, file: &File) -> Result<Vec<InstallationKey>, KeyError> {
    let mode = file.metadata().map_err(failed(path))?.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(KeyError::Open { path: path.to_owned(), mode });
    }
    let bytes = zeroize::Zeroizing::new(fs::read(path).map_err(failed(path))?);
    let lines = std::str::from_utf8(&bytes).unwrap_or_default().trim_end().split('\n');
    match lines.map(InstallationKey::from_hex).collect::<Option<Vec<_>>>() {
        Some(keys) if keys.len() <= 2 => Ok(keys),
        _ => Err(KeyError::Malformed(path.to_owned())),
    }
}

/// Makes the file, and sees to it that it is on the disk before anything is
/// sealed with it. It appears whole under its name; of two that start at once,
/// one makes it and the other reads it.
fn create(path: &Path) -> Result<Vec<InstallationKey>, KeyError> {
    let key = InstallationKey::generate();
    let folder = folder_of(path);
    let write = || {
        fs::create_dir_all(folder)?;
        let unfinished = write_unfinished(folder, &[&key])?;
        let made = fs::hard_link(unfinished.path(), path);
        drop(unfinished);
        made?;
        File::open(folder)?.sync_all()
    };
    match write() {
        Ok(()) => Ok(vec![key]),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            read(path, &File::open(path).map_err(failed(path))?)
        }
        Err(error) => Err(failed(path)(error)),
    }
}

/// Writes a file that still has to get its name.
fn write_unfinished(folder: &Path, keys: &[&InstallationKey]) -> io::Result<Unfinished> {
    let name = format!(".{}{UNFINISHED}", Secret::generate().reveal());
    let unfinished = Unfinished::create(folder.join(name))?;
    let mut file = unfinished.file();
    for key in keys {
        writeln!(file, "{}", *key.to_hex())?;
    }
    file.sync_all()?;
    Ok(unfinished)
}

fn failed(path: &Path) -> impl FnOnce(io::Error) -> KeyError {
    |source| KeyError::Io { path: path.to_owned(), source }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An empty folder of the test's own.
    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("ior-keyfile-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        folder
    }

    #[test]
    fn made_once_for_its_owner_only_then_read() {
        let folder = folder("made");
        let path = folder.join("ior.key");
        let made = hex(&open_or_create(&path, true).unwrap());
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!((hex(&open_or_create(&path, false).unwrap()), made.len()), (made.clone(), 1));
        assert_eq!(hex(&open_or_create(&path, true).unwrap()), made);
        fs::remove_dir_all(folder).unwrap();
    }

    fn hex(keys: &[InstallationKey]) -> Vec<String> {
        keys.iter().map(|key| key.to_hex().to_string()).collect()
    }

    #[test]
    fn holds_two_while_the_key_is_changed() {
        let folder = folder("two");
        let path = folder.join("ior.key");
        let old = open_or_create(&path, true).unwrap().remove(0);
        let new = InstallationKey::generate();
        let interrupted = folder.join(format!(".interrupted{UNFINISHED}"));
        fs::write(&interrupted, "").unwrap();
        assert_eq!(left_behind(&path), [interrupted]);
        replace(&path, &[&new, &old]).unwrap();
        assert_eq!(hex(&open_or_create(&path, false).unwrap()), [new.to_hex().as_str(), old.to_hex().as_str()]);
        replace(&path, &[&new]).unwrap();
        assert_eq!(hex(&open_or_create(&path, false).unwrap()), [new.to_hex().as_str()]);
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "nothing is left beside it");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn never_a_silent_new_one() {
        let path = folder("missing").join("ior.key");
        assert!(matches!(open_or_create(&path, false), Err(KeyError::Missing(_))));
        assert!(!path.exists());
    }

    #[test]
    fn refused_if_malformed_or_readable_by_others() {
        let folder = folder("refused");
        let path = folder.join("ior.key");
        open_or_create(&path, true).unwrap();
        for mode in [0o640, 0o604, 0o660] {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            assert!(matches!(open_or_create(&path, false), Err(KeyError::Open { mode: m, .. }) if m == mode));
        }
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        let three = format!("{}\n", "0".repeat(64)).repeat(3);
        for text in ["", "abc", "\u{0}", &"g".repeat(64), &three] {
            fs::write(&path, text).unwrap();
            assert!(matches!(open_or_create(&path, true), Err(KeyError::Malformed(_))), "{text:?}");
        }
        fs::remove_dir_all(folder).unwrap();
    }
}
