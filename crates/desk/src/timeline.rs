//! A ticket's messages and events in one line of time, each with what became of it.

use holdfast_domain::complaint::ComplaintMark;
use holdfast_domain::{
    Action, AgentId, Author, CallBackStep, Complaint, Event, Forwarded, HistoryEntry, Message, MessageKind, OperationId, Request, Task, TaskKind,
    Ticket, Timestamp,
};
use holdfast_store::{Entry, EntryState};
use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::formatted::{Named, formatted, formatted_note};
use crate::html::{clean_mail_with, plain};
use crate::naming;
use crate::pictures::Asked;
use crate::present::{Names, due_time, item_state};
use crate::quoted::{split_html, split_plain};
use crate::reason::{Scene, leaves_at, waits_behind};
use crate::view::{ForwardedView, PicturesState, Reason, TimelineItem};
use crate::words::Words;
use crate::work::Work;

mod raised;

/// Everything that goes into a timeline.
pub(crate) struct Timeline<'a> {
    pub(crate) work: &'a Work,
    pub(crate) names: &'a Names,
    pub(crate) words: &'a Words,
    pub(crate) ticket: &'a Ticket,
    pub(crate) customer: String,
    /// What was done at this desk, by operation.
    pub(crate) entries: BTreeMap<String, Entry>,
    /// What of it waits behind something held.
    pub(crate) behind: BTreeSet<OperationId>,
}

impl Timeline<'_> {
    /// Messages, and the events since the oldest of them unless nothing was left out.
    pub(crate) fn items(&self, messages: &[Message], with_all_events: bool) -> Vec<TimelineItem> {
        let mut items: Vec<(i64, u8, TimelineItem)> = messages.iter().map(|message| (message.at.millis(), 1, self.message(message))).collect();
        let since = if with_all_events { i64::MIN } else { messages.first().map_or(i64::MIN, |message| message.at.millis()) };
        for (index, entry) in self.ticket.history.iter().enumerate() {
            // That a ticket was opened is said by its first message.
            if entry.at.millis() >= since && entry.event != Event::Opened {
                items.push((entry.at.millis(), 2, self.event(index, entry)));
            }
        }
        let of_tasks = self.ticket.tasks.iter().flat_map(|task| self.of_task(task));
        let of_requests = self.ticket.requests.iter().flat_map(|request| self.of_request(request));
        let of_complaints = self.ticket.complaints.iter().flat_map(|complaint| self.of_complaint(complaint));
        for (at, id, text) in of_tasks.chain(of_requests).chain(of_complaints).filter(|(at, ..)| at.millis() >= since) {
            items.push((at.millis(), 0, self.done(id, at, text)));
        }
        items.extend(self.warned().into_iter().filter(|alert| alert.at.millis() >= since).map(|alert| (alert.at.millis(), 4, self.raised(&alert))));
        let raised = self.ticket.alerted.iter().filter(|alert| alert.at.millis() >= since);
        items.extend(raised.map(|alert| (alert.at.millis(), 4, self.raised(alert))));
        let shown: Vec<String> = messages.iter().map(|message| message.id.to_string()).collect();
        for (id, entry) in &self.entries {
            if !shown.contains(id) {
                items.extend(self.unsent(id, entry, messages).map(|item| (entry.operation.composed_at.millis(), 3, item)));
            }
        }
        items.sort_by_key(|(at, rank, _)| (*at, *rank));
        items.into_iter().map(|(_, _, item)| item).collect()
    }

    pub(crate) fn message(&self, message: &Message) -> TimelineItem {
        let id = message.id.to_string();
        let entry = self.entries.get(&id);
        let mine = matches!(message.author, Author::Agent(author) if author == self.work.me.id);
        let state = entry
            .and_then(|entry| item_state(entry, self.names.cut_off))
            .or_else(|| (mine && message.seq.is_some()).then_some(crate::view::ItemState::Sent));
        let operation = OperationId::from(message.id);
        let asked = if message.html { self.work.pictures.of(message.id) } else { None };
        let (found, pictures) = match &asked {
            None => (None, PicturesState::Left),
            Some(Asked::Coming) => (None, PicturesState::Coming),
            Some(Asked::Here { unreachable: true, .. }) => (None, PicturesState::Unreachable),
            Some(Asked::Here { found, .. }) => (Some(found.as_ref()), PicturesState::Shown),
        };
        let named = self.ticket.mentions.iter().find(|mention| mention.operation == operation).map(|mention| self.named(&mention.whom));
        let Shown { html, formatted, quoted, images } = match named {
            _ if message.html => shown_html(&message.body, found),
            Some(named) => shown_note(&message.body, &named),
            None if message.marked => shown_marked(&message.body),
            None => shown_plain(&message.body),
        };
        // What was passed on stands below what was said to it.
        let quoted = message.forwarded.as_ref().map(|forwarded| plain(&forwarded.text)).or(quoted);
        TimelineItem::Message {
            kind: message.kind,
            author: match message.author {
                Author::Customer(_) => self.customer.clone(),
                Author::Agent(author) => self.names.agent(author).unwrap_or_default(),
            },
            mine,
            at: message.at.into(),
            html,
            formatted,
            quoted,
            images,
            pictures,
            lang: message.language.or_else(|| language_of(&message.body)),
            channel: Some(message.channel),
            state,
            operation: entry.map(|_| id.clone()),
            id,
            offline: message.offline,
            reason: entry.and_then(|entry| self.waits(entry)),
            files: self.work.files_view(&message.files),
            forwarded: message.forwarded.as_deref().map(forwarded_view),
        }
    }

    /// What a person wrote that the view does not carry: it is held, or was rejected. Its text is never lost.
    fn unsent(&self, id: &str, entry: &Entry, messages: &[Message]) -> Option<TimelineItem> {
        let scene = Scene { names: self.names, words: self.words, ticket: Some(self.ticket), customer: &self.customer, messages };
        let reason = match &entry.state {
            EntryState::Held { .. } | EntryState::Rejected { .. } => scene.reason(entry),
            // The desk itself foresees that it will be held: the text stands here all the same.
            EntryState::Queued | EntryState::Sealed
                if matches!(entry.operation.action, Action::Reply { .. } | Action::Note { .. } | Action::Forward { .. }) =>
            {
                self.put_off(entry).or_else(|| self.waits(entry))
            }
            _ => return None,
        };
        let at = entry.operation.composed_at.into();
        let state = item_state(entry, self.names.cut_off);
        let kind = match &entry.operation.action {
            Action::Reply { .. } => MessageKind::Reply,
            Action::Note { .. } | Action::Forward { .. } => MessageKind::Note,
            action => {
                let text = self.words.say("event-not-done", &[("what", &self.words.say(&format!("operation-{}", action.name()), &[]))]);
                return Some(TimelineItem::Event {
                    id: id.to_owned(),
                    at,
                    text,
                    level: None,
                    state,
                    operation: Some(id.to_owned()),
                    offline: entry.operation.offline,
                    reason,
                });
            }
        };
        let text = entry.operation.action.text().unwrap_or_default();
        let passed_on = match &entry.operation.action {
            Action::Forward { forwarded, .. } => Some(&**forwarded),
            _ => None,
        };
        let forwarded = passed_on.map(forwarded_view);
        let Shown { html, formatted, quoted, images } = match entry.operation.marked {
            _ if !entry.operation.mentions.is_empty() => shown_note(text, &self.named(&entry.operation.mentions)),
            true => shown_marked(text),
            false => shown_plain(text),
        };
        let quoted = passed_on.map(|forwarded| plain(&forwarded.text)).or(quoted);
        Some(TimelineItem::Message {
            id: id.to_owned(),
            kind,
            author: self.work.me.name.clone(),
            mine: true,
            at,
            html,
            formatted,
            quoted,
            images,
            pictures: PicturesState::Left,
            lang: language_of(text),
            channel: None,
            state,
            operation: Some(id.to_owned()),
            offline: entry.operation.offline,
            reason,
            files: self.work.files_view(&entry.operation.files),
            forwarded,
        })
    }

    fn named(&self, whom: &BTreeSet<AgentId>) -> Vec<Named> {
        naming::of(&self.work.store.directory(), whom.iter().copied(), self.work.me.id)
    }

    /// When what was put off leaves.
    fn put_off(&self, entry: &Entry) -> Option<Reason> {
        let at = entry.operation.put_off().filter(|_| entry.state == EntryState::Queued)?;
        Some(leaves_at(self.words, at, self.work.now()))
    }

    fn waits(&self, entry: &Entry) -> Option<Reason> {
        self.behind.contains(&entry.operation.id).then(waits_behind)
    }

    pub(crate) fn event(&self, index: usize, entry: &HistoryEntry) -> TimelineItem {
        let id = entry.operation.map(|operation| operation.to_string());
        let known = id.as_ref().and_then(|id| self.entries.get(id));
        TimelineItem::Event {
            id: format!("{}-{index}", id.clone().unwrap_or_default()),
            at: entry.at.into(),
            text: self.say(entry),
            level: None,
            state: known.and_then(|known| item_state(known, self.names.cut_off)),
            operation: known.and(id),
            offline: entry.offline,
            reason: known.and_then(|known| self.waits(known)),
        }
    }

    /// That something was promised, and what came of it.
    fn of_task(&self, task: &Task) -> Vec<(Timestamp, OperationId, String)> {
        let name = |by| self.names.agent(by).unwrap_or_default();
        let kind = match task.kind {
            TaskKind::Promise => "promise",
            TaskKind::FollowUp => "follow-up",
        };
        let say = |what: &str, by: AgentId, at: Timestamp| {
            self.words.say(&format!("event-{kind}{what}"), &[("by", &name(by)), ("text", &task.text), ("due", &due_time(self.words, task.due, at))])
        };
        let made = (task.made_at, task.id, say("", task.by, task.made_at));
        let ended = task.ended.map(|end| (end.at, end.operation, say(if end.kept { "-kept" } else { "-withdrawn" }, end.by, end.at)));
        std::iter::once(made).chain(ended).collect()
    }

    /// That a department was asked, and what it said: its words are notes.
    fn of_request(&self, request: &Request) -> Vec<(Timestamp, OperationId, String)> {
        let department = self.names.department(request.department).unwrap_or_default();
        let say = |what: &str, by: AgentId, text: &str| {
            let by = self.names.agent(by).unwrap_or_default();
            self.words.say(&format!("event-request{what}"), &[("by", &by), ("department", &department), ("text", text)])
        };
        let made = (request.made_at, request.id, say("", request.by, &request.text));
        let steps = request.steps.iter().map(|mark| (mark.at, mark.operation, say(&format!("-{}", mark.step.name()), mark.by, "")));
        std::iter::once(made).chain(steps).collect()
    }

    /// That the customer complained, and the stages since: what was done in them are notes.
    fn of_complaint(&self, complaint: &Complaint) -> Vec<(Timestamp, OperationId, String)> {
        let name = |by| self.names.agent(by).unwrap_or_default();
        let recorded = self.words.say("event-complaint", &[("by", &name(complaint.by)), ("text", &complaint.text)]);
        let stage = |mark: &ComplaintMark| {
            let stage = self.words.say(&format!("complaint-stage-{}", mark.stage.name()), &[]);
            (mark.at, mark.operation, self.words.say("event-complaint-stage", &[("by", &name(mark.by)), ("stage", &stage)]))
        };
        std::iter::once((complaint.made_at, complaint.id, recorded)).chain(complaint.stages.iter().map(stage)).collect()
    }

    fn done(&self, operation: OperationId, at: Timestamp, text: String) -> TimelineItem {
        let id = operation.to_string();
        let known = self.entries.get(&id);
        TimelineItem::Event {
            at: at.into(),
            text,
            level: None,
            state: self.state_of(operation),
            offline: known.is_some_and(|known| known.operation.offline),
            reason: known.and_then(|known| self.waits(known)),
            operation: known.map(|_| id.clone()),
            // A note may carry what was said with it, under the operation's own identity.
            id: format!("{id}-done"),
        }
    }

    /// What became of an operation that was written at this desk.
    pub(crate) fn state_of(&self, operation: OperationId) -> Option<crate::view::ItemState> {
        self.entries.get(&operation.to_string()).and_then(|known| item_state(known, self.names.cut_off))
    }

    fn say(&self, entry: &HistoryEntry) -> String {
        let by = entry.by.and_then(|by| self.names.agent(by)).unwrap_or_else(|| self.customer.clone());
        let say = |id: &str, args: &[(&str, &str)]| {
            let mut all = vec![("by", by.as_str())];
            all.extend_from_slice(args);
            self.words.say(id, &all)
        };
        match &entry.event {
            Event::Opened => say("event-opened", &[]),
            Event::Status { from, to, closing } => {
                let name = |status| self.words.say(&format!("status-{status}"), &[]);
                let text = say("event-status", &[("from", &name(from)), ("to", &name(to))]);
                let Some(closing) = closing else { return text };
                let told = self.words.say(if closing.told { "closing-told" } else { "closing-not-told" }, &[]);
                let satisfaction = self.words.say(&format!("closing-{}", closing.satisfaction.name()), &[]);
                format!("{text} · {told} · {satisfaction}")
            }
            Event::Raised { from, to } => {
                let name = |urgency| self.words.say(&format!("urgency-{urgency}"), &[]);
                self.words.say("event-raised", &[("from", &name(from)), ("to", &name(to))])
            }
            Event::Field { field, from, to, .. } => {
                let value = |value: &str| self.field_value(*field, value);
                let name = self.words.say(&format!("field-{field}"), &[]);
                say("event-field", &[("field", &name), ("from", &value(from)), ("to", &value(to))])
            }
            Event::Claimed { from: Some(from), reason } => {
                let from = self.names.agent(*from).unwrap_or_default();
                say("event-claimed-from", &[("from", &from), ("reason", reason)])
            }
            Event::Claimed { from: None, .. } => say("event-claimed", &[]),
            Event::Merged { number, .. } if entry.by.is_some() => say("event-merged-by", &[("number", number)]),
            Event::Merged { number, .. } => say("event-merged", &[("number", number)]),
            Event::CalledBack { step: CallBackStep::Promised } => say("event-call-promised", &[]),
            Event::CalledBack { step: CallBackStep::NotReached } => say("event-call-not-reached", &[]),
            Event::CalledBack { .. } => say("event-call-told", &[]),
            Event::Unmerged { number } => say("event-unmerged", &[("number", number)]),
            Event::Assigned { to, reason, handover } => {
                let to = self.names.agent(*to).unwrap_or_default();
                let id = if reason.is_empty() { "event-assigned-plain" } else { "event-assigned" };
                let said = say(id, &[("to", &to), ("reason", reason)]);
                // The card above the conversation shows the last one alone, to whom it was meant for.
                let parts = handover.iter().flat_map(|handover| handover.parts()).filter(|(_, text)| !text.trim().is_empty());
                let part = |(name, text): (&str, &str)| format!("\n{}: {}", self.words.say(&format!("handover-{name}"), &[]), text.trim());
                std::iter::once(said).chain(parts.map(part)).collect()
            }
            Event::Tags { added, removed } => {
                let named = |tags: &[String]| tags.iter().map(|tag| self.names.tag(tag)).collect::<Vec<_>>().join(self.words.comma());
                let id = match (added.is_empty(), removed.is_empty()) {
                    (false, true) => "event-tags-added",
                    (true, false) => "event-tags-removed",
                    _ => "event-tags",
                };
                say(id, &[("added", &named(added)), ("removed", &named(removed))])
            }
        }
    }

    /// A field's value as a person reads it.
    pub(crate) fn field_value(&self, field: holdfast_domain::Field, value: &str) -> String {
        use holdfast_domain::Field;
        if value.is_empty() {
            return "–".to_owned();
        }
        match field {
            Field::Urgency => self.words.say(&format!("urgency-{value}"), &[]),
            Field::Status => self.words.say(&format!("status-{value}"), &[]),
            Field::Demand => self.words.say(&format!("demand-{value}"), &[]),
            Field::Category => self.names.category(value).unwrap_or_else(|| value.to_owned()),
            Field::Queue => self.names.queue(value).unwrap_or_else(|| value.to_owned()),
            Field::Owner => value.parse().ok().and_then(|id| self.names.agent(id)).unwrap_or_else(|| value.to_owned()),
            Field::Subject | Field::Tags => value.to_owned(),
        }
    }
}

fn forwarded_view(forwarded: &Forwarded) -> ForwardedView {
    ForwardedView { to: forwarded.to.clone(), subject: forwarded.subject.clone() }
}

/// A message's text as it is shown.
struct Shown {
    html: String,
    formatted: bool,
    quoted: Option<String>,
    images: u32,
}

fn shown_plain(text: &str) -> Shown {
    let split = split_plain(text);
    Shown { html: plain(&split.said), formatted: false, quoted: split.quoted.as_deref().map(plain), images: 0 }
}

fn shown_marked(text: &str) -> Shown {
    let split = split_plain(text);
    Shown { html: formatted(&split.said), formatted: true, quoted: split.quoted.as_deref().map(formatted), images: 0 }
}

fn shown_note(text: &str, named: &[Named]) -> Shown {
    Shown { html: formatted_note(text, named), formatted: true, quoted: None, images: 0 }
}

fn shown_html(html: &str, found: Option<&HashMap<String, String>>) -> Shown {
    let (html, images) = clean_mail_with(html, &|address| found?.get(address).cloned());
    let split = split_html(&html);
    Shown { html: split.said, formatted: false, quoted: split.quoted, images }
}

/// Good enough to choose glyphs: whether a text is Chinese at all. Which script is left to the ticket.
fn language_of(text: &str) -> Option<holdfast_domain::Language> {
    let han = text.chars().take(200).any(|character| ('\u{4e00}'..='\u{9fff}').contains(&character));
    (!han).then_some(holdfast_domain::Language::English)
}
