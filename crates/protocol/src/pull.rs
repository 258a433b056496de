//! Pull: what changed since a cursor, and the first pull in the order in which an agent needs it.

use holdfast_domain::{OperationId, Seq};
use serde::{Deserialize, Serialize};

use crate::row::Change;

/// A page of changes, read in one snapshot together with `high` and `acknowledged`, so that an acknowledgement is
/// never visible without its rows (SYNC 1.4).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ChangesPage {
    /// The server's life; another one means it was restored from a backup.
    pub epoch: String,
    /// The cursor this page starts after; must be the desk's own.
    pub from: Seq,
    /// The desk's cursor once the page is stored.
    pub to: Seq,
    /// The newest sequence.
    pub high: Seq,
    /// Whether there is more.
    pub has_more: bool,
    /// The rows.
    pub changes: Vec<Change>,
    /// How far this desk's operations are in.
    pub acknowledged: Option<Acknowledged>,
}

/// How far a desk's operations have been taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Acknowledged {
    /// The last of the desk's own numbers.
    pub dseq: u64,
    /// The transaction it was in.
    pub seq: Seq,
    /// The operation of that number: a desk that gave the number to another one, or to none, is a copy. None from a server
    /// of version 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operation: Option<OperationId>,
}

/// Where in the first pull a page starts. Made by the server; a desk only hands it back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Position(pub String);

/// A page of the first pull: team first, then open tickets by urgency with their customers and messages, then
/// articles, then what is done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BootstrapPage {
    /// The server's life.
    pub epoch: String,
    /// The newest sequence when this page was read. The cursor after the whole is the one of the *first* page: what
    /// changed meanwhile comes again with the changes.
    pub high: Seq,
    /// The rows.
    pub changes: Vec<Change>,
    /// Where the next page starts; none after the last.
    pub next: Option<Position>,
    /// Rows of all pages together, about.
    pub total: u64,
    /// What its person may see, as a mark to hand back with each pull of changes. Empty: everything.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub scope: String,
}
