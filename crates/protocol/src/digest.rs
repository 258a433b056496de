//! Whether a desk has what the team server has, told without sending it: a sum over all rows in 256 buckets, and the
//! rows of one bucket for a desk whose sum differs (SYNC 1.4).

use holdfast_domain::Seq;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::fmt::Write;

use crate::row::{Change, RowId, RowKind};

/// Buckets of a digest.
pub const BUCKETS: usize = 256;
/// Most rows that may have moved beyond the cursor asked about; a desk further behind pulls first.
pub const MOST_MOVED: usize = 1_000;

/// A sum for each bucket. The order in which rows are added does not matter.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Digest(Vec<u128>);

impl Default for Digest {
    fn default() -> Self {
        Self(vec![0; BUCKETS])
    }
}

impl std::fmt::Debug for Digest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let together = self.0.iter().fold(0_u128, |all, sum| all.wrapping_add(*sum));
        write!(f, "Digest({together:032x})")
    }
}

impl Digest {
    /// Adds a row as of the transaction that last changed it.
    pub fn add(&mut self, kind: RowKind, id: &str, seq: Seq) {
        let mut hasher = Sha256::new();
        hasher.update(kind.name().as_bytes());
        hasher.update(b"\0");
        hasher.update(id.as_bytes());
        hasher.update(b"\0");
        hasher.update(seq.0.to_le_bytes());
        let hash: [u8; 32] = hasher.finalize().into();
        if let (Some(sum), Some(half)) = (self.0.get_mut(usize::from(bucket_of(kind, id))), hash.first_chunk::<16>()) {
            *sum = sum.wrapping_add(u128::from_le_bytes(*half));
        }
    }

    /// The buckets in which the two differ.
    #[must_use]
    pub fn differing(&self, other: &Self) -> Vec<u8> {
        let pairs = self.0.iter().zip(&other.0).zip(0..=u8::MAX);
        pairs.filter(|((ours, theirs), _)| ours != theirs).map(|(_, bucket)| bucket).collect()
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> Self {
        digest.0.iter().fold(Self::with_capacity(BUCKETS.saturating_mul(32)), |mut text, sum| {
            // Writing into a String cannot fail.
            let _ = write!(text, "{sum:032x}");
            text
        })
    }
}

impl TryFrom<String> for Digest {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let sums: Option<Vec<u128>> = text.as_bytes().chunks(32).map(|sum| u128::from_str_radix(std::str::from_utf8(sum).ok()?, 16).ok()).collect();
        sums.filter(|sums| sums.len() == BUCKETS && text.len() == BUCKETS.saturating_mul(32))
            .map(Self)
            .ok_or("256 sums of 32 hexadecimal digits each")
    }
}

/// The bucket of a row (FNV-1a over kind and identity).
#[must_use]
pub fn bucket_of(kind: RowKind, id: &str) -> u8 {
    let bytes = kind.name().bytes().chain(id.bytes());
    let [first, ..] = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)).to_be_bytes();
    first
}

/// The digest of all rows that stood at a desk's cursor and have not moved since.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DigestAnswer {
    /// The server's life.
    pub epoch: String,
    /// The cursor asked about.
    pub at: Seq,
    /// Rows that changed or went after that: they are in nobody's sum.
    pub moved: Vec<RowId>,
    /// The sums of all others.
    pub digest: Digest,
}

/// Every row of one bucket, read in one snapshot.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BucketPage {
    /// The server's life.
    pub epoch: String,
    /// The newest sequence of the snapshot: what is not in the page and not newer is no more.
    pub high: Seq,
    /// Which bucket.
    pub bucket: u8,
    /// The rows.
    pub changes: Vec<Change>,
}
