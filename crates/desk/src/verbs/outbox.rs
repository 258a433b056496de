//! What was done here and has not simply been sent, in one list. Nothing leaves it by itself but by being done.

use holdfast_domain::{About, Action, ArticleId, Language, OperationId};
use holdfast_store::{Entry, EntryFilter, EntryState};
use std::collections::{BTreeMap, BTreeSet};

use crate::error::DeskError;
use crate::present::{Names, item_state};
use crate::reason::{Scene, behind_held, refused, waits_behind};
use crate::view::{ItemState, Millis, OutboxRow};
use crate::work::Work;

/// Of what was written offline and has been sent: the newest, of thirty days.
pub(super) const SHOWN: u32 = 300;
/// How many of a ticket's newest messages tell why something is held.
const AROUND: u32 = 200;

impl Work {
    /// What was done here offline or has not been sent, newest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn outbox(&self) -> Result<Vec<OutboxRow>, DeskError> {
        // Everything that has not been sent, however much that is; of what has been, the newest.
        let mut entries = self.store.entries(EntryFilter { about: None, undone_only: true, limit: 0 })?;
        entries.extend(self.store.sent_of_offline(SHOWN)?);
        entries.sort_by_key(|entry| std::cmp::Reverse((entry.operation.composed_at, entry.operation.id)));
        let (names, behind) = (Names::of(self), self.behind()?);
        entries.iter().map(|entry| self.outbox_row(entry, &names, &behind)).collect()
    }

    fn outbox_row(&self, entry: &Entry, names: &Names, behind: &BTreeSet<OperationId>) -> Result<OutboxRow, DeskError> {
        let state = item_state(entry, names.cut_off).unwrap_or(ItemState::Sent);
        let operation = &entry.operation;
        let on = match operation.about {
            About::Ticket(ticket) => self.store.leads_to(ticket)?,
            About::Article(article) => {
                let (title, subject_lang) = self.article_title(article, &operation.action)?;
                return Ok(OutboxRow { article: Some(article.to_string()), subject_lang, ..apart(entry, state, title) });
            }
            About::Schedule(_) => return Ok(apart(entry, state, self.name_of_schedule(&operation.action))),
            About::Customer(customer) => {
                let name = self.store.customer(customer)?.map(|customer| customer.name).unwrap_or_default();
                return Ok(apart(entry, state, name));
            }
            About::Filter(_) | About::Outage(_) => return Ok(apart(entry, state, summary(&operation.action))),
        };
        let ticket = self.store.ticket(on)?;
        let reason = match &entry.state {
            EntryState::Held { .. } | EntryState::Rejected { .. } => {
                let customer = ticket.as_ref().map(|ticket| self.store.customer(ticket.customer)).transpose()?.flatten();
                let customer = customer.map(|customer| customer.name).unwrap_or_default();
                let (messages, _) = self.store.messages(on, None, AROUND)?;
                let words = self.words();
                Scene { names, words, ticket: ticket.as_ref(), customer: &customer, messages: &messages }.reason(entry)
            }
            _ => behind.contains(&operation.id).then(waits_behind),
        };
        let (number, subject, subject_lang) = ticket.map(|ticket| (ticket.number.to_string(), ticket.subject, ticket.language)).unwrap_or_default();
        Ok(OutboxRow {
            operation: operation.id.to_string(),
            ticket: on.to_string(),
            article: None,
            number,
            subject,
            subject_lang,
            kind: operation.action.name().to_owned(),
            summary: summary(&operation.action),
            state,
            at: operation.composed_at.into(),
            offline: operation.offline,
            reason,
            leaves_at: leaves_at(entry),
            files: u32::try_from(operation.files.len()).unwrap_or(u32::MAX),
        })
    }

    /// With its language.
    fn article_title(&self, article: ArticleId, action: &Action) -> Result<(String, Option<Language>), DeskError> {
        Ok(match (action, self.store.article(article, self.now())?) {
            (Action::Suggest(new), _) => (new.content.title.clone(), Some(new.content.language)),
            (_, Some(article)) => (article.content.title, Some(article.content.language)),
            (_, None) => (String::new(), None),
        })
    }

    /// What waits behind something held, on any ticket.
    pub(crate) fn behind(&self) -> Result<BTreeSet<OperationId>, DeskError> {
        let undone = self.store.entries(EntryFilter { about: None, undone_only: true, limit: 0 })?;
        let mut together: BTreeMap<About, Vec<&Entry>> = BTreeMap::new();
        for entry in undone.iter().rev() {
            together.entry(entry.operation.about).or_default().push(entry);
        }
        Ok(together.into_values().flat_map(behind_held).collect())
    }

    /// Operations and drafts on this computer that nobody else has.
    pub(crate) fn unsent(&self) -> Result<u32, DeskError> {
        let counts = self.store.counts()?;
        Ok([counts.waiting, counts.sending, counts.held, counts.uncertain, counts.rejected, counts.drafts].iter().sum())
    }
}

/// When it leaves, where it was put off and has not left.
fn leaves_at(entry: &Entry) -> Option<Millis> {
    entry.operation.put_off().filter(|_| entry.state == EntryState::Queued).map(Millis::from)
}

/// About no ticket.
fn apart(entry: &Entry, state: ItemState, subject: String) -> OutboxRow {
    let operation = &entry.operation;
    OutboxRow {
        operation: operation.id.to_string(),
        ticket: String::new(),
        article: None,
        number: String::new(),
        subject,
        subject_lang: None,
        kind: operation.action.name().to_owned(),
        summary: summary(&operation.action),
        state,
        at: operation.composed_at.into(),
        offline: operation.offline,
        reason: refused(entry),
        leaves_at: None,
        files: 0,
    }
}

/// A line of what was meant.
pub(crate) fn summary(action: &Action) -> String {
    match action {
        Action::SetField { new, .. } => new.clone(),
        Action::Transition { to, .. } => to.to_string(),
        Action::Tag { add, .. } => add.join(" "),
        Action::Assign { reason, .. } | Action::Claim { reason } => reason.clone(),
        Action::SetFilter { name, .. } => name.clone(),
        Action::DeclareOutage { cause, note, .. } => both(cause, note),
        Action::TellOutage { cause, note, .. } => both(cause.as_deref().unwrap_or_default(), note),
        Action::Suggest(new) => new.why.clone(),
        Action::Reveal { why, .. } => why.clone(),
        Action::Decline { why, .. } => why.clone(),
        action => action.text().unwrap_or_default().chars().take(160).collect(),
    }
}

/// What was said, and what besides.
fn both(one: &str, other: &str) -> String {
    [one, other].into_iter().filter(|said| !said.is_empty()).collect::<Vec<_>>().join(" · ")
}
