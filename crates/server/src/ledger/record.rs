//! The shapes in which the ledger hands out what it keeps.

use holdfast_domain::{AgentId, CustomerId, DeviceId, MessageId, OperationId, Seq, TicketId, Timestamp};
use holdfast_protocol::{RowId, RowKind};
use serde::Serialize;
use serde_json::value::RawValue;

/// Why a ledger could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenFailure {
    /// There is no folder, or no right to write in it.
    #[error("the data folder {path} cannot be used")]
    Folder {
        /// Which.
        path: String,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// It is no ledger, or the key is wrong.
    #[error("{path} is not a team server's ledger, or the key is not the right one")]
    NotALedger {
        /// Which.
        path: String,
        /// Why.
        #[source]
        source: rusqlite::Error,
    },
    /// It was written by a newer build, or its migration failed.
    #[error("the ledger {path} cannot be brought to this version; was it written by a newer one?")]
    Migration {
        /// Which.
        path: String,
        /// Why.
        #[source]
        source: rusqlite_migration::Error,
    },
}

/// Where the ledger stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// This life of the server; another after a restore.
    pub epoch: String,
    /// The newest sequence.
    pub seq: Seq,
    /// Cursors below this must start anew: removals of then are forgotten.
    pub min_retained: Seq,
    /// What the team is called.
    pub team: String,
    /// Whether tickets were merged: desks of before that cannot read their rows (protocol 1 and 2).
    pub has_merged: bool,
}

/// An account: who may sign in, and the hash that the password must match.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// Whose.
    pub agent: AgentId,
    /// The login, lower case.
    pub login: String,
    /// Argon2id, in PHC form.
    pub password: String,
}

impl std::fmt::Debug for Account {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Account({})", self.login)
    }
}

/// A desk that signed in.
#[derive(Clone, PartialEq, Eq)]
pub struct Device {
    /// Identity.
    pub id: DeviceId,
    /// Who is signed in there.
    pub agent: AgentId,
    /// What it is called.
    pub name: String,
    /// All that is kept of its token.
    pub token_hash: String,
    /// What its temporary numbers begin with.
    pub mark: String,
    /// Whether it may no longer come in.
    pub revoked: bool,
    /// Its last decided operation.
    pub last_dseq: u64,
    /// The transaction of that.
    pub last_seq: Seq,
    /// When its token runs out, unless it is used before.
    pub expires_at: Timestamp,
    /// When it first signed in.
    pub created_at: Timestamp,
    /// The desk that it was a copy of; itself when it was none.
    pub origin: DeviceId,
}

impl std::fmt::Debug for Device {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Device({}, token not shown)", self.id)
    }
}

/// What is kept of customers who are to be erased.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traces {
    /// All that were joined.
    pub customers: Vec<CustomerId>,
    /// Their tickets.
    pub tickets: Vec<TicketId>,
    /// Everything that stands on these, and what they themselves wrote elsewhere.
    pub messages: Vec<MessageId>,
    /// Hashes of the files on these messages that nothing else refers to.
    pub files: Vec<String>,
    /// Tickets of others that are linked with theirs.
    pub linked: Vec<TicketId>,
    /// The operations that were done on their tickets.
    pub operations: Vec<OperationId>,
}

/// A row as it is stored, its document not read: a page splices it into the answer as it is.
#[derive(Debug, Serialize)]
pub struct StoredRow {
    /// Kind.
    pub kind: RowKind,
    /// Document.
    pub doc: Box<RawValue>,
}

/// [`holdfast_protocol::Change`], its document not read.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StoredChange {
    /// The transaction that last changed it.
    pub seq: Seq,
    /// The row; none when it was removed.
    pub row: Option<StoredRow>,
    /// Which row was removed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub removed: Option<RowId>,
}
