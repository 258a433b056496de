//! Operations about customers: what is known of them, and that two are one.

use holdfast_domain::{Action, Customer, CustomerId, Entity, Operation, Rejection};
use holdfast_protocol::{Row, RowKind};

use super::{Batch, Decided};
use crate::ledger::LedgerError;

impl Batch<'_> {
    pub(super) fn on_customer(&mut self, id: CustomerId, operation: &Operation) -> Result<Decided, LedgerError> {
        if let Action::JoinCustomer { into } = operation.action {
            if self.is_erased_customer(id)? || self.is_erased_customer(into)? {
                return Ok(Err(Rejection::Gone));
            }
            if !self.may_join(id, into)? {
                return Ok(Err(Rejection::BadJoin));
            }
        }
        let before = self.customer(id)?;
        let mut entity = Entity::Customer(before.clone());
        let outcome = match self.act(&mut entity, operation) {
            Ok(outcome) => outcome,
            Err(rejection) => return Ok(Err(rejection)),
        };
        if let Some(after) = entity.customer().filter(|after| before.as_ref() != Some(after)) {
            self.working.customers.insert(id, after);
        }
        self.keep(outcome)
    }

    /// Nobody becomes a part of somebody who is a part of them already, nor of somebody who does not exist.
    fn may_join(&mut self, id: CustomerId, into: CustomerId) -> Result<bool, LedgerError> {
        let stays = self.stays(into)?;
        Ok(stays != id && self.customer(stays)?.is_some())
    }

    /// The one who stays of everybody whom this customer is. No ring is ever let in.
    pub(super) fn stays(&mut self, id: CustomerId) -> Result<CustomerId, LedgerError> {
        let mut at = id;
        while let Some(joined) = self.customer(at)?.and_then(|customer| customer.joined) {
            at = joined;
        }
        Ok(at)
    }

    /// A customer as the operations so far have left them.
    fn customer(&mut self, id: CustomerId) -> Result<Option<Customer>, LedgerError> {
        if let Some(customer) = self.working.customers.get(&id) {
            return Ok(Some(customer.clone()));
        }
        let made = self.working.rows.iter().find_map(|row| match row {
            Row::Customer(row) if row.id == id => Some(Customer::clone(row)),
            _ => None,
        });
        match made {
            Some(customer) => Ok(Some(customer)),
            None => self.read(RowKind::Customer, id.to_string(), "customer"),
        }
    }

    pub(super) fn has_customer(&mut self, customer: &Customer) -> Result<bool, LedgerError> {
        let here = self.working.rows.iter().any(|row| matches!(row, Row::Customer(row) if row.id == customer.id));
        Ok(here || self.exists(RowKind::Customer, customer.id.to_string())?)
    }
}
