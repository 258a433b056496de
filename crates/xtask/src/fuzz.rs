//! `cargo xtask fuzz`: libFuzzer over every decoder, on the stable toolchain: its coverage needs flags of the compiler
//! that are stable, and only its sanitizers would need a nightly one. The small corpus in `fuzz/corpus` is where it begins.

use crate::cargo::cargo;
use crate::failure::{Done, Failure};
use crate::options::Options;
use crate::process::Step;
use crate::say;
use crate::workspace::Workspace;

/// What cargo-fuzz passes as well: counters on each edge, and the operands of each comparison.
const FLAGS: [&str; 7] = [
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Ccodegen-units=1",
    "--cfg=fuzzing",
];
/// The longest input: enough for a page with a few rows of each kind.
const LONGEST: &str = "-max_len=16384";
/// More memory than this for such an input is memory without bound; so is more time than ten seconds.
const LIMITS: [&str; 2] = ["-rss_limit_mb=1024", "-timeout=10"];

/// Builds the targets and runs each for a while.
pub fn fuzz(work: &Workspace, words: &[String]) -> Done {
    let options = Options::read(words, &[], &["--seconds", "--only"])?;
    let seconds = options.all("--seconds").last().copied().unwrap_or("30");
    if seconds.parse::<u32>().is_err() {
        return Err(Failure::new(format!("{seconds} is no number of seconds"), "cargo xtask fuzz --seconds 60"));
    }
    let only = options.all("--only");
    let targets = targets(work)?;
    if let Some(unknown) = only.iter().find(|name| !targets.iter().any(|target| target == *name)) {
        return Err(Failure::new(format!("there is no target `{unknown}`"), format!("choose of {}", targets.join(", "))));
    }
    let triple = triple(work)?;
    let target = work.scratch("fuzz")?;
    let manifest = work.at("fuzz/Cargo.toml").display().to_string();
    let build = ["build", "--release", "--manifest-path", &manifest, "--target", &triple];
    cargo(work, &build).env("RUSTFLAGS", FLAGS.join(" ")).env("CARGO_TARGET_DIR", &target).run()?;
    let program = target.join(&triple).join("release").join("holdfast-fuzz");
    for name in targets.iter().filter(|target| only.is_empty() || only.contains(&target.as_str())) {
        say::step(name);
        let (found, seeds) = (work.scratch(&format!("fuzz/found/{name}"))?, work.at(&format!("fuzz/corpus/{name}")));
        let artifacts = format!("-artifact_prefix={}", work.scratch("fuzz/artifacts")?.join(format!("{name}-")).display());
        let remedy = format!("the input is named above: `HOLDFAST_FUZZ={name} {} FILE` does it again", program.display());
        Step::new(&program)
            .args([format!("-max_total_time={seconds}"), artifacts])
            .args(LIMITS)
            .args([LONGEST, "-print_final_stats=1", "-verbosity=0"])
            .args([found, seeds])
            .env("HOLDFAST_FUZZ", name)
            .or_else(remedy)
            .run()?;
    }
    Ok(())
}

/// Each target has a folder of seeds under its name.
fn targets(work: &Workspace) -> Done<Vec<String>> {
    let folder = work.at("fuzz/corpus");
    let entries =
        std::fs::read_dir(&folder).map_err(|error| Failure::new(format!("{}: {error}", folder.display()), "check out the repository whole"))?;
    let mut names: Vec<String> = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    Ok(names)
}

/// Named, so that the flags are for what runs and not for what builds it.
fn triple(work: &Workspace) -> Done<String> {
    let said = Step::new("rustc").args(["-vV"]).dir(work.root()).read()?;
    let host = said.lines().find_map(|line| line.strip_prefix("host: ")).map(str::to_owned);
    host.ok_or_else(|| Failure::new("rustc does not say what it compiles for", "is it the one of rustup?"))
}
