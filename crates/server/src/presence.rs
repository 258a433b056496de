//! Who is where, in memory alone. A desk says it, and it stands while the desk listens and shows that it is alive; it is in no
//! row and no sequence, and a server that starts knows of nobody (SYNC 1.8: advisory, decides nothing).

use holdfast_domain::{AgentId, DeviceId, TicketId, Timestamp};
use holdfast_protocol::{Colleague, Doing, PRESENCE_MS, Place, There};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;

/// Where every desk's person is.
#[derive(Debug, Default)]
pub struct Presence {
    known: Mutex<Known>,
    moves: watch::Sender<()>,
}

#[derive(Debug, Default)]
struct Known {
    stands: BTreeMap<DeviceId, Stand>,
    /// How many streams each desk has open: a new one may be there before the old one was missed.
    streams: BTreeMap<DeviceId, usize>,
}

#[derive(Debug)]
struct Stand {
    agent: AgentId,
    place: Place,
    until: Timestamp,
}

/// Who is in which ticket, without the person who asks.
pub type Picture = BTreeMap<TicketId, Vec<Colleague>>;

impl Presence {
    /// A desk says where its person is. One desk is in one place, so that what is kept has a bound.
    pub fn stands(&self, device: DeviceId, agent: AgentId, place: Option<Place>, now: Timestamp) {
        let mut known = self.known();
        let before = match place {
            Some(place) => known.stands.insert(device, Stand { agent, place, until: now.plus_millis(PRESENCE_MS) }),
            None => known.stands.remove(&device),
        };
        drop(known);
        if before.map(|stand| stand.place) != place {
            self.moves.send_replace(());
        }
    }

    /// A desk shows that it is alive. Answers whether it is known where its person is.
    pub fn is_alive(&self, device: DeviceId, now: Timestamp) -> bool {
        let mut known = self.known();
        let Some(stand) = known.stands.get_mut(&device).filter(|stand| now < stand.until) else { return false };
        stand.until = now.plus_millis(PRESENCE_MS);
        true
    }

    /// Forgets those that have said nothing for too long.
    pub fn forget_silent(&self, now: Timestamp) {
        let mut known = self.known();
        let before = known.stands.len();
        known.stands.retain(|_, stand| now < stand.until);
        let left = known.stands.len() < before;
        drop(known);
        if left {
            self.moves.send_replace(());
        }
    }

    /// A desk listens for as long as the answer lives. With its last stream it is gone.
    #[must_use]
    pub fn listens(self: &Arc<Self>, device: DeviceId) -> Listener {
        let mut known = self.known();
        let streams = known.streams.entry(device).or_default();
        *streams = streams.saturating_add(1);
        Listener { presence: Arc::clone(self), device }
    }

    /// Rings when somebody came, went, or does something else.
    #[must_use]
    pub fn moves(&self) -> watch::Receiver<()> {
        self.moves.subscribe()
    }

    /// Where everybody but this person is. Of several desks of a person the weightiest counts.
    #[must_use]
    pub fn besides(&self, agent: AgentId) -> Picture {
        let mut people: BTreeMap<TicketId, BTreeMap<AgentId, Doing>> = BTreeMap::new();
        for stand in self.known().stands.values().filter(|stand| stand.agent != agent) {
            let doing = people.entry(stand.place.ticket).or_default().entry(stand.agent).or_insert(stand.place.doing);
            *doing = stand.place.doing.max(*doing);
        }
        let colleagues = |people: BTreeMap<AgentId, Doing>| people.into_iter().map(|(agent, doing)| Colleague { agent, doing }).collect();
        people.into_iter().map(|(ticket, people)| (ticket, colleagues(people))).collect()
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn falls_silent(&self, device: DeviceId) {
        let mut known = self.known();
        let Entry::Occupied(mut streams) = known.streams.entry(device) else { return };
        *streams.get_mut() = streams.get().saturating_sub(1);
        if *streams.get() > 0 {
            return;
        }
        streams.remove();
        let left = known.stands.remove(&device).is_some();
        drop(known);
        if left {
            self.moves.send_replace(());
        }
    }
}

/// A desk's open stream.
#[derive(Debug)]
pub struct Listener {
    presence: Arc<Presence>,
    device: DeviceId,
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.presence.falls_silent(self.device);
    }
}

/// What has to be said to somebody who was told `told` and may now see `now`.
#[must_use]
pub fn difference(told: &Picture, now: &Picture) -> Vec<There> {
    let tickets: BTreeSet<_> = told.keys().chain(now.keys()).collect();
    let moved = tickets.into_iter().filter(|ticket| told.get(ticket) != now.get(ticket));
    moved.map(|ticket| There { ticket: *ticket, people: now.get(ticket).cloned().unwrap_or_default() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn device(n: u8) -> DeviceId {
        DeviceId::new(Timestamp::default(), [n; 10])
    }
    fn agent(n: u8) -> AgentId {
        AgentId::new(Timestamp::default(), [n; 10])
    }
    fn place(n: u8, doing: Doing) -> Option<Place> {
        Some(Place { ticket: TicketId::new(Timestamp::default(), [n; 10]), doing })
    }
    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_millis(1_790_000_000_000 + seconds * 1_000)
    }

    #[test]
    fn a_person_at_two_desks_is_in_a_ticket_once_and_writes_there_if_either_desk_does() {
        let presence = Presence::default();
        presence.stands(device(1), agent(1), place(9, Doing::Replies), at(0));
        presence.stands(device(2), agent(1), place(9, Doing::Looks), at(0));
        let picture = presence.besides(agent(2));
        assert_eq!(picture.into_values().next().unwrap(), [Colleague { agent: agent(1), doing: Doing::Replies }]);
        assert!(presence.besides(agent(1)).is_empty(), "nobody is their own colleague");
    }

    #[test]
    fn who_says_nothing_for_half_a_minute_is_forgotten_and_whoever_shows_that_they_live_is_not() {
        let presence = Presence::default();
        presence.stands(device(1), agent(1), place(9, Doing::Looks), at(0));
        assert!(presence.is_alive(device(1), at(20)));
        presence.forget_silent(at(49));
        assert_eq!(presence.besides(agent(2)).len(), 1);
        presence.forget_silent(at(50));
        assert!(presence.besides(agent(2)).is_empty());
        assert!(!presence.is_alive(device(1), at(51)), "the desk hears that it has to say it again");
    }

    #[test]
    fn a_desk_goes_with_its_last_stream_and_not_with_an_older_one() {
        let presence = Arc::new(Presence::default());
        let (old, new) = (presence.listens(device(1)), presence.listens(device(1)));
        presence.stands(device(1), agent(1), place(9, Doing::Looks), at(0));
        drop(old);
        assert_eq!(presence.besides(agent(2)).len(), 1);
        drop(new);
        assert!(presence.besides(agent(2)).is_empty());
    }

    #[test]
    fn what_is_said_is_what_has_changed_and_an_empty_ticket_is_said_once() {
        let presence = Presence::default();
        let nobody = Picture::default();
        presence.stands(device(1), agent(1), place(9, Doing::Looks), at(0));
        let one = presence.besides(agent(2));
        assert_eq!(difference(&nobody, &one).len(), 1);
        assert!(difference(&one, &one).is_empty());
        let left = difference(&one, &nobody);
        assert!(left.len() == 1 && left[0].people.is_empty());
    }
}
