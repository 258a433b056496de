//! Sealing batches for push, taking answers, and numbering anew what a restored server has lost (SYNC 1.2 to 1.5).
//!
//! A sealed batch is given out again as it is until it is answered. An operation waits behind an earlier one of its
//! ticket that waits; behind one that is *held*, replies and status changes wait (they would say or do something that
//! rests on the held text), while notes, fields, tags and owners go on: they may be just what lifts the hold.

use holdfast_domain::{Action, OperationId, TicketId, Timestamp, Verdict};
use holdfast_protocol::{OperationResult, PushAnswer, PushRequest};
use std::collections::BTreeSet;

use super::Outbox;
use super::mark::{EntryRecord, Mark, Stage, records};
use super::record::{Record, whole};
use crate::error::{Result, document, sql};

const NEXT_DSEQ: &str = "next_dseq";
const NEXT_BATCH: &str = "next_batch";
const EPOCH: &str = "epoch";

impl Outbox {
    /// The batch to push next.
    pub(crate) fn seal(&mut self, max_operations: usize, max_bytes: usize) -> Result<Option<PushRequest>> {
        let sealed = records(&self.connection, entries!("WHERE state = 'sealed' ORDER BY dseq LIMIT ?1"), [whole(max_operations.max(1000) as u64)])?;
        let batch = match sealed.first() {
            Some(first) if first.mark.batch.is_some() => self.again(sealed)?,
            Some(_) => {
                let unbatched = sealed.into_iter().take_while(|entry| entry.mark.batch.is_none()).collect();
                self.number(fitting(unbatched, max_operations, max_bytes)?)?
            }
            None => {
                let ready = self.ready(max_operations)?;
                self.number(fitting(ready, max_operations, max_bytes)?)?
            }
        };
        let operations: Vec<_> = batch.into_iter().map(|entry| entry.operation).collect();
        let Some((written_at, first_dseq)) = operations.first().and_then(|first| Some((first.device, first.dseq?))) else { return Ok(None) };
        // What was brought over keeps the desk it was written at; the numbers are this desk's own.
        let device = self.identity()?.map_or(written_at, |identity| identity.device);
        Ok(Some(PushRequest { device, first_dseq, operations }))
    }

    /// The batch as it was sealed; given out a second time, its outcome is uncertain.
    fn again(&mut self, sealed: Vec<EntryRecord>) -> Result<Vec<EntryRecord>> {
        let number = sealed.first().and_then(|first| first.mark.batch);
        let batch: Vec<_> = sealed.into_iter().take_while(|entry| entry.mark.batch == number).collect();
        let first_again = batch.iter().filter(|entry| entry.mark.tries == 1);
        let marks = first_again.map(|entry| Record::Mark { id: entry.operation.id, mark: Mark { tries: 2, ..entry.mark.clone() } }).collect();
        self.commit(marks)?;
        Ok(batch)
    }

    /// What may go, in the order of writing, groups whole.
    fn ready(&self, most: usize) -> Result<Vec<EntryRecord>> {
        let open = records(&self.connection, entries!("WHERE state IN ('queued', 'held') ORDER BY ordinal"), [])?;
        let mut waiting_tickets: BTreeSet<TicketId> = BTreeSet::new();
        let mut held_tickets: BTreeSet<TicketId> = BTreeSet::new();
        let mut undecided: BTreeSet<OperationId> = open.iter().map(|entry| entry.operation.id).collect();
        let mut ready: Vec<EntryRecord> = Vec::new();
        let mut entries = open.into_iter().peekable();
        while let Some(entry) = entries.next() {
            if entry.mark.stage == Stage::Held {
                held_tickets.insert(entry.operation.ticket);
                continue;
            }
            let group = entry.operation.group;
            let mut whole_group = vec![entry];
            while let Some(next) = entries.next_if(|next| group.is_some() && next.operation.group == group && next.mark.stage == Stage::Queued) {
                whole_group.push(next);
            }
            let own: BTreeSet<_> = whole_group.iter().map(|entry| entry.operation.id).collect();
            let waits = whole_group.iter().any(|entry| {
                let operation = &entry.operation;
                let rests_on_held =
                    matches!(operation.action, Action::Reply { .. } | Action::Transition { .. }) && held_tickets.contains(&operation.ticket);
                let depends = operation.depends_on.iter().any(|id| undecided.contains(id) && !own.contains(id));
                rests_on_held || depends || waiting_tickets.contains(&operation.ticket)
            });
            if waits {
                waiting_tickets.extend(whole_group.iter().map(|entry| entry.operation.ticket));
                continue;
            }
            for id in &own {
                undecided.remove(id);
            }
            ready.extend(whole_group);
            if ready.len() > most {
                break;
            }
        }
        Ok(ready)
    }

    /// Gives numbers where there are none, and one batch to all; one fsync.
    fn number(&mut self, entries: Vec<EntryRecord>) -> Result<Vec<EntryRecord>> {
        if entries.is_empty() {
            return Ok(entries);
        }
        let batch = self.meta_number(NEXT_BATCH)?.unwrap_or(1);
        let mut next = self.next_dseq()?;
        let (mut marks, mut numbered) = (Vec::new(), Vec::new());
        for mut entry in entries {
            let dseq = entry.mark.dseq.unwrap_or(next);
            next = next.max(dseq.saturating_add(1));
            entry.mark = Mark { stage: Stage::Sealed, dseq: Some(dseq), batch: Some(batch), tries: 1, ..entry.mark };
            entry.operation.dseq = Some(dseq);
            marks.push(Record::Mark { id: entry.operation.id, mark: entry.mark.clone() });
            numbered.push(entry);
        }
        marks.push(meta(NEXT_DSEQ, next));
        marks.push(meta(NEXT_BATCH, batch.saturating_add(1)));
        self.commit(marks)?;
        Ok(numbered)
    }

    /// The next free number; numbers given are believed over a counter that a recovery may have lost.
    fn next_dseq(&self) -> Result<u64> {
        let most = "SELECT coalesce(max(dseq), 0) + 1 FROM entry WHERE dseq IS NOT NULL";
        let after_given = self.connection.query_row(most, [], |row| row.get::<_, i64>(0)).map_err(sql("seal a batch"))?;
        Ok(self.meta_number(NEXT_DSEQ)?.unwrap_or(1).max(u64::try_from(after_given).unwrap_or(1)))
    }

    /// Takes an answer in; answers to what is no longer sealed change nothing.
    pub(crate) fn acknowledge(&mut self, answer: &PushAnswer, now: Timestamp) -> Result<BTreeSet<TicketId>> {
        let (mut marks, mut tickets) = (Vec::new(), BTreeSet::new());
        for result in &answer.results {
            let Some(entry) = self.find(result.id)? else { continue };
            if entry.mark.stage != Stage::Sealed || entry.mark.dseq != Some(result.dseq) {
                continue;
            }
            tickets.insert(entry.operation.ticket);
            marks.push(Record::Mark { id: result.id, mark: answered(&entry.mark, result, now) });
        }
        self.commit(marks)?;
        Ok(tickets)
    }

    /// The server's last number is `last`: what it took after that it has lost. Numbers close up over what was held or
    /// rejected meanwhile, since a discarded reply must not come back to life on a server that forgot why it was held.
    pub(crate) fn reopen(&mut self, last: u64) -> Result<BTreeSet<TicketId>> {
        let found = records(&self.connection, entries!("WHERE dseq > ?1 ORDER BY dseq"), [whole(last)])?;
        let sealed_before = records(&self.connection, entries!("WHERE state = 'sealed' AND dseq <= ?1"), [whole(last)])?;
        // Nothing lost and nothing to close up.
        if found.is_empty() && sealed_before.is_empty() && self.next_dseq()? == last.saturating_add(1) {
            return Ok(BTreeSet::new());
        }
        let (mut marks, mut tickets) = (Vec::new(), BTreeSet::new());
        let mut next = last.saturating_add(1);
        for entry in found {
            let refused = matches!(entry.mark.verdict, Some(Verdict::Held { .. })) || entry.mark.rejection.is_some();
            let mark = if refused {
                Mark { dseq: None, batch: None, ..entry.mark }
            } else {
                let mark = Mark {
                    stage: Stage::Sealed,
                    dseq: Some(next),
                    batch: None,
                    tries: entry.mark.tries.max(1),
                    seq: None,
                    verdict: None,
                    ..entry.mark
                };
                next = next.saturating_add(1);
                mark
            };
            tickets.insert(entry.operation.ticket);
            marks.push(Record::Mark { id: entry.operation.id, mark });
        }
        marks.push(meta(NEXT_DSEQ, next));
        self.commit(marks)?;
        Ok(tickets)
    }

    /// The life of the server with which everything sent was last settled.
    pub(crate) fn epoch(&self) -> Result<Option<String>> {
        self.meta(EPOCH)
    }

    pub(crate) fn set_epoch(&mut self, epoch: &str) -> Result<()> {
        self.commit(vec![Record::Meta { key: EPOCH.to_owned(), value: Some(epoch.to_owned()) }])
    }

    /// After a restore: what is not lost is confirmed by the server's new life.
    pub(crate) fn close_confirmed(&mut self, last: u64) -> Result<BTreeSet<TicketId>> {
        let found = records(&self.connection, entries!("WHERE state = 'acknowledged' AND dseq <= ?1"), [whole(last)])?;
        let tickets = found.iter().map(|entry| entry.operation.ticket).collect();
        let done = |entry: EntryRecord| Record::Mark { id: entry.operation.id, mark: Mark { stage: Stage::Done, ..entry.mark } };
        self.commit(found.into_iter().map(done).collect())?;
        Ok(tickets)
    }
}

fn answered(mark: &Mark, result: &OperationResult, now: Timestamp) -> Mark {
    let stage = match (&result.rejection, &result.verdict) {
        (Some(_), _) => Stage::Rejected,
        (None, Some(Verdict::Held { .. })) => Stage::Held,
        (None, _) => Stage::Acknowledged,
    };
    Mark {
        stage,
        seq: Some(result.seq.0),
        verdict: result.verdict.clone(),
        rejection: result.rejection.clone(),
        decided_at: Some(now),
        ..mark.clone()
    }
}

fn meta(key: &str, value: u64) -> Record {
    Record::Meta { key: key.to_owned(), value: Some(value.to_string()) }
}

/// The longest beginning within the limits that splits no group, and at least one whole group.
fn fitting(entries: Vec<EntryRecord>, max_operations: usize, max_bytes: usize) -> Result<Vec<EntryRecord>> {
    let (mut bytes, mut count, mut taken) = (0_usize, 0_usize, 0_usize);
    let mut ends = entries.iter().enumerate().peekable();
    while let Some((at, entry)) = ends.next() {
        let size = serde_json::to_vec(&entry.operation).map_err(document("seal a batch"))?.len();
        bytes = bytes.saturating_add(size).saturating_add(1);
        count = count.saturating_add(1);
        if taken > 0 && (count > max_operations || bytes > max_bytes) {
            break;
        }
        let group_goes_on = entry.operation.group.is_some() && ends.peek().is_some_and(|(_, next)| next.operation.group == entry.operation.group);
        if !group_goes_on {
            taken = at.saturating_add(1);
        }
    }
    let mut entries = entries;
    entries.truncate(taken);
    Ok(entries)
}
