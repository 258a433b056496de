//! Who wrote to the customer last, or the customer to us: what the stale-reply guard asks of a ticket (SYNC 1.7).
//!
//! A desk's own messages are no news to it, so the newest message alone does not answer: it may be the desk's own, over one that the
//! desk has not seen. Two sequences more answer for every desk, however many messages there are.

use serde::{Deserialize, Serialize};

use crate::{DeviceId, MessageId, Seq};

/// The newest public message, which a reply must have seen (SYNC 1.7), and as much of the ones before as the guard asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LastPublic {
    /// When the server took it.
    pub seq: Seq,
    /// The desk that wrote it; none for a customer.
    pub device: Option<DeviceId>,
    /// When the server took the newest one that this desk did not write.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub elsewhere: Option<Seq>,
    /// When the server took the customer's newest one, if a desk has written since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<Seq>,
    /// Which message it is, so that the same one again is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<MessageId>,
}

impl LastPublic {
    /// A customer's message on a ticket that has no other.
    #[must_use]
    pub const fn of_customer(seq: Seq) -> Self {
        Self { seq, device: None, elsewhere: None, customer: None, message: None }
    }

    /// After `before` came `message`, from a desk or from the customer.
    pub(crate) fn after(before: Option<Self>, seq: Seq, device: Option<DeviceId>, message: MessageId) -> Self {
        let elsewhere = before.and_then(|before| if before.device == device { before.elsewhere } else { Some(before.seq) });
        let customer = before.and_then(|before| before.by_customer()).filter(|_| device.is_some());
        Self { seq, device, elsewhere, customer, message: Some(message) }
    }

    /// Whether somebody else than `device` has written after `seen`.
    #[must_use]
    pub fn is_news_to(&self, device: DeviceId, seen: Seq) -> bool {
        let newest = if self.device == Some(device) { self.elsewhere } else { Some(self.seq) };
        newest.is_some_and(|seq| seq > seen)
    }

    /// When the server took the customer's newest message, as far as it came through a channel of the server.
    #[must_use]
    pub fn by_customer(&self) -> Option<Seq> {
        if self.device.is_none() { Some(self.seq) } else { self.customer }
    }
}
