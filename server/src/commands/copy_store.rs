//! `ior copy-store`: from one engine to the other, data and keyring.
//!
//! Everything is written before anything is committed, the keyring first. So a
//! copy that was interrupted has left nothing, or the keyring and nothing else;
//! the next one recognises it and begins again.

use std::path::Path;

use store::transfer::{self, Archive, Error, Hold, Part, Result};

use super::{ErasedKeys, Moved, progress};

/// Copies, and says what arrived.
///
/// # Errors
/// As [`copy`].
pub async fn run(from: &dyn Archive, to: &dyn Archive, key_file: &Path) -> Result<()> {
    let copied = copy(from, to, key_file).await?;
    copied.say(&format!("{} holds what was in {}.", to.address(), from.address()));
    Ok(())
}

/// Copies all that is in one database to another, which is made or must be
/// empty, or an unfinished or finished copy of the same. No server runs on either.
///
/// # Errors
/// [`Error::InUse`], [`Error::NotEmpty`], [`Error::Older`], [`Error::Differs`], the databases' own.
pub async fn copy(from: &dyn Archive, to: &dyn Archive, key_file: &Path) -> Result<Moved> {
    from.version(Part::Data).await?;
    let _both = (from.hold(Hold::Alone).await?, to.hold(Hold::Alone).await?);
    // The data's moment comes first: every key that its texts need is there by
    // the keyring's.
    let mut sources = Vec::new();
    for part in [Part::Data, Part::Keyring] {
        sources.push((part, from.read(part).await?));
    }
    for part in [Part::Data, Part::Keyring] {
        to.migrate(part, None).await?;
        if from.version(part).await? != to.version(part).await? {
            return Err(Error::Older);
        }
    }
    let (mut parts, mut written) = (Vec::new(), Vec::new());
    for (part, mut from) in sources.into_iter().rev() {
        let mut to = to.write(part).await?;
        parts.push((part, transfer::fill(part, from.as_mut(), to.as_mut(), false, &progress("copy")).await?));
        from.finish().await?;
        written.push(to);
    }
    for side in written {
        side.finish().await?;
    }
    Ok(Moved { parts, fit: transfer::key_fit(to, key_file).await, keys: ErasedKeys::default() })
}
