//! The desk's store as the simulation sees it: one in memory and one over real files stand behind it.

use holdfast_domain::{AgentId, Article, ArticleId, Attachment, DeviceId, Operation, OperationId, Rejection, Seq, Ticket, TicketId, Timestamp};
use holdfast_protocol::{BootstrapPage, BucketPage, ChangesPage, DigestAnswer, Position, PushAnswer, Row};
use holdfast_store::Ended;
use holdfast_store::plan::{EntryRecord, Stage};
use holdfast_sync::{FileMoved, FileStep, ReplicaError, Sealed, Standing};
use std::borrow::Cow;
use std::collections::BTreeMap;

use super::state::Key;

/// What the simulation needs of a desk's store.
pub trait DeskStore {
    /// The same files once more, as a copied profile or a restored virtual machine has them.
    fn copied(&mut self) -> Box<dyn DeskStore>;
    /// Goes on under another identity.
    fn adopts(&mut self, device: DeviceId, person: AgentId) -> Result<(), ReplicaError>;
    /// No misfortune of this life ends the program: nothing need be kept for that.
    fn is_never_killed(&mut self) {}
    /// Whose desk it is.
    fn is_of(&mut self, device: DeviceId, person: AgentId);
    /// Writes operations down, all or none; the rejection when one cannot be done.
    fn transact(&mut self, operations: Vec<Operation>, now: Timestamp) -> Result<Option<Rejection>, ReplicaError>;
    fn standing(&mut self) -> Result<Standing, ReplicaError>;
    /// A page of changes; afterwards, what was sent is settled with this life of the server.
    fn store_changes(&mut self, page: ChangesPage, now: Timestamp) -> Result<(), ReplicaError>;
    fn store_bootstrap(&mut self, after: Option<&Position>, page: BootstrapPage, now: Timestamp) -> Result<(), ReplicaError>;
    fn begin_resync(&mut self) -> Result<(), ReplicaError>;
    fn compare(&mut self, theirs: DigestAnswer) -> Result<Option<Vec<u8>>, ReplicaError>;
    fn mend(&mut self, page: BucketPage, now: Timestamp) -> Result<(), ReplicaError>;
    /// A row is lost or falls back, and nobody is told; answers whether there was one.
    fn rots(&mut self, chance: u64) -> bool;
    fn seal(&mut self, now: Timestamp) -> Result<Sealed, ReplicaError>;
    /// Takes back what has not left; answers whether it could be.
    fn withdraw(&mut self, id: OperationId, now: Timestamp) -> bool;
    fn acknowledge(&mut self, answer: PushAnswer, now: Timestamp) -> Result<(), ReplicaError>;
    fn expect(&mut self, dseq: u64) -> Result<(), ReplicaError>;
    /// Puts the content of a file in; it is named by its hash.
    fn keep_file(&mut self, content: &[u8]) -> Attachment;
    /// The content of a file that is here.
    fn file(&mut self, hash: &str) -> Option<Vec<u8>>;
    fn want_file(&mut self, hash: &str, now: Timestamp);
    fn next_file(&mut self) -> Result<Option<FileStep>, ReplicaError>;
    fn file_moved(&mut self, moved: FileMoved, now: Timestamp) -> Result<(), ReplicaError>;
    /// The person decides about what was held or rejected; answers whether it could be done.
    fn decide(&mut self, ended: Vec<Ended>, besides: Vec<Operation>, now: Timestamp) -> bool;
    /// The process is killed and started again. A cache without fsync may come back as it was some transactions ago.
    fn is_killed(&mut self, chance: u64, now: Timestamp);
    /// As the person sees it.
    fn ticket(&mut self, id: TicketId) -> Option<Ticket>;
    /// Confirmed tickets.
    fn tickets(&mut self) -> Vec<TicketId>;
    /// As the person sees it.
    fn article(&mut self, id: ArticleId) -> Option<Article>;
    /// Articles that are here, also those that are only suggested here.
    fn articles(&mut self) -> Vec<ArticleId>;
    /// Every operation written here.
    fn entries(&mut self) -> Vec<EntryRecord>;
    /// Those that wait for their author.
    fn undecided(&mut self) -> Vec<EntryRecord> {
        self.entries().into_iter().filter(|entry| matches!(entry.mark.stage, Stage::Held | Stage::Rejected)).collect()
    }
    /// Whether every operation has ended.
    fn is_done(&mut self) -> bool {
        self.entries().iter().all(|entry| entry.mark.stage == Stage::Done)
    }
    /// What was confirmed; none while a first pull or a resync is under way.
    fn confirmed(&mut self) -> Option<Confirmed<'_>>;
    /// Drops whatever stands between this store and what a test may look at, and says what is wrong with the view.
    fn view_is_right(&mut self) -> Result<(), String>;
}

/// A row with its transaction, or 0 where that is not told, and the pull that brought it.
pub type Stood = (u64, u64, Row);

/// What a desk has of the server's rows.
pub struct Confirmed<'a> {
    /// The server's life it is of.
    pub epoch: Option<String>,
    /// The cursor.
    pub cursor: Seq,
    /// What its person could see when everything was last pulled.
    pub scope: String,
    /// Row by row, with the transaction of each, or 0 where that is not told. Customers are in it or none is; articles, too.
    pub rows: Cow<'a, BTreeMap<Key, Stood>>,
}
