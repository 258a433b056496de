//! Why something did not simply go: what it means and what to do, as a sentence of the catalogues with its names filled in.

use holdfast_domain::{Action, Author, DeviceId, Event, HeldReason, Message, OperationId, Rejection, Status, Ticket, Timestamp};
use holdfast_store::{Entry, EntryState};
use std::collections::{BTreeMap, BTreeSet};

use crate::error::DeskError;
use crate::present::{Names, due_time};
use crate::view::Reason;
use crate::words::Words;

/// What a reason is told from.
pub(crate) struct Scene<'a> {
    pub(crate) names: &'a Names,
    pub(crate) words: &'a Words,
    pub(crate) ticket: Option<&'a Ticket>,
    pub(crate) customer: &'a str,
    /// The newest messages of the ticket.
    pub(crate) messages: &'a [Message],
}

/// Operations that wait behind a held one, out of a ticket's entries in the order of writing: as the store lets them wait.
pub(crate) fn behind_held<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> BTreeSet<OperationId> {
    let (mut held, mut behind) = (false, BTreeSet::new());
    for entry in entries {
        match (&entry.state, &entry.operation.action) {
            (EntryState::Held { .. }, _) => held = true,
            (EntryState::Queued, Action::Decide { .. }) => {}
            (EntryState::Queued, action) => {
                let rests_on_it = held && matches!(action, Action::Reply { .. } | Action::Transition { .. });
                if rests_on_it || !behind.is_empty() {
                    behind.insert(entry.operation.id);
                }
            }
            _ => {}
        }
    }
    behind
}

/// Whether a public message was not on its author's screen when this operation was written, and is not this desk's own.
pub(crate) fn is_news(message: &Message, entry: &Entry, desk: DeviceId) -> bool {
    let seen = entry.operation.seen.unwrap_or_default();
    message.kind.is_public() && message.device != Some(desk) && message.seq.is_some_and(|seq| seq > seen)
}

impl Scene<'_> {
    /// Why this entry is held or was rejected; none for another.
    pub(crate) fn reason(&self, entry: &Entry) -> Option<Reason> {
        match &entry.state {
            EntryState::Held { reason } => Some(self.held(*reason, entry)),
            EntryState::Rejected { rejection } => Some(self.rejected(rejection)),
            _ => None,
        }
    }

    fn held(&self, reason: HeldReason, entry: &Entry) -> Reason {
        match reason {
            HeldReason::NewerMessage => self.newer(entry),
            HeldReason::Closed => told("held-closed", [("by", self.who_closed())]),
            HeldReason::TakenOver => {
                let owner = self.ticket.and_then(|ticket| ticket.owner).and_then(|owner| self.names.agent(owner));
                told("held-taken-over", [("by", owner.unwrap_or_else(|| self.colleague()))])
            }
            HeldReason::TooOld => told("held-too-old", []),
            HeldReason::Merged => told("held-merged", [("number", self.ticket.map(|ticket| ticket.number.to_string()).unwrap_or_default())]),
            HeldReason::FileMissing => told("held-file-missing", []),
            HeldReason::ArticleOutdated => told("held-article-outdated", []),
        }
    }

    fn newer(&self, entry: &Entry) -> Reason {
        let news: Vec<_> = self.messages.iter().filter(|message| is_news(message, entry, entry.operation.device)).collect();
        let mut colleagues = Vec::new();
        for message in &news {
            if let Author::Agent(author) = message.author {
                let name = self.names.agent(author).unwrap_or_else(|| self.colleague());
                if !colleagues.contains(&name) {
                    colleagues.push(name);
                }
            }
        }
        let by_customer = news.iter().any(|message| matches!(message.author, Author::Customer(_)));
        match (&entry.operation.action, by_customer) {
            _ if news.is_empty() => told("held-newer-message", []),
            (Action::Transition { to, .. }, _) => told("held-status", [("by", self.customer.to_owned()), ("to", to.to_string())]),
            (_, true) => told("held-customer-wrote", [("by", self.customer.to_owned())]),
            (_, false) => told("held-colleague-wrote", [("by", colleagues.join(self.words.comma()))]),
        }
    }

    fn who_closed(&self) -> String {
        let closed = |entry: &&holdfast_domain::HistoryEntry| matches!(entry.event, Event::Status { to: Status::Closed, .. });
        let by = self.ticket.and_then(|ticket| ticket.history.iter().rfind(closed)).and_then(|entry| entry.by);
        by.and_then(|by| self.names.agent(by)).unwrap_or_else(|| self.colleague())
    }

    fn rejected(&self, rejection: &Rejection) -> Reason {
        let mut reason = sentence(rejection);
        if let Rejection::TakenOver { by } = rejection {
            let by = by.and_then(|by| self.names.agent(by)).unwrap_or_else(|| self.colleague());
            reason.args.insert("by".to_owned(), by);
        }
        reason
    }

    fn colleague(&self) -> String {
        self.words.say("a-colleague", &[])
    }
}

/// Why what was meant of an article was rejected; none when it was not.
pub(crate) fn refused(entry: &Entry) -> Option<Reason> {
    match &entry.state {
        EntryState::Rejected { rejection } => Some(sentence(rejection)),
        _ => None,
    }
}

fn sentence(rejection: &Rejection) -> Reason {
    let DeskError { code, detail } = rejection.clone().into();
    Reason { id: format!("error-{code}"), args: detail }
}

/// What waits until something held on the same ticket is decided.
pub(crate) fn waits_behind() -> Reason {
    told("waits-behind-held", [])
}

/// What was put off until then.
pub(crate) fn leaves_at(words: &Words, at: Timestamp, now: Timestamp) -> Reason {
    told("waits-until", [("time", due_time(words, at, now))])
}

fn told<const N: usize>(id: &str, args: [(&str, String); N]) -> Reason {
    let args = args.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<BTreeMap<_, _>>();
    Reason { id: id.to_owned(), args }
}
