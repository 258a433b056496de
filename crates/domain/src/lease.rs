//! The lease of a ticket: who may count on it, under which fence, and until when (SYNC 1.8).
//!
//! No lease is kept beside the ticket. Its agent is the owner; its desk and its fence are the revision of the owner, which
//! rises with each change of owner; an operation carries the fence it was written under as its `base` of the owner. What the
//! ticket keeps is the end, by the team server's clock. [`crate::apply`] grants a lease with a new owner and renews it with each
//! thing the owner does on the ticket, so that renewing costs no request and no row of its own.

use crate::{AgentId, DeviceId, Field, Seq, Ticket, Timestamp};

/// How long a lease stands after its owner's last work on the ticket, in milliseconds: 12 hours, the longest that somebody cut off
/// is waited for (SYNC 1.8).
pub const LEASE_MS: i64 = 12 * 3_600_000;

/// Who may count on a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lease {
    /// The owner.
    pub agent: AgentId,
    /// The desk that took or gave it; none when the team server did.
    pub device: Option<DeviceId>,
    /// The transaction that granted it. Whoever writes under a lower one writes under a lease that has ended.
    pub fence: Seq,
    /// When it ends, by the team server's clock; none when it stands until somebody takes the ticket over and says why.
    pub until: Option<Timestamp>,
}

impl Lease {
    /// Whether it has run out: the ticket may be claimed without asking its owner.
    #[must_use]
    pub fn has_lapsed(&self, now: Timestamp) -> bool {
        self.until.is_some_and(|until| now > until)
    }
}

impl Ticket {
    /// The lease on it; none when it is nobody's.
    #[must_use]
    pub fn lease(&self) -> Option<Lease> {
        let rev = self.revs.get(&Field::Owner);
        let device = rev.and_then(|rev| rev.device);
        self.owner.map(|agent| Lease { agent, device, fence: self.rev(Field::Owner), until: self.lease_until })
    }
}
