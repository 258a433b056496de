//! An outage: one incident, however many noticed it (O2). Desks tell when they were cut off, a lead or the status feed says what is
//! down, why and until when it is expected; the log of that stays.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{AgentId, DeviceId, OperationId, OutageId, Seq, Timestamp};

/// The longest cause, name or note, in characters.
pub const LONGEST_OUTAGE_TEXT: usize = 500;
/// What lies so close together is one incident: a desk is back a little sooner or later than another.
pub const OUTAGE_APART_MS: i64 = 5 * 60_000;
/// A desk that could not reach the team server for less than this tells nobody: a lift, a cable, another network.
pub const SHORTEST_TOLD_MS: i64 = 60_000;
/// So many lines, and desks that were cut off, are kept of one.
pub(crate) const MOST_LINES: usize = 1_000;

/// What is down.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", tag = "type")]
pub enum OutageScope {
    /// The team server cannot be reached.
    Server,
    /// A system beside it, e.g. payment, the order system, the telephone.
    System {
        /// As people call it.
        name: String,
    },
}

impl OutageScope {
    /// Whether both name the same thing, however it is written.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Server, Self::Server) => true,
            (Self::System { name }, Self::System { name: other }) => name.trim().to_lowercase() == other.trim().to_lowercase(),
            _ => false,
        }
    }
}

/// What was said, and who said it last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Said<T> {
    /// What.
    pub value: T,
    /// Who; nobody where the status feed said it.
    pub by: Option<AgentId>,
    /// When.
    pub at: Timestamp,
    /// Its place in the team server's order; none where it has not come there yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seq: Option<Seq>,
}

/// A desk that could not reach the team server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Sighting {
    /// Which.
    pub device: DeviceId,
    /// Who worked at it.
    pub by: AgentId,
    /// Since when.
    pub from: Timestamp,
    /// Until when.
    pub to: Timestamp,
    /// What it did meanwhile and what became of that; none where it does not know yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carried: Option<Carried>,
}

/// What was done at a desk that was cut off, and what became of it once it could be sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Carried {
    /// Operations that waited.
    pub queued: u32,
    /// Of these, held for their author's decision.
    pub held: u32,
    /// Of these, merged with what others did meanwhile.
    pub merged: u32,
    /// Of these, refused.
    pub refused: u32,
}

impl Carried {
    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            queued: self.queued.saturating_add(other.queued),
            held: self.held.saturating_add(other.held),
            merged: self.merged.saturating_add(other.merged),
            refused: self.refused.saturating_add(other.refused),
        }
    }
}

/// What happened in an outage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "type")]
pub enum OutageEvent {
    /// Somebody said that it is one.
    Declared,
    /// Why it is.
    Cause {
        /// In words.
        text: String,
    },
    /// When it is expected to be over.
    Expected {
        /// When; nobody knows any more where there is none.
        at: Option<Timestamp>,
        /// When it was expected before.
        before: Option<Timestamp>,
    },
    /// Whatever else is worth knowing.
    Note {
        /// In words.
        text: String,
    },
    /// Somebody said that it is over.
    Over,
}

/// A line of its log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OutageLine {
    /// The operation that wrote it.
    pub operation: OperationId,
    /// When.
    pub at: Timestamp,
    /// Who; nobody where it was the status feed.
    pub by: Option<AgentId>,
    /// What.
    pub event: OutageEvent,
    /// Whether its author was cut off then.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub offline: bool,
}

/// One incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Outage {
    /// Identity.
    pub id: OutageId,
    /// What is down.
    pub scope: OutageScope,
    /// Since when.
    pub start: Timestamp,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<Said<String>>,
    /// When it is expected to be over; said to be unknown where the value is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<Said<Option<Timestamp>>>,
    /// That it is over, where somebody said so, with when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub over: Option<Said<Timestamp>>,
    /// Desks that were cut off by it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sightings: Vec<Sighting>,
    /// What happened, by time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub log: Vec<OutageLine>,
    /// The one that it turned out to be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joined: Option<OutageId>,
}

impl Outage {
    /// One of which nothing is known yet but what and since when.
    #[must_use]
    pub const fn new(id: OutageId, scope: OutageScope, start: Timestamp) -> Self {
        Self { id, scope, start, cause: None, expected: None, over: None, sightings: Vec::new(), log: Vec::new(), joined: None }
    }

    /// One that a desk alone noticed.
    #[must_use]
    pub fn noticed(id: OutageId, sighting: Sighting) -> Self {
        Self { sightings: vec![sighting], ..Self::new(id, OutageScope::Server, sighting.from) }
    }

    /// When it was over; none while it lasts. That of the team server is over when the last desk came back that told of it, or
    /// when somebody said so, whichever is later; that of another system when somebody said so.
    #[must_use]
    pub fn end(&self) -> Option<Timestamp> {
        let back = self.sightings.iter().map(|sighting| sighting.to).max();
        self.over.as_ref().map(|over| over.value).max(back)
    }

    /// Whether somebody said that it is one; else desks alone noticed it.
    #[must_use]
    pub fn is_declared(&self) -> bool {
        self.log.iter().any(|line| line.event == OutageEvent::Declared)
    }

    /// Whether both are one incident: the same thing is down, and no longer than [`OUTAGE_APART_MS`] lies between them.
    #[must_use]
    pub fn is_same_as(&self, other: &Self) -> bool {
        let reaches = |one: &Self, other: &Self| one.end().is_none_or(|end| other.start <= end.plus_millis(OUTAGE_APART_MS));
        self.scope.is_same(&other.scope) && reaches(self, other) && reaches(other, self)
    }

    /// A line of the log, in its place by time; once.
    pub(crate) fn note(&mut self, line: OutageLine) {
        if self.log.iter().any(|known| known.operation == line.operation && known.event == line.event) {
            return;
        }
        let at = self.log.partition_point(|known| known.at <= line.at);
        self.log.insert(at, line);
    }

    /// A desk was cut off: once for each time, however often it is told.
    pub(crate) fn sight(&mut self, sighting: Sighting) {
        self.start = self.start.min(sighting.from);
        let overlaps = |known: &Sighting| known.device == sighting.device && known.from <= sighting.to && sighting.from <= known.to;
        if let Some(known) = self.sightings.iter_mut().find(|known| overlaps(known)) {
            (known.from, known.to) = (known.from.min(sighting.from), known.to.max(sighting.to));
            known.carried = sighting.carried.or(known.carried);
        } else {
            self.sightings.push(sighting);
            // Of more than can be kept, those that were back first go: when it was over stays known.
            self.sightings.sort_by_key(|known| std::cmp::Reverse((known.to, known.device)));
            self.sightings.truncate(MOST_LINES);
        }
    }

    /// Takes in what turned out to be the same: nothing of either is lost, and what was said last stands.
    fn take_in(&mut self, other: &Self) {
        self.start = self.start.min(other.start);
        self.cause = newer(self.cause.take(), other.cause.clone());
        self.expected = newer(self.expected.take(), other.expected.clone());
        // It is over when all is that was said to be one; what only desks told of needs nobody's word.
        self.over = match (self.over.take(), other.over.clone()) {
            (Some(one), Some(other)) => Some(if other.value > one.value { other } else { one }),
            (over, None) if !other.is_declared() => over,
            (None, over) if !self.is_declared() => over,
            _ => None,
        };
        other.sightings.iter().for_each(|sighting| self.sight(*sighting));
        other.log.iter().for_each(|line| self.note(line.clone()));
    }
}

/// What was said last in the team server's order; what has not come there yet comes after all others.
fn newer<T>(one: Option<Said<T>>, other: Option<Said<T>>) -> Option<Said<T>> {
    let place = |said: &Said<T>| (said.seq.is_none(), said.seq, said.at);
    match (one, other) {
        (Some(one), Some(other)) if place(&other) > place(&one) => Some(other),
        (one, other) => one.or(other),
    }
}

/// Makes one of those that are one incident: the one that began first takes in the others, which stay as stones that say where
/// they went. In whatever order they became known, the same ones come together.
pub fn join_outages(outages: &mut [Outage]) {
    outages.sort_by_key(|outage| (outage.start, outage.id));
    // Two that are joined may reach a third one, which neither reached alone.
    while let Some((first, second)) = same(outages) {
        let (Some(into), Some(taken)) = (outages.get(first).map(|outage| outage.id), outages.get(second).cloned()) else { return };
        for outage in outages.iter_mut() {
            if outage.id == taken.id || outage.joined == Some(taken.id) {
                outage.joined = Some(into);
            }
        }
        if let Some(outage) = outages.get_mut(first) {
            outage.take_in(&taken);
        }
    }
}

fn same(outages: &[Outage]) -> Option<(usize, usize)> {
    let stands = |outage: &&(usize, &Outage)| outage.1.joined.is_none();
    let all: Vec<_> = outages.iter().enumerate().collect();
    all.iter().filter(stands).find_map(|(first, one)| {
        let later = all.iter().filter(stands).filter(|(second, _)| second > first);
        later.into_iter().find(|(_, other)| one.is_same_as(other)).map(|(second, _)| (*first, *second))
    })
}
