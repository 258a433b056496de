//! A phone call, or anything else told by mouth, as a new ticket: by keyboard, in seconds, with a number that cannot collide (T9, O1).

use holdfast_domain::{
    Action, Caller, Closing, Contact, ContactKind, Customer, CustomerChange, CustomerId, Fact, FactKind, Language, MessageKind, NewTicket, Noted,
    Operation, Status, TicketId,
};
use holdfast_store::{Source, StoredDraft};

use super::article::citations;
use super::input::id;
use crate::error::DeskError;
use crate::masking::{Masking, masked, masked_fact};
use crate::view::{ActiveTicket, CallNumber, CallersFound, CustomerMatch, DraftPlace, KeptCall, Millis, NewCall, Queued, SolvedCall, Tag};
use crate::work::{Work, random};

/// The form of a call.
const CAPTURE: &str = "capture";
/// Where its files lie until there is a ticket.
const FILES: MessageKind = MessageKind::Note;
const MATCHES: u32 = 6;
const OPEN_TICKETS: usize = 20;

impl Work {
    /// What the next captured call is called: its number until the server gives a lasting one, and the ticket that it becomes.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn capture_number(&self) -> Result<CallNumber, DeskError> {
        Ok(CallNumber { number: self.store.temporary_number()?, ticket: self.new_ticket()?.to_string() })
    }

    fn new_ticket(&self) -> Result<TicketId, DeskError> {
        Ok(TicketId::new(self.now(), random()?))
    }

    /// Saves the half-filled form of a call; an empty text forgets it.
    ///
    /// # Errors
    /// `disk-full` when it could not be saved.
    pub fn save_capture(&self, json: &str) -> Result<(), DeskError> {
        Ok(self.store.save_form(CAPTURE, json)?)
    }

    /// The half-filled form, with the files that were added to it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn load_capture(&self) -> Result<Option<KeptCall>, DeskError> {
        let Some(json) = self.store.form(CAPTURE)?.filter(|json| !json.is_empty()) else { return Ok(None) };
        let ticket = serde_json::from_str::<serde_json::Value>(&json).ok();
        let ticket = ticket.as_ref().and_then(|form| form.get("ticket")).and_then(|ticket| ticket.as_str()?.parse().ok());
        let draft =
            ticket.map(|ticket| self.store.drafts_of(ticket)).transpose()?.and_then(|drafts| drafts.into_iter().find(|draft| draft.kind == FILES));
        Ok(Some(KeptCall { json, files: self.files_view(&draft.map(|draft| draft.files).unwrap_or_default()) }))
    }

    /// Customers by what was typed of their name, number, mail address, account or order, with their open tickets.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn match_customers(&self, text: &str) -> Result<CallersFound, DeskError> {
        let typed = text.trim();
        let found = self.store.match_customers(typed, MATCHES)?;
        let customers = found.into_iter().map(|customer| self.matched(customer, typed)).collect::<Result<_, DeskError>>()?;
        Ok(CallersFound { contact: ContactKind::of(typed), customers })
    }

    fn matched(&self, customer: Customer, typed: &str) -> Result<CustomerMatch, DeskError> {
        let open = self.store.open_tickets_of(customer.id)?;
        let open = open.into_iter().take(OPEN_TICKETS).map(|ticket| ActiveTicket {
            ticket: ticket.id.to_string(),
            number: ticket.number.to_string(),
            subject: ticket.subject,
        });
        Ok(CustomerMatch {
            id: customer.id.to_string(),
            tier: customer.tier,
            reached: reached(&customer, typed, Masking::of(self).hides(&customer.revealed)),
            exact: customer.is_reached_by(typed),
            name: customer.name,
            open: open.collect(),
        })
    }

    /// What was noted of a call goes on in a draft on a ticket that there is already, with its files; the form is no more.
    ///
    /// # Errors
    /// `ticket-missing` when it is not here; `disk-full` when it could not be kept: the form stays then.
    pub fn capture_into(&self, ticket: &str, kind: MessageKind, body: &str, form: Option<&str>) -> Result<DraftPlace, DeskError> {
        let ticket = self.store.leads_to(id::<TicketId>(ticket)?)?;
        if self.store.ticket(ticket)?.is_none() {
            return Err(DeskError::new("ticket-missing"));
        }
        let beside = form.map(id::<TicketId>).transpose()?.map(|form| (form, FILES));
        let said = StoredDraft { ticket, kind, body: body.to_owned(), articles: Vec::new(), files: Vec::new(), at: self.now() };
        self.store.form_to_draft(CAPTURE, beside, said)?;
        self.tell(vec![Tag::Lists, Tag::Ticket(ticket.to_string())]);
        Ok(DraftPlace { ticket: ticket.to_string(), kind })
    }

    /// Captures a call as a new ticket; one that needs nothing more is answered and solved with it, all or none.
    ///
    /// # Errors
    /// `empty-text` without a question, or without an answer where it is solved; `category-missing` where it is; `article-outdated`;
    /// `time-ahead` when it came later than now.
    pub fn capture(&self, call: NewCall) -> Result<Queued, DeskError> {
        let now = self.now();
        let came_at = call.came_at.map(Millis::instant);
        if came_at.is_some_and(|came| came > now) {
            return Err(DeskError::new("time-ahead"));
        }
        let known = call.customer.as_deref().map(id::<CustomerId>).transpose()?.map(|id| self.store.customer(id)).transpose()?.flatten();
        let contact = Some(call.contact.trim().to_owned()).filter(|contact| !contact.is_empty());
        let as_kind = |kind| contact.clone().filter(|contact| ContactKind::of(contact) == Some(kind));
        let caller = match &known {
            Some(customer) => Caller {
                id: customer.id,
                known: true,
                name: customer.name.clone(),
                phone: customer.phone.clone(),
                mail: None,
                account: None,
                tier: customer.tier,
            },
            None => Caller {
                id: CustomerId::new(self.now(), random()?),
                known: false,
                name: Some(call.caller.trim()).filter(|name| !name.is_empty()).map_or_else(|| nameless(&call.contact), str::to_owned),
                phone: as_kind(ContactKind::Phone),
                mail: as_kind(ContactKind::Mail),
                account: as_kind(ContactKind::Account),
                tier: 0,
            },
        };
        // A known customer reached us another way than the ones known: that is how to call back, unless something else was said.
        let other = contact.filter(|contact| known.as_ref().is_some_and(|customer| !customer.is_reached_by(contact)));
        let filled = |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        let product = filled(call.product);
        let noted = known.as_ref().zip(product.clone()).and_then(|(customer, product)| self.noted(customer, product).transpose()).transpose()?;
        let new = NewTicket {
            temporary: self.store.temporary_number()?,
            subject: call.subject.trim().to_owned(),
            question: call.question.trim().to_owned(),
            channel: call.channel,
            urgency: call.urgency,
            category: filled(call.category),
            queue: call.queue.as_deref().map(id).transpose()?,
            caller,
            product,
            call_back: filled(call.call_back).or(other),
            recover: call.recover && call.solved.is_none(),
            came_at,
            language: language_of(&call.question),
        };
        // The form was given the ticket that it becomes: however often it is asked to be saved, one comes of it.
        let ticket = call.ticket.as_deref().map_or_else(|| self.new_ticket(), id)?;
        let files = self.store.drafts_of(ticket)?.into_iter().find(|draft| draft.kind == FILES).map(|draft| draft.files);
        let open = self.operation(ticket, Action::Open(Box::new(new)), None)?.with_files(files.unwrap_or_default());
        let mut besides = call.solved.map_or_else(|| Ok(Vec::new()), |solved| self.solves(ticket, &solved))?;
        besides.extend(noted);
        self.say_with(Source::FormWithFiles(CAPTURE, FILES), open, besides, None)
    }

    /// A product that was not known of a known customer.
    fn noted(&self, customer: &Customer, product: String) -> Result<Option<Operation>, DeskError> {
        let fact = Fact { kind: FactKind::Product, value: product };
        if customer.facts.contains(&fact) {
            return Ok(None);
        }
        let facts = Noted { add: vec![fact], ..Noted::default() };
        let change = CustomerChange { facts, ..CustomerChange::default() };
        self.operation(customer.id, Action::ChangeCustomer(Box::new(change)), None).map(Some)
    }

    /// What the customer was told on the telephone, and that it was all (O4).
    fn solves(&self, ticket: TicketId, solved: &SolvedCall) -> Result<Vec<Operation>, DeskError> {
        if !self.outdated(&solved.articles, None)?.is_empty() {
            return Err(DeskError::new("article-outdated"));
        }
        let cited = citations(&solved.articles)?;
        let versions = cited.iter().filter(|cited| cited.version > 0).map(|cited| (cited.article, cited.version)).collect();
        let articles = cited.into_iter().map(|cited| cited.article).collect();
        let reply = Action::Reply { body: solved.answer.trim().to_owned(), articles, versions };
        let closing = Closing { told: true, satisfaction: solved.satisfaction };
        // A first reply opens a new ticket, so it goes on from there.
        let transition = Action::Transition { from: Status::Open, to: Status::Solved, closing: Some(closing) };
        Ok(vec![self.operation(ticket, reply, None)?, self.operation(ticket, transition, None)?])
    }
}

/// Of the ways to reach a customer, and what was ordered, the one that was typed so far; else the first there is.
fn reached(customer: &Customer, typed: &str, is_masked: bool) -> Option<String> {
    let plain = |text: &str| text.chars().filter(|sign| sign.is_alphanumeric()).collect::<String>().to_lowercase();
    let typed = plain(typed);
    let contacts = customer.reached_by().into_iter().map(|contact| (contact.value.clone(), masked(&contact).value));
    let facts = customer.facts.iter().filter(|fact| matches!(fact.kind, FactKind::Account | FactKind::Order));
    let all: Vec<(String, String)> = contacts.chain(facts.map(|fact| (fact.value.clone(), masked_fact(fact).value))).collect();
    let hit = all.iter().find(|(way, _)| plain(way).contains(&typed)).or_else(|| all.first());
    hit.map(|(way, hidden)| if is_masked { hidden } else { way }.clone())
}

/// What a caller without a name is called, whole only where it is no more than an account: `138····6027`, `g····@example.com`.
fn nameless(contact: &str) -> String {
    match ContactKind::of(contact) {
        Some(kind @ (ContactKind::Phone | ContactKind::Mail)) => masked(&Contact { kind, value: contact.trim().to_owned() }).value,
        Some(ContactKind::Account) | None => contact.trim().to_owned(),
    }
}

fn language_of(text: &str) -> Option<Language> {
    let letters = text.chars().filter(|character| character.is_alphabetic()).count();
    let latin = text.chars().filter(char::is_ascii_alphabetic).count();
    (letters > 0 && latin.saturating_mul(2) > letters).then_some(Language::English)
}
