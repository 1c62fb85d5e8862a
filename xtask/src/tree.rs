//! One tree of names: the same leaf, such as `day/reply`, on every floor of the
//! code. Prints the table, and fails on what has no counterpart, unless
//! `xtask/tree.allow` gives a reason.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use anyhow::{Context, Result, ensure};

use crate::{circles, workspace::Workspace};

/// The folders that each floor is cut into.
const FEATURES: [&str; 10] =
    ["application", "dashboard", "day", "mail", "matching", "meeting", "pair", "people", "round", "selection"];
/// The floors, by what they are called in the table and where they are.
const FLOORS: [(&str, &str); 8] = [
    ("domain", "domain/src"),
    ("store", "store/src"),
    ("queries", "store/queries"),
    ("contract", "store/src/contract"),
    ("app", "app/src"),
    ("islands", "islands/src"),
    ("router", "server/tests/router"),
    ("browser", "end2end/tests"),
];
/// The floors of an operation of the store: its trait, its SQL, its contract tests.
const OPERATION: [usize; 3] = [1, 2, 3];
/// The rooms that a leaf is divided into; no leaves, unless several floors have them.
const ROOMS: [&str; 12] =
    ["api", "card", "draft", "fields", "form", "history", "list", "page", "pages", "pointer", "text", "words"];

/// On which floors a leaf is.
type Leaves = BTreeMap<String, [bool; FLOORS.len()]>;
/// What is wrong with a leaf, or with a crate's imports.
type Faults = BTreeMap<String, String>;

/// Prints the table and the circles of files; an error if one of them is a fault
/// without a reason, or a reason without a fault.
pub fn check(workspace: &Workspace) -> Result<()> {
    let leaves = leaves(&workspace.root)?;
    let mut faults: Faults =
        leaves.iter().filter_map(|(leaf, floors)| Some((leaf.clone(), fault(leaf, *floors)?))).collect();
    print(&leaves, &faults);
    for (name, found) in circles::of(&workspace.root)? {
        println!("circles of files in {name}: {}", found.len());
        if !found.is_empty() {
            let circles: Vec<_> = found.iter().map(|files| files.join(", ")).collect();
            faults.insert(format!("circles/{name}"), format!("circles/{name}:\n    {}", circles.join("\n    ")));
        }
    }
    compare(&faults, &allowed(&workspace.path("xtask/tree.allow"))?)
}

fn leaves(root: &Path) -> Result<Leaves> {
    let mut leaves = Leaves::new();
    for (floor, (_, folder)) in FLOORS.iter().enumerate() {
        for feature in FEATURES {
            for leaf in leaves_of(&root.join(folder), feature)? {
                leaves.entry(leaf).or_default()[floor] = true;
            }
        }
    }
    leaves.retain(|leaf, floors| on(*floors) > 1 || !ROOMS.contains(&leaf.rsplit('/').next().unwrap_or_default()));
    Ok(leaves)
}

/// The leaves of a feature on one floor; the feature itself is one of them.
fn leaves_of(floor: &Path, feature: &str) -> Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    if floor.join(feature).with_extension("rs").exists() {
        found.insert(feature.to_owned());
    }
    let Ok(folder) = fs::read_dir(floor.join(feature)) else { return Ok(found) };
    for entry in folder {
        let name = entry?.file_name().to_string_lossy().replace('-', "_");
        let stem = name.split('.').next().unwrap_or_default();
        found.insert(match stem {
            "mod" => feature.to_owned(),
            stem if stem == feature => feature.to_owned(),
            stem => format!("{feature}/{stem}"),
        });
    }
    Ok(found)
}

fn on(floors: [bool; FLOORS.len()]) -> usize {
    floors.iter().filter(|there| **there).count()
}

/// What a leaf lacks.
fn fault(leaf: &str, floors: [bool; FLOORS.len()]) -> Option<String> {
    let names =
        |there: bool| OPERATION.iter().filter(move |floor| floors[**floor] == there).map(|floor| FLOORS[*floor].0);
    if on(floors) == 1 {
        let floor = FLOORS.iter().zip(floors).find(|(_, there)| *there)?.0;
        return Some(format!("{leaf} is on one floor only, {}", floor.0));
    }
    let half = names(true).next().is_some() && names(false).next().is_some();
    half.then(|| format!("{leaf} lacks {}", names(false).collect::<Vec<_>>().join(" and ")))
}

fn print(leaves: &Leaves, faults: &Faults) {
    println!("{:28}{}", "", FLOORS.map(|(name, _)| format!("{name:9}")).concat());
    for (leaf, floors) in leaves {
        let row = floors.map(|there| format!("{:9}", if there { "x" } else { "·" })).concat();
        println!("{leaf:28}{row}{}", if faults.contains_key(leaf) { "!" } else { "" });
    }
}

/// The reasons that are given: lines of `leaf leaf …: reason`.
fn allowed(file: &Path) -> Result<BTreeMap<String, String>> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let mut allowed = BTreeMap::new();
    for line in text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        let (leaves, reason) = line.split_once(": ").with_context(|| format!("no reason in {line:?}"))?;
        allowed.extend(leaves.split_whitespace().map(|leaf| (leaf.to_owned(), reason.to_owned())));
    }
    Ok(allowed)
}

fn compare(faults: &Faults, allowed: &BTreeMap<String, String>) -> Result<()> {
    let unexplained = faults.iter().filter(|(name, _)| !allowed.contains_key(*name)).map(|(_, fault)| fault.clone());
    let outdated =
        allowed.keys().filter(|name| !faults.contains_key(*name)).map(|name| format!("{name} is no fault any more"));
    let wrong: Vec<String> = unexplained.chain(outdated).collect();
    ensure!(
        wrong.is_empty(),
        "mend it, or give or take back the reason in xtask/tree.allow:\n  {}",
        wrong.join("\n  ")
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The floors whose letters are given, of d(omain), s(tore), q(ueries), c(ontract), a(pp), i, r, b.
    fn floors(letters: &str) -> [bool; 8] {
        ['d', 's', 'q', 'c', 'a', 'i', 'r', 'b'].map(|floor| letters.contains(floor))
    }

    #[test]
    fn a_leaf_has_counterparts() {
        assert_eq!(fault("day/reply", floors("dsqcab")), None);
        assert_eq!(fault("day/trend", floors("da")), None);
        assert_eq!(fault("day/own", floors("q")).as_deref(), Some("day/own is on one floor only, queries"));
        assert_eq!(fault("day/seats", floors("dqc")).as_deref(), Some("day/seats lacks store"));
    }

    #[test]
    fn a_fault_needs_a_reason_and_a_reason_a_fault() {
        let faults = Faults::from([("day/own".to_owned(), "alone".to_owned())]);
        let reason = |leaf: &str| BTreeMap::from([(leaf.to_owned(), "why".to_owned())]);
        assert!(compare(&faults, &reason("day/own")).is_ok());
        assert!(compare(&faults, &BTreeMap::new()).is_err());
        assert!(compare(&Faults::new(), &reason("day/own")).is_err());
    }
}
