//! Who sees what of the simulated server's rows: by the rule of `domain`, over its own storage.

use holdfast_domain::{Access, AgentId, Attachment, DeviceId, QueueId, Seq, TicketId};
use holdfast_protocol::{Row, RowId, RowKind};
use holdfast_server::ledger::StoredChange;
use uuid::Uuid;

use super::state::{Key, State};
use super::team::{QUEUES, queue_id};

impl State {
    /// What a person may see.
    pub fn access(&self, id: AgentId) -> Access {
        let all = self.rows.range((RowKind::Queue, Uuid::nil())..=(RowKind::Queue, Uuid::max()));
        let queues = all.filter_map(|(key, _)| if let Some(Row::Queue(queue)) = self.row(*key) { Some(queue.as_ref()) } else { None });
        match self.row((RowKind::Agent, id.0)) {
            Some(Row::Agent(agent)) => Access::of(agent, queues),
            _ => Access::of_stranger(id, queues),
        }
    }

    /// The mark of that.
    pub fn scope(&self, agent: AgentId, access: &Access) -> String {
        let queues = (0..QUEUES).map(|number| (RowKind::Queue, queue_id(number).0));
        let rows = queues.chain([(RowKind::Agent, agent.0)]).filter_map(|key| self.rows.get(&key));
        access.mark(Seq(rows.map(|(seq, _)| *seq).max().unwrap_or(0)))
    }

    pub fn is_restricted(&self, queue: QueueId) -> bool {
        matches!(self.row((RowKind::Queue, queue.0)), Some(Row::Queue(queue)) if queue.restricted)
    }

    /// What the person of a desk may see and the mark of it, when that is not everything.
    pub(super) fn sight(&self, desk: Option<DeviceId>) -> Option<(Access, String)> {
        if !(0..QUEUES).any(|number| self.is_restricted(queue_id(number))) {
            return None;
        }
        let agent = desk.and_then(|id| self.devices.get(&id))?.agent;
        let access = Some(self.access(agent)).filter(|access| !access.is_whole())?;
        let scope = self.scope(agent, &access);
        Some((access, scope))
    }

    /// Whether a row may be seen by somebody who may not see everything.
    pub fn is_seen(&self, access: Option<&Access>, key: Key) -> bool {
        let Some(access) = access else { return true };
        let ticket = match (key.0, self.row(key)) {
            (RowKind::Ticket, _) => self.ticket(TicketId(key.1)),
            (RowKind::Message, Some(Row::Message(message))) => self.ticket(message.ticket),
            _ => None,
        };
        ticket.is_none_or(|ticket| access.sees(ticket.queue, ticket.owner))
    }

    pub(super) fn told(&self, access: Option<&Access>, key: Key) -> StoredChange {
        if self.is_seen(access, key) {
            return self.stored(key);
        }
        StoredChange { seq: Seq(self.rows[&key].0), row: None, removed: Some(RowId { kind: key.0, id: key.1.to_string() }) }
    }

    /// Every file that stands on a message which this person may see.
    pub fn files_seen_by(&self, agent: AgentId) -> Vec<Attachment> {
        let access = Some(self.access(agent)).filter(|access| !access.is_whole());
        let all = self.rows.range((RowKind::Message, Uuid::nil())..=(RowKind::Message, Uuid::max()));
        let message = |key: &Key| if let Some(Row::Message(message)) = self.row(*key) { message.files.clone() } else { Vec::new() };
        all.filter(|(key, _)| self.is_seen(access.as_ref(), **key)).flat_map(|(key, _)| message(key)).collect()
    }
}
