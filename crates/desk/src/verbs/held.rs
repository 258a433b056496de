//! What waits for its author's decision, as the held view shows it: what was seen, what is new, what was written.

use holdfast_domain::{About, Action, Field, Language, Message, MessageKind, Seq, Status, Ticket};
use holdfast_store::{Decision as Kept, Entry, EntryFilter, EntryState, ListFilter, Listed};

use super::outbox::summary;
use crate::error::DeskError;
use crate::matters::matters;
use crate::present::{Names, item_state};
use crate::reason::{Scene, behind_held, is_news, refused};
use crate::timeline::Timeline;
use crate::view::{Cited, Decided, Decision, Differs, HeldDecided, HeldItem, HeldPart, ItemState, Shown, TimelineItem};
use crate::work::Work;

/// How many of the newest messages are looked through for what is new.
const AROUND: u32 = 200;
/// What was decided stays in sight for so long.
const DAY_MS: i64 = 24 * 3_600_000;
/// How many of those that were seen are shown.
const SEEN: usize = 6;

impl Work {
    /// What waits for its author's decision, the longest waiting first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn held(&self) -> Result<Vec<HeldItem>, DeskError> {
        let names = Names::of(self);
        self.deciding()?.iter().map(|group| self.held_item(group, &names)).collect()
    }

    /// What waited and was decided within the last day, the newest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn held_decided(&self) -> Result<Vec<HeldDecided>, DeskError> {
        let since = self.now().plus_millis(-DAY_MS);
        let mut decided = Vec::new();
        for entry in self.store.decided_since(since)? {
            let operation = &entry.operation;
            let (Some(decision), Some(text), Some(at)) = (entry.decision, operation.action.text(), entry.since) else { continue };
            let Some(ticket) = operation.about.ticket() else { continue };
            let on = self.store.leads_to(ticket)?;
            let listed = self.store.list(&ListFilter::One(on), self.now(), 0, 1)?.pop();
            let (number, subject, subject_lang) = titled(&operation.action, listed.as_ref().map(|listed| &listed.ticket));
            let how = match decision {
                Kept::Discard => Decided::Discarded,
                Kept::Edit => Decided::Edited,
                Kept::Replace(by) => match self.store.entry(by)?.map(|by| by.operation.action) {
                    Some(Action::Note { .. }) if !matches!(operation.action, Action::Note { .. }) => Decided::Noted,
                    _ => Decided::SentAnyway,
                },
            };
            decided.push(HeldDecided {
                operation: operation.id.to_string(),
                ticket: on.to_string(),
                number,
                customer: listed.map(|listed| listed.customer_name).unwrap_or_default(),
                subject,
                subject_lang,
                how,
                text: text.to_owned(),
                at: at.into(),
            });
        }
        Ok(decided)
    }

    /// The operations to decide about, each alone or with its group: everything held, and whatever was rejected with a
    /// text in it. A change that was refused is told on its ticket, where it can be made again.
    pub(crate) fn deciding(&self) -> Result<Vec<Vec<Entry>>, DeskError> {
        let mut groups: Vec<Vec<Entry>> = Vec::new();
        for entry in self.store.undecided()? {
            let belongs =
                |group: &&mut Vec<Entry>| entry.operation.group.is_some() && group.iter().any(|other| other.operation.group == entry.operation.group);
            match groups.iter_mut().find(belongs) {
                Some(group) => group.push(entry),
                None => groups.push(vec![entry]),
            }
        }
        groups.retain(|group| group.iter().any(|entry| matches!(entry.state, EntryState::Held { .. }) || entry.operation.action.text().is_some()));
        Ok(groups)
    }

    fn held_item(&self, group: &[Entry], names: &Names) -> Result<HeldItem, DeskError> {
        // What was written stands for the group; a group has at least one.
        let with_text = group.iter().find(|entry| entry.operation.action.text().is_some());
        let Some(first) = with_text.or(group.first()) else { return Err(DeskError::new("gone")) };
        let operation = &first.operation;
        let on = match operation.about {
            About::Ticket(ticket) => self.store.leads_to(ticket)?,
            About::Article(_) => return self.rejected_of_article(group, first, names),
            // Whatever was refused of these is told where the outbox is, with what was said.
            About::Schedule(_) | About::Filter(_) | About::Customer(_) | About::Outage(_) => return Err(DeskError::new("gone")),
        };
        let listed = self.store.list(&ListFilter::One(on), self.now(), 0, 1)?.pop();
        let ticket = listed.as_ref().map(|listed| &listed.ticket);
        let customer = listed.as_ref().map(|listed| listed.customer_name.clone()).unwrap_or_default();
        let (messages, _) = self.store.messages(on, None, AROUND)?;
        let words = self.words();
        let scene = Scene { names, words, ticket, customer: &customer, messages: &messages };
        let (seen, news) = ticket.map(|ticket| self.seen_and_new(first, ticket, &customer, names, &messages)).unwrap_or_default();
        let texts: Vec<_> = group.iter().filter_map(|entry| entry.operation.action.text()).collect();
        let (number, subject, _) = titled(&operation.action, ticket);
        let newest = messages.iter().filter(|message| message.kind.is_public()).filter_map(|message| message.seq).max();
        let text = texts.join("\n\n");
        let differs = self.differs(&text, first, ticket, &messages);
        let cited = cited(group);
        Ok(HeldItem {
            operation: operation.id.to_string(),
            ticket: on.to_string(),
            number,
            subject,
            article: None,
            row: listed.as_ref().map(|listed: &Listed| names.row(listed, self.now())),
            state: item_state(first, names.cut_off).unwrap_or(ItemState::Held),
            reason: scene.reason(first).ok_or_else(|| DeskError::new("gone"))?,
            seen,
            news,
            text,
            parts: group.iter().map(part).collect(),
            behind: self.waiting_behind(first)?,
            ways: ways(group, ticket),
            at: operation.composed_at.into(),
            offline: operation.offline,
            files: group.iter().flat_map(|entry| self.files_view(&entry.operation.files)).collect(),
            differs,
            outdated: self.outdated(&cited, Some(&on.to_string()))?,
            shown: Shown {
                seen: newest.unwrap_or_default().into(),
                owner: ticket.map(|ticket| ticket.rev(Field::Owner)).unwrap_or_default().into(),
                articles: self.as_they_stand(&cited)?,
            },
        })
    }

    /// Something about an article that the team server did not take.
    fn rejected_of_article(&self, group: &[Entry], first: &Entry, names: &Names) -> Result<HeldItem, DeskError> {
        let operation = &first.operation;
        let shown = operation.about.article().map(|id| self.store.article(id, self.now())).transpose()?.flatten();
        let article = shown.as_ref().filter(|shown| shown.is_published()).map_or_else(|| "new".to_owned(), |shown| shown.id.to_string());
        let subject = match &operation.action {
            Action::Suggest(new) => new.content.title.clone(),
            _ => shown.map_or_else(String::new, |shown| shown.content.title),
        };
        Ok(HeldItem {
            operation: operation.id.to_string(),
            ticket: String::new(),
            number: String::new(),
            subject,
            article: Some(article),
            row: None,
            state: item_state(first, names.cut_off).unwrap_or(ItemState::Rejected),
            reason: refused(first).ok_or_else(|| DeskError::new("gone"))?,
            seen: Vec::new(),
            news: Vec::new(),
            text: operation.action.text().unwrap_or_default().to_owned(),
            parts: group.iter().map(part).collect(),
            behind: Vec::new(),
            ways: ways_of_article(&operation.action),
            at: operation.composed_at.into(),
            offline: operation.offline,
            files: Vec::new(),
            differs: None,
            outdated: Vec::new(),
            shown: Shown { seen: Seq::default().into(), owner: Seq::default().into(), articles: Vec::new() },
        })
    }

    /// The public messages before, and those after with what happened since.
    fn seen_and_new(
        &self,
        entry: &Entry,
        ticket: &Ticket,
        customer: &str,
        names: &Names,
        messages: &[Message],
    ) -> (Vec<TimelineItem>, Vec<TimelineItem>) {
        let words = self.words();
        let told = Timeline { work: self, names, words, ticket, customer: customer.to_owned(), entries: [].into(), behind: [].into() };
        let public = messages.iter().filter(|message| message.kind.is_public() && message.seq.is_some());
        let (new, old): (Vec<_>, Vec<_>) = public.partition(|message| is_news(message, entry, entry.operation.device));
        let mut seen: Vec<_> = old.into_iter().map(|message| told.message(message)).collect();
        let mut news: Vec<_> = new.into_iter().map(|message| (message.at, told.message(message))).collect();
        // What the person did themselves is no news to them.
        let since = |event: &holdfast_domain::HistoryEntry| event.at > entry.operation.composed_at && event.by != Some(self.me.id);
        let events = ticket.history.iter().enumerate().filter(|(_, event)| since(event));
        news.extend(events.map(|(index, event)| (event.at, told.event(index, event))));
        news.sort_by_key(|(at, _)| *at);
        (seen.split_off(seen.len().saturating_sub(SEEN)), news.into_iter().map(|(_, item)| item).collect())
    }

    /// What the customer speaks of now that they did not before, beside what the text speaks of besides the ticket's own matter.
    fn differs(&self, text: &str, entry: &Entry, ticket: Option<&Ticket>, messages: &[Message]) -> Option<Differs> {
        let public = messages.iter().filter(|message| message.kind == MessageKind::Customer && message.seq.is_some());
        let (new, old): (Vec<_>, Vec<_>) = public.partition(|message| is_news(message, entry, entry.operation.device));
        let joined = |messages: &[&Message]| messages.iter().map(|message| message.body.as_str()).collect::<Vec<_>>().join("\n");
        let directory = self.store.directory();
        let (mine, theirs) = (matters(&directory.categories, text), matters(&directory.categories, &joined(&new)));
        let before = matters(&directory.categories, &joined(&old));
        let theirs_alone: Vec<_> = theirs.iter().filter(|(of, _)| !mine.contains_key(*of) && !before.contains_key(*of)).collect();
        let own = ticket.and_then(|ticket| ticket.category.as_deref()).and_then(|key| key.split('/').next());
        let mine_alone: Vec<_> = mine.iter().filter(|(of, _)| Some(of.as_str()) != own).collect();
        let words = |of: Vec<(&String, &String)>| of.into_iter().map(|(_, word)| word.clone()).collect::<Vec<_>>();
        (!theirs_alone.is_empty() && !mine_alone.is_empty()).then(|| Differs { mine: words(mine_alone), theirs: words(theirs_alone) })
    }

    /// What waits on this ticket until this is decided.
    fn waiting_behind(&self, held: &Entry) -> Result<Vec<HeldPart>, DeskError> {
        if !matches!(held.state, EntryState::Held { .. }) {
            return Ok(Vec::new());
        }
        let mut entries = self.store.entries(EntryFilter { about: Some(held.operation.about), undone_only: true, limit: 0 })?;
        entries.reverse();
        let behind = behind_held(&entries);
        Ok(entries.iter().filter(|entry| behind.contains(&entry.operation.id)).map(part).collect())
    }
}

fn part(entry: &Entry) -> HeldPart {
    let operation = &entry.operation;
    HeldPart { operation: operation.id.to_string(), kind: operation.action.name().to_owned(), summary: summary(&operation.action) }
}

/// A suggestion may be written on; a decision is taken again where its article is shown.
fn ways_of_article(action: &Action) -> Vec<Decision> {
    match action {
        Action::Suggest(_) => vec![Decision::Edit, Decision::SendAnyway, Decision::Discard],
        _ => vec![Decision::SendAnyway, Decision::Discard],
    }
}

/// What the replies of a group quote, in the versions they name.
fn cited(group: &[Entry]) -> Vec<Cited> {
    let versions = group.iter().filter_map(|entry| match &entry.operation.action {
        Action::Reply { versions, .. } => Some(versions),
        _ => None,
    });
    versions.flatten().map(|(article, version)| Cited { article: article.to_string(), version: *version }).collect()
}

/// Number, subject and its language; of a call that the team server did not take, as its author captured it.
fn titled(action: &Action, ticket: Option<&Ticket>) -> (String, String, Option<Language>) {
    match (ticket, action) {
        (Some(ticket), _) => (ticket.number.to_string(), ticket.subject.clone(), ticket.language),
        (None, Action::Open(new)) => (new.temporary.clone(), new.subject.clone(), new.language),
        (None, _) => ("–".to_owned(), String::new(), None),
    }
}

/// What may be decided: nothing that would only come back, or that the ticket has no place for.
fn ways(group: &[Entry], ticket: Option<&Ticket>) -> Vec<Decision> {
    let Some(ticket) = ticket else { return vec![Decision::Discard] };
    let goes = |entry: &Entry| match (&entry.state, &entry.operation.action) {
        (EntryState::Held { .. }, Action::Reply { .. }) => ticket.status != Status::Closed,
        (EntryState::Held { .. }, Action::Transition { to, .. }) => ticket.status == *to || ticket.status.next().contains(to),
        (EntryState::Held { .. }, _) => true,
        _ => false,
    };
    let has = |what: fn(&Action) -> bool| group.iter().any(|entry| what(&entry.operation.action));
    let ways = [
        (has(|action| matches!(action, Action::Reply { .. } | Action::Note { .. })), Decision::Edit),
        (group.iter().all(goes), Decision::SendAnyway),
        (has(|action| matches!(action, Action::Reply { .. })), Decision::Note),
        (true, Decision::Discard),
    ];
    ways.into_iter().filter_map(|(open, way)| open.then_some(way)).collect()
}
