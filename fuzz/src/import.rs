//! Files that a team brings. A line that cannot be read comes last, and all or nothing is asked for: everything is read,
//! and nothing is stored.

use holdfast_domain::Timestamp;
use holdfast_server::import::{ArticleOptions, TicketOptions, articles, tickets};
use holdfast_server::ledger::SqliteLedger;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

const NOW: Timestamp = Timestamp::from_millis(1_790_000_000_000);

struct Place {
    folder: tempfile::TempDir,
    ledger: SqliteLedger,
    unreadable: PathBuf,
}

fn place() -> &'static Place {
    static PLACE: OnceLock<Place> = OnceLock::new();
    PLACE.get_or_init(|| {
        let memory = Path::new("/dev/shm");
        let folder = tempfile::tempdir_in(if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() }).unwrap();
        let ledger = SqliteLedger::open(&folder.path().join("server"), None, "fuzz").unwrap();
        let unreadable = folder.path().join("unreadable.jsonl");
        std::fs::write(&unreadable, "not JSON\n").unwrap();
        Place { folder, ledger, unreadable }
    })
}

fn written(name: &str, data: &[u8], end: &[u8]) -> PathBuf {
    let path = place().folder.path().join(name);
    std::fs::write(&path, [data, end].concat()).unwrap();
    path
}

fn read_articles(name: &str, data: &[u8]) {
    let Place { ledger, unreadable, .. } = place();
    let options = ArticleOptions { all_or_nothing: true, ..ArticleOptions::default() };
    articles(ledger, &[written(name, data, b""), unreadable.clone()], options, NOW).unwrap();
}

pub fn articles_text(data: &[u8]) {
    read_articles("article.txt", data);
    read_articles("article.md", data);
}

pub fn articles_html(data: &[u8]) {
    read_articles("article.html", data);
}

pub fn articles_lines(data: &[u8]) {
    read_articles("articles.jsonl", data);
}

fn read_tickets(name: &str, data: &[u8], end: &[u8]) {
    tickets(&place().ledger, &written(name, data, end), TicketOptions { all_or_nothing: true }, NOW).unwrap();
}

pub fn tickets_lines(data: &[u8]) {
    read_tickets("tickets.jsonl", data, b"\nnot JSON\n");
}

pub fn tickets_csv(data: &[u8]) {
    read_tickets("tickets.csv", data, b"\n\xff,\xff\n");
}
