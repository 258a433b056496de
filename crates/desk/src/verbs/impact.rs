//! What an outage did (PEERS 3.1): how long, whom it made wait, which times ran out, what was promised and kept, who was rung and
//! how soon, and what became of what was done meanwhile. It is read off the tickets and the log of outages, so that it is the same at
//! every desk that is in step.

use holdfast_domain::sla::joined;
use holdfast_domain::{Carried, CustomerId, DeviceId, Down, Outage, TaskKind, Ticket, Timestamp, Wait};
use std::collections::{BTreeMap, BTreeSet};

use super::call_backs::latest;
use super::input::count;
use crate::error::DeskError;
use crate::present::Names;
use crate::view::{BreachRow, CallsDone, CarriedView, ImpactOf, ImpactOutage, ImpactView, Millis, PromiseEnd, PromiseRow, TicketRef, WaitRow, Waits};
use crate::work::Work;

/// So many messages of a ticket are looked at, the newest.
const MOST_MESSAGES: u32 = 500;
/// A report over a time goes no further back.
const LONGEST_DAYS: i64 = 400;

/// What is put together over all outages of a report.
#[derive(Default)]
struct Gathered {
    spans: Vec<(Timestamp, Timestamp)>,
    outages: Vec<ImpactOutage>,
    touched: BTreeSet<String>,
    opened: BTreeSet<String>,
    waits: BTreeMap<CustomerId, (Wait, TicketRef)>,
    breaches: BTreeMap<(String, Timestamp, String), BreachRow>,
    promises: BTreeMap<String, PromiseRow>,
    to_call: u32,
    not_reached: u32,
    called_after: Vec<i64>,
    /// Desks that were cut off, and those that have not told what became of what they did.
    desks: BTreeSet<DeviceId>,
    untold: BTreeSet<DeviceId>,
    carried: Carried,
}

impl Work {
    /// What an outage did, or all of a time.
    ///
    /// # Errors
    /// `outage-missing`; when the store cannot be read.
    pub fn impact(&self, of: &ImpactOf) -> Result<ImpactView, DeskError> {
        let now = self.now();
        let outages = match of {
            ImpactOf::Outage { id } => vec![self.outage(id, now)?],
            ImpactOf::Since { at } => {
                let since = at.instant().max(now.plus_minutes(-LONGEST_DAYS * 24 * 60));
                let all = self.known_outages(now)?.into_iter().filter(|outage| outage.joined.is_none());
                all.filter(|outage| self.end_of(outage).is_none_or(|end| end >= since)).collect()
            }
        };
        let names = Names::of(self);
        let mut gathered = Gathered::default();
        for outage in &outages {
            self.gather(outage, &names, &mut gathered, now)?;
        }
        Ok(gathered.view(now))
    }

    /// When it was over, as this desk knows: what it is cut off by itself is not.
    fn end_of(&self, outage: &Outage) -> Option<Timestamp> {
        outage.end().filter(|_| !self.is_cut_off_by(outage))
    }

    fn gather(&self, outage: &Outage, names: &Names, all: &mut Gathered, now: Timestamp) -> Result<(), DeskError> {
        let end = self.end_of(outage);
        let down = Down { from: outage.start, to: end.unwrap_or(now), sightings: &outage.sightings };
        let (mut customers, mut breaches) = (BTreeSet::new(), 0_u32);
        for (ticket, wrote) in self.store.around(down.from, down.to)? {
            let breached = ticket.breached_in(&names.clocks(&ticket, now), down, now);
            // Of years of tickets few have to do with it: only theirs are the messages read.
            if !wrote && breached.is_empty() && !ticket.moved_in(&[], down) {
                continue;
            }
            let (messages, _) = self.store.messages(ticket.id, None, MOST_MESSAGES)?;
            let customer = self.store.customers_together(ticket.customer)?;
            let known = customer.first();
            let shown = ticket_ref(&ticket, known.map_or("", |known| &known.name), names);
            if ticket.moved_in(&messages, down) {
                all.touched.insert(shown.id.clone());
            }
            if down.has(ticket.opened_at) {
                all.opened.insert(shown.id.clone());
            }
            if let Some(wait) = ticket.waited_in(&messages, down, now) {
                let customer = known.map_or(ticket.customer, |known| known.id);
                customers.insert(customer);
                let longer = all.waits.get(&customer).is_none_or(|(known, _)| known.lasted(now) < wait.lasted(now));
                if longer {
                    all.waits.insert(customer, (wait, shown.clone()));
                }
            }
            for breach in breached {
                breaches = breaches.saturating_add(1);
                let row = BreachRow { ticket: shown.clone(), kind: breach.kind, due: breach.due.into() };
                all.breaches.insert((shown.id.clone(), breach.due, format!("{:?}", breach.kind)), row);
            }
            all.promised(&ticket, &shown, down, now);
        }
        let (to_call, called) = self.gather_calls(outage, end, all, now)?;
        all.carry(outage);
        all.spans.push((down.from, down.to));
        all.outages.push(ImpactOutage {
            id: outage.id.to_string(),
            scope: outage.scope.clone(),
            start: outage.start.into(),
            end: end.map(Into::into),
            cause: outage.cause.as_ref().map(|said| said.value.clone()).unwrap_or_default(),
            customers: count(customers.len()),
            breaches,
            calls: to_call,
            called,
        });
        Ok(())
    }

    fn gather_calls(&self, outage: &Outage, end: Option<Timestamp>, all: &mut Gathered, now: Timestamp) -> Result<(u32, u32), DeskError> {
        let waiting = self.to_call(outage, now)?;
        let mut called = 0_u32;
        for tickets in waiting.values() {
            let done = latest(tickets, now).filter(|step| step.step.is_end());
            called = called.saturating_add(u32::from(done.is_some()));
            all.called_after.extend(done.map(|step| step.at.since(end.unwrap_or(step.at)).max(0)));
            all.not_reached = all.not_reached.saturating_add(tickets.iter().map(|(_, call)| call.tries).max().unwrap_or_default());
        }
        let to_call = count(waiting.len());
        all.to_call = all.to_call.saturating_add(to_call);
        Ok((to_call, called))
    }
}

impl Gathered {
    fn promised(&mut self, ticket: &Ticket, shown: &TicketRef, down: Down<'_>, now: Timestamp) {
        for task in ticket.tasks.iter().filter(|task| task.kind == TaskKind::Promise && down.has(task.made_at)) {
            let end = match task.ended {
                Some(end) if !end.kept => PromiseEnd::Withdrawn,
                Some(end) if end.at > task.due => PromiseEnd::Late,
                Some(_) => PromiseEnd::Kept,
                None if now > task.due => PromiseEnd::Overdue,
                None => PromiseEnd::Open,
            };
            self.promises.insert(task.id.to_string(), PromiseRow { ticket: shown.clone(), text: task.text.clone(), due: task.due.into(), end });
        }
    }

    fn carry(&mut self, outage: &Outage) {
        for sighting in &outage.sightings {
            self.desks.insert(sighting.device);
            match sighting.carried {
                Some(carried) => self.carried = self.carried.and(carried),
                None => drop(self.untold.insert(sighting.device)),
            }
        }
    }

    fn view(mut self, now: Timestamp) -> ImpactView {
        self.outages.sort_by(|one, other| one.start.partial_cmp(&other.start).unwrap_or(std::cmp::Ordering::Equal));
        self.called_after.sort_unstable();
        let mut waits: Vec<(Wait, TicketRef)> = self.waits.into_values().collect();
        waits.sort_by_key(|(wait, ticket)| (std::cmp::Reverse(wait.lasted(now)), ticket.number.clone()));
        let mut lasted: Vec<i64> = waits.iter().map(|(wait, _)| wait.lasted(now)).collect();
        lasted.sort_unstable();
        let mut breaches: Vec<_> = self.breaches.into_iter().collect();
        breaches.sort_by(|(one, _), (other, _)| (one.1, &one.0).cmp(&(other.1, &other.0)));
        let mut promises: Vec<_> = self.promises.into_values().collect();
        promises.sort_by(|one, other| one.due.partial_cmp(&other.due).unwrap_or(std::cmp::Ordering::Equal));
        let span = |millis: Option<i64>| millis.map(Millis::span);
        ImpactView {
            down: Millis::span(joined(self.spans).iter().map(|(from, to)| to.since(*from)).sum()),
            outages: self.outages,
            touched: count(self.touched.len()),
            opened: count(self.opened.len()),
            waits: Waits {
                customers: count(lasted.len()),
                median: Millis::span(middle(&lasted).unwrap_or_default()),
                longest: Millis::span(lasted.last().copied().unwrap_or_default()),
                waiting: count(waits.iter().filter(|(wait, _)| wait.heard.is_none()).count()),
            },
            waited: waits.into_iter().map(|(wait, ticket)| WaitRow { ticket, since: wait.since.into(), heard: wait.heard.map(Into::into) }).collect(),
            breaches: breaches.into_iter().map(|(_, row)| row).collect(),
            promises,
            calls: CallsDone {
                all: self.to_call,
                done: count(self.called_after.len()),
                not_reached: self.not_reached,
                first: span(self.called_after.first().copied()),
                median: span(middle(&self.called_after)),
                last: span(self.called_after.last().copied()),
            },
            carried: CarriedView {
                desks: count(self.desks.len()),
                untold: count(self.untold.len()),
                queued: self.carried.queued,
                held: self.carried.held,
                merged: self.carried.merged,
                refused: self.carried.refused,
            },
        }
    }
}

fn ticket_ref(ticket: &Ticket, customer: &str, names: &Names) -> TicketRef {
    TicketRef {
        id: ticket.id.to_string(),
        number: ticket.number.to_string(),
        subject: ticket.subject.clone(),
        subject_lang: ticket.language,
        customer: customer.to_owned(),
        owner: ticket.owner.and_then(|owner| names.agent(owner)),
    }
}

/// Of an ordered list: half of it is no more than this.
fn middle(ordered: &[i64]) -> Option<i64> {
    ordered.get(ordered.len().saturating_sub(1) / 2).copied()
}
