//! A run: set up, kill, rest, verify, and say how it went.

use holdfast_testkit::chance::Chance;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::{Duration, Instant};

use crate::arguments::Arguments;
use crate::lane::{LOGINS, Lane, Lived};
use crate::ledger::Ledger;
use crate::team_server::TeamServer;
use crate::verdict;

/// Whether nothing was lost, doubled or left in disagreement.
pub fn run(asked: &Arguments) -> bool {
    let place = asked.folder.clone().unwrap_or_else(std::env::temp_dir);
    std::fs::create_dir_all(&place).unwrap();
    let mut folder = tempfile::Builder::new().prefix("holdfast-torture-").tempdir_in(place).unwrap();
    folder.disable_cleanup(true);
    let replay = format!("cargo xtask torture --kills {} --seed {} --desks {}", asked.kills, asked.seed, asked.desks);
    println!("{replay}");
    let finished = std::panic::catch_unwind(|| torture(asked, folder.path()));
    let found = match finished {
        Ok(found) => found,
        Err(_) => vec!["the run could not be finished; why is said above".to_owned()],
    };
    if !found.is_empty() {
        println!("\nFAILED, {} findings:", found.len());
        found.iter().take(40).for_each(|finding| println!("  {finding}"));
        println!("files and the outside ledger: {}\nagain, with the same schedule: {replay}", folder.path().display());
        return false;
    }
    if asked.keep {
        println!("kept in {}", folder.path().display());
    } else {
        folder.disable_cleanup(false);
    }
    true
}

fn torture(asked: &Arguments, folder: &Path) -> Vec<String> {
    let ledger = Arc::new(Ledger::create(&folder.join("ledger.jsonl")));
    let mut server = TeamServer::new(&folder.join("server"));
    server.start();
    let lanes: Vec<Lane> = (0..asked.desks).map(|number| Lane::new(folder, number, asked.seed, &ledger)).collect();
    let url = server.url();
    std::thread::scope(|scope| {
        lanes.iter().for_each(|lane| drop(scope.spawn(|| lane.set_up(&url))));
    });
    let begun = Instant::now();
    let (kills, server_kills, over) = (AtomicU32::new(0), AtomicU32::new(0), AtomicBool::new(false));
    let strike = || {
        let number = kills.fetch_add(1, Ordering::SeqCst) + 1;
        if number.is_multiple_of(100) && number <= asked.kills {
            println!("  {number} kills after {:.0} s", begun.elapsed().as_secs_f64());
        }
        number <= asked.kills
    };
    let lived: Vec<Lived> = std::thread::scope(|scope| {
        let at_the_server = scope.spawn(|| {
            let mut chance = Chance::of(asked.seed, 0);
            loop {
                pause(&over, 100 + chance.below(1_400));
                // Up for good once the kills are done, so that the desks come to rest.
                if over.load(Ordering::SeqCst) || !strike() {
                    return;
                }
                server.kill();
                server_kills.fetch_add(1, Ordering::SeqCst);
                pause(&over, if chance.percent(25) { chance.below(2_000) } else { chance.below(250) });
                server.start();
            }
        });
        let at_the_desks: Vec<_> = lanes.iter().map(|lane| scope.spawn(|| lane.lives(strike))).collect();
        let lived: Vec<_> = at_the_desks.into_iter().map(|lane| lane.join()).collect();
        over.store(true, Ordering::SeqCst);
        at_the_server.join().unwrap();
        lived.into_iter().map(Result::unwrap).collect()
    });
    let killing = begun.elapsed();
    // Everyone has sent everything; now each sees what the others sent last.
    std::thread::scope(|scope| lanes.iter().for_each(|lane| drop(scope.spawn(|| lane.settles()))));
    server.kill();
    let resting = begun.elapsed().saturating_sub(killing);
    let (found, counted) = verdict::judge(&ledger.said(), &lanes, server.folder());
    println!(
        "{} kills in {:.0} s ({:.1} a second): {} of desks ({} while opening), {} of the team server; {} lives of {} desks ({})",
        asked.kills,
        killing.as_secs_f64(),
        f64::from(asked.kills) / killing.as_secs_f64(),
        asked.kills.saturating_sub(server_kills.load(Ordering::SeqCst)),
        lived.iter().map(|lived| lived.killed_opening).sum::<u64>(),
        server_kills.load(Ordering::SeqCst),
        lived.iter().map(|lived| lived.lives).sum::<u64>(),
        lanes.len(),
        LOGINS[..lanes.len()].join(", "),
    );
    println!("at rest after {:.1} s more\n{counted}", resting.as_secs_f64());
    let healed = lived.iter().flat_map(|lived| &lived.healed).map(|code| format!("a desk had to heal after a mere kill: {code}"));
    found.into_iter().chain(healed).collect()
}

/// The schedule's own time; it ends early once the kills are done.
fn pause(over: &AtomicBool, millis: u64) {
    let until = Instant::now() + Duration::from_millis(millis);
    while Instant::now() < until && !over.load(Ordering::SeqCst) {
        std::thread::sleep(Duration::from_millis(5));
    }
}
