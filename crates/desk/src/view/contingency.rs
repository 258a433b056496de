//! What is at hand when something fails, whether anything can be reached or not.

use holdfast_domain::sla::ClockKind;
use serde::Serialize;
use specta::Type;

use super::article::ArticleLink;

/// Guides, who is told when, and whom to ring.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ContingencyView {
    /// What to do when something has failed, in the person's language first.
    pub guides: Vec<ArticleLink>,
    /// Steps to follow otherwise.
    pub procedures: Vec<ArticleLink>,
    /// How fast an emergency is to be answered, and who hears when it is not, by time.
    pub ladder: Vec<LadderStep>,
    /// Departments with the number that is always answered.
    pub directory: Vec<DirectoryRow>,
}

/// A step of the ladder.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LadderStep {
    /// Of which clock.
    pub kind: ClockKind,
    /// Minutes after the emergency came.
    pub after: u32,
    /// Who has to answer by then, or hears that nobody did.
    pub who: LadderWho,
    /// Their names.
    pub names: Vec<String>,
    /// The number that is always answered there.
    pub phone: Option<String>,
}

/// Whom a step of the ladder names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum LadderWho {
    /// Whoever owns the ticket: the clock itself.
    Owner,
    /// The leads.
    Lead,
    /// The head of the department.
    Head,
    /// A department, or its head.
    Department,
    /// One person.
    Person,
}

/// A department.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DirectoryRow {
    /// Its name.
    pub name: String,
    /// Who leads it.
    pub head: Option<String>,
    /// The number that is always answered.
    pub phone: Option<String>,
    /// Its queues.
    pub queues: Vec<String>,
}
