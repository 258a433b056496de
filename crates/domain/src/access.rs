//! What a person may see. A queue may be its department's own: then nobody else sees its tickets but leads, administrators
//! and whoever owns one of them. Everything else of the team is everybody's.

use std::collections::BTreeSet;

use crate::{Agent, AgentId, Queue, QueueId, Role, Seq};

/// What one person may see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
    agent: AgentId,
    hidden: BTreeSet<QueueId>,
}

impl Access {
    /// Of a person, out of all queues.
    pub fn of<'a>(agent: &Agent, queues: impl IntoIterator<Item = &'a Queue>) -> Self {
        let sees_all = matches!(agent.role, Role::Lead | Role::Administrator);
        let is_hidden = |queue: &&Queue| queue.restricted && !sees_all && (queue.department.is_none() || queue.department != agent.department);
        Self { agent: agent.id, hidden: queues.into_iter().filter(is_hidden).map(|queue| queue.id).collect() }
    }

    /// Of somebody who is not of the team any more.
    pub fn of_stranger<'a>(agent: AgentId, queues: impl IntoIterator<Item = &'a Queue>) -> Self {
        Self { agent, hidden: queues.into_iter().filter(|queue| queue.restricted).map(|queue| queue.id).collect() }
    }

    /// Whether there is nothing that this person may not see.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.hidden.is_empty()
    }

    /// Whether this person may see a ticket of this queue and owner.
    #[must_use]
    pub fn sees(&self, queue: Option<QueueId>, owner: Option<AgentId>) -> bool {
        owner == Some(self.agent) || queue.is_none_or(|queue| !self.hidden.contains(&queue))
    }

    /// A text that is another whenever what this person may see was another in between, tickets moving aside. Empty for all of
    /// it. `since` is when queues or this person were last changed: a queue that was opened and closed again while a desk was
    /// away may have let tickets out without a word to those who could see it anyway.
    #[must_use]
    pub fn mark(&self, since: Seq) -> String {
        if self.is_whole() {
            return String::new();
        }
        let hidden: Vec<_> = self.hidden.iter().map(|queue| queue.0.simple().to_string()).collect();
        format!("{since}-{}-{}", self.agent.0.simple(), hidden.join("."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{DepartmentId, Words};
    use uuid::Uuid;

    fn agent(role: Role, department: Option<u128>) -> Agent {
        let department = department.map(|id| DepartmentId(Uuid::from_u128(id)));
        Agent {
            id: AgentId(Uuid::from_u128(1)),
            login: String::new(),
            name: String::new(),
            role,
            department,
            seniority: 1,
            language: None,
            masked: false,
        }
    }

    #[test]
    fn a_departments_own_queue_is_seen_by_its_people_its_leads_and_an_owner() {
        let of = |id: u128| Some(DepartmentId(Uuid::from_u128(id)));
        let queue = |id: u128, department, restricted| Queue { id: QueueId(Uuid::from_u128(id)), name: Words::default(), department, restricted };
        let queues = [queue(1, of(7), true), queue(2, of(7), false), queue(3, None, true)];
        let id = |number: usize| Some(queues[number].id);
        let outsider = Access::of(&agent(Role::Agent, Some(8)), &queues);
        assert!(!outsider.sees(id(0), None) && outsider.sees(id(1), None) && !outsider.sees(id(2), None) && outsider.sees(None, None));
        assert!(outsider.sees(id(0), Some(AgentId(Uuid::from_u128(1)))), "one's own ticket is seen wherever it lies");
        let member = Access::of(&agent(Role::Agent, Some(7)), &queues);
        assert!(member.sees(id(0), None) && !member.sees(id(2), None), "a queue of no department is for leads alone");
        let lead = Access::of(&agent(Role::Lead, None), &queues);
        assert!(lead.is_whole() && lead.mark(Seq(4)).is_empty());
        assert_ne!(outsider.mark(Seq(4)), member.mark(Seq(4)));
        assert_ne!(outsider.mark(Seq(4)), outsider.mark(Seq(5)));
        assert_eq!(outsider.mark(Seq(4)), Access::of(&agent(Role::Agent, None), &queues).mark(Seq(4)));
        assert!(!Access::of_stranger(AgentId(Uuid::from_u128(9)), &queues).sees(id(0), None));
    }
}
