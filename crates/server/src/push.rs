//! Push: a desk's operations, each decided exactly once and in the desk's own order (SYNC 1.3).
//!
//! `domain::apply` leaves an entity as it was when it rejects, so each operation is its own savepoint; a group has one
//! around all of it. Everything is written in one transaction, together with the results and the desk's last number.

mod batch;

use holdfast_domain::{DeviceId, Operation, OperationId, Rejection, Role, Seq, TicketId, Timestamp, Verdict};
use holdfast_protocol::{OperationResult, PUSH_OPERATIONS, Problem, ProblemCode, PushAnswer, RowId, RowKind};
use serde::Deserialize;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};
use std::fmt::Write;

use crate::ledger::{Ledger, LedgerError, Transaction};
use batch::Batch;

pub use batch::Feed;

/// A push whose operations are not read yet: one that this version cannot read is rejected alone, not the batch.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PushEnvelope {
    /// The desk.
    pub device: DeviceId,
    /// The life of the server that the numbers belong to.
    #[serde(default)]
    pub epoch: Option<String>,
    /// The number of the first.
    pub first_dseq: u64,
    /// The operations.
    pub operations: Vec<Box<RawValue>>,
}

/// Why a whole push was refused. Nothing of it was done.
#[derive(Debug, thiserror::Error)]
pub enum PushError {
    /// Numbers are missing before the first.
    #[error("operation {expected} comes next")]
    Gap {
        /// The number waited for.
        expected: u64,
    },
    /// Another operation has this number already.
    #[error("operation {dseq} of this desk is another one: two desks use one identity")]
    Forked {
        /// The number.
        dseq: u64,
    },
    /// The numbers belong to another life of this server.
    #[error("the numbers are of another life of this server")]
    OtherLife,
    /// The desk was revoked, or its person is gone.
    #[error("this desk may no longer come in")]
    Revoked,
    /// Not a push.
    #[error("{0}")]
    Malformed(String),
    /// Storage failed.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

impl PushError {
    /// What the desk is told and acts on; none when it is the storage's failure.
    #[must_use]
    pub fn problem(&self) -> Option<Problem> {
        let code = match self {
            Self::Gap { .. } => ProblemCode::Gap,
            Self::Forked { .. } => ProblemCode::Forked,
            Self::OtherLife => ProblemCode::Resync,
            Self::Revoked => ProblemCode::Revoked,
            Self::Malformed(_) => ProblemCode::BadRequest,
            Self::Ledger(_) => return None,
        };
        let expected_dseq = if let Self::Gap { expected } = self { Some(*expected) } else { None };
        Some(Problem { expected_dseq, ..Problem::new(code, self.to_string()) })
    }
}

/// Takes a push of the desk `device`, which has proved who it is.
///
/// # Errors
/// [`PushError`]; then nothing of the push was done.
pub fn push(ledger: &dyn Ledger, device: DeviceId, envelope: &PushEnvelope, now: Timestamp) -> Result<PushAnswer, PushError> {
    let sent = identities(device, envelope)?;
    // A server is not restored while it runs, so its life cannot change between here and the commit.
    if let Some(theirs) = &envelope.epoch
        && *theirs != ledger.standing()?.epoch
    {
        return Err(PushError::OtherLife);
    }
    let mut transaction = ledger.begin()?;
    let mut desk = transaction.device(device)?.filter(|desk| !desk.revoked).ok_or(PushError::Revoked)?;
    let role = role_of(transaction.as_mut(), desk.agent)?.ok_or(PushError::Revoked)?;
    let expected = desk.last_dseq.saturating_add(1);
    if envelope.first_dseq > expected || envelope.first_dseq == 0 {
        return Err(PushError::Gap { expected });
    }

    let mut results = Vec::with_capacity(sent.len());
    let mut fresh = Vec::new();
    for (dseq, id, value) in sent {
        if dseq <= desk.last_dseq {
            let stored = transaction.result_at(device, dseq)?.filter(|stored| stored.id == id).ok_or(PushError::Forked { dseq })?;
            results.push(stored);
        } else {
            fresh.push((dseq, id, value));
        }
    }
    let mut seq = results.iter().map(|result| result.seq).max().unwrap_or(desk.last_seq);
    if let Some((last, _, _)) = fresh.last() {
        desk.last_dseq = *last;
        seq = transaction.seq()?;
        desk.last_seq = seq;
        let mut batch = Batch::new(transaction.as_mut(), desk.id, desk.agent, role, seq, now)?;
        results.extend(batch.decide_all(&fresh)?);
        batch.write()?;
        transaction.put_device(&desk)?;
        transaction.commit()?;
    } else {
        // Nothing was written: whoever waits to write need not wait for the answer.
        drop(transaction);
    }
    let epoch = ledger.standing()?.epoch;
    Ok(PushAnswer { epoch, acknowledged: desk.last_dseq, results, seq })
}

/// Takes what a customer wrote, as a channel of the server's own hands it in. Answers how it ended.
///
/// # Errors
/// [`LedgerError`]; then nothing was done.
pub fn receive(
    ledger: &dyn Ledger,
    ticket: TicketId,
    body: &str,
    id: OperationId,
    now: Timestamp,
) -> Result<Result<Verdict, Rejection>, LedgerError> {
    let mut transaction = ledger.begin()?;
    let seq = transaction.seq()?;
    let mut batch = Batch::new(transaction.as_mut(), batch::SERVER_DEVICE, batch::SERVER_AGENT, Role::Administrator, seq, now)?;
    let decided = batch.receive(ticket, body, id)?;
    batch.write()?;
    if decided.is_ok() {
        transaction.commit()?;
    }
    Ok(decided)
}

/// What a status feed says of a system, written into the log of outages (O2).
pub fn feed(ledger: &dyn Ledger, feed: &Feed, id: OperationId, now: Timestamp) -> Result<Result<Verdict, Rejection>, LedgerError> {
    let mut transaction = ledger.begin()?;
    let seq = transaction.seq()?;
    let mut batch = Batch::new(transaction.as_mut(), batch::SERVER_DEVICE, batch::SERVER_AGENT, Role::Administrator, seq, now)?;
    let decided = batch.feed(feed, id)?;
    batch.write()?;
    if matches!(&decided, Ok(verdict) if *verdict != Verdict::NoOp) {
        transaction.commit()?;
    }
    Ok(decided)
}

type Sent<'a> = (u64, OperationId, &'a RawValue);

/// What is read of an operation before anything else, whatever its version.
#[derive(Deserialize)]
struct Named {
    id: OperationId,
    #[serde(default)]
    dseq: Option<u64>,
}

/// Number and identity of each operation, checked against the envelope.
fn identities(device: DeviceId, envelope: &PushEnvelope) -> Result<Vec<Sent<'_>>, PushError> {
    if envelope.device != device {
        return Err(PushError::Malformed("the token is another desk's".to_owned()));
    }
    if envelope.operations.len() > PUSH_OPERATIONS {
        return Err(PushError::Malformed(format!("a push holds at most {PUSH_OPERATIONS} operations")));
    }
    let mut dseq = envelope.first_dseq;
    let mut sent = Vec::with_capacity(envelope.operations.len());
    for value in &envelope.operations {
        let Named { id, dseq: own } =
            serde_json::from_str(value.get()).map_err(|_| PushError::Malformed(format!("operation {dseq} has no identity")))?;
        if own.is_some_and(|own| own != dseq) {
            return Err(PushError::Malformed(format!("operation {dseq} carries another number")));
        }
        sent.push((dseq, id, value.as_ref()));
        dseq = dseq.saturating_add(1);
    }
    Ok(sent)
}

fn role_of(transaction: &mut dyn Transaction, agent: holdfast_domain::AgentId) -> Result<Option<Role>, LedgerError> {
    let document = transaction.document(&RowId { kind: RowKind::Agent, id: agent.to_string() })?;
    let agent = document.map(|text| serde_json::from_str::<holdfast_domain::Agent>(&text)).transpose();
    Ok(agent.map_err(|source| LedgerError::Damaged { what: "agent", source })?.map(|agent| agent.role))
}

/// Reads an operation; none when this version does not know its kind or shape.
fn read(value: &RawValue) -> Option<Operation> {
    serde_json::from_str::<Operation>(value.get()).ok().filter(|operation| operation.v <= holdfast_domain::operation::OPERATION_VERSION)
}

/// What is kept to tell whether the same operation came again.
fn hash(value: &RawValue) -> String {
    let digest = Sha256::digest(value.get().as_bytes());
    digest.iter().take(16).fold(String::with_capacity(32), |mut text, byte| {
        // Writing into a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn result(id: OperationId, dseq: u64, seq: Seq, decided: Result<Verdict, Rejection>) -> OperationResult {
    let (verdict, rejection) = match decided {
        Ok(verdict) => (Some(verdict), None),
        Err(rejection) => (None, Some(rejection)),
    };
    OperationResult { id, dseq, seq, verdict, rejection }
}
