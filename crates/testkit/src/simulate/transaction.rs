//! One transaction of the simulated server's storage: what it wrote is there when it commits, all of it or nothing.

use holdfast_domain::{
    Access, AgentId, Apart, Attachment, CustomerId, DeviceId, Message, MessageId, OperationId, QueueId, Seq, Ticket, TicketId, Timestamp,
};
use holdfast_protocol::{OperationResult, Row, RowId, RowKind, UploadAnswer};
use holdfast_server::ledger::{Account, Arriving, Device, LedgerError, Traces, Transaction};
use std::sync::{Arc, MutexGuard};
use uuid::Uuid;

use super::mutant::Mutant;
use super::state::{Key, State, document, key_of, key_of_id};

pub(super) struct MemoryTransaction<'a> {
    state: MutexGuard<'a, State>,
    mutant: Option<Mutant>,
    seq: Option<u64>,
    numbers: u32,
    rows: Vec<(Key, Option<Row>)>,
    results: Vec<(DeviceId, OperationResult)>,
    devices: Vec<Device>,
    moved: Vec<(TicketId, TicketId)>,
    kept: Vec<Apart>,
    back: Vec<(Ticket, TicketId)>,
}

impl<'a> MemoryTransaction<'a> {
    pub(super) const fn begin(state: MutexGuard<'a, State>, mutant: Option<Mutant>) -> Self {
        Self {
            state,
            mutant,
            seq: None,
            numbers: 0,
            rows: Vec::new(),
            results: Vec::new(),
            devices: Vec::new(),
            moved: Vec::new(),
            kept: Vec::new(),
            back: Vec::new(),
        }
    }
}

impl Transaction for MemoryTransaction<'_> {
    fn seq(&mut self) -> Result<Seq, LedgerError> {
        Ok(Seq(*self.seq.get_or_insert(self.state.seq + 1)))
    }

    fn next_number(&mut self) -> Result<u32, LedgerError> {
        self.numbers += 1;
        Ok(self.state.next_number + self.numbers - 1)
    }

    fn next_mark(&mut self) -> Result<u32, LedgerError> {
        Ok(u32::try_from(self.state.devices.len()).unwrap_or(u32::MAX))
    }

    fn device(&mut self, id: DeviceId) -> Result<Option<Device>, LedgerError> {
        Ok(self.devices.iter().rev().find(|device| device.id == id).or_else(|| self.state.devices.get(&id)).cloned())
    }

    fn put_device(&mut self, device: &Device) -> Result<(), LedgerError> {
        let mut device = device.clone();
        if self.mutant == Some(Mutant::Dedupe) {
            // The number is not kept: what comes again is taken again.
            device.last_dseq = 0;
        }
        self.devices.push(device);
        Ok(())
    }

    fn result_at(&mut self, device: DeviceId, dseq: u64) -> Result<Option<OperationResult>, LedgerError> {
        Ok(self.state.results.get(&(device, dseq)).cloned())
    }

    fn result_of(&mut self, operation: OperationId) -> Result<Option<OperationResult>, LedgerError> {
        if self.mutant == Some(Mutant::Dedupe) {
            return Ok(None);
        }
        let here = self.results.iter().find(|(_, result)| result.id == operation).map(|(_, result)| result);
        Ok(here.or_else(|| self.state.decided.get(&operation).map(|(_, result)| result)).cloned())
    }

    fn record(&mut self, device: DeviceId, _hash: &str, result: &OperationResult) -> Result<(), LedgerError> {
        self.results.push((device, result.clone()));
        Ok(())
    }

    fn ticket(&mut self, id: TicketId) -> Result<Option<Ticket>, LedgerError> {
        Ok(self.state.ticket(id).cloned())
    }

    fn document(&mut self, row: &RowId) -> Result<Option<String>, LedgerError> {
        Ok(document(self.state.row(key_of_id(row))))
    }

    fn documents(&mut self, kind: RowKind) -> Result<Vec<String>, LedgerError> {
        Ok(self.state.rows.range((kind, Uuid::nil())..=(kind, Uuid::max())).filter_map(|(key, _)| document(self.state.row(*key))).collect())
    }

    fn access(&mut self, agent: AgentId) -> Result<Access, LedgerError> {
        Ok(self.state.access(agent))
    }

    fn merged_into(&mut self, ticket: TicketId) -> Result<Option<TicketId>, LedgerError> {
        Ok(self.state.merged.get(&ticket).copied())
    }

    fn move_messages(&mut self, from: TicketId, into: TicketId) -> Result<(), LedgerError> {
        let seq = self.seq()?;
        let messages: Vec<_> = self.state.messages(from).cloned().collect();
        self.rows.extend(messages.into_iter().map(|message| {
            let row = Row::Message(Arc::new(Message { ticket: into, seq: Some(seq), ..message }));
            (key_of(&row), Some(row))
        }));
        self.moved.push((from, into));
        Ok(())
    }

    fn keep_apart(&mut self, apart: &Apart, _now: Timestamp) -> Result<(), LedgerError> {
        self.kept.push(apart.clone());
        Ok(())
    }

    fn apart(&mut self, other: TicketId) -> Result<Option<Apart>, LedgerError> {
        Ok(self.state.apart.get(&other).map(|(apart, _)| apart.clone()))
    }

    fn move_back(&mut self, other: &Ticket, ticket: TicketId) -> Result<(), LedgerError> {
        let seq = self.seq()?;
        let brought = self.state.apart.get(&other.id).map(|(_, brought)| brought.clone()).unwrap_or_default();
        let messages: Vec<_> = self.state.messages(ticket).filter(|message| brought.contains(&message.id)).cloned().collect();
        self.rows.extend(messages.into_iter().map(|message| {
            let row = Row::Message(Arc::new(Message { ticket: other.id, seq: Some(seq), ..message }));
            (key_of(&row), Some(row))
        }));
        self.back.push((other.clone(), ticket));
        Ok(())
    }

    fn newest_public(&mut self, tickets: [TicketId; 2]) -> Result<Option<MessageId>, LedgerError> {
        let public = tickets.iter().flat_map(|ticket| self.state.messages(*ticket)).filter(|message| message.kind.is_public());
        Ok(public.max_by_key(|message| (message.seq, message.at)).map(|message| message.id))
    }

    fn is_restricted(&mut self, queue: QueueId) -> Result<bool, LedgerError> {
        Ok(self.state.is_restricted(queue))
    }

    fn show_again(&mut self, ticket: TicketId) -> Result<(), LedgerError> {
        self.seq()?;
        if self.mutant == Some(Mutant::Sight) {
            return Ok(());
        }
        let messages: Vec<_> = self.state.messages(ticket).cloned().collect();
        self.rows.extend(messages.into_iter().map(|message| {
            let row = Row::Message(Arc::new(message));
            (key_of(&row), Some(row))
        }));
        Ok(())
    }

    fn put(&mut self, row: &Row) -> Result<(), LedgerError> {
        self.seq()?;
        self.rows.push((key_of(row), Some(row.clone())));
        Ok(())
    }

    fn remove(&mut self, row: &RowId) -> Result<(), LedgerError> {
        self.seq()?;
        self.rows.push((key_of_id(row), None));
        Ok(())
    }

    fn is_removed(&mut self, row: &RowId) -> Result<bool, LedgerError> {
        Ok(self.state.rows.get(&key_of_id(row)).is_some_and(|(_, version)| version.is_none()))
    }

    // Nobody is erased in a simulated life.
    fn joined(&mut self) -> Result<Vec<(CustomerId, CustomerId)>, LedgerError> {
        Ok(Vec::new())
    }

    fn traces(&mut self, customers: Vec<CustomerId>) -> Result<Traces, LedgerError> {
        Ok(Traces { customers, ..Traces::default() })
    }

    fn erase(&mut self, _traces: &Traces) -> Result<(), LedgerError> {
        Ok(())
    }

    fn arrived(&mut self, from: &Device, hash: &str) -> Result<UploadAnswer, LedgerError> {
        Ok(self.state.files.arrived(from, hash))
    }

    fn take_piece(&mut self, from: &Device, file: &Attachment, piece: Arriving<'_>) -> Result<UploadAnswer, LedgerError> {
        Ok(self.state.files.take(from, file, piece))
    }

    fn may_use(&mut self, agent: AgentId, hash: &str) -> Result<bool, LedgerError> {
        Ok(self.mutant == Some(Mutant::Files) || self.state.files.may_use(agent, hash))
    }

    fn refer(&mut self, files: &[Attachment], _by: Uuid, _ticket: Option<TicketId>) -> Result<(), LedgerError> {
        self.state.files.refer(files);
        Ok(())
    }

    fn put_account(&mut self, _account: &Account) -> Result<(), LedgerError> {
        Ok(())
    }

    fn set_team(&mut self, _name: &str) -> Result<(), LedgerError> {
        Ok(())
    }

    fn commit(self: Box<Self>) -> Result<(), LedgerError> {
        let Self { mut state, seq, numbers, rows, results, devices, moved, kept, back, .. } = *self;
        let state = &mut *state;
        for (from, into) in moved {
            state.merged.values_mut().filter(|leads_to| **leads_to == from).for_each(|leads_to| *leads_to = into);
            state.merged.insert(from, into);
            let gone = state.messages.remove(&from).unwrap_or_default();
            if let Some(apart) = kept.iter().find(|apart| apart.other.id == from) {
                state.apart.insert(from, (apart.clone(), gone.clone()));
            }
            state.messages.entry(into).or_default().extend(gone);
        }
        for (other, ticket) in back {
            let (_, brought) = state.apart.remove(&other.id).expect("what was before a merge that is undone");
            state.merged.remove(&other.id);
            state.merged.extend(other.merged.iter().map(|merged| (*merged, other.id)));
            state.messages.entry(ticket).or_default().retain(|message| !brought.contains(message));
            state.messages.insert(other.id, brought);
        }
        state.next_number += numbers;
        if let Some(seq) = seq {
            state.seq = seq;
            for (key, row) in rows {
                state.store(key, seq, row);
            }
        }
        for (device, result) in results {
            let order = state.decided.len() as u64;
            state.results.insert((device, result.dseq), result.clone());
            state.decided.entry(result.id).or_insert((order, result));
        }
        state.devices.extend(devices.into_iter().map(|device| (device.id, device)));
        Ok(())
    }
}
