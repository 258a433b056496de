//! What people do at their desks: they write, and they decide about what was held.

use holdfast_store::End;
use holdfast_store::plan::{EntryRecord, Stage};
use holdfast_sync::{Event, Link};
use rand::RngExt;

use super::{Happening, World};
use crate::simulate::person::Person;

impl World {
    pub(super) fn person(&self, desk: usize) -> Person {
        let at = &self.desks[desk];
        Person {
            agent: at.agent,
            device: at.device,
            now: self.clock(desk),
            offline: at.link != Link::Online,
            keeps_time: self.faults.clock.is_none(),
        }
    }

    pub(super) fn acts(&mut self, desk: usize) -> Result<(), String> {
        if self.rng.random_bool(0.5) {
            // The window comes to the front for it, and goes again after a while.
            self.steps(desk, Event::Active(true))?;
            let away = self.rng.random_range(2_000..20_000);
            self.later(desk, away, Happening::Hears(Box::new(Event::Active(false))));
        }
        let person = self.person(desk);
        if self.rng.random_ratio(1, 4) && self.decides(desk, person)? {
            return Ok(());
        }
        if self.rng.random_ratio(1, 15) {
            let files = self.ledger.state().files_seen_by(self.desks[desk].agent);
            if !files.is_empty() {
                let (wanted, now) = (self.rng.random_range(0..files.len()), self.clock(desk));
                self.desks[desk].store.want_file(&files[wanted].hash, now);
                return self.steps(desk, Event::Written);
            }
        }
        if self.rng.random_ratio(1, 10) {
            return self.withdraws(desk);
        }
        let colleagues: Vec<_> = self.desks.iter().map(|desk| desk.agent).collect();
        let store = self.desks[desk].store.as_mut();
        let Some(operations) = person.acts(store, &colleagues, &mut self.rng) else { return Ok(()) };
        self.writes(desk, operations)?;
        Ok(())
    }

    /// Takes back something that has not left yet.
    fn withdraws(&mut self, desk: usize) -> Result<(), String> {
        let now = self.clock(desk);
        if self.now < self.desks[desk].full_until {
            return Ok(());
        }
        let entries = self.desks[desk].store.entries();
        let mut waits = entries.iter().filter(|entry| entry.mark.stage == Stage::Queued && entry.operation.send_at.is_some());
        let Some(id) = waits.next().map(|entry| entry.operation.id).filter(|id| !self.oracle.is_at_two_desks(*id)) else { return Ok(()) };
        if self.desks[desk].store.withdraw(id, now) {
            self.oracle.withdrawn(id);
        }
        Ok(())
    }

    /// Answers whether it was saved.
    pub(super) fn writes(&mut self, desk: usize, operations: Vec<holdfast_domain::Operation>) -> Result<bool, String> {
        if self.now < self.desks[desk].full_until {
            // Refused visibly: the person is told that nothing was saved.
            return Ok(false);
        }
        let now = self.clock(desk);
        let saved = matches!(self.desks[desk].store.transact(operations.clone(), now), Ok(None));
        if saved {
            self.told.saved += operations.len() as u64;
            for operation in operations {
                self.oracle.saved(operation, desk);
            }
            self.steps(desk, Event::Written)?;
        }
        Ok(saved)
    }

    /// The person decides about the first thing that was held or rejected, with its group; answers whether there was one.
    pub(super) fn decides(&mut self, desk: usize, person: Person) -> Result<bool, String> {
        if self.now < self.desks[desk].full_until {
            return Ok(false);
        }
        let undecided = self.desks[desk].store.undecided();
        let Some(first) = undecided.first().map(|entry| &entry.operation) else { return Ok(false) };
        let together = |entry: &&EntryRecord| entry.operation.id == first.id || (first.group.is_some() && entry.operation.group == first.group);
        let waiting: Vec<_> = undecided.iter().filter(together).cloned().collect();
        let now = self.clock(desk);
        let store = self.desks[desk].store.as_mut();
        let (mut ended, mut told) = person.decides(store, &waiting, &mut self.rng);
        if !store.decide(ended.clone(), told.clone(), now) {
            // What was to be said instead cannot be: it is dropped.
            told.clear();
            ended.iter_mut().for_each(|ended| ended.end = End::Discard);
            if !store.decide(ended.clone(), Vec::new(), now) {
                return Err(format!("I4: nothing can be decided about {}", first.id));
            }
        }
        for operation in ended.iter().filter_map(|ended| ended.end.by()) {
            self.oracle.said_instead(operation.clone(), desk);
        }
        for operation in told {
            self.oracle.saved(operation, desk);
        }
        self.steps(desk, Event::Written)?;
        Ok(true)
    }
}
