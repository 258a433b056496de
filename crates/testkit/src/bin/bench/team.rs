//! The team of the measured desk: the sample team's people, queues, categories, policies and schedules.

use holdfast_domain::{Agent, Timestamp};
use holdfast_protocol::{BootstrapPage, Change, Row};
use holdfast_server::ledger::SqliteLedger;
use holdfast_server::sample::{SAMPLE_SEED, fill};

/// A team without a ticket.
pub struct Team {
    pub rows: Vec<Change>,
    pub agents: Vec<Agent>,
    pub queues: Vec<holdfast_domain::QueueId>,
    pub categories: Vec<String>,
}

impl Team {
    /// As the team server gives it out.
    pub fn new(now: Timestamp) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let ledger = SqliteLedger::open(folder.path(), None, "bench").unwrap();
        fill(&ledger, SAMPLE_SEED, now).unwrap();
        Self::of(&ledger)
    }

    /// The people and the rules of a ledger.
    pub fn of(ledger: &SqliteLedger) -> Self {
        let page = serde_json::to_vec(&holdfast_server::pull::bootstrap(ledger, None, None, true).unwrap()).unwrap();
        let page: BootstrapPage = serde_json::from_slice(&page).unwrap();
        let mut team = Self { rows: Vec::new(), agents: Vec::new(), queues: Vec::new(), categories: Vec::new() };
        for change in page.changes {
            match &change.row {
                None | Some(Row::Ticket(_) | Row::Message(_) | Row::Customer(_) | Row::Article(_)) => continue,
                Some(Row::Agent(agent)) => team.agents.push(Agent::clone(agent)),
                Some(Row::Queue(queue)) => team.queues.push(queue.id),
                Some(Row::Category(category)) if category.parent.is_some() => team.categories.push(category.key.clone()),
                Some(_) => {}
            }
            team.rows.push(change);
        }
        team
    }

    /// Whose desk is measured.
    pub fn me(&self) -> &Agent {
        self.agents.iter().find(|agent| agent.login == "wen").unwrap()
    }
}
