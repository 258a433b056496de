//! `cargo xtask simulate`: as many lives as asked for, on all cores, each from its seed. A broken promise is printed with
//! the seed that replays it.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "it prints figures of invented data to whoever asked for them")]
#![allow(clippy::disallowed_methods, reason = "it says how fast it was")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a simulation that cannot go on should stop loudly"
)]
#![allow(clippy::cast_precision_loss, reason = "figures for people")]

use holdfast_testkit::simulate::{Mutant, Told, in_memory, over_files};
use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

/// A life is millions of small values: with the system's allocator a third of its time goes into them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Each such seed is lived twice: the same seed must tell the same story (I16).
const TWICE_EVERY: u64 = 50;
/// So many broken promises are printed; the rest is counted.
const SHOWN: usize = 5;

struct Asked {
    seeds: u64,
    first: u64,
    acts: u32,
    mutant: Option<Mutant>,
    files: bool,
}

impl Asked {
    fn live(&self, seed: u64) -> Result<Told, String> {
        if self.files { over_files(seed, self.acts) } else { in_memory(seed, self.acts, self.mutant) }
    }
}

/// All lives together.
#[derive(Default)]
struct Total {
    told: Told,
    broken: Vec<(u64, String)>,
    lives: u64,
}

fn main() -> ExitCode {
    let asked = match read(std::env::args().skip(1)) {
        Ok(asked) => asked,
        Err(wrong) => {
            eprintln!("{wrong}");
            return ExitCode::from(2);
        }
    };
    let began = Instant::now();
    let next = AtomicU64::new(0);
    let total = Mutex::new(Total::default());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| works(&asked, &next, &total));
        }
    });
    let Total { told, broken, lives } = total.into_inner().unwrap();
    let seconds = began.elapsed().as_secs_f64();
    println!("{lives} lives, {} operations, {} steps of the engine in {seconds:.1} s", told.saved, told.steps);
    println!("{:.0} seeds/s, {:.0} seeds/s on each of {cores} cores", lives as f64 / seconds, lives as f64 / seconds / cores as f64);
    println!("struck: {:?}", told.struck);
    for (seed, what) in broken.iter().take(SHOWN) {
        println!("seed {seed}: {what}\n  replay: cargo xtask simulate --seed {seed} --acts {}{}", asked.acts, with(&asked));
    }
    println!("{} of {lives} seeds broke a promise", broken.len());
    if broken.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn works(asked: &Asked, next: &AtomicU64, total: &Mutex<Total>) {
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        if number >= asked.seeds {
            return;
        }
        let seed = asked.first + number;
        let mut lived = asked.live(seed);
        if seed.is_multiple_of(TWICE_EVERY) && asked.live(seed) != lived {
            lived = Err("I16: the same seed told another story".to_owned());
        }
        let mut total = total.lock().unwrap();
        total.lives += 1;
        match lived {
            Ok(told) => add(&mut total.told, &told),
            Err(what) => total.broken.push((seed, what)),
        }
    }
}

fn add(sum: &mut Told, told: &Told) {
    sum.saved += told.saved;
    sum.steps += told.steps;
    let struck: BTreeMap<_, _> = told.struck.clone();
    for (what, count) in struck {
        *sum.struck.entry(what).or_default() += count;
    }
}

fn with(asked: &Asked) -> String {
    let mutant = asked.mutant.map_or_else(String::new, |mutant| format!(" --mutant {}", mutant.name()));
    format!("{mutant}{}", if asked.files { " --files" } else { "" })
}

fn read(words: impl Iterator<Item = String>) -> Result<Asked, String> {
    let mut asked = Asked { seeds: 1_000, first: 1, acts: 200, mutant: None, files: false };
    let mut words = words;
    while let Some(word) = words.next() {
        if word == "--files" {
            asked.files = true;
            continue;
        }
        let value = words.next().ok_or_else(|| format!("{word} needs a value"))?;
        let number = || value.parse::<u64>().map_err(|_| format!("{word} takes a number, not {value}"));
        match word.as_str() {
            "--seeds" => asked.seeds = number()?,
            "--first" => asked.first = number()?,
            "--seed" => (asked.first, asked.seeds) = (number()?, 1),
            "--acts" => asked.acts = u32::try_from(number()?).map_err(|_| "too many acts".to_owned())?,
            "--mutant" => {
                let known = Mutant::ALL.into_iter().find(|mutant| mutant.name() == value);
                asked.mutant = Some(known.ok_or_else(|| format!("no mutant is called {value}"))?);
            }
            _ => return Err(format!("{word} is unknown: --seeds N --first S --seed S --acts N --mutant NAME --files")),
        }
    }
    Ok(asked)
}
