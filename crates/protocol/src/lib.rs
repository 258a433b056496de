//! What crosses the network between a desk and its team server, and in which version.
//!
//! JSON over HTTPS (docs/protocol.md). Shapes only: no transport, no storage, no rule.

pub mod digest;
pub mod file;
pub mod presence;
pub mod probe;
pub mod problem;
pub mod pull;
pub mod push;
pub mod row;
pub mod session;

pub use digest::{BucketPage, Digest, DigestAnswer};
pub use file::{PIECE_BYTES, Piece, UploadAnswer};
pub use presence::{Colleague, Doing, Moved, PRESENCE_MS, PRESENCE_TICKETS, Place, PresenceAnswer, PresenceRequest, There};
pub use problem::{Problem, ProblemCode};
pub use pull::{Acknowledged, BootstrapPage, ChangesPage, Position};
pub use push::{OperationResult, PushAnswer, PushRequest};
pub use row::{Change, Row, RowId, RowKind};
pub use session::{DeviceRequest, LoginAnswer, LoginRequest, Poke, ProbeAnswer};

/// The version spoken. Both sides send it in [`VERSION_HEADER`] with every message.
///
/// 3: files; what each person may see. 2: digests and buckets, an identity of its own for a copied desk. 1: the first.
pub const VERSION: u32 = 3;
/// The oldest version a server of this build still answers, and a desk of this build still speaks (SYNC 1.10).
pub const OLDEST_VERSION: u32 = 1;
/// The header that carries the version.
pub const VERSION_HEADER: &str = "holdfast-protocol";
/// The header that carries the server's time in milliseconds, for the desk's offset (SYNC 1.9).
pub const TIME_HEADER: &str = "holdfast-time";

/// Most operations in a push.
pub const PUSH_OPERATIONS: usize = 200;
/// Most bytes in a push.
pub const PUSH_BYTES: usize = 512 * 1024;
/// Largest body of a push: one long text, escaped, is more than [`PUSH_BYTES`].
pub const PUSH_BODY: usize = 4 * 1024 * 1024;
/// Rows in a page of changes, unless one transaction alone is larger: a page never splits a sequence.
pub const PULL_ROWS: usize = 1_000;
/// Rows in a page of the first pull.
pub const BOOTSTRAP_ROWS: usize = 4_000;
/// Most rows a server commits in one transaction, so that no page grows without bound.
pub const TRANSACTION_ROWS: usize = 1_000;
/// Largest answer a desk reads, in bytes.
pub const LARGEST_ANSWER: usize = 64 * 1024 * 1024;

/// Paths of the team server.
pub mod path {
    /// Whether the server is there and the desk's token good. Answers a proof that no captive portal can give.
    pub const PROBE: &str = "/v1/probe";
    /// Signs a person in at a desk.
    pub const LOGIN: &str = "/v1/login";
    /// Gives a desk that was copied an identity of its own.
    pub const DEVICE: &str = "/v1/device";
    /// Takes operations.
    pub const PUSH: &str = "/v1/push";
    /// The first pull, most urgent first.
    pub const BOOTSTRAP: &str = "/v1/bootstrap";
    /// What changed since a cursor.
    pub const CHANGES: &str = "/v1/changes";
    /// A sum over all rows that stood at a cursor.
    pub const DIGEST: &str = "/v1/digest";
    /// Every row of one bucket of that sum.
    pub const BUCKET: &str = "/v1/bucket";
    /// How much of a file has arrived, and the next piece of it.
    pub const UPLOAD: &str = "/v1/upload";
    /// A piece of a file.
    pub const FILE: &str = "/v1/file";
    /// Where a desk's person is now.
    pub const PRESENCE: &str = "/v1/presence";
    /// Server-sent events that say only "there is something new", and who is where.
    pub const EVENTS: &str = "/v1/events";
    /// For people and monitors.
    pub const HEALTH: &str = "/health";
}
