//! What the engine asks of the network, and what comes back.

use holdfast_domain::{Seq, Timestamp};
use holdfast_protocol::{
    BootstrapPage, BucketPage, ChangesPage, DigestAnswer, Moved, Piece, Place, Poke, Position, Problem, PushAnswer, PushRequest, UploadAnswer,
};
use std::future::Future;
use std::sync::Arc;

/// Something to ask the team server.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// Whether it is there, on a fresh connection, with a proof no one else can give.
    Probe {
        /// Chance text that the proof must answer.
        nonce: String,
        /// Longest wait.
        limit_ms: u32,
    },
    /// A page of the first pull.
    Bootstrap {
        /// Where it starts; none at the start.
        after: Option<Position>,
    },
    /// A page of changes.
    Changes {
        /// The server's life the cursor belongs to.
        epoch: String,
        /// The cursor.
        after: Seq,
        /// The mark of what its person could see when everything was last pulled.
        scope: String,
        /// Seconds that the server may wait for something new; 0 for an answer at once.
        wait_s: u32,
    },
    /// Operations.
    Push(PushRequest),
    /// A sum over all rows that stood at the cursor.
    Digest {
        /// The server's life the cursor belongs to.
        epoch: String,
        /// The cursor.
        at: Seq,
        /// As with changes.
        scope: String,
    },
    /// Every row of a bucket of that sum.
    Bucket {
        /// The server's life.
        epoch: String,
        /// Which.
        bucket: u8,
        /// As with changes.
        scope: String,
    },
    /// Where the desk's person is; none when nowhere.
    Presence(Option<Place>),
    /// How much of a file it has.
    Arrived {
        /// The file's hash.
        hash: String,
    },
    /// A piece of a file.
    SendPiece {
        /// The file's hash.
        hash: String,
        /// The piece.
        piece: Arc<Piece>,
    },
    /// To have a piece of a file.
    FetchPiece {
        /// The file's hash.
        hash: String,
        /// Where it starts.
        at: u64,
    },
}

/// What came back, with the times that tell the offset between the two clocks.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// When it was asked, by this computer's clock.
    pub asked_at: Timestamp,
    /// When the answer was there.
    pub answered_at: Timestamp,
    /// The server's clock in between.
    pub server_time: Option<Timestamp>,
    /// The answer.
    pub result: Result<Payload, Failure>,
}

/// A good answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Payload {
    /// The server is there, knows this desk, and its order stands here.
    Probe {
        /// The server's life.
        epoch: String,
        /// The newest sequence.
        high: Seq,
        /// Whether it knows where this desk's person is.
        here: bool,
    },
    /// It heard where the desk's person is.
    Presence,
    /// A page of the first pull.
    Bootstrap(Box<BootstrapPage>),
    /// A page of changes.
    Changes(Box<ChangesPage>),
    /// What became of a batch.
    Push(PushAnswer),
    /// A sum over all rows.
    Digest(Box<DigestAnswer>),
    /// Every row of a bucket.
    Bucket(Box<BucketPage>),
    /// How much of a file it has.
    Arrived(UploadAnswer),
    /// A piece of a file.
    Piece(Piece),
}

/// No good answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// No connection.
    #[error("the team server could not be reached: {0}")]
    Unreachable(String),
    /// No answer in time, or it stopped half-way.
    #[error("the answer did not come in time")]
    Timeout,
    /// Something answered, but not our team server: a captive portal, a proxy's page, half an answer.
    #[error("what answered was not a team server's answer: {0}")]
    Malformed(String),
    /// The certificate is not one this computer trusts.
    #[error("the team server's certificate is not trusted: {0}")]
    Certificate(String),
    /// The team server said why not.
    #[error("the team server answered: {problem}")]
    Refused {
        /// What it said.
        problem: Problem,
        /// When it wants to be asked again.
        retry_after_ms: Option<u64>,
    },
}

/// How the systems say that nothing leaves this computer, or that no name is known to it.
const OWN_LINK: &[&str] =
    &["network is unreachable", "unreachable network", "no route to host", "unreachable host", "dns error", "lookup address", "no such host"];

impl Failure {
    /// Whether it is this computer that has no network, or one that lets nobody through, and not the team server that does not answer.
    #[must_use]
    pub fn is_own_link(&self) -> bool {
        match self {
            Self::Unreachable(text) => OWN_LINK.iter().any(|words| text.to_lowercase().contains(words)),
            Self::Malformed(_) => true,
            Self::Timeout | Self::Certificate(_) | Self::Refused { .. } => false,
        }
    }

    /// Whether the certificate does not hold on the day that this computer believes it to be. Either may be wrong.
    #[must_use]
    pub fn is_about_date(&self) -> bool {
        let Self::Certificate(text) = self else { return false };
        let text = text.to_lowercase();
        ["expired", "not valid yet", "notvalidyet"].iter().any(|words| text.contains(words))
    }
}

/// What the stream of pokes says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// It is still there.
    Alive,
    /// There is something new.
    Poke(Poke),
    /// Colleagues came, went, or do something else.
    Moved(Moved),
}

/// A way to the team server.
pub trait Transport: Send + Sync + 'static {
    /// Asks, and always comes back: with an answer or with a failure.
    fn send(&self, request: Request) -> impl Future<Output = Answer> + Send;
    /// Listens and hands what the stream says to `heard`; comes back when it ends.
    fn listen(&self, heard: tokio::sync::mpsc::Sender<Heard>) -> impl Future<Output = ()> + Send;
}

#[cfg(test)]
mod tests {
    use super::Failure;

    #[test]
    fn who_has_no_network_is_told_from_a_team_server_that_does_not_answer() {
        let unreachable = |text: &str| Failure::Unreachable(format!("error sending request: {text}")).is_own_link();
        assert!(unreachable("tcp connect error: Network is unreachable (os error 101)"));
        assert!(unreachable("tcp connect error: A socket operation was attempted to an unreachable network. (os error 10051)"));
        assert!(unreachable("dns error: failed to lookup address information: Temporary failure in name resolution"));
        assert!(!unreachable("tcp connect error: Connection refused (os error 111)"));
        assert!(Failure::Malformed("a page to sign in to the network".into()).is_own_link());
        assert!(!Failure::Timeout.is_own_link());
    }
}
