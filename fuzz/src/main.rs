//! Every decoder behind one door of libFuzzer's; the environment names which (`HOLDFAST_FUZZ=changes`).
//!
//! What is looked for: a panic, an endless loop, memory without bound, and a value that does not survive being written
//! and read again. Nothing here is part of the product.
#![no_main]

mod disk;
mod import;
mod search;
mod wire;

use libfuzzer_sys::fuzz_target;
use std::sync::OnceLock;

/// Feeds a decoder.
type Target = fn(&[u8]);

/// The names are those of the folders in `corpus/`.
const TARGETS: [(&str, Target); 20] = [
    ("changes", wire::changes),
    ("bootstrap", wire::bootstrap),
    ("push-answer", wire::push_answer),
    ("push-request", wire::push_request),
    ("problem", wire::problem),
    ("session", wire::session),
    ("poke", wire::poke),
    ("journal", disk::journal),
    ("record", disk::record),
    ("keys", disk::keys),
    ("attachment", disk::attachment),
    ("articles-text", import::articles_text),
    ("articles-html", import::articles_html),
    ("articles-lines", import::articles_lines),
    ("articles-csv", import::articles_csv),
    ("articles-docx", import::articles_docx),
    ("articles-document", import::articles_document),
    ("tickets-lines", import::tickets_lines),
    ("tickets-csv", import::tickets_csv),
    ("query", search::query),
];

static CHOSEN: OnceLock<Target> = OnceLock::new();

fuzz_target!(|data: &[u8]| {
    let target = CHOSEN.get_or_init(|| {
        let name = std::env::var("HOLDFAST_FUZZ").unwrap_or_default();
        let found = TARGETS.iter().find(|(known, _)| *known == name);
        found.unwrap_or_else(|| panic!("HOLDFAST_FUZZ is {name:?}; it names one of {:?}", TARGETS.map(|(known, _)| known))).1
    });
    target(data);
});
