//! Showing the pictures of one mail that lie elsewhere.

use holdfast_domain::{MessageId, TicketId};
use holdfast_sync::pictures::fetch;
use std::sync::Arc;

use super::input::id;
use crate::error::DeskError;
use crate::html::pictures_elsewhere;
use crate::view::Tag;
use crate::work::Work;

impl Work {
    /// Asks for the pictures of a message. It does not wait for them: the ticket is told to have changed when they are there, or
    /// are not to be had.
    ///
    /// # Errors
    /// `bad-value` for a message that is not on this computer, or has none.
    pub fn show_pictures(self: &Arc<Self>, ticket: &str, message: &str) -> Result<(), DeskError> {
        let ticket = self.store.leads_to(id::<TicketId>(ticket)?)?;
        let message = id::<MessageId>(message)?;
        let found = self.store.message(ticket, message)?.filter(|message| message.html);
        let addresses = found.map(|message| pictures_elsewhere(&message.body)).unwrap_or_default();
        if addresses.is_empty() {
            return Err(DeskError::new("bad-value"));
        }
        if self.pictures.ask(message) {
            let desk = Arc::downgrade(self);
            self.ports.runtime.spawn(async move {
                let fetched = fetch(addresses).await;
                if let Some(work) = desk.upgrade() {
                    work.pictures.came(message, fetched);
                    work.tell(vec![Tag::Ticket(ticket.to_string())]);
                }
            });
        }
        self.tell(vec![Tag::Ticket(ticket.to_string())]);
        Ok(())
    }
}
