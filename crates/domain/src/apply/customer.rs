//! What is known of a customer: notes of two people stand together, whatever their order; one customer is another one until
//! somebody says that it is not.

use crate::customer::{LONGEST_NOTED, MOST_NOTED, MOST_REVEALED, Noted};
use crate::{Action, Contact, ContactKind, Customer, CustomerChange, Operation, Outcome, Rejection, Revealed};

pub(super) fn change(customer: Option<&mut Customer>, operation: &Operation) -> Result<Outcome, Rejection> {
    let Some(customer) = customer else { return Err(Rejection::Gone) };
    let mut next = customer.clone();
    match &operation.action {
        Action::ChangeCustomer(change) => note(&mut next, change)?,
        Action::JoinCustomer { into } if *into == next.id || next.joined.is_some_and(|joined| joined != *into) => return Err(Rejection::BadJoin),
        Action::JoinCustomer { into } => next.joined = Some(*into),
        Action::PartCustomer { from } => next.joined = next.joined.filter(|joined| joined != from),
        Action::Reveal { why, .. } if why.trim().is_empty() => return Err(Rejection::EmptyText),
        Action::Reveal { why, ticket } => reveal(&mut next, why, *ticket, operation),
        _ => return Err(Rejection::Unsupported),
    }
    if next == *customer {
        return Ok(Outcome::noop());
    }
    *customer = next;
    Ok(Outcome::applied([]))
}

fn note(customer: &mut Customer, change: &CustomerChange) -> Result<(), Rejection> {
    let texts = change.contacts.add.iter().map(|contact| &contact.value).chain(change.facts.add.iter().map(|fact| &fact.value));
    let mut texts = texts.chain(&change.tags.add).chain(&change.name);
    if texts.any(|text| text.trim().is_empty() || text.chars().count() > LONGEST_NOTED) {
        return Err(Rejection::BadCustomer);
    }
    if let Some(name) = &change.name {
        name.trim().clone_into(&mut customer.name);
    }
    customer.language = change.language.or(customer.language);
    contacts(customer, &change.contacts);
    fallback(customer, &change.fallback)?;
    set(&mut customer.facts, &change.facts);
    set(&mut customer.tags, &change.tags);
    change.needs.remove.iter().for_each(|need| {
        customer.needs.remove(need);
    });
    customer.needs.extend(&change.needs.add);
    if [customer.facts.len(), customer.tags.len(), customer.contacts.len()].into_iter().any(|count| count > MOST_NOTED) {
        return Err(Rejection::BadCustomer);
    }
    Ok(())
}

/// The way to try first is the first of its kind.
fn contacts(customer: &mut Customer, noted: &Noted<Contact>) {
    let mut all = customer.reached_by();
    // What a note both adds and takes off is so.
    let is_in = |these: &[Contact], contact: &Contact| these.iter().any(|one| one.is_same(contact));
    all.retain(|contact| !is_in(&noted.remove, contact) || is_in(&noted.add, contact));
    for contact in &noted.add {
        if !is_in(&all, contact) {
            all.push(Contact { kind: contact.kind, value: contact.value.trim().to_owned() });
        }
    }
    let mut first = |kind| all.iter().position(|contact| contact.kind == kind).map(|at| all.remove(at).value);
    customer.phone = first(ContactKind::Phone);
    customer.mail = first(ContactKind::Mail);
    customer.contacts = all;
}

/// A way that does not reach them any more is no fallback either.
fn fallback(customer: &mut Customer, noted: &Noted<Contact>) -> Result<(), Rejection> {
    let known = customer.reached_by();
    let reaches = |contact: &Contact| known.iter().any(|one| one.is_same(contact));
    if let Some(added) = noted.add.last() {
        customer.fallback = Some(known.iter().find(|one| one.is_same(added)).cloned().ok_or(Rejection::BadCustomer)?);
    } else {
        customer.fallback = customer.fallback.take().filter(|one| !noted.remove.iter().any(|gone| gone.is_same(one)));
    }
    customer.fallback = customer.fallback.take().filter(reaches);
    Ok(())
}

fn set<T: Clone + PartialEq>(all: &mut Vec<T>, noted: &Noted<T>) {
    all.retain(|known| !noted.remove.contains(known) || noted.add.contains(known));
    for new in &noted.add {
        if !all.contains(new) {
            all.push(new.clone());
        }
    }
}

fn reveal(customer: &mut Customer, why: &str, ticket: Option<crate::TicketId>, operation: &Operation) {
    if customer.revealed.iter().any(|known| known.operation == operation.id) {
        return;
    }
    let why = why.trim().chars().take(LONGEST_NOTED).collect();
    customer.revealed.push(Revealed { operation: operation.id, by: operation.author, at: operation.composed_at, why, ticket });
    let over = customer.revealed.len().saturating_sub(MOST_REVEALED);
    customer.revealed.drain(..over);
}
