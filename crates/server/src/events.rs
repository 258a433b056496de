//! Pokes: "there is something new", and no more (SYNC 1.13). Lost or doubled ones do no harm.

use holdfast_domain::Seq;
use holdfast_protocol::Poke;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use tokio::sync::broadcast;

/// Enough that a reader which lags has missed nothing but pokes about the same news.
const KEPT: usize = 64;

/// Tells every desk that listens.
#[derive(Debug)]
pub struct Pokes {
    sender: broadcast::Sender<Poke>,
    newest: AtomicU64,
    listening: Arc<AtomicUsize>,
}

impl Default for Pokes {
    fn default() -> Self {
        Self { sender: broadcast::Sender::new(KEPT), newest: AtomicU64::new(0), listening: Arc::default() }
    }
}

impl Pokes {
    /// Tells of `seq`, unless it was told of already.
    pub fn tell(&self, epoch: &str, seq: Seq) {
        if self.newest.fetch_max(seq.0, Ordering::SeqCst) < seq.0 {
            // Nobody listening is not an error.
            let _ = self.sender.send(Poke { epoch: epoch.to_owned(), seq });
        }
    }

    /// Listens from now on.
    #[must_use]
    pub fn listen(&self) -> broadcast::Receiver<Poke> {
        self.sender.subscribe()
    }

    /// Counts a desk as connected for as long as the answer lives.
    #[must_use]
    pub fn arrive(&self) -> Connected {
        self.listening.fetch_add(1, Ordering::SeqCst);
        Connected(self.listening.clone())
    }

    /// Desks connected now.
    #[must_use]
    pub fn listening(&self) -> usize {
        self.listening.load(Ordering::SeqCst)
    }
}

/// A connected desk.
#[derive(Debug)]
pub struct Connected(Arc<AtomicUsize>);

impl Drop for Connected {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}
