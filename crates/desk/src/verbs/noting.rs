//! What agents note of a customer: what is known, that two are one, and why what is masked must be seen.

use holdfast_domain::customer::phone_digits;
use holdfast_domain::{Action, Contact, ContactKind, Customer, CustomerChange, CustomerId, Noted, TicketId};
use holdfast_store::ListFilter;

use super::input::id;
use crate::error::DeskError;
use crate::masking::{Masking, masked};
use crate::view::{AlikeView, CustomerEdit};
use crate::work::Work;

/// Fewer digits are an extension, which many have.
const FEWEST_DIGITS: usize = 7;
/// So many who may be the same are looked for by each way to reach them, and shown.
const ALIKE: u32 = 6;

impl Work {
    /// Notes what is known of a customer, and of everybody joined with them what is not so any more.
    ///
    /// # Errors
    /// `customer-missing`; `customer-masked` while what would be changed cannot be seen; `bad-customer`; `disk-full`.
    pub fn change_customer(&self, customer: &str, edit: &CustomerEdit) -> Result<(), DeskError> {
        let all = self.store.customers_together(id(customer)?)?;
        let Some((first, joined)) = all.split_first() else { return Err(DeskError::new("customer-missing")) };
        let removes = !(edit.remove_contacts.is_empty() && edit.remove_facts.is_empty() && edit.add_fallback.is_empty());
        if removes && self.is_masked(&all) {
            return Err(DeskError::new("customer-masked"));
        }
        let gone = |customer: &Customer| CustomerChange {
            contacts: removing(&edit.remove_contacts, |contact| customer.reached_by().contains(contact)),
            facts: removing(&edit.remove_facts, |fact| customer.facts.contains(fact)),
            needs: removing(&edit.remove_needs, |need| customer.needs.contains(need)),
            fallback: falls_back(customer, edit),
            ..CustomerChange::default()
        };
        let mut change = gone(first);
        change.name.clone_from(&edit.name);
        change.contacts.add.clone_from(&edit.add_contacts);
        change.facts.add.clone_from(&edit.add_facts);
        change.needs.add.clone_from(&edit.add_needs);
        let changes = std::iter::once((first.id, change)).chain(joined.iter().map(|customer| (customer.id, gone(customer))));
        for (customer, change) in changes.filter(|(_, change)| *change != CustomerChange::default()) {
            self.act(customer, Action::ChangeCustomer(Box::new(change)), None)?;
        }
        Ok(())
    }

    /// Says that a customer is the same one as another, who stays.
    ///
    /// # Errors
    /// `customer-missing`; `bad-join` where they are one already.
    pub fn join_customers(&self, customer: &str, into: &str) -> Result<(), DeskError> {
        let (customer, into) = (id::<CustomerId>(customer)?, id::<CustomerId>(into)?);
        let (all, others) = (self.store.customers_together(customer)?, self.store.customers_together(into)?);
        let (Some(part), Some(whole)) = (all.first(), others.first()) else { return Err(DeskError::new("customer-missing")) };
        if part.id == whole.id {
            return Err(DeskError::new("bad-join"));
        }
        self.act(part.id, Action::JoinCustomer { into: whole.id }, None)?;
        Ok(())
    }

    /// Says that a customer is another one after all.
    ///
    /// # Errors
    /// `customer-missing`; `bad-join` where it is joined with nobody.
    pub fn part_customer(&self, customer: &str) -> Result<(), DeskError> {
        let part = self.store.customer(id(customer)?)?.ok_or_else(|| DeskError::new("customer-missing"))?;
        let from = part.joined.ok_or_else(|| DeskError::new("bad-join"))?;
        self.act(part.id, Action::PartCustomer { from }, None)?;
        Ok(())
    }

    /// Says why what is masked of a customer must be seen; from then on it is, for a while, and stands in the log.
    ///
    /// # Errors
    /// `customer-missing`; `empty-text` without a reason; `disk-full`: then nothing is shown.
    pub fn reveal_customer(&self, customer: &str, ticket: &str, why: &str) -> Result<(), DeskError> {
        let all = self.store.customers_together(id(customer)?)?;
        let first = all.first().ok_or_else(|| DeskError::new("customer-missing"))?;
        let ticket = Some(id::<TicketId>(ticket)?);
        self.act(first.id, Action::Reveal { why: why.trim().to_owned(), ticket }, None)?;
        Ok(())
    }

    /// Others who may be this customer: reached by the same number, address or account.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn customers_alike(&self, customer: &str) -> Result<Vec<AlikeView>, DeskError> {
        let all = self.store.customers_together(id(customer)?)?;
        let is_masked = self.is_masked(&all);
        let mut seen: Vec<CustomerId> = all.iter().map(|customer| customer.id).collect();
        let mut alike = Vec::new();
        for contact in all.iter().flat_map(Customer::reached_by).filter(is_telling) {
            for other in self.store.match_customers(&contact.value, ALIKE)? {
                if seen.contains(&other.id) || !other.reached_by().iter().any(|reached| reached.is_same(&contact)) {
                    continue;
                }
                seen.push(other.id);
                alike.push(AlikeView {
                    tickets: self.store.count(&ListFilter::Customers(vec![other.id]), self.now())?,
                    id: other.id.to_string(),
                    name: other.name,
                    by: if is_masked { masked(&contact) } else { contact.clone() },
                });
            }
        }
        Ok(alike)
    }

    fn is_masked(&self, all: &[Customer]) -> bool {
        let masking = Masking::of(self);
        all.iter().all(|customer| masking.hides(&customer.revealed)) && !all.is_empty()
    }
}

/// Of several who are one, whoever is reached that way has it, and the others have none.
fn falls_back(customer: &Customer, edit: &CustomerEdit) -> Noted<Contact> {
    let reached = customer.reached_by();
    let add: Vec<Contact> = edit.add_fallback.iter().filter(|way| reached.iter().any(|one| one.is_same(way))).cloned().collect();
    let replaced = if add.is_empty() && !edit.add_fallback.is_empty() { customer.fallback.clone() } else { None };
    let gone = customer.fallback.iter().filter(|known| edit.remove_fallback.iter().any(|way| way.is_same(known)));
    let remove = gone.cloned().chain(replaced).collect();
    Noted { add, remove }
}

fn removing<T: Clone>(gone: &[T], is_there: impl Fn(&T) -> bool) -> Noted<T> {
    Noted { add: Vec::new(), remove: gone.iter().filter(|one| is_there(one)).cloned().collect() }
}

/// Whether it is somebody's own.
fn is_telling(contact: &Contact) -> bool {
    match contact.kind {
        ContactKind::Phone => phone_digits(&contact.value).len() >= FEWEST_DIGITS,
        ContactKind::Mail | ContactKind::Account => contact.value.trim().chars().count() > 3,
    }
}
