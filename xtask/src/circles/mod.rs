//! Circles of files: files of a crate that use each other's items, directly or by
//! way of others. Passing another file's item on (`pub use`) is no use of it, and
//! what stands in a folder's `mod.rs` is there for the folder's files.

mod reader;

use std::{
    collections::{BTreeMap, HashMap},
    fs,
    path::Path,
};

use anyhow::{Context, Result};
use petgraph::{algo::tarjan_scc, graphmap::DiGraphMap};

use crate::publish::files_below;

/// Where to look: a name, a folder, and the path of the folder's module in its crate.
const CRATES: [(&str, &str, &[&str]); 7] = [
    ("domain", "domain/src", &[]),
    ("store", "store/src", &[]),
    ("queries", "store/queries", &["queries"]),
    ("islands", "islands/src", &[]),
    ("app", "app/src", &[]),
    ("server", "server/src", &[]),
    ("xtask", "xtask/src", &[]),
];
/// How often an item may be passed on before it is used.
const MOST_EXPORTS: usize = 8;

/// A module, or an item in one: the names that lead there from the crate's root.
type ModulePath = Vec<String>;

/// What a file uses, and what it passes on by which name.
#[derive(Debug, Default, PartialEq, Eq)]
struct Module {
    uses: Vec<ModulePath>,
    exports: HashMap<String, ModulePath>,
}

/// The modules that use each other, by their paths.
pub type Circle = Vec<String>;

/// The circles of each crate.
pub fn of(root: &Path) -> Result<Vec<(&'static str, Vec<Circle>)>> {
    CRATES.iter().map(|(name, folder, module)| Ok((*name, circles(&modules(&root.join(folder), module)?)))).collect()
}

/// The modules of a folder, but for tests: they may use whatever they test.
fn modules(folder: &Path, root: &[&str]) -> Result<BTreeMap<ModulePath, Module>> {
    let mut modules = BTreeMap::new();
    for file in files_below(folder)?.iter().filter(|file| file.extension().is_some_and(|kind| kind == "rs")) {
        let below = file.strip_prefix(folder)?.with_extension("");
        let names = below.iter().map(|name| name.to_string_lossy().into_owned());
        let names = names.filter(|name| !["mod", "lib", "main"].contains(&name.as_str()));
        let path: ModulePath = root.iter().map(ToString::to_string).chain(names).collect();
        if path.iter().any(|name| name == "tests") {
            continue;
        }
        let code = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        let module = reader::read(&path, &code).with_context(|| format!("cannot read {}", file.display()))?;
        modules.insert(path, module);
    }
    Ok(modules)
}

fn circles(modules: &BTreeMap<ModulePath, Module>) -> Vec<Circle> {
    let mut graph: DiGraphMap<&ModulePath, ()> = DiGraphMap::new();
    for (path, module) in modules {
        for home in module.uses.iter().filter_map(|used| home(modules, used, MOST_EXPORTS)) {
            if !path.starts_with(home) {
                graph.add_edge(path, home, ());
            }
        }
    }
    let circles = tarjan_scc(&graph).into_iter().filter(|circle| circle.len() > 1);
    circles.map(|circle| circle.iter().map(|path| path.join("::")).collect()).collect()
}

/// The module whose item a path names; none for a module itself, or for what is
/// outside.
fn home<'a>(modules: &'a BTreeMap<ModulePath, Module>, path: &[String], exports: usize) -> Option<&'a ModulePath> {
    if modules.contains_key(path) {
        return None;
    }
    let longest = (0..path.len()).rev().find_map(|length| Some((length, modules.get_key_value(&path[..length])?)));
    let (length, (module, content)) = longest?;
    match content.exports.get(&path[length]) {
        Some(export) if exports > 0 => home(modules, &[export, &path[length + 1..]].concat(), exports - 1),
        _ => Some(module),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn circles_of<const N: usize>(files: [(&str, &str); N]) -> Vec<Circle> {
        let path =
            |name: &str| name.split("::").filter(|part| !part.is_empty()).map(str::to_owned).collect::<ModulePath>();
        let read = files.map(|(name, code)| (path(name), reader::read(&path(name), code).unwrap()));
        circles(&read.into())
    }

    #[test]
    fn files_that_use_each_other_are_a_circle() {
        let item = ("b", "pub struct B; fn f(_: crate::a::A) {}");
        assert_eq!(circles_of([("a", "use crate::b::B; pub struct A;"), item]).len(), 1);
        assert!(circles_of([("a", "pub struct A;"), item]).is_empty());
    }

    #[test]
    fn passing_an_item_on_is_no_use_of_it() {
        let item = ("b", "use crate::a::A; pub struct B;");
        assert!(circles_of([("a", "pub use crate::b::B; pub struct A;"), item]).is_empty());
        assert_eq!(circles_of([("a", "pub use crate::b::B; pub struct A(B);"), item]).len(), 1);
    }

    #[test]
    fn what_is_passed_on_is_used_where_it_is_made() {
        let [parent, made] = [("a", "mod b; mod c; pub use b::B;"), ("a::b", "pub struct B; use super::c::C;")];
        assert_eq!(circles_of([parent, made, ("a::c", "use super::B; pub struct C;")]), [["a::c", "a::b"]]);
    }

    #[test]
    fn a_folders_files_use_what_stands_in_it() {
        assert!(
            circles_of([("a", "mod b; use b::B; pub struct A(B);"), ("a::b", "use super::A; pub struct B;")])
                .is_empty()
        );
    }
}
