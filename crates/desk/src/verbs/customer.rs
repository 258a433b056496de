//! The customer beside a ticket: who it is, what is known, what was promised, and everything asked before.

use holdfast_domain::{Customer, CustomerId, FactKind, Task, TaskKind, TicketId};
use holdfast_store::{ListFilter, Listed};

use super::input::id;
use crate::error::DeskError;
use crate::present::Names;
use crate::view::{CustomerCard, FactView, HistoryRow, Millis, PromiseElsewhere};
use crate::work::Work;

/// How much of the history comes with the ticket, and how much at a time after that.
const HISTORY: usize = 8;
const PAGE: usize = 40;
/// Promises are looked for on so many tickets, the active ones first.
const LOOKED_AT: u32 = 60;

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
        let tickets = self.store.list(&ListFilter::Customer(customer), self.now(), 0, most)?;
        Ok(tickets.iter().filter(|other| other.ticket.id != besides).skip(shown).take(PAGE).map(history_row).collect())
    }

    pub(crate) fn card(&self, names: &Names, customer: &Customer, besides: TicketId) -> Result<CustomerCard, DeskError> {
        let of = ListFilter::Customer(customer.id);
        let mut others = self.store.list(&of, self.now(), 0, LOOKED_AT)?;
        others.retain(|other| other.ticket.id != besides);
        let mut promises: Vec<PromiseElsewhere> = others.iter().flat_map(promises).collect();
        promises.sort_by(|one, other| one.due.0.total_cmp(&other.due.0));
        Ok(CustomerCard {
            id: customer.id.to_string(),
            name: customer.name.clone(),
            tier: customer.tier,
            lang: customer.language,
            tags: customer.tags.iter().map(|tag| names.tag(tag)).collect(),
            hints: names.hints(&customer.tags),
            phone: customer.phone.clone(),
            mail: customer.mail.clone(),
            facts: customer.facts.iter().map(|fact| FactView { label: label(fact.kind).to_owned(), value: fact.value.clone() }).collect(),
            history: others.iter().take(HISTORY).map(history_row).collect(),
            others: self.store.count(&of, self.now())?.saturating_sub(1),
            promises,
            since: customer.since.map(Millis::from),
        })
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
