//! What befalls desks and server.

use holdfast_domain::{Agent, DeviceId, OperationId, Timestamp};
use holdfast_protocol::{Row, RowId, RowKind};
use holdfast_server::ledger::{Device, Ledger};
use holdfast_server::merge::merge;
use holdfast_server::push::receive;
use holdfast_sync::{Engine, Event};
use rand::RngExt;
use uuid::Uuid;

use super::{Fault, Happening, World};
use crate::simulate::reader::words;
use crate::simulate::team::{QUEUES, agent, department_id, queue, queue_id};
use std::sync::Arc;

/// Copies are made up to here.
const MOST_DESKS: usize = 10;

impl World {
    pub(super) fn suffers(&mut self, desk: usize, fault: Fault) -> Result<(), String> {
        let now = self.now;
        match fault {
            Fault::CustomerWrites => self.customer_writes(),
            Fault::Partition => {
                self.strikes("partition");
                let length = self.rng.random_range(500..240_000);
                self.desks[desk].cut_until = self.desks[desk].cut_until.max(now + length);
                self.stops_listening(desk);
                self.later(desk, length, Happening::Fault(Fault::PartitionEnds));
            }
            Fault::PartitionEnds => {
                if self.rng.random_bool(0.3) {
                    self.steps(desk, Event::TryNow)?;
                }
            }
            Fault::ServerCrash => {
                self.strikes("server crash");
                self.server_goes();
            }
            Fault::Restore => {
                self.strikes("restore");
                self.server_goes();
                self.epochs += 1;
                let epoch = format!("life-{}", self.epochs);
                self.ledger.restore(&self.backup, &epoch);
            }
            Fault::DeskCrash => {
                self.strikes("desk crash");
                self.kills(desk);
            }
            Fault::DiskFull => {
                self.strikes("disk full");
                self.desks[desk].full_until = now + self.rng.random_range(1_000..120_000);
            }
            Fault::Clock => {
                self.strikes("clock");
                let most = if self.rng.random_bool(0.5) { 5_000 } else { 86_400_000 };
                self.desks[desk].skew += self.rng.random_range(-most..most);
            }
            Fault::Suspend => {
                self.strikes("suspend");
                let length = self.rng.random_range(1_000..1_200_000);
                self.desks[desk].asleep_until = (now + length).min(self.ends_at);
                self.stops_listening(desk);
            }
            Fault::Revoke => {
                self.strikes("revoked");
                self.changes_device(desk, |device| Device { revoked: true, ..device });
                let after = self.rng.random_range(5_000..200_000);
                self.push(now + after, desk, u32::MAX, Happening::Fault(Fault::Admit));
            }
            Fault::Admit | Fault::SignIn => {
                let (device, agent) = (self.desks[desk].device, self.desks[desk].agent);
                self.registers(device, agent);
                self.starts(desk)?;
            }
            Fault::Expire => {
                self.strikes("token expired");
                self.changes_device(desk, |device| Device { expires_at: Timestamp::from_millis(1), ..device });
            }
            Fault::Erase => self.erases(),
            Fault::Forget => {
                self.strikes("removals forgotten");
                let mut state = self.ledger.state();
                state.min_retained = state.seq.saturating_sub(3);
            }
            Fault::Portal => {
                self.strikes("portal");
                self.portal_until = now + self.rng.random_range(1_000..60_000);
            }
            Fault::Copied if self.desks.len() < MOST_DESKS => {
                self.strikes("desk copied");
                let number = self.desks.len();
                self.oracle.copied(desk);
                let (agent, device) = (self.desks[desk].agent, self.desks[desk].device);
                let twin = self.desks[desk].store.copied();
                self.sets_up(number, agent, device, twin);
                for _ in 0..self.rng.random_range(2..12) {
                    let at = self.rng.random_range(now..=self.ends_at.max(now));
                    self.push(at, number, u32::MAX, Happening::Act);
                }
            }
            Fault::Copied => {}
            Fault::Leaves if now >= self.down_until => {
                self.strikes("person removed");
                self.in_the_team(desk, false);
                let after = self.rng.random_range(5_000..200_000);
                self.push(now + after, desk, u32::MAX, Happening::Fault(Fault::Returns));
            }
            Fault::Leaves => {}
            Fault::Returns => {
                self.in_the_team(desk, true);
                self.starts(desk)?;
            }
            Fault::UploadsForgotten => {
                self.strikes("uploads forgotten");
                self.ledger.state().files.forget_uploads();
            }
            Fault::KeysGone => {
                self.strikes("key store gone");
                self.closes(desk);
            }
            Fault::Opens => self.starts(desk)?,
            Fault::Access if now >= self.down_until => self.access_changes(desk),
            Fault::Access => {}
            Fault::Merge => self.merges(),
            Fault::TakesOwn => self.takes_own(desk)?,
            Fault::OtherVersion => {
                self.strikes("other version");
                self.other_version_until = now + self.rng.random_range(1_000..120_000);
            }
        }
        if matches!(fault, Fault::CustomerWrites | Fault::Erase | Fault::Merge) {
            let seen = self.rng.random_range(0..self.desks.len());
            let agent = self.desks[seen].agent;
            self.oracle.agrees(&self.ledger.state(), seen, agent, self.desks[seen].store.as_mut())?;
            self.desks[seen].store.view_is_right()?;
            if self.faults.restore.is_some() && self.rng.random_ratio(1, 6) {
                self.backup = self.ledger.state().clone();
            }
        }
        Ok(())
    }

    /// An administrator takes a person out of the team, or in again.
    pub(super) fn in_the_team(&mut self, desk: usize, is_in: bool) {
        let (id, before) = (self.desks[desk].agent, self.ledger.state().seq);
        let is_there = self.ledger.state().row((RowKind::Agent, id.0)).is_some();
        if is_there == is_in {
            return;
        }
        let mut transaction = self.ledger.begin().expect("memory");
        if is_in {
            transaction.put(&Row::Agent(Arc::new(agent(id, desk)))).expect("memory");
        } else {
            transaction.remove(&RowId { kind: RowKind::Agent, id: id.to_string() }).expect("memory");
        }
        transaction.commit().expect("memory");
        self.pokes(before);
    }

    /// An administrator closes a queue to other departments or opens it, or moves a person to another one.
    fn access_changes(&mut self, desk: usize) {
        self.strikes("access");
        let before = self.ledger.state().seq;
        let row = if self.rng.random_bool(0.5) {
            let number = self.rng.random_range(0..QUEUES);
            let is_restricted = self.ledger.state().is_restricted(queue_id(number));
            Row::Queue(Arc::new(queue(number, !is_restricted)))
        } else {
            let id = self.desks[desk].agent;
            if self.ledger.state().row((RowKind::Agent, id.0)).is_none() {
                return;
            }
            let department = self.rng.random_range(0..3);
            Row::Agent(Arc::new(Agent { department: department_id(department), ..agent(id, desk) }))
        };
        let mut transaction = self.ledger.begin().expect("memory");
        transaction.put(&row).expect("memory");
        transaction.commit().expect("memory");
        self.pokes(before);
    }

    /// The server has turned a copied desk away: it asks for an identity of its own, and begins anew with it.
    fn takes_own(&mut self, desk: usize) -> Result<(), String> {
        if !self.reaches(desk) || self.now < self.desks[desk].full_until {
            self.later(desk, 20_000, Happening::Fault(Fault::TakesOwn));
            return Ok(());
        }
        let (device, agent) = (DeviceId(Uuid::from_u128(self.rng.random())), self.desks[desk].agent);
        self.registers(device, agent);
        self.desks[desk].device = device;
        self.desks[desk].store.adopts(device, agent).map_err(|error| error.to_string())?;
        self.starts(desk)
    }

    pub(super) fn stops_listening(&mut self, desk: usize) {
        if std::mem::take(&mut self.desks[desk].listening) {
            let after = self.rng.random_range(0..35_000);
            self.later(desk, after, Happening::Hears(Box::new(Event::StreamEnded)));
        }
    }

    pub(super) fn server_goes(&mut self) {
        self.down_until = self.now + self.rng.random_range(200..60_000);
        for desk in 0..self.desks.len() {
            self.stops_listening(desk);
        }
    }

    /// The program is killed, and started again.
    pub(super) fn kills(&mut self, desk: usize) {
        let now = self.clock(desk);
        let chance = self.rng.random();
        self.desks[desk].store.is_killed(chance, now);
        // A store cannot fail to say where it stands right after it was opened.
        let _ = self.starts(desk);
    }

    /// The program ends, and cannot open its files again for a while.
    fn closes(&mut self, desk: usize) {
        let now = self.clock(desk);
        let (chance, length) = (self.rng.random(), self.rng.random_range(5_000..600_000));
        self.stops_listening(desk);
        let at = &mut self.desks[desk];
        at.store.is_killed(chance, now);
        at.life += 1;
        at.asleep_until = (self.now + length).min(self.ends_at).max(at.asleep_until);
        let opens = at.asleep_until;
        self.push(opens, desk, u32::MAX, Happening::Fault(Fault::Opens));
    }

    /// A new engine over what the store says, as at each start and each sign-in.
    pub(super) fn starts(&mut self, desk: usize) -> Result<(), String> {
        let now = self.clock(desk);
        let at = &mut self.desks[desk];
        at.life += 1;
        at.listening = false;
        at.timer = None;
        at.engine = Engine::new(at.store.standing().map_err(|error| error.to_string())?, now);
        let away = self.rng.random_range(2_000..20_000);
        self.later(desk, away, Happening::Hears(Box::new(Event::Active(false))));
        self.steps(desk, Event::Tick)
    }

    pub(super) fn changes_device(&mut self, desk: usize, change: impl Fn(Device) -> Device) {
        let mut transaction = self.ledger.begin().expect("memory");
        if let Some(device) = transaction.device(self.desks[desk].device).expect("memory") {
            transaction.put_device(&change(device)).expect("memory");
        }
        transaction.commit().expect("memory");
    }

    pub(super) fn customer_writes(&mut self) {
        let tickets = self.ledger.state().tickets();
        if tickets.is_empty() || self.now < self.down_until {
            return;
        }
        let most = if self.rng.random_bool(0.7) { tickets.len().min(3) } else { tickets.len() };
        let ticket = tickets[self.rng.random_range(0..most)];
        let (now, before) = (Timestamp::from_millis(self.now), self.ledger.state().seq);
        let id = OperationId::new(now, self.rng.random());
        let body = words(&mut self.rng);
        receive(&self.ledger, ticket, &body, id, now).expect("memory").ok();
        self.pokes(before);
    }

    fn merges(&mut self) {
        let tickets = self.ledger.state().tickets();
        if tickets.len() < 2 || self.now < self.down_until {
            return;
        }
        let (from, into) = (tickets[self.rng.random_range(0..tickets.len())], tickets[self.rng.random_range(0..tickets.len())]);
        let before = self.ledger.state().seq;
        if merge(&self.ledger, from, into, Timestamp::from_millis(self.now)).is_ok() {
            self.strikes("merged");
            self.pokes(before);
        }
    }

    pub(super) fn erases(&mut self) {
        let tickets = self.ledger.state().tickets();
        if tickets.len() < 2 || self.now < self.down_until {
            return;
        }
        self.strikes("erased");
        let ticket = tickets[self.rng.random_range(0..tickets.len())];
        let messages: Vec<_> = self.ledger.state().messages(ticket).map(|message| message.id).collect();
        let before = self.ledger.state().seq;
        let mut transaction = self.ledger.begin().expect("memory");
        for message in messages {
            transaction.remove(&RowId { kind: RowKind::Message, id: message.to_string() }).expect("memory");
        }
        transaction.remove(&RowId { kind: RowKind::Ticket, id: ticket.to_string() }).expect("memory");
        transaction.commit().expect("memory");
        self.oracle.erased.insert(ticket);
        self.pokes(before);
    }
}
