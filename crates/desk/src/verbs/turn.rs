//! Whose turn a call is while this desk is cut off. Nobody can tell who begins first then, so whom a ticket belongs to decides, by the
//! team server's last word: two desks that know the same rows agree without speaking.

use holdfast_domain::{CustomerId, TicketId};
use std::collections::{BTreeMap, BTreeSet};

use super::call_backs::Waiting;
use crate::error::DeskError;
use crate::view::CallTurn;
use crate::work::Work;

impl Work {
    /// Whether this person alone rings a customer. Of several tickets the one decides that comes first in the list as it was
    /// confirmed: what this desk did since is not known to another. Whom nobody else can have in their list is rung here.
    pub(super) fn turn(&self, tickets: &Waiting, confirmed: &BTreeMap<CustomerId, Waiting>) -> Result<CallTurn, DeskError> {
        let ids: BTreeSet<TicketId> = tickets.iter().map(|(ticket, _)| ticket.id).collect();
        let known = || confirmed.values().filter(|known| known.iter().any(|(ticket, _)| ids.contains(&ticket.id)));
        let mut owners: Vec<_> = known().filter_map(|known| known.first()).map(|(ticket, _)| ticket.owner).collect();
        if owners.is_empty() {
            for id in ids {
                owners.extend(self.store.base_ticket(id)?.map(|ticket| ticket.owner));
            }
        }
        let mine = owners.iter().all(|owner| *owner == Some(self.me.id));
        Ok(if mine { CallTurn::Mine } else { CallTurn::Theirs })
    }
}
