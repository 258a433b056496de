//! Search by meaning, with the shipped encoder. `cargo xtask encoder` fetches it; where it is not, these tests say so and skip.

use std::path::{Path, PathBuf};

use holdfast_search::meaning::{DIMENSIONS, Encoder, Vector};
use holdfast_search::{ArticleDoc, Filter, Place, Search, SearchError};
use serde::Deserialize;

fn folder() -> Option<PathBuf> {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target"), PathBuf::from);
    let folder = target.join("encoder");
    if folder.join("from").exists() {
        return Some(folder);
    }
    println!("skipped: no encoder in {}; `cargo xtask encoder` fetches it", folder.display());
    None
}

fn article(id: &str, title: &str, body: &str) -> ArticleDoc {
    ArticleDoc { id: id.into(), title: title.into(), body: body.into(), ..ArticleDoc::default() }
}

fn shelf() -> Vec<ArticleDoc> {
    vec![
        article("refund", "退款多久到账", "退款在审核通过后原路返回，一般三到五个工作日到账。"),
        article("parcel", "Your parcel is late", "Track the shipment with its number. We ask the carrier after five days."),
        article("password", "Reset your password", "Choose a new one on the first page; the old one stops working at once."),
    ]
}

fn filled(search: &Search) {
    search.put_articles(shelf()).unwrap();
    search.mark_built().unwrap();
}

fn first(search: &Search, query: &str) -> Option<String> {
    search.articles(query, &Filter::default(), 3).unwrap().into_iter().next().map(|hit| hit.id)
}

/// The package's own vectors of sentences, in thousandths of a half; made once with its version 0.2.1.
#[derive(Deserialize)]
struct Expected {
    text: String,
    vector: Vec<f32>,
}

#[test]
fn a_sentence_means_what_the_package_says_it_does() {
    let Some(folder) = folder() else { return };
    let encoder = Encoder::open(&folder).unwrap();
    let expected: Vec<Expected> = include_str!("../data/meanings.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let texts: Vec<&str> = expected.iter().map(|one| one.text.as_str()).collect();
    let together = encoder.encode(&texts).unwrap();
    for (one, vector) in expected.iter().zip(&together) {
        assert_eq!(one.vector.len(), DIMENSIONS);
        let cosine = Vector::of(&one.vector).cosine(vector);
        assert!(cosine > 0.999, "{:?}: {cosine}", one.text);
        let alone = encoder.encode(&[&one.text]).unwrap();
        assert!(alone[0].cosine(vector) > 0.999, "{:?} means something else in company", one.text);
    }
}

#[test]
fn whatever_a_text_holds_it_has_a_meaning() {
    let Some(folder) = folder() else { return };
    let encoder = Encoder::open(&folder).unwrap();
    let long = "钱".repeat(100_000);
    let texts = ["", " ", "\u{0}\u{1}\u{7f}", "\u{202e}مرحبا", "👩‍👩‍👧‍👦", "龘龘龘", &long, "a\u{300}\u{300}\u{300}"];
    for vector in encoder.encode(&texts).unwrap() {
        assert!((vector.cosine(&vector) - 1.0).abs() < 0.01);
    }
    assert!(encoder.encode(&[]).unwrap().is_empty());
}

#[test]
fn an_article_is_found_by_what_is_meant_in_either_language() {
    let Some(folder) = folder() else { return };
    let search = Search::open(Place::Memory).unwrap();
    filled(&search);
    assert_eq!(first(&search, "忘记密码"), None, "no word of it stands in an article");
    search.give(Encoder::open(&folder).unwrap());
    assert_eq!(search.encode_some(2).unwrap(), 2);
    assert_eq!(search.encode_some(2).unwrap(), 1);
    assert_eq!(search.encode_some(2).unwrap(), 0);
    assert_eq!(first(&search, "忘记密码").as_deref(), Some("password"));
    assert_eq!(first(&search, "when will I get my money back").as_deref(), Some("refund"), "across languages");
    assert_eq!(first(&search, "包裹延误").as_deref(), Some("parcel"));
    assert_eq!(first(&search, "退款").as_deref(), Some("refund"), "words go on counting");
    for nothing in ["20417", "?!…", "   ", "👍"] {
        assert_eq!(first(&search, nothing), None, "{nothing:?} means nothing");
    }
}

#[test]
fn what_was_found_out_is_kept_sealed_and_only_what_changed_is_found_out_again() {
    let Some(folder) = folder() else { return };
    let place = tempfile::TempDir::new().unwrap();
    let open = || Search::open(Place::Sealed { folder: place.path().to_owned(), key: [9; 32] }).unwrap();
    {
        let search = open();
        filled(&search);
        search.give(Encoder::open(&folder).unwrap());
        assert_eq!(search.encode_some(10).unwrap(), 3);
        search.keep_meanings().unwrap();
    }
    {
        let search = open();
        search.give(Encoder::open(&folder).unwrap());
        assert_eq!(search.encode_some(10).unwrap(), 0, "known from before");
        assert_eq!(first(&search, "忘记密码").as_deref(), Some("password"));
        search.put_articles([article("parcel", "Your parcel is late", "Ask the carrier."), shelf()[0].clone()]).unwrap();
        search.commit().unwrap();
        assert_eq!(search.encode_some(10).unwrap(), 1, "the one that reads otherwise now");
        search.keep_meanings().unwrap();
    }
    // What is damaged is found out again.
    let index = std::fs::read_dir(place.path()).unwrap().flatten().map(|entry| entry.path()).find(|path| path.join("meanings-1").exists()).unwrap();
    let mut bytes = std::fs::read(index.join("meanings-1")).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(index.join("meanings-1"), bytes).unwrap();
    let search = open();
    search.give(Encoder::open(&folder).unwrap());
    assert_eq!(search.encode_some(10).unwrap(), 3);
}

#[test]
fn an_encoder_that_is_cut_off_or_missing_is_refused() {
    let place = tempfile::TempDir::new().unwrap();
    assert!(matches!(Encoder::open(place.path()), Err(SearchError::Encoder { .. })), "nothing there");
    let Some(folder) = folder() else { return };
    std::fs::copy(folder.join("encoder.pieces"), place.path().join("encoder.pieces")).unwrap();
    std::fs::copy(folder.join("encoder.numbers"), place.path().join("encoder.numbers")).unwrap();
    let file = std::fs::OpenOptions::new().write(true).open(place.path().join("encoder.numbers")).unwrap();
    file.set_len(20_000_000).unwrap();
    assert!(matches!(Encoder::open(place.path()), Err(SearchError::Encoder { .. })), "cut off");
    std::fs::copy(folder.join("encoder.numbers"), place.path().join("encoder.numbers")).unwrap();
    std::fs::write(place.path().join("encoder.pieces"), "no pieces at all").unwrap();
    assert!(matches!(Encoder::open(place.path()), Err(SearchError::Encoder { .. })), "another file");
}
