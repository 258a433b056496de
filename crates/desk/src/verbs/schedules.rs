//! Schedules: seen by everybody, written by leads, tried before they count.

use holdfast_domain::sla::{Goal, MakeUp, Period, Policy, Schedule, ScheduleError, ScheduleId, Target};
use holdfast_domain::{About, Action, Caller, Context, CustomerId, Entity, NewTicket, Ticket, TicketId, Timestamp, Words, apply};
use holdfast_store::{Directory, End, Ended, Entry, EntryFilter, EntryState};
use jiff::civil::Date;

use super::clock::story;
use crate::calendar;
use crate::error::DeskError;
use crate::reason::refused;
use crate::view::{
    CalendarView, ClockStory, DateDraft, Decision, MakeUpDraft, PeriodDraft, PromiseView, Queued, RefusedAct, ScheduleDraft, ScheduleList,
    ScheduleView, TargetView, Trial,
};
use crate::work::Work;

impl Work {
    /// Every schedule of the team, with what is pending on it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn schedules(&self) -> Result<ScheduleList, DeskError> {
        let (directory, now) = (self.store.directory(), self.now());
        let undone = self.store.entries(EntryFilter { about: None, undone_only: true, limit: 0 })?;
        let mut ids: Vec<ScheduleId> = directory.schedules.iter().map(Schedule::id).collect();
        // A new one stands in the outbox alone until the team server has it.
        for entry in &undone {
            if let About::Schedule(id) = entry.operation.about
                && !ids.contains(&id)
            {
                ids.push(id);
            }
        }
        let mut schedules = Vec::new();
        for id in ids {
            let of_it = || undone.iter().filter(|entry| entry.operation.about == About::Schedule(id));
            let refused = of_it().rev().find_map(|entry| {
                let reason = refused(entry)?;
                Some(RefusedAct { operation: entry.operation.id.to_string(), kind: entry.operation.action.name().to_owned(), reason })
            });
            // A new one that was refused stands nowhere else.
            let written = || of_it().rev().find_map(|entry| written(&entry.operation.action));
            let Some(schedule) = self.store.schedule(id, now)?.or_else(written) else { continue };
            schedules.push(ScheduleView {
                open: schedule.is_open(now).unwrap_or_default(),
                promises: self.promises(&directory, &schedule.key),
                pending: of_it().any(|entry| !matches!(entry.state, EntryState::Rejected { .. })),
                refused,
                draft: self.draft_of(&schedule),
            });
        }
        schedules.sort_by(|one, other| one.draft.name.cmp(&other.draft.name));
        Ok(ScheduleList { schedules, may_edit: self.me.role.leads() })
    }

    /// Writes a schedule. It counts when the team server has it.
    ///
    /// # Errors
    /// `schedule-time` and others when no clock can go by it; `forbidden`; `schedule-changed` when it is not as it was when this was begun.
    pub fn save_schedule(&self, draft: &ScheduleDraft) -> Result<Queued, DeskError> {
        let schedule = self.schedule_of(draft)?;
        schedule.check()?;
        self.act(schedule.id(), Action::SetSchedule(Box::new(schedule)), None)
    }

    /// When a message would be due if the schedule were so. Nothing is saved by trying.
    ///
    /// # Errors
    /// As [`Self::save_schedule`]; `schedule-date` when the message's time is none.
    pub fn try_schedule(&self, draft: &ScheduleDraft, trial: &Trial) -> Result<Vec<ClockStory>, DeskError> {
        let schedule = self.schedule_of(draft)?;
        // One may be tried before it has a name.
        match schedule.check() {
            Ok(()) | Err(ScheduleError::NoName) => {}
            Err(error) => return Err(error.into()),
        }
        let zone = schedule.time_zone()?;
        let at = trial.at.parse::<jiff::civil::DateTime>().ok().and_then(|at| zone.to_timestamp(at).ok());
        let at = at.map(|at| Timestamp::from_millis(at.as_millisecond())).ok_or_else(|| DeskError::new("schedule-date").with("date", &trial.at))?;
        let ticket = self.imagined(trial, at)?;
        let directory = self.store.directory();
        let others = directory.schedules.iter().filter(|other| other.key != schedule.key).cloned();
        let schedules: Vec<Schedule> = others.chain([schedule.clone()]).collect();
        let kinds = holdfast_domain::sla::clocks(&ticket, &directory.policies, &schedules, at);
        let stories = kinds.iter().map(|clock| story(self, &ticket, &directory.policies, &schedules, (clock.kind, None), at));
        Ok(stories.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    }

    /// A change that the team server did not take: written over what stands now, or let go.
    pub(crate) fn decide_on_schedule(&self, id: ScheduleId, group: &[Entry], decision: Decision) -> Result<(), DeskError> {
        let version = self.store.schedule(id, self.now())?.map_or(0, |schedule| schedule.version);
        let mut ended = Vec::with_capacity(group.len());
        for entry in group {
            let end = match (&entry.operation.action, decision) {
                (Action::SetSchedule(schedule), Decision::SendAnyway) => {
                    let again = Schedule { version, ..Schedule::clone(schedule) };
                    End::Replace(self.operation(id, Action::SetSchedule(Box::new(again)), None)?)
                }
                (_, Decision::Discard) => End::Discard,
                _ => return Err(DeskError::new("bad-value")),
            };
            ended.push(Ended { operation: entry.operation.id, end });
        }
        self.end(id, ended, Vec::new())
    }

    /// The days of a calendar file, to choose holidays and make-up days from.
    ///
    /// # Errors
    /// `calendar-unreadable`, `calendar-empty`.
    pub fn read_calendar(&self, text: &str) -> Result<CalendarView, DeskError> {
        let now = jiff::Timestamp::from_millisecond(self.now().millis()).map_err(|error| DeskError::internal(&error))?;
        calendar::days(text, jiff::tz::TimeZone::system().to_datetime(now).date())
    }

    /// What to call the schedule that an operation writes.
    pub(crate) fn name_of_schedule(&self, action: &Action) -> String {
        match action {
            Action::SetSchedule(schedule) => schedule.name.in_language(self.words().language).to_owned(),
            _ => String::new(),
        }
    }

    /// A ticket such as the trial's would be.
    fn imagined(&self, trial: &Trial, at: Timestamp) -> Result<Ticket, DeskError> {
        let id = TicketId(self.new_id(at)?.0);
        let caller = Caller { id: CustomerId(id.0), known: true, name: "-".to_owned(), phone: None, mail: None, account: None, tier: trial.tier };
        let new = NewTicket {
            temporary: "-".to_owned(),
            subject: "-".to_owned(),
            question: "-".to_owned(),
            channel: trial.channel,
            urgency: trial.urgency,
            category: None,
            queue: None,
            caller,
            product: None,
            call_back: None,
            recover: false,
            came_at: None,
            language: None,
        };
        let operation = holdfast_domain::Operation { composed_at: at, ..self.operation(id, Action::Open(Box::new(new)), None)? };
        let mut entity = Entity::Ticket(None);
        apply(&mut entity, &operation, &Context::on_desk(at, holdfast_domain::Role::Agent))?;
        entity.ticket().ok_or_else(|| DeskError::new("ticket-missing"))
    }

    fn promises(&self, directory: &Directory, key: &str) -> Vec<PromiseView> {
        let language = self.words().language;
        let counts_in = |target: &Target| matches!(target, Target::Open { schedule, .. } if schedule == key);
        let goes_by = |policy: &&Policy| {
            let goals = [&policy.first_response, &policy.next_response, &policy.resolution];
            let mut targets = goals.into_iter().flatten().flat_map(|goal| [Some(&goal.target), goal.off.as_ref()]).flatten();
            policy.hours == key || targets.any(counts_in)
        };
        let promise = |policy: &Policy| {
            let Goal { target, off } = policy.first_response.as_ref()?;
            let name = policy.name.in_language(language).to_owned();
            Some(PromiseView { policy: name, target: TargetView::of(target), off: off.as_ref().map(TargetView::of) })
        };
        let mut policies: Vec<_> = directory.policies.iter().filter(goes_by).collect();
        policies.sort_by_key(|policy| policy.order);
        policies.into_iter().filter_map(promise).collect()
    }

    fn draft_of(&self, schedule: &Schedule) -> ScheduleDraft {
        let label = |date: &Date| schedule.labels.get(date).cloned().unwrap_or_default();
        let period = |period: &Period| PeriodDraft { day: period.day, from: period.from.clone(), to: period.to.clone() };
        ScheduleDraft {
            key: Some(schedule.key.clone()),
            name: schedule.name.in_language(self.words().language).to_owned(),
            zone: schedule.zone.clone(),
            version: schedule.version,
            week: schedule.week.iter().map(period).collect(),
            holidays: schedule.holidays.iter().map(|date| DateDraft { date: date.to_string(), label: label(date) }).collect(),
            makeup: schedule.makeup.iter().map(|day| MakeUpDraft { date: day.date.to_string(), like: day.like, label: label(&day.date) }).collect(),
        }
    }

    fn schedule_of(&self, draft: &ScheduleDraft) -> Result<Schedule, DeskError> {
        let date = |text: &str| text.parse::<Date>().map_err(|_| DeskError::new("schedule-date").with("date", text));
        let key = match &draft.key {
            Some(key) => key.clone(),
            None => self.new_id(self.now())?.to_string(),
        };
        // Its names in other languages stay.
        let mut name = self.store.schedule(ScheduleId::of(&key), self.now())?.map(|known| known.name).unwrap_or_else(Words::default);
        name.0.insert(self.words().language, draft.name.trim().to_owned());
        let mut labels = std::collections::BTreeMap::new();
        let named = draft.holidays.iter().map(|day| (&day.date, &day.label)).chain(draft.makeup.iter().map(|day| (&day.date, &day.label)));
        for (day, label) in named.filter(|(_, label)| !label.trim().is_empty()) {
            labels.insert(date(day)?, label.trim().to_owned());
        }
        Ok(Schedule {
            key,
            name,
            version: draft.version,
            zone: draft.zone.trim().to_owned(),
            week: draft.week.iter().map(|period| Period { day: period.day, from: period.from.clone(), to: period.to.clone() }).collect(),
            holidays: draft.holidays.iter().map(|day| date(&day.date)).collect::<Result<_, _>>()?,
            makeup: draft.makeup.iter().map(|day| Ok(MakeUp { date: date(&day.date)?, like: day.like })).collect::<Result<_, DeskError>>()?,
            labels,
        })
    }
}

fn written(action: &Action) -> Option<Schedule> {
    match action {
        Action::SetSchedule(schedule) => Some(Schedule::clone(schedule)),
        _ => None,
    }
}
