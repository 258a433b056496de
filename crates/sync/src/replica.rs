//! What the engine needs of the desk's store, and what the store tells it.

use holdfast_domain::Seq;
use holdfast_protocol::{BootstrapPage, BucketPage, ChangesPage, DigestAnswer, Position, PushAnswer, PushRequest};

/// How far the desk has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The server's life the cursor belongs to; none before the first answer.
    pub epoch: Option<String>,
    /// The cursor.
    pub seq: Seq,
    /// What the next pull asks for.
    pub pull: Pull,
    /// Whether operations wait to be sent.
    pub pending: bool,
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
    /// A page of the first pull.
    ///
    /// # Errors
    /// When it cannot be stored.
    fn store_bootstrap(&self, page: BootstrapPage) -> Result<Standing, ReplicaError>;
    /// Pull everything anew, old rows staying visible meanwhile. The outbox is not touched.
    ///
    /// # Errors
    /// When it cannot be noted.
    fn begin_resync(&self) -> Result<Standing, ReplicaError>;
    /// The batch to send: the sealed one again, or a new one.
    ///
    /// # Errors
    /// When it cannot be sealed.
    fn seal(&self) -> Result<Option<PushRequest>, ReplicaError>;
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
