//! Pull: pages of changes and of the first pull, in the protocol's shapes, with documents spliced in as they are stored.

use holdfast_domain::{DeviceId, Seq};
use holdfast_protocol::digest::MOST_MOVED;
use holdfast_protocol::{Acknowledged, BOOTSTRAP_ROWS, DigestAnswer, LARGEST_ANSWER, PULL_ROWS, Position, Problem, ProblemCode, VERSION};
use serde::Serialize;

use crate::ledger::{After, Ledger, LedgerError, PageLimit, Phase, Standing, StoredChange};

/// Documents in a page, in bytes: well below what a desk reads, with room for one transaction more.
const PAGE_BYTES: usize = LARGEST_ANSWER / 8;

/// Why a pull was refused.
#[derive(Debug, thiserror::Error)]
pub enum PullError {
    /// The cursor means nothing here: pull anew.
    #[error("{0}")]
    Resync(&'static str),
    /// What this person may see has changed since.
    #[error("what this person may see has changed")]
    Scope,
    /// This desk's build knows nothing of what a person may not see.
    #[error("this desk is too old for a person who may not see everything")]
    TooOld,
    /// More has moved beyond the cursor than a digest can leave out.
    #[error("too much has changed since; pull first")]
    TooMuchMoved,
    /// The position was not made here.
    #[error("the position is not one of this server's")]
    Position,
    /// Storage failed.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

impl PullError {
    /// What the desk is told and acts on; none when it is the storage's failure.
    #[must_use]
    pub fn problem(&self) -> Option<Problem> {
        let code = match self {
            Self::Resync(_) => ProblemCode::Resync,
            Self::Scope => ProblemCode::Scope,
            Self::TooOld => ProblemCode::Version,
            Self::TooMuchMoved => ProblemCode::Busy,
            Self::Position => ProblemCode::BadRequest,
            Self::Ledger(_) => return None,
        };
        let version = matches!(self, Self::TooOld).then_some(VERSION);
        Some(Problem { version, ..Problem::new(code, self.to_string()) })
    }
}

/// [`holdfast_protocol::ChangesPage`], its documents not read.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "the fields are the protocol's")]
pub struct Changes {
    pub epoch: String,
    pub from: Seq,
    pub to: Seq,
    pub high: Seq,
    pub has_more: bool,
    pub changes: Vec<StoredChange>,
    pub acknowledged: Option<Acknowledged>,
}

/// [`holdfast_protocol::BootstrapPage`], its documents not read.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "the fields are the protocol's")]
pub struct Bootstrap {
    pub epoch: String,
    pub high: Seq,
    pub changes: Vec<StoredChange>,
    pub next: Option<Position>,
    pub total: u64,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub scope: String,
}

/// [`holdfast_protocol::BucketPage`], its documents not read.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "the fields are the protocol's")]
pub struct Bucket {
    pub epoch: String,
    pub high: Seq,
    pub bucket: u8,
    pub changes: Vec<StoredChange>,
}

/// Who pulls.
#[derive(Clone, Debug)]
pub struct Puller {
    /// The desk.
    pub desk: DeviceId,
    /// The mark of what its person could see when it last pulled anew; none from a desk that knows of no such thing.
    pub scope: Option<String>,
}

impl Puller {
    /// Whether its person may see what they could when the desk last pulled everything. Asked with every answer over the rows:
    /// under another scope a sum, or a bucket, would take rows from the desk that nobody brings back.
    fn may_go_on(&self, standing: &Standing, now: &str) -> Result<(), PullError> {
        match &self.scope {
            Some(scope) if scope != now => Err(PullError::Scope),
            // Before scopes there was no merging either.
            None if !now.is_empty() || standing.has_merged => Err(PullError::TooOld),
            _ => Ok(()),
        }
    }
}

/// What changed after a cursor of the epoch `epoch`.
///
/// # Errors
/// [`PullError::Resync`] when the cursor is of another life or too old; [`PullError::Scope`] when its person may see other
/// tickets by now.
pub fn changes(ledger: &dyn Ledger, puller: &Puller, epoch: &str, after: Seq, limit: Option<usize>) -> Result<Changes, PullError> {
    let rows = limit.unwrap_or(PULL_ROWS).clamp(1, PULL_ROWS);
    let read = ledger.changes(after, PageLimit { rows, bytes: PAGE_BYTES }, Some(puller.desk))?;
    is_of_this_life(&read.standing, epoch, after)?;
    if after < read.standing.min_retained {
        return Err(PullError::Resync("the cursor is older than what is kept of removals"));
    }
    puller.may_go_on(&read.standing, &read.scope)?;
    Ok(Changes {
        epoch: read.standing.epoch,
        from: after,
        to: read.to,
        high: read.standing.seq,
        has_more: read.has_more,
        changes: read.changes,
        acknowledged: read.acknowledged,
    })
}

/// A page of the first pull, of what a person may see; of everything without a desk.
///
/// # Errors
/// [`PullError::Position`] when the position was not made here; [`PullError::Resync`] when it is of another life;
/// [`PullError::Scope`] when its person may see other tickets by now.
pub fn bootstrap(ledger: &dyn Ledger, after: Option<&str>, desk: Option<DeviceId>, knows_scopes: bool) -> Result<Bootstrap, PullError> {
    let (of, after) = after.map(|text| position(text).ok_or(PullError::Position)).transpose()?.unzip();
    let read = ledger.bootstrap(after, PageLimit { rows: BOOTSTRAP_ROWS, bytes: PAGE_BYTES }, desk)?;
    if let Some((epoch, scope)) = of {
        // Rows before it may be others in this life.
        if epoch != read.standing.epoch {
            return Err(PullError::Resync("the place is of another life of this server"));
        }
        // What may be seen has changed on the way: half of it would be of before.
        if scope != read.scope {
            return Err(PullError::Scope);
        }
    }
    if !knows_scopes && (!read.scope.is_empty() || read.standing.has_merged) {
        return Err(PullError::TooOld);
    }
    Ok(Bootstrap {
        high: read.standing.seq,
        changes: read.changes,
        next: read.next.map(|after| Position(text(&read.standing.epoch, &read.scope, &after))),
        epoch: read.standing.epoch,
        total: read.total,
        scope: read.scope,
    })
}

/// The digest of what stood at a cursor of the epoch `epoch`.
///
/// # Errors
/// [`PullError::Resync`] when the cursor is not of this life; [`PullError::TooMuchMoved`] when it is far behind.
pub fn digest(ledger: &dyn Ledger, puller: &Puller, epoch: &str, at: Seq) -> Result<DigestAnswer, PullError> {
    let read = ledger.digest(at, Some(puller.desk))?;
    is_of_this_life(&read.standing, epoch, at)?;
    puller.may_go_on(&read.standing, &read.scope)?;
    if read.moved.len() > MOST_MOVED {
        return Err(PullError::TooMuchMoved);
    }
    Ok(DigestAnswer { epoch: read.standing.epoch, at, moved: read.moved, digest: read.digest })
}

/// Every row of a bucket of the digest.
///
/// # Errors
/// [`PullError::Resync`] when the epoch is another.
pub fn bucket(ledger: &dyn Ledger, puller: &Puller, epoch: &str, bucket: u8) -> Result<Bucket, PullError> {
    let read = ledger.bucket(bucket, Some(puller.desk))?;
    is_of_this_life(&read.standing, epoch, Seq(0))?;
    puller.may_go_on(&read.standing, &read.scope)?;
    Ok(Bucket { epoch: read.standing.epoch, high: read.standing.seq, bucket, changes: read.changes })
}

fn is_of_this_life(standing: &Standing, epoch: &str, cursor: Seq) -> Result<(), PullError> {
    if standing.epoch != epoch {
        return Err(PullError::Resync("the cursor is of another life of this server"));
    }
    if cursor > standing.seq { Err(PullError::Resync("the cursor is ahead of this server")) } else { Ok(()) }
}

/// `epoch:scope:phase:rank:began:total:id`.
fn text(epoch: &str, scope: &str, after: &After) -> String {
    format!("{epoch}:{scope}:{}:{}:{}:{}:{}", after.phase.number(), after.rank, after.began, after.total, after.id)
}

fn position(text: &str) -> Option<((String, String), After)> {
    let mut parts = text.splitn(7, ':');
    let of = (parts.next()?.to_owned(), parts.next()?.to_owned());
    let phase = Phase::from_number(parts.next()?.parse().ok()?)?;
    let rank = parts.next()?.parse().ok()?;
    let began = Seq(parts.next()?.parse().ok()?);
    let total = parts.next()?.parse().ok()?;
    Some((of, After { phase, rank, id: parts.next()?.to_owned(), began, total }))
}
