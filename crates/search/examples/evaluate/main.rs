//! Measures search on a set of questions with known answers: how often the right article is found, how fast, at what size.
//! `evaluate --docs FILE --queries FILE`, with `--words` by words alone; JSON lines, docs `{id,title,body}` and queries `{q,relevant:[ids]}`.
//! Prints to people; tunes nothing.
#![allow(
    clippy::print_stderr,
    clippy::string_slice,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a program that prints figures"
)]
#![expect(clippy::disallowed_methods, reason = "it measures how long the search takes on this computer")]

mod vary;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use holdfast_search::meaning::Encoder;
use holdfast_search::{ArticleDoc, Filter, Place, Search};
use serde::Deserialize;

#[derive(Deserialize)]
struct Doc {
    id: String,
    title: String,
    body: String,
}

#[derive(Deserialize)]
struct Question {
    q: String,
    relevant: Vec<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let value = |name: &str| args.iter().position(|a| a == name).and_then(|at| args.get(at + 1)).cloned();
    let (Some(docs), Some(queries)) = (value("--docs"), value("--queries")) else {
        return Err("usage: evaluate --docs FILE --queries FILE [--words | --encoder FOLDER] [--vary HOW] [--folder NEW_FOLDER] [--missed]".into());
    };
    let docs: Vec<Doc> = lines(&docs)?;
    let mut questions: Vec<Question> = lines(&queries)?;
    if let Some(how) = value("--vary") {
        let how = vary::Variation::named(&how, docs.iter().map(|doc| doc.body.as_str()))
            .ok_or_else(|| format!("--vary knows {}", vary::Variation::NAMES.join(", ")))?;
        let before = questions.len();
        questions = questions.into_iter().filter_map(|question| Some(Question { q: how.of(&question.q)?, ..question })).collect();
        println!("varied    {} of {before} questions", questions.len());
    }
    let text: usize = docs.iter().map(|d| d.title.len() + d.body.len()).sum();

    // Sealed as on a desk, because that is what an agent waits for; the key protects public test data.
    let folder = value("--folder").map_or_else(|| std::env::temp_dir().join(format!("holdfast-evaluate-{}", std::process::id())), Into::into);
    let search = Search::open(Place::Sealed { folder: folder.clone(), key: [7; 32] })?;
    Search::warm();
    let started = Instant::now();
    let count = docs.len();
    search.put_articles(docs.into_iter().map(|d| ArticleDoc { id: d.id, title: d.title, body: d.body, ..ArticleDoc::default() }))?;
    search.mark_built()?;
    let index_time = started.elapsed();

    if let Some(folder) = encoder(value("--encoder"), args.iter().any(|a| a == "--words")) {
        search.give(Encoder::open(&folder)?);
        let started = Instant::now();
        while search.encode_some(64)? > 0 {}
        search.keep_meanings()?;
        println!("meaning   of {count} articles in {:.2?}", started.elapsed());
    }

    let mut tally = Tally::default();
    let mut times = Vec::with_capacity(questions.len());
    for question in &questions {
        let started = Instant::now();
        let hits = search.articles(&question.q, &Filter::default(), 10)?;
        times.push(started.elapsed());
        let rank = hits.iter().position(|h| question.relevant.contains(&h.id));
        tally.add(rank);
        if args.iter().any(|a| a == "--missed") && rank != Some(0) {
            println!("{:?}\t{}\t{:?}\tfirst: {:?}", rank.map(|r| r + 1), question.q, question.relevant, hits.first().map(|h| &h.id));
        }
    }
    times.sort();
    let size = size_of(&folder)?;
    drop(search);
    if value("--folder").is_none() {
        std::fs::remove_dir_all(&folder)?;
    }

    println!("documents {count}, questions {}", questions.len());
    println!("recall@1  {:.3}", tally.share(tally.at_1));
    println!("recall@5  {:.3}", tally.share(tally.at_5));
    println!("recall@10 {:.3}", tally.share(tally.at_10));
    println!("MRR@10    {:.3}", tally.reciprocal / tally.all.max(1) as f64);
    println!("latency   p50 {:?}, p95 {:?}", percentile(&times, 50), percentile(&times, 95));
    println!("index     {index_time:.2?}, {:.1} MB for {:.1} MB of text ({:.2}×)", mb(size), mb(text as u64), size as f64 / text.max(1) as f64);
    Ok(())
}

/// The encoder that is asked for, or the one that the task runner lays out; it is fetched when it is not there yet.
fn encoder(asked: Option<String>, words_alone: bool) -> Option<PathBuf> {
    if words_alone {
        return None;
    }
    if let Some(asked) = asked {
        return Some(asked.into());
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |target| root.join(target)).join("encoder");
    if !folder.join("from").exists() {
        let fetched = Command::new("cargo").args(["xtask", "encoder"]).current_dir(root).stdout(Stdio::null()).status();
        if !fetched.is_ok_and(|status| status.success()) {
            println!("meaning   none: the sentence encoder is not there and could not be fetched; these figures are of words alone");
            return None;
        }
    }
    Some(folder)
}

/// A question counts as answered at the rank of its first right article.
#[derive(Default)]
struct Tally {
    all: usize,
    at_1: usize,
    at_5: usize,
    at_10: usize,
    reciprocal: f64,
}

impl Tally {
    fn add(&mut self, rank: Option<usize>) {
        self.all += 1;
        let Some(rank) = rank else { return };
        self.at_1 += usize::from(rank < 1);
        self.at_5 += usize::from(rank < 5);
        self.at_10 += usize::from(rank < 10);
        self.reciprocal += 1.0 / (rank + 1) as f64;
    }

    fn share(&self, found: usize) -> f64 {
        found as f64 / self.all.max(1) as f64
    }
}

fn lines<T: for<'de> Deserialize<'de>>(path: &str) -> Result<Vec<T>, Box<dyn Error>> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{path}: {e}"))?;
    let rows = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    rows.map(|(at, line)| serde_json::from_str(line).map_err(|e| format!("{path}, line {}: {e}", at + 1).into())).collect()
}

fn percentile(sorted: &[Duration], percent: usize) -> Duration {
    sorted.get((sorted.len() * percent / 100).min(sorted.len().saturating_sub(1))).copied().unwrap_or_default()
}

fn size_of(folder: &Path) -> std::io::Result<u64> {
    let mut sum = 0;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let meta = entry.metadata()?;
        sum += if meta.is_dir() { size_of(&entry.path())? } else { meta.len() };
    }
    Ok(sum)
}

fn mb(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
