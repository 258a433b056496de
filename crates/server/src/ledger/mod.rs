//! What the team server keeps: rows in the order of one sequence, accounts, desks, and what became of each operation.
//!
//! [`Ledger`] and [`Transaction`] are all that the rest of the server knows of storage, so that another database can
//! stand behind them (DESIGN §8). No rule about tickets lives here.

mod place;
mod record;
pub mod sqlite;

pub use place::{Phase, Place};
pub use record::{Account, Device, OpenFailure, Standing, StoredChange, StoredRow, Traces};
pub use sqlite::SqliteLedger;

use holdfast_domain::{Access, AgentId, Apart, Attachment, CustomerId, DeviceId, MessageId, OperationId, QueueId, Seq, Ticket, TicketId, Timestamp};
use holdfast_protocol::{Acknowledged, Digest, OperationResult, Piece, Row, RowId, RowKind, UploadAnswer};
use std::path::Path;
use uuid::Uuid;

/// What can go wrong with storage.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// The disk is full.
    #[error("the disk of the team server is full")]
    Full(#[source] rusqlite::Error),
    /// Another process has been writing for too long.
    #[error("the ledger is busy")]
    Busy(#[source] rusqlite::Error),
    /// The database said no.
    #[error("the ledger could not {doing}")]
    Database {
        /// What was being done.
        doing: &'static str,
        /// The database's own words.
        #[source]
        source: rusqlite::Error,
    },
    /// The ledger could not be opened.
    #[error("{0}")]
    Open(#[from] OpenFailure),
    /// What was stored cannot be read.
    #[error("a stored {what} is damaged")]
    Damaged {
        /// What it is.
        what: &'static str,
        /// Why.
        #[source]
        source: serde_json::Error,
    },
    /// A file could not be read or written.
    #[error("{path}: {source}")]
    File {
        /// Which.
        path: String,
        /// Why.
        #[source]
        source: std::io::Error,
    },
}

/// What changed after a cursor, read in one snapshot.
#[derive(Debug)]
pub struct ChangesRead {
    /// Epoch, newest sequence and the like, of the same snapshot.
    pub standing: Standing,
    /// The rows, in order.
    pub changes: Vec<StoredChange>,
    /// The cursor after them.
    pub to: Seq,
    /// Whether there is more.
    pub has_more: bool,
    /// How far the asking desk's operations are in.
    pub acknowledged: Option<Acknowledged>,
    /// The mark of what its person may see.
    pub scope: String,
}

/// Where in the first pull a page starts: after the lead of this phase, rank and identity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct After {
    /// Phase.
    pub phase: Phase,
    /// Rank within the phase.
    pub rank: i64,
    /// Identity within the rank.
    pub id: String,
    /// The sequence when the first pull began.
    pub began: Seq,
    /// Rows counted when it began.
    pub total: u64,
}

/// A page of the first pull, read in one snapshot.
#[derive(Debug)]
pub struct BootstrapRead {
    /// Epoch and newest sequence of the same snapshot.
    pub standing: Standing,
    /// The rows.
    pub changes: Vec<StoredChange>,
    /// Where the next page starts; none after the last.
    pub next: Option<After>,
    /// Rows in all, about.
    pub total: u64,
    /// The mark of what the asking desk's person may see.
    pub scope: String,
}

/// The digest of what stood at a cursor, read in one snapshot.
#[derive(Debug)]
pub struct DigestRead {
    /// Epoch and newest sequence of the same snapshot.
    pub standing: Standing,
    /// What has moved beyond the cursor; one more than [`holdfast_protocol::digest::MOST_MOVED`] at most.
    pub moved: Vec<RowId>,
    /// The sums of all others.
    pub digest: Digest,
    /// The mark of what the asking desk's person may see.
    pub scope: String,
}

/// Every row of a bucket, read in one snapshot.
#[derive(Debug)]
pub struct BucketRead {
    /// Epoch and newest sequence of the same snapshot.
    pub standing: Standing,
    /// The rows.
    pub changes: Vec<StoredChange>,
    /// The mark of what the asking desk's person may see.
    pub scope: String,
}

/// A piece of a file on its way in.
#[derive(Clone, Copy, Debug)]
pub struct Arriving<'a> {
    /// Where it starts.
    pub at: u64,
    /// What stands there.
    pub content: &'a [u8],
    /// Now. What has not moved for a week is dropped.
    pub now: Timestamp,
}

/// How much one page may hold.
#[derive(Clone, Copy, Debug)]
pub struct PageLimit {
    /// Rows.
    pub rows: usize,
    /// Bytes of documents.
    pub bytes: usize,
}

/// The storage of a team.
pub trait Ledger: Send + Sync {
    /// Epoch, newest sequence, name.
    ///
    /// # Errors
    /// When it cannot be read.
    fn standing(&self) -> Result<Standing, LedgerError>;

    /// Begins the one writing transaction; dropping it undoes it.
    ///
    /// # Errors
    /// When another writer does not end.
    fn begin(&self) -> Result<Box<dyn Transaction + '_>, LedgerError>;

    /// Rows after a cursor, never splitting a sequence. What the person of `desk` may not see is told as removed; without a
    /// desk everything is seen.
    ///
    /// # Errors
    /// When they cannot be read.
    fn changes(&self, after: Seq, limit: PageLimit, desk: Option<DeviceId>) -> Result<ChangesRead, LedgerError>;

    /// A page of the first pull, of what the person of `desk` may see.
    ///
    /// # Errors
    /// When it cannot be read.
    fn bootstrap(&self, after: Option<After>, limit: PageLimit, desk: Option<DeviceId>) -> Result<BootstrapRead, LedgerError>;

    /// The digest of the rows that stood at a cursor and have not moved since. Reads every row's place.
    ///
    /// # Errors
    /// When they cannot be read.
    fn digest(&self, at: Seq, desk: Option<DeviceId>) -> Result<DigestRead, LedgerError>;

    /// Every row of a bucket of the digest.
    ///
    /// # Errors
    /// When they cannot be read.
    fn bucket(&self, bucket: u8, desk: Option<DeviceId>) -> Result<BucketRead, LedgerError>;

    /// How much of a file has come from a desk. All of it, when its person may use what is here already.
    ///
    /// # Errors
    /// When it cannot be read.
    fn arrived(&self, from: &Device, hash: &str) -> Result<UploadAnswer, LedgerError>;

    /// A piece of a file that is here whole, for somebody who may use it; none for anybody else.
    ///
    /// # Errors
    /// When it cannot be read.
    fn piece(&self, agent: AgentId, hash: &str, at: u64) -> Result<Option<Piece>, LedgerError>;

    /// Which of these tickets a person may see.
    ///
    /// # Errors
    /// When it cannot be read.
    fn seen(&self, agent: AgentId, tickets: Vec<TicketId>) -> Result<Vec<TicketId>, LedgerError>;

    /// The desk whose token has this hash.
    ///
    /// # Errors
    /// When it cannot be read.
    fn device_of(&self, token_hash: &str) -> Result<Option<Device>, LedgerError>;

    /// Every desk.
    ///
    /// # Errors
    /// When they cannot be read.
    fn devices(&self) -> Result<Vec<Device>, LedgerError>;

    /// The account of a login.
    ///
    /// # Errors
    /// When it cannot be read.
    fn account(&self, login: &str) -> Result<Option<Account>, LedgerError>;

    /// Every account.
    ///
    /// # Errors
    /// When they cannot be read.
    fn accounts(&self) -> Result<Vec<Account>, LedgerError>;

    /// The document of a row.
    ///
    /// # Errors
    /// When it cannot be read.
    fn document(&self, row: &RowId) -> Result<Option<String>, LedgerError>;

    /// Documents of a kind with their identities, by identity, after this one.
    ///
    /// # Errors
    /// When they cannot be read.
    fn documents(&self, after: &RowId, limit: usize) -> Result<Vec<(String, String)>, LedgerError>;

    /// The ticket of this lasting number.
    ///
    /// # Errors
    /// When it cannot be read.
    fn ticket_numbered(&self, number: u32) -> Result<Option<TicketId>, LedgerError>;

    /// Writes a consistent copy into a new file, also while others write.
    ///
    /// # Errors
    /// When the file cannot be written.
    fn backup(&self, file: &Path) -> Result<(), LedgerError>;

    /// Leaves nothing of what was removed, nor of what was ever replaced, in the storage's files. Others wait to write meanwhile.
    ///
    /// # Errors
    /// When the disk has no room for it, or somebody reads or writes for too long; it can be asked for again.
    fn sweep(&self) -> Result<(), LedgerError>;
}

/// One writing transaction. What it writes becomes visible at once, with [`Transaction::commit`], or never.
pub trait Transaction {
    /// The sequence of this transaction, taken at the first call: every row shares it.
    ///
    /// # Errors
    /// When the database refuses.
    fn seq(&mut self) -> Result<Seq, LedgerError>;

    /// The next lasting number of a ticket.
    ///
    /// # Errors
    /// When the database refuses.
    fn next_number(&mut self) -> Result<u32, LedgerError>;

    /// The ordinal of the next desk, for its mark.
    ///
    /// # Errors
    /// When the database refuses.
    fn next_mark(&mut self) -> Result<u32, LedgerError>;

    /// A desk, locked until the end of the transaction.
    ///
    /// # Errors
    /// When the database refuses.
    fn device(&mut self, id: DeviceId) -> Result<Option<Device>, LedgerError>;

    /// Stores a desk.
    ///
    /// # Errors
    /// When the database refuses.
    fn put_device(&mut self, device: &Device) -> Result<(), LedgerError>;

    /// What became of the operation of this number.
    ///
    /// # Errors
    /// When the database refuses.
    fn result_at(&mut self, device: DeviceId, dseq: u64) -> Result<Option<OperationResult>, LedgerError>;

    /// What became of this operation, whatever number it had.
    ///
    /// # Errors
    /// When the database refuses.
    fn result_of(&mut self, operation: OperationId) -> Result<Option<OperationResult>, LedgerError>;

    /// Records what became of an operation.
    ///
    /// # Errors
    /// When the database refuses.
    fn record(&mut self, device: DeviceId, hash: &str, result: &OperationResult) -> Result<(), LedgerError>;

    /// A ticket, locked until the end of the transaction.
    ///
    /// # Errors
    /// When the database refuses.
    fn ticket(&mut self, id: TicketId) -> Result<Option<Ticket>, LedgerError>;

    /// The document of a row.
    ///
    /// # Errors
    /// When the database refuses.
    fn document(&mut self, row: &RowId) -> Result<Option<String>, LedgerError>;

    /// The documents of all rows of a kind of which there are few.
    ///
    /// # Errors
    /// When the database refuses.
    fn documents(&mut self, kind: RowKind) -> Result<Vec<String>, LedgerError>;

    /// What a person may see.
    ///
    /// # Errors
    /// When the database refuses.
    fn access(&mut self, agent: AgentId) -> Result<Access, LedgerError>;

    /// The ticket that this one became part of.
    ///
    /// # Errors
    /// When the database refuses.
    fn merged_into(&mut self, ticket: TicketId) -> Result<Option<TicketId>, LedgerError>;

    /// Puts everything that stands on one ticket onto another, as of this transaction, and notes where the one went.
    ///
    /// # Errors
    /// When the database refuses.
    fn move_messages(&mut self, from: TicketId, into: TicketId) -> Result<(), LedgerError>;

    /// Keeps what two tickets were before they became one, for as long as they can be taken apart.
    ///
    /// # Errors
    /// When the database refuses.
    fn keep_apart(&mut self, apart: &Apart, now: Timestamp) -> Result<(), LedgerError>;

    /// What a ticket, and the one that it became part of, were before; none when that is not kept any more.
    ///
    /// # Errors
    /// When the database refuses.
    fn apart(&mut self, other: TicketId) -> Result<Option<Apart>, LedgerError>;

    /// Puts back onto `other` what it brought onto `ticket`, as of this transaction; what led to it leads to it again.
    ///
    /// # Errors
    /// When the database refuses.
    fn move_back(&mut self, other: &Ticket, ticket: TicketId) -> Result<(), LedgerError>;

    /// The newest public message of either ticket.
    ///
    /// # Errors
    /// When the database refuses.
    fn newest_public(&mut self, tickets: [TicketId; 2]) -> Result<Option<MessageId>, LedgerError>;

    /// Whether a queue is its department's own.
    ///
    /// # Errors
    /// When the database refuses.
    fn is_restricted(&mut self, queue: QueueId) -> Result<bool, LedgerError>;

    /// Hands every message of a ticket out again, under this transaction's sequence: somebody may see it now who did not.
    ///
    /// # Errors
    /// When the database refuses.
    fn show_again(&mut self, ticket: TicketId) -> Result<(), LedgerError>;

    /// Stores a row under this transaction's sequence.
    ///
    /// # Errors
    /// When the database refuses.
    fn put(&mut self, row: &Row) -> Result<(), LedgerError>;

    /// Removes a row; its removal is what desks hear of.
    ///
    /// # Errors
    /// When the database refuses.
    fn remove(&mut self, row: &RowId) -> Result<(), LedgerError>;

    /// Whether a row was here and has been removed.
    ///
    /// # Errors
    /// When the database refuses.
    fn is_removed(&mut self, row: &RowId) -> Result<bool, LedgerError>;

    /// Every customer who is another one, with that one.
    ///
    /// # Errors
    /// When the database refuses.
    fn joined(&mut self) -> Result<Vec<(CustomerId, CustomerId)>, LedgerError>;

    /// What is kept of these customers. Reads every message.
    ///
    /// # Errors
    /// When the database refuses.
    fn traces(&mut self, customers: Vec<CustomerId>) -> Result<Traces, LedgerError>;

    /// Removes all of it but the links of others: rows, files, what merges kept, and what results say of values.
    ///
    /// # Errors
    /// When the database refuses.
    fn erase(&mut self, traces: &Traces) -> Result<(), LedgerError>;

    /// How much of a file has come from a desk.
    ///
    /// # Errors
    /// When the database refuses.
    fn arrived(&mut self, from: &Device, hash: &str) -> Result<UploadAnswer, LedgerError>;

    /// Takes the next piece of a file. Once all is here its hash is looked at: what is another file is dropped.
    ///
    /// # Errors
    /// When the database refuses.
    fn take_piece(&mut self, from: &Device, file: &Attachment, piece: Arriving<'_>) -> Result<UploadAnswer, LedgerError>;

    /// Whether a person may use a file: it came whole from a desk of theirs, or it stands on a message.
    ///
    /// # Errors
    /// When the database refuses.
    fn may_use(&mut self, agent: AgentId, hash: &str) -> Result<bool, LedgerError>;

    /// Files stand on a message of a ticket, or on an article.
    ///
    /// # Errors
    /// When the database refuses.
    fn refer(&mut self, files: &[Attachment], by: Uuid, ticket: Option<TicketId>) -> Result<(), LedgerError>;

    /// Stores an account.
    ///
    /// # Errors
    /// When the login is taken or the database refuses.
    fn put_account(&mut self, account: &Account) -> Result<(), LedgerError>;

    /// Names the team.
    ///
    /// # Errors
    /// When the database refuses.
    fn set_team(&mut self, name: &str) -> Result<(), LedgerError>;

    /// Makes it durable, then visible.
    ///
    /// # Errors
    /// When the database refuses; then nothing was written.
    fn commit(self: Box<Self>) -> Result<(), LedgerError>;
}
