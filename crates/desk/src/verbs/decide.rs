//! Deciding about what was held or rejected. What ends and what is said instead are one commit, so a text is never neither
//! here nor there; the team server is told that colleagues need not wait for it any longer.

use holdfast_domain::{About, Action, ArticleId, Citation, Field, MessageKind, NewContent, Operation, OperationId, TicketId};
use holdfast_store::{End, Ended, Entry, EntryState, StoreError, Written};

use super::article::citations;
use super::input::id;
use crate::error::DeskError;
use crate::view::{Decision, Shown, Tag};
use crate::work::Work;

impl Work {
    /// What to do with something held or rejected; a group is decided whole. Sending anyway is a new operation that has
    /// seen what the held view `shown` to its author, and is guarded again.
    ///
    /// # Errors
    /// `gone` when it does not wait any more; a rejection of what is to be said instead. It then stays as it was.
    pub fn decide(&self, operation: &str, decision: Decision, shown: Option<&Shown>) -> Result<(), DeskError> {
        let id = id::<OperationId>(operation)?;
        let group = self.group_of(id)?;
        // It is on its way and arrives once by itself; doing it again would do it twice.
        let written_on = match group.first().map(|entry| entry.operation.about) {
            Some(About::Ticket(ticket)) => ticket,
            Some(About::Article(article)) => return self.decide_on_article(article, &group, decision),
            Some(About::Schedule(schedule)) => return self.decide_on_schedule(schedule, &group, decision),
            // It is written again where lists are made, customers noted and outages told of: from here it can only be let go.
            Some(About::Filter(_) | About::Customer(_) | About::Outage(_)) if decision != Decision::Discard => {
                return Err(DeskError::new("bad-value"));
            }
            Some(about @ (About::Filter(_) | About::Customer(_) | About::Outage(_))) => {
                return self.end(about, group.iter().map(discarded).collect(), Vec::new());
            }
            None => return Err(DeskError::new("gone")),
        };
        // What was held because its ticket was merged is decided where that went.
        let ticket = self.store.leads_to(written_on)?;
        let known = self.store.ticket(ticket)?.is_some();
        if decision == Decision::Edit {
            if !known {
                return Err(DeskError::new("ticket-missing"));
            }
            self.take_up(ticket, &group)?;
        }
        let mut ended = Vec::with_capacity(group.len());
        for entry in &group {
            let end = match decision {
                // What is a colleague's by now is not taken by what is said on it.
                Decision::SendAnyway if self.is_lost(ticket, &entry.operation)? => End::Discard,
                Decision::SendAnyway => End::Replace(self.again(ticket, &entry.operation, shown)?),
                Decision::Note => match entry.operation.action.text() {
                    Some(text) => {
                        let note = self.operation(ticket, Action::Note { body: text.to_owned() }, None)?;
                        End::Replace(note.with_files(entry.operation.files.clone()))
                    }
                    None => End::Discard,
                },
                Decision::Edit => End::Edit,
                Decision::Discard => End::Discard,
            };
            ended.push(Ended { operation: entry.operation.id, end });
        }
        let held: Vec<_> = group.iter().filter(|entry| matches!(entry.state, EntryState::Held { .. })).map(|entry| entry.operation.id).collect();
        let told = if known && !held.is_empty() { vec![self.operation(ticket, Action::Decide { held }, None)?] } else { Vec::new() };
        self.end(ticket, ended, told)
    }

    /// Something about an article was rejected: it is written on, suggested again as it is, or let go.
    fn decide_on_article(&self, article: ArticleId, group: &[Entry], decision: Decision) -> Result<(), DeskError> {
        let version = self.store.article(article, self.now())?.map_or(0, |article| article.version);
        let mut ended = Vec::with_capacity(group.len());
        for entry in group {
            let end = match (&entry.operation.action, decision) {
                (Action::Suggest(new), Decision::SendAnyway) => {
                    let again = NewContent { publish: new.publish && new.content.personal.is_some(), ..NewContent::clone(new) };
                    End::Replace(self.operation(article, Action::Suggest(Box::new(again)), None)?.with_files(entry.operation.files.clone()))
                }
                (Action::Suggest(new), Decision::Edit) => {
                    self.take_up_article(article, version, new)?;
                    End::Edit
                }
                (action, Decision::SendAnyway) => End::Replace(self.operation(article, action.clone(), None)?),
                (_, Decision::Discard) => End::Discard,
                _ => return Err(DeskError::new("bad-value")),
            };
            ended.push(Ended { operation: entry.operation.id, end });
        }
        self.end(article, ended, Vec::new())
    }

    /// Everything that waits together with this; nothing when it does not wait.
    fn group_of(&self, id: OperationId) -> Result<Vec<Entry>, DeskError> {
        let undecided = self.store.undecided()?;
        let Some(asked) = undecided.iter().find(|entry| entry.operation.id == id).map(|entry| entry.operation.group) else { return Ok(Vec::new()) };
        let together = |entry: &Entry| entry.operation.id == id || (asked.is_some() && entry.operation.group == asked);
        Ok(undecided.into_iter().filter(together).collect())
    }

    /// One commit, and whoever shows or sends it is told.
    pub(crate) fn end(&self, about: impl Into<About>, ended: Vec<Ended>, besides: Vec<Operation>) -> Result<(), DeskError> {
        match self.store.decide(ended, besides, self.now()) {
            // Decided already, a moment ago.
            Err(StoreError::Missing { .. }) => Err(DeskError::new("gone")),
            Err(error) => Err(error.into()),
            Ok(Written::Refused(rejection)) => Err(rejection.into()),
            Ok(Written::Queued { touched, .. }) => {
                self.touched(&touched);
                // What waited behind it may go now.
                self.written();
                let of = match about.into() {
                    About::Ticket(ticket) => Tag::Ticket(ticket.to_string()),
                    About::Article(_) => Tag::Knowledge,
                    About::Schedule(_) => Tag::Team,
                    About::Filter(_) => Tag::Lists,
                    About::Outage(_) => Tag::Team,
                    About::Customer(_) => Tag::Customers,
                };
                self.tell(vec![Tag::Outbox, Tag::Connection, Tag::Lists, Tag::Alerts, of]);
                Ok(())
            }
        }
    }

    /// Whether it claims, with a text, a ticket that has become somebody else's.
    fn is_lost(&self, ticket: TicketId, operation: &Operation) -> Result<bool, DeskError> {
        let owner = self.store.ticket(ticket)?.and_then(|ticket| ticket.owner);
        Ok(matches!(operation.action, Action::Claim { .. }) && operation.group.is_some() && owner.is_some_and(|owner| owner != self.me.id))
    }

    /// The same over what its author was shown, and no more.
    fn again(&self, ticket: TicketId, operation: &Operation, shown: Option<&Shown>) -> Result<Operation, DeskError> {
        let action = match &operation.action {
            Action::Transition { from, to, closing } => {
                let now = self.store.ticket(ticket)?.map_or(*from, |ticket| ticket.status);
                Action::Transition { from: now, to: *to, closing: *closing }
            }
            // Its author has seen how the articles in it stood, and is held again when they change once more. What did not hold
            // at all is not asked about a second time.
            Action::Reply { body, articles, versions } => {
                let seen = shown.map(|shown| citations(&shown.articles)).transpose()?;
                let seen = seen.map(|cited| cited.into_iter().map(|cited| (cited.article, cited.version)).collect());
                Action::Reply { body: body.clone(), articles: articles.clone(), versions: seen.unwrap_or_else(|| versions.clone()) }
            }
            action => action.clone(),
        };
        let seen = shown.map_or(operation.seen.unwrap_or_default(), |shown| shown.seen.seq());
        let owner = shown.map_or_else(|| operation.base.get(&Field::Owner).copied().unwrap_or_default(), |shown| shown.owner.seq());
        let mut again = self.operation(ticket, action, Some(seen))?;
        again.base.insert(Field::Owner, owner);
        again.group = operation.group;
        Ok(again.with_files(operation.files.clone()))
    }

    /// Puts texts into the draft, before what is being written there already.
    fn take_up(&self, ticket: TicketId, group: &[Entry]) -> Result<(), DeskError> {
        let is_note = group.iter().all(|entry| matches!(entry.operation.action, Action::Note { .. }));
        let kind = if is_note { MessageKind::Note } else { MessageKind::Reply };
        let texts: Vec<_> = group.iter().filter_map(|entry| entry.operation.action.text()).collect();
        if texts.is_empty() {
            return Err(DeskError::new("empty-text"));
        }
        for file in group.iter().flat_map(|entry| &entry.operation.files) {
            self.store.attach(ticket, kind, file.clone(), self.now())?;
        }
        let mut body = texts.join("\n\n");
        let mut articles: Vec<Citation> = Vec::new();
        for entry in group {
            if let Action::Reply { articles: used, versions, .. } = &entry.operation.action {
                let cited = |article: &ArticleId| Citation { article: *article, version: versions.get(article).copied().unwrap_or(0) };
                articles.extend(used.iter().map(cited));
            }
        }
        if let Some(draft) = self.store.drafts_of(ticket)?.into_iter().find(|draft| draft.kind == kind) {
            // Asked for twice, e.g. after a crash in between: taken up once.
            body = if draft.body.starts_with(&body) { draft.body } else { format!("{body}\n\n{}", draft.body).trim_end().to_owned() };
            articles.extend(draft.articles);
        }
        articles.sort_unstable();
        articles.dedup();
        Ok(self.store.save_draft(ticket, kind, &body, &articles, self.now())?)
    }
}

fn discarded(entry: &Entry) -> Ended {
    Ended { operation: entry.operation.id, end: End::Discard }
}
