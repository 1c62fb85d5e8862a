//! What a first visit downloads, against the limit that the project set itself.

use crate::publish::files_below;
use crate::workspace::{Mode, Workspace};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::PathBuf;

/// WASM and JS together, packed with brotli, in bytes.
const LIMIT: u64 = 250_000;

/// Prints the weights; an error if they are above the limit, or not those of a
/// release build.
pub fn check(workspace: &Workspace) -> Result<()> {
    let mode = fs::read_to_string(workspace.mode_file()).unwrap_or_default();
    ensure!(mode == Mode::Release.name(), "no release build to weigh: run `cargo xtask site` first");

    let files = files_below(&workspace.site().join("pkg"))?;
    let wasm = weight(&files, ".wasm.br")?;
    let js = weight(&files, ".js.br")?;
    let sum = wasm + js;
    println!("brotli: WASM {} kB + JS {} kB = {} kB of {} kB", kb(wasm), kb(js), kb(sum), kb(LIMIT));
    ensure!(wasm > 0, "there is no WASM in {}", workspace.site().display());
    ensure!(sum <= LIMIT, "a first visit is {} kB too heavy", kb(sum - LIMIT));
    Ok(())
}

fn weight(files: &[PathBuf], ending: &str) -> Result<u64> {
    files
        .iter()
        .filter(|path| path.to_string_lossy().ends_with(ending))
        .map(|path| Ok(fs::metadata(path).with_context(|| format!("cannot read {}", path.display()))?.len()))
        .sum()
}

/// Bytes as kilobytes with one decimal.
fn kb(bytes: u64) -> String {
    let tenths = (bytes + 50) / 100;
    format!("{}.{}", tenths / 10, tenths % 10)
}
