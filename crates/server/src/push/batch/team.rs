//! Operations about what is the whole team's: its opening hours, the lists that it shares, its outages.

use holdfast_domain::{Action, Context, Entity, FilterId, Operation, Outage, OutageId, Outcome, Rejection, apply, join_outages};
use holdfast_protocol::RowKind;
use std::collections::BTreeMap;

use super::{Batch, Decided};
use crate::ledger::LedgerError;

impl Batch<'_> {
    pub(super) fn on_schedule(&mut self, operation: &Operation) -> Result<Decided, LedgerError> {
        let Action::SetSchedule(new) = &operation.action else { return Ok(Err(Rejection::Unsupported)) };
        let before = match self.working.schedules.get(&new.key) {
            Some(schedule) => Some(schedule.clone()),
            None => self.read(RowKind::Schedule, new.key.clone(), "schedule")?,
        };
        let mut entity = Entity::Schedule(before.clone());
        let outcome = match self.act(&mut entity, operation) {
            Ok(outcome) => outcome,
            Err(rejection) => return Ok(Err(rejection)),
        };
        if let Some(after) = entity.schedule().filter(|after| before.as_ref() != Some(after)) {
            self.working.schedules.insert(new.key.clone(), after);
        }
        self.keep(outcome)
    }

    pub(super) fn on_filter(&mut self, id: FilterId, operation: &Operation) -> Result<Decided, LedgerError> {
        let before = match self.working.filters.get(&id) {
            Some(filter) => Some(filter.clone()),
            None => self.read(RowKind::Filter, id.to_string(), "filter")?,
        };
        let mut entity = Entity::Filter(before.clone());
        let outcome = match self.act(&mut entity, operation) {
            Ok(outcome) => outcome,
            Err(rejection) => return Ok(Err(rejection)),
        };
        if let Some(after) = entity.filter().filter(|after| before.as_ref() != Some(after)) {
            self.working.filters.insert(id, after);
        }
        self.keep(outcome)
    }

    /// What is said of an outage is said of the one that it turned out to be, and whatever is one with others afterwards becomes so.
    pub(super) fn on_outage(&mut self, id: OutageId, operation: &Operation) -> Result<Decided, LedgerError> {
        let before = self.outages()?;
        let stands = before.get(&id).and_then(|outage| outage.joined).unwrap_or(id);
        let mut entity = Entity::Outage(before.get(&stands).cloned());
        let outcome = match self.act(&mut entity, operation) {
            Ok(outcome) => outcome,
            Err(rejection) => return Ok(Err(rejection)),
        };
        let mut after = before.clone();
        after.extend(entity.outage().map(|outage| (stands, outage)));
        let mut all: Vec<Outage> = after.into_values().collect();
        join_outages(&mut all);
        self.working.outages.extend(all.into_iter().filter(|outage| before.get(&outage.id) != Some(outage)).map(|outage| (outage.id, outage)));
        self.keep(outcome)
    }

    /// All that are known, as the operations so far have left them.
    fn outages(&mut self) -> Result<BTreeMap<OutageId, Outage>, LedgerError> {
        let mut all = BTreeMap::new();
        for document in self.transaction.documents(RowKind::Outage)? {
            let outage: Outage = serde_json::from_str(&document).map_err(|source| LedgerError::Damaged { what: "outage", source })?;
            all.insert(outage.id, outage);
        }
        all.extend(self.working.outages.clone());
        Ok(all)
    }

    /// By the team server's own time and order.
    pub(super) fn act(&self, entity: &mut Entity, operation: &Operation) -> Result<Outcome, Rejection> {
        apply(entity, operation, &Context::with_authority(self.now, self.role, self.seq, 0))
    }
}
