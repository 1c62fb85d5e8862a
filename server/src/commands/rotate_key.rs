//! `ior rotate-key`: another key for the installation, while the servers go on.
//!
//! The key file holds both keys as long as it takes, so that whatever happens in
//! between, it holds the one that the keyring is wrapped with; doing it again
//! takes up what was left.

use std::path::Path;

use store::{
    keyfile::{self, KeyError},
    transfer::{self, Archive, Part, Result},
    vault::InstallationKey,
};

/// Changes the key and says so; or, to `prepare`, only puts the new one beside the old.
///
/// # Errors
/// As [`prepare`] and [`rotate`].
pub async fn run(archive: &dyn Archive, key_file: &Path, prepare_only: bool) -> Result<()> {
    let file = key_file.display();
    if prepare_only {
        archive.version(Part::Data).await?;
        prepare(key_file)?;
        println!("{file} holds a new key beside the old one. Copy it to every server, then run `ior rotate-key`.");
    } else {
        let pairs = rotate(archive, key_file).await?;
        println!("The keys of {pairs} pairs are wrapped by a new key. {file} holds that key only.");
        println!("Keep a copy elsewhere. Backups of the keyring that are older open with the old key only.");
    }
    Ok(())
}

/// Puts a new key beside the old one, unless one is there.
///
/// # Errors
/// [`KeyError`].
pub fn prepare(key_file: &Path) -> Result<(InstallationKey, InstallationKey)> {
    let mut keys = keyfile::open_or_create(key_file, false)?.into_iter();
    let (Some(first), second) = (keys.next(), keys.next()) else {
        return Err(KeyError::Malformed(key_file.to_owned()).into());
    };
    if let Some(old) = second {
        return Ok((first, old));
    }
    let new = InstallationKey::generate();
    keyfile::replace(key_file, &[&new, &first])?;
    Ok((new, first))
}

/// Wraps the keyring by the new key, and forgets the old one. Says how many
/// pairs have a key.
///
/// # Errors
/// [`KeyError`], and as [`transfer::rewrap`].
pub async fn rotate(archive: &dyn Archive, key_file: &Path) -> Result<usize> {
    // What a newer version of ior has changed is not this one's to touch.
    archive.version(Part::Data).await?;
    archive.migrate(Part::Keyring, None).await?;
    let mut belongs = false;
    for key in keyfile::open_or_create(key_file, false)? {
        belongs |= transfer::is_wrapped_by(archive, &key).await?;
    }
    if !belongs {
        return Err(KeyError::Wrong(key_file.to_owned()).into());
    }
    let (new, old) = prepare(key_file)?;
    // After a run that was interrupted, the keyring may be wrapped by the new one already.
    let from = if transfer::is_wrapped_by(archive, &new).await? { &new } else { &old };
    let pairs = transfer::rewrap(archive, from, &new).await?;
    keyfile::replace(key_file, &[&new])?;
    Ok(pairs)
}
