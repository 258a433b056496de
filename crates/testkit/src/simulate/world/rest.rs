//! The end of a life: the faults stop, and everything comes to rest or a promise was broken.

use holdfast_sync::{Event, Link};
use rand::RngExt;

use super::{REST_MS, World};
use crate::simulate::faults::Faults;
use crate::simulate::oracle::Oracle;

impl World {
    /// The faults stop, people decide about what was held, and everything comes to rest.
    pub(super) fn rests(&mut self) -> Result<(), String> {
        let rot = self.faults.rot;
        self.faults = Faults { clock: self.faults.clock, ..Faults::default() };
        (self.down_until, self.portal_until, self.other_version_until) = (0, 0, 0);
        for desk in 0..self.desks.len() {
            let at = &mut self.desks[desk];
            (at.cut_until, at.asleep_until, at.full_until) = (0, 0, 0);
            let (device, agent) = (at.device, at.agent);
            self.registers(device, agent);
            self.in_the_team(desk, true);
            self.starts(desk)?;
            if rot {
                let chance = self.rng.random();
                if self.desks[desk].store.rots(chance) {
                    self.strikes("rot");
                }
            }
        }
        self.wants_files()?;
        let end = self.now + REST_MS;
        while self.now < end {
            self.until(self.now + 60_000)?;
            for desk in 0..self.desks.len() {
                let person = self.person(desk);
                while self.decides(desk, person)? {}
            }
            // What went out last may carry more of them, and what was refused may be seen by now.
            self.wants_files()?;
            if self.is_at_rest() && (!rot || self.is_in_step().is_ok()) {
                break;
            }
        }
        self.is_in_step()
    }

    /// Everybody looks at every file.
    fn wants_files(&mut self) -> Result<(), String> {
        for desk in 0..self.desks.len() {
            let mut files = self.ledger.state().files_seen_by(self.desks[desk].agent);
            files.retain(|file| self.desks[desk].store.file(&file.hash).is_none());
            if !files.is_empty() {
                let now = self.clock(desk);
                files.iter().for_each(|file| self.desks[desk].store.want_file(&file.hash, now));
                self.steps(desk, Event::Written)?;
            }
        }
        Ok(())
    }

    pub(super) fn is_at_rest(&mut self) -> bool {
        let seq = self.ledger.state().seq;
        self.desks.iter_mut().all(|desk| {
            let here = desk.store.standing().is_ok_and(|standing| standing.seq.0 == seq && !standing.pending && !standing.files);
            here && desk.link == Link::Online && desk.store.is_done()
        })
    }

    pub(super) fn is_in_step(&mut self) -> Result<(), String> {
        let (epoch, seq) = {
            let state = self.ledger.state();
            (state.epoch.clone(), state.seq)
        };
        for (number, desk) in self.desks.iter_mut().enumerate() {
            let standing = desk.store.standing().map_err(|error| error.to_string())?;
            if standing.epoch.as_ref() != Some(&epoch) || standing.seq.0 != seq || desk.link != Link::Online {
                return Err(format!(
                    "I4: desk {number} rests at {:?} {}, {:?}; the server at {epoch} {seq}",
                    standing.epoch, standing.seq, desk.link
                ));
            }
            let scope = {
                let state = self.ledger.state();
                state.scope(desk.agent, &state.access(desk.agent))
            };
            if scope != standing.scope {
                return Err(format!("I13: desk {number} rests with what its person could see before"));
            }
            self.oracle.agrees(&self.ledger.state(), number, desk.agent, desk.store.as_mut())?;
            desk.store.view_is_right()?;
            Oracle::files_have_come(&self.ledger.state(), number, desk.agent, desk.store.as_mut())?;
        }
        let entries: Vec<_> = self.desks.iter_mut().map(|desk| desk.store.entries()).collect();
        let told = (self.told.steps, seq);
        self.notes(told.0);
        self.notes(told.1);
        self.oracle.nothing_is_lost(&self.ledger.state(), &entries)
    }
}
