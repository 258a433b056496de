//! The team of the simulation: people of two departments, queues that may be a department's own, and customers.

use holdfast_domain::{AgentId, CustomerId, DepartmentId, Queue, QueueId, Words};
use uuid::Uuid;

/// How many queues there are.
pub const QUEUES: u32 = 3;

pub fn queue_id(number: u32) -> QueueId {
    QueueId(Uuid::from_u128(0x9_0000 + u128::from(number)))
}

/// The last of three is none.
pub fn department_id(number: u32) -> Option<DepartmentId> {
    (number < 2).then(|| DepartmentId(Uuid::from_u128(0xd_0000 + u128::from(number))))
}

pub fn queue(number: u32, restricted: bool) -> Queue {
    Queue { id: queue_id(number), name: Words::default(), department: department_id(number), restricted }
}

/// A customer of the simulation: one for each ticket is enough.
pub fn customer(id: Uuid) -> holdfast_domain::Customer {
    holdfast_domain::Customer::named(CustomerId(id), "Customer")
}

/// A person of the simulated team.
pub fn agent(id: AgentId, number: usize) -> holdfast_domain::Agent {
    holdfast_domain::Agent {
        id,
        login: format!("agent{number}"),
        name: format!("Agent {number}"),
        role: holdfast_domain::Role::Agent,
        department: None,
        seniority: 1,
        masked: false,
        language: None,
    }
}
