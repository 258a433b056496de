//! Migrations never change once published, a database of each version opens, and docs/schema.md tells the truth.

use crate::world::*;
use holdfast_domain::*;
use holdfast_store::*;
use std::path::{Path, PathBuf};

const CACHE_HASHES: &[&str] = &[
    "5bcd328cbced007e",
    "8887be3e677769b4",
    "f0a16050d32c63ce",
    "ba22e97911c236d4",
    "61f20ad824385709",
    "ce40bd73ba27d5e5",
    "953e7591eead0ab3",
    "94a20901f2e9ccae",
    "5e05e3f5f6c006f7",
    "4ce33e0b27bbac69",
];
const OUTBOX_HASHES: &[&str] = &[
    "aaa5d50d155f3b4b",
    "298dbf29ca07560e",
    "9f9423c028d95152",
    "3583f491f9f4c6d5",
    "cb346b1acf1d8f00",
    "222ed293aac33422",
    "09b6f5effa3216d7",
    "5409d243d7c6ac7b",
];

/// What a column means since its migration was published, whose comment says less and stays as it is.
const MEANS_BY_NOW: &[(&str, &str, &str)] =
    &[("cut_off", "ended", "1 when it is over; 2 when nobody knows until when it went on, because this desk was closed or slept")];

#[test]
fn published_migrations_are_as_they_were() {
    let hashes = |migrations: &[&str]| migrations.iter().map(|text| blake3::hash(text.as_bytes()).to_hex()[..16].to_owned()).collect::<Vec<_>>();
    assert_eq!(hashes(CACHE_MIGRATIONS), CACHE_HASHES, "add a new file instead");
    assert_eq!(hashes(OUTBOX_MIGRATIONS), OUTBOX_HASHES, "add a new file instead");
}

#[test]
fn who_was_named_is_found_without_reading_every_alert() {
    let outbox = rusqlite::Connection::open_in_memory().unwrap();
    OUTBOX_MIGRATIONS.iter().for_each(|migration| outbox.execute_batch(migration).unwrap());
    for query in ["SELECT ticket FROM alert WHERE kind = 'mention'", "SELECT max(at) FROM alert WHERE ticket = x'00' AND kind = 'mention'"] {
        let plan: String = outbox.query_row(&format!("EXPLAIN QUERY PLAN {query}"), [], |row| row.get(3)).unwrap();
        assert!(plan.contains("COVERING INDEX alert_mention"), "{query}: {plan}");
    }
}

#[test]
fn what_was_written_offline_is_listed_and_counted_without_reading_all_that_was_ever_done() {
    let outbox = rusqlite::Connection::open_in_memory().unwrap();
    OUTBOX_MIGRATIONS.iter().for_each(|migration| outbox.execute_batch(migration).unwrap());
    for query in [include_str!("../../src/read/sql/entries_sent_of_offline.sql"), include_str!("../../src/read/sql/entries_listed.sql")] {
        let text = format!("EXPLAIN QUERY PLAN {}", query.replace("outbox.", ""));
        let mut statement = outbox.prepare(&text).unwrap();
        let plan: Vec<String> = statement.query_map([300], |row| row.get(3)).unwrap().map(Result::unwrap).collect();
        assert!(plan.iter().any(|step| step.contains("INDEX entry_offline")), "{plan:?}");
    }
}

#[test]
fn the_database_is_new_enough_and_sealed() {
    let connection = rusqlite::Connection::open_in_memory().unwrap();
    assert!(rusqlite::version_number() >= 3_051_003, "SQLite {} is older than 3.51.3", rusqlite::version());
    let cipher: String = connection.query_row("PRAGMA cipher_version", [], |row| row.get(0)).unwrap();
    assert!(cipher.starts_with("4."), "{cipher}");
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/1")
}

const PASSPHRASE: &str = "a fixture is no secret";
const CHEAP: Cost = Cost { memory_kib: 64, passes: 1, lanes: 1 };

/// Writes the fixture of the present version: `cargo test -p holdfast-store -- --ignored write_the_fixture`.
#[test]
#[ignore = "only when a new version is published"]
fn write_the_fixture() {
    let mut desk = Desk::new();
    desk.pulls(vec![ticket_row(1, ticket(1)), message_row(1, message(1, ticket_id(1), "From version 1", 1))]);
    desk.writes(desk.reply(ticket_id(1), "Written with version 1"));
    desk.store().save_draft(ticket_id(1), MessageKind::Note, "Half written with version 1", &[], NINE).unwrap();
    Slots::create_with_passphrase(desk.folder.path(), &desk.key, PASSPHRASE, CHEAP).unwrap();
    desk.close();
    let _ = std::fs::remove_dir_all(fixtures());
    std::fs::create_dir_all(fixtures()).unwrap();
    for name in ["cache.db", "outbox.db", "outbox.journal", "keys.json"] {
        std::fs::copy(desk.path(name), fixtures().join(name)).unwrap();
    }
}

#[test]
fn a_desk_of_version_1_opens_with_all_its_work() {
    let folder = tempfile::TempDir::new().unwrap();
    copy(&fixtures(), folder.path());
    let key = Slots::load(folder.path()).unwrap().open_with_passphrase(PASSPHRASE).unwrap();
    let opened = Store::open(folder.path(), &key, NINE).unwrap();
    assert_eq!((opened.cache, opened.outbox), (CacheState::Fine, OutboxState::Fine));
    let (messages, _) = opened.store.messages(ticket_id(1), None, 10).unwrap();
    assert_eq!(messages.iter().map(|message| message.body.as_str()).collect::<Vec<_>>(), ["From version 1", "Written with version 1"]);
    assert_eq!(opened.store.drafts().unwrap()[0].body, "Half written with version 1");
    assert_eq!(opened.store.identity(), Some(identity()));
}

#[test]
fn a_file_of_a_newer_holdfast_is_refused_and_kept() {
    let mut desk = Desk::new();
    desk.close();
    for (name, use_, published) in [("outbox.db", KeyUse::Outbox, OUTBOX_MIGRATIONS), ("cache.db", KeyUse::Cache, CACHE_MIGRATIONS)] {
        let latest = published.len() as u32;
        let version = |version: u32| {
            let connection = rusqlite::Connection::open(desk.path(name)).unwrap();
            let key: String = desk.key.sub_key(use_).iter().map(|byte| format!("{byte:02x}")).collect();
            connection.execute_batch(&format!("PRAGMA key = \"x'{key}'\"; PRAGMA user_version = {version};")).unwrap();
        };
        version(99);
        let refused = Store::open(desk.folder.path(), &desk.key, NINE);
        assert!(matches!(refused, Err(StoreError::Newer { found: 99, known, .. }) if known == latest), "{name}");
        version(latest);
    }
    assert!(Store::open(desk.folder.path(), &desk.key, NINE).is_ok());
}

#[test]
fn the_schema_page_tells_the_truth() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema.md");
    let mut text = String::from("# The desk's tables\n\nWritten by a test of `crates/store` from the migrations (`UPDATE_SCHEMA=1`). Do not edit.\n");
    for (file, migrations) in [("cache.db", CACHE_MIGRATIONS), ("outbox.db", OUTBOX_MIGRATIONS)] {
        let real = rusqlite::Connection::open_in_memory().unwrap();
        migrations.iter().for_each(|migration| real.execute_batch(migration).unwrap());
        text.push_str(&format!("\n## {file}\n"));
        text.push_str(&schema(&real, &migrations.concat()));
    }
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(&page, &text).unwrap();
    }
    let written = std::fs::read_to_string(&page).unwrap_or_default();
    assert!(written == text, "docs/schema.md is out of date: run this test with UPDATE_SCHEMA=1");
}

/// The real tables, with the comments that stand beside their columns in the migrations.
fn schema(real: &rusqlite::Connection, source: &str) -> String {
    let mut text = String::new();
    let mut tables = real.prepare("SELECT name FROM sqlite_schema JOIN pragma_table_list USING (name) WHERE schema = 'main' AND pragma_table_list.type <> 'shadow' AND name NOT LIKE 'sqlite_%' ORDER BY sqlite_schema.rowid").unwrap();
    let names: Vec<String> = tables.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    for name in names {
        let lines: Vec<&str> = source.lines().collect();
        let made = [format!("CREATE TABLE {name} "), format!("CREATE VIRTUAL TABLE {name} ")];
        let start = lines.iter().position(|line| made.iter().any(|made| line.starts_with(made.as_str()))).unwrap();
        let about: Vec<&str> = lines[..start].iter().rev().take_while(|line| line.starts_with("-- ")).map(|line| &line[3..]).collect();
        text.push_str(&format!(
            "\n### {name}\n\n{}\n\n| column | type | meaning |\n| --- | --- | --- |\n",
            about.into_iter().rev().collect::<Vec<_>>().join(" ")
        ));
        let mut columns = real.prepare(&format!("PRAGMA table_info({name})")).unwrap();
        let columns: Vec<(String, String)> = columns.query_map([], |row| Ok((row.get(1)?, row.get(2)?))).unwrap().map(Result::unwrap).collect();
        for (column, kind) in columns {
            // Where it was made, or came to be called so later.
            let names = |line: &&&str| {
                let altered = [format!("ALTER TABLE {name} ADD COLUMN {column} "), format!(" TO {column};")];
                line.trim_start().split(' ').next() == Some(&column)
                    || (line.starts_with(&format!("ALTER TABLE {name} ")) && altered.iter().any(|words| line.contains(words.as_str())))
            };
            let line = lines[start..].iter().find(|line| names(line) || line.trim_start().split(',').next() == Some(&column)).unwrap();
            let published = line.split_once("-- ").unwrap_or_else(|| panic!("{name}.{column} has no comment")).1;
            let by_now = MEANS_BY_NOW.iter().find(|(table, of, _)| (*table, *of) == (name.as_str(), column.as_str()));
            let meaning = by_now.map_or(published, |(_, _, meaning)| *meaning);
            text.push_str(&format!("| `{column}` | {kind} | {meaning} |\n"));
        }
        let mut indexes =
            real.prepare("SELECT sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = ?1 ORDER BY rowid").unwrap();
        for sql in indexes.query_map([&name], |row| row.get::<_, String>(0)).unwrap().map(Result::unwrap) {
            text.push_str(&format!("\n`{}`\n", sql.trim_start_matches("CREATE ")));
        }
    }
    text
}
