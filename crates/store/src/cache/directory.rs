//! The team as it is read by everyone: small, held in memory, read again when a row of it changes.

use holdfast_domain::sla::{Policy, Schedule};
use holdfast_domain::{Agent, Category, Department, Filter, Queue, TagRule};
use holdfast_protocol::RowKind;
use rusqlite::Connection;
use serde::de::DeserializeOwned;

use super::READ;
use crate::error::{Result, document, sql};

/// What the team is made of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Directory {
    /// People.
    pub agents: Vec<Agent>,
    /// Departments.
    pub departments: Vec<Department>,
    /// Queues.
    pub queues: Vec<Queue>,
    /// The category tree.
    pub categories: Vec<Category>,
    /// Customer tags and their ways of speaking.
    pub tag_rules: Vec<TagRule>,
    /// What is promised.
    pub policies: Vec<Policy>,
    /// When the team is open.
    pub schedules: Vec<Schedule>,
    /// Lists that it shares.
    pub filters: Vec<Filter>,
}

impl Directory {
    /// Whether clocks fall due at other times by this than by `other`, or are told to other people.
    pub(crate) fn tells_other_clocks(&self, other: &Self) -> bool {
        let same = self.policies == other.policies && self.schedules == other.schedules;
        !same || self.departments != other.departments || self.queues != other.queues
    }
}

pub(crate) fn read(connection: &Connection) -> Result<Directory> {
    let mut directory = Directory::default();
    let mut statement = connection.prepare_cached("SELECT kind, doc FROM team ORDER BY kind, key").map_err(sql(READ))?;
    let mut rows = statement.query([]).map_err(sql(READ))?;
    while let Some(row) = rows.next().map_err(sql(READ))? {
        let (kind, doc) = row.get::<_, String>(0).and_then(|kind| Ok((kind, row.get::<_, String>(1)?))).map_err(sql(READ))?;
        match RowKind::from_name(&kind) {
            Some(RowKind::Agent) => directory.agents.push(parse(&doc)?),
            Some(RowKind::Department) => directory.departments.push(parse(&doc)?),
            Some(RowKind::Queue) => directory.queues.push(parse(&doc)?),
            Some(RowKind::Category) => directory.categories.push(parse(&doc)?),
            Some(RowKind::TagRule) => directory.tag_rules.push(parse(&doc)?),
            Some(RowKind::Policy) => directory.policies.push(parse(&doc)?),
            Some(RowKind::Schedule) => directory.schedules.push(parse(&doc)?),
            Some(RowKind::Filter) => directory.filters.push(parse(&doc)?),
            // They are read with what is pending on them.
            Some(RowKind::Outage | RowKind::Ticket | RowKind::Message | RowKind::Customer | RowKind::Article) | None => {}
        }
    }
    Ok(directory)
}

fn parse<T: DeserializeOwned>(doc: &str) -> Result<T> {
    serde_json::from_str(doc).map_err(document(READ))
}
