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

pub fn articles_csv(data: &[u8]) {
    read_articles("articles.csv", data);
}

/// Most inputs end at the zip file; what lies in it has a target of its own.
pub fn articles_docx(data: &[u8]) {
    read_articles("article.docx", data);
}

/// The parts of a Word document, between zero bytes: the document, its styles, its lists. Packed without compression, so that
/// what libFuzzer changes is what is read.
pub fn articles_document(data: &[u8]) {
    let names = ["word/document.xml", "word/styles.xml", "word/numbering.xml"];
    let length = |bytes: &[u8]| u32::try_from(bytes.len()).unwrap().to_le_bytes();
    let (mut package, mut directory, mut count) = (Vec::new(), Vec::new(), 0_u8);
    for (name, part) in names.iter().zip(data.split(|byte| *byte == 0)) {
        let sizes = [crc(part).to_le_bytes(), length(part), length(part), length(name.as_bytes())].concat();
        directory.extend([b"PK\x01\x02\x14\0\x14\0\0\0\0\0\0\0\0\0".as_slice(), &sizes, &[0; 10], &length(&package), name.as_bytes()].concat());
        package.extend([b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0".as_slice(), &sizes, name.as_bytes(), part].concat());
        count += 1;
    }
    let end = [b"PK\x05\x06\0\0\0\0".as_slice(), &[count, 0, count, 0], &length(&directory), &length(&package), &[0, 0]].concat();
    read_articles("document.docx", &[package, directory, end].concat());
}

/// The checksum of zip files.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |sum: u32, byte| (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg())))
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
