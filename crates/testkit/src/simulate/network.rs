//! The network of the simulation: what becomes of a request and of its answer.

use holdfast_domain::{DeviceId, Seq, Timestamp};
use holdfast_protocol::{BootstrapPage, BucketPage, ChangesPage, Position, Problem, ProblemCode, PushRequest};
use holdfast_server::files;
use holdfast_server::ledger::{Device, Ledger};
use holdfast_server::pull::{Puller, bootstrap, bucket, changes, digest};
use holdfast_server::push::{PushEnvelope, push};
use holdfast_sync::{Failure, Payload, Request};
use rand::{Rng, RngExt};

use super::faults::Faults;
use super::ledger::MemoryLedger;
use super::mutant::Mutant;

/// What a request meets on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It never arrives; its sender waits until the limit.
    Dropped,
    /// It arrives, perhaps twice, and the answer comes back.
    Arrives { after: i64, again_after: Option<i64>, back: Back },
}

/// What becomes of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Back {
    Whole(i64),
    Lost,
    Cut(i64),
}

const SLOWEST_MS: i64 = 120_000;

fn chance(rate: u32, rng: &mut impl Rng) -> bool {
    rate > 0 && rng.random_range(0..1_000) < rate
}

fn latency(faults: &Faults, rng: &mut impl Rng) -> i64 {
    if chance(faults.slow, rng) { rng.random_range(0..SLOWEST_MS) } else { rng.random_range(2..80) }
}

/// Draws it.
pub fn fate(faults: &Faults, rng: &mut impl Rng) -> Fate {
    if chance(faults.drop, rng) {
        return Fate::Dropped;
    }
    let after = latency(faults, rng);
    let again_after = chance(faults.double, rng).then(|| after + rng.random_range(0..30_000));
    let back = latency(faults, rng);
    let back = if chance(faults.lost_answer, rng) {
        Back::Lost
    } else if chance(faults.cut, rng) {
        Back::Cut(back)
    } else {
        Back::Whole(back)
    };
    Fate::Arrives { after, again_after, back }
}

/// Rows of a page here: small, so that a first pull has several.
const PAGE: usize = 40;

/// What the team server answers: the real push and pull, over the ledger in memory.
pub fn answer(ledger: &MemoryLedger, device: DeviceId, request: &Request, mutant: Option<Mutant>, now: Timestamp) -> Result<Payload, Failure> {
    admitted(ledger, device, now)?;
    match request {
        Request::Probe { .. } => {
            let standing = ledger.standing().map_err(broken)?;
            Ok(Payload::Probe { epoch: standing.epoch, high: standing.seq, here: true })
        }
        // Nobody looks at anything here: who is where decides nothing.
        Request::Presence(_) => Ok(Payload::Presence),
        Request::Bootstrap { after } => {
            let page = bootstrap(ledger, after.as_ref().map(|position: &Position| position.0.as_str()), Some(device), true)
                .map_err(|error| refused(error.problem()))?;
            let state = ledger.state();
            let rows = page.changes.iter().map(|stored| state.change(stored)).collect();
            Ok(Payload::Bootstrap(Box::new(BootstrapPage {
                epoch: page.epoch,
                high: page.high,
                changes: rows,
                next: page.next,
                total: page.total,
                scope: page.scope,
            })))
        }
        Request::Changes { epoch, after, scope, .. } => changes_page(ledger, &Puller { desk: device, scope: Some(scope.clone()) }, epoch, *after),
        Request::Digest { epoch, at, scope } => digest(ledger, &Puller { desk: device, scope: Some(scope.clone()) }, epoch, *at)
            .map(|answer| Payload::Digest(Box::new(answer)))
            .map_err(|error| refused(error.problem())),
        Request::Bucket { epoch, bucket, scope } => bucket_page(ledger, &Puller { desk: device, scope: Some(scope.clone()) }, epoch, *bucket),
        Request::Arrived { hash } => {
            let from = device_of(ledger, device);
            files::arrived(ledger, &from, hash).map(Payload::Arrived).map_err(|error| refused(error.problem()))
        }
        Request::SendPiece { hash, piece } => {
            let from = device_of(ledger, device);
            let taken = files::take(ledger, &from, hash, piece.size, piece.at, &piece.content, now);
            taken.map(Payload::Arrived).map_err(|error| refused(error.problem()))
        }
        Request::FetchPiece { hash, at } => {
            let asking = device_of(ledger, device);
            files::piece(ledger, &asking, hash, *at).map(Payload::Piece).map_err(|error| refused(error.problem()))
        }
        Request::Push(request) => {
            let envelope = envelope(request, mutant);
            push(ledger, device, &envelope, now).map(Payload::Push).map_err(|error| refused(error.problem()))
        }
    }
}

fn changes_page(ledger: &MemoryLedger, puller: &Puller, epoch: &str, after: Seq) -> Result<Payload, Failure> {
    let page = changes(ledger, puller, epoch, after, Some(PAGE)).map_err(|error| refused(error.problem()))?;
    let state = ledger.state();
    let rows = page.changes.iter().map(|stored| state.change(stored)).collect();
    Ok(Payload::Changes(Box::new(ChangesPage {
        epoch: page.epoch,
        from: page.from,
        to: page.to,
        high: page.high,
        has_more: page.has_more,
        changes: rows,
        acknowledged: page.acknowledged,
    })))
}

fn bucket_page(ledger: &MemoryLedger, puller: &Puller, epoch: &str, of: u8) -> Result<Payload, Failure> {
    let page = bucket(ledger, puller, epoch, of).map_err(|error| refused(error.problem()))?;
    let state = ledger.state();
    let changes = page.changes.iter().map(|stored| state.change(stored)).collect();
    Ok(Payload::Bucket(Box::new(BucketPage { epoch: page.epoch, high: page.high, bucket: page.bucket, changes })))
}

/// The operations as they are on the wire.
fn envelope(request: &PushRequest, mutant: Option<Mutant>) -> PushEnvelope {
    let value = |operation: &holdfast_domain::Operation| {
        if mutant == Some(Mutant::Guard) {
            let blind = holdfast_domain::Operation { seen: Some(Seq(u64::MAX)), ..operation.clone() };
            return serde_json::value::to_raw_value(&blind).expect("an operation is JSON");
        }
        serde_json::value::to_raw_value(operation).expect("an operation is JSON")
    };
    PushEnvelope {
        device: request.device,
        epoch: request.epoch.clone(),
        first_dseq: request.first_dseq,
        operations: request.operations.iter().map(value).collect(),
    }
}

/// The desk that asks; it was admitted.
fn device_of(ledger: &MemoryLedger, device: DeviceId) -> Device {
    ledger.state().device(device).cloned().expect("a desk that was admitted")
}

fn admitted(ledger: &MemoryLedger, device: DeviceId, now: Timestamp) -> Result<(), Failure> {
    let known: Option<Device> = ledger.state().device(device).cloned();
    match known {
        None => Err(refused(Some(Problem::new(ProblemCode::Token, "unknown")))),
        Some(device) if device.revoked => Err(refused(Some(Problem::new(ProblemCode::Revoked, "revoked")))),
        Some(device) if device.expires_at <= now => Err(refused(Some(Problem::new(ProblemCode::Token, "expired")))),
        Some(_) => Ok(()),
    }
}

/// A refusal with the server's reason.
pub fn refused(problem: Option<Problem>) -> Failure {
    let problem = problem.unwrap_or_else(|| Problem::new(ProblemCode::Internal, "the ledger failed"));
    Failure::Refused { problem, retry_after_ms: None }
}

fn broken(error: impl std::fmt::Display) -> Failure {
    refused(Some(Problem::new(ProblemCode::Internal, error.to_string())))
}
