//! Lays jieba's dictionary out as the transducer that Chinese is cut by: it is read where it lies in the program, while the
//! library's own form of it takes 26 MB in memory (docs/decisions/0039).

use std::collections::BTreeMap;
use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    match lay_out() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("cargo:warning=the dictionary of Chinese words: {error}");
            ExitCode::FAILURE
        }
    }
}

fn lay_out() -> Result<(), Box<dyn Error>> {
    let source = jieba()?.join("src/data/dict.txt");
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed={}", source.display());
    let text = fs::read_to_string(&source).map_err(|error| format!("{}: {error}", source.display()))?;
    let mut words = BTreeMap::new();
    let mut total = 0;
    for line in text.lines() {
        // A word, how often it was seen, its part of speech.
        let mut parts = line.split_ascii_whitespace();
        let (Some(word), Some(count)) = (parts.next(), parts.next()) else { continue };
        let count: u64 = count.parse()?;
        total += count;
        // Words with letters are cut by other rules.
        if !word.bytes().any(|byte| byte.is_ascii()) {
            words.insert(word, count);
        }
    }
    let folder = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(folder.join("words.fst"), fst::Map::from_iter(words)?.as_fst().as_bytes())?;
    fs::write(folder.join("total.rs"), total.to_string())?;
    Ok(())
}

/// Where cargo keeps the library, whose dictionary is no part of what it offers.
fn jieba() -> Result<PathBuf, Box<dyn Error>> {
    let arguments = ["metadata", "--format-version", "1", "--locked", "--filter-platform", &env::var("TARGET")?];
    let answer = Command::new(env::var("CARGO")?).args(arguments).output()?;
    let known: serde_json::Value = serde_json::from_slice(&answer.stdout).map_err(|_| String::from_utf8_lossy(&answer.stderr).into_owned())?;
    let packages = known.get("packages").and_then(|packages| packages.as_array()).ok_or("cargo metadata names no packages")?;
    let package = packages.iter().find(|package| package.get("name").is_some_and(|name| name == "jieba-rs"));
    let manifest = package.and_then(|package| package.get("manifest_path")?.as_str()).ok_or("jieba-rs is not among the packages")?;
    Ok(Path::new(manifest).parent().ok_or("jieba-rs lies nowhere")?.to_owned())
}
