//! A desk's store in memory: the same rules of the outbox (`holdfast_store::plan`), the same view (confirmed ⊕ replay),
//! without the files.

use holdfast_domain::{
    About, AgentId, Article, ArticleId, Attachment, Context, DeviceId, Entity, HeldReason, Operation, OperationId, Rejection, Role, Seq, Ticket,
    TicketId, Timestamp, Verdict, apply,
};
use holdfast_protocol::digest::bucket_of;
use holdfast_protocol::{BootstrapPage, BucketPage, ChangesPage, Digest, DigestAnswer, Position, PushAnswer, Row, RowKind};
use holdfast_store::plan::{self, EntryRecord, Mark, Stage};
use holdfast_store::{Decision, End, Ended};
use holdfast_sync::{FileMoved, FileStep, Pull, ReplicaError, Sealed, Standing};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

mod leaving;

use super::cached::Cache;
use super::mutant::Mutant;
use super::shelf::Shelf;
use super::state::{Key, key_of, key_of_id};
use super::store::{Confirmed, DeskStore};

/// A store in memory.
#[derive(Clone)]
pub struct MemoryStore {
    entries: Vec<EntryRecord>,
    device: Option<DeviceId>,
    next_dseq: u64,
    next_batch: u64,
    settled_with: Option<String>,
    /// The last answer to a push: the server's life, and how far it had taken this desk's numbers.
    answered: (String, u64),
    cache: Cache,
    shelf: Shelf,
    /// The cache as it was last surely on disk; kept up only where a killed process may lose the end of it.
    synced: Cache,
    crashes: bool,
    transactions: u32,
    mutant: Option<Mutant>,
}

impl MemoryStore {
    pub fn new(mutant: Option<Mutant>) -> Self {
        Self {
            entries: Vec::new(),
            device: None,
            next_dseq: 1,
            next_batch: 1,
            settled_with: None,
            answered: (String::new(), 0),
            cache: Cache::default(),
            shelf: Shelf::default(),
            synced: Cache::default(),
            crashes: true,
            transactions: 0,
            mutant,
        }
    }

    fn view(&self, about: About, now: Timestamp) -> Entity {
        let kind = if about.ticket().is_some() { RowKind::Ticket } else { RowKind::Article };
        let base = self.cache.rows.get(&(kind, about.id()));
        let reached = base.map_or(self.cache.seq, |(seq, _, _)| self.cache.seq.max(Seq(*seq)));
        let mut entity = match (about, base) {
            (_, Some((_, _, Row::Ticket(ticket)))) => Entity::Ticket(Some(Ticket::clone(ticket))),
            (_, Some((_, _, Row::Article(article)))) => Entity::Article(Some(Article::clone(article))),
            (About::Ticket(_), _) => Entity::Ticket(None),
            (About::Article(_), _) => Entity::Article(None),
            (About::Schedule(_), _) => Entity::Schedule(None),
            (About::Filter(_), _) => Entity::Filter(None),
            (About::Customer(_), _) => Entity::Customer(None),
            (About::Outage(_), _) => Entity::Outage(None),
        };
        let context = Context::on_desk(now, Role::Agent);
        for entry in self.entries.iter().filter(|entry| entry.operation.about == about) {
            let put_off = entry.mark.stage == Stage::Queued && entry.operation.put_off().is_some();
            let pending = !put_off && matches!(entry.mark.stage, Stage::Queued | Stage::Sealed | Stage::Acknowledged);
            let acknowledged = entry.mark.seq.filter(|_| entry.mark.stage == Stage::Acknowledged).map(Seq);
            if pending && !plan::is_in_rows(acknowledged, entry.mark.dseq, reached, self.cache.taken_dseq) {
                let _ = apply(&mut entity, &entry.operation, &context); // What the server would refuse is not to be seen.
            }
        }
        entity
    }

    fn foresees(&self, operations: &[Operation], now: Timestamp) -> Result<(), Rejection> {
        let mut seen: BTreeMap<About, Entity> = BTreeMap::new();
        for operation in operations {
            let entity = seen.entry(operation.about).or_insert_with(|| self.view(operation.about, now));
            apply(entity, operation, &Context::on_desk(now, Role::Agent))?;
        }
        Ok(())
    }

    fn queue(&mut self, operations: Vec<Operation>, now: Timestamp) {
        for operation in operations {
            let ordinal = i64::try_from(self.entries.len()).unwrap_or(i64::MAX);
            self.entries.push(EntryRecord { ordinal, operation, written_at: now, mark: Mark::QUEUED });
        }
    }

    fn finish(&mut self) {
        for entry in &mut self.entries {
            if entry.mark.stage == Stage::Acknowledged && entry.mark.seq.is_some_and(|seq| seq <= self.cache.seq.0) {
                entry.mark.stage = Stage::Done;
            }
        }
    }

    fn wrote(&mut self) {
        self.transactions += 1;
        if self.crashes && self.transactions.is_multiple_of(7) {
            self.synced = self.cache.clone();
        }
    }

    fn reopen(&mut self, last: u64, is_restored: bool) {
        let unnumbered = |entry: &&EntryRecord| {
            is_restored && entry.mark.dseq.is_none() && entry.mark.seq.is_some() && matches!(entry.mark.stage, Stage::Acknowledged | Stage::Done)
        };
        let earlier = plan::answered_earlier(self.entries.iter().filter(unnumbered).cloned().collect());
        let lost_at: Vec<usize> = self.positions(|entry| entry.mark.dseq.is_some_and(|dseq| dseq > last));
        let mut lost: Vec<_> = lost_at.iter().map(|at| self.entries[*at].clone()).collect();
        let unanswered = self.entries.iter().any(|entry| entry.mark.stage == Stage::Sealed && entry.mark.dseq.is_some_and(|dseq| dseq <= last));
        if earlier.is_empty() && lost.is_empty() && !unanswered && self.next_dseq == last + 1 {
            return;
        }
        lost.sort_by_key(|entry| entry.mark.dseq);
        let (reopened, next) = plan::reopened(lost, earlier, last);
        self.marks(reopened);
        self.next_dseq = next;
        self.cache.taken_dseq = self.cache.taken_dseq.min(last);
    }

    /// The files that the server lacks, of everything that is not pushed yet.
    fn missing(&self) -> BTreeSet<String> {
        if self.mutant == Some(Mutant::Files) {
            return BTreeSet::new();
        }
        let epoch = self.settled_with.as_deref().unwrap_or_default();
        let files = self.entries.iter().flat_map(|entry| &entry.operation.files);
        files.filter(|file| !self.shelf.is_done(&file.hash, epoch)).map(|file| file.hash.clone()).collect()
    }

    fn to_upload(&self) -> Option<String> {
        let epoch = self.settled_with.as_deref().unwrap_or_default();
        let waits = |entry: &&EntryRecord| entry.mark.stage == Stage::Queued || (entry.mark.stage == Stage::Sealed && entry.mark.batch.is_none());
        let files = self.entries.iter().filter(waits).flat_map(|entry| &entry.operation.files);
        files.map(|file| &file.hash).find(|hash| !self.shelf.is_done(hash, epoch)).cloned()
    }

    fn moves_files(&self) -> bool {
        self.to_upload().is_some() || self.cache.shelf.next().is_some()
    }

    fn uploads_again(&mut self, id: OperationId) {
        let files: Vec<_> = self.entries.iter().filter(|entry| entry.operation.id == id).flat_map(|entry| entry.operation.files.clone()).collect();
        files.iter().for_each(|file| self.shelf.again(&file.hash));
    }

    fn positions(&self, wanted: impl Fn(&EntryRecord) -> bool) -> Vec<usize> {
        self.entries.iter().enumerate().filter(|(_, entry)| wanted(entry)).map(|(at, _)| at).collect()
    }

    fn marks(&mut self, entries: Vec<EntryRecord>) {
        for entry in entries {
            self.mark(entry.operation.id, entry.mark);
        }
    }

    fn mark(&mut self, id: OperationId, mark: Mark) {
        if let Some(entry) = self.entries.iter_mut().find(|entry| entry.operation.id == id) {
            entry.operation.dseq = mark.dseq;
            entry.mark = mark;
        }
    }
}

/// An operation's size counts for the batch; here each has the same.
const SIZE: usize = 600;

impl DeskStore for MemoryStore {
    fn copied(&mut self) -> Box<dyn DeskStore> {
        Box::new(self.clone())
    }

    fn adopts(&mut self, device: DeviceId, _person: AgentId) -> Result<(), ReplicaError> {
        let numbered = self.entries.iter().filter(|entry| entry.mark.dseq.is_some()).cloned().collect();
        self.marks(plan::adopted(numbered));
        (self.device, self.next_dseq, self.answered, self.cache.taken_dseq) = (Some(device), 1, (String::new(), 0), 0);
        Ok(())
    }

    fn is_never_killed(&mut self) {
        self.crashes = false;
    }

    fn is_of(&mut self, device: DeviceId, _person: AgentId) {
        self.device = Some(device);
    }

    fn transact(&mut self, operations: Vec<Operation>, now: Timestamp) -> Result<Option<Rejection>, ReplicaError> {
        if let Err(rejection) = self.foresees(&operations, now) {
            return Ok(Some(rejection));
        }
        self.queue(operations, now);
        Ok(None)
    }

    fn standing(&mut self) -> Result<Standing, ReplicaError> {
        let pending = self.entries.iter().any(|entry| matches!(entry.mark.stage, Stage::Queued | Stage::Sealed));
        Ok(Standing {
            epoch: self.cache.epoch.clone(),
            seq: self.cache.seq,
            scope: self.cache.scope.clone(),
            pull: self.cache.pull.clone(),
            pending,
            files: self.moves_files(),
            progress: (0, 0),
        })
    }

    fn store_changes(&mut self, page: ChangesPage, _now: Timestamp) -> Result<(), ReplicaError> {
        let in_step = self.cache.complete && self.cache.epoch.as_deref() == Some(&page.epoch) && self.cache.seq == page.from && page.to >= page.from;
        if !in_step {
            return Err(ReplicaError::OutOfStep);
        }
        if let Some((dseq, Some(operation))) = page.acknowledged.map(|taken| (taken.dseq, taken.operation)) {
            let given = self.entries.iter().find(|entry| entry.mark.dseq == Some(dseq));
            if given.map_or(self.next_dseq <= dseq, |entry| entry.operation.id != operation) {
                return Err(ReplicaError::Copied);
            }
        }
        if self.mutant == Some(Mutant::Cursor) {
            // The cursor in a transaction of its own, before the rows: a kill between the two loses them.
            self.cache.seq = page.to;
            self.synced = self.cache.clone();
        }
        let answered = if self.answered.0 == page.epoch { self.answered.1 } else { 0 };
        let known = page.acknowledged.map_or(0, |taken| taken.dseq).max(answered);
        self.cache.put(page.changes);
        self.cache.seq = page.to;
        self.cache.taken_dseq = page.acknowledged.map_or(self.cache.taken_dseq, |taken| taken.dseq);
        self.wrote();
        self.finish();
        if self.settled_with.as_deref() != Some(&page.epoch) {
            for entry in &mut self.entries {
                if entry.mark.stage == Stage::Acknowledged && entry.mark.dseq.is_some_and(|dseq| dseq <= known) {
                    entry.mark.stage = Stage::Done;
                }
            }
            self.reopen(known, true);
            self.settled_with = Some(page.epoch);
        }
        Ok(())
    }

    fn store_bootstrap(&mut self, after: Option<&Position>, page: BootstrapPage, _now: Timestamp) -> Result<(), ReplicaError> {
        let goes_on = match &self.cache.pull {
            Pull::Start => after.is_none(),
            Pull::Continue(next) => after == Some(next),
            Pull::Changes => false,
        };
        if !goes_on || self.cache.epoch.as_ref().is_some_and(|epoch| *epoch != page.epoch) {
            return Err(ReplicaError::OutOfStep);
        }
        if self.cache.pull == Pull::Start {
            self.cache.first_high = page.high;
        } else if self.cache.scope != page.scope {
            return Err(ReplicaError::OutOfStep);
        }
        self.cache.scope = page.scope;
        self.cache.epoch = Some(page.epoch);
        self.cache.put(page.changes);
        if let Some(next) = page.next {
            self.cache.pull = Pull::Continue(next);
        } else {
            self.cache.pull = Pull::Changes;
            self.cache.complete = true;
            self.cache.seq = self.cache.first_high;
            if std::mem::take(&mut self.cache.resync) {
                let generation = self.cache.generation;
                self.cache.rows.retain(|_, (_, of, _)| *of >= generation);
            }
        }
        self.wrote();
        self.finish();
        Ok(())
    }

    fn begin_resync(&mut self) -> Result<(), ReplicaError> {
        let rows = std::mem::take(&mut self.cache.rows);
        self.cache = Cache { generation: self.cache.generation + 1, resync: true, rows, ..Cache::default() };
        self.wrote();
        Ok(())
    }

    fn compare(&mut self, theirs: DigestAnswer) -> Result<Option<Vec<u8>>, ReplicaError> {
        let here = &self.cache;
        if !here.complete || here.epoch.as_deref() != Some(&theirs.epoch) || here.seq != theirs.at {
            return Ok(None);
        }
        let moved: BTreeSet<Key> = theirs.moved.iter().map(key_of_id).collect();
        let mut ours = Digest::default();
        for (key, (seq, _, _)) in here.rows.iter().filter(|(key, (seq, _, _))| *seq <= theirs.at.0 && !moved.contains(key)) {
            ours.add(key.0, &key.1.to_string(), Seq(*seq));
        }
        Ok(Some(ours.differing(&theirs.digest)))
    }

    fn mend(&mut self, page: BucketPage, _now: Timestamp) -> Result<(), ReplicaError> {
        if !self.cache.complete || self.cache.epoch.as_deref() != Some(&page.epoch) {
            return Err(ReplicaError::OutOfStep);
        }
        let kept: BTreeSet<Key> = page.changes.iter().filter_map(|change| change.row.as_ref()).map(key_of).collect();
        let high = page.high.0;
        let gone = |key: &Key, seq: u64| seq <= high && bucket_of(key.0, &key.1.to_string()) == page.bucket && !kept.contains(key);
        self.cache.rows.retain(|key, (seq, _, _)| !gone(key, *seq));
        self.cache.put(page.changes);
        self.wrote();
        Ok(())
    }

    fn rots(&mut self, chance: u64) -> bool {
        let rows = self.cache.rows.len() as u64;
        if !self.cache.complete || rows == 0 {
            return false;
        }
        let key = *self.cache.rows.keys().nth(usize::try_from(chance % rows).unwrap_or(0)).expect("one of them");
        if chance.is_multiple_of(3)
            && let Some(row) = self.cache.rows.get_mut(&key)
        {
            row.0 = row.0.saturating_sub(1);
        } else {
            self.cache.rows.remove(&key);
        }
        self.synced = self.cache.clone();
        true
    }

    fn seal(&mut self, now: Timestamp) -> Result<Sealed, ReplicaError> {
        Ok(self.seals(now))
    }

    fn withdraw(&mut self, id: OperationId, _now: Timestamp) -> bool {
        self.takes_back(id)
    }

    fn acknowledge(&mut self, answer: PushAnswer, now: Timestamp) -> Result<(), ReplicaError> {
        for result in &answer.results {
            let known = self.entries.iter().find(|entry| entry.operation.id == result.id).map(|entry| entry.mark.clone());
            if let Some(mark) = known.and_then(|mark| plan::answered(&mark, result, now)) {
                if mark.verdict == Some(Verdict::Held { reason: HeldReason::FileMissing }) {
                    self.uploads_again(result.id);
                }
                self.mark(result.id, mark);
                self.answered = (answer.epoch.clone(), answer.acknowledged);
            }
        }
        self.finish();
        Ok(())
    }

    fn expect(&mut self, dseq: u64) -> Result<(), ReplicaError> {
        self.reopen(dseq.saturating_sub(1), false);
        Ok(())
    }

    fn keep_file(&mut self, content: &[u8]) -> Attachment {
        self.shelf.keep(content)
    }

    fn file(&mut self, hash: &str) -> Option<Vec<u8>> {
        self.shelf.content(hash)
    }

    fn want_file(&mut self, hash: &str, _now: Timestamp) {
        if self.shelf.content(hash).is_none() {
            self.cache.shelf.want(hash);
        }
    }

    fn next_file(&mut self) -> Result<Option<FileStep>, ReplicaError> {
        let to_upload = self.to_upload();
        Ok(self.shelf.next(to_upload.as_deref(), &mut self.cache.shelf))
    }

    fn file_moved(&mut self, moved: FileMoved, _now: Timestamp) -> Result<(), ReplicaError> {
        let epoch = self.settled_with.clone().unwrap_or_default();
        self.shelf.moved(moved, &epoch, &mut self.cache.shelf);
        Ok(())
    }

    fn decide(&mut self, ended: Vec<Ended>, besides: Vec<Operation>, now: Timestamp) -> bool {
        let said: Vec<_> = ended.iter().filter_map(|ended| ended.end.by().cloned()).chain(besides.iter().cloned()).collect();
        if self.foresees(&said, now).is_err() {
            return false;
        }
        for Ended { operation, end } in ended {
            let Some(at) = self.entries.iter().position(|entry| entry.operation.id == operation) else { return false };
            let decision = end.by().map_or(Decision::Discard, |by| Decision::Replace(by.id));
            let entry = &mut self.entries[at];
            entry.mark = Mark { stage: Stage::Done, decision: Some(decision), decided_at: Some(now), ..entry.mark.clone() };
            if let End::Replace(by) = end {
                // It takes the old one's place in the order.
                let ended = std::mem::replace(entry, EntryRecord { ordinal: entry.ordinal, operation: by, written_at: now, mark: Mark::QUEUED });
                self.entries.push(ended);
            }
        }
        self.queue(besides, now);
        true
    }

    fn is_killed(&mut self, chance: u64, _now: Timestamp) {
        self.shelf.is_killed();
        if chance.is_multiple_of(3) {
            self.cache = self.synced.clone();
        }
    }

    /// What became part of another ticket is read there.
    fn ticket(&mut self, id: TicketId) -> Option<Ticket> {
        if self.cache.rows.contains_key(&(RowKind::Ticket, id.0)) {
            return self.view(id.into(), Timestamp::default()).ticket();
        }
        let part = |row: &Row| if let Row::Ticket(ticket) = row { ticket.merged.contains(&id).then_some(ticket.id) } else { None };
        let into = self.cache.rows.values().find_map(|(_, _, row)| part(row));
        self.view(into.unwrap_or(id).into(), Timestamp::default()).ticket()
    }

    fn article(&mut self, id: ArticleId) -> Option<Article> {
        self.view(id.into(), Timestamp::default()).article()
    }

    fn articles(&mut self) -> Vec<ArticleId> {
        let all = self.cache.rows.range((RowKind::Article, uuid::Uuid::nil())..=(RowKind::Article, uuid::Uuid::max()));
        let mut ids: BTreeSet<_> = all.map(|((_, id), _)| ArticleId(*id)).collect();
        ids.extend(self.entries.iter().filter_map(|entry| entry.operation.about.article()));
        ids.into_iter().collect()
    }

    fn tickets(&mut self) -> Vec<TicketId> {
        let all = self.cache.rows.range((RowKind::Ticket, uuid::Uuid::nil())..=(RowKind::Ticket, uuid::Uuid::max()));
        let mut ids: BTreeSet<_> = all.map(|((_, id), _)| TicketId(*id)).collect();
        ids.extend(self.entries.iter().filter_map(|entry| entry.operation.about.ticket()));
        ids.into_iter().collect()
    }

    fn entries(&mut self) -> Vec<EntryRecord> {
        self.entries.clone()
    }

    fn undecided(&mut self) -> Vec<EntryRecord> {
        self.entries.iter().filter(|entry| matches!(entry.mark.stage, Stage::Held | Stage::Rejected)).cloned().collect()
    }

    fn is_done(&mut self) -> bool {
        self.entries.iter().all(|entry| entry.mark.stage == Stage::Done)
    }

    fn confirmed(&mut self) -> Option<Confirmed<'_>> {
        self.cache.complete.then(|| Confirmed {
            epoch: self.cache.epoch.clone(),
            cursor: self.cache.seq,
            scope: self.cache.scope.clone(),
            rows: Cow::Borrowed(&self.cache.rows),
        })
    }

    fn view_is_right(&mut self) -> Result<(), String> {
        Ok(())
    }
}
