//! From entities to what a screen shows: names in the desk's language, clocks as of now.

use holdfast_domain::sla::{Alert, Clock, ClockKind, ClockState, Explanation, ScheduleError, clocks, explain};
use holdfast_domain::time::wall_day;
use holdfast_domain::{AgentId, Department, DepartmentId, Language, OutageScope, QueueId, TagRule, Ticket, Timestamp, Urgency};
use holdfast_store::{Directory, Entry, EntryState, Listed};
use holdfast_sync::Quality;
use std::sync::Arc;

use crate::cut_offs::Span;
use crate::view::{AgentRef, ClockView, ItemState, Millis, TagHint, TicketRow};
use crate::words::Words;
use crate::work::Work;

/// What naming things takes, read once for a whole page.
pub(crate) struct Names {
    directory: Arc<Directory>,
    language: Language,
    /// Whether no answer can be on its way: what was sent without one is uncertain.
    pub(crate) cut_off: bool,
    /// Whether what this computer's clock shows is in doubt.
    is_doubtful: bool,
}

impl Names {
    pub(crate) fn of(work: &Work) -> Self {
        Self {
            directory: work.store.directory(),
            language: work.words().language,
            cut_off: work.is_cut_off(),
            is_doubtful: work.time.quality() == Quality::Doubtful,
        }
    }

    pub(crate) fn agent(&self, id: AgentId) -> Option<String> {
        self.directory.agents.iter().find(|agent| agent.id == id).map(|agent| agent.name.clone())
    }

    pub(crate) fn department(&self, id: DepartmentId) -> Option<String> {
        self.departments().find(|department| department.id == id).map(|department| department.name.in_language(self.language).to_owned())
    }

    /// The head of a department, where it has one.
    pub(crate) fn head(&self, id: DepartmentId) -> Option<String> {
        self.departments().find(|department| department.id == id).and_then(|department| department.head).and_then(|head| self.agent(head))
    }

    /// The department that a queue belongs to.
    pub(crate) fn department_of(&self, queue: QueueId) -> Option<DepartmentId> {
        self.directory.queues.iter().find(|candidate| candidate.id == queue).and_then(|queue| queue.department)
    }

    pub(crate) fn phone(&self, id: DepartmentId) -> Option<String> {
        self.departments().find(|department| department.id == id).and_then(|department| department.phone.clone())
    }

    /// Whether this person is the head of a department.
    pub(crate) fn leads(&self, agent: AgentId, id: DepartmentId) -> bool {
        self.departments().any(|department| department.id == id && department.head == Some(agent))
    }

    fn departments(&self) -> impl Iterator<Item = &Department> {
        self.directory.departments.iter()
    }

    pub(crate) fn queue(&self, id: &str) -> Option<String> {
        let queue = self.directory.queues.iter().find(|queue| queue.id.to_string() == id)?;
        Some(queue.name.in_language(self.language).to_owned())
    }

    /// `Refund / presale`: both levels.
    pub(crate) fn category(&self, key: &str) -> Option<String> {
        let find = |key: &str| self.directory.categories.iter().find(|category| category.key == key);
        let category = find(key)?;
        let name = category.name.in_language(self.language);
        let parent = category.parent.as_deref().and_then(find).map(|parent| parent.name.in_language(self.language));
        Some(parent.map_or_else(|| name.to_owned(), |parent| format!("{parent} / {name}")))
    }

    pub(crate) fn tag(&self, key: &str) -> String {
        let rule = self.directory.tag_rules.iter().find(|rule| rule.key == key);
        rule.map_or_else(|| key.to_owned(), |rule| rule.name.in_language(self.language).to_owned())
    }

    /// How to speak with a customer of these tags: what each says, in the order of the rules.
    pub(crate) fn hints(&self, tags: &[String]) -> Vec<TagHint> {
        let rules = self.directory.tag_rules.iter().filter(|rule| tags.contains(&rule.key));
        let hint = |rule: &TagRule| TagHint {
            tag: rule.name.in_language(self.language).to_owned(),
            strategy: rule.strategy.in_language(self.language).to_owned(),
        };
        rules.map(hint).filter(|hint| !hint.strategy.is_empty()).collect()
    }

    /// Every clock of a ticket as of `now`.
    pub(crate) fn clocks(&self, ticket: &Ticket, now: Timestamp) -> Vec<Clock> {
        clocks(ticket, &self.directory.policies, &self.directory.schedules, now)
    }

    /// What an alert is about, where there may be several of a kind: a request with its department, a promise, a complaint.
    pub(crate) fn about(&self, ticket: &Ticket, alert: &Alert, now: Timestamp) -> Option<String> {
        // Most tickets have nothing of which there may be several.
        if ticket.tasks.is_empty() && ticket.requests.is_empty() && ticket.complaints.is_empty() {
            return None;
        }
        let clock = self.clocks(ticket, now).into_iter().find(|clock| clock.kind == alert.kind && clock.due == alert.due)?;
        let department = clock.department.and_then(|department| self.department(department));
        match (department, clock.about) {
            (Some(department), Some(text)) => Some(format!("{department}: {text}")),
            (_, about) => about,
        }
    }

    /// Why a clock of a ticket is due when it is.
    pub(crate) fn why(&self, ticket: &Ticket, alert: Alert, outages: &[Span], now: Timestamp) -> Result<Option<Explanation>, ScheduleError> {
        explain(ticket, &self.directory.policies, &self.directory.schedules, (alert.kind, Some(alert.due)), outages, now)
    }

    pub(crate) fn clock(&self, clock: &Clock) -> ClockView {
        let paused = clock.state == ClockState::Paused;
        let met_after = clock.met_at.map(|met| Millis::between(clock.start, met));
        ClockView { kind: clock.kind, state: clock.state, due: (!paused).then(|| clock.due.into()), met_after, doubtful: self.is_doubtful }
    }

    /// The next due of what is owed on a ticket, as its lists are sorted.
    pub(crate) fn owed(&self, ticket: &Ticket, kind: ClockKind, now: Timestamp) -> Option<ClockView> {
        let clocks = self.clocks(ticket, now);
        clocks.iter().filter(|clock| clock.kind == kind).min_by_key(|clock| clock.due).map(|clock| self.clock(clock))
    }

    pub(crate) fn row(&self, listed: &Listed, now: Timestamp) -> TicketRow {
        let ticket = &listed.ticket;
        let state = listed.state.map(|state| worst(state, self.cut_off));
        let asleep = ticket.snooze.filter(|snooze| snooze.lasts(now));
        TicketRow {
            id: ticket.id.to_string(),
            number: ticket.number.to_string(),
            temporary: ticket.number.lasting.is_none(),
            subject: ticket.subject.clone(),
            subject_lang: ticket.language,
            customer: listed.customer_name.clone(),
            customer_id: ticket.customer.to_string(),
            tier: ticket.tier,
            channel: ticket.channel,
            status: ticket.status,
            urgency: ticket.urgency,
            category: ticket.category.as_deref().and_then(|key| self.category(key)),
            owner: ticket.owner.and_then(|owner| self.agent(owner)),
            unread: listed.unread,
            hot: ticket.is_hot(),
            state: state.filter(|state| *state != ItemState::Sent).or_else(|| listed.has_draft.then_some(ItemState::Draft)).or(state),
            clock: foremost(&self.clocks(ticket, now)).map(|clock| self.clock(clock)),
            owed: None,
            updated_at: ticket.updated_at.into(),
            queue: ticket.queue.and_then(|queue| self.queue(&queue.to_string())),
            snoozed_until: asleep.and_then(|snooze| snooze.until).map(Into::into),
            snoozed_until_reply: asleep.is_some_and(|snooze| snooze.until.is_none()),
            reopened: ticket.reopened,
            chased: ticket.chased,
        }
    }
}

/// What is down, by name.
pub(crate) fn scope_name(words: &Words, scope: &OutageScope) -> String {
    match scope {
        OutageScope::Server => words.say("outage-server", &[]),
        OutageScope::System { name } => name.clone(),
    }
}

/// What became of an operation, in the window's words.
pub(crate) fn item_state(entry: &Entry, cut_off: bool) -> Option<ItemState> {
    match &entry.state {
        EntryState::Queued => Some(ItemState::Waiting),
        EntryState::Sealed => Some(sent_unanswered(entry.uncertain || cut_off)),
        EntryState::Acknowledged { .. } => Some(ItemState::Sent),
        EntryState::Held { .. } => Some(ItemState::Held),
        EntryState::Rejected { .. } => Some(ItemState::Rejected),
        EntryState::Done => None,
    }
}

/// The worst of what became of a ticket's operations.
const fn worst(state: holdfast_store::ItemState, cut_off: bool) -> ItemState {
    match state {
        holdfast_store::ItemState::Sent => ItemState::Sent,
        holdfast_store::ItemState::Waiting => ItemState::Waiting,
        holdfast_store::ItemState::Sending => sent_unanswered(cut_off),
        holdfast_store::ItemState::Uncertain => ItemState::Uncertain,
        holdfast_store::ItemState::Rejected => ItemState::Rejected,
        holdfast_store::ItemState::Held => ItemState::Held,
    }
}

const fn sent_unanswered(answer_was_lost: bool) -> ItemState {
    if answer_was_lost { ItemState::Uncertain } else { ItemState::Sending }
}

/// The clock that matters most to who answers the customer: the soonest that runs, else what stands still, else what was met last.
pub(crate) fn foremost(clocks: &[Clock]) -> Option<&Clock> {
    let own = || clocks.iter().filter(|clock| clock.department.is_none());
    let running = |clock: &&Clock| matches!(clock.state, ClockState::Running | ClockState::Warning | ClockState::Breached);
    let soonest = own().filter(running).min_by_key(|clock| clock.due);
    soonest.or_else(|| own().find(|clock| clock.state == ClockState::Paused)).or_else(|| own().next_back())
}

/// Whether a ticket belongs under "next up": its time is running out, or it is an emergency.
pub(crate) fn presses(row: &TicketRow) -> bool {
    let clock = row.clock.as_ref().is_some_and(|clock| matches!(clock.state, ClockState::Breached | ClockState::Warning));
    clock || row.urgency == Urgency::Emergency
}

pub(crate) fn agent_ref(agent: &holdfast_domain::Agent) -> AgentRef {
    AgentRef { id: agent.id.to_string(), name: agent.name.clone(), role: agent.role }
}

pub(crate) const fn name_of(kind: ClockKind) -> &'static str {
    match kind {
        ClockKind::FirstResponse => "firstResponse",
        ClockKind::NextResponse => "nextResponse",
        ClockKind::Resolution => "resolution",
        ClockKind::Decision => "decision",
        ClockKind::Mention => "mention",
        ClockKind::Plan => "plan",
        ClockKind::Promise => "promise",
        ClockKind::FollowUp => "followUp",
        ClockKind::RequestAccepted => "requestAccepted",
        ClockKind::RequestProgress => "requestProgress",
        ClockKind::ComplaintStage => "complaintStage",
    }
}

/// `14:32` on the wall of this computer; on another day with it before it, in the order of the language; in another year with that.
pub(crate) fn due_time(words: &Words, at: Timestamp, now: Timestamp) -> String {
    let (day, today) = (wall_day(at), wall_day(now));
    let time = clock_time(at);
    if day == today {
        return time;
    }
    let month = words.say(&format!("date-month-{}", day.1), &[]);
    let said = [("year", day.0.to_string()), ("month", month), ("day", day.2.to_string()), ("time", time)];
    let said = said.each_ref().map(|(name, value)| (*name, value.as_str()));
    words.say(if day.0 == today.0 { "date-and-time" } else { "date-year-and-time" }, &said)
}

/// `14:32` on the wall of this computer.
pub(crate) fn clock_time(at: Timestamp) -> String {
    let time = holdfast_domain::time::wall_clock(at);
    format!("{:02}:{:02}", time.0, time.1)
}

#[cfg(test)]
mod tests {
    use super::due_time;
    use crate::words::Words;
    use holdfast_domain::{Language, Timestamp};

    /// Noon in UTC, so that it is the same day in nearly every zone a test may run in.
    const NOON: Timestamp = Timestamp::from_millis(1_796_299_200_000);

    #[test]
    fn a_day_is_said_in_the_order_of_the_language_and_with_its_year_when_that_is_another() {
        let told = |language, minutes: i64| {
            let said = due_time(Words::of(language), NOON.plus_minutes(minutes), NOON);
            let time = super::clock_time(NOON.plus_minutes(minutes));
            said.strip_suffix(&time).unwrap_or(&said).trim_end().to_owned()
        };
        let day = 24 * 60;
        assert_eq!(told(Language::English, 1), "");
        assert_eq!(told(Language::English, day), "4 Dec");
        assert_eq!(told(Language::Simplified, day), "12月4日");
        assert_eq!(told(Language::Traditional, day), "12月4日");
        assert_eq!(told(Language::English, 60 * day), "1 Feb 2027");
        assert_eq!(told(Language::Simplified, 60 * day), "2027年2月1日");
        assert_eq!(told(Language::Traditional, 60 * day), "2027年2月1日");
    }
}
