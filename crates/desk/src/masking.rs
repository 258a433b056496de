//! Customers' addresses and numbers, masked for whoever does not need them until they say why they do (D6). What is masked never
//! reaches the window; the desk's own files hold it, sealed, since the desk works without a server.

use holdfast_domain::customer::phone_digits;
use holdfast_domain::{AgentId, Contact, ContactKind, Customer, Fact, FactKind, Revealed, Ticket, Timestamp};

use crate::work::Work;

/// So long what was revealed stays to be seen by whoever asked.
const REVEALED_MS: i64 = 15 * 60_000;

/// For whom and when.
pub(crate) struct Masking {
    is_on: bool,
    me: AgentId,
    now: Timestamp,
}

impl Masking {
    /// As the team has it now: somebody whose role was changed since signing in is masked at once.
    pub(crate) fn of(work: &Work) -> Self {
        let directory = work.store.directory();
        let me = directory.agents.iter().find(|agent| agent.id == work.me.id).unwrap_or(&work.me);
        Self { is_on: me.is_masked(), me: me.id, now: work.now() }
    }

    /// Until when this person sees what is masked.
    pub(crate) fn revealed_until(&self, looks: &[Revealed]) -> Option<Timestamp> {
        let own = looks.iter().filter(|look| self.is_on && look.by == self.me);
        own.map(|look| look.at.plus_millis(REVEALED_MS)).filter(|until| *until > self.now).max()
    }

    pub(crate) fn hides(&self, looks: &[Revealed]) -> bool {
        self.is_on && self.revealed_until(looks).is_none()
    }

    /// Where to call back on a ticket of this customer, if that was said.
    pub(crate) fn call_back_on(&self, ticket: &Ticket, customer: &Customer) -> Option<String> {
        let said = ticket.call_back_on.as_ref()?;
        let hidden = || masked(&Contact { kind: ContactKind::of(said).unwrap_or(ContactKind::Account), value: said.clone() }).value;
        Some(if self.hides(&customer.revealed) { hidden() } else { said.clone() })
    }
}

pub(crate) fn masked(contact: &Contact) -> Contact {
    let value = match contact.kind {
        ContactKind::Phone => masked_phone(&contact.value),
        ContactKind::Mail => match contact.value.split_once('@') {
            Some((name, domain)) => format!("{}@{domain}", first_and_dots(name, 1)),
            None => first_and_dots(&contact.value, 1),
        },
        ContactKind::Account => first_and_dots(&contact.value, 2),
    };
    Contact { kind: contact.kind, value }
}

/// What was bought says nothing of where somebody is found; where they live does.
pub(crate) fn masked_fact(fact: &Fact) -> Fact {
    let value = match fact.kind {
        FactKind::Address | FactKind::Account => first_and_dots(&fact.value, 2),
        FactKind::Order | FactKind::Product | FactKind::Bought | FactKind::Device => fact.value.clone(),
    };
    Fact { kind: fact.kind, value }
}

/// `138····6027`.
fn masked_phone(phone: &str) -> String {
    let digits = phone_digits(phone);
    let last: String = digits.chars().rev().take(4).collect::<Vec<_>>().into_iter().rev().collect();
    let first: String = digits.chars().take(3).collect();
    if digits.len() > 7 { format!("{first}····{last}") } else { digits }
}

fn first_and_dots(text: &str, shown: usize) -> String {
    let shown = if text.chars().count() > shown { shown } else { 0 };
    text.chars().take(shown).chain("····".chars()).collect()
}
