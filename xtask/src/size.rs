//! What a first visit downloads, against the limit that the project set itself.

use crate::publish::files_below;
use crate::workspace::{Bundle, Mode, Workspace};
use anyhow::{Context, Result, ensure};
use std::path::PathBuf;
use std::{fmt, fs};

/// WASM and JS together, packed with brotli, in bytes.
const LIMIT: u64 = 250_000;

/// Prints the weights; an error if they are above the limit, or not those of a
/// release build.
pub fn check(workspace: &Workspace) -> Result<()> {
    let mode = fs::read_to_string(workspace.mode_file()).unwrap_or_default();
    ensure!(mode == Mode::Release.name(), "no release build to weigh: run `cargo xtask site` first");

    let files = files_below(&workspace.site().join("pkg"))?;
    let full = weigh(&files, Bundle::Full)?;
    println!("organisers: {full}");
    let participant = weigh(&files, Bundle::Participant)?;
    println!("participants: {participant}, at most {} kB", kb(LIMIT));
    ensure!(
        participant.sum() <= LIMIT,
        "a participant's first visit is {} kB too heavy",
        kb(participant.sum() - LIMIT)
    );
    Ok(())
}

/// What a bundle weighs, in bytes.
struct Weight {
    wasm: u64,
    js: u64,
}

impl Weight {
    fn sum(&self) -> u64 {
        self.wasm + self.js
    }
}

impl fmt::Display for Weight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "WASM {} kB + JS {} kB = {} kB brotli", kb(self.wasm), kb(self.js), kb(self.sum()))
    }
}

fn weigh(files: &[PathBuf], bundle: Bundle) -> Result<Weight> {
    Ok(Weight { wasm: bytes(files, bundle, ".wasm.br")?, js: bytes(files, bundle, ".js.br")? })
}

/// The size of the bundle's file of a kind.
fn bytes(files: &[PathBuf], bundle: Bundle, ending: &str) -> Result<u64> {
    let start = bundle.file(".");
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
