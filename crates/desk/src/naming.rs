//! Who is meant by a text that names colleagues.

use holdfast_domain::{Action, AgentId, MOST_MENTIONS, marks, mention};
use holdfast_store::Directory;
use std::collections::BTreeSet;

use crate::formatted::Named;

/// Whom a note names; anything else names nobody, so that no customer ever reads of it.
pub(crate) fn in_note(directory: &Directory, me: AgentId, action: &Action) -> BTreeSet<AgentId> {
    match action {
        Action::Note { body } => found(directory, body).into_iter().filter(|whom| *whom != me).take(MOST_MENTIONS).collect(),
        _ => BTreeSet::new(),
    }
}

/// Whom a text would name as a note.
pub(crate) fn within(directory: &Directory, me: AgentId, text: &str) -> Vec<Named> {
    of(directory, found(directory, text).into_iter(), me)
}

/// People by the names of today.
pub(crate) fn of(directory: &Directory, whom: impl Iterator<Item = AgentId>, me: AgentId) -> Vec<Named> {
    let known = whom.filter_map(|whom| directory.agents.iter().find(|agent| agent.id == whom));
    known.map(|agent| Named { login: agent.login.clone(), name: agent.name.clone(), me: agent.id == me }).collect()
}

fn found(directory: &Directory, text: &str) -> BTreeSet<AgentId> {
    if !text.contains(['@', '＠']) {
        return BTreeSet::new();
    }
    let logins: Vec<_> = directory.agents.iter().map(|agent| (agent.login.as_str(), agent.id)).collect();
    marks::words(text).iter().flat_map(|words| mention::named(words, &logins)).map(|(_, whom)| whom).collect()
}
