//! Whose turn an unassigned ticket is while nobody can ask the team server: rendezvous hashing over the roster (SYNC 1.8).
//!
//! Each agent has a score for each ticket, and the ticket is first the one's with the highest, then the next one's. Desks that know
//! the same roster agree without a word; whoever leaves the roster leaves only their own tickets to others. It is advice: it orders
//! what a desk offers, and the team server's order still decides who has a ticket.

use crate::{Agent, AgentId, TicketId};

/// Who may be offered tickets: the agents who may answer a customer, in order of identity, each once.
#[must_use]
pub fn roster(agents: &[Agent]) -> Vec<AgentId> {
    let mut roster: Vec<_> = agents.iter().filter(|agent| agent.role.may_reply()).map(|agent| agent.id).collect();
    roster.sort_unstable();
    roster.dedup();
    roster
}

/// How many of the roster come before `agent` for this ticket: 0 when it is the agent's own. None for who is not in the roster.
#[must_use]
pub fn turn(ticket: TicketId, roster: &[AgentId], agent: AgentId) -> Option<usize> {
    let own = (score(ticket, agent), agent);
    roster.contains(&agent).then(|| roster.iter().filter(|other| (score(ticket, **other), **other) > own).count())
}

/// Thirty-two bytes into eight. The same on every computer and in every version: desks of different builds must agree.
fn score(ticket: TicketId, agent: AgentId) -> u64 {
    let ((high, low), (agent_high, agent_low)) = (ticket.0.as_u64_pair(), agent.0.as_u64_pair());
    [high, low, agent_high, agent_low].into_iter().fold(0, |sum, word| mixed(sum ^ word))
}

/// The finaliser of SplitMix64 (Steele, Lea and Flood 2014): each bit of the input turns about half of the output.
const fn mixed(word: u64) -> u64 {
    let word = word.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    word ^ (word >> 31)
}
