//! A backup as a file: a SQLite database, and after it one line with what it
//! is and its SHA-256. A single changed bit anywhere is noticed before
//! anything is read. (SQLite itself takes no notice of what follows its last
//! page, so the file can be looked into with any of its tools.)

use std::{
    fs::{File, OpenOptions},
    io::{self, Read, Write},
    path::Path,
};

use sha2::{Digest, Sha256};

use super::{Error, Part, Result};
use crate::secret::hex;

/// What the last line begins with.
const MARK: &str = "\nior backup 1 ";
/// How many bytes the last line has: the mark, the part, the hash, an end.
const LINE: usize = MARK.len() + 8 + 64 + 1;
/// How many bytes are read at a time.
const CHUNK: usize = 1 << 16;

/// Adds the last line to a finished database file and sees to it that all of
/// it is on the disk.
///
/// # Errors
/// [`Error::Io`].
pub fn seal(path: &Path, part: Part) -> Result<()> {
    let write = || {
        let mut hash = Sha256::new();
        let mut file = OpenOptions::new().read(true).append(true).open(path)?;
        let length = file.metadata()?.len();
        each_chunk(&mut file, length, |chunk| {
            hash.update(chunk);
            Ok(())
        })?;
        file.write_all(line(part, hash).as_bytes())?;
        file.sync_all()
    };
    write().map_err(|error| Error::Io(path.display().to_string(), error))
}

/// Checks a backup and writes the database in it to a file. Says which part it is of.
///
/// # Errors
/// [`Error::File`], if it is no backup or not as it was made; [`Error::Io`].
/// What was written must not be used then.
pub fn unseal(backup: &Path, to: &mut dyn Write) -> Result<Part> {
    let failed = |error| Error::Io(backup.display().to_string(), error);
    let mut file = File::open(backup).map_err(failed)?;
    let length = file.metadata().map_err(failed)?.len();
    let length = length.checked_sub(LINE as u64).ok_or_else(|| no_backup(backup))?;
    let mut hash = Sha256::new();
    let mut copy = || {
        each_chunk(&mut file, length, |chunk| {
            hash.update(chunk);
            to.write_all(chunk)
        })?;
        let mut last = Vec::new();
        file.read_to_end(&mut last)?;
        Ok(last)
    };
    let last = copy().map_err(failed)?;
    if !last.starts_with(MARK.as_bytes()) {
        return Err(no_backup(backup));
    }
    let sum = hash;
    let part = [Part::Data, Part::Keyring].into_iter().find(|part| line(*part, sum.clone()).as_bytes() == last);
    part.ok_or_else(|| {
        Error::File(format!("{} is damaged: it is not the file that `ior backup` wrote", backup.display()))
    })
}

fn line(part: Part, hash: Sha256) -> String {
    // Which part it is belongs to what is checked.
    let hash = hash.chain_update(part.name()).finalize();
    format!("{MARK}{:<8}{}\n", part.name(), hex(&hash))
}

fn no_backup(path: &Path) -> Error {
    Error::File(format!("{} is not a backup made by `ior backup`, or its end is missing", path.display()))
}

fn each_chunk(file: &mut File, length: u64, mut take: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
    let mut file = file.take(length);
    let mut chunk = vec![0; CHUNK];
    loop {
        match file.read(&mut chunk)? {
            0 => return Ok(()),
            n => take(&chunk[..n])?,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn every_changed_bit_is_noticed() {
        let folder = std::env::temp_dir().join(format!("ior-sealed-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let [backup, damaged] = ["backup", "damaged"].map(|name| folder.join(name));
        fs::write(&backup, b"what is kept").unwrap();
        seal(&backup, Part::Keyring).unwrap();
        let mut copy = Vec::new();
        assert_eq!(unseal(&backup, &mut copy).unwrap(), Part::Keyring);
        assert_eq!(copy, b"what is kept");

        let whole = fs::read(&backup).unwrap();
        let unsealed = |bytes: &[u8]| {
            fs::write(&damaged, bytes).unwrap();
            unseal(&damaged, &mut Vec::new())
        };
        for bit in 0..whole.len() * 8 {
            let mut bytes = whole.clone();
            bytes[bit / 8] ^= 1 << (bit % 8);
            assert!(matches!(unsealed(&bytes), Err(Error::File(_))), "bit {bit}");
        }
        for length in 0..whole.len() {
            assert!(unsealed(&whole[..length]).is_err(), "cut to {length} bytes");
        }
        fs::remove_dir_all(folder).unwrap();
    }
}
