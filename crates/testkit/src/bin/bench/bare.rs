//! The raw limits: the same bytes through SQLite or SQLCipher with nothing of ours around them. Knows no desk.

use holdfast_domain::{Message, Ticket};
use holdfast_protocol::{Change, Row};
use rusqlite::Connection;
use std::path::Path;
use std::time::Duration;

use crate::timing::timed;

/// A row as it lies in the bare file: identity, the ticket it belongs to, document.
pub type Kept = ([u8; 16], [u8; 16], String);

/// The row of a change, as a document.
pub fn kept(change: &Change) -> Option<Kept> {
    let none = [0; 16];
    let json = |row: &dyn Fn() -> serde_json::Result<String>| row().unwrap();
    Some(match change.row.as_ref()? {
        Row::Ticket(row) => (row.id.0.into_bytes(), none, json(&|| serde_json::to_string(row))),
        Row::Message(row) => (row.id.0.into_bytes(), row.ticket.0.into_bytes(), json(&|| serde_json::to_string(row))),
        Row::Customer(row) => (row.id.0.into_bytes(), none, json(&|| serde_json::to_string(row))),
        Row::Article(row) => (row.id.0.into_bytes(), none, json(&|| serde_json::to_string(row))),
        _ => return None,
    })
}

/// A SQLCipher file with the cache's own settings, one table and one index.
#[derive(Debug)]
pub struct Sealed(Connection);

impl Sealed {
    pub fn open(path: &Path) -> Self {
        let connection = Connection::open(path).unwrap();
        let key = "07".repeat(32);
        connection.execute_batch(&format!("PRAGMA key = \"x'{key}'\"; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 4000;")).unwrap();
        connection.execute_batch("CREATE TABLE IF NOT EXISTS row (id BLOB PRIMARY KEY NOT NULL, ticket BLOB NOT NULL, doc TEXT NOT NULL); CREATE INDEX IF NOT EXISTS row_ticket ON row (ticket);").unwrap();
        connection.execute_batch("CREATE TABLE IF NOT EXISTS article (id TEXT PRIMARY KEY NOT NULL, text TEXT NOT NULL);").unwrap();
        Self(connection)
    }

    /// A page in one transaction.
    pub fn insert(&mut self, page: &[Kept]) -> Duration {
        let work = || {
            let transaction = self.0.transaction().unwrap();
            {
                let mut statement = transaction.prepare_cached("INSERT OR REPLACE INTO row VALUES (?1, ?2, ?3)").unwrap();
                for (id, ticket, doc) in page {
                    statement.execute((id, ticket, doc)).unwrap();
                }
            }
            transaction.commit().unwrap();
        };
        timed(work).1
    }

    /// Tickets by identity, parsed.
    pub fn tickets(&self, ids: &[[u8; 16]]) -> usize {
        let mut statement = self.0.prepare_cached("SELECT doc FROM row WHERE id = ?1").unwrap();
        let parse = |id: &[u8; 16]| statement.query_row([id], |row| Ok(serde_json::from_str::<Ticket>(row.get_ref(0)?.as_str()?).unwrap())).unwrap();
        ids.iter().map(parse).map(|ticket| ticket.subject.len()).sum()
    }

    /// The messages of a ticket, parsed.
    pub fn messages(&self, ticket: [u8; 16]) -> usize {
        let mut statement = self.0.prepare_cached("SELECT doc FROM row WHERE ticket = ?1").unwrap();
        let rows = statement.query_map([ticket], |row| Ok(serde_json::from_str::<Message>(row.get_ref(0)?.as_str()?).unwrap())).unwrap();
        rows.map(|message| message.unwrap().body.len()).sum()
    }

    /// One row.
    pub fn first(&self) -> String {
        self.0.query_row("SELECT doc FROM row LIMIT 1", [], |row| row.get(0)).unwrap()
    }

    pub fn add_articles(&mut self, articles: impl Iterator<Item = (String, String)>) {
        let transaction = self.0.transaction().unwrap();
        for (id, text) in articles {
            transaction.execute("INSERT INTO article VALUES (?1, ?2)", (id, text)).unwrap();
        }
        transaction.commit().unwrap();
    }

    /// Articles that hold the words, in no order.
    pub fn scan(&self, words: &str) -> usize {
        let pattern = format!("%{words}%");
        let mut statement = self.0.prepare_cached("SELECT id FROM article WHERE text LIKE ?1").unwrap();
        statement.query_map([pattern], |row| row.get::<_, String>(0)).unwrap().count()
    }
}

/// A plain SQLite file in which each transaction is one row and on the disk when it ends.
#[derive(Debug)]
pub struct Full(Connection);

impl Full {
    pub fn open(path: &Path) -> Self {
        let connection = Connection::open(path).unwrap();
        connection
            .execute_batch(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE operation (id BLOB PRIMARY KEY NOT NULL, doc TEXT NOT NULL);",
            )
            .unwrap();
        Self(connection)
    }

    pub fn commit(&self, id: [u8; 16], doc: &str) -> Duration {
        let mut statement = self.0.prepare_cached("INSERT INTO operation VALUES (?1, ?2)").unwrap();
        timed(|| statement.execute((id, doc)).unwrap()).1
    }
}
