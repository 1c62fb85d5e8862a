//! From the compiler's WASM to what a browser loads: wasm-bindgen, wasm-opt.
//!
//! Both take their time, so their outcome is kept, with a stamp of what it was
//! made from; the same input is not worked on twice.

use crate::shell::{self, say};
use crate::workspace::{Bundle, Mode, Workspace};
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

/// What the compiler may use, and every browser since 2022 knows.
const WASM_OPT: [&str; 7] = [
    "-Oz",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Returns the folder with the bundle's `.js`, `_bg.wasm` and perhaps
/// `snippets/`, made from the compiled frontend.
pub fn prepare(workspace: &Workspace, mode: Mode, bundle: Bundle) -> Result<PathBuf> {
    let compiled = workspace.compiled_frontend(mode);
    let folder = workspace.cache(mode, bundle);
    let stamp = stamp(workspace, &compiled)?;
    let stamp_file = folder.join("stamp");
    if fs::read(&stamp_file).is_ok_and(|kept| kept == stamp) {
        return Ok(folder);
    }
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot clear {}", folder.display()))?;
    }
    bind(&compiled, &folder, mode, bundle)?;
    if mode == Mode::Release {
        shrink(workspace, &folder.join(bundle.file("_bg.wasm")))?;
    }
    fs::write(stamp_file, stamp).context("cannot keep the stamp of the build")?;
    Ok(folder)
}

/// What the outcome depends on: the WASM, the tools' versions and this recipe.
/// (wasm-bindgen's version is in the WASM itself.)
fn stamp(workspace: &Workspace, compiled: &Path) -> Result<Vec<u8>> {
    let mut hash = Sha256::new();
    for input in [compiled.to_path_buf(), workspace.path("package-lock.json")] {
        hash.update(fs::read(&input).with_context(|| format!("cannot read {}", input.display()))?);
    }
    hash.update(WASM_OPT.join(" "));
    Ok(hash.finalize().to_vec())
}

fn bind(compiled: &Path, folder: &Path, mode: Mode, bundle: Bundle) -> Result<()> {
    say("Binding it to JavaScript (wasm-bindgen)");
    let wasm = fs::read(compiled).with_context(|| format!("cannot read {}", compiled.display()))?;
    Bindgen::new()
        .input_bytes(&bundle.file(""), wasm)
        .web(true)?
        .typescript(false)
        .remove_name_section(mode == Mode::Release)
        .remove_producers_section(true)
        .generate(folder)
        .context("wasm-bindgen failed")
}

fn shrink(workspace: &Workspace, wasm: &Path) -> Result<()> {
    say("Making it small (wasm-opt)");
    let shrunk = wasm.with_extension("opt");
    let program = workspace.node_program("wasm-opt");
    shell::run(Command::new(program).args(WASM_OPT).arg(wasm).arg("-o").arg(&shrunk))?;
    fs::rename(&shrunk, wasm).context("cannot put the small WASM in its place")
}
