//! Both engines have the same migrations: the same numbers and the same names.

#![expect(clippy::unwrap_used, reason = "a failure in a test is a panic")]

use std::{fs, path::Path};

fn names(folder: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../migrations").join(folder);
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn both_engines_have_the_same_migrations() {
    for set in ["", "keyring/"] {
        let sqlite = names(&format!("{set}sqlite"));
        assert!(!sqlite.is_empty());
        assert_eq!(sqlite, names(&format!("{set}postgres")));
        let numbered = sqlite.iter().zip(1..).all(|(name, n)| name.starts_with(&format!("{n:04}_")));
        assert!(numbered, "numbered from 0001 without a gap: {sqlite:?}");
    }
}
