//! Where access is decided: in `domain::access`, asked by the store. Pages and the
//! server's own files ask there whether an area is someone's, and for nothing else.

use std::{fs, path::Path};

/// What decides by duties, where it has to ask for an area.
const DECIDES: [&str; 5] = [".has(Duty", "duties.contains", ".runs_the_programme()", ".matches()", ".pair.is_"];

/// The code of all files in a folder, by their paths.
fn code_in(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            code_in(&path, found);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            found.push((path.display().to_string(), fs::read_to_string(&path).unwrap()));
        }
    }
}

/// Files in which someone's duties decide something.
fn deciding(folder: &str) -> Vec<String> {
    let mut files = Vec::new();
    code_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder), &mut files);
    files.retain(|(_, code)| DECIDES.iter().any(|decides| code.contains(decides)));
    files.into_iter().map(|(path, _)| path).collect()
}

#[test]
fn no_page_decides_by_duties() {
    assert!(!deciding("domain/src").is_empty() && !deciding("store/queries").is_empty(), "control");
    for folder in ["app/src", "islands/src", "server/src"] {
        assert_eq!(deciding(folder), Vec::<String>::new(), "{folder}");
    }
}
