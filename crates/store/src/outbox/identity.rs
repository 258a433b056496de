//! Who this desk is: device, agent, address, token, and the counter of temporary numbers.

use holdfast_domain::{Action, Agent, DeviceId, Operation, Role};
use serde::{Deserialize, Serialize};

use super::{Outbox, Record};
use crate::error::{Result, document};
use crate::secret::Secret;

const IDENTITY: &str = "identity";
const COUNTER: &str = "counter";

/// Who this desk is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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

impl Outbox {
    pub(crate) fn identity(&self) -> Result<Option<Identity>> {
        self.meta(IDENTITY)?.map(|text| serde_json::from_str(&text)).transpose().map_err(document("read the desk's identity"))
    }

    pub(crate) fn set_identity(&mut self, identity: &Identity) -> Result<()> {
        let value = serde_json::to_string(identity).map_err(document("save the desk's identity"))?;
        self.commit(vec![Record::Meta { key: IDENTITY.to_owned(), value: Some(value) }])
    }

    /// What the desk's agent may do; the least of a person of the team before anybody signed in.
    pub(crate) fn role(&self) -> Result<Role> {
        Ok(self.identity()?.map_or(Role::Agent, |identity| identity.agent.role))
    }

    pub(crate) fn temporary_number(&self) -> Result<String> {
        let mark = self.identity()?.map(|identity| identity.mark).unwrap_or_default();
        Ok(format!("{mark}-{:04}", self.counter()?))
    }

    fn counter(&self) -> Result<u64> {
        Ok(self.meta_number(COUNTER)?.unwrap_or(1))
    }

    /// The counter as it must stand once these are written.
    pub(crate) fn counted(&self, operations: &[Operation]) -> Result<Vec<Record>> {
        let Some(identity) = self.identity()? else { return Ok(Vec::new()) };
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
