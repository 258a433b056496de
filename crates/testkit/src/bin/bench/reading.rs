//! Reading: cold start, the first page of each list, a long ticket, a search over everything, and the memory of it all.

use holdfast_desk::Work;
use holdfast_desk::view::{FilterDraft, SearchFilter, View};
use holdfast_domain::{Channel, FilterRule, OwnerRule, Status, TicketId, Urgency};
use std::time::Duration;

use crate::arguments::Arguments;
use crate::articles::{WAYS, query};
use crate::bare::Sealed;
use crate::child;
use crate::filling::Filled;
use crate::machine::forget_disk;
use crate::table::{Figure, ratio};
use crate::timing::{Times, human, timed};

pub const VIEWS: [View; 9] =
    [View::Mine, View::Team, View::Unassigned, View::AtRisk, View::Hot, View::Waiting, View::Drafts, View::Held, View::Offline];

const PAGE: Duration = Duration::from_millis(5);
const TICKET: Duration = Duration::from_millis(10);
const START: Duration = Duration::from_secs(1);
const MEMORY_MB: f64 = 150.0;

/// From the start of the process to the first page of Mine, with what it reads in memory and not.
pub fn starting(filled: &Filled, asked: &Arguments) -> Vec<Figure> {
    let mut figures = vec![start(filled, asked.runs(10), "warm", || true)];
    if forget_disk() {
        figures.push(start(filled, asked.runs(5), "cold", forget_disk));
    }
    figures
}

fn start(filled: &Filled, runs: usize, disk: &str, before: impl Fn() -> bool) -> Figure {
    let (mut ours, mut bare, mut parts) = (Times::default(), Times::default(), Vec::new());
    for _ in 0..runs {
        before();
        let heard = child::start("start", &filled.folder.0);
        ours.push(heard.ready);
        parts = ["opening", "counting", "listing"].map(|name| format!("{name} {:.0} ms", heard.value(name))).to_vec();
        before();
        bare.push(child::start("bare", &filled.folder.bare()).ready);
    }
    let slowest = ours.percentile(100);
    Figure::new(
        format!("start to a usable list, disk cache {disk}"),
        format!("{} · slowest {} (last: {})", human(ours.p50()), human(slowest), parts.join(", ")),
    )
    .beside(format!("{} (same program, SQLCipher open and one row)", human(bare.p50())))
    .times(ratio(ours.p50(), bare.p50()))
    .bar("≤ 1.0 s", slowest <= START)
}

/// Lists, tickets and searches through the open desk.
pub fn browsing(filled: &Filled, asked: &Arguments, indexed: bool) -> Vec<Figure> {
    let runs = asked.runs(200);
    let (bare, desk) = (Sealed::open(&filled.folder.bare()), filled.folder.desk());
    let work = desk.work();
    child::rest(&work);
    let mut figures = Vec::new();
    for view in VIEWS {
        let (page, first) = timed(|| work.list(&view.into(), 0, 100).unwrap());
        let times = Times::of(runs, |_| work.list(&view.into(), 0, 100).unwrap());
        let ids: Vec<_> = page.rows.iter().map(|row| row.id.parse::<TicketId>().unwrap().0.into_bytes()).collect();
        let raw = Times::of(runs, |_| bare.tickets(&ids));
        let what = format!("first page of {view:?} with its count");
        let measured = format!("{} · once before {} ({} rows of {})", times.both(), human(first), ids.len(), page.total);
        let raw_limit = format!("{} (the same {} documents by key, parsed)", human(raw.p50()), ids.len());
        figures.push(Figure::new(what, measured).beside(raw_limit).times(ratio(times.p50(), raw.p50())).bar("≤ 5 ms", times.p95() <= PAGE));
    }
    let counts = Times::of(runs, |_| work.view_counts().unwrap());
    figures.push(Figure::new("counts of all nine views", counts.both()));
    for (name, rule) in own_lists() {
        work.save_filter(FilterDraft { id: None, name: name.to_owned(), shared: false, rule }).unwrap();
    }
    let counts = Times::of(runs, |_| work.filters().unwrap());
    figures.push(Figure::new("counts of four lists of one's own", counts.both()).bar("≤ 5 ms", counts.p95() <= PAGE));
    let next = Times::of(runs, |_| work.next_up(None).unwrap());
    figures.push(Figure::new("the ticket that comes next, of all", next.both()).bar("≤ 5 ms", next.p95() <= PAGE));
    figures.extend(after_a_change(&work, filled, asked));
    let times = Times::of(runs, |_| work.next_alert(work.now()).unwrap());
    let row = Times::of(runs, |_| bare.tickets(&[long_ticket(filled)]));
    figures.push(
        Figure::new("find the next alert", times.both())
            .beside(format!("{} (a document by key, parsed)", human(row.p50())))
            .times(ratio(times.p50(), row.p50()))
            .bar("≤ 5 ms", times.p95() <= PAGE),
    );
    let (list, first) = timed(|| work.alert_list().unwrap());
    let times = Times::of(runs.min(50), |_| work.alert_list().unwrap());
    figures.push(Figure::new(
        "the alert list",
        format!("{} · once before {} ({} and {} more)", times.both(), human(first), list.alerts.len(), list.more),
    ));
    let long = |run: usize| filled.long[run * 7 % filled.long.len()];
    let raw = Times::of(runs, |run| bare.messages(long(run).0.into_bytes()));
    let times = Times::of(runs, |run| work.ticket(&long(run).to_string()).unwrap());
    figures.push(
        Figure::new("open a ticket of 100 messages", times.both())
            .beside(format!("{} (100 documents by index, parsed)", human(raw.p50())))
            .times(ratio(times.p50(), raw.p50()))
            .bar("≤ 10 ms", times.p95() <= TICKET),
    );
    let times = Times::of(runs, |run| work.search(&query(WAYS[run % WAYS.len()], run as u64), &SearchFilter::default(), 20).unwrap());
    let over = if indexed { "articles and conversations" } else { "articles alone" };
    figures.push(Figure::new("search box, 20 hits of each", format!("{} ({over})", times.both())));
    figures
}

/// As the window reads them: something was written just before, and no page that a reader kept holds any more.
fn after_a_change(work: &Work, filled: &Filled, asked: &Arguments) -> Vec<Figure> {
    let runs = asked.runs(40);
    let mut turn = 0;
    let mut after = |read: &dyn Fn()| {
        let mut times = Times::default();
        for _ in 0..runs {
            turn += 1;
            work.mark_read(&filled.long[turn % filled.long.len()].to_string()).unwrap();
            times.push(timed(read).1);
        }
        times.both()
    };
    let team = after(&|| drop(work.list(&View::Team.into(), 0, 100).unwrap()));
    let unassigned = after(&|| drop(work.list(&View::Unassigned.into(), 0, 100).unwrap()));
    let counts = after(&|| drop(work.view_counts().unwrap()));
    let next = after(&|| drop(work.next_up(None).unwrap()));
    let ticket = after(&|| drop(work.ticket(&filled.long[0].to_string()).unwrap()));
    let fresh = after(&|| assert!(work.fresh_alerts().is_ok()));
    let said = [
        ("Team", team),
        ("Unassigned", unassigned),
        ("the counts", counts),
        ("what comes next", next),
        ("a ticket of 100 messages", ticket),
        ("fresh alerts", fresh),
    ];
    said.map(|(what, both)| Figure::new(format!("{what}, right after something was written"), both)).into()
}

/// What people make lists of: somebody's, a lane, a category, a channel.
fn own_lists() -> [(&'static str, FilterRule); 4] {
    [
        ("others'", FilterRule { owner: Some(OwnerRule::Others), ..FilterRule::default() }),
        ("presses", FilterRule { urgencies: vec![Urgency::High, Urgency::Emergency], ..FilterRule::default() }),
        ("refunds", FilterRule { categories: vec!["refund".to_owned()], ..FilterRule::default() }),
        ("calls", FilterRule { channels: vec![Channel::Phone], statuses: vec![Status::Open, Status::Pending], ..FilterRule::default() }),
    ]
}

fn long_ticket(filled: &Filled) -> [u8; 16] {
    filled.long[0].0.into_bytes()
}

/// The index, built by the desk in the background.
pub fn indexing(filled: &Filled, count: u64) -> Vec<Figure> {
    let heard = child::start("index", &filled.folder.0);
    let seconds = heard.value("seconds");
    let (_, index) = filled.folder.sizes();
    vec![
        Figure::new(
            "index of all conversations built anew, in the background",
            format!("{seconds:.1} s, {:.0} tickets/s, {} MB on disk", count as f64 / seconds, index / 1_000_000),
        ),
        Figure::new("peak memory while it was built", format!("{:.0} MB", heard.value("peak") / 1_024.0)),
    ]
}

/// Memory of a process that only opens the desk and looks around.
pub fn remembering(filled: &Filled) -> Vec<Figure> {
    let heard = child::start("memory", &filled.folder.0);
    let megabytes = |name: &str| heard.value(name) / 1_024.0;
    let figure = |what: &str, name: &str| {
        let (resident, peak) = (megabytes(&format!("{name}-resident")), megabytes(&format!("{name}-peak")));
        Figure::new(what, format!("{resident:.0} MB, peak {peak:.0} MB"))
            .beside(format!("{:.0} MB (the same program before it opens anything)", megabytes("start-resident")))
            .times(resident / megabytes("start-resident"))
            .bar("≤ 150 MB", peak <= MEMORY_MB)
    };
    vec![
        figure("memory after opening, nine lists, a ticket, a search", "read"),
        figure("memory after 900 tickets read, 100 searches, 20 notes", "day"),
        Figure::new(
            "where that goes",
            ["open", "read", "tickets", "searches", "day"].map(|name| format!("{name} {:.0} MB", megabytes(&format!("{name}-resident")))).join(" → "),
        ),
    ]
}
