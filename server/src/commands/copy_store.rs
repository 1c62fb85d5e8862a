//! `ior copy-store`: from one engine to the other, data and keyring.
//!
//! Everything is written before anything is committed, the keyring first. So a
//! copy that was interrupted has left nothing, or the keyring and nothing else;
//! the next one recognises it and begins again.

use std::path::Path;

use store::transfer::{self, Archive, Digest, Error, KeyFit, Part, Result};

use super::{progress, report, warnings};

/// Copies, and says what arrived.
///
/// # Errors
/// As [`copy`].
pub async fn run(from: &dyn Archive, to: &dyn Archive, key_file: &Path) -> Result<()> {
    let copied = copy(from, to, key_file).await?;
    for (part, digests) in &copied.parts {
        print!("{}", report(*part, digests));
    }
    println!("{} holds what was in {}.", to.address(), from.address());
    for warning in warnings(&copied.fit) {
        eprintln!("ior: warning: {warning}");
    }
    Ok(())
}

/// What arrived.
pub struct Copied {
    /// Each part's tables, the same on both sides.
    pub parts: Vec<(Part, Vec<Digest>)>,
    /// Whether the notes can be read with the key file here.
    pub fit: Result<KeyFit>,
}

/// Copies all that is in one database to another, which is made or must be
/// empty, or an unfinished or finished copy of the same.
///
/// # Errors
/// [`Error::NotEmpty`], [`Error::Older`], [`Error::Differs`], the databases' own.
pub async fn copy(from: &dyn Archive, to: &dyn Archive, key_file: &Path) -> Result<Copied> {
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
    Ok(Copied { parts, fit: transfer::key_fit(to, key_file).await })
}
