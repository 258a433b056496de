//! A phone call, or anything else told by mouth, as a new ticket: by keyboard, in seconds, with a number that cannot collide (T9, O1).

use holdfast_domain::{Action, Caller, CustomerId, Language, NewTicket, TicketId};
use holdfast_store::Source;

use super::drafts::CAPTURE;
use super::input::id;
use crate::error::DeskError;
use crate::masking::{Masking, masked_phone};
use crate::view::{ActiveTicket, CustomerMatch, NewCall, Queued};
use crate::work::{Work, random};

const MATCHES: u32 = 6;
const OPEN_TICKETS: usize = 4;

impl Work {
    /// The number that the next captured call gets until the server gives a lasting one.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn capture_number(&self) -> Result<String, DeskError> {
        Ok(self.store.temporary_number()?)
    }

    /// Customers by what was typed of their number, name or mail, with their open tickets.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn match_customers(&self, text: &str) -> Result<Vec<CustomerMatch>, DeskError> {
        if text.trim().chars().count() < 2 {
            return Ok(Vec::new());
        }
        let found = self.store.match_customers(text.trim(), MATCHES)?;
        let masking = Masking::of(self);
        found
            .into_iter()
            .map(|customer| {
                let open = self.store.open_tickets_of(customer.id)?;
                let open = open.into_iter().take(OPEN_TICKETS).map(|ticket| ActiveTicket {
                    ticket: ticket.id.to_string(),
                    number: ticket.number.to_string(),
                    subject: ticket.subject,
                });
                Ok(CustomerMatch {
                    id: customer.id.to_string(),
                    name: customer.name.clone(),
                    tier: customer.tier,
                    phone: customer.phone.map(|phone| if masking.hides(&customer.revealed) { masked_phone(&phone) } else { phone }),
                    open: open.collect(),
                })
            })
            .collect()
    }

    /// Captures a call as a new ticket.
    ///
    /// # Errors
    /// `empty-text` without a question.
    pub fn capture(&self, call: NewCall) -> Result<Queued, DeskError> {
        let known = call.customer.as_deref().map(id::<CustomerId>).transpose()?.map(|id| self.store.customer(id)).transpose()?.flatten();
        let phone = Some(call.phone.trim().to_owned()).filter(|phone| !phone.is_empty());
        let caller = match &known {
            Some(customer) => {
                Caller { id: customer.id, known: true, name: customer.name.clone(), phone: customer.phone.clone(), tier: customer.tier }
            }
            None => Caller {
                id: CustomerId::new(self.now(), random()?),
                known: false,
                name: Some(call.caller.trim()).filter(|name| !name.is_empty()).map_or_else(|| masked_phone(&call.phone), str::to_owned),
                phone,
                tier: 0,
            },
        };
        let filled = |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        let new = NewTicket {
            temporary: self.store.temporary_number()?,
            subject: call.subject.trim().to_owned(),
            question: call.question.trim().to_owned(),
            channel: call.channel,
            urgency: call.urgency,
            category: filled(call.category),
            queue: call.queue.as_deref().map(id).transpose()?,
            caller,
            product: filled(call.product),
            call_back: filled(call.call_back),
            recover: call.recover,
            language: language_of(&call.question),
        };
        let ticket = TicketId::new(self.now(), random()?);
        self.say(Source::Form(CAPTURE), ticket, Action::Open(Box::new(new)), None)
    }
}

fn language_of(text: &str) -> Option<Language> {
    let letters = text.chars().filter(|character| character.is_alphabetic()).count();
    let latin = text.chars().filter(char::is_ascii_alphabetic).count();
    (letters > 0 && latin.saturating_mul(2) > letters).then_some(Language::English)
}
