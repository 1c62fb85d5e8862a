//! Building the site: the steps, in order.
//!
//! 1. cargo compiles `frontend` for the browser, once for each [`Bundle`];
//! 2. [`browser`] makes JavaScript and WASM of them, through wasm-bindgen and
//!    (for release) wasm-opt;
//! 3. esbuild makes the page script and its extras of `page-script/`, Sass one style sheet of `style/main.scss`;
//! 4. [`publish`] lays it all, with `public/` and the fonts, into
//!    `<target>/site`, with the hash of their content in the names of the
//!    files in `pkg/`, and packs it.
//!
//! The server reads the hashes from `hash.txt`: `kind-name: hash`, a line for each file,
//! and `build: hash` for all of them together.

use crate::publish::{self, Files};
use crate::shell::{self, say};
use crate::workspace::{self, Bundle, Mode, Workspace};
use crate::{browser, compress};
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

/// What the fonts are called in npm's packages and on the site. The `-ext`
/// files hold letters outside Western European languages (Ł, Š, ő): a browser
/// fetches them only where such a letter stands.
const FONTS: [(&str, &str); 6] = [
    ("source-serif-4/files/source-serif-4-latin-wght-normal.woff2", "source-serif-4.woff2"),
    ("source-serif-4/files/source-serif-4-latin-ext-wght-normal.woff2", "source-serif-4-ext.woff2"),
    ("source-serif-4/LICENSE", "source-serif-4.LICENSE.txt"),
    ("source-sans-3/files/source-sans-3-latin-wght-normal.woff2", "source-sans-3.woff2"),
    ("source-sans-3/files/source-sans-3-latin-ext-wght-normal.woff2", "source-sans-3-ext.woff2"),
    ("source-sans-3/LICENSE", "source-sans-3.LICENSE.txt"),
];

/// What the page script's name has besides the product's.
pub const PAGE_SCRIPT: &str = "-pages";
/// The same of what it loads where a page needs more.
pub const EXTRAS_SCRIPT: &str = "-extras";

/// Builds the site into `<target>/site`.
pub fn build(workspace: &Workspace, mode: Mode) -> Result<()> {
    let mut files = Files::new();
    let mut hashes = String::new();
    let mut add_hashed = |files: &mut Files, suffix: &str, kind: &str, content: Vec<u8>| {
        let hash = short_hash(&content);
        files.insert(format!("pkg/{}", workspace::file(suffix, &format!(".{hash}.{kind}"))).into(), content);
        writeln!(hashes, "{kind}{suffix}: {hash}")
    };
    for &bundle in Bundle::of(mode) {
        compile(workspace, mode, bundle)?;
        let built = browser::prepare(workspace, mode, bundle)?;
        publish::collect(&built.join("snippets"), Path::new("pkg/snippets"), &mut files)?;
        add_hashed(&mut files, bundle.suffix(), "js", read(&built.join(bundle.file(".js")))?)?;
        add_hashed(&mut files, bundle.suffix(), "wasm", read(&built.join(bundle.file("_bg.wasm")))?)?;
    }
    add_hashed(&mut files, PAGE_SCRIPT, "js", script(workspace, "main.js")?)?;
    add_hashed(&mut files, EXTRAS_SCRIPT, "js", script(workspace, "extras.js")?)?;
    add_hashed(&mut files, "", "css", style_sheet(workspace)?)?;
    add_build(&mut hashes, "")?;
    files.insert("hash.txt".into(), hashes.into_bytes());
    publish::collect(&workspace.path("public"), Path::new(""), &mut files)?;
    add_fonts(workspace, &mut files)?;

    let site = workspace.site();
    publish::write(&files, &site, compress::Effort::of(mode))?;
    fs::write(workspace.mode_file(), mode.name()).context("cannot note the mode of the build")?;
    say(&format!("The site is in {}", site.display()));
    Ok(())
}

/// Makes the build's hash depend on the server's binary as well. Open pages load
/// themselves anew for another build only: a release whose files are the same has
/// no need of that, whoever changes a sentence and looks at it has.
pub fn name_server_in_build(workspace: &Workspace) -> Result<()> {
    let list = workspace.site().join("hash.txt");
    let text = fs::read_to_string(&list).with_context(|| format!("cannot read {}", list.display()))?;
    let mut hashes: String =
        text.lines().filter(|line| !line.starts_with("build: ")).fold(String::new(), |kept, line| kept + line + "\n");
    let server = fs::metadata(workspace.server()).and_then(|file| file.modified()).context("there is no server")?;
    add_build(&mut hashes, &format!("{server:?}"))?;
    fs::write(&list, hashes).with_context(|| format!("cannot write {}", list.display()))
}

/// Adds the line for all files together, and for what else the build is made of.
fn add_build(hashes: &mut String, besides: &str) -> std::fmt::Result {
    let build = short_hash(format!("{hashes}{besides}").as_bytes());
    writeln!(hashes, "build: {build}")
}

/// Compiles the frontend; cargo itself says what it does.
fn compile(workspace: &Workspace, mode: Mode, bundle: Bundle) -> Result<()> {
    say(&format!("Compiling the frontend for the browser ({}{})", mode.profile(), bundle.suffix()));
    shell::run(
        shell::cargo()
            .args(["build", "--package=frontend", "--target=wasm32-unknown-unknown", "--profile", mode.profile()])
            .args(["--features", bundle.features(mode)])
            .current_dir(&workspace.root),
    )
}

fn script(workspace: &Workspace, entry: &str) -> Result<Vec<u8>> {
    say(&format!("Making the page script ({entry})"));
    let entry = workspace.path("page-script").join(entry);
    shell::output(Command::new(workspace.node_program("esbuild")).arg(entry).args([
        "--bundle",
        "--minify",
        "--format=esm",
        "--target=es2022",
        "--log-level=warning",
    ]))
}

fn style_sheet(workspace: &Workspace) -> Result<Vec<u8>> {
    say("Making the style sheet");
    shell::output(
        Command::new(workspace.node_program("sass"))
            .args(["--style=compressed", "--no-source-map"])
            .arg(workspace.path("style/main.scss")),
    )
}

fn add_fonts(workspace: &Workspace, files: &mut Files) -> Result<()> {
    let packages = workspace.path("node_modules/@fontsource-variable");
    for (from, to) in FONTS {
        files.insert(format!("fonts/{to}").into(), read(&packages.join(from))?);
    }
    Ok(())
}

/// Enough of SHA-256 to tell every build's files apart.
fn short_hash(content: &[u8]) -> String {
    Sha256::digest(content).iter().take(10).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}
