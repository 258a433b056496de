//! Sealing batches for push, taking answers, and numbering anew what a restored server has lost: [`plan`](super::plan)
//! decides, this reads and writes.

use holdfast_domain::{About, HeldReason, Rejection, Timestamp, Verdict};
use holdfast_protocol::{Acknowledged, PushAnswer, PushRequest};
use std::collections::BTreeSet;

use super::mark::{EntryRecord, Mark, Stage, records};
use super::plan;
use super::record::{Record, whole};
use super::{Identity, Outbox};
use crate::error::{Result, StoreError, document, sql};

const NEXT_DSEQ: &str = "next_dseq";
const NEXT_BATCH: &str = "next_batch";
const EPOCH: &str = "epoch";
/// The last answer to a push: the server's life, and how far it had taken this desk's numbers.
const ANSWERED: &str = "answered";

impl Outbox {
    /// The batch to push next.
    pub(crate) fn seal(&mut self, max_operations: usize, max_bytes: usize, now: Timestamp) -> Result<Option<PushRequest>> {
        let sealed = records(&self.connection, entries!("WHERE state = 'sealed' ORDER BY dseq LIMIT ?1"), [whole(max_operations.max(1000) as u64)])?;
        let batch = match sealed.first() {
            Some(first) if first.mark.batch.is_some() => self.again(sealed)?,
            Some(_) => {
                // Offered again to a restored server, which may have lost their files as well.
                let missing = self.files_missing()?;
                let goes = |entry: &EntryRecord| entry.mark.batch.is_none() && !plan::lacks_files(entry, &missing);
                let unbatched = sealed.into_iter().take_while(goes).collect();
                self.number(fitting(unbatched, max_operations, max_bytes)?)?
            }
            None => {
                let open = records(&self.connection, entries!("WHERE state IN ('queued', 'held') ORDER BY ordinal"), [])?;
                self.number(fitting(plan::ready(open, &self.files_missing()?, max_operations, now), max_operations, max_bytes)?)?
            }
        };
        let operations: Vec<_> = batch.into_iter().map(|entry| entry.operation).collect();
        let Some((written_at, first_dseq)) = operations.first().and_then(|first| Some((first.device, first.dseq?))) else { return Ok(None) };
        // What was brought over keeps the desk it was written at; the numbers are this desk's own.
        let device = self.identity().map_or(written_at, |identity| identity.device);
        Ok(Some(PushRequest { device, epoch: self.epoch()?, first_dseq, operations }))
    }

    /// The soonest time at which something that waits for its time may go.
    pub(crate) fn next_leaves(&self, now: Timestamp) -> Result<Option<Timestamp>> {
        let text = "SELECT min(at) FROM (SELECT doc ->> '$.sendAt' AS at FROM entry WHERE state = 'queued') WHERE at > ?1";
        let at = self.connection.query_row(text, [now.millis()], |row| row.get::<_, Option<i64>>(0)).map_err(sql("seal a batch"))?;
        Ok(at.map(Timestamp::from_millis))
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

    /// Gives numbers where there are none, and one batch to all; one fsync.
    fn number(&mut self, entries: Vec<EntryRecord>) -> Result<Vec<EntryRecord>> {
        if entries.is_empty() {
            return Ok(entries);
        }
        let mut numbered = entries;
        let batch = self.meta_number(NEXT_BATCH)?.unwrap_or(1);
        let next = plan::seal(&mut numbered, batch, self.next_dseq()?);
        let mut marks: Vec<_> = numbered.iter().map(|entry| Record::Mark { id: entry.operation.id, mark: entry.mark.clone() }).collect();
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
    pub(crate) fn acknowledge(&mut self, answer: &PushAnswer, now: Timestamp) -> Result<BTreeSet<About>> {
        let (mut marks, mut about) = (Vec::new(), BTreeSet::new());
        for result in &answer.results {
            let Some(entry) = self.find(result.id)? else { continue };
            let Some(mark) = plan::answered(&entry.mark, result, now) else { continue };
            about.extend(entry.operation.touches());
            let lacks_file = mark.verdict == Some(Verdict::Held { reason: HeldReason::FileMissing }) || mark.rejection == Some(Rejection::BadFile);
            if lacks_file {
                // Whoever sends it anyway sends the files again.
                marks.extend(entry.operation.files.iter().map(|file| Record::BlobDone { hash: file.hash.clone(), epoch: None }));
            }
            marks.push(Record::Mark { id: result.id, mark });
        }
        if !marks.is_empty() {
            let answered = format!("{} {}", answer.acknowledged, answer.epoch);
            marks.push(Record::Meta { key: ANSWERED.to_owned(), value: Some(answered) });
        }
        self.commit(marks)?;
        Ok(about)
    }

    /// How far this life of the server has said that it took this desk's numbers. A page may have been read before that.
    pub(crate) fn answered_by(&self, epoch: &str) -> Result<u64> {
        let answered = self.meta(ANSWERED)?;
        let of = answered.as_deref().and_then(|text| text.split_once(' ')).filter(|(_, of)| *of == epoch);
        Ok(of.and_then(|(taken, _)| taken.parse().ok()).unwrap_or(0))
    }

    /// The server's last number is `last`: what it took after that it has lost. After a restore that may be true of what it
    /// took under an earlier identity of this desk as well.
    pub(crate) fn reopen(&mut self, last: u64, is_restored: bool) -> Result<BTreeSet<About>> {
        let unnumbered = entries!("WHERE dseq IS NULL AND seq IS NOT NULL AND state IN ('acknowledged', 'done')");
        let earlier = if is_restored { plan::answered_earlier(records(&self.connection, unnumbered, [])?) } else { Vec::new() };
        let found = records(&self.connection, entries!("WHERE dseq > ?1 ORDER BY dseq"), [whole(last)])?;
        let sealed_before = records(&self.connection, entries!("WHERE state = 'sealed' AND dseq <= ?1"), [whole(last)])?;
        // Nothing lost and nothing to close up.
        if earlier.is_empty() && found.is_empty() && sealed_before.is_empty() && self.next_dseq()? == last.saturating_add(1) {
            return Ok(BTreeSet::new());
        }
        let (reopened, next) = plan::reopened(found, earlier, last);
        let (mut marks, about) = marked(reopened);
        marks.push(meta(NEXT_DSEQ, next));
        self.commit(marks)?;
        Ok(about)
    }

    /// Whether this desk gave the operation its number. One that was given and has been forgotten since is believed.
    pub(crate) fn gave(&self, taken: &Acknowledged) -> Result<()> {
        let given = records(&self.connection, entries!("WHERE dseq = ?1"), [whole(taken.dseq)])?;
        let is_ours = match given.first() {
            Some(entry) => Some(entry.operation.id) == taken.operation,
            None => self.next_dseq()? > taken.dseq,
        };
        if is_ours { Ok(()) } else { Err(StoreError::Copied { dseq: taken.dseq }) }
    }

    /// Goes on under another identity.
    pub(crate) fn adopt(&mut self, identity: &Identity) -> Result<BTreeSet<About>> {
        let numbered = records(&self.connection, entries!("WHERE dseq IS NOT NULL ORDER BY dseq"), [])?;
        let (mut written, about) = marked(plan::adopted(numbered));
        written.push(identity.record()?);
        written.push(meta(NEXT_DSEQ, 1));
        written.push(Record::Meta { key: ANSWERED.to_owned(), value: None });
        self.commit(written)?;
        self.identity = Some(identity.clone());
        Ok(about)
    }

    /// The life of the server with which everything sent was last settled.
    pub(crate) fn epoch(&self) -> Result<Option<String>> {
        self.meta(EPOCH)
    }

    pub(crate) fn set_epoch(&mut self, epoch: &str) -> Result<()> {
        self.commit(vec![Record::Meta { key: EPOCH.to_owned(), value: Some(epoch.to_owned()) }])
    }

    /// After a restore: what is not lost is confirmed by the server's new life.
    pub(crate) fn close_confirmed(&mut self, last: u64) -> Result<BTreeSet<About>> {
        let found = records(&self.connection, entries!("WHERE state = 'acknowledged' AND dseq <= ?1"), [whole(last)])?;
        let about = found.iter().map(|entry| entry.operation.about).collect();
        let done = |entry: EntryRecord| Record::Mark { id: entry.operation.id, mark: Mark { stage: Stage::Done, ..entry.mark } };
        self.commit(found.into_iter().map(done).collect())?;
        Ok(about)
    }
}

fn marked(entries: Vec<EntryRecord>) -> (Vec<Record>, BTreeSet<About>) {
    let about = entries.iter().map(|entry| entry.operation.about).collect();
    (entries.into_iter().map(|entry| Record::Mark { id: entry.operation.id, mark: entry.mark }).collect(), about)
}

fn meta(key: &str, value: u64) -> Record {
    Record::Meta { key: key.to_owned(), value: Some(value.to_string()) }
}

/// The longest beginning within the limits that splits no group, and at least one whole group.
fn fitting(entries: Vec<EntryRecord>, max_operations: usize, max_bytes: usize) -> Result<Vec<EntryRecord>> {
    let sizes = entries.iter().map(|entry| Ok((entry.operation.id, serde_json::to_vec(&entry.operation).map_err(document("seal a batch"))?.len())));
    let sizes = sizes.collect::<Result<std::collections::BTreeMap<_, _>>>()?;
    let size = |entry: &EntryRecord| sizes.get(&entry.operation.id).copied().unwrap_or_default();
    let taken = plan::fitting(&entries, max_operations, max_bytes, size);
    let mut entries = entries;
    entries.truncate(taken);
    Ok(entries)
}
