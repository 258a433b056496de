//! Tags: an observed-remove set. Removing takes away only the additions its author saw, so that an addition elsewhere survives.

use super::context::Context;
use super::record::record;
use crate::{Event, Field, Operation, OperationId, Outcome, Rejection, Ticket};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn tag(
    ticket: &mut Ticket,
    add: &[String],
    remove: &BTreeMap<String, BTreeSet<OperationId>>,
    operation: &Operation,
    context: &Context,
) -> Result<Outcome, Rejection> {
    if add.iter().any(|tag| tag.trim().is_empty()) {
        return Err(Rejection::EmptyText);
    }
    let (mut added, mut removed, mut noted) = (Vec::new(), Vec::new(), false);
    for tag in add {
        let adds = ticket.tags.0.entry(tag.clone()).or_default();
        if adds.is_empty() {
            added.push(tag.clone());
        }
        // Also when it is set already: a removal elsewhere that has not seen this addition must not take it away.
        noted |= adds.insert(operation.id);
    }
    for (tag, seen) in remove {
        if let Some(adds) = ticket.tags.0.get_mut(tag) {
            let before = adds.len();
            adds.retain(|id| !seen.contains(id));
            // Also when the tag stays, by an addition elsewhere.
            noted |= adds.len() < before;
            if adds.is_empty() {
                ticket.tags.0.remove(tag);
                removed.push(tag.clone());
            }
        }
    }
    if added.is_empty() && removed.is_empty() {
        return Ok(if noted { Outcome::applied([Field::Tags]) } else { Outcome::noop() });
    }
    record(ticket, Some(Field::Tags), Event::Tags { added, removed }, operation, context);
    Ok(Outcome::applied([Field::Tags]))
}
