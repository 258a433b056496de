//! The hand-written pieces, as they lie in `crates/server/sample`.

use holdfast_domain::{Channel, Language, Role, Status, Urgency, Words};
use serde::Deserialize;
use std::collections::BTreeMap;

use super::SampleError;

#[derive(Debug, Deserialize)]
pub(super) struct TeamFile {
    pub shop: Shop,
    pub agents: Vec<Person>,
    pub departments: Vec<Place>,
    pub queues: Vec<Line>,
    pub categories: Vec<Node>,
    pub tags: Vec<Tag>,
    pub ticket_tags: Vec<Tag>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Shop {
    pub name: Words,
}

#[derive(Debug, Deserialize)]
pub(super) struct Person {
    pub login: String,
    pub name: String,
    pub role: Role,
    pub department: String,
    pub seniority: u8,
    pub lang: Language,
}

#[derive(Debug, Deserialize)]
pub(super) struct Place {
    pub key: String,
    pub name: Words,
    pub head: String,
    pub phone: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Line {
    pub key: String,
    pub name: Words,
    pub department: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Node {
    pub key: String,
    pub parent: Option<String>,
    pub name: Words,
}

#[derive(Debug, Deserialize)]
pub(super) struct Tag {
    pub key: String,
    pub name: Words,
    /// How to speak with a customer of this tag; a ticket's tag has none.
    #[serde(default)]
    pub strategy: Words,
}

#[derive(Debug, Deserialize)]
pub(super) struct Sampled {
    pub name: String,
    pub lang: Language,
    pub tier: u8,
    pub phone: String,
    pub mail: String,
    pub tags: Vec<String>,
    pub facts: Facts,
}

#[derive(Debug, Deserialize)]
pub(super) struct Facts {
    pub order: String,
    pub product: String,
    pub product_key: String,
    pub amount: i64,
    pub bought_days_ago: i64,
    pub address: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Scenario {
    pub key: String,
    pub lang: Language,
    pub category: String,
    pub channels: Vec<Channel>,
    pub urgency: Urgency,
    pub subject: Vec<String>,
    pub turns: Vec<Turn>,
    pub ends: Status,
    pub tags: Vec<String>,
    pub hot: bool,
    pub products: Option<Vec<String>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Speaker {
    Customer,
    Agent,
    Note,
}

#[derive(Debug, Deserialize)]
pub(super) struct Turn {
    pub who: Speaker,
    pub by: Option<String>,
    pub text: Vec<String>,
    /// From and to; one is drawn between them.
    pub after_minutes: (i64, i64),
}

pub(super) fn team() -> Result<TeamFile, SampleError> {
    read("team.json", include_str!("../../sample/team.json"))
}

pub(super) fn customers() -> Result<Vec<Sampled>, SampleError> {
    read("customers.json", include_str!("../../sample/customers.json"))
}

pub(super) fn scenarios() -> Result<Vec<Scenario>, SampleError> {
    let mut scenarios: Vec<Scenario> = read("scenarios-zh-hans.json", include_str!("../../sample/scenarios-zh-hans.json"))?;
    scenarios.extend(read::<Vec<Scenario>>("scenarios-zh-hant.json", include_str!("../../sample/scenarios-zh-hant.json"))?);
    scenarios.extend(read::<Vec<Scenario>>("scenarios-en.json", include_str!("../../sample/scenarios-en.json"))?);
    Ok(scenarios)
}

pub(super) fn read<T: for<'de> Deserialize<'de>>(file: &'static str, text: &str) -> Result<T, SampleError> {
    serde_json::from_str(text).map_err(|source| SampleError::File { file, source })
}

/// An article's head, from the lines between the dashes.
pub(super) fn head(text: &str) -> Option<(BTreeMap<&str, &str>, &str)> {
    let (head, body) = text.strip_prefix("---\n")?.split_once("\n---\n")?;
    Some((head.lines().filter_map(|line| line.split_once(':')).map(|(key, value)| (key.trim(), value.trim())).collect(), body.trim()))
}
