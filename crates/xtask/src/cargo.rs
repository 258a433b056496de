//! Calling Cargo: the same Cargo that runs this program, always from the root.

use serde::Deserialize;

use crate::failure::{Done, Failure};
use crate::process::Step;
use crate::workspace::Workspace;

/// A Cargo command.
pub fn cargo(work: &Workspace, args: &[&str]) -> Step {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let step = Step::new(program).args(args).dir(work.root());
    // `cargo xtask` sets these for us; passed on, they make build scripts that look at them run again each time.
    std::env::vars_os()
        .filter_map(|(name, _)| name.into_string().ok())
        .filter(|name| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_"))
        .fold(step, |step, name| step.without(&name))
}

/// The part of `cargo metadata` that is read here.
#[derive(Deserialize)]
pub struct Metadata {
    pub packages: Vec<Package>,
}

/// One package of the lock file.
#[derive(Deserialize)]
pub struct Package {
    pub name: String,
    pub version: String,
    pub license: Option<String>,
    pub source: Option<String>,
    pub targets: Vec<Target>,
}

/// A library, program or test of a package.
#[derive(Deserialize)]
pub struct Target {
    pub name: String,
    pub kind: Vec<String>,
}

/// Reads `cargo metadata`; `alone` leaves out everything that is not of this workspace, and then needs no network.
pub fn metadata(work: &Workspace, alone: bool) -> Done<Metadata> {
    let mut args = vec!["metadata", "--format-version", "1"];
    if alone {
        args.push("--no-deps");
    }
    let text = cargo(work, &args).or_else("the manifests must be valid, and the registry in reach the first time").read()?;
    serde_json::from_str(&text).map_err(|error| {
        Failure::new(format!("`cargo metadata` gave an answer of another shape: {error}"), "use the Rust version that the root Cargo.toml names")
    })
}
