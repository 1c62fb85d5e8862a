//! Running other programs, and telling people what goes on.

use anyhow::{Context, Result, ensure};
use std::process::{Command, Stdio};

/// Says which step begins.
pub fn say(step: &str) {
    println!("==> {step}");
}

/// The cargo that started us, so that one toolchain builds everything.
pub fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs a program and lets it print.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| cannot_start(command))?;
    ensure!(status.success(), "{} failed: {status}", name(command));
    Ok(())
}

/// Runs a program and returns what it wrote to its standard output.
pub fn output(command: &mut Command) -> Result<Vec<u8>> {
    let output = command.stderr(Stdio::inherit()).output().with_context(|| cannot_start(command))?;
    ensure!(output.status.success(), "{} failed: {}", name(command), output.status);
    Ok(output.stdout)
}

fn cannot_start(command: &Command) -> String {
    format!("cannot start {}; `make setup` installs what is needed", name(command))
}

fn name(command: &Command) -> String {
    command.get_program().to_string_lossy().into_owned()
}
