//! What the engine needs of the desk's store, and what the store tells it.

use holdfast_domain::Seq;
use holdfast_protocol::{BootstrapPage, BucketPage, ChangesPage, DigestAnswer, Piece, Position, PushAnswer, PushRequest, UploadAnswer};
use std::sync::Arc;

/// How far the desk has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The server's life the cursor belongs to; none before the first answer.
    pub epoch: Option<String>,
    /// The cursor.
    pub seq: Seq,
    /// What its person could see when everything was last pulled, as the server marked it.
    pub scope: String,
    /// What the next pull asks for.
    pub pull: Pull,
    /// Whether operations wait to be sent.
    pub pending: bool,
    /// Whether files are to be moved, up or down.
    pub files: bool,
    /// Rows of the first pull stored so far, and about how many there are.
    pub progress: (u64, u64),
}

/// What the next pull asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Pull {
    /// The first pull, from its start.
    #[default]
    Start,
    /// The first pull, from here on.
    Continue(Position),
    /// Changes since the cursor.
    Changes,
}

/// What came of sealing.
#[derive(Clone, Debug, PartialEq)]
pub enum Sealed {
    /// A batch to send.
    Batch(PushRequest),
    /// Nothing may go now; what waits for its time may after so many milliseconds.
    Nothing {
        /// None when nothing waits for its time.
        wait_ms: Option<i64>,
    },
}

/// What is next about a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileStep {
    /// To ask how much of it the server has.
    Ask {
        /// Its hash.
        hash: String,
    },
    /// To send a piece.
    Send {
        /// Its hash.
        hash: String,
        /// The piece.
        piece: Arc<Piece>,
    },
    /// To fetch a piece.
    Fetch {
        /// Its hash.
        hash: String,
        /// Where the piece starts.
        at: u64,
    },
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileMoved {
    /// The server has so much of it.
    Up {
        /// Its hash.
        hash: String,
        /// How much.
        answer: UploadAnswer,
    },
    /// A piece is here.
    Down {
        /// Its hash.
        hash: String,
        /// The piece.
        piece: Piece,
    },
    /// The server has no such file, or not for this person.
    Gone {
        /// Its hash.
        hash: String,
    },
}

/// The desk's store, as the engine sees it. Every method is durable when it returns.
pub trait Replica: Send + Sync + 'static {
    /// How far the desk has come.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn standing(&self) -> Result<Standing, ReplicaError>;
    /// Rows and cursor in one transaction.
    ///
    /// # Errors
    /// When the page does not follow the cursor or cannot be stored; nothing of it is then.
    fn store_changes(&self, page: ChangesPage) -> Result<Standing, ReplicaError>;
    /// The page of the first pull that was asked for with the place `after`.
    ///
    /// # Errors
    /// When that is not the place to go on from by now, or it cannot be stored; nothing of it is then.
    fn store_bootstrap(&self, after: Option<&Position>, page: BootstrapPage) -> Result<Standing, ReplicaError>;
    /// Pull everything anew, old rows staying visible meanwhile. The outbox is not touched.
    ///
    /// # Errors
    /// When it cannot be noted.
    fn begin_resync(&self) -> Result<Standing, ReplicaError>;
    /// The batch to send: the sealed one again, or a new one.
    ///
    /// # Errors
    /// When it cannot be sealed.
    fn seal(&self) -> Result<Sealed, ReplicaError>;
    /// What became of a batch.
    ///
    /// # Errors
    /// When it cannot be stored; the batch is then sent again, which does no harm.
    fn acknowledge(&self, answer: PushAnswer) -> Result<Standing, ReplicaError>;
    /// The server waits for this number; what it has not is sealed again from there.
    ///
    /// # Errors
    /// When it cannot be noted.
    fn expect(&self, dseq: u64) -> Result<Standing, ReplicaError>;
    /// The buckets in which the desk has other rows than the team server; none when the cursor has moved since it was asked.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn compare(&self, theirs: DigestAnswer) -> Result<Option<Vec<u8>>, ReplicaError>;
    /// Puts right the rows of a bucket. The cursor stays.
    ///
    /// # Errors
    /// When the page is of another life, or nothing but a pull of everything can put it right.
    fn mend(&self, page: BucketPage) -> Result<Standing, ReplicaError>;
    /// What is next about files; none when nothing is to be moved. Uploads come first: a text waits for them.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn next_file(&self) -> Result<Option<FileStep>, ReplicaError>;
    /// What came of it.
    ///
    /// # Errors
    /// When it cannot be stored; the same piece is then moved again.
    fn file_moved(&self, moved: FileMoved) -> Result<Standing, ReplicaError>;
    /// All that is shown was confirmed just now.
    fn confirmed(&self);
}

/// Why the store could not do it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReplicaError {
    /// The disk is full. The desk goes on with what it has.
    #[error("the disk is full")]
    DiskFull,
    /// The page does not follow the cursor.
    #[error("the page does not follow the cursor")]
    OutOfStep,
    /// What the server has of this desk is a copy's.
    #[error("a copy of this desk is at work")]
    Copied,
    /// Anything else, already logged with its cause.
    #[error("the desk's store failed: {0}")]
    Failed(String),
}
