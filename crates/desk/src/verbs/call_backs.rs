//! The call-back list (O5): whom to ring after an outage, in which order, and what came of it. It is read off the tickets, so that
//! it is the same at every desk; one customer stands in it once.

use holdfast_domain::customer::phone_digits;
use holdfast_domain::{
    Action, CallBack, CallBackStep, Contact, ContactKind, Customer, CustomerId, Outage, OutageId, TaskKind, Ticket, Timestamp, ToCall,
};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::input::{count, id};
use crate::error::DeskError;
use crate::masking::{Masking, masked};
use crate::present::Names;
use crate::view::{CallBackList, CallBackRow, CallPromise, CallTurn, Millis};
use crate::work::Work;

/// What is owed within this time does not wait for its turn.
const SOON_MS: i64 = 30 * 60_000;

/// No telephone number is shorter.
const SHORTEST: usize = 6;

/// Of a customer's tickets, the most pressing first.
pub(crate) type Waiting = Vec<(Ticket, ToCall)>;

impl Work {
    /// Whom to ring after an outage: by urgency, then whoever is owed something that falls due, then by how long they wait, which counts
    /// for more the more a customer is valued. While this desk is cut off, those whom this person alone rings come before the others.
    ///
    /// # Errors
    /// `outage-missing`; when the store cannot be read.
    pub fn call_backs(&self, outage: &str) -> Result<CallBackList, DeskError> {
        let now = self.now();
        let outage = self.outage(outage, now)?;
        let (names, masking) = (Names::of(self), Masking::of(self));
        let all = self.to_call(&outage, now)?;
        let confirmed = self.is_cut_off().then(|| self.to_call_confirmed(&outage, now)).transpose()?;
        let mut rows = Vec::with_capacity(all.len());
        for (customer, tickets) in &all {
            let turn = confirmed.as_ref().map_or(Ok(CallTurn::Anyone), |confirmed| self.turn(tickets, confirmed))?;
            rows.extend(self.call_row(*customer, tickets, turn, &names, &masking, now)?);
        }
        let done: Vec<Timestamp> =
            all.values().filter_map(|tickets| latest(tickets, now)).filter(|step| step.step.is_end()).map(|step| step.at).collect();
        let own = all.values().filter(|tickets| is_left(tickets, now) && tickets.iter().any(|(ticket, _)| ticket.owner == Some(self.me.id)));
        let own = count(own.count());
        let is_done = |row: &CallBackRow| row.step.is_some_and(CallBackStep::is_end);
        rows.sort_by_cached_key(|row| {
            let theirs = row.turn == CallTurn::Theirs;
            (is_done(row), theirs, Reverse(row.urgency), presses(row, now), Reverse(weight(row, now)), row.number.clone())
        });
        Ok(CallBackList { done: count(done.len()), all_by: all_by(&done, rows.len(), now), own, rows })
    }

    /// A call: begun, or what came of it. It counts for all that the customer waits for, and a promise is owed from then on.
    ///
    /// # Errors
    /// `call-taken` when a colleague rings them, or they were told; `outage-missing`; `gone` when they are not in the list; a rejection of the
    /// promise; `disk-full`.
    pub fn call_back(&self, ticket: &str, outage: &str, step: CallBackStep, promise: Option<CallPromise>) -> Result<(), DeskError> {
        let now = self.now();
        let asked = id(ticket)?;
        let outage = self.outage(outage, now)?;
        let all = self.to_call(&outage, now)?;
        let tickets = all.into_values().find(|tickets| tickets.iter().any(|(ticket, _)| ticket.id == asked)).ok_or_else(|| DeskError::new("gone"))?;
        let taken = latest(&tickets, now).filter(|last| last.step.is_end() || (last.step == CallBackStep::Calling && last.by != self.me.id));
        if let Some(other) = taken.filter(|_| step == CallBackStep::Calling) {
            return Err(DeskError::new("call-taken").with("by", Names::of(self).agent(other.by).unwrap_or_default()));
        }
        let mut acts = Vec::with_capacity(tickets.len());
        for (ticket, _) in &tickets {
            acts.push(self.operation(ticket.id, Action::CallBack { outage: outage.id, step }, None)?);
        }
        if let Some(promise) = promise.filter(|_| step == CallBackStep::Promised) {
            let (what, text, due) = (TaskKind::Promise, promise.text.trim().to_owned(), promise.due.instant());
            acts.push(self.operation(asked, Action::SetTask { what, text, due }, None)?);
        }
        self.all_or_none(acts, now)
    }

    /// Who waits to be rung, as this desk shows it.
    pub(crate) fn to_call(&self, outage: &Outage, now: Timestamp) -> Result<BTreeMap<CustomerId, Waiting>, DeskError> {
        self.to_call_as(outage, now, |ticket| Ok(Some(ticket)))
    }

    /// The same as the team server last confirmed it: what another desk may know.
    pub(super) fn to_call_confirmed(&self, outage: &Outage, now: Timestamp) -> Result<BTreeMap<CustomerId, Waiting>, DeskError> {
        self.to_call_as(outage, now, |ticket| Ok(self.store.base_ticket(ticket.id)?))
    }

    fn to_call_as(
        &self,
        outage: &Outage,
        now: Timestamp,
        known_as: impl Fn(Ticket) -> Result<Option<Ticket>, DeskError>,
    ) -> Result<BTreeMap<CustomerId, Waiting>, DeskError> {
        let ids = self.known_outages(now)?.into_iter().filter(|other| other.joined == Some(outage.id)).map(|other| other.id);
        let ids: BTreeSet<OutageId> = ids.chain([outage.id]).collect();
        let to = outage.end().filter(|_| !self.is_cut_off_by(outage)).unwrap_or(now);
        let mut all: BTreeMap<CustomerId, Waiting> = BTreeMap::new();
        let mut by_number: BTreeMap<String, CustomerId> = BTreeMap::new();
        for (ticket, wrote) in self.store.moved_since(outage.start, to)? {
            let Some(ticket) = known_as(ticket)? else { continue };
            let Some(call) = ticket.to_call(&ids, outage.start, to, wrote) else { continue };
            let together = self.store.customers_together(ticket.customer)?;
            let customer = together.first().map_or(ticket.customer, |customer| customer.id);
            // Who was noted twice under one number is rung there once.
            let number = together.first().and_then(phone).map(|contact| phone_digits(&contact.value)).filter(|digits| digits.len() >= SHORTEST);
            let customer = number.map_or(customer, |number| *by_number.entry(number).or_insert(customer));
            all.entry(customer).or_default().push((ticket, call));
        }
        for tickets in all.values_mut() {
            tickets.sort_by_key(|(ticket, call)| (Reverse(ticket.urgency), call.since, ticket.id));
        }
        Ok(all)
    }

    fn call_row(
        &self,
        customer: CustomerId,
        tickets: &Waiting,
        turn: CallTurn,
        names: &Names,
        masking: &Masking,
        now: Timestamp,
    ) -> Result<Option<CallBackRow>, DeskError> {
        let Some((ticket, call)) = tickets.first() else { return Ok(None) };
        let known = self.store.customer(customer)?;
        let phone = known.as_ref().and_then(|customer| {
            if let Some(said) = tickets.iter().find_map(|(ticket, _)| masking.call_back_on(ticket, customer)) {
                return Some(said);
            }
            let contact = phone(customer)?;
            Some(if masking.hides(&customer.revealed) { masked(&contact).value } else { contact.value })
        });
        let fallback = known.as_ref().and_then(|customer| {
            let way = customer.fallback.as_ref()?;
            Some(if masking.hides(&customer.revealed) { masked(way).value } else { way.value.clone() })
        });
        let step = latest(tickets, now);
        Ok(Some(CallBackRow {
            ticket: ticket.id.to_string(),
            number: ticket.number.to_string(),
            subject: ticket.subject.clone(),
            subject_lang: ticket.language,
            more: count(tickets.len().saturating_sub(1)),
            customer: known.as_ref().map(|customer| customer.name.clone()).unwrap_or_default(),
            tier: known.as_ref().map_or(ticket.tier, |customer| customer.tier.max(ticket.tier)),
            phone,
            fallback,
            urgency: ticket.urgency,
            why: tickets.iter().map(|(_, call)| call.why).min().unwrap_or(call.why),
            since: tickets.iter().map(|(_, call)| call.since).min().unwrap_or(call.since).into(),
            owed: tickets.iter().filter_map(|(ticket, _)| owed(ticket)).min().map(Into::into),
            step: step.map(|step| step.step),
            step_at: step.map(|step| step.at.into()),
            by: step.and_then(|step| names.agent(step.by)),
            mine: step.is_some_and(|step| step.by == self.me.id),
            tries: tickets.iter().map(|(_, call)| call.tries).max().unwrap_or_default(),
            owner: ticket.owner.and_then(|owner| names.agent(owner)),
            turn,
        }))
    }
}

/// By when something is owed on a ticket.
fn owed(ticket: &Ticket) -> Option<Timestamp> {
    ticket.tasks.iter().filter(|task| task.kind == TaskKind::Promise && task.ended.is_none()).map(|task| task.due).min()
}

/// What is owed before everybody else can be rung comes first, the soonest before the others.
fn presses(row: &CallBackRow, now: Timestamp) -> i64 {
    let due = row.owed.map(|owed| owed.instant().since(now)).filter(|left| *left <= SOON_MS);
    due.unwrap_or(i64::MAX)
}

fn phone(customer: &Customer) -> Option<Contact> {
    customer.reached_by().into_iter().find(|contact| contact.kind == ContactKind::Phone)
}

/// What was said last of the calls to a customer, on whichever of their tickets; an end on one is none while another waits.
pub(super) fn latest(tickets: &Waiting, now: Timestamp) -> Option<CallBack> {
    let steps = || tickets.iter().map(|(_, call)| call.step(now));
    let open = steps().flatten().filter(|step| !step.step.is_end()).max_by_key(|step| step.at);
    let all_ended = steps().all(|step| step.is_some_and(|step| step.step.is_end()));
    if all_ended { steps().flatten().max_by_key(|step| step.at) } else { open }
}

/// Whether they are still to be rung.
pub(crate) fn is_left(tickets: &Waiting, now: Timestamp) -> bool {
    latest(tickets, now).is_none_or(|step| !step.step.is_end())
}

/// How long they wait, and each tier as if a quarter longer.
fn weight(row: &CallBackRow, now: Timestamp) -> i64 {
    now.since(row.since.instant()).saturating_mul(i64::from(row.tier).saturating_add(4))
}

/// As fast as it went from the first who was told to the last.
fn all_by(done: &[Timestamp], all: usize, now: Timestamp) -> Option<Millis> {
    let (first, last) = (done.iter().min().copied()?, done.iter().max().copied()?);
    let left = i64::try_from(all.saturating_sub(done.len())).ok().filter(|left| *left > 0)?;
    let between = i64::try_from(done.len().saturating_sub(1)).ok()?;
    let each = last.since(first).checked_div(between)?;
    Some(now.plus_millis(each.saturating_mul(left)).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn when_all_will_have_been_rung_is_told_by_the_pace_so_far_and_not_by_one_call() {
        let at = |minutes: i64| Timestamp::from_millis(1_790_000_000_000).plus_minutes(minutes);
        let told = |done: &[Timestamp], all| all_by(done, all, at(60)).map(Millis::instant);
        assert_eq!(told(&[], 5), None);
        assert_eq!(told(&[at(50)], 5), None);
        assert_eq!(told(&[at(20), at(50), at(35)], 5), Some(at(90)), "two are left, a quarter of an hour each");
        assert_eq!(told(&[at(20), at(50)], 2), None);
    }
}
