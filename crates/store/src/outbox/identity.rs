//! Who this desk is: device, agent, address, token, and the counter of temporary numbers.

use holdfast_domain::{Action, Agent, DeviceId, Operation, Role};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{Outbox, Record, meta};
use crate::error::{Result, document};
use crate::secret::Secret;

const IDENTITY: &str = "identity";
const COUNTER: &str = "counter";

/// Who this desk is. Cannot be serialised, so that the token cannot leave by accident.
#[derive(Clone, Debug, PartialEq)]
pub struct Identity {
    /// The desk.
    pub device: DeviceId,
    /// Who signed in.
    pub agent: Agent,
    /// Address of the team server.
    pub address: String,
    /// Bearer token.
    pub token: Secret,
    /// What temporary numbers begin with.
    pub mark: String,
    /// What the team is called.
    pub team: String,
}

/// As it stands in the sealed file.
#[derive(Serialize, Deserialize)]
struct Kept {
    device: DeviceId,
    agent: Agent,
    address: String,
    token: String,
    mark: String,
    team: String,
}

impl Identity {
    pub(super) fn record(&self) -> Result<Record> {
        let Self { device, agent, address, token, mark, team } = self.clone();
        let kept = Kept { device, agent, address, token: token.reveal().to_owned(), mark, team };
        let value = serde_json::to_string(&kept).map_err(document("save the desk's identity"))?;
        Ok(Record::Meta { key: IDENTITY.to_owned(), value: Some(value) })
    }
}

/// As it was last saved.
pub(super) fn read(connection: &Connection) -> Result<Option<Identity>> {
    let Some(text) = meta(connection, IDENTITY)?.map(Zeroizing::new) else { return Ok(None) };
    let Kept { device, agent, address, token, mark, team } = serde_json::from_str(&text).map_err(document("read the desk's identity"))?;
    Ok(Some(Identity { device, agent, address, token: Secret::from(token), mark, team }))
}

impl Outbox {
    /// Kept in memory: each operation asks for it.
    pub(crate) const fn identity(&self) -> Option<&Identity> {
        self.identity.as_ref()
    }

    pub(crate) fn set_identity(&mut self, identity: &Identity) -> Result<()> {
        self.commit(vec![identity.record()?])?;
        self.identity = Some(identity.clone());
        Ok(())
    }

    /// What the desk's agent may do; the least of a person of the team before anybody signed in.
    pub(crate) fn role(&self) -> Role {
        self.identity().map_or(Role::Agent, |identity| identity.agent.role)
    }

    pub(crate) fn temporary_number(&self) -> Result<String> {
        let mark = self.identity().map(|identity| identity.mark.as_str()).unwrap_or_default();
        Ok(format!("{mark}-{:04}", self.counter()?))
    }

    fn counter(&self) -> Result<u64> {
        Ok(self.meta_number(COUNTER)?.unwrap_or(1))
    }

    /// The counter as it must stand once these are written.
    pub(crate) fn counted(&self, operations: &[Operation]) -> Result<Vec<Record>> {
        if !operations.iter().any(|operation| matches!(operation.action, Action::Open(_))) {
            return Ok(Vec::new());
        }
        let Some(identity) = self.identity() else { return Ok(Vec::new()) };
        let counter = self.counter()?;
        let used = operations.iter().filter_map(|operation| match &operation.action {
            Action::Open(new) => new.temporary.strip_prefix(&identity.mark)?.strip_prefix('-')?.parse::<u64>().ok(),
            _ => None,
        });
        match used.max().filter(|used| *used >= counter) {
            Some(used) => Ok(vec![Record::Meta { key: COUNTER.to_owned(), value: Some(used.saturating_add(1).to_string()) }]),
            None => Ok(Vec::new()),
        }
    }
}
