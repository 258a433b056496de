//! The customer beside a ticket: who it is, what is known, what was promised, and everything asked before. Where several were
//! found to be one, all of it is of all of them.

use holdfast_domain::{Customer, CustomerId, Fact, FactKind, Revealed, Satisfaction, Task, TaskKind, TicketId};
use holdfast_store::{ListFilter, Listed};

use super::input::id;
use crate::error::DeskError;
use crate::masking::{Masking, masked, masked_fact};
use crate::present::Names;
use crate::view::{CustomerCard, FactView, HistoryRow, JoinedView, LookView, Millis, PromiseElsewhere, Said};
use crate::work::Work;

/// How much of the history comes with the ticket, and how much at a time after that.
const HISTORY: usize = 8;
const PAGE: usize = 40;
/// Promises, and what was said of solutions, are looked for on so many tickets, the active ones first.
const LOOKED_AT: u32 = 60;
/// So many looks at what is masked are shown, the newest.
const LOOKS: usize = 20;

impl Work {
    /// More of a customer's other tickets, in the order of the card, after so many.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn customer_history(&self, customer: &str, besides: &str, shown: u32) -> Result<Vec<HistoryRow>, DeskError> {
        let (customer, besides) = (id::<CustomerId>(customer)?, id::<TicketId>(besides)?);
        let shown = usize::try_from(shown).unwrap_or(usize::MAX);
        // This ticket is among them.
        let most = u32::try_from(shown.saturating_add(PAGE + 1)).unwrap_or(u32::MAX);
        let all = self.store.customers_together(customer)?.iter().map(|customer| customer.id).collect();
        let tickets = self.store.list(&ListFilter::Customers(all), self.now(), 0, most)?;
        Ok(tickets.iter().filter(|other| other.ticket.id != besides).skip(shown).take(PAGE).map(history_row).collect())
    }

    /// The card of a ticket's customer; none where the customer is not on this computer.
    pub(crate) fn card(&self, names: &Names, customer: CustomerId, besides: TicketId) -> Result<Option<CustomerCard>, DeskError> {
        let all = self.store.customers_together(customer)?;
        let Some((first, joined)) = all.split_first() else { return Ok(None) };
        let of = ListFilter::Customers(all.iter().map(|customer| customer.id).collect());
        let mut tickets = self.store.list(&of, self.now(), 0, LOOKED_AT)?;
        let said = tickets.iter().filter_map(satisfied).fold(Said::default(), counted);
        tickets.retain(|other| other.ticket.id != besides);
        let mut promises: Vec<PromiseElsewhere> = tickets.iter().flat_map(promises).collect();
        promises.sort_by(|one, other| one.due.0.total_cmp(&other.due.0));
        let masking = Masking::of(self);
        let looks: Vec<_> = all.iter().flat_map(|customer| customer.revealed.iter().cloned()).collect();
        let is_masked = masking.hides(&looks);
        let tags = each(&all, |customer| customer.tags.clone());
        let contacts = each(&all, Customer::reached_by);
        let facts = each(&all, |customer| customer.facts.clone());
        Ok(Some(CustomerCard {
            id: first.id.to_string(),
            name: first.name.clone(),
            tier: all.iter().map(|customer| customer.tier).max().unwrap_or_default(),
            lang: all.iter().find_map(|customer| customer.language),
            hints: names.hints(&tags),
            tags: tags.iter().map(|tag| names.tag(tag)).collect(),
            needs: each(&all, |customer| customer.needs.iter().copied().collect()),
            contacts: contacts.iter().map(|contact| if is_masked { masked(contact) } else { contact.clone() }).collect(),
            fallback: all.iter().find_map(|customer| customer.fallback.as_ref()).map(|way| if is_masked { masked(way) } else { way.clone() }),
            said,
            joined: joined.iter().map(|customer| JoinedView { id: customer.id.to_string(), name: customer.name.clone() }).collect(),
            masked: is_masked,
            revealed_until: masking.revealed_until(&looks).map(Millis::from),
            looks: if self.me.role.leads() { last_looks(&looks, names) } else { Vec::new() },
            facts: facts.iter().map(|fact| if is_masked { masked_fact(fact) } else { fact.clone() }).map(fact_view).collect(),
            history: tickets.iter().take(HISTORY).map(history_row).collect(),
            others: self.store.count(&of, self.now())?.saturating_sub(1),
            promises,
            since: all.iter().filter_map(|customer| customer.since).min().map(Millis::from),
        }))
    }
}

fn last_looks(looks: &[Revealed], names: &Names) -> Vec<LookView> {
    let mut looks: Vec<_> = looks.iter().collect();
    looks.sort_by_key(|look| std::cmp::Reverse(look.at));
    let view = |look: &Revealed| LookView { by: names.agent(look.by).unwrap_or_default(), at: look.at.into(), why: look.why.clone() };
    looks.into_iter().take(LOOKS).map(view).collect()
}

/// What there is of everybody, each once, in order.
fn each<T: PartialEq>(all: &[Customer], of: impl Fn(&Customer) -> Vec<T>) -> Vec<T> {
    let mut together = Vec::new();
    for one in all.iter().flat_map(of) {
        if !together.contains(&one) {
            together.push(one);
        }
    }
    together
}

fn fact_view(fact: Fact) -> FactView {
    FactView { label: label(fact.kind).to_owned(), kind: fact.kind, value: fact.value }
}

fn satisfied(listed: &Listed) -> Option<bool> {
    match listed.ticket.closing()?.satisfaction {
        Satisfaction::Satisfied => Some(true),
        Satisfaction::Unsatisfied => Some(false),
        Satisfaction::NotAsked => None,
    }
}

const fn counted(said: Said, satisfied: bool) -> Said {
    if satisfied {
        Said { satisfied: said.satisfied.saturating_add(1), ..said }
    } else {
        Said { unsatisfied: said.unsatisfied.saturating_add(1), ..said }
    }
}

fn history_row(other: &Listed) -> HistoryRow {
    HistoryRow {
        ticket: other.ticket.id.to_string(),
        number: other.ticket.number.to_string(),
        subject: other.ticket.subject.clone(),
        channel: other.ticket.channel,
        at: other.ticket.opened_at.into(),
        status: other.ticket.status,
        satisfied: satisfied(other),
    }
}

fn promises(other: &Listed) -> impl Iterator<Item = PromiseElsewhere> {
    let open = |task: &&Task| task.kind == TaskKind::Promise && task.ended.is_none();
    other.ticket.tasks.iter().filter(open).map(|task| PromiseElsewhere {
        ticket: other.ticket.id.to_string(),
        number: other.ticket.number.to_string(),
        text: task.text.clone(),
        due: task.due.into(),
    })
}

const fn label(kind: FactKind) -> &'static str {
    match kind {
        FactKind::Order => "fact-order",
        FactKind::Product => "fact-product",
        FactKind::Bought => "fact-bought",
        FactKind::Address => "fact-address",
        FactKind::Account => "fact-account",
        FactKind::Device => "fact-device",
    }
}
