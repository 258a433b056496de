//! Batches out, answers in.

use holdfast_domain::{About, OperationId, Timestamp, Verdict};
use holdfast_protocol::{OperationResult, PushAnswer, PushRequest};
use std::collections::BTreeSet;

use super::{Store, write};
use crate::error::Result;
use crate::outbox::Identity;
use crate::touched::Touched;

impl Store {
    /// The batch to push next: the one already sealed, byte for byte, or a new one, sealed with one fsync.
    ///
    /// # Errors
    /// When the outbox does not write.
    pub fn seal(&self, max_operations: usize, max_bytes: usize, now: Timestamp) -> Result<Option<PushRequest>> {
        let mut cache = self.cache();
        let mut outbox = self.outbox();
        let sealed = outbox.seal(max_operations, max_bytes, now)?;
        // From now on it is on its way, and so in the view.
        let leaving = sealed.iter().flat_map(|push| &push.operations).filter(|operation| operation.put_off().is_some());
        let about: BTreeSet<About> = leaving.map(|operation| operation.about).collect();
        if !about.is_empty() {
            write::show(&mut cache, &outbox, &about, now);
        }
        Ok(sealed)
    }

    /// The soonest time at which something that waits for its time may go.
    ///
    /// # Errors
    /// When the outbox does not read.
    pub fn next_leaves(&self, now: Timestamp) -> Result<Option<Timestamp>> {
        self.outbox().next_leaves(now)
    }

    /// Takes the team server's answer in.
    ///
    /// # Errors
    /// When the outbox does not write.
    pub fn acknowledge(&self, answer: &PushAnswer, now: Timestamp) -> Result<Touched> {
        let mut cache = self.cache();
        let mut outbox = self.outbox();
        let about = outbox.acknowledge(answer, now)?;
        if about.is_empty() {
            return Ok(Touched::default());
        }
        let cursor = cache.place()?.seq;
        // What was taken goes on being replayed until its rows come, so its ticket looks as before.
        let is_taken =
            |result: &&OperationResult| result.rejection.is_none() && !matches!(result.verdict, Some(Verdict::Held { .. })) && result.seq > cursor;
        let others: BTreeSet<OperationId> = answer.results.iter().filter(|result| !is_taken(result)).map(|result| result.id).collect();
        let changed = outbox.about(&others)?;
        write::show(&mut cache, &outbox, &changed, now);
        outbox.finish(cursor)?;
        Ok(Touched::of_outbox(about))
    }

    /// The server waits for another number than the first one sent: what it does not have is sealed again from there.
    ///
    /// # Errors
    /// When a file does not write.
    pub fn expected_dseq(&self, expected: u64) -> Result<Touched> {
        self.reopen(expected.saturating_sub(1), BTreeSet::new(), false)
    }

    /// The server was restored and knows this desk up to `last_dseq`: what it took after that is sealed again, what it
    /// took before is done. The rows come with a resync, which the caller begins.
    ///
    /// # Errors
    /// When a file does not write.
    pub fn restore_epoch(&self, epoch: &str, last_dseq: u64) -> Result<Touched> {
        tracing::info!(epoch, last_dseq, "the team server has a new epoch");
        let done = self.outbox().close_confirmed(last_dseq)?;
        let touched = self.reopen(last_dseq, done, true)?;
        self.outbox().set_epoch(epoch)?;
        Ok(touched)
    }

    /// Goes on under an identity of its own, after the server has found that a copy of this desk has the other one. Numbers
    /// begin anew; what was sent and not answered is sent again.
    ///
    /// # Errors
    /// When a file does not write; then nothing has changed.
    pub fn adopt(&self, identity: &Identity) -> Result<Touched> {
        let mut cache = self.cache();
        let mut outbox = self.outbox();
        let about = outbox.adopt(identity)?;
        cache.forget_taken(0)?;
        write::show(&mut cache, &outbox, &about, Timestamp::default());
        Ok(Touched::of_outbox(about))
    }

    pub(crate) fn answered_by(&self, epoch: &str) -> Result<u64> {
        self.outbox().answered_by(epoch)
    }

    /// Whether what this desk has sent was settled with this life of the server. It is kept with the outbox: a crash on
    /// the way asks again.
    pub(crate) fn is_settled_with(&self, epoch: &str) -> Result<bool> {
        Ok(self.outbox().epoch()?.as_deref() == Some(epoch))
    }

    fn reopen(&self, last: u64, mut about: BTreeSet<About>, is_restored: bool) -> Result<Touched> {
        let mut cache = self.cache();
        let mut outbox = self.outbox();
        about.extend(outbox.reopen(last, is_restored)?);
        cache.forget_taken(last)?;
        write::show(&mut cache, &outbox, &about, Timestamp::default());
        Ok(Touched::of_outbox(about))
    }
}
