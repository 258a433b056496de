//! What leaves a store in memory, and what is taken back before it does: by the same rules as the outbox over files.

use holdfast_domain::{DeviceId, OperationId, Timestamp};
use holdfast_protocol::{PUSH_BYTES, PUSH_OPERATIONS, PushRequest};
use holdfast_store::plan::{self, EntryRecord, Mark, Stage};
use holdfast_sync::Sealed;

use super::{MemoryStore, SIZE};

impl MemoryStore {
    /// The batch to push next, or how long until something may go.
    pub(super) fn seals(&mut self, now: Timestamp) -> Sealed {
        let mut sealed: Vec<_> = self.entries.iter().filter(|entry| entry.mark.stage == Stage::Sealed).cloned().collect();
        sealed.sort_by_key(|entry| entry.mark.dseq);
        let mut batch = match sealed.first() {
            Some(first) if first.mark.batch.is_some() => {
                let number = first.mark.batch;
                let again: Vec<_> = sealed.into_iter().take_while(|entry| entry.mark.batch == number).collect();
                for entry in &again {
                    self.mark(entry.operation.id, Mark { tries: 2, ..entry.mark.clone() });
                }
                return pushed(self.device, self.settled_with.clone(), again);
            }
            Some(_) => {
                let missing = self.missing();
                sealed.into_iter().take_while(|entry| entry.mark.batch.is_none() && !plan::lacks_files(entry, &missing)).collect()
            }
            None => {
                let open = self.entries.iter().filter(|entry| matches!(entry.mark.stage, Stage::Queued | Stage::Held)).cloned().collect();
                plan::ready(open, &self.missing(), PUSH_OPERATIONS, now)
            }
        };
        batch.truncate(plan::fitting(&batch, PUSH_OPERATIONS, PUSH_BYTES, |_| SIZE));
        if batch.is_empty() {
            let queued = self.entries.iter().filter(|entry| entry.mark.stage == Stage::Queued);
            let next = queued.filter_map(|entry| entry.operation.send_at).filter(|at| *at > now).min();
            return Sealed::Nothing { wait_ms: next.map(|at| at.since(now)) };
        }
        self.next_dseq = plan::seal(&mut batch, self.next_batch, self.next_dseq);
        self.next_batch += 1;
        for entry in &batch {
            self.mark(entry.operation.id, entry.mark.clone());
        }
        pushed(self.device, self.settled_with.clone(), batch)
    }

    /// Takes back what has not left, with all of its group; answers whether it could be.
    pub(super) fn takes_back(&mut self, id: OperationId) -> bool {
        let Some(group) = self.entries.iter().find(|entry| entry.operation.id == id).map(|entry| entry.operation.group) else { return false };
        let is_with = |entry: &EntryRecord| entry.operation.id == id || (group.is_some() && entry.operation.group == group);
        let waits = |entry: &EntryRecord| entry.mark.stage == Stage::Queued && entry.operation.send_at.is_some();
        let may = self.entries.iter().filter(|entry| is_with(entry)).all(waits);
        if may {
            self.entries.retain(|entry| !is_with(entry));
        }
        may
    }
}

fn pushed(device: Option<DeviceId>, epoch: Option<String>, batch: Vec<EntryRecord>) -> Sealed {
    let first_dseq = batch.first().and_then(|first| first.operation.dseq);
    let Some((device, first_dseq)) = device.zip(first_dseq) else { return Sealed::Nothing { wait_ms: None } };
    Sealed::Batch(PushRequest { device, epoch, first_dseq, operations: batch.into_iter().map(|entry| entry.operation).collect() })
}
