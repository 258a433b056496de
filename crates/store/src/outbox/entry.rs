//! Operations in the outbox: where each stands, and what the person may know of it.

use holdfast_domain::{About, CustomerId, HeldReason, Lost, MessageKind, Operation, OperationId, Rejection, Seq, TicketId, Timestamp, Verdict};
use rusqlite::{Connection, Row};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

use super::Outbox;
use super::draft::StoredDraft;
use super::mark::{Decision, EntryRecord, Mark, Stage, read_record, records};
use super::record::{Record, whole};
use crate::error::{Result, StoreError, sql};

const READ: &str = "read the outbox";

const ENTRY_ONE: &str = entries!("WHERE id = ?1");
const ENTRY_PENDING: &str = entries!("WHERE about = ?1 AND state IN ('queued', 'sealed', 'acknowledged') ORDER BY ordinal");

/// Where an operation stands, as a person may see it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "state")]
pub enum EntryState {
    /// Waits on this desk.
    Queued,
    /// Has its number and is being sent, or was sent without an answer.
    Sealed,
    /// The team server has it.
    Acknowledged {
        /// The transaction that decided it.
        seq: Seq,
    },
    /// Waits for its author's decision.
    Held {
        /// Why.
        reason: HeldReason,
    },
    /// Refused; the text is kept.
    Rejected {
        /// Why.
        rejection: Rejection,
    },
    /// Nothing is left to do.
    Done,
}

/// The worst that can be said of a ticket's operations, the worst last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ItemState {
    /// The team server has them.
    Sent,
    /// On this desk alone.
    Waiting,
    /// On their way.
    Sending,
    /// Sent, and no answer came.
    Uncertain,
    /// Refused.
    Rejected,
    /// Waits for the author's decision.
    Held,
}

/// An operation and what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The operation.
    pub operation: Operation,
    /// Where it stands.
    pub state: EntryState,
    /// When it was written.
    pub written_at: Timestamp,
    /// How it ended, when it was not rejected.
    pub verdict: Option<Verdict>,
    /// The value that did not win, for a card.
    pub lost: Option<Lost>,
    /// Whether it was sent and no answer came.
    pub uncertain: bool,
    /// What its author decided.
    pub decision: Option<Decision>,
    /// When it came to stand where it stands; none while nothing is known but that it was written.
    pub since: Option<Timestamp>,
}

/// Something that ends by its author's decision.
#[derive(Clone, Debug, PartialEq)]
pub struct Ended {
    /// What was held or rejected, or whose value lost.
    pub operation: OperationId,
    /// What becomes of it.
    pub end: End,
}

/// What becomes of something that was held or rejected.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "looked at once and dropped")]
pub enum End {
    /// Nothing.
    Discard,
    /// Its text is in the draft already.
    Edit,
    /// This is said instead.
    Replace(Operation),
}

impl End {
    /// What is said instead.
    #[must_use]
    pub const fn by(&self) -> Option<&Operation> {
        if let Self::Replace(by) = self { Some(by) } else { None }
    }

    const fn decision(&self) -> Decision {
        match self {
            Self::Discard => Decision::Discard,
            Self::Edit => Decision::Edit,
            Self::Replace(by) => Decision::Replace(by.id),
        }
    }
}

/// Which entries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EntryFilter {
    /// About one ticket or article.
    pub about: Option<About>,
    /// Only what is queued, sealed, held or rejected.
    pub undone_only: bool,
    /// At most so many; 0 for all.
    pub limit: u32,
}

/// How many of each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Counts {
    /// On this desk alone.
    pub waiting: u32,
    /// On their way.
    pub sending: u32,
    /// Waiting for their author.
    pub held: u32,
    /// Sent, and no answer came.
    pub uncertain: u32,
    /// Refused.
    pub rejected: u32,
    /// Texts being written.
    pub drafts: u32,
}

/// What was taken back before it left.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Withdrawn {
    /// The operations: they are no more.
    pub operations: Vec<OperationId>,
    /// What it was about.
    pub about: BTreeSet<About>,
    /// Where its texts are being written again.
    pub drafts: Vec<(TicketId, MessageKind)>,
}

/// An operation that may have to be replayed.
#[derive(Clone, Debug)]
pub(crate) struct Pending {
    pub(crate) operation: Operation,
    pub(crate) acknowledged: Option<Seq>,
}

pub(crate) fn read_entry(row: &Row<'_>) -> Result<Entry> {
    let EntryRecord { operation, written_at, mark, .. } = read_record(row)?;
    let state = match (mark.stage, &mark.verdict, &mark.rejection) {
        (Stage::Queued, ..) => EntryState::Queued,
        (Stage::Sealed, ..) => EntryState::Sealed,
        (Stage::Acknowledged, ..) => EntryState::Acknowledged { seq: Seq(mark.seq.unwrap_or(0)) },
        (Stage::Held, Some(Verdict::Held { reason }), _) => EntryState::Held { reason: *reason },
        (Stage::Rejected, _, Some(rejection)) => EntryState::Rejected { rejection: rejection.clone() },
        (Stage::Held | Stage::Rejected | Stage::Done, ..) => EntryState::Done,
    };
    let lost = match &mark.verdict {
        Some(Verdict::Merged { lost }) => Some(lost.clone()),
        _ => None,
    };
    let uncertain = mark.stage == Stage::Sealed && mark.tries > 1;
    Ok(Entry { operation, state, written_at, verdict: mark.verdict, lost, uncertain, decision: mark.decision, since: mark.decided_at })
}

impl Outbox {
    pub(crate) fn find(&self, id: OperationId) -> Result<Option<EntryRecord>> {
        Ok(records(&self.connection, ENTRY_ONE, [id.0.into_bytes()])?.pop())
    }

    /// What these operations are about.
    pub(crate) fn about(&self, operations: &BTreeSet<OperationId>) -> Result<BTreeSet<About>> {
        let mut about = BTreeSet::new();
        for id in operations {
            about.extend(self.find(*id)?.map(|entry| entry.operation.about));
        }
        Ok(about)
    }

    /// Every ticket with an operation that may have to be replayed.
    pub(crate) fn pending_tickets(&self) -> Result<BTreeSet<TicketId>> {
        self.tickets("SELECT DISTINCT about FROM entry WHERE about_kind = 1 AND state IN ('queued', 'sealed', 'acknowledged')", [])
    }

    /// Every customer with an operation that may have to be replayed.
    pub(crate) fn pending_customers(&self) -> Result<BTreeSet<CustomerId>> {
        let text = "SELECT DISTINCT about FROM entry WHERE about_kind = 4 AND state IN ('queued', 'sealed', 'acknowledged')";
        Ok(self.tickets(text, [])?.into_iter().map(|id| CustomerId(id.0)).collect())
    }

    /// Every ticket with an operation whose effect is in the rows once the desk stands there.
    pub(crate) fn arrived(&self, cursor: Seq, taken_dseq: u64) -> Result<BTreeSet<TicketId>> {
        self.tickets(include_str!("sql/entry_arrived.sql"), (whole(cursor.0), whole(taken_dseq)))
    }

    fn tickets(&self, text: &str, parameters: impl rusqlite::Params) -> Result<BTreeSet<TicketId>> {
        let read = || {
            let mut statement = self.connection.prepare_cached(text)?;
            let rows = statement.query_map(parameters, |row| row.get::<_, [u8; 16]>(0))?;
            rows.map(|id| id.map(|id| TicketId(uuid::Uuid::from_bytes(id)))).collect::<rusqlite::Result<_>>()
        };
        read().map_err(sql(READ))
    }

    /// What may have to be replayed on a ticket or an article, in the order of writing.
    pub(crate) fn pending_of(&self, about: impl Into<About>) -> Result<Vec<Pending>> {
        pending(&self.connection, about.into())
    }

    /// Writes operations down, queued, in one commit.
    pub(crate) fn add(&mut self, operations: Vec<Operation>, extra: Vec<Record>, now: Timestamp) -> Result<()> {
        let next = self.next_ordinal()?;
        let mut written = extra;
        written.extend((next..).zip(operations).map(|(ordinal, operation)| queued(ordinal, operation, now)));
        self.commit(written)
    }

    /// Ends what was held or rejected, and takes note of values that lost. What is said instead of something that waited
    /// takes its place in the order, so that what waits behind it goes out after it. One commit.
    pub(crate) fn decide(&mut self, ended: Vec<Ended>, besides: Vec<Operation>, now: Timestamp) -> Result<BTreeSet<About>> {
        let mut next = self.next_ordinal()?;
        let (mut written, mut about) = (Vec::new(), BTreeSet::new());
        for Ended { operation: id, end } in ended {
            // Decided once; and what is on its way arrives by itself.
            let open = |entry: &EntryRecord| entry.mark.decision.is_none() && !matches!(entry.mark.stage, Stage::Queued | Stage::Sealed);
            let entry = self.find(id)?.filter(open);
            let Some(entry) = entry else { return Err(StoreError::Missing { what: "the operation waiting for a decision" }) };
            about.insert(entry.operation.about);
            // Said elsewhere when the ticket became part of another.
            about.extend(end.by().map(|by| by.about));
            let waited = matches!(entry.mark.stage, Stage::Held | Stage::Rejected);
            let decision = end.decision();
            if let End::Replace(by) = end {
                if waited {
                    written.extend([Record::Place { id, ordinal: next }, queued(entry.ordinal, by, now)]);
                } else {
                    written.push(queued(next, by, now));
                }
                next = next.saturating_add(1);
            }
            let mark = Mark { decision: Some(decision), ..entry.mark };
            let mark = if waited { Mark { stage: Stage::Done, decided_at: Some(now), ..mark } } else { mark };
            written.push(Record::Mark { id, mark });
        }
        about.extend(besides.iter().map(|operation| operation.about));
        written.extend((next..).zip(besides).map(|(ordinal, operation)| queued(ordinal, operation, now)));
        self.commit(written)?;
        Ok(about)
    }

    /// What its author takes back before it leaves, each with all of its group: texts are drafts again.
    pub(crate) fn withdraw(&mut self, ids: &[OperationId], now: Timestamp) -> Result<Withdrawn> {
        let (mut written, mut withdrawn) = (Vec::new(), Withdrawn::default());
        let mut drafts: BTreeMap<(TicketId, MessageKind), StoredDraft> = BTreeMap::new();
        for id in ids {
            if withdrawn.operations.contains(id) {
                continue;
            }
            let Some(together) = self.waits_with(*id)? else { continue };
            for EntryRecord { operation, .. } in together {
                withdrawn.about.extend(operation.touches());
                withdrawn.operations.push(operation.id);
                let Some(mut draft) = StoredDraft::of(&operation, now) else { continue };
                let place = (draft.ticket, draft.kind);
                let newer = match drafts.remove(&place) {
                    Some(newer) => Some(newer),
                    None => self.draft(draft.ticket, draft.kind)?,
                };
                if let Some(newer) = newer {
                    draft.take(newer);
                }
                drafts.insert(place, draft);
            }
        }
        if withdrawn.operations.is_empty() {
            return Ok(withdrawn);
        }
        withdrawn.drafts = drafts.keys().copied().collect();
        written.push(Record::Gone { ids: withdrawn.operations.clone() });
        written.extend(drafts.into_values().map(Record::Draft));
        self.commit(written)?;
        Ok(withdrawn)
    }

    /// What waits for its time goes now, with all of its group. Answers what it is about; none when it has left already.
    pub(crate) fn release(&mut self, id: OperationId, now: Timestamp) -> Result<Option<BTreeSet<About>>> {
        let Some(together) = self.waits_with(id)? else { return Ok(None) };
        let about = together.iter().map(|entry| entry.operation.about).collect();
        let at_once = |entry: EntryRecord| EntryRecord { operation: Operation { send_at: Some(now), ..entry.operation }, ..entry };
        self.commit(together.into_iter().map(|entry| Record::Entry(Box::new(at_once(entry)))).collect())?;
        Ok(Some(about))
    }

    /// What waits for its time, with all of its group; none when it has left, or never waited.
    fn waits_with(&self, id: OperationId) -> Result<Option<Vec<EntryRecord>>> {
        let Some(entry) = self.find(id)? else { return Ok(None) };
        let together = match entry.operation.group {
            Some(group) => records(&self.connection, entries!("WHERE grouped = ?1 ORDER BY ordinal"), [group.0.into_bytes()])?,
            None => vec![entry],
        };
        let waits = |entry: &EntryRecord| entry.mark.stage == Stage::Queued && entry.operation.send_at.is_some();
        Ok(together.iter().all(waits).then_some(together))
    }

    fn next_ordinal(&self) -> Result<i64> {
        let mut statement = self.connection.prepare_cached("SELECT coalesce(max(ordinal), 0) + 1 FROM entry").map_err(sql(READ))?;
        statement.query_row([], |row| row.get(0)).map_err(sql(READ))
    }

    /// Ends what the cache has confirmed.
    pub(crate) fn finish(&mut self, cursor: Seq) -> Result<BTreeSet<About>> {
        let found = records(&self.connection, entries!("WHERE state = 'acknowledged' AND seq <= ?1"), [whole(cursor.0)])?;
        let about = found.iter().flat_map(|entry| entry.operation.touches()).collect();
        let done = |entry: EntryRecord| Record::Mark { id: entry.operation.id, mark: Mark { stage: Stage::Done, ..entry.mark } };
        self.commit(found.into_iter().map(done).collect())?;
        Ok(about)
    }

    /// Forgets what was done more than thirty days ago.
    pub(crate) fn purge(&mut self, before: Timestamp) -> Result<()> {
        let found = records(&self.connection, entries!("WHERE state = 'done' AND coalesce(decided_at, written_at) < ?1"), [before.millis()])?;
        if !found.is_empty() {
            let ids = found.into_iter().map(|entry| entry.operation.id).collect();
            self.commit(vec![Record::Gone { ids }])?;
        }
        Ok(())
    }
}

/// What may have to be replayed on a ticket or an article, in the order of writing.
pub(crate) fn pending(connection: &Connection, about: About) -> Result<Vec<Pending>> {
    let mut found = records(connection, ENTRY_PENDING, [about.id().into_bytes()])?;
    // What was put off has not happened until it leaves.
    found.retain(|entry| entry.mark.stage != Stage::Queued || entry.operation.put_off().is_none());
    let pending = |entry: EntryRecord| Pending {
        acknowledged: entry.mark.seq.filter(|_| entry.mark.stage == Stage::Acknowledged).map(Seq),
        operation: entry.operation,
    };
    Ok(found.into_iter().map(pending).collect())
}

fn queued(ordinal: i64, mut operation: Operation, now: Timestamp) -> Record {
    operation.dseq = None;
    Record::Entry(Box::new(EntryRecord { ordinal, operation, written_at: now, mark: Mark::QUEUED }))
}
