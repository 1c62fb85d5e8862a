//! Laying files into the site's folder, and nothing but them.

use crate::compress::{self, Effort};
use crate::shell::say;
use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Paths below the site's folder, and what they are to hold.
pub type Files = BTreeMap<PathBuf, Vec<u8>>;

/// Adds every file below `folder`, if there is such a folder, as `prefix/…`.
pub fn collect(folder: &Path, prefix: &Path, files: &mut Files) -> Result<()> {
    for path in files_below(folder)? {
        let name = prefix.join(path.strip_prefix(folder)?);
        let content = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        files.insert(name, content);
    }
    Ok(())
}

/// Makes `site` hold `files` and their packed twins, and removes what else is
/// there. A file that is there already, packed, is not packed again.
pub fn write(files: &Files, site: &Path, effort: Effort) -> Result<()> {
    say("Packing the files (brotli, gzip)");
    let mut wanted = BTreeSet::new();
    for (name, content) in files {
        let path = site.join(name);
        let twins = if compress::pays_off(name) { vec![twin(&path, "br"), twin(&path, "gz")] } else { vec![] };
        if !is_there(&path, content, &twins) {
            replace(&path, content)?;
            if compress::pays_off(name) {
                for (extension, packed) in compress::twins(name, content, effort)? {
                    replace(&twin(&path, extension), &packed)?;
                }
            }
        }
        wanted.insert(path);
        wanted.extend(twins);
    }
    for stale in files_below(site)?.into_iter().filter(|path| !wanted.contains(path)) {
        fs::remove_file(&stale).with_context(|| format!("cannot remove {}", stale.display()))?;
    }
    Ok(())
}

/// All files below a folder; none if there is no such folder.
pub fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    if !folder.exists() {
        return Ok(found);
    }
    for entry in fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files_below(&path)?);
        } else {
            found.push(path);
        }
    }
    Ok(found)
}

fn is_there(path: &Path, content: &[u8], twins: &[PathBuf]) -> bool {
    fs::read(path).is_ok_and(|kept| kept == content) && twins.iter().all(|twin| twin.exists())
}

fn twin(path: &Path, extension: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(extension);
    name.into()
}

/// Writes beside the file and renames, so that a server never reads half of it.
fn replace(path: &Path, content: &[u8]) -> Result<()> {
    let unfinished = twin(path, "part");
    let written = path
        .parent()
        .map_or(Ok(()), fs::create_dir_all)
        .and_then(|()| fs::write(&unfinished, content))
        .and_then(|()| fs::rename(&unfinished, path));
    written.with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        folder
    }

    fn files<const N: usize>(files: [(&str, &str); N]) -> Files {
        files.map(|(name, content)| (name.into(), content.into())).into()
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> = files_below(folder)
            .unwrap()
            .iter()
            .map(|path| path.strip_prefix(folder).unwrap().display().to_string())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn text_gets_twins_and_what_is_stale_goes() {
        let site = site("stale");
        write(&files([("old.css", "a{}")]), &site, Effort::Best).unwrap();
        write(&files([("pkg/new.js", "1"), ("a.woff2", "f")]), &site, Effort::Best).unwrap();
        assert_eq!(names(&site), ["a.woff2", "pkg/new.js", "pkg/new.js.br", "pkg/new.js.gz"]);
        fs::remove_dir_all(site).unwrap();
    }

    #[test]
    fn what_is_there_is_not_packed_again_unless_it_changed() {
        let site = site("again");
        let twin = site.join("a.js.br");
        write(&files([("a.js", "1")]), &site, Effort::Best).unwrap();
        fs::write(&twin, "kept").unwrap();
        write(&files([("a.js", "1")]), &site, Effort::Best).unwrap();
        assert_eq!(fs::read(&twin).unwrap(), b"kept");
        write(&files([("a.js", "2")]), &site, Effort::Best).unwrap();
        assert_ne!(fs::read(&twin).unwrap(), b"kept");
        fs::remove_dir_all(site).unwrap();
    }
}
