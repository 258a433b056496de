//! What crosses the network, both ways, and what is done with it before anything is stored.

use holdfast_domain::sla::{Policy, Schedule, clocks, due_alerts, explain, next_alert};
use holdfast_domain::{Context, Entity, Operation, Role, Seq, Timestamp, apply};
use holdfast_protocol::{
    BootstrapPage, Change, ChangesPage, LoginAnswer, LoginRequest, Moved, Poke, PresenceRequest, ProbeAnswer, Problem, PushAnswer, PushRequest, Row,
};
use holdfast_server::push::PushEnvelope;
use serde::Serialize;
use serde::de::DeserializeOwned;

const NOW: Timestamp = Timestamp::from_millis(1_790_000_000_000);

/// Reads it; what can be read must survive being written and read again.
fn read<V: DeserializeOwned + Serialize + PartialEq>(data: &[u8]) -> Option<V> {
    let value: V = serde_json::from_slice(data).ok()?;
    let text = serde_json::to_vec(&value).expect("what was read can be written");
    let again: V = serde_json::from_slice(&text).expect("what was written can be read");
    assert!(value == again, "it changed on the way");
    Some(value)
}

pub fn changes(data: &[u8]) {
    if let Some(page) = read::<ChangesPage>(data) {
        due(&page.changes);
    }
}

pub fn bootstrap(data: &[u8]) {
    if let Some(page) = read::<BootstrapPage>(data) {
        due(&page.changes);
    }
}

/// As the desk does with each ticket it stores: its clocks, by whatever policies and schedules came along.
fn due(changes: &[Change]) {
    let rows = || changes.iter().filter_map(|change| change.row.as_ref());
    let policies: Vec<Policy> = rows().filter_map(|row| if let Row::Policy(policy) = row { Some(Policy::clone(policy)) } else { None }).collect();
    let schedules: Vec<Schedule> =
        rows().filter_map(|row| if let Row::Schedule(schedule) = row { Some(Schedule::clone(schedule)) } else { None }).collect();
    for row in rows() {
        drop(row.id());
        let Row::Ticket(ticket) = row else { continue };
        let clocks = clocks(ticket, &policies, &schedules, NOW);
        let _ = (next_alert(&clocks, Timestamp::default()), due_alerts(&clocks, &ticket.alerted, NOW, |_| true));
        for clock in &clocks {
            drop(explain(ticket, &policies, &schedules, (clock.kind, Some(clock.due)), &[], NOW));
        }
    }
}

pub fn push_answer(data: &[u8]) {
    read::<PushAnswer>(data);
}

/// As the team server reads it, each operation by itself, and as the domain then applies it.
pub fn push_request(data: &[u8]) {
    read::<PushRequest>(data);
    let Ok(envelope) = serde_json::from_slice::<PushEnvelope>(data) else { return };
    let (mut ticket, mut article) = (Entity::Ticket(None), Entity::Article(None));
    for (seq, value) in (1..).zip(&envelope.operations) {
        let Ok(operation) = serde_json::from_str::<Operation>(value.get()) else { continue };
        let role = if seq % 3 == 0 { Role::Contact } else { Role::Agent };
        let entity = if operation.about.ticket().is_some() { &mut ticket } else { &mut article };
        // A rejection is an answer like another.
        drop(apply(entity, &operation, &Context::with_authority(NOW, role, Seq(seq), 10_001)));
        drop(apply(&mut entity.clone(), &operation, &Context::on_desk(NOW, role)));
    }
}

pub fn problem(data: &[u8]) {
    read::<Problem>(data);
}

pub fn session(data: &[u8]) {
    read::<LoginRequest>(data);
    read::<LoginAnswer>(data);
    read::<ProbeAnswer>(data);
}

pub fn poke(data: &[u8]) {
    read::<Poke>(data);
    read::<Moved>(data);
    read::<PresenceRequest>(data);
    for line in data.split_inclusive(|byte| *byte == b'\n') {
        let _ = holdfast_sync::http::heard_in(line);
    }
}
