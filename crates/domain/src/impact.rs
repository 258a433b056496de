//! What an outage did to a ticket (O5, O10): how long its customer waited because of it, and which of its times ran out.

use crate::sla::{Alert, Clock, ClockKind, Level};
use crate::{Author, Channel, Event, Message, MessageKind, Sighting, Status, TaskKind, Ticket, Timestamp};

/// That a customer waited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// Since their words, or since the outage began.
    pub since: Timestamp,
    /// Until they heard of us; none while they wait.
    pub heard: Option<Timestamp>,
}

impl Wait {
    /// How long, as of `now`, in milliseconds.
    #[must_use]
    pub fn lasted(&self, now: Timestamp) -> i64 {
        self.heard.unwrap_or(now).since(self.since).max(0)
    }
}

/// A time that ran out because of an outage. It is marked so, and stays a breach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Breach {
    /// When it was due.
    pub due: Timestamp,
    /// Of which clock.
    pub kind: ClockKind,
}

/// When an outage lasted, and which desks were cut off by it.
#[derive(Clone, Copy, Debug)]
pub struct Down<'a> {
    /// Since when.
    pub from: Timestamp,
    /// Until when, or now while it lasts.
    pub to: Timestamp,
    /// By the desks' own word.
    pub sightings: &'a [Sighting],
}

impl Down<'_> {
    /// Whether something happened in it.
    #[must_use]
    pub fn has(&self, at: Timestamp) -> bool {
        self.from <= at && at <= self.to
    }

    /// How much of a stretch lies in it, in milliseconds.
    fn lost(&self, from: Timestamp, to: Timestamp) -> i64 {
        to.min(self.to).since(from.max(self.from)).max(0)
    }

    /// When a customer heard what was written to them: at once by mouth, else once the desk that wrote it was back.
    fn heard(&self, message: &Message) -> Timestamp {
        let at = message.at;
        if !message.offline || message.channel == Channel::Phone {
            return at;
        }
        let held_back = |sighting: &&Sighting| Some(sighting.device) == message.device && sighting.from <= at && at <= sighting.to;
        self.sightings.iter().find(held_back).map_or(at, |sighting| sighting.to)
    }
}

impl Ticket {
    /// Whether anything happened on it meanwhile.
    #[must_use]
    pub fn moved_in(&self, messages: &[Message], down: Down<'_>) -> bool {
        let history = self.history.iter().map(|entry| entry.at);
        let tasks = self.tasks.iter().flat_map(|task| std::iter::once(task.made_at).chain(task.ended.map(|end| end.at)));
        let calls = self.call_backs.iter().map(|call| call.at);
        history.chain(tasks).chain(calls).chain(messages.iter().map(|message| message.at)).any(|at| down.has(at))
    }

    /// The longest that its customer waited for us because something was down: from their words, or from when it began where they
    /// waited already, to an answer, to a solution that they were told, or to a call after it.
    #[must_use]
    pub fn waited_in(&self, messages: &[Message], down: Down<'_>, now: Timestamp) -> Option<Wait> {
        let replies = messages.iter().filter(|message| message.kind == MessageKind::Reply).map(|message| down.heard(message));
        let solved = self.history.iter().filter(|entry| matches!(entry.event, Event::Status { to: Status::Solved, .. })).map(|entry| entry.at);
        let called = self.call_backs.iter().filter(|call| call.step.is_end()).map(|call| call.at);
        let mut answers: Vec<Timestamp> = replies.chain(solved).chain(called).collect();
        answers.sort_unstable();
        let words = messages.iter().filter(|message| matches!(message.author, Author::Customer(_)) && message.kind == MessageKind::Customer);
        let waits = words.map(|message| {
            let heard = answers.iter().copied().find(|answer| *answer >= message.at);
            Wait { since: message.at.max(down.from), heard }
        });
        waits.filter(|wait| wait.since <= down.to && wait.heard.is_none_or(|heard| heard > down.from)).max_by_key(|wait| wait.lasted(now))
    }

    /// Which of its times ran out because of it: what was due while it lasted, and what was due after it and came late by no more
    /// than was lost to it. `clocks` are the ticket's own, as of `now`.
    #[must_use]
    pub fn breached_in(&self, clocks: &[Clock], down: Down<'_>, now: Timestamp) -> Vec<Breach> {
        let counts = |kind: ClockKind| !matches!(kind, ClockKind::Mention | ClockKind::Decision);
        let raised = self.alerted.iter().filter(|alert| alert.level == Level::Breach && counts(alert.kind) && down.has(alert.due));
        let mut found: Vec<Breach> = raised.map(|alert: &Alert| Breach { due: alert.due, kind: alert.kind }).collect();
        for clock in clocks.iter().filter(|clock| counts(clock.kind)) {
            let late = clock.met_at.unwrap_or(now).since(clock.due);
            let because = down.has(clock.due) || (clock.due > down.to && late <= down.lost(clock.start, clock.due));
            if late > 0 && because {
                found.push(Breach { due: clock.due, kind: clock.kind });
            }
        }
        // A promise that was kept too late has no clock any more.
        for task in self.tasks.iter().filter(|task| task.kind == TaskKind::Promise && down.has(task.due)) {
            if task.ended.is_some_and(|end| end.kept && end.at > task.due) {
                found.push(Breach { due: task.due, kind: ClockKind::Promise });
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}
