//! What a first visit downloads, against the limits that the project set itself.

use crate::publish::files_below;
use crate::site::{EXTRAS_SCRIPT, PAGE_SCRIPT};
use crate::workspace::{Bundle, Mode, Workspace, file};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::PathBuf;

/// Prints what pages weigh, WASM and JS together, packed with brotli, in bytes;
/// an error if one is above its limit, or if they are not those of a release build.
pub fn check(workspace: &Workspace) -> Result<()> {
    let mode = fs::read_to_string(workspace.mode_file()).unwrap_or_default();
    ensure!(mode == Mode::Release.name(), "no release build to weigh: run `cargo xtask site` first");

    let files = files_below(&workspace.site().join("pkg"))?;
    let script = weigh(&files, PAGE_SCRIPT, ".js.br")?;
    let with = |bundle: Bundle| {
        let (js, wasm) = (weigh(&files, bundle.suffix(), ".js.br")?, weigh(&files, bundle.suffix(), ".wasm.br")?);
        Ok::<_, anyhow::Error>(script + js + wasm)
    };
    let extras = weigh(&files, EXTRAS_SCRIPT, ".js.br")?;
    let participant = with(Bundle::Islands)?;
    let pages = [
        ("size_plain_kb", script, 10_000),
        ("size_participant_kb", participant + extras, 120_000),
        // The board has no islands of its own.
        ("size_board_kb", script + extras, 120_000),
        ("size_door_kb", with(Bundle::Tools)? + extras, 170_000),
    ];
    for (name, size, limit) in pages {
        println!("{name}: {} (at most {})", kb(size), kb(limit));
        ensure!(size <= limit, "{name} is {} kB too heavy", kb(size - limit));
    }
    Ok(())
}

/// The size of the one file whose name begins and ends like this.
fn weigh(files: &[PathBuf], suffix: &str, ending: &str) -> Result<u64> {
    let start = file(suffix, ".");
    let is_it = |name: &str| name.starts_with(&start) && name.ends_with(ending);
    let file = files.iter().find(|path| path.file_name().is_some_and(|name| is_it(&name.to_string_lossy())));
    let file = file.with_context(|| format!("there is no {start}…{ending}"))?;
    Ok(fs::metadata(file).with_context(|| format!("cannot read {}", file.display()))?.len())
}

/// Bytes as kilobytes with one decimal.
fn kb(bytes: u64) -> String {
    let tenths = (bytes + 50) / 100;
    format!("{}.{}", tenths / 10, tenths % 10)
}
