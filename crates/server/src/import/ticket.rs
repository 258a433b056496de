//! Tickets from JSON lines and CSV: `{id, subject, body, label, src[, customer, channel, created_at]}`.

use holdfast_domain::{
    Author, Category, Channel, Customer, CustomerId, Event, HistoryEntry, Language, LastPublic, Message, MessageId, MessageKind, Number, Seq, Status,
    TagSet, Ticket, TicketId, Timestamp, Urgency, Words,
};
use holdfast_protocol::{Row, RowId, RowKind};
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use super::lines::Lines;
use super::record::{instant, source_id};
use super::rows::Rows;
use super::{ImportError, Report, SkipReason, language_of};
use crate::bulk::Bulk;
use crate::identity::derived;
use crate::ledger::Ledger;

/// How to import tickets.
#[derive(Clone, Copy, Debug, Default)]
pub struct TicketOptions {
    /// Import nothing when anything cannot be read.
    pub all_or_nothing: bool,
}

#[derive(Debug, Deserialize)]
struct TicketLine {
    id: Option<serde_json::Value>,
    subject: Option<String>,
    body: Option<String>,
    label: Option<String>,
    src: Option<String>,
    customer: Option<String>,
    channel: Option<String>,
    created_at: Option<serde_json::Value>,
}

#[derive(Debug, Deserialize)]
struct CsvLine {
    id: Option<String>,
    subject: Option<String>,
    body: Option<String>,
    label: Option<String>,
    src: Option<String>,
    customer: Option<String>,
    channel: Option<String>,
    created_at: Option<String>,
}

/// A ticket as a line tells it.
struct Told {
    id: String,
    subject: String,
    body: String,
    label: Option<String>,
    customer: String,
    channel: Channel,
    at: Option<Timestamp>,
}

/// Answers why a ticket was passed over.
type Take<'t> = dyn FnMut(Told) -> Result<Option<SkipReason>, ImportError> + 't;

/// Imports tickets from a file; `.csv` is CSV with a header, anything else JSON lines.
///
/// With `all_or_nothing` everything is read once before anything is written. A ticket that is known already keeps its
/// status, its owner and all that was said on it.
///
/// # Errors
/// [`ImportError`] when the file is not there or storage fails.
pub fn tickets(ledger: &dyn Ledger, file: &Path, options: TicketOptions, now: Timestamp) -> Result<Report, ImportError> {
    std::fs::metadata(file).map_err(|source| ImportError::Path { path: file.display().to_string(), source })?;
    let mut report = Report::default();
    if options.all_or_nothing {
        read(file, &mut report, &mut |_| Ok(None))?;
        if !report.skipped.is_empty() {
            return Ok(Report { refused: true, skipped: report.skipped, ..Report::default() });
        }
    }
    let mut writing = Writing { bulk: Bulk::new(ledger), known: HashSet::new(), now, report: Report::default() };
    read(file, &mut report, &mut |told| writing.take(&told))?;
    writing.bulk.commit()?;
    Ok(Report { skipped: report.skipped, ..writing.report })
}

fn read(file: &Path, report: &mut Report, take: &mut Take<'_>) -> Result<(), ImportError> {
    if file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv")) {
        return read_csv(file, report, take);
    }
    let lines = match Lines::open(file) {
        Ok(lines) => lines,
        Err(reason) => {
            report.skip(file, None, reason);
            return Ok(());
        }
    };
    for (number, line) in lines {
        let told = line.and_then(|line| {
            if line.trim().is_empty() {
                return Ok(None);
            }
            serde_json::from_str::<TicketLine>(&line).map_err(|_| SkipReason::NotJson).and_then(told).map(Some)
        });
        match told {
            Ok(Some(told)) => {
                if let Some(reason) = take(told)? {
                    report.skip(file, Some(number), reason);
                }
            }
            Ok(None) => {}
            Err(reason) => report.skip(file, Some(number), reason),
        }
    }
    Ok(())
}

fn read_csv(file: &Path, report: &mut Report, take: &mut Take<'_>) -> Result<(), ImportError> {
    let rows = match Rows::open(file) {
        Ok(rows) => rows,
        Err(reason) => {
            report.skip(file, None, reason);
            return Ok(());
        }
    };
    let header = rows.header().clone();
    for (line, row) in rows {
        let read = row.and_then(|row| row.deserialize::<CsvLine>(Some(&header)).map_err(|error| SkipReason::Csv(error.to_string())));
        match read.and_then(|line| told(line.into())) {
            Ok(told) => {
                if let Some(reason) = take(told)? {
                    report.skip(file, line, reason);
                }
            }
            Err(reason) => report.skip(file, line, reason),
        }
    }
    Ok(())
}

impl From<CsvLine> for TicketLine {
    fn from(line: CsvLine) -> Self {
        let text = |text: Option<String>| text.map(serde_json::Value::String);
        Self {
            id: text(line.id),
            subject: line.subject,
            body: line.body,
            label: line.label,
            src: line.src,
            customer: line.customer,
            channel: line.channel,
            created_at: text(line.created_at),
        }
    }
}

fn told(line: TicketLine) -> Result<Told, SkipReason> {
    let full = |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let id = line.id.as_ref().and_then(source_id).ok_or(SkipReason::Missing("id"))?;
    let src = full(line.src);
    let body = full(line.body).ok_or(SkipReason::Missing("body"))?;
    if body.len() > holdfast_domain::operation::LONGEST_BODY {
        return Err(SkipReason::TooLarge);
    }
    Ok(Told {
        id: format!("{}:{id}", src.as_deref().unwrap_or("import")),
        subject: full(line.subject).unwrap_or_else(|| body.lines().next().unwrap_or_default().chars().take(60).collect()),
        body,
        label: full(line.label),
        customer: full(line.customer).or(src).unwrap_or_else(|| "import".to_owned()),
        channel: line.channel.as_deref().and_then(Channel::from_name).unwrap_or(Channel::Web),
        at: line.created_at.as_ref().and_then(instant),
    })
}

struct Writing<'a> {
    bulk: Bulk<'a>,
    /// Categories and customers already looked for.
    known: HashSet<RowId>,
    now: Timestamp,
    report: Report,
}

impl Writing<'_> {
    fn take(&mut self, told: &Told) -> Result<Option<SkipReason>, ImportError> {
        let language = language_of(&told.body);
        let id = TicketId(derived("ticket", &told.id));
        let row = RowId { kind: RowKind::Ticket, id: id.to_string() };
        let count = match self.bulk.stored(&row)? {
            Some(text) => {
                let category = self.category(told)?;
                self.update(told, &text, category)?
            }
            None => {
                let customer = CustomerId(derived("customer", &told.customer));
                // The same line leads to the same identities for ever: who was erased does not come back by it.
                let transaction = self.bulk.under_way()?;
                let has_merged = transaction.merged_into(id)?.is_some();
                let of = RowId { kind: RowKind::Customer, id: customer.to_string() };
                if !has_merged && (transaction.is_removed(&row)? || transaction.is_removed(&of)?) {
                    return Ok(Some(SkipReason::Erased));
                }
                if has_merged {
                    &mut self.report.unchanged
                } else {
                    let category = self.category(told)?;
                    self.customer(told, customer, language)?;
                    self.open(told, id, customer, category, language)?;
                    &mut self.report.imported
                }
            }
        };
        *count = count.saturating_add(1);
        Ok(None)
    }

    fn open(&mut self, told: &Told, id: TicketId, customer: CustomerId, category: Option<String>, language: Language) -> Result<(), ImportError> {
        let at = told.at.unwrap_or(self.now);
        let (seq, transaction) = self.bulk.room(2, told.body.len().saturating_add(2_048))?;
        let number = transaction.next_number()?;
        transaction.put(&Row::Message(Arc::new(message(told, id, customer, language, at, seq))))?;
        transaction.put(&Row::Ticket(Arc::new(ticket(told, id, customer, category, language, at, seq, number))))?;
        Ok(())
    }

    /// Brings subject and category up to the source; what people did on the ticket stays.
    fn update(&mut self, told: &Told, stored: &str, category: Option<String>) -> Result<&mut u64, ImportError> {
        let old: Ticket = serde_json::from_str(stored).map_err(|source| ImportError::Damaged { what: "ticket", source })?;
        let is_touched = old.history.len() > 1;
        if is_touched || (old.subject == told.subject && old.category == category) {
            return Ok(&mut self.report.unchanged);
        }
        let new = Ticket { subject: told.subject.clone(), category, ..old };
        self.bulk.put(&Row::Ticket(Arc::new(new)), 2_048)?;
        Ok(&mut self.report.updated)
    }

    fn category(&mut self, told: &Told) -> Result<Option<String>, ImportError> {
        let Some(label) = told.label.as_deref() else { return Ok(None) };
        let key = label.trim().to_lowercase();
        let row = RowId { kind: RowKind::Category, id: key.clone() };
        if self.is_new(&row)? {
            let name = Words([(Language::English, label.replace('_', " "))].into());
            self.bulk.put(&Row::Category(Arc::new(Category { key: key.clone(), parent: None, name })), 256)?;
        }
        Ok(Some(key))
    }

    fn customer(&mut self, told: &Told, id: CustomerId, language: Language) -> Result<(), ImportError> {
        if self.is_new(&RowId { kind: RowKind::Customer, id: id.to_string() })? {
            let customer = Customer {
                language: Some(language),
                mail: told.customer.contains('@').then(|| told.customer.clone()),
                ..Customer::named(id, &told.customer)
            };
            self.bulk.put(&Row::Customer(Arc::new(customer)), 512)?;
        }
        Ok(())
    }

    fn is_new(&mut self, row: &RowId) -> Result<bool, ImportError> {
        Ok(self.known.insert(row.clone()) && self.bulk.stored(row)?.is_none())
    }
}

#[allow(clippy::too_many_arguments, reason = "the parts of one ticket")]
fn ticket(
    told: &Told,
    id: TicketId,
    customer: CustomerId,
    category: Option<String>,
    language: Language,
    at: Timestamp,
    seq: Seq,
    number: u32,
) -> Ticket {
    Ticket {
        held: Vec::new(),
        mentions: Vec::new(),
        merged: Vec::new(),
        merged_into: None,
        tasks: Vec::new(),
        requests: Vec::new(),
        complaints: Vec::new(),
        call_backs: Vec::new(),
        alerted: Vec::new(),
        id,
        number: Number { lasting: Some(number), temporary: None },
        subject: told.subject.clone(),
        channel: told.channel,
        status: Status::New,
        urgency: Urgency::Normal,
        category,
        tags: TagSet::default(),
        queue: None,
        owner: None,
        lease_until: None,
        customer,
        tier: 0,
        language: Some(language),
        opened_at: at,
        updated_at: at,
        first_response_at: None,
        waiting_since: Some(at),
        last_public: Some(LastPublic::of_customer(seq)),
        chased: 0,
        reopened: 0,
        demand: None,
        snooze: None,
        links: std::collections::BTreeSet::new(),
        recover: false,
        call_back_on: None,
        revs: BTreeMap::new(),
        history: vec![HistoryEntry { operation: None, at, by: None, event: Event::Opened, offline: false }],
    }
}

fn message(told: &Told, ticket: TicketId, customer: CustomerId, language: Language, at: Timestamp, seq: Seq) -> Message {
    Message {
        id: MessageId(derived("message", &told.id)),
        ticket,
        kind: MessageKind::Customer,
        author: Author::Customer(customer),
        body: told.body.clone(),
        html: false,
        marked: false,
        language: Some(language),
        channel: told.channel,
        at,
        seq: Some(seq),
        device: None,
        offline: false,
        forwarded: None,
        articles: Vec::new(),
        versions: std::collections::BTreeMap::new(),
        files: Vec::new(),
    }
}
