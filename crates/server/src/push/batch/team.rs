//! Operations about what is the whole team's: its opening hours, the lists that it shares, its outages.

use holdfast_domain::{
    Action, Context, Entity, FilterId, Operation, OperationId, Outage, OutageId, OutageScope, Outcome, Rejection, Timestamp, Verdict, apply,
    join_outages,
};
use holdfast_protocol::RowKind;
use std::collections::BTreeMap;

use super::{Batch, Decided};
use crate::ledger::LedgerError;

/// What a status feed says of a system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// As people call it.
    pub system: String,
    /// Whether it works.
    pub up: bool,
    /// Why it does not, where that is known.
    pub cause: Option<String>,
    /// When it is expected to be back, where that is known.
    pub expected: Option<Timestamp>,
}

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

    /// The status feed says how a system is: down, with what is known of it, or up. What it has said already is nothing new.
    pub(crate) fn feed(&mut self, feed: &Feed, id: OperationId) -> Result<Decided, LedgerError> {
        let scope = OutageScope::System { name: feed.system.clone() };
        let all = self.outages()?;
        let open = all.values().find(|outage| outage.joined.is_none() && outage.end().is_none() && outage.scope.is_same(&scope));
        let (about, action) = match (open, feed.up) {
            (None, true) => return Ok(Ok(Verdict::NoOp)),
            (Some(open), true) => (open.id, Action::EndOutage { at: self.now }),
            (Some(open), false) => {
                let cause = feed.cause.clone().filter(|cause| open.cause.as_ref().is_none_or(|known| known.value != cause.trim()));
                let expected = feed.expected.filter(|at| open.expected.as_ref().is_none_or(|known| known.value != Some(*at))).map(Some);
                if cause.is_none() && expected.is_none() {
                    return Ok(Ok(Verdict::NoOp));
                }
                (open.id, Action::TellOutage { cause, expected, note: String::new() })
            }
            (None, false) => {
                let cause = feed.cause.clone().unwrap_or_default();
                let declares = Action::DeclareOutage { scope, start: self.now, cause, expected: feed.expected, note: String::new() };
                (OutageId(id.0), declares)
            }
        };
        let operation = self.own(about.into(), action, id);
        self.on_outage(about, &operation)
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
