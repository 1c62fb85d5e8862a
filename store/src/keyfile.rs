//! The file that holds the installation's key: made at the first start, read
//! at every later one, never made anew once something is sealed with it.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
};

use crate::{path::folder_of, secret::Secret, vault::InstallationKey};

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
        "the key file {0} does not hold a key: it should be one line of 64 hexadecimal digits. Put the right file back"
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

/// Reads the key, or makes it at the very first start: `unused` says that
/// nothing has been sealed with it yet.
///
/// # Errors
/// [`KeyError`]: see there.
pub fn open_or_create(path: &Path, unused: bool) -> Result<InstallationKey, KeyError> {
    match File::open(path) {
        Ok(file) => read(path, &file),
        Err(error) if error.kind() == io::ErrorKind::NotFound && unused => create(path),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(KeyError::Missing(path.to_owned())),
        Err(error) => Err(failed(path)(error)),
    }
}

fn read(path: &Path, file: &File) -> Result<InstallationKey, KeyError> {
    let mode = file.metadata().map_err(failed(path))?.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(KeyError::Open { path: path.to_owned(), mode });
    }
    let bytes = zeroize::Zeroizing::new(fs::read(path).map_err(failed(path))?);
    std::str::from_utf8(&bytes)
        .ok()
        .and_then(|text| InstallationKey::from_hex(text.trim_end()))
        .ok_or_else(|| KeyError::Malformed(path.to_owned()))
}

/// Makes the file, and sees to it that it is on the disk before anything is
/// sealed with it. It appears whole under its name; of two that start at once,
/// one makes it and the other reads it.
fn create(path: &Path) -> Result<InstallationKey, KeyError> {
    let key = InstallationKey::generate();
    let folder = folder_of(path);
    let unfinished = folder.join(format!(".{}.ior-key", Secret::generate().reveal()));
    let write = || {
        fs::create_dir_all(folder)?;
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&unfinished)?;
        writeln!(file, "{}", *key.to_hex())?;
        file.sync_all()?;
        let made = fs::hard_link(&unfinished, path);
        fs::remove_file(&unfinished)?;
        made?;
        File::open(folder)?.sync_all()
    };
    match write() {
        Ok(()) => Ok(key),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            read(path, &File::open(path).map_err(failed(path))?)
        }
        Err(error) => Err(failed(path)(error)),
    }
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
        let made = open_or_create(&path, true).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(open_or_create(&path, false).unwrap().to_hex(), made.to_hex());
        assert_eq!(open_or_create(&path, true).unwrap().to_hex(), made.to_hex());
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
        for text in ["", "abc", "\u{0}", &"g".repeat(64)] {
            fs::write(&path, text).unwrap();
            assert!(matches!(open_or_create(&path, true), Err(KeyError::Malformed(_))), "{text:?}");
        }
        fs::remove_dir_all(folder).unwrap();
    }
}
