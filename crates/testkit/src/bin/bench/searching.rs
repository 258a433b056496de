//! Search of articles, sealed on disk as on a desk, in five ways of asking.

use holdfast_search::{Filter, Place, Search};
use std::path::Path;
use std::time::Duration;

use crate::arguments::Arguments;
use crate::articles::{WAYS, article, indexed, query};
use crate::bare::Sealed;
use crate::desk::now;
use crate::table::{Figure, ratio};
use crate::timing::{Times, human, timed};

const BAR: Duration = Duration::from_millis(5);

/// So many articles.
pub fn searching(folder: &Path, count: u64, asked: &Arguments) -> Vec<Figure> {
    let now = now();
    let search = Search::open(Place::Sealed { folder: folder.join("search"), key: [7; 32] }).unwrap();
    Search::warm();
    let (_, building) = timed(|| {
        search.put_articles((0..count).map(|number| indexed(article(number, now)))).unwrap();
        search.mark_built().unwrap();
    });
    let mut bare = Sealed::open(&folder.join("articles.db"));
    bare.add_articles((0..count).map(|number| {
        let doc = indexed(article(number, now));
        (doc.id, format!("{}\n{}\n{}", doc.title, doc.questions.join("\n"), doc.body))
    }));
    drop(search);
    // Opened anew, so that nothing is in memory that a started desk would not have.
    let search = Search::open(Place::Sealed { folder: folder.join("search"), key: [7; 32] }).unwrap();
    let scan = Times::of(asked.runs(100), |run| bare.scan(&query(WAYS[run % WAYS.len()], run as u64)));
    let raw = format!("p95 {} (LIKE scan of the same texts in SQLCipher, no ranking)", human(scan.p95()));
    let mut figures = Vec::new();
    let mut all = Times::default();
    for way in WAYS {
        let mut found = 0;
        let runs = asked.runs(200);
        let times =
            Times::of(runs, |run| found += usize::from(!search.articles(&query(way, run as u64), &Filter::default(), 20).unwrap().is_empty()));
        let measured = format!("{} ({found} of {runs} find something)", times.both());
        figures.push(
            Figure::new(format!("search, {way}"), measured).beside(&raw).times(ratio(times.p95(), scan.p95())).bar("p95 ≤ 5 ms", times.p95() <= BAR),
        );
        all.extend(times);
    }
    figures.push(
        Figure::new("search, all ways together", all.both()).beside(&raw).times(ratio(all.p95(), scan.p95())).bar("p95 ≤ 5 ms", all.p95() <= BAR),
    );
    figures.push(Figure::new("index built", format!("{:.0} articles/s", count as f64 / building.as_secs_f64())));
    figures
}
