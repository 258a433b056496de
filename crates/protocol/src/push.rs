//! Push: a desk's operations in the desk's own order, and what became of each.

use holdfast_domain::{DeviceId, Operation, OperationId, Rejection, Seq, Verdict};
use serde::{Deserialize, Serialize};

/// Operations `first_dseq`, `first_dseq + 1`, … of a desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PushRequest {
    /// The desk.
    pub device: DeviceId,
    /// The life of the server with which the desk's numbers were last settled; none before there was any. Another life
    /// than the server's is answered with a resync and nothing is taken: after a restore numbers are given anew, and a copy
    /// of an older batch that arrives late must not take them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub epoch: Option<String>,
    /// The number of the first.
    pub first_dseq: u64,
    /// The operations. A kind this server does not know comes back rejected, not as an error.
    pub operations: Vec<Operation>,
}

/// What became of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PushAnswer {
    /// The server's life.
    pub epoch: String,
    /// All up to this one are decided and never need sending again.
    pub acknowledged: u64,
    /// One for each operation sent.
    pub results: Vec<OperationResult>,
    /// The transaction.
    pub seq: Seq,
}

/// What became of one operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OperationResult {
    /// Which.
    pub id: OperationId,
    /// Its place in the desk's order.
    pub dseq: u64,
    /// The transaction that decided it.
    pub seq: Seq,
    /// How it ended, when it was not rejected.
    pub verdict: Option<Verdict>,
    /// Why it was rejected.
    pub rejection: Option<Rejection>,
}
