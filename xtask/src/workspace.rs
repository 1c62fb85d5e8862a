//! Where things are, and in which of the two ways they are built.

use crate::shell;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// The name that the output files start with: `output-name` in the leptos
/// options of the root `Cargo.toml`.
const OUTPUT_NAME: &str = "mentorprogram";

/// How the site is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Soon there, for trying things out.
    Dev,
    /// Small to download: what visitors get.
    Release,
}

impl Mode {
    /// The mode's name in paths.
    pub fn name(self) -> &'static str {
        match self {
            Mode::Dev => "dev",
            Mode::Release => "release",
        }
    }

    /// The cargo profile that the frontend is compiled with. In development it
    /// is the server's own, so that the two share their macros.
    pub fn profile(self) -> &'static str {
        match self {
            Mode::Dev => "dev",
            Mode::Release => "wasm-release",
        }
    }
}

/// What is compiled into one download.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Bundle {
    /// The islands that participants meet; in development, all of them.
    Islands,
    /// The door.
    Tools,
}

impl Bundle {
    /// What a build makes: for trying things out, one bundle is enough.
    pub fn of(mode: Mode) -> &'static [Bundle] {
        match mode {
            Mode::Dev => &[Bundle::Islands],
            Mode::Release => &[Bundle::Islands, Bundle::Tools],
        }
    }

    /// What its files' names have besides the product's.
    pub fn suffix(self) -> &'static str {
        match self {
            Bundle::Islands => "-islands",
            Bundle::Tools => "-tools",
        }
    }

    /// The features of the frontend that it is compiled with.
    pub fn features(self, mode: Mode) -> &'static str {
        match (mode, self) {
            (Mode::Dev, _) => "participants,tools",
            (Mode::Release, Bundle::Islands) => "participants",
            (Mode::Release, Bundle::Tools) => "tools",
        }
    }

    /// What its files are called before they get their hash.
    pub fn file(self, ending: &str) -> String {
        file(self.suffix(), ending)
    }
}

/// What a file of the browser's is called before it gets its hash.
pub fn file(suffix: &str, ending: &str) -> String {
    format!("{OUTPUT_NAME}{suffix}{ending}")
}

/// The two folders that everything is relative to.
pub struct Workspace {
    /// The folder of the root `Cargo.toml`.
    pub root: PathBuf,
    target: PathBuf,
}

impl Workspace {
    /// Asks cargo for the folders, so that its environment and configuration count.
    pub fn find() -> Result<Self> {
        let answer = shell::output(shell::cargo().args(["metadata", "--no-deps", "--format-version=1"]))?;
        let metadata: serde_json::Value =
            serde_json::from_slice(&answer).context("cargo metadata printed something else than JSON")?;
        let folder = |key: &str| {
            let path = metadata[key].as_str().with_context(|| format!("cargo metadata has no {key}"))?;
            Ok::<_, anyhow::Error>(PathBuf::from(path))
        };
        Ok(Self { root: folder("workspace_root")?, target: folder("target_directory")? })
    }

    /// The folder that `ior` serves.
    pub fn site(&self) -> PathBuf {
        self.target.join("site")
    }

    /// Kept between runs, so that unchanged steps can be skipped.
    pub fn cache(&self, mode: Mode, bundle: Bundle) -> PathBuf {
        self.target.join("xtask").join(format!("{}{}", mode.name(), bundle.suffix()))
    }

    /// Holds the name of the mode that the site was last built in.
    pub fn mode_file(&self) -> PathBuf {
        self.target.join("xtask").join("mode")
    }

    /// The frontend as the compiler leaves it.
    pub fn compiled_frontend(&self, mode: Mode) -> PathBuf {
        let folder = match mode {
            Mode::Dev => "debug",
            Mode::Release => mode.profile(),
        };
        self.target.join("wasm32-unknown-unknown").join(folder).join("frontend.wasm")
    }

    /// The server, as `cargo build --bin ior` leaves it.
    pub fn server(&self) -> PathBuf {
        self.target.join("debug").join("ior")
    }

    /// What a hard test keeps while it runs.
    pub fn hard(&self, name: &str) -> PathBuf {
        self.target.join("hard").join(name)
    }

    /// A program that npm installed.
    pub fn node_program(&self, name: &str) -> PathBuf {
        self.root.join("node_modules").join(".bin").join(name)
    }

    /// A path below the root.
    pub fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.root.join(relative)
    }
}
