//! The figures of docs/performance.md: how fast and how large a desk is with 10,000 tickets and more, each figure beside
//! the raw limit of the same run. Prints Markdown; a slow figure is printed, never an error.
#![allow(clippy::string_slice, reason = "its own ASCII")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a measurement that cannot go on should stop loudly"
)]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "it prints figures of invented data to whoever asked for them")]
#![allow(clippy::disallowed_methods, reason = "it measures how long things take on this computer")]
#![allow(clippy::cast_precision_loss, reason = "figures for people")]

mod arguments;
mod articles;
mod bare;
mod child;
mod desk;
mod filling;
mod machine;
mod reading;
mod searching;
mod syncing;
mod table;
mod team;
mod tickets;
mod timing;
mod words;
mod writing;

use std::process::ExitCode;

use arguments::Arguments;
use filling::Filled;
use holdfast_testkit::chance;
use table::{Chapter, Figure};
use team::Team;

/// The app's (docs/decisions/0013): its memory is measured, too.
#[cfg(target_os = "linux")]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

const ARTICLES: u64 = 5_000;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, part, path] = words.as_slice()
        && flag == child::FLAG
    {
        child::run(part, path.into());
        return ExitCode::SUCCESS;
    }
    match Arguments::read(&words) {
        Ok(asked) => {
            measure(&asked);
            ExitCode::SUCCESS
        }
        Err(wrong) => {
            eprintln!("{wrong}");
            ExitCode::from(2)
        }
    }
}

/// Progress, apart from the figures.
fn say(what: &str) {
    eprintln!("{what}");
}

fn measure(asked: &Arguments) {
    // A folder on a disk: what /tmp is made of differs.
    let place = asked.folder.clone().unwrap_or_else(|| "target".into());
    let place = if std::fs::create_dir_all(&place).is_ok() { place } else { std::env::temp_dir() };
    let mut folder = tempfile::Builder::new().prefix("bench-").tempdir_in(place).unwrap();
    folder.disable_cleanup(asked.keep);
    let articles = if asked.quick { ARTICLES / 10 } else { ARTICLES };
    println!("{}", machine::describe(folder.path()));
    println!(
        "Data: generated; {} % of the tickets active, ten messages a ticket, a customer for four tickets, {articles} articles.",
        tickets::ACTIVE
    );
    let mut chapters = Vec::new();
    if asked.wants("sync") {
        say("sync over loopback");
        chapters.push(Chapter {
            title: "Sync, a desk and a team server over loopback".to_owned(),
            size: None,
            figures: syncing::syncing(folder.path(), asked),
        });
    }
    if asked.wants("desk") {
        chapters.extend(of_desks(folder.path(), articles, asked));
    }
    table::print(&mut std::io::stdout().lock(), &chapters).unwrap();
    println!("Load when it ended: {}.", machine::load());
    if asked.keep {
        say(&format!("kept in {}", folder.path().display()));
    }
}

fn of_desks(folder: &std::path::Path, articles: u64, asked: &Arguments) -> Vec<Chapter> {
    let team = Team::new(desk::now());
    say(&format!("search of {articles} articles"));
    let mut chapters =
        vec![Chapter { title: format!("Search of {articles} articles"), size: None, figures: searching::searching(folder, articles, asked) }];
    for size in &asked.sizes {
        let path = folder.join(size.to_string());
        chapters.push(Chapter {
            title: format!("A desk of {} tickets and {} messages", grouped(*size), grouped(size * 10)),
            size: Some(grouped(*size)),
            figures: of_size(path.clone(), *size, articles, asked, &team),
        });
        if !asked.keep {
            std::fs::remove_dir_all(path).unwrap();
        }
    }
    chapters
}

fn of_size(path: std::path::PathBuf, size: u64, articles: u64, asked: &Arguments, team: &Team) -> Vec<Figure> {
    let step = |what: &str| say(&format!("{size} tickets: {what}"));
    step("first pull");
    let (filled, mut figures) = filling::fill(path, size, articles, team);
    let indexed = size <= asked.index_up_to;
    step("index");
    prepare_index(&filled, indexed);
    if indexed {
        figures.extend(reading::indexing(&filled, size));
    }
    step("start");
    let mut start = reading::starting(&filled, asked);
    step("lists and tickets");
    start.extend(reading::browsing(&filled, asked, indexed));
    step("memory");
    start.extend(reading::remembering(&filled));
    step("operations");
    start.extend(writing::committing(&filled, team, asked));
    start.extend(figures);
    start
}

/// The index's queue is emptied, since the desk builds all of it anew; a desk that is too large gets its articles only.
fn prepare_index(filled: &Filled, indexed: bool) {
    let store = filled.folder.store();
    loop {
        let items = store.index_queue(5_000).unwrap();
        if items.is_empty() {
            break;
        }
        store.indexed(&items).unwrap();
    }
    if indexed {
        return;
    }
    let search = filled.folder.search();
    let mut after = None;
    loop {
        let articles = store.articles_after(after, 500).unwrap();
        let Some(last) = articles.last() else { break };
        after = Some(last.id);
        search.put_articles(articles.into_iter().map(articles::indexed)).unwrap();
    }
    search.mark_built().unwrap();
}

/// `100,000`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
