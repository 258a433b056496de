//! The web UI: its packages and its build, each run again only when what it reads has changed.

use crate::failure::{Done, Failure};
use crate::process::Step;
use crate::say;
use crate::stamp;
use crate::workspace::Workspace;

/// The npm command in `ui/`.
pub fn npm(work: &Workspace, args: &[&str]) -> Step {
    let program = if cfg!(windows) { "npm.cmd" } else { "npm" };
    // CI=1: a test runner that would watch for changes runs once instead.
    Step::new(program).args(args).dir(&work.at("ui")).env("CI", "1")
}

/// `npm ci` when package-lock.json is not the one that node_modules was made from.
pub fn packages(work: &Workspace) -> Done {
    let lock = work.at("ui/package-lock.json");
    if !lock.is_file() {
        return Err(Failure::new("ui/package-lock.json is missing", "restore it with git; after changing ui/package.json run `npm install` in ui/"));
    }
    let hash = stamp::hash(&[lock], &[])?;
    let stamp = work.at("ui/node_modules/.holdfast-stamp");
    if stamp::is_current(&stamp, &hash) {
        return Ok(());
    }
    say::step("UI packages");
    npm(work, &["ci", "--no-audit", "--no-fund"]).or_else("check the network; after changing ui/package.json run `npm install` in ui/").run()?;
    stamp::write(&stamp, &hash)
}

/// `npm run build` when its sources or the catalogues changed.
pub fn build(work: &Workspace) -> Done {
    packages(work)?;
    let inputs = [work.at("ui"), work.at("locales")];
    let skip = ["node_modules", "dist", "dist-invented", "coverage"];
    let stamp = work.scratch("ui")?.join("build.stamp");
    if work.at("ui/dist/index.html").is_file() && stamp::is_current(&stamp, &stamp::hash(&inputs, &skip)?) {
        return Ok(());
    }
    say::step("UI build");
    npm(work, &["run", "build"]).run()?;
    // Hashed after the build: it may generate files among its sources.
    stamp::write(&stamp, &stamp::hash(&inputs, &skip)?)
}
