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
    /// Where two tickets became one under it, or one became two: what that was to the desk that did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merged: Option<MergedPublic>,
}

/// What stands on a ticket that was merged, or taken apart, is news to every desk. To the one that did it only what it had not
/// seen is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MergedPublic {
    /// The desk.
    pub device: DeviceId,
    /// When the server took the newest message that this desk did not write.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub elsewhere: Option<Seq>,
    /// When the server took the customer's newest one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<Seq>,
}

impl LastPublic {
    /// A customer's message on a ticket that has no other.
    #[must_use]
    pub const fn of_customer(seq: Seq) -> Self {
        Self { seq, device: None, elsewhere: None, customer: None, message: None, merged: None }
    }

    /// After `before` came `message`, from a desk or from the customer.
    pub(crate) fn after(before: Option<Self>, seq: Seq, device: Option<DeviceId>, message: MessageId) -> Self {
        let elsewhere = before.and_then(|before| match device {
            Some(device) => before.elsewhere_than(device),
            None if before.device.is_none() => before.elsewhere,
            None => Some(before.seq),
        });
        let customer = before.and_then(|before| before.by_customer()).filter(|_| device.is_some());
        let merged = before.and_then(|before| before.merged).filter(|merged| Some(merged.device) == device);
        Self { seq, device, elsewhere, customer, message: Some(message), merged }
    }

    /// Whether somebody else than `device` has written after `seen`.
    #[must_use]
    pub fn is_news_to(&self, device: DeviceId, seen: Seq) -> bool {
        self.elsewhere_than(device).is_some_and(|seq| seq > seen)
    }

    /// When the server took the newest message that `device` did not write.
    pub(crate) fn elsewhere_than(&self, device: DeviceId) -> Option<Seq> {
        match self.merged {
            Some(merged) if merged.device == device && self.device.is_none() => merged.elsewhere,
            _ if self.device == Some(device) => self.elsewhere,
            _ => Some(self.seq),
        }
    }

    /// The same as [`Self::by_customer`], as far as it is news to `device`.
    #[must_use]
    pub fn customer_for(&self, device: DeviceId) -> Option<Seq> {
        self.merged.filter(|merged| merged.device == device).map_or_else(|| self.by_customer(), |merged| merged.customer)
    }

    /// When the server took the customer's newest message, as far as it came through a channel of the server.
    #[must_use]
    pub fn by_customer(&self) -> Option<Seq> {
        if self.device.is_none() { Some(self.seq) } else { self.customer }
    }
}
