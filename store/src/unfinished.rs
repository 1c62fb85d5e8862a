//! Files that are not whole yet: backups, copies of them, key files. Whoever writes one
//! keeps it locked, and the lock goes with the process. So what a killed process has
//! left behind, in plain text perhaps, is told from what is being written.

use std::{
    fs::{self, File, OpenOptions},
    io,
    os::unix::fs::{MetadataExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

/// What SQLite keeps beside a database, and that itself.
const SUFFIXES: [&str; 4] = ["", "-journal", "-wal", "-shm"];

/// A file that goes away again unless it is renamed, with what SQLite keeps beside it.
#[derive(Debug)]
pub struct Unfinished {
    path: PathBuf,
    file: File,
}

impl Unfinished {
    /// Makes a file that nobody but its owner reads.
    ///
    /// # Errors
    /// The file system's; there must be no file of that name.
    pub fn create(path: PathBuf) -> io::Result<Self> {
        loop {
            let file = OpenOptions::new().read(true).write(true).create_new(true).mode(0o600).open(&path)?;
            file.lock()?;
            // Before it was locked, someone may have taken it for left behind.
            if file.metadata()?.nlink() > 0 {
                return Ok(Self { path, file });
            }
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The file, to be written.
    pub const fn file(&self) -> &File {
        &self.file
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        remove(&self.path);
    }
}

/// What killed processes have left behind in a folder, of the files with such names.
///
/// ```
/// use store::unfinished::{Unfinished, left_behind, sweep};
/// let folder = std::env::temp_dir().join(format!("ior-unfinished-{}", std::process::id()));
/// std::fs::create_dir_all(&folder)?;
/// let is_ours = |name: &str| name.ends_with(".unfinished");
/// let writing = Unfinished::create(folder.join("1.unfinished"))?;
/// for name in ["2.unfinished", "2.unfinished-journal", "whole"] {
///     std::fs::write(folder.join(name), "")?;
/// }
/// assert_eq!(left_behind(&folder, is_ours), [folder.join("2.unfinished")]);
/// sweep(&folder, is_ours);
/// assert_eq!(std::fs::read_dir(&folder)?.count(), 2, "what is written, and what is whole");
/// drop(writing);
/// assert_eq!(std::fs::read_dir(&folder)?.count(), 1);
/// # std::fs::remove_dir_all(&folder)?;
/// # Ok::<_, std::io::Error>(())
/// ```
pub fn left_behind(folder: &Path, is_ours: impl Fn(&str) -> bool) -> Vec<PathBuf> {
    let mut left: Vec<_> = nobodys(folder, is_ours).map(|(path, _)| path).collect();
    left.sort();
    left
}

/// Removes it.
pub fn sweep(folder: &Path, is_ours: impl Fn(&str) -> bool) {
    for (path, _locked) in nobodys(folder, is_ours) {
        tracing::warn!(path = %path.display(), "removed what an interrupted command had left");
        remove(&path);
    }
}

/// The files that nobody writes, each locked so that nobody begins to.
fn nobodys(folder: &Path, is_ours: impl Fn(&str) -> bool) -> impl Iterator<Item = (PathBuf, File)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let files = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
    let ours = files.filter(move |entry| entry.file_name().to_str().is_some_and(&is_ours)).map(|entry| entry.path());
    ours.filter_map(|path| {
        let file = File::open(&path).ok()?;
        file.try_lock().ok()?;
        Some((path, file))
    })
}

fn remove(path: &Path) {
    for suffix in SUFFIXES {
        let mut name = path.to_owned().into_os_string();
        name.push(suffix);
        // What was renamed or never made is not there.
        let _ = fs::remove_file(name);
    }
}
